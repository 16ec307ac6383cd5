//! Faults that only the site as a whole shows, but that a build must tell.

use std::borrow::Cow;

use super::Placed;
use crate::config;
use crate::content::entry::EntryKey;
use crate::content::glossary;
use crate::content::place::Place;
use crate::content::site::Site;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::language::LanguageTag;
use crate::page::citation::Bibliography;
use crate::page::compose::{self, Subject};
use crate::page::world::World;
use crate::source::yaml::{Places, Step};
use crate::source::{SourceFile, Sources, encoding};
use crate::span::{SourcePath, Span, TextRange};

/// Looks for characters that are not what they seem in all that is written, but for texts: those know themselves.
pub(super) fn check_characters(placed: &[Placed<'_>], diagnostics: &mut Vec<Diagnostic>) {
    for (place, file) in placed {
        if let SourceFile::Text(text) = file
            && matches!(
                place,
                Place::Config
                    | Place::People
                    | Place::Subjects
                    | Place::Glossary
                    | Place::Bibliography
                    | Place::Style
                    | Place::Template { .. }
                    | Place::Strings { .. }
            )
        {
            encoding::check(&text.path, &text.text, diagnostics);
        }
    }
}

/// Menu entries that lead nowhere, or to what is not published.
pub(super) fn check_menus(site: &Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    let menu = site.config.menu.as_deref().unwrap_or_default();
    for (key, menu) in [("menu", menu), ("footer", &site.config.footer)] {
        for (index, reference) in menu.iter().enumerate() {
            let place = || in_config(sources, &[Step::key(key), Step::Index(index)]);
            let found = site.find(reference);
            let entry = found.as_ref().and_then(|key| site.entry(key));
            let unpublished = entry.filter(|entry| entry.translations.is_empty() && entry.data.is_none());
            if let Some(withheld) = unpublished.and_then(|entry| entry.withheld) {
                diagnostics.push(withheld.report(reference, place()));
            } else if found.is_none() && !site.is_unread(reference) {
                let dead = Diagnostic::new(Code::DeadLink, place()).with("target", reference);
                diagnostics.push(dead.guess(site.guess(reference)));
            }
        }
    }
}

/// Targets for sections that are not there.
pub(super) fn check_targets(site: &Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    for reference in site.config.readability.keys() {
        if !matches!(site.find(reference), Some(EntryKey::Section(_))) {
            let place = in_config(sources, &[Step::key("readability"), Step::name(reference)]);
            let guess = site
                .guess(reference)
                .filter(|guess| *guess == "home" || guess.starts_with("section:"));
            diagnostics.push(
                Diagnostic::new(Code::WrongValue, place)
                    .with("key", "readability")
                    .with("value", reference)
                    .saying("expected", Phrase::SectionSuchAs)
                    .guess(guess),
            );
        }
    }
}

/// Sources of the glossary that no reference has.
pub(super) fn check_sources(
    site: &Site,
    sources: &Sources,
    bibliography: &Bibliography,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // Of a list that could not be read whole, nobody knows what is missing.
    if let Some(file) = sources
        .text("content/glossary.yaml")
        .filter(|_| bibliography.is_whole())
    {
        let places = Places::of_file(file);
        let known = bibliography.keys().collect();
        glossary::check_sources(&site.glossary, &places, &known, diagnostics);
    }
}

/// Returns the texts whose address belongs to another.
pub(super) fn homeless(world: &World) -> Vec<(EntryKey, LanguageTag)> {
    let site = &world.site;
    let sections = site.sections.iter();
    let sections = sections.map(|(id, section)| (Cow::Owned(EntryKey::Section(id.clone())), section));
    let entries = site
        .entries
        .iter()
        .map(|(key, entry)| (Cow::Borrowed(key), entry));
    let mut homeless = Vec::new();
    for (key, entry) in sections.chain(entries) {
        let languages = entry.translations.keys();
        let without = languages.filter(|language| world.addresses.get(&key, language).is_none());
        homeless.extend(without.map(|language| (key.clone().into_owned(), language.clone())));
    }
    homeless
}

/// A text without an address is no output, but its own faults are told all the same.
pub(super) fn add_faults_of_homeless(
    homeless: &[(EntryKey, LanguageTag)],
    world: &World,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (key, language) in homeless {
        let subject = Subject::Entry(key.clone(), 1);
        diagnostics.extend(compose::compose(world, &subject, language).diagnostics);
    }
}

/// The place of a value of `tillit.yaml`.
pub(super) fn in_config(sources: &Sources, steps: &[Step]) -> Span {
    match sources.text(config::FILE_NAME) {
        Some(file) => Places::of_file(file).of(steps),
        None => TextRange::default().of(&SourcePath::new(config::FILE_NAME)),
    }
}
