//! Notes that a page adds to its text: the works beside their citations, for the margin of wide screens, and the addresses
//! of links, for paper. What they look like, and where they are not shown, is left to the theme.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::tag::{attribute, pieces};
use super::{Page, ReferenceItem};
use crate::markdown::visible_text;

/// An address that the text links to, for paper.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LinkedAddress {
    /// Its number, which stands at the link as `data-note`. Numbers go on where those of the footnotes end.
    pub number: usize,
    /// The address as people write it down.
    pub address: String,
}

/// Numbers the links of a page that lead away from the site. One whose text says where it leads needs no number.
pub(super) fn number_links(page: &mut Page) {
    /// Nearly all pages have none.
    const BEGINNINGS: [&str; 3] = ["href=\"http", "href=\"mailto:", "href=\"tel:"];

    if !BEGINNINGS.iter().any(|beginning| page.body.contains(beginning)) {
        return;
    }
    let first = page.body.matches("<li id=\"fn:").count() + 1;
    let mut addresses: Vec<LinkedAddress> = Vec::new();
    let mut out = String::with_capacity(page.body.len() + page.body.len() / 20);
    let mut open: Option<(String, usize)> = None;
    for (text, tag) in pieces(&page.body) {
        out.push_str(text);
        if tag.starts_with("<a ") {
            let address = attribute(tag, "href").and_then(written);
            open = address.map(|address| (address, out.len() + tag.len()));
        } else if tag == "</a>"
            && let Some((address, begin)) = open.take()
        {
            let shown = visible_text(out.get(begin..).unwrap_or_default());
            if !shown.contains(core(&address)) {
                let known = addresses.iter().find(|known| known.address == address);
                let number = known.map_or(first + addresses.len(), |known| known.number);
                if known.is_none() {
                    addresses.push(LinkedAddress { number, address });
                }
                out.insert_str(begin - 1, &format!(" data-note=\"{number}\""));
            }
        }
        out.push_str(tag);
    }
    page.body = out;
    page.addresses = addresses;
}

/// Returns the address that a link leads to, if it leads away from the site, as people write it down.
fn written(href: &str) -> Option<String> {
    let address = visible_text(href);
    let (scheme, rest) = address.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Some(address),
        "mailto" | "tel" => Some(rest.split('?').next().unwrap_or(rest).to_owned()),
        _ => None,
    }
}

/// Returns what a text must show of an address so that readers know where it leads.
fn core(address: &str) -> &str {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    bare.trim_start_matches("www.").trim_end_matches('/')
}

/// Puts each work beside the first place of a text that cites it; works cited in a table stand before the table, which
/// scrolls. Listeners and programs that read pages get the citation and the list of works, so the note is hidden from them,
/// and holds nothing that could be reached.
pub(super) fn put_works_beside(page: &mut Page) {
    if page.references.is_empty() {
        return;
    }
    let works: BTreeMap<&str, &ReferenceItem> = page
        .references
        .iter()
        .map(|item| (item.id.as_str(), item))
        .collect();
    let mut noted: BTreeSet<&str> = BTreeSet::new();
    let mut out = String::with_capacity(page.body.len() * 3 / 2);
    let mut cited: Option<&ReferenceItem> = None;
    let mut table: Option<usize> = None;
    let mut depth_of_figures = 0_usize;
    let mut pieces = pieces(&page.body);
    for (text, tag) in &mut pieces {
        out.push_str(text);
        match name(tag) {
            // A figure names its sources itself.
            "figure" => depth_of_figures += 1,
            "/figure" => depth_of_figures = depth_of_figures.saturating_sub(1),
            "div" if attribute(tag, "class") == Some("table-scroll") => table = Some(out.len()),
            "table" if table.is_none() => table = Some(out.len()),
            "/table" => table = None,
            "a" => {
                let id = attribute(tag, "href").and_then(|href| href.strip_prefix('#'));
                let work = id.and_then(|id| works.get(&*visible_text(id)).copied());
                cited = work.filter(|_| depth_of_figures == 0);
            }
            // Footnotes stand in the margin themselves.
            "section" if attribute(tag, "class") == Some("footnotes") => {
                out.push_str(tag);
                break;
            }
            _ => {}
        }
        out.push_str(tag);
        if tag == "</a>"
            && let Some(work) = cited.take()
            && noted.insert(&work.id)
        {
            let note = note(work);
            match &mut table {
                Some(at) => {
                    out.insert_str(*at, &note);
                    *at += note.len();
                }
                None => out.push_str(&note),
            }
        }
    }
    for (text, tag) in pieces {
        out.extend([text, tag]);
    }
    page.body = out;
}

/// The name of an element, with a slash before it if the tag ends one.
fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    let end = name
        .char_indices()
        .find(|(at, sign)| *at > 0 && !sign.is_ascii_alphanumeric());
    end.map_or(name, |(end, _)| &name[..end])
}

fn note(work: &ReferenceItem) -> String {
    let mut note = "<span class=\"margin-work\" aria-hidden=\"true\" hidden>".to_owned();
    if !work.number.is_empty() {
        note.extend([&without_links(&work.number), " "]);
    }
    note.push_str(&without_links(&work.html));
    note.push_str("</span>");
    note
}

/// Returns a reference without its links, and without addresses, which nobody can follow there.
fn without_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut link: Option<usize> = None;
    for (text, tag) in pieces(html) {
        out.push_str(text);
        match name(tag) {
            "a" => link = Some(out.len()),
            "/a" => {
                let begin = link.take().unwrap_or(out.len());
                if out.get(begin..).is_some_and(|text| text.starts_with("http")) {
                    out.truncate(begin);
                    out.truncate(out.trim_end().len());
                }
            }
            _ => out.push_str(tag),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> Page {
        Page {
            body: body.to_owned(),
            references: ["a", "b&c"]
                .map(|key| ReferenceItem {
                    id: format!("ref-{key}"),
                    number: String::new(),
                    html: format!("<i>{key}</i>. <a href=\"https://doi.org/1\">https://doi.org/1</a>"),
                })
                .to_vec(),
            ..Page::default()
        }
    }

    #[test]
    fn a_link_is_numbered_behind_the_footnotes_unless_its_text_says_where_it_leads() {
        let mut page = page(concat!(
            "<p><a href=\"https://a.no/?b=1&amp;c=2\" rel=\"external\">A</a> <a href=\"#x\">x</a> ",
            "<a href=\"https://a.no/?b=1&amp;c=2\">again</a> <a href=\"/b/\">b</a> ",
            "<a href=\"https://www.d.no/\">see d.no</a> <a href=\"mailto:e@f.no?subject=g\"><b>E</b></a></p>",
            "<ol><li id=\"fn:1\">1</li></ol>"
        ));
        number_links(&mut page);
        let expected = concat!(
            "<p><a href=\"https://a.no/?b=1&amp;c=2\" rel=\"external\" data-note=\"2\">A</a> <a href=\"#x\">x</a> ",
            "<a href=\"https://a.no/?b=1&amp;c=2\" data-note=\"2\">again</a> <a href=\"/b/\">b</a> ",
            "<a href=\"https://www.d.no/\">see d.no</a> ",
            "<a href=\"mailto:e@f.no?subject=g\" data-note=\"3\"><b>E</b></a></p>",
            "<ol><li id=\"fn:1\">1</li></ol>"
        );
        assert_eq!(page.body, expected);
        let addresses: Vec<(usize, &str)> = page
            .addresses
            .iter()
            .map(|linked| (linked.number, linked.address.as_str()))
            .collect();
        assert_eq!(addresses, [(2, "https://a.no/?b=1&c=2"), (3, "e@f.no")]);
    }

    #[test]
    fn a_work_stands_once_beside_the_text_and_before_a_table() {
        let mut page = page(concat!(
            "<div class=\"table-scroll\" tabindex=\"0\"><table><td><a href=\"#ref-a\">A</a></td></table></div>",
            "<figure><a href=\"#ref-b&amp;c\">B</a></figure>",
            "<p>(<a href=\"#ref-a\">A</a>; <a href=\"#ref-b&amp;c\">B</a>)</p>",
            "<section class=\"footnotes\"><a href=\"#ref-b&amp;c\">B</a></section>"
        ));
        put_works_beside(&mut page);
        let note = |key: &str| {
            format!("<span class=\"margin-work\" aria-hidden=\"true\" hidden><i>{key}</i>.</span>")
        };
        let expected = [
            &note("a"),
            "<div class=\"table-scroll\" tabindex=\"0\"><table><td><a href=\"#ref-a\">A</a></td></table></div>",
            "<figure><a href=\"#ref-b&amp;c\">B</a></figure>",
            "<p>(<a href=\"#ref-a\">A</a>; <a href=\"#ref-b&amp;c\">B</a>",
            &note("b&c"),
            ")</p><section class=\"footnotes\"><a href=\"#ref-b&amp;c\">B</a></section>",
        ];
        assert_eq!(page.body, expected.concat());
    }

    #[test]
    fn no_html_is_too_strange() {
        for body in ["<a href=\"http", "<a href=\"https://a\">é", "</a><a ", "<", "<a href=\"#ref-a\"></a", "<é>"] {
            let mut page = page(body);
            number_links(&mut page);
            put_works_beside(&mut page);
            assert!(page.body.contains(body.trim_end_matches('>')) || body.contains("</a"), "{body}");
        }
    }
}
