//! The normal form of words: what a reader types and what an author wrote come to the same letters.
//!
//! `themes/default/static/js/search.js` has the same definition. What is changed here is changed there; the tests of
//! `tests/search.rs` compare the two over every word of the site.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use crate::language::fold::decomposed;

/// The longest word that is looked at, in letters of its normal form.
pub(super) const MOST_LETTERS: usize = 60;

/// From how many letters on English writes `ae` and `oe` for one sound: `aesthetic`, but not `goes`.
const LEAST_ENGLISH: usize = 6;

/// How the words of a language come to their normal form.
pub struct Normal {
    /// Pairs of letters that are written for one.
    pub(super) pairs: &'static [&'static str],
    /// From how many letters on.
    pub(super) least: usize,
    stemmer: Option<Stemmer>,
    /// What stands between the parts of a compound. Empty: the language writes none.
    pub(super) links: &'static [&'static str],
    /// Endings by which forms of one word differ that have different stems, and those of words made of it.
    pub(super) forms: &'static [&'static str],
    pub(super) derived: &'static [&'static str],
    /// How anchors write letters that no accent makes of others.
    pub(super) anchors: &'static [(char, &'static str)],
}

const ANCHORS: &[(char, &str)] = &[('æ', "ae"), ('ø', "o"), ('ß', "ss"), ('œ', "oe")];
const GERMAN_ANCHORS: &[(char, &str)] = &[
    ('ä', "ae"),
    ('ö', "oe"),
    ('ü', "ue"),
    ('æ', "ae"),
    ('ø', "o"),
    ('ß', "ss"),
    ('œ', "oe"),
];

/// The endings of the Scandinavian languages, of forms and of words made of others.
const NORDIC_FORMS: &[&str] = &[
    "a", "e", "r", "t", "n", "s", "er", "ar", "or", "en", "et", "ene", "ane", "na", "te", "de",
];
const NORDIC_DERIVED: &[&str] = &["ing", "else", "isk", "lig", "ende"];

impl Normal {
    /// Returns the normal form of a language by its tag.
    pub fn of(tag: &str) -> Self {
        let main = tag.split('-').next().unwrap_or_default();
        let algorithm = match main {
            "nb" | "nn" | "no" => Some(Algorithm::Norwegian),
            "sv" => Some(Algorithm::Swedish),
            "de" => Some(Algorithm::German),
            "en" => Some(Algorithm::English),
            _ => None,
        };
        type List = &'static [&'static str];
        let (pairs, links, forms, derived): (List, List, List, List) = match main {
            "nb" | "nn" | "no" | "da" => (
                &["ae", "oe", "aa"],
                &["s", "e", "es"],
                NORDIC_FORMS,
                NORDIC_DERIVED,
            ),
            "sv" => (
                &["ae", "oe", "aa"],
                &["s", "o", "u", "a", "e"],
                NORDIC_FORMS,
                NORDIC_DERIVED,
            ),
            "de" => (
                &["ae", "oe", "ue"],
                &["s", "es", "n", "en", "er", "e", "ens"],
                &[
                    "a", "e", "n", "s", "t", "er", "en", "es", "em", "ern", "te", "st", "um",
                ],
                &["ung", "isch", "lich", "ig"],
            ),
            "en" => (
                &["ae", "oe", "ue"],
                &[],
                &["s", "e", "y", "es", "ed"],
                &["er", "or", "al", "ly", "ing", "ion", "ive"],
            ),
            _ => (&[], &[], &[], &[]),
        };
        Self {
            pairs,
            least: if main == "en" { LEAST_ENGLISH } else { 0 },
            stemmer: algorithm.map(Stemmer::create),
            links,
            forms,
            derived,
            anchors: if main == "de" { GERMAN_ANCHORS } else { ANCHORS },
        }
    }

    /// Returns a word without capitals and accents, in letters that every keyboard has.
    pub fn folded(&self, word: &str) -> String {
        let mut plain = String::with_capacity(word.len());
        for letter in word.chars() {
            if letter.is_ascii() {
                plain.push(letter.to_ascii_lowercase());
                continue;
            }
            let mut buffer = [0; 4];
            let parts = decomposed(letter.encode_utf8(&mut buffer)).to_lowercase();
            for part in parts.chars() {
                match part {
                    '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => {}
                    'æ' => plain.push('a'),
                    'ø' => plain.push('o'),
                    'ß' => plain.push_str("ss"),
                    'œ' => plain.push_str("oe"),
                    'ð' | 'đ' => plain.push('d'),
                    'ł' => plain.push('l'),
                    'þ' => plain.push_str("th"),
                    'ı' => plain.push('i'),
                    other => plain.push(other),
                }
            }
        }
        plain.retain(|letter| !is_joint(letter));
        if self.pairs.is_empty() || plain.chars().count() < self.least {
            return plain;
        }
        // One letter for two, unless what stands before makes the second a sound of its own: `neue`, `quelle`.
        let mut out = String::with_capacity(plain.len());
        let mut letters = plain.chars().peekable();
        let mut before = ' ';
        while let Some(letter) = letters.next() {
            out.push(letter);
            let pair = letters.peek().map(|next| [letter, *next]);
            let is_pair = pair.is_some_and(|pair| self.pairs.iter().any(|known| known.chars().eq(pair)));
            before = if is_pair && !"aeiouyq".contains(before) {
                letters.next().unwrap_or(letter)
            } else {
                letter
            };
        }
        out
    }

    /// Returns the stem of a folded word. What is not all in Latin letters is its own stem.
    pub fn stem<'a>(&self, folded: &'a str) -> Cow<'a, str> {
        match &self.stemmer {
            Some(stemmer) if folded.bytes().all(|byte| byte.is_ascii_lowercase()) => stemmer.stem(folded),
            _ => Cow::Borrowed(folded),
        }
    }
}

/// Tells whether a character may stand inside a word without parting it: `WAI-SR`, `client’s`.
pub(super) fn is_joint(character: char) -> bool {
    is_hyphen(character) || is_apostrophe(character)
}

/// Tells whether a character is a hyphen.
pub(super) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// Tells whether words are made of a character.
fn is_letter(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(
            character,
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}'
        )
}

/// Returns the words of a text, hyphens and apostrophes inside them included. The ending of an English genitive is none
/// of the word.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let begin = rest.find(is_letter)?;
        let word = &rest[begin..];
        let mut end = word.len();
        let mut letters = word.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let joins = is_joint(letter) && letters.peek().is_some_and(|(_, next)| is_letter(*next));
            if !is_letter(letter) && !joins {
                end = at;
                break;
            }
        }
        rest = &word[end..];
        Some(without_genitive(&word[..end]))
    })
}

fn without_genitive(word: &str) -> &str {
    let stem = word.strip_suffix(['s', 'S']);
    let stem = stem.and_then(|stem| stem.strip_suffix(is_apostrophe));
    stem.filter(|stem| !stem.is_empty()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_readers_take_for_words() {
        let text = "Klient\u{ad}en’s «WAI-SR», p. 3–4: d’accord – 36 ledd (HAq-II)…";
        let found: Vec<_> = words(text).collect();
        assert_eq!(
            found,
            [
                "Klient\u{ad}en",
                "WAI-SR",
                "p",
                "3",
                "4",
                "d’accord",
                "36",
                "ledd",
                "HAq-II"
            ]
        );
    }

    #[test]
    fn spellings_of_a_word_come_together() {
        for (tag, spellings) in [
            ("nb", &["Måling", "maling", "maaling", "MA\u{30a}LING"][..]),
            ("nb", &["øvelse", "oevelse", "ovelse"]),
            ("de", &["Bündnis", "Buendnis", "bundnis", "Bünd\u{ad}nis"]),
            ("de", &["Maß", "mass"]),
            ("sv", &["känsla", "kaensla", "kansla"]),
            ("en", &["aesthetic", "æsthetic"]),
            ("en", &["WAI-SR", "waisr"]),
        ] {
            let normal = Normal::of(tag);
            let forms: Vec<_> = spellings.iter().map(|word| normal.folded(word)).collect();
            assert!(forms.iter().all(|form| *form == forms[0]), "{tag}: {forms:?}");
        }
        assert_eq!(Normal::of("de").folded("neue"), "neue");
        assert_eq!(Normal::of("de").folded("Quelle"), "quelle");
        assert_eq!(Normal::of("en").folded("goes"), "goes");
    }
}
