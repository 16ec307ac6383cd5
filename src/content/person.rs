//! People: authors, reviewers, lecturers.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::local::LocalText;
use crate::language::LanguageTag;

/// One person, or a body that signs texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// The name.
    pub name: Option<LocalText>,
    /// What the person does: "clinical psychologist".
    pub role: Option<LocalText>,
    /// Where.
    pub affiliation: Option<LocalText>,
    /// One or two sentences.
    pub about: Option<LocalText>,
    /// The person's own page.
    pub url: Option<String>,
    /// The ORCID identifier, `0000-0002-1825-0097`.
    pub orcid: Option<String>,
}

impl Person {
    /// Returns the name in a language, or the id.
    pub fn name_in<'a>(&'a self, id: &'a str, language: &LanguageTag) -> &'a str {
        self.name
            .as_ref()
            .and_then(|name| name.get(language))
            .unwrap_or(id)
    }
}

/// The people of a site, by id.
pub type People = BTreeMap<String, Person>;
