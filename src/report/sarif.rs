//! Diagnostics as SARIF 2.1.0, which programs read that collect faults of many tools.
//!
//! After <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::json::{Entry, Place, entries};
use super::{Quoted, TextOf, explanation, severity_name};
use crate::diagnostic::{Code, Diagnostic, Phrase, Tongue};
use crate::escape;
use crate::fingerprint;
use crate::span::SourcePath;

/// Returns the diagnostics as one log. `folder` is the site's folder as seen from the top of the repository, with a `/`
/// at its end; empty for the top.
pub fn render(diagnostics: &[Diagnostic], text_of: &TextOf<'_>, tongue: Tongue, folder: &str) -> String {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code, tongue)).collect();
    let mut seen = BTreeMap::new();
    let mut texts = Quoted::new(text_of);
    let results: Vec<Value> = entries(diagnostics, text_of, tongue)
        .iter()
        .map(|entry| result(entry, fingerprint(entry, &mut texts, &mut seen), tongue, folder))
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "tillit",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "language": tongue.tag(),
                    "rules": rules,
                },
            },
            "language": tongue.tag(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code, tongue: Tongue) -> Value {
    let words = tongue.explanation(code);
    json!({
        "id": code.name(),
        "shortDescription": {"text": words.summary},
        "fullDescription": {"text": format!("{} {}", words.summary, words.meaning)},
        "help": {
            "text": explanation::text(code, tongue),
            "markdown": explanation::markdown(code, tongue),
        },
        "defaultConfiguration": {"level": severity_name(code.severity())},
    })
}

fn result(entry: &Entry, fingerprint: String, tongue: Tongue, folder: &str) -> Value {
    let mut result = json!({
        "ruleId": entry.code,
        "ruleIndex": Code::ALL.iter().position(|code| code.name() == entry.code),
        "level": entry.severity,
        "message": {"text": entry.text(tongue)},
        "locations": entry.place.iter().map(|place| location(place, folder)).collect::<Vec<_>>(),
        "partialFingerprints": {"tillit/v1": fingerprint},
    });
    if !entry.related.is_empty() {
        let the_other = Phrase::TheOther.text(tongue);
        let related: Vec<Value> = entry
            .related
            .iter()
            .map(|place| {
                let mut location = location(place, folder);
                location["message"] = json!({"text": the_other});
                location
            })
            .collect();
        result["relatedLocations"] = related.into();
    }
    result
}

fn location(place: &Place, folder: &str) -> Value {
    let uri = escape::url_path(&format!("{folder}{}", place.file));
    let mut physical = json!({"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}});
    if let Some(line) = place.line {
        physical["region"] = json!({
            "startLine": line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        });
    }
    json!({"physicalLocation": physical})
}

/// Returns what a fault is known by when lines were put in above it: the code, the file, the line's text, and how many
/// such faults stood before it.
fn fingerprint(entry: &Entry, texts: &mut Quoted<'_, '_>, seen: &mut BTreeMap<String, usize>) -> String {
    let place = entry.place.as_ref();
    let line = place.and_then(|place| {
        let lines = texts.get(&SourcePath::new(&place.file))?;
        Some(lines.line(place.line?))
    });
    let file = place.map_or("", |place| &place.file);
    let known_by = format!("{}\n{file}\n{}", entry.code, line.unwrap_or_default().trim());
    let number = seen.entry(known_by.clone()).or_default();
    *number += 1;
    fingerprint::content_name(format!("{known_by}\n{number}").as_bytes())
}
