//! Showing diagnostics: in the terminal and as data for programs, views of the same values. And what codes mean.

pub mod explanation;
pub mod github;
pub mod json;
pub mod sarif;
pub mod terminal;

use crate::diagnostic::{Diagnostic, Phrase, Severity, Tongue, fill};
use crate::span::SourcePath;

/// Returns the text of a source file, if it is known and is text.
pub type TextOf<'source> = dyn Fn(&SourcePath) -> Option<&'source str> + 'source;

/// A diagnostic's words, filled in.
struct Words {
    message: String,
    label: String,
    help: String,
}

fn words(diagnostic: &Diagnostic, tongue: Tongue) -> Words {
    let wording = tongue.wording(diagnostic.code);
    let values: Vec<(&str, String)> = diagnostic
        .arguments
        .iter()
        .map(|(name, argument)| (*name, argument.text(tongue)))
        .collect();
    let value = |name: &str| {
        let argument = values.iter().find(|(key, _)| *key == name);
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

/// Returns a severity's name for programs.
fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// Returns a severity's name for people.
fn severity_word(severity: Severity) -> Phrase {
    match severity {
        Severity::Error => Phrase::Error,
        Severity::Warning => Phrase::Warning,
    }
}
