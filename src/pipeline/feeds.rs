//! What the feeds and the sitemap say.

use std::ops::Range;

use rayon::prelude::*;

use super::Built;
use crate::content::entry::{Entry, EntryKey};
use crate::date::Date;
use crate::language::{LanguageTag, typography};
use crate::output::feed::{self, Feed, FeedEntry};
use crate::output::sitemap::{self, UrlEntry};
use crate::page::address::Address;
use crate::page::compose::{self, Subject};
use crate::page::world::World;

/// The entries of each file of the sitemap, as a range of the site's keys.
pub(super) fn sitemap_files(world: &World, keys: &[EntryKey]) -> Vec<Range<usize>> {
    let top = site_bytes(world);
    let measured = keys.par_iter().map(|key| most_of_sitemap(world, key, top));
    sitemap::divide(measured.collect::<Vec<(usize, usize)>>())
}

/// Returns how many bytes of each address are those of the site.
fn site_bytes(world: &World) -> usize {
    let config = &world.site.config;
    sitemap::escaped_length(&config.absolute(&Address::new("").href(&config.base_path)))
}

/// Returns how many addresses and bytes an entry takes in the sitemap at most: sooner known than what stands there.
fn most_of_sitemap(world: &World, key: &EntryKey, site_bytes: usize) -> (usize, usize) {
    /// Of the signs around an address, its language and its date.
    const AROUND: usize = 100;
    let languages = world.site.config.languages.iter();
    let addresses = languages.filter_map(|language| world.addresses.get(key, &language.tag));
    let (count, once, longest) = addresses.fold((0, 0, 0), |(count, once, longest), address| {
        let length = AROUND + site_bytes + sitemap::escaped_length(address.path());
        (count + 1, once + length, longest.max(length))
    });
    // Each stands for itself, and beside each all of them and one as `x-default`.
    (count, once + count * (once + longest))
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
                    let person = world.site.people.get(id)?;
                    Some(typography::prose(language.as_str(), person.name_in(id, language)))
                });
                Some(FeedEntry {
                    id: self.tag_uri(key, language),
                    title: card.title.to_string(),
                    url: card.url.to_string(),
                    summary: card.description.clone(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Memory, Options, build};
    use crate::source::Sources;
    use crate::span::SourcePath;

    #[test]
    fn entries_take_no_more_than_is_measured() {
        let mut sources = Sources::default();
        let config = "base_url: https://x.org/a&b/\nlanguages:\n  nb: {name: Norsk, title: T}\n  \
                      zh-Hant-HK: {name: 中文, title: T}\n  en: {name: English, title: T}\n";
        sources.insert_text(SourcePath::new("tillit.yaml"), config.to_owned());
        for (path, text) in [
            ("content/one.nb.md", "---\ntitle: En\ndate: 2025-02-03\n---\n"),
            (
                "content/one.zh-Hant-HK.md",
                "---\ntitle: En\ndate: 2025-02-03\n---\n",
            ),
            ("content/one.en.md", "---\ntitle: En\ndate: 2025-02-03\n---\n"),
            ("content/two.nb.md", "---\ntitle: To\ndate: 2025-02-03\n---\n"),
        ] {
            sources.insert_text(SourcePath::new(path), text.to_owned());
        }
        let built = build(&sources, &Options::default(), &mut Memory::default());
        let world = &built.world;
        let around = sitemap::render([]).len();
        for key in world.site.keys() {
            let entries = url_entries(world, &key);
            let (count, most) = most_of_sitemap(world, &key, site_bytes(world));
            let taken = sitemap::render(entries.clone()).len() - around;
            assert!(
                entries.len() == count && (taken..=2 * taken + 200).contains(&most),
                "{key:?}: {taken}, {most}"
            );
        }
    }
}
