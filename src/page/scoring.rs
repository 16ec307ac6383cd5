//! What an instrument's page needs for scoring: the keys of its versions as JSON, and what they lack.
//!
//! The script of the theme does the arithmetic. What a version must state to be scored is decided here and nowhere else.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::content::instrument::{Fact, Instrument, MOST_ITEMS, Method, Missing, Rater, ScaleKind, Version};
use crate::content::local::LocalText;
use crate::escape;
use crate::language::Language;

/// What is needed to score the versions of an instrument in the reader's browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ScoringDetail {
    /// The keys of the versions that can be scored, as JSON for a script element. Empty if there are none.
    pub keys: String,
    /// Who answers or codes one of these versions: `client`.
    pub raters: Vec<Rater>,
    /// What the keys rest on without being confirmed: `reversed`.
    pub unconfirmed: Vec<Fact>,
    /// The subscales of these versions that cannot be scored, since their items are not known.
    pub unmapped: Vec<UnmappedDetail>,
    /// The versions that cannot be scored.
    pub keyless: Vec<KeylessDetail>,
}

/// The subscales of a version that cannot be scored, although the version can.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct UnmappedDetail {
    /// The name of the version, if there are several.
    pub version: Option<String>,
    /// The names of the subscales.
    pub subscales: Vec<String>,
}

/// A version that cannot be scored.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct KeylessDetail {
    /// The name of the version, if there are several.
    pub version: Option<String>,
    /// What the data do not state: `items`, `scale`, `reversed`, `range` (how scores are made), `item-numbers`.
    pub lacks: Vec<Fact>,
}

/// What stands in the script element.
#[derive(Serialize)]
struct Keys<'a> {
    versions: Vec<Key<'a>>,
}

/// All that turns the answers to one version into scores.
#[derive(Serialize)]
struct Key<'a> {
    id: &'a str,
    /// What the instrument is called, and the version if it has a name.
    title: String,
    raters: &'a [Rater],
    items: u32,
    min: i32,
    max: i32,
    /// Answers need not be whole numbers.
    fractions: bool,
    reversed: BTreeSet<u32>,
    method: Method,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<&'a Missing>,
    scales: Vec<Part<'a>>,
}

/// What is scored on its own. The total has no name.
#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    items: Vec<u32>,
    range: [i32; 2],
}

/// Returns what is needed to score an instrument, with names in one language.
pub fn detail(instrument: &Instrument, language: &Language) -> ScoringDetail {
    let mut detail = ScoringDetail::default();
    let mut versions = Vec::new();
    for version in &instrument.versions {
        let name = text(version.name.as_ref(), language);
        match key(instrument, version, language) {
            Ok(key) => {
                let subscales = version.subscales.iter();
                let unmapped = subscales.filter(|subscale| subscale.items.as_ref().is_none_or(Vec::is_empty));
                let subscales: Vec<String> = unmapped
                    .map(|subscale| {
                        text(Some(&subscale.name), language).unwrap_or_else(|| subscale.id.clone())
                    })
                    .collect();
                if !subscales.is_empty() {
                    let version = name;
                    detail.unmapped.push(UnmappedDetail { version, subscales });
                }
                versions.push(key);
            }
            Err(lacks) => detail.keyless.push(KeylessDetail { version: name, lacks }),
        }
    }
    if versions.is_empty() {
        return detail;
    }
    let raters: BTreeSet<Rater> = versions.iter().flat_map(|key| key.raters).copied().collect();
    detail.raters = raters.into_iter().collect();
    let has_parts = versions
        .iter()
        .any(|key| key.scales.iter().any(|part| part.name.is_some()));
    detail.unconfirmed = instrument
        .unconfirmed
        .iter()
        .copied()
        .filter(|fact| match fact {
            Fact::Items | Fact::Scale | Fact::Reversed | Fact::Range => true,
            Fact::Subscales | Fact::ItemNumbers => has_parts,
            Fact::Name
            | Fact::Authors
            | Fact::Year
            | Fact::Raters
            | Fact::Minutes
            | Fact::Languages
            | Fact::Licence
            | Fact::References => false,
        })
        .collect();
    let json = serde_json::to_string(&Keys { versions }).expect("texts and numbers are JSON");
    detail.keys = escape::json_in_html(&json);
    detail
}

/// Returns the key of a version, or what it lacks.
fn key<'a>(
    instrument: &'a Instrument,
    version: &'a Version,
    language: &Language,
) -> Result<Key<'a>, Vec<Fact>> {
    // Faults of the data are told elsewhere; the page is made all the same.
    let items = version.items.filter(|items| (1..=MOST_ITEMS).contains(items));
    let scale = version.scale.as_ref();
    let span = scale.and_then(|scale| scale.min.zip(scale.max));
    let span = span.filter(|(min, max)| min < max);
    let (Some(items), Some((min, max)), Some(reversed), Some(scoring)) =
        (items, span, &version.reversed, &version.scoring)
    else {
        let known = [
            (Fact::Items, items.is_some()),
            (Fact::Scale, span.is_some()),
            (Fact::Reversed, version.reversed.is_some()),
            (Fact::Range, version.scoring.is_some()),
        ];
        let lacks = known.into_iter().filter(|(_, known)| !known);
        return Err(lacks.map(|(fact, _)| fact).collect());
    };
    let within = |item: &u32| (1..=items).contains(item);
    let mut scales: Vec<Part<'_>> = Vec::new();
    for subscale in &version.subscales {
        let listed: BTreeSet<u32> = subscale.items.iter().flatten().copied().filter(within).collect();
        let range = u32::try_from(listed.len())
            .ok()
            .and_then(|count| version.range_of(count));
        if let Some(range) = range.filter(|_| !listed.is_empty()) {
            let name = text(Some(&subscale.name), language).unwrap_or_else(|| subscale.id.clone());
            scales.push(Part {
                id: &subscale.id,
                name: Some(name),
                items: listed.into_iter().collect(),
                range,
            });
        }
    }
    // A form that states no range has no total. All items count, those of no subscale too.
    if let Some(range) = version.range.and_then(|_| version.range_of(items)) {
        scales.push(Part {
            id: "total",
            name: None,
            items: (1..=items).collect(),
            range,
        });
    }
    if scales.is_empty() {
        let fact = if version.subscales.is_empty() {
            Fact::Range
        } else {
            Fact::ItemNumbers
        };
        return Err(vec![fact]);
    }
    let called = instrument.acronym.clone();
    let called = called.or_else(|| text(Some(&instrument.name), language));
    let names = [called, text(version.name.as_ref(), language)];
    Ok(Key {
        id: &version.id,
        title: names.into_iter().flatten().collect::<Vec<_>>().join(", "),
        raters: &version.raters,
        items,
        min,
        max,
        fractions: scale.is_some_and(|scale| scale.kind == ScaleKind::VisualAnalogue),
        reversed: reversed.iter().copied().filter(within).collect(),
        method: scoring.method,
        missing: scoring.missing.as_ref(),
        scales,
    })
}

fn text(text: Option<&LocalText>, language: &Language) -> Option<String> {
    text?.shown(language.tag())
}
