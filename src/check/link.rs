//! Links that do not say where they lead, and links that lead past the reader's language.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::Text;
use crate::content::translation::Translation;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::Asked;
use crate::markdown::survey::LinkText;
use crate::page::answer::{Destination, destination, is_external};
use crate::page::world::World;

/// Link texts that say nothing outside their sentence; a screen reader lists links without it.
const VAGUE: [(&str, &[&str]); 4] = [
    (
        "nb",
        &[
            "her",
            "klikk her",
            "trykk her",
            "klikk",
            "les mer",
            "les mer her",
            "les her",
            "mer",
            "lenke",
            "lenken",
            "denne lenken",
            "link",
            "denne siden",
            "se her",
            "last ned",
            "fortsett",
            "mer informasjon",
            "se mer",
        ],
    ),
    (
        "de",
        &[
            "hier",
            "hier klicken",
            "klicken sie hier",
            "klick hier",
            "klicke hier",
            "mehr",
            "mehr lesen",
            "weiterlesen",
            "weiter",
            "lesen sie mehr",
            "link",
            "dieser link",
            "diese seite",
            "siehe hier",
            "download",
            "mehr informationen",
            "weitere informationen",
            "mehr erfahren",
            "herunterladen",
        ],
    ),
    (
        "sv",
        &[
            "här",
            "klicka här",
            "tryck här",
            "klicka",
            "läs mer",
            "läs mer här",
            "läs här",
            "mer",
            "länk",
            "länken",
            "denna länk",
            "den här länken",
            "den här sidan",
            "se här",
            "ladda ner",
            "fortsätt",
            "mer information",
            "se mer",
        ],
    ),
    (
        "en",
        &[
            "here",
            "click here",
            "press here",
            "tap here",
            "click",
            "read more",
            "read more here",
            "read here",
            "more",
            "link",
            "this link",
            "the link",
            "this page",
            "see here",
            "download",
            "continue",
            "more information",
            "learn more",
            "see more",
            "this",
        ],
    ),
];

/// Judges the links of a text.
pub(super) fn check(world: &World, text: &Text<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let translation = text.translation;
    for link in &text.survey.links {
        let written = link.text.trim();
        if written.is_empty() {
            diagnostics.push(
                Diagnostic::new(Code::EmptyLink, link.at.of(&translation.path)).with("target", &link.target),
            );
        } else if is_vague(written, translation.language.as_str())
            || !is_external(&link.target) && (written == link.target || is_address(written))
        {
            diagnostics
                .push(Diagnostic::new(Code::VagueLink, link.at.of(&translation.path)).with("text", written));
        }
    }
    other_languages(world, text, diagnostics);
}

fn is_vague(text: &str, language: &str) -> bool {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let text = words.join(" ");
    let language = language.split('-').next().unwrap_or(language);
    VAGUE
        .iter()
        .any(|(tag, texts)| (*tag == language || *tag == "en") && texts.contains(&text.as_str()))
}

fn is_address(text: &str) -> bool {
    ["https://", "http://", "www."]
        .iter()
        .any(|start| text.starts_with(start))
        && !text.contains(' ')
}

/// Tells whether the words of a link name the language of the file that it leads to.
fn names_language(world: &World, translation: &Translation, link: &LinkText) -> bool {
    let Destination::Entry {
        named: Some(named), ..
    } = destination(&world.site, &translation.path, &link.target)
    else {
        return false;
    };
    let language = world.site.config.language(&named);
    language.is_some_and(|language| link.text.to_lowercase().contains(&language.name.to_lowercase()))
}

/// Links to a file of another language, though the page exists in the reader's own. One whose text names the language
/// is meant so, and so is one to the same page.
fn other_languages(world: &World, text: &Text<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let translation = text.translation;
    let here = world.site.by_path.get(&translation.path);
    let links = &text.survey.links;
    let meant: LazyCell<BTreeSet<&str>, _> = LazyCell::new(|| {
        let meant = links
            .iter()
            .filter(|link| names_language(world, translation, link));
        meant.map(|link| link.target.as_str()).collect()
    });
    for question in &translation.document.questions {
        let Asked::Link { target } = &question.asked else {
            continue;
        };
        let Destination::Entry {
            key,
            named: Some(named),
        } = destination(&world.site, &translation.path, target)
        else {
            continue;
        };
        let exists = world.addresses.get(&key, &translation.language).is_some();
        if named == translation.language || !exists || Some(&key) == here {
            continue;
        }
        let before = links.partition_point(|link| link.at.start <= question.at.start);
        let around = before.checked_sub(1).and_then(|index| links.get(index));
        let is_meant = match around.filter(|link| question.at.end <= link.at.end) {
            Some(link) => names_language(world, translation, link),
            // The target stands in a definition, away from the words.
            None => meant.contains(target.as_str()),
        };
        if is_meant {
            continue;
        }
        if world.site.entry(&key).is_none() {
            continue;
        }
        let reference = key.reference();
        let anchor = target.split_once('#').map(|(_, anchor)| format!("#{anchor}"));
        diagnostics.push(
            Diagnostic::new(Code::OtherLanguage, question.at.of(&translation.path))
                .with("language", &named)
                .with("own", &translation.language)
                .guess(Some(reference + anchor.as_deref().unwrap_or_default())),
        );
    }
}
