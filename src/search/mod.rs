//! Search: from plain texts to the files that a browser searches. Knows no site.
//!
//! An index belongs to one language. It is an inverted index, cut into small files of which a search needs a few:
//! terms with the pages that they lead to, what results show of each page, and the words as they are written, for slips.
//! `docs/search.md` tells how results are ranked; the other half of the work is `search.js` of the theme.

mod compound;
mod file;
mod normal;
mod page;
mod terms;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use file::Limits;
pub use normal::{Normal, words};
pub use page::{Page, Reading, Section};

use file::{Compressed, Files};

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
    /// What was compressed, for the next index.
    compressed: Compressed,
}

impl Index {
    /// Makes an index of what was read of all pages, in the order in which they are preferred among equals. Files that
    /// `before` has are taken from it.
    pub fn of(readings: &[Arc<Reading>], settings: &Settings, before: Option<&Self>) -> Self {
        let mut files = Files {
            before: before.map(|index| index.compressed.clone()).unwrap_or_default(),
            ..Files::default()
        };
        let normal = Normal::of(&settings.language);
        let mut terms = terms::gather(readings, &normal, &settings.compounds);
        write::add_aliases(&mut terms, &normal, settings);
        let manifest = write::manifest(readings, &terms, &normal, settings, &mut files);
        let mut by_name = files.by_name;
        by_name.insert(MANIFEST.into(), file::compress(&manifest).into());
        Self {
            files: by_name,
            compressed: files.now,
        }
    }
}
