//! The sections of a document as plain text, for those who search.

use std::borrow::Cow;

use super::document::{Asked, CitationForm, Cite, Document, Section};
use super::html::visible_lines;
use crate::escape;

/// Says who is cited, as it stands in a sentence.
type Cited<'a> = dyn Fn(&[Cite], CitationForm) -> String + 'a;

/// Returns what stands before the first heading, without a heading, and then each heading with the text below it, in
/// the order of [`Document::outline`]. `cited` says who is cited, since the documents leave that open.
pub fn sections(document: &Document, cited: &Cited<'_>) -> Vec<Section> {
    let mut begins = Vec::with_capacity(document.outline.len());
    let mut from = 0;
    for heading in &document.outline {
        let tag = format!("<h{} id=\"{}\"", heading.level, escape::html_string(&heading.id));
        let begin = document
            .html
            .get(from..)
            .and_then(|rest| find_tag(rest, &tag))
            .map_or(from, |at| from + at);
        let close = format!("</h{}>", heading.level);
        let end = document
            .html
            .get(begin..)
            .and_then(|rest| find_tag(rest, &close))
            .map_or(begin, |at| begin + at + close.len());
        begins.push((begin, end));
        from = end;
    }
    let mut sections = Vec::with_capacity(begins.len() + 1);
    let mut text_from = 0;
    let headings = document.outline.iter().map(|heading| heading.text.as_str());
    let headings = std::iter::once("").chain(headings);
    for (index, heading) in headings.enumerate() {
        let until = begins.get(index).map_or(document.html.len(), |(begin, _)| *begin);
        sections.push(Section {
            heading: heading.to_owned(),
            text: visible_lines(&filled(document, text_from, until, cited)),
        });
        text_from = begins.get(index).map_or(until, |(_, end)| *end);
    }
    sections
}

/// Returns where a tag is, which is looked for again and again: far sooner found by its first letters.
fn find_tag(html: &str, tag: &str) -> Option<usize> {
    let (bytes, second) = (html.as_bytes(), tag.as_bytes().get(1));
    let mut tags = html.match_indices('<').map(|(at, _)| at);
    tags.find(|at| bytes.get(at + 1) == second && html[*at..].starts_with(tag))
}

/// Returns a part of the HTML with what readers read in its holes, as far as that is known without the site.
fn filled<'d>(document: &'d Document, from: usize, until: usize, cited: &Cited<'_>) -> Cow<'d, str> {
    let first = document.holes.partition_point(|hole| hole.offset < from);
    let holes = &document.holes[first..];
    let holes = &holes[..holes.partition_point(|hole| hole.offset < until)];
    if holes.is_empty() {
        return document.html.get(from..until).unwrap_or_default().into();
    }
    let mut out = String::with_capacity(until.saturating_sub(from));
    let mut done = from;
    for hole in holes {
        let text = match document
            .questions
            .get(hole.question)
            .map(|question| &question.asked)
        {
            Some(Asked::Citation(cites, form)) => cited(cites, *form),
            Some(Asked::Image { alt, .. }) => alt.clone(),
            _ => continue,
        };
        out.push_str(document.html.get(done..hole.offset).unwrap_or_default());
        escape::html(&text, &mut out);
        done = hole.offset;
    }
    out.push_str(document.html.get(done..until).unwrap_or_default());
    out.into()
}
