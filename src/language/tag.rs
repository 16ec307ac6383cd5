//! Language tags after BCP 47: `nb`, `sv`, `de-AT`, `zh-Hant`.

use std::fmt;
use std::sync::Arc;

use icu_locale::Locale;
use icu_locale::subtags::language;

use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

/// The tag of a language, well formed and in canonical case: `nb`, `de-AT`, `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(Arc<str>); // Invariant: made by `parse` alone.

impl LanguageTag {
    /// Reads a tag in any case. `no`, Norwegian without saying which, is read as `nb`. `None` where the text is no tag
    /// or names no language.
    pub fn parse(text: &str) -> Option<Self> {
        let mut locale: Locale = text.parse().ok()?;
        if locale.id.language == language!("no") {
            locale.id.language = language!("nb");
        }
        (!locale.id.language.is_unknown()).then(|| Self(locale.to_string().into()))
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
        Self("en".into())
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the language itself, without script and territory: `zh`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
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
        serializer.serialize_str(&self.0)
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
    fn a_tag_is_written_as_plain_text() {
        let tag = LanguageTag::parse("sv");
        assert_eq!(serde_json::to_string(&tag).ok().as_deref(), Some("\"sv\""));
        assert_eq!(tag.map(|tag| format!("{tag:>4}")).as_deref(), Some("  sv"));
    }
}
