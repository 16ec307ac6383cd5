//! The list of all works with the pages that cite them, and the works behind a term.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::address::Address;
use super::citation::work::{self, Work};
use super::citation::{Bibliography, Citations};
use super::world::World;
use super::{Detail, Download, Link, Page, ReferenceItem, ReferencesDetail, WorkItem};
use crate::content::data::Data;
use crate::content::entry::{Entry, EntryKey};
use crate::content::site::Site;
use crate::language::LanguageTag;
use crate::markdown::{Asked, CitationForm, Cite};
use crate::span::TextRange;

/// A format of the whole list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceFormat {
    /// BibTeX, as the authors wrote it.
    BibTex,
    /// RIS.
    Ris,
    /// CSL-JSON.
    CslJson,
}

impl ReferenceFormat {
    /// Returns the formats of a site, in the order in which pages offer them. BibTeX is only offered if all works are
    /// written so.
    pub fn of(site: &Site) -> &'static [Self] {
        const ALL: [ReferenceFormat; 3] = [
            ReferenceFormat::BibTex,
            ReferenceFormat::Ris,
            ReferenceFormat::CslJson,
        ];
        match site.bibliographies.as_slice() {
            [] => &[],
            [path] if path.ends_with(".bib") => &ALL,
            _ => &ALL[1..],
        }
    }

    /// Returns the address of the list, the same for all languages.
    pub fn address(self) -> Address {
        Address::new(match self {
            Self::BibTex => "references.bib",
            Self::Ris => "references.ris",
            Self::CslJson => "references.json",
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::BibTex => "BibTeX",
            Self::Ris => "RIS",
            Self::CslJson => "CSL-JSON",
        }
    }
}

/// The works that a page lists besides those that its text cites. They are set only when the page is written out.
#[derive(Debug, Hash)]
pub struct ListedWorks {
    bibliography: Arc<Bibliography>,
    language: LanguageTag,
    /// The works in the order of the page, with what cites them.
    works: Vec<(String, Vec<Link>)>,
    /// What the list of all works offers; empty on other pages.
    downloads: Vec<Download>,
}

/// Returns the works that the page of an entry lists: the sources of a term, or all works.
pub fn works(world: &World, key: &EntryKey, language: &LanguageTag) -> Option<ListedWorks> {
    let (works, downloads) = match key {
        EntryKey::Term(id) => {
            let sources = world.site.glossary.get(id)?.sources.iter();
            (sources.map(|key| (key.clone(), Vec::new())).collect(), Vec::new())
        }
        EntryKey::References => (all_works(world, language), downloads(world)),
        _ => return None,
    };
    Some(ListedWorks {
        bibliography: world.bibliography.clone(),
        language: language.clone(),
        works,
        downloads,
    })
}

fn downloads(world: &World) -> Vec<Download> {
    let formats = ReferenceFormat::of(&world.site).iter();
    let download = |format: &ReferenceFormat| Download {
        format: format.name(),
        href: format.address().href(&world.site.config.base_path),
    };
    formats.map(download).collect()
}

fn all_works(world: &World, tag: &LanguageTag) -> Vec<(String, Vec<Link>)> {
    let cited = cited(&world.site, tag);
    let mut works: Vec<(String, &Work)> = world
        .bibliography
        .works()
        .iter()
        .map(|work| {
            let names = if work.authors.is_empty() {
                &work.editors
            } else {
                &work.authors
            };
            let names: Vec<String> = names.iter().map(work::Name::family_first).collect();
            let names = if names.is_empty() {
                work.title.clone()
            } else {
                names.join("; ")
            };
            (names, work)
        })
        .collect();
    if let Some(language) = world.languages.iter().find(|language| language.tag() == tag) {
        works.sort_by(|(names, work), (other_names, other)| {
            let by_names = language.compare(names, other_names);
            by_names
                .then_with(|| work.year.cmp(&other.year))
                .then_with(|| language.compare(&work.title, &other.title))
        });
    }
    let link = |key: &EntryKey| world.card(key, tag).map(|card| Link::to(card));
    let works = works.into_iter().map(|(_, work)| {
        let citing = cited.get(work.key.as_str()).into_iter().flatten();
        (work.key.clone(), citing.filter_map(link).collect())
    });
    works.collect()
}

/// Returns the list of works that a page cites.
pub(super) fn items(citations: &Citations) -> Vec<ReferenceItem> {
    let works = citations.keys.iter().zip(&citations.list).zip(&citations.numbers);
    works
        .map(|((key, html), number)| ReferenceItem {
            id: anchor(key),
            number: number.clone(),
            html: html.clone(),
        })
        .collect()
}

/// The anchor of a work in a list of works.
pub fn anchor(key: &str) -> String {
    format!("ref-{key}")
}

impl ListedWorks {
    /// Puts the works on a page.
    pub fn fill(self, page: &mut Page) {
        let language = self.language.as_str();
        let cite = |key: &String| Cite {
            key: key.clone(),
            at: TextRange::default(),
            prefix: String::new(),
            locator: String::new(),
            suppress_author: false,
        };
        if self.downloads.is_empty() {
            let cites = self.works.iter().map(|(key, _)| cite(key)).collect();
            let cited = [(cites, CitationForm::Bracketed)];
            page.references = items(&self.bibliography.references(&cited, language));
            return;
        }
        let described: BTreeMap<&str, &Work> = self
            .bibliography
            .works()
            .iter()
            .map(|work| (work.key.as_str(), work))
            .collect();
        // Each by itself: all at once, every work would be told apart from every other.
        let works = self.works.into_par_iter().filter_map(|(key, cited_in)| {
            let cited = [(vec![cite(&key)], CitationForm::Bracketed)];
            let citations = self.bibliography.references(&cited, language);
            Some(WorkItem {
                id: anchor(&key),
                html: citations.list.into_iter().next()?,
                coins: work::coins(described.get(key.as_str())?),
                cited_in,
            })
        });
        page.detail = Detail::References(ReferencesDetail {
            works: works.collect(),
            downloads: self.downloads,
        });
    }
}

/// The entries that cite a work, by its key.
pub type Cited<'a> = BTreeMap<&'a str, BTreeSet<EntryKey>>;

/// Returns which entries cite which works in the texts that readers of a language get.
pub fn cited<'a>(site: &'a Site, language: &LanguageTag) -> Cited<'a> {
    let mut cited = Cited::new();
    let sections = site.sections.iter();
    let sections = sections.map(|(id, section)| (EntryKey::Section(id.clone()), section));
    let entries = site.entries.iter().map(|(key, entry)| (key.clone(), entry));
    for (key, entry) in sections.chain(entries) {
        if key == EntryKey::home() || entry.exists_in(language) {
            for work in cited_by(entry, language) {
                cited.entry(work).or_default().insert(key.clone());
            }
        }
    }
    for (id, term) in &site.glossary {
        if term.wording(language).is_some() {
            for work in &term.sources {
                cited.entry(work).or_default().insert(EntryKey::Term(id.clone()));
            }
        }
    }
    cited
}

/// The keys that an entry cites, in its text and in its data.
fn cited_by<'a>(entry: &'a Entry, language: &LanguageTag) -> Vec<&'a str> {
    let mut works = Vec::new();
    if let Some(translation) = entry.shown(language) {
        for question in &translation.document.questions {
            if let Asked::Citation(cites, _) = &question.asked {
                works.extend(cites.iter().map(|cite| cite.key.as_str()));
            }
        }
    }
    match entry.data.as_ref().map(|data| &*data.data) {
        Some(Data::Instrument(instrument)) => {
            works.extend(instrument.cited().into_iter().map(|(_, work)| work));
        }
        Some(Data::Course(course)) => works.extend(course.cited().into_iter().map(|(_, work)| work)),
        Some(Data::Path(_)) | None => {}
    }
    works
}
