//! All entries of a site, linked. Inert data: never changed after [`assemble`].

mod assemble;
mod check;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

pub use assemble::assemble;
pub use check::check;

use super::data::{Data, DataFile};
use super::entry::{Entry, EntryKey, Withheld};
use super::glossary::Glossary;
use super::path::ReadingPath;
use super::person::People;
use super::subject::Subjects;
use super::translation::Translation;
use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::nearest::{Names, nearest};
use crate::fingerprint::{FastMap, Fingerprint};
use crate::language::LanguageTag;
use crate::span::SourcePath;

/// A site.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its settings.
    pub config: Arc<Config>,
    /// The day of the build: what lies before it is past.
    pub today: Date,
    /// Sections by folder.
    pub sections: BTreeMap<String, Entry>,
    /// What stands in sections: articles, instruments, courses, reading paths.
    pub entries: BTreeMap<EntryKey, Entry>,
    /// The terms of the glossary by id.
    pub glossary: Glossary,
    /// The files of works that may be cited.
    pub bibliographies: Vec<&'static str>,
    /// Subjects by id.
    pub subjects: Subjects,
    /// People by id.
    pub people: People,
    /// How references to people and subjects begin, if nothing of their file could be read.
    unread: Vec<&'static str>,
    /// Files in `content` that are no texts, by path, with their size in pixels if they are images.
    pub companions: Arc<BTreeMap<SourcePath, Option<(u32, u32)>>>,
    /// Which entry a text file belongs to.
    pub by_path: Arc<BTreeMap<SourcePath, EntryKey>>,
    /// Which entry lives in a folder below `content`.
    pub by_folder: Arc<BTreeMap<String, EntryKey>>,
    /// All references that [`Site::find`] knows, listed when the first guess is asked for.
    references: Arc<OnceLock<Names<String>>>,
}

/// What decides which translations are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Publication {
    /// The day of the build.
    pub today: Date,
    /// Drafts too.
    pub drafts: bool,
    /// Pages dated after today too.
    pub future: bool,
}

impl Publication {
    /// Tells why a translation is not published; `None` if it is.
    pub fn withholds(&self, translation: &Translation) -> Option<Withheld> {
        if translation.draft && !self.drafts {
            return Some(Withheld::Draft);
        }
        let later = translation.date.filter(|date| *date > self.today && !self.future);
        later.map(Withheld::Until)
    }
}

impl Site {
    /// Takes translations in, in place of those of the same files that have the same head.
    pub fn take_texts<'text>(&mut self, texts: impl Iterator<Item = &'text Arc<Translation>>) {
        for text in texts {
            let entry = match self.by_path.get(&text.path) {
                Some(EntryKey::Section(id)) => self.sections.get_mut(id),
                Some(key) => self.entries.get_mut(key),
                None => None,
            };
            let known = entry.and_then(|entry| entry.translations.get_mut(&text.language));
            // One that is not published is in no entry.
            if let Some(known) = known.filter(|known| known.path == text.path) {
                *known = text.clone();
            }
        }
    }

    /// Returns a section, or what stands in one.
    pub fn entry(&self, key: &EntryKey) -> Option<&Entry> {
        match key {
            EntryKey::Section(id) => self.sections.get(id),
            _ => self.entries.get(key),
        }
    }

    /// Returns the data that an entry is made of, and their file.
    pub fn data(&self, key: &EntryKey) -> Option<(&DataFile, &Data)> {
        let file = self.entry(key)?.data.as_ref()?;
        Some((file, &file.data))
    }

    /// Returns the reading paths, each with its file.
    pub fn paths(&self) -> impl Iterator<Item = (&EntryKey, &DataFile, &ReadingPath)> {
        // Looked for by every page, so only paths are looked through.
        let paths = self.entries.range(EntryKey::Path(String::new())..);
        let paths = paths.take_while(|(key, _)| matches!(key, EntryKey::Path(_)));
        paths.filter_map(|(key, entry)| {
            let file = entry.data.as_ref()?;
            match &*file.data {
                Data::Path(path) => Some((key, file, &**path)),
                Data::Instrument(_) | Data::Course(_) => None,
            }
        })
    }

    /// Returns the published text of a file, with what it is a text of.
    pub fn text_at(&self, path: &SourcePath) -> Option<(&EntryKey, &Arc<Translation>)> {
        let key = self.by_path.get(path)?;
        let mut texts = self.entry(key)?.translations.values();
        Some((key, texts.find(|text| text.path == *path)?))
    }

    /// Returns the sections and all that stands in them.
    pub fn all_entries(&self) -> impl Iterator<Item = &Entry> {
        self.sections.values().chain(self.entries.values())
    }

    /// Returns the fingerprint of all that lists and cards of a language read of entries, for each language: which there are
    /// in it, their data, the heads of the texts that its readers get, and the languages that stand in for one another.
    pub fn heads(&self) -> FastMap<LanguageTag, Fingerprint> {
        let config = &self.config;
        let languages: Vec<&LanguageTag> = config.tags().collect();
        let head = |entry: &Entry, tag: &LanguageTag| entry.shown(tag).map(|text| text.head);
        // Each entry is looked at once for all languages: to fetch it takes longer than all that is done with it.
        let of_entry = |(key, entry): (&EntryKey, &Entry)| -> Vec<Option<Fingerprint>> {
            let all = Fingerprint::of(&(key, &entry.section, entry.data_fingerprint(), entry.weight()));
            let tags = languages.iter();
            let of_language = |tag| {
                entry
                    .exists_in(tag)
                    .then(|| Fingerprint::of(&(all, head(entry, tag))))
            };
            tags.map(|tag| of_language(tag)).collect()
        };
        let entries: Vec<Vec<Option<Fingerprint>>> = self.entries.par_iter().map(of_entry).collect();
        let of_language = |(index, tag): (usize, &&LanguageTag)| {
            let sections = self.sections.iter();
            let sections = sections.map(|(id, entry)| {
                let head = (entry.data_fingerprint(), head(entry, tag));
                (id, &entry.section, head, entry.weight())
            });
            // One that there is not in the language counts for nothing.
            let entries = entries.iter().filter_map(|of_entry| of_entry[index]);
            let key = Fingerprint::of(&(
                (self.today, &languages, &config.default_language, &config.fallback),
                sections.collect::<Vec<_>>(),
                entries.collect::<Vec<_>>(),
            ));
            ((*tag).clone(), key)
        };
        languages.iter().enumerate().map(of_language).collect()
    }

    /// Returns all that may have a page.
    pub fn keys(&self) -> Vec<EntryKey> {
        let mut keys: Vec<EntryKey> = self.sections.keys().cloned().map(EntryKey::Section).collect();
        keys.extend(self.entries.keys().cloned());
        keys.extend(self.glossary.keys().cloned().map(EntryKey::Term));
        keys.extend(self.subjects.keys().cloned().map(EntryKey::Subject));
        keys.extend(self.people.keys().cloned().map(EntryKey::Person));
        if !self.glossary.is_empty() {
            keys.push(EntryKey::Glossary);
        }
        if self.has_references() {
            keys.push(EntryKey::References);
        }
        keys.extend([EntryKey::Subjects, EntryKey::People, EntryKey::Search]);
        keys
    }

    /// Returns whether there is a list of works that may be cited.
    pub fn has_references(&self) -> bool {
        !self.bibliographies.is_empty()
    }

    /// Tells whether the search finds an entry in a language, as far as its authors say so.
    pub fn is_searched(&self, key: &EntryKey, language: &LanguageTag) -> bool {
        if let EntryKey::Term(id) = key {
            return self.glossary.get(id).is_none_or(|term| term.search);
        }
        let Some(entry) = self.entry(key) else {
            return true;
        };
        let text = entry.translations.get(language);
        let data = entry.data.as_ref();
        text.is_none_or(|text| text.search) && data.is_none_or(DataFile::is_searched)
    }

    fn has(&self, key: &EntryKey) -> bool {
        match key {
            EntryKey::Section(id) => self.sections.contains_key(id),
            EntryKey::Article(_) | EntryKey::Instrument(_) | EntryKey::Course(_) | EntryKey::Path(_) => {
                self.entries.contains_key(key)
            }
            EntryKey::Term(id) => self.glossary.contains_key(id),
            EntryKey::Subject(id) => self.subjects.contains_key(id),
            EntryKey::Person(id) => self.people.contains_key(id),
            EntryKey::Glossary => !self.glossary.is_empty(),
            EntryKey::References => self.has_references(),
            EntryKey::Subjects | EntryKey::People | EntryKey::Search => true,
        }
    }

    /// Returns the language from which the page of an entry borrows its text, if it has none of its own.
    pub fn borrowed(&self, key: &EntryKey, language: &LanguageTag) -> Option<&LanguageTag> {
        self.entry(key)?.borrowed(language)
    }

    /// Returns what a reference such as `article:rupture` names.
    pub fn find(&self, reference: &str) -> Option<EntryKey> {
        EntryKey::of_reference(reference).filter(|key| self.has(key))
    }

    /// Returns the reference of the published entry that a path means which leads nowhere, such as
    /// `../rupture.md`: the one whose id is the name in it, or nearly so.
    pub fn named_like(&self, path: &str) -> Option<String> {
        let path = path.trim_end_matches('/');
        let (folder, name) = path.rsplit_once(['/', ':']).unwrap_or(("", path));
        let stem = name.split('.').next().unwrap_or(name);
        let id = match stem {
            "index" | "_index" => folder.rsplit('/').next().unwrap_or(folder),
            _ => stem,
        };
        let kinds = [
            EntryKey::Article,
            EntryKey::Instrument,
            EntryKey::Course,
            EntryKey::Path,
            EntryKey::Section,
            EntryKey::Term,
        ];
        if id.is_empty() {
            return None;
        }
        let keys = kinds.map(|kind| kind(id.to_owned()));
        let is_shown = |key: &&EntryKey| self.has(key) && self.entry(key).is_none_or(Entry::is_published);
        if let Some(key) = keys.iter().find(is_shown) {
            return Some(key.reference());
        }
        // What has another ending is no text.
        if !matches!(name.strip_prefix(stem), Some("" | ".md")) {
            return None;
        }
        keys.iter().find_map(|key| {
            let guess = self.guess(&key.reference())?;
            // Nearly the same without the kind, too.
            let (_, guessed) = guess.split_once(':')?;
            nearest(id, [guessed]).map(|_| guess.to_owned())
        })
    }

    /// Says whether a reference names what stands in a file that could not be read. That was told, and is not told again
    /// for each reference.
    pub fn is_unread(&self, reference: &str) -> bool {
        self.unread
            .iter()
            .any(|beginning| reference.starts_with(beginning))
    }

    /// Returns the reference that [`Self::find`] knows and that was probably meant.
    pub fn guess(&self, reference: &str) -> Option<&str> {
        let references = self.references.get_or_init(|| {
            let is_shown = |key: &&EntryKey| self.entry(key).is_none_or(Entry::is_published);
            let keys = self.keys();
            let mut all: Vec<String> = keys.iter().filter(is_shown).map(EntryKey::reference).collect();
            all.sort();
            Names::new(all)
        });
        references.nearest(reference).map(String::as_str)
    }
}
