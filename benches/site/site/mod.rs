//! A made-up site: as many articles as wanted, each in four languages, the same at every run.

mod data;
mod prose;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::Result;
use prose::{Random, Sounds, Writer};

/// A language of the site, with the words that its texts are made of.
pub(crate) struct Language {
    pub(crate) tag: &'static str,
    words: &'static str,
    sounds: Sounds,
}

impl Language {
    fn writer(&self, seed: u64, has_all_words: bool) -> Writer {
        let random = Random::new(seed);
        if has_all_words {
            Writer::with_all_words(random, self.words, self.sounds)
        } else {
            Writer::new(random, self.words)
        }
    }
}

/// The languages, as in the site of this repository.
pub(crate) const LANGUAGES: [Language; 4] = [
    Language {
        tag: "nb",
        words: prose::NORWEGIAN,
        sounds: prose::NORWEGIAN_SOUNDS,
    },
    Language {
        tag: "de",
        words: prose::GERMAN,
        sounds: prose::GERMAN_SOUNDS,
    },
    Language {
        tag: "sv",
        words: prose::SWEDISH,
        sounds: prose::SWEDISH_SOUNDS,
    },
    Language {
        tag: "en",
        words: prose::ENGLISH,
        sounds: prose::ENGLISH_SOUNDS,
    },
];

/// The text that is edited between two builds.
pub(crate) const EDITED: &str = "content/articles/a0/index.nb.md";

const CONFIG: &str = "\
base_url: https://tillit.example
default_language: en
languages:
  nb:
    name: Norsk
    title: Tillit
    description: En kunnskapsbase om den terapeutiske alliansen.
  de:
    name: Deutsch
    title: Tillit
    description: Ein Wissensportal zur therapeutischen Allianz.
  sv:
    name: Svenska
    title: Tillit
    description: En kunskapsbank om den terapeutiska alliansen.
  en:
    name: English
    title: Tillit
    description: A knowledge base on the therapeutic alliance.
menu: [section:articles, section:courses, subjects]
footer: [article:about, people]
";

const SECTIONS: [&str; 12] = [
    "articles",
    "courses",
    "courses/introduction",
    "courses/supervision",
    "questions",
    "research",
    "research/methods",
    "research/reviews",
    "practice",
    "practice/families",
    "practice/groups",
    "history",
];
const SUBJECTS: usize = 24;
const PEOPLE: usize = 16;

/// What the entries of a site are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Article,
    /// In a site with a glossary.
    ArticleWithGlossary,
    Instrument,
    Course,
}

/// Writes a site of so many entries of one kind, spread over the sections.
pub(crate) fn write_kind(root: &Path, kind: Kind, count: usize) -> Result<()> {
    let content = root.join("content");
    let articles = match kind {
        Kind::Article | Kind::ArticleWithGlossary => count,
        Kind::Instrument | Kind::Course => 0,
    };
    write(root, articles)?;
    if kind == Kind::ArticleWithGlossary {
        fs::write(content.join("glossary.yaml"), data::glossary())?;
    }
    if kind == Kind::Instrument {
        fs::write(content.join("references.bib"), data::works())?;
    }
    (articles..count).into_par_iter().try_for_each(|number| {
        let (name, letter, text) = match kind {
            Kind::Course => ("course.yaml", 'c', data::course(number)),
            _ => ("instrument.yaml", 'i', data::instrument(number, count)),
        };
        let folder = content.join(format!("{}/{letter}{number}", SECTIONS[number % SECTIONS.len()]));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), text)
    })?;
    Ok(())
}

/// Writes the site and returns the length of its texts in bytes.
pub(crate) fn write(root: &Path, articles: usize) -> Result<usize> {
    write_site(root, articles, false)
}

/// Writes the site with articles of as many different words as a language has.
pub(crate) fn write_with_all_words(root: &Path, articles: usize) -> Result<usize> {
    write_site(root, articles, true)
}

fn write_site(root: &Path, articles: usize, has_all_words: bool) -> Result<usize> {
    let content = root.join("content");
    fs::create_dir_all(&content)?;
    fs::write(root.join("tillit.yaml"), CONFIG)?;
    fs::write(content.join("subjects.yaml"), subjects())?;
    fs::write(content.join("people.yaml"), people())?;
    for language in &LANGUAGES {
        let write = |path: String, seed: u64, front: &str| -> Result<()> {
            let mut writer = Writer::new(Random::new(seed), language.words);
            let (title, text) = (writer.title(), writer.paragraph(60, &mut |_| None));
            fs::write(
                content.join(path),
                format!("---\ntitle: {title}\n{front}---\n\n{text}\n"),
            )?;
            Ok(())
        };
        write(format!("_index.{}.md", language.tag), 1, "")?;
        write(format!("about.{}.md", language.tag), 2, "")?;
        for (number, section) in SECTIONS.iter().enumerate() {
            fs::create_dir_all(content.join(section))?;
            let front = format!("weight: {}\n", 10 * number);
            write(
                format!("{section}/_index.{}.md", language.tag),
                3 + number as u64,
                &front,
            )?;
        }
    }
    let lengths: std::io::Result<Vec<usize>> = (0..articles)
        .into_par_iter()
        .map(|number| {
            let folder = content.join(folder_of(number));
            fs::create_dir_all(&folder)?;
            let mut length = 0;
            for language in &LANGUAGES {
                let text = article(number, articles, language, has_all_words);
                length += text.len();
                fs::write(folder.join(format!("index.{}.md", language.tag)), text)?;
            }
            Ok(length)
        })
        .collect();
    Ok(lengths?.into_iter().sum())
}

fn folder_of(article: usize) -> String {
    format!("{}/a{article}", SECTIONS[article % SECTIONS.len()])
}

/// Front matter and 600 to 900 words of prose.
fn article(number: usize, articles: usize, language: &Language, has_all_words: bool) -> String {
    // What belongs to the article is the same in all its languages.
    let mut shared = Random::new(1_000 + number as u64);
    let subjects: Vec<String> = distinct(&mut shared, SUBJECTS, 2, 3)
        .iter()
        .map(|id| format!("s{id}"))
        .collect();
    let authors: Vec<String> = distinct(&mut shared, PEOPLE, 1, 2)
        .iter()
        .map(|id| format!("p{id}"))
        .collect();
    let (year, month, day) = (
        2015 + shared.below(11),
        1 + shared.below(12),
        1 + shared.below(28),
    );
    let links: Vec<usize> = (0..4 + shared.below(5)).map(|_| shared.below(articles)).collect();
    let words = 600 + shared.below(301);
    let weight = if shared.one_in(10) {
        format!("weight: {}\n", 1 + shared.below(90))
    } else {
        String::new()
    };

    let seed = language
        .tag
        .bytes()
        .fold(number as u64 + 1, |seed, byte| seed * 257 + u64::from(byte));
    let mut writer = language.writer(seed, has_all_words);
    let title = writer.title();
    let mut text = String::with_capacity(8 * words);
    let _ = write!(
        text,
        "---\ntitle: {title}\ndescription: {}\nslug: {}-a{number}\ndate: {year}-{month:02}-{day:02}\n\
         authors: [{}]\nsubjects: [{}]\n{weight}---\n\n",
        writer.sentence(12),
        writer.slug(),
        authors.join(", "),
        subjects.join(", ")
    );
    let above = "../".repeat(folder_of(number).split('/').count());
    let mut links = links.into_iter().enumerate();
    let mut next_link = |words: &str| {
        let (at, to) = links.next()?;
        Some(match at % 3 {
            0 | 1 => format!("[{words}](article:a{to})"),
            _ => format!("[{words}]({above}{}/)", folder_of(to)),
        })
    };
    writer.body(&mut text, words, &mut next_link);
    text
}

/// Draws from `least` to `most` different numbers below `end`.
fn distinct(random: &mut Random, end: usize, least: usize, most: usize) -> Vec<usize> {
    let count = least + random.below(most - least + 1);
    let mut drawn: Vec<usize> = Vec::new();
    while drawn.len() < count {
        let number = random.below(end);
        if !drawn.contains(&number) {
            drawn.push(number);
        }
    }
    drawn
}

fn subjects() -> String {
    let mut text = String::new();
    for number in 0..SUBJECTS {
        let _ = write!(text, "s{number}:\n  name:\n{}", names(100 + number as u64, 3));
        let _ = write!(text, "  description:\n{}\n", names(200 + number as u64, 10));
    }
    text
}

fn people() -> String {
    let mut text = String::new();
    for number in 0..PEOPLE {
        let _ = write!(
            text,
            "p{number}:\n  name: Kari Nordmann {number}\n  role:\n{}",
            names(300 + number as u64, 3)
        );
        let _ = write!(text, "  about:\n{}\n", names(400 + number as u64, 20));
    }
    text
}

/// A text in each language, as a map in YAML.
fn names(seed: u64, words: usize) -> String {
    let line = |language: &Language| {
        let text = Writer::new(Random::new(seed), language.words).sentence(words);
        format!("    {}: {}\n", language.tag, text.trim_end_matches('.'))
    };
    LANGUAGES.iter().map(line).collect()
}
