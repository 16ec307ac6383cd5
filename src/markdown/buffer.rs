//! HTML that is being written, with its holes and passages.

use crate::markdown::document::{Hole, Part, Passage};
use crate::span::TextRange;

/// HTML that is being written, with its holes.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    pub(super) html: String,
    pub(super) holes: Vec<Hole>,
    pub(super) passages: Vec<Passage>,
}

impl Buffer {
    pub(super) fn append(&mut self, other: &Buffer) {
        let shift = self.html.len();
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.iter().map(|hole| Hole {
            offset: hole.offset + shift,
            ..*hole
        }));
        self.passages.extend(other.passages.iter().map(|passage| Passage {
            at: TextRange::new(passage.at.start + shift, passage.at.end + shift),
            ..*passage
        }));
    }

    pub(super) fn hole(&mut self, question: usize, part: Part) {
        self.holes.push(Hole {
            offset: self.html.len(),
            question,
            part,
        });
    }

    /// Begins a new line, if it has not just begun.
    pub(super) fn fresh_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }
}
