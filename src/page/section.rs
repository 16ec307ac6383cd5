//! What sections and subjects list: their entries page by page, the sections below them, courses by day. The table of
//! instruments is left to `finder`.

use std::sync::Arc;

use super::address::Address;
use super::finder;
use super::world::World;
use super::{Card, Detail, NumberedPage, Page, Pagination, SectionCard};
use crate::content::entry::EntryKey;
use crate::language::LanguageTag;

/// How many entries of each section the front page shows.
const ENTRIES_ON_FRONT_PAGE: usize = 6;

/// Fills in the newest entries of the site. What the foot of every page leads to, such as a page about the site, is no news.
pub(super) fn fill_front_page(world: &World, key: &EntryKey, language: &LanguageTag, page: &mut Page) {
    let config = &world.site.config;
    let at_the_foot: Vec<EntryKey> = config
        .footer
        .iter()
        .filter_map(|reference| world.site.find(reference))
        .collect();
    let newest = world.listed(key, language).iter();
    let newest: Vec<EntryKey> = newest
        .filter(|entry| !at_the_foot.contains(entry))
        .take(ENTRIES_ON_FRONT_PAGE)
        .cloned()
        .collect();
    page.items = world.cards(&newest, language);
}

/// Returns the sections right below a section, with some of their entries.
pub(super) fn cards(world: &World, id: &str, language: &LanguageTag) -> Vec<SectionCard> {
    let Some(lists) = world.lists(language) else {
        return Vec::new();
    };
    let cards = lists.subsections(id).iter().filter_map(|key| {
        let card = world.card(key, language)?;
        let entries = lists.of(key);
        Some(SectionCard {
            title: card.title.clone(),
            href: card.href.clone(),
            description: card.description.clone(),
            language: card.language.clone(),
            items: world.cards(&entries[..entries.len().min(ENTRIES_ON_FRONT_PAGE)], language),
        })
    });
    cards.collect()
}

/// Fills in the part of a list that a page with a number shows, and the way to the others.
pub(super) fn fill_list(
    world: &World,
    key: &EntryKey,
    number: usize,
    language: &LanguageTag,
    address: &Address,
    page: &mut Page,
) {
    let entries = finder::in_cards(world, key, language);
    let size = world.site.config.page_size;
    let total = world.page_count(key, language);
    let shown = entries
        .chunks(size)
        .nth(number.saturating_sub(1))
        .unwrap_or_default();
    page.items = world.cards(shown, language);
    if total > 1 {
        let href = |number: usize| {
            if number > 1 {
                address.numbered(number, language)
            } else {
                address.clone()
            }
            .href(world.base_path())
        };
        page.pagination = Some(Pagination {
            number,
            total,
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < total).then(|| href(number + 1)),
            pages: (1..=total)
                .map(|other| NumberedPage {
                    number: other,
                    href: href(other),
                    current: other == number,
                })
                .collect(),
        });
    }
}

/// Parts the courses of a list from its other entries, and those to come from those that are over.
pub(super) fn part_courses(world: &World, language: &LanguageTag, page: &mut Page) {
    let (courses, others): (Vec<_>, Vec<_>) = std::mem::take(&mut page.items)
        .into_iter()
        .partition(|card| card.course.is_some());
    page.items = others;
    if courses.is_empty() {
        return;
    }
    let is_past = |card: &Arc<Card>| card.course.as_ref().is_some_and(|course| course.past);
    let (past, upcoming) = courses.into_iter().partition(is_past);
    page.detail = Detail::Courses {
        upcoming,
        past,
        calendar: Address::calendar(language).href(world.base_path()),
    };
}
