//! All entries of a site, linked. Inert data: never changed after [`assemble`].

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use rayon::prelude::*;

use super::data::{Data, DataFile};
use super::entry::{Entry, EntryKey, Withheld};
use super::glossary::{self, Glossary};
use super::local::LocalText;
use super::path::ReadingPath;
use super::person::{People, is_orcid};
use super::place::{BIBLIOGRAPHIES, Place};
use super::subject::Subjects;
use super::translation::Translation;
use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::nearest::{Names, nearest};
use crate::diagnostic::{Code, Diagnostic, Phrase, Reported};
use crate::fingerprint::{FastMap, Fingerprint};
use crate::language::LanguageTag;
use crate::slug;
use crate::source::Sources;
use crate::source::yaml::{self, Places, Step};
use crate::span::{SourcePath, Span, TextRange};

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
        // That is of the texts in all languages.
        let weights: Vec<i64> = self.entries.par_iter().map(|(_, entry)| entry.weight()).collect();
        let config = &self.config;
        let languages: Vec<&LanguageTag> = config.tags().collect();
        let of_language = |tag: &LanguageTag| {
            let head = |entry: &Entry| {
                let data = entry.data.as_ref().map(|data| data.file.fingerprint);
                (data, entry.shown(tag).map(|text| text.head))
            };
            let sections = self.sections.iter();
            let sections = sections.map(|(id, entry)| (id, &entry.section, head(entry), entry.weight()));
            let entries = self.entries.iter().zip(&weights);
            let entries = entries.filter(|((_, entry), _)| entry.exists_in(tag));
            let entries = entries.map(|((key, entry), weight)| (key, &entry.section, head(entry), weight));
            Fingerprint::of(&(
                (self.today, &languages, &config.default_language, &config.fallback),
                sections.collect::<Vec<_>>(),
                entries.collect::<Vec<_>>(),
            ))
        };
        let tags = languages.par_iter();
        tags.map(|tag| ((*tag).clone(), of_language(tag))).collect()
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

/// Links parsed translations into a site. They come in the order of their paths, each with what its path means.
pub fn assemble(
    config: &Arc<Config>,
    sources: &Sources,
    data: Vec<(&Place, DataFile)>,
    translations: Vec<(&Place, Arc<Translation>)>,
    companions: BTreeMap<SourcePath, Option<(u32, u32)>>,
    publication: Publication,
) -> Reported<Site> {
    let mut diagnostics = Vec::new();
    let mut unread = Vec::new();
    let subjects: Subjects = data_file(
        sources,
        "content/subjects.yaml",
        "subject:",
        &mut unread,
        &mut diagnostics,
    );
    let people: People = data_file(
        sources,
        "content/people.yaml",
        "person:",
        &mut unread,
        &mut diagnostics,
    );
    let glossary: Glossary = data_file(
        sources,
        "content/glossary.yaml",
        "term:",
        &mut unread,
        &mut diagnostics,
    );
    let mut site = Site {
        config: config.clone(),
        today: publication.today,
        sections: BTreeMap::new(),
        entries: BTreeMap::new(),
        glossary,
        bibliographies: BIBLIOGRAPHIES
            .into_iter()
            .filter(|path| sources.text(path).is_some())
            .collect(),
        subjects,
        people,
        unread,
        companions: Arc::new(companions),
        by_path: Arc::default(),
        by_folder: Arc::default(),
        references: Arc::default(),
    };
    // The front page always exists, so that every site has an address to begin with.
    site.sections.insert(
        String::new(),
        // It exists in every language as it is, so none borrows it.
        Entry {
            folder: Some(String::new()),
            ..Entry::default()
        },
    );
    // In the order of the paths, of which a map is made at once.
    let mut by_path = Vec::with_capacity(translations.len());
    let mut by_folder = BTreeMap::new();
    let mut articles = Vec::new();
    for (place, translation) in translations {
        match place {
            Place::Section { id, .. } => {
                by_path.push((translation.path.clone(), EntryKey::Section(id.clone())));
                let entry = site.sections.entry(id.clone()).or_insert_with(|| Entry {
                    folder: Some(id.clone()),
                    fallback: config.fallback.clone(),
                    ..Entry::default()
                });
                publish(entry, translation, publication, &mut diagnostics);
            }
            Place::Article {
                id, folder, bundle, ..
            } => articles.push((id, folder, bundle, translation)),
            _ => {}
        }
    }
    let ids: Vec<String> = site
        .sections
        .keys()
        .filter(|id| !id.is_empty())
        .cloned()
        .collect();
    for id in &ids {
        by_folder.insert(id.clone(), EntryKey::Section(id.clone()));
        let parent = nearest_section(
            &site.sections,
            id.rsplit_once('/').map_or("", |(parent, _)| parent),
        );
        if let Some(entry) = site.sections.get_mut(id) {
            entry.section = Some(parent);
        }
    }
    by_folder.insert(String::new(), EntryKey::home());
    for (place, data) in data {
        let Place::Data {
            kind,
            id,
            folder,
            bundle,
        } = place
        else {
            continue;
        };
        let key = kind.key(id);
        let at = data.places().of(&[]);
        let entry = Entry {
            section: Some(nearest_section(&site.sections, folder)),
            folder: Some(bundle.clone()),
            data: Some(data),
            ..Entry::default()
        };
        if let Some(first) = site.entries.get(&key).and_then(|entry| entry.data.as_ref()) {
            let first = first.places().of(&[]);
            diagnostics.push(
                Diagnostic::new(Code::DuplicateId, at)
                    .with("id", id)
                    .related(first),
            );
            continue;
        }
        by_folder.insert(bundle.clone(), key.clone());
        site.entries.insert(key, entry);
    }
    // The translations of an entry mostly stand together.
    let mut last: Option<(&String, &String, &Option<String>, EntryKey)> = None;
    for (id, folder, bundle, translation) in articles {
        if let Some((last_id, last_folder, last_bundle, key)) = &last
            && (*last_id, *last_folder, *last_bundle) == (id, folder, bundle)
            && let Some(entry) = site.entries.get_mut(key)
        {
            by_path.push((translation.path.clone(), key.clone()));
            publish(entry, translation, publication, &mut diagnostics);
            continue;
        }
        // A text beside data belongs to what the data describe.
        let beside = bundle.as_ref().and_then(|bundle| by_folder.get(bundle));
        let beside = beside.filter(|key| site.entries.get(key).is_some_and(|entry| entry.data.is_some()));
        let key = beside.cloned().unwrap_or_else(|| EntryKey::Article(id.clone()));
        let section = nearest_section(&site.sections, folder);
        if let Some(other) = site.entries.get(&key)
            && (other.folder != *bundle || other.section.as_ref() != Some(&section))
        {
            let mut diagnostic = Diagnostic::new(Code::DuplicateId, translation.place(&[])).with("id", id);
            if let Some(first) = other.translations.values().next() {
                diagnostic = diagnostic.related(first.place(&[]));
            }
            diagnostics.push(diagnostic);
            continue;
        }
        by_path.push((translation.path.clone(), key.clone()));
        last = Some((id, folder, bundle, key.clone()));
        if let Some(bundle) = bundle {
            by_folder.insert(bundle.clone(), key.clone());
        }
        let entry = site.entries.entry(key).or_insert_with(|| Entry {
            section: Some(section),
            folder: bundle.clone(),
            fallback: config.fallback.clone(),
            ..Entry::default()
        });
        publish(entry, translation, publication, &mut diagnostics);
    }
    site.by_path = Arc::new(by_path.into_iter().collect());
    site.by_folder = Arc::new(by_folder);
    check_languages(&mut site, sources, &mut diagnostics);
    check_people(&mut site, sources, &mut diagnostics);
    Reported {
        value: site,
        diagnostics,
    }
}

/// Looks for what entries name that is not there, and for ids that cannot stand in an address.
pub fn check(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    check_names(site, &mut diagnostics);
    check_lists(site, &mut diagnostics);
    check_ids(site, sources, &mut diagnostics);
    check_instruments(site, &mut diagnostics);
    check_paths(site, &mut diagnostics);
    diagnostics
}

fn publish(
    entry: &mut Entry,
    translation: Arc<Translation>,
    publication: Publication,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(first) = entry.translations.get(&translation.language) {
        diagnostics.push(
            Diagnostic::new(Code::DuplicateId, translation.place(&[]))
                .with("id", translation.path.as_str())
                .related(first.place(&[])),
        );
    } else if let Some(withheld) = publication.withholds(&translation) {
        entry.withheld.get_or_insert(withheld);
    } else {
        entry
            .translations
            .insert(translation.language.clone(), translation);
    }
}

fn nearest_section(sections: &BTreeMap<String, Entry>, folder: &str) -> String {
    let mut folder = folder;
    while !sections.contains_key(folder) {
        folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
    folder.to_owned()
}

/// Reads what a file tells by id. `references` is how references to it begin: they go into `unread` if nothing of the file
/// could be read.
fn data_file<T: serde::de::DeserializeOwned>(
    sources: &Sources,
    path: &str,
    references: &'static str,
    unread: &mut Vec<&'static str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, T> {
    let Some(file) = sources.text(path) else {
        return BTreeMap::new();
    };
    let told = diagnostics.len();
    let all: BTreeMap<String, T> = yaml::read_file(file).into_value(diagnostics);
    if all.is_empty() && diagnostics.len() > told {
        unread.push(references);
    }
    all
}

/// People and subjects that nobody knows.
fn check_names(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    // Listed at the first name that nobody knows.
    let people = LazyLock::new(|| {
        Ids::new(
            site.people
                .iter()
                .map(|(id, person)| (id.as_str(), person.name.as_ref())),
        )
    });
    let subjects = LazyLock::new(|| {
        Ids::new(
            site.subjects
                .iter()
                .map(|(id, subject)| (id.as_str(), subject.name.as_ref())),
        )
    });
    let check = |entry: &Entry| {
        let mut diagnostics = Vec::new();
        if let Some(file) = &entry.data
            && let Some(course) = file.course()
        {
            let places = file.places();
            for (index, id) in course.lecturers.iter().enumerate() {
                if !site.people.contains_key(id) {
                    let place = places.of(&[Step::key("lecturers"), Step::Index(index)]);
                    let guess = people.meant(id);
                    diagnostics.push(
                        Diagnostic::new(Code::UnknownPerson, place)
                            .with("id", id)
                            .guess(guess),
                    );
                }
            }
        }
        for translation in entry.translations.values() {
            let places = LazyCell::new(|| translation.places());
            let named = [
                ("authors", &translation.authors),
                ("reviewed_by", &translation.reviewed_by),
            ];
            for (key, index, id) in named
                .iter()
                .flat_map(|(key, ids)| ids.iter().enumerate().map(|(index, id)| (*key, index, id)))
            {
                if !site.people.contains_key(id) && !site.is_unread("person:") {
                    let place = places.of(&[Step::key(key), Step::Index(index)]);
                    let guess = people.meant(id);
                    diagnostics.push(
                        Diagnostic::new(Code::UnknownPerson, place)
                            .with("id", id)
                            .guess(guess),
                    );
                }
            }
            for (index, id) in translation.subjects.iter().enumerate() {
                if !site.subjects.contains_key(id) && !site.is_unread("subject:") {
                    let place = places.of(&[Step::key("subjects"), Step::Index(index)]);
                    let guess = subjects.meant(id);
                    diagnostics.push(
                        Diagnostic::new(Code::UnknownSubject, place)
                            .with("id", id)
                            .guess(guess),
                    );
                }
            }
        }
        diagnostics
    };
    let entries: Vec<&Entry> = site.all_entries().collect();
    diagnostics.par_extend(entries.into_par_iter().flat_map_iter(check));
}

/// The ids of a data file, which authors may also name by the names that belong to them.
struct Ids<'a> {
    ids: Names<&'a str>,
    names: Names<&'a str>,
    by_name: BTreeMap<&'a str, &'a str>,
}

impl<'a> Ids<'a> {
    fn new(all: impl Iterator<Item = (&'a str, Option<&'a LocalText>)> + Clone) -> Self {
        let by_name: BTreeMap<&str, &str> = all
            .clone()
            .flat_map(|(id, name)| {
                name.into_iter()
                    .flat_map(LocalText::all)
                    .map(move |name| (name, id))
            })
            .collect();
        Self {
            ids: Names::new(all.map(|(id, _)| id)),
            names: Names::new(by_name.keys().copied()),
            by_name,
        }
    }

    /// Returns the id that was probably meant.
    fn meant(&self, written: &str) -> Option<&'a str> {
        let named = |name: &str| self.by_name.get(name).copied();
        named(written)
            .or_else(|| self.ids.nearest(written).copied())
            .or_else(|| named(self.names.nearest(written)?))
    }
}

/// Lists of what is not there, or of what lists nothing.
fn check_lists(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for entry in site.all_entries() {
        for translation in entry.translations.values() {
            for (name, list) in &translation.lists {
                let found = site.find(&list.of);
                // Where there is no text, it was told that the key is missing.
                if list.of.is_empty() || site.is_unread(&list.of) || found.is_some_and(|key| key.is_list()) {
                    continue;
                }
                let place = translation.place(&[Step::key("lists"), Step::key(name), Step::key("of")]);
                let guess = site
                    .guess(&list.of)
                    .filter(|reference| EntryKey::of_reference(reference).is_some_and(|key| key.is_list()));
                diagnostics.push(
                    Diagnostic::new(Code::WrongValue, place)
                        .with("key", "of")
                        .with("value", &list.of)
                        .saying("expected", Phrase::ListSuchAs)
                        .guess(guess),
                );
            }
        }
    }
}

/// A person's page is a link that readers follow: it may only be an address of a website. So is the ORCID iD.
fn check_people(site: &mut Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = sources.text("content/people.yaml") else {
        return;
    };
    let places = Places::of_file(file);
    for (id, person) in &mut site.people {
        let url = person
            .url
            .take_if(|url| !url.starts_with("https://") && !url.starts_with("http://"));
        let orcid = person.orcid.take_if(|orcid| !is_orcid(orcid));
        for (key, value, expected) in [
            ("url", url, Phrase::AddressSuchAs),
            ("orcid", orcid, Phrase::OrcidSuchAs),
        ] {
            let Some(value) = value else { continue };
            let place = places.of(&[Step::key(id), Step::key(key)]);
            diagnostics.push(
                Diagnostic::new(Code::WrongValue, place)
                    .with("key", key)
                    .with("value", value)
                    .saying("expected", expected),
            );
        }
    }
}

/// What instruments name besides works.
fn check_instruments(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let ids = site.entries.keys().filter_map(|key| match key {
        EntryKey::Instrument(id) => Some(id.as_str()),
        _ => None,
    });
    for data in site.entries.values().filter_map(|entry| entry.data.as_ref()) {
        if let Data::Instrument(instrument) = &*data.data {
            instrument.check_names(&data.places(), ids.clone(), &site.people, diagnostics);
        }
    }
}

/// Steps of reading paths that lead nowhere.
fn check_paths(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (file, path) in site.paths().map(|(_, file, path)| (file, path)) {
        path.check_steps(&file.places(), site, diagnostics);
    }
}

/// Ids become parts of addresses, so they are written as slugs are.
fn check_ids(site: &Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let mut check = |written: &str, span: Span| {
        if !slug::is_slug(written) {
            let example = slug::slug(written, false);
            diagnostics.push(
                Diagnostic::new(Code::BadSlug, span)
                    .with("slug", written)
                    .with("example", example),
            );
        }
    };
    for (path, key) in &*site.by_path {
        let id = key.id().unwrap_or_default();
        let id = id.rsplit('/').next().unwrap_or(id);
        if !id.is_empty() {
            check(id, TextRange::default().of(path));
        }
    }
    for (key, entry) in &site.entries {
        if let (Some(id), Some(data)) = (key.id(), &entry.data) {
            check(id, TextRange::default().of(&data.file.path));
        }
    }
    let places = data_places(sources, "content/subjects.yaml");
    for (id, subject) in &site.subjects {
        let slugs = site
            .config
            .languages
            .iter()
            .filter_map(|language| subject.slug.as_ref()?.get(&language.tag));
        for (written, steps) in std::iter::once((id.as_str(), vec![Step::name(id)]))
            .chain(slugs.map(|slug| (slug, vec![Step::key(id), Step::key("slug")])))
        {
            if let Some(places) = places.as_ref().filter(|_| !slug::is_slug(written)) {
                check(written, places.of(&steps));
            }
        }
    }
    let places = data_places(sources, "content/people.yaml");
    for id in site.people.keys() {
        if let Some(places) = places.as_ref().filter(|_| !slug::is_slug(id)) {
            check(id, places.of(&[Step::name(id)]));
        }
    }
}

/// Returns the places in a file of data.
fn data_places<'a>(sources: &'a Sources, path: &str) -> Option<Places<'a>> {
    let file = sources.text(path)?;
    Some(Places::of_file(file))
}

/// Texts of data files in a language that the site does not have would be shown to nobody.
fn check_languages(site: &mut Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let config = site.config.clone();
    if !config.names_languages {
        return;
    }
    let known: Vec<&str> = config.tags().map(LanguageTag::as_str).collect();
    let mut check = |places: &Option<Places<'_>>, id: &str, key: &str, text: &mut Option<LocalText>| {
        if let (Some(text), Some(places)) = (text, places) {
            let place = |tag: &str| places.of(&[Step::key(id), Step::key(key), Step::name(tag)]);
            text.check(&known, place, diagnostics);
        }
    };
    let places = data_places(sources, "content/subjects.yaml");
    for (id, subject) in &mut site.subjects {
        for (key, text) in [
            ("name", &mut subject.name),
            ("slug", &mut subject.slug),
            ("description", &mut subject.description),
        ] {
            check(&places, id, key, text);
        }
    }
    let places = data_places(sources, "content/people.yaml");
    for (id, person) in &mut site.people {
        for (key, text) in [
            ("name", &mut person.name),
            ("role", &mut person.role),
            ("affiliation", &mut person.affiliation),
            ("about", &mut person.about),
        ] {
            check(&places, id, key, text);
        }
    }
    if let Some(places) = data_places(sources, "content/glossary.yaml") {
        glossary::check(&mut site.glossary, &places, &known, diagnostics);
    }
}
