//! The reliability of an instrument as a drawing: what its data tell, group by group along one scale.
//!
//! A statistic is drawn where there are at least two figures of it, since a single one compares with nothing; all
//! figures stand in the table beside the drawing, with their sources. Correlations with something else are no
//! reliability.

use super::instrument::FindingDetail;
use crate::chart::{self, Dot, Dots, Group, Reach};
use crate::content::instrument::{Coefficient, Psychometric, Statistic};
use crate::language::Language;

/// What tells of reliability, in the order of the drawing.
const RELIABILITY: [Statistic; 5] = [
    Statistic::Alpha,
    Statistic::SplitHalf,
    Statistic::TestRetest,
    Statistic::Icc,
    Statistic::Stability,
];

/// How many figures of a statistic are drawn at least.
const FEWEST: usize = 2;

/// Returns the drawing as HTML; `None` if there is too little to draw. `shown` is what the table says of the findings,
/// one by one; `word` gives texts of the interface.
pub fn plot(
    findings: &[Psychometric],
    shown: &[FindingDetail],
    language: &Language,
    word: &dyn Fn(&str) -> String,
) -> Option<String> {
    let mut sources: Vec<&str> = Vec::new();
    let mut reaches: Vec<Reach> = Vec::new();
    let mut groups = Vec::new();
    let mut has_single = false;
    for statistic in RELIABILITY {
        let of_statistic = || {
            let pairs = findings.iter().zip(shown);
            pairs.filter_map(move |(found, shown)| {
                let reach = reach(found).filter(|_| found.statistic == statistic)?;
                Some((reach, shown))
            })
        };
        if of_statistic().count() < FEWEST {
            has_single |= of_statistic().next().is_some();
            continue;
        }
        for (reach, shown) in of_statistic() {
            reaches.push(reach);
            if !shown.citation.is_empty() && !sources.contains(&shown.citation.as_str()) {
                sources.push(&shown.citation);
            }
        }
        let dots = of_statistic().map(|(reach, shown)| Dot {
            label: label(shown, word),
            numbers: &shown.value,
            reach,
        });
        groups.push(Group {
            label: word(&format!("instrument.statistics.{}", statistic.word())),
            dots: dots.collect(),
        });
    }
    if groups.is_empty() {
        return None;
    }
    let has = |is: fn(&Reach) -> bool| reaches.iter().any(is);
    let legend = [
        (has(|reach| matches!(reach, Reach::At(_))), "value"),
        (has(|reach| matches!(reach, Reach::Between(_))), "between"),
        (has(|reach| matches!(reach, Reach::From(_))), "at-least"),
        (has_single, "single"),
    ];
    let legend = legend.into_iter().filter(|(is_there, _)| *is_there);
    let legend: Vec<String> = legend
        .map(|(_, key)| word(&format!("instrument.plot.{key}")))
        .collect();
    let legend = legend.join(" ");
    let dots = Dots {
        id: "chart:reliability",
        title: &word("instrument.plot.title"),
        description: &word("instrument.plot.description"),
        note: &legend,
        groups,
        sources_label: &word("chart.sources"),
        sources,
    };
    Some(chart::dots_figure(&dots, language))
}

fn reach(found: &Psychometric) -> Option<Reach> {
    let number = |Coefficient(thousandths): Coefficient| f64::from(thousandths) / 1000.0;
    match (found.value, found.low, found.high) {
        (Some(value), ..) => Some(Reach::At(number(value))),
        (None, Some(low), Some(high)) => Some(Reach::Between([number(low), number(high)])),
        (None, Some(low), None) => Some(Reach::From(number(low))),
        (None, None, _) => None,
    }
}

/// What a finding is about: `Client form, Bond, client, German: 40 clients`.
fn label(shown: &FindingDetail, word: &dyn Fn(&str) -> String) -> String {
    let of = shown.of.map(|of| word(&format!("instrument.of.{of}")));
    let rater = shown
        .rater
        .map(|rater| word(&format!("instrument.rater.{}", rater.word())));
    let language = shown.language.as_ref().map(|tag| {
        let name = word(&format!("language.names.{tag}"));
        if name.is_empty() { tag.clone() } else { name }
    });
    let parts = [
        shown.version.clone(),
        shown.subscale.clone().or(of),
        rater,
        language,
    ];
    let about = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    match (about.as_str(), &shown.sample) {
        (_, None) => about,
        ("", Some(sample)) => sample.clone(),
        (_, Some(sample)) => format!("{about}: {sample}"),
    }
}
