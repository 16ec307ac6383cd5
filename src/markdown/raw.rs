//! HTML that an author wrote: what passes is written, what does not is told.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Phrase, Saying};
use crate::markdown::directive::Line;
use crate::markdown::document::RawHtml;
use crate::markdown::html::{self, Piece};
use crate::markdown::insert::{Hidden, Insert, Part};
use crate::markdown::writer::{Frame, Writer};
use crate::span::TextRange;

/// The most elements of raw HTML that are open at once; nobody writes more, and a browser cuts at 512.
pub(super) const DEEPEST_HTML: usize = 100;

/// Returns the directive that a line of HTML is, and how it is written. `begun` is what its block has above it: in a
/// comment or a script, a line with colons is not ours.
pub(super) fn directive_line<'hidden>(
    hidden: &'hidden Hidden<'_>,
    begun: &str,
    line: &str,
) -> Option<(&'hidden Line, &'hidden str)> {
    let begun = begun.trim_start();
    let verbatim = ["<!", "<?", "<script", "<pre", "<style", "<textarea"];
    let is_verbatim = verbatim.iter().any(|start| {
        begun
            .get(..start.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    });
    match hidden.parts(line.trim()).as_slice() {
        [(Part::Insert(Insert::Line(line), written), _)] if !is_verbatim => Some((line, written)),
        _ => None,
    }
}

impl Writer<'_> {
    pub(super) fn block_html(&mut self, text: &str, range: &Range<usize>) {
        let hidden = self.hidden;
        let Some((block, places)) = &mut self.block else {
            return;
        };
        let begin = self.body_start + hidden.original(range.start + (text.len() - text.trim_start().len()));
        if let Some((line, written)) = directive_line(hidden, block, text) {
            self.end_html_block();
            self.line(line, written, begin);
            self.block = Some((String::new(), Vec::new()));
            return;
        }
        places.push((block.len(), self.body_start + hidden.original(range.start)));
        block.push_str(&hidden.restore(text));
    }

    pub(super) fn end_html_block(&mut self) {
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

    /// Writes what may pass of raw HTML. `places` tells for bytes of `html` where they stand in the file.
    pub(super) fn raw_html(&mut self, html: &str, places: &[(usize, usize)], is_inline: bool) {
        if self.settings.raw_html == RawHtml::Allow {
            for (piece, _) in html::pieces(html) {
                match piece {
                    Piece::Start { name, attributes } => {
                        self.html_ids.extend(html::id(&attributes).map(str::to_owned));
                        // What is never closed keeps the rest of the text as it is.
                        let is_quiet = html::is_quiet(&name) && !html::is_void(&name);
                        self.quiet += usize::from(is_quiet);
                        self.quiet_html += usize::from(is_quiet);
                    }
                    Piece::End(name) if html::is_quiet(&name) && self.quiet_html > 0 => {
                        self.quiet -= 1;
                        self.quiet_html -= 1;
                    }
                    Piece::End(_) | Piece::Text | Piece::Other => {}
                }
            }
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
                // A comment is the author's note; one without an end would swallow the text.
                Piece::Other if text.starts_with("<!--") && text.ends_with("-->") => {}
                Piece::Other => {
                    if self.opaque.is_none() {
                        self.dropped(at, text, Phrase::HtmlDeclaration);
                    }
                }
            }
        }
    }

    pub(super) fn raw_start(
        &mut self,
        name: &str,
        attributes: &[html::Attribute<'_>],
        written: &str,
        at: TextRange,
        is_inline: bool,
    ) {
        if self.opaque.is_some() {
            return;
        }
        if self.settings.raw_html == RawHtml::Refuse {
            self.dropped(at, written, Phrase::HtmlRefused);
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
                self.dropped(at, written, Phrase::HtmlInParagraph);
                return;
            }
            if self.raw_open >= DEEPEST_HTML {
                self.dropped(at, written, Phrase::HtmlTooDeep);
                return;
            }
            let mut tag = String::new();
            if let Some(attribute) = html::start_tag(name, attributes, &mut tag) {
                self.dropped(at, written, Phrase::HtmlAttribute.with("attribute", attribute));
            }
            self.inline(&tag);
            self.html_ids.extend(html::id(attributes).map(str::to_owned));
            if !html::is_void(name) {
                self.raw_open += 1;
                self.quiet += usize::from(html::is_quiet(name));
                self.frames.push(Frame::Raw(name.to_owned()));
            }
            return;
        } else {
            self.dropped(at, written, Phrase::HtmlElement);
        }
        if html::is_opaque(name) {
            self.opaque = Some(name.to_owned());
        }
    }

    /// Ends an element of raw HTML with all in it, if it is open; a stray end tag says nothing.
    pub(super) fn raw_end(&mut self, name: &str) {
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

    /// Tells that something is left out, and why. Of `written` the first line is shown.
    pub(super) fn dropped(&mut self, at: TextRange, written: &str, reason: impl Into<Saying>) {
        const SHOWN: usize = 60;
        let line = written.lines().next().unwrap_or_default().trim();
        let tag = match line.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line.to_owned(),
        };
        let diagnostic = Diagnostic::new(Code::DroppedHtml, at.of(&self.settings.path))
            .with("tag", tag)
            .saying("reason", reason);
        self.diagnostics.push(diagnostic);
    }
}
