//! What the feeds and the sitemap say.

use std::ops::Range;

use rayon::prelude::*;

use super::Built;
use crate::content::entry::{Entry, EntryKey};
use crate::date::Date;
use crate::language::LanguageTag;
use crate::output::feed::{self, Feed, FeedEntry};
use crate::output::sitemap::{self, UrlEntry};
use crate::page::address::Address;
use crate::page::compose::{self, Subject};
use crate::page::world::World;

/// The entries of each file of the sitemap, as a range of the site's keys.
pub(super) fn sitemap_files(world: &World, keys: &[EntryKey]) -> Vec<Range<usize>> {
    // Only a site that may come near to what a file holds has to be measured.
    let (addresses, bytes) = most_of_sitemap(world);
    if sitemap::is_one_file(addresses, bytes) {
        return Vec::from_iter(Some(0..keys.len()));
    }
    let measured = keys.par_iter().map(|key| {
        let entries = url_entries(world, key);
        (entries.len(), entries.iter().map(UrlEntry::most_bytes).sum())
    });
    sitemap::divide(measured.collect::<Vec<(usize, usize)>>())
}

/// Returns how many addresses and bytes the sitemap takes at most.
fn most_of_sitemap(world: &World) -> (usize, usize) {
    /// Of the signs around an address, its language and its date.
    const AROUND: usize = 150;
    let config = &world.site.config;
    let top = sitemap::escaped_length(&config.absolute(&Address::new("").href(&config.base_path)));
    let all = config
        .languages
        .iter()
        .flat_map(|language| world.addresses.in_language(&language.tag));
    let lengths = all.map(|(_, address)| AROUND + top + sitemap::escaped_length(&address.href("")));
    let (count, once) = lengths.fold((0, 0), |(count, sum), length| (count + 1, sum + length));
    // Each stands for itself, and as itself and as `x-default` in all languages.
    (count, once * (1 + 2 * config.languages.len()))
}

/// The addresses of an entry in the sitemap, each with all its translations.
fn url_entries(world: &World, key: &EntryKey) -> Vec<UrlEntry> {
    let config = &world.site.config;
    // Search engines are told to leave out what is made up.
    let course = world.site.entry(key).and_then(Entry::course);
    if course.is_some_and(|course| course.example) {
        return Vec::new();
    }
    let translations: Vec<(&LanguageTag, String)> = config
        .languages
        .iter()
        .filter(|language| world.site.borrowed(key, &language.tag).is_none())
        .filter_map(|language| {
            // Asked of the addresses, not of the cards: the files are counted while the cards are made.
            let address = world.addresses.get(key, &language.tag)?;
            let draft = world
                .site
                .entry(key)
                .and_then(|entry| entry.translations.get(&language.tag))
                .is_some_and(|translation| translation.draft);
            let url = || config.absolute(&address.href(&config.base_path));
            (!draft).then(|| (&language.tag, url()))
        })
        .collect();
    let mut alternates: Vec<(String, String)> = translations
        .iter()
        .map(|(tag, url)| (tag.to_string(), url.clone()))
        .collect();
    let x_default = if *key == EntryKey::home() {
        Some(config.absolute(&Address::new("").href(&config.base_path)))
    } else {
        translations
            .iter()
            .find(|(tag, _)| **tag == config.default_language)
            .map(|(_, url)| url.clone())
    };
    alternates.extend(x_default.map(|url| ("x-default".to_owned(), url)));
    translations
        .into_iter()
        .map(|(tag, url)| {
            let date = world.site.entry(key).and_then(|entry| entry.changed(tag));
            UrlEntry {
                location: url,
                alternates: alternates.clone(),
                last_modified: date.map(|date| date.to_string()),
            }
        })
        .collect()
}

impl Built {
    /// Makes the sitemap, or one of its files, of a range of the site's keys.
    pub(super) fn sitemap(&self, range: &Range<usize>) -> Vec<u8> {
        let keys = self.world.site.keys();
        let keys = keys.get(range.clone()).unwrap_or_default();
        sitemap::render(keys.iter().flat_map(|key| url_entries(&self.world, key)))
    }

    /// Makes the list of the sitemap's files.
    pub(super) fn sitemap_index(&self, parts: usize) -> Vec<u8> {
        let config = &self.world.site.config;
        let top = Address::new("").href(&config.base_path);
        sitemap::render_index(parts, &config.absolute(&top))
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

    /// The text of a page, for those who read it elsewhere.
    fn full_text(&self, key: &EntryKey, language: &LanguageTag, url: &str) -> String {
        let Some(frame) = self.world.frames.get(language) else {
            return String::new();
        };
        let origin = &self.world.site.config.origin;
        let page = compose::compose(&self.world, &Subject::Entry(key.clone(), 1), language).value;
        feed::absolute(&page.without_notes(frame, origin).body, origin, url)
    }

    pub(super) fn feed(&self, key: &EntryKey, language: &LanguageTag) -> Feed {
        let world = &self.world;
        let config = &world.site.config;
        let own = config.language(language);
        let site_title = own.map(|own| own.title.clone()).unwrap_or_default();
        let home = *key == EntryKey::home();
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
                    content: self.full_text(key, language, &card.url),
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
            style: self
                .theme
                .assets
                .get("css/feed.css")
                .map(|style| format!("{}/{}", config.base_path, style.output))
                .unwrap_or_default(),
            notice: self.theme.text("feed.notice", language),
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
