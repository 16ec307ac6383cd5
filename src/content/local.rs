//! A short text in each language of the site, as data files have it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::LanguageTag;

/// A text: the same in all languages, or one for each.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(untagged)]
pub enum LocalText {
    /// The same in all languages, as names of people are.
    Same(String),
    /// One for each language tag.
    Each(BTreeMap<String, String>),
}

impl LocalText {
    /// Returns the text in a language. `None` if it has none there.
    pub fn get(&self, language: &LanguageTag) -> Option<&str> {
        match self {
            Self::Same(text) => Some(text),
            Self::Each(texts) => texts.get(language.as_str()).map(String::as_str),
        }
    }

    /// Returns the language tags as written.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        let texts = match self {
            Self::Same(_) => None,
            Self::Each(texts) => Some(texts),
        };
        texts
            .into_iter()
            .flat_map(|texts| texts.keys().map(String::as_str))
    }
}
