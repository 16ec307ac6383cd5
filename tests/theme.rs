//! The built-in theme: its interface texts are complete in every language, and none is left over; what it says of itself in
//! several places is the same in all of them.

use std::collections::BTreeSet;

use scraper::{Html, Selector};
use tillit::span::SourcePath;
use tillit::theme::ThemeFiles;
use tillit::{Memory, Options, Sources, build};

/// Texts that Rust asks for, not a template.
const ASKED_BY_THE_PROGRAM: [&str; 17] = [
    "about-page.",
    "home",
    "subjects",
    "glossary",
    "references",
    "people",
    "not-found.title",
    "redirect.title",
    "markdown.",
    "language.names.",
    "kind.",
    "course.calendar-name",
    "course.words.",
    "chart.",
    "instrument.plot.",
    "feed.notice",
    "video.notice",
];

fn keys(files: &ThemeFiles, language: &str) -> BTreeSet<String> {
    let strings = tillit::theme::own_strings(files, language);
    strings.keys().map(str::to_owned).collect()
}

#[test]
fn every_language_has_every_text() {
    let files = ThemeFiles::built_in();
    let english = keys(&files, "en");
    assert!(english.len() > 40, "the English texts were not found");
    assert!(files.strings.len() >= 4, "the languages were not found");
    for language in files.strings.keys() {
        let own = keys(&files, language);
        let missing: Vec<_> = english.difference(&own).collect();
        let unknown: Vec<_> = own.difference(&english).collect();
        assert!(
            missing.is_empty() && unknown.is_empty(),
            "{language} lacks {missing:?} and alone has {unknown:?}"
        );
        let name = format!("language.names.{language}");
        assert!(english.contains(&name), "no language has a word for {language}");
    }
}

/// The names in code marks at the beginning of the rows of a table, after a line of its head.
fn rows<'text>(paper: &'text str, head: &str) -> BTreeSet<&'text str> {
    let table = paper.split(head).nth(1).unwrap_or_default().lines().skip(2);
    table
        .map(str::trim)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('`').nth(1))
        .collect()
}

/// A site changes the theme by what the papers name: all of that is there, and all that is there is named.
#[test]
fn blocks_and_slots_are_as_the_papers_say() {
    let files = ThemeFiles::built_in();
    let paper = include_str!("../docs/configuration.md");
    let mut blocks = BTreeSet::new();
    let mut slots = BTreeSet::new();
    for (name, (_, text)) in &files.templates {
        let own = text.split("{% block ").skip(1);
        let own = own.filter_map(|rest| rest.split([' ', '%']).next());
        // The other templates fill blocks of the frame.
        blocks.extend(own);
        if name.starts_with("slots/") {
            slots.insert(name.as_str());
            let used = files
                .templates
                .values()
                .any(|(_, text)| text.contains(&format!("{{% include \"{name}\" -%}}")));
            assert!(used, "no template has the slot {name}");
        }
    }
    assert!(!blocks.is_empty() && !slots.is_empty());
    assert_eq!(blocks, rows(paper, "| Block | In | What |"));
    assert_eq!(slots, rows(paper, "| Slot | Where |"));
}

/// Whoever gives a site other colours does it in one file.
#[test]
fn colours_stand_with_the_tokens() {
    let files = ThemeFiles::built_in();
    let text = |name: &str| String::from_utf8_lossy(&files.assets[name]).into_owned();
    let tokens = text("css/tokens.css");
    let defined: BTreeSet<&str> = tokens
        .lines()
        .filter_map(|line| line.trim().split_once(':'))
        .filter_map(|(name, _)| name.starts_with("--").then_some(name))
        .collect();
    assert!(defined.len() > 40, "the tokens were not found");
    let mut used = String::new();
    for name in files.assets.keys().filter(|name| name.ends_with(".css")) {
        let sheet = text(name);
        let own: BTreeSet<&str> = sheet
            .lines()
            .filter_map(|line| line.trim().split_once(':'))
            .map(|(name, _)| name)
            .collect();
        for asked in sheet.split("var(").skip(1) {
            let asked = asked.split([')', ',']).next().unwrap_or_default();
            assert!(
                defined.contains(asked) || own.contains(asked),
                "{name} uses `{asked}`, which no token is called"
            );
        }
        used.push_str(&sheet);
    }
    let unused: Vec<_> = defined
        .iter()
        .filter(|name| !used.contains(&format!("var({name})")))
        .collect();
    assert!(unused.is_empty(), "tokens that no style sheet uses: {unused:?}");
}

#[test]
fn every_text_is_used() {
    let files = ThemeFiles::built_in();
    let templates: String = files.templates.values().map(|(_, text)| text.as_str()).collect();
    let unused: Vec<String> = keys(&files, "en")
        .into_iter()
        .filter(|key| !templates.contains(&format!("\"{key}\"")))
        .filter(|key| {
            !ASKED_BY_THE_PROGRAM
                .iter()
                .chain(&tillit::pipeline::SEARCH_TEXTS)
                .any(|asked| key == asked || asked.ends_with('.') && key.starts_with(asked))
        })
        .filter(|key| {
            // Some keys are put together: `"instrument.rater." ~ rater`.
            let group = key.rsplit_once('.').map(|(group, _)| format!("\"{group}.\" ~"));
            group.is_none_or(|group| !templates.contains(&group))
        })
        .collect();
    assert!(unused.is_empty(), "no template uses {unused:?}");
}

#[test]
fn every_text_that_a_template_asks_for_exists() {
    let files = ThemeFiles::built_in();
    let english = keys(&files, "en");
    for (name, (_, text)) in &files.templates {
        for asked in text
            .split("key=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            // Some keys are put together: `"kind." ~ item.kind`.
            let known = english.contains(asked)
                || asked.ends_with('.') && english.iter().any(|key| key.starts_with(asked));
            assert!(known, "{name} asks for `{asked}`");
        }
    }
}

/// A small site with pages of some kinds, by output path.
fn outputs() -> Vec<(String, String)> {
    outputs_of(Sources::default())
}

/// The same with some files of its own.
fn outputs_of(mut sources: Sources) -> Vec<(String, String)> {
    let files = [
        (
            "tillit.yaml",
            "base_url: https://example.org\noffline: true\nheaders: [netlify, nginx, apache]\nlanguages:\n  en: {name: English, title: Example}\n",
        ),
        (
            "content/glossary.yaml",
            "trust: {languages: {en: {term: trust, definition: T.}}}\n",
        ),
        (
            "content/texts/a.en.md",
            "---\ntitle: A\naliases: [/old/]\n---\nOn trust.\n\n## B\n\n## C\n",
        ),
        ("content/texts/b.en.md", "---\ntitle: B\n---\n"),
        ("content/instruments/_index.en.md", "---\ntitle: I\n---\n"),
        (
            "content/paths/p/path.yaml",
            "name: {en: P}\nsteps: [{entry: \"article:a\"}]\n",
        ),
        (
            "content/courses/c/course.yaml",
            "name: {en: C}\nstatus: planned\npublished: 2025-12-01\ntime_zone: Europe/Oslo\nsessions:\n  - {date: 2030-01-01, start: \"12:00\", end: \"16:00\"}\n",
        ),
        (
            "content/instruments/i/instrument.yaml",
            "name: {en: I}\nversions: [{id: i, raters: [client], items: 2, reversed: [], scale: {kind: likert, min: 1, max: 5}, scoring: {method: sum}, range: [2, 10]}]\nlicence: {status: open}\n",
        ),
        (
            "content/instruments/j/instrument.yaml",
            "name: {en: J}\nlicence: {status: open}\n",
        ),
    ];
    for (path, text) in files {
        sources.insert_text(SourcePath::new(path), text.to_owned());
    }
    let built = build(&sources, &Options::default(), &mut Memory::default());
    let (outputs, diagnostics) = built.force_all();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let outputs = outputs.into_iter();
    outputs
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

/// Templates of a site are looked through for names that nothing has; the built-in ones have none either.
#[test]
fn no_template_asks_for_what_no_page_has() {
    let mut sources = Sources::default();
    for (name, (_, text)) in ThemeFiles::built_in().templates {
        let own = format!("{text}{{# Of a site. #}}\n");
        sources.insert_text(SourcePath::new(&format!("templates/{name}")), own);
    }
    assert!(!outputs_of(sources).is_empty());
}

/// Browsers refuse a style or a script that is not the one which the page was built with.
#[test]
fn every_style_and_script_is_sealed() {
    let outputs = outputs();
    let selector = Selector::parse("link[rel=stylesheet], script[src]").expect("it is a selector");
    let mut sealed = BTreeSet::new();
    for (path, text) in outputs.iter().filter(|(path, _)| path.ends_with(".html")) {
        for element in Html::parse_document(text).select(&selector) {
            let element = element.value();
            let file = element.attr("href").or(element.attr("src")).unwrap_or_default();
            let seal = element.attr("integrity").unwrap_or_default();
            assert!(seal.starts_with("sha256-"), "{path}: {file} has no seal");
            let there = outputs.iter().any(|(output, _)| *output == file[1..]);
            assert!(there, "{path}: {file} is not there");
            let name = file.rsplit('/').next().unwrap_or_default();
            sealed.insert(name.split('.').next().unwrap_or_default().to_owned());
        }
    }
    for name in [
        "site",
        "paper",
        "paths",
        "search-start",
        "terms",
        "reading",
        "courses",
        "scoring",
        "finder",
        "offline",
    ] {
        assert!(sealed.contains(name), "no page has {name}: {sealed:?}");
    }
}

/// What a page says of itself and what a server says of it is one policy; only servers can say who may frame it.
#[test]
fn the_policy_of_headers_is_that_of_pages() {
    let outputs = outputs();
    let of = |path: &str| {
        let found = outputs.iter().find(|(output, _)| output == path);
        found.map(|(_, text)| text.as_str()).expect(path)
    };
    let selector = Selector::parse("meta[http-equiv=Content-Security-Policy]").expect("it is a selector");
    let mut policies = BTreeSet::new();
    for (path, text) in outputs.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = Html::parse_document(text);
        let policy = page
            .select(&selector)
            .next()
            .and_then(|meta| meta.attr("content"));
        policies.insert(
            policy
                .unwrap_or_else(|| panic!("{path} has no policy"))
                .to_owned(),
        );
    }
    assert_eq!(policies.len(), 1, "{policies:?}");
    let policy = policies.pop_first().unwrap_or_default();
    for path in ["_headers", ".htaccess", "nginx-headers.conf"] {
        let line = |line: &&str| line.contains("Content-Security-Policy");
        let lines: Vec<&str> = of(path).lines().filter(line).collect();
        assert!(!lines.is_empty(), "{path}");
        for line in lines {
            let said = line
                .split_once(&policy)
                .map(|(_, rest)| rest.trim_end_matches([';', '"']));
            let said = said.unwrap_or_else(|| panic!("{path} has another policy: {line}"));
            let said = said.trim_end_matches(" always").trim_end_matches('"');
            assert_eq!(said, "; frame-ancestors 'none'", "{path}");
        }
    }
}

/// What browsers are told of the width of pictures is the width of the column.
#[test]
fn pictures_are_as_wide_as_the_column() {
    let files = ThemeFiles::built_in();
    let tokens = String::from_utf8_lossy(&files.assets["css/tokens.css"]).into_owned();
    let measure = tokens
        .split("--measure: ")
        .nth(1)
        .and_then(|rest| rest.split("rem;").next());
    let edge = tokens
        .split("--edge: clamp(")
        .nth(1)
        .and_then(|rest| rest.split(')').next());
    let measure: f64 = measure
        .and_then(|rem| rem.parse().ok())
        .expect("the column has a width in rem");
    // Between its limits the edge is four hundredths of the window on each side, so the column is 92 of them.
    assert_eq!(edge.and_then(|edge| edge.split(", ").nth(1)), Some("4vw"));
    let expected = format!(
        "(min-width: {}rem) {measure}rem, 92vw",
        (measure / 0.92 * 4.0).ceil() / 4.0
    );
    assert_eq!(tillit::markdown::SIZES, expected);
}
