//! Which entries stand where, and in which order: the lists behind sections, subjects and people.

use std::sync::Arc;

use crate::content::site::{Entry, EntryKey, Site};
use crate::content::translation::Translation;
use crate::fingerprint::FastMap;
use crate::language::{Language, LanguageTag};

/// The lists of one language.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Articles of each section by its folder; by weight, then newest, then title.
    in_section: FastMap<String, Vec<EntryKey>>,
    /// Where each article stands in the list of its section, from 0.
    positions: FastMap<EntryKey, usize>,
    /// Sections below each section; by weight, then title.
    subsections: FastMap<String, Vec<EntryKey>>,
    /// Articles on each subject, newest first.
    on_subject: FastMap<String, Vec<EntryKey>>,
    /// Articles of each person, newest first.
    of_person: FastMap<String, Vec<EntryKey>>,
    /// All articles, newest first.
    newest: Vec<EntryKey>,
}

fn at<'a>(lists: &'a FastMap<String, Vec<EntryKey>>, id: &str) -> &'a [EntryKey] {
    lists.get(id).map_or(&[], Vec::as_slice)
}

impl Lists {
    /// Returns the articles that an entry's own page lists; that of the front page is all articles, newest first.
    pub fn of(&self, key: &EntryKey) -> &[EntryKey] {
        match key {
            EntryKey::Section(id) if id.is_empty() => &self.newest,
            EntryKey::Section(id) => self.in_section(id),
            EntryKey::Subject(id) => at(&self.on_subject, id),
            EntryKey::Person(id) => at(&self.of_person, id),
            EntryKey::Article(_) | EntryKey::Subjects | EntryKey::People => &[],
        }
    }

    /// Returns the articles that stand in a section itself, not in one below it.
    pub fn in_section(&self, id: &str) -> &[EntryKey] {
        at(&self.in_section, id)
    }

    /// Returns the sections right below a section.
    pub fn subsections(&self, id: &str) -> &[EntryKey] {
        at(&self.subsections, id)
    }

    /// Returns the articles before and after an article of a section.
    pub fn neighbours(&self, article: &EntryKey, section: &str) -> (Option<&EntryKey>, Option<&EntryKey>) {
        let siblings = self.in_section(section);
        match self.positions.get(article) {
            Some(&position) => (
                position.checked_sub(1).and_then(|before| siblings.get(before)),
                siblings.get(position + 1),
            ),
            None => (None, None),
        }
    }
}

/// Makes the lists of every language.
pub fn lists(site: &Site, languages: &[Arc<Language>]) -> FastMap<LanguageTag, Lists> {
    languages
        .iter()
        .map(|language| (language.tag().clone(), of_language(site, language)))
        .collect()
}

fn of_language(site: &Site, language: &Language) -> Lists {
    let mut lists = Lists::default();
    let tag = language.tag();
    let mut articles: Vec<(&String, &Entry, &Translation)> = site
        .articles
        .iter()
        .filter_map(|(id, entry)| Some((id, entry, &**entry.shown(tag)?)))
        .collect();
    // By title first; the stable sorts below keep that order among equals.
    language.sort_by_text(&mut articles, |(_, _, translation)| translation.title.as_str());
    articles.sort_by_key(|(_, _, translation)| std::cmp::Reverse(translation.date));
    for (id, _, translation) in &articles {
        let key = EntryKey::Article((*id).clone());
        for subject in &translation.subjects {
            lists
                .on_subject
                .entry(subject.clone())
                .or_default()
                .push(key.clone());
        }
        for author in &translation.authors {
            lists
                .of_person
                .entry(author.clone())
                .or_default()
                .push(key.clone());
        }
        lists.newest.push(key);
    }
    articles.sort_by_cached_key(|(_, entry, _)| entry.weight());
    for (id, entry, _) in &articles {
        let key = EntryKey::Article((*id).clone());
        let siblings = lists
            .in_section
            .entry(entry.section.clone().unwrap_or_default())
            .or_default();
        lists.positions.insert(key.clone(), siblings.len());
        siblings.push(key);
    }
    let mut sections: Vec<(&String, &Entry, &Translation)> = site
        .sections
        .iter()
        .filter(|(id, _)| !id.is_empty())
        .filter_map(|(id, entry)| Some((id, entry, &**entry.shown(tag)?)))
        .collect();
    language.sort_by_text(&mut sections, |(_, _, translation)| translation.title.as_str());
    sections.sort_by_key(|(_, entry, _)| entry.weight());
    for (id, entry, _) in sections {
        let above = entry.section.clone().unwrap_or_default();
        lists
            .subsections
            .entry(above)
            .or_default()
            .push(EntryKey::Section(id.clone()));
    }
    lists
}
