//! The words of a language as its pages write them, each with its normal form, which is worked out once.

use crate::fingerprint::{FastMap, Fingerprint};

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

/// The words that were read in pages of a language.
pub(super) struct Vocabulary {
    pub(super) normal: Normal,
    /// The words in small letters, and all that is made of them.
    pub(super) keys: Keys,
    /// Of each key that is a word what is known of it.
    words: Vec<Option<Word>>,
    /// The keys of words by how they stand in texts, where that is not in small letters.
    spelt: FastMap<Fingerprint, u32>,
    /// Some of the words that came last: most texts are made of few, which are found in a small table.
    recent: Vec<(Fingerprint, u32)>,
}

/// How many.
const RECENT: usize = 2_048;

impl Vocabulary {
    /// Begins with no word of the language with a tag.
    pub(super) fn of(tag: &str) -> Self {
        Self {
            normal: Normal::of(tag),
            keys: Keys::default(),
            words: Vec::new(),
            spelt: FastMap::default(),
            recent: vec![(Fingerprint::of(""), 0); RECENT],
        }
    }

    /// Returns the key of a word as it stands in a text; nothing if it is too long for one.
    pub(super) fn number(&mut self, word: &str) -> Option<u32> {
        if word.len() > 4 * MOST_LETTERS {
            return None;
        }
        let as_spelt = Fingerprint::of(word);
        let place = as_spelt.0 as usize % RECENT;
        let (known, number) = self.recent[place];
        if known == as_spelt {
            return Some(number);
        }
        let number = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.keys.of(word)
        } else {
            let keys = &mut self.keys;
            *self
                .spelt
                .entry(as_spelt)
                .or_insert_with(|| keys.of(&spelling(word)))
        };
        self.recent[place] = (as_spelt, number);
        Some(number)
    }

    /// Works out what is known of the word with a key.
    pub(super) fn learn(&mut self, number: u32) {
        if self.word(number).is_some() {
            return;
        }
        let word = self.keys.text(number).to_owned();
        let folded = self.normal.folded(&word);
        let found = Word {
            folded: self.keys.of(&folded),
            stem: self.keys.of(&self.normal.stem(&folded)),
            is_hyphened: word.contains(is_hyphen),
            is_joined: word.contains(is_joint),
        };
        self.words.resize(self.keys.len(), None);
        self.words[number as usize] = Some(found);
    }

    /// Returns what is known of the word with a key, if it is one.
    pub(super) fn word(&self, number: u32) -> Option<&Word> {
        self.words.get(number as usize)?.as_ref()
    }
}
