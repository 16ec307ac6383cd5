//! The terms of all pages: which pages each leads to, how strongly, and to which section.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::fingerprint::{FastMap, Fingerprint};

use super::compound::{Divisions, Known, MOST_COMMON_BYTES};
use super::normal::{Normal, is_hyphen};
use super::page::{Field, Mark, Reading, Words, stems};
use super::vocabulary::{Vocabulary, Word};

/// What a word in a field adds to the impact of a page. Outside the saturation, so that a title is worth more than any
/// number of words in the text.
const FIELDS: [(Field, f32); 5] = [
    (Field::Title, 1.6),
    (Field::Name, 1.3),
    (Field::Heading, 0.7),
    (Field::Subject, 0.6),
    (Field::Description, 0.4),
];

/// How much parts count beside the whole, in tenths: those of a word with a hyphen, those of a compound. Whole numbers make
/// the same sum in any order.
const WHOLE: u32 = 10;
const HYPHENATED: u32 = 8;
const COMPOUND: u32 = 5;

/// Saturation: how often a word must stand in a page of average length to count a good half, and how much the length
/// matters; `k1` and `b` of BM25.
const K1: f32 = 1.2;
const B: f32 = 0.6;

/// One impact in the bytes of the index.
const SCALE: f32 = 24.0;

/// How many of the commonest words are never parts of compounds, if they are short and stand in half of all pages.
const COMMON: usize = 80;

/// Where a term leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) page: u32,
    pub(super) impact: u8,
    pub(super) section: u8,
}

/// A word as it is written, for the correction of slips.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// The key of the folded word, and that of the commonest way to write it, in small letters.
    pub(super) folded: u32,
    pub(super) word: u32,
    /// How often it occurs.
    pub(super) count: u32,
    /// The key of its stem.
    pub(super) stem: u32,
    /// It stands in titles or names.
    pub(super) is_name: bool,
    /// How often it is written in the commonest way.
    best: u32,
}

impl Spelling {
    /// Returns how often it occurs, on a scale of doublings.
    pub(super) fn level(&self) -> u32 {
        (32 - self.count.leading_zeros()).min(35)
    }
}

/// The terms of a language, by key.
pub(super) struct Terms {
    /// How many words the pages have.
    pub(super) words: usize,
    of_words: TermsOfWords,
    /// In how many pages each stands, and a fingerprint of all that decides how it stands there.
    pub(super) pages: Vec<u32>,
    pub(super) made_of: Vec<u64>,
    /// What a search for a term also finds: other terms, parts of one phrase joined by blanks.
    pub(super) aliases: BTreeMap<u32, Vec<String>>,
    /// Of each folded word how it is written.
    pub(super) spellings: Vec<Option<Spelling>>,
    average: f32,
}

/// How often a word stands in all pages.
#[derive(Clone, Copy, Default)]
struct Count {
    count: u32,
    pages: u32,
    /// It stands in titles or names.
    is_name: bool,
}

/// The terms that each word stands for, by key; in one piece, since every word of every page asks.
#[derive(Default)]
struct TermsOfWords {
    /// With how much each counts.
    terms: Vec<(u32, u32)>,
    /// Where those of each word begin and end, and the term for just this word in titles and names, if others have the same
    /// stem.
    ranges: Vec<(u32, u32, u32)>,
}

/// There is no term for just this word.
const NONE: u32 = u32::MAX;

/// An odd number whose digits look like chance.
const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;

impl TermsOfWords {
    fn of(&self, word: u32) -> &[(u32, u32)] {
        let (begin, end, _) = self.ranges[word as usize];
        &self.terms[begin as usize..end as usize]
    }

    /// Returns the term for just this word, if some of its marks are those of a name.
    fn name(&self, word: u32, marks: &[Mark]) -> Option<u32> {
        let (.., name) = self.ranges[word as usize];
        (name != NONE && marks.iter().any(|mark| mark.is_name())).then_some(name)
    }
}

impl Terms {
    /// Finds out which terms the words of all pages stand for. `compounds` are what the site says of compounds.
    pub(super) fn of(
        readings: &[Arc<Reading>],
        vocabulary: &mut Vocabulary,
        divisions: &mut Divisions,
        compounds: &[(String, Vec<String>)],
    ) -> Self {
        let counts = counts(readings, vocabulary.keys.len());
        let of_words = fill(&counts, vocabulary, divisions, compounds, readings.len());
        let mut terms = Self {
            words: in_pages(&counts, vocabulary).count(),
            spellings: spellings(&counts, vocabulary),
            of_words,
            pages: vec![0; vocabulary.keys.len()],
            made_of: vec![0; vocabulary.keys.len()],
            aliases: BTreeMap::new(),
            average: average_length(readings),
        };
        terms.weigh(readings);
        terms
    }

    /// Counts the pages of each term, and takes the fingerprint of what its postings are made of: a sum over the words that
    /// stand for it, so that what stands beside them does not matter.
    fn weigh(&mut self, readings: &[Arc<Reading>]) {
        let mut last = vec![NONE; self.pages.len()];
        let mut words = Words::default();
        for (page, reading) in readings.iter().enumerate() {
            let page = page as u32;
            let norm = self.norm(reading).to_bits();
            let own = Fingerprint::of(&(page, norm, reading.title_length, reading.weight)).0;
            for (word, marks) in words.of(reading) {
                let name = self.of_words.name(word, marks).map(|name| (name, WHOLE));
                let own = marks.iter().fold(own, |sum, mark| mixed(sum, mark.number()));
                for (term, weight) in self.of_words.of(word).iter().copied().chain(name) {
                    let term = term as usize;
                    let sum = &mut self.made_of[term];
                    *sum = sum.wrapping_add(own.wrapping_mul(u64::from(weight)));
                    if last[term] != page {
                        last[term] = page;
                        self.pages[term] += 1;
                    }
                }
            }
        }
    }

    fn norm(&self, reading: &Reading) -> f32 {
        K1 * (1.0 - B + B * coarse(reading.length + 20) as f32 / self.average)
    }

    /// Returns the postings of the terms that are wanted, by key.
    pub(super) fn postings(&self, readings: &[Arc<Reading>], wanted: &[bool]) -> Postings {
        let mut postings = Postings::with_room(&self.pages, wanted);
        let ranges = self.of_words.ranges.iter().enumerate();
        let is_wanted = ranges.map(|(word, (.., name))| {
            let mut terms = self.of_words.of(word as u32).iter().map(|(term, _)| *term);
            terms.any(|term| wanted[term as usize]) || *name != NONE && wanted[*name as usize]
        });
        let is_wanted: Vec<bool> = is_wanted.collect();
        // Most terms stand in a page as one word; the others are gathered.
        let mut words_of: Vec<(u32, u32)> = vec![(NONE, 0); self.pages.len()];
        let (mut gathered, mut several) = (Vec::new(), Vec::new());
        let mut words = Words::default();
        for (page, reading) in readings.iter().enumerate() {
            let page = page as u32;
            let mut here: Vec<(u32, u32, &[Mark], bool)> = Vec::new();
            for (word, marks) in words.of(reading).filter(|(word, _)| is_wanted[*word as usize]) {
                for (term, weight) in self.of_words.of(word) {
                    if wanted[*term as usize] {
                        here.push((*term, *weight, marks, false));
                    }
                }
                let name = self.of_words.name(word, marks);
                here.extend(
                    name.filter(|term| wanted[*term as usize])
                        .map(|term| (term, WHOLE, marks, true)),
                );
            }
            for (term, ..) in &here {
                let known = &mut words_of[*term as usize];
                *known = if known.0 == page {
                    (page, known.1 + 1)
                } else {
                    (page, 1)
                };
            }
            let norm = self.norm(reading);
            several.clear();
            for (term, weight, marks, is_name) in &here {
                let marks = marks.iter().filter(|mark| !is_name || mark.is_name());
                let marks = marks.map(|mark| (*weight, *mark));
                if words_of[*term as usize].1 > 1 {
                    several.extend(marks.map(|(weight, mark)| (*term, weight, mark)));
                    continue;
                }
                gathered.clear();
                gathered.extend(marks);
                postings.put(*term, page, impact(&gathered, norm, reading));
            }
            several.sort_unstable_by_key(|(term, _, mark)| (*term, mark.section));
            for marks in several.chunk_by(|(one, ..), (other, ..)| one == other) {
                gathered.clear();
                gathered.extend(marks.iter().map(|(_, weight, mark)| (*weight, *mark)));
                postings.put(marks[0].0, page, impact(&gathered, norm, reading));
            }
        }
        postings
    }
}

/// Postings by term, in one piece.
pub(super) struct Postings {
    all: Vec<Posting>,
    /// Where those of each term begin and end.
    ranges: Vec<(u32, u32)>,
}

impl Postings {
    fn with_room(pages: &[u32], wanted: &[bool]) -> Self {
        let mut end = 0;
        let ranges = pages.iter().zip(wanted).map(|(pages, is_wanted)| {
            let begin = end;
            end += if *is_wanted { *pages } else { 0 };
            (begin, begin)
        });
        let ranges = ranges.collect();
        let nothing = Posting {
            page: 0,
            impact: 0,
            section: 0,
        };
        Self {
            ranges,
            all: vec![nothing; end as usize],
        }
    }

    fn put(&mut self, term: u32, page: u32, (impact, section): (u8, u8)) {
        let end = &mut self.ranges[term as usize].1;
        self.all[*end as usize] = Posting {
            page,
            impact,
            section,
        };
        *end += 1;
    }

    /// Returns those of a term.
    pub(super) fn of(&self, term: u32) -> &[Posting] {
        let (begin, end) = self.ranges[term as usize];
        &self.all[begin as usize..end as usize]
    }
}

/// Mixes a number into a fingerprint as hashes do it, without their beginning and end: this is done for each word of each
/// page.
fn mixed(sum: u64, number: u32) -> u64 {
    let product = u128::from(sum ^ u64::from(number)) * u128::from(MIXER);
    product as u64 ^ (product >> 64) as u64
}

/// Counts the words of all pages, by key.
fn counts(readings: &[Arc<Reading>], keys: usize) -> Vec<Count> {
    let mut counts = vec![Count::default(); keys];
    let mut words = Words::default();
    for reading in readings {
        for (word, marks) in words.of(reading) {
            let count = &mut counts[word as usize];
            count.pages += 1;
            for mark in marks {
                count.is_name |= mark.is_name();
                count.count += u32::from(mark.count.max(1));
            }
        }
    }
    counts
}

/// Returns the words that stand in pages, by key.
fn in_pages<'a>(
    counts: &'a [Count],
    vocabulary: &'a Vocabulary,
) -> impl Iterator<Item = (u32, Count, Word)> + 'a {
    let counts = counts.iter().enumerate().filter(|(_, count)| count.pages > 0);
    counts.filter_map(|(key, count)| Some((key as u32, *count, vocabulary.word(key as u32)?)))
}

/// What is known of a folded word or a stem.
#[derive(Clone, Copy, Default)]
struct Form {
    /// In how many pages a folded word stands, and in how many ways it is written.
    pages: u32,
    ways: u32,
    /// The first word that has a stem, and whether others have it too.
    first: u32,
    is_shared: bool,
}

/// Says which terms each word stands for.
fn fill(
    counts: &[Count],
    vocabulary: &mut Vocabulary,
    divisions: &mut Divisions,
    compounds: &[(String, Vec<String>)],
    pages: usize,
) -> TermsOfWords {
    let mut known = vec![Known::default(); vocabulary.keys.len()];
    let mut forms = vec![Form::default(); vocabulary.keys.len()];
    for (_, count, word) in in_pages(counts, vocabulary) {
        let stem = word.stem as usize;
        if known[stem].stem == 0 {
            forms[stem].first = word.folded;
        }
        forms[stem].is_shared |= forms[stem].first != word.folded;
        known[stem].stem += count.count;
        let folded = word.folded as usize;
        known[folded].word += count.count;
        forms[folded].pages += count.pages;
        forms[folded].ways += u32::from(!word.is_joined);
    }
    for word in commonest(&forms, vocabulary, pages) {
        known[word as usize].is_common = true;
    }
    let own = own_compounds(&vocabulary.normal, compounds);
    divisions.learn(known, own, &vocabulary.keys);
    let words: Vec<(u32, Count, Word)> = in_pages(counts, vocabulary).collect();
    let mut found = TermsOfWords {
        ranges: vec![(0, 0, NONE); counts.len()],
        ..TermsOfWords::default()
    };
    let Vocabulary { keys, normal, .. } = vocabulary;
    for (key, count, word) in words {
        let begin = found.terms.len();
        let mut add = |term: u32, weight: u32| {
            if !found.terms[begin..].iter().any(|(known, _)| *known == term) {
                found.terms.push((term, weight));
            }
        };
        if !keys.text(word.stem).is_empty() {
            add(word.stem, WHOLE);
        }
        if word.is_hyphened {
            let parts: Vec<String> = keys
                .text(key)
                .split(is_hyphen)
                .map(|part| normal.folded(part))
                .collect();
            for folded in parts.iter().filter(|part| !part.is_empty()) {
                add(keys.of(&normal.stem(folded)), HYPHENATED);
                let folded = keys.of(folded);
                for part in divisions.of(folded, keys, normal) {
                    add(*part, COMPOUND);
                }
            }
        } else {
            for part in divisions.of(word.folded, keys, normal) {
                add(*part, COMPOUND);
            }
        }
        // Where words differ in nothing but accents, each can be asked for as it is written. The key stands beside the
        // word, so that a search finds both in one file.
        if !word.is_joined && forms[word.folded as usize].ways > 1 {
            let exact = format!("{}={}", keys.text(word.folded), keys.text(key));
            add(keys.of(&exact), WHOLE);
        }
        let name = if count.is_name && forms[word.stem as usize].is_shared {
            let name = format!("{}\"", keys.text(word.folded));
            keys.of(&name)
        } else {
            NONE
        };
        found.ranges[key as usize] = (begin as u32, found.terms.len() as u32, name);
    }
    found
}

/// Returns the short ones of the words that say least: those of grammar, and the commonest of those that stand in half of all
/// pages.
fn commonest(forms: &[Form], vocabulary: &Vocabulary, pages: usize) -> Vec<u32> {
    let keys = &vocabulary.keys;
    let common = forms.iter().enumerate();
    let common = common.filter(|(_, form)| form.pages as usize * 2 > pages);
    let mut common: Vec<(u32, u32)> = common.map(|(word, form)| (form.pages, word as u32)).collect();
    common.sort_unstable_by(|one, other| {
        let by_text = || keys.text(one.1).cmp(keys.text(other.1));
        other.0.cmp(&one.0).then_with(by_text)
    });
    let common = common.into_iter().take(COMMON).map(|(_, word)| word);
    let grammar = vocabulary.normal.grammar.iter();
    common
        .chain(grammar.filter_map(|word| keys.get(word)))
        .filter(|word| keys.text(*word).len() <= MOST_COMMON_BYTES)
        .collect()
}

fn own_compounds(normal: &Normal, compounds: &[(String, Vec<String>)]) -> FastMap<String, Vec<String>> {
    let own = compounds.iter().map(|(word, parts)| {
        let parts = parts.iter().flat_map(|part| stems(part, normal)).collect();
        (normal.folded(word), parts)
    });
    own.collect()
}

/// Returns what a term is worth in a page, and the section that it leads to. The marks come by section, each with how much
/// it counts.
fn impact(marks: &[(u32, Mark)], norm: f32, reading: &Reading) -> (u8, u8) {
    let mut frequency = 0;
    let mut fields = [0.0_f32; FIELDS.len()];
    let (mut best, mut section) = (0, 0);
    for marks in marks.chunk_by(|(_, one), (_, other)| one.section == other.section) {
        let mut here = 0;
        for (weight, mark) in marks {
            here += weight * u32::from(mark.count);
            if mark.is_in_text_only() {
                continue;
            }
            for (index, (field, bonus)) in FIELDS.iter().enumerate() {
                if mark.is_in(*field) {
                    // A word is the more of a title, the shorter that is.
                    let bonus = if *field == Field::Title {
                        bonus * (0.7 + 0.3 / reading.title_length.max(1) as f32)
                    } else {
                        *bonus
                    };
                    fields[index] = fields[index].max(*weight as f32 / WHOLE as f32 * bonus);
                }
            }
        }
        frequency += here;
        let headed = marks.iter().any(|(_, mark)| mark.is_in(Field::Heading));
        let titled = marks.iter().any(|(_, mark)| mark.is_name());
        let value = here + if titled { 100 * WHOLE } else { 0 } + if headed { 5 * WHOLE } else { 0 };
        if value > best {
            (best, section) = (value, marks[0].1.section);
        }
    }
    let frequency = frequency as f32 / WHOLE as f32;
    let value = frequency / (frequency + norm) + fields.iter().sum::<f32>();
    let bytes = (value * SCALE * reading.weight as f32 / 100.0).round();
    (bytes.clamp(1.0, 255.0) as u8, section)
}

/// Returns the average length of pages, so coarse that it stays the same when a few words change.
fn average_length(readings: &[Arc<Reading>]) -> f32 {
    let total: u64 = readings
        .iter()
        .map(|reading| u64::from(reading.length) + 20)
        .sum();
    let average = total / (readings.len() as u64).max(1);
    coarse(average as u32).max(1) as f32
}

/// Keeps the three highest bits of a number: a page with one word more keeps its impacts.
fn coarse(number: u32) -> u32 {
    let bits = 32 - number.leading_zeros();
    let cut = bits.saturating_sub(3);
    (number >> cut) << cut
}

/// Returns how each folded word is written.
fn spellings(counts: &[Count], vocabulary: &Vocabulary) -> Vec<Option<Spelling>> {
    let keys = &vocabulary.keys;
    let mut spellings: Vec<Option<Spelling>> = vec![None; keys.len()];
    for (key, count, word) in in_pages(counts, vocabulary) {
        let folded = keys.text(word.folded);
        if folded.len() < 4 || word.is_joined || folded.contains(char::is_numeric) {
            continue;
        }
        let spelling = spellings[word.folded as usize].get_or_insert(Spelling {
            folded: word.folded,
            word: key,
            count: 0,
            stem: word.stem,
            is_name: false,
            best: 0,
        });
        spelling.count += count.count;
        spelling.is_name |= count.is_name;
        let is_better = count.count > spelling.best
            || count.count == spelling.best && keys.text(key) < keys.text(spelling.word);
        if is_better {
            (spelling.word, spelling.best) = (key, count.count);
        }
    }
    spellings
}
