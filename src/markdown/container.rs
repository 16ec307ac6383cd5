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
        if let Some(Frame::Directive { question, .. }) = self.frames.pop() {
            self.end_directive(question);
        }
    }

    pub(super) fn end_directive(&mut self, question: usize) {
        self.out().fresh_line();
        self.out().hole(question, Part::End);
        self.write("\n");
    }
}
