//! What stands in the files of an index.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::fingerprint::Fingerprint;

use super::code::{BYTE, Coder, NUMBER};
use super::file::{Files, beginning};
use super::keys::{Keys, Order};
use super::normal::{Normal, words};
use super::page::Reading;
use super::terms::{Posting, Spelling, Terms};
use super::vocabulary::Vocabulary;
use super::{FORMAT, Settings};

/// How a search for an alias counts the other names: of this language, of another one.
const SYNONYM: char = '7';
const FOREIGN: char = '6';

/// Of a large index: the shortest words of which it is known how they end, and which part of the pages must have a word
/// for it to stand everywhere.
const LEAST_LARGE_END: usize = 8;
const EVERYWHERE: usize = 25;

/// The impacts of a large index. So most words of a text count alike: of many pages few differ so little that the order of
/// results would be another. Titles, names and headings are told apart more finely.
const LEVELS: [u8; 32] = [
    2, 4, 7, 11, 15, 19, 24, 27, 30, 33, 36, 39, 42, 45, 48, 52, 56, 60, 64, 68, 72, 78, 84, 90, 98, 106,
    116, 128, 144, 168, 200, 255,
];

/// So many signs stand between `!` and those that a text in JSON must not have.
const FAR: usize = 57;

/// An impact of a word that the page is called by.
const NAMED: u8 = 24;

/// The kinds of decision in a file of terms: how many pages each has, the steps from one to the next by how far they are on
/// the average, impacts and sections.
const COUNTS: usize = 0;
const STEPS: usize = NUMBER;
const IMPACTS: usize = STEPS + 32 * NUMBER;
const SECTIONS: usize = IMPACTS + 2 * BYTE;

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
    /// The subjects.
    subjects: Vec<&'a str>,
    /// The impacts that are told apart; none: all are.
    levels: &'a [u8],
    /// What stands in more pages leads to no section if impacts have levels; impacts from `named` on are those of words that
    /// a page is called by.
    everywhere: usize,
    named: u8,
    /// The beginnings of the first keys of the files.
    terms: Vec<&'a str>,
    words: Vec<&'a str>,
    ends: Vec<&'a str>,
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
    anchors: BTreeMap<char, &'a str>,
    /// The module that cuts words down to stems, and the name of the function.
    stemmer: &'a Option<[String; 2]>,
    texts: &'a BTreeMap<String, BTreeMap<String, String>>,
    others: &'a [[String; 4]],
}

/// The orders in which keys are written.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders {
    forwards: Order,
    backwards: Order,
}

/// A file, and the beginning of its first key.
type Named = (String, Arc<str>);

/// Writes all files and returns the manifest in parts, which are compressed better each by itself: what is told above; the
/// names of the files of terms, words, ends and what results show, one behind the other; and of each subject its pages.
pub(super) fn manifest(
    readings: &[Arc<Reading>],
    terms: &Terms,
    vocabulary: &Vocabulary,
    settings: &Settings,
    orders: &mut Orders,
    files: &mut Files,
) -> [String; 3] {
    let limits = &settings.limits;
    let Vocabulary { keys, normal, .. } = vocabulary;
    let is_large = readings.len() >= limits.many;
    let order = orders.forwards.forwards(keys);
    let terms_files = term_files(readings, terms, keys, order, settings, files);

    let commonest;
    let spellings = if is_large {
        commonest = commonest_forms(&terms.spellings, keys);
        &commonest
    } else {
        &terms.spellings
    };
    let spelling = |key: &u32| *spellings.get(*key as usize)?;
    let all: Vec<Spelling> = order.iter().filter_map(spelling).collect();
    let words = word_files(&all, keys, ("words", str::to_owned), limits, files);
    let ends = if words.len() > 1 {
        // Short words are no ends of others, and have few letters to slip in.
        let least = if is_large { LEAST_LARGE_END } else { 0 };
        let order = orders.backwards.backwards(keys).iter();
        let long = order
            .filter_map(spelling)
            .filter(|spelling| keys.text(spelling.folded).len() >= least);
        let backwards = |word: &str| word.chars().rev().collect();
        word_files(
            &long.collect::<Vec<_>>(),
            keys,
            ("ends", backwards),
            limits,
            files,
        )
    } else {
        Vec::new()
    };

    let shown = readings.chunks(limits.pages.max(1)).map(|pages| {
        let pages: Vec<&str> = pages.iter().map(|page| &*page.shown).collect();
        let text = format!("[{}]", pages.join(",\n")).into_bytes();
        files.put(Fingerprint::of(&text), || (text, Vec::new()))
    });
    let shown: Vec<Arc<str>> = shown.collect();
    let mut kinds: Vec<&str> = readings.iter().map(|page| &*page.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut subjects: Vec<&str> = readings
        .iter()
        .flat_map(|page| page.subjects.iter().map(String::as_str))
        .collect();
    subjects.sort_unstable();
    subjects.dedup();
    let kind = readings
        .iter()
        .filter_map(|page| letter(kinds.binary_search(&&*page.kind).ok()?));
    let whole = settings.compounds.iter().filter(|(_, parts)| parts.is_empty());
    let manifest = Manifest {
        format: FORMAT,
        language: &settings.language,
        pages: readings.len(),
        size: limits.pages.max(1),
        kind: kind.collect(),
        levels: if is_large { &LEVELS } else { &[] },
        everywhere: readings.len() / EVERYWHERE,
        named: NAMED,
        kinds,
        terms: firsts(&terms_files),
        words: firsts(&words),
        ends: firsts(&ends),
        pairs: normal.pairs,
        least: normal.least,
        links: normal.links,
        forms: normal.forms,
        derived: normal.derived,
        participle: normal.participle,
        grammar: &normal.grammar,
        whole: whole.map(|(word, _)| normal.folded(word)).collect(),
        anchors: normal.anchors.iter().copied().collect(),
        stemmer: &settings.stemmer,
        texts: &settings.texts,
        others: &settings.others,
        subjects,
    };
    let mut head = serde_json::to_string(&manifest).unwrap_or_default();
    head.pop();
    let tables = [&terms_files, &words, &ends].into_iter().flatten();
    let names = tables.map(|(_, name)| name).chain(&shown);
    let names: String = names.map(|name| name.trim_end_matches(".bin")).collect();
    let about = about(readings, &manifest.subjects);
    [
        head,
        format!(",\"names\":\"{names}\""),
        format!(",\"about\":\"{about}\"}}"),
    ]
}

fn firsts(files: &[Named]) -> Vec<&str> {
    files.iter().map(|(first, _)| first.as_str()).collect()
}

/// Returns of each subject its pages, as how many stand between one and the next: a sign from `#` on, after `!` for each
/// [`FAR`] more. Blanks part the subjects.
fn about(readings: &[Arc<Reading>], subjects: &[&str]) -> String {
    let mut about = vec![(0, String::new()); subjects.len()];
    for (page, reading) in readings.iter().enumerate() {
        let places = reading.subjects.iter();
        for place in places.filter_map(|subject| subjects.binary_search(&subject.as_str()).ok()) {
            let (next, told) = &mut about[place];
            let Some(between) = page.checked_sub(*next) else {
                // Told twice.
                continue;
            };
            *next = page + 1;
            told.extend(std::iter::repeat_n('!', between / FAR));
            told.push(char::from(b'#' + (between % FAR) as u8));
        }
    }
    let told: Vec<String> = about.into_iter().map(|(_, told)| told).collect();
    told.join(" ")
}

/// Returns the letter for a place in a list: from `a` on.
fn letter(place: usize) -> Option<char> {
    char::from_u32('a' as u32 + place as u32)
}

/// Writes the files of terms and returns their names, each with the beginning of its first key.
fn term_files(
    readings: &[Arc<Reading>],
    terms: &Terms,
    keys: &Keys,
    order: &[u32],
    settings: &Settings,
    files: &mut Files,
) -> Vec<Named> {
    let is_large = readings.len() >= settings.limits.many;
    let is_used = |term: &u32| terms.pages[*term as usize] > 0 || terms.aliases.contains_key(term);
    let entries: Vec<u32> = order.iter().copied().filter(is_used).collect();
    let sizes = entries.iter().map(|term| {
        let aliases = terms.aliases.get(term).into_iter().flatten();
        let aliases: usize = aliases.map(|alias| alias.len() + 2).sum();
        keys.text(*term).len() + aliases + terms.pages[*term as usize] as usize * 2
    });
    let cut = settings.limits.cut(sizes, |index| keys.text(entries[index]));
    // All that a file is made of; what has the same number is the same key.
    let made_of = cut.iter().map(|range| {
        let part = entries[range.clone()].iter();
        let part = part.map(|term| {
            let place = *term as usize;
            (
                term,
                terms.aliases.get(term),
                terms.pages[place],
                terms.made_of[place],
            )
        });
        Fingerprint::of(&("terms", part.collect::<Vec<_>>(), readings.len(), is_large))
    });
    let made_of: Vec<Fingerprint> = made_of.collect();
    let mut wanted = vec![false; keys.len()];
    for (range, made_of) in cut.iter().zip(&made_of) {
        if !files.is_known(*made_of) {
            for term in &entries[range.clone()] {
                wanted[*term as usize] = true;
            }
        }
    }
    let postings = terms.postings(readings, &wanted);
    let named = cut.into_iter().zip(made_of).map(|(range, made_of)| {
        let before = range
            .start
            .checked_sub(1)
            .map(|before| keys.text(entries[before]));
        let first = beginning(before, keys.text(entries[range.start]));
        let name = files.put(made_of, || {
            let part = entries[range].iter().map(|term| Entry {
                key: keys.text(*term),
                aliases: terms.aliases.get(term).map(Vec::as_slice).unwrap_or_default(),
                postings: postings.of(*term),
            });
            term_file(part, readings.len(), is_large)
        });
        (first, name)
    });
    named.collect()
}

/// A term as it is written.
struct Entry<'a> {
    key: &'a str,
    aliases: &'a [String],
    postings: &'a [Posting],
}

/// Writes keys one after the other, each as how many letters it shares with the one before, and the rest of them.
#[derive(Default)]
struct Front {
    text: String,
    before: String,
}

impl Front {
    fn put(&mut self, key: &str) {
        let shared = key
            .char_indices()
            .zip(self.before.chars())
            .take_while(|((_, one), other)| one == other)
            .take(35);
        let (count, bytes) = shared.fold((0, 0), |(count, _), ((at, one), _)| {
            (count + 1, at + one.len_utf8())
        });
        self.text.push(char::from_digit(count, 36).unwrap_or('0'));
        self.text.push_str(&key[bytes..]);
        self.before.clear();
        self.before.push_str(key);
    }
}

/// Terms: their keys as lines, each with its aliases; then coded for each of them how many pages it leads to, and for each of
/// these the step to it, the impact and the section.
fn term_file<'a>(
    entries: impl Iterator<Item = Entry<'a>>,
    pages: usize,
    is_large: bool,
) -> (Vec<u8>, Vec<u8>) {
    let mut keys = Front::default();
    let mut coder = Coder::new(SECTIONS + 2 * BYTE);
    for Entry {
        key,
        aliases,
        postings,
    } in entries
    {
        keys.put(key);
        for alias in aliases {
            keys.text.push('\t');
            keys.text.push_str(alias);
        }
        keys.text.push('\n');
        let count = postings.len() as u32;
        coder.number(COUNTS, count);
        let width = (pages as u32 / count.max(1)).max(1).ilog2() as usize;
        // What stands in many pages does not tell where in them a reader wants to go.
        let is_everywhere = postings.len() > pages / EVERYWHERE;
        let mut next = 0;
        for posting in postings {
            coder.number(STEPS + NUMBER * width, posting.page - next);
            next = posting.page + 1;
            let kind = IMPACTS + BYTE * usize::from(is_everywhere);
            let impact = if is_large {
                let level = level(posting.impact);
                coder.tree(kind, level, LEVELS.len().ilog2());
                LEVELS[level as usize]
            } else {
                coder.byte(kind, posting.impact);
                posting.impact
            };
            if !(is_large && is_everywhere) {
                coder.byte(SECTIONS + BYTE * usize::from(impact >= NAMED), posting.section);
            }
        }
    }
    // A file ends long before three bytes cannot tell its length.
    let mut text = (keys.text.len() as u32).to_le_bytes()[..3].to_vec();
    text.extend(keys.text.bytes());
    (text, coder.finish())
}

/// Returns the place of the level that is next to an impact; of two the lower.
fn level(impact: u8) -> u32 {
    let above = LEVELS.partition_point(|level| *level < impact);
    let below = above.saturating_sub(1);
    let nearest = match LEVELS.get(above) {
        Some(level) if level - impact < impact.saturating_sub(LEVELS[below]) || above == 0 => above,
        _ => below,
    };
    nearest as u32
}

/// Keeps of each stem the form that occurs most, if that is no slip itself: what stands once, and in no title.
fn commonest_forms(spellings: &[Option<Spelling>], keys: &Keys) -> Vec<Option<Spelling>> {
    let mut best: Vec<Option<Spelling>> = vec![None; keys.len()];
    let is_sure = |spelling: &&Spelling| spelling.count > 1 || spelling.is_name;
    for spelling in spellings.iter().flatten().filter(is_sure) {
        let known = best[spelling.stem as usize].get_or_insert(*spelling);
        let is_first = || keys.text(spelling.folded) < keys.text(known.folded);
        if spelling.count > known.count || spelling.count == known.count && is_first() {
            *known = *spelling;
        }
    }
    let mut kept = vec![None; keys.len()];
    for spelling in best.into_iter().flatten() {
        kept[spelling.folded as usize] = Some(spelling);
    }
    kept
}

/// Words as lines, turned as they are sorted; the first line tells how often each occurs.
fn word_files(
    words: &[Spelling],
    keys: &Keys,
    (name, turned): (&str, impl Fn(&str) -> String),
    limits: &super::Limits,
    files: &mut Files,
) -> Vec<Named> {
    let sizes = words.iter().map(|spelling| keys.text(spelling.word).len() + 2);
    let key = |index: usize| keys.text(words[index].folded);
    let cut = limits.cut(sizes, key).into_iter();
    let written = cut.map(|range| {
        let before = range.start.checked_sub(1).map(|before| turned(key(before)));
        let first = beginning(before.as_deref(), &turned(key(range.start)));
        let part = &words[range];
        let told = part.iter().map(|spelling| (spelling.word, spelling.level()));
        let made_of = Fingerprint::of(&(name, told.collect::<Vec<_>>()));
        let name = files.put(made_of, || {
            let mut front = Front::default();
            let levels = part
                .iter()
                .filter_map(|spelling| char::from_digit(spelling.level(), 36));
            front.text.extend(levels);
            for spelling in part {
                front.text.push('\n');
                front.put(&turned(keys.text(spelling.word)));
            }
            (front.text.into_bytes(), Vec::new())
        });
        (first, name)
    });
    written.collect()
}

/// Adds what a search for a name also finds.
pub(super) fn add_aliases(terms: &mut Terms, vocabulary: &mut Vocabulary, settings: &Settings) {
    let Vocabulary { keys, normal, .. } = vocabulary;
    let names = |names: &[String]| -> Vec<Name> {
        let names = names.iter().map(|name| Name::of(name, normal));
        names.filter(|name| !name.stems.is_empty()).collect()
    };
    for group in &settings.synonyms {
        let group = names(group);
        for name in &group {
            for other in group.iter().filter(|other| other.stems != name.stems) {
                add_alias(terms, keys, name, SYNONYM, other);
            }
        }
    }
    for (foreign, own) in &settings.foreign {
        let own = names(own);
        for name in names(foreign) {
            // A word that the language has itself means something else there, or finds its pages anyway.
            let known = keys
                .get(&name.stems)
                .and_then(|key| terms.pages.get(key as usize));
            if known.is_some_and(|pages| *pages > 0) {
                continue;
            }
            for own in own.iter().filter(|own| own.stems != name.stems) {
                add_alias(terms, keys, &name, FOREIGN, own);
            }
        }
    }
    // Those that no text has stand in no page.
    terms.pages.resize(keys.len(), 0);
    terms.made_of.resize(keys.len(), 0);
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
fn add_alias(terms: &mut Terms, keys: &mut Keys, name: &Name, weight: char, other: &Name) {
    let aliases = terms.aliases.entry(keys.of(&name.stems)).or_default();
    let alias = format!("{}|{}", other.stems, name.folded);
    if !aliases.iter().any(|known| known.get(1..) == Some(&alias)) {
        aliases.push(format!("{weight}{alias}"));
    }
}
