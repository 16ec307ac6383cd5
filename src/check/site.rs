//! What only the whole site shows: pages that nobody finds, files that nobody uses, titles that stand twice.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rayon::prelude::*;

use super::text::wrong_language;
use super::{Reader, language};
use crate::content::course::Status;
use crate::content::entry::EntryKey;
use crate::content::local::LocalText;
use crate::content::place::{BIBLIOGRAPHIES, Place, place};
use crate::content::translation::Translation;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::escape;
use crate::language::LanguageTag;
use crate::page::answer::{Destination, destination, file_of};
use crate::page::compose::Subject;
use crate::page::world::World;
use crate::page::{citation, reference};
use crate::pipeline::{Built, Recipe};
use crate::source::Sources;
use crate::source::yaml::{Places, Step};
use crate::span::{SourcePath, TextRange};

/// Makes every output to learn what is wrong with it, and follows the links of all pages from the front pages on.
pub(super) fn outputs(built: &Built, diagnostics: &mut Vec<Diagnostic>) {
    type Made<'a> = (&'a str, BTreeSet<&'a str>, Vec<Diagnostic>);
    let made: Vec<Made<'_>> = built
        .outputs
        .par_iter()
        .filter_map(|(path, recipe)| {
            if let Recipe::Picture(..) | Recipe::Share(..) | Recipe::Icon(_) = recipe {
                let faults = built.examine(recipe, |_| false).diagnostics;
                return Some((path.as_str(), BTreeSet::new(), faults));
            }
            let output = built.force(path)?;
            let links = match recipe {
                Recipe::Page(..) | Recipe::Redirect(..) => links(built, path, &output.bytes),
                _ => BTreeSet::new(),
            };
            Some((path.as_str(), links, output.diagnostics))
        })
        .collect();
    let mut graph: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, links, faults) in made {
        diagnostics.extend(faults);
        graph.insert(path, links);
    }
    orphans(built, &graph, diagnostics);
}

fn entry<'a>(built: &'a Built, output: &str) -> Option<(&'a EntryKey, usize, &'a LanguageTag)> {
    match built.outputs.get(output)? {
        Recipe::Page(Subject::Entry(key, number), language) => Some((key, *number, language)),
        _ => None,
    }
}

/// The outputs that a page links to.
fn links<'a>(built: &'a Built, output: &str, html: &[u8]) -> BTreeSet<&'a str> {
    let html = String::from_utf8_lossy(html);
    let config = &built.world.site.config;
    let mut found = BTreeSet::new();
    let mut rest = html.as_ref();
    while let Some((_, tag)) = rest.split_once("<a") {
        let value;
        (value, rest) = href(tag);
        let Some(value) = value else {
            continue;
        };
        let href = value
            .split(['#', '?'])
            .next()
            .unwrap_or(value)
            .replace("&amp;", "&");
        let href = href.strip_prefix(&config.origin).unwrap_or(&href);
        let Some(path) = href
            .strip_prefix(&config.base_path)
            .and_then(|path| path.strip_prefix('/'))
        else {
            continue;
        };
        let Some(mut path) = escape::decode_percent(path) else {
            continue;
        };
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        if let Some((path, _)) = built.outputs.get_key_value(&path)
            && path != output
        {
            found.insert(path.as_str());
        }
    }
    found
}

/// Returns the value of `href` in a tag, of which `tag` is what follows the name, and what stands behind the value; it
/// is behind the tag if there is none.
fn href(tag: &str) -> (Option<&str>, &str) {
    let is_blank = |letter: char| letter.is_ascii_whitespace() || letter == '/';
    let mut rest = tag;
    if !tag.starts_with(is_blank) {
        return (None, rest);
    }
    loop {
        rest = rest.trim_start_matches(is_blank);
        let name_end = rest.find(|letter| is_blank(letter) || "=>".contains(letter));
        let (name, after) = rest.split_at(name_end.unwrap_or(rest.len()));
        if name.is_empty() {
            return (None, rest);
        }
        rest = after.trim_ascii_start();
        let Some(after) = rest.strip_prefix('=').map(str::trim_ascii_start) else {
            continue;
        };
        let quote = after.chars().next().filter(|quote| ['"', '\''].contains(quote));
        let value;
        (value, rest) = match quote {
            Some(quote) => {
                let inside = after.strip_prefix(quote).unwrap_or(after);
                inside.split_once(quote).unwrap_or((inside, ""))
            }
            None => {
                let end = after.find(|letter: char| letter.is_ascii_whitespace() || letter == '>');
                after.split_at(end.unwrap_or(after.len()))
            }
        };
        if name.eq_ignore_ascii_case("href") {
            return (Some(value), rest);
        }
    }
}

/// Sections and articles that no page leads to. That one can change to them from another language does not count.
fn orphans(built: &Built, graph: &BTreeMap<&str, BTreeSet<&str>>, diagnostics: &mut Vec<Diagnostic>) {
    let world = &built.world;
    let home = EntryKey::home();
    let fronts = world
        .site
        .config
        .languages
        .iter()
        .filter_map(|language| Some(world.addresses.get(&home, &language.tag)?.output()));
    let mut queue: VecDeque<&str> = std::iter::once("index.html".to_owned())
        .chain(fronts)
        .filter_map(|output| graph.get_key_value(output.as_str()).map(|(output, _)| *output))
        .collect();
    let mut reached: BTreeSet<&str> = queue.iter().copied().collect();
    while let Some(output) = queue.pop_front() {
        let own = entry(built, output);
        for next in graph.get(output).into_iter().flatten() {
            let is_same = own.is_some_and(|(key, _, language)| {
                entry(built, next).is_some_and(|(other, _, there)| other == key && there != language)
            });
            if !is_same && reached.insert(next) {
                queue.push_back(next);
            }
        }
    }
    for output in graph.keys().filter(|output| !reached.contains(**output)) {
        let Some((key, 1, language)) = entry(built, output) else {
            continue;
        };
        if let Some(translation) = world
            .site
            .entry(key)
            .and_then(|entry| entry.translations.get(language))
        {
            diagnostics.push(Diagnostic::new(
                Code::OrphanPage,
                translation.place(&[Step::key("title")]),
            ));
        }
    }
}

/// Articles in whose folders other entries lie: most are meant as the page of a section.
pub(super) fn misnamed_sections(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let mut folders: BTreeSet<String> = BTreeSet::new();
    let mut articles = Vec::new();
    for file in sources.iter() {
        let path = file.path();
        let (folder, bundle) = match place(path) {
            Place::Article { folder, bundle, .. } => (folder, bundle),
            Place::Data { folder, .. } => (folder, None),
            _ => continue,
        };
        let mut above = folder.as_str();
        while !above.is_empty() && folders.insert(above.to_owned()) {
            above = above.rsplit_once('/').map_or("", |(above, _)| above);
        }
        articles.extend(bundle.map(|bundle| (path, bundle)));
    }
    for (path, folder) in articles.iter().filter(|(_, folder)| folders.contains(folder)) {
        diagnostics.push(
            Diagnostic::new(Code::MisnamedSection, TextRange::default().of(path))
                .with("folder", folder)
                .with("section", format!("_{}", path.name())),
        );
    }
}

/// Files beside the texts that no text refers to, published or not.
pub(super) fn unused_files(world: &World, readers: &[Reader<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let site = &world.site;
    let mut used: BTreeSet<SourcePath> = BTreeSet::new();
    for reader in readers {
        let survey = &reader.survey;
        let path = &reader.file.path;
        for link in &survey.links {
            if let Destination::File(file) = destination(site, path, &link.target) {
                used.insert(file);
            }
        }
        let images = survey.images.iter().map(|image| &image.target);
        used.extend(
            images
                .chain(&survey.attributes)
                .filter_map(|target| file_of(path, target)),
        );
    }
    for path in site.companions.keys().filter(|path| !used.contains(path)) {
        diagnostics
            .push(Diagnostic::new(Code::UnusedFile, TextRange::default().of(path)).with("path", path.name()));
    }
}

/// Courses of which somebody still says what no longer holds on this day.
pub(super) fn outdated_courses(world: &World, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    for entry in world.site.entries.values() {
        let (Some(file), Some(course)) = (&entry.data, entry.course()) else {
            continue;
        };
        let last = course.last().map(|last| last.date);
        let (status, until) = match course.status {
            Status::Planned => ("planned", last),
            Status::Open => ("open", course.registration.deadline.or(last)),
            Status::Waitlist => ("waitlist", last),
            Status::Full => ("full", last),
            Status::Cancelled | Status::Held => continue,
        };
        if let Some(date) = until.filter(|date| *date < today) {
            diagnostics.push(
                Diagnostic::new(Code::OutdatedCourse, file.places().of(&[Step::key("status")]))
                    .with("status", status)
                    .with("date", date),
            );
        }
    }
}

/// Pages of one section and language with the same title: a list shows them, and nobody can tell which is which.
pub(super) fn duplicate_titles(world: &World, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(&LanguageTag, Option<&str>, String), &Translation> = BTreeMap::new();
    let site = &world.site;
    for entry in site.all_entries() {
        for (language, translation) in &entry.translations {
            let title = translation.title.trim().to_lowercase();
            if title.is_empty() {
                continue;
            }
            let key = (language, entry.section.as_deref(), title);
            match first.get(&key) {
                // A place takes another reading of the front matter, so it is asked for only here.
                Some(first) => {
                    let [place, first] =
                        [&**translation, *first].map(|translation| translation.place(&[Step::key("title")]));
                    diagnostics.push(
                        Diagnostic::new(Code::DuplicateTitle, place)
                            .with("title", &translation.title)
                            .related(first),
                    );
                }
                None => {
                    first.insert(key, translation);
                }
            }
        }
    }
}

/// Subjects that no page is about, and texts of data files in another language than they should be in.
pub(super) fn data(world: &World, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let site = &world.site;
    let languages = || site.config.tags();
    let places = |path: &str| {
        let file = sources.text(path)?;
        let whole = TextRange::new(0, file.text.len());
        Some(Places::new(&file.path, &file.text, whole))
    };
    let [subjects, people] = ["content/subjects.yaml", "content/people.yaml"].map(places);
    let mut check = |places: &Option<Places<'_>>, id: &str, key: &str, text: Option<&LocalText>| {
        let (Some(places), Some(text @ LocalText::Each(_))) = (places, text) else {
            return;
        };
        for said in languages() {
            let found = text
                .get(said)
                .and_then(|text| language::other_language(text, said.as_str()));
            if let Some(found) = found {
                let place = places.of(&[Step::key(id), Step::key(key), Step::key(said.as_str())]);
                diagnostics.push(wrong_language(place, found, said.as_str()));
            }
        }
    };
    for (id, subject) in &site.subjects {
        check(&subjects, id, "description", subject.description.as_ref());
    }
    for (id, person) in &site.people {
        check(&people, id, "about", person.about.as_ref());
    }
    for id in site.subjects.keys() {
        let key = EntryKey::Subject(id.clone());
        if languages().all(|language| world.listed(&key, language).is_empty())
            && let Some(places) = &subjects
        {
            diagnostics
                .push(Diagnostic::new(Code::UnusedSubject, places.of(&[Step::key(id)])).with("id", id));
        }
    }
}

/// Terms of the glossary that are missing in a language.
pub(super) fn glossary(world: &World, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let site = &world.site;
    let Some(file) = sources.text("content/glossary.yaml") else {
        return;
    };
    let places = Places::of_file(file);
    for (id, term) in &site.glossary {
        let mut missing = Vec::new();
        for language in site.config.tags() {
            let Some(wording) = term.wording(language) else {
                missing.push(language.as_str());
                continue;
            };
            if let Some(found) = language::other_language(&wording.definition, language.as_str()) {
                let tag = language.as_str();
                let steps = ["languages", tag, "definition"].map(Step::key);
                let steps: Vec<Step> = std::iter::once(Step::key(id)).chain(steps).collect();
                diagnostics.push(wrong_language(places.of(&steps), found, tag));
            }
        }
        if !missing.is_empty() && !term.languages.is_empty() {
            diagnostics.push(
                Diagnostic::new(Code::MissingTerm, places.of(&[Step::name(id)]))
                    .with("id", id)
                    .with("languages", missing.join(", ")),
            );
        }
    }
}

/// References that nothing cites.
pub(super) fn references(world: &World, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let languages = world.site.config.languages.iter();
    let cited = languages.map(|language| reference::cited(&world.site, &language.tag));
    let cited: BTreeSet<&str> = cited.flat_map(BTreeMap::into_keys).collect();
    for file in BIBLIOGRAPHIES.iter().filter_map(|path| sources.text(path)) {
        for (key, at) in citation::key_places(&file.path, &file.text) {
            if world.bibliography.contains(key) && !cited.contains(key) {
                diagnostics.push(Diagnostic::new(Code::UncitedReference, at.of(&file.path)).with("key", key));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_link_is_found_however_it_is_written() {
        for (tag, expected) in [
            (" href=\"/a/\">", Some("/a/")),
            ("\n  class='b'\n\thref = '/a/'>", Some("/a/")),
            (" title=\"a > b\" HREF=/a/>", Some("/a/")),
            (" data-href=\"/b/\" download href=\"\">", Some("")),
            (" id=\"\">href=\"/b/\"", None),
            ("bbr href=\"/b/\">", None),
            (" href=\"/a/", Some("/a/")),
            (" href", None),
            ("", None),
        ] {
            assert_eq!(href(tag).0, expected, "{tag:?}");
        }
    }
}
