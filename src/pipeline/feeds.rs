//! What the feeds and the sitemap say.

use super::Built;
use crate::content::entry::{Entry, EntryKey};
use crate::date::Date;
use crate::language::LanguageTag;
use crate::output::feed::{self, Feed, FeedEntry};
use crate::output::sitemap::{self, UrlEntry};
use crate::page::address::Address;

impl Built {
    pub(super) fn sitemap(&self) -> Vec<(String, Vec<u8>)> {
        let world = &self.world;
        let config = &world.site.config;
        let mut entries = Vec::new();
        for key in world.site.keys() {
            let translations: Vec<(&LanguageTag, String)> = config
                .languages
                .iter()
                .filter(|language| world.site.borrowed(&key, &language.tag).is_none())
                .filter_map(|language| {
                    let address = world.addresses.get(&key, &language.tag)?;
                    let draft = world
                        .site
                        .entry(&key)
                        .and_then(|entry| entry.translations.get(&language.tag))
                        .is_some_and(|translation| translation.draft);
                    (!draft).then(|| (&language.tag, config.absolute(&address.href(&config.base_path))))
                })
                .collect();
            let mut alternates: Vec<(String, String)> = translations
                .iter()
                .map(|(tag, url)| (tag.to_string(), url.clone()))
                .collect();
            let x_default = if key == EntryKey::Section(String::new()) {
                Some(config.absolute(&Address::new("").href(&config.base_path)))
            } else {
                translations
                    .iter()
                    .find(|(tag, _)| **tag == config.default_language)
                    .map(|(_, url)| url.clone())
            };
            alternates.extend(x_default.map(|url| ("x-default".to_owned(), url)));
            for (tag, url) in translations {
                let date = world.site.entry(&key).and_then(|entry| entry.changed(tag));
                entries.push(UrlEntry {
                    location: url,
                    alternates: alternates.clone(),
                    last_modified: date.map(|date| date.to_string()),
                });
            }
        }
        let top = Address::new("").href(&config.base_path);
        sitemap::render(&entries, &config.absolute(&top))
    }

    /// Names an entry in feeds for ever: by its id, so that a new slug does not make it new.
    pub(super) fn tag_uri(&self, key: &EntryKey, language: &LanguageTag) -> String {
        let config = &self.world.site.config;
        // The front page is the section without a name, and stays so.
        let name = match key {
            EntryKey::Section(id) => format!("section/{id}"),
            _ => key.reference().replace(':', "/"),
        };
        feed::tag_uri(&config.origin, &format!("{}/{language}/{name}", config.base_path))
    }

    pub(super) fn feed(&self, key: &EntryKey, language: &LanguageTag) -> Feed {
        let world = &self.world;
        let config = &world.site.config;
        let own = config.language(language);
        let site_title = own.map(|own| own.title.clone()).unwrap_or_default();
        let home = *key == EntryKey::Section(String::new());
        let title = if home {
            site_title.clone()
        } else {
            format!("{} – {site_title}", world.title(key, language))
        };
        let address = world
            .addresses
            .get(key, language)
            .cloned()
            .unwrap_or_else(|| Address::new(""));
        let absolute = |address: &Address| config.absolute(&address.href(&config.base_path));
        // What borrows its text from another language is told of there. Data are no text and borrow nothing.
        let mut entries: Vec<(&EntryKey, &Entry, Date)> = world
            .listed(key, language)
            .iter()
            .filter_map(|key| {
                let entry = world.site.entry(key)?;
                let own = entry.translations.get(language);
                let is_draft = own.is_some_and(|text| text.draft);
                let here = (own.is_some() || entry.data.is_some()) && !is_draft;
                Some((key, entry, entry.date(language).filter(|_| here)?))
            })
            .collect();
        entries.sort_by_key(|(.., date)| std::cmp::Reverse(*date));
        let entries: Vec<FeedEntry> = entries
            .into_iter()
            .take(config.feed_size)
            .filter_map(|(key, entry, date)| {
                let card = world.card(key, language)?;
                let text = entry.translations.get(language);
                let authors = text.into_iter().flat_map(|text| &text.authors).filter_map(|id| {
                    world
                        .site
                        .people
                        .get(id)
                        .map(|person| person.name_in(id, language).to_owned())
                });
                Some(FeedEntry {
                    id: self.tag_uri(key, language),
                    title: card.title.to_string(),
                    url: card.url.to_string(),
                    summary: entry.description(language).to_owned(),
                    published: Some(midnight(date)),
                    updated: midnight(entry.changed(language).unwrap_or(date)),
                    authors: authors.collect(),
                })
            })
            .collect();
        Feed {
            id: self.tag_uri(key, language),
            title,
            subtitle: own.map(|own| own.description.clone()).unwrap_or_default(),
            self_url: absolute(&address.beside("feed.xml")),
            site_url: absolute(&address),
            language: language.to_string(),
            updated: entries
                .iter()
                .map(|entry| entry.updated.clone())
                .max()
                .unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned()),
            author: site_title,
            entries,
        }
    }
}

/// A day as feeds write it. The hour is not known; midnight in UTC stands for the day.
fn midnight(date: Date) -> String {
    format!("{date}T00:00:00Z")
}
