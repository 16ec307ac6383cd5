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
pub const FORMAT: u32 = 4;

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
    is_worn: bool,
}

/// So many words that no page has any more are not worth a new beginning.
const FEW: usize = 2_000;

impl Memory {
    /// Begins with nothing, in the language with a tag.
    pub fn of(tag: &str) -> Self {
        Self {
            vocabulary: Vocabulary::of(tag),
            divisions: Divisions::default(),
            orders: Orders::default(),
            files: Compressed::default(),
            scratch: Scratch::default(),
            is_worn: false,
        }
    }

    /// Tells whether most of what is remembered is of words that no page has any more: better begin anew.
    pub fn is_worn(&self) -> bool {
        self.is_worn
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
        self.is_worn = vocabulary.len() > 2 * terms.words + FEW;
        write::add_aliases(&mut terms, vocabulary, settings);
        let manifest = write::manifest(
            readings,
            &terms,
            vocabulary,
            settings,
            &mut self.orders,
            &mut files,
        );
        files
            .by_name
            .insert(MANIFEST.into(), files.compressor.compress(&manifest).into());
        self.files = files.now;
        Index { files: files.by_name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files so small that every table has many, and what large indexes leave out.
    const SMALL: Limits = Limits {
        whole: 0,
        least: 300,
        most: 900,
        pages: 4,
        text: 200,
        many: 10,
    };

    /// A page of words, compounds of them and names; every number another one.
    fn page(number: usize) -> Page {
        const PARTS: [&str; 12] = [
            "arbeid", "allianse", "terapi", "gruppe", "barn", "skole", "måling", "samtale", "hage", "får",
            "far", "brudd",
        ];
        let word = |index: usize| {
            let (one, other) = (PARTS[index % 12], PARTS[index / 12 % 12]);
            match index % 5 {
                0 => one.to_owned(),
                1 => format!("{one}s{other}en"),
                2 => format!("{one}-{other}"),
                3 => format!("{one}ene"),
                _ => format!("{one}{other}"),
            }
        };
        let words = |from: usize, count: usize| -> String {
            let words: Vec<String> = (from..from + count)
                .map(|index| word(index * index + number))
                .collect();
            words.join(" ")
        };
        Page {
            href: format!("/{number}/"),
            title: words(number, 2),
            names: vec![words(number + 3, 1)],
            kind: "article".to_owned(),
            sections: vec![Section {
                id: "a".to_owned(),
                heading: words(number * 7, 2),
                text: words(number * 3, 30 + number % 9),
            }],
            weight: 100,
            ..Page::default()
        }
    }

    #[test]
    fn an_index_after_edits_is_the_index_of_what_is_there() {
        let settings = Settings {
            language: "nb".to_owned(),
            synonyms: vec![vec!["terapi".to_owned(), "samtale".to_owned()]],
            limits: SMALL,
            ..Settings::default()
        };
        let mut memory = Memory::of("nb");
        let mut pages: Vec<Page> = (0..60).map(page).collect();
        let mut readings: Vec<_> = pages
            .iter()
            .map(|page| Arc::new(memory.read(page, 200)))
            .collect();
        for edit in 0..25 {
            match edit % 5 {
                0 | 1 => pages[edit * 7 % 59].sections[0].text += " gullregnhage og terapimålet",
                2 => pages[edit] = page(edit + 100),
                3 => drop(pages.remove(edit)),
                _ => pages.insert(edit, page(edit + 200)),
            }
            readings = pages
                .iter()
                .map(|page| Arc::new(memory.read(page, 200)))
                .collect();
            let index = memory.index(&readings, &settings);
            let mut fresh = Memory::of("nb");
            let others: Vec<_> = pages.iter().map(|page| Arc::new(fresh.read(page, 200))).collect();
            assert!(index.files == fresh.index(&others, &settings).files, "{edit}");
            assert!(index.files.len() > 20);
        }
        // What did not change is not made again.
        let before = memory.index(&readings, &settings);
        pages[30].sections[0].text += " gullregnbusk";
        readings[30] = Arc::new(memory.read(&pages[30], 200));
        let after = memory.index(&readings, &settings);
        let same = after.files.iter().filter(|(name, file)| {
            let before = before.files.get(*name);
            before.is_some_and(|before| Arc::ptr_eq(before, file))
        });
        assert!(same.count() + 12 > after.files.len());
    }

    #[test]
    fn words_of_the_past_wear_a_memory_out() {
        let settings = Settings::default();
        let mut memory = Memory::of("nb");
        let text = |edit: usize| (0..300).map(|index| format!("ord{edit}x{index} ")).collect();
        let mut edits = 0;
        while !memory.is_worn() {
            let mut page = page(1);
            page.sections[0].text = text(edits);
            let reading = Arc::new(memory.read(&page, 200));
            memory.index(&[reading], &settings);
            edits += 1;
            assert!(edits < 20);
        }
        assert!(edits > 3, "{edits}");
    }
}
