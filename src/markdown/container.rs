//! Directives on lines of their own, and what stands inside them.

use crate::escape;
use crate::markdown::directive::Line;
use crate::markdown::document::{Asked, Part};
use crate::markdown::raw::DEEPEST_HTML;
use crate::markdown::writer::{Frame, Writer};
use crate::span::TextRange;

impl Writer<'_> {
    pub(super) fn line(&mut self, line: &Line, written: &str, begin: usize) {
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
                    level: None,
                });
            }
            Line::Close(colons) => self.close_directive(*colons, written),
        }
    }

    pub(super) fn close_directive(&mut self, colons: usize, written: &str) {
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
        if let Some(Frame::Directive { question, level, .. }) = self.frames.pop() {
            self.end_directive(question, level.is_some());
        }
    }

    /// Tells the directive that a heading stands in, if it is one of those that part its content: the first and all
    /// that are no deeper.
    pub(super) fn begin_section(&mut self, level: u8) -> Option<usize> {
        let Some(Frame::Directive {
            question,
            level: first,
            ..
        }) = self.frames.last_mut()
        else {
            return None;
        };
        if first.is_some_and(|first| level > first) {
            return None;
        }
        let question = *question;
        if first.replace(first.unwrap_or(level)).is_some() {
            self.out().hole(question, Part::SectionEnd);
        }
        self.out().hole(question, Part::HeadingBegin);
        Some(question)
    }

    pub(super) fn end_directive(&mut self, question: usize, has_sections: bool) {
        self.out().fresh_line();
        if has_sections {
            self.out().hole(question, Part::SectionEnd);
        }
        self.out().hole(question, Part::End);
        self.write("\n");
    }
}
