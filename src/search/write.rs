//! What stands in the files of an index.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::fingerprint::FastMap;

use super::file::{Bits, Files, beginning, number};
use super::normal::{Normal, words};
use super::page::Reading;
use super::terms::{Spelling, Term, Terms};
use super::{FORMAT, Settings};

/// How a search for an alias counts the other names: of this language, of another one.
const SYNONYM: char = '7';
const FOREIGN: char = '6';

/// Of a large index: the shortest words of which it is known how they end, and which part of the pages must have a word
/// for it to stand everywhere.
const LEAST_LARGE_END: usize = 8;
const EVERYWHERE: usize = 25;

/// Smaller impacts are those of words in texts; a part of a compound in a title has more.
const TELLING: u8 = 16;

/// The file that a search begins with.
#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    language: &'a str,
    pages: usize,
    /// How many pages stand in each of `shown`.
    size: usize,
    /// The kinds of page, and that of each page by its place in the list, as letters from `a` on.
    kinds: Vec<&'a str>,
    kind: String,
    /// The subjects, and those of each page by their places.
    subjects: Vec<&'a str>,
    about: Vec<Vec<usize>>,
    /// The files, each with the beginning of its first key.
    terms: Vec<(String, Arc<str>)>,
    words: Vec<(String, Arc<str>)>,
    ends: Vec<(String, Arc<str>)>,
    shown: Vec<Arc<str>>,
    /// What the normal form of the language needs to know.
    pairs: &'a [&'a str],
    least: usize,
    links: &'a [&'a str],
    forms: &'a [&'a str],
    derived: &'a [&'a str],
    participle: &'a str,
    grammar: &'a [String],
    /// Words that the site says are no compounds.
    whole: Vec<String>,
    /// The module that cuts words down to stems, and the name of the function.
    stemmer: &'a Option<[String; 2]>,
    texts: &'a BTreeMap<String, BTreeMap<String, String>>,
    others: &'a [[String; 4]],
}

/// Writes all files and returns the manifest, which is not compressed yet.
pub(super) fn manifest(
    readings: &[Arc<Reading>],
    terms: &Terms,
    normal: &Normal,
    settings: &Settings,
    files: &mut Files,
) -> Vec<u8> {
    let limits = &settings.limits;
    let is_large = readings.len() >= limits.many;
    let entries: Vec<(&String, &Term)> = terms.by_key.iter().collect();
    let sizes = entries.iter().map(|(key, term)| {
        let aliases: usize = term.aliases.iter().map(|alias| alias.len() + 2).sum();
        (key.as_str(), key.len() + aliases + term.postings.len() * 2)
    });
    let cut = limits.cut(sizes).into_iter();
    let terms_files = cut.map(|range| {
        let before = range
            .start
            .checked_sub(1)
            .map(|before| entries[before].0.as_str());
        let part = &entries[range];
        let file = term_file(part, readings.len(), is_large);
        (beginning(before, part[0].0), files.put(&file))
    });
    let terms_files: Vec<_> = terms_files.collect();

    let commonest;
    let spellings = if is_large {
        commonest = commonest_forms(&terms.spellings);
        &commonest
    } else {
        &terms.spellings
    };
    let spellings: Vec<(String, String)> = spellings
        .iter()
        .map(|(folded, spelling)| {
            // How often it occurs, on a scale of doublings.
            let level = char::from_digit((32 - spelling.count.leading_zeros()).min(35), 36);
            (
                folded.clone(),
                format!("{}{}", level.unwrap_or('0'), spelling.word),
            )
        })
        .collect();
    let words = word_files(&spellings, limits, files);
    let ends = if words.len() > 1 {
        // Short words are no ends of others, and have few letters to slip in.
        let reversed = spellings
            .into_iter()
            .filter(|(folded, _)| !is_large || folded.len() >= LEAST_LARGE_END);
        let reversed = reversed.map(|(folded, line)| {
            let key: String = folded.chars().rev().collect();
            (key, line)
        });
        let mut reversed: Vec<_> = reversed.collect();
        reversed.sort();
        word_files(&reversed, limits, files)
    } else {
        Vec::new()
    };

    let shown = readings.chunks(limits.pages.max(1)).map(|pages| {
        let pages: Vec<&str> = pages.iter().map(|page| &*page.shown).collect();
        files.put(format!("[{}]", pages.join(",\n")).as_bytes())
    });
    let shown = shown.collect();
    let mut kinds: Vec<&str> = readings.iter().map(|page| &*page.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut subjects: Vec<&str> = readings
        .iter()
        .flat_map(|page| page.subjects.iter().map(String::as_str))
        .collect();
    subjects.sort_unstable();
    subjects.dedup();
    let kind = readings.iter().filter_map(|page| {
        let place = kinds.binary_search(&&*page.kind).ok()?;
        char::from_u32('a' as u32 + place as u32)
    });
    let about = readings.iter().map(|page| {
        let places = page.subjects.iter();
        places
            .filter_map(|subject| subjects.binary_search(&subject.as_str()).ok())
            .collect()
    });
    let whole = settings.compounds.iter().filter(|(_, parts)| parts.is_empty());
    let manifest = Manifest {
        format: FORMAT,
        language: &settings.language,
        pages: readings.len(),
        size: limits.pages.max(1),
        kind: kind.collect(),
        about: about.collect(),
        kinds,
        subjects,
        terms: terms_files,
        words,
        ends,
        shown,
        pairs: normal.pairs,
        least: normal.least,
        links: normal.links,
        forms: normal.forms,
        derived: normal.derived,
        participle: normal.participle,
        grammar: &normal.grammar,
        whole: whole.map(|(word, _)| normal.folded(word)).collect(),
        stemmer: &settings.stemmer,
        texts: &settings.texts,
        others: &settings.others,
    };
    serde_json::to_vec(&manifest).unwrap_or_default()
}

/// Terms: their keys as lines, each with the letters that it shares with the one before and its aliases; then for all of
/// them how many pages they lead to, the impacts, the sections, and the pages in bits. What is alike stands together, since
/// it compresses better.
fn term_file(entries: &[(&String, &Term)], pages: usize, is_large: bool) -> Vec<u8> {
    let mut keys = String::new();
    let mut before = "";
    for (key, term) in entries {
        let shared = key
            .char_indices()
            .zip(before.chars())
            .take_while(|((_, one), other)| one == other)
            .count()
            .min(35);
        let rest: String = key.chars().skip(shared).collect();
        keys.push(char::from_digit(shared as u32, 36).unwrap_or('0'));
        keys.push_str(&rest);
        for alias in &term.aliases {
            keys.push('\t');
            keys.push_str(alias);
        }
        keys.push('\n');
        before = key;
    }
    let mut out = Vec::new();
    number(keys.len() as u32, &mut out);
    out.extend(keys.bytes());
    for (_, term) in entries {
        number(term.postings.len() as u32, &mut out);
    }
    let postings = || entries.iter().flat_map(|(_, term)| &term.postings);
    out.extend(postings().map(|posting| {
        if is_large {
            rough(posting.impact)
        } else {
            posting.impact
        }
    }));
    for (_, term) in entries {
        // What stands in many pages does not tell where in them a reader wants to go.
        let is_everywhere = is_large && term.postings.len() > pages / EVERYWHERE;
        let sections = term.postings.iter();
        out.extend(sections.map(|posting| if is_everywhere { 0 } else { posting.section }));
    }
    let mut bits = Bits::default();
    for (_, term) in entries {
        let numbers = term.postings.iter().map(|posting| posting.page);
        bits.put_steps(numbers, term.postings.len() as u32, pages as u32);
    }
    out.extend(bits.finish());
    out
}

/// Rounds what comes from texts alone to two binary digits, so that most words of a page count alike: of many pages few
/// differ so little that the order of results would be another. Titles, names and headings stay as they are.
fn rough(impact: u8) -> u8 {
    if impact >= TELLING {
        return impact;
    }
    let unit = 1 << impact.max(1).ilog2().saturating_sub(1);
    (impact + unit / 2) / unit * unit
}

/// Keeps of each stem the form that occurs most, if that is no slip itself: what stands once, and in no title.
fn commonest_forms(spellings: &BTreeMap<String, Spelling>) -> BTreeMap<String, Spelling> {
    let mut best: FastMap<u32, (&String, &Spelling)> = FastMap::default();
    let is_sure = |spelling: &Spelling| spelling.count > 1 || spelling.is_name;
    for (folded, spelling) in spellings.iter().filter(|(_, spelling)| is_sure(spelling)) {
        let known = best.entry(spelling.stem).or_insert((folded, spelling));
        if spelling.count > known.1.count {
            *known = (folded, spelling);
        }
    }
    let best = best.into_values();
    best.map(|(folded, spelling)| (folded.clone(), spelling.clone()))
        .collect()
}

/// Words as lines, sorted by a key, each after a letter that tells how often it occurs.
fn word_files(
    words: &[(String, String)],
    limits: &super::Limits,
    files: &mut Files,
) -> Vec<(String, Arc<str>)> {
    let sizes = words.iter().map(|(key, line)| (key.as_str(), line.len() + 1));
    let cut = limits.cut(sizes).into_iter();
    let written = cut.map(|range| {
        let before = range.start.checked_sub(1).map(|before| words[before].0.as_str());
        let part = &words[range];
        let lines: Vec<&str> = part.iter().map(|(_, line)| line.as_str()).collect();
        (
            beginning(before, &part[0].0),
            files.put(lines.join("\n").as_bytes()),
        )
    });
    written.collect()
}

/// Adds what a search for a name also finds.
pub(super) fn add_aliases(terms: &mut Terms, normal: &Normal, settings: &Settings) {
    let names = |names: &[String]| -> Vec<Name> {
        let names = names.iter().map(|name| Name::of(name, normal));
        names.filter(|name| !name.stems.is_empty()).collect()
    };
    for group in &settings.synonyms {
        let group = names(group);
        for name in &group {
            for other in group.iter().filter(|other| other.stems != name.stems) {
                add_alias(terms, name, SYNONYM, other);
            }
        }
    }
    for (foreign, own) in &settings.foreign {
        let own = names(own);
        for name in names(foreign) {
            // A word that the language has itself means something else there, or finds its pages anyway.
            if terms
                .by_key
                .get(&name.stems)
                .is_some_and(|term| !term.postings.is_empty())
            {
                continue;
            }
            for own in own.iter().filter(|own| own.stems != name.stems) {
                add_alias(terms, &name, FOREIGN, own);
            }
        }
    }
}

/// A name of one word or several, folded and cut down to stems.
struct Name {
    folded: String,
    stems: String,
}

impl Name {
    fn of(name: &str, normal: &Normal) -> Self {
        let folded: Vec<String> = words(name).map(|word| normal.folded(word)).collect();
        let stems: Vec<_> = folded.iter().map(|word| normal.stem(word)).collect();
        Self {
            stems: stems.join(" "),
            folded: folded.join(" "),
        }
    }
}

/// Notes under the stems of a name what else it finds, and the name itself: `Behandlung` has the stem of `Behandler`, but
/// is no name of a therapist.
fn add_alias(terms: &mut Terms, name: &Name, weight: char, other: &Name) {
    let aliases = &mut terms.by_key.entry(name.stems.clone()).or_default().aliases;
    let alias = format!("{}|{}", other.stems, name.folded);
    if !aliases.iter().any(|known| known.get(1..) == Some(&alias)) {
        aliases.push(format!("{weight}{alias}"));
    }
}
