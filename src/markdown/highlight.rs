//! Blocks of code, coloured by class names.

use std::sync::OnceLock;

use pulldown_cmark::CodeBlockKind;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::escape;
use crate::markdown::writer::Writer;

/// The classes have a prefix of their own, so that no theme's `.string` meets them.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Code longer than this is data rather than an example; it is shown plain, which takes no time. In bytes.
const LONGEST_CODE: usize = 200_000;

/// The patterns of some languages slow down on long lines, such as minified scripts. In bytes.
const LONGEST_LINE: usize = 4_000;

/// Appends code as HTML, with `<span class="hl-…">` if the language is known.
fn highlight(code: &str, language: &str, out: &mut String) {
    match classed(code, language) {
        Some(html) => out.push_str(&html),
        None => escape::html(code, out),
    }
}

fn classed(code: &str, language: &str) -> Option<String> {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    if language.is_empty() || code.len() > LONGEST_CODE || code.lines().any(|line| line.len() > LONGEST_LINE)
    {
        return None;
    }
    let syntaxes = SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines);
    let syntax = syntaxes.find_syntax_by_token(language)?;
    if syntax.name == "Plain Text" {
        return None;
    }
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

impl Writer<'_> {
    pub(super) fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.begin_block();
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                let info = self.hidden.restore(info);
                info.split([' ', '\t', ',', '{'])
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            }
            CodeBlockKind::Indented => String::new(),
        };
        self.code = Some((language, String::new()));
    }

    pub(super) fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else {
            return;
        };
        let code = self.hidden.restore(&code);
        self.write("<pre class=\"code\" tabindex=\"0\"><code");
        if !language.is_empty() {
            let class = escape::html_string(&language);
            self.write(&format!(" class=\"language-{class}\""));
        }
        self.write(">");
        let mut html = String::new();
        highlight(&code, &language, &mut html);
        self.has_code |= html.contains("<span");
        self.write(&html);
        self.write("</code></pre>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn highlighted(code: &str, language: &str) -> String {
        let mut out = String::new();
        highlight(code, language, &mut out);
        out
    }

    #[test]
    fn only_known_languages_are_coloured() {
        assert_eq!(highlighted("a < b", "gibberish"), "a &lt; b");
        let rust = highlighted("let a = \"<b>\";\n", "rust");
        assert!(rust.contains("class=\"hl-"), "{rust}");
        assert!(rust.contains("&lt;b&gt;") && !rust.contains("style="), "{rust}");
    }
}
