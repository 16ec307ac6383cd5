//! What serde and the parsers say, in the words of an author.

use super::tree::{Content, Literal, Node, Reason};

/// Whole numbers by the names of their types, and what they can hold.
const WHOLE_NUMBERS: &[(&str, &str)] = &[
    ("u8", "a whole number from 0 to 255"),
    ("u16", "a whole number from 0 to 65535"),
    ("u32", "a whole number, 0 or more"),
    ("u64", "a whole number, 0 or more"),
    ("u128", "a whole number, 0 or more"),
    ("usize", "a whole number, 0 or more"),
    ("a nonzero u8", "a whole number from 1 to 255"),
    ("a nonzero u16", "a whole number from 1 to 65535"),
    ("a nonzero u32", "a whole number, 1 or more"),
    ("a nonzero u64", "a whole number, 1 or more"),
    ("a nonzero usize", "a whole number, 1 or more"),
    ("i8", "a whole number from -128 to 127"),
    ("i16", "a whole number from -32768 to 32767"),
    ("i32", "a whole number"),
    ("i64", "a whole number"),
    ("i128", "a whole number"),
    ("isize", "a whole number"),
];

/// What the parser says, by its beginning, and what it means. The first that fits counts.
const REASONS: &[(&str, &str)] = &[
    (
        "mapping values are not allowed",
        "there is a colon where none can stand; a text with `: ` in it needs quotation marks",
    ),
    ("found unexpected end of stream", "a quotation mark is not closed"),
    ("unexpected end of stream", "a quotation mark is not closed"),
    (
        "did not find expected ',' or '}'",
        "a brace `{` is not closed, or a comma is missing",
    ),
    (
        "expected ',' or ']'",
        "a bracket `[` is not closed, or a comma is missing",
    ),
    (
        "illegal placement of ':'",
        "there is a colon inside brackets; a bracket `[` or `{` may not be closed",
    ),
    (
        "may not precede",
        "there is a colon inside brackets; a bracket `[` or `{` may not be closed",
    ),
    (
        "must be followed by a valid YAML whitespace",
        "a blank is missing after `:` or `-`",
    ),
    (
        "in flow construct",
        "a bracket `[` or `{` is not closed, or the line after it is not indented",
    ),
    ("misplaced bracket", "there is a closing bracket too many"),
    (
        "unknown anchor",
        "a text that begins with `*` needs quotation marks",
    ),
    (
        "while scanning an anchor",
        "a text that begins with `*` or `&` needs quotation marks",
    ),
    (
        "unexpected character",
        "a text cannot begin with this sign without quotation marks",
    ),
    ("a TAG", "a text that begins with `!` needs quotation marks"),
    (
        "parsing a tag",
        "a text that begins with `!` needs quotation marks",
    ),
    (
        "scanning a tag",
        "a text that begins with `!` needs quotation marks",
    ),
    (
        "the handle wasn't declared",
        "a text that begins with `!` needs quotation marks",
    ),
    (
        "unknown escape",
        "a backslash between double quotation marks must be written twice",
    ),
    (
        "hexadecimal",
        "a backslash between double quotation marks must be written twice",
    ),
    (
        "Unicode character escape",
        "a backslash between double quotation marks must be written twice",
    ),
    (
        "trailing content after double-quoted",
        "something follows the closing quotation mark",
    ),
    ("document indicator", "a quotation mark is not closed"),
    (
        "block sequence entries are not allowed",
        "a list item `- ` cannot stand here; begin it on a line of its own",
    ),
    ("indentation", "the line is not indented like its neighbours"),
    ("indented", "the line is not indented like its neighbours"),
    (
        "did not find expected '-'",
        "the line is not indented like its neighbours, or a `- ` is missing",
    ),
    (
        "did not find expected key",
        "the line is not indented like its neighbours, or something follows a closing quotation mark",
    ),
    ("simple key expect", "a line without a colon stands among keys"),
    ("mapping keys are not allowed", "a key cannot stand here"),
    (
        "block scalar",
        "after `|` or `>` the text begins on the next line",
    ),
    ("directive", "a text that begins with `%` needs quotation marks"),
    ("document", "a line `---` or `...` stands where none can stand"),
    ("alias", "the references `*…` repeat more than this file may hold"),
    ("recursion", "lists or keys stand too deep in one another"),
    (
        "'-'",
        "a `-` must be followed by a blank, or the text be put between quotation marks",
    ),
    ("eof", "the text ends too early"),
];

/// Tells why a text is no YAML. `line` is the line at fault.
pub(super) fn reason(reason: &Reason, line: &str) -> String {
    match reason {
        Reason::TooDeep => "lists or keys stand more than 100 deep in one another".to_owned(),
        Reason::SecondDocument => {
            "after a line `---` or `...` a second document begins; a file holds only one".to_owned()
        }
        Reason::TooManyDuplicates => "a key stands here twice".to_owned(),
        Reason::Parser(said) => {
            if is_tab(said, line) {
                return "there is a tab where only spaces can stand".to_owned();
            }
            REASONS
                .iter()
                .find(|(part, _)| said.contains(part))
                .map_or(
                    "the line is not what YAML expects at this place",
                    |(_, meaning)| meaning,
                )
                .to_owned()
        }
    }
}

/// Says whether a tab is what the parser stumbles over.
pub(super) fn is_tab(said: &str, line: &str) -> bool {
    let indentation = line.len() - line.trim_start().len();
    said.contains("tab") || line.bytes().take(indentation).any(|byte| byte == b'\t')
}

/// Tells what a type expects.
pub(super) fn expected(said: &str) -> String {
    if let Some((_, meaning)) = WHOLE_NUMBERS.iter().find(|(name, _)| *name == said) {
        return (*meaning).to_owned();
    }
    match said {
        "a string" | "a borrowed string" | "string" | "str" | "variant identifier" | "field identifier" => {
            "a text".to_owned()
        }
        "a character" => "a single letter".to_owned(),
        "a boolean" | "bool" => "yes or no (`true` or `false`)".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" => "a set of keys with values".to_owned(),
        "unit" | "unit struct" => "nothing".to_owned(),
        _ => {
            // "a tuple of size 2", "an array of length 3", "struct Wide with 2 elements".
            if said.contains("tuple") || said.contains("array") {
                let count = said.split(' ').find_map(|word| word.parse::<usize>().ok());
                return count.map_or_else(|| "a list".to_owned(), |count| format!("a list of {count}"));
            }
            if said.starts_with("struct ") || said.starts_with("internally tagged enum") {
                return "a set of keys with values".to_owned();
            }
            if said.starts_with("enum ") {
                return "a text".to_owned();
            }
            said.to_owned()
        }
    }
}

/// Tells what a value's own complaint means.
pub(super) fn complaint(said: &str) -> String {
    if said.starts_with("data did not match any variant") {
        return "another form of value".to_owned();
    }
    said.to_owned()
}

/// Tells what an author wrote.
pub(super) fn found(node: &Node, written: &str) -> String {
    match &node.content {
        Content::List(items) if items.is_empty() => "an empty list".to_owned(),
        Content::List(_) => "a list".to_owned(),
        Content::Map(_) => "a set of keys with values".to_owned(),
        Content::Literal(_, Literal::Null) | Content::Gap(_) => "nothing".to_owned(),
        Content::Literal(text, Literal::Truth(_)) => format!("yes or no (`{text}`)"),
        Content::Literal(text, Literal::Whole(_) | Literal::Decimal(_)) => format!("the number `{text}`"),
        Content::Text(text) if written.starts_with(['"', '\'']) => {
            format!("the text `{}` in quotation marks", short(text))
        }
        Content::Text(text) => format!("the text `{}`", short(text)),
    }
}

/// Returns what an author wrote, for a message.
pub(super) fn value(node: &Node) -> String {
    match &node.content {
        Content::Text(text) | Content::Literal(text, _) => short(text),
        Content::List(_) => "[…]".to_owned(),
        Content::Map(_) => "{…}".to_owned(),
        Content::Gap(_) => String::new(),
    }
}

/// Returns a list of names for a message.
pub(super) fn list(names: &[&str]) -> String {
    names.join(", ")
}

/// Returns the truth that somebody meant who wrote it in another way.
pub(super) fn truth(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "ja" | "j" | "1" | "true" => Some("true"),
        "no" | "n" | "off" | "nei" | "nej" | "0" | "false" => Some("false"),
        _ => None,
    }
}

/// Returns the first line of a text, and not too much of it.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line.len() == text.trim_end().len() {
        return line.to_owned();
    }
    let mut short: String = line.chars().take(LONGEST).collect();
    short.push('…');
    short
}
