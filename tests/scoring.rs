//! Scoring: the keys that instruments' pages carry are those of the data, and each has worked examples.
//!
//! The examples in `tests/scoring/` were worked out from the published rules, not by the program: answers, and the scores
//! that must come of them. Whether the script of the page arrives at them is asked in `tests/browser/scoring.js`.

#![allow(
    clippy::disallowed_methods,
    reason = "the test reads the site of this repository and its examples"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use tillit::content::instrument::{Fact, Instrument};
use tillit::language::{Language, LanguageTag};
use tillit::page::scoring::{ScoringDetail, detail};
use tillit::source::yaml;
use tillit::span::{SourcePath, TextRange};

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn instrument(text: &str) -> Instrument {
    let path = SourcePath::new("content/instruments/trust/instrument.yaml");
    let mut diagnostics = Vec::new();
    let read = yaml::read(&path, text, TextRange::new(0, text.len()));
    let instrument = read.into_value(&mut diagnostics);
    assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
    instrument
}

fn in_english(instrument: &Instrument) -> ScoringDetail {
    let tag = LanguageTag::parse("en").expect("English is a language");
    detail(instrument, &Language::new(&tag))
}

/// The keys as programs read them.
fn keys(detail: &ScoringDetail) -> Vec<Value> {
    if detail.keys.is_empty() {
        return Vec::new();
    }
    let keys: Value = serde_json::from_str(&detail.keys).expect("the keys are JSON");
    keys["versions"].as_array().expect("there is a list").clone()
}

/// The instruments of this repository by id.
fn instruments() -> BTreeMap<String, Instrument> {
    let folders = fs::read_dir(folder("content/instruments")).expect("there are instruments");
    let folders = folders.map(|entry| entry.expect("the folder can be read").path());
    let instruments = folders.filter_map(|folder| {
        let text = fs::read_to_string(folder.join("instrument.yaml")).ok()?;
        let id = folder.file_name()?.to_str()?.to_owned();
        Some((id, instrument(&text)))
    });
    instruments.collect()
}

/// The worked examples of an instrument, by version.
fn examples(id: &str) -> BTreeMap<String, Vec<Value>> {
    let path = folder("tests/scoring").join(format!("{id}.json"));
    let Ok(text) = fs::read_to_string(path) else {
        return BTreeMap::new();
    };
    let file: Value = serde_json::from_str(&text).expect("examples are JSON");
    let versions = file["versions"].as_object().expect("examples stand by version");
    let examples = versions.iter().map(|(version, examples)| {
        let examples = examples.as_array().expect("there is a list of examples");
        (version.clone(), examples.clone())
    });
    examples.collect()
}

fn as_set(value: &Value) -> BTreeSet<u64> {
    let items = value.as_array().expect("there is a list").iter();
    items.filter_map(Value::as_u64).collect()
}

#[test]
fn every_key_has_examples_and_every_example_a_key() {
    let instruments = instruments();
    let mut found = 0;
    for (id, instrument) in &instruments {
        let keys = keys(&in_english(instrument));
        let examples = examples(id);
        let of_keys: Vec<&str> = keys.iter().filter_map(|key| key["id"].as_str()).collect();
        let of_examples: Vec<&str> = examples.keys().map(String::as_str).collect();
        assert_eq!(of_keys, of_examples, "tests/scoring/{id}.json");
        found += keys.len();
    }
    assert!(found > 0, "no version has a key");
    for file in fs::read_dir(folder("tests/scoring")).expect("there are examples") {
        let path = file.expect("the folder can be read").path();
        let id = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        assert!(
            id == "made-up" || instruments.contains_key(id),
            "{path:?} is of no instrument"
        );
    }
}

/// The examples go from the lowest to the highest score, so they say how far a range must reach.
#[test]
fn ranges_are_those_that_the_examples_reach() {
    for (id, instrument) in &instruments() {
        let examples = examples(id);
        for key in keys(&in_english(instrument)) {
            let version = key["id"].as_str().expect("a key has an id");
            let examples = &examples[version];
            let items = key["items"].as_u64().expect("the items are counted");
            for example in examples {
                let answers = example["answers"].as_array().expect("there are answers");
                assert_eq!(answers.len() as u64, items, "{id}: {}", example["case"]);
            }
            let scales = key["scales"].as_array().expect("there are scales");
            let names: BTreeSet<&str> = scales.iter().filter_map(|scale| scale["id"].as_str()).collect();
            for scale in scales {
                let name = scale["id"].as_str().expect("a scale has an id");
                let scores = examples.iter().map(|example| {
                    let scores = example["scores"].as_object().expect("there are scores");
                    let expected: BTreeSet<&str> = scores.keys().map(String::as_str).collect();
                    assert_eq!(expected, names, "{id}: {}", example["case"]);
                    scores[name].as_f64()
                });
                let scores: Vec<Option<f64>> = scores.collect();
                let reached = scores.iter().flatten().copied();
                let lowest = reached.clone().fold(f64::INFINITY, f64::min);
                let highest = reached.fold(f64::NEG_INFINITY, f64::max);
                let range: Vec<Option<f64>> = scale["range"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(Value::as_f64)
                    .collect();
                assert_eq!(range, [Some(lowest), Some(highest)], "{id}: range of {name}");
                assert!(
                    scores.contains(&None),
                    "{id}: no example leaves {name} without a score"
                );
            }
        }
    }
}

/// What the data say of items is what the page says.
#[test]
fn items_are_those_of_the_data() {
    for (id, instrument) in &instruments() {
        for key in keys(&in_english(instrument)) {
            let version = instrument
                .versions
                .iter()
                .find(|version| key["id"] == version.id.as_str());
            let version = version.expect("a key is of a version");
            let as_u64 = |items: &[u32]| items.iter().map(|item| u64::from(*item)).collect::<BTreeSet<_>>();
            let reversed = version.reversed.as_deref().unwrap_or_default();
            assert_eq!(as_set(&key["reversed"]), as_u64(reversed), "{id}: reversed items");
            for scale in key["scales"].as_array().into_iter().flatten() {
                let subscale = version
                    .subscales
                    .iter()
                    .find(|subscale| scale["id"] == subscale.id.as_str());
                let all: Vec<u32> = (1..=version.items.unwrap_or_default()).collect();
                let stated = match subscale {
                    Some(subscale) => (subscale.items.as_deref(), subscale.range),
                    None => (Some(all.as_slice()), version.range),
                };
                assert_eq!(
                    as_set(&scale["items"]),
                    as_u64(stated.0.unwrap_or_default()),
                    "{id}"
                );
                if let Some([low, high]) = stated.1 {
                    assert_eq!(scale["range"], serde_json::json!([low, high]), "{id}");
                }
            }
        }
    }
}

#[test]
fn what_a_version_lacks_is_named() {
    let lacks = |keys: &str| {
        let detail = in_english(&instrument(&format!("name: T\nversions: [{{id: a{keys}}}]\n")));
        assert_eq!(detail.keys.is_empty(), !detail.keyless.is_empty(), "{keys}");
        let lacks = detail.keyless.into_iter().flat_map(|version| version.lacks);
        lacks.collect::<Vec<_>>()
    };
    let scale = "scale: {kind: likert, min: 1, max: 5}";
    assert_eq!(lacks(""), [Fact::Items, Fact::Scale, Fact::Reversed, Fact::Range]);
    assert_eq!(lacks(", items: 2, reversed: []"), [Fact::Scale, Fact::Range]);
    let whole = format!(", items: 2, {scale}, reversed: [], scoring: {{method: sum}}");
    assert_eq!(
        lacks(&whole),
        [Fact::Range],
        "a form without parts and without a range"
    );
    let parts = format!("{whole}, subscales: [{{id: b, name: B, count: 2}}]");
    assert_eq!(lacks(&parts), [Fact::ItemNumbers]);
    assert_eq!(lacks(&format!("{whole}, range: [2, 10]")), []);
    assert_eq!(lacks(&format!("{parts}, range: [2, 10]")), []);
    let turned = whole.replace("min: 1, max: 5", "min: 5, max: 1");
    assert_eq!(lacks(&turned), [Fact::Scale]);
}

/// Data with faults make a page all the same: what is not there is left out, and nothing grows beyond measure.
#[test]
fn faulty_data_make_no_faulty_key() {
    let form = "items: 3, scale: {kind: likert, min: 1, max: 5}, reversed: [2, 9], scoring: {method: sum}, range: [3, 15]";
    let parts = "subscales: [{id: b, name: B, items: [1, 1, 0, 7]}, {id: c, name: C, items: [8]}]";
    let detail = in_english(&instrument(&format!(
        "name: T\nversions: [{{id: a, {form}, {parts}}}]\n"
    )));
    let keys = keys(&detail);
    assert_eq!(keys[0]["reversed"], serde_json::json!([2]));
    let scales = keys[0]["scales"].as_array().expect("there are scales");
    let items: Vec<&Value> = scales.iter().map(|scale| &scale["items"]).collect();
    assert_eq!(items, [&serde_json::json!([1]), &serde_json::json!([1, 2, 3])]);
    for items in ["0", "1001", "4000000000"] {
        let form = form.replace("items: 3", &format!("items: {items}"));
        let detail = in_english(&instrument(&format!("name: T\nversions: [{{id: a, {form}}}]\n")));
        assert_eq!(detail.keys, "", "{items} items");
    }
    let far = form.replace("max: 5", "max: 2147483647");
    let detail = in_english(&instrument(&format!("name: T\nversions: [{{id: a, {far}}}]\n")));
    assert_eq!(detail.keys, "", "a sum that no number holds");
}

#[test]
fn names_end_no_script_element() {
    let detail = in_english(&instrument(
        "name: T\nacronym: '</script><script>alert(1)</script>'\nversions: [{id: '<!--', items: 1, \
         scale: {kind: likert, min: 1, max: 5}, reversed: [], scoring: {method: sum}, range: [1, 5], \
         subscales: [{id: b, name: '</script>&', items: [1]}]}]\n",
    ));
    assert!(!detail.keys.contains(['<', '>', '&']), "{}", detail.keys);
    let keys = keys(&detail);
    assert_eq!(keys[0]["title"], "</script><script>alert(1)</script>");
    assert_eq!(keys[0]["scales"][0]["name"], "</script>&");
}
