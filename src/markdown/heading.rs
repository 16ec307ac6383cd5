//! The anchors of headings.

use std::collections::{HashMap, HashSet};

use crate::slug::slug;

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
