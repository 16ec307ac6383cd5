//! Typed values out of YAML, with every fault at its place.
//!
//! The only module that knows how YAML is read. Values come from one reader, fast and without places. Where it finds a
//! fault, the text is read once more as a tree with places; what does not fit is reported and taken out of the tree,
//! until the rest fits: so one fault does not hide the next.

mod tree;
mod value;
mod words;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Phrase, Reported};
use crate::fingerprint::FastMap;
use crate::source::TextFile;
use crate::span::{SourcePath, Span, TextRange};

use tree::{Content, Duplicate, Literal, Node, Reason, SyntaxFault};
use value::{Kind, Misfit};

/// The longest text, in bytes: a value of two bytes takes some hundred in memory.
const MOST_BYTES: usize = 4_000_000;

/// How many faults of one text are told.
const MOST_FAULTS: usize = 50;

/// How often the rest of a text is tried, silent repairs included.
const MOST_ATTEMPTS: usize = 400;

/// A step on the way into a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To a key itself; the last step.
    Name(String),
    /// To an item of a list, counted from 0.
    Index(usize),
}

impl Step {
    /// Returns the step to a key itself.
    pub fn name(key: &str) -> Self {
        Self::Name(key.to_owned())
    }

    /// Returns the step to the value of a key.
    pub fn key(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

/// Reads a value out of a whole file, as [`read`] does.
pub fn read_file<T: DeserializeOwned + Default>(file: &TextFile) -> Reported<T> {
    read(&file.path, &file.text, TextRange::new(0, file.text.len()))
}

/// Reads a value out of a part of a file and reports all that is wrong with it, keys that stand twice included.
///
/// What is at fault is left out of the value; where nothing fits, the value is the default one. Text fields keep what
/// the author wrote: `1.10`, `010`, `no`.
pub fn read<T: DeserializeOwned + Default>(path: &SourcePath, text: &str, range: TextRange) -> Reported<T> {
    let range = without_mark(text, range);
    let slice = text.get(range.start..range.end).unwrap_or_default();
    if slice.len() > MOST_BYTES {
        let at = TextRange::new(range.start, range.start).of(path);
        let limit = format!("{} MB", MOST_BYTES / 1_000_000);
        return Reported {
            value: T::default(),
            diagnostics: vec![Diagnostic::new(Code::TooLong, at).with("limit", limit)],
        };
    }
    if !tree::is_too_deep(slice)
        && let Ok(value) = serde_yaml::from_str::<T>(slice)
    {
        return Reported {
            value,
            diagnostics: duplicates(path, text, range),
        };
    }
    let mut reader = Reader {
        path,
        text,
        range,
        diagnostics: Vec::new(),
    };
    let value = match tree::parse(text, range) {
        Ok(tree) => {
            reader.report_duplicates(&tree.duplicates);
            let first_line = reader.first_line();
            let root = tree
                .root
                .unwrap_or_else(|| Node::new(first_line, Content::Literal(String::new(), Literal::Null)));
            reader.value(root).unwrap_or_default()
        }
        Err(fault) => {
            reader.report_duplicates(&fault.duplicates);
            if !matches!(fault.reason, Reason::TooManyDuplicates) {
                reader.report_syntax(&fault);
            }
            T::default()
        }
    };
    reader.diagnostics.sort();
    Reported {
        value,
        diagnostics: reader.diagnostics,
    }
}

/// Reports the keys that stand in one map twice. [`read`] does so itself.
pub fn duplicates(path: &SourcePath, text: &str, range: TextRange) -> Vec<Diagnostic> {
    let range = without_mark(text, range);
    if !may_hold_duplicates(text.get(range.start..range.end).unwrap_or_default()) {
        return Vec::new();
    }
    let mut reader = Reader {
        path,
        text,
        range,
        diagnostics: Vec::new(),
    };
    // Where the readers disagree whether it is YAML, the one that gave the value is right.
    let duplicates = tree::parse(text, range).map_or_else(|fault| fault.duplicates, |tree| tree.duplicates);
    reader.report_duplicates(&duplicates);
    reader.diagnostics.sort();
    reader.diagnostics
}

/// The places of values in a text, which is read when the first is asked for.
pub struct Places<'text> {
    path: &'text SourcePath,
    text: &'text str,
    range: TextRange,
    root: OnceCell<Option<Root>>,
}

/// A text as a tree. Files of data hold one long map, whose keys are asked for one by one.
struct Root {
    node: Node,
    /// The first entry of each key of the outermost map.
    entries: FastMap<String, usize>,
}

impl Root {
    fn new(node: Node) -> Self {
        let mut entries = FastMap::default();
        if let Content::Map(map) = &node.content {
            for (index, (key, _)) in map.iter().enumerate() {
                if let Some(key) = key.text() {
                    entries.entry(key.to_owned()).or_insert(index);
                }
            }
        }
        Self { node, entries }
    }

    /// Returns an entry of a map in the tree.
    fn entry<'node>(
        &self,
        node: &Node,
        map: &'node [(Node, Node)],
        key: &str,
    ) -> Option<&'node (Node, Node)> {
        if std::ptr::eq(node, &raw const self.node) {
            return map.get(*self.entries.get(key)?);
        }
        map.iter().find(|(known, _)| known.text() == Some(key))
    }
}

impl<'text> Places<'text> {
    /// Makes the places of a part of a file.
    pub fn new(path: &'text SourcePath, text: &'text str, range: TextRange) -> Self {
        Self {
            path,
            text,
            range: without_mark(text, range),
            root: OnceCell::new(),
        }
    }

    /// Makes the places of a whole file.
    pub fn of_file(file: &'text TextFile) -> Self {
        Self::new(&file.path, &file.text, TextRange::new(0, file.text.len()))
    }

    /// Returns the place of a value; of the nearest value around it where the steps lead to nothing; of the first line
    /// where the text cannot be read.
    pub fn of(&self, steps: &[Step]) -> Span {
        let root = self.root.get_or_init(|| {
            let tree = tree::parse(self.text, self.range).ok()?;
            tree.root.map(Root::new)
        });
        let reader = Reader {
            path: self.path,
            text: self.text,
            range: self.range,
            diagnostics: Vec::new(),
        };
        let mut place = reader.first_line();
        let Some(root) = root else {
            return place.of(self.path);
        };
        let mut node = &root.node;
        for step in steps {
            let next = match (&node.content, step) {
                (Content::Map(map), Step::Key(key)) => root.entry(node, map, key).map(|(_, value)| value),
                (Content::Map(map), Step::Name(key)) => root.entry(node, map, key).map(|(known, _)| known),
                (Content::List(items), Step::Index(index)) => items.get(*index),
                _ => None,
            };
            let Some(next) = next else { break };
            node = next;
            place = node.range;
        }
        place.of(self.path)
    }
}

/// Returns the place of one value, see [`Places::of`].
pub fn locate(path: &SourcePath, text: &str, range: TextRange, steps: &[Step]) -> Span {
    Places::new(path, text, range).of(steps)
}

/// Says that a key of the outermost map is missing, or that nothing stands behind it.
pub fn missing(path: &SourcePath, text: &str, range: TextRange, key: &str) -> Diagnostic {
    let at = locate(path, text, range, &[Step::name(key)]);
    let written = text.get(at.range.start..at.range.end).unwrap_or_default();
    let code = if written.trim_matches(['"', '\'']) == key {
        Code::EmptyValue
    } else {
        Code::MissingKey
    };
    Diagnostic::new(code, at).with("key", key)
}

/// Passes over a byte order mark, and keeps the range inside the text.
fn without_mark(text: &str, range: TextRange) -> TextRange {
    let end = range.end.min(text.len());
    let start = range.start.min(end);
    let has_mark = text
        .get(start..end)
        .is_some_and(|slice| slice.starts_with('\u{feff}'));
    TextRange::new(
        if has_mark {
            start + '\u{feff}'.len_utf8()
        } else {
            start
        },
        end,
    )
}

/// Says whether a closer look for repeated keys is due. Rather once too often: texts that only look like keys count.
fn may_hold_duplicates(slice: &str) -> bool {
    // The maps that the line stands in, by the depth of their keys.
    let mut maps: Vec<(usize, BTreeSet<&str>)> = Vec::new();
    for line in slice.split(['\n', '\r']) {
        let dash = line.len() - line.trim_start().len();
        let inner = line.trim_start_matches([' ', '-']);
        if inner.starts_with('#') {
            continue;
        }
        if line.get(dash..).is_some_and(|rest| rest.starts_with('-')) {
            maps.retain(|(depth, _)| *depth <= dash);
        }
        if let Some(key) = key_before_colon(inner) {
            let depth = line.len() - inner.len();
            maps.retain(|(other, _)| *other <= depth);
            match maps.last_mut() {
                Some((other, keys)) if *other == depth => {
                    if !keys.insert(key) {
                        return true;
                    }
                }
                _ => maps.push((depth, BTreeSet::from([key]))),
            }
        }
        if line.contains('{') {
            if line.matches('{').count() != line.matches('}').count() {
                return true;
            }
            let mut keys = BTreeSet::new();
            let parts = line.split(['{', '}', '[', ']', ',']);
            if !parts.filter_map(key_before_colon).all(|key| keys.insert(key)) {
                return true;
            }
        }
    }
    false
}

fn key_before_colon(text: &str) -> Option<&str> {
    text.find(':')
        .and_then(|colon| text.get(..colon))
        .map(|key| key.trim().trim_matches(['"', '\'']))
}

/// A text that is being read, and what there is to say about it.
struct Reader<'text> {
    path: &'text SourcePath,
    text: &'text str,
    range: TextRange,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Returns the first line that says something.
    fn first_line(&self) -> TextRange {
        let slice = self.slice(self.range);
        let start = self.range.start + slice.len() - slice.trim_start().len();
        if start >= self.range.end {
            return TextRange::new(self.range.start, self.range.start);
        }
        self.line(start)
    }

    /// Returns what a line holds from a byte on.
    fn line(&self, start: usize) -> TextRange {
        let rest = self.slice(TextRange::new(start, self.range.end));
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        TextRange::new(
            start,
            start + rest.get(..length).unwrap_or_default().trim_end().len(),
        )
    }

    fn slice(&self, range: TextRange) -> &str {
        self.text.get(range.start..range.end).unwrap_or_default()
    }

    fn report_syntax(&mut self, fault: &SyntaxFault) {
        let before = self.slice(TextRange::new(self.range.start, fault.place.start));
        let line_start = self.range.start + before.rfind(['\n', '\r']).map_or(0, |place| place + 1);
        let line = self.slice(self.line(line_start)).to_owned();
        let mut place = fault.place;
        let is_late = matches!(&fault.reason, Reason::Parser(said) if said.contains("expect ':'"));
        if place.start >= place.end || (is_late && before.ends_with(['\n', '\r', ' '])) {
            // Where the parser gave up; what stands before it is at fault.
            let said = before.trim_end();
            let start = said.rfind(['\n', '\r']).map_or(0, |place| place + 1);
            let blanks = said
                .get(start..)
                .map_or(0, |line| line.len() - line.trim_start().len());
            place = self.line(self.range.start + start + blanks);
        }
        // The parser tells of a tab at the text before or after it.
        if let Reason::Parser(said) = &fault.reason
            && words::is_tab(said, &line)
        {
            place = self.first_tab().unwrap_or(place);
        }
        let (mut reason, mut remedy) = words::reason(&fault.reason, &line);
        // The parser reads on to the next quotation mark, however far it is, and stumbles there over something else.
        if let Reason::Parser(_) = &fault.reason
            && let Some(quotation) = self.unclosed_quotation(place.end)
        {
            place = quotation;
            (reason, remedy) = (Phrase::QuoteUnclosed.into(), Phrase::CloseQuote);
        }
        let diagnostic = Diagnostic::new(Code::YamlSyntax, place.of(self.path));
        self.diagnostics
            .push(diagnostic.saying("reason", reason).saying("remedy", remedy));
    }

    /// Returns the first quoted value that begins before a byte and is neither closed on its line nor goes on, indented,
    /// on the next.
    fn unclosed_quotation(&self, before: usize) -> Option<TextRange> {
        let mut lines = self.slice(self.range).split_inclusive(['\n', '\r']).peekable();
        let mut start = self.range.start;
        while let Some(line) = lines.next()
            && start < before
        {
            let indentation = line.len() - line.trim_start_matches(' ').len();
            let goes_on = lines.peek().is_none_or(|next| {
                let deeper = next.trim_start_matches(' ');
                deeper.trim().is_empty() || next.len() - deeper.len() > indentation
            });
            if !goes_on && let Some(column) = words::open_quotation(line) {
                return Some(self.line(start + column));
            }
            start += line.len();
        }
        None
    }

    /// Returns the first tab that indents a line.
    fn first_tab(&self) -> Option<TextRange> {
        let mut in_indentation = true;
        for (place, byte) in self.slice(self.range).bytes().enumerate() {
            match byte {
                b'\t' if in_indentation => {
                    let start = self.range.start + place;
                    return Some(TextRange::new(start, start + 1));
                }
                b'\n' | b'\r' => in_indentation = true,
                b' ' => {}
                _ => in_indentation = false,
            }
        }
        None
    }

    fn report_duplicates(&mut self, duplicates: &[Duplicate]) {
        for duplicate in duplicates {
            let mut diagnostic = Diagnostic::new(Code::DuplicateKey, duplicate.second.of(self.path))
                .with("key", &duplicate.key);
            if let Some(first) = duplicate.first {
                diagnostic = diagnostic.related(first.of(self.path));
            }
            self.diagnostics.push(diagnostic);
        }
    }

    /// Takes a value out of the tree, and what does not fit out of its way.
    fn value<T: DeserializeOwned>(&mut self, mut root: Node) -> Option<T> {
        for _ in 0..MOST_ATTEMPTS {
            let misfit = match value::value::<T>(&root) {
                Ok(value) => return Some(value),
                Err(misfit) => misfit,
            };
            if let Some(diagnostic) = self.diagnostic(&root, &misfit) {
                self.diagnostics.push(diagnostic);
            }
            if self.diagnostics.len() >= MOST_FAULTS || !mend(&mut root, &misfit) {
                return None;
            }
        }
        None
    }

    /// Says what does not fit; nothing where that only follows from what was said before.
    fn diagnostic(&self, root: &Node, misfit: &Misfit) -> Option<Diagnostic> {
        let Place {
            node,
            entry,
            name,
            is_root,
        } = place(root, misfit)?;
        if node.made_up {
            return None;
        }
        let at = |range: TextRange| range.of(self.path);
        let named = |code: Code| {
            let diagnostic = Diagnostic::new(code, at(node.range));
            match name {
                Some(key) => diagnostic.with("key", key),
                None => diagnostic.saying("key", Phrase::ThisFile),
            }
        };
        let written = self.slice(node.range);
        let diagnostic = match &misfit.kind {
            Kind::UnknownKey { key, known } => {
                Diagnostic::new(Code::UnknownKey, at(entry.map_or(node.range, |key| key.range)))
                    .with("key", key)
                    .with("known", words::list(known))
                    .guess(words::key_meant(key, known))
            }
            Kind::DuplicateKey(key) => {
                Diagnostic::new(Code::DuplicateKey, at(entry.map_or(node.range, |key| key.range)))
                    .with("key", key)
            }
            Kind::MissingKey(missing) => {
                if node.lost.iter().any(|lost| lost == missing) {
                    return None;
                }
                let range = match entry {
                    _ if is_root => self.first_line(),
                    Some(key) => key.range,
                    None => self.line(node.range.start),
                };
                Diagnostic::new(Code::MissingKey, at(range)).with("key", missing)
            }
            Kind::Type { expected } => {
                let guess = node
                    .text()
                    .filter(|_| words::is_truth(expected))
                    .and_then(words::truth);
                named(Code::WrongType)
                    .saying("expected", words::expected(expected))
                    .saying("found", words::found(node, written))
                    .guess(guess)
            }
            Kind::Length { expected } => {
                if !node.lost.is_empty() {
                    return None;
                }
                let found = match &node.content {
                    Content::List(items) => Phrase::ListOf.with("count", items.len()),
                    _ => words::found(node, written),
                };
                named(Code::WrongType)
                    .saying("expected", words::expected(expected))
                    .saying("found", found)
            }
            Kind::Value { expected } => {
                let (expected, guess) = words::value_meant(expected, node);
                named(Code::WrongValue)
                    .with("value", words::value(node))
                    .saying("expected", expected)
                    .guess(guess)
            }
            Kind::Other(complaint) => named(Code::WrongValue)
                .with("value", words::value(node))
                .saying("expected", words::complaint(complaint)),
            Kind::UnknownChoice { value, known } => named(Code::WrongValue)
                .with("value", value)
                .saying("expected", Phrase::OneOf.with("known", words::list(known)))
                .guess(nearest(value, known.iter().copied())),
        };
        Some(diagnostic)
    }
}

/// The place of something that does not fit.
struct Place<'node> {
    /// The node at fault.
    node: &'node Node,
    /// The key at fault, or that of the node at fault.
    entry: Option<&'node Node>,
    /// The name to call it by: that of the nearest key.
    name: Option<&'node str>,
    is_root: bool,
}

fn place<'node>(root: &'node Node, misfit: &Misfit) -> Option<Place<'node>> {
    let mut node = root;
    let mut entry = None;
    let mut name = None;
    let mut remaining = misfit.way.len();
    for index in &misfit.way {
        remaining -= 1;
        entry = match &node.content {
            Content::Map(entries) => entries.get(*index).map(|(key, _)| key),
            _ => None,
        };
        if remaining == 0 && misfit.at_key {
            // Something put in by us has no faults to tell.
            let key = entry?;
            let node = if node.made_up { node } else { key };
            return Some(Place {
                node,
                entry,
                name,
                is_root: false,
            });
        }
        name = entry.and_then(Node::text).or(name);
        node = node.child(*index)?;
    }
    Some(Place {
        node,
        entry,
        name,
        is_root: misfit.way.is_empty(),
    })
}

/// Takes what does not fit out of the tree, or fills what is missing. Says whether it could.
fn mend(root: &mut Node, misfit: &Misfit) -> bool {
    if let Kind::MissingKey(key) = misfit.kind {
        return fill(root, &misfit.way, key);
    }
    if let Some(attempt) = gap_at(root, &misfit.way) {
        *attempt += 1;
        if *attempt <= value::ATTEMPTS {
            return true;
        }
        // Nothing fills it: what it is missing from goes as a whole.
        return misfit
            .way
            .split_last()
            .is_some_and(|(_, way)| remove(root, way, false, None));
    }
    let meant = match &misfit.kind {
        Kind::UnknownKey { key, known } => words::key_meant(key, known),
        _ => None,
    };
    remove(root, &misfit.way, misfit.at_key, meant)
}

fn node_at<'node>(root: &'node mut Node, way: &[usize]) -> Option<&'node mut Node> {
    way.iter().try_fold(root, |node, index| node.child_mut(*index))
}

fn gap_at<'node>(root: &'node mut Node, way: &[usize]) -> Option<&'node mut usize> {
    match &mut node_at(root, way)?.content {
        Content::Gap(attempt) => Some(attempt),
        Content::Text(_) | Content::Literal(..) | Content::List(_) | Content::Map(_) => None,
    }
}

/// Puts something in place of a missing key, so that the other keys can be read.
fn fill(root: &mut Node, way: &[usize], key: &str) -> bool {
    let Some(node) = node_at(root, way) else {
        return false;
    };
    let made_up = |content| Node {
        made_up: true,
        ..Node::new(node.range, content)
    };
    let entry = (made_up(Content::Text(key.to_owned())), made_up(Content::Gap(0)));
    match &mut node.content {
        Content::Map(entries) => entries.push(entry),
        content => *content = Content::Map(vec![entry]),
    }
    true
}

/// Takes a node out of the list or map that holds it. `meant` is the key that was probably meant.
fn remove(root: &mut Node, way: &[usize], at_key: bool, meant: Option<&str>) -> bool {
    let Some((last, way)) = way.split_last() else {
        return false;
    };
    let Some(parent) = node_at(root, way) else {
        return false;
    };
    match &mut parent.content {
        Content::Map(entries) if *last < entries.len() => {
            let (key, _) = entries.remove(*last);
            match (at_key, meant) {
                (true, meant) => parent.lost.extend(meant.map(str::to_owned)),
                (false, _) => parent.lost.push(key.text().unwrap_or_default().to_owned()),
            }
            true
        }
        Content::List(items) if *last < items.len() => {
            items.remove(*last);
            parent.lost.push(String::new());
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
