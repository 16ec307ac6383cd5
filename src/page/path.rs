//! What the page of a reading path tells of its steps, and where a page stands in the paths that it belongs to.

use serde::Serialize;

use super::compose::reading_minutes;
use super::world::World;
use super::{Detail, Link, Page};
use crate::content::data::Data;
use crate::content::entry::EntryKey;
use crate::content::path::{PathStep, ReadingPath};
use crate::language::{LanguageTag, typography};

/// What the page of a reading path tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PathDetail {
    /// For whom it is.
    pub audience: Option<String>,
    /// What to read, the first first.
    pub steps: Vec<PathStepDetail>,
    /// Minutes to read all steps of which it is known.
    pub minutes: usize,
}

/// A step of a reading path.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PathStepDetail {
    /// From 1.
    pub number: usize,
    /// The page.
    pub link: Link,
    /// The absolute address of that page.
    pub url: String,
    /// What it is.
    pub kind: &'static str,
    /// One sentence about the page; may be empty.
    pub description: String,
    /// Why to read it here.
    pub why: Option<String>,
    /// Minutes to read its text; nothing for a page without one.
    pub minutes: Option<usize>,
}

/// Where a page stands in a reading path.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PathPlace {
    /// The path.
    pub path: Link,
    /// Which step the page is, from 1.
    pub number: usize,
    /// How many steps there are.
    pub total: usize,
    /// The step before it.
    pub previous: Option<Link>,
    /// The step after it.
    pub next: Option<Link>,
}

/// Fills in what a reading path tells in a language, if the entry is one.
pub(super) fn fill(world: &World, key: &EntryKey, language: &LanguageTag, page: &mut Page) {
    if let Some((_, Data::Path(path))) = world.site.data(key) {
        page.detail = Detail::Path(Box::new(detail(world, path, language)));
    }
}

/// Returns the place of a page in each of the reading paths that it belongs to.
pub(super) fn places(world: &World, key: &EntryKey, language: &LanguageTag) -> Vec<PathPlace> {
    let paths = world.site.paths().filter_map(|(of, _, path)| {
        if !path.keys().any(|(step, _)| step == *key) {
            return None;
        }
        let steps: Vec<(EntryKey, &PathStep)> = steps(world, path, language).collect();
        let index = steps.iter().position(|(step, _)| step == key)?;
        let link = |index: usize| world.link(&steps.get(index)?.0, language);
        Some(PathPlace {
            path: world.link(of, language)?,
            number: index + 1,
            total: steps.len(),
            previous: index.checked_sub(1).and_then(link),
            next: link(index + 1),
        })
    });
    paths.collect()
}

/// The steps that have a page in a language: readers count what they can read.
fn steps<'a>(
    world: &'a World,
    path: &'a ReadingPath,
    language: &LanguageTag,
) -> impl Iterator<Item = (EntryKey, &'a PathStep)> {
    // Asked of the addresses, not of the cards: what is printed is counted while the cards are made.
    path.keys()
        .filter(|(key, _)| world.addresses.get(key, language).is_some())
}

/// Returns the steps of a reading path that have a page in a language.
pub(super) fn steps_of(world: &World, key: &EntryKey, language: &LanguageTag) -> Vec<EntryKey> {
    match world.site.data(key) {
        Some((_, Data::Path(path))) => steps(world, path, language).map(|(key, _)| key).collect(),
        _ => Vec::new(),
    }
}

fn detail(world: &World, path: &ReadingPath, language: &LanguageTag) -> PathDetail {
    let prose = |text: &str| typography::prose(language.as_str(), text);
    let steps = steps(world, path, language).filter_map(|(key, step)| {
        let card = world.card(&key, language)?;
        let text = world.site.entry(&key).and_then(|entry| entry.shown(language));
        Some(PathStepDetail {
            number: 0,
            link: Link::to(card),
            url: card.url.to_string(),
            kind: card.kind,
            description: card.description.clone(),
            why: step.why(language).map(prose),
            minutes: text.and_then(|text| reading_minutes(&text.document)),
        })
    });
    let mut steps: Vec<PathStepDetail> = steps.collect();
    for (index, step) in steps.iter_mut().enumerate() {
        step.number = index + 1;
    }
    PathDetail {
        audience: path.audience.as_ref().and_then(|text| text.shown(language)),
        minutes: steps.iter().filter_map(|step| step.minutes).sum(),
        steps,
    }
}
