//! Which entries stand where, and in which order: the lists behind sections, subjects and people.

use std::collections::BTreeMap;

use crate::content::site::{Entry, Site};
use crate::content::translation::Translation;
use crate::language::{Language, LanguageTag};

/// The lists of one language. Each holds ids of articles.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Articles of each section, by weight, then newest, then title.
    pub sections: BTreeMap<String, Vec<String>>,
    /// Where each article stands in the list of its section, from 0.
    pub positions: BTreeMap<String, usize>,
    /// Sections below each section, by weight, then title.
    pub subsections: BTreeMap<String, Vec<String>>,
    /// Articles on each subject, newest first.
    pub subjects: BTreeMap<String, Vec<String>>,
    /// Articles of each person, newest first.
    pub people: BTreeMap<String, Vec<String>>,
    /// All articles, newest first.
    pub newest: Vec<String>,
}

/// Makes the lists of every language.
pub fn lists(site: &Site, languages: &[std::sync::Arc<Language>]) -> BTreeMap<LanguageTag, Lists> {
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
        .filter_map(|(id, entry)| {
            entry
                .translations
                .get(tag)
                .map(|translation| (id, entry, &**translation))
        })
        .collect();
    // By title first; the stable sorts below keep that order among equals.
    articles.sort_by(|a, b| {
        language
            .compare(&a.2.title, &b.2.title)
            .then_with(|| a.0.cmp(b.0))
    });
    articles.sort_by_key(|(_, _, translation)| std::cmp::Reverse(translation.date));
    for (id, _, translation) in &articles {
        lists.newest.push((*id).clone());
        for subject in &translation.subjects {
            lists
                .subjects
                .entry(subject.clone())
                .or_default()
                .push((*id).clone());
        }
        for author in &translation.authors {
            lists
                .people
                .entry(author.clone())
                .or_default()
                .push((*id).clone());
        }
    }
    articles.sort_by_key(|(_, entry, _)| entry.weight());
    for (id, entry, _) in &articles {
        let section = entry.section.clone().unwrap_or_default();
        let siblings = lists.sections.entry(section).or_default();
        lists.positions.insert((*id).clone(), siblings.len());
        siblings.push((*id).clone());
    }
    let mut sections: Vec<(&String, &Entry, &Translation)> = site
        .sections
        .iter()
        .filter_map(|(id, entry)| {
            entry
                .translations
                .get(tag)
                .map(|translation| (id, entry, &**translation))
        })
        .filter(|(id, _, _)| !id.is_empty())
        .collect();
    sections.sort_by(|a, b| {
        a.1.weight()
            .cmp(&b.1.weight())
            .then_with(|| language.compare(&a.2.title, &b.2.title))
            .then_with(|| a.0.cmp(b.0))
    });
    for (id, entry, _) in sections {
        let above = entry.section.clone().unwrap_or_default();
        lists.subsections.entry(above).or_default().push(id.clone());
    }
    lists
}
