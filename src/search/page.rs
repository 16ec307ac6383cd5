//! A page as the search sees it: plain texts, and the words in them.

use crate::language::fold::decomposed;

use super::normal::{Normal, words};
use super::vocabulary::Vocabulary;

/// The longest beginning of a text that results show, in characters.
const MOST_LEAD: usize = 110;

/// How much more the first sentence of a section says than one of the same words further below.
const FIRST_SENTENCE: usize = 2;

/// A sentence takes so many bytes more than its letters, so that many short ones do not win over one that says something.
const OVERHEAD: usize = 20;

/// How many sections of a page are told apart; what comes later belongs to the last.
const MOST_SECTIONS: usize = 200;

/// What can be found: a page in one language, or a part of one that is a result of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Page {
    /// The path that a result leads to.
    pub href: String,
    /// The title.
    pub title: String,
    /// One sentence.
    pub description: String,
    /// What it is: `article`, `term`.
    pub kind: String,
    /// The titles on the way to it.
    pub path: Vec<String>,
    /// What it is about.
    pub subjects: Vec<String>,
    /// Other names of it: acronyms, synonyms, authors.
    pub names: Vec<String>,
    /// Its text, by headings. What stands before the first heading has none.
    pub sections: Vec<Section>,
    /// How much it counts, in hundredths.
    pub weight: u32,
}

/// A heading with what stands below it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Section {
    /// The anchor; empty for what stands before the first heading.
    pub id: String,
    /// The heading; empty likewise.
    pub heading: String,
    /// The text.
    pub text: String,
}

/// Where in a page a word stands. Each counts once for a word, however often it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Title,
    Name,
    Heading,
    Subject,
    Description,
    Text,
}

/// A word in one section of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// The section; 0 is the page itself.
    pub(super) section: u8,
    /// How often the word stands in its text; more than can be told is no more.
    pub(super) count: u8,
    /// Where else it stands, as bits by [`Field`].
    fields: u8,
}

impl Mark {
    /// Tells whether the word stands in a field.
    pub(super) fn is_in(self, field: Field) -> bool {
        self.fields & (1 << field as u8) != 0
    }

    /// Tells whether the word stands in the text and nowhere else.
    pub(super) fn is_in_text_only(self) -> bool {
        self.fields == 0
    }

    /// Returns all that it tells as one number, by which marks are in the order of their sections.
    pub(super) fn number(self) -> u32 {
        u32::from_be_bytes([self.section, self.count, self.fields, 0])
    }

    fn of_number(number: u32) -> Self {
        let [section, count, fields, _] = number.to_be_bytes();
        Self {
            section,
            count,
            fields,
        }
    }

    /// Tells whether the word stands in what the page is called.
    pub(super) fn is_name(self) -> bool {
        self.is_in(Field::Title) || self.is_in(Field::Name)
    }
}

/// What is read of a page, once: its words, and what results show of it. Belongs to the memory that has read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The keys of its words in the vocabulary with their marks, packed: [`Words`] unpacks them.
    words: Box<[u8]>,
    /// How many words the text has.
    pub(super) length: u32,
    /// How many words the title has.
    pub(super) title_length: u32,
    /// How much the page counts, in hundredths.
    pub(super) weight: u32,
    /// What it is.
    pub(super) kind: Box<str>,
    /// What it is about.
    pub(super) subjects: Box<[String]>,
    /// What results show, as JSON.
    pub(super) shown: Box<str>,
}

impl Reading {
    /// Reads a page. Of its text results can show about `room` bytes: all of it on a small site.
    pub(super) fn of(page: &Page, room: usize, vocabulary: &mut Vocabulary, scratch: &mut Scratch) -> Self {
        let anchors = vocabulary.normal.anchors;
        let mut found = scratch.begin(vocabulary);
        let mut title_length = 0;
        for word in words(&page.title) {
            title_length += 1;
            found.note(word, 0, Field::Title);
        }
        for name in &page.names {
            found.note_all(name, 0, Field::Name);
        }
        for subject in &page.subjects {
            found.note_all(subject, 0, Field::Subject);
        }
        found.note_all(&page.description, 0, Field::Description);
        // Section 0 is the page itself, so that a text without a heading leads to its top.
        let mut number = 0_u8;
        let mut sentences = Vec::new();
        for (place, section) in page.sections.iter().enumerate() {
            if !section.id.is_empty() && usize::from(number) < MOST_SECTIONS {
                number += 1;
            }
            found.note_all(&section.heading, number, Field::Heading);
            for (index, text) in sentences_of(&section.text).enumerate() {
                let known = found.words;
                found.note_all(text, number, Field::Text);
                let new = (found.words - known) as usize;
                let worth = if index == 0 { new * FIRST_SENTENCE } else { new };
                sentences.push(Sentence {
                    section: place,
                    text,
                    worth,
                });
            }
        }
        let length = found.length;
        Self {
            words: found.finish(),
            length,
            title_length,
            weight: page.weight,
            kind: page.kind.as_str().into(),
            subjects: page.subjects.clone().into(),
            shown: shown(page, &chosen(sentences, room), anchors).into(),
        }
    }
}

/// The words of one page after another, in the order of their keys, each with its marks.
#[derive(Default)]
pub(super) struct Words {
    /// The keys, each with where its marks end.
    words: Vec<(u32, u32)>,
    marks: Vec<Mark>,
}

/// In the byte that begins a mark: another one of the same word follows; the word stands there once, and in the text alone.
/// The rest tells how many sections the mark before is away, or that the next byte does.
const AGAIN: u8 = 0x80;
const ONCE: u8 = 0x40;
const FAR: u8 = 0x3f;

impl Words {
    /// Returns those of a page.
    pub(super) fn of(&mut self, reading: &Reading) -> impl Iterator<Item = (u32, &[Mark])> {
        self.words.clear();
        self.marks.clear();
        let mut bytes = &*reading.words;
        let mut key = 0;
        while !bytes.is_empty() {
            key += unpack(&mut bytes);
            let mut section = 0;
            loop {
                let first = next(&mut bytes);
                section += match first & FAR {
                    FAR => next(&mut bytes),
                    step => step,
                };
                let (count, fields) = if first & ONCE == 0 {
                    (next(&mut bytes), next(&mut bytes))
                } else {
                    (1, 0)
                };
                self.marks.push(Mark {
                    section,
                    count,
                    fields,
                });
                if first & AGAIN == 0 {
                    break;
                }
            }
            self.words.push((key, self.marks.len() as u32));
        }
        let (words, marks) = (&*self.words, &*self.marks);
        let mut begin = 0;
        words.iter().map(move |(key, end)| {
            let own = &marks[begin as usize..*end as usize];
            begin = *end;
            (*key, own)
        })
    }
}

/// Writes a number, seven bits to the byte.
fn pack(mut number: u32, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a number.
#[inline]
fn unpack(bytes: &mut &[u8]) -> u32 {
    let mut number = 0;
    for place in (0..u32::BITS).step_by(7) {
        let byte = next(bytes);
        number |= u32::from(byte & 0x7f) << place;
        if byte <= 0x7f {
            break;
        }
    }
    number
}

/// Reads a byte: 0 where none is left.
#[inline]
fn next(bytes: &mut &[u8]) -> u8 {
    let Some((first, rest)) = bytes.split_first() else {
        return 0;
    };
    *bytes = rest;
    *first
}

/// A sentence of a page.
struct Sentence<'a> {
    /// The place of its section in the page.
    section: usize,
    text: &'a str,
    /// How many words it has that the page did not have before.
    worth: usize,
}

/// The first byte of `…`.
const ELLIPSIS: u8 = 0xe2;

/// Returns the sentences of a text, without the blanks between them.
fn sentences_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut ends = rest.bytes().enumerate().filter_map(|(at, byte)| match byte {
            b'.' | b'!' | b'?' | b'\n' => Some(at + 1),
            ELLIPSIS if rest[at..].starts_with('…') => Some(at + '…'.len_utf8()),
            _ => None,
        });
        let end = ends
            .find(|end| is_end(&rest[..*end], &rest[*end..]))
            .unwrap_or(rest.len());
        let sentence = rest[..end].trim_end();
        rest = rest[end..].trim_start();
        Some(sentence)
    })
}

/// Tells whether a sentence ends between two texts: not behind `z. B.`, `19.` or `et al.` in the middle of it. The module of
/// the search tells the same.
fn is_end(before: &str, after: &str) -> bool {
    if before.ends_with('\n') {
        return true;
    }
    let goes_on = |next: char| next.is_lowercase() || next.is_numeric() || matches!(next, '(' | '–');
    if !after.starts_with(char::is_whitespace) || after.trim_start().starts_with(goes_on) {
        return false;
    }
    let Some(word) = before.strip_suffix('.') else {
        return true;
    };
    let word = &word[word.trim_end_matches(char::is_alphanumeric).len()..];
    let is_number = word.chars().all(char::is_numeric);
    !matches!((word.chars().count(), is_number), (1, _) | (2, true))
}

/// Chooses the sentences that say most for their length, as many as there is room for, in the order of the page.
fn chosen(mut sentences: Vec<Sentence<'_>>, room: usize) -> Vec<Sentence<'_>> {
    let total: usize = sentences.iter().map(|sentence| sentence.text.len()).sum();
    if total <= room {
        return sentences;
    }
    let cost = |sentence: &Sentence<'_>| sentence.text.len() + OVERHEAD;
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by(|one, other| {
        let (one, other) = (&sentences[*one], &sentences[*other]);
        (other.worth * cost(one)).cmp(&(one.worth * cost(other)))
    });
    let mut left = room;
    let mut kept = vec![false; sentences.len()];
    for index in order {
        let length = sentences[index].text.len();
        if length <= left {
            kept[index] = true;
            left -= length;
        }
    }
    let mut kept = kept.into_iter();
    sentences.retain(|_| kept.next().unwrap_or_default());
    sentences
}

/// What results show of a page: address, title, description, the way to it, and its sections with their sentences; last
/// those that stand before the first heading.
fn shown(page: &Page, sentences: &[Sentence<'_>], anchors: &[(char, &str)]) -> String {
    let text = |wanted: &dyn Fn(usize) -> bool| {
        let own = sentences.iter().filter(|sentence| wanted(sentence.section));
        own.fold(String::new(), |mut text, sentence| {
            if !text.is_empty() {
                // Items of lists, which end without a sign or begin with a small letter, are lines.
                let is_parted =
                    text.ends_with(['.', '!', '?', '…']) && is_end(&text, &format!(" {}", sentence.text));
                text.push(if is_parted { ' ' } else { '\n' });
            }
            text + sentence.text
        })
    };
    let is_headed = |place: &usize| !page.sections[*place].id.is_empty();
    let headed = (0..page.sections.len()).filter(is_headed).take(MOST_SECTIONS);
    let sections: Vec<_> = headed
        .map(|place| {
            let section = &page.sections[place];
            // Most anchors say what the heading says, and need not be told.
            let is_same = anchor(&section.heading, anchors) == section.id;
            let id = if is_same { "" } else { &section.id };
            (&section.heading, text(&|other| other == place), id)
        })
        .collect();
    let opening = text(&|place| !is_headed(&place));
    let first = page.sections.iter().find(|section| section.id.is_empty());
    let description = if page.description.is_empty() {
        first.map(|section| lead(&section.text)).unwrap_or_default()
    } else {
        page.description.clone()
    };
    let shown = (
        &page.href,
        &page.title,
        description,
        &page.path,
        sections,
        opening,
    );
    serde_json::to_string(&shown).unwrap_or_default()
}

/// Returns the anchor that a heading has if its page has no other of that name: what `search.js` makes of a heading that
/// comes without one.
fn anchor(heading: &str, anchors: &[(char, &str)]) -> String {
    let mut plain = String::with_capacity(heading.len());
    for letter in heading.to_lowercase().chars() {
        match anchors.iter().find(|(own, _)| *own == letter) {
            Some((_, written)) => plain.push_str(written),
            None => plain.push(letter),
        }
    }
    let plain = decomposed(&plain);
    let is_mark = |letter: &char| matches!(letter, '\u{300}'..='\u{36f}' | '\'' | '’');
    let plain: String = plain.chars().filter(|letter| !is_mark(letter)).collect();
    let words = plain.split(|letter: char| !letter.is_ascii_lowercase() && !letter.is_ascii_digit());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// Returns the beginning of a text, to the end of a word.
fn lead(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MOST_LEAD) else {
        return text.to_owned();
    };
    let beginning = &text[..end];
    let cut = beginning.rfind(' ').unwrap_or(end);
    let beginning = beginning[..cut].trim_end_matches([',', ';', ':', ' ', '–']);
    format!("{beginning} …")
}

/// Where the last mark of each word stands, by key: one table for all pages, in which a page knows its own.
#[derive(Default)]
pub(super) struct Scratch {
    page: u32,
    /// The page that has the word, and the place of its last mark.
    last: Vec<(u32, u32)>,
    /// The marks as they come, each with the key of its word.
    marks: Vec<(u32, Mark)>,
    /// The same in order, as numbers: the key above the mark.
    sorted: Vec<u64>,
}

impl Scratch {
    fn begin<'s>(&'s mut self, vocabulary: &'s mut Vocabulary) -> Found<'s> {
        self.page += 1;
        self.marks.clear();
        Found {
            vocabulary,
            scratch: self,
            words: 0,
            length: 0,
        }
    }
}

/// The words of a page while it is read.
struct Found<'s> {
    vocabulary: &'s mut Vocabulary,
    scratch: &'s mut Scratch,
    /// How many different ones it has.
    words: u32,
    length: u32,
}

impl Found<'_> {
    fn note_all(&mut self, text: &str, section: u8, field: Field) {
        for word in words(text) {
            self.note(word, section, field);
        }
    }

    fn note(&mut self, word: &str, section: u8, field: Field) {
        let Some(number) = self.vocabulary.number(word) else {
            return;
        };
        let Scratch {
            page, last, marks, ..
        } = &mut *self.scratch;
        if last.len() <= number as usize {
            last.resize(number as usize + 1, (0, 0));
        }
        let last = &mut last[number as usize];
        let is_new = last.0 != *page;
        if is_new {
            last.0 = *page;
            self.vocabulary.learn(number);
            self.words += 1;
        }
        // Sections come one after the other.
        if is_new || marks[last.1 as usize].1.section != section {
            last.1 = marks.len() as u32;
            let mark = Mark {
                section,
                ..Mark::default()
            };
            marks.push((number, mark));
        }
        let (_, mark) = &mut marks[last.1 as usize];
        if field == Field::Text {
            mark.count = mark.count.saturating_add(1);
            self.length += 1;
        } else {
            mark.fields |= 1 << field as u8;
        }
    }

    /// Packs the keys of the words, and the marks of each in their order.
    fn finish(self) -> Box<[u8]> {
        let Scratch { marks, sorted, .. } = self.scratch;
        // Numbers are sorted in half the time. No word has two marks in one section.
        sorted.clear();
        sorted.extend(
            marks
                .iter()
                .map(|(key, mark)| u64::from(*key) << 32 | u64::from(mark.number())),
        );
        sorted.sort_unstable();
        let mut bytes = Vec::with_capacity(sorted.len() * 3);
        let mut before = 0;
        for marks in sorted.chunk_by(|one, other| one >> 32 == other >> 32) {
            let key = (marks[0] >> 32) as u32;
            pack(key - before, &mut bytes);
            before = key;
            let mut section = 0;
            for (index, mark) in marks.iter().enumerate() {
                let mark = Mark::of_number(*mark as u32);
                let is_once = mark.count == 1 && mark.fields == 0;
                let step = mark.section - section;
                section = mark.section;
                let again = if index + 1 < marks.len() { AGAIN } else { 0 };
                let once = if is_once { ONCE } else { 0 };
                bytes.push(again | once | step.min(FAR));
                if step >= FAR {
                    bytes.push(step);
                }
                if !is_once {
                    bytes.extend([mark.count, mark.fields]);
                }
            }
        }
        bytes.into()
    }
}

/// Returns a word in small letters, without what nobody sees in it.
pub(super) fn spelling(word: &str) -> String {
    let mut word = crate::language::fold::folded(word);
    word.retain(|letter| !matches!(letter, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}'));
    word
}

/// Returns the normal forms of the words of a text.
pub(super) fn stems(text: &str, normal: &Normal) -> Vec<String> {
    words(text)
        .map(|word| normal.folded(word))
        .map(|folded| normal.stem(&folded).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_by_section() {
        let section = |id: &str, heading: &str, text: &str| Section {
            id: id.to_owned(),
            heading: heading.to_owned(),
            text: text.to_owned(),
        };
        let page = Page {
            title: "Brudd".to_owned(),
            sections: vec![
                section("", "", "Et brudd."),
                section("a", "Å reparere", "Brudd og brudd."),
            ],
            ..Page::default()
        };
        let mut vocabulary = Vocabulary::of("nb");
        let reading = Reading::of(&page, usize::MAX, &mut vocabulary, &mut Scratch::default());
        let mut words = Words::default();
        let words: Vec<_> = words.of(&reading).collect();
        let names: Vec<_> = words
            .iter()
            .map(|(word, _)| vocabulary.keys.text(*word))
            .collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, ["brudd", "et", "og", "reparere", "å"]);
        let [top, section] = words[0].1 else {
            unreachable!("the word stands in two sections")
        };
        assert!(top.is_in(Field::Title) && top.count == 1 && top.section == 0);
        assert!(section.count == 2 && section.section == 1);
        assert_eq!(reading.length, 5);
    }

    #[test]
    fn sentences_are_chosen_that_say_most() {
        let text = "Noe om jord. Jord, jord og jord. Se 3.2 om syrin, f. eks. gullregn, og eik!\nJord.";
        let all: Vec<_> = sentences_of(text).collect();
        assert_eq!(
            all,
            [
                "Noe om jord.",
                "Jord, jord og jord.",
                "Se 3.2 om syrin, f. eks. gullregn, og eik!",
                "Jord."
            ]
        );
        let section = Section {
            text: text.to_owned(),
            ..Section::default()
        };
        let page = Page {
            description: "Hagen.".to_owned(),
            sections: vec![section],
            ..Page::default()
        };
        for whole in [
            "Das fand Bordin et al. (1979) am 3. Juni.",
            "Es hilft z. B. Schlaf.",
            "Rundt kl. 12.00 starter vi.",
        ] {
            assert_eq!(sentences_of(whole).count(), 1, "{whole}");
        }
        let shown = |room| Reading::of(&page, room, &mut Vocabulary::of("nb"), &mut Scratch::default()).shown;
        assert!(shown(1_000).contains("Jord, jord"));
        let few = shown(60);
        assert!(
            few.contains("Noe om jord. Se 3.2 om") && !few.contains("Jord, jord"),
            "{few}"
        );
    }

    #[test]
    fn anchors_are_made_of_headings() {
        let of = |tag: &str, heading: &str| anchor(heading, Normal::of(tag).anchors);
        assert_eq!(
            of("nb", "Ærlig «øvelse» på 3–4, d’accord!"),
            "aerlig-ovelse-pa-3-4-daccord"
        );
        assert_eq!(of("sv", "Överföring"), "overforing");
        assert_eq!(of("de", "Übung – größer"), "uebung-groesser");
        assert_eq!(of("en", "A \u{fb01}rst look?"), "a-first-look");
    }

    #[test]
    fn a_lead_ends_with_a_word() {
        let text = "ord, ".repeat(60);
        let lead = lead(&text);
        assert!(lead.ends_with("ord …") && lead.chars().count() <= MOST_LEAD + 2);
    }
}
