//! A page as the search sees it: plain texts, and the words in them.

use crate::fingerprint::FastMap;

use super::normal::{MOST_LETTERS, Normal, words};

/// The longest beginning of a section that results show, in characters.
const MOST_LEAD: usize = 110;

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
    /// How often the word stands in its text.
    pub(super) count: u16,
    /// Where else it stands, as bits by [`Field`].
    pub(super) fields: u8,
    /// It is the same word as that of the mark before.
    pub(super) again: bool,
}

impl Mark {
    /// Tells whether the word stands in a field.
    pub(super) fn is_in(self, field: Field) -> bool {
        self.fields & (1 << field as u8) != 0
    }

    /// Tells whether the word stands in what the page is called.
    pub(super) fn is_name(self) -> bool {
        self.is_in(Field::Title) || self.is_in(Field::Name)
    }
}

/// What is read of a page, once: its words, and what results show of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The words in small letters, each on a line, in the order of code points.
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
    /// Reads a page.
    pub fn of(page: &Page) -> Self {
        let mut found = Found::default();
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
        for section in &page.sections {
            if !section.id.is_empty() && usize::from(number) < MOST_SECTIONS {
                number += 1;
            }
            found.note_all(&section.heading, number, Field::Heading);
            found.note_all(&section.text, number, Field::Text);
        }
        let mut words = String::new();
        let mut marks = Vec::new();
        let length = found.length;
        for (word, sections) in found.sorted() {
            words.push_str(&word);
            words.push('\n');
            let sections = sections.into_iter().enumerate();
            marks.extend(sections.map(|(index, mark)| Mark {
                again: index > 0,
                ..mark
            }));
        }
        Self {
            words: words.into(),
            marks: marks.into(),
            length,
            title_length,
            weight: page.weight,
            kind: page.kind.as_str().into(),
            subjects: page.subjects.clone().into(),
            shown: shown(page).into(),
        }
    }

    /// Returns the words, each with its marks.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &[Mark])> {
        let mut rest = &*self.marks;
        self.words.lines().map(move |word| {
            let own = 1 + rest.iter().skip(1).take_while(|mark| mark.again).count();
            let (marks, after) = rest.split_at(own.min(rest.len()));
            rest = after;
            (word, marks)
        })
    }
}

/// What results show of a page: address, title, description, the way to it, and its sections.
fn shown(page: &Page) -> String {
    let mut sections = Vec::new();
    let mut opening = "";
    for section in &page.sections {
        if section.id.is_empty() {
            opening = &section.text;
        } else if sections.len() < MOST_SECTIONS {
            sections.push((&section.id, &section.heading, lead(&section.text)));
        }
    }
    let description = if page.description.is_empty() {
        lead(opening)
    } else {
        page.description.clone()
    };
    let shown = (&page.href, &page.title, description, &page.path, sections);
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
#[derive(Default)]
struct Found<'a> {
    /// Words as they stand in the text, by their place in `marks`: most stand there again and again.
    places: FastMap<&'a str, usize>,
    marks: Vec<(&'a str, Vec<Mark>)>,
    length: u32,
}

impl<'a> Found<'a> {
    fn note_all(&mut self, text: &'a str, section: u8, field: Field) {
        for word in words(text) {
            self.note(word, section, field);
        }
    }

    fn note(&mut self, word: &'a str, section: u8, field: Field) {
        if word.len() > 4 * MOST_LETTERS {
            return;
        }
        let place = *self.places.entry(word).or_insert_with(|| {
            self.marks.push((word, Vec::new()));
            self.marks.len() - 1
        });
        let sections = &mut self.marks[place].1;
        // Sections come one after the other.
        if sections.last().is_none_or(|mark| mark.section != section) {
            sections.push(Mark {
                section,
                ..Mark::default()
            });
        }
        let Some(mark) = sections.last_mut() else {
            return;
        };
        if field == Field::Text {
            mark.count = mark.count.saturating_add(1);
            self.length += 1;
        } else {
            mark.fields |= 1 << field as u8;
        }
    }

    /// Returns the words in small letters, in the order of code points, each with its sections in their order.
    fn sorted(self) -> Vec<(String, Vec<Mark>)> {
        let marks = self.marks.into_iter();
        let mut sorted: Vec<(String, Vec<Mark>)> =
            marks.map(|(word, marks)| (spelling(word), marks)).collect();
        sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
        // `Allianz` and `allianz` are one word.
        let mut merged: Vec<(String, Vec<Mark>)> = Vec::with_capacity(sorted.len());
        for (word, marks) in sorted {
            match merged.last_mut().filter(|(last, _)| *last == word) {
                None => merged.push((word, marks)),
                Some((_, known)) => {
                    for mark in marks {
                        match known.binary_search_by_key(&mark.section, |known| known.section) {
                            Ok(at) => {
                                known[at].count = known[at].count.saturating_add(mark.count);
                                known[at].fields |= mark.fields;
                            }
                            Err(at) => known.insert(at, mark),
                        }
                    }
                }
            }
        }
        merged
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
        let reading = Reading::of(&page);
        let words: Vec<_> = reading.words().collect();
        let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        assert_eq!(names, ["brudd", "et", "og", "reparere", "å"]);
        let [top, section] = words[0].1 else {
            unreachable!("the word stands in two sections")
        };
        assert!(top.is_in(Field::Title) && top.count == 1 && top.section == 0);
        assert!(section.count == 2 && section.section == 1 && section.again);
        assert_eq!(reading.length, 5);
    }

    #[test]
    fn a_lead_ends_with_a_word() {
        let text = "ord, ".repeat(60);
        let lead = lead(&text);
        assert!(lead.ends_with("ord …") && lead.chars().count() <= MOST_LEAD + 2);
    }
}
