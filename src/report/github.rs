//! Diagnostics as commands of a workflow on GitHub, which marks the places in a pull request.
//!
//! After <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>.

use super::TextOf;
use super::json::{Entry, Place, entries};
use crate::diagnostic::{Diagnostic, Tongue};

/// Returns the diagnostics, one command a line; empty if there is none. `folder` is the site's folder as seen from the
/// top of the repository, with a `/` at its end; empty for the top.
pub fn render(diagnostics: &[Diagnostic], text_of: &TextOf<'_>, tongue: Tongue, folder: &str) -> String {
    entries(diagnostics, text_of, tongue)
        .iter()
        .map(|entry| command(entry, tongue, folder))
        .collect()
}

fn command(entry: &Entry, tongue: Tongue, folder: &str) -> String {
    let mut properties = Vec::new();
    if let Some(place) = &entry.place {
        properties.push(("file", format!("{folder}{}", place.file)));
        if let Place {
            line: Some(line),
            column: Some(column),
            end_line: Some(end_line),
            end_column: Some(end_column),
            ..
        } = place
        {
            properties.push(("line", line.to_string()));
            properties.push(("endLine", end_line.to_string()));
            // GitHub takes columns only within one line.
            if line == end_line {
                properties.push(("col", column.to_string()));
                properties.push(("endColumn", end_column.to_string()));
            }
        }
    }
    properties.push(("title", entry.code.to_owned()));
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    format!(
        "::{} {}::{}\n",
        entry.severity,
        properties.join(","),
        data(&entry.text(tongue))
    )
}

/// Escapes what stands after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::span::{SourcePath, TextRange};

    #[test]
    fn nothing_of_the_author_ends_a_command() {
        let path = SourcePath::new("content/a,b:100%.nb.md");
        let text = "a\r\nÅ x, y\n";
        let diagnostic = |start, end| {
            Diagnostic::new(Code::UnknownKey, TextRange::new(start, end).of(&path))
                .with("key", "100%\r\n::error::x")
                .with("known", "title")
        };
        let text_of = |_: &SourcePath| Some(text);
        let diagnostics = [
            Diagnostic::global(Code::MissingConfig),
            diagnostic(3, 5),
            diagnostic(3, 11).guess(Some("title")),
        ];
        let rendered = render(&diagnostics, &text_of, Tongue::English, "site/");
        let lines: Vec<_> = rendered.lines().collect();
        assert_eq!(lines.len(), 3, "{rendered}");
        assert!(lines[0].starts_with("::error title=missing-config::there is no `tillit.yaml` here%0A"));
        assert_eq!(
            lines[1],
            "::error file=site/content/a%2Cb%3A100%25.nb.md,line=2,endLine=2,col=1,endColumn=2,title=unknown-key::\
             `100%25%0D%0A::error::x` is not a key that can stand here%0AKnown keys are: title."
        );
        assert!(
            lines[2].contains(",line=2,endLine=3,title=unknown-key::"),
            "{}",
            lines[2]
        );
        assert!(lines[2].contains("%0Adid you mean `title`?%0A"), "{}", lines[2]);
    }
}
