//! How a language cites: its locale, and the words that the locales lack.

use std::sync::LazyLock;

use hayagriva::Entry;
use hayagriva::archive;
use hayagriva::citationberg::Locale;
use hayagriva::types::FormatString;

/// How a language cites.
pub(super) struct Language {
    /// The first part of its tag.
    tag: &'static str,
    /// The locale that has its words.
    pub(super) locale: &'static str,
    /// A doctoral and a master's thesis; the locales lack them.
    theses: [&'static str; 2],
}

const LANGUAGES: &[Language] = &[
    Language {
        tag: "en",
        locale: "en-GB",
        theses: ENGLISH_THESES,
    },
    Language {
        tag: "nb",
        locale: "nb-NO",
        theses: ["Doktorgradsavhandling", "Masteroppgave"],
    },
    Language {
        tag: "no",
        locale: "nb-NO",
        theses: ["Doktorgradsavhandling", "Masteroppgave"],
    },
    Language {
        tag: "nn",
        locale: "nn-NO",
        theses: ["Doktorgradsavhandling", "Masteroppgåve"],
    },
    Language {
        tag: "da",
        locale: "da-DK",
        theses: ["Ph.d.-afhandling", "Specialeafhandling"],
    },
    Language {
        tag: "sv",
        locale: "sv-SE",
        theses: ["Doktorsavhandling", "Masteruppsats"],
    },
    Language {
        tag: "de",
        locale: "de-DE",
        theses: ["Dissertation", "Masterarbeit"],
    },
];

/// All other languages.
const FALLBACK: Language = Language {
    tag: "",
    locale: "en-US",
    theses: ENGLISH_THESES,
};

/// What hayagriva calls `@phdthesis` and `@mastersthesis`.
const ENGLISH_THESES: [&str; 2] = ["Doctoral dissertation", "Master's thesis"];

/// The locales that pages can have, decoded once.
pub(super) static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let mut locales = archive::locales();
    locales.retain(|locale| {
        let known = |code: &str| {
            LANGUAGES
                .iter()
                .chain([&FALLBACK])
                .any(|language| language.locale == code)
        };
        locale.lang.as_ref().is_some_and(|code| known(&code.0))
    });
    locales
});

pub(super) fn language_of(tag: &str) -> &'static Language {
    let first = tag.split(['-', '_']).next().unwrap_or(tag);
    LANGUAGES
        .iter()
        .find(|language| first.eq_ignore_ascii_case(language.tag))
        .unwrap_or(&FALLBACK)
}

/// Returns the entry with the words of a language that the style's locales do not know.
pub(super) fn localised(entry: &Entry, language: &Language) -> Entry {
    let mut entry = entry.clone();
    let genre = entry.genre().map(ToString::to_string);
    for (english, thesis) in ENGLISH_THESES.iter().zip(language.theses) {
        if genre.as_deref() == Some(english) {
            entry.set_genre(FormatString::from(thesis.to_owned()));
        }
    }
    entry
}
