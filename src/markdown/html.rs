//! HTML inside Markdown: taken apart strictly, and only what is on the list put together again.
//!
//! No byte of the author's HTML reaches the page unread: a tag is written anew from its parsed parts, text is escaped.

use std::borrow::Cow;
use std::ops::Range;

use crate::escape;

/// The name of an attribute in lower case, and its value as written.
pub(super) type Attribute<'a> = (Cow<'a, str>, Option<&'a str>);

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text between tags, entities as written.
    Text,
    /// A start tag.
    Start {
        /// In lower case.
        name: Cow<'a, str>,
        attributes: Vec<Attribute<'a>>,
    },
    /// An end tag, in lower case.
    End(Cow<'a, str>),
    /// A comment, declaration, processing instruction or CDATA section.
    Other,
}

/// Elements that pass, with whether they are blocks.
const ELEMENTS: &[(&str, bool)] = &[
    ("abbr", false),
    ("b", false),
    ("i", false),
    ("em", false),
    ("strong", false),
    ("sub", false),
    ("sup", false),
    ("kbd", false),
    ("mark", false),
    ("small", false),
    ("s", false),
    ("u", false),
    ("q", false),
    ("cite", false),
    ("dfn", false),
    ("time", false),
    ("var", false),
    ("samp", false),
    ("span", false),
    ("br", false),
    ("wbr", false),
    ("ins", false),
    ("del", false),
    ("ruby", false),
    ("rt", false),
    ("rp", false),
    ("details", true),
    ("summary", true),
    ("div", true),
    ("p", true),
    ("figure", true),
    ("figcaption", true),
    ("ul", true),
    ("ol", true),
    ("li", true),
    ("dl", true),
    ("dt", true),
    ("dd", true),
    ("table", true),
    ("caption", true),
    ("colgroup", true),
    ("col", true),
    ("thead", true),
    ("tbody", true),
    ("tfoot", true),
    ("tr", true),
    ("th", true),
    ("td", true),
    ("blockquote", true),
    ("hr", true),
    ("section", true),
];

/// Attributes that pass.
const ATTRIBUTES: &[&str] = &[
    "id", "class", "lang", "dir", "title", "open", "datetime", "colspan", "rowspan", "scope",
];

/// Elements without content.
const VOID: &[&str] = &["br", "wbr", "hr", "col"];

/// Elements whose content is not text for readers; they are left out with it.
const OPAQUE: &[&str] = &[
    "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "noscript", "xmp", "template",
    "object", "svg", "math",
];

/// Elements whose words no link is put on: they are links, code, quotations, titles, or explained already.
const QUIET: &[&str] = &[
    "a",
    "abbr",
    "blockquote",
    "button",
    "cite",
    "code",
    "dfn",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "kbd",
    "label",
    "math",
    "option",
    "pre",
    "q",
    "samp",
    "script",
    "style",
    "summary",
    "svg",
    "textarea",
    "th",
    "title",
    "var",
];

/// Tells whether the words of an element stay as they are.
pub(super) fn is_quiet(name: &str) -> bool {
    QUIET.contains(&name)
}

/// Tells whether an element passes; if so, whether it is a block.
pub(super) fn allowed(name: &str) -> Option<bool> {
    ELEMENTS
        .iter()
        .find(|(element, _)| *element == name)
        .map(|(_, block)| *block)
}

/// Tells whether an element never has content.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Tells whether an element is left out with everything in it.
pub(super) fn is_opaque(name: &str) -> bool {
    OPAQUE.contains(&name)
}

/// Appends a start tag with the attributes that pass, and returns the first that does not.
pub(super) fn start_tag<'a>(
    name: &str,
    attributes: &'a [Attribute<'_>],
    out: &mut String,
) -> Option<&'a str> {
    out.push('<');
    out.push_str(name);
    let mut dropped = None;
    let mut written = Vec::new();
    for (key, value) in attributes {
        if !ATTRIBUTES.contains(&&**key) {
            dropped = dropped.or(Some(&**key));
            continue;
        }
        // The first of two equal attributes counts, as in browsers.
        if written.contains(&key) {
            continue;
        }
        written.push(key);
        out.push(' ');
        out.push_str(key);
        if let Some(value) = value {
            out.push_str("=\"");
            text(value, out);
            out.push('"');
        }
    }
    out.push('>');
    dropped
}

/// Returns the anchor of an element.
pub(super) fn id<'a>(attributes: &[Attribute<'a>]) -> Option<&'a str> {
    let (_, value) = attributes.iter().find(|(key, _)| key == "id")?;
    *value
}

/// Appends text of HTML: its entities stay, all else is escaped.
pub(super) fn text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        escape::html(&rest[..at], out);
        let length = entity(&rest[at..]);
        if length == 0 {
            out.push_str("&amp;");
            rest = &rest[at + 1..];
        } else {
            out.push_str(&rest[at..at + length]);
            rest = &rest[at + length..];
        }
    }
    escape::html(rest, out);
}

/// The length of the entity that a text begins with, or 0.
fn entity(text: &str) -> usize {
    let body = &text[1..];
    let Some(end) = body.bytes().take(33).position(|byte| byte == b';') else {
        return 0;
    };
    let name = &body[..end];
    let digits = |text: &str, hexadecimal: bool| {
        !text.is_empty()
            && text.bytes().all(|byte| {
                if hexadecimal {
                    byte.is_ascii_hexdigit()
                } else {
                    byte.is_ascii_digit()
                }
            })
    };
    let fits = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(number) => digits(number, true),
            None => digits(number, false),
        },
        None => {
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
    };
    if fits { end + 2 } else { 0 }
}

/// Elements in a sentence: what stands beside them belongs to the same word.
const PHRASING: &[&str] = &[
    "a", "abbr", "b", "i", "em", "strong", "sub", "sup", "kbd", "mark", "small", "s", "u", "q", "cite",
    "dfn", "time", "var", "samp", "span", "wbr", "ins", "del", "code", "ruby", "rt", "rp", "mi", "mn", "mo",
    "mrow", "msub", "msup", "mtext",
];

/// Elements of our own HTML whose text readers do not see.
const UNSEEN: &[&str] = &["annotation", "title", "desc"];

/// Returns what readers see of HTML that tillit wrote, without the HTML; blanks are one blank each.
pub fn visible_text(html: &str) -> String {
    let seen = seen(html, |_| " ");
    let mut text = String::with_capacity(seen.len());
    push_without_gaps(&seen, &mut text);
    text
}

/// Returns the same with a line for each block, so that an item of a list does not run into the next; cells of a row are
/// parted by dots.
pub(super) fn visible_lines(html: &str) -> String {
    let text = seen(html, |name| match name {
        "td" | "th" => " · ",
        "br" => " ",
        _ => "\n",
    });
    let mut lines = String::with_capacity(text.len());
    for line in text.lines() {
        let before = lines.len();
        if !lines.is_empty() {
            lines.push('\n');
        }
        let begin = lines.len();
        if line.contains('·') {
            push_cells(line, &mut lines);
        } else {
            push_without_gaps(line, &mut lines);
        }
        if lines.len() == begin {
            lines.truncate(before);
        }
    }
    lines
}

/// Appends the cells of a row, parted by dots. A cell that is empty, and the borders of the row, leave dots of their own.
fn push_cells(row: &str, out: &mut String) {
    let begin = out.len();
    for cell in row.split(" · ") {
        let before = out.len();
        if before > begin {
            out.push_str(" · ");
        }
        let cell_begin = out.len();
        push_without_gaps(cell, out);
        if out.len() == cell_begin {
            out.truncate(before);
        }
    }
}

/// Returns the texts of HTML that tillit wrote, with what stands for the borders of blocks by their names. There are no
/// other line breaks.
fn seen(html: &str, border: impl Fn(&str) -> &'static str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut unseen = 0_usize;
    for (piece, range) in pieces(html) {
        match piece {
            Piece::Text if unseen == 0 => {
                let mut written = html.get(range).unwrap_or_default();
                while let Some(end) = written.bytes().position(|byte| matches!(byte, b'\n' | b'\r')) {
                    without_entities(&written[..end], &mut text);
                    text.push(' ');
                    written = &written[end + 1..];
                }
                without_entities(written, &mut text);
            }
            Piece::Start { name, .. } if UNSEEN.contains(&&*name) => unseen += 1,
            Piece::End(name) if UNSEEN.contains(&&*name) => unseen = unseen.saturating_sub(1),
            Piece::Start { name, .. } | Piece::End(name) if !PHRASING.contains(&&*name) => {
                text.push_str(border(&name));
            }
            Piece::Text | Piece::Start { .. } | Piece::End(_) | Piece::Other => {}
        }
    }
    text
}

/// Appends a text with one blank for many. A no-break space is the typography of one place; it stays.
fn push_without_gaps(text: &str, out: &mut String) {
    let text = text.trim_ascii();
    let bytes = text.as_bytes();
    // Most texts have none; to look at each pair, come what may, is faster than to stop at the first.
    let is_gap = |pair: &[u8]| {
        (pair[0] == b' ' && pair[1] == b' ') | matches!(pair[0], b'\t' | b'\n' | b'\x0c' | b'\r')
    };
    if !bytes.windows(2).fold(false, |found, pair| found | is_gap(pair)) {
        out.push_str(text);
        return;
    }
    for (index, word) in text.split_ascii_whitespace().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Appends text with the entities that tillit writes, and the numbered ones, put back.
fn without_entities(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let length = entity(&rest[at..]).max(1);
        let written = &rest[at..at + length];
        let number = written
            .strip_prefix("&#")
            .and_then(|number| number.strip_suffix(';'));
        let number = number.and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(number) => u32::from_str_radix(number, 16).ok(),
            None => number.parse().ok(),
        });
        match (written, number.and_then(char::from_u32)) {
            (_, Some(character)) => out.push(character),
            ("&amp;", _) => out.push('&'),
            ("&lt;", _) => out.push('<'),
            ("&gt;", _) => out.push('>'),
            ("&quot;", _) => out.push('"'),
            ("&nbsp;", _) => out.push('\u{a0}'),
            _ => out.push_str(written),
        }
        rest = &rest[at + length..];
    }
    out.push_str(rest);
}

/// Takes HTML apart. Each byte is in exactly one piece; a `<` that begins no tag is text.
pub(super) fn pieces(html: &str) -> Vec<(Piece<'_>, Range<usize>)> {
    let mut pieces = Vec::new();
    let mut text_start = 0;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        match piece(&html[start..]) {
            Some((piece, length)) => {
                if text_start < start {
                    pieces.push((Piece::Text, text_start..start));
                }
                pieces.push((piece, start..start + length));
                at = start + length;
                text_start = at;
            }
            None => at = start + 1,
        }
    }
    if text_start < html.len() {
        pieces.push((Piece::Text, text_start..html.len()));
    }
    pieces
}

/// Most names are written so.
fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Reads what a text that begins with `<` begins with, and its length.
fn piece(html: &str) -> Option<(Piece<'_>, usize)> {
    for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")] {
        if let Some(rest) = html.strip_prefix(open) {
            // What never ends swallows the rest, as it would in a browser.
            let end = rest
                .find(close)
                .map_or(html.len(), |end| open.len() + end + close.len());
            return Some((Piece::Other, end));
        }
    }
    let bytes = html.as_bytes();
    let mut at = 1;
    let is_end = bytes.get(at) == Some(&b'/');
    at += usize::from(is_end);
    let name_start = at;
    if !bytes.get(at)?.is_ascii_alphabetic() {
        return None;
    }
    at += bytes[at..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
        .count();
    let name = lower_case(&html[name_start..at]);
    let mut attributes = Vec::new();
    loop {
        let space = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        at += space;
        match bytes.get(at)? {
            b'>' => {
                let piece = if is_end {
                    Piece::End(name)
                } else {
                    Piece::Start { name, attributes }
                };
                return Some((piece, at + 1));
            }
            b'/' if bytes.get(at + 1) == Some(&b'>') => {
                let piece = if is_end {
                    Piece::End(name)
                } else {
                    Piece::Start { name, attributes }
                };
                return Some((piece, at + 2));
            }
            byte if space > 0 && (byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':' | b'@')) => {}
            _ => return None,
        }
        let key_start = at;
        at += bytes[at..]
            .iter()
            .take_while(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'.' | b'-' | b'@')
            })
            .count();
        let key = lower_case(&html[key_start..at]);
        let equals = at
            + bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace())
                .count();
        if bytes.get(equals) != Some(&b'=') {
            attributes.push((key, None));
            continue;
        }
        at = equals + 1;
        at += bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        let value = match bytes.get(at)? {
            quote @ (b'"' | b'\'') => {
                let length = bytes[at + 1..].iter().position(|byte| byte == quote)?;
                let value = &html[at + 1..at + 1 + length];
                at += length + 2;
                value
            }
            _ => {
                let length = bytes[at..]
                    .iter()
                    .take_while(|byte| !byte.is_ascii_whitespace() && !b"\"'=<>`".contains(byte))
                    .count();
                if length == 0 {
                    return None;
                }
                let value = &html[at..at + length];
                at += length;
                value
            }
        };
        attributes.push((key, Some(value)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_strictly() {
        let html = "a<b CLASS='x y' open>t</b ><!-- c --><br/>< i><x y=\"";
        let kinds: Vec<Piece> = pieces(html).into_iter().map(|(piece, _)| piece).collect();
        assert_eq!(
            kinds,
            [
                Piece::Text,
                Piece::Start {
                    name: "b".into(),
                    attributes: vec![("class".into(), Some("x y")), ("open".into(), None)]
                },
                Piece::Text,
                Piece::End("b".into()),
                Piece::Other,
                Piece::Start {
                    name: "br".into(),
                    attributes: Vec::new()
                },
                Piece::Text,
            ]
        );
    }

    #[test]
    fn values_cannot_leave_their_quotes() {
        let mut out = String::new();
        let attributes = vec![
            ("title".into(), Some("a\"><script>&amp;&x")),
            ("onclick".into(), Some("x")),
        ];
        assert_eq!(start_tag("b", &attributes, &mut out), Some("onclick"));
        assert_eq!(out, "<b title=\"a&quot;&gt;&lt;script&gt;&amp;&amp;x\">");
    }
}
