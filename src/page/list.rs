//! Lists that a page asks for in its front matter, as cards.

use std::cmp::Ordering;
use std::sync::Arc;

use super::Card;
use super::world::World;
use crate::content::entry::{Entry, EntryKey};
use crate::content::list::{AskedList, ListOrder};
use crate::language::Language;

/// Returns the entries of a list in a language.
pub fn cards(world: &World, list: &AskedList, language: &Language) -> Vec<Arc<Card>> {
    let site = &world.site;
    let tag = language.tag();
    let mut order = list.order;
    let all: Vec<EntryKey>;
    let keys = match site.find(&list.of) {
        Some(key @ (EntryKey::Glossary | EntryKey::Subjects | EntryKey::People)) => {
            order = order.or(Some(ListOrder::Title));
            all = match key {
                EntryKey::Glossary => site.glossary.keys().cloned().map(EntryKey::Term).collect(),
                EntryKey::People => site.people.keys().cloned().map(EntryKey::Person).collect(),
                _ => site.subjects.keys().cloned().map(EntryKey::Subject).collect(),
            };
            all.as_slice()
        }
        Some(key) => world.listed(&key, tag),
        None => &[],
    };
    let mut entries: Vec<(&EntryKey, &Arc<Card>)> = keys
        .iter()
        .filter_map(|key| Some((key, world.card(key, tag)?)))
        .collect();
    if let Some(order) = order {
        let weight = |key: &EntryKey| site.entry(key).map_or(i64::MAX, Entry::weight);
        entries.sort_by(|(key, card), (other_key, other)| {
            match order {
                ListOrder::Newest => date(other).cmp(&date(card)),
                ListOrder::Weight => weight(key).cmp(&weight(other_key)),
                ListOrder::Title => Ordering::Equal,
            }
            .then_with(|| language.compare(&card.title, &other.title))
        });
    }
    let shown = entries.into_iter().take(list.limit.unwrap_or(usize::MAX));
    shown.map(|(_, card)| card.clone()).collect()
}

/// Returns the day of publication, which sorts as it is written.
fn date(card: &Card) -> Option<&str> {
    card.published.as_ref().map(|date| date.iso.as_str())
}
