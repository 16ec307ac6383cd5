//! Pages from entries. What only one kind of entry tells is left to the file of that kind.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::{Address, COURSE_CALENDAR};
use super::answer::{self, Respondent};
use super::beside::{self, Beside};
use super::citation::Citations;
use super::course;
use super::finder;
use super::instrument;
use super::list;
use super::mention::Mentions;
use super::note;
use super::path;
use super::person;
use super::print::{self, PrintDetail};
use super::reference::{self, ListedWorks};
use super::search;
use super::section;
use super::structured;
use super::term;
use super::world::World;
use super::{Alternate, Card, Detail, Frame, Link, OutlineItem, Page, Question, ShareImage};
use crate::config::{Config, ShareImages};
use crate::content::entry::{Entry, EntryKey};
use crate::content::translation::Translation;
use crate::diagnostic::{Diagnostic, Reported};
use crate::escape;
use crate::language::{LanguageTag, typography};
use crate::markdown::{self, Answer, Document, Label};
use crate::picture::share;
use crate::span::SourcePath;

/// Words a minute: the mean for silent reading of English non-fiction in Brysbaert (2019),
/// <https://doi.org/10.1016/j.jml.2019.104047>.
const WORDS_A_MINUTE: usize = 238;

/// Returns the minutes to read a text, at least one; nothing if there are no words.
pub(super) fn reading_minutes(document: &Document) -> Option<usize> {
    (document.words > 0).then(|| document.words.div_ceil(WORDS_A_MINUTE).max(1))
}

/// What one page shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An entry; of a list its page with a number from 1.
    Entry(EntryKey, usize),
    /// A section with all its articles, or a reading path with its steps, as one document.
    Print(EntryKey),
    /// The page for addresses that do not exist.
    NotFound,
    /// The choice of a language at the top of the site.
    Chooser,
}

/// A page, gathered but not written out: its text is still a document and the answers to the document's questions.
/// Its hash covers all that [`Composed::finish`] reads of the site.
#[derive(Debug, Hash)]
pub struct Composed {
    page: Page,
    text: Option<AnsweredText>,
    works: Option<ListedWorks>,
    /// The pages that stand on this one, with the section that they are from.
    parts: Option<(Link, Vec<Composed>)>,
}

#[derive(Debug, Hash)]
struct AnsweredText {
    document: Arc<Document>,
    answers: Vec<Answer>,
    citations: Citations,
    /// The concepts that the text links to by itself.
    mentions: Option<Mentions>,
    reader: LanguageTag,
}

impl Composed {
    /// Makes a page without a text.
    pub fn without_text(page: Page) -> Self {
        Self {
            page,
            text: None,
            works: None,
            parts: None,
        }
    }

    /// Writes the page out as readers of the site get it. `frame` is that of its language, `origin` the site's scheme and
    /// host.
    pub fn finish(self, frame: &Frame, origin: &str) -> Page {
        let mut page = self.without_notes(frame, origin);
        // What is one document of many is for paper anyway.
        if page.kind != "print" {
            let here = page.href.clone();
            note::number_links(&mut page, &[here], origin);
        }
        // Others have no margin for them.
        if page.kind == "article" {
            note::put_beside(&mut page);
        }
        page
    }

    /// Writes the page out for those who read it elsewhere.
    pub fn without_notes(self, frame: &Frame, origin: &str) -> Page {
        let mut page = self.page;
        if let Some(AnsweredText {
            document,
            answers,
            citations,
            mentions,
            reader,
        }) = self.text
        {
            let (mentions, terms) = mentions
                .map(|mentions| mentions.links(&reader))
                .unwrap_or_default();
            page.terms = terms;
            let (body, sections) = markdown::render_with_sections(&document, &answers, &mentions);
            page.body = body;
            let questions = sections.into_iter();
            page.questions = questions
                .map(|section| Question {
                    text: section.heading,
                    answer: section.text,
                })
                .collect();
            page.references = reference::items(&citations);
            let shown = document
                .outline
                .iter()
                .filter(|heading| matches!(heading.level, 2 | 3));
            page.outline = shown
                .map(|heading| OutlineItem {
                    level: heading.level,
                    id: heading.id.clone(),
                    html: heading.html.clone(),
                })
                .collect();
            page.reading_minutes = reading_minutes(&document);
        }
        if let Some(works) = self.works {
            works.fill(&mut page);
        }
        if let Some((section, parts)) = self.parts {
            let here: Vec<Arc<str>> = parts.iter().map(|part| part.page.href.clone()).collect();
            let number = |page: &mut Page, part: usize| {
                note::number_links(page, &here, origin);
                print::number_anchors(page, part);
                print::link_parts(page, &here);
            };
            number(&mut page, 0);
            let pages = parts.into_iter().enumerate().map(|(index, part)| {
                let mut page = part.without_notes(frame, origin);
                number(&mut page, index + 1);
                page
            });
            page.detail = Detail::Print(Box::new(PrintDetail {
                section,
                parts: pages.collect(),
            }));
        }
        page.json_ld = structured::json_ld(&page, frame, origin);
        page
    }
}

/// Gathers one page.
pub fn compose(world: &World, subject: &Subject, language: &LanguageTag) -> Reported<Composed> {
    let mut diagnostics = Vec::new();
    let config = &world.site.config;
    let mut page = Page {
        language: language.to_string(),
        alternates: alternates(world, subject, language),
        ..Page::default()
    };
    let mut text = None;
    let mut works = None;
    let mut parts = None;
    let top = || Address::new("").href(world.base_path());
    match subject {
        Subject::NotFound => {
            page.kind = "not_found";
            page.title = world.word("not-found.title", language).into();
            page.description = world.word("not-found.text", language);
            page.noindex = true;
            page.href = Address::new(format!("{language}/404.html"))
                .href(world.base_path())
                .into();
        }
        Subject::Chooser => {
            page.kind = "chooser";
            let frame = world.frames.get(language);
            page.title = frame.map(|frame| frame.title.as_str().into()).unwrap_or_default();
            page.description = descriptions(config);
            page.href = top().into();
        }
        Subject::Print(key) => {
            fill_entry(world, key, 1, language, &mut page);
            page.kind = "print";
            page.noindex = true;
            page.detail = Detail::None;
            page.feed = None;
            page.breadcrumbs.extend(world.link(key, language));
            if let Some(address) = world.addresses.get(key, language) {
                page.href = address.print().href(world.base_path()).into();
            }
            // What is wrong with the texts is told where they are at home.
            if let Some(translation) = world.translation(key, language) {
                let beside = beside::cited(world, key, &mut Vec::new());
                let answered = answered(world, translation, language, &beside, &mut Vec::new());
                text = Some(without_mentions(answered));
            }
            let printed = print::parts(world, key, language);
            let pages = printed.into_iter().map(|key| {
                let mut part = compose(world, &Subject::Entry(key, 1), language).value;
                part.text = part.text.map(without_mentions);
                part
            });
            parts = world
                .link(key, language)
                .map(|section| (section, pages.collect()));
        }
        Subject::Entry(key, number) => {
            fill_entry(world, key, *number, language, &mut page);
            works = reference::works(world, key, language);
            let translation = world.translation(key, language);
            let beside = beside::cited(world, key, &mut diagnostics);
            // The text of a list stands on its first page only.
            if let Some(translation) = translation.filter(|_| *number == 1) {
                text = Some(answered(world, translation, language, &beside, &mut diagnostics));
            }
            let citations = text.as_ref().map(|text| &text.citations);
            instrument::fill(world, key, language, &beside, citations, &mut page);
            course::fill_literature(world, language, &beside, citations, &mut page);
        }
    }
    page.url = config.absolute(&page.href).into();
    if !matches!(subject, Subject::NotFound | Subject::Chooser | Subject::Print(_)) {
        page.report = config
            .report
            .as_deref()
            .map(|address| report(address, &page.url, &page.title));
    }
    page.share_image = share_image(world, subject, language, &page.title);
    page.x_default = match subject {
        // Only the first page of a list has a counterpart in other languages.
        Subject::NotFound | Subject::Print(_) | Subject::Entry(_, 2..) => None,
        Subject::Entry(EntryKey::Section(id), _) if id.is_empty() => Some(config.absolute(&top()).into()),
        Subject::Chooser => Some(page.url.clone()),
        Subject::Entry(key, _) => world
            .card(key, &config.default_language)
            .filter(|_| world.site.borrowed(key, &config.default_language).is_none())
            .map(|card| card.url.clone()),
    };
    Reported {
        value: Composed {
            page,
            text,
            works,
            parts,
        },
        diagnostics,
    }
}

/// The page in each language of the site.
fn alternates(world: &World, subject: &Subject, language: &LanguageTag) -> Vec<Alternate> {
    let home = EntryKey::home();
    let (key, number) = match subject {
        Subject::Entry(key, number) => (key, *number),
        Subject::Print(key) => (key, 1),
        Subject::NotFound | Subject::Chooser => (&home, 1),
    };
    let alternates = world.site.config.languages.iter().map(|other| {
        let card = world.card(key, &other.tag);
        let mut alternate = Alternate {
            tag: other.tag.clone(),
            locale: world
                .language(&other.tag)
                .map(|language| language.open_graph_locale().to_owned())
                .unwrap_or_default(),
            name: other.name.clone(),
            exists: card.is_some(),
            borrowed: world.site.borrowed(key, &other.tag).is_some(),
            href: card.map(|card| card.href.clone()).unwrap_or_default(),
            url: card.map(|card| card.url.clone()).unwrap_or_default(),
            title: card.map(|card| card.title.clone()).unwrap_or_default(),
            current: other.tag == *language && *subject != Subject::Chooser,
        };
        // The pages of a list do not match between languages: each leads to the first of the others.
        if number > 1
            && other.tag == *language
            && let Some(address) = world.addresses.get(key, language)
        {
            let href = address.numbered(number, language).href(world.base_path());
            alternate.url = world.site.config.absolute(&href).into();
            alternate.href = href.into();
        }
        alternate
    });
    alternates.collect()
}

/// On paper nobody follows a link to a term.
fn without_mentions(text: AnsweredText) -> AnsweredText {
    AnsweredText {
        mentions: None,
        ..text
    }
}

/// Fills the page into the address to which readers report.
fn report(address: &str, url: &str, title: &str) -> String {
    const PLAIN: &[u8] = b"-._~";
    let mut filled = String::new();
    let mut rest = address;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        filled.push_str(before);
        let (value, length) = if from.starts_with("{url}") {
            (escape::percent(url, PLAIN), "{url}".len())
        } else if from.starts_with("{title}") {
            (escape::percent(title, PLAIN), "{title}".len())
        } else {
            ("{".to_owned(), 1)
        };
        filled.push_str(&value);
        rest = from.get(length..).unwrap_or_default();
    }
    filled + rest
}

/// The picture by which a page is shared.
fn share_image(world: &World, subject: &Subject, language: &LanguageTag, title: &str) -> Option<ShareImage> {
    let key = match subject {
        Subject::Entry(key, _) if world.site.config.share_images == ShareImages::Pages => key.clone(),
        Subject::Entry(..) | Subject::Print(_) | Subject::NotFound | Subject::Chooser => EntryKey::home(),
    };
    let address = world.share_address(&key, language)?;
    let site = world.site.config.language(language)?.title.as_str();
    let is_of_page = key != EntryKey::home() && title != site;
    Some(ShareImage {
        url: world.site.config.absolute(&address.href(world.base_path())),
        width: share::WIDTH,
        height: share::HEIGHT,
        alt: if is_of_page {
            format!("{title} – {site}")
        } else {
            site.to_owned()
        },
    })
}

fn fill_entry(world: &World, key: &EntryKey, number: usize, language: &LanguageTag, page: &mut Page) {
    let (Some(card), Some(address)) = (world.card(key, language), world.addresses.get(key, language)) else {
        return;
    };
    page.kind = key.kind();
    // A concept is named as in a sentence wherever it stands in one, and as a title over its own page.
    page.title = match key {
        EntryKey::Term(_) => typography::heading(&card.title).into(),
        _ => card.title.clone(),
    };
    page.description.clone_from(&card.description);
    page.breadcrumbs = world.breadcrumbs(key, language);
    page.href = if number > 1 {
        address.numbered(number, language).href(world.base_path()).into()
    } else {
        card.href.clone()
    };
    if let Some(translation) = world.translation(key, language) {
        page.excerpt = translation.excerpt && page.description == translation.description;
        page.draft = translation.draft;
        page.text_language.clone_from(&card.language);
        page.notice = world.notice(key, translation, language);
        page.noindex = translation.draft || page.text_language.is_some();
        page.published.clone_from(&card.published);
        let updated = translation.updated.filter(|date| Some(*date) != translation.date);
        page.updated = world.shown_date(updated, language);
        page.subjects.clone_from(&card.subjects);
        page.authors = person::links(world, &translation.authors, language);
        page.reviewers = person::links(world, &translation.reviewed_by, language);
        page.reviewed = world.shown_date(translation.reviewed_on, language);
        page.extra.clone_from(&translation.extra);
        if let Some(language) = world.language(language) {
            let lists = translation.lists.iter();
            page.lists = lists
                .map(|(name, list)| (name.clone(), list::cards(world, list, language)))
                .collect();
        }
    }
    if let Some(word) = description_key(key) {
        page.description = world.word(word, language);
    }
    page.paths = path::places(world, key, language);
    if !print::parts(world, key, language).is_empty() {
        page.print = Some(address.print().href(world.base_path()));
    }
    let borrowed = page.text_language.is_some();
    let feed = || (!borrowed).then(|| address.beside("feed.xml").href(world.base_path()));
    match key {
        EntryKey::Section(id) if id.is_empty() => {
            if page.description.is_empty() {
                page.excerpt = false;
                let frame = world.frames.get(language);
                page.description = frame.map(|frame| frame.description.clone()).unwrap_or_default();
            }
            page.feed = feed();
            section::fill_front_page(world, key, language, page);
            page.sections = section::cards(world, id, language);
        }
        EntryKey::Section(id) => {
            page.feed = feed();
            page.sections = section::cards(world, id, language);
            section::fill_list(world, key, number, language, address, page);
            section::part_courses(world, language, page);
            if number == 1 {
                finder::fill(world, key, language, page);
            }
        }
        EntryKey::Article(_) | EntryKey::Instrument(_) | EntryKey::Course(_) | EntryKey::Path(_) => {
            let section = world.site.entry(key).and_then(|entry| entry.section.as_deref());
            if let Some(lists) = world.lists(language) {
                let (previous, next) = lists.neighbours(key, section.unwrap_or_default());
                page.previous = previous.and_then(|key| world.link(key, language));
                page.next = next.and_then(|key| world.link(key, language));
            }
            path::fill(world, key, language, page);
            let course = world.site.entry(key).and_then(Entry::course);
            if let (Some(course), Some(language)) = (course, world.language(language)) {
                let calendar = address.beside(COURSE_CALENDAR).href(world.base_path());
                page.noindex |= course.example;
                page.detail = Detail::Course(Box::new(course::detail(world, course, language, calendar)));
            }
        }
        EntryKey::Term(id) => {
            if let Some(language) = world.language(language) {
                page.detail = term::term(world, id, language).map_or(Detail::None, Detail::Term);
            }
        }
        EntryKey::Subject(_) => {
            section::fill_list(world, key, number, language, address, page);
        }
        EntryKey::Person(id) => {
            if let Some(detail) = person::detail(world, id, language) {
                page.description = detail.about.clone().unwrap_or_default();
                page.detail = Detail::Person(detail);
            }
            page.items = world.cards(world.listed(key, language), language);
        }
        EntryKey::Glossary => {
            if let Some(language) = world.language(language) {
                page.detail = Detail::Glossary(term::glossary(world, language));
            }
        }
        // Its works are set when the page is written out.
        EntryKey::References => {}
        EntryKey::Search => {
            if let Some(language) = world.language(language) {
                page.detail = Detail::Search(search::index(world, language));
            }
        }
        EntryKey::Subjects => {
            let ids = world.site.subjects.keys().cloned();
            page.items = sorted_cards(world, ids.map(EntryKey::Subject), language);
        }
        EntryKey::People => {
            let ids = world.site.people.keys().cloned();
            page.items = sorted_cards(world, ids.map(EntryKey::Person), language);
        }
    }
}

fn sorted_cards(
    world: &World,
    keys: impl Iterator<Item = EntryKey>,
    language: &LanguageTag,
) -> Vec<Arc<Card>> {
    let mut cards = world.cards(&keys.collect::<Vec<_>>(), language);
    if let Some(language) = world.language(language) {
        language.sort_by_text(&mut cards, |card| &*card.title);
    }
    cards
}

/// What the site is about, in each of its languages: the neutral front page says nothing in one of them alone.
fn descriptions(config: &Config) -> String {
    let languages = config.languages.iter();
    let descriptions = languages.map(|language| language.description.as_str());
    let descriptions: Vec<_> = descriptions.filter(|text| !text.is_empty()).collect();
    descriptions.join(" ")
}

/// What the pages are about that nobody writes a text for.
fn description_key(key: &EntryKey) -> Option<&'static str> {
    match key {
        EntryKey::Glossary => Some("about-page.glossary"),
        EntryKey::References => Some("about-page.references"),
        EntryKey::Subjects => Some("about-page.subjects"),
        EntryKey::People => Some("about-page.people"),
        EntryKey::Search => Some("about-page.search"),
        EntryKey::Section(_)
        | EntryKey::Article(_)
        | EntryKey::Instrument(_)
        | EntryKey::Course(_)
        | EntryKey::Path(_)
        | EntryKey::Term(_)
        | EntryKey::Subject(_)
        | EntryKey::Person(_) => None,
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

fn answered(
    world: &World,
    translation: &Translation,
    reader: &LanguageTag,
    beside: &Beside,
    diagnostics: &mut Vec<Diagnostic>,
) -> AnsweredText {
    // A text asks for the same words again and again: at each of its headings, say.
    let words: RefCell<BTreeMap<Label, Arc<str>>> = RefCell::default();
    let label = |label: Label| {
        let word = || world.word(label_key(label), &translation.language).into();
        words.borrow_mut().entry(label).or_insert_with(word).clone()
    };
    let companion = |path: &SourcePath| {
        let address = world.companions.get(path);
        address
            .map(|address| address.href(world.base_path()))
            .unwrap_or_default()
    };
    let versions = |path: &SourcePath| {
        let versions = world.pictures.get(path).into_iter().flatten();
        let versions = versions.map(|(version, address)| (*version, address.href(world.base_path())));
        versions.collect()
    };
    let word = |key: &str| world.word(key, &translation.language);
    let respondent = Respondent {
        site: &world.site,
        addresses: &world.addresses,
        bibliography: &world.bibliography,
        label: &label,
        companion: &companion,
        versions: &versions,
        charts: &world.charts,
        word: &word,
        language: world.language(&translation.language).map(|language| &**language),
    };
    let mut found = Vec::new();
    let (answers, citations) = answer::answers(&respondent, translation, reader, beside, &mut found);
    // The faults of a borrowed text are told where it is at home.
    if translation.language == *reader {
        diagnostics.extend(found);
    }
    AnsweredText {
        document: translation.document.clone(),
        answers,
        citations,
        mentions: world.mentions.get(&translation.path).cloned(),
        reader: reader.clone(),
    }
}
