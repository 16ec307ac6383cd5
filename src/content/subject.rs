//! Subjects: what entries are about, named in each language.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::local::LocalText;
use crate::language::LanguageTag;
use crate::source::schema;

/// One subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Subject {
    /// The name. Default: the id.
    pub name: Option<LocalText>,
    /// Its part of the address. Default: the id.
    #[schemars(schema_with = "schema::slugs")]
    pub slug: Option<LocalText>,
    /// One sentence.
    pub description: Option<LocalText>,
}

impl Subject {
    /// Returns the name in a language, or the id.
    pub fn name_in<'a>(&'a self, id: &'a str, language: &LanguageTag) -> &'a str {
        self.name
            .as_ref()
            .and_then(|name| name.get(language))
            .unwrap_or(id)
    }
}

/// The subjects of a site, by id.
pub type Subjects = BTreeMap<String, Subject>;
