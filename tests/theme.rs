//! The built-in theme: its interface texts are complete in every language, and none is left over.

use std::collections::BTreeSet;

use tillit::theme::ThemeFiles;

/// Texts that Rust asks for, not a template.
const ASKED_BY_THE_PROGRAM: [&str; 14] = [
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
