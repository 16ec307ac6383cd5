//! A parsed text: HTML with holes, and the questions whose answers fill them.
//!
//! A document is made once from a file and a language. What it cannot know by itself (where a link leads, how large an
//! image is, how a work is cited) it asks; the site answers, and [`super::render`] puts both together.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::span::TextRange;

/// A text in Markdown, read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Document {
    /// The finished HTML between the holes.
    pub html: String,
    /// Where something is missing in `html`, ascending by offset.
    pub holes: Vec<Hole>,
    /// The parts of `html` in which words may become links, ascending. No hole stands inside one.
    pub passages: Vec<Passage>,
    /// What the document asks, in the order of the text.
    pub questions: Vec<Question>,
    /// The headings, in the order of the text.
    pub outline: Vec<Heading>,
    /// The anchors of elements that stand in the text as HTML, in the order of the text.
    pub html_ids: Vec<String>,
    /// Words of prose, for the reading time.
    pub words: usize,
    /// The first paragraph as plain text, for lists of pages whose front matter has no description.
    pub lead: String,
    /// Whether it contains formulas.
    pub has_math: bool,
    /// Whether it contains highlighted code.
    pub has_code: bool,
}

/// A place in the HTML that an answer fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hole {
    /// The byte in `html` before which the filling stands.
    pub offset: usize,
    /// The question, by its index.
    pub question: usize,
    /// Which part of the answer stands here. A container directive has a hole at its beginning and at its end, and
    /// three for each heading in it.
    pub part: Part,
}

/// Plain prose in the HTML, without an element in it: no heading, link, code or quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    /// Its bytes in `html`.
    pub at: TextRange,
    /// The section of the text in which it stands, counted by headings; footnotes are a section of their own.
    pub section: usize,
}

/// Which part of an answer fills a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it, or what stands before a directive's content.
    Begin,
    /// What stands before a heading of a container directive.
    HeadingBegin,
    /// What stands between such a heading and what it is the heading of.
    HeadingEnd,
    /// What stands after that: before the next heading, or before the end of the container.
    SectionEnd,
    /// What stands after a directive's content.
    End,
}

/// A heading of a container directive with what it is the heading of, as plain text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands below it, as readers see it.
    pub text: String,
}

/// Something that only the site knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// The bytes of the file that ask (of a link: its target).
    pub at: TextRange,
    /// What is asked.
    pub asked: Asked,
}

/// What a document asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Asked {
    /// Where a link leads. The hole stands inside the start tag, `<a` HOLE `>`.
    Link {
        /// The target as written, entities and escapes decoded: `article:rupture#repair`, `../rupture/`, `https://…`.
        target: String,
    },
    /// An image. The hole stands for the whole `<img …>`.
    Image {
        /// The file as written.
        target: String,
        /// The text for those who do not see it.
        alt: String,
    },
    /// `[@key, p. 4; @other]` or `@key` in the text. The hole stands for the whole citation.
    Citation(Vec<Cite>, CitationForm),
    /// `:name[label]{key=value}`, `::name…` or `:::name … :::`.
    Directive(Directive),
    /// A word of the interface in the page's language, such as the title of a note.
    Label(Label),
}

/// One work in a citation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cite {
    /// The key of the work in the list of references.
    pub key: String,
    /// The bytes of the key in the file, `@` included.
    pub at: TextRange,
    /// What stands before the key: "see".
    pub prefix: String,
    /// What stands after it: "p. 4".
    pub locator: String,
    /// `-@key`: without the author.
    pub suppress_author: bool,
}

/// How a citation stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CitationForm {
    /// In brackets: `[@bordin1979]`.
    Bracketed,
    /// As part of the sentence: `@bordin1979 showed`.
    InText,
}

/// A directive, as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Directive {
    /// Its name.
    pub name: String,
    /// How it stands in the text.
    pub form: DirectiveForm,
    /// The text in square brackets.
    pub label: Option<String>,
    /// The attributes in braces, in the order of the text; `#id` and `.class` are `id` and `class`.
    pub attributes: Vec<(String, String)>,
}

/// How a directive stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DirectiveForm {
    /// `:name[…]{…}` inside a sentence.
    Inline,
    /// `::name[…]{…}` on a line of its own.
    Leaf,
    /// `:::name[…]{…}`, Markdown, `:::`.
    Container,
}

/// A word of the interface that a document needs. The theme's strings have it under `markdown.<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// The title of `> [!NOTE]`.
    Note,
    /// The title of `> [!TIP]`.
    Tip,
    /// The title of `> [!IMPORTANT]`.
    Important,
    /// The title of `> [!WARNING]`.
    Warning,
    /// The title of `> [!CAUTION]`.
    Caution,
    /// The heading of the list of footnotes.
    Footnotes,
    /// The name of the link from a footnote back to the text.
    BackToText,
    /// The name of the link from the text to a footnote.
    ToFootnote,
    /// The name of the link that a heading carries to itself.
    HeadingLink,
    /// What a scrolling table is called.
    Table,
}

/// A heading of the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The heading as HTML without links, quotation marks set.
    pub html: String,
    /// The heading as plain text.
    pub text: String,
    /// Its bytes in the file.
    pub at: TextRange,
}

/// What the site says to a question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Where the link leads.
    Link {
        /// The address.
        href: String,
        /// The language of the page there, if it is not that of this page.
        language: Option<String>,
        /// Whether it leads to another site.
        external: bool,
    },
    /// The image.
    Image {
        /// Its address.
        src: String,
        /// Width and height in CSS pixels, if the file tells.
        size: Option<(u32, u32)>,
        /// The same in WebP: addresses with their widths in pixels, the narrowest first.
        sources: Vec<(String, u32)>,
    },
    /// HTML of our own making. The second stands at the end of a container.
    Html(String, String),
    /// Each heading of the container can be opened and closed, with what stands below it.
    Disclosures,
    /// Plain text; it is escaped.
    Text(Arc<str>),
    /// Nobody knows; the text stays as it was written.
    Unanswered,
}

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// Allowed elements pass, others are left out and reported.
    Sanitise,
    /// All HTML passes.
    Allow,
    /// No HTML passes.
    Refuse,
}

/// A document, and what there is to say about it; ranges in `diagnostics` are already placed in the file.
pub type ParsedDocument = (Document, Vec<Diagnostic>);
