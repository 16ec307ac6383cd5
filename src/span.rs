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

/// A text whose lines were found once, so that many places in it are told without reading it for each.
#[derive(Clone, Debug)]
pub struct Lines<'text> {
    text: &'text str,
    /// The first byte of each line but the first.
    starts: Vec<usize>,
}

impl<'text> Lines<'text> {
    /// Finds the lines of a text.
    pub fn new(text: &'text str) -> Self {
        let starts = text.match_indices('\n').map(|(newline, _)| newline + 1);
        Self {
            text,
            starts: starts.collect(),
        }
    }

    /// Returns the text.
    pub fn text(&self) -> &'text str {
        self.text
    }

    /// Returns the line and column of a byte, both counted from 1, the column in characters.
    pub fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let mut end = byte.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.starts.partition_point(|start| *start <= end);
        let start = self.start(before);
        let column = self.text.get(start..end).unwrap_or_default().chars().count() + 1;
        (before + 1, column)
    }

    /// Returns a line, counted from 1, without its end; empty if there is none.
    pub fn line(&self, number: usize) -> &'text str {
        let before = number.saturating_sub(1);
        let end = self.starts.get(before).copied().unwrap_or(self.text.len());
        let line = self.text.get(self.start(before)..end).unwrap_or_default();
        line.trim_end_matches(['\n', '\r'])
    }

    /// Returns the first byte of the line that stands below so many others.
    fn start(&self, before: usize) -> usize {
        match before.checked_sub(1) {
            Some(index) => self.starts.get(index).copied().unwrap_or(self.text.len()),
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("æ\nøå\r\n");
        let places = [0, 2, 3, 5, 6, 9, 99].map(|byte| lines.line_and_column(byte));
        assert_eq!(places, [(1, 1), (1, 2), (2, 1), (2, 2), (2, 2), (3, 1), (3, 1)]);
        assert_eq!([1, 2, 3, 4].map(|number| lines.line(number)), ["æ", "øå", "", ""]);
        assert_eq!(Lines::new("").line_and_column(9), (1, 1));
    }

    #[test]
    fn a_path_knows_its_folder_and_name() {
        let path = SourcePath::new("content/articles/index.nb.md");
        assert_eq!((path.folder(), path.name()), ("content/articles", "index.nb.md"));
        assert_eq!(SourcePath::new("tillit.yaml").folder(), "");
    }
}
