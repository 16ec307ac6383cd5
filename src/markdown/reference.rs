//! What refers to something else: citations and the targets of links.

use crate::markdown::document::Cite;
use crate::span::TextRange;

/// A citation that is longer than this was not meant as one. In bytes.
const LONGEST: usize = 2_000;

/// Reads a citation in brackets that a text begins with. Returns the works (ranges counted from the bracket) and its
/// length.
pub(super) fn bracketed(text: &str) -> Option<(Vec<Cite>, usize)> {
    let end = text
        .bytes()
        .take(LONGEST)
        .skip(1)
        .position(|byte| matches!(byte, b'[' | b']' | b'`' | b'<'))?
        + 1;
    if text.as_bytes().get(end) != Some(&b']') {
        return None;
    }
    let inside = &text[1..end];
    if !inside.contains('@')
        || inside.contains("\n\n")
        || inside.contains("\n>")
        || inside.contains("\r\n\r\n")
    {
        return None;
    }
    let mut cites = Vec::new();
    let mut start = 1;
    for part in inside.split(';') {
        cites.push(cite(part, start)?);
        start += part.len() + 1;
    }
    Some((cites, end + 1))
}

/// Reads a citation without brackets that a text begins with: `@key`.
pub(super) fn in_text(text: &str) -> Option<(Cite, usize)> {
    let length = key_length(text.get(1..)?)?;
    if !text[1..].starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return None;
    }
    let cite = Cite {
        key: text[1..=length].to_owned(),
        at: TextRange::new(0, length + 1),
        prefix: String::new(),
        locator: String::new(),
        suppress_author: false,
    };
    Some((cite, length + 1))
}

fn cite(part: &str, start: usize) -> Option<Cite> {
    let at = part.find('@')?;
    let before = &part[..at];
    let suppress_author = before.ends_with('-');
    let prefix = before.strip_suffix('-').unwrap_or(before);
    if !(prefix.is_empty() || prefix.ends_with(char::is_whitespace)) {
        return None;
    }
    let length = key_length(&part[at + 1..])?;
    let rest = part[at + 1 + length..].trim_start();
    Some(Cite {
        key: part[at + 1..at + 1 + length].to_owned(),
        at: TextRange::new(start + at, start + at + 1 + length),
        prefix: single_spaced(prefix),
        locator: single_spaced(rest.strip_prefix(',').unwrap_or(rest)),
        suppress_author,
    })
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The length of the key that a text begins with: letters, digits, `_`, and signs between them, as in Pandoc.
fn key_length(text: &str) -> Option<usize> {
    let mut length = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if character.is_alphanumeric() || character == '_' {
            length = at + character.len_utf8();
        } else if !(":.#$%&-+?~/".contains(character)
            && length > 0
            && characters.peek().is_some_and(|(_, next)| next.is_alphanumeric()))
        {
            break;
        }
    }
    (length > 0).then_some(length)
}

/// Returns the scheme of a target if a browser could run it as a program.
pub(super) fn unsafe_scheme(target: &str) -> Option<&'static str> {
    // Browsers skip control characters and white space here.
    let scheme: String = target
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .take_while(|c| !"/?#".contains(*c))
        .take(12)
        .collect::<String>()
        .to_ascii_lowercase();
    ["javascript", "data", "vbscript"]
        .into_iter()
        .find(|bad| scheme.strip_prefix(bad).is_some_and(|rest| rest.starts_with(':')))
}

/// Finds the bytes of a link's target in the source of the link, `[text](target "title")` or `<target>`.
pub(super) fn target_place(source: &str, target: &str) -> Option<TextRange> {
    let start = match source.rfind("](") {
        Some(at) => {
            let rest = &source[at + 2..];
            at + 2 + (rest.len() - rest.trim_start().len())
        }
        None if source.starts_with('<') => 0,
        None => return None,
    };
    let start = start + usize::from(source[start..].starts_with('<'));
    let rest = &source[start..];
    let length = if rest.starts_with(target) {
        target.len()
    } else {
        rest.find(|c: char| c.is_whitespace() || c == ')' || c == '>')
            .unwrap_or(rest.len())
    };
    Some(TextRange::new(start, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_read() {
        let (cites, length) = bracketed("[see @a, p. 4; -@b_c.d] x").unwrap_or_default();
        assert_eq!(length, 23);
        assert_eq!(cites.len(), 2);
        assert_eq!(
            (
                cites[0].key.as_str(),
                cites[0].prefix.as_str(),
                cites[0].locator.as_str()
            ),
            ("a", "see", "p. 4")
        );
        assert_eq!(cites[0].at, TextRange::new(5, 7));
        assert_eq!((cites[1].key.as_str(), cites[1].suppress_author), ("b_c.d", true));
        for none in ["[a@b.no]", "[x]", "[@a; x]", "[@a", "[`@a`]", "[@]"] {
            assert_eq!(bracketed(none), None, "{none}");
        }
        assert_eq!(
            in_text("@a2019. Så").map(|(cite, length)| (cite.key, length)),
            Some(("a2019".to_owned(), 6))
        );
        assert_eq!(in_text("@2019"), None);
    }

    #[test]
    fn dangerous_schemes_are_seen_through_disguise() {
        for bad in [
            "javascript:alert(1)",
            " JaVa\tScript\n:x",
            "\u{1}data:text/html,x",
            "vbscript:x",
        ] {
            assert!(unsafe_scheme(bad).is_some(), "{bad}");
        }
        for good in [
            "https://a/javascript:x",
            "article:data",
            "data/x.csv",
            "?data:x",
            "database:x",
        ] {
            assert_eq!(unsafe_scheme(good), None, "{good}");
        }
    }

    #[test]
    fn a_target_has_a_place() {
        assert_eq!(
            target_place("[a](../b/ \"t\")", "../b/"),
            Some(TextRange::new(4, 9))
        );
        assert_eq!(
            target_place("<https://a.b>", "https://a.b"),
            Some(TextRange::new(1, 12))
        );
        assert_eq!(target_place("[a][b]", "c"), None);
    }
}
