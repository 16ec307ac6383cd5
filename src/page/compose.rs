//! Pages from entries.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::{Address, Addresses};
use super::answer::{self, Respondent};
use super::citation::Bibliography;
use super::order::Lists;
use super::{
    Alternate, Card, Frame, FrameLanguage, Link, NumberedPage, OutlineItem, Page, Pagination, PersonDetail,
    ReferenceItem, SectionCard, ShownDate,
};
use crate::content::local::LocalText;
use crate::content::site::{EntryKey, Site};
use crate::content::translation::Translation;
use crate::date::Date;
use crate::diagnostic::Reported;
use crate::language::{Language, LanguageTag};
use crate::markdown::{self, Label};
use crate::span::SourcePath;

/// Words a minute: the mean for silent reading of English non-fiction in Brysbaert (2019),
/// <https://doi.org/10.1016/j.jml.2019.104047>.
const WORDS_A_MINUTE: usize = 238;

/// How many entries of each section the front page shows.
const ENTRIES_ON_FRONT_PAGE: usize = 6;

/// Gives the text of the interface with a key in a language.
pub type Words = dyn Fn(&str, &LanguageTag) -> String + Send + Sync;

/// A site with all that its pages look up: addresses, lists, languages, frames.
pub struct World {
    /// The entries.
    pub site: Site,
    /// Where they are.
    pub addresses: Addresses,
    /// The lists of each language.
    pub lists: BTreeMap<LanguageTag, Lists>,
    /// The languages in the order of the site.
    pub languages: Vec<Arc<Language>>,
    /// What stands around the pages of each language.
    pub frames: BTreeMap<LanguageTag, Frame>,
    /// The works that may be cited.
    pub bibliography: Arc<Bibliography>,
    /// Where the files beside the texts are put.
    pub companions: BTreeMap<SourcePath, Address>,
    /// The texts of the interface.
    pub words: Arc<Words>,
}

/// What one page shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An entry; of a list its page with a number from 1.
    Entry(EntryKey, usize),
    /// The page for addresses that do not exist.
    NotFound,
    /// The choice of a language at the top of the site.
    Chooser,
}

impl World {
    fn language(&self, tag: &LanguageTag) -> Option<&Arc<Language>> {
        self.languages.iter().find(|language| language.tag() == tag)
    }

    fn base_path(&self) -> &str {
        &self.site.config.base_path
    }

    fn href(&self, key: &EntryKey, language: &LanguageTag) -> Option<String> {
        self.addresses
            .get(key, language)
            .map(|address| address.href(self.base_path()))
    }

    fn word(&self, key: &str, language: &LanguageTag) -> String {
        (self.words)(key, language)
    }

    /// Returns what an entry is called in a language.
    pub fn title(&self, key: &EntryKey, language: &LanguageTag) -> String {
        title(&self.site, &*self.words, key, language)
    }

    fn link(&self, key: &EntryKey, language: &LanguageTag) -> Option<Link> {
        Some(Link::new(&self.title(key, language), self.href(key, language)?))
    }

    fn shown_date(&self, date: Option<Date>, language: &LanguageTag) -> Option<ShownDate> {
        let date = date?;
        let text = self.language(language).map(|language| language.long_date(date));
        Some(ShownDate {
            iso: date.to_string(),
            text: text.unwrap_or_else(|| date.to_string()),
        })
    }

    fn lists(&self, language: &LanguageTag) -> &Lists {
        static NONE: Lists = Lists {
            sections: BTreeMap::new(),
            positions: BTreeMap::new(),
            subsections: BTreeMap::new(),
            subjects: BTreeMap::new(),
            people: BTreeMap::new(),
            newest: Vec::new(),
        };
        self.lists.get(language).unwrap_or(&NONE)
    }

    /// Returns the articles that an entry lists in a language.
    pub fn listed(&self, key: &EntryKey, language: &LanguageTag) -> &[String] {
        let lists = self.lists(language);
        match key {
            EntryKey::Section(id) if id.is_empty() => &lists.newest,
            EntryKey::Section(id) => lists.sections.get(id).map_or(&[], Vec::as_slice),
            EntryKey::Subject(id) => lists.subjects.get(id).map_or(&[], Vec::as_slice),
            EntryKey::Person(id) => lists.people.get(id).map_or(&[], Vec::as_slice),
            EntryKey::Article(_) | EntryKey::Subjects | EntryKey::People => &[],
        }
    }

    /// Returns how many pages an entry has in a language.
    pub fn page_count(&self, key: &EntryKey, language: &LanguageTag) -> usize {
        match key {
            EntryKey::Section(id) if id.is_empty() => 1,
            EntryKey::Section(_) | EntryKey::Subject(_) => self
                .listed(key, language)
                .len()
                .div_ceil(self.site.config.page_size)
                .max(1),
            EntryKey::Article(_) | EntryKey::Person(_) | EntryKey::Subjects | EntryKey::People => 1,
        }
    }

    /// Returns a page in brief.
    pub fn card(&self, key: &EntryKey, language: &LanguageTag) -> Option<Card> {
        let href = self.href(key, language)?;
        let title = self.title(key, language);
        let card = Card {
            title,
            href,
            ..Card::default()
        };
        Some(match key {
            EntryKey::Section(_) | EntryKey::Article(_) => {
                let translation = self.site.entry(key)?.translations.get(language)?;
                Card {
                    description: translation.description.clone(),
                    kind: if matches!(key, EntryKey::Article(_)) {
                        "article"
                    } else {
                        "section"
                    },
                    published: self.shown_date(translation.date, language),
                    subjects: self.subject_links(translation),
                    ..card
                }
            }
            EntryKey::Subject(id) => Card {
                description: local(self.site.subjects.get(id)?.description.as_ref(), language),
                kind: "subject",
                count: Some(self.listed(key, language).len()),
                ..card
            },
            EntryKey::Person(id) => Card {
                description: local(self.site.people.get(id)?.role.as_ref(), language),
                kind: "person",
                count: Some(self.listed(key, language).len()),
                ..card
            },
            EntryKey::Subjects | EntryKey::People => Card {
                kind: "section",
                ..card
            },
        })
    }

    fn subject_links(&self, translation: &Translation) -> Vec<Link> {
        let keys = translation
            .subjects
            .iter()
            .map(|id| EntryKey::Subject(id.clone()));
        keys.filter_map(|key| self.link(&key, &translation.language))
            .collect()
    }

    fn cards(&self, ids: &[String], language: &LanguageTag) -> Vec<Card> {
        ids.iter()
            .filter_map(|id| self.card(&EntryKey::Article(id.clone()), language))
            .collect()
    }

    fn alternates(&self, subject: &Subject, language: &LanguageTag) -> Vec<Alternate> {
        let languages = &self.site.config.languages;
        let alternates = languages.iter().map(|other| {
            let key = match subject {
                // The pages of a list do not match between languages: each leads to the first.
                Subject::Entry(key, _) => key.clone(),
                Subject::NotFound | Subject::Chooser => EntryKey::Section(String::new()),
            };
            let address = self.addresses.get(&key, &other.tag);
            let address = match subject {
                Subject::Entry(_, number) if *number > 1 && other.tag == *language => {
                    address.map(|address| address.numbered(*number, language))
                }
                _ => address.cloned(),
            };
            let href = address
                .map(|address| address.href(self.base_path()))
                .unwrap_or_default();
            Alternate {
                tag: other.tag.to_string(),
                name: other.name.clone(),
                exists: !href.is_empty(),
                url: if href.is_empty() {
                    String::new()
                } else {
                    self.site.config.absolute(&href)
                },
                title: self.title(&key, &other.tag),
                href,
                current: other.tag == *language && *subject != Subject::Chooser,
            }
        });
        alternates.collect()
    }

    fn breadcrumbs(&self, key: &EntryKey, language: &LanguageTag) -> Vec<Link> {
        let mut links = Vec::new();
        let mut above = match key {
            EntryKey::Section(_) | EntryKey::Article(_) => {
                self.site.entry(key).and_then(|entry| entry.section.clone())
            }
            EntryKey::Subject(_) => {
                links.extend(self.link(&EntryKey::Subjects, language));
                Some(String::new())
            }
            EntryKey::Person(_) => {
                links.extend(self.link(&EntryKey::People, language));
                Some(String::new())
            }
            EntryKey::Subjects | EntryKey::People => Some(String::new()),
        };
        while let Some(id) = above {
            let section = EntryKey::Section(id.clone());
            if id.is_empty() {
                let home = self.word("home", language);
                links.extend(self.href(&section, language).map(|href| Link::new(&home, href)));
            } else {
                links.extend(self.link(&section, language));
            }
            above = self.site.entry(&section).and_then(|entry| entry.section.clone());
        }
        links.reverse();
        links
    }
}

fn title(site: &Site, words: &Words, key: &EntryKey, language: &LanguageTag) -> String {
    let own = || Some(site.entry(key)?.translations.get(language)?.title.clone());
    let title = match key {
        EntryKey::Section(id) if id.is_empty() => {
            own().or_else(|| Some(site.config.language(language)?.title.clone()))
        }
        EntryKey::Section(_) | EntryKey::Article(_) => own(),
        EntryKey::Subject(id) => site
            .subjects
            .get(id)
            .map(|subject| subject.name_in(id, language).to_owned()),
        EntryKey::Person(id) => site
            .people
            .get(id)
            .map(|person| person.name_in(id, language).to_owned()),
        EntryKey::Subjects => Some(words("subjects", language)),
        EntryKey::People => Some(words("people", language)),
    };
    title.unwrap_or_default()
}

fn local(text: Option<&LocalText>, language: &LanguageTag) -> String {
    text.and_then(|text| text.get(language))
        .unwrap_or_default()
        .to_owned()
}

/// Returns what stands around the pages of each language.
pub fn frames(
    site: &Site,
    addresses: &Addresses,
    languages: &[Arc<Language>],
    words: &Words,
) -> BTreeMap<LanguageTag, Frame> {
    let config = &site.config;
    let menu = |references: &[String], language: &LanguageTag| -> Vec<Link> {
        let keys = references.iter().filter_map(|reference| site.find(reference));
        keys.filter_map(|key| {
            let href = addresses.get(&key, language)?.href(&config.base_path);
            Some(Link::new(&title(site, words, &key, language), href))
        })
        .collect()
    };
    let name = |tag: &LanguageTag| {
        config
            .language(tag)
            .map(|language| language.name.clone())
            .unwrap_or_default()
    };
    let frame = |language: &Arc<Language>| {
        let tag = language.tag();
        let own = config.language(tag);
        let home = addresses.get(&EntryKey::Section(String::new()), tag);
        Frame {
            title: own.map(|own| own.title.clone()).unwrap_or_default(),
            description: own.map(|own| own.description.clone()).unwrap_or_default(),
            language: FrameLanguage {
                tag: tag.to_string(),
                name: name(tag),
            },
            languages: config
                .languages
                .iter()
                .map(|other| FrameLanguage {
                    tag: other.tag.to_string(),
                    name: other.name.clone(),
                })
                .collect(),
            menu: menu(&config.menu, tag),
            footer_menu: menu(&config.footer, tag),
            home: home.map(|home| home.href(&config.base_path)).unwrap_or_default(),
            base_url: format!("{}{}", config.origin, config.base_path),
            feed: Address::new(format!("{tag}/feed.xml")).href(&config.base_path),
            direction: language.direction(),
            locale: language.open_graph_locale().to_owned(),
        }
    };
    languages
        .iter()
        .map(|language| (language.tag().clone(), frame(language)))
        .collect()
}

/// Makes one page.
pub fn compose(world: &World, subject: &Subject, language: &LanguageTag) -> Reported<Page> {
    let mut diagnostics = Vec::new();
    let config = &world.site.config;
    let mut page = Page {
        language: language.to_string(),
        ..Page::default()
    };
    page.alternates = world.alternates(subject, language);
    match subject {
        Subject::NotFound => {
            page.kind = "not_found";
            page.title = world.word("not-found.title", language);
            page.noindex = true;
            page.href = Address::new(format!("{language}/404.html")).href(world.base_path());
        }
        Subject::Chooser => {
            page.kind = "chooser";
            page.title = world
                .frames
                .get(language)
                .map(|frame| frame.title.clone())
                .unwrap_or_default();
            page.href = Address::new("").href(world.base_path());
        }
        Subject::Entry(key, number) => {
            fill_entry(world, key, *number, language, &mut page, &mut diagnostics);
        }
    }
    page.url = config.absolute(&page.href);
    page.x_default = match subject {
        Subject::NotFound => None,
        Subject::Entry(EntryKey::Section(id), _) if id.is_empty() => {
            Some(config.absolute(&Address::new("").href(world.base_path())))
        }
        Subject::Chooser => Some(page.url.clone()),
        Subject::Entry(key, _) => world
            .href(key, &config.default_language)
            .map(|href| config.absolute(&href)),
    };
    Reported {
        value: page,
        diagnostics,
    }
}

fn fill_entry(
    world: &World,
    key: &EntryKey,
    number: usize,
    language: &LanguageTag,
    page: &mut Page,
    diagnostics: &mut Vec<crate::diagnostic::Diagnostic>,
) {
    page.title = world.title(key, language);
    page.breadcrumbs = world.breadcrumbs(key, language);
    let address = world
        .addresses
        .get(key, language)
        .cloned()
        .unwrap_or_else(|| Address::new(""));
    page.href = if number > 1 {
        address.numbered(number, language)
    } else {
        address.clone()
    }
    .href(world.base_path());
    let feed = || Some(address.beside("feed.xml").href(world.base_path()));
    if let Some(translation) = world
        .site
        .entry(key)
        .and_then(|entry| entry.translations.get(language))
    {
        fill_text(world, translation, number, page, diagnostics);
    }
    match key {
        EntryKey::Section(id) if id.is_empty() => {
            page.kind = "home";
            page.description = match page.description.as_str() {
                "" => world
                    .frames
                    .get(language)
                    .map(|frame| frame.description.clone())
                    .unwrap_or_default(),
                _ => std::mem::take(&mut page.description),
            };
            page.feed = feed();
            let newest = world.listed(key, language);
            page.items = world.cards(&newest[..newest.len().min(ENTRIES_ON_FRONT_PAGE)], language);
            page.sections = section_cards(world, id, language);
        }
        EntryKey::Section(id) => {
            page.kind = "section";
            page.feed = feed();
            page.sections = section_cards(world, id, language);
            fill_list(world, key, number, language, &address, page);
        }
        EntryKey::Article(id) => {
            page.kind = "article";
            let section = world
                .site
                .entry(key)
                .and_then(|entry| entry.section.clone())
                .unwrap_or_default();
            let siblings = world.listed_in_section(&section, language);
            if let Some(at) = world.lists(language).positions.get(id).copied() {
                let link = |id: &String| world.link(&EntryKey::Article(id.clone()), language);
                page.previous = at.checked_sub(1).and_then(|at| siblings.get(at)).and_then(link);
                page.next = siblings.get(at + 1).and_then(link);
            }
        }
        EntryKey::Subject(id) => {
            page.kind = "subject";
            page.description = local(
                world
                    .site
                    .subjects
                    .get(id)
                    .and_then(|subject| subject.description.as_ref()),
                language,
            );
            fill_list(world, key, number, language, &address, page);
        }
        EntryKey::Person(id) => {
            page.kind = "person";
            if let Some(person) = world.site.people.get(id) {
                let text =
                    |text: Option<&LocalText>| text.and_then(|text| text.get(language)).map(str::to_owned);
                let detail = PersonDetail {
                    role: text(person.role.as_ref()),
                    affiliation: text(person.affiliation.as_ref()),
                    about: text(person.about.as_ref()),
                    url: person.url.clone(),
                };
                page.description = detail.about.clone().unwrap_or_default();
                page.person = Some(detail);
            }
            page.items = world.cards(world.listed(key, language), language);
        }
        EntryKey::Subjects => {
            page.kind = "subjects";
            let ids: Vec<EntryKey> = world
                .site
                .subjects
                .keys()
                .cloned()
                .map(EntryKey::Subject)
                .collect();
            page.items = sorted_cards(world, &ids, language);
        }
        EntryKey::People => {
            page.kind = "people";
            let ids: Vec<EntryKey> = world.site.people.keys().cloned().map(EntryKey::Person).collect();
            page.items = sorted_cards(world, &ids, language);
        }
    }
}

impl World {
    fn listed_in_section(&self, section: &str, language: &LanguageTag) -> &[String] {
        self.lists(language)
            .sections
            .get(section)
            .map_or(&[], Vec::as_slice)
    }
}

fn sorted_cards(world: &World, keys: &[EntryKey], language: &LanguageTag) -> Vec<Card> {
    let mut cards: Vec<Card> = keys.iter().filter_map(|key| world.card(key, language)).collect();
    if let Some(language) = world.language(language) {
        language.sort_by_text(&mut cards, |card| card.title.as_str());
    }
    cards
}

fn section_cards(world: &World, id: &str, language: &LanguageTag) -> Vec<SectionCard> {
    let below = world
        .lists(language)
        .subsections
        .get(id)
        .map_or(&[][..], Vec::as_slice);
    let cards = below.iter().filter_map(|id| {
        let card = world.card(&EntryKey::Section(id.clone()), language)?;
        let entries = world.listed_in_section(id, language);
        let items = world.cards(&entries[..entries.len().min(ENTRIES_ON_FRONT_PAGE)], language);
        Some(SectionCard {
            title: card.title,
            href: card.href,
            description: card.description,
            items,
        })
    });
    cards.collect()
}

fn fill_list(
    world: &World,
    key: &EntryKey,
    number: usize,
    language: &LanguageTag,
    address: &Address,
    page: &mut Page,
) {
    let entries = world.listed(key, language);
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

fn label_key(label: Label) -> &'static str {
    match label {
        Label::Note => "markdown.note",
        Label::Tip => "markdown.tip",
        Label::Important => "markdown.important",
        Label::Warning => "markdown.warning",
        Label::Caution => "markdown.caution",
        Label::Footnotes => "markdown.footnotes",
        Label::BackToText => "markdown.back-to-text",
        Label::ToFootnote => "markdown.to-footnote",
        Label::HeadingLink => "markdown.heading-link",
        Label::Table => "markdown.table",
    }
}

fn fill_text(
    world: &World,
    translation: &Translation,
    number: usize,
    page: &mut Page,
    diagnostics: &mut Vec<crate::diagnostic::Diagnostic>,
) {
    let language = &translation.language;
    page.description.clone_from(&translation.description);
    page.draft = translation.draft;
    page.noindex = translation.draft;
    page.published = world.shown_date(translation.date, language);
    page.updated = world.shown_date(
        translation.updated.filter(|date| Some(*date) != translation.date),
        language,
    );
    page.subjects = world.subject_links(translation);
    let people = translation.authors.iter().map(|id| EntryKey::Person(id.clone()));
    page.authors = people.filter_map(|key| world.link(&key, language)).collect();
    // The text of a list stands on its first page only.
    if number > 1 {
        return;
    }
    let document = &translation.document;
    let label = |label: Label| world.word(label_key(label), language);
    let companion = |path: &SourcePath| {
        world
            .companions
            .get(path)
            .map(|address| address.href(world.base_path()))
            .unwrap_or_default()
    };
    let respondent = Respondent {
        site: &world.site,
        addresses: &world.addresses,
        bibliography: &world.bibliography,
        label: &label,
        companion: &companion,
    };
    let (answers, citations) = answer::answers(&respondent, translation, diagnostics);
    page.body = markdown::render(document, &answers);
    page.references = citations
        .keys
        .iter()
        .zip(&citations.list)
        .map(|(key, html)| ReferenceItem {
            id: format!("ref-{key}"),
            html: html.clone(),
        })
        .collect();
    page.outline = document
        .outline
        .iter()
        .filter(|heading| matches!(heading.level, 2 | 3))
        .map(|heading| OutlineItem {
            level: heading.level,
            id: heading.id.clone(),
            html: heading.html.clone(),
        })
        .collect();
    page.reading_minutes = (document.words > 0).then(|| document.words.div_ceil(WORDS_A_MINUTE).max(1));
}
