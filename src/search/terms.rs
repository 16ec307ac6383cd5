//! The terms of all pages: which pages each leads to, how strongly, and to which section.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::fingerprint::FastMap;

use super::compound::{MOST_COMMON_BYTES, Splitter};
use super::normal::{Normal, is_hyphen, is_joint};
use super::page::{Field, Mark, Reading, stems};

/// What a word in a field adds to the impact of a page. Outside the saturation, so that a title is worth more than any
/// number of words in the text.
const FIELDS: [(Field, f32); 5] = [
    (Field::Title, 1.6),
    (Field::Name, 1.3),
    (Field::Heading, 0.7),
    (Field::Subject, 0.6),
    (Field::Description, 0.4),
];

/// How much parts count beside the whole: those of a word with a hyphen, those of a compound.
const HYPHENATED: f32 = 0.8;
const COMPOUND: f32 = 0.5;

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

/// What the index knows of a term.
#[derive(Clone, Debug, Default)]
pub(super) struct Term {
    pub(super) postings: Vec<Posting>,
    /// What a search for it also finds: other terms, parts of one phrase joined by blanks.
    pub(super) aliases: Vec<String>,
}

/// A word as it is written, for the correction of slips.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spelling {
    /// The commonest way to write it, in small letters.
    pub(super) word: String,
    /// How often it occurs.
    pub(super) count: u32,
    /// The number of its stem.
    pub(super) stem: u32,
    /// It stands in titles or names.
    pub(super) is_name: bool,
}

/// The terms of a language.
#[derive(Default)]
pub(super) struct Terms {
    pub(super) by_key: BTreeMap<String, Term>,
    /// Every folded word, with how it is written.
    pub(super) spellings: BTreeMap<String, Spelling>,
}

/// A word of the site, looked at once.
struct Form<'a> {
    word: &'a str,
    folded: String,
    count: u32,
    pages: u32,
    /// It stands in titles or names.
    is_name: bool,
}

/// The terms that each word stands for, by the place of the word; in one piece, since every word of every page asks.
#[derive(Default)]
struct TermsOfWords {
    /// With how much each counts.
    terms: Vec<(u32, f32)>,
    /// Where those of each word end, and the term for just this word in titles and names, if others have the same stem.
    ends: Vec<(u32, u32)>,
}

/// There is no term for just this word.
const NONE: u32 = u32::MAX;

impl TermsOfWords {
    fn of(&self, word: usize) -> &[(u32, f32)] {
        let begin = word.checked_sub(1).map_or(0, |before| self.ends[before].0);
        &self.terms[begin as usize..self.ends[word].0 as usize]
    }

    fn name(&self, word: usize) -> Option<u32> {
        let name = self.ends[word].1;
        (name != NONE).then_some(name)
    }
}

/// Terms by number, while they are gathered.
#[derive(Default)]
struct Numbers {
    by_key: FastMap<String, u32>,
    keys: Vec<String>,
}

impl Numbers {
    fn of(&mut self, key: &str) -> u32 {
        if let Some(number) = self.by_key.get(key) {
            return *number;
        }
        let number = self.keys.len() as u32;
        self.by_key.insert(key.to_owned(), number);
        self.keys.push(key.to_owned());
        number
    }
}

/// Gathers the terms of all pages. `compounds` are what the site says of compounds.
pub(super) fn gather(
    readings: &[Arc<Reading>],
    normal: &Normal,
    compounds: &[(String, Vec<String>)],
) -> Terms {
    let (forms, numbers_of_words) = forms(readings, normal);
    let mut numbers = Numbers::default();
    let terms = fill(&forms, normal, compounds, readings.len(), &mut numbers);
    let mut postings: Vec<Vec<Posting>> = vec![Vec::new(); numbers.keys.len()];
    let average = average_length(readings);
    let (mut found, mut order): (Vec<(u32, f32, Mark)>, Vec<u64>) = (Vec::new(), Vec::new());
    let mut marks_of_term = Vec::new();
    let mut at = 0;
    for (page, reading) in readings.iter().enumerate() {
        found.clear();
        for (_, marks) in reading.words() {
            let number = numbers_of_words[at] as usize;
            at += 1;
            for (term, weight) in terms.of(number) {
                found.extend(marks.iter().map(|mark| (*term, *weight, *mark)));
            }
            if let Some(term) = terms.name(number) {
                let named = marks.iter().filter(|mark| mark.is_name());
                found.extend(named.map(|mark| (term, 1.0, *mark)));
            }
        }
        // By term and section. Plain numbers are sorted a good deal faster than what they stand for.
        order.clear();
        order.extend(found.iter().enumerate().map(|(index, (term, _, mark))| {
            u64::from(*term) << 32 | u64::from(mark.section) << 24 | (index as u64 & 0xff_ffff)
        }));
        order.sort_unstable();
        let norm = K1 * (1.0 - B + B * coarse(reading.length + 20) as f32 / average);
        for numbers in order.chunk_by(|one, other| one >> 32 == other >> 32) {
            marks_of_term.clear();
            marks_of_term.extend(numbers.iter().map(|number| found[(number & 0xff_ffff) as usize]));
            let (impact, section) = impact(&marks_of_term, norm, reading);
            postings[(numbers[0] >> 32) as usize].push(Posting {
                page: page as u32,
                impact,
                section,
            });
        }
    }
    let by_key = numbers.keys.into_iter().zip(postings).map(|(key, postings)| {
        let aliases = Vec::new();
        (key, Term { postings, aliases })
    });
    Terms {
        by_key: by_key.collect(),
        spellings: spellings(&forms, &terms),
    }
}

/// Lists the different words of all pages, and for each word of each page in turn its place in that list.
fn forms<'a>(readings: &'a [Arc<Reading>], normal: &Normal) -> (Vec<Form<'a>>, Vec<u32>) {
    let mut known: FastMap<&str, u32> = FastMap::default();
    let mut forms: Vec<Form<'a>> = Vec::new();
    let mut order = Vec::new();
    for reading in readings {
        for (word, marks) in reading.words() {
            let number = *known.entry(word).or_insert_with(|| {
                forms.push(Form {
                    word,
                    folded: normal.folded(word),
                    count: 0,
                    pages: 0,
                    is_name: false,
                });
                forms.len() as u32 - 1
            });
            let form = &mut forms[number as usize];
            form.pages += 1;
            form.is_name |= marks.iter().any(|mark| mark.is_name());
            form.count += marks.iter().map(|mark| u32::from(mark.count.max(1))).sum::<u32>();
            order.push(number);
        }
    }
    (forms, order)
}

/// Says which terms each word stands for.
fn fill(
    forms: &[Form<'_>],
    normal: &Normal,
    compounds: &[(String, Vec<String>)],
    pages: usize,
    numbers: &mut Numbers,
) -> TermsOfWords {
    let stem_of: Vec<Cow<'_, str>> = forms.iter().map(|form| normal.stem(&form.folded)).collect();
    // Of each stem the first word that has it, and whether others have it too; of each word in how many pages it stands, and
    // in how many ways it is written.
    let mut stems: FastMap<&str, u32> = FastMap::default();
    let mut alike: FastMap<&str, (&str, bool)> = FastMap::default();
    let mut words: FastMap<&str, u32> = FastMap::default();
    let mut counts: FastMap<&str, (u32, u32)> = FastMap::default();
    for (form, stem) in forms.iter().zip(&stem_of) {
        let (first, is_shared) = alike.entry(stem).or_insert((&form.folded, false));
        *is_shared |= *first != form.folded;
        *stems.entry(stem).or_default() += form.count;
        *words.entry(&form.folded).or_default() += form.count;
        let (pages, ways) = counts.entry(&form.folded).or_default();
        *pages += form.pages;
        *ways += u32::from(!form.word.contains(is_joint));
    }
    let common = counts
        .iter()
        .filter(|(_, (in_pages, _))| *in_pages as usize * 2 > pages);
    let mut commonest: Vec<(u32, &str)> = common.map(|(word, (pages, _))| (*pages, *word)).collect();
    commonest.sort_unstable_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    let common = commonest.iter().take(COMMON).map(|(_, word)| *word);
    let common = common.chain(normal.grammar.iter().map(String::as_str));
    let common = common.filter(|word| word.len() <= MOST_COMMON_BYTES);
    let splitter = Splitter {
        normal,
        words,
        common: common.map(|word| (word, ())).collect(),
        own: own_compounds(normal, compounds),
        stems,
    };
    let mut found = TermsOfWords::default();
    for (form, stem) in forms.iter().zip(&stem_of) {
        let is_exact = !form.word.contains(is_joint)
            && counts
                .get(form.folded.as_str())
                .is_some_and(|(_, ways)| *ways > 1);
        let name = if form.is_name && alike.get(&**stem).is_some_and(|(_, is_shared)| *is_shared) {
            numbers.of(&format!("{}\"", form.folded))
        } else {
            NONE
        };
        let begin = found.terms.len();
        let mut add = |term: &str, weight: f32| {
            if term.is_empty() {
                return;
            }
            let number = numbers.of(term);
            if !found.terms[begin..].iter().any(|(known, _)| *known == number) {
                found.terms.push((number, weight));
            }
        };
        add(stem, 1.0);
        if form.word.contains(is_hyphen) {
            for part in form.word.split(is_hyphen) {
                let folded = normal.folded(part);
                add(&normal.stem(&folded), HYPHENATED);
                for part in splitter.parts(&folded) {
                    add(&part, COMPOUND);
                }
            }
        } else {
            for part in splitter.parts(&form.folded) {
                add(&part, COMPOUND);
            }
        }
        // Where words differ in nothing but accents, each can be asked for as it is written. The key stands beside the
        // word, so that a search finds both in one file.
        if is_exact {
            add(&format!("{}={}", form.folded, form.word), 1.0);
        }
        found.ends.push((found.terms.len() as u32, name));
    }
    found
}

fn own_compounds(normal: &Normal, compounds: &[(String, Vec<String>)]) -> FastMap<String, Vec<String>> {
    let own = compounds.iter().map(|(word, parts)| {
        let parts = parts.iter().flat_map(|part| stems(part, normal)).collect();
        (normal.folded(word), parts)
    });
    own.collect()
}

/// Returns what a term is worth in a page, and the section that it leads to.
fn impact(marks: &[(u32, f32, Mark)], norm: f32, reading: &Reading) -> (u8, u8) {
    let mut frequency = 0.0;
    let mut fields = [0.0_f32; FIELDS.len()];
    let (mut best, mut section) = (0.0, 0);
    for marks in marks.chunk_by(|(.., one), (.., other)| one.section == other.section) {
        let mut here = 0.0;
        for (_, weight, mark) in marks {
            here += weight * f32::from(mark.count);
            for (index, (field, bonus)) in FIELDS.iter().enumerate() {
                if mark.is_in(*field) {
                    // A word is the more of a title, the shorter that is.
                    let bonus = if *field == Field::Title {
                        bonus * (0.7 + 0.3 / reading.title_length.max(1) as f32)
                    } else {
                        *bonus
                    };
                    fields[index] = fields[index].max(weight * bonus);
                }
            }
        }
        frequency += here;
        let headed = marks.iter().any(|(.., mark)| mark.is_in(Field::Heading));
        let titled = marks.iter().any(|(.., mark)| mark.is_name());
        let value = here + if titled { 100.0 } else { 0.0 } + if headed { 5.0 } else { 0.0 };
        if value > best {
            (best, section) = (value, marks[0].2.section);
        }
    }
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
fn spellings(forms: &[Form<'_>], terms: &TermsOfWords) -> BTreeMap<String, Spelling> {
    let mut spellings: FastMap<&str, (Spelling, u32)> = FastMap::default();
    for (number, form) in forms.iter().enumerate() {
        if form.folded.len() < 4 || form.word.contains(is_joint) || form.folded.contains(char::is_numeric) {
            continue;
        }
        let (spelling, best) = spellings.entry(form.folded.as_str()).or_default();
        spelling.count += form.count;
        spelling.is_name |= form.is_name;
        spelling.stem = terms.of(number).first().map_or(NONE, |(stem, _)| *stem);
        let better = form.count > *best || form.count == *best && *form.word < *spelling.word;
        if better {
            form.word.clone_into(&mut spelling.word);
            *best = form.count;
        }
    }
    spellings
        .into_iter()
        .map(|(folded, (spelling, _))| (folded.to_owned(), spelling))
        .collect()
}
