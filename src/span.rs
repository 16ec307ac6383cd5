//! Where something stands: a path in the site's folder, and a range of bytes in that file.

use std::fmt;
use std::sync::Arc;

/// A path relative to the site's folder, with `/` between its parts on every system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Wraps a relative path that already uses `/`.
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the folder that holds the file, without a slash at its end; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Returns the last part of the path.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A range of bytes, from `start` up to and without `end`, counted from the beginning of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl TextRange {
    /// Makes a range.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Puts the range into a file.
    pub fn of(self, path: &SourcePath) -> Span {
        Span {
            path: path.clone(),
            range: self,
        }
    }
}

/// A place in a file, counted from the file's first byte, front matter included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub path: SourcePath,
    /// The bytes in it.
    pub range: TextRange,
}

/// Returns the line and column of a byte, both counted from 1, the column in characters.
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        assert_eq!(line_and_column("æ\nøå", 5), (2, 2));
        assert_eq!(line_and_column("", 9), (1, 1));
    }

    #[test]
    fn a_path_knows_its_folder_and_name() {
        let path = SourcePath::new("content/articles/index.nb.md");
        assert_eq!((path.folder(), path.name()), ("content/articles", "index.nb.md"));
        assert_eq!(SourcePath::new("tillit.yaml").folder(), "");
    }
}
