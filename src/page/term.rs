//! The glossary and its concepts, as their pages show them.

use super::mention;
use super::world::World;
use super::{GlossaryDetail, GlossaryItem, Letter, Link, TermDetail};
use crate::content::entry::EntryKey;
use crate::language::{Language, LanguageTag, typography};

/// Returns what the page of a concept tells in a language.
pub fn term(world: &World, id: &str, language: &Language) -> Option<TermDetail> {
    let tag = language.tag();
    let wording = world.site.glossary.get(id)?.wording(tag)?;
    let mentioning = world.mentioning.get(tag).and_then(|of_language| {
        let gather = || mention::mentioning(&world.site, &world.mentions, tag);
        of_language.get_or_init(gather).get(id)
    });
    let (keys, count) = mentioning.map_or((&[][..], 0), |(keys, count)| (keys.as_slice(), *count));
    let cards = keys.iter().filter_map(|key| world.card(key, tag));
    let mut mentioned_in: Vec<Link> = cards.map(|card| Link::to(card)).collect();
    language.sort_by_text(&mut mentioned_in, |link| &*link.text);
    Some(TermDetail {
        id: id.to_owned(),
        term: world.card(&EntryKey::Term(id.to_owned()), tag)?.title.clone(),
        definition: typography::prose(tag.as_str(), &wording.definition),
        synonyms: synonyms(&wording.synonyms, tag),
        glossary_url: world.card(&EntryKey::Glossary, tag)?.url.clone(),
        mentioned_in_more: count.saturating_sub(mentioned_in.len()),
        mentioned_in,
    })
}

/// Returns what the page of the glossary tells in a language.
pub fn glossary(world: &World, language: &Language) -> GlossaryDetail {
    let tag = language.tag();
    let glossary = world.site.glossary.iter();
    let mut items: Vec<GlossaryItem> = glossary
        .filter_map(|(id, term)| {
            let card = world.card(&EntryKey::Term(id.clone()), tag)?;
            Some(GlossaryItem {
                id: id.clone(),
                term: card.title.clone(),
                href: card.href.clone(),
                url: card.url.clone(),
                definition: card.description.clone(),
                synonyms: synonyms(&term.wording(tag)?.synonyms, tag),
            })
        })
        .collect();
    language.sort_by_text(&mut items, |item| &*item.term);
    let mut letters: Vec<Letter> = Vec::new();
    for item in items {
        let letter = language
            .index_letter(&item.term)
            .map_or("#".to_owned(), String::from);
        match letters.last_mut().filter(|last| last.letter == letter) {
            Some(last) => last.terms.push(item),
            None => letters.push(Letter {
                id: format!("letter-{}", if letter == "#" { "0" } else { &letter }),
                letter,
                terms: vec![item],
            }),
        }
    }
    GlossaryDetail { letters }
}

fn synonyms(written: &[String], language: &LanguageTag) -> Vec<String> {
    let prose = |text: &String| typography::prose(language.as_str(), text);
    written.iter().map(prose).collect()
}
