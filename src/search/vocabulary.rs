//! The words of a language as its pages write them, each with its normal form, which is worked out once.

use crate::fingerprint::Fingerprint;

use super::keys::Keys;
use super::normal::{MOST_LETTERS, Normal, is_hyphen, is_joint};
use super::page::spelling;

/// What is known of a word without knowing the site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// The key of the word in its folded form, and that of its stem.
    pub(super) folded: u32,
    pub(super) stem: u32,
    /// It has hyphens; or apostrophes, too.
    pub(super) is_hyphened: bool,
    pub(super) is_joined: bool,
}

/// A word in few bytes, since there are many: its two keys, the first above two bits for what it is joined by.
#[derive(Clone, Copy, Debug)]
struct Packed(u32, u32);

impl Packed {
    /// Stands beside keys that are no words.
    const NONE: Self = Self(u32::MAX, u32::MAX);

    fn of(word: Word) -> Self {
        let joints = u32::from(word.is_hyphened) << 1 | u32::from(word.is_joined);
        Self(word.folded << 2 | joints, word.stem)
    }

    fn word(self) -> Option<Word> {
        (self.1 != u32::MAX).then_some(Word {
            folded: self.0 >> 2,
            stem: self.1,
            is_hyphened: self.0 & 2 != 0,
            is_joined: self.0 & 1 != 0,
        })
    }
}

/// The words that were read in pages of a language.
pub(super) struct Vocabulary {
    pub(super) normal: Normal,
    /// The words in small letters, and all that is made of them.
    pub(super) keys: Keys,
    /// Of each key that is a word what is known of it.
    words: Vec<Packed>,
    count: usize,
    /// Some of the words that came last: most texts are made of few, which are found in a small table.
    recent: Vec<(Fingerprint, u32)>,
}

/// How many.
const RECENT: usize = 16_384;

impl Vocabulary {
    /// Begins with no word of the language with a tag.
    pub(super) fn of(tag: &str) -> Self {
        Self {
            normal: Normal::of(tag),
            keys: Keys::default(),
            words: Vec::new(),
            count: 0,
            recent: vec![(Fingerprint::of_word(""), 0); RECENT],
        }
    }

    /// Returns the key of a word as it stands in a text; nothing if it is too long for one.
    pub(super) fn number(&mut self, word: &str) -> Option<u32> {
        if word.len() > 4 * MOST_LETTERS {
            return None;
        }
        let as_spelt = Fingerprint::of_word(word);
        let place = as_spelt.0 as usize % RECENT;
        let (known, number) = self.recent[place];
        if known == as_spelt {
            return Some(number);
        }
        let number = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.keys.of(word)
        } else {
            self.keys.of(&spelling(word))
        };
        self.recent[place] = (as_spelt, number);
        Some(number)
    }

    /// Returns how many words were read, in pages that may be no more.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Works out what is known of the word with a key.
    pub(super) fn learn(&mut self, number: u32) {
        if self.word(number).is_some() {
            return;
        }
        let word = self.keys.text(number).to_owned();
        let folded = self.normal.folded(&word);
        let stem = self.normal.stem(&folded);
        // Most words are their own folded form, and many their own stem.
        let folded_key = if folded == word {
            number
        } else {
            self.keys.of(&folded)
        };
        let stem_key = if stem == folded {
            folded_key
        } else {
            self.keys.of(&stem)
        };
        let found = Word {
            folded: folded_key,
            stem: stem_key,
            is_hyphened: word.contains(is_hyphen),
            is_joined: word.contains(is_joint),
        };
        self.words.resize(self.keys.len(), Packed::NONE);
        self.words[number as usize] = Packed::of(found);
        self.count += 1;
    }

    /// Returns what is known of the word with a key, if it is one.
    pub(super) fn word(&self, number: u32) -> Option<Word> {
        self.words.get(number as usize)?.word()
    }
}
