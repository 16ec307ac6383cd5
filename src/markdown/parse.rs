//! Reads a text and writes its document: one pass over the events of the CommonMark parser.
//!
//! Nothing here calls itself, so the depth of a text is bounded by memory, not by the stack.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options,
    Parser, Tag, TagEnd,
};

use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::escape;
use crate::language::typography::{self, Typographer};
use crate::markdown::directive::Line;
use crate::markdown::document::{
    Asked, CitationForm, Cite, Directive, Document, Heading, Hole, Label, Part, Question, RawHtml,
};
use crate::markdown::heading::Anchors;
use crate::markdown::highlight::highlight;
use crate::markdown::html::{self, Piece};
use crate::markdown::insert::{self, Hidden, Insert};
use crate::markdown::math::mathml;
use crate::markdown::reference;
use crate::markdown::words::Words;
use crate::span::{SourcePath, TextRange};

/// How a file is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The file, for diagnostics.
    pub path: SourcePath,
    /// The language of the text, such as `nb`.
    pub language: String,
    /// What becomes of HTML in the text.
    pub raw_html: RawHtml,
}

/// The most elements of raw HTML that are open at once; nobody writes more, and a browser cuts at 512.
const DEEPEST_HTML: usize = 100;

/// Reads a file's Markdown. `text` is the whole file, its body begins at the byte `body_start`; all ranges are ranges
/// of the whole file.
pub fn parse(text: &str, body_start: usize, settings: &Settings) -> Reported<Document> {
    let body = text.get(body_start..).unwrap_or_default();
    let hidden = Hidden::new(body);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let broken: RefCell<Vec<(Range<usize>, LinkType, String)>> = RefCell::default();
    let note_broken = |link: BrokenLink<'_>| {
        broken
            .borrow_mut()
            .push((link.span, link.link_type, link.reference.to_string()));
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let mut iterator =
        Parser::new_with_broken_link_callback(&hidden.text, options, Some(note_broken)).into_offset_iter();
    let events: Vec<(Event<'_>, Range<usize>)> = iterator.by_ref().collect();
    let definitions = iterator
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_owned(), definition.span.clone()))
        .collect();

    let mut writer = Writer::new(body_start, settings, &hidden, definitions);
    for (event, _) in &events {
        if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
            writer.anchors.reserve(id);
        }
    }
    for (index, (event, range)) in events.iter().enumerate() {
        writer.event(event, range.clone(), &events[index + 1..]);
    }
    drop(iterator);
    for (span, link_type, label) in broken.into_inner() {
        writer.broken_link(span, link_type, &label);
    }
    writer.finish()
}

/// HTML that is being written, with its holes.
#[derive(Debug, Default)]
struct Buffer {
    html: String,
    holes: Vec<Hole>,
}

impl Buffer {
    fn append(&mut self, other: &Buffer) {
        let shift = self.html.len();
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.iter().map(|hole| Hole {
            offset: hole.offset + shift,
            ..*hole
        }));
    }

    fn hole(&mut self, question: usize, part: Part) {
        self.holes.push(Hole {
            offset: self.html.len(),
            question,
            part,
        });
    }

    /// Begins a new line, if it has not just begun.
    fn fresh_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }
}

/// Something that was begun and must end.
#[derive(Debug)]
enum Frame {
    /// An element of Markdown, whose end the parser tells.
    Markdown { is_phrasing: bool },
    /// An element of raw HTML.
    Raw(String),
    /// A container directive.
    Directive {
        question: usize,
        name: String,
        colons: usize,
        at: TextRange,
    },
}

#[derive(Debug)]
struct OpenHeading {
    level: u8,
    id: Option<String>,
    classes: Vec<String>,
    /// The content for the outline: no links, no holes.
    html: String,
    text: String,
    at: TextRange,
}

#[derive(Debug)]
struct OpenImage {
    /// Pictures in the description of a picture.
    depth: usize,
    alt: String,
    target: String,
    title: String,
    at: TextRange,
}

#[derive(Debug)]
struct Note {
    name: String,
    references: usize,
}

/// The paragraph that is being written.
#[derive(Debug, Default)]
struct Paragraph {
    /// Where its `<p>` begins.
    start: usize,
    /// Events inside, as far as they matter: a single picture makes a figure.
    children: usize,
    /// The title of the picture that is its last child.
    title: Option<String>,
}

struct Writer<'a> {
    body_start: usize,
    settings: &'a Settings,
    hidden: &'a Hidden<'a>,
    definitions: HashMap<String, Range<usize>>,
    diagnostics: Vec<Diagnostic>,
    questions: Vec<Question>,
    /// The last one is being written: the document, a heading, a footnote.
    buffers: Vec<Buffer>,
    frames: Vec<Frame>,
    raw_open: usize,
    typographer: Typographer,
    /// Prose that waits to be set, and the bytes in it that stay as they are.
    prose: String,
    literal: Vec<usize>,
    /// Prose that was set, while it is written; kept for its memory.
    set: String,
    anchors: Anchors,
    outline: Vec<Heading>,
    heading: Option<OpenHeading>,
    image: Option<OpenImage>,
    links: usize,
    code: Option<(String, String)>,
    /// The lines of a block of HTML, each with its place in the file.
    block: Option<(String, Vec<(usize, usize)>)>,
    /// The element that is left out with its content, such as `script`.
    opaque: Option<String>,
    paragraph: Option<Paragraph>,
    alignments: Vec<Alignment>,
    cell: usize,
    in_table_head: bool,
    in_table_body: bool,
    note_numbers: HashMap<String, usize>,
    notes: Vec<Note>,
    note_texts: HashMap<String, Buffer>,
    open_notes: Vec<String>,
    words: Words,
    lead: String,
    /// The first paragraph, while it is being read.
    open_lead: Option<String>,
    has_math: bool,
    has_code: bool,
}

impl<'a> Writer<'a> {
    fn new(
        body_start: usize,
        settings: &'a Settings,
        hidden: &'a Hidden<'a>,
        definitions: HashMap<String, Range<usize>>,
    ) -> Self {
        Self {
            body_start,
            settings,
            hidden,
            definitions,
            diagnostics: Vec::new(),
            questions: Vec::new(),
            buffers: vec![Buffer::default()],
            frames: Vec::new(),
            raw_open: 0,
            typographer: Typographer::new(&settings.language),
            prose: String::new(),
            literal: Vec::new(),
            set: String::new(),
            anchors: Anchors::default(),
            outline: Vec::new(),
            heading: None,
            image: None,
            links: 0,
            code: None,
            block: None,
            opaque: None,
            paragraph: None,
            alignments: Vec::new(),
            cell: 0,
            in_table_head: false,
            in_table_body: false,
            note_numbers: HashMap::new(),
            notes: Vec::new(),
            note_texts: HashMap::new(),
            open_notes: Vec::new(),
            words: Words::default(),
            lead: String::new(),
            open_lead: None,
            has_math: false,
            has_code: false,
        }
    }

    // Places and faults.

    /// The place in the file of a range of the text with placeholders.
    fn place(&self, range: &Range<usize>) -> TextRange {
        TextRange::new(
            self.body_start + self.hidden.original(range.start),
            self.body_start + self.hidden.original(range.end),
        )
    }

    fn report(&mut self, code: Code, at: TextRange, arguments: &[(&'static str, &str)]) {
        let mut diagnostic = Diagnostic::new(code, at.of(&self.settings.path));
        for (name, value) in arguments {
            diagnostic = diagnostic.with(name, value);
        }
        self.diagnostics.push(diagnostic);
    }

    fn broken_link(&mut self, span: Range<usize>, link_type: LinkType, label: &str) {
        let at = self.place(&span);
        let label = self.hidden.restore(label).into_owned();
        if matches!(link_type, LinkType::Reference | LinkType::Collapsed) {
            self.report(Code::MissingReferenceDefinition, at, &[("label", &label)]);
        }
    }

    // Output.

    fn out(&mut self) -> &mut Buffer {
        if self.buffers.is_empty() {
            self.buffers.push(Buffer::default());
        }
        let last = self.buffers.len() - 1;
        &mut self.buffers[last]
    }

    /// Writes HTML that the outline shows too.
    fn inline(&mut self, html: &str) {
        if let Some(heading) = &mut self.heading {
            heading.html.push_str(html);
        }
        self.out().html.push_str(html);
    }

    /// Writes HTML that only the text shows.
    fn write(&mut self, html: &str) {
        self.out().html.push_str(html);
    }

    fn ask(&mut self, at: TextRange, asked: Asked) -> usize {
        self.questions.push(Question { at, asked });
        self.questions.len() - 1
    }

    fn ask_here(&mut self, at: TextRange, asked: Asked) {
        let question = self.ask(at, asked);
        self.out().hole(question, Part::Begin);
    }

    /// Notes something in a sentence that is no prose.
    fn child(&mut self) {
        self.flush();
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.children += 1;
            paragraph.title = None;
        }
    }

    /// Sets the prose that waits.
    fn flush(&mut self) {
        if self.prose.is_empty() {
            return;
        }
        let mut set = std::mem::take(&mut self.set);
        set.clear();
        self.typographer.set(&self.prose, &self.literal, &mut set);
        self.prose.clear();
        self.literal.clear();
        self.words.read(&set);
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.children += 1;
            paragraph.title = None;
        }
        self.plain(&set);
        if let Some(heading) = &mut self.heading {
            escape::html(&set, &mut heading.html);
        }
        escape::html(&set, &mut self.out().html);
        self.set = set;
    }

    /// Adds to the plain text of a heading and of the first paragraph.
    fn plain(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        if let Some(lead) = &mut self.open_lead {
            lead.push_str(text);
        }
    }

    /// Begins a block: what was prose before does not count.
    fn begin_block(&mut self) {
        self.flush();
        self.typographer.begin();
        self.words.begin();
        self.links = 0;
        // A paragraph inside a paragraph is none in HTML.
        if matches!(self.frames.last(), Some(Frame::Raw(name)) if name == "p") {
            self.pop();
        }
        self.out().fresh_line();
    }

    // What is open.

    fn push(&mut self, is_phrasing: bool) {
        self.frames.push(Frame::Markdown { is_phrasing });
    }

    /// Ends what was begun last, unless it is Markdown's to end. Tells whether there was something.
    fn pop(&mut self) -> bool {
        match self.frames.pop() {
            Some(Frame::Raw(name)) => {
                self.raw_open -= 1;
                self.inline(&format!("</{name}>"));
                true
            }
            Some(Frame::Directive {
                question,
                name,
                colons: _,
                at,
            }) => {
                self.report(Code::UnclosedDirective, at, &[("name", &name)]);
                self.end_directive(question);
                true
            }
            Some(frame @ Frame::Markdown { .. }) => {
                self.frames.push(frame);
                false
            }
            None => false,
        }
    }

    fn end_directive(&mut self, question: usize) {
        self.out().fresh_line();
        self.out().hole(question, Part::End);
        self.write("\n");
    }

    /// Ends the element that the parser says ends, and everything left open in it.
    fn end_markdown(&mut self) {
        self.flush();
        while self.pop() {}
        self.frames.pop();
        self.opaque = None;
    }

    // Events.

    fn event(&mut self, event: &Event<'_>, range: Range<usize>, next: &[(Event<'_>, Range<usize>)]) {
        if self.image.is_some() && self.image_event(event, &range) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range, next),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text, range),
            Event::Code(text) => {
                self.child();
                let text = self.hidden.restore(text);
                if self.opaque.is_none() {
                    self.plain(&text);
                    self.inline(&format!("<code>{}</code>", escape::html_string(&text)));
                }
                self.typographer.pass();
            }
            Event::InlineMath(text) => self.math(text, &range, false),
            Event::DisplayMath(text) => self.math(text, &range, true),
            Event::Html(text) => self.block_html(text, &range),
            Event::InlineHtml(text) => {
                self.child();
                let begin = self.place(&range).start;
                let text = self.hidden.restore(text).into_owned();
                self.raw_html(&text, &[(0, begin)], true);
            }
            Event::FootnoteReference(name) => self.footnote_reference(name, &range),
            Event::SoftBreak => self.prose.push('\n'),
            Event::HardBreak => {
                self.child();
                self.inline("<br>");
                self.prose.push('\n');
            }
            Event::Rule => {
                self.begin_block();
                self.write("<hr>\n");
            }
            Event::TaskListMarker(checked) => {
                let checked = if *checked { " checked" } else { "" };
                self.write(&format!("<input type=\"checkbox\" disabled{checked}> "));
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>, next: &[(Event<'_>, Range<usize>)]) {
        match tag {
            Tag::Paragraph => {
                self.begin_block();
                let start = self.out().html.len();
                self.write("<p>");
                self.paragraph = Some(Paragraph {
                    start,
                    ..Paragraph::default()
                });
                if self.lead.is_empty() && self.open_notes.is_empty() {
                    self.open_lead = Some(String::new());
                }
                self.push(true);
            }
            Tag::Heading {
                level, id, classes, ..
            } => {
                self.begin_block();
                self.heading = Some(OpenHeading {
                    level: level_number(*level),
                    id: id.as_deref().map(str::to_owned),
                    classes: classes
                        .iter()
                        .map(|class| self.hidden.restore(class).into_owned())
                        .collect(),
                    html: String::new(),
                    text: String::new(),
                    at: self.place(&range),
                });
                self.buffers.push(Buffer::default());
                self.push(true);
            }
            Tag::BlockQuote(None) => self.open_block("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let (class, label) = alert(*kind);
                self.begin_block();
                self.write(&format!(
                    "<aside class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">"
                ));
                let at = self.place(&range);
                self.ask_here(at, Asked::Label(label));
                self.write("</p>\n");
                self.push(false);
            }
            Tag::CodeBlock(kind) => {
                self.begin_block();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        let info = self.hidden.restore(info).into_owned();
                        info.split([' ', '\t', ',', '{'])
                            .next()
                            .unwrap_or_default()
                            .to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::HtmlBlock => {
                self.flush();
                self.block = Some((String::new(), Vec::new()));
            }
            Tag::List(None) => self.open_block("<ul>\n"),
            Tag::List(Some(1)) => self.open_block("<ol>\n"),
            Tag::List(Some(start)) => self.open_block(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => {
                let is_task = matches!(
                    next,
                    [(Event::TaskListMarker(_), _), ..]
                        | [
                            (Event::Start(Tag::Paragraph), _),
                            (Event::TaskListMarker(_), _),
                            ..
                        ]
                );
                self.open_block(if is_task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.open_notes.push(self.hidden.restore(name).into_owned());
                self.buffers.push(Buffer::default());
                self.push(false);
            }
            Tag::DefinitionList => self.open_block("<dl>\n"),
            Tag::DefinitionListTitle => self.open_block("<dt>"),
            Tag::DefinitionListDefinition => self.open_block("<dd>"),
            Tag::Table(alignments) => {
                self.begin_block();
                self.alignments.clone_from(alignments);
                self.in_table_body = false;
                self.write("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
                let at = self.place(&range);
                self.ask_here(at, Asked::Label(Label::Table));
                self.write("\">\n<table>\n");
                self.push(false);
            }
            Tag::TableHead => {
                self.in_table_head = true;
                self.cell = 0;
                self.open_block("<thead>\n<tr>\n");
            }
            Tag::TableRow => {
                self.cell = 0;
                if !self.in_table_body {
                    self.in_table_body = true;
                    self.write("<tbody>\n");
                }
                self.open_block("<tr>\n");
            }
            Tag::TableCell => {
                let class = match self.alignments.get(self.cell) {
                    Some(Alignment::Left) => " class=\"align-left\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    Some(Alignment::Right) => " class=\"align-right\"",
                    Some(Alignment::None) | None => "",
                };
                self.cell += 1;
                let name = if self.in_table_head {
                    "th scope=\"col\""
                } else {
                    "td"
                };
                self.open_block(&format!("<{name}{class}>"));
            }
            Tag::Emphasis => self.open_inline("<em>"),
            Tag::Strong => self.open_inline("<strong>"),
            Tag::Strikethrough => self.open_inline("<del>"),
            Tag::Superscript => self.open_inline("<sup>"),
            Tag::Subscript => self.open_inline("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                self.child();
                self.write("<a");
                let target = self.hidden.restore(dest_url).into_owned();
                let target = if *link_type == LinkType::Email {
                    format!("mailto:{target}")
                } else {
                    target
                };
                let at = self.target_place(&range, &target, *link_type, id);
                if let Some(scheme) = reference::unsafe_scheme(&target) {
                    self.report(Code::UnsafeLink, at, &[("scheme", scheme)]);
                } else {
                    self.ask_here(at, Asked::Link { target });
                }
                if !title.is_empty() {
                    let title = escape::html_string(&self.hidden.restore(title));
                    self.write(&format!(" title=\"{title}\""));
                }
                self.write(">");
                self.links += 1;
                self.push(true);
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => {
                self.flush();
                let target = self.hidden.restore(dest_url).into_owned();
                let at = self.target_place(&range, &target, *link_type, id);
                let title = self.hidden.restore(title).into_owned();
                self.image = Some(OpenImage {
                    depth: 0,
                    alt: String::new(),
                    target,
                    title,
                    at,
                });
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    fn open_block(&mut self, html: &str) {
        self.begin_block();
        self.write(html);
        self.push(false);
    }

    fn open_inline(&mut self, html: &str) {
        self.child();
        self.inline(html);
        self.push(true);
    }

    fn close_inline(&mut self, html: &str) {
        // An opaque element goes on: only its own end or the end of the block ends it.
        let opaque = self.opaque.take();
        self.end_markdown();
        self.opaque = opaque;
        self.inline(html);
    }

    fn close_block(&mut self, html: &str) {
        self.end_markdown();
        self.write(html);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(None) => self.close_lines("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.close_lines("</aside>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                self.end_html_block();
                self.opaque = None;
            }
            TagEnd::List(false) => self.close_lines("</ul>\n"),
            TagEnd::List(true) => self.close_lines("</ol>\n"),
            TagEnd::Item => self.close_block("</li>\n"),
            TagEnd::FootnoteDefinition => {
                self.end_markdown();
                let buffer = if self.buffers.len() > 1 {
                    self.buffers.pop()
                } else {
                    None
                };
                if let (Some(name), Some(buffer)) = (self.open_notes.pop(), buffer) {
                    self.note_texts.entry(name).or_insert(buffer);
                }
            }
            TagEnd::DefinitionList => self.close_lines("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close_block("</dd>\n"),
            TagEnd::Table => {
                self.end_markdown();
                let body = if self.in_table_body { "</tbody>\n" } else { "" };
                self.write(&format!("{body}</table>\n</div>\n"));
            }
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.close_lines("</tr>\n</thead>\n");
            }
            TagEnd::TableRow => self.close_lines("</tr>\n"),
            TagEnd::TableCell => {
                let html = if self.in_table_head { "</th>\n" } else { "</td>\n" };
                self.close_block(html);
            }
            TagEnd::Emphasis => self.close_inline("</em>"),
            TagEnd::Strong => self.close_inline("</strong>"),
            TagEnd::Strikethrough => self.close_inline("</del>"),
            TagEnd::Superscript => self.close_inline("</sup>"),
            TagEnd::Subscript => self.close_inline("</sub>"),
            TagEnd::Link => {
                let opaque = self.opaque.take();
                self.end_markdown();
                self.opaque = opaque;
                self.links = self.links.saturating_sub(1);
                self.write("</a>");
            }
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn close_lines(&mut self, html: &str) {
        self.end_markdown();
        self.out().fresh_line();
        self.write(html);
    }

    fn end_paragraph(&mut self) {
        self.end_markdown();
        if let Some(lead) = self.open_lead.take() {
            self.lead = lead.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let paragraph = self.paragraph.take().unwrap_or_default();
        let title = paragraph
            .title
            .filter(|title| paragraph.children == 1 && !title.is_empty());
        let out = self.out();
        let hole = out
            .holes
            .last()
            .copied()
            .filter(|hole| hole.offset == out.html.len());
        if let (Some(title), Some(hole)) = (title, hole) {
            out.holes.pop();
            out.html.truncate(paragraph.start);
            out.html.push_str("<figure>");
            out.hole(hole.question, hole.part);
            let title = typography::prose(&self.settings.language, &title);
            self.write(&format!(
                "<figcaption>{}</figcaption></figure>\n",
                escape::html_string(&title)
            ));
        } else {
            self.write("</p>\n");
        }
    }

    fn end_heading(&mut self) {
        self.end_markdown();
        let buffer = if self.buffers.len() > 1 {
            self.buffers.pop()
        } else {
            None
        }
        .unwrap_or_default();
        let Some(heading) = self.heading.take() else {
            return;
        };
        let text = heading.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = match heading.id {
            Some(id) => self.anchors.explicit(&id).unwrap_or_else(|other| {
                self.report(Code::DuplicateHeadingId, heading.at, &[("id", &id)]);
                other
            }),
            None => self.anchors.of_text(&text, &self.settings.language),
        };
        let level = heading.level;
        let escaped_id = escape::html_string(&id);
        self.write(&format!("<h{level} id=\"{escaped_id}\""));
        if !heading.classes.is_empty() {
            let classes = escape::html_string(&heading.classes.join(" "));
            self.write(&format!(" class=\"{classes}\""));
        }
        self.write(">");
        self.out().append(&buffer);
        if level > 1 {
            self.write(&format!(
                "<a class=\"heading-link\" href=\"#{escaped_id}\" aria-label=\""
            ));
            self.ask_here(heading.at, Asked::Label(Label::HeadingLink));
            self.write(&format!(": {}\"></a>", escape::html_string(&text)));
        }
        self.write(&format!("</h{level}>\n"));
        self.outline.push(Heading {
            level,
            id,
            html: heading.html.trim().to_owned(),
            text,
            at: heading.at,
        });
    }

    fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else {
            return;
        };
        let code = self.hidden.restore(&code);
        self.write("<pre class=\"code\" tabindex=\"0\"><code");
        if !language.is_empty() {
            let class = escape::html_string(&language);
            self.write(&format!(" class=\"language-{class}\""));
        }
        self.write(">");
        let mut html = String::new();
        highlight(&code, &language, &mut html);
        self.has_code |= html.contains("<span");
        self.write(&html);
        self.write("</code></pre>\n");
    }

    // Text.

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        if self.opaque.is_some() {
            return;
        }
        let source = self.hidden.text.get(range.clone()).unwrap_or_default();
        if source != text {
            // An entity: what it stands for is meant as it is.
            let begin = self.prose.len();
            self.literal.extend(text.char_indices().map(|(at, _)| begin + at));
            self.prose.push_str(text);
            return;
        }
        if range.start > 0 && self.hidden.text.as_bytes().get(range.start - 1) == Some(&b'\\') {
            self.literal.push(self.prose.len());
        }
        self.missing_footnote(text, &range);
        let hidden = self.hidden;
        if !hidden.has_placeholder(text) {
            self.prose.push_str(text);
            return;
        }
        for (part, at) in hidden.parts(text) {
            match part {
                insert::Part::Text(text) => self.prose.push_str(text),
                insert::Part::Insert(insert, written) => {
                    let begin = self.body_start + hidden.original(range.start + at);
                    self.insert(insert, written, begin);
                }
            }
        }
    }

    /// `[^name]` without a text for it comes as text; the name is a piece of its own.
    fn missing_footnote(&mut self, text: &str, range: &Range<usize>) {
        let Some(name) = text.strip_prefix('^') else {
            return;
        };
        let source = self.hidden.text.as_ref();
        let opens = source
            .get(..range.start)
            .is_some_and(|before| before.ends_with('[') && !before.ends_with("\\["));
        let closes = source
            .get(range.end..)
            .is_some_and(|after| after.starts_with(']'));
        if opens && closes && !name.is_empty() && !name.contains(char::is_whitespace) {
            let at = self.place(&(range.start - 1..range.end + 1));
            self.report(Code::UnknownFootnote, at, &[("name", name)]);
        }
    }

    fn insert(&mut self, insert: &Insert, written: &str, begin: usize) {
        let at = TextRange::new(begin, begin + written.len());
        let asked = match insert {
            // A link in a link is none.
            _ if self.links > 0 => None,
            Insert::Citation(cites, form) => {
                if *form == CitationForm::Bracketed {
                    self.trim_plain();
                }
                let cites = cites
                    .iter()
                    .map(|cite| Cite {
                        at: TextRange::new(begin + cite.at.start, begin + cite.at.end),
                        ..cite.clone()
                    })
                    .collect();
                Some(Asked::Citation(cites, *form))
            }
            Insert::Inline(directive) => Some(Asked::Directive(directive.clone())),
            Insert::Line(_) => None,
        };
        let Some(asked) = asked else {
            self.prose.push_str(written);
            return;
        };
        self.child();
        if let Asked::Directive(Directive {
            label: Some(label), ..
        }) = &asked
        {
            self.plain(label);
        }
        self.ask_here(at, asked);
        self.typographer.pass();
    }

    /// Where a citation is left out of plain text, so is the space before it.
    fn trim_plain(&mut self) {
        self.flush();
        if let Some(heading) = &mut self.heading {
            heading.text.truncate(heading.text.trim_end().len());
            heading.html.truncate(heading.html.trim_end().len());
        }
        if let Some(lead) = &mut self.open_lead {
            lead.truncate(lead.trim_end().len());
        }
    }

    fn math(&mut self, formula: &str, range: &Range<usize>, display: bool) {
        self.child();
        if self.opaque.is_some() {
            return;
        }
        self.typographer.pass();
        let formula = self.hidden.restore(formula).into_owned();
        self.plain(&formula);
        match mathml(&formula, display) {
            Ok(html) => {
                self.has_math = true;
                self.inline(&html);
            }
            Err(reason) => {
                let at = self.place(range);
                self.report(Code::BadMath, at, &[("reason", &reason)]);
                self.inline(&format!(
                    "<code class=\"math-error\">{}</code>",
                    escape::html_string(&formula)
                ));
            }
        }
    }

    // Links and pictures.

    fn target_place(
        &self,
        range: &Range<usize>,
        target: &str,
        link_type: LinkType,
        label: &str,
    ) -> TextRange {
        let whole = self.place(range);
        let reference = matches!(
            link_type,
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
        );
        if reference {
            // Of a link by label, the target stands in the definition.
            let found = self.definitions.get(label).and_then(|definition| {
                let source = self.hidden.text.get(definition.clone())?;
                let at = source.find("]:")? + 2;
                let at = at + source[at..].find(target)? + definition.start;
                Some(self.place(&(at..at + target.len())))
            });
            return found.unwrap_or(whole);
        }
        let original = |at: usize| at - whole.start;
        let source = self.hidden.text.get(range.clone()).unwrap_or_default();
        // Without placeholders, text and original agree; with them, the whole link is near enough.
        if source.len() != original(whole.end) {
            return whole;
        }
        let written = target
            .strip_prefix("mailto:")
            .filter(|_| link_type == LinkType::Email)
            .unwrap_or(target);
        match reference::target_place(source, written) {
            Some(place) => TextRange::new(whole.start + place.start, whole.start + place.end),
            None => whole,
        }
    }

    /// Takes what stands in the description of a picture. Tells whether the event is done with.
    fn image_event(&mut self, event: &Event<'_>, range: &Range<usize>) -> bool {
        let Some(image) = &mut self.image else {
            return false;
        };
        match event {
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) if image.depth > 0 => image.depth -= 1,
            Event::End(TagEnd::Image) => self.end_image(),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let text = self.hidden.restore(text);
                image.alt.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::InlineHtml(text) => {
                if self.settings.raw_html != RawHtml::Allow {
                    let at = self.place(range);
                    let tag = self.hidden.restore(text).into_owned();
                    self.dropped(at, &tag, "it stands in the description of an image");
                }
            }
            Event::FootnoteReference(_)
            | Event::Start(_)
            | Event::End(_)
            | Event::Html(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
        true
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        self.child();
        self.typographer.pass();
        if let Some(scheme) = reference::unsafe_scheme(&image.target) {
            self.report(Code::UnsafeLink, image.at, &[("scheme", scheme)]);
            let alt = escape::html_string(&image.alt);
            self.inline(&alt);
            return;
        }
        if self.opaque.is_some() {
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(&image.alt);
            escape::html(&image.alt, &mut heading.html);
        }
        self.ask_here(
            image.at,
            Asked::Image {
                target: image.target,
                alt: image.alt,
            },
        );
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.title = Some(image.title);
        }
    }

    // Footnotes.

    fn footnote_reference(&mut self, name: &str, range: &Range<usize>) {
        self.child();
        let name = self.hidden.restore(name).into_owned();
        let at = self.place(range);
        let number = match self.note_numbers.get(&name) {
            Some(number) => *number,
            None => {
                self.notes.push(Note {
                    name: name.clone(),
                    references: 0,
                });
                self.note_numbers.insert(name, self.notes.len());
                self.notes.len()
            }
        };
        let mut references = 0;
        if let Some(note) = self.notes.get_mut(number - 1) {
            note.references += 1;
            references = note.references;
        }
        let id = reference_id(number, references);
        self.write(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn:{number}\" id=\"{id}\" role=\"doc-noteref\" aria-label=\""
        ));
        self.ask_here(at, Asked::Label(Label::ToFootnote));
        self.write(&format!(" {number}\">{number}</a></sup>"));
    }

    fn write_footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let here = TextRange::new(self.body_start, self.body_start);
        self.out().fresh_line();
        self.write("<section class=\"footnotes\" role=\"doc-endnotes\">\n<h2 class=\"footnotes-title\">");
        self.ask_here(here, Asked::Label(Label::Footnotes));
        self.write("</h2>\n<ol>\n");
        // The question is the same for all of them.
        let back = self.ask(here, Asked::Label(Label::BackToText));
        for (index, note) in std::mem::take(&mut self.notes).into_iter().enumerate() {
            let number = index + 1;
            let mut text = self.note_texts.remove(&note.name).unwrap_or_default();
            // The way back stands in the last paragraph, if there is one; an answer may stand behind it.
            let last_hole = text.holes.last().map_or(0, |hole| hole.offset);
            let inside = text.html.trim_end().strip_suffix("</p>").map(str::len);
            let in_paragraph = inside.is_some_and(|length| length >= last_hole);
            if let Some(length) = inside.filter(|_| in_paragraph) {
                text.html.truncate(length);
            }
            self.write(&format!("<li id=\"fn:{number}\">"));
            self.out().append(&text);
            for reference in 1..=note.references {
                let id = reference_id(number, reference);
                self.write(&format!(
                    " <a class=\"footnote-back\" href=\"#{id}\" role=\"doc-backlink\" aria-label=\""
                ));
                self.out().hole(back, Part::Begin);
                let mark = if reference > 1 {
                    format!("<sup>{reference}</sup>")
                } else {
                    String::new()
                };
                self.write(&format!(" {number}\">↩{mark}</a>"));
            }
            self.write(if in_paragraph { "</p></li>\n" } else { "</li>\n" });
        }
        self.write("</ol>\n</section>\n");
    }

    // Raw HTML and directives on lines of their own.

    fn block_html(&mut self, text: &str, range: &Range<usize>) {
        let hidden = self.hidden;
        let Some((block, places)) = &mut self.block else {
            return;
        };
        // In a comment or a script, a line with colons is not ours.
        let begun = block.trim_start();
        let is_verbatim = ["<!", "<?", "<script", "<pre", "<style", "<textarea"]
            .iter()
            .any(|start| {
                begun
                    .get(..start.len())
                    .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
            });
        let begin = self.body_start + hidden.original(range.start + (text.len() - text.trim_start().len()));
        let parts = hidden.parts(text.trim());
        if !is_verbatim && let [(insert::Part::Insert(Insert::Line(line), written), _)] = parts.as_slice() {
            self.end_html_block();
            self.line(line, written, begin);
            self.block = Some((String::new(), Vec::new()));
            return;
        }
        places.push((block.len(), self.body_start + hidden.original(range.start)));
        block.push_str(&hidden.restore(text));
    }

    fn end_html_block(&mut self) {
        let Some((block, places)) = self.block.take() else {
            return;
        };
        if block.is_empty() {
            return;
        }
        self.out().fresh_line();
        let begin = self.out().html.len();
        self.raw_html(&block, &places, false);
        let out = self.out();
        if out.html.get(begin..).is_some_and(|html| html.trim().is_empty()) {
            out.html.truncate(begin);
        }
        out.fresh_line();
    }

    fn line(&mut self, line: &Line, written: &str, begin: usize) {
        let at = TextRange::new(begin, begin + written.len());
        self.begin_block();
        match line {
            Line::Leaf(directive) => {
                self.ask_here(at, Asked::Directive(directive.clone()));
                self.write("\n");
            }
            Line::Open(directive, colons) => {
                let question = self.ask(at, Asked::Directive(directive.clone()));
                self.out().hole(question, Part::Begin);
                self.write("\n");
                let name = directive.name.clone();
                self.frames.push(Frame::Directive {
                    question,
                    name,
                    colons: *colons,
                    at,
                });
            }
            Line::Close(colons) => self.close_directive(*colons, written),
        }
    }

    fn close_directive(&mut self, colons: usize, written: &str) {
        let open = self
            .frames
            .iter()
            .rev()
            .take_while(|frame| !matches!(frame, Frame::Markdown { .. }))
            .take(DEEPEST_HTML)
            .position(|frame| matches!(frame, Frame::Directive { colons: opened, .. } if *opened == colons));
        let Some(above) = open else {
            self.write(&format!("<p>{}</p>\n", escape::html_string(written)));
            return;
        };
        for _ in 0..above {
            self.pop();
        }
        if let Some(Frame::Directive { question, .. }) = self.frames.pop() {
            self.end_directive(question);
        }
    }

    /// Writes what may pass of raw HTML. `places` tells for bytes of `html` where they stand in the file.
    fn raw_html(&mut self, html: &str, places: &[(usize, usize)], is_inline: bool) {
        if self.settings.raw_html == RawHtml::Allow {
            self.inline(html);
            return;
        }
        for (piece, range) in html::pieces(html) {
            let text = &html[range.clone()];
            // Line ends may be shorter here than in the file, so each end is looked up for itself.
            let locate = |at: usize| {
                let after = places.partition_point(|(offset, _)| *offset <= at);
                let segment = places.get(after.saturating_sub(1));
                segment.map_or(self.body_start, |(offset, place)| {
                    place + at.saturating_sub(*offset)
                })
            };
            let at = TextRange::new(locate(range.start), locate(range.end.saturating_sub(1)) + 1);
            match piece {
                Piece::Text => {
                    if self.opaque.is_none() {
                        let mut escaped = String::with_capacity(text.len());
                        html::text(text, &mut escaped);
                        self.inline(&escaped);
                        self.words.count += text.split_whitespace().count();
                    }
                }
                Piece::Start { name, attributes } => self.raw_start(&name, &attributes, text, at, is_inline),
                Piece::End(name) => self.raw_end(&name),
                Piece::Other => {
                    if self.opaque.is_none() {
                        self.dropped(at, text, "comments and declarations do not pass");
                    }
                }
            }
        }
    }

    fn raw_start(
        &mut self,
        name: &str,
        attributes: &[(String, Option<String>)],
        written: &str,
        at: TextRange,
        is_inline: bool,
    ) {
        if self.opaque.is_some() {
            return;
        }
        if self.settings.raw_html == RawHtml::Refuse {
            self.dropped(at, written, "this site takes no HTML");
        } else if let Some(is_block) = html::allowed(name) {
            let in_phrase = matches!(
                self.frames
                    .iter()
                    .rev()
                    .take(DEEPEST_HTML + 1)
                    .find(|frame| !matches!(frame, Frame::Raw(_))),
                Some(Frame::Markdown { is_phrasing: true })
            );
            if is_inline && is_block && in_phrase {
                self.dropped(at, written, "it cannot stand inside a paragraph");
                return;
            }
            if self.raw_open >= DEEPEST_HTML {
                self.dropped(at, written, "it is nested too deeply");
                return;
            }
            let mut tag = String::new();
            if let Some(attribute) = html::start_tag(name, attributes, &mut tag) {
                self.dropped(at, written, &format!("the attribute `{attribute}` does not pass"));
            }
            self.inline(&tag);
            if !html::is_void(name) {
                self.raw_open += 1;
                self.frames.push(Frame::Raw(name.to_owned()));
            }
            return;
        } else {
            self.dropped(at, written, "this element does not pass");
        }
        if html::is_opaque(name) {
            self.opaque = Some(name.to_owned());
        }
    }

    /// Ends an element of raw HTML with all in it, if it is open; a stray end tag says nothing.
    fn raw_end(&mut self, name: &str) {
        if let Some(opaque) = &self.opaque {
            if opaque == name {
                self.opaque = None;
            }
            return;
        }
        let above = self
            .frames
            .iter()
            .rev()
            .take_while(|frame| matches!(frame, Frame::Raw(_)))
            .position(|frame| matches!(frame, Frame::Raw(open) if open == name));
        if let Some(above) = above {
            for _ in 0..=above {
                self.pop();
            }
        }
    }

    fn dropped(&mut self, at: TextRange, written: &str, reason: &str) {
        const SHOWN: usize = 60;
        let line = written.lines().next().unwrap_or_default().trim();
        let tag = match line.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line.to_owned(),
        };
        self.report(Code::DroppedHtml, at, &[("tag", &tag), ("reason", reason)]);
    }

    fn finish(mut self) -> Reported<Document> {
        self.end_html_block();
        self.flush();
        while self.pop() {}
        self.write_footnotes();
        let mut buffers = std::mem::take(&mut self.buffers).into_iter();
        let buffer = buffers.next().unwrap_or_default();
        self.diagnostics.sort();
        self.diagnostics.dedup();
        Reported {
            value: Document {
                html: buffer.html,
                holes: buffer.holes,
                questions: self.questions,
                outline: self.outline,
                words: self.words.count,
                lead: self.lead,
                has_math: self.has_math,
                has_code: self.has_code,
            },
            diagnostics: self.diagnostics,
        }
    }
}

fn reference_id(number: usize, reference: usize) -> String {
    if reference > 1 {
        format!("fnref:{number}:{reference}")
    } else {
        format!("fnref:{number}")
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn alert(kind: BlockQuoteKind) -> (&'static str, Label) {
    match kind {
        BlockQuoteKind::Note => ("note", Label::Note),
        BlockQuoteKind::Tip => ("tip", Label::Tip),
        BlockQuoteKind::Important => ("important", Label::Important),
        BlockQuoteKind::Warning => ("warning", Label::Warning),
        BlockQuoteKind::Caution => ("caution", Label::Caution),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Answer, render};

    fn read(text: &str) -> Reported<Document> {
        let settings = Settings {
            path: SourcePath::new("content/a.nb.md"),
            language: "nb".to_owned(),
            raw_html: RawHtml::Sanitise,
        };
        let body_start = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.find("---\n"))
            .map_or(0, |at| at + 8);
        parse(text, body_start, &settings)
    }

    fn html(text: &str) -> String {
        render(&read(text).value, &[])
    }

    fn codes(text: &str) -> Vec<(Code, &str)> {
        let reported = read(text);
        let place = |diagnostic: &Diagnostic| {
            diagnostic
                .span
                .clone()
                .map_or(0..0, |s| s.range.start..s.range.end)
        };
        reported
            .diagnostics
            .iter()
            .map(|diagnostic| (diagnostic.code, &text[place(diagnostic)]))
            .collect()
    }

    #[test]
    fn questions_have_their_place_in_the_file() {
        let text = "---\ntitle: x\n---\nSe [her](article:rupture#a \"t\") og [bordin, s. @b] [se @a, s. 4; -@b] og @c så \
                    :term[al_li_ans]{key=x}.\n\n![alt *t*](b.png \"Tittel\")\n\n::chart{data=a.csv}\n<a@b.no>\n";
        let document = read(text).value;
        let asked: Vec<&str> = document
            .questions
            .iter()
            .map(|question| &text[question.at.start..question.at.end])
            .collect();
        assert_eq!(
            asked,
            [
                "article:rupture#a",
                "[bordin, s. @b]",
                "[se @a, s. 4; -@b]",
                "@c",
                ":term[al_li_ans]{key=x}",
                "b.png",
                "::chart{data=a.csv}",
                "a@b.no"
            ]
        );
        let Asked::Citation(cites, CitationForm::Bracketed) = &document.questions[2].asked else {
            unreachable!("a citation")
        };
        assert_eq!(&text[cites[1].at.start..cites[1].at.end], "@b");
        assert!(matches!(&document.questions[5].asked, Asked::Image { alt, .. } if alt == "alt t"));
        assert!(matches!(&document.questions[7].asked, Asked::Link { target } if target == "mailto:a@b.no"));
        assert!(
            document
                .html
                .contains("<figure><figcaption>Tittel</figcaption></figure>"),
            "{}",
            document.html
        );
    }

    #[test]
    fn answers_fill_the_holes() {
        let document = read("[a](b) ![c](d) :x[y]").value;
        let answers = [
            Answer::Link {
                href: "/b/?x&y".to_owned(),
                language: Some("sv".to_owned()),
                external: false,
            },
            Answer::Image {
                src: "/d.png".to_owned(),
                size: Some((3, 4)),
            },
            Answer::Html("<i>".to_owned(), String::new()),
        ];
        assert_eq!(
            render(&document, &answers),
            "<p><a href=\"/b/?x&amp;y\" hreflang=\"sv\">a</a> <img src=\"/d.png\" alt=\"c\" width=\"3\" height=\"4\" \
             loading=\"lazy\" decoding=\"async\"> <i></p>\n"
        );
    }

    #[test]
    fn code_and_links_keep_what_was_written() {
        assert_eq!(
            html("`[@a] :b[c]` [@d](e)"),
            "<p><code>[@a] :b[c]</code> <a href=\"e\">@d</a></p>\n"
        );
        assert_eq!(
            html("```\n:::note\n[@a]\n:::\n```\n"),
            "<pre class=\"code\" tabindex=\"0\"><code>:::note\n[@a]\n:::\n</code></pre>\n"
        );
        assert_eq!(
            html("kl. 12:00 og a:b, x@y.no \\[@a] \\@b"),
            "<p>kl.\u{a0}12:00 og a:b, x@y.no [@a] @b</p>\n"
        );
        assert_eq!(html("**Kilde:**[@a]"), "<p><strong>Kilde:</strong>[@a]</p>\n");
    }

    #[test]
    fn containers_hold_markdown() {
        let text = "::::faq[Q]\ntekst *a*\n:::note\n- b\n:::\n::::\n";
        let reported = read(text);
        assert_eq!(reported.diagnostics, []);
        let answers = [
            Answer::Html("<faq>".to_owned(), "</faq>".to_owned()),
            Answer::Html("<note>".to_owned(), "</note>".to_owned()),
        ];
        assert_eq!(
            render(&reported.value, &answers).replace('\n', ""),
            "<faq><p>tekst <em>a</em></p><note><ul><li>b</li></ul></note></faq>"
        );
        assert_eq!(
            codes("> :::note\n> x\n\ny\n"),
            [(Code::UnclosedDirective, ":::note")]
        );
        assert_eq!(html("> :::note\n> x\n\n:::\n").matches("<p>:::</p>").count(), 2);
    }

    #[test]
    fn raw_html_is_sanitised() {
        for (text, expected) in [
            (
                "a <kbd>K</kbd> <b onclick=x class=\"y\">z",
                "<p>a <kbd>K</kbd> <b class=\"y\">z</b></p>\n",
            ),
            ("a <script>alert(1)</script> b</b>", "<p>a  b</p>\n"),
            ("<script>\nalert(1)\n\n</script>\n\nb", "<p>b</p>\n"),
            (
                "a <img src=x onerror=y> <a href=\"javascript:x\">b</a> <!-- c -->",
                "<p>a  b </p>\n",
            ),
            ("*a <b>c* d</b>", "<p><em>a <b>c</b></em> d</p>\n"),
            (
                "<details>\n<summary>S</summary>\n\nM\n\n</details>",
                "<details>\n<summary>S</summary>\n<p>M</p>\n</details>\n",
            ),
            (
                "- <div>\n\nb",
                "<ul>\n<li>\n<div>\n</div></li>\n</ul>\n<p>b</p>\n",
            ),
            (
                "<div title='\"><script>'>x < y & z",
                "<div title=\"&quot;&gt;&lt;script&gt;\">x &lt; y &amp; z\n</div>",
            ),
            ("a <div>b</div>", "<p>a b</p>\n"),
            ("<style>a{}</style>b\n<svg onload=x>", ""),
        ] {
            let out = html(text);
            if expected.is_empty() {
                assert!(!out.contains("<s"), "{out}");
            } else {
                assert_eq!(out, expected, "{text}");
            }
        }
        assert_eq!(
            codes("å\n\n<div>\n<em style=x>a</em>\n<script>x</script>\n</div>\n"),
            [
                (Code::DroppedHtml, "<em style=x>"),
                (Code::DroppedHtml, "<script>")
            ]
        );
    }

    #[test]
    fn faults_are_reported_with_their_place() {
        assert_eq!(
            codes("[a](javascript:x) [b][c] [d] e[^f]"),
            [
                (Code::UnsafeLink, "javascript:x"),
                (Code::MissingReferenceDefinition, "[b][c]"),
                (Code::UnknownFootnote, "[^f]"),
            ]
        );
        assert_eq!(
            codes("# A {#x}\n## B {#x}\n$\\unknown$"),
            [
                (Code::DuplicateHeadingId, "## B {#x}\n"),
                (Code::BadMath, "$\\unknown$"),
            ]
        );
        assert!(!html("[a](java&#x73;cript:x) <javascript:x>").contains("href"));
    }

    #[test]
    fn headings_make_an_outline() {
        let document = read("## Mål [a](b) \"x\" [@c] {.k}\n## Mål\n## Mål\n### *Å* `x<y`").value;
        let outline: Vec<_> = document
            .outline
            .iter()
            .map(|h| (h.level, h.id.as_str(), h.html.as_str(), h.text.as_str()))
            .collect();
        assert_eq!(
            outline,
            [
                (2, "mal-a-x", "Mål a «x»", "Mål a «x»"),
                (2, "mal", "Mål", "Mål"),
                (2, "mal-2", "Mål", "Mål"),
                (3, "a-x-y", "<em>Å</em> <code>x&lt;y</code>", "Å x<y"),
            ]
        );
    }

    #[test]
    fn footnotes_lead_there_and_back() {
        let out = html("a[^x] b[^y] c[^x]\n\n[^x]: En\n\n[^y]: To[^x]\n");
        assert!(
            out.contains("<li id=\"fn:1\"><p>En <a class=\"footnote-back\" href=\"#fnref:1\""),
            "{out}"
        );
        for id in ["fnref:1", "fnref:1:2", "fnref:1:3", "fnref:2", "fn:2"] {
            assert_eq!(out.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} in {out}");
        }
    }

    #[test]
    fn typography_is_for_prose() {
        assert_eq!(
            html("Han \"*sa* -- `\"a\"` \\\"b\\\" [x](y--z \"t--u\")...\""),
            "<p>Han «<em>sa</em> – <code>&quot;a&quot;</code> &quot;b&quot; \
             <a href=\"y--z\" title=\"t--u\">x</a>…»</p>\n"
        );
        assert_eq!(
            html("*r* = 0,28 &quot;"),
            "<p><em>r</em>\u{a0}=\u{a0}0,28 &quot;</p>\n"
        );
    }

    #[test]
    fn blocks_have_their_elements() {
        for (text, expected) in [
            (
                "> [!NOTE]\n> a",
                "<aside class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p><p>a</p></aside>",
            ),
            (
                "- [x] a\n- [ ] b",
                "<ul><li class=\"task\"><input type=\"checkbox\" disabled checked> a</li>\
              <li class=\"task\"><input type=\"checkbox\" disabled> b</li></ul>",
            ),
            ("a\n: b", "<dl><dt>a</dt><dd>b</dd></dl>"),
            (
                "|a|b|\n|-|-:|\n|1|~~2~~|",
                "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table\">\
              <table><thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"align-right\">b</th></tr></thead>\
              <tbody><tr><td>1</td><td class=\"align-right\"><del>2</del></td></tr></tbody></table></div>",
            ),
            ("3. a", "<ol start=\"3\"><li>a</li></ol>"),
            ("$a$", "<p><math display=\"inline\"><mi>a</mi></math></p>"),
            ("koster 5 $ og 6 $", "<p>koster 5\u{a0}$ og 6\u{a0}$</p>"),
            (
                "```rust\nlet\n```",
                "<pre class=\"code\" tabindex=\"0\"><code class=\"language-rust\">\
              <span class=\"hl-source hl-rust\"><span class=\"hl-storage hl-type hl-rust\">let</span></span></code></pre>",
            ),
        ] {
            assert_eq!(html(text).replace('\n', ""), expected, "{text}");
        }
    }

    #[test]
    fn words_and_lead_are_plain() {
        let document = read("# T\n\nEn *to* [@a]. Tre\nfire `fem` [seks](x)\n\nsju").value;
        assert_eq!(document.lead, "En to. Tre fire fem seks");
        assert_eq!(document.words, 7);
    }

    #[test]
    fn depth_is_no_danger() {
        for text in [
            "> ".repeat(5_000),
            "*a ".repeat(20_000),
            "[".repeat(20_000),
            "<b>".repeat(20_000),
            "- ".repeat(3_000),
        ] {
            let document = read(&format!("{text}x")).value;
            assert!(document.html.ends_with('\n'));
        }
        let text = ":::a\n".repeat(5_000);
        assert_eq!(read(&text).diagnostics.len(), 5_000);
    }

    /// Pieces that make trouble together.
    const PIECES: &[&str] = &[
        "a",
        " ",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "    ",
        "```\n",
        "`",
        "*",
        "**",
        "_",
        "[",
        "]",
        "(",
        ")",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<p>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<b title=\"",
        "\"",
        "'",
        ">",
        "<",
        "å",
        ":::n\n",
        "::::n\n",
        ":::\n",
        "::::\n",
        "::l\n",
        ":d[",
        "{",
        "}",
        "=",
        "@k",
        "[@k]",
        "[@k; ",
        "]: ",
        "# ",
        "$",
        "$$",
        "\\",
        "[^1]",
        "[^1]: ",
        "|",
        "|-|\n",
        "![",
        "](x \"t\")",
        "--",
        "...",
        "1 ",
        "%",
        "&amp;",
        "&",
        "\u{e000}",
        "\t",
        "\r\n",
        "<details>\n",
        "</details>\n",
        ": ",
        "~~",
        "<x@y.no>",
        "<https://a.b>",
        "javascript:",
    ];

    fn is_balanced(html: &str) -> bool {
        let mut open = Vec::new();
        for (piece, range) in html::pieces(html) {
            match piece {
                Piece::Start { name, .. } if ["br", "hr", "input", "img"].contains(&name.as_str()) => {}
                Piece::Start { name, .. } if !html[range].ends_with("/>") && !html::is_void(&name) => {
                    open.push(name);
                }
                Piece::End(name) => {
                    if open.pop() != Some(name) {
                        return false;
                    }
                }
                Piece::Start { .. } | Piece::Text => {}
                Piece::Other => return false,
            }
        }
        open.is_empty()
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2_000))]
        #[test]
        fn whatever_is_written_comes_out_whole(
            indices in proptest::collection::vec(0..PIECES.len(), 0..40)
        ) {
            let text: String = indices.iter().map(|index| PIECES[*index]).collect();
            let reported = read(&text);
            let document = &reported.value;
            for diagnostic in &reported.diagnostics {
                let range = diagnostic.span.clone().map(|span| span.range).unwrap_or_default();
                proptest::prop_assert!(text.get(range.start..range.end).is_some(), "{diagnostic:?}");
            }
            for question in &document.questions {
                proptest::prop_assert!(text.get(question.at.start..question.at.end).is_some(), "{question:?}");
            }
            proptest::prop_assert!(document.holes.is_sorted_by_key(|hole| hole.offset));
            let html = render(document, &[]);
            proptest::prop_assert!(is_balanced(&html), "{html}");
            proptest::prop_assert!(!html.contains("<script"), "{html}");
        }
    }
}
