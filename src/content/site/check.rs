//! What entries name that is not there, and names that cannot stand.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::prelude::*;

use super::Site;
use crate::content::data::Data;
use crate::content::entry::{Entry, EntryKey};
use crate::content::glossary;
use crate::content::local::LocalText;
use crate::content::person::is_orcid;
use crate::content::translation::Translation;
use crate::diagnostic::nearest::Names;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::language::LanguageTag;
use crate::slug;
use crate::source::Sources;
use crate::source::yaml::{Places, Step};
use crate::span::{Span, TextRange};

/// Looks for what entries name that is not there, and for ids that cannot stand in an address.
pub fn check(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    check_names(site, &mut diagnostics);
    check_ids(site, sources, &mut diagnostics);
    check_instruments(site, &mut diagnostics);
    check_paths(site, &mut diagnostics);
    diagnostics
}

/// People and subjects that nobody knows.
fn check_names(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    // Listed at the first name that nobody knows.
    let people = LazyLock::new(|| {
        Ids::new(
            site.people
                .iter()
                .map(|(id, person)| (id.as_str(), person.name.as_ref())),
        )
    });
    let subjects = LazyLock::new(|| {
        Ids::new(
            site.subjects
                .iter()
                .map(|(id, subject)| (id.as_str(), subject.name.as_ref())),
        )
    });
    let check = |entry: &Entry| {
        let mut diagnostics = Vec::new();
        if let Some(file) = &entry.data
            && let Some(course) = file.course()
        {
            let places = file.places();
            for (index, id) in course.lecturers.iter().enumerate() {
                if !site.people.contains_key(id) {
                    let place = places.of(&[Step::key("lecturers"), Step::Index(index)]);
                    let guess = people.meant(id);
                    diagnostics.push(
                        Diagnostic::new(Code::UnknownPerson, place)
                            .with("id", id)
                            .guess(guess),
                    );
                }
            }
        }
        for translation in entry.translations.values() {
            check_lists(site, translation, &mut diagnostics);
            let places = LazyCell::new(|| translation.places());
            let named = [
                ("authors", &translation.authors),
                ("reviewed_by", &translation.reviewed_by),
            ];
            for (key, index, id) in named
                .iter()
                .flat_map(|(key, ids)| ids.iter().enumerate().map(|(index, id)| (*key, index, id)))
            {
                if !site.people.contains_key(id) && !site.is_unread("person:") {
                    let place = places.of(&[Step::key(key), Step::Index(index)]);
                    let guess = people.meant(id);
                    diagnostics.push(
                        Diagnostic::new(Code::UnknownPerson, place)
                            .with("id", id)
                            .guess(guess),
                    );
                }
            }
            for (index, id) in translation.subjects.iter().enumerate() {
                if !site.subjects.contains_key(id) && !site.is_unread("subject:") {
                    let place = places.of(&[Step::key("subjects"), Step::Index(index)]);
                    let guess = subjects.meant(id);
                    diagnostics.push(
                        Diagnostic::new(Code::UnknownSubject, place)
                            .with("id", id)
                            .guess(guess),
                    );
                }
            }
        }
        diagnostics
    };
    let entries: Vec<&Entry> = site.all_entries().collect();
    diagnostics.par_extend(entries.into_par_iter().flat_map_iter(check));
}

/// The ids of a data file, which authors may also name by the names that belong to them.
struct Ids<'a> {
    ids: Names<&'a str>,
    names: Names<&'a str>,
    by_name: BTreeMap<&'a str, &'a str>,
}

impl<'a> Ids<'a> {
    fn new(all: impl Iterator<Item = (&'a str, Option<&'a LocalText>)> + Clone) -> Self {
        let by_name: BTreeMap<&str, &str> = all
            .clone()
            .flat_map(|(id, name)| {
                name.into_iter()
                    .flat_map(LocalText::all)
                    .map(move |name| (name, id))
            })
            .collect();
        Self {
            ids: Names::new(all.map(|(id, _)| id)),
            names: Names::new(by_name.keys().copied()),
            by_name,
        }
    }

    /// Returns the id that was probably meant.
    fn meant(&self, written: &str) -> Option<&'a str> {
        let named = |name: &str| self.by_name.get(name).copied();
        named(written)
            .or_else(|| self.ids.nearest(written).copied())
            .or_else(|| named(self.names.nearest(written)?))
    }
}

/// Lists of what is not there, or of what lists nothing.
fn check_lists(site: &Site, translation: &Translation, diagnostics: &mut Vec<Diagnostic>) {
    for (name, list) in &translation.lists {
        let found = site.find(&list.of);
        // Where there is no text, it was told that the key is missing.
        if list.of.is_empty() || site.is_unread(&list.of) || found.is_some_and(|key| key.is_list()) {
            continue;
        }
        let place = translation.place(&[Step::key("lists"), Step::key(name), Step::key("of")]);
        let guess = site
            .guess(&list.of)
            .filter(|reference| EntryKey::of_reference(reference).is_some_and(|key| key.is_list()));
        diagnostics.push(
            Diagnostic::new(Code::WrongValue, place)
                .with("key", "of")
                .with("value", &list.of)
                .saying("expected", Phrase::ListSuchAs)
                .guess(guess),
        );
    }
}

/// A person's page is a link that readers follow: it may only be an address of a website. So is the ORCID iD.
pub(super) fn check_people(site: &mut Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = sources.text("content/people.yaml") else {
        return;
    };
    let places = Places::of_file(file);
    for (id, person) in &mut site.people {
        let url = person
            .url
            .take_if(|url| !url.starts_with("https://") && !url.starts_with("http://"));
        let orcid = person.orcid.take_if(|orcid| !is_orcid(orcid));
        for (key, value, expected) in [
            ("url", url, Phrase::AddressSuchAs),
            ("orcid", orcid, Phrase::OrcidSuchAs),
        ] {
            let Some(value) = value else { continue };
            let place = places.of(&[Step::key(id), Step::key(key)]);
            diagnostics.push(
                Diagnostic::new(Code::WrongValue, place)
                    .with("key", key)
                    .with("value", value)
                    .saying("expected", expected),
            );
        }
    }
}

/// What instruments name besides works.
fn check_instruments(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let ids = site.entries.keys().filter_map(|key| match key {
        EntryKey::Instrument(id) => Some(id.as_str()),
        _ => None,
    });
    for data in site.entries.values().filter_map(|entry| entry.data.as_ref()) {
        if let Data::Instrument(instrument) = &*data.data {
            instrument.check_names(&data.places(), ids.clone(), &site.people, diagnostics);
        }
    }
}

/// Steps of reading paths that lead nowhere.
fn check_paths(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (file, path) in site.paths().map(|(_, file, path)| (file, path)) {
        path.check_steps(&file.places(), site, diagnostics);
    }
}

/// Ids become parts of addresses, so they are written as slugs are.
fn check_ids(site: &Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let mut check = |written: &str, span: Span| {
        if !slug::is_slug(written) {
            let example = slug::slug(written, false);
            diagnostics.push(
                Diagnostic::new(Code::BadSlug, span)
                    .with("slug", written)
                    .with("example", example),
            );
        }
    };
    fn name(id: &str) -> &str {
        id.rsplit('/').next().unwrap_or(id)
    }

    // There are fewer entries than files, and nearly always all is well.
    let sections = site.sections.keys().map(String::as_str);
    let mut ids = sections
        .chain(site.entries.keys().filter_map(EntryKey::id))
        .map(name);
    if !ids.all(|id| id.is_empty() || slug::is_slug(id)) {
        for (path, key) in &*site.by_path {
            let id = name(key.id().unwrap_or_default());
            if !id.is_empty() {
                check(id, TextRange::default().of(path));
            }
        }
    }
    for (key, entry) in &site.entries {
        if let (Some(id), Some(data)) = (key.id(), &entry.data) {
            check(id, TextRange::default().of(&data.file.path));
        }
    }
    let places = data_places(sources, "content/subjects.yaml");
    for (id, subject) in &site.subjects {
        let slugs = site
            .config
            .languages
            .iter()
            .filter_map(|language| subject.slug.as_ref()?.get(&language.tag));
        for (written, steps) in std::iter::once((id.as_str(), vec![Step::name(id)]))
            .chain(slugs.map(|slug| (slug, vec![Step::key(id), Step::key("slug")])))
        {
            if let Some(places) = places.as_ref().filter(|_| !slug::is_slug(written)) {
                check(written, places.of(&steps));
            }
        }
    }
    let places = data_places(sources, "content/people.yaml");
    for id in site.people.keys() {
        if let Some(places) = places.as_ref().filter(|_| !slug::is_slug(id)) {
            check(id, places.of(&[Step::name(id)]));
        }
    }
}

/// Returns the places in a file of data.
fn data_places<'a>(sources: &'a Sources, path: &str) -> Option<Places<'a>> {
    let file = sources.text(path)?;
    Some(Places::of_file(file))
}

/// Texts of data files in a language that the site does not have would be shown to nobody.
pub(super) fn check_languages(site: &mut Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let config = site.config.clone();
    if !config.names_languages {
        return;
    }
    let known: Vec<&str> = config.tags().map(LanguageTag::as_str).collect();
    let mut check = |places: &Option<Places<'_>>, id: &str, key: &str, text: &mut Option<LocalText>| {
        if let (Some(text), Some(places)) = (text, places) {
            let place = |tag: &str| places.of(&[Step::key(id), Step::key(key), Step::name(tag)]);
            text.check(&known, place, diagnostics);
        }
    };
    let places = data_places(sources, "content/subjects.yaml");
    for (id, subject) in &mut site.subjects {
        for (key, text) in [
            ("name", &mut subject.name),
            ("slug", &mut subject.slug),
            ("description", &mut subject.description),
        ] {
            check(&places, id, key, text);
        }
    }
    let places = data_places(sources, "content/people.yaml");
    for (id, person) in &mut site.people {
        for (key, text) in [
            ("name", &mut person.name),
            ("role", &mut person.role),
            ("affiliation", &mut person.affiliation),
            ("about", &mut person.about),
        ] {
            check(&places, id, key, text);
        }
    }
    if let Some(places) = data_places(sources, "content/glossary.yaml") {
        glossary::check(&mut site.glossary, &places, &known, diagnostics);
    }
}
