//! Headings and their anchors.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use crate::diagnostic::Code;
use crate::escape;
use crate::markdown::buffer::Buffer;
use crate::markdown::document::{Asked, Heading, Label, Part};
use crate::markdown::writer::Writer;
use crate::slug::slug;
use crate::span::TextRange;

/// What a heading without letters is called.
const NAMELESS: &str = "section";

/// The anchors of one document, each given once.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Anchors that some heading bears.
    given: HashSet<String>,
    /// Anchors that authors wrote; they are kept for those headings.
    explicit: HashSet<String>,
    /// The number to try next for an anchor that is taken. Keeps many equal headings linear.
    next: HashMap<String, usize>,
}

impl Anchors {
    /// Keeps an anchor for the heading where an author wrote it.
    pub(super) fn reserve(&mut self, id: &str) {
        self.explicit.insert(id.to_owned());
    }

    /// Gives an anchor that an author wrote; `Err` holds another one if it was already given.
    pub(super) fn explicit(&mut self, id: &str) -> Result<String, String> {
        if self.given.insert(id.to_owned()) {
            Ok(id.to_owned())
        } else {
            Err(self.free(id))
        }
    }

    /// Gives an anchor for a heading's text.
    pub(super) fn of_text(&mut self, text: &str, language: &str) -> String {
        let mut id = slug(text, language == "de" || language.starts_with("de-"));
        if id.is_empty() {
            NAMELESS.clone_into(&mut id);
        }
        if self.explicit.contains(&id) || self.given.contains(&id) {
            return self.free(&id);
        }
        self.given.insert(id.clone());
        id
    }

    fn free(&mut self, id: &str) -> String {
        let next = self.next.entry(id.to_owned()).or_insert(2);
        loop {
            let candidate = format!("{id}-{next}");
            *next += 1;
            if !self.explicit.contains(&candidate) && self.given.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// A heading that is being read.
#[derive(Debug)]
pub(super) struct OpenHeading {
    level: u8,
    id: Option<String>,
    classes: Vec<String>,
    /// The content for the outline: no links, no holes.
    pub(super) html: String,
    pub(super) text: String,
    at: TextRange,
    /// The directive whose content it parts.
    section_of: Option<usize>,
}

impl Writer<'_> {
    pub(super) fn start_heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &[pulldown_cmark::CowStr<'_>],
        range: &Range<usize>,
    ) {
        self.begin_block();
        let classes = classes
            .iter()
            .map(|class| self.hidden.restore(class).into_owned())
            .collect();
        let level = level_number(level);
        let section_of = self.begin_section(level);
        self.heading = Some(OpenHeading {
            level,
            id: id.map(str::to_owned),
            classes,
            html: String::new(),
            text: String::new(),
            at: self.place(range),
            section_of,
        });
        self.buffers.push(Buffer::default());
        self.push(true);
    }

    pub(super) fn end_heading(&mut self) {
        self.end_markdown();
        let buffer = self.end_buffer().unwrap_or_default();
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
        // A heading that opens and closes what stands below it cannot hold a link besides.
        if level > 1 && heading.section_of.is_none() {
            self.write(&format!(
                "<a class=\"heading-link\" href=\"#{escaped_id}\" aria-label=\""
            ));
            self.ask_here(heading.at, Asked::Label(Label::HeadingLink));
            self.write(&format!(": {}\"></a>", escape::html_string(&text)));
        }
        self.write(&format!("</h{level}>\n"));
        if let Some(question) = heading.section_of {
            self.out().hole(question, Part::HeadingEnd);
        }
        self.outline.push(Heading {
            level,
            id,
            html: heading.html.trim().to_owned(),
            text,
            at: heading.at,
        });
    }
}

/// Returns how deep a heading is, from 1.
pub(super) fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_unique() {
        let mut anchors = Anchors::default();
        anchors.reserve("mål");
        anchors.reserve("a-2");
        assert_eq!(anchors.of_text("A", "nb"), "a");
        assert_eq!(anchors.of_text("A", "nb"), "a-3");
        assert_eq!(anchors.explicit("a-2"), Ok("a-2".to_owned()));
        assert_eq!(anchors.explicit("a-2"), Err("a-2-2".to_owned()));
        assert_eq!(anchors.of_text("Übung", "de"), "uebung");
        assert_eq!(anchors.of_text("?", "nb"), "section");
    }
}
