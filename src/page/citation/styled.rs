//! Citations after a style.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{IndependentStyle, LocaleCode};
use hayagriva::types::Person;
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest, CitePurpose,
    ElemChildren, Entry, Library, LocatorPayload, SpecificLocator,
};

use super::library::{self, described};
use super::locale::{LOCALES, Language, language_of, localised};
use super::part::{self, Asked, Order, Rendered};
use super::style::Style;
use super::work::Work;
use super::writer::{Writer, number_of};
use super::{BibliographyFile, CitationStyle, Citations, Fault, Format, key_places};
use crate::diagnostic::Phrase;
use crate::fingerprint::Fingerprint;
use crate::markdown::document::{CitationForm, Cite};
use crate::span::{SourcePath, TextRange};

/// What authors write before a page number. A longer word stands before its beginning.
const PAGE_WORDS: &[&str] = &[
    "pages", "page", "sidene", "side", "sidan", "sidor", "Seiten", "Seite", "pp.", "p.", "ss.", "s.", "S.",
];

/// How many works are put into an order that holds for all pages; of more, each page sorts its own.
const MOST_SORTED: usize = 2_000;

/// The works, as hayagriva knows them.
#[derive(Clone, Debug, Default)]
pub(super) struct Works {
    library: Library,
    rendered: Arc<Rendered>,
}

impl Works {
    /// Reads files. Of a key that is used in two of them the first work is kept.
    pub(super) fn read(files: &[BibliographyFile<'_>]) -> (Self, Vec<(SourcePath, Fault)>) {
        let mut library = Library::new();
        let mut all = Vec::new();
        for (path, text) in files {
            let (entries, faults) = library::read(Format::of(path), text);
            all.extend(faults.into_iter().map(|fault| ((*path).clone(), fault)));
            let places = key_places(path, text);
            for entry in entries {
                if library.get(entry.key()).is_none() {
                    library.push(&entry);
                    continue;
                }
                let place = places.iter().find(|(key, _)| *key == entry.key());
                let fault = Fault {
                    at: place.map_or_else(TextRange::default, |(_, at)| *at),
                    reason: Phrase::ReferenceKeyTwice.with("key", entry.key()),
                };
                all.push(((*path).clone(), fault));
            }
        }
        let works = Self {
            library,
            rendered: Arc::default(),
        };
        (works, all)
    }

    pub(super) fn keys(&self) -> BTreeSet<String> {
        self.library.keys().map(str::to_owned).collect()
    }

    pub(super) fn described(&self) -> Vec<Work> {
        let mut works: Vec<Work> = self.library.iter().map(described).collect();
        works.sort_by(|one, other| one.key.cmp(&other.key));
        works
    }

    /// Renders the citations of a page and the list of their works.
    pub(super) fn references(&self, citations: &[Asked], language: &str, style: &CitationStyle) -> Citations {
        let Some(csl) = &style.style else {
            return Citations {
                inline: vec![String::new(); citations.len()],
                ..Citations::default()
            };
        };
        let language = language_of(language);
        if !csl.is_local || self.library.len() > MOST_SORTED {
            return self.together(citations, language, csl);
        }
        let key = Fingerprint::of(&(style.fingerprint, language.locale));
        let order = self.rendered.order(key, || self.order(language, csl));
        let mut done = Citations {
            inline: vec![String::new(); citations.len()],
            ..Citations::default()
        };
        let mut listed: BTreeMap<usize, (String, String, String)> = BTreeMap::new();
        let part_of = |asked: &[Asked]| {
            let key = Fingerprint::of(&(key, asked));
            self.rendered.part(key, || self.together(asked, language, csl))
        };
        // A work could be taken for those whose citations alone read the same: only they are told apart.
        let look = |key: &str| {
            self.library.get(key)?;
            Some(part::text(part_of(&[part::alone(key)]).inline.first()?))
        };
        for places in part::parts(citations, look) {
            let asked = part::of_part(citations, &places);
            let part = part_of(&asked);
            for (place, html) in places.iter().zip(&part.inline) {
                if let Some(inline) = done.inline.get_mut(*place) {
                    inline.clone_from(html);
                }
            }
            for ((key, html), number) in part.keys.iter().zip(&part.list).zip(&part.numbers) {
                if let Some(place) = order.get(key) {
                    let work = || (key.clone(), html.clone(), number.clone());
                    listed.entry(*place).or_insert_with(work);
                }
            }
        }
        for (key, html, number) in listed.into_values() {
            done.keys.push(key);
            done.list.push(html);
            done.numbers.push(number);
        }
        done
    }

    /// Renders the citations of a page without parting them.
    #[cfg(test)]
    pub(super) fn references_at_once(
        &self,
        citations: &[Asked],
        language: &str,
        style: &CitationStyle,
    ) -> Option<Citations> {
        Some(self.together(citations, language_of(language), style.style.as_ref()?))
    }

    /// Puts all works into the order of the list.
    fn order(&self, language: &Language, style: &Style) -> Order {
        let locale = LocaleCode(language.locale.to_owned());
        let entries = self.library.iter();
        let all: BTreeMap<&str, Entry> = entries
            .map(|entry| (entry.key(), localised(entry, language)))
            .collect();
        sorted(&all, style, &locale)
            .into_iter()
            .enumerate()
            .map(|(place, entry)| (entry.key().to_owned(), place))
            .collect()
    }

    /// Renders citations that depend on one another.
    fn together(&self, citations: &[Asked], language: &Language, style: &Style) -> Citations {
        let mut done = Citations {
            inline: vec![String::new(); citations.len()],
            ..Citations::default()
        };
        let csl = &style.csl;
        let locale = LocaleCode(language.locale.to_owned());
        let cites = || citations.iter().flat_map(|(cites, _)| cites);
        let cited: BTreeMap<&str, Entry> = cites()
            .filter_map(|cite| {
                Some((
                    cite.key.as_str(),
                    localised(self.library.get(&cite.key)?, language),
                ))
            })
            .collect();
        let order: Vec<&Entry> = if style.sorts && cited.len() > 1 {
            sorted(&cited, style, &locale)
        } else {
            let mut seen = BTreeSet::new();
            let first = cites().filter(|cite| seen.insert(cite.key.as_str()));
            first.filter_map(|cite| cited.get(cite.key.as_str())).collect()
        };

        let mut driver = BibliographyDriver::new();
        // Works are told apart where their citations look alike, by letters in the order of the citations. But
        // "Berg (2024)" and "(Berg, 2024)" do not look alike, and the letters are to follow the list. So each
        // work is first cited in one form and in that order; these citations are not used. Cited twice, a work
        // always gets a letter, never more names, which hayagriva would repeat in the list instead of all names.
        for entry in &order {
            driver.citation(request(vec![CitationItem::with_entry(*entry)], csl, &locale));
        }
        let mut asked = Vec::new();
        for (inline, (cites, form)) in done.inline.iter_mut().zip(citations) {
            let (known, items): (Vec<&Cite>, Vec<_>) = cites
                .iter()
                .filter_map(|cite| Some((cite, item(cite, cited.get(cite.key.as_str())?, *form, style))))
                .unzip();
            if !items.is_empty() {
                driver.citation(request(items, csl, &locale));
                asked.push((inline, known, *form));
            }
        }
        let rendered = driver.finish(BibliographyRequest::new(csl, Some(locale.clone()), &LOCALES));
        let writer = Writer::new(language, style);
        let used = rendered.citations.into_iter().skip(order.len());
        for ((inline, cites, form), citation) in asked.into_iter().zip(used) {
            *inline = writer.citation(&citation.citation, &cites, form);
        }
        let listed = rendered.bibliography.map(|list| list.items).unwrap_or_default();
        for work in order {
            let Some(item) = listed.iter().find(|item| item.key == work.key()) else {
                continue;
            };
            let (number, content) = number_of(item);
            let [mut html, mut written] = [String::new(), String::new()];
            writer.listed(&content, &mut html);
            writer.listed(&ElemChildren(number.into_iter().collect()), &mut written);
            done.list.push(html.trim_start().to_owned());
            done.numbers.push(written.trim().to_owned());
            done.keys.push(item.key.clone());
        }
        done
    }
}

fn request<'a>(
    items: Vec<CitationItem<'a, Entry>>,
    style: &'a IndependentStyle,
    locale: &LocaleCode,
) -> CitationRequest<'a, Entry> {
    CitationRequest::new(items, style, Some(locale.clone()), &LOCALES, None)
}

/// Puts works into the order of the list.
fn sorted<'a>(works: &'a BTreeMap<&str, Entry>, style: &Style, locale: &LocaleCode) -> Vec<&'a Entry> {
    let mut order = list_of(works.values(), &style.csl, locale);
    if style.sorts_by_author {
        sort_coauthors(&mut order, works);
    }
    let keys = order.iter().map(|item| item.key.as_str());
    keys.filter_map(|key| works.get(key)).collect()
}

/// Renders the list of some works.
fn list_of<'a>(
    works: impl IntoIterator<Item = &'a Entry>,
    style: &'a IndependentStyle,
    locale: &LocaleCode,
) -> Vec<BibliographyItem> {
    let mut driver = BibliographyDriver::new();
    for entry in works {
        driver.citation(request(vec![CitationItem::with_entry(entry)], style, locale));
    }
    let rendered = driver.finish(BibliographyRequest::new(style, Some(locale.clone()), &LOCALES));
    rendered.bibliography.map(|list| list.items).unwrap_or_default()
}

/// Sorts entries with the same first author by the other authors; hayagriva puts "&" before every name.
fn sort_coauthors(list: &mut [BibliographyItem], cited: &BTreeMap<&str, Entry>) {
    let names = |item: &BibliographyItem| -> Vec<String> {
        let entry = cited.get(item.key.as_str());
        let persons = entry
            .and_then(|entry| entry.authors().or(entry.editors()))
            .unwrap_or_default();
        persons
            .iter()
            .map(|person| person.name_first(false, false).to_lowercase())
            .collect()
    };
    let first = |item: &BibliographyItem| names(item).into_iter().next();
    for run in list.chunk_by_mut(|one, next| first(one).is_some() && first(one) == first(next)) {
        run.sort_by_key(|item| names(item).split_off(1.min(names(item).len())));
    }
}

/// Makes an item of a citation.
fn item<'a>(cite: &'a Cite, entry: &'a Entry, form: CitationForm, style: &Style) -> CitationItem<'a, Entry> {
    let locator = Some(cite.locator.trim())
        .filter(|locator| !locator.is_empty())
        .map(|locator| {
            let page = PAGE_WORDS
                .iter()
                .find_map(|word| locator.strip_prefix(word))
                .map_or(locator, str::trim_start);
            if page.starts_with(|first: char| first.is_ascii_digit()) {
                SpecificLocator(Locator::Page, LocatorPayload::Str(page))
            } else {
                SpecificLocator(Locator::Custom, LocatorPayload::Str(locator))
            }
        });
    let item = CitationItem::with_locator(entry, locator);
    // The form for prose holds the author apart from the rest, so that the author can also be left out.
    // Without authors it would be a bare year.
    let prose = hides_author(cite, style) || (form == CitationForm::InText && has_names(entry));
    if prose {
        item.kind(CitePurpose::Prose)
    } else {
        item
    }
}

/// A number has no author to be left out.
pub(super) fn hides_author(cite: &Cite, style: &Style) -> bool {
    cite.suppress_author && !style.is_numeric
}

fn has_names(entry: &Entry) -> bool {
    let any = |persons: Option<&[Person]>| persons.is_some_and(|persons| !persons.is_empty());
    any(entry.authors()) || any(entry.editors())
}
