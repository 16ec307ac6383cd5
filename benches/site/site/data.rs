//! Made-up data: instruments, courses, a glossary. They are as long as those of this repository.

use std::fmt::Write;

use super::prose::{Random, Writer};
use super::{LANGUAGES, Language, names};

/// How many terms the glossary has; that of this repository has some twenty less.
const TERMS: usize = 65;

/// So many of them are single words, which are common; the others are two words, which hardly ever stand together. An
/// article then links to about as many terms as those of this repository do.
const COMMON_TERMS: usize = 12;

/// How many works there are to cite.
const WORKS: usize = 60;

/// `references.bib`.
pub(super) fn works() -> String {
    let work = |number: usize| {
        let mut writer = Writer::new(Random::new(800 + number as u64), LANGUAGES[3].words);
        format!(
            "@article{{w{number}, author = {{Nordmann, Kari and Berg, Ola}}, title = {{{}}}, journal = {{Journal}}, year = {}, \
             volume = {number}, pages = {{1--9}}}}\n",
            writer.title(),
            1960 + number
        )
    };
    (0..WORKS).map(work).collect()
}

/// A text in each language under a key.
fn local(key: &str, indent: usize, seed: u64, words: usize) -> String {
    let indent = " ".repeat(indent);
    let texts: String = names(seed, words)
        .lines()
        .map(|line| format!("{indent}  {}\n", line.trim_start()))
        .collect();
    format!("{indent}{key}:\n{texts}")
}

/// `instrument.yaml` of an instrument with a version, three subscales, findings and translations.
pub(super) fn instrument(number: usize, count: usize) -> String {
    let mut random = Random::new(5_000 + number as u64);
    let seed = 10_000 + 100 * number as u64;
    let mut text = format!(
        "name: Instrument {number}\nslug: instrument-{number}\nacronym: I{number}\nauthors: [\"Nordmann, Kari\", \"Berg, Ola\"]\nyear: {}\n",
        1980 + random.below(45)
    );
    text += &local("construct", 0, seed, 14);
    text += &local("theory", 0, seed + 1, 30);
    text += "settings: [individual, inpatient]\nversions:\n  - id: v\n    raters: [client, therapist]\n    items: 12\n    \
             scale: {kind: likert, points: 5, min: 1, max: 5, anchors: frequency}\n    subscales:\n";
    for (part, items) in ["4, 6, 8, 11", "1, 2, 10, 12", "3, 5, 7, 9"].iter().enumerate() {
        let _ = writeln!(text, "      - id: part{part}");
        text += &local("name", 8, seed + 2 + part as u64, 2);
        let _ = writeln!(
            text,
            "        count: 4\n        items: [{items}]\n        range: [4, 20]"
        );
    }
    text += "    reversed: [4, 9]\n    scoring: {method: sum}\n    range: [12, 60]\n    minutes: [3, 5]\npsychometrics:\n";
    for (part, statistic) in ["alpha", "convergent", "test-retest"].iter().enumerate() {
        let _ = writeln!(
            text,
            "  - statistic: {statistic}\n    rater: client\n    language: {}\n    value: 0.{}\n    source: w{}",
            LANGUAGES[random.below(LANGUAGES.len())].tag,
            50 + random.below(45),
            random.below(WORKS)
        );
        text += &local("sample", 4, seed + 5 + part as u64, 6);
    }
    text += "languages:\n  - {language: en, status: original}\n";
    for (part, language) in ["de", "sv", "nb"].iter().enumerate() {
        let _ = writeln!(text, "  - language: {language}\n    status: translated");
        text += &local("note", 4, seed + 8 + part as u64, 6);
    }
    text += "licence:\n  status: permission\n  holder: Society\n";
    text += &local("note", 2, seed + 11, 8);
    text += "notes:\n";
    for part in 0..2 {
        let note = local("text", 4, seed + 12 + part, 22);
        let _ = write!(text, "  - {}", note.trim_start());
    }
    let related: Vec<String> = (0..4).map(|_| format!("i{}", random.below(count))).collect();
    let related = related.into_iter().filter(|id| *id != format!("i{number}"));
    let mut related: Vec<String> = related.collect();
    related.sort();
    related.dedup();
    let _ = writeln!(text, "related: [{}]", related.join(", "));
    text
}

/// `course.yaml` of a course with three sessions.
pub(super) fn course(number: usize) -> String {
    let mut random = Random::new(7_000 + number as u64);
    let seed = 1_000_000 + 100 * number as u64;
    let year = 2020 + random.below(12);
    let mut text = local("name", 0, seed, 6);
    text += "slug:\n";
    for language in &LANGUAGES {
        let _ = writeln!(text, "  {}: kurs-{number}", language.tag);
    }
    text += &local("description", 0, seed + 1, 16);
    let held = if year < 2026 { "held" } else { "planned" };
    let _ = writeln!(
        text,
        "published: 2019-11-25\nstatus: {held}\nformat: online\ntime_zone: Europe/Berlin\nsessions:"
    );
    for day in 1..=3 {
        let month = 1 + random.below(3);
        let _ = writeln!(
            text,
            "  - {{date: {year}-{:02}-{:02}, start: \"18:00\", end: \"20:15\"}}",
            4 * day - 3 + month,
            1 + random.below(28)
        );
    }
    text += "online:\n";
    text += &local("name", 2, seed + 2, 2);
    text += "organiser:\n";
    text += &local("name", 2, seed + 3, 2);
    text += "teaching_languages: [de]\n";
    text += &local("audience", 0, seed + 4, 8);
    text += "level: introductory\nfees:\n  - {amount: 290, currency: EUR, vat: exempt}\n  - amount: 145.50\n    currency: EUR\n    \
             vat: exempt\n";
    text += &local("audience", 4, seed + 5, 2);
    let _ = writeln!(
        text,
        "registration: {{opens: {year}-01-02, deadline: {year}-01-20}}\ncancellation:\n  - {{until: {year}-01-15, refund: 100}}"
    );
    text += &local("attendance", 0, seed + 6, 6);
    text += &local("certificate", 0, seed + 7, 8);
    text
}

/// `glossary.yaml`.
pub(super) fn glossary() -> String {
    let mut text = String::new();
    for number in 0..TERMS {
        let _ = writeln!(text, "t{number}:\n  languages:");
        for language in &LANGUAGES {
            text += &term(number, language);
        }
    }
    text
}

fn term(number: usize, language: &Language) -> String {
    let words: Vec<&str> = language.words.split_whitespace().collect();
    let at = |index: usize| words[index * 7 % words.len()];
    let (term, form) = if number < COMMON_TERMS {
        (at(number).to_owned(), format!("{}x", at(number)))
    } else {
        let term = format!("{} {}", at(number), at(number + 31));
        (term.clone(), format!("{term}x"))
    };
    let definition = Writer::new(Random::new(900 + number as u64), language.words).sentence(25);
    format!(
        "    {}:\n      term: \"{term} {}\"\n      forms: [\"{form}\"]\n      synonyms: [\"{term}\"]\n      slug: t{number}\n      definition: \"{definition}\"\n",
        language.tag,
        // The name of the page is unlike all others; the synonym is what stands in texts.
        number,
    )
}
