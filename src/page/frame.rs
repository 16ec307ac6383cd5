//! What stands around every page of a language.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::{Address, OPEN_SEARCH, SERVICE_WORKER, TOUCH_ICON, WEB_MANIFEST};
use super::card::Cards;
use super::order::AllLists;
use super::{Frame, FrameLanguage, Link, SearchFrame};
use crate::config::SiteLanguage;
use crate::content::entry::EntryKey;
use crate::content::site::Site;
use crate::language::{Language, LanguageTag};

/// Returns what stands around the pages of each language.
pub fn frames(
    site: &Site,
    cards: &Cards,
    lists: &AllLists,
    languages: &[Arc<Language>],
) -> BTreeMap<LanguageTag, Arc<Frame>> {
    languages
        .iter()
        .filter_map(|language| {
            let own = site.config.language(language.tag())?;
            let sections = lists
                .get(language.tag())
                .map_or(&[][..], |lists| lists.subsections(""));
            Some((
                language.tag().clone(),
                Arc::new(frame(site, cards, sections, language, own)),
            ))
        })
        .collect()
}

fn frame(
    site: &Site,
    cards: &Cards,
    sections: &[EntryKey],
    language: &Language,
    own: &SiteLanguage,
) -> Frame {
    let config = &site.config;
    let tag = language.tag();
    let links = |keys: &[EntryKey]| -> Vec<Link> {
        keys.iter()
            .filter_map(|key| cards.get(key, tag).map(|card| Link::to(card)))
            .collect()
    };
    let named = |references: &[String]| -> Vec<EntryKey> {
        references
            .iter()
            .filter_map(|reference| site.find(reference))
            .collect()
    };
    let menu = match &config.menu {
        Some(references) => links(&named(references)),
        None => links(sections),
    };
    let in_brief = |language: &SiteLanguage| FrameLanguage {
        tag: language.tag.to_string(),
        name: language.name.clone(),
    };
    let home = cards.get(&EntryKey::home(), tag);
    Frame {
        title: own.title.clone(),
        description: own.description.clone(),
        language: in_brief(own),
        languages: config.languages.iter().map(in_brief).collect(),
        menu,
        footer_menu: links(&named(&config.footer)),
        home: home.map(|home| home.href.clone()).unwrap_or_default(),
        base_url: format!("{}{}", config.origin, config.base_path),
        feed: Address::new(format!("{tag}/feed.xml")).href(&config.base_path),
        search: SearchFrame {
            href: cards
                .get(&EntryKey::Search, tag)
                .map(|card| card.href.clone())
                .unwrap_or_default(),
            folder: Address::search(tag).href(&config.base_path),
            description: Address::search(tag).beside(OPEN_SEARCH).href(&config.base_path),
        },
        offline: (config.offline == Some(true)).then(|| Address::new(SERVICE_WORKER).href(&config.base_path)),
        manifest: Address::new(format!("{tag}/{WEB_MANIFEST}")).href(&config.base_path),
        touch_icon: Address::new(TOUCH_ICON).href(&config.base_path),
        direction: language.direction(),
        locale: language.open_graph_locale().to_owned(),
    }
}
