//! The page of the search: an index of all titles from A to Z, for those who search without JavaScript.

use super::world::World;
use super::{IndexItem, IndexLetter, SearchDetail};
use crate::content::entry::EntryKey;
use crate::language::Language;

/// Returns what the page of the search tells in a language: the titles of articles, instruments, courses, reading
/// paths, terms and subjects that are written in it.
pub fn index(world: &World, language: &Language) -> SearchDetail {
    let tag = language.tag();
    let site = &world.site;
    let is_listed = |key: &EntryKey| match key {
        EntryKey::Article(_) | EntryKey::Instrument(_) | EntryKey::Course(_) | EntryKey::Path(_) => {
            site.borrowed(key, tag).is_none() && site.is_searched(key, tag)
        }
        EntryKey::Term(_) | EntryKey::Subject(_) => site.is_searched(key, tag),
        EntryKey::Section(_) | EntryKey::Person(_) => false,
        EntryKey::Glossary
        | EntryKey::References
        | EntryKey::Subjects
        | EntryKey::People
        | EntryKey::Search => false,
    };
    let keys = site.keys().into_iter().filter(is_listed);
    let mut items: Vec<IndexItem> = keys
        .filter_map(|key| {
            let card = world.card(&key, tag)?;
            Some(IndexItem {
                title: card.title.clone(),
                href: card.href.clone(),
                kind: key.kind(),
            })
        })
        .collect();
    language.sort_by_text(&mut items, |item| &*item.title);
    let mut letters: Vec<IndexLetter> = Vec::new();
    for item in items {
        let letter = language
            .index_letter(&item.title)
            .map_or("#".to_owned(), String::from);
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.items.push(item),
            None => letters.push(IndexLetter {
                id: format!("letter-{}", if letter == "#" { "0" } else { &letter }),
                letter,
                items: vec![item],
            }),
        }
    }
    SearchDetail { letters }
}
