//! Links, and where their targets stand in the file.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::diagnostic::Code;
use crate::escape;
use crate::markdown::document::Asked;
use crate::markdown::reference;
use crate::markdown::writer::Writer;
use crate::span::TextRange;

impl Writer<'_> {
    pub(super) fn start_link(
        &mut self,
        link_type: LinkType,
        target: &str,
        title: &str,
        label: &str,
        range: &Range<usize>,
    ) {
        self.child();
        self.write("<a");
        let target = self.hidden.restore(target).into_owned();
        let target = if link_type == LinkType::Email {
            format!("mailto:{target}")
        } else {
            target
        };
        let at = self.target_place(range, &target, link_type, label);
        if let Some(scheme) = reference::unsafe_scheme(&target) {
            self.report(Code::UnsafeLink, at, &[("scheme", scheme)]);
        } else {
            self.ask_here(at, Asked::Link { target });
        }
        if !title.is_empty() {
            let title = escape::html_string(&self.hidden.restore(title));
            self.write(&format!(" title=\"{title}\""));
        }
        self.write(">");
        self.links += 1;
        self.push(true);
    }

    pub(super) fn end_link(&mut self) {
        self.close_phrase();
        self.links = self.links.saturating_sub(1);
        self.write("</a>");
    }

    pub(super) fn target_place(
        &self,
        range: &Range<usize>,
        target: &str,
        link_type: LinkType,
        label: &str,
    ) -> TextRange {
        let whole = self.place(range);
        let reference = matches!(
            link_type,
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
        );
        if reference {
            // Of a link by label, the target stands in the definition.
            let found = self.definitions.get(label).and_then(|definition| {
                let source = self.hidden.text.get(definition.clone())?;
                let at = source.find("]:")? + 2;
                let at = at + source[at..].find(target)? + definition.start;
                Some(self.place(&(at..at + target.len())))
            });
            return found.unwrap_or(whole);
        }
        let original = |at: usize| at - whole.start;
        let source = self.hidden.text.get(range.clone()).unwrap_or_default();
        // Without placeholders, text and original agree; with them, the whole link is near enough.
        if source.len() != original(whole.end) {
            return whole;
        }
        let written = target
            .strip_prefix("mailto:")
            .filter(|_| link_type == LinkType::Email)
            .unwrap_or(target);
        match reference::target_place(source, written) {
            Some(place) => TextRange::new(whole.start + place.start, whole.start + place.end),
            None => whole,
        }
    }

    pub(super) fn broken_link(&mut self, span: Range<usize>, link_type: LinkType, label: &str) {
        let at = self.place(&span);
        let label = self.hidden.restore(label).into_owned();
        if matches!(link_type, LinkType::Reference | LinkType::Collapsed) {
            self.report(Code::MissingReferenceDefinition, at, &[("label", &label)]);
        }
    }
}
