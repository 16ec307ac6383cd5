//! YAML as a tree in which every node knows its bytes.

use saphyr::{LoadableYamlNode, MarkedYaml, Marker, Scalar, YamlData};
use saphyr_parser::{Event, Parser};

use crate::span::TextRange;

/// How deep lists and maps may stand in one another. No author needs a tenth of it.
const DEEPEST: usize = 100;

/// How many repeated keys of a text are told.
const MOST_DUPLICATES: usize = 50;

/// Each of them means reading the text again: of a long text fewer are told. In bytes.
const MOST_DUPLICATE_BYTES: usize = 1_000_000;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Its bytes, counted from the beginning of the file.
    pub(super) range: TextRange,
    pub(super) content: Content,
    /// What was taken out of it because it was at fault: the keys of a map; of a list, empty texts.
    pub(super) lost: Vec<String>,
    /// Whether it was put in to fill a gap and is not the author's.
    pub(super) made_up: bool,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A text.
    Text(String),
    /// Something that YAML 1.2 takes for more than a text, and how the author wrote it.
    Literal(String, Literal),
    List(Vec<Node>),
    /// Keys and values in the author's order.
    Map(Vec<(Node, Node)>),
    /// Stands for a value that is missing, and turns into whatever is wanted. The number counts the attempts.
    Gap(usize),
}

/// A value of YAML's core schema, <https://yaml.org/spec/1.2.2/#103-core-schema>.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Literal {
    Null,
    Truth(bool),
    Whole(i64),
    Decimal(f64),
}

impl Node {
    pub(super) fn new(range: TextRange, content: Content) -> Self {
        Self {
            range,
            content,
            lost: Vec::new(),
            made_up: false,
        }
    }

    /// Returns the text as the author wrote it; none for a list or a map.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) | Content::Literal(text, _) => Some(text),
            Content::List(_) | Content::Map(_) | Content::Gap(_) => None,
        }
    }

    /// Returns the child with this number, of a map the value.
    pub(super) fn child(&self, index: usize) -> Option<&Self> {
        match &self.content {
            Content::List(items) => items.get(index),
            Content::Map(entries) => entries.get(index).map(|(_, value)| value),
            Content::Text(_) | Content::Literal(..) | Content::Gap(_) => None,
        }
    }

    /// Returns the child with this number, of a map the value.
    pub(super) fn child_mut(&mut self, index: usize) -> Option<&mut Self> {
        match &mut self.content {
            Content::List(items) => items.get_mut(index),
            Content::Map(entries) => entries.get_mut(index).map(|(_, value)| value),
            Content::Text(_) | Content::Literal(..) | Content::Gap(_) => None,
        }
    }
}

/// A text as a tree, and its keys that stand in the same map twice. Of these the tree holds the first.
#[derive(Debug)]
pub(super) struct Tree {
    /// The root; none where the text says nothing.
    pub(super) root: Option<Node>,
    pub(super) duplicates: Vec<Duplicate>,
}

/// A key that stands in a map twice.
#[derive(Debug)]
pub(super) struct Duplicate {
    pub(super) key: String,
    pub(super) first: Option<TextRange>,
    pub(super) second: TextRange,
}

/// Why a text is no YAML, and where.
#[derive(Debug)]
pub(super) struct SyntaxFault {
    pub(super) place: TextRange,
    pub(super) reason: Reason,
    /// The repeated keys found before.
    pub(super) duplicates: Vec<Duplicate>,
}

impl SyntaxFault {
    fn new(place: TextRange, reason: Reason) -> Self {
        Self {
            place,
            reason,
            duplicates: Vec::new(),
        }
    }
}

/// Why a text is no YAML.
#[derive(Debug)]
pub(super) enum Reason {
    /// Lists and maps in one another beyond all use.
    TooDeep,
    /// More repeated keys than are told, or one that cannot be passed over.
    TooManyDuplicates,
    /// More than one document.
    SecondDocument,
    /// What the parser says.
    Parser(String),
}

/// Reads a part of a file.
pub(super) fn parse(text: &str, range: TextRange) -> Result<Tree, SyntaxFault> {
    let slice = text.get(range.start..range.end).unwrap_or_default();
    if let Some(byte) = too_deep(slice) {
        let place = TextRange::new(range.start + byte, range.start + byte + 1);
        return Err(SyntaxFault::new(place, Reason::TooDeep));
    }
    let places = Places {
        text,
        start: range.start,
        end: range.end,
        bytes: byte_places(slice),
    };
    let mut marks: Vec<(usize, char)> = Vec::new();
    let mut marked: Option<String> = None;
    loop {
        let source: &str = marked.as_deref().unwrap_or(slice);
        let fault = match MarkedYaml::load_from_str(source) {
            Ok(documents) => {
                let mut tree = convert_all(documents, &places)?;
                tree.duplicates = match &mut tree.root {
                    Some(root) => take_marked(root, &places, &marks),
                    None => Vec::new(),
                };
                return Ok(tree);
            }
            Err(fault) => fault,
        };
        let place = fault.marker().index();
        let start = places.byte(place);
        let told = |reason, place| {
            let duplicates = marks
                .iter()
                .map(|(place, _)| places.duplicate(places.byte(*place)))
                .collect();
            Err(SyntaxFault {
                place,
                reason,
                duplicates,
            })
        };
        if !fault.info().starts_with("duplicated key") {
            let character = places.slice(TextRange::new(start, range.end)).chars().next();
            let length = character
                .filter(|character| !matches!(character, '\n' | '\r'))
                .map_or(0, char::len_utf8);
            return told(
                Reason::Parser(fault.info().to_owned()),
                TextRange::new(start, start + length),
            );
        }
        let most = (MOST_DUPLICATE_BYTES / slice.len().max(1)).clamp(1, MOST_DUPLICATES);
        if marks.iter().any(|(known, _)| *known == place) || marks.len() >= most {
            return told(Reason::TooManyDuplicates, TextRange::new(start, start));
        }
        // The parser gives up at the first key that stands twice. It goes on when that key is made another, with a
        // sign from the private area in place of its first character, which leaves all places as they are.
        let mut characters: Vec<char> = source.chars().collect();
        let quoted = matches!(characters.get(place), Some('"' | '\''));
        let number = u32::try_from(marks.len()).unwrap_or_default();
        let sign = char::from_u32(0xE100 + number).unwrap_or(char::REPLACEMENT_CHARACTER);
        if let Some(character) = characters.get_mut(place + usize::from(quoted)) {
            *character = sign;
        }
        marks.push((place, sign));
        marked = Some(characters.into_iter().collect());
    }
}

/// Says whether lists and maps stand too deep in one another.
pub(super) fn is_too_deep(text: &str) -> bool {
    too_deep(text).is_some()
}

/// Returns the byte at which lists and maps stand too deep in one another, before a reader wastes time or stack on
/// them. A quick look finds almost every text to be harmless; the others are gone through event by event.
fn too_deep(text: &str) -> Option<usize> {
    if !may_be_deep(text) {
        return None;
    }
    let byte_of = |character: usize| {
        text.char_indices()
            .nth(character)
            .map_or(text.len(), |(byte, _)| byte)
    };
    let mut depth = 0_usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(found) => found,
            // The parser looks ahead, and has a limit of its own.
            Err(fault) if fault.info().contains("recursion") => return Some(byte_of(fault.marker().index())),
            // Where it is no YAML, it has not become too deep before.
            Err(_) => return None,
        };
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(byte_of(span.start.index()));
        }
    }
    None
}

/// Says whether lists and maps may stand too deep in one another. Rather once too often: a closing bracket counts only
/// on the line of its opening one, and only where neither quotation marks nor comments can hide it.
fn may_be_deep(text: &str) -> bool {
    let mut brackets = 0_usize;
    // The columns of the lists and maps that the line stands in.
    let mut columns: Vec<usize> = Vec::new();
    for line in text.split(['\n', '\r']) {
        let content = line.trim_start_matches(' ');
        if content.is_empty() {
            continue;
        }
        let mut column = line.len() - content.len();
        while columns.last().is_some_and(|last| *last >= column) {
            columns.pop();
        }
        columns.push(column);
        let mut bytes = content.bytes().peekable();
        while let Some(byte) = bytes.next() {
            column += 1;
            let is_sign =
                matches!(byte, b'-' | b'?' | b':') && matches!(bytes.peek(), Some(b' ' | b'\t') | None);
            if is_sign {
                columns.push(column);
            } else if !matches!(byte, b' ' | b'\t') {
                break;
            }
        }
        let opened = content.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
        let closed = content.bytes().filter(|byte| matches!(byte, b']' | b'}')).count();
        brackets += if content.contains(['"', '\'', '#']) {
            opened
        } else {
            opened.saturating_sub(closed)
        };
        if columns.len() + brackets > DEEPEST {
            return true;
        }
    }
    false
}

/// Turns the parser's characters into bytes of the file.
struct Places<'text> {
    text: &'text str,
    start: usize,
    end: usize,
    /// The byte of each character; none where both are the same.
    bytes: Option<Vec<usize>>,
}

fn byte_places(slice: &str) -> Option<Vec<usize>> {
    (!slice.is_ascii()).then(|| slice.char_indices().map(|(byte, _)| byte).collect())
}

impl Places<'_> {
    fn byte(&self, character: usize) -> usize {
        let length = self.end - self.start;
        let byte = match &self.bytes {
            Some(bytes) => bytes.get(character).copied().unwrap_or(length),
            None => character.min(length),
        };
        self.start + byte
    }

    fn slice(&self, range: TextRange) -> &str {
        self.text.get(range.start..range.end).unwrap_or_default()
    }

    /// Returns the repeated key that begins at a byte, as far as a look at its line tells.
    fn duplicate(&self, start: usize) -> Duplicate {
        let rest = self.slice(TextRange::new(start, self.end));
        let length = rest.find([':', '\n', '\r']).unwrap_or(rest.len());
        let key = rest.get(..length).unwrap_or_default().trim_end();
        Duplicate {
            key: key.trim_matches(['"', '\'']).to_owned(),
            first: None,
            second: TextRange::new(start, start + key.len()),
        }
    }

    /// Returns the range between two markers, without the blanks at its end.
    fn range(&self, start: Marker, end: Marker) -> TextRange {
        let start = self.byte(start.index());
        let range = TextRange::new(start, self.byte(end.index()).max(start));
        TextRange::new(start, start + self.slice(range).trim_end().len())
    }

    /// Returns the range of a list or map. The parser ends one in brackets before the closing one, and one without
    /// brackets where the next thing begins, which may lie beyond comments.
    fn around(&self, range: TextRange, end: Marker, last: Option<&Node>) -> TextRange {
        let end = self.byte(end.index());
        if self.slice(range).starts_with(['[', '{']) {
            let closing = self
                .text
                .get(end..self.end)
                .is_some_and(|rest| rest.starts_with([']', '}']));
            return TextRange::new(range.start, if closing { end + 1 } else { range.end });
        }
        last.map_or(range, |last| {
            TextRange::new(range.start, last.range.end.max(range.start))
        })
    }
}

fn convert_all(documents: Vec<MarkedYaml<'_>>, places: &Places<'_>) -> Result<Tree, SyntaxFault> {
    let mut documents = documents.into_iter();
    let root = match documents.next() {
        Some(document) if !matches!(document.data, YamlData::BadValue) => Some(convert(document, places, 0)?),
        Some(_) | None => None,
    };
    if let Some(second) = documents.next() {
        let place = places.range(second.span.start, second.span.end);
        return Err(SyntaxFault::new(place, Reason::SecondDocument));
    }
    Ok(Tree {
        root,
        duplicates: Vec::new(),
    })
}

fn convert(marked: MarkedYaml<'_>, places: &Places<'_>, depth: usize) -> Result<Node, SyntaxFault> {
    let mut range = places.range(marked.span.start, marked.span.end);
    // Names for parts of a text (`*name`) can build a depth that no scan of the text sees.
    if depth > DEEPEST {
        return Err(SyntaxFault::new(range, Reason::TooDeep));
    }
    let written = places.slice(range);
    let is_alias = written.starts_with('*');
    let content = match marked.data {
        YamlData::Sequence(marked_items) => {
            let mut items = Vec::with_capacity(marked_items.len());
            for item in marked_items {
                items.push(convert(item, places, depth + 1)?);
            }
            if !is_alias {
                range = places.around(range, marked.span.end, items.last());
            }
            Content::List(items)
        }
        YamlData::Mapping(marked_entries) => {
            let mut entries = Vec::with_capacity(marked_entries.len());
            for (key, value) in marked_entries {
                let key = convert(key, places, depth + 1)?;
                let mut value = convert(value, places, depth + 1)?;
                // Nothing is written: the place to look at is the key.
                if value.range.start >= value.range.end {
                    value.range = key.range;
                }
                entries.push((key, value));
            }
            if !is_alias {
                range = places.around(range, marked.span.end, entries.last().map(|(_, value)| value));
            }
            Content::Map(entries)
        }
        YamlData::Tagged(_, inner) => {
            let mut inner = *inner;
            inner.span = marked.span;
            return convert(inner, places, depth + 1);
        }
        YamlData::Value(Scalar::String(text)) => Content::Text(text.into_owned()),
        YamlData::Value(scalar) => {
            let (value, plain) = match scalar {
                Scalar::Null => (Literal::Null, String::new()),
                Scalar::Boolean(truth) => (Literal::Truth(truth), truth.to_string()),
                Scalar::Integer(number) => (Literal::Whole(number), number.to_string()),
                Scalar::FloatingPoint(number) => (Literal::Decimal(number.0), number.0.to_string()),
                Scalar::String(text) => return Ok(Node::new(range, Content::Text(text.into_owned()))),
            };
            let text = if is_alias || written.starts_with(['!', '&']) {
                plain
            } else {
                written.to_owned()
            };
            Content::Literal(text, value)
        }
        // What contradicts its own tag, such as `!!int x`.
        YamlData::BadValue | YamlData::Alias(_) | YamlData::Representation(..) => {
            Content::Text(written.to_owned())
        }
    };
    Ok(Node::new(range, content))
}

/// Takes the keys with a mark out of the tree.
fn take_marked(node: &mut Node, places: &Places<'_>, marks: &[(usize, char)]) -> Vec<Duplicate> {
    if marks.is_empty() {
        return Vec::new();
    }
    let mut duplicates = Vec::new();
    match &mut node.content {
        Content::List(items) => {
            for item in items {
                duplicates.extend(take_marked(item, places, marks));
            }
        }
        Content::Map(entries) => {
            let is_marked = |key: &Node| {
                let mark = key.text().and_then(|text| text.chars().next());
                marks
                    .iter()
                    .any(|(place, sign)| mark == Some(*sign) && places.byte(*place) == key.range.start)
            };
            let (second, first): (Vec<_>, Vec<_>) = std::mem::take(entries)
                .into_iter()
                .partition(|(key, _)| is_marked(key));
            for (key, _) in second {
                let written = places.slice(key.range).trim_matches(['"', '\'']).to_owned();
                let first = first.iter().find(|(key, _)| {
                    key.text() == Some(&written)
                        || places.slice(key.range).trim_matches(['"', '\'']) == written
                });
                duplicates.push(Duplicate {
                    key: written,
                    first: first.map(|(key, _)| key.range),
                    second: key.range,
                });
            }
            *entries = first;
            for (_, value) in entries {
                duplicates.extend(take_marked(value, places, marks));
            }
        }
        Content::Text(_) | Content::Literal(..) | Content::Gap(_) => {}
    }
    duplicates
}
