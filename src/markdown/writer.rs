//! What is written while a text is read: HTML, questions, faults, and what is open.
//!
//! The kinds of things that stand in a text have files of their own, which add to [`Writer`].

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::escape;
use crate::language::typography::Typographer;
use crate::markdown::buffer::Buffer;
use crate::markdown::document::{Asked, Document, Heading, Part, Passage, Question};
use crate::markdown::footnote::Footnotes;
use crate::markdown::heading::{Anchors, OpenHeading};
use crate::markdown::html;
use crate::markdown::image::OpenImage;
use crate::markdown::insert::Hidden;
use crate::markdown::paragraph::Paragraph;
use crate::markdown::parse::Settings;
use crate::markdown::table::Table;
use crate::markdown::words::Words;
use crate::span::TextRange;

/// Something that was begun and must end.
#[derive(Debug)]
pub(super) enum Frame {
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
        /// The level of the first heading in it.
        level: Option<u8>,
    },
}

/// What is known while a text is read.
pub(super) struct Writer<'a> {
    pub(super) body_start: usize,
    pub(super) settings: &'a Settings,
    pub(super) hidden: &'a Hidden<'a>,
    pub(super) definitions: HashMap<String, Range<usize>>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) questions: Vec<Question>,
    /// The last one is being written: the document, a heading, a footnote.
    pub(super) buffers: Vec<Buffer>,
    pub(super) frames: Vec<Frame>,
    pub(super) raw_open: usize,
    pub(super) typographer: Typographer,
    /// Prose that waits to be set, and the bytes in it that stay as they are.
    pub(super) prose: String,
    pub(super) literal: Vec<usize>,
    /// Prose that was set, while it is written; kept for its memory.
    pub(super) set: String,
    pub(super) anchors: Anchors,
    pub(super) outline: Vec<Heading>,
    pub(super) html_ids: Vec<String>,
    pub(super) heading: Option<OpenHeading>,
    pub(super) image: Option<OpenImage>,
    pub(super) links: usize,
    /// How many quotations and elements are open whose words stay as they are.
    pub(super) quiet: usize,
    /// How many of them are raw HTML that passes unread.
    pub(super) quiet_html: usize,
    pub(super) code: Option<(String, String)>,
    /// The lines of a block of HTML, each with its place in the file.
    pub(super) block: Option<(String, Vec<(usize, usize)>)>,
    /// The element that is left out with its content, such as `script`.
    pub(super) opaque: Option<String>,
    pub(super) paragraph: Option<Paragraph>,
    pub(super) table: Table,
    pub(super) notes: Footnotes,
    pub(super) words: Words,
    pub(super) lead: String,
    /// The first paragraph, while it is being read.
    pub(super) open_lead: Option<String>,
    pub(super) has_math: bool,
    pub(super) has_code: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
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
            html_ids: Vec::new(),
            heading: None,
            image: None,
            links: 0,
            quiet: 0,
            quiet_html: 0,
            code: None,
            block: None,
            opaque: None,
            paragraph: None,
            table: Table::default(),
            notes: Footnotes::default(),
            words: Words::default(),
            lead: String::new(),
            open_lead: None,
            has_math: false,
            has_code: false,
        }
    }

    pub(super) fn finish(mut self) -> Reported<Document> {
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
                passages: buffer.passages,
                questions: self.questions,
                outline: self.outline,
                html_ids: self.html_ids,
                words: self.words.count,
                lead: self.lead,
                has_math: self.has_math,
                has_code: self.has_code,
            },
            diagnostics: self.diagnostics,
        }
    }
}

/// Places, faults and output.
impl Writer<'_> {
    /// The place in the file of a range of the text with placeholders.
    pub(super) fn place(&self, range: &Range<usize>) -> TextRange {
        TextRange::new(
            self.body_start + self.hidden.original(range.start),
            self.body_start + self.hidden.original(range.end),
        )
    }

    pub(super) fn report(&mut self, code: Code, at: TextRange, arguments: &[(&'static str, &str)]) {
        let mut diagnostic = Diagnostic::new(code, at.of(&self.settings.path));
        for (name, value) in arguments {
            diagnostic = diagnostic.with(name, value);
        }
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn out(&mut self) -> &mut Buffer {
        if self.buffers.is_empty() {
            self.buffers.push(Buffer::default());
        }
        let last = self.buffers.len() - 1;
        &mut self.buffers[last]
    }

    /// Writes HTML that the outline shows too.
    pub(super) fn inline(&mut self, html: &str) {
        if let Some(heading) = &mut self.heading {
            heading.html.push_str(html);
        }
        self.out().html.push_str(html);
    }

    /// Writes HTML that only the text shows.
    pub(super) fn write(&mut self, html: &str) {
        self.out().html.push_str(html);
    }

    pub(super) fn ask(&mut self, at: TextRange, asked: Asked) -> usize {
        self.questions.push(Question { at, asked });
        self.questions.len() - 1
    }

    pub(super) fn ask_here(&mut self, at: TextRange, asked: Asked) {
        let question = self.ask(at, asked);
        self.out().hole(question, Part::Begin);
    }

    /// Notes something in a sentence that is no prose.
    pub(super) fn child(&mut self) {
        self.flush();
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.children += 1;
            paragraph.title = None;
        }
    }

    /// Sets the prose that waits.
    pub(super) fn flush(&mut self) {
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
        let start = self.out().html.len();
        escape::html(&set, &mut self.out().html);
        if self.links == 0 && self.quiet == 0 && self.heading.is_none() && !self.table.in_head {
            let section = if self.notes.is_open() {
                usize::MAX
            } else {
                self.outline.len()
            };
            let out = self.out();
            let at = TextRange::new(start, out.html.len());
            out.passages.push(Passage { at, section });
        }
        self.set = set;
    }

    /// Adds to the plain text of a heading and of the first paragraph.
    pub(super) fn plain(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        if let Some(lead) = &mut self.open_lead {
            lead.push_str(text);
        }
    }

    /// Begins a block: what was prose before does not count.
    pub(super) fn begin_block(&mut self) {
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
}

/// What is open.
impl Writer<'_> {
    pub(super) fn push(&mut self, is_phrasing: bool) {
        self.frames.push(Frame::Markdown { is_phrasing });
    }

    /// Ends what was begun last, unless it is Markdown's to end. Tells whether there was something.
    pub(super) fn pop(&mut self) -> bool {
        match self.frames.pop() {
            Some(Frame::Raw(name)) => {
                self.raw_open -= 1;
                self.quiet -= usize::from(html::is_quiet(&name));
                self.inline(&format!("</{name}>"));
                true
            }
            Some(Frame::Directive {
                question,
                name,
                colons: _,
                at,
                level,
            }) => {
                self.report(Code::UnclosedDirective, at, &[("name", &name)]);
                self.end_directive(question, level.is_some());
                true
            }
            Some(frame @ Frame::Markdown { .. }) => {
                self.frames.push(frame);
                false
            }
            None => false,
        }
    }

    /// Ends the element that the parser says ends, and everything left open in it.
    pub(super) fn end_markdown(&mut self) {
        self.flush();
        while self.pop() {}
        self.frames.pop();
        self.opaque = None;
    }

    pub(super) fn open_block(&mut self, html: &str) {
        self.begin_block();
        self.write(html);
        self.push(false);
    }

    pub(super) fn open_inline(&mut self, html: &str) {
        self.child();
        self.inline(html);
        self.push(true);
    }

    /// Ends an element inside a sentence.
    pub(super) fn close_phrase(&mut self) {
        // An opaque element goes on: only its own end or the end of the block ends it.
        let opaque = self.opaque.take();
        self.end_markdown();
        self.opaque = opaque;
    }

    pub(super) fn close_inline(&mut self, html: &str) {
        self.close_phrase();
        self.inline(html);
    }

    pub(super) fn close_block(&mut self, html: &str) {
        self.end_markdown();
        self.write(html);
    }

    pub(super) fn close_lines(&mut self, html: &str) {
        self.end_markdown();
        self.out().fresh_line();
        self.write(html);
    }

    /// Ends the buffer that is being written, unless it is that of the document.
    pub(super) fn end_buffer(&mut self) -> Option<Buffer> {
        if self.buffers.len() > 1 {
            self.buffers.pop()
        } else {
            None
        }
    }
}
