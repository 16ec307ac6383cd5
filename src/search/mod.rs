//! Search: from plain texts to the files that a browser searches. Knows no site.
//!
//! An index belongs to one language. It is an inverted index, cut into small files of which a search needs a few:
//! terms with the pages that they lead to, what results show of each page, and the words as they are written, for slips.
//! `docs/search.md` tells how results are ranked; the other half of the work is `search.js` of the theme.

mod code;
mod compound;
mod file;
mod keys;
mod normal;
mod page;
mod terms;
mod vocabulary;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use file::Limits;
pub use normal::{Normal, words};
pub use page::{Page, Reading, Section};

use compound::Divisions;
use file::{Compressed, Files};
use page::Scratch;
use terms::Terms;
use vocabulary::Vocabulary;
use write::Orders;

/// The version of the files. The module that reads them asks for the same.
pub const FORMAT: u32 = 3;

/// The name of the file that a search begins with.
pub const MANIFEST: &str = "index.bin";

/// What an index is made of, besides the pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The tag of the language.
    pub language: String,
    /// Names for the same thing: a search for one finds the others.
    pub synonyms: Vec<Vec<String>>,
    /// Names in other languages, each with names in this one.
    pub foreign: Vec<(Vec<String>, Vec<String>)>,
    /// Compounds with their parts, where the site says so itself.
    pub compounds: Vec<(String, Vec<String>)>,
    /// The address of the module that cuts words of the language down to stems, and its function: `Normal` in the browser.
    pub stemmer: Option<[String; 2]>,
    /// The words of the interface, by key; counted ones by plural category.
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
    /// The other indexes: the tag, the language's own name, its name in this language, the address of its manifest.
    pub others: Vec<[String; 4]>,
    /// How large the files become.
    pub limits: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: String::new(),
            synonyms: Vec::new(),
            foreign: Vec::new(),
            compounds: Vec::new(),
            stemmer: None,
            texts: BTreeMap::new(),
            others: Vec::new(),
            limits: Limits::of(0),
        }
    }
}

/// The index of one language.
#[derive(Debug, Default)]
pub struct Index {
    /// The files by name; [`MANIFEST`] is one of them.
    pub files: BTreeMap<Arc<str>, Arc<[u8]>>,
}

/// What was found out of the pages of a language, for the next index.
pub struct Memory {
    vocabulary: Vocabulary,
    divisions: Divisions,
    orders: Orders,
    files: Compressed,
    scratch: Scratch,
}

impl Memory {
    /// Begins with nothing, in the language with a tag.
    pub fn of(tag: &str) -> Self {
        Self {
            vocabulary: Vocabulary::of(tag),
            divisions: Divisions::default(),
            orders: Orders::default(),
            files: Compressed::default(),
            scratch: Scratch::default(),
        }
    }

    /// Reads a page. Of its text results can show about `room` bytes: all of it on a small site.
    pub fn read(&mut self, page: &Page, room: usize) -> Reading {
        Reading::of(page, room, &mut self.vocabulary, &mut self.scratch)
    }

    /// Makes an index of what this memory has read of all pages, in the order in which they are preferred among equals.
    pub fn index(&mut self, readings: &[Arc<Reading>], settings: &Settings) -> Index {
        self.scratch = Scratch::default();
        let mut files = Files {
            before: std::mem::take(&mut self.files),
            ..Files::default()
        };
        let vocabulary = &mut self.vocabulary;
        let mut terms = Terms::of(readings, vocabulary, &mut self.divisions, &settings.compounds);
        write::add_aliases(&mut terms, vocabulary, settings);
        let manifest = write::manifest(
            readings,
            &terms,
            vocabulary,
            settings,
            &mut self.orders,
            &mut files,
        );
        self.files = files.now;
        let mut files = files.by_name;
        files.insert(MANIFEST.into(), file::compress(&manifest).into());
        Index { files }
    }
}
