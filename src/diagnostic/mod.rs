//! What is wrong with a site, as data. How it is shown is the business of `report`.

pub mod code;
pub mod english;
pub mod example;
pub mod german;
pub mod nearest;
pub mod norwegian;
pub mod phrase;
pub mod swedish;
pub mod tongue;

pub use code::{Code, Severity};
pub use phrase::{Phrase, Saying};
pub use tongue::Tongue;

use crate::span::Span;

/// One fault of the site: what is wrong, where, and what to do about it.
///
/// The words come from the table of the reader's language ([`english`] and its siblings); a diagnostic only names the
/// code and what is particular to the case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// The place, if it has one.
    pub span: Option<Span>,
    /// What kind of fault it is.
    pub code: Code,
    /// What fills the `{name}` places of the message, label and help.
    pub arguments: Vec<(&'static str, Argument)>,
    /// The name that was probably meant.
    pub guess: Option<String>,
    /// Other places that belong to it, such as the first of two equal slugs.
    pub related: Vec<Span>,
}

impl Diagnostic {
    /// Makes a diagnostic that points at a place.
    pub fn new(code: Code, span: Span) -> Self {
        Self {
            span: Some(span),
            code,
            arguments: Vec::new(),
            guess: None,
            related: Vec::new(),
        }
    }

    /// Makes a diagnostic about the site as a whole.
    pub fn global(code: Code) -> Self {
        Self {
            span: None,
            code,
            arguments: Vec::new(),
            guess: None,
            related: Vec::new(),
        }
    }

    /// Fills the place `{name}` of the message.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, Argument::Given(value.to_string())));
        self
    }

    /// Fills the place `{name}` of the message with words of ours, which differ with the reader's language.
    pub fn saying(mut self, name: &'static str, saying: impl Into<Saying>) -> Self {
        self.arguments.push((name, Argument::Said(saying.into())));
        self
    }

    /// Adds the name that was probably meant; shown as a question, "did you mean …?".
    pub fn guess(mut self, guess: Option<impl Into<String>>) -> Self {
        self.guess = guess.map(Into::into);
        self
    }

    /// Adds another place that belongs to the fault.
    pub fn related(mut self, span: Span) -> Self {
        self.related.push(span);
        self
    }

    /// Returns how grave the fault is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// What fills a `{name}` place of a diagnostic's words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// The same in every language: what the author wrote, a name, a path.
    Given(String),
    /// Words of ours.
    Said(Saying),
}

impl Argument {
    /// Returns the text in a language.
    pub fn text(&self, tongue: Tongue) -> String {
        match self {
            Self::Given(text) => text.clone(),
            Self::Said(saying) => saying.text(tongue),
        }
    }
}

/// A stage's result, and what there is to say about the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reported<T> {
    /// The result; as good as the faults allow.
    pub value: T,
    /// The faults, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reported<T> {
    /// Moves the diagnostics to the end of `all` and returns the value.
    pub fn into_value(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}

/// Puts diagnostics into the order of their places, and leaves out what says the same again.
///
/// A template at fault fails on every page that uses it; one page is enough to tell.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort();
    diagnostics.dedup_by(|later, earlier| {
        *later == *earlier
            || later.code == Code::TemplateFault && earlier.code == later.code && earlier.span == later.span
    });
}

/// The words for a code in one language. `{name}` stands for an argument of the diagnostic.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// What is wrong, in one sentence without a full stop.
    pub message: &'static str,
    /// A few words beside the place; may be empty.
    pub label: &'static str,
    /// What to do about it.
    pub help: &'static str,
}

/// What a code means, in one language.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// What is wrong, in one sentence that fits every case.
    pub summary: &'static str,
    /// Why it is wrong and how it comes about, in whole sentences.
    pub meaning: &'static str,
}

/// Chooses the form of a text, `one | other`, that a number asks for. All languages that tillit speaks do it alike.
fn plural<'text>(text: &'text str, count: &str) -> &'text str {
    match text.split_once(" | ") {
        Some((one, _)) if count == "1" => one,
        Some((_, other)) => other,
        None => text,
    }
}

/// Replaces each `{name}` for which there is a value. Values are not searched for places in their turn.
pub fn fill<'a>(text: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after
            .split_once('}')
            .and_then(|(name, rest)| Some((value(name)?, rest)))
        {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}
