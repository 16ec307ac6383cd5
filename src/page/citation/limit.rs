//! What a file of references may ask of the reader: how deep, how often, how much.
//!
//! The reader follows abbreviations and cross-references without end, and braces as deep as they go; so they are
//! measured here before it gets to see them.

use std::collections::BTreeMap;

use biblatex::{Field, RawBibliography, RawChunk, RawEntry};

use super::Fault;
use crate::diagnostic::{Phrase, Saying};
use crate::span::TextRange;

/// The longest file, in bytes.
const MOST_BYTES: usize = 4_000_000;

/// How deep braces may stand in one another.
const DEEPEST_BRACES: usize = 50;

/// Through how many others an abbreviation or a cross-reference may lead.
const DEEPEST_CHAIN: usize = 10;

/// The longest field, abbreviations written out, in bytes.
const MOST_FIELD_BYTES: usize = 100_000;

/// How many pieces a field may have: groups in braces, and parts joined with `#`.
const MOST_PIECES: usize = 500;

/// How many entries one entry may draw on, counted as often as they are drawn on.
const MOST_PARENTS: usize = 1_000;

/// All that the file comes to, abbreviations and inherited fields written out, in bytes.
const MOST_TOTAL: usize = 20_000_000;

/// What something comes to when it is written out.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    bytes: usize,
    pieces: usize,
    height: usize,
}

impl Measure {
    fn add(&mut self, other: Self) {
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.pieces = self.pieces.saturating_add(other.pieces);
        self.height = self.height.max(other.height + 1);
    }

    fn is_excessive(&self) -> bool {
        self.bytes > MOST_FIELD_BYTES || self.pieces > MOST_PIECES || self.height > DEEPEST_CHAIN
    }
}

/// Refuses a file that is too long.
pub(super) fn check_length(text: &str) -> Result<(), Fault> {
    if text.len() > MOST_BYTES {
        let reason = Phrase::ReferencesTooLong.with("most", MOST_BYTES / 1_000_000);
        return Err(fault(0..0, reason));
    }
    Ok(())
}

/// Finds the first thing that is too much. A file that cannot be taken apart is left to the reader, which stops at the
/// same place.
pub(super) fn check(text: &str) -> Result<(), Fault> {
    check_length(text)?;
    let Ok(raw) = RawBibliography::parse(text) else {
        return Ok(());
    };
    let mut abbreviations = Abbreviations {
        known: raw
            .abbreviations
            .iter()
            .map(|pair| (pair.key.v, &pair.value.v))
            .collect(),
        measured: BTreeMap::new(),
    };
    for pair in &raw.abbreviations {
        check_field(&pair.value.v, pair.value.span.clone(), &mut abbreviations)?;
    }
    let mut sizes = Vec::with_capacity(raw.entries.len());
    for entry in &raw.entries {
        let mut size: usize = 0;
        for pair in &entry.v.fields {
            size += check_field(&pair.value.v, pair.value.span.clone(), &mut abbreviations)?.bytes;
        }
        sizes.push(size);
    }
    let mut entries = Entries::of(&raw, &abbreviations)?;
    let mut total = 0;
    for index in 0..raw.entries.len() {
        let measure = entries
            .measure(index, &sizes, 0)
            .filter(|measure| measure.pieces <= MOST_PARENTS && measure.height <= DEEPEST_CHAIN);
        let at = raw
            .entries
            .get(index)
            .map_or(0..0, |entry| entry.v.key.span.clone());
        let Some(measure) = measure else {
            return Err(fault(at, Phrase::ReferencesInCircle));
        };
        total += measure.bytes;
        if total > MOST_TOTAL {
            return Err(fault(at, Phrase::ReferencesTooMuch));
        }
    }
    Ok(())
}

fn fault(at: std::ops::Range<usize>, reason: impl Into<Saying>) -> Fault {
    Fault {
        at: TextRange::new(at.start, at.end),
        reason: reason.into(),
    }
}

fn check_field<'text>(
    field: &Field<'text>,
    at: std::ops::Range<usize>,
    abbreviations: &mut Abbreviations<'text>,
) -> Result<Measure, Fault> {
    for chunk in field {
        if let RawChunk::Normal(text) = chunk.v
            && let Some(place) = too_deep(text)
        {
            let start = chunk.span.start + place;
            let reason = Phrase::BracesTooDeep.with("most", DEEPEST_BRACES);
            return Err(fault(start..start + 1, reason));
        }
    }
    match abbreviations.measure(field, 0) {
        Some(measure) if !measure.is_excessive() => Ok(measure),
        Some(_) => {
            let reason = Phrase::FieldTooLong.with("bytes", MOST_FIELD_BYTES / 1000);
            Err(fault(at, reason.with("pieces", MOST_PIECES)))
        }
        None => Err(fault(at, Phrase::AbbreviationsInCircle)),
    }
}

/// Returns the byte at which braces stand too deep in one another.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.bytes().enumerate();
    while let Some((place, byte)) = bytes.next() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
        if depth > DEEPEST_BRACES {
            return Some(place);
        }
    }
    None
}

/// The `@string`s of a file.
struct Abbreviations<'text> {
    known: BTreeMap<&'text str, &'text Field<'text>>,
    measured: BTreeMap<&'text str, Measure>,
}

impl<'text> Abbreviations<'text> {
    /// Measures a field; none where abbreviations lead too far.
    fn measure(&mut self, field: &Field<'text>, depth: usize) -> Option<Measure> {
        let mut sum = Measure::default();
        for chunk in field {
            match chunk.v {
                RawChunk::Normal(text) => sum.add(Measure {
                    bytes: text.len(),
                    pieces: 1 + text.bytes().filter(|byte| *byte == b'{').count(),
                    height: 0,
                }),
                RawChunk::Abbreviation(name) => {
                    let measure = match (self.measured.get(name), self.known.get(name)) {
                        (Some(measure), _) => *measure,
                        (None, Some(_)) if depth >= DEEPEST_CHAIN => return None,
                        (None, Some(&field)) => {
                            let measure = self.measure(field, depth + 1)?;
                            self.measured.insert(name, measure);
                            measure
                        }
                        // The months have abbreviations of their own; others are reported by the reader.
                        (None, None) => Measure {
                            bytes: name.len(),
                            pieces: 1,
                            height: 0,
                        },
                    };
                    sum.add(measure);
                }
            }
        }
        (sum.height <= DEEPEST_CHAIN + 1).then_some(sum)
    }

    /// Writes a short field out.
    fn written_out(&self, field: &Field<'text>, out: &mut String, depth: usize) {
        for chunk in field {
            match chunk.v {
                RawChunk::Normal(text) => out.push_str(text),
                RawChunk::Abbreviation(name) => {
                    if let Some(field) = self.known.get(name).filter(|_| depth < DEEPEST_CHAIN) {
                        self.written_out(field, out, depth + 1);
                    }
                }
            }
        }
    }
}

/// Which entries draw on which.
struct Entries {
    targets: Vec<Vec<usize>>,
    measured: Vec<Option<Measure>>,
}

impl Entries {
    fn of<'text>(raw: &RawBibliography<'text>, abbreviations: &Abbreviations<'text>) -> Result<Self, Fault> {
        let mut indices: BTreeMap<String, usize> = BTreeMap::new();
        for (index, entry) in raw.entries.iter().enumerate() {
            indices.insert(entry.v.key.v.to_owned(), index);
            for name in names(&entry.v, &["ids"], abbreviations)? {
                indices.insert(name, index);
            }
        }
        let mut targets = Vec::with_capacity(raw.entries.len());
        for entry in &raw.entries {
            let names = names(&entry.v, &["crossref", "xdata"], abbreviations)?;
            targets.push(
                names
                    .iter()
                    .filter_map(|name| indices.get(name).copied())
                    .collect(),
            );
        }
        Ok(Self {
            measured: vec![None; targets.len()],
            targets,
        })
    }

    /// Measures an entry with all that it draws on; `pieces` counts entries. None where they lead too far.
    fn measure(&mut self, index: usize, sizes: &[usize], depth: usize) -> Option<Measure> {
        if let Some(Some(measure)) = self.measured.get(index) {
            return Some(*measure);
        }
        if depth > DEEPEST_CHAIN {
            return None;
        }
        let mut sum = Measure {
            bytes: sizes.get(index).copied().unwrap_or_default(),
            pieces: 1,
            height: 0,
        };
        for target in self.targets.get(index).cloned().unwrap_or_default() {
            sum.add(self.measure(target, sizes, depth + 1)?);
        }
        if let Some(measured) = self.measured.get_mut(index) {
            *measured = Some(sum);
        }
        Some(sum)
    }
}

/// Returns the keys that some fields of an entry name.
fn names<'text>(
    entry: &RawEntry<'text>,
    fields: &[&str],
    abbreviations: &Abbreviations<'text>,
) -> Result<Vec<String>, Fault> {
    let mut names = Vec::new();
    for pair in &entry.fields {
        if !fields.iter().any(|field| pair.key.v.eq_ignore_ascii_case(field)) {
            continue;
        }
        let mut value = String::new();
        abbreviations.written_out(&pair.value.v, &mut value, 0);
        // What TeX makes of a key is known to the reader alone.
        if value.contains(['\\', '{', '}', '$', '~', '%', '"', '`', '\'']) {
            return Err(fault(pair.value.span.clone(), Phrase::ReferredKeyPlain));
        }
        names.extend(value.split(',').map(|name| name.trim().to_owned()));
    }
    Ok(names)
}
