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
    /// What participles begin with.
    pub(super) participle: &'static str,
    /// Words of grammar, folded and sorted, which say nothing of what a page is about.
    pub(super) grammar: Vec<String>,
    /// How anchors write letters that no accent makes of others.
    pub(super) anchors: &'static [(char, &'static str)],
}

/// Articles, pronouns, prepositions, conjunctions, auxiliaries, words of questions. A site of some dozen pages cannot know
/// how common they are, and a question has more of them than of other words.
const NORWEGIAN_GRAMMAR: &str = "en et ei den det de jeg du han hun vi dere meg deg seg oss dem min mitt mine din ditt dine \
    sin sitt sine hans hennes vår vårt våre deres dette denne disse der her som hva hvem hvor hvordan hvorfor når hvilken \
    hvilket hvilke og eller men hvis om fordi at av fra for før etter med til på i over under ved mellom uten mot hos er \
    var være vært har hadde ha kan kunne skal skulle vil ville må måtte bør burde blir ble bli blitt få får fikk ikke \
    også så noe noen man gjør gjøre finnes";
const SWEDISH_GRAMMAR: &str = "en ett den det de jag du han hon vi ni mig dig sig oss er dem min mitt mina din ditt dina sin \
    sitt sina hans hennes vår vårt våra deras detta denna dessa där här som vad vem hur var varför när vilken vilket vilka \
    och eller men om eftersom att av från för före efter med till på i över under vid mellan utan mot hos är vara varit \
    har hade ha kan kunde ska skall skulle vill ville måste bör borde blir blev bli blivit få får fick inte också så något \
    någon några man gör göra finns";
const GERMAN_GRAMMAR: &str = "der die das den dem des ein eine einen einem einer eines kein keine keinen ich du er sie es wir \
    ihr mich dich sich uns mir dir ihm ihn ihnen mein meine meinen meinem meiner dein deine sein seine seinen seinem seiner \
    unser unsere dieser diese dieses diesen diesem was wer wen wem wie wo wann warum welche welcher welches welchen und \
    oder aber wenn weil dass ob als in im an am auf aus bei beim mit nach von vom vor zu zum zur für über um durch gegen \
    ohne bis ist sind war waren bin hat haben habe hatte wird werden wurde kann können könnte darf dürfen soll sollen \
    sollte muss müssen will wollen man nicht auch so etwas tun tut gibt";
const ENGLISH_GRAMMAR: &str = "a an the i you he she it we they me him us them my your his her its our their this that these \
    those what who whom whose which when where why how and or but if because as at by for from in into of on to with \
    without about over under than is are was were be been being am do does did doing have has had can can't cannot could \
    should would will won't don't doesn't may might must not no so there here some any";

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
    "a", "e", "r", "t", "n", "s", "an", "er", "ar", "or", "en", "et", "ene", "ane", "na", "te", "de", "um",
    "us",
];
const NORDIC_DERIVED: &[&str] = &["ing", "else", "isk", "sk", "lig", "ende"];

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
        let (grammar, participle) = match main {
            "nb" | "no" => (NORWEGIAN_GRAMMAR, ""),
            "sv" => (SWEDISH_GRAMMAR, ""),
            "de" => (GERMAN_GRAMMAR, "ge"),
            "en" => (ENGLISH_GRAMMAR, ""),
            _ => ("", ""),
        };
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
                    "a", "e", "i", "o", "n", "s", "t", "er", "en", "es", "em", "ern", "te", "st", "ta", "um",
                    "us", "is",
                ],
                &["ung", "ing", "isch", "lich", "ig", "iv", "ion"],
            ),
            "en" => (
                &["ae", "oe", "ue"],
                &[],
                &["s", "e", "i", "y", "es", "ed", "ren"],
                &["er", "or", "al", "ly", "ing", "ion", "ive"],
            ),
            _ => (&[], &[], &[], &[]),
        };
        let mut normal = Self {
            pairs,
            least: if main == "en" { LEAST_ENGLISH } else { 0 },
            stemmer: algorithm.map(Stemmer::create),
            links,
            forms,
            derived,
            participle,
            grammar: Vec::new(),
            anchors: if main == "de" { GERMAN_ANCHORS } else { ANCHORS },
        };
        let words = grammar.split_ascii_whitespace();
        normal.grammar = words.map(|word| normal.folded(word)).collect();
        normal.grammar.sort_unstable();
        normal.grammar.dedup();
        normal
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

    /// Returns the stem of a folded word. What is not all in Latin letters is its own stem, and so is what would become a
    /// word of grammar: `demens` is no form of `dem`.
    pub fn stem<'a>(&self, folded: &'a str) -> Cow<'a, str> {
        match &self.stemmer {
            Some(stemmer) if folded.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                let stem = stemmer.stem(folded);
                if self.is_grammar(&stem) {
                    Cow::Borrowed(folded)
                } else {
                    stem
                }
            }
            _ => Cow::Borrowed(folded),
        }
    }

    fn is_grammar(&self, folded: &str) -> bool {
        self.grammar
            .binary_search_by(|word| word.as_str().cmp(folded))
            .is_ok()
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
    match character {
        // Most are told without a look into tables.
        '\0'..='\x7f' => character.is_ascii_alphanumeric(),
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' => true,
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => true,
        _ => character.is_alphanumeric(),
    }
}

/// Returns the words of a text, hyphens and apostrophes inside them included. The ending of an English genitive is none
/// of the word.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let word = from_letter(rest)?;
        let mut end = 0;
        loop {
            // Most letters are told by their byte.
            let plain = word.as_bytes()[end..].iter();
            end += plain.take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let mut letters = word[end..].chars();
            let Some(letter) = letters.next() else {
                break;
            };
            let mut joins = || is_joint(letter) && letters.next().is_some_and(is_letter);
            if !is_letter(letter) && !joins() {
                break;
            }
            end += letter.len_utf8();
        }
        rest = &word[end..];
        Some(without_genitive(&word[..end]))
    })
}

/// Returns a text from its first letter on.
fn from_letter(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        // Most letters are told by their byte.
        let begin = rest
            .bytes()
            .position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
        rest = &rest[begin..];
        let letter = rest.chars().next()?;
        if is_letter(letter) {
            return Some(rest);
        }
        rest = &rest[letter.len_utf8()..];
    }
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
    fn no_word_becomes_one_of_grammar() {
        assert_eq!(Normal::of("nb").stem("demens"), "demens");
        assert_eq!(Normal::of("nb").stem("dem"), "dem");
        assert_eq!(Normal::of("sv").stem("hundarna"), "hund");
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
