//! Entries in brief: every entry of the site as lists and links show it, made once for each language and shared by all
//! pages.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use super::address::{Address, Addresses};
use super::order::{AllLists, Heads, Lists};
use super::world::Words;
use super::{Card, Link, ShownDate, course};
use crate::content::entry::EntryKey;
use crate::content::local::LocalText;
use crate::content::site::Site;
use crate::fingerprint::{FastMap, Fingerprint};
use crate::language::{Language, LanguageTag, typography};

/// The card of every entry in every language in which it has an address.
#[derive(Clone, Default)]
pub struct Cards {
    by_language: FastMap<LanguageTag, Arc<OfLanguage>>,
}

/// The cards of a language.
struct OfLanguage {
    /// The fingerprint of all that they may have been made of, besides the addresses.
    key: Fingerprint,
    /// Each with the fingerprint of all that it is made of, where that is known.
    cards: FastMap<EntryKey, (Option<Fingerprint>, Arc<Card>)>,
}

/// The last cards, with what they were made of.
pub struct Last<'a> {
    /// The cards.
    pub cards: &'a Cards,
    /// The addresses in them.
    pub addresses: &'a Addresses,
}

impl Cards {
    /// Makes the cards; those of which nothing has changed are taken over from the last ones. `words_key` is the
    /// fingerprint of the words.
    pub fn of(
        site: &Site,
        addresses: &Addresses,
        (lists, heads): (&AllLists, &Heads),
        languages: &[Arc<Language>],
        (words, words_key): (&Words, Fingerprint),
        last: Option<&Last<'_>>,
    ) -> Self {
        let config = &site.config;
        let of_site = Fingerprint::of(&(
            (&config.origin, &config.base_path, words_key),
            (&site.subjects, &site.people, &site.glossary),
        ));
        let by_language = languages.iter().map(|language| {
            let tag = language.tag();
            let of_last = last.and_then(|last| last.cards.by_language.get(tag));
            let title = config.language(tag).map(|language| &language.title);
            let key = Fingerprint::of(&(of_site, heads.get(tag), title));
            let is_shared = || last.is_some_and(|last| last.addresses.are_shared(addresses, tag));
            if let Some(known) = of_last.filter(|known| known.key == key && is_shared()) {
                return (tag.clone(), known.clone());
            }
            let maker = Maker {
                site,
                lists: lists.get(tag).map(|lists| &**lists),
                language,
                words,
                last: of_last.map(|last| &**last),
            };
            let cards = maker.cards(addresses);
            (tag.clone(), Arc::new(OfLanguage { key, cards }))
        });
        Self {
            by_language: by_language.collect(),
        }
    }

    /// Returns an entry's card in a language. `None` if it has no page there.
    pub fn get(&self, key: &EntryKey, language: &LanguageTag) -> Option<&Arc<Card>> {
        let of_language = self.by_language.get(language)?;
        of_language.cards.get(key).map(|(_, card)| card)
    }
}

struct Maker<'a> {
    site: &'a Site,
    lists: Option<&'a Lists>,
    language: &'a Language,
    words: &'a Words,
    last: Option<&'a OfLanguage>,
}

impl Maker<'_> {
    fn cards(&self, addresses: &Addresses) -> FastMap<EntryKey, (Option<Fingerprint>, Arc<Card>)> {
        let tag = self.language.tag();
        // Cards name their subjects, so those come first.
        let subjects = self.site.subjects.keys().filter_map(|id| {
            let key = EntryKey::Subject(id.clone());
            let address = addresses.get(&key, tag)?;
            Some((id.clone(), Link::to(&self.brief(&key, address))))
        });
        let subjects: FastMap<String, Link> = subjects.collect();
        let here: Vec<_> = addresses.in_language(tag).collect();
        here.into_par_iter()
            .map(|(key, address)| {
                let made_of = self.made_of(key, address, &subjects);
                let last = self.last.and_then(|last| last.cards.get(key));
                if let Some((_, known)) = last.filter(|(known, _)| made_of.is_some() && *known == made_of) {
                    return (key.clone(), (made_of, known.clone()));
                }
                let mut card = self.brief(key, address);
                self.complete(key, &mut card, &subjects);
                (key.clone(), (made_of, Arc::new(card)))
            })
            .collect()
    }

    /// Returns a card that says what it is of, and no more.
    fn brief(&self, key: &EntryKey, address: &Address) -> Card {
        let config = &self.site.config;
        let href = address.href(&config.base_path);
        Card {
            kind: if key.id().is_none() { "section" } else { key.kind() },
            title: self.title(key).into(),
            url: config.absolute(&href).into(),
            href: href.into(),
            count: self.count(key),
            ..Card::default()
        }
    }

    /// Returns the fingerprint of all that a card is made of, besides its key and the language. `None` for what is made anew
    /// each time: courses, and what there is little of.
    fn made_of(
        &self,
        key: &EntryKey,
        address: &Address,
        subjects: &FastMap<String, Link>,
    ) -> Option<Fingerprint> {
        let entry = self.site.entry(key).filter(|entry| entry.data.is_none())?;
        let tag = self.language.tag();
        let config = &self.site.config;
        let text = entry.shown(tag);
        let links = text.map(|text| {
            let links = text.subjects.iter().map(|id| subjects.get(id));
            links.collect::<Vec<_>>()
        });
        Some(Fingerprint::of(&(
            (&config.origin, &config.base_path, address),
            self.title(key),
            entry.description(tag),
            entry.borrowed(tag),
            text.map(|text| text.date),
            links,
        )))
    }

    fn complete(&self, key: &EntryKey, card: &mut Card, subjects: &FastMap<String, Link>) {
        let tag = self.language.tag();
        match key {
            EntryKey::Section(_)
            | EntryKey::Article(_)
            | EntryKey::Instrument(_)
            | EntryKey::Course(_)
            | EntryKey::Path(_) => {
                let Some(entry) = self.site.entry(key) else {
                    return;
                };
                // Texts have their marks already.
                card.description = match entry.data {
                    Some(_) => typography::prose(tag.as_str(), entry.description(tag)),
                    None => entry.description(tag).to_owned(),
                };
                card.course = entry
                    .course()
                    .map(|course| course::card(course, self.site.today, self.language));
                let Some(translation) = entry.shown(tag) else {
                    return;
                };
                card.language = entry.borrowed(tag).map(LanguageTag::to_string);
                card.published = translation.date.map(|date| ShownDate::of(date, self.language));
                card.subjects = translation
                    .subjects
                    .iter()
                    .filter_map(|id| subjects.get(id).cloned())
                    .collect();
            }
            EntryKey::Term(id) => {
                let wording = self.site.glossary.get(id).and_then(|term| term.wording(tag));
                let definition = wording.map(|wording| typography::prose(tag.as_str(), &wording.definition));
                card.description = definition.unwrap_or_default();
            }
            EntryKey::Subject(id) => {
                let subject = self.site.subjects.get(id);
                card.description = self.local(subject.and_then(|subject| subject.description.as_ref()));
            }
            EntryKey::Person(id) => {
                let person = self.site.people.get(id);
                card.description = self.local(person.and_then(|person| person.role.as_ref()));
            }
            EntryKey::Glossary
            | EntryKey::References
            | EntryKey::Subjects
            | EntryKey::People
            | EntryKey::Search => {}
        }
    }

    fn title<'of>(&'of self, key: &'of EntryKey) -> Cow<'of, str> {
        let site = self.site;
        let tag = self.language.tag();
        let title = match key {
            EntryKey::Section(_)
            | EntryKey::Article(_)
            | EntryKey::Instrument(_)
            | EntryKey::Course(_)
            | EntryKey::Path(_) => site.entry(key).and_then(|entry| entry.title(tag)),
            EntryKey::Term(id) => {
                let wording = site.glossary.get(id).and_then(|term| term.wording(tag));
                wording.map(|wording| wording.term.as_str())
            }
            EntryKey::Subject(id) => site.subjects.get(id).map(|subject| subject.name_in(id, tag)),
            EntryKey::Person(id) => site.people.get(id).map(|person| person.name_in(id, tag)),
            EntryKey::Glossary | EntryKey::References | EntryKey::Subjects | EntryKey::People => {
                return Cow::Owned((self.words)(key.kind(), tag));
            }
            EntryKey::Search => return Cow::Owned((self.words)("search.title", tag)),
        };
        // Texts have their marks already.
        if !matches!(key, EntryKey::Section(_) | EntryKey::Article(_)) {
            let title = title.map(|title| typography::prose(tag.as_str(), title));
            return Cow::Owned(title.unwrap_or_default());
        }
        // A front page without a text is called as the site is.
        let of_site = || Some(site.config.language(tag)?.title.as_str()).filter(|_| *key == EntryKey::home());
        Cow::Borrowed(title.or_else(of_site).unwrap_or_default())
    }

    fn count(&self, key: &EntryKey) -> Option<usize> {
        matches!(key, EntryKey::Subject(_) | EntryKey::Person(_))
            .then(|| self.lists.map_or(0, |lists| lists.of(key).len()))
    }

    fn local(&self, text: Option<&LocalText>) -> String {
        text.and_then(|text| text.shown(self.language.tag()))
            .unwrap_or_default()
    }
}
