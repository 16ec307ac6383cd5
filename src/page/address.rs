//! Where pages live. The only module that makes an address.

use std::sync::Arc;

use rayon::prelude::*;

use crate::content::entry::EntryKey;
use crate::content::site::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::fingerprint::{FastMap, Fingerprint};
use crate::language::LanguageTag;
use crate::source::Sources;

use super::claim::{ClaimedPath, Claims, Owner, OwnerPlaces, Paths, fault_of_name};

/// The name of a course's calendar, beside its page.
pub const COURSE_CALENDAR: &str = "course.ics";

/// The name of the description of a search, beside its files.
pub const OPEN_SEARCH: &str = "opensearch.xml";

/// The file with the picture by which a page is shared.
pub const SHARE_IMAGE: &str = "share.png";

/// The file by which devices keep the site beside their programs.
pub const WEB_MANIFEST: &str = "site.webmanifest";

/// The script by which browsers keep what was read. It stands above all pages that it keeps.
pub const SERVICE_WORKER: &str = "service-worker.js";

/// The site's sign for devices that know no drawings.
pub const TOUCH_ICON: &str = "apple-touch-icon.png";

/// The same, large.
pub const LARGE_ICON: &str = "icon-512.png";

/// A page's place on the site: a path without the base path and without a slash at its beginning, such as
/// `nb/artikler/brudd/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// Makes an address of a path that ends in `/` or names a file.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// Returns where the calendar with all courses in a language is.
    pub fn calendar(language: &LanguageTag) -> Self {
        Self(format!("{language}/calendar.ics"))
    }

    /// Returns the folder of the files that a search in a language reads.
    pub fn search(language: &LanguageTag) -> Self {
        Self(format!("search/{language}/"))
    }

    /// Returns the path below the site: `nb/artikler/brudd/`.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// Returns what stands in a link: `/base/nb/artikler/brudd/`.
    pub fn href(&self, base_path: &str) -> String {
        format!("{base_path}/{}", self.0)
    }

    /// Returns the output path: `nb/artikler/brudd/index.html`.
    pub fn output(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            format!("{}index.html", self.0)
        } else {
            self.0.clone()
        }
    }

    /// Returns the address of page `number` (from 2) of a list.
    pub fn numbered(&self, number: usize, language: &LanguageTag) -> Self {
        Self(format!("{}{}/{number}/", self.0, fixed_slugs(language).page))
    }

    /// Returns the address of all texts of a section as one document. It is the same word in every language, so that it can
    /// be guessed.
    pub fn print(&self) -> Self {
        Self(format!("{}print/", self.0))
    }

    /// Returns the address of a file beside the page.
    pub fn beside(&self, name: &str) -> Self {
        Self(format!("{}{name}", self.0))
    }
}

/// The parts of addresses that the tool brings along.
struct FixedSlugs {
    glossary: &'static str,
    references: &'static str,
    subjects: &'static str,
    people: &'static str,
    search: &'static str,
    page: &'static str,
}

fn fixed_slugs(language: &LanguageTag) -> FixedSlugs {
    let (glossary, references, subjects, people, search, page) = match language.as_str().split('-').next() {
        Some("nb" | "nn") => ("ordliste", "kilder", "emner", "personer", "sok", "side"),
        Some("de") => ("glossar", "literatur", "themen", "personen", "suche", "seite"),
        Some("sv") => ("ordlista", "referenser", "amnen", "personer", "sok", "sida"),
        _ => ("glossary", "references", "subjects", "people", "search", "page"),
    };
    FixedSlugs {
        glossary,
        references,
        subjects,
        people,
        search,
        page,
    }
}

/// The address of every entry in every language that it has.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    by_language: FastMap<LanguageTag, OfLanguage>,
}

/// The addresses in a language.
#[derive(Clone, Debug)]
struct OfLanguage {
    /// The fingerprint of all that they were made of. `None` where faults were told, whose places every head may move.
    key: Option<Fingerprint>,
    addresses: Arc<FastMap<EntryKey, Address>>,
    claims: Arc<Paths>,
}

impl Addresses {
    /// Gives every published translation its address, and reports those that clash. Where a language has the same as in
    /// the last ones, it shares them.
    pub fn of(
        site: &Site,
        sources: &Sources,
        last: Option<&Self>,
        claims: &mut Claims,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let places = OwnerPlaces::new(site, sources);
        let languages: Vec<&LanguageTag> = site.config.tags().collect();
        let of_last = |language: &LanguageTag| last.and_then(|last| last.by_language.get(language));
        let wanted = languages.into_par_iter().map(|language| {
            let key = key_of_wanted(site, language);
            let is_known = of_last(language).is_some_and(|last| last.key == Some(key));
            (key, (!is_known).then(|| wanted(site, language)))
        });
        let wanted: Vec<(Fingerprint, Option<Vec<Wanted>>)> = wanted.collect();
        let mut addresses = Self::default();
        for (language, (key, wanted)) in site.config.tags().zip(wanted) {
            let of_last = of_last(language);
            let here = match (wanted, of_last) {
                (None, Some(last)) => {
                    claims.share(language.as_str(), last.claims.clone());
                    last.clone()
                }
                (wanted, _) => {
                    // All of a language lies in its own folder.
                    let told = (diagnostics.len(), claims.refused());
                    let (here, paths) = claims.gather(language.as_str(), |claims| {
                        given(wanted.unwrap_or_default(), language, &places, claims, diagnostics)
                    });
                    let known = of_last.filter(|last| *last.addresses == here);
                    OfLanguage {
                        key: (told == (diagnostics.len(), claims.refused())).then_some(key),
                        addresses: known.map_or_else(|| Arc::new(here), |last| last.addresses.clone()),
                        claims: paths,
                    }
                }
            };
            addresses.by_language.insert(language.clone(), here);
        }
        addresses
    }

    /// Returns the entry that is shown at the path of a link such as `/nb/artikler/brudd/`.
    pub fn entry_at(&self, path: &str, base_path: &str) -> Option<&EntryKey> {
        let path = path.strip_prefix(base_path).unwrap_or(path);
        let path = path.strip_suffix("index.html").unwrap_or(path).trim_matches('/');
        // Whatever is asked for: no tag is made of it.
        let language = path.split('/').next()?;
        let (_, here) = self
            .by_language
            .iter()
            .find(|(tag, _)| tag.as_str() == language)?;
        here.addresses
            .iter()
            .find(|(_, address)| address.0.trim_end_matches('/') == path)
            .map(|(key, _)| key)
    }

    /// Returns where an entry is shown in a language. `None` if it is not.
    pub fn get(&self, key: &EntryKey, language: &LanguageTag) -> Option<&Address> {
        self.by_language.get(language)?.addresses.get(key)
    }

    /// Says whether a language has the very addresses of others, without looking at each.
    pub fn are_shared(&self, other: &Self, language: &LanguageTag) -> bool {
        let of = |addresses: &Self| {
            let here = addresses.by_language.get(language);
            here.map(|here| Arc::as_ptr(&here.addresses))
        };
        of(self).is_some() && of(self) == of(other)
    }

    /// Returns what has an address in a language, in no order.
    pub fn in_language(&self, language: &LanguageTag) -> impl Iterator<Item = (&EntryKey, &Address)> {
        self.by_language
            .get(language)
            .into_iter()
            .flat_map(|here| here.addresses.iter())
    }
}

/// An address that an entry is to have, with its output path.
struct Wanted {
    key: EntryKey,
    address: Address,
    output: ClaimedPath,
}

/// Gives addresses to those who want them, and reports those that clash.
fn given(
    wanted: Vec<Wanted>,
    language: &LanguageTag,
    places: &OwnerPlaces<'_>,
    claims: &mut Claims,
    diagnostics: &mut Vec<Diagnostic>,
) -> FastMap<EntryKey, Address> {
    claims.expect(wanted.len());
    let mut here = FastMap::with_capacity_and_hasher(wanted.len(), Default::default());
    for Wanted { key, address, output } in wanted {
        let owner = Owner::Entry(key.clone(), language.clone());
        let name = address.0.trim_end_matches('/').rsplit('/').next();
        if let Some((name, reason)) = name.and_then(|name| Some((name, fault_of_name(name)?))) {
            let fault = match places.of(&owner) {
                Some(span) => Diagnostic::new(Code::BadName, span),
                None => Diagnostic::global(Code::BadName),
            };
            diagnostics.push(fault.with("name", name).saying("reason", reason));
        }
        if claims.claim(output, owner, places, diagnostics) {
            here.insert(key, address);
        }
    }
    here
}

/// Returns the fingerprint of all that [`wanted`] reads.
fn key_of_wanted(site: &Site, language: &LanguageTag) -> Fingerprint {
    let sections = site.sections.iter().map(|(id, section)| {
        let own = section.translations.get(language).map(|text| text.standing);
        (id, &section.section, section.shown(language).is_some(), own)
    });
    let entries = site.entries.iter().filter(|(_, entry)| entry.exists_in(language));
    let entries = entries.map(|(key, entry)| {
        let own = entry.translations.get(language).map(|text| text.standing);
        (key, &entry.section, own, entry.data_fingerprint())
    });
    let terms = site.glossary.iter().map(|(id, term)| {
        let wording = term.wording(language);
        (id, wording.map(|wording| wording.slug_or(id, language)))
    });
    let subjects = site.subjects.iter();
    let subjects =
        subjects.map(|(id, subject)| (id, subject.slug.as_ref().and_then(|slug| slug.get(language))));
    Fingerprint::of(&(
        (language, site.has_references()),
        sections.collect::<Vec<_>>(),
        entries.collect::<Vec<_>>(),
        terms.collect::<Vec<_>>(),
        subjects.collect::<Vec<_>>(),
        site.people.keys().collect::<Vec<_>>(),
    ))
}

/// Returns the addresses of all that has one in a language, in the order in which they are given.
fn wanted(site: &Site, language: &LanguageTag) -> Vec<Wanted> {
    let sections = site.sections.keys();
    let sections: FastMap<&str, String> = sections
        .map(|id| (id.as_str(), section_path(site, id, language)))
        .collect();
    let home = format!("{language}/");
    let path_of = |id: &str| sections.get(id).unwrap_or(&home).as_str();
    let fixed = fixed_slugs(language);
    let mut all = vec![
        (EntryKey::Subjects, format!("{language}/{}/", fixed.subjects)),
        (EntryKey::People, format!("{language}/{}/", fixed.people)),
        (EntryKey::Search, format!("{language}/{}/", fixed.search)),
    ];
    for (id, section) in &site.sections {
        if id.is_empty() || section.shown(language).is_some() {
            all.push((EntryKey::Section(id.clone()), path_of(id).to_owned()));
        }
    }
    for (key, entry) in site.entries.iter().filter(|(_, entry)| entry.exists_in(language)) {
        let section = path_of(entry.section.as_deref().unwrap_or_default());
        let slug = entry.slug(language).or(key.id()).unwrap_or_default();
        all.push((key.clone(), format!("{section}{slug}/")));
    }
    for (id, term) in &site.glossary {
        if let Some(wording) = term.wording(language) {
            let slug = wording.slug_or(id, language);
            all.push((
                EntryKey::Term(id.clone()),
                format!("{language}/{}/{slug}/", fixed.glossary),
            ));
        }
    }
    if !site.glossary.is_empty() {
        all.push((EntryKey::Glossary, format!("{language}/{}/", fixed.glossary)));
    }
    if site.has_references() {
        let path = format!("{language}/{}/", fixed.references);
        all.push((EntryKey::References, path));
    }
    for (id, subject) in &site.subjects {
        let slug = subject
            .slug
            .as_ref()
            .and_then(|slug| slug.get(language))
            .unwrap_or(id);
        all.push((
            EntryKey::Subject(id.clone()),
            format!("{language}/{}/{slug}/", fixed.subjects),
        ));
    }
    for id in site.people.keys() {
        all.push((
            EntryKey::Person(id.clone()),
            format!("{language}/{}/{id}/", fixed.people),
        ));
    }
    let wanted = all.into_iter().map(|(key, path)| {
        let address = Address(path);
        let output = ClaimedPath::new(address.output());
        Wanted { key, address, output }
    });
    wanted.collect()
}

fn section_path(site: &Site, id: &str, language: &LanguageTag) -> String {
    if id.is_empty() {
        return format!("{language}/");
    }
    let Some(section) = site.sections.get(id) else {
        return format!("{language}/");
    };
    let above = section_path(site, section.section.as_deref().unwrap_or_default(), language);
    let name = id.rsplit('/').next().unwrap_or(id);
    let slug = section
        .translations
        .get(language)
        .and_then(|translation| translation.slug.as_deref());
    format!("{above}{}/", slug.unwrap_or(name))
}
