//! Reading of works, entry by entry, into the form that styles can show.

use std::collections::BTreeSet;

use hayagriva::io::{BibLaTeXError, from_biblatex_str, from_yaml_str};
use hayagriva::types::{ChunkKind, EntryType, FormatString, Person, Publisher};
use hayagriva::{Entry, Library};

use super::work::{Name, Work, WorkKind};
use super::{Fault, Format, entry_starts, limit};
use crate::diagnostic::{Phrase, Saying};
use crate::span::TextRange;

/// How many faults of a file are told.
const MOST_FAULTS: usize = 50;

/// Reads a file. Of a faulty one the readable entries are kept.
pub(super) fn read(format: Format, text: &str) -> (Vec<Entry>, Vec<Fault>) {
    let checked = match format {
        Format::BibTex => limit::check(text),
        Format::Yaml => limit::check_length(text),
    };
    if let Err(fault) = checked {
        return (Vec::new(), vec![fault]);
    }
    let of_all = |library: Library| library.into_iter().collect();
    let (mut entries, mut faults): (Vec<Entry>, _) = match format {
        Format::BibTex => match from_biblatex_str(text) {
            Ok(library) => (of_all(library), Vec::new()),
            Err(errors) => read_bibtex_apart(text, errors),
        },
        Format::Yaml if text.lines().all(|line| line.is_empty() || line.starts_with('#')) => {
            Default::default()
        }
        Format::Yaml => match from_yaml_str(text) {
            Ok(library) => (of_all(library), Vec::new()),
            Err(error) => read_yaml_apart(text, &error.to_string(), error.location().map(|at| at.line())),
        },
    };
    faults.truncate(MOST_FAULTS);
    entries.iter_mut().for_each(tidy);
    (entries, faults)
}

/// Reads a faulty file in YAML entry by entry, so that one fault does not cost all works. `said` is what is wrong with the
/// whole, and `line` where, counted from 1.
fn read_yaml_apart(text: &str, said: &str, line: Option<usize>) -> (Vec<Entry>, Vec<Fault>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut keys: BTreeSet<String> = BTreeSet::new();
    let mut faults = Vec::new();
    let starts: Vec<usize> = entry_starts(Format::Yaml, text).collect();
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        let alone = &text[start..end];
        match from_yaml_str(alone) {
            Ok(library) => {
                for entry in library {
                    if keys.insert(entry.key().to_owned()) {
                        entries.push(entry);
                    } else {
                        faults.push(Fault {
                            at: TextRange::new(start, start + first_line(alone).len()),
                            reason: Phrase::ReferenceKeyTwice.with("key", entry.key()),
                        });
                    }
                }
            }
            Err(error) => faults.push(Fault {
                // An unclosed entry ends where the next begins; it is better shown where it starts.
                at: line_of(&text[..end], start, error.location().map_or(1, |at| at.line())),
                reason: yaml_reason(&error.to_string()),
            }),
        }
    }
    // Entries that use marks of other entries cannot be read alone.
    if faults.is_empty() || text.contains(": *") {
        faults = vec![Fault {
            at: line_of(text, 0, line.unwrap_or(1)),
            reason: yaml_reason(said),
        }];
    }
    (entries, faults)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Returns the place of a line, counted from 1 at `start`, without the space around it.
fn line_of(text: &str, start: usize, number: usize) -> TextRange {
    let mut at = start;
    for (index, line) in text[start..].split_inclusive('\n').enumerate() {
        if index + 1 == number {
            let content = line.trim();
            let start = at + line.len() - line.trim_start().len();
            return TextRange::new(start, start + content.len());
        }
        at += line.len();
    }
    TextRange::new(start, start + first_line(&text[start..]).len())
}

/// Tells why a list of references in YAML cannot be read.
fn yaml_reason(said: &str) -> Saying {
    let said = said.split(" at line ").next().unwrap_or(said);
    let is_value = ["invalid", "unknown", "expected", "data did not match"];
    if is_value.iter().any(|word| said.contains(word)) {
        Phrase::ReferenceValue.into()
    } else {
        Phrase::Said.with("said", said)
    }
}

/// Reads a faulty file in BibTeX entry by entry, so that one fault does not cost all works.
fn read_bibtex_apart(text: &str, errors: Vec<BibLaTeXError>) -> (Vec<Entry>, Vec<Fault>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut keys: BTreeSet<String> = BTreeSet::new();
    let mut faults = Vec::new();
    let starts: Vec<usize> = entry_starts(Format::BibTex, text).collect();
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        let alone = &text[start..end];
        if let Err(fault) = limit::check(alone) {
            faults.push(Fault {
                at: TextRange::new(start + fault.at.start, start + fault.at.end),
                ..fault
            });
            continue;
        }
        match from_biblatex_str(alone) {
            Ok(library) => {
                for entry in library {
                    if keys.insert(entry.key().to_owned()) {
                        entries.push(entry);
                    }
                }
            }
            Err(errors) => faults.extend(errors.into_iter().map(|error| {
                let fault = fault(error, alone);
                // An unclosed entry ends where the next begins; it is better shown where it starts.
                let at = if fault.at.start >= alone.trim_end().len() {
                    TextRange::new(0, alone.find('\n').unwrap_or(alone.len()))
                } else {
                    fault.at
                };
                Fault {
                    at: TextRange::new(start + at.start, start + at.end),
                    ..fault
                }
            })),
        }
    }
    // Entries that use abbreviations cannot be read alone, and duplicates are only seen together.
    if faults.is_empty() || text.to_ascii_lowercase().contains("@string") {
        faults = errors.into_iter().map(|error| fault(error, text)).collect();
    }
    (entries, faults)
}

fn fault(error: BibLaTeXError, text: &str) -> Fault {
    let (range, reason) = match error {
        BibLaTeXError::Parse(error) => (error.span, reason(&error.kind.to_string())),
        BibLaTeXError::Type(error) => (error.span, reason(&error.kind.to_string())),
    };
    Fault {
        at: TextRange::new(range.start.min(text.len()), range.end.min(text.len())),
        reason,
    }
}

/// What hayagriva says in other words, by the beginning.
const REASONS: &[(&str, Phrase)] = &[
    ("unexpected end of file", Phrase::ReferenceEndsTooEarly),
    ("expected identifier", Phrase::NameMissing),
    ("day out of range", Phrase::NoSuchDay),
    ("month out of range", Phrase::NoSuchDay),
    ("year 0", Phrase::NoSuchDay),
    ("range must not", Phrase::ReferenceValue),
    ("invalid", Phrase::ReferenceValue),
    ("missing number", Phrase::ReferenceValue),
    ("wrong number", Phrase::ReferenceValue),
    ("unknown abbreviation", Phrase::UnknownAbbreviation),
    ("unknown", Phrase::ReferenceValue),
    ("duplicate key", Phrase::ReferenceKeyTwice),
];

/// The names that hayagriva gives to signs.
const SIGNS: &[(&str, &str)] = &[
    ("opening brace", "{"),
    ("closing brace", "}"),
    ("comma", ","),
    ("double quote", "\""),
    ("equals", "="),
    ("decimal point", "."),
];

/// Tells why a list of references cannot be read.
fn reason(said: &str) -> Saying {
    let sign = |name: &str| {
        SIGNS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, sign)| *sign)
    };
    if let Some(sign) = said.strip_prefix("expected ").and_then(sign) {
        return Phrase::SignMissing.with("sign", sign);
    }
    if let Some(sign) = said.strip_prefix("unexpected ").and_then(sign) {
        return Phrase::SignMisplaced.with("sign", sign);
    }
    let quoted = said.split('"').nth(1).unwrap_or_default();
    match REASONS.iter().find(|(beginning, _)| said.starts_with(beginning)) {
        Some((_, phrase)) => phrase.with("name", quoted).with("key", quoted),
        None => Phrase::Said.with("said", said),
    }
}

/// Brings an entry into the form that the style can show.
fn tidy(entry: &mut Entry) {
    // The style capitalises in works in English only: journals, which are to stay as written, but also "Eds.",
    // which is to be so beside a work in any language.
    if let Ok(english) = "en".parse() {
        entry.set_language(english);
    }
    // The institution of a report or thesis is what the style calls the publisher.
    let place = entry.publisher().and_then(Publisher::location).cloned();
    if matches!(entry.entry_type(), EntryType::Report | EntryType::Thesis)
        && entry.publisher().and_then(Publisher::name).is_none()
        && let Some(organization) = entry.organization().cloned()
    {
        entry.set_publisher(Publisher::new(Some(organization), place));
    }
    as_written(entry);
    whole_names(entry);
    let mut parents = entry.parents().to_vec();
    parents.iter_mut().for_each(as_written);
    parents.iter_mut().for_each(whole_names);
    entry.set_parents(parents);
    // Every `@techreport` has this genre; it says no more than the institution does.
    if entry
        .genre()
        .is_some_and(|genre| genre.to_string() == "technical report")
    {
        entry.set_genre(FormatString::from(String::new()));
    }
}

/// Keeps the style from changing the letters of a title.
fn as_written(entry: &mut Entry) {
    if let Some(mut title) = entry.title().cloned() {
        let short = title.short.as_mut().map(|short| &mut short.0);
        for chunk in title.value.0.iter_mut().chain(short.into_iter().flatten()) {
            if chunk.kind == ChunkKind::Normal {
                chunk.kind = ChunkKind::Verbatim;
            }
        }
        entry.set_title(title);
    }
}

/// Makes "van der" a part of the family name: the style never parts them, hayagriva does.
fn whole_names(entry: &mut Entry) {
    let whole = |persons: &[Person]| {
        let mut persons = persons.to_vec();
        for person in &mut persons {
            if let Some(prefix) = person.prefix.take() {
                let space = if prefix.ends_with(['’', '\'', '-']) {
                    ""
                } else {
                    " "
                };
                person.name = format!("{prefix}{space}{}", person.name);
            }
        }
        persons
    };
    if let Some(authors) = entry.authors().map(whole) {
        entry.set_authors(authors);
    }
    if let Some(editors) = entry.editors().map(whole) {
        entry.set_editors(editors);
    }
}

/// Takes a work out of hayagriva's form.
pub(super) fn described(entry: &Entry) -> Work {
    let parent = entry.parents().first();
    let plain = |text: &FormatString| -> String {
        let chunks = text.value.0.iter();
        chunks.map(|chunk| chunk.value.as_str()).collect()
    };
    let names = |persons: Option<&[Person]>| -> Vec<Name> {
        let persons = persons.unwrap_or_default().iter();
        let name = |person: &Person| Name {
            family: person.name.clone(),
            given: person.given_name.clone(),
        };
        persons.map(name).collect()
    };
    let both = || std::iter::once(entry).chain(parent);
    let publisher = both().find_map(Entry::publisher);
    let in_book = parent.is_some_and(|parent| {
        matches!(
            parent.entry_type(),
            EntryType::Book | EntryType::Anthology | EntryType::Proceedings
        )
    });
    Work {
        key: entry.key().to_owned(),
        kind: match entry.entry_type() {
            EntryType::Article if !in_book => WorkKind::Article,
            EntryType::Article | EntryType::Chapter | EntryType::Anthos | EntryType::Entry => {
                WorkKind::Chapter
            }
            EntryType::Book | EntryType::Anthology | EntryType::Reference => WorkKind::Book,
            EntryType::Thesis => WorkKind::Thesis,
            EntryType::Report => WorkKind::Report,
            _ => WorkKind::Other,
        },
        authors: names(entry.authors()),
        editors: names(both().find_map(Entry::editors)),
        title: entry.title().map(plain).unwrap_or_default(),
        container: parent.and_then(Entry::title).map(plain),
        publisher: publisher.and_then(Publisher::name).map(plain),
        place: publisher.and_then(Publisher::location).map(plain),
        year: both().find_map(Entry::date).map(|date| date.year),
        volume: both().find_map(Entry::volume).map(ToString::to_string),
        issue: both().find_map(Entry::issue).map(ToString::to_string),
        pages: entry
            .page_range()
            .map(|pages| pages.to_string().replace('-', "–")),
        doi: entry.doi().map(str::to_owned),
        isbn: both().find_map(Entry::isbn).map(str::to_owned),
        url: entry.url().map(|url| url.value.to_string()),
    }
}
