//! From parsed files to a site.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Publication, Site, check};
use crate::config::Config;
use crate::content::data::DataFile;
use crate::content::entry::{Entry, EntryKey};
use crate::content::glossary::Glossary;
use crate::content::person::People;
use crate::content::place::{BIBLIOGRAPHIES, Place};
use crate::content::subject::Subjects;
use crate::content::translation::Translation;
use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::source::Sources;
use crate::source::yaml;
use crate::span::SourcePath;

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
    let site = Site {
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
    let mut assembly = Assembly {
        site,
        publication,
        by_path: Vec::with_capacity(translations.len()),
        by_folder: BTreeMap::new(),
        diagnostics,
    };
    let articles = assembly.take_sections(translations);
    assembly.nest_sections();
    assembly.take_data(data);
    assembly.take_articles(articles);
    let Reported {
        value: mut site,
        mut diagnostics,
    } = assembly.finish();
    check::check_languages(&mut site, sources, &mut diagnostics);
    check::check_people(&mut site, sources, &mut diagnostics);
    Reported {
        value: site,
        diagnostics,
    }
}

/// What the path of an article's text says, as [`Place::Article`] has it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct ArticlePlace<'p> {
    id: &'p str,
    folder: &'p str,
    bundle: Option<&'p str>,
}

/// A site to which entries are still being added.
struct Assembly {
    site: Site,
    publication: Publication,
    /// In the order of the paths, of which a map is made at once.
    by_path: Vec<(SourcePath, EntryKey)>,
    by_folder: BTreeMap<String, EntryKey>,
    diagnostics: Vec<Diagnostic>,
}

impl Assembly {
    /// Takes the pages of sections in, and returns the other texts.
    fn take_sections<'p>(
        &mut self,
        translations: Vec<(&'p Place, Arc<Translation>)>,
    ) -> Vec<(ArticlePlace<'p>, Arc<Translation>)> {
        // The front page always exists, so that every site has an address to begin with.
        self.site.sections.insert(
            String::new(),
            // It exists in every language as it is, so none borrows it.
            Entry {
                folder: Some(String::new()),
                ..Entry::default()
            },
        );
        let mut articles = Vec::new();
        for (place, translation) in translations {
            match place {
                Place::Section { id, .. } => {
                    let path = translation.path.clone();
                    self.by_path.push((path, EntryKey::Section(id.clone())));
                    let entry = self.site.sections.entry(id.clone());
                    let entry = entry.or_insert_with(|| Entry {
                        folder: Some(id.clone()),
                        fallback: self.site.config.fallback.clone(),
                        ..Entry::default()
                    });
                    publish(entry, translation, self.publication, &mut self.diagnostics);
                }
                Place::Article {
                    id, folder, bundle, ..
                } => {
                    let bundle = bundle.as_deref();
                    articles.push((ArticlePlace { id, folder, bundle }, translation));
                }
                _ => {}
            }
        }
        articles
    }

    /// Puts each section into the nearest one above it.
    fn nest_sections(&mut self) {
        self.by_folder.insert(String::new(), EntryKey::home());
        let ids: Vec<String> = self.site.sections.keys().cloned().collect();
        for id in ids.iter().filter(|id| !id.is_empty()) {
            self.by_folder.insert(id.clone(), EntryKey::Section(id.clone()));
            let folder = id.rsplit_once('/').map_or("", |(parent, _)| parent);
            let parent = nearest_section(&self.site.sections, folder);
            if let Some(entry) = self.site.sections.get_mut(id) {
                entry.section = Some(parent);
            }
        }
    }

    /// Takes in the entries that are made of data.
    fn take_data(&mut self, data: Vec<(&Place, DataFile)>) {
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
            let known = self.site.entries.get(&key);
            if let Some(first) = known.and_then(|entry| entry.data.as_ref()) {
                self.diagnostics.push(
                    Diagnostic::new(Code::DuplicateId, data.places().of(&[]))
                        .with("id", id)
                        .related(first.places().of(&[])),
                );
                continue;
            }
            let entry = Entry {
                section: Some(nearest_section(&self.site.sections, folder)),
                folder: Some(bundle.clone()),
                data: Some(data),
                ..Entry::default()
            };
            self.by_folder.insert(bundle.clone(), key.clone());
            self.site.entries.insert(key, entry);
        }
    }

    fn take_articles(&mut self, articles: Vec<(ArticlePlace<'_>, Arc<Translation>)>) {
        // The translations of an entry mostly stand together.
        for together in articles.chunk_by(|(place, _), (other, _)| place == other) {
            let mut key = None;
            for (place, translation) in together {
                // Where the id is taken, that is told of each.
                key = key.or_else(|| self.article(*place, translation));
                let of = key
                    .iter()
                    .map(|key: &EntryKey| (translation.path.clone(), key.clone()));
                self.by_path.extend(of);
            }
            let Some(entry) = key.and_then(|key| self.site.entries.get_mut(&key)) else {
                continue;
            };
            for (_, translation) in together {
                publish(
                    entry,
                    translation.clone(),
                    self.publication,
                    &mut self.diagnostics,
                );
            }
        }
    }

    /// Returns the entry that a text belongs to, which may be new; nothing if its id is taken by another.
    fn article(&mut self, place: ArticlePlace<'_>, translation: &Translation) -> Option<EntryKey> {
        let ArticlePlace { id, folder, bundle } = place;
        // A text beside data belongs to what the data describe.
        let beside = bundle.and_then(|bundle| self.by_folder.get(bundle));
        let has_data = |key: &&EntryKey| {
            let entry = self.site.entries.get(key);
            entry.is_some_and(|entry| entry.data.is_some())
        };
        let key = beside.filter(has_data).cloned();
        let key = key.unwrap_or_else(|| EntryKey::Article(id.to_owned()));
        let section = nearest_section(&self.site.sections, folder);
        if let Some(other) = self.site.entries.get(&key)
            && (other.folder.as_deref() != bundle || other.section.as_ref() != Some(&section))
        {
            let mut diagnostic = Diagnostic::new(Code::DuplicateId, translation.place(&[])).with("id", id);
            if let Some(first) = other.translations.values().next() {
                diagnostic = diagnostic.related(first.place(&[]));
            }
            self.diagnostics.push(diagnostic);
            return None;
        }
        if let Some(bundle) = bundle {
            self.by_folder.insert(bundle.to_owned(), key.clone());
        }
        let entry = self.site.entries.entry(key.clone());
        entry.or_insert_with(|| Entry {
            section: Some(section),
            folder: bundle.map(str::to_owned),
            fallback: self.site.config.fallback.clone(),
            ..Entry::default()
        });
        Some(key)
    }

    fn finish(self) -> Reported<Site> {
        let mut site = self.site;
        site.by_path = Arc::new(self.by_path.into_iter().collect());
        site.by_folder = Arc::new(self.by_folder);
        Reported {
            value: site,
            diagnostics: self.diagnostics,
        }
    }
}

/// Takes a translation into its entry, if it is published and the only one in its language.
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

/// Returns the section that a folder belongs to.
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
