//! How translations stand against the originals that they were made from.

use std::collections::BTreeMap;

use super::difference::{self, Piece, difference};
use super::entry::{Entry, EntryKey};
use super::place::{Place, record_path};
use super::record::{self, Record};
use super::site::Site;
use super::translation::Translation;
use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::language::LanguageTag;
use crate::markdown::block::BlockKind;
use crate::source::yaml::Step;
use crate::source::{SourceFile, Sources, TextFile};
use crate::span::{Lines, SourcePath, TextRange};

/// That the original has changed since a translation was made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Outdated {
    /// The language of the original.
    pub from: LanguageTag,
    /// The day of the original's change, if it says.
    pub since: Option<Date>,
}

/// A record file and the text that it belongs to.
#[derive(Clone, Debug)]
pub struct RecordFile<'a> {
    /// The record.
    pub file: &'a TextFile,
    /// The text.
    pub text: &'a SourcePath,
    /// The entry of the text.
    pub entry: &'a Entry,
}

/// Returns those of the files, each with its place, that are records, and reports those that belong to no text.
pub fn records<'a>(
    site: &'a Site,
    sources: &Sources,
    placed: &'a [(Place, &SourceFile)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<RecordFile<'a>> {
    let mut records = Vec::new();
    for (place, file) in placed {
        let (Place::Record(text), SourceFile::Text(file)) = (place, file) else {
            continue;
        };
        match site.by_path.get(text).and_then(|key| site.entry(key)) {
            Some(entry) => records.push(RecordFile { file, text, entry }),
            // A text that has a fault of its own is told of there.
            None if sources.get(text).is_some() => {}
            None => {
                let at = TextRange::default().of(&file.path);
                diagnostics.push(Diagnostic::new(Code::StrayRecord, at).with("file", text));
            }
        }
    }
    records
}

/// Reads a record, and tells whether the original has changed since. What is not published counts for nothing.
pub fn outdated(record: &RecordFile<'_>, sources: &Sources, config: &Config) -> Reported<Option<Outdated>> {
    let Reported {
        value: read,
        diagnostics,
    } = Record::parse(record.file, record.text, config);
    let translation = record
        .entry
        .translations
        .values()
        .find(|translation| translation.path == *record.text);
    let value = read.zip(translation).and_then(|(read, translation)| {
        let made_from = record.entry.translations.get(&read.from)?;
        if translation.differs_from.is_some() || read.is_current(made_from) {
            return None;
        }
        // The other records are only needed for one that is behind.
        let records = records_of(record.entry, sources, config);
        let original = original(record.entry, &records, config)?;
        measure(record.entry, &translation.language, &records, original)?;
        Some(Outdated {
            since: since(&read, made_from),
            from: read.from,
        })
    });
    Reported { value, diagnostics }
}

/// The day of the original's last change, if it says one that fits: it may have been recorded on the day on which it was
/// published, and changed later.
fn since(record: &Record, original: &Translation) -> Option<Date> {
    let recorded = record.day();
    let updated = original
        .updated
        .filter(|day| recorded.is_none_or(|recorded| recorded <= *day));
    updated.or(original
        .date
        .filter(|day| recorded.is_none_or(|recorded| recorded < *day)))
}

/// Returns the record by which a text is measured, and the text that it was made from. `None` for the original, which is
/// never behind, even if it has a record, and where the record names the text itself or one that is not there.
fn measure<'a>(
    entry: &'a Entry,
    language: &LanguageTag,
    records: &'a BTreeMap<LanguageTag, Record>,
    original: &LanguageTag,
) -> Option<(&'a Record, &'a Translation)> {
    let record = records
        .get(language)
        .filter(|record| record.from != *language && original != language)?;
    Some((record, entry.translations.get(&record.from)?))
}

/// Texts that differ from one in a language that the site does not have.
pub fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for translation in site.all_entries().flat_map(|entry| entry.translations.values()) {
        if let Some(other) = &translation.differs_from
            && site.config.language(other).is_none()
        {
            let known = site.config.tags().map(LanguageTag::as_str);
            diagnostics.push(
                Diagnostic::new(
                    Code::UnknownLanguage,
                    translation.place(&[Step::key("differs_from")]),
                )
                .with("language", other)
                .with("known", site.config.known_languages())
                .guess(nearest(other.as_str(), known)),
            );
        }
    }
}

/// How an entry stands in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The other languages were made from it.
    Original,
    /// There is none.
    Missing,
    /// It is not finished.
    Draft,
    /// It was made from the original as that is now.
    Current,
    /// The original has changed.
    Outdated {
        /// The day of the change, if the original says.
        since: Option<Date>,
        /// The last day on which the translation was up to date.
        recorded: Option<Date>,
        /// What changed in the original, in the order of the text.
        changes: Vec<Change>,
    },
    /// It says something else on purpose.
    Differs,
    /// Nobody has recorded what it was made from.
    Unrecorded,
}

/// A change in an original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub what: What,
    /// What kind of block it happened to.
    pub kind: BlockKind,
    /// The line in the original's file; `None` if the block is gone.
    pub line: Option<usize>,
    /// The block's text before; `None` if it is new.
    pub before: Option<String>,
    /// The block's text now; `None` if it is gone.
    pub after: Option<String>,
}

impl Change {
    /// Says whether the block may go on in the lines that follow, up to an empty one.
    pub fn may_have_more_lines(&self) -> bool {
        self.kind == BlockKind::Paragraph
    }
}

/// What happened to a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum What {
    Added,
    Removed,
    Changed,
    Moved,
}

/// An entry in one language of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The entry.
    pub entry: EntryKey,
    /// The section in whose row it counts: an article's section, a section itself.
    pub section: String,
    /// The language.
    pub language: LanguageTag,
    /// The file; `None` if it is missing.
    pub file: Option<SourcePath>,
    /// The language of the original, unless it is the original.
    pub from: Option<LanguageTag>,
    /// The file of the original.
    pub original: Option<SourcePath>,
    /// How it stands.
    pub state: State,
}

/// Returns how every entry that has a text stands in every language, sections first, languages in the site's order.
pub fn survey(site: &Site, sources: &Sources) -> Vec<Standing> {
    let sections = site
        .sections
        .iter()
        .map(|(id, entry)| (EntryKey::Section(id.clone()), id.clone(), entry));
    let entries = site.entries.iter().map(|(key, entry)| {
        let section = entry.section.clone().unwrap_or_default();
        (key.clone(), section, entry)
    });
    let mut all = Vec::new();
    for (key, section, entry) in sections.chain(entries) {
        let records = records_of(entry, sources, &site.config);
        let Some(original) = original(entry, &records, &site.config) else {
            continue;
        };
        for language in site.config.tags() {
            let translation = entry.translations.get(language);
            let measured = measure(entry, language, &records, original);
            let from = measured.map_or(original, |(record, _)| &record.from);
            all.push(Standing {
                entry: key.clone(),
                section: section.clone(),
                language: language.clone(),
                file: translation.map(|translation| translation.path.clone()),
                from: (language != from).then(|| from.clone()),
                original: entry.translations.get(from).map(|text| text.path.clone()),
                state: match translation {
                    None => State::Missing,
                    Some(translation) if translation.draft => State::Draft,
                    Some(_) if language == original => State::Original,
                    Some(translation) if translation.differs_from.is_some() => State::Differs,
                    Some(_) => measured.map_or(State::Unrecorded, |(record, made_from)| {
                        compared(record, made_from)
                    }),
                },
            });
        }
    }
    all
}

/// Returns the record of a text, if it has one that can be read.
pub fn record_of(translation: &Translation, sources: &Sources, config: &Config) -> Option<Record> {
    let file = sources.text(record_path(&translation.path).as_str())?;
    Record::parse(file, &translation.path, config).value
}

/// Returns the records of an entry's texts.
pub fn records_of(entry: &Entry, sources: &Sources, config: &Config) -> BTreeMap<LanguageTag, Record> {
    let texts = entry.translations.iter();
    texts
        .filter_map(|(language, translation)| {
            Some((language.clone(), record_of(translation, sources, config)?))
        })
        .collect()
}

/// Returns the language that an entry was written in: of those without a record, the one that records name; else the
/// site's default language, else the first. `None` if the entry has no text.
pub fn original<'a>(
    entry: &'a Entry,
    records: &BTreeMap<LanguageTag, Record>,
    config: &Config,
) -> Option<&'a LanguageTag> {
    let in_order = std::iter::once(&config.default_language)
        .chain(config.tags())
        .filter_map(|language| entry.translations.get_key_value(language));
    in_order
        .map(|(language, translation)| {
            let is_named = records.values().any(|record| record.from == *language);
            let is_made = records.contains_key(language) || translation.differs_from.is_some();
            (is_made, !is_named, language)
        })
        // The first of the best.
        .min_by_key(|(is_made, is_unnamed, _)| (*is_made, *is_unnamed))
        .map(|(_, _, language)| language)
}

fn compared(record: &Record, original: &Translation) -> State {
    let now = record::blocks(original);
    let fingerprints: Vec<String> = now.iter().map(|block| record::fingerprint(&block.text)).collect();
    let after: Vec<Piece<'_>> = now
        .iter()
        .zip(&fingerprints)
        .map(|(block, fingerprint)| Piece {
            kind: block.kind,
            fingerprint,
            text: &block.text,
        })
        .collect();
    let before: Vec<Piece<'_>> = record
        .blocks
        .iter()
        .map(|block| Piece {
            kind: block.kind,
            fingerprint: &block.fingerprint,
            text: &block.text,
        })
        .collect();
    let lines = Lines::new(&original.file.text);
    let change = |change| {
        let (what, old, new) = match change {
            difference::Change::Added(new) => (What::Added, None, Some(new)),
            difference::Change::Removed(old) => (What::Removed, Some(old), None),
            difference::Change::Changed(old, new) => (What::Changed, Some(old), Some(new)),
            difference::Change::Moved(old, new) => (What::Moved, Some(old), Some(new)),
        };
        let old = old.and_then(|old| before.get(old));
        let new = new.and_then(|new| Some((after.get(new)?, now.get(new)?.at)));
        Change {
            what,
            kind: new
                .map(|(piece, _)| piece.kind)
                .or(old.map(|piece| piece.kind))
                .unwrap_or(BlockKind::Paragraph),
            line: new.map(|(_, at)| lines.line_and_column(at).0),
            before: old.map(|piece| piece.text.to_owned()),
            after: new.map(|(piece, _)| piece.text.to_owned()),
        }
    };
    let changes: Vec<Change> = difference(&before, &after).into_iter().map(change).collect();
    if changes.is_empty() {
        return State::Current;
    }
    State::Outdated {
        since: since(record, original),
        recorded: record.day(),
        changes,
    }
}
