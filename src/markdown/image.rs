//! Pictures: their description is plain text, and the title of one that stands alone is its caption.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::diagnostic::{Code, Phrase};
use crate::escape;
use crate::markdown::document::{Asked, RawHtml};
use crate::markdown::reference;
use crate::markdown::writer::Writer;
use crate::span::TextRange;

/// The description of a picture that only decorates: written, and empty.
pub(super) const DECORATIVE: &str = "\"\"";

/// A picture whose description is being read.
#[derive(Debug)]
pub(super) struct OpenImage {
    /// Pictures in the description of a picture.
    depth: usize,
    alt: String,
    target: String,
    title: String,
    at: TextRange,
}

impl Writer<'_> {
    pub(super) fn start_image(
        &mut self,
        link_type: LinkType,
        target: &str,
        title: &str,
        label: &str,
        range: &Range<usize>,
    ) {
        self.flush();
        let target = self.hidden.restore(target).into_owned();
        let at = self.target_place(range, &target, link_type, label);
        let title = self.hidden.restore(title).into_owned();
        self.image = Some(OpenImage {
            depth: 0,
            alt: String::new(),
            target,
            title,
            at,
        });
    }

    /// Takes what stands in the description of a picture. Tells whether the event is done with.
    pub(super) fn image_event(&mut self, event: &Event<'_>, range: &Range<usize>) -> bool {
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
                    self.dropped(at, &tag, Phrase::HtmlInDescription);
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

    pub(super) fn end_image(&mut self) {
        let Some(mut image) = self.image.take() else {
            return;
        };
        if image.alt == DECORATIVE {
            image.alt.clear();
        }
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
}
