//! What a page of each kind costs, beside a page of an article: `--kinds N` makes N instruments, courses and articles.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::site::{self, Kind};
use crate::{Result, rounds};

/// A page made of data costs at most so many times the processor time of an article's page.
const DATA_TO_ARTICLE: f64 = 2.0;
/// With a glossary, a page costs at most so many times as much as without.
const GLOSSARY_TO_NONE: f64 = 1.05;

/// Builds a site of each kind, as often as there are rounds, and sets a table of the medians.
pub(crate) fn run(folder: &Path, count: usize, rounds: usize) -> Result<String> {
    const KINDS: [(&str, Kind, f64); 4] = [
        ("article", Kind::Article, 1.0),
        (
            "article, with a glossary",
            Kind::ArticleWithGlossary,
            GLOSSARY_TO_NONE,
        ),
        ("instrument", Kind::Instrument, DATA_TO_ARTICLE),
        ("course", Kind::Course, DATA_TO_ARTICLE),
    ];
    for (number, (_, kind, _)) in KINDS.iter().enumerate() {
        site::write_kind(&folder.join(format!("kind-{number}")), *kind, count)?;
    }
    // Round by round, so that a busy minute of the machine falls on all kinds alike.
    let mut all: [Vec<(f64, f64)>; 4] = Default::default();
    for round in 1..=rounds {
        eprintln!("round {round} of {rounds}");
        for (number, times) in all.iter_mut().enumerate() {
            let output = folder.join(format!("output-{number}"));
            let build = rounds::cold(&folder.join(format!("kind-{number}")), &output, true)?;
            times.push((build.whole.cpu(), build.whole.user));
            fs::remove_dir_all(output)?;
        }
    }
    let pages = (count * site::LANGUAGES.len()) as f64;
    let mut table = format!(
        "\n{:<26}{:>10}{:>10}{:>12}{:>10}\n",
        "cold build, for each page", "CPU ms", "user ms", "to article", "at most"
    );
    let medians: Vec<(f64, f64)> = all
        .iter_mut()
        .map(|times| {
            times.sort_by(|one, other| one.0.total_cmp(&other.0));
            times[times.len() / 2]
        })
        .collect();
    for ((name, _, most), (cpu, user)) in KINDS.iter().zip(&medians) {
        let ratio = cpu / medians[0].0.max(f64::MIN_POSITIVE);
        let verdict = if ratio <= *most { "met" } else { "MISSED" };
        let _ = writeln!(
            table,
            "{name:<26}{:>10.3}{:>10.3}{ratio:>12.2}{most:>10.2}  {verdict}",
            cpu * 1e3 / pages,
            user * 1e3 / pages
        );
    }
    Ok(table)
}
