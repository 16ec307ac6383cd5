//! Hostile text in every field of instruments, courses, terms, charts and questions: it comes back as text, in every
//! format, and as nothing else. Texts and the site's own fields are `escaping.rs`'s.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use scraper::Html;
use serde_json::Value;
use tillit::diagnostic::Severity;
use tillit::span::SourcePath;
use tillit::{Memory, Options, Sources};

use super::escaping::{faults, selector, yaml};

/// `{name}` is a text of its own, hostile and found again.
const INSTRUMENT: &str = "\
name: {instrument}
acronym: {acronym}
authors: [{instrument-author}]
construct: {construct}
theory: {theory}
settings: [individual]
versions:
  - id: one
    name: {version}
    raters: [client]
    items: 2
    wording:
      - {item: 1, text: {wording}}
    scale: {kind: likert, points: 5, min: 1, max: 5, anchors: frequency}
    subscales:
      - {id: a, name: {subscale}, items: [1, 2], range: [2, 10]}
    reversed: [2]
    scoring: {method: sum, missing: {rule: mean, at_most: 1}}
    range: [2, 10]
    minutes: [1, 2]
psychometrics:
  - {statistic: alpha, version: one, of: a, rater: client, language: nb, value: .81, sample: {sample}, source: berg}
  - {statistic: alpha, version: one, of: total, rater: client, language: nb, value: .91, sample: {sample-too}, source: berg}
languages:
  - {language: nb, status: translated, source: berg, note: {language-note}}
licence:
  status: open
  holder: {holder}
  contact: 'https://x.no/\"><script>alert(1)</script>'
  fee: {licence-fee}
  note: {licence-note}
  allows_wording: true
notes:
  - {text: {note}, sources: [berg]}
references: [berg]
";

const COURSE: &str = "\
name: {course}
subtitle: {subtitle}
topics: [{topic}]
literature: [berg]
description: {course-description}
published: 2026-01-01
status: open
time_zone: Europe/Oslo
sessions:
  - {date: 2026-11-05, start: 12:00, end: 16:00}
door: 11:30
venue: {name: {venue}, street: {street}, postal_code: {postal-code}, town: {town}, country: NO}
online: {name: {online}, url: 'https://x.no/\"><script>alert(1)</script>'}
organiser: {name: {organiser}, url: 'https://x.no/?a=\"onclick=alert(1)'}
partners:
  - name: {partner}
lecturers: []
teaching_languages: [nb]
audience: {audience}
prerequisites: {prerequisites}
outcomes: [{outcome}]
methods: {methods}
fees:
  - {audience: {fee}, amount: 500, currency: NOK}
includes: {includes}
registration: {deadline: 2026-10-01, url: 'https://x.no/\"><img src=x onerror=alert(1)>'}
accreditations:
  - {body: {body}, scheme: {scheme}, amount: 5, unit: clock-hour, status: granted, reference: {accreditation}, category: {category}}
cancellation:
  - {until: 2026-09-01, refund: 50, note: {cancellation-note}}
attendance: {attendance}
certificate: {certificate}
materials:
  - {name: {material}, url: 'https://x.no/'}
accessibility: {accessibility}
contact: {name: {contact}, email: 'a@x.no', phone: '+47 123'}
note: {hidden-note}
";

const GLOSSARY: &str = "\
trust:
  sources: [berg]
  languages:
    nb:
      term: {term}
      slug: trust
      forms: [{form}]
      synonyms: [{synonym}]
      definition: {definition}
";

const CHART: &str = "\
title: {chart}
description: {chart-description}
measure: {measure}
interval: {interval}
note: {chart-note}
rows:
  - {label: {row}, value: 0.2, interval: [0.1, 0.3], note: {row-note}, source: berg}
  - {label: {row-too}, value: 0.3}
";

const LINES: &str = "\
title: {lines}
description: {lines-description}
measure: {lines-measure}
illustration: true
along: {label: {along}, values: [1, 2]}
series:
  - {label: {series}, values: [1, 2]}
";

const TEXT: &str = "\
---
title: A
---

::chart{data=chart.yaml type=forest}

::chart{data=lines.yaml type=line}

:::faq
## field-question \\<script>alert(1)\\</script> \"><img src=x onerror=alert(1)>

field-answer \\<script>alert(1)\\</script> {{ 7919*7907 }}
:::
";

/// Fills the names in: each becomes a hostile text as a value of YAML. Names go into `names`.
fn fill(text: &str, names: &mut BTreeSet<String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        filled.push_str(before);
        let end = from[1..].find(|sign: char| !sign.is_ascii_lowercase() && sign != '-');
        match end.filter(|end| *end > 0 && from[1 + end..].starts_with('}')) {
            Some(end) => {
                let name = &from[1..=end];
                assert!(names.insert(name.to_owned()), "`{name}` is there twice");
                filled.push_str(&yaml(name));
                rest = &from[end + 2..];
            }
            None => {
                filled.push('{');
                rest = &from[1..];
            }
        }
    }
    filled + rest
}

/// What was made of a site, by path, and the names of all its hostile texts.
type Made = (BTreeMap<String, Vec<u8>>, BTreeSet<String>);

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let mut sources = Sources::default();
        let mut names = BTreeSet::new();
        for (path, text) in [
            ("content/instruments/x/instrument.yaml", INSTRUMENT),
            ("content/courses/x/course.yaml", COURSE),
            ("content/glossary.yaml", GLOSSARY),
            ("content/a/chart.yaml", CHART),
            ("content/a/lines.yaml", LINES),
        ] {
            sources.insert_text(SourcePath::new(path), fill(text, &mut names));
        }
        for (path, text) in [
            (
                "tillit.yaml",
                "base_url: https://example.org/a'b\nlanguages: {nb: {name: Norsk, title: T}, en: {name: English, title: T}}\n",
            ),
            ("content/a/index.nb.md", TEXT),
            ("content/instruments/_index.nb.md", "---\ntitle: I\n---\n"),
            ("content/courses/_index.nb.md", "---\ntitle: K\n---\n"),
            (
                "content/references.bib",
                "@book{berg, title={B}, author={Berg, K}, publisher={P}, date={2024}}\n",
            ),
        ] {
            sources.insert_text(SourcePath::new(path), text.to_owned());
        }
        let options = Options {
            today: tillit::date::Date::parse("2026-06-01").expect("it is a day"),
            ..Options::default()
        };
        let built = tillit::build(&sources, &options, &mut Memory::default());
        let (outputs, diagnostics) = built.force_all();
        let told = built.diagnostics.iter().chain(&diagnostics);
        let errors: Vec<_> = told.filter(|told| told.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "the site is right but for its texts: {errors:#?}");
        (outputs, names)
    })
}

fn with_ending(ending: &str) -> Vec<(&'static str, &'static str)> {
    let (outputs, _) = made();
    outputs
        .iter()
        .filter(|(path, _)| path.ends_with(ending))
        .map(|(path, bytes)| {
            (
                path.as_str(),
                std::str::from_utf8(bytes).expect("outputs of text are UTF-8"),
            )
        })
        .collect()
}

#[test]
fn no_page_of_data_has_what_nobody_made() {
    let (_, names) = made();
    let mut shown = String::new();
    for (path, text) in with_ending(".html") {
        let html = Html::parse_document(text);
        assert_eq!(faults(&html), Vec::<String>::new(), "{path}");
        for element in html.select(&selector("*")) {
            shown.extend(element.value().attrs().map(|(_, value)| value));
        }
        shown.extend(html.root_element().text());
    }
    let mut missing: Vec<&str> = names.iter().map(String::as_str).collect();
    let in_name = |sign: char| sign.is_ascii_lowercase() || sign == '-';
    let said: BTreeSet<&str> = shown
        .split("field-")
        .map(|rest| &rest[..rest.find(|sign| !in_name(sign)).unwrap_or(rest.len())])
        .collect();
    missing.retain(|name| !said.contains(name));
    // What only editors read; and a synonym or form is only looked for.
    assert_eq!(missing, ["form", "hidden-note"], "shown nowhere");
    assert!(shown.contains("field-question") && shown.contains("field-answer"));
    assert!(!shown.contains("62615533"), "a template was made of a text");
}

/// All texts in a value of JSON.
fn texts<'json>(value: &'json Value, found: &mut Vec<&'json str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(values) => values.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

#[test]
fn structured_data_and_downloads_give_the_text_back() {
    let mut found = BTreeSet::new();
    let mut look = |path: &str, text: &str| {
        let data: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut inside = Vec::new();
        texts(&data, &mut inside);
        for text in inside {
            if let Some(name) = text
                .strip_prefix("field-")
                .and_then(|rest| rest.split(' ').next())
            {
                assert!(
                    text.contains("</script><script>alert(1)</script>")
                        || name == "question"
                        || name == "answer",
                    "{path}: {text}"
                );
                found.insert(name.to_owned());
            }
        }
    };
    for (path, text) in with_ending(".html") {
        for script in Html::parse_document(text).select(&selector(
            "script[type='application/ld+json'], script[type='application/json']",
        )) {
            look(path, &script.text().collect::<String>());
        }
    }
    for name in [
        "instrument",
        "course",
        "venue",
        "organiser",
        "definition",
        "term",
        "question",
    ] {
        assert!(
            found.contains(name),
            "`{name}` is in no structured data: {found:?}"
        );
    }
    found.clear();
    let mut look_at_file = |path: &str, text: &str| {
        let data: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut inside = Vec::new();
        texts(&data, &mut inside);
        let names = inside
            .iter()
            .filter_map(|text| text.strip_prefix("field-")?.split(' ').next());
        found.extend(names.map(str::to_owned));
    };
    for (path, text) in with_ending(".json") {
        look_at_file(path, text);
    }
    for name in ["instrument", "subscale", "sample", "holder", "note"] {
        assert!(found.contains(name), "`{name}` is in no download: {found:?}");
    }
}

#[test]
fn a_calendar_gives_the_text_back() {
    let mut summaries = BTreeSet::new();
    let mut places = BTreeSet::new();
    for (path, text) in with_ending(".ics") {
        for line in text.split("\r\n") {
            assert!(
                line.len() <= 75 && !line.contains(['\n', '\r', '\u{1}']),
                "{path}: {line}"
            );
        }
        let unfolded = icalendar::parser::unfold(text);
        let calendar =
            icalendar::parser::read_calendar(&unfolded).unwrap_or_else(|error| panic!("{path}: {error}"));
        for event in calendar.components.iter().filter(|part| part.name == "VEVENT") {
            for property in &event.properties {
                let value = property.val.to_string();
                match property.name.as_str() {
                    "SUMMARY" => summaries.insert(value),
                    "LOCATION" => places.insert(value),
                    _ => true,
                };
            }
        }
    }
    let plain = |text: &str| text.replace("\\,", ",").replace("\\;", ";");
    for (texts, name) in [(&summaries, "field-course "), (&places, "field-venue ")] {
        assert!(!texts.is_empty(), "no {name}");
        for text in texts {
            assert!(
                plain(text).contains(name) && plain(text).contains("</script><script>alert(1)</script>"),
                "{text}"
            );
        }
    }
}
