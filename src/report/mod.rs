//! Showing diagnostics: in the terminal and as data for programs, views of the same values. And what codes mean.

pub mod explanation;
pub mod github;
pub mod json;
pub mod sarif;
pub mod terminal;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Phrase, Severity, Tongue, fill};
use crate::span::{Lines, SourcePath};

/// The most faults of one kind that are told of one file.
const MOST_OF_A_KIND: usize = 100;

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

/// The texts that a report quotes; the lines of each are found once.
struct Quoted<'report, 'source> {
    text_of: &'report TextOf<'source>,
    known: BTreeMap<SourcePath, Option<Lines<'source>>>,
}

impl<'report, 'source> Quoted<'report, 'source> {
    fn new(text_of: &'report TextOf<'source>) -> Self {
        Self {
            text_of,
            known: BTreeMap::new(),
        }
    }

    /// Returns a text, if it is known.
    fn get(&mut self, path: &SourcePath) -> Option<&Lines<'source>> {
        if !self.known.contains_key(path) {
            let lines = (self.text_of)(path).map(Lines::new);
            self.known.insert(path.clone(), lines);
        }
        self.known.get(path)?.as_ref()
    }
}

/// A diagnostic that is told.
struct Told<'a> {
    diagnostic: &'a Diagnostic,
    /// How many more of its kind its file has that are not told; 0 for all but the last that is told.
    more: usize,
}

/// Returns the diagnostics sorted by place, those about the whole site first, each only once.
fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort();
    sorted.dedup();
    sorted
}

/// Returns those of the sorted diagnostics that are told: of each kind the first of a file.
fn told<'a>(sorted: &[&'a Diagnostic]) -> Vec<Told<'a>> {
    // How many of each kind a file has, and where the last that is told stands in the list.
    let mut kinds: BTreeMap<(Option<&SourcePath>, Code), (usize, usize)> = BTreeMap::new();
    let mut told: Vec<Told<'a>> = Vec::new();
    for diagnostic in sorted {
        let path = diagnostic.span.as_ref().map(|span| &span.path);
        let (count, last) = kinds.entry((path, diagnostic.code)).or_default();
        *count += 1;
        if *count <= MOST_OF_A_KIND {
            *last = told.len();
            told.push(Told { diagnostic, more: 0 });
        } else if let Some(last) = told.get_mut(*last) {
            last.more += 1;
        }
    }
    told
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
