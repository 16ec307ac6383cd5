//! What must hold whatever an author writes. Shared by the property tests and by the targets in `fuzz/`.

#![allow(dead_code, reason = "each target uses one of these functions")]

use std::collections::BTreeMap;

use serde::Deserialize;
use tillit::diagnostic::{Diagnostic, Tongue};
use tillit::markdown::{self, RawHtml, Settings};
use tillit::report::{json, terminal};
use tillit::source::front_matter::{self, Split};
use tillit::source::yaml;
use tillit::span::{SourcePath, TextRange};
use tillit::{Memory, Options, Sources};

/// Of everything a little, as the files of a site have it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Values {
    title: Option<String>,
    draft: bool,
    weight: Option<i64>,
    size: Option<u8>,
    share: f64,
    tags: Vec<String>,
    pair: Option<(String, i32)>,
    names: BTreeMap<String, String>,
    inner: Option<Box<Values>>,
    extra: serde_json::Map<String, serde_json::Value>,
}

fn is_range(text: &str, range: TextRange) -> bool {
    text.get(range.start..range.end).is_some()
}

/// Every diagnostic stands at a place of the text, and can be shown.
fn can_be_shown(path: &SourcePath, text: &str, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        for span in diagnostic.span.iter().chain(&diagnostic.related) {
            assert!(span.path != *path || is_range(text, span.range), "{diagnostic:?}");
        }
    }
    let text_of = |asked: &SourcePath| (asked == path).then_some(text);
    let _ = terminal::render(diagnostics, &text_of, terminal::Style::Plain, Tongue::English);
    let _ = json::render(diagnostics, &text_of, Tongue::English);
}

/// The parts of a file follow one another.
pub(crate) fn front_matter(text: &str) {
    match front_matter::split(text) {
        Split::Found { yaml, body } => {
            assert!(is_range(text, yaml) && is_range(text, TextRange::new(yaml.end, body)));
            assert!(is_range(text, TextRange::new(body, text.len())));
        }
        Split::Missing { body } => assert!(is_range(text, TextRange::new(body, text.len()))),
        Split::Unclosed { at } => assert!(is_range(text, at)),
    }
}

/// YAML is read, or told to be wrong.
pub(crate) fn yaml(text: &str) {
    let path = SourcePath::new("content/people.yaml");
    let whole = TextRange::new(0, text.len());
    let values = yaml::read::<Values>(&path, text, whole);
    can_be_shown(&path, text, &values.diagnostics);
    let free = yaml::read::<BTreeMap<String, serde_json::Value>>(&path, text, whole);
    can_be_shown(&path, text, &free.diagnostics);
    let place = yaml::locate(
        &path,
        text,
        whole,
        &[yaml::Step::key("tags"), yaml::Step::Index(1)],
    );
    assert!(is_range(text, place.range));
}

/// Markdown is read, and its ranges are ranges of the file.
pub(crate) fn markdown(text: &str) {
    for raw_html in [RawHtml::Sanitise, RawHtml::Allow, RawHtml::Refuse] {
        let path = SourcePath::new("content/a.nb.md");
        let settings = Settings {
            path: path.clone(),
            language: "nb".to_owned(),
            raw_html,
        };
        let document = markdown::parse(text, 0, &settings);
        can_be_shown(&path, text, &document.diagnostics);
    }
}

/// A page with the text is made, whatever the text asks for.
pub(crate) fn page(text: &str) {
    let mut sources = Sources::default();
    let path = SourcePath::new("content/a.nb.md");
    let text = format!("---\ntitle: A\n---\n{text}");
    let config = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n";
    let references = "@book{berg, title={Tillit}, author={Berg, Kari}, date={2024}}\n";
    sources.insert_text(SourcePath::new("tillit.yaml"), config.to_owned());
    sources.insert_text(SourcePath::new("content/references.bib"), references.to_owned());
    sources.insert_text(path.clone(), text.clone());
    let built = tillit::build(&sources, &Options::default(), &mut Memory::default());
    let mut diagnostics = built.diagnostics.clone();
    let output = built.force("nb/a/index.html").expect("every text has a page");
    diagnostics.extend(output.diagnostics);
    assert!(!output.bytes.is_empty());
    can_be_shown(&path, &text, &diagnostics);
}
