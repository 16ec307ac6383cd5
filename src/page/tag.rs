//! The tags of HTML that tillit wrote, one after the other. What an author wrote may be stranger; it is then cut elsewhere,
//! and nothing is lost.

/// Returns texts, each with the tag behind it. The last text has none.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (text, from) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        let (tag, after) = from.split_at(end_of_tag(from));
        rest = after;
        Some((text, tag))
    })
}

/// Returns the length of the tag that a text begins with. What stands in quotation marks does not end it.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = None;
    for (at, sign) in text.char_indices() {
        match (quoted, sign) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quoted = Some(sign),
            (Some(mark), sign) if mark == sign => quoted = None,
            _ => {}
        }
    }
    text.len()
}

/// Returns the value of an attribute of a tag, as it is written there.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let before = tag.get(..at)?.chars().next_back()?;
        let value = tag.get(at + name.len()..)?.strip_prefix("=\"")?;
        before
            .is_whitespace()
            .then(|| value.split_once('"').map_or(value, |(value, _)| value))
    })
}
