//! Showing diagnostics: in the terminal and as JSON, views of the same values.

pub mod json;
pub mod terminal;

use crate::diagnostic::{Diagnostic, Severity, english, fill};
use crate::span::SourcePath;

/// Returns the text of a source file, if it is known and is text.
pub type TextOf<'source> = dyn Fn(&SourcePath) -> Option<&'source str> + 'source;

/// A diagnostic's words, filled in.
struct Words {
    message: String,
    label: String,
    help: String,
}

fn words(diagnostic: &Diagnostic) -> Words {
    let wording = english::wording(diagnostic.code);
    let value = |name: &str| {
        let argument = diagnostic.arguments.iter().find(|(key, _)| *key == name);
        argument.map(|(_, value)| value.as_str())
    };
    let filled = |text| fill(text, value);
    Words {
        message: filled(wording.message),
        label: filled(wording.label),
        help: filled(wording.help),
    }
}

/// Returns the diagnostics sorted by place, those about the whole site first, each only once.
fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort();
    sorted.dedup();
    sorted
}

/// Returns the word for a severity.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
