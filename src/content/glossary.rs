//! The glossary: terms, each a concept with a word for it in every language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::local::LocalText;
use crate::diagnostic::Diagnostic;
use crate::language::LanguageTag;
use crate::source::yaml::{Places, Step};

/// One term.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Term {
    /// The word for it. There is a page in each language that has one.
    pub name: LocalText,
    /// The last part of the address. Default: the id.
    pub slug: Option<LocalText>,
    /// What it means, in one or two sentences.
    pub definition: Option<LocalText>,
}

impl Term {
    /// Returns the word for it in a language. `None` if there is no page in it.
    pub fn name_in(&self, language: &LanguageTag) -> Option<&str> {
        self.name.get(language).filter(|name| !name.is_empty())
    }
}

/// The terms of a site, by id.
pub type Glossary = BTreeMap<String, Term>;

/// Tells what is wrong with a glossary, and leaves out what cannot be used.
pub fn check(
    glossary: &mut Glossary,
    places: &Places<'_>,
    languages: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (id, term) in glossary {
        let optional = [("slug", &mut term.slug), ("definition", &mut term.definition)];
        let given = optional
            .into_iter()
            .filter_map(|(key, text)| Some((key, text.as_mut()?)));
        for (key, text) in given.chain([("name", &mut term.name)]) {
            let place = |tag: &str| places.of(&[Step::key(id), Step::key(key), Step::name(tag)]);
            text.check(languages, place, diagnostics);
        }
    }
}
