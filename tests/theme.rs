//! The built-in theme: its interface texts are complete in every language, and none is left over.

use std::collections::BTreeSet;

use tillit::theme::ThemeFiles;

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
