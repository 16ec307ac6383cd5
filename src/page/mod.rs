//! What a reader is shown at one address, in one language.

pub mod address;
pub mod answer;
mod beside;
pub mod card;
pub mod citation;
pub mod claim;
pub mod compose;
pub mod course;
mod directive;
pub mod finder;
pub mod frame;
pub mod instrument;
pub mod list;
pub mod mention;
pub mod note;
pub mod order;
pub mod path;
pub mod person;
pub mod print;
pub mod reference;
pub mod reliability;
pub mod scoring;
pub mod search;
mod section;
pub mod structured;
mod tag;
pub mod term;
pub mod world;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use self::course::{CourseCard, CourseDetail};
use self::note::LinkedAddress;
use self::path::{PathDetail, PathPlace};
use crate::content::translation::Extra;
use crate::date::Date;
use crate::language::{Language, LanguageTag};

/// A page: the contract with the templates. They see this and the frame, and cannot ask for more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Page {
    /// What it shows; also the name of its template.
    pub kind: &'static str,
    /// Its language.
    pub language: String,
    /// The language of title, description and text, if it is not that of the page.
    pub text_language: Option<String>,
    /// What the reader should know of another language's text before reading this one.
    pub notice: Option<Notice>,
    /// The heading.
    pub title: Arc<str>,
    /// One sentence; may be empty.
    pub description: String,
    /// The description is only the beginning of the text, which readers need not see twice.
    pub excerpt: bool,
    /// The path for links.
    pub href: Arc<str>,
    /// The absolute address.
    pub url: Arc<str>,
    /// The absolute address for readers whom no language fits.
    pub x_default: Option<Arc<str>>,
    /// The same entry in each language of the site. For a further page of a list, the first page in the others, which is
    /// no counterpart of it: a way for readers, but no `hreflang` for search engines.
    pub alternates: Vec<Alternate>,
    /// The way from the front page to here, without this page.
    pub breadcrumbs: Vec<Link>,
    /// The text as HTML.
    pub body: String,
    /// Headings of the second and third level.
    pub outline: Vec<OutlineItem>,
    /// The concepts of the glossary that the text links to by itself.
    pub terms: Vec<Arc<TermCard>>,
    /// Works cited, as HTML, with the anchor of each.
    pub references: Vec<ReferenceItem>,
    /// The addresses of other pages, on this site and elsewhere, that the text links to, for paper.
    pub addresses: Vec<LinkedAddress>,
    /// Questions that the text puts and answers, as plain text.
    pub questions: Vec<Question>,
    /// The day of publication.
    pub published: Option<ShownDate>,
    /// The day of the last change of substance.
    pub updated: Option<ShownDate>,
    /// Who wrote it.
    pub authors: Vec<Link>,
    /// Who reviewed it.
    pub reviewers: Vec<Link>,
    /// The day of the review.
    pub reviewed: Option<ShownDate>,
    /// What it is about.
    pub subjects: Vec<Link>,
    /// Minutes to read it.
    pub reading_minutes: Option<usize>,
    /// The entry before it in its section.
    pub previous: Option<Link>,
    /// The entry after it.
    pub next: Option<Link>,
    /// The reading paths that it belongs to, with its place in each.
    pub paths: Vec<PathPlace>,
    /// The entries that it lists.
    pub items: Vec<Arc<Card>>,
    /// The sections that it lists, with some of their entries.
    pub sections: Vec<SectionCard>,
    /// Where this page stands among the pages of its list.
    pub pagination: Option<Pagination>,
    /// The feed of what it lists.
    pub feed: Option<String>,
    /// The path of the page with all texts of this section or reading path one after the other, for paper.
    pub print: Option<String>,
    /// Where readers report a problem with this page: an address with that of the page in it.
    pub report: Option<String>,
    /// The picture by which it is shared.
    pub share_image: Option<ShareImage>,
    /// Structured data, ready for a script element.
    pub json_ld: String,
    /// Search engines should leave it out.
    pub noindex: bool,
    /// Not for publication.
    pub draft: bool,
    /// The lists that the front matter asks for under `lists`, by name.
    pub lists: BTreeMap<String, Vec<Arc<Card>>>,
    /// What the front matter says under `extra`.
    pub extra: Extra,
    /// What only pages of its kind have.
    pub detail: Detail,
}

/// The picture by which a page is shared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ShareImage {
    /// Its absolute address.
    pub url: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What is written on it.
    pub alt: String,
}

/// What only the template of one kind of page knows. Templates see the parts of the variant as `page.detail`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Detail {
    /// Nothing.
    #[default]
    None,
    /// A course.
    Course(Box<CourseDetail>),
    /// The courses that a section lists, parted by the day of the build. Its other entries are the page's items.
    Courses {
        /// Those to come, the next one first.
        upcoming: Vec<Arc<Card>>,
        /// Those that are over, the last one first.
        past: Vec<Arc<Card>>,
        /// The path of the calendar with all courses of the site.
        calendar: String,
    },
    /// A reading path.
    Path(Box<PathDetail>),
    /// A person.
    Person(PersonDetail),
    /// An instrument.
    Instrument(Box<instrument::InstrumentDetail>),
    /// The instruments that a section lists. Its other entries are the page's items.
    Instruments(Box<finder::FinderDetail>),
    /// A concept of the glossary.
    Term(TermDetail),
    /// The glossary.
    Glossary(GlossaryDetail),
    /// The list of all works.
    References(ReferencesDetail),
    /// The page of the search.
    Search(SearchDetail),
    /// The texts of a section or of a reading path as one document.
    Print(Box<print::PrintDetail>),
    /// A page that leads elsewhere.
    Redirect {
        /// The path where it leads.
        target: String,
    },
}

/// What the reader should know of another language's text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Notice {
    /// `outdated`: this translation was made from that text, which has changed. `borrowed`: that text is shown here,
    /// since there is no translation.
    pub kind: &'static str,
    /// The other language.
    pub tag: LanguageTag,
    /// Its own name.
    pub name: String,
    /// The path of the page in the other language.
    pub href: Arc<str>,
    /// The absolute address of that page.
    pub url: Arc<str>,
    /// The day on which that text changed, if it says so.
    pub date: Option<ShownDate>,
}

/// The same entry in one language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Alternate {
    /// The language.
    pub tag: LanguageTag,
    /// The locale as Open Graph writes it: `nb_NO`.
    pub locale: String,
    /// Its own name.
    pub name: String,
    /// The path for links; empty if it does not exist.
    pub href: Arc<str>,
    /// The absolute address; empty if it does not exist.
    pub url: Arc<str>,
    /// The title there.
    pub title: Arc<str>,
    /// Whether there is such a page.
    pub exists: bool,
    /// Whether that page shows the text of another language; it is then no translation for search engines.
    pub borrowed: bool,
    /// Whether it is this page.
    pub current: bool,
}

/// A link with its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Link {
    /// The text.
    #[serde(rename = "title")]
    pub text: Arc<str>,
    /// The same text under the name that fits people and subjects.
    pub name: Arc<str>,
    /// The path.
    pub href: Arc<str>,
    /// The language of the text, if it is not that of the page.
    pub language: Option<String>,
}

impl Link {
    /// Makes a link.
    pub fn new(text: impl Into<Arc<str>>, href: Arc<str>) -> Self {
        let text = text.into();
        Self {
            name: text.clone(),
            text,
            href,
            language: None,
        }
    }

    /// Makes a link to an entry, which is called by its title.
    pub fn to(card: &Card) -> Self {
        Self {
            language: card.language.clone(),
            ..Self::new(card.title.clone(), card.href.clone())
        }
    }
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct OutlineItem {
    /// 2 or 3.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The heading as HTML.
    pub html: String,
}

/// An entry of the list of references.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ReferenceItem {
    /// The anchor.
    pub id: String,
    /// The number or label by which the text cites it, as HTML; empty in a style that cites by names.
    pub number: String,
    /// The reference as HTML.
    pub html: String,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Question {
    /// The question.
    pub text: String,
    /// What readers see as its answer.
    pub answer: String,
}

/// A date for machines and for people.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ShownDate {
    /// `2026-05-17`.
    pub iso: String,
    /// In the page's language.
    pub text: String,
}

impl ShownDate {
    /// Shows a date in a language.
    pub fn of(date: Date, language: &Language) -> Self {
        Self {
            iso: date.to_string(),
            text: language.long_date(date),
        }
    }
}

/// A page in brief.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Card {
    /// The title.
    pub title: Arc<str>,
    /// The path.
    pub href: Arc<str>,
    /// The absolute address.
    pub url: Arc<str>,
    /// One sentence.
    pub description: String,
    /// What it is.
    pub kind: &'static str,
    /// The day of publication.
    pub published: Option<ShownDate>,
    /// What it is about.
    pub subjects: Vec<Link>,
    /// How many entries it lists, if it lists any.
    pub count: Option<usize>,
    /// Its language, if it is not that of the page.
    pub language: Option<String>,
    /// When and where it is held, if it is a course.
    pub course: Option<CourseCard>,
}

/// A section in brief, with its first entries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SectionCard {
    /// The title.
    pub title: Arc<str>,
    /// The path.
    pub href: Arc<str>,
    /// One sentence.
    pub description: String,
    /// The language of both, if it is not that of the page.
    pub language: Option<String>,
    /// Its first entries.
    pub items: Vec<Arc<Card>>,
}

/// Where a page stands among the pages of its list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Pagination {
    /// This page, from 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// The one before.
    pub previous: Option<String>,
    /// The one after.
    pub next: Option<String>,
    /// All of them.
    pub pages: Vec<NumberedPage>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NumberedPage {
    /// From 1.
    pub number: usize,
    /// The path.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}

/// What a person's page tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PersonDetail {
    /// What the person does.
    pub role: Option<String>,
    /// Where.
    pub affiliation: Option<String>,
    /// One or two sentences.
    pub about: Option<String>,
    /// The person's own page.
    pub url: Option<String>,
    /// The address of the ORCID iD: `https://orcid.org/0000-0002-1825-0097`.
    pub orcid: Option<String>,
}

/// A concept, as it is explained where a text mentions it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermCard {
    /// Its id on the page.
    pub id: String,
    /// The term.
    pub term: String,
    /// What it means.
    pub definition: String,
    /// The path of its own page.
    pub href: String,
}

/// What the page of a concept tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermDetail {
    /// Its id, the same in all languages.
    pub id: String,
    /// The concept, as it stands in a sentence.
    pub term: Arc<str>,
    /// What it means.
    pub definition: String,
    /// Other words for the same.
    pub synonyms: Vec<String>,
    /// The absolute address of the glossary.
    pub glossary_url: Arc<str>,
    /// The pages whose text mentions it, by title; of many those with the most sections that do.
    pub mentioned_in: Vec<Link>,
    /// How many further pages mention it.
    pub mentioned_in_more: usize,
}

/// What the page of the glossary tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GlossaryDetail {
    /// The concepts by letter, in the order of the language.
    pub letters: Vec<Letter>,
}

/// The concepts under one letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Letter {
    /// The letter; `#` for what begins with none.
    pub letter: String,
    /// Its anchor.
    pub id: String,
    /// The concepts.
    pub terms: Vec<GlossaryItem>,
}

/// A concept in the glossary.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GlossaryItem {
    /// Its id.
    pub id: String,
    /// The term.
    pub term: Arc<str>,
    /// The path of its own page.
    pub href: Arc<str>,
    /// The absolute address of that page.
    pub url: Arc<str>,
    /// What it means.
    pub definition: String,
    /// Other words for the same.
    pub synonyms: Vec<String>,
}

/// What the page of the search tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SearchDetail {
    /// What the search finds by its title, from A to Z.
    pub letters: Vec<IndexLetter>,
}

/// What stands under one letter of the index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct IndexLetter {
    /// The letter; `#` for what begins with none.
    pub letter: String,
    /// Its anchor.
    pub id: String,
    /// The titles.
    pub items: Vec<IndexItem>,
}

/// A title in the index.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct IndexItem {
    /// The title.
    pub title: Arc<str>,
    /// The path.
    pub href: Arc<str>,
    /// What it is.
    pub kind: &'static str,
}

/// What the list of all works tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ReferencesDetail {
    /// The works, by author, year and title.
    pub works: Vec<WorkItem>,
    /// The whole list for programs that keep references.
    pub downloads: Vec<Download>,
}

/// A work in the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct WorkItem {
    /// The anchor.
    pub id: String,
    /// The reference as HTML.
    pub html: String,
    /// The work as an OpenURL context object, for programs that read it out of the page.
    pub coins: String,
    /// The pages that cite it.
    pub cited_in: Vec<Link>,
}

/// The list in one format.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Download {
    /// What the format is called.
    pub format: &'static str,
    /// The path of the file.
    pub href: String,
}

/// What stands around every page of one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Frame {
    /// The site's title.
    pub title: String,
    /// One sentence.
    pub description: String,
    /// The language.
    pub language: FrameLanguage,
    /// All languages.
    pub languages: Vec<FrameLanguage>,
    /// The main menu.
    pub menu: Vec<Link>,
    /// The menu at the foot.
    pub footer_menu: Vec<Link>,
    /// The path of the front page.
    pub home: Arc<str>,
    /// Scheme, host and base path.
    pub base_url: String,
    /// The feed of the language.
    pub feed: String,
    /// Where one searches in the language.
    pub search: SearchFrame,
    /// The path of the description by which devices keep the site beside their programs.
    pub manifest: String,
    /// The path of the script by which browsers keep what was read, if they are to.
    pub offline: Option<String>,
    /// The path of the site's sign for devices that know no drawings.
    pub touch_icon: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The locale as Open Graph writes it: `nb_NO`.
    pub locale: String,
}

/// Where one searches in a language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SearchFrame {
    /// The path of the page that a search leads to.
    pub href: Arc<str>,
    /// The folder of the files that a search reads.
    pub folder: String,
    /// The path of the description by which browsers offer the search.
    pub description: String,
}

/// A language in the frame.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FrameLanguage {
    /// The tag.
    pub tag: String,
    /// Its own name.
    pub name: String,
}
