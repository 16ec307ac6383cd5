//! A section or a reading path as one document, for paper: its text, then its articles or steps with their works. What a
//! text says is left to the pages it has of its own; their faults are told there.

use std::sync::Arc;

use serde::Serialize;

use super::path;
use super::tag::{attribute, pieces};
use super::world::World;
use super::{Link, Page};
use crate::content::entry::EntryKey;
use crate::language::LanguageTag;
use crate::markdown::visible_text;

/// With fewer texts there is no such page: the text itself prints as well.
const FEWEST: usize = 2;

/// Nor has one with more: nobody prints them, and the page would be too long to make.
const MOST: usize = 200;

/// What the page of a section or a reading path as one document tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PrintDetail {
    /// The section or the reading path.
    pub section: Link,
    /// Its articles or steps as their own pages show them. Their anchors begin with `part-1-`, `part-2-` and so on, so that each
    /// stands on the page once.
    pub parts: Vec<Page>,
}

/// Returns what is printed together: the articles of a section, or the steps of a reading path. Nothing if there is too
/// little.
pub fn parts(world: &World, key: &EntryKey, language: &LanguageTag) -> Vec<EntryKey> {
    let parts: Vec<EntryKey> = match key {
        EntryKey::Section(id) if !id.is_empty() => {
            let listed = world.listed(key, language).iter();
            listed
                .filter(|key| matches!(key, EntryKey::Article(_)))
                .cloned()
                .collect()
        }
        EntryKey::Path(_) => path::steps_of(world, key, language),
        _ => return Vec::new(),
    };
    if !(FEWEST..=MOST).contains(&parts.len()) {
        return Vec::new();
    }
    parts
}

/// Gives the anchors of a part, and all that refers to them, a number of its own.
pub(super) fn number_anchors(page: &mut Page, number: usize) {
    let prefix = format!("part-{number}-");
    page.body = with_prefix(&page.body, &prefix);
    for item in &mut page.outline {
        item.id.insert_str(0, &prefix);
    }
    for item in &mut page.references {
        item.id.insert_str(0, &prefix);
        item.html = with_prefix(&item.html, &prefix);
    }
}

/// Leads what links to another part to its place in the document, and says which part that is: `data-part`. `parts` are the
/// addresses that they have of their own.
pub(super) fn link_parts(page: &mut Page, parts: &[Arc<str>]) {
    let mut out = String::with_capacity(page.body.len() + page.body.len() / 20);
    for (text, tag) in pieces(&page.body) {
        out.push_str(text);
        let link = attribute(tag, "href").filter(|href| tag.starts_with("<a ") && href.starts_with('/'));
        let place = link.and_then(|href| {
            let (path, anchor) = href.split_once('#').unwrap_or((href, ""));
            let path = visible_text(path);
            let number = parts.iter().position(|part| **part == *path)? + 1;
            Some((href, anchor, number))
        });
        let Some((href, anchor, number)) = place else {
            out.push_str(tag);
            continue;
        };
        let joint = if anchor.is_empty() { "" } else { "-" };
        out.push_str(&tag.replacen(
            &format!("href=\"{href}\""),
            &format!("href=\"#part-{number}{joint}{anchor}\" data-part=\"{number}\""),
            1,
        ));
    }
    page.body = out;
}

/// Puts a prefix before each id in HTML, and before what names one on the same page.
fn with_prefix(html: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 20);
    for (text, tag) in pieces(html) {
        out.push_str(text);
        prefix_attributes(tag, prefix, &mut out);
    }
    out
}

fn prefix_attributes(tag: &str, prefix: &str, out: &mut String) {
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let (before, value) = rest.split_at(at + 2);
        out.push_str(before);
        let end = value.find('"').unwrap_or(value.len());
        let (value, after) = value.split_at(end);
        let name = before.trim_end_matches("=\"");
        let name = name
            .rsplit(|sign: char| sign.is_whitespace())
            .next()
            .unwrap_or_default();
        match name {
            "id" | "for" => out.extend([prefix, value]),
            // Tables are landmarks where they are few. The same name again and again helps nobody to find one.
            "role" if value == "region" => out.push_str("group"),
            "aria-labelledby" | "aria-describedby" | "headers" => {
                let ids: Vec<String> = value
                    .split_whitespace()
                    .map(|id| format!("{prefix}{id}"))
                    .collect();
                out.push_str(&ids.join(" "));
            }
            "href" if value.len() > 1 && value.starts_with('#') => {
                out.extend(["#", prefix, value.trim_start_matches('#')]);
            }
            _ => out.push_str(value),
        }
        // The mark that ends the value is no beginning of the next one.
        let closing = after.len().min(1);
        out.push_str(after.get(..closing).unwrap_or_default());
        rest = after.get(closing..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_and_what_names_them_are_numbered() {
        let html = concat!(
            "<h2 id=\"a\">A <a href=\"#a\" aria-label=\"x id=&quot;\"></a></h2>",
            "<p>id=\"b\" <a href=\"/c/#a\" title='>'>c</a> <a href=\"#\">d</a></p>",
            "<div role=\"region\" aria-labelledby=\"a b\" data-id=\"a\"><"
        );
        let expected = concat!(
            "<h2 id=\"p-a\">A <a href=\"#p-a\" aria-label=\"x id=&quot;\"></a></h2>",
            "<p>id=\"b\" <a href=\"/c/#a\" title='>'>c</a> <a href=\"#\">d</a></p>",
            "<div role=\"group\" aria-labelledby=\"p-a p-b\" data-id=\"a\"><"
        );
        assert_eq!(with_prefix(html, "p-"), expected);
        assert_eq!(with_prefix("<a id=\"é", "p-"), "<a id=\"p-é");
    }

    #[test]
    fn a_link_to_another_part_stays_in_the_document() {
        let mut page = Page {
            body: concat!(
                "<p><a href=\"/b/\" lang=\"de\">b</a> <a href=\"/c/?x&amp;y#z\">c</a> ",
                "<a href=\"/b/d/\">d</a> <a href=\"#part-1-e\">e</a> <img src=\"/b/\"></p>"
            )
            .to_owned(),
            ..Page::default()
        };
        link_parts(&mut page, &["/a/".into(), "/b/".into(), "/c/?x&y".into()]);
        let expected = concat!(
            "<p><a href=\"#part-2\" data-part=\"2\" lang=\"de\">b</a> ",
            "<a href=\"#part-3-z\" data-part=\"3\">c</a> ",
            "<a href=\"/b/d/\">d</a> <a href=\"#part-1-e\">e</a> <img src=\"/b/\"></p>"
        );
        assert_eq!(page.body, expected);
    }
}
