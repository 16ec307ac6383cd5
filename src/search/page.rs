//! A page as the search sees it: plain texts, and the words in them.

use std::borrow::Cow;

use crate::fingerprint::FastMap;

use super::normal::{MOST_LETTERS, Normal, words};

/// The longest beginning of a text that results show, in characters.
const MOST_LEAD: usize = 110;

/// How much more the first sentence of a section says than one of the same words further below.
const FIRST_SENTENCE: usize = 2;

/// A sentence takes so many bytes more than its letters, so that many short ones do not win over one that says something.
const OVERHEAD: usize = 20;

/// For so many different words there is room from the beginning.
const USUAL_WORDS: usize = 500;

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
    /// Where else it stands, as bits by [`Field`], and [`AGAIN`].
    fields: u8,
}

/// The bit for a mark of the same word as that of the mark before.
const AGAIN: u8 = 0x80;

impl Mark {
    /// Tells whether the word stands in a field.
    pub(super) fn is_in(self, field: Field) -> bool {
        self.fields & (1 << field as u8) != 0
    }

    /// Tells whether it is the same word as that of the mark before.
    fn is_again(self) -> bool {
        self.fields & AGAIN != 0
    }

    /// Tells whether the word stands in what the page is called.
    pub(super) fn is_name(self) -> bool {
        self.is_in(Field::Title) || self.is_in(Field::Name)
    }
}

/// What is read of a page, once: its words, and what results show of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The words in small letters, each on a line, in the order in which they first stand there.
    words: Box<str>,
    marks: Box<[Mark]>,
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
    pub fn of(page: &Page, room: usize) -> Self {
        let mut found = Found::new();
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
                let known = found.words.len();
                found.note_all(text, number, Field::Text);
                let new = found.words.len() - known;
                let worth = if index == 0 { new * FIRST_SENTENCE } else { new };
                sentences.push(Sentence {
                    section: place,
                    text,
                    worth,
                });
            }
        }
        let length = found.length;
        let (words, marks) = found.finish();
        Self {
            words: words.into(),
            marks: marks.into(),
            length,
            title_length,
            weight: page.weight,
            kind: page.kind.as_str().into(),
            subjects: page.subjects.clone().into(),
            shown: shown(page, &chosen(sentences, room)).into(),
        }
    }

    /// Returns the words, each with its marks.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &[Mark])> {
        let mut rest = &*self.marks;
        self.words.lines().map(move |word| {
            let own = 1 + rest.iter().skip(1).take_while(|mark| mark.is_again()).count();
            let (marks, after) = rest.split_at(own.min(rest.len()));
            rest = after;
            (word, marks)
        })
    }
}

/// A sentence of a page.
struct Sentence<'a> {
    /// The place of its section in the page.
    section: usize,
    text: &'a str,
    /// How many words it has that the page did not have before.
    worth: usize,
}

/// Returns the sentences of a text, without the blanks between them.
fn sentences_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = rest.match_indices(['.', '!', '?', '…', '\n']);
        let end = ends
            .map(|(at, sign)| at + sign.len())
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
fn shown(page: &Page, sentences: &[Sentence<'_>]) -> String {
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
            let heading = section.heading.to_lowercase();
            let is_same = heading.split_whitespace().eq(section.id.split('-'));
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

/// The words of a page while it is read.
struct Found<'a> {
    /// The numbers of words as they stand in the text, and in small letters: most stand there again and again.
    numbers: FastMap<Cow<'a, str>, u32>,
    /// The words in small letters, each with the place of its last mark.
    words: Vec<(Cow<'a, str>, u32)>,
    /// The marks as they come, each with the number of its word.
    marks: Vec<(u32, Mark)>,
    length: u32,
}

impl<'a> Found<'a> {
    fn new() -> Self {
        Self {
            numbers: FastMap::with_capacity_and_hasher(USUAL_WORDS, Default::default()),
            words: Vec::with_capacity(USUAL_WORDS),
            marks: Vec::with_capacity(USUAL_WORDS),
            length: 0,
        }
    }

    fn note_all(&mut self, text: &'a str, section: u8, field: Field) {
        for word in words(text) {
            self.note(word, section, field);
        }
    }

    fn note(&mut self, word: &'a str, section: u8, field: Field) {
        if word.len() > 4 * MOST_LETTERS {
            return;
        }
        let number = match self.numbers.get(word) {
            Some(number) => *number,
            None => self.number(word),
        };
        let last = &mut self.words[number as usize].1;
        // Sections come one after the other.
        let known = self.marks.get(*last as usize);
        if known.is_none_or(|(_, mark)| mark.section != section) {
            *last = self.marks.len() as u32;
            let mark = Mark {
                section,
                ..Mark::default()
            };
            self.marks.push((number, mark));
        }
        let Some((_, mark)) = self.marks.get_mut(*last as usize) else {
            return;
        };
        if field == Field::Text {
            mark.count = mark.count.saturating_add(1);
            self.length += 1;
        } else {
            mark.fields |= 1 << field as u8;
        }
    }

    /// Returns the number of a word that was not seen before as it stands here: `Allianz` and `allianz` are one word.
    fn number(&mut self, word: &'a str) -> u32 {
        let spelling: Cow<'a, str> = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            word.into()
        } else {
            spelling(word).into()
        };
        let new = self.words.len() as u32;
        let number = *self.numbers.entry(spelling.clone()).or_insert(new);
        if number == new {
            self.words.push((spelling.clone(), u32::MAX));
        }
        if spelling != word {
            self.numbers.insert(word.into(), number);
        }
        number
    }

    /// Returns the words, each on a line, and the marks of each in their order.
    fn finish(mut self) -> (String, Vec<Mark>) {
        self.marks.sort_by_key(|(number, _)| *number);
        let mut before = None;
        let marks = self.marks.iter().map(|(number, mark)| {
            let again = if before == Some(*number) { AGAIN } else { 0 };
            before = Some(*number);
            Mark {
                fields: mark.fields | again,
                ..*mark
            }
        });
        let marks = marks.collect();
        let mut words = String::with_capacity(self.words.iter().map(|(word, _)| word.len() + 1).sum());
        for (word, _) in &self.words {
            words.push_str(word);
            words.push('\n');
        }
        (words, marks)
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
        let reading = Reading::of(&page, usize::MAX);
        let words: Vec<_> = reading.words().collect();
        let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        assert_eq!(names, ["brudd", "et", "å", "reparere", "og"]);
        let [top, section] = words[0].1 else {
            unreachable!("the word stands in two sections")
        };
        assert!(top.is_in(Field::Title) && top.count == 1 && top.section == 0);
        assert!(section.count == 2 && section.section == 1 && section.is_again());
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
        let shown = |room| Reading::of(&page, room).shown;
        assert!(shown(1_000).contains("Jord, jord"));
        let few = shown(60);
        assert!(
            few.contains("Noe om jord. Se 3.2 om") && !few.contains("Jord, jord"),
            "{few}"
        );
    }

    #[test]
    fn a_lead_ends_with_a_word() {
        let text = "ord, ".repeat(60);
        let lead = lead(&text);
        assert!(lead.ends_with("ord …") && lead.chars().count() <= MOST_LEAD + 2);
    }
}
