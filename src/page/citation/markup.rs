//! The markup of a style: its elements with their places, and what it may ask of the reader of styles.
//!
//! What the elements mean is left to that reader; it says of a fault in which element it is, but not where that stands.

use std::collections::BTreeMap;

use super::Fault;
use super::style::beginning;
use crate::diagnostic::{Phrase, Saying};
use crate::span::TextRange;

/// The longest file, in bytes.
const MOST_BYTES: usize = 1_000_000;

/// The longest tag, in bytes: the reader of styles compares each attribute with all before it.
const LONGEST_TAG: usize = 10_000;

/// How deep elements may stand in one another.
const DEEPEST: usize = 60;

/// How deep they may with macros written out. In styles that are in use it is up to 91.
const DEEPEST_OF_ALL: usize = 150;

/// How many elements the citations or the list may come to, macros written out, of alternatives the longest one. In
/// styles that are in use it is up to 4,000.
const MOST_ELEMENTS: usize = 50_000;

/// The elements of a file, in the order in which they begin.
#[derive(Debug)]
pub(super) struct Markup<'text> {
    text: &'text str,
    elements: Vec<Element<'text>>,
}

#[derive(Debug)]
struct Element<'text> {
    /// Its name without a prefix.
    name: &'text str,
    attributes: Vec<(&'text str, &'text str)>,
    /// Its start tag.
    at: TextRange,
    children: Vec<usize>,
}

impl Element<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        let attribute = self.attributes.iter().find(|(known, _)| *known == name);
        attribute.map(|(_, value)| *value)
    }
}

/// What something comes to when its macros are written out.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    elements: usize,
    height: usize,
}

fn fault(at: TextRange, reason: impl Into<Saying>) -> Fault {
    Fault {
        at,
        reason: reason.into(),
    }
}

impl<'text> Markup<'text> {
    /// Takes a file apart.
    pub(super) fn read(text: &'text str) -> Result<Self, Fault> {
        if text.len() > MOST_BYTES {
            let reason = Phrase::StyleTooLong.with("most", MOST_BYTES / 1_000_000);
            return Err(fault(beginning(text), reason));
        }
        let mut markup = Self {
            text,
            elements: Vec::new(),
        };
        let mut open: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(start) = text[at..].find('<').map(|found| at + found) {
            let rest = &text[start..];
            let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")]
                .into_iter()
                .find(|(begin, _)| rest.starts_with(begin));
            let end = match skipped {
                Some((_, end)) => rest.find(end).map(|length| length + end.len()),
                None => end_of_tag(rest),
            };
            let line = || TextRange::new(start, start + rest.find('\n').unwrap_or(rest.len()));
            let Some(length) = end else {
                return Err(fault(line(), Phrase::TagUnclosed));
            };
            if skipped.is_none() && length > LONGEST_TAG {
                return Err(fault(
                    line(),
                    Phrase::TagTooLong.with("most", LONGEST_TAG / 1_000),
                ));
            }
            at = start + length;
            if skipped.is_some() {
                continue;
            }
            let place = TextRange::new(start, at);
            let inside = &text[start + 1..at - 1];
            if let Some(name) = inside.strip_prefix('/') {
                let name = local(name.trim());
                let opened = open.pop().and_then(|index| markup.elements.get(index));
                match opened {
                    Some(element) if element.name == name => {}
                    Some(element) => {
                        let reason = Phrase::TagNotClosed.with("element", element.name);
                        return Err(fault(element.at, reason));
                    }
                    None => return Err(fault(place, Phrase::TagNotOpened.with("element", name))),
                }
                continue;
            }
            let alone = inside.ends_with('/');
            let index = markup.elements.len();
            markup.elements.push(element(inside.trim_end_matches('/'), place));
            let is_style = markup.elements.first().is_some_and(|first| first.name == "style");
            match open.last().and_then(|above| markup.elements.get_mut(*above)) {
                Some(above) => above.children.push(index),
                None if index == 0 && is_style => {}
                // A file has one element at the top, and it is a style.
                None => return Err(fault(place, Phrase::NotAStyle)),
            }
            if !alone {
                open.push(index);
                if open.len() > DEEPEST {
                    return Err(fault(place, Phrase::StyleTooDeep.with("most", DEEPEST)));
                }
            }
        }
        if let Some(element) = open.last().and_then(|index| markup.elements.get(*index)) {
            return Err(fault(
                element.at,
                Phrase::TagNotClosed.with("element", element.name),
            ));
        }
        if markup.elements.is_empty() {
            return Err(fault(beginning(text), Phrase::NotAStyle));
        }
        Ok(markup)
    }

    /// Returns the place of the element at the top.
    pub(super) fn root(&self) -> TextRange {
        self.elements
            .first()
            .map_or_else(|| beginning(self.text), |element| element.at)
    }

    /// Returns the place of the first element that has an attribute with this value.
    pub(super) fn place_of_attribute(&self, name: &str, value: &str) -> Option<TextRange> {
        let mut elements = self.elements.iter();
        let element = elements.find(|element| element.attribute(name) == Some(value))?;
        Some(element.at)
    }

    /// Follows a path as the reader of styles tells it, `citation.layout.$value[2].@variable`, as far as it leads, and
    /// returns the name and the place of the element there.
    pub(super) fn element_at(&self, path: &str) -> (&'text str, TextRange) {
        let mut here = 0;
        for step in path.split('.') {
            let (name, index) = match step.split_once('[') {
                Some((name, index)) => (name, index.trim_end_matches(']').parse().unwrap_or_default()),
                None => (step, 0),
            };
            let children = self.elements.get(here).map(|element| element.children.as_slice());
            let next = children.unwrap_or_default().iter().filter(|child| {
                let child = self.elements.get(**child);
                name == "$value" || child.is_some_and(|child| child.name == name)
            });
            // What is no element is an attribute of this one, or a detail of it.
            if let Some(next) = next.copied().nth(index) {
                here = next;
            }
        }
        match self.elements.get(here) {
            Some(element) => (element.name, element.at),
            None => ("style", self.root()),
        }
    }

    /// Finds macros that are not there, that use themselves, or that come to too much.
    pub(super) fn check_macros(&self) -> Result<(), Fault> {
        let mut macros: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, element) in self.elements.iter().enumerate() {
            if element.name == "macro"
                && let Some(name) = element.attribute("name")
            {
                macros.entry(name).or_insert(index);
            }
        }
        let mut known = BTreeMap::new();
        for (index, element) in self.elements.iter().enumerate() {
            // A macro that nothing uses does no harm, but may be used tomorrow.
            if matches!(element.name, "macro" | "citation" | "bibliography") {
                self.measure(index, &macros, &mut known, 0)?;
            }
        }
        Ok(())
    }

    fn measure(
        &self,
        index: usize,
        macros: &BTreeMap<&'text str, usize>,
        known: &mut BTreeMap<usize, Option<Measure>>,
        depth: usize,
    ) -> Result<Measure, Fault> {
        let Some(element) = self.elements.get(index) else {
            return Ok(Measure::default());
        };
        match known.get(&index) {
            Some(Some(measure)) => return Ok(*measure),
            Some(None) => return Err(fault(element.at, Phrase::MacroInCircle)),
            None => {}
        }
        let too_deep = || fault(element.at, Phrase::StyleTooDeep.with("most", DEEPEST_OF_ALL));
        if depth > DEEPEST_OF_ALL {
            return Err(too_deep());
        }
        known.insert(index, None);
        let mut measure = Measure {
            elements: 1,
            height: 0,
        };
        let mut parts = element.children.clone();
        if let Some(name) = element.attribute("macro") {
            let Some(used) = macros.get(name) else {
                let reason = Phrase::MacroUnknown.with("macro", name);
                return Err(fault(element.at, reason));
            };
            parts.push(*used);
        }
        for part in parts {
            let part = self.measure(part, macros, known, depth + 1)?;
            measure.elements = if element.name == "choose" {
                measure.elements.max(part.elements.saturating_add(1))
            } else {
                measure.elements.saturating_add(part.elements)
            };
            measure.height = measure.height.max(part.height + 1);
        }
        if measure.height > DEEPEST_OF_ALL {
            return Err(too_deep());
        }
        if measure.elements > MOST_ELEMENTS {
            let reason = Phrase::StyleTooMuch.with("most", MOST_ELEMENTS);
            return Err(fault(element.at, reason));
        }
        known.insert(index, Some(measure));
        Ok(measure)
    }
}

/// The length of a tag; a `>` in an attribute does not end it.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            // Another tag begins before this one has ended.
            (None, b'<') if at > 0 => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Reads what stands in a start tag.
fn element(inside: &str, at: TextRange) -> Element<'_> {
    let name_end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let mut attributes = Vec::new();
    let mut rest = &inside[name_end..];
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|quote| ['"', '\''].contains(quote)) else {
            break;
        };
        let Some((value, after)) = after[1..].split_once(quote) else {
            break;
        };
        attributes.push((name.trim(), value));
        rest = after;
    }
    Element {
        name: local(&inside[..name_end]),
        attributes,
        at,
        children: Vec::new(),
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault_of(text: &str) -> Option<(String, String)> {
        let measured = Markup::read(text).and_then(|markup| markup.check_macros());
        let fault = measured.err()?;
        let at = text[fault.at.start..fault.at.end].to_owned();
        Some((at, fault.reason.text(crate::diagnostic::Tongue::English)))
    }

    #[test]
    fn what_is_no_markup_is_told_where_it_stands() {
        for (text, at) in [
            ("", ""),
            ("a style", "a style"),
            ("<html></html>", "<html>"),
            ("<style><a></style>", "<a>"),
            ("<style></style></b>", "</b>"),
            ("<style/><style/>", "<style/>"),
            ("<style><a x='>'", "<a x='>'"),
            ("<style><a\n<b/></style>", "<a"),
            ("<style><!-- \n</style>", "<!-- "),
            ("<style>", "<style>"),
        ] {
            assert_eq!(fault_of(text).map(|(at, _)| at).as_deref(), Some(at), "{text}");
        }
        assert_eq!(
            fault_of("<?xml?><!-- <a> --><cs:style a='<>'><b/></cs:style>"),
            None
        );
        let long = format!("<style>\n<a {}/>\n</style>", "b='' ".repeat(LONGEST_TAG / 5));
        let (at, reason) = fault_of(&long).expect("the tag is too long");
        assert!(at.starts_with("<a b") && !at.contains('\n'), "{at}");
        assert_eq!(reason, "a tag is longer than 10 kB");
    }

    #[test]
    fn macros_end_somewhere() {
        let style = |macros: &str| format!("<style>{macros}<citation><text macro='a'/></citation></style>");
        assert_eq!(fault_of(&style("<macro name='a'/>")), None);
        let told = |macros: &str| fault_of(&style(macros)).map(|(at, _)| at);
        let text = Some("<text macro='a'/>".to_owned());
        assert_eq!(told("<macro name='b'/>"), text);
        let circle = "<macro name='a'><text macro='b'/></macro><macro name='b'><text macro='a'/></macro>";
        assert_eq!(told(circle).as_deref(), Some("<macro name='a'>"));
        let double: String = (0..30)
            .map(|number| {
                let next = format!("<text macro='m{}'/>", number + 1);
                format!("<macro name='m{number}'>{next}{next}</macro>")
            })
            .collect();
        let too_much = told(&format!(
            "<macro name='a'><text macro='m0'/></macro>{double}<macro name='m30'/>"
        ));
        assert!(too_much.is_some_and(|at| at.starts_with("<macro name='m")));
        let deep = "<group>".repeat(DEEPEST + 1);
        assert!(fault_of(&format!("<style>{deep}")).is_some());
        let chain: String = (0..DEEPEST_OF_ALL)
            .map(|number| format!("<macro name='m{number}'><text macro='m{}'/></macro>", number + 1))
            .collect();
        assert!(
            told(&format!(
                "{chain}<macro name='m{DEEPEST_OF_ALL}'/><macro name='a'/>"
            ))
            .is_some()
        );
    }

    #[test]
    fn a_path_is_followed_as_far_as_it_leads() {
        let text = "<style><macro/><citation><layout><text/><group a='b'/></layout></citation></style>";
        let markup = Markup::read(text).ok();
        let at = |path: &str| {
            let place = markup.as_ref().map(|markup| markup.element_at(path).1);
            place.map(|at| &text[at.start..at.end]).unwrap_or_default()
        };
        assert_eq!(
            at("citation.layout.$value[1].@a"),
            "<group a='b'>".replace('>', "/>")
        );
        assert_eq!(at("citation.?"), "<citation>");
        assert_eq!(at(""), "<style>");
    }
}
