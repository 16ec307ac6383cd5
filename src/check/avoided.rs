//! Words that the glossary says to avoid, in texts and data.

use std::ops::Range;

use super::Text;
use super::data::Told;
use crate::content::site::Site;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::LanguageTag;
use crate::language::inflection::is_form;
use crate::page::world::World;
use crate::source::Sources;
use crate::source::yaml::{Places, Step};
use crate::span::Span;

/// The most characters between quotation marks; what is longer lacks its end.
const LONGEST_QUOTATION: usize = 1_000;

/// The words to avoid in one language.
pub(super) struct Avoided<'a> {
    words: Vec<Word<'a>>,
    tag: &'a str,
    /// The tag without a region.
    language: &'a str,
}

struct Word<'a> {
    /// As the glossary has it, word by word.
    parts: Vec<&'a str>,
    /// The concept for which it is not to be used.
    id: &'a str,
    /// What that is called.
    term: &'a str,
}

impl<'a> Avoided<'a> {
    /// Gathers the words of a language.
    pub(super) fn of(site: &'a Site, tag: &'a LanguageTag) -> Self {
        let terms = site.glossary.iter();
        let terms = terms.filter_map(|(id, term)| Some((id.as_str(), term.wording(tag)?)));
        let words = terms.flat_map(|(id, wording)| {
            wording.avoid.iter().map(move |word| Word {
                parts: word.split_whitespace().collect(),
                id,
                term: &wording.term,
            })
        });
        Self {
            words: words.filter(|word| !word.parts.is_empty()).collect(),
            tag: tag.as_str(),
            language: tag.as_str().split('-').next().unwrap_or_default(),
        }
    }

    /// Finds the words in a text, outside quotation marks.
    fn find(&self, text: &str) -> Vec<(Range<usize>, &Word<'a>)> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let quoted = quotations(text);
        let places = words(text);
        let mut found = Vec::new();
        for (index, at) in places.iter().enumerate() {
            let fits = |word: &&Word<'_>| {
                word.parts.iter().enumerate().all(|(offset, part)| {
                    let here = places.get(index + offset);
                    // Only blanks stand between the words of a name.
                    let adjoins = offset == 0
                        || here.is_some_and(|here| {
                            let end = places.get(index + offset - 1).map_or(0, |before| before.end);
                            let between = text.get(end..here.start).unwrap_or("?");
                            between.chars().all(char::is_whitespace)
                        });
                    let written = here.and_then(|here| text.get(here.clone()));
                    adjoins && written.is_some_and(|written| is_form(written, part, self.language))
                })
            };
            // They stand in order, and none in another.
            let before = quoted.partition_point(|quoted| quoted.start <= at.start);
            let last = before.checked_sub(1).and_then(|last| quoted.get(last));
            if last.is_some_and(|quoted| quoted.contains(&at.start)) {
                continue;
            }
            if let Some(word) = self.words.iter().find(fits) {
                let end = places
                    .get(index + word.parts.len() - 1)
                    .map_or(at.end, |last| last.end);
                found.push((at.start..end, word));
            }
        }
        found
    }
}

fn report(span: Span, written: &str, word: &Word<'_>) -> Diagnostic {
    // A name of several words may go over the end of a line.
    let written: Vec<&str> = written.split_whitespace().collect();
    Diagnostic::new(Code::AvoidedWord, span)
        .with("word", written.join(" "))
        .with("term", word.term)
        .with("id", word.id)
}

/// Looks through a text: its title, its description, its words outside quotations and code.
pub(super) fn check(text: &Text<'_>, avoided: &[Avoided<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let translation = text.translation;
    let tag = translation.language.as_str();
    let Some(avoided) = avoided.iter().find(|avoided| avoided.tag == tag) else {
        return;
    };
    if translation.avoided_words {
        return;
    }
    let description = (!translation.excerpt).then_some(&translation.description);
    for (key, written) in [("title", Some(&translation.title)), ("description", description)] {
        let Some(written) = written else { continue };
        for (at, word) in avoided.find(written) {
            let found = written.get(at).unwrap_or_default();
            diagnostics.push(report(translation.place(&[Step::key(key)]), found, word));
        }
    }
    for block in &text.survey.words {
        for (at, word) in avoided.find(&block.plain.text) {
            let span = block.plain.place(&at).of(&translation.path);
            let found = block.plain.text.get(at).unwrap_or_default();
            diagnostics.push(report(span, found, word));
        }
    }
}

/// Looks through a text in a file of data.
pub(super) fn check_told(
    told: &Told<'_>,
    places: &Places<'_>,
    avoided: &[Avoided<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(avoided) = avoided.iter().find(|avoided| avoided.tag == told.tag) else {
        return;
    };
    for (at, word) in avoided.find(told.text) {
        let found = told.text.get(at).unwrap_or_default();
        diagnostics.push(report(places.of(told.way), found, word));
    }
}

/// Looks through the definitions of the glossary.
pub(super) fn check_glossary(
    world: &World,
    sources: &Sources,
    avoided: &[Avoided<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(file) = sources.text("content/glossary.yaml") else {
        return;
    };
    let places = Places::of_file(file);
    for (id, term) in &world.site.glossary {
        for (tag, wording) in &term.languages {
            let told = Told {
                way: &[id.as_str(), "languages", tag, "definition"].map(Step::key),
                text: &wording.definition,
                tag,
            };
            check_told(&told, &places, avoided, diagnostics);
        }
    }
}

/// Returns the words of a text. A hyphen makes a compound, which is another word.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut begin = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let joins = matches!(letter, '-' | '‑' | '\'' | '’') && begin.is_some();
        match (letter.is_alphanumeric() || joins, begin) {
            (true, None) => begin = Some(at),
            (false, Some(start)) => {
                let end = text[start..at].trim_end_matches(['-', '‑', '\'', '’']).len() + start;
                words.push(start..end);
                begin = None;
            }
            _ => {}
        }
    }
    words
}

/// Returns what stands between quotation marks.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, open)) = text[from..]
        .char_indices()
        .map(|(at, letter)| (from + at, letter))
        .find(|(_, letter)| "«»„“”\"‘‚›‹".contains(*letter))
    {
        from = at + open.len_utf8();
        let closes: &[char] = match open {
            '«' => &['»'],
            '»' => &['«', '»'],
            '„' => &['“', '”'],
            '"' => &['"'],
            '‘' => &['’'],
            '‚' => &['‘', '’'],
            '›' => &['‹', '›'],
            '‹' => &['›'],
            _ => &['”'],
        };
        let rest = text[from..].char_indices().take(LONGEST_QUOTATION);
        if let Some((length, close)) = rest.into_iter().find(|(_, letter)| closes.contains(letter)) {
            found.push(at..from + length);
            from += length + close.len_utf8();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: &str, avoid: &[&str]) -> Vec<String> {
        let words = avoid.iter().map(|word| Word {
            parts: word.split_whitespace().collect(),
            id: "id",
            term: "term",
        });
        let avoided = Avoided {
            words: words.collect(),
            tag: language,
            language,
        };
        let found = avoided.find(text).into_iter();
        found.map(|(at, _)| text[at].to_owned()).collect()
    }

    #[test]
    fn forms_are_found_and_quotations_are_not() {
        assert_eq!(
            found(
                "Die Kunden, die „Kunden“ und der Kundendienst: Kunde-Sein. Kundin",
                "de",
                &["Kunde"]
            ),
            ["Kunden", "Kundin"]
        );
        assert_eq!(
            found(
                "He said \"customer\". The customer's “customers”.",
                "en",
                &["customer"]
            ),
            ["customer's"]
        );
        assert_eq!(found("Et «kunde» uten slutt «kunde", "nb", &["kunde"]), ["kunde"]);
        let two = ["terapeutisk prosess"];
        assert_eq!(
            found("I terapeutiske\nprosesser, terapeutisk. Prosess", "nb", &two),
            ["terapeutiske\nprosesser"]
        );
    }
}
