//! Whatever an author writes is read or told to be wrong; nothing panics. `fuzz/` looks for the same, for longer.
//!
//! `PROPTEST_CASES=200000 cargo test --release --test cli property` looks for long without a fuzzer.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::parsers;

/// What YAML is made of.
const YAML: &[&str] = &[
    "title",
    "draft",
    "tags",
    "weight",
    "names",
    "inner",
    "extra",
    "pair",
    ": ",
    ":",
    "- ",
    "-",
    "? ",
    "\n",
    "\n  ",
    "\n    ",
    "\n- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    "\"",
    "'",
    "|\n  ",
    ">-\n  ",
    "&a ",
    "*a",
    "<<: *a",
    "!!int ",
    "!x ",
    "# ",
    "true",
    "no",
    "~",
    "null",
    "1",
    "-1",
    "1.5",
    ".nan",
    "0x1f",
    "010",
    "\t",
    "\r\n",
    "\r",
    "\u{feff}",
    "---",
    "...",
    "%YAML 1.2\n",
    "å",
    "\\x",
    "\\u202e",
    "日本",
    "@",
    "`",
    "\0",
    " ",
];

/// What Markdown is made of.
const MARKDOWN: &[&str] = &[
    "# ",
    "## ",
    "{#id}",
    "{.class}",
    "*",
    "**",
    "_",
    "`",
    "```",
    "```rust\n",
    "~~~",
    "[",
    "](",
    ")",
    "]: ",
    "[^1]",
    "[^1]: ",
    "![",
    "[@berg]",
    "@berg",
    "[@berg, s. 4; @x]",
    "$",
    "$$",
    "\\frac{a}{b}",
    "\\",
    "^",
    "|",
    "|-|\n",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "- [ ] ",
    "1. ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "  \n",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "<br/>",
    "<a href=\"",
    "&amp;",
    "&#x202e;",
    "&",
    "article:a",
    "a.nb.md",
    "javascript:x",
    "https://x.no",
    "\"",
    "'",
    "...",
    "--",
    "12:00",
    "å",
    "日本",
    "👩‍🔬",
    "\u{202e}",
    "\r",
    "\r\n",
    "\0",
    "---",
    "{{ 7*7 }}",
    ": ",
    "~",
    "==",
    "text",
    " ",
];

/// What directives are made of.
const DIRECTIVES: &[&str] = &[
    ":",
    "::",
    ":::",
    "::::",
    ":::note",
    ":::warning",
    ":::figure",
    ":::x",
    "::cards",
    ":term",
    ":::details",
    "[",
    "]",
    "{",
    "}",
    "{.a #b}",
    "{a=b}",
    "{a=\"b c\"}",
    "=",
    "\"",
    "\n",
    "\n\n",
    " ",
    "text",
    "å",
    "# ",
    "- ",
    "> ",
    "```\n",
    "`",
    "*",
    "\r\n",
    "\\",
];

fn pieces(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![20 => select(of).prop_map(str::to_owned), 1 => ".{0,3}"];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn front_matter_is_taken_apart(text in pieces(YAML)) {
        parsers::front_matter(&text);
        parsers::front_matter(&format!("---\n{text}"));
        parsers::front_matter(&format!("---\n{text}\n---\n"));
    }

    #[test]
    fn yaml_is_read(text in pieces(YAML)) {
        parsers::yaml(&text);
    }

    #[test]
    fn markdown_is_read(text in pieces(MARKDOWN)) {
        parsers::markdown(&text);
    }

    #[test]
    fn directives_are_read(text in pieces(DIRECTIVES)) {
        parsers::markdown(&text);
    }
}

proptest! {
    // Each of them is a whole site.
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: ProptestConfig::default().cases / 16 + 1,
        ..ProptestConfig::default()
    })]

    #[test]
    fn pages_are_made(text in prop_oneof![pieces(MARKDOWN), pieces(DIRECTIVES)]) {
        parsers::page(&text);
    }
}
