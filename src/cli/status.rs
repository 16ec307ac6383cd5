//! `tillit status`: what is translated, and what is to be done.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use super::args::{StatusArguments, StatusFormat, Unfinished};
use super::texts::Texts;
use super::{FINE, Failure, SITE_HAS_ERRORS, Voice, give};
use crate::check::readability::{self, Figure, Reading};
use crate::content::entry::EntryKey;
use crate::content::site::Site;
use crate::content::status::{self, Standing, State, What};
use crate::date::Date;
use crate::diagnostic::phrase::decimal;
use crate::diagnostic::{Phrase, Saying, Tongue};
use crate::language::LanguageTag;
use crate::language::readability::Measure;
use crate::markdown::block::BlockKind;
use crate::span::SourcePath;

pub(super) fn run(root: &Path, arguments: &StatusArguments, voice: Voice) -> Result<u8, Failure> {
    let site = Texts::read(root)?;
    let has_errors = voice.report(&site.diagnostics, &site.sources);
    let standings = status::survey(&site.built.world.site, &site.sources);
    let readings = readability::readings(&site.built, &site.sources);
    give(&match arguments.format {
        StatusFormat::Text => {
            text(&site.built.world.site, &standings, voice.tongue)
                + &readability(&site.built.world.site, &readings, voice.tongue)
        }
        StatusFormat::Json => json(&site.built.world.site, &standings, &readings),
    });
    let fails = |standing: &Standing| {
        unfinished(&standing.state).is_some_and(|state| arguments.fail_on.contains(&state))
    };
    if has_errors || standings.iter().any(fails) {
        return Ok(SITE_HAS_ERRORS);
    }
    Ok(FINE)
}

/// What there is to do, if there is anything.
fn unfinished(state: &State) -> Option<Unfinished> {
    match state {
        State::Original | State::Current | State::Differs => None,
        State::Missing => Some(Unfinished::Missing),
        State::Draft => Some(Unfinished::Draft),
        State::Outdated { .. } => Some(Unfinished::Outdated),
        State::Unrecorded => Some(Unfinished::Unrecorded),
    }
}

/// Returns the word for a state.
fn name(state: &State) -> &'static str {
    match state {
        State::Original => "original",
        State::Missing => "missing",
        State::Draft => "draft",
        State::Current => "current",
        State::Outdated { .. } => "outdated",
        State::Differs => "differs",
        State::Unrecorded => "unrecorded",
    }
}

fn what(what: What) -> &'static str {
    match what {
        What::Added => "added",
        What::Removed => "removed",
        What::Changed => "changed",
        What::Moved => "moved",
    }
}

fn folder(section: &str) -> String {
    if section.is_empty() {
        "content/".to_owned()
    } else {
        format!("content/{section}/")
    }
}

/// How many texts of each state a section has in each language.
type Counts<'a> = BTreeMap<&'a str, BTreeMap<&'a LanguageTag, BTreeMap<&'static str, usize>>>;

fn counts(standings: &[Standing]) -> Counts<'_> {
    let mut counts = Counts::new();
    for standing in standings {
        let section = counts.entry(&standing.section).or_default();
        let states = section.entry(&standing.language).or_default();
        *states.entry(name(&standing.state)).or_default() += 1;
    }
    counts
}

fn text(site: &Site, standings: &[Standing], tongue: Tongue) -> String {
    let mut text = table(site, standings, tongue);
    let mut to_do = String::new();
    for standing in standings {
        tell(standing, tongue, &mut to_do);
    }
    if to_do.is_empty() {
        let _ = write!(text, "\n{}\n", Phrase::NothingToTranslate.text(tongue));
    } else {
        let _ = write!(text, "\n{}\n{to_do}", Phrase::ToDo.text(tongue));
    }
    text
}

/// A row for each section, a column for each language, and in it how many texts are up to date, of how many.
fn table(site: &Site, standings: &[Standing], tongue: Tongue) -> String {
    let counts = counts(standings);
    let languages: Vec<&LanguageTag> = site.config.tags().collect();
    let mut rows = vec![(
        Phrase::TextsUpToDate.text(tongue),
        languages.iter().map(ToString::to_string).collect::<Vec<_>>(),
    )];
    for (section, by_language) in &counts {
        let cell = |language: &&LanguageTag| {
            let states = by_language.get(*language);
            let count = |name: &str| {
                states
                    .and_then(|states| states.get(name))
                    .copied()
                    .unwrap_or_default()
            };
            let fine = count("original") + count("current") + count("differs");
            let all: usize = states.map(|states| states.values().sum()).unwrap_or_default();
            format!("{fine}/{all}")
        };
        rows.push((folder(section), languages.iter().map(cell).collect()));
    }
    columns(&rows)
}

/// Sets rows of cells in columns; the first of each is a name.
fn columns<Name: AsRef<str>>(rows: &[(Name, Vec<String>)]) -> String {
    let first = rows
        .iter()
        .map(|(name, _)| name.as_ref().chars().count())
        .max()
        .unwrap_or_default();
    let width = rows
        .iter()
        .flat_map(|(_, cells)| cells)
        .map(|cell| cell.chars().count())
        .max()
        .unwrap_or_default()
        + 2;
    let mut text = String::new();
    for (name, cells) in rows {
        let _ = write!(text, "{:first$}", name.as_ref());
        for cell in cells {
            let _ = write!(text, "{cell:>width$}");
        }
        text.push('\n');
    }
    text
}

/// How hard the texts are to read: a row for each entry, a column for each language and formula.
fn readability(site: &Site, readings: &[Reading], tongue: Tongue) -> String {
    if readings.is_empty() {
        return String::new();
    }
    let tags = site.config.tags();
    let heads: Vec<(&LanguageTag, Measure)> = tags
        .flat_map(|tag| {
            Measure::of_language(tag.as_str())
                .iter()
                .map(move |measure| (tag, *measure))
        })
        .collect();
    let head = |(tag, measure): &(&LanguageTag, Measure)| match measure {
        Measure::Wiener => format!("{tag} WSTF 1"),
        Measure::Lix | Measure::Amstad | Measure::Flesch => format!("{tag} {}", measure.name()),
    };
    let mut rows = vec![(String::new(), heads.iter().map(head).collect::<Vec<_>>())];
    let mut by_entry: BTreeMap<&EntryKey, Vec<&Reading>> = BTreeMap::new();
    for reading in readings {
        by_entry.entry(&reading.entry).or_default().push(reading);
    }
    for (entry, readings) in by_entry {
        let cell = |(tag, measure): &(&LanguageTag, Measure)| {
            let reading = readings.iter().find(|reading| reading.language == **tag);
            let figures = reading.into_iter().flat_map(|reading| &reading.figures);
            let figure = figures.into_iter().find(|figure| figure.measure == *measure);
            let shown = |figure: &Figure| {
                let sign = if figure.misses() { "!" } else { " " };
                format!("{}{sign}", decimal(figure.value).text(tongue))
            };
            figure.map_or_else(|| "– ".to_owned(), shown)
        };
        rows.push((entry.reference(), heads.iter().map(cell).collect()));
    }
    format!(
        "\n{}\n{}",
        Phrase::ReadabilityOfTexts.text(tongue),
        columns(&rows)
    )
}

/// Tells what is to be done about one text.
fn tell(standing: &Standing, tongue: Tongue, text: &mut String) {
    let file = standing
        .file
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let original = standing
        .original
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let (phrase, help, command) = match &standing.state {
        State::Original | State::Current | State::Differs => return,
        State::Missing => (
            Phrase::TranslationMissing,
            Phrase::TranslateWith,
            format!("tillit translate {original} --to {}", standing.language),
        ),
        State::Draft => (Phrase::TranslationIsDraft, Phrase::DraftEnds, String::new()),
        State::Unrecorded => (
            Phrase::TranslationUnrecorded,
            Phrase::RecordWith,
            format!("tillit translated {file}"),
        ),
        State::Outdated { .. } => (
            Phrase::TranslationOutdated,
            Phrase::RecordWith,
            format!("tillit translated {file}"),
        ),
    };
    let filled = |phrase: Phrase| -> Saying {
        let saying = phrase.with("file", &file).with("original", &original);
        saying.with("language", &standing.language)
    };
    let _ = write!(text, "\n{}", filled(phrase).text(tongue));
    if let State::Outdated {
        since,
        recorded,
        changes,
    } = &standing.state
    {
        let dates = [(Phrase::ChangedOn, since), (Phrase::RecordedOn, recorded)];
        for (phrase, date) in dates {
            if let Some(date) = date {
                let _ = write!(text, "; {}", phrase.with("date", date).text(tongue));
            }
        }
        text.push('\n');
        for change in changes {
            tell_change(change, tongue, text);
        }
    } else {
        text.push('\n');
    }
    let _ = writeln!(text, "  {}", filled(help).with("command", command).text(tongue));
}

fn tell_change(change: &status::Change, tongue: Tongue, text: &mut String) {
    let what = match change.what {
        What::Added => Phrase::BlockAdded,
        What::Removed => Phrase::BlockRemoved,
        What::Changed => Phrase::BlockChanged,
        What::Moved => Phrase::BlockMoved,
    };
    let _ = write!(
        text,
        "  {}: {}",
        what.text(tongue),
        kind(change.kind).text(tongue)
    );
    if let Some(line) = change.line {
        let _ = write!(text, ", {}", Phrase::AtLine.with("line", line).text(tongue));
    }
    text.push('\n');
    if change.what == What::Moved {
        let _ = writeln!(text, "    {}", change.after.as_deref().unwrap_or_default());
        return;
    }
    for (sign, words) in [('-', &change.before), ('+', &change.after)] {
        if let Some(words) = words {
            let _ = writeln!(text, "    {sign} {words}");
        }
    }
}

fn kind(kind: BlockKind) -> Phrase {
    match kind {
        BlockKind::Title => Phrase::BlockTitle,
        BlockKind::Description => Phrase::BlockDescription,
        BlockKind::Heading => Phrase::BlockHeading,
        BlockKind::Paragraph => Phrase::BlockParagraph,
        BlockKind::Item => Phrase::BlockItem,
        BlockKind::Row => Phrase::BlockRow,
        BlockKind::Code => Phrase::BlockCode,
        BlockKind::Quote => Phrase::BlockQuote,
        BlockKind::Footnote => Phrase::BlockFootnote,
        BlockKind::Html => Phrase::BlockHtml,
        BlockKind::Directive => Phrase::BlockDirective,
    }
}

#[derive(Serialize)]
struct StatusJson<'a> {
    languages: Vec<&'a LanguageTag>,
    sections: Vec<SectionJson<'a>>,
    translations: Vec<TranslationJson<'a>>,
    readability: Vec<ReadingJson<'a>>,
}

#[derive(Serialize)]
struct SectionJson<'a> {
    section: String,
    languages: BTreeMap<&'a LanguageTag, BTreeMap<&'static str, usize>>,
}

#[derive(Serialize)]
struct TranslationJson<'a> {
    entry: String,
    section: String,
    language: &'a LanguageTag,
    status: &'static str,
    file: Option<&'a str>,
    from: Option<&'a LanguageTag>,
    original: Option<&'a str>,
    since: Option<Date>,
    recorded: Option<Date>,
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Serialize)]
struct ReadingJson<'a> {
    entry: String,
    language: &'a LanguageTag,
    file: &'a str,
    words: usize,
    sentences: usize,
    figures: BTreeMap<&'static str, f64>,
    targets: BTreeMap<&'static str, f64>,
}

fn reading_json(reading: &Reading) -> ReadingJson<'_> {
    let figures = || reading.figures.iter();
    ReadingJson {
        entry: reading.entry.reference(),
        language: &reading.language,
        file: reading.path.as_str(),
        words: reading.counts.words,
        sentences: reading.counts.sentences,
        figures: figures()
            .map(|figure| (figure.measure.key(), figure.value))
            .collect(),
        targets: figures()
            .filter_map(|figure| Some((figure.measure.key(), figure.target?)))
            .collect(),
    }
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    change: &'static str,
    block: &'static str,
    line: Option<usize>,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

fn json(site: &Site, standings: &[Standing], readings: &[Reading]) -> String {
    let sections = counts(standings)
        .into_iter()
        .map(|(section, languages)| SectionJson {
            section: folder(section),
            languages,
        });
    let status = StatusJson {
        languages: site.config.tags().collect(),
        sections: sections.collect(),
        translations: standings.iter().map(translation_json).collect(),
        readability: readings.iter().map(reading_json).collect(),
    };
    let json = serde_json::to_string_pretty(&status);
    json.expect("a status holds only texts and numbers") + "\n"
}

fn translation_json(standing: &Standing) -> TranslationJson<'_> {
    let (since, recorded, changes) = match &standing.state {
        State::Outdated {
            since,
            recorded,
            changes,
        } => (*since, *recorded, changes.as_slice()),
        State::Original
        | State::Missing
        | State::Draft
        | State::Current
        | State::Differs
        | State::Unrecorded => (None, None, &[][..]),
    };
    let changes = changes.iter().map(|change| ChangeJson {
        change: what(change.what),
        block: change.kind.name(),
        line: change.line,
        before: change.before.as_deref(),
        after: change.after.as_deref(),
    });
    TranslationJson {
        entry: standing.entry.reference(),
        section: folder(&standing.section),
        language: &standing.language,
        status: name(&standing.state),
        file: standing.file.as_ref().map(SourcePath::as_str),
        from: standing.from.as_ref(),
        original: standing.original.as_ref().map(SourcePath::as_str),
        since,
        recorded,
        changes: changes.collect(),
    }
}
