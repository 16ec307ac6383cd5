//! Where the front matter of a file ends and its body begins.
//!
//! What the front matter says is left to [`yaml`](super::yaml).

use crate::span::TextRange;

/// A file, taken apart. All bytes are counted from the beginning of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// The file has front matter.
    Found {
        /// The lines between the two lines of hyphens.
        yaml: TextRange,
        /// The first byte of the body.
        body: usize,
    },
    /// The file does not begin with a line `---`.
    Missing {
        /// The first byte of the body, after a byte order mark.
        body: usize,
    },
    /// The file begins with a line `---`, and no other such line follows.
    Unclosed {
        /// The line that opens it.
        at: TextRange,
    },
}

/// Finds the front matter: the lines between a first line `---` and the next line `---`.
///
/// A byte order mark may stand before it, blanks may stand after the hyphens, and lines may end in any of the three
/// usual ways. `...` closes nothing, since an author may well write it in a text.
pub fn split(text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let (opener, first) = line_at(text, start);
    if !is_fence(text, opener) {
        return Split::Missing { body: start };
    }
    let mut next = first;
    while next < text.len() {
        let (line, after) = line_at(text, next);
        if is_fence(text, line) {
            return Split::Found {
                yaml: TextRange::new(first, next),
                body: after,
            };
        }
        next = after;
    }
    Split::Unclosed {
        at: TextRange::new(start, start + 3),
    }
}

/// Returns the line that begins at a byte, without what ends it, and the beginning of the next.
fn line_at(text: &str, start: usize) -> (TextRange, usize) {
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let break_length = match rest.as_bytes().get(length..) {
        Some([b'\r', b'\n', ..]) => 2,
        Some([_, ..]) => 1,
        Some([]) | None => 0,
    };
    (
        TextRange::new(start, start + length),
        start + length + break_length,
    )
}

fn is_fence(text: &str, line: TextRange) -> bool {
    text.get(line.start..line.end)
        .is_some_and(|line| line.trim_end_matches([' ', '\t']) == "---")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the front matter and the body.
    fn parts(text: &str) -> Option<(&str, &str)> {
        match split(text) {
            Split::Found { yaml, body } => Some((&text[yaml.start..yaml.end], &text[body..])),
            Split::Missing { .. } | Split::Unclosed { .. } => None,
        }
    }

    #[test]
    fn front_matter_is_found_whatever_ends_the_lines() {
        assert_eq!(
            parts("---\ntitle: Å\n---\nText\n"),
            Some(("title: Å\n", "Text\n"))
        );
        assert_eq!(
            parts("---\r\ntitle: Å\r\n---\r\nText"),
            Some(("title: Å\r\n", "Text"))
        );
        assert_eq!(parts("---\rtitle: Å\r---\rText"), Some(("title: Å\r", "Text")));
        assert_eq!(
            parts("\u{feff}---  \t\na: 1\n--- \nText"),
            Some(("a: 1\n", "Text"))
        );
        assert_eq!(parts("---\n---"), Some(("", "")));
        assert_eq!(parts("---\na: 1\n...\n---\nText"), Some(("a: 1\n...\n", "Text")));
        assert_eq!(
            parts("---\na: |\n  ---\n---\n---\n"),
            Some(("a: |\n  ---\n", "---\n"))
        );
    }

    #[test]
    fn other_files_are_told_apart() {
        assert_eq!(split(""), Split::Missing { body: 0 });
        assert_eq!(split("\u{feff}# Å"), Split::Missing { body: 3 });
        assert_eq!(split("\n---\na: 1\n---\n"), Split::Missing { body: 0 });
        assert_eq!(split("----\n"), Split::Missing { body: 0 });
        assert_eq!(
            split("---"),
            Split::Unclosed {
                at: TextRange::new(0, 3)
            }
        );
        assert_eq!(
            split("\u{feff}---\na: 1\n...\n"),
            Split::Unclosed {
                at: TextRange::new(3, 6)
            }
        );
    }
}
