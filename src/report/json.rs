//! Diagnostics for editors and other programs: one JSON object a line.

use serde::Serialize;
use serde_json::json;

use super::{Quoted, TextOf, Told, severity_name, sorted, told, words};
use crate::diagnostic::{Code, Diagnostic, Phrase, Tongue};
use crate::span::{Span, TextRange};

/// One diagnostic as other programs see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The name of the code, such as `unknown-key`.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The name that was probably meant.
    pub guess: Option<String>,
    /// Where it is; the fields `file`, `line` and so on are left out if it has no place.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// Other places that belong to it.
    pub related: Vec<Place>,
    /// How many more of its kind its file has that are not told; 0 for all but the last that is told.
    pub more: usize,
}

impl Entry {
    /// Returns all that is said, a line for each: what is wrong, what was probably meant, what to do.
    pub(super) fn text(&self, tongue: Tongue) -> String {
        let mut lines = vec![self.message.clone()];
        if let Some(guess) = &self.guess {
            lines.push(Phrase::DidYouMean.with("guess", guess).text(tongue));
        }
        if !self.help.is_empty() {
            lines.push(self.help.clone());
        }
        if self.more > 0 {
            lines.push(Phrase::AndMoreOfKind.with("count", self.more).text(tongue));
        }
        lines.join("\n")
    }
}

/// A place in a file. Lines and columns count from 1, columns in characters; all four are `null` if the text of the
/// file is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The path in the site's folder.
    pub file: String,
    /// The line of the first character.
    pub line: Option<usize>,
    /// The column of the first character.
    pub column: Option<usize>,
    /// The line of the end.
    pub end_line: Option<usize>,
    /// The column after the last character.
    pub end_column: Option<usize>,
}

/// Returns the diagnostics sorted by place, each only once and of one kind in a file at most a hundred.
pub fn entries(diagnostics: &[Diagnostic], text_of: &TextOf<'_>, tongue: Tongue) -> Vec<Entry> {
    let mut texts = Quoted::new(text_of);
    let entry = |Told { diagnostic, more }: Told<'_>| {
        let words = words(diagnostic, tongue);
        Entry {
            code: diagnostic.code.name(),
            severity: severity_name(diagnostic.severity()),
            message: words.message,
            help: words.help,
            guess: diagnostic.guess.clone(),
            place: diagnostic.span.as_ref().map(|span| place(span, &mut texts)),
            related: diagnostic
                .related
                .iter()
                .map(|span| place(span, &mut texts))
                .collect(),
            more,
        }
    };
    told(&sorted(diagnostics)).into_iter().map(entry).collect()
}

/// Returns the diagnostics as JSON, one object a line; empty if there is none.
pub fn render(diagnostics: &[Diagnostic], text_of: &TextOf<'_>, tongue: Tongue) -> String {
    let mut out = String::new();
    for entry in entries(diagnostics, text_of, tongue) {
        out.push_str(&serde_json::to_string(&entry).expect("an entry holds only texts and numbers"));
        out.push('\n');
    }
    out
}

/// Returns the JSON Schema of a line, which stands in `docs/diagnostic.schema.json`.
pub fn schema() -> String {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let number =
        |description: &str| json!({"type": ["integer", "null"], "minimum": 1, "description": description});
    let place = json!({
        "file": {"type": "string", "description": "The path in the site's folder, with `/` between its parts."},
        "line": number("The line of the first character, counted from 1; null if the text of the file is not known."),
        "column": number("The column of the first character, counted in Unicode code points from 1."),
        "end_line": number("The line of the end."),
        "end_column": number("The column after the last character."),
    });
    let of_place = ["file", "line", "column", "end_line", "end_column"];
    let mut properties = json!({
        "code": {"enum": codes, "description": "What kind of fault it is; `tillit explain CODE` tells more."},
        "severity": {"enum": ["error", "warning"], "description": "A site with errors is not published."},
        "message": {"type": "string", "description": "What is wrong, in the language asked for."},
        "help": {"type": "string", "description": "What to do about it."},
        "guess": {"type": ["string", "null"], "description": "The name that was probably meant."},
        "related": {
            "type": "array",
            "items": {"$ref": "#/$defs/place"},
            "description": "Other places that belong to it, such as the first of two equal names.",
        },
        "more": {
            "type": "integer",
            "minimum": 0,
            "description": "How many more of its kind its file has that are not told: of each, a hundred are.",
        },
    });
    if let (Some(all), Some(place)) = (properties.as_object_mut(), place.as_object()) {
        all.extend(place.clone());
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A fault as `tillit check --format json` tells it",
        "description": "One object a line. A fault of the site as a whole has no file and no line.",
        "type": "object",
        "required": ["code", "severity", "message", "help", "guess", "related", "more"],
        "dependentRequired": {"file": of_place},
        "additionalProperties": false,
        "properties": properties,
        "$defs": {"place": {
            "type": "object",
            "required": of_place,
            "additionalProperties": false,
            "properties": place,
        }},
    });
    format!("{schema:#}\n")
}

fn place(span: &Span, texts: &mut Quoted<'_, '_>) -> Place {
    let TextRange { start, end } = span.range;
    let lines = texts.get(&span.path);
    let (first, last) = (
        lines.map(|lines| lines.line_and_column(start)),
        lines.map(|lines| lines.line_and_column(end)),
    );
    Place {
        file: span.path.as_str().to_owned(),
        line: first.map(|(line, _)| line),
        column: first.map(|(_, column)| column),
        end_line: last.map(|(line, _)| line),
        end_column: last.map(|(_, column)| column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::SourcePath;

    #[test]
    fn one_object_a_line_with_places_from_one() {
        let path = SourcePath::new("content/a.md");
        let diagnostics = [
            Diagnostic::new(Code::UnknownKey, TextRange::new(7, 12).of(&path))
                .with("key", "titel")
                .with("known", "title")
                .guess(Some("title"))
                .related(TextRange::new(0, 1).of(&SourcePath::new("gone.md"))),
            Diagnostic::global(Code::MissingConfig),
        ];
        let text_of = |wanted: &SourcePath| (*wanted == path).then_some("---\nÅ titel: x\n");
        let rendered = render(&diagnostics, &text_of, Tongue::English);
        let lines: Vec<_> = rendered.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(
            lines[0].starts_with(r#"{"code":"missing-config","severity":"error","#),
            "{}",
            lines[0]
        );
        assert!(!lines[0].contains("\"file\""), "{}", lines[0]);
        assert_eq!(
            lines[1],
            concat!(
                r#"{"code":"unknown-key","severity":"error","message":"`titel` is not a key that can stand here","#,
                r#""help":"Known keys are: title.","guess":"title","file":"content/a.md","line":2,"column":3,"#,
                r#""end_line":2,"end_column":8,"related":[{"file":"gone.md","line":null,"column":null,"#,
                r#""end_line":null,"end_column":null}],"more":0}"#
            )
        );
    }
}
