//! A short text in each language of the site, as data files have it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{LanguageTag, typography};
use crate::slug;
use crate::source::schema;
use crate::source::yaml::{Places, Step};
use crate::span::Span;

/// A text: the same in all languages, or one for each. By itself there is none in any.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(untagged)]
pub enum LocalText {
    /// The same in all languages, as names of people are.
    Same(String),
    /// One for each language tag.
    Each(BTreeMap<String, String>),
}

impl Default for LocalText {
    fn default() -> Self {
        Self::Each(BTreeMap::new())
    }
}

impl JsonSchema for LocalText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "LocalText".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schema::local_text(None)
    }
}

impl LocalText {
    /// Returns the text in a language. `None` if it has none there.
    pub fn get(&self, language: &LanguageTag) -> Option<&str> {
        match self {
            Self::Same(text) => Some(text),
            Self::Each(texts) => texts.get(language.as_str()).map(String::as_str),
        }
    }

    /// Returns the text in a language as readers see it, with the quotation marks and apostrophes of that language.
    pub fn shown(&self, language: &LanguageTag) -> Option<String> {
        Some(typography::prose(language.as_str(), self.get(language)?))
    }

    /// Returns the texts of all languages.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let (same, each) = match self {
            Self::Same(text) => (Some(text), None),
            Self::Each(texts) => (None, Some(texts)),
        };
        let each = each.into_iter().flat_map(BTreeMap::values);
        same.into_iter().chain(each).map(String::as_str)
    }

    /// Leaves out what cannot be a part of an address, and tells of it. `self` is the `slug` of a file of data.
    pub fn check_slugs(&mut self, places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let Self::Each(slugs) = self else { return };
        slugs.retain(|tag, written| {
            let fits = slug::is_slug(written);
            if !fits {
                diagnostics.push(
                    Diagnostic::new(Code::BadSlug, places.of(&["slug", tag].map(Step::key)))
                        .with("slug", &*written)
                        .with("example", slug::slug(written, tag.starts_with("de"))),
                );
            }
            fits
        });
    }

    /// Puts the texts under their tags in canonical form, and tells of tags that are none of the `known` ones.
    pub fn check(&mut self, known: &[&str], place: impl Fn(&str) -> Span, diagnostics: &mut Vec<Diagnostic>) {
        let Self::Each(texts) = self else { return };
        if texts.keys().all(|written| known.contains(&written.as_str())) {
            return;
        }
        for (written, text) in std::mem::take(texts) {
            let at = || place(&written);
            let tag =
                LanguageTag::read(&written, at, diagnostics).filter(|tag| known.contains(&tag.as_str()));
            let Some(tag) = tag else {
                diagnostics.push(
                    Diagnostic::new(Code::UnknownLanguage, at())
                        .with("language", &written)
                        .with("known", known.join(", "))
                        .guess(nearest(&written, known.iter().copied())),
                );
                continue;
            };
            match texts.entry(tag.to_string()) {
                Entry::Vacant(entry) => {
                    entry.insert(text);
                }
                Entry::Occupied(_) => {
                    diagnostics.push(Diagnostic::new(Code::DuplicateKey, at()).with("key", &tag));
                }
            }
        }
    }
}
