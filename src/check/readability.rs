//! How hard each text is to read, and whether that is harder than its section should be.

use rayon::prelude::*;

use super::{Text, readers};
use crate::content::entry::EntryKey;
use crate::content::site::Site;
use crate::diagnostic::phrase::decimal;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::language::LanguageTag;
use crate::language::readability::{Counts, FEWEST_WORDS, Measure};
use crate::markdown::survey::Survey;
use crate::pipeline::Built;
use crate::source::Sources;
use crate::source::yaml::Step;
use crate::span::SourcePath;

/// How hard a published text is to read.
pub struct Reading {
    /// The entry.
    pub entry: EntryKey,
    /// The language of the text.
    pub language: LanguageTag,
    /// The file.
    pub path: SourcePath,
    /// What was counted.
    pub counts: Counts,
    /// What the formulas of the language make of it.
    pub figures: Vec<Figure>,
}

/// What a formula makes of a text.
pub struct Figure {
    /// The formula.
    pub measure: Measure,
    /// The figure, rounded to a tenth.
    pub value: f64,
    /// The target of the section, if it has one.
    pub target: Option<f64>,
}

impl Figure {
    /// Tells whether the text is harder than the target.
    pub fn misses(&self) -> bool {
        self.target.is_some_and(|target| {
            if self.measure.rises() {
                self.value > target
            } else {
                self.value < target
            }
        })
    }
}

/// Returns how hard the texts of a site are to read, in the order of entries and languages. Texts of few words and of
/// languages without a formula are left out.
pub fn readings(built: &Built, sources: &Sources) -> Vec<Reading> {
    let site = &built.world.site;
    let readers = readers(sources);
    let readings = readers.par_iter().filter_map(|reader| {
        let path = &reader.file.path;
        let (entry, translation) = site.text_at(path)?;
        let (counts, figures) = figures(site, entry, &translation.language, &reader.survey)?;
        Some(Reading {
            entry: entry.clone(),
            language: translation.language.clone(),
            path: path.clone(),
            counts,
            figures,
        })
    });
    let mut readings: Vec<Reading> = readings.collect();
    let place = |tag: &LanguageTag| site.config.tags().position(|other| other == tag);
    readings.sort_by(|one, other| {
        let key = |reading: &Reading| (reading.entry.clone(), place(&reading.language));
        key(one).cmp(&key(other))
    });
    readings
}

fn figures(
    site: &Site,
    entry: &EntryKey,
    language: &LanguageTag,
    survey: &Survey,
) -> Option<(Counts, Vec<Figure>)> {
    let measures = Measure::of_language(language.as_str());
    if measures.is_empty() {
        return None;
    }
    let blocks = survey.words.iter().filter(|block| block.is_running);
    let counts = Counts::of(blocks.map(|block| block.plain.text.as_str()), language.as_str());
    let figures = measures.iter().map(|measure| Figure {
        measure: *measure,
        value: measure.of(&counts),
        target: target(site, entry, *measure),
    });
    (counts.words >= FEWEST_WORDS).then(|| (counts, figures.collect()))
}

/// Returns the target of the nearest section above an entry that has one; that of a section counts for its own page.
fn target(site: &Site, entry: &EntryKey, measure: Measure) -> Option<f64> {
    let mut above = match entry {
        EntryKey::Section(id) => Some(id.clone()),
        _ => site.entry(entry)?.section.clone(),
    };
    while let Some(id) = above {
        let section = EntryKey::Section(id);
        let targets = site.config.readability.get(&section.reference());
        if let Some(target) = targets.and_then(|targets| targets.get(&measure)) {
            return Some(*target as f64 / 10.0);
        }
        above = site.entry(&section)?.section.clone();
    }
    None
}

/// Tells of a text that is harder to read than its section should be.
pub(super) fn check(site: &Site, entry: &EntryKey, text: &Text<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let translation = text.translation;
    if site.config.readability.is_empty() {
        return;
    }
    let Some((counts, figures)) = figures(site, entry, &translation.language, text.survey) else {
        return;
    };
    for figure in figures.iter().filter(|figure| figure.misses()) {
        let sign = if figure.measure.rises() { "≤" } else { "≥" };
        let remedy = Phrase::WriteShorter
            .with("words", format!("{:.0}", counts.words_a_sentence()))
            .with("long", format!("{:.0}", counts.long_percent()));
        let at = translation.place(&[Step::key("title")]);
        diagnostics.push(
            Diagnostic::new(Code::HardText, at)
                .with("figure", figure.measure.name())
                .saying("value", decimal(figure.value))
                .with("sign", sign)
                .saying("target", decimal(figure.target.unwrap_or_default()))
                .saying("remedy", remedy),
        );
    }
}
