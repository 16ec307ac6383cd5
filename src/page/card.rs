//! Entries in brief: every entry of the site as lists and links show it, made once for each language and shared by all
//! pages.

use std::sync::Arc;

use rayon::prelude::*;

use super::address::Addresses;
use super::compose::Words;
use super::order::Lists;
use super::{Card, Link, ShownDate};
use crate::content::local::LocalText;
use crate::content::site::{EntryKey, Site};
use crate::content::translation::Translation;
use crate::fingerprint::FastMap;
use crate::language::{Language, LanguageTag};

/// The card of every entry in every language in which it has an address.
#[derive(Default)]
pub struct Cards {
    by_language: FastMap<LanguageTag, FastMap<EntryKey, Arc<Card>>>,
}

impl Cards {
    /// Makes the cards.
    pub fn of(
        site: &Site,
        addresses: &Addresses,
        lists: &FastMap<LanguageTag, Lists>,
        languages: &[Arc<Language>],
        words: &Words,
    ) -> Self {
        let by_language = languages.iter().map(|language| {
            let maker = Maker {
                site,
                lists: lists.get(language.tag()),
                language,
                words,
            };
            (language.tag().clone(), maker.cards(addresses))
        });
        Self {
            by_language: by_language.collect(),
        }
    }

    /// Returns an entry's card in a language. `None` if it has no page there.
    pub fn get(&self, key: &EntryKey, language: &LanguageTag) -> Option<&Arc<Card>> {
        self.by_language.get(language)?.get(key)
    }
}

struct Maker<'a> {
    site: &'a Site,
    lists: Option<&'a Lists>,
    language: &'a Language,
    words: &'a Words,
}

impl Maker<'_> {
    fn cards(&self, addresses: &Addresses) -> FastMap<EntryKey, Arc<Card>> {
        let tag = self.language.tag();
        let config = &self.site.config;
        let brief = |(key, address): (&EntryKey, &super::address::Address)| {
            let href = address.href(&config.base_path);
            let card = Card {
                kind: kind(key),
                title: self.title(key).into(),
                url: config.absolute(&href).into(),
                href: href.into(),
                count: self.count(key),
                ..Card::default()
            };
            (key.clone(), card)
        };
        let here: Vec<_> = addresses.in_language(tag).collect();
        let mut cards: FastMap<EntryKey, Card> = here.into_par_iter().map(brief).collect();
        // Cards name their subjects, so those come first.
        let links: FastMap<String, Link> = cards
            .iter()
            .filter_map(|(key, card)| match key {
                EntryKey::Subject(id) => Some((id.clone(), Link::to(card))),
                _ => None,
            })
            .collect();
        cards
            .par_iter_mut()
            .for_each(|(key, card)| self.complete(key, card, &links));
        cards
            .into_iter()
            .map(|(key, card)| (key, Arc::new(card)))
            .collect()
    }

    fn complete(&self, key: &EntryKey, card: &mut Card, subjects: &FastMap<String, Link>) {
        match key {
            EntryKey::Section(_) | EntryKey::Article(_) => {
                let Some(translation) = self.translation(key) else {
                    return;
                };
                let borrowed = translation.language != *self.language.tag();
                card.language = borrowed.then(|| translation.language.to_string());
                card.description.clone_from(&translation.description);
                card.published = translation.date.map(|date| ShownDate::of(date, self.language));
                card.subjects = translation
                    .subjects
                    .iter()
                    .filter_map(|id| subjects.get(id).cloned())
                    .collect();
            }
            EntryKey::Subject(id) => {
                let subject = self.site.subjects.get(id);
                card.description = self.local(subject.and_then(|subject| subject.description.as_ref()));
            }
            EntryKey::Person(id) => {
                let person = self.site.people.get(id);
                card.description = self.local(person.and_then(|person| person.role.as_ref()));
            }
            EntryKey::Subjects | EntryKey::People => {}
        }
    }

    fn title(&self, key: &EntryKey) -> String {
        let tag = self.language.tag();
        let own = || Some(self.translation(key)?.title.clone());
        let title = match key {
            EntryKey::Section(id) if id.is_empty() => {
                own().or_else(|| Some(self.site.config.language(tag)?.title.clone()))
            }
            EntryKey::Section(_) | EntryKey::Article(_) => own(),
            EntryKey::Subject(id) => {
                let subject = self.site.subjects.get(id);
                subject.map(|subject| subject.name_in(id, tag).to_owned())
            }
            EntryKey::Person(id) => {
                let person = self.site.people.get(id);
                person.map(|person| person.name_in(id, tag).to_owned())
            }
            EntryKey::Subjects => Some((self.words)("subjects", tag)),
            EntryKey::People => Some((self.words)("people", tag)),
        };
        title.unwrap_or_default()
    }

    fn count(&self, key: &EntryKey) -> Option<usize> {
        matches!(key, EntryKey::Subject(_) | EntryKey::Person(_))
            .then(|| self.lists.map_or(0, |lists| lists.of(key).len()))
    }

    fn translation(&self, key: &EntryKey) -> Option<&Translation> {
        let shown = self.site.entry(key)?.shown(self.language.tag());
        shown.map(|translation| &**translation)
    }

    fn local(&self, text: Option<&LocalText>) -> String {
        text.and_then(|text| text.get(self.language.tag()))
            .unwrap_or_default()
            .to_owned()
    }
}

fn kind(key: &EntryKey) -> &'static str {
    match key {
        EntryKey::Article(_) => "article",
        EntryKey::Subject(_) => "subject",
        EntryKey::Person(_) => "person",
        EntryKey::Section(_) | EntryKey::Subjects | EntryKey::People => "section",
    }
}
