//! The syntax of directives, `:name[label]{key=value}` and its longer sisters.
//!
//! Which names exist and what they mean is known elsewhere.

use std::ops::Range;

use crate::markdown::document::{Directive, DirectiveForm};

/// A label that is longer than this was not meant as one. In bytes.
const LONGEST_LABEL: usize = 2_000;

/// A line that is or begins or ends a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// `::name…`
    Leaf(Directive),
    /// `:::name…`, with the number of its colons.
    Open(Directive, usize),
    /// `:::`, with the number of its colons.
    Close(usize),
}

/// Reads a line (without its end and what stands before the colons) that consists of a directive.
pub(super) fn line(text: &str) -> Option<Line> {
    let text = text.trim_end();
    let colons = text.bytes().take_while(|byte| *byte == b':').count();
    if colons < 2 {
        return None;
    }
    let rest = &text[colons..];
    if rest.is_empty() {
        return (colons > 2).then_some(Line::Close(colons));
    }
    let rest = if colons > 2 {
        rest.trim_start_matches(' ')
    } else {
        rest
    };
    let form = if colons == 2 {
        DirectiveForm::Leaf
    } else {
        DirectiveForm::Container
    };
    let (directive, length) = named(rest, form)?;
    if length != rest.len() {
        return None;
    }
    Some(if colons == 2 {
        Line::Leaf(directive)
    } else {
        Line::Open(directive, colons)
    })
}

/// Reads a directive inside a sentence that a text begins with, and its length.
pub(super) fn inline(text: &str) -> Option<(Directive, usize)> {
    let (directive, length) = named(text.strip_prefix(':')?, DirectiveForm::Inline)?;
    // Without brackets or braces it is a colon in a text: "12:00", "a:b".
    (length > directive.name.len()).then_some((directive, length + 1))
}

fn named(text: &str, form: DirectiveForm) -> Option<(Directive, usize)> {
    let bytes = text.as_bytes();
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let mut at = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .count();
    let name = text[..at].to_owned();
    let mut label = None;
    if bytes.get(at) == Some(&b'[')
        && let Some(length) = bracket_length(&text[at..])
    {
        label = Some(text[at + 1..at + length - 1].to_owned());
        at += length;
    }
    let mut attributes = Vec::new();
    if bytes.get(at) == Some(&b'{')
        && let Some((read, length)) = braces(&text[at..])
    {
        attributes = read;
        at += length;
    }
    Some((
        Directive {
            name,
            form,
            label,
            attributes,
        },
        at,
    ))
}

/// The length of a balanced bracket with its content, which has no empty line.
fn bracket_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    let mut line_is_empty = false;
    for (at, byte) in text.bytes().enumerate().take(LONGEST_LABEL) {
        match byte {
            _ if escaped => {
                escaped = false;
                continue;
            }
            b'\\' => escaped = true,
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'\n' if line_is_empty => return None,
            b'\n' => {
                line_is_empty = true;
                continue;
            }
            b' ' | b'\t' | b'\r' => continue,
            _ => {}
        }
        line_is_empty = false;
    }
    None
}

/// Reads `{#id .class key=value key="a value" flag}` on one line, and its length.
fn braces(text: &str) -> Option<(Vec<(String, String)>, usize)> {
    let mut attributes = Vec::new();
    let mut at = 1;
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let rest = &text[at..];
        if rest.starts_with('}') {
            return Some((attributes, at + 1));
        }
        let is_word = |c: char| !c.is_whitespace() && !"{}=\"'#<>".contains(c);
        let (key, skip) = match rest.chars().next()? {
            '#' => ("id", 1),
            '.' => ("class", 1),
            _ => ("", 0),
        };
        let word = &rest[skip..];
        let word = &word[..word.find(|c| !is_word(c)).unwrap_or(word.len())];
        if word.is_empty() {
            return None;
        }
        at += skip + word.len();
        if !key.is_empty() {
            attributes.push((key.to_owned(), word.to_owned()));
            continue;
        }
        let Some(value) = text[at..].strip_prefix('=') else {
            attributes.push((word.to_owned(), String::new()));
            continue;
        };
        at += 1;
        let (value, length) = match value.chars().next()? {
            quote @ ('"' | '\'') => {
                let end = value[1..]
                    .find([quote, '\n'])
                    .filter(|end| value[1 + end..].starts_with(quote))?;
                (&value[1..=end], end + 2)
            }
            _ => {
                let end = value.find(|c: char| c.is_whitespace() || "{}\"'".contains(c))?;
                (&value[..end], end)
            }
        };
        attributes.push((word.to_owned(), value.to_owned()));
        at += length;
    }
}

/// Returns where in the text of a directive the value of an attribute stands; without a value, its name.
pub fn place_of(text: &str, key: &str) -> Range<usize> {
    let before = |at: usize| {
        text.get(..at)
            .is_some_and(|text| text.ends_with(['{', ' ', '\t']))
    };
    let written = text.match_indices(key).find_map(|(at, _)| {
        let after = text.get(at + key.len()..)?;
        (before(at) && after.starts_with(['=', ' ', '\t', '}'])).then_some((at, after))
    });
    let Some((at, after)) = written else {
        return 0..text.len();
    };
    let Some(value) = after.strip_prefix('=') else {
        return at..at + key.len();
    };
    let start = at + key.len() + 1;
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let length = value
                .get(1..)
                .and_then(|rest| rest.find(quote))
                .unwrap_or_default();
            start + 1..start + 1 + length
        }
        _ => start..start + value.find([' ', '\t', '}']).unwrap_or(value.len()),
    }
}

/// Writes a directive as an author would, for places where nobody knows it.
pub fn written(directive: &Directive) -> String {
    let mut out = match directive.form {
        DirectiveForm::Inline => ":",
        DirectiveForm::Leaf => "::",
        DirectiveForm::Container => ":::",
    }
    .to_owned();
    out.push_str(&directive.name);
    if let Some(label) = &directive.label {
        out.push('[');
        out.push_str(label);
        out.push(']');
    }
    if !directive.attributes.is_empty() {
        let attributes: Vec<String> = directive
            .attributes
            .iter()
            .map(|(key, value)| format!("{key}=\"{value}\""))
            .collect();
        out.push('{');
        out.push_str(&attributes.join(" "));
        out.push('}');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_directives_need_brackets_or_braces() {
        let (directive, length) =
            inline(":term[a [b] c]{#x .y key=v long=\"a b\" flag} z").unwrap_or_else(|| {
                (
                    Directive {
                        name: String::new(),
                        form: DirectiveForm::Leaf,
                        label: None,
                        attributes: Vec::new(),
                    },
                    0,
                )
            });
        assert_eq!(length, 43);
        assert_eq!(
            (directive.name.as_str(), directive.label.as_deref()),
            ("term", Some("a [b] c"))
        );
        let pairs: Vec<_> = directive
            .attributes
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        assert_eq!(
            pairs,
            [
                ("id", "x"),
                ("class", "y"),
                ("key", "v"),
                ("long", "a b"),
                ("flag", "")
            ]
        );
        for none in [":00", ":b c", ":smile:", ":a[b", ": a[b]", ":a{b"] {
            assert_eq!(inline(none), None, "{none}");
        }
    }

    #[test]
    fn lines_are_told_apart() {
        assert!(matches!(line("::chart{data=x.csv}"), Some(Line::Leaf(_))));
        assert!(matches!(line("::::faq[A b]  "), Some(Line::Open(_, 4))));
        assert_eq!(line(":::"), Some(Line::Close(3)));
        for none in ["::", "::name text", ":a[b]", "::: two words", ":: a"] {
            assert_eq!(line(none), None, "{none}");
        }
    }
}
