//! Prose and what stands in it: citations, directives in a sentence, code and formulas.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::escape;
use crate::markdown::document::{Asked, CitationForm, Cite, Directive};
use crate::markdown::insert::{self, Insert};
use crate::markdown::math::mathml;
use crate::markdown::writer::Writer;
use crate::span::TextRange;

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
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

    pub(super) fn insert(&mut self, insert: &Insert, written: &str, begin: usize) {
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
    pub(super) fn trim_plain(&mut self) {
        self.flush();
        if let Some(heading) = &mut self.heading {
            heading.text.truncate(heading.text.trim_end().len());
            heading.html.truncate(heading.html.trim_end().len());
        }
        if let Some(lead) = &mut self.open_lead {
            lead.truncate(lead.trim_end().len());
        }
    }

    pub(super) fn math(&mut self, formula: &str, range: &Range<usize>, display: bool) {
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
                let diagnostic = Diagnostic::new(Code::BadMath, at.of(&self.settings.path));
                self.diagnostics.push(diagnostic.saying("reason", reason));
                self.inline(&format!(
                    "<code class=\"math-error\">{}</code>",
                    escape::html_string(&formula)
                ));
            }
        }
    }
}
