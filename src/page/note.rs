//! Notes that a page adds to its text: the works beside their citations, for the margin of wide screens, and the addresses
//! of links, for paper. What they look like, and where they are not shown, is left to the theme.

use std::collections::BTreeMap;
use std::sync::Arc;

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

/// Numbers the links of a page that lead to other pages, on this site or elsewhere. One whose text says where it leads needs
/// no number, nor does one to a term, which is only explained there, or to a file, which paper cannot hold. `here` are the
/// addresses of what stands on the same sheets, `origin` is the site's scheme and host.
pub(super) fn number_links(page: &mut Page, here: &[Arc<str>], origin: &str) {
    /// Many short texts have none.
    const BEGINNINGS: [&str; 4] = ["href=\"http", "href=\"/", "href=\"mailto:", "href=\"tel:"];

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
            open = written(tag, here, origin).map(|address| (address, out.len() + tag.len()));
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

/// Returns the address that a link leads to, if it is to be told, as people write it down.
fn written(tag: &str, here: &[Arc<str>], origin: &str) -> Option<String> {
    let address = visible_text(attribute(tag, "href")?);
    if address.starts_with('/') && !address.starts_with("//") {
        let (path, _) = address.split_once('#').unwrap_or((&address, ""));
        let is_told = attribute(tag, "class") != Some("term")
            && !tag.contains(" download")
            && here.iter().all(|here| **here != *path);
        return is_told.then(|| format!("{origin}{address}"));
    }
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

/// Puts each work beside the first place of a text that cites it, and each footnote beside its number. What belongs to a
/// table or a figure stands before it, since such may scroll and must not be parted. Listeners and programs that read pages
/// get the lists at the foot, so the notes are hidden from them, and hold nothing that could be reached.
pub(super) fn put_beside(page: &mut Page) {
    let (text, foot) = page.body.split_at(foot(&page.body));
    let works = page.references.iter();
    let mut works: BTreeMap<&str, &ReferenceItem> = works.map(|work| (work.id.as_str(), work)).collect();
    let mut footnotes = footnotes(foot);
    if works.is_empty() && footnotes.is_empty() {
        return;
    }
    let mut out = String::with_capacity(page.body.len() * 3 / 2);
    let mut note: Option<String> = None;
    let mut closed_by = "";
    let mut table: Option<usize> = None;
    let mut figure: Option<usize> = None;
    for (text, tag) in pieces(text) {
        out.push_str(text);
        match name(tag) {
            "figure" if figure.is_none() => figure = Some(out.len()),
            "div" if attribute(tag, "class") == Some("table-scroll") => table = Some(out.len()),
            "table" if table.is_none() => table = Some(out.len()),
            "a" if note.is_none() => {
                let id = attribute(tag, "href").and_then(|href| href.strip_prefix('#'));
                let id = id.map(visible_text).unwrap_or_default();
                if let Some(footnote) = footnotes.remove(&*id) {
                    (note, closed_by) = (Some(footnote), "/sup");
                // A figure names its sources itself.
                } else if figure.is_none()
                    && let Some(work) = works.remove(&*id)
                {
                    (note, closed_by) = (Some(note_of_work(work)), "/a");
                }
            }
            _ => {}
        }
        out.push_str(tag);
        let end = name(tag);
        if end == closed_by
            && let Some(note) = note.take()
        {
            match figure.as_mut().or(table.as_mut()) {
                Some(at) => {
                    out.insert_str(*at, &note);
                    *at += note.len();
                }
                None => out.push_str(&note),
            }
        }
        match end {
            "/figure" => figure = None,
            "/table" => table = None,
            _ => {}
        }
    }
    out.push_str(foot);
    page.body = out;
}

/// Returns where the footnotes of a text begin; its end if it has none.
fn foot(body: &str) -> usize {
    body.rfind("<section class=\"footnotes\"").unwrap_or(body.len())
}

/// Returns the footnotes that are plain enough to stand inside a paragraph, by their anchors.
fn footnotes(foot: &str) -> BTreeMap<String, String> {
    let mut notes = BTreeMap::new();
    for item in foot.split("<li id=\"").skip(1) {
        let Some((id, text)) = item.split_once("\">") else {
            continue;
        };
        let number = id.trim_start_matches("fn:");
        if let Some(text) = phrase(text) {
            let note = format!(
                "<span class=\"margin-note\" aria-hidden=\"true\" hidden><sup>{number}</sup> {text}</span>"
            );
            notes.insert(id.to_owned(), note);
        }
    }
    notes
}

/// Returns the text of a footnote without its paragraphs and its links. Nothing if it is more than words.
fn phrase(item: &str) -> Option<String> {
    let mut out = String::with_capacity(item.len());
    let mut is_back = false;
    for (text, tag) in pieces(item) {
        if !is_back {
            out.push_str(text);
        }
        match name(tag) {
            "/li" => break,
            "a" => is_back = attribute(tag, "class") == Some("footnote-back"),
            "/a" => is_back = false,
            _ if is_back => {}
            "p" if out.trim().is_empty() => {}
            "p" => out.push_str("<br>"),
            "/p" | "" => {}
            "ul" | "ol" | "dl" | "div" | "pre" | "blockquote" | "table" | "figure" | "section"
            | "details" | "hr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return None,
            // An anchor stands on a page once.
            _ if attribute(tag, "id").is_some() => return None,
            _ => out.push_str(tag),
        }
    }
    Some(out.trim().to_owned())
}

/// The name of an element, with a slash before it if the tag ends one.
fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    let end = name
        .char_indices()
        .find(|(at, sign)| *at > 0 && !sign.is_ascii_alphanumeric());
    end.map_or(name, |(end, _)| &name[..end])
}

fn note_of_work(work: &ReferenceItem) -> String {
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
            "<a href=\"https://a.no/?b=1&amp;c=2\">again</a> <a href=\"/b/?d&amp;e#f\" lang=\"de\">b</a> ",
            "<a href=\"/here/#g\">here</a> <a class=\"term\" href=\"/t/\">t</a> <a download href=\"/f.pdf\">f</a> ",
            "<a href=\"https://www.d.no/\">see d.no</a> <a href=\"mailto:e@f.no?subject=g\"><b>E</b></a></p>",
            "<ol><li id=\"fn:1\">1</li></ol>"
        ));
        number_links(&mut page, &["/here/".into()], "https://site.no");
        let expected = concat!(
            "<p><a href=\"https://a.no/?b=1&amp;c=2\" rel=\"external\" data-note=\"2\">A</a> <a href=\"#x\">x</a> ",
            "<a href=\"https://a.no/?b=1&amp;c=2\" data-note=\"2\">again</a> ",
            "<a href=\"/b/?d&amp;e#f\" lang=\"de\" data-note=\"3\">b</a> ",
            "<a href=\"/here/#g\">here</a> <a class=\"term\" href=\"/t/\">t</a> <a download href=\"/f.pdf\">f</a> ",
            "<a href=\"https://www.d.no/\">see d.no</a> ",
            "<a href=\"mailto:e@f.no?subject=g\" data-note=\"4\"><b>E</b></a></p>",
            "<ol><li id=\"fn:1\">1</li></ol>"
        );
        assert_eq!(page.body, expected);
        let addresses: Vec<(usize, &str)> = page
            .addresses
            .iter()
            .map(|linked| (linked.number, linked.address.as_str()))
            .collect();
        let expected = [
            (2, "https://a.no/?b=1&c=2"),
            (3, "https://site.no/b/?d&e#f"),
            (4, "e@f.no"),
        ];
        assert_eq!(addresses, expected);
    }

    #[test]
    fn works_and_footnotes_stand_once_beside_the_text_and_before_tables_and_figures() {
        let number =
            |number: u32| format!("<sup class=\"footnote-ref\"><a href=\"#fn:{number}\">{number}</a></sup>");
        let back = "<a class=\"footnote-back\" href=\"#fnref:1\">↩<sup>2</sup></a>";
        let foot = format!(
            "<section class=\"footnotes\"><ol><li id=\"fn:1\"><p>See <a href=\"#ref-b&amp;c\"><b>B</b></a>.</p>\n\
             <p>Two. {back}</p></li>\n<li id=\"fn:2\"><ul><li>x</li></ul>{back}</li></ol></section>"
        );
        let table = format!(
            "<div class=\"table-scroll\"><table><td><a href=\"#ref-a\">A</a>{}</td></table></div>",
            number(1)
        );
        let figure = "<figure><a href=\"#ref-b&amp;c\">B</a></figure>";
        let cited = "<a href=\"#ref-b&amp;c\">B</a>";
        let mut page = page(&format!(
            "{table}{figure}<p>(<a href=\"#ref-a\">A</a>; {cited}){}</p>{foot}",
            number(2)
        ));
        put_beside(&mut page);
        let work = |key: &str| {
            format!("<span class=\"margin-work\" aria-hidden=\"true\" hidden><i>{key}</i>.</span>")
        };
        let note = "<span class=\"margin-note\" aria-hidden=\"true\" hidden><sup>1</sup> See <b>B</b>.\n<br>Two.</span>";
        let expected = format!(
            "{}{note}{table}{figure}<p>(<a href=\"#ref-a\">A</a>; {cited}{}){}</p>{foot}",
            work("a"),
            work("b&c"),
            number(2)
        );
        assert_eq!(page.body, expected);
    }

    #[test]
    fn no_html_is_too_strange() {
        for body in [
            "<a href=\"http",
            "<a href=\"https://a\">é",
            "<a href=\"/é",
            "</a><a ",
            "<",
            "<a href=\"#ref-a\"></a",
            "<é>",
        ] {
            let mut page = page(body);
            number_links(&mut page, &[], "https://site.no");
            put_beside(&mut page);
            assert!(
                page.body.contains(body.trim_end_matches('>')) || body.contains("</a"),
                "{body}"
            );
        }
    }
}
