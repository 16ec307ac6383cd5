//! Words of the glossary in texts: where a text mentions a concept for the first time in a section, it links to it.
//!
//! A name is found as whole words, the longest first. A text is read once, word by word; how often a word is looked at
//! is bounded by the longest name, not by the number of names.

use std::cmp::Reverse;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::TermCard;
use super::address::Addresses;
use crate::content::entry::EntryKey;
use crate::content::glossary::NameKind;
use crate::content::site::Site;
use crate::escape;
use crate::fingerprint::{FastMap, Fingerprint};
use crate::language::{LanguageTag, typography};
use crate::markdown::{Asked, Document, Mention};
use crate::span::{SourcePath, TextRange};

/// Longer names are not looked for. In words.
const MOST_WORDS: usize = 12;

/// How many texts the page of a concept names that mention it.
const MOST_MENTIONING: usize = 50;

/// The names of all concepts in one language.
#[derive(Debug)]
pub struct Names {
    /// Of all that decides where a text mentions which concept.
    fingerprint: Fingerprint,
    language: LanguageTag,
    terms: Vec<NamedTerm>,
    /// How many words the longest name has that begins with this word.
    starts: FastMap<String, usize>,
    /// The concept, by name as it may stand in a text.
    names: FastMap<String, usize>,
}

#[derive(Debug)]
struct NamedTerm {
    id: String,
    card: Arc<TermCard>,
    /// Of the card.
    fingerprint: Fingerprint,
    /// Texts link to it by themselves.
    is_linked: bool,
}

/// Where a text mentions which concepts. It is a function of the text and of the names of its language.
#[derive(Debug)]
pub struct Found {
    fingerprint: Fingerprint,
    /// The first mention of each concept in each section, in the order of the text.
    places: Vec<(TextRange, u32)>,
    /// Each concept once, in the order of the text, with the number of sections that mention it.
    terms: Vec<(u32, u32)>,
}

/// The mentions in a text with the names that they are of. Its hash covers all that a page shows of both.
#[derive(Clone, Debug)]
pub struct Mentions {
    names: Arc<Names>,
    found: Arc<Found>,
}

impl Hash for Mentions {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.found.fingerprint.hash(state);
        self.names.language.hash(state);
        for term in self.terms() {
            term.fingerprint.hash(state);
        }
    }
}

impl Mentions {
    /// Puts both together.
    pub fn new(names: Arc<Names>, found: Arc<Found>) -> Self {
        Self { names, found }
    }

    fn terms(&self) -> impl Iterator<Item = &NamedTerm> {
        let terms = self.found.terms.iter();
        terms.filter_map(|(term, _)| self.names.terms.get(*term as usize))
    }

    /// Returns the links, with the cards of the concepts in the order of the text. `reader` is the language of the page.
    pub fn links(&self, reader: &LanguageTag) -> (Vec<Mention>, Vec<Arc<TermCard>>) {
        let mut attributes: FastMap<u32, Arc<str>> = FastMap::default();
        let places = self.found.places.iter();
        let links = places.filter_map(|(at, term)| {
            let card = &self.names.terms.get(*term as usize)?.card;
            let attributes = attributes
                .entry(*term)
                .or_insert_with(|| self.names.attributes(card, reader).into());
            Some(Mention {
                at: *at,
                attributes: attributes.clone(),
            })
        });
        (
            links.collect(),
            self.terms().map(|term| term.card.clone()).collect(),
        )
    }
}

/// The entries that mention a concept, by its id: those with the most sections that do, and how many there are in all.
pub type Mentioning = FastMap<String, (Vec<EntryKey>, usize)>;

/// Returns which entries mention which concepts in the texts of a language. `mentions` has them by the file of the text.
pub fn mentioning(
    site: &Site,
    mentions: &FastMap<SourcePath, Mentions>,
    language: &LanguageTag,
) -> Mentioning {
    let mut found: FastMap<&str, Vec<(u32, EntryKey)>> = FastMap::default();
    let sections = site.sections.iter();
    let sections = sections.map(|(id, section)| (EntryKey::Section(id.clone()), section));
    let entries = site.entries.iter().map(|(key, entry)| (key.clone(), entry));
    for (key, entry) in sections.chain(entries) {
        let Some(translation) = entry
            .translations
            .get(language)
            .filter(|_| entry.exists_in(language))
        else {
            continue;
        };
        let mut add = |id, count| {
            let keys = found.entry(id).or_default();
            if keys.last().is_none_or(|(_, last)| *last != key) {
                keys.push((count, key.clone()));
            }
        };
        if let Some(mentions) = mentions.get(&translation.path) {
            for (term, (_, count)) in mentions.terms().zip(&mentions.found.terms) {
                add(&term.id, *count);
            }
        }
        for question in &translation.document.questions {
            if let Asked::Link { target } = &question.asked
                && let Some(EntryKey::Term(id)) = target
                    .starts_with("term:")
                    .then(|| site.find(target.split('#').next().unwrap_or(target)))
                    .flatten()
                && let Some((id, _)) = site.glossary.get_key_value(&id)
            {
                add(id, 1);
            }
        }
    }
    let most = |(id, mut keys): (&str, Vec<(u32, EntryKey)>)| {
        let count = keys.len();
        keys.sort_by_key(|(sections, _)| Reverse(*sections));
        keys.truncate(MOST_MENTIONING);
        let keys = keys.into_iter().map(|(_, key)| key).collect();
        (id.to_owned(), (keys, count))
    };
    found.into_iter().map(most).collect()
}

impl Names {
    /// Gathers the names of a language. `None` if the glossary says nothing in it.
    pub fn of(site: &Site, addresses: &Addresses, language: &LanguageTag) -> Option<Self> {
        let tag = language.as_str();
        let mut terms = Vec::new();
        let mut all: Vec<(NameKind, String, usize)> = Vec::new();
        for (id, term) in &site.glossary {
            let Some(wording) = term.wording(language) else {
                continue;
            };
            let Some(address) = addresses.get(&EntryKey::Term(id.clone()), language) else {
                continue;
            };
            let card = TermCard {
                id: format!("term:{id}"),
                term: typography::prose(tag, &wording.term),
                definition: typography::prose(tag, &wording.definition),
                href: address.href(&site.config.base_path),
            };
            all.extend(
                wording
                    .names()
                    .map(|(name, kind)| (kind, typography::prose(tag, name), terms.len())),
            );
            terms.push(NamedTerm {
                id: id.clone(),
                fingerprint: Fingerprint::of(&card),
                card: Arc::new(card),
                is_linked: term.link,
            });
        }
        if terms.is_empty() {
            return None;
        }
        let linked: Vec<(&str, bool)> = terms
            .iter()
            .map(|term| (term.id.as_str(), term.is_linked))
            .collect();
        let fingerprint = Fingerprint::of(&(language, linked, &all));
        let mut names = Self {
            fingerprint,
            language: language.clone(),
            terms,
            starts: FastMap::default(),
            names: FastMap::default(),
        };
        // A term has its name before others that are also called so.
        all.sort_by_key(|(kind, ..)| *kind);
        for (_, name, term) in &all {
            names.add(name, *term);
        }
        Some(names)
    }

    fn add(&mut self, name: &str, term: usize) {
        let rules = Rules::of(&self.language);
        let html = escape::html_string(
            &rules
                .without_article(name)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        );
        let words = words(&html);
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        if words.len() > MOST_WORDS {
            return;
        }
        let (head, tail) = html[first.start..last.end].split_at(first.end - first.start);
        let mut heads = vec![head.to_owned()];
        heads.extend(rules.other_case(head));
        for head in heads {
            let most = self.starts.entry(head.clone()).or_default();
            *most = words.len().max(*most);
            let name = format!("{head}{tail}");
            if rules.genitive_s && !name.ends_with(['s', 'x', 'z']) {
                if tail.is_empty() {
                    self.starts.entry(format!("{head}s")).or_insert(1);
                }
                self.names.entry(format!("{name}s")).or_insert(term);
            }
            self.names.entry(name).or_insert(term);
        }
    }

    /// Returns the key of what is found in a document.
    pub fn key(&self, document: &Document) -> Fingerprint {
        Fingerprint::of(&(self.fingerprint, &document.html, &document.passages))
    }

    /// Finds the first mention of each concept in each section of a document.
    pub fn mentions(&self, document: &Document) -> Found {
        let mut places = Vec::new();
        let mut terms: Vec<(u32, u32)> = Vec::new();
        // The section in which each concept was mentioned last, and its place in `terms`.
        let mut last: FastMap<usize, (usize, usize)> = FastMap::default();
        for passage in &document.passages {
            let start = passage.at.start;
            let Some(prose) = document.html.get(start..passage.at.end) else {
                continue;
            };
            for (at, term) in self.find(prose) {
                let index = u32::try_from(term).ok();
                let is_linked = self.terms.get(term).is_some_and(|term| term.is_linked);
                let Some(index) = index.filter(|_| is_linked) else {
                    continue;
                };
                match last.get_mut(&term) {
                    Some((section, _)) if *section == passage.section => continue,
                    Some((section, at)) => {
                        *section = passage.section;
                        if let Some((_, count)) = terms.get_mut(*at) {
                            *count += 1;
                        }
                    }
                    None => {
                        last.insert(term, (passage.section, terms.len()));
                        terms.push((index, 1));
                    }
                }
                places.push((TextRange::new(start + at.start, start + at.end), index));
            }
        }
        Found {
            fingerprint: Fingerprint::of(&places),
            places,
            terms,
        }
    }

    fn attributes(&self, card: &TermCard, reader: &LanguageTag) -> String {
        let mut attributes = format!(
            " class=\"term\" href=\"{}\" aria-describedby=\"{}\"",
            escape::html_string(&card.href),
            card.id
        );
        if *reader != self.language {
            attributes.push_str(&format!(" hreflang=\"{}\"", self.language));
        }
        attributes
    }

    /// Finds names in prose, as whole words, the longest at each place.
    fn find(&self, prose: &str) -> Vec<(TextRange, usize)> {
        let words = words(prose);
        let mut found = Vec::new();
        let mut index = 0;
        while let Some(word) = words.get(index) {
            let most = self
                .starts
                .get(&prose[word.start..word.end])
                .copied()
                .unwrap_or(0);
            let longest = (1..=most).rev().find_map(|count| {
                let at = TextRange::new(word.start, words.get(index + count - 1)?.end);
                let name = &prose[at.start..at.end];
                let term = if name.contains(['\n', '\u{a0}']) {
                    self.names.get(&name.replace(['\n', '\u{a0}'], " "))
                } else {
                    self.names.get(name)
                };
                Some((at, *term?, count))
            });
            index += match longest {
                Some((at, term, count)) => {
                    found.push((at, term));
                    count
                }
                None => 1,
            };
        }
        found
    }
}

/// The words of escaped text. A hyphen belongs to its word; an entity is none.
fn words(text: &str) -> Vec<TextRange> {
    let is_in_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let mut words = Vec::new();
    let mut begin = None;
    let mut in_entity = false;
    for (at, character) in text.char_indices() {
        if in_entity {
            in_entity = character != ';';
        } else if is_in_word(character) {
            begin.get_or_insert(at);
            continue;
        } else {
            in_entity = character == '&';
        }
        if let Some(start) = begin.take() {
            words.push(TextRange::new(start, at));
        }
    }
    words.extend(begin.map(|start| TextRange::new(start, text.len())));
    words
}

/// What a language does to words in a sentence.
struct Rules {
    /// Articles that dictionaries write before a form.
    articles: &'static [&'static str],
    /// A genitive is made with `s`, without an apostrophe.
    genitive_s: bool,
    /// Nouns are written with a capital, so that a small letter makes another word.
    noun_capitals: bool,
}

impl Rules {
    fn of(language: &LanguageTag) -> Self {
        let (articles, genitive_s, noun_capitals): (&[&str], bool, bool) =
            match language.as_str().split('-').next() {
                Some("nb" | "nn" | "da" | "sv") => (&["den", "det", "de", "dei"], true, false),
                Some("de") => (&["der", "die", "das", "den", "dem", "des"], false, true),
                Some("en") => (&["the", "a", "an"], false, false),
                _ => (&[], false, false),
            };
        Self {
            articles,
            genitive_s,
            noun_capitals,
        }
    }

    /// Returns a name without the article that it begins with.
    fn without_article<'a>(&self, name: &'a str) -> &'a str {
        match name.trim().split_once(' ') {
            Some((article, rest)) if self.articles.contains(&article) => rest,
            _ => name,
        }
    }

    /// Returns the other way in which a first word may be written: at the beginning of a sentence, or inside one.
    fn other_case(&self, word: &str) -> Option<String> {
        let mut characters = word.chars();
        let first = characters.next()?;
        let rest = characters.as_str();
        if first.is_lowercase() {
            Some(first.to_uppercase().chain(rest.chars()).collect())
        } else if first.is_uppercase()
            && !self.noun_capitals
            && rest.chars().all(char::is_lowercase)
            && !rest.is_empty()
        {
            Some(first.to_lowercase().chain(rest.chars()).collect())
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let words = words(text);
        words.iter().map(|word| &text[word.start..word.end]).collect()
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(
            split("Å «se» test–retest, klient-\u{a0}AT&amp;T’s&quot;"),
            ["Å", "se", "test", "retest", "klient-", "AT", "T", "s"]
        );
        assert_eq!(split("&amp"), Vec::<&str>::new());
    }

    #[test]
    fn a_first_word_may_begin_a_sentence() {
        let other = |tag: &str, word: &str| {
            let tag = LanguageTag::parse(tag).expect("the test writes a tag");
            Rules::of(&tag).other_case(word)
        };
        for (tag, word, expected) in [
            ("nb", "øvelse", Some("Øvelse")),
            ("nb", "Likert-skala", None),
            ("en", "Rupture", Some("rupture")),
            ("en", "VAS", None),
            ("de", "therapeutische", Some("Therapeutische")),
            ("de", "Ziel", None),
        ] {
            assert_eq!(other(tag, word).as_deref(), expected, "{word} in {tag}");
        }
    }

    fn names(all: &[&str]) -> Names {
        let mut names = Names {
            fingerprint: Fingerprint::of(""),
            language: LanguageTag::parse("nb").expect("the test writes a tag"),
            terms: Vec::new(),
            starts: FastMap::default(),
            names: FastMap::default(),
        };
        for (index, name) in all.iter().enumerate() {
            names.add(name, index);
        }
        names
    }

    #[test]
    fn the_longest_name_wins_and_a_shorter_one_is_tried() {
        let long = "ord ".repeat(MOST_WORDS + 1);
        let names = names(&["mål", "mål for alt", "den felles enigheten", &long, "A & B"]);
        let found = |prose: &str| -> Vec<(String, usize)> {
            let found = names.find(prose);
            found
                .iter()
                .map(|(at, term)| (prose[at.start..at.end].to_owned(), *term))
                .collect()
        };
        let of = |name: &str, term| (name.to_owned(), term);
        assert_eq!(
            found("Mål for alt, mål for ord"),
            [of("Mål for alt", 1), of("mål", 0)]
        );
        assert_eq!(
            found("måls malt målt i felles\u{a0}enighetens navn"),
            [of("måls", 0), of("felles\u{a0}enighetens", 2)]
        );
        assert_eq!(found("A &amp; B"), [of("A &amp; B", 4)]);
        assert_eq!(found(&long), []);
    }
}
