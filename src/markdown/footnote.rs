//! Footnotes: numbered in the order in which the text refers to them, written at its end.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::diagnostic::Code;
use crate::markdown::buffer::Buffer;
use crate::markdown::document::{Asked, Label, Part};
use crate::markdown::writer::Writer;
use crate::span::TextRange;

/// The footnotes of a document.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Those that the text refers to, in the order of their numbers.
    list: Vec<Note>,
    /// Their numbers, from 1, by name.
    numbers: HashMap<String, usize>,
    texts: HashMap<String, Buffer>,
    /// Those whose text is being read.
    open: Vec<OpenNote>,
    /// Every name that has a text, with its place, in the order of the file.
    defined: Vec<(String, TextRange)>,
}

#[derive(Debug)]
struct Note {
    name: String,
    references: usize,
}

#[derive(Debug)]
struct OpenNote {
    name: String,
    /// The place of its label.
    at: TextRange,
}

impl Footnotes {
    /// Tells whether the text of a footnote is being read.
    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }
}

impl Writer<'_> {
    pub(super) fn start_footnote(&mut self, name: &str, range: &Range<usize>) {
        self.flush();
        let source = self.hidden.text.get(range.clone()).unwrap_or_default();
        let label = source.find("]:").map_or(range.end, |end| range.start + end + 1);
        self.notes.open.push(OpenNote {
            name: self.hidden.restore(name).into_owned(),
            at: self.place(&(range.start..label)),
        });
        self.buffers.push(Buffer::default());
        self.push(false);
    }

    pub(super) fn end_footnote(&mut self) {
        self.end_markdown();
        let buffer = self.end_buffer();
        let (Some(OpenNote { name, at }), Some(buffer)) = (self.notes.open.pop(), buffer) else {
            return;
        };
        match self.notes.texts.entry(name) {
            Entry::Vacant(place) => {
                self.notes.defined.push((place.key().clone(), at));
                place.insert(buffer);
            }
            Entry::Occupied(first) => {
                let name = first.key().clone();
                self.report(Code::DuplicateFootnote, at, &[("name", &name)]);
            }
        }
    }

    pub(super) fn footnote_reference(&mut self, name: &str, range: &Range<usize>) {
        self.child();
        let name = self.hidden.restore(name).into_owned();
        let at = self.place(range);
        let number = match self.notes.numbers.get(&name) {
            Some(number) => *number,
            None => {
                self.notes.list.push(Note {
                    name: name.clone(),
                    references: 0,
                });
                self.notes.numbers.insert(name, self.notes.list.len());
                self.notes.list.len()
            }
        };
        let mut references = 0;
        if let Some(note) = self.notes.list.get_mut(number - 1) {
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

    pub(super) fn write_footnotes(&mut self) {
        for (name, at) in std::mem::take(&mut self.notes.defined) {
            if !self.notes.numbers.contains_key(&name) {
                self.report(Code::UnusedFootnote, at, &[("name", &name)]);
            }
        }
        if self.notes.list.is_empty() {
            return;
        }
        let here = TextRange::new(self.body_start, self.body_start);
        self.out().fresh_line();
        self.write("<section class=\"footnotes\" role=\"doc-endnotes\">\n<h2 class=\"footnotes-title\">");
        self.ask_here(here, Asked::Label(Label::Footnotes));
        self.write("</h2>\n<ol>\n");
        // The question is the same for all of them.
        let back = self.ask(here, Asked::Label(Label::BackToText));
        for (index, note) in std::mem::take(&mut self.notes.list).into_iter().enumerate() {
            let number = index + 1;
            let mut text = self.notes.texts.remove(&note.name).unwrap_or_default();
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

    /// `[^name]` without a text for it comes as text; the name is a piece of its own.
    pub(super) fn missing_footnote(&mut self, text: &str, range: &Range<usize>) {
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
}

fn reference_id(number: usize, reference: usize) -> String {
    if reference > 1 {
        format!("fnref:{number}:{reference}")
    } else {
        format!("fnref:{number}")
    }
}
