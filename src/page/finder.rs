//! The table of the instruments of a section: what readers find, filter and compare them by.
//!
//! All of them stand on the first page of the section, whatever the size of its pages: a filter that knows only a part
//! would find nothing in the rest. Sections that list courses, or one instrument only, show cards.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::instrument::minutes;
use super::world::World;
use super::{Detail, Link, Page};
use crate::content::data::Data;
use crate::content::entry::EntryKey;
use crate::content::instrument::{Fact, Instrument, LicenceStatus, Rater};
use crate::language::{Language, LanguageTag};

/// How many instruments make a table.
const FEWEST: usize = 2;

/// All instruments of a section, and what they can be filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FinderDetail {
    /// The instruments by acronym or name, in the order of the language.
    pub instruments: Vec<FinderRow>,
    /// Who answers or codes one of them: `client`.
    pub raters: Vec<Rater>,
    /// The tags of the languages in which they exist, by name.
    pub languages: Vec<String>,
    /// The terms on which they may be used: `permission`.
    pub licences: Vec<LicenceStatus>,
    /// Something about one of them is not confirmed.
    pub has_unconfirmed: bool,
}

/// An instrument in the table. What differs between its versions stands there for each, once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FinderRow {
    /// Its id, the same in all languages.
    pub id: String,
    /// The acronym.
    pub acronym: Option<String>,
    /// Its name and its page.
    pub link: Link,
    /// Who answers or codes it: `client`.
    pub raters: Vec<Rater>,
    /// How many items it has, ascending.
    pub items: Vec<u32>,
    /// From how many minutes to how many it takes: `3–5`.
    pub minutes: Vec<String>,
    /// The most minutes of each of these.
    pub most_minutes: Vec<u16>,
    /// The languages in which it exists.
    pub languages: Vec<FinderLanguage>,
    /// The terms of use: `permission`.
    pub licence: LicenceStatus,
    /// What it measures, in one sentence; may be empty.
    pub construct: String,
    /// The year of the first publication.
    pub year: Option<u16>,
    /// What is not confirmed: `year`.
    pub unconfirmed: Vec<Fact>,
}

/// A language in which an instrument exists.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FinderLanguage {
    /// The language tag.
    pub tag: String,
    /// That is not confirmed.
    pub unconfirmed: bool,
}

/// Tells whether the instruments of an entry stand in a table.
fn has_table(world: &World, key: &EntryKey, language: &LanguageTag) -> bool {
    if !matches!(key, EntryKey::Section(id) if !id.is_empty()) {
        return false;
    }
    let listed = world.listed(key, language);
    let is_instrument = |key: &&EntryKey| matches!(key, EntryKey::Instrument(_));
    listed.iter().filter(is_instrument).take(FEWEST).count() == FEWEST
        && !listed.iter().any(|key| matches!(key, EntryKey::Course(_)))
}

/// Returns the entries of a list that its pages show as cards: all that stand in no table.
pub fn in_cards<'a>(world: &'a World, key: &EntryKey, language: &LanguageTag) -> Cow<'a, [EntryKey]> {
    let listed = world.listed(key, language);
    if !has_table(world, key, language) {
        return Cow::Borrowed(listed);
    }
    let others = listed
        .iter()
        .filter(|key| !matches!(key, EntryKey::Instrument(_)));
    Cow::Owned(others.cloned().collect())
}

/// Fills in the table of the instruments of a section, if it has one.
pub(super) fn fill(world: &World, key: &EntryKey, language: &LanguageTag, page: &mut Page) {
    if let Some(language) = world.language(language)
        && has_table(world, key, language.tag())
    {
        page.detail = Detail::Instruments(Box::new(detail(world, key, language)));
    }
}

fn detail(world: &World, key: &EntryKey, language: &Language) -> FinderDetail {
    let listed = world.listed(key, language.tag()).iter();
    let mut instruments: Vec<FinderRow> = listed.filter_map(|key| row(world, key, language)).collect();
    language.sort_by_text(&mut instruments, |row| {
        row.acronym.as_deref().unwrap_or(&row.link.text)
    });
    let raters: BTreeSet<Rater> = instruments.iter().flat_map(|row| &row.raters).copied().collect();
    let licences: BTreeSet<LicenceStatus> = instruments.iter().map(|row| row.licence).collect();
    let tags: BTreeSet<&String> = instruments
        .iter()
        .flat_map(|row| row.languages.iter().map(|language| &language.tag))
        .collect();
    let mut languages: Vec<(String, String)> = tags
        .into_iter()
        .map(|tag| {
            let name = world.word(&format!("language.names.{tag}"), language.tag());
            (if name.is_empty() { tag.clone() } else { name }, tag.clone())
        })
        .collect();
    language.sort_by_text(&mut languages, |(name, _)| name);
    FinderDetail {
        raters: raters.into_iter().collect(),
        languages: languages.into_iter().map(|(_, tag)| tag).collect(),
        licences: licences.into_iter().collect(),
        has_unconfirmed: instruments.iter().any(FinderRow::has_unconfirmed),
        instruments,
    }
}

impl FinderRow {
    /// Tells whether the table marks something of it.
    fn has_unconfirmed(&self) -> bool {
        let shown = |fact: &Fact| match fact {
            Fact::Name | Fact::Licence => true,
            Fact::Raters => !self.raters.is_empty(),
            Fact::Languages => !self.languages.is_empty(),
            Fact::Year => self.year.is_some(),
            Fact::Items => !self.items.is_empty(),
            Fact::Minutes => !self.minutes.is_empty(),
            Fact::Authors
            | Fact::Scale
            | Fact::Subscales
            | Fact::ItemNumbers
            | Fact::Reversed
            | Fact::Range
            | Fact::References => false,
        };
        self.unconfirmed.iter().any(shown) || self.languages.iter().any(|language| language.unconfirmed)
    }
}

fn row(world: &World, key: &EntryKey, language: &Language) -> Option<FinderRow> {
    let (EntryKey::Instrument(id), Some((_, Data::Instrument(data)))) = (key, world.site.data(key)) else {
        return None;
    };
    let data: &Instrument = data;
    let card = world.card(key, language.tag())?;
    let versions = || data.versions.iter();
    let items: BTreeSet<u32> = versions().filter_map(|version| version.items).collect();
    let spans: BTreeSet<[u16; 2]> = versions().filter_map(|version| version.minutes).collect();
    let languages = data.languages.iter().map(|language| FinderLanguage {
        tag: language.language.clone(),
        unconfirmed: data.is_language_unconfirmed(language),
    });
    Some(FinderRow {
        id: id.clone(),
        acronym: data.acronym.clone(),
        link: Link::to(card),
        raters: data.raters().into_iter().collect(),
        items: items.into_iter().collect(),
        minutes: spans.iter().copied().map(minutes).collect(),
        most_minutes: spans.iter().map(|[_, most]| *most).collect(),
        languages: languages.collect(),
        licence: data.licence.status,
        construct: card.description.clone(),
        year: data.year,
        unconfirmed: data.unconfirmed.clone(),
    })
}
