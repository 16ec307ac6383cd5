//! Citations and directives, hidden from the CommonMark parser under placeholders.
//!
//! Their brackets, colons and underscores mean something else in Markdown. So they are found first, in the whole text,
//! and a placeholder without meaning stands for them while Markdown is read. Where Markdown turns out to be code, a
//! link's target or the like, the placeholder becomes again what was written.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::markdown::directive::{self, Line};
use crate::markdown::document::{CitationForm, Cite, Directive};
use crate::markdown::reference;

/// Something that a placeholder stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Insert {
    /// A citation; its ranges are counted from its beginning.
    Citation(Vec<Cite>, CitationForm),
    /// A directive inside a sentence.
    Inline(Directive),
    /// A line with a directive.
    Line(Line),
}

/// A text with placeholders.
#[derive(Debug)]
pub(super) struct Hidden<'a> {
    /// The text for the CommonMark parser.
    pub(super) text: Cow<'a, str>,
    /// What placeholders stand for, with what was written. Equal things share a placeholder, so that the label of a
    /// link is still the same as that of its definition.
    inserts: Vec<(Insert, &'a str)>,
    /// A character of private use that the text does not have; it marks placeholders.
    sign: char,
    /// Where text and original are out of step, ascending: one for each placeholder.
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    /// Beginning and end of the placeholder.
    hidden: (usize, usize),
    /// Beginning and end of what was written.
    original: (usize, usize),
}

/// What stands in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'t, 'h> {
    /// Text.
    Text(&'t str),
    /// A placeholder: what it stands for, and what was written.
    Insert(&'h Insert, &'h str),
}

impl<'a> Hidden<'a> {
    /// Finds citations and directives in a text.
    pub(super) fn new(original: &'a str) -> Self {
        let sign = free_sign(original);
        let mut hidden = Hidden {
            text: Cow::Borrowed(original),
            inserts: Vec::new(),
            sign: sign.unwrap_or('\u{e000}'),
            steps: Vec::new(),
        };
        // A text with every such character is no prose; it is read as plain Markdown.
        if sign.is_some() {
            hidden.find(original);
        }
        hidden
    }

    fn find(&mut self, original: &'a str) {
        let mut known: HashMap<&'a str, usize> = HashMap::new();
        let mut text = String::new();
        let mut copied = 0;
        let mut at = 0;
        let mut line_start = true;
        let bytes = original.as_bytes();
        loop {
            if !line_start {
                at = next_sign(bytes, at);
            }
            if at >= bytes.len() {
                break;
            }
            let mut found = None;
            if line_start {
                line_start = false;
                let prefix = bytes[at..]
                    .iter()
                    .take_while(|byte| matches!(byte, b' ' | b'\t' | b'>'))
                    .count();
                if bytes.get(at + prefix) == Some(&b':') {
                    let line = &original[at + prefix..];
                    let line = &line[..line.find(['\n', '\r']).unwrap_or(line.len())];
                    if let Some(insert) = directive::line(line) {
                        found = Some((at + prefix, Insert::Line(insert), line.len()));
                    }
                }
            }
            if found.is_none() {
                found = match bytes[at] {
                    b'[' => self.citation(original, at),
                    b'@' if may_cite(&original[..at]) => {
                        reference::in_text(&original[at..]).map(|(cite, length)| {
                            (at, Insert::Citation(vec![cite], CitationForm::InText), length)
                        })
                    }
                    b':' if may_direct(&original[..at]) => directive::inline(&original[at..])
                        .map(|(directive, length)| (at, Insert::Inline(directive), length)),
                    b'\n' => {
                        line_start = true;
                        None
                    }
                    // What is escaped is text.
                    b'\\' => {
                        at += 1;
                        if bytes.get(at).is_some_and(|byte| *byte != b'\n') {
                            at += 1;
                        }
                        continue;
                    }
                    _ => None,
                };
            }
            let Some((start, insert, length)) = found else {
                at += 1;
                continue;
            };
            let written = &original[start..start + length];
            let number = *known.entry(written).or_insert_with(|| {
                self.inserts.push((insert, written));
                self.inserts.len() - 1
            });
            text.push_str(&original[copied..start]);
            let begin = text.len();
            self.placeholder(number, &mut text);
            copied = start + length;
            at = copied;
            self.steps.push(Step {
                hidden: (begin, text.len()),
                original: (start, copied),
            });
        }
        if !self.steps.is_empty() {
            text.push_str(&original[copied..]);
            self.text = Cow::Owned(text);
        }
    }

    fn citation(&self, original: &str, at: usize) -> Option<(usize, Insert, usize)> {
        // `[text][@label]` is a link, and so are `[@label](…)` and `[@label]: …`.
        if original[..at].ends_with(']') {
            return None;
        }
        let (cites, length) = reference::bracketed(&original[at..])?;
        let rest = &original[at + length..];
        if rest.starts_with(['(', '[']) || rest.starts_with(':') && at_line_start(&original[..at]) {
            return None;
        }
        Some((at, Insert::Citation(cites, CitationForm::Bracketed), length))
    }

    /// Writes a placeholder that Markdown takes for what was written: a line of its own for a line, and inside a
    /// sentence something that begins and ends like it, with a sign or a letter.
    fn placeholder(&self, number: usize, out: &mut String) {
        let (open, close) = marks(&self.inserts[number].0);
        out.push_str(open);
        out.push(self.sign);
        out.push_str(&number.to_string());
        out.push(self.sign);
        out.push_str(close);
    }

    /// Returns the byte of the original for a byte of `text`. Inside a placeholder it is the placeholder's beginning.
    pub(super) fn original(&self, at: usize) -> usize {
        let after = self.steps.partition_point(|step| step.hidden.0 <= at);
        let Some(step) = after.checked_sub(1).and_then(|index| self.steps.get(index)) else {
            return at;
        };
        if at >= step.hidden.1 {
            at - step.hidden.1 + step.original.1
        } else {
            step.original.0
        }
    }

    /// Takes a text that came out of Markdown apart. Each part comes with its first byte.
    pub(super) fn parts<'t, 'h>(&'h self, text: &'t str) -> Vec<(Part<'t, 'h>, usize)> {
        let mut parts = Vec::new();
        let mut done = 0;
        let mut from = 0;
        while let Some(found) = text[from..].find(self.sign) {
            let sign = from + found;
            let digits_start = sign + self.sign.len_utf8();
            from = digits_start;
            if self.inserts.is_empty() {
                break;
            }
            let Some(end) = text[digits_start..].find(self.sign) else {
                break;
            };
            let digits_end = digits_start + end;
            let Some((insert, written)) = text[digits_start..digits_end]
                .parse::<usize>()
                .ok()
                .and_then(|number| self.inserts.get(number))
            else {
                continue;
            };
            let (open, close) = marks(insert);
            let after = digits_end + self.sign.len_utf8();
            if !text[done..sign].ends_with(open) || !text[after..].starts_with(close) {
                continue;
            }
            let begin = sign - open.len();
            if done < begin {
                parts.push((Part::Text(&text[done..begin]), done));
            }
            parts.push((Part::Insert(insert, written), begin));
            done = after + close.len();
            from = done;
        }
        if done < text.len() {
            parts.push((Part::Text(&text[done..]), done));
        }
        parts
    }

    /// Tells whether a text that came out of Markdown may have placeholders.
    pub(super) fn has_placeholder(&self, text: &str) -> bool {
        !self.inserts.is_empty() && text.contains(self.sign)
    }

    /// Puts what was written back into a text.
    pub(super) fn restore<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.has_placeholder(text) {
            return Cow::Borrowed(text);
        }
        let parts = self.parts(text);
        Cow::Owned(
            parts
                .iter()
                .map(|(part, _)| match part {
                    Part::Text(text) => *text,
                    Part::Insert(_, written) => written,
                })
                .collect(),
        )
    }
}

fn marks(insert: &Insert) -> (&'static str, &'static str) {
    match insert {
        Insert::Line(_) => ("<?", "?>"),
        Insert::Citation(_, CitationForm::InText) => ("‹", ""),
        Insert::Citation(_, CitationForm::Bracketed) | Insert::Inline(_) => ("‹", "›"),
    }
}

/// Finds the next byte at which something may begin; the end if there is none.
fn next_sign(bytes: &[u8], mut at: usize) -> usize {
    let is_sign =
        |byte: u8| (byte == b'[') | (byte == b'@') | (byte == b':') | (byte == b'\n') | (byte == b'\\');
    // Without branches, the compiler looks at many bytes together.
    while let Some(chunk) = bytes[at..].first_chunk::<16>() {
        if chunk.iter().fold(false, |found, byte| found | is_sign(*byte)) {
            break;
        }
        at += chunk.len();
    }
    let found = bytes[at..].iter().position(|byte| is_sign(*byte));
    found.map_or(bytes.len(), |found| at + found)
}

/// Finds a character of private use that a text does not have.
fn free_sign(text: &str) -> Option<char> {
    const SIGNS: std::ops::Range<char> = '\u{e000}'..'\u{f8ff}';
    if !text.contains(SIGNS.start) {
        return Some(SIGNS.start);
    }
    let used: HashSet<char> = text.chars().filter(|c| SIGNS.contains(c)).collect();
    SIGNS.clone().find(|sign| !used.contains(sign))
}

fn at_line_start(before: &str) -> bool {
    // Only what stands there at once; a longer line would be searched again and again.
    before
        .bytes()
        .rev()
        .take(8)
        .find(|byte| !matches!(byte, b' ' | b'>'))
        .map_or(before.len() < 8, |byte| byte == b'\n')
}

/// After a letter, `@` belongs to an address of mail or the like.
fn may_cite(before: &str) -> bool {
    before
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || "(*_«„“\"‘–—".contains(c))
}

fn may_direct(before: &str) -> bool {
    before
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric() && !":/\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_comes_back() {
        let text = "å [@a] b\n:::note\n@c :t[x]{y} e@f.no \\[@g] [@h](i)\n";
        let hidden = Hidden::new(text);
        assert_eq!(hidden.steps.len(), 4);
        assert_eq!(hidden.restore(&hidden.text), text);
        let at = hidden.text.find("e@f").unwrap_or_default();
        assert_eq!(Some(hidden.original(at)), text.find("e@f"));
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(
            Hidden::new("kl. 12:00, a:b, x@y.no [x]").text,
            Cow::Borrowed(_)
        ));
    }
}
