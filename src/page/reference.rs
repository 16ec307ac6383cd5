//! The list of all works, and which pages cite them.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::data::Data;
use crate::content::entry::{Entry, EntryKey};
use crate::content::site::Site;
use crate::language::LanguageTag;
use crate::markdown::Asked;

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
            for work in works(entry, language) {
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
fn works<'a>(entry: &'a Entry, language: &LanguageTag) -> Vec<&'a str> {
    let mut works = Vec::new();
    if let Some(translation) = entry.shown(language) {
        for question in &translation.document.questions {
            if let Asked::Citation(cites, _) = &question.asked {
                works.extend(cites.iter().map(|cite| cite.key.as_str()));
            }
        }
    }
    match entry.data.as_ref().map(|data| &*data.data) {
        Some(Data::Instrument(_) | Data::Course(_)) | None => {}
    }
    works
}
