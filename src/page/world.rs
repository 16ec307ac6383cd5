//! A site with all that its pages look up.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::address::{Address, Addresses, SHARE_IMAGE};
use super::card::Cards;
use super::citation::Bibliography;
use super::finder;
use super::mention::{Mentioning, Mentions};
use super::order::Lists;
use super::{Card, Frame, Link, Notice, ShownDate};
use crate::config::ShareImages;
use crate::content::chart::ChartSource;
use crate::content::entry::EntryKey;
use crate::content::site::Site;
use crate::content::status::Outdated;
use crate::content::translation::Translation;
use crate::date::Date;
use crate::fingerprint::FastMap;
use crate::language::{Language, LanguageTag};
use crate::picture::Version;
use crate::picture::share::Share;
use crate::span::SourcePath;

/// Gives the text of the interface with a key in a language.
pub type Words = dyn Fn(&str, &LanguageTag) -> String + Send + Sync;

/// A site with all that its pages look up: addresses, lists, languages, frames.
#[derive(Clone)]
pub struct World {
    /// The entries.
    pub site: Site,
    /// Where they are.
    pub addresses: Addresses,
    /// The lists of each language.
    pub lists: FastMap<LanguageTag, Arc<Lists>>,
    /// Every entry in brief.
    pub cards: Cards,
    /// The languages in the order of the site.
    pub languages: Vec<Arc<Language>>,
    /// What stands around the pages of each language.
    pub frames: BTreeMap<LanguageTag, Arc<Frame>>,
    /// Where texts mention concepts of the glossary, by file; those are left out that do not link by themselves.
    pub mentions: Arc<FastMap<SourcePath, Mentions>>,
    /// The entries that mention each concept, by language; gathered when the page of a concept asks.
    pub mentioning: Arc<FastMap<LanguageTag, OnceLock<Mentioning>>>,
    /// The works that may be cited.
    pub bibliography: Arc<Bibliography>,
    /// Where the files beside the texts are put.
    pub companions: Arc<BTreeMap<SourcePath, Address>>,
    /// Where the versions of pictures beside the texts are put.
    pub pictures: Arc<BTreeMap<SourcePath, Vec<(Version, Address)>>>,
    /// The files beside the texts that may be data of charts.
    pub charts: Arc<BTreeMap<SourcePath, Arc<ChartSource>>>,
    /// The translations whose original has changed, by file.
    pub outdated: BTreeMap<SourcePath, Outdated>,
    /// The texts of the interface.
    pub words: Arc<Words>,
}

impl World {
    pub(super) fn language(&self, tag: &LanguageTag) -> Option<&Arc<Language>> {
        self.languages.iter().find(|language| language.tag() == tag)
    }

    pub(super) fn base_path(&self) -> &str {
        &self.site.config.base_path
    }

    fn href(&self, key: &EntryKey, language: &LanguageTag) -> Option<Arc<str>> {
        Some(self.card(key, language)?.href.clone())
    }

    pub(super) fn word(&self, key: &str, language: &LanguageTag) -> String {
        (self.words)(key, language)
    }

    /// Returns what an entry is called in a language; nothing if it has no page there.
    pub fn title(&self, key: &EntryKey, language: &LanguageTag) -> Arc<str> {
        self.card(key, language)
            .map(|card| card.title.clone())
            .unwrap_or_default()
    }

    /// Returns a page in brief.
    pub fn card(&self, key: &EntryKey, language: &LanguageTag) -> Option<&Arc<Card>> {
        self.cards.get(key, language)
    }

    pub(super) fn link(&self, key: &EntryKey, language: &LanguageTag) -> Option<Link> {
        self.card(key, language).map(|card| Link::to(card))
    }

    /// Returns the text that an entry's page shows in a language.
    pub(super) fn translation(&self, key: &EntryKey, language: &LanguageTag) -> Option<&Translation> {
        let translation = self.site.entry(key)?.shown(language);
        translation.map(|translation| &**translation)
    }

    /// Returns what readers of a page should know of the text in another language.
    pub(super) fn notice(
        &self,
        key: &EntryKey,
        translation: &Translation,
        language: &LanguageTag,
    ) -> Option<Notice> {
        let borrowed = translation.language != *language;
        let (kind, tag, date) = if borrowed {
            ("borrowed", &translation.language, None)
        } else {
            let outdated = self.outdated.get(&translation.path)?;
            ("outdated", &outdated.from, outdated.since)
        };
        let card = self.card(key, tag)?;
        Some(Notice {
            kind,
            tag: tag.clone(),
            name: self.site.config.language(tag)?.name.clone(),
            href: card.href.clone(),
            url: card.url.clone(),
            date: self.shown_date(date, language),
        })
    }

    pub(super) fn shown_date(&self, date: Option<Date>, language: &LanguageTag) -> Option<ShownDate> {
        Some(ShownDate::of(date?, self.language(language)?))
    }

    pub(super) fn lists(&self, language: &LanguageTag) -> Option<&Lists> {
        self.lists.get(language).map(|lists| &**lists)
    }

    /// Returns where the data of an entry can be had: beside its page in the site's default language, or else in the first
    /// that has one. Nothing for entries whose data are not given away.
    pub fn download(&self, key: &EntryKey) -> Option<Address> {
        let EntryKey::Instrument(id) = key else {
            return None;
        };
        let config = &self.site.config;
        let tags = config.tags();
        let address = std::iter::once(&config.default_language)
            .chain(tags)
            .find_map(|tag| self.addresses.get(key, tag))?;
        Some(address.beside(&format!("{id}.json")))
    }

    /// Returns where the picture is by which a page is shared: its own, or else that of its language.
    pub fn share_address(&self, key: &EntryKey, language: &LanguageTag) -> Option<Address> {
        let whole = || Address::new(format!("{language}/{SHARE_IMAGE}"));
        match self.site.config.share_images {
            ShareImages::None => None,
            ShareImages::Pages if *key != EntryKey::home() => {
                let address = self.addresses.get(key, language);
                address.map(|address| address.beside(SHARE_IMAGE))
            }
            ShareImages::Site | ShareImages::Pages => Some(whole()),
        }
    }

    /// Returns what is written on such a picture.
    pub fn share(&self, key: &EntryKey, language: &LanguageTag) -> Option<Share> {
        let own = self.site.config.language(language)?;
        let (title, site) = if *key == EntryKey::home() {
            (own.title.clone(), String::new())
        } else {
            (self.title(key, language).to_string(), own.title.clone())
        };
        Some(Share {
            title,
            site,
            language: own.name.clone(),
            tag: language.to_string(),
        })
    }

    /// Returns the articles that an entry lists in a language.
    pub fn listed(&self, key: &EntryKey, language: &LanguageTag) -> &[EntryKey] {
        self.lists(language).map_or(&[], |lists| lists.of(key))
    }

    /// Returns how many pages an entry has in a language.
    pub fn page_count(&self, key: &EntryKey, language: &LanguageTag) -> usize {
        match key {
            EntryKey::Section(id) if id.is_empty() => 1,
            EntryKey::Section(_) | EntryKey::Subject(_) => finder::in_cards(self, key, language)
                .len()
                .div_ceil(self.site.config.page_size)
                .max(1),
            _ => 1,
        }
    }

    /// Returns the cards of entries, in their order.
    pub fn cards(&self, keys: &[EntryKey], language: &LanguageTag) -> Vec<Arc<Card>> {
        keys.iter()
            .filter_map(|key| self.card(key, language))
            .cloned()
            .collect()
    }

    /// Returns the way from the front page to an entry, without the entry.
    pub fn breadcrumbs(&self, key: &EntryKey, language: &LanguageTag) -> Vec<Link> {
        let mut links = Vec::new();
        let mut above = match key {
            EntryKey::Section(_)
            | EntryKey::Article(_)
            | EntryKey::Instrument(_)
            | EntryKey::Course(_)
            | EntryKey::Path(_) => self.site.entry(key).and_then(|entry| entry.section.clone()),
            EntryKey::Term(_) => {
                links.extend(self.link(&EntryKey::Glossary, language));
                Some(String::new())
            }
            EntryKey::Subject(_) => {
                links.extend(self.link(&EntryKey::Subjects, language));
                Some(String::new())
            }
            EntryKey::Person(_) => {
                links.extend(self.link(&EntryKey::People, language));
                Some(String::new())
            }
            EntryKey::Glossary
            | EntryKey::References
            | EntryKey::Subjects
            | EntryKey::People
            | EntryKey::Search => Some(String::new()),
        };
        while let Some(id) = above {
            let section = EntryKey::Section(id.clone());
            if id.is_empty() {
                let home = self.word("home", language);
                links.extend(self.href(&section, language).map(|href| Link::new(home, href)));
            } else {
                links.extend(self.link(&section, language));
            }
            above = self.site.entry(&section).and_then(|entry| entry.section.clone());
        }
        links.reverse();
        links
    }
}
