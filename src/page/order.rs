//! Which entries stand where, and in which order: the lists behind sections, subjects and people.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::course::Course;
use crate::content::entry::{Entry, EntryKey};
use crate::content::site::Site;
use crate::date::Date;
use crate::fingerprint::{FastMap, Fingerprint};
use crate::language::{Language, LanguageTag};

/// The lists of one language.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// All that they may have been made of.
    heads: Option<Fingerprint>,
    /// What they were made of.
    key: Option<Fingerprint>,
    /// All entries by title, from which the next lists begin to sort.
    by_title: Vec<EntryKey>,
    /// Entries of each section by its folder; by weight, then newest, then title.
    in_section: FastMap<String, Vec<EntryKey>>,
    /// Where each entry stands in the list of its section, from 0.
    positions: FastMap<EntryKey, usize>,
    /// Sections below each section; by weight, then title.
    subsections: FastMap<String, Vec<EntryKey>>,
    /// Entries on each subject, newest first.
    on_subject: FastMap<String, Vec<EntryKey>>,
    /// Entries of each person, newest first.
    of_person: FastMap<String, Vec<EntryKey>>,
    /// All articles, newest first.
    newest: Vec<EntryKey>,
}

fn at<'a>(lists: &'a FastMap<String, Vec<EntryKey>>, id: &str) -> &'a [EntryKey] {
    lists.get(id).map_or(&[], Vec::as_slice)
}

impl Lists {
    /// Returns the entries that an entry's own page lists; that of the front page is all articles, newest first.
    pub fn of(&self, key: &EntryKey) -> &[EntryKey] {
        match key {
            EntryKey::Section(id) if id.is_empty() => &self.newest,
            EntryKey::Section(id) => self.in_section(id),
            EntryKey::Subject(id) => at(&self.on_subject, id),
            EntryKey::Person(id) => at(&self.of_person, id),
            _ => &[],
        }
    }

    /// Returns the entries that stand in a section itself, not in one below it.
    pub fn in_section(&self, id: &str) -> &[EntryKey] {
        at(&self.in_section, id)
    }

    /// Returns the sections right below a section.
    pub fn subsections(&self, id: &str) -> &[EntryKey] {
        at(&self.subsections, id)
    }

    /// Returns the entries before and after one in its section.
    pub fn neighbours(&self, entry: &EntryKey, section: &str) -> (Option<&EntryKey>, Option<&EntryKey>) {
        let siblings = self.in_section(section);
        match self.positions.get(entry) {
            Some(&position) => (
                position.checked_sub(1).and_then(|before| siblings.get(before)),
                siblings.get(position + 1),
            ),
            None => (None, None),
        }
    }
}

/// Courses to come stand before those that are over; of both, those nearest to today come first. Where no day is set, it
/// is far away.
fn by_day(course: &Course, today: Date) -> (bool, i32) {
    let past = course.is_past(today);
    let days = course
        .first()
        .map_or(i32::MAX, |first| today.days_until(first.date));
    (past, if past { -days } else { days })
}

/// The lists of all languages.
pub type AllLists = FastMap<LanguageTag, Arc<Lists>>;

/// The fingerprints of the heads of all entries, by language; see [`Site::heads`].
pub type Heads = FastMap<LanguageTag, Fingerprint>;

/// Makes the lists of every language; those of which nothing has changed are taken over from the last ones.
pub fn lists(site: &Site, languages: &[Arc<Language>], heads: &Heads, last: &AllLists) -> AllLists {
    languages
        .par_iter()
        .map(|language| {
            let tag = language.tag();
            let heads = heads.get(tag).copied();
            let last = last.get(tag);
            let known = last
                .filter(|known| heads.is_some() && known.heads == heads)
                .cloned();
            let lists = known.unwrap_or_else(|| {
                let key = key(site, tag);
                let known = last.filter(|known| known.key == Some(key)).cloned();
                known.unwrap_or_else(|| {
                    let by_title = last.map_or(&[][..], |last| last.by_title.as_slice());
                    let mut lists = of_language(site, language, by_title);
                    (lists.heads, lists.key) = (heads, Some(key));
                    Arc::new(lists)
                })
            });
            (tag.clone(), lists)
        })
        .collect()
}

/// Returns the fingerprint of all that the lists of a language are made of. What is in other languages only is none of it.
fn key(site: &Site, tag: &LanguageTag) -> Fingerprint {
    let entry = |entry: &Entry| {
        let text = entry.shown(tag);
        let course = entry.course();
        Fingerprint::of(&(
            &entry.section,
            entry.exists_in(tag),
            entry.title(tag),
            entry.date(tag),
            entry.weight(),
            text.map(|text| (&text.subjects, &text.authors)),
            course.map(|course| (&course.lecturers, by_day(course, site.today))),
        ))
    };
    let sections = site
        .sections
        .iter()
        .filter(|(_, section)| section.title(tag).is_some());
    let sections = sections.map(|(id, section)| (id, entry(section)));
    let entries = site.entries.iter().filter(|(_, entry)| entry.exists_in(tag));
    let entries = entries.map(|(key, of)| (key, entry(of)));
    Fingerprint::of(&(sections.collect::<Vec<_>>(), entries.collect::<Vec<_>>()))
}

/// Makes the lists of a language. `nearly` is an order by title that was once right, and shortens the sorting.
fn of_language(site: &Site, language: &Language, nearly: &[EntryKey]) -> Lists {
    let mut lists = Lists::default();
    let tag = language.tag();
    let mut entries: Vec<(&EntryKey, &Entry, &str)> = site
        .entries
        .iter()
        .filter(|(_, entry)| entry.exists_in(tag))
        .filter_map(|(key, entry)| Some((key, entry, entry.title(tag)?)))
        .collect();
    if !nearly.is_empty() {
        let ranks = nearly.iter().enumerate().map(|(rank, key)| (key, rank));
        let ranks: FastMap<&EntryKey, usize> = ranks.collect();
        entries.sort_by_cached_key(|(key, ..)| ranks.get(key).copied().unwrap_or(usize::MAX));
    }
    // By title first, equal ones by id, from whichever order; the stable sorts below keep that among equals.
    entries.sort_by(|(key, _, title), (other, _, other_title)| {
        language.compare(title, other_title).then_with(|| key.cmp(other))
    });
    lists.by_title = entries.iter().map(|(key, ..)| (*key).clone()).collect();
    entries.sort_by_cached_key(|(_, entry, _)| std::cmp::Reverse(entry.date(tag)));
    for (key, entry, _) in &entries {
        let text = entry.shown(tag);
        for subject in text.iter().flat_map(|text| &text.subjects) {
            let on_subject = lists.on_subject.entry(subject.clone());
            on_subject.or_default().push((*key).clone());
        }
        let authors = text.iter().flat_map(|text| &text.authors);
        let lecturers = entry.course().into_iter().flat_map(|course| &course.lecturers);
        let people: BTreeSet<&String> = authors.chain(lecturers).collect();
        for person in people {
            let of_person = lists.of_person.entry(person.clone());
            of_person.or_default().push((*key).clone());
        }
        if matches!(key, EntryKey::Article(_)) {
            lists.newest.push((*key).clone());
        }
    }
    entries.sort_by_cached_key(|(_, entry, _)| entry.weight());
    entries.sort_by_cached_key(|(_, entry, _)| entry.course().map(|course| by_day(course, site.today)));
    for (key, entry, _) in entries {
        let siblings = lists
            .in_section
            .entry(entry.section.clone().unwrap_or_default())
            .or_default();
        lists.positions.insert(key.clone(), siblings.len());
        siblings.push(key.clone());
    }
    let mut sections: Vec<(&String, &Entry, &str)> = site
        .sections
        .iter()
        .filter(|(id, _)| !id.is_empty())
        .filter_map(|(id, entry)| Some((id, entry, entry.title(tag)?)))
        .collect();
    language.sort_by_text(&mut sections, |(_, _, title)| title);
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
