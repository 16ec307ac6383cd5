//! Language tags after BCP 47: `nb`, `sv`, `de-AT`, `zh-Hant`.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use icu_locale::Locale;
use icu_locale::subtags::language;

use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

/// The tag of a language, well formed and in canonical case: `nb`, `de-AT`, `zh-Hant`.
///
/// Every page is asked in every language what it is, so tags are copied and compared more often than all else: equal ones
/// are the same text at the same place, which is kept until the program ends.
#[derive(Clone, Debug)]
pub struct LanguageTag(&'static str); // Invariant: made by `kept` alone, of what `parse` has read.

/// All tags that there have been.
static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

impl LanguageTag {
    /// Reads a tag in any case. `no`, Norwegian without saying which, is read as `nb`. `None` where the text is no tag
    /// or names no language.
    pub fn parse(text: &str) -> Option<Self> {
        let mut locale: Locale = text.parse().ok()?;
        if locale.id.language == language!("no") {
            locale.id.language = language!("nb");
        }
        (!locale.id.language.is_unknown()).then(|| Self::kept(locale.to_string()))
    }

    /// Reads a tag that an author wrote: as [`Self::parse`], but tells where `no` is read as `nb`.
    pub fn read(text: &str, at: impl FnOnce() -> Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let tag = Self::parse(text)?;
        let written: Locale = text.parse().ok()?;
        if written.id.language == language!("no") {
            diagnostics.push(
                Diagnostic::new(Code::RenamedLanguage, at())
                    .with("written", text)
                    .with("language", &tag),
            );
        }
        Some(tag)
    }

    /// English, `en`.
    pub fn english() -> Self {
        Self::kept("en".to_owned())
    }

    fn kept(tag: String) -> Self {
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.get(tag.as_str()).copied();
        Self(known.unwrap_or_else(|| {
            let new: &'static str = tag.leak();
            kept.insert(new);
            new
        }))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &'static str {
        self.0
    }

    /// Returns the language itself, without script and territory: `zh`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(self.0)
    }
}

impl PartialEq for LanguageTag {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for LanguageTag {}

impl Ord for LanguageTag {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other {
            Ordering::Equal
        } else {
            self.0.cmp(other.0)
        }
    }
}

impl PartialOrd for LanguageTag {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Of the text, as where it is kept differs from run to run.
impl Hash for LanguageTag {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Through the text's own, so that a width asked for is kept.
        self.0.fmt(formatter)
    }
}

impl serde::Serialize for LanguageTag {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_get_their_canonical_case() {
        let cases = [
            ("nb", "nb"),
            ("NB", "nb"),
            ("no", "nb"),
            ("no-NO", "nb-NO"),
            ("nn", "nn"),
            ("de-at", "de-AT"),
            ("ZH-hant", "zh-Hant"),
        ];
        for (written, canonical) in cases {
            let tag = LanguageTag::parse(written).map(|tag| tag.to_string());
            assert_eq!(tag.as_deref(), Some(canonical), "{written}");
        }
    }

    #[test]
    fn what_names_no_language_is_no_tag() {
        for wrong in [
            "",
            "und",
            "n",
            "norsk-",
            "nb NO",
            "../nb",
            "norwegian",
            "12",
            "nb-",
            "bokmål",
        ] {
            assert_eq!(LanguageTag::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn equal_tags_are_the_same_and_others_stand_in_the_order_of_their_texts() {
        let tag = |text: &str| LanguageTag::parse(text).unwrap();
        assert!(std::ptr::eq(tag("zh-hant").as_str(), tag("zh-Hant").as_str()));
        assert_eq!(tag("nb"), tag("no"));
        let mut tags = ["sv", "de-AT", "nb", "de", "en"].map(tag);
        tags.sort();
        assert_eq!(tags.map(|tag| tag.to_string()), ["de", "de-AT", "en", "nb", "sv"]);
    }

    #[test]
    fn a_tag_is_written_as_plain_text() {
        let tag = LanguageTag::parse("sv");
        assert_eq!(serde_json::to_string(&tag).ok().as_deref(), Some("\"sv\""));
        assert_eq!(tag.map(|tag| format!("{tag:>4}")).as_deref(), Some("  sv"));
    }
}
