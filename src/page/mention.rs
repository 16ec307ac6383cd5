//! Words of the glossary in texts: where a text mentions a concept for the first time in a section, it links to it.
//!
//! A name is found as whole words, the longest first. A text is read once, word by word; how often a word is looked at
//! is bounded by the longest name, not by the number of names.

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
use crate::markdown::{Document, Mention};
use crate::span::TextRange;

/// Longer names are not looked for. In words.
const MOST_WORDS: usize = 12;

/// The names of all concepts in one language. Its hash covers all of it.
#[derive(Debug)]
pub struct Names {
    fingerprint: Fingerprint,
    language: LanguageTag,
    terms: Vec<(Arc<TermCard>, bool)>,
    /// How many words the longest name has that begins with this word.
    starts: FastMap<String, usize>,
    /// The concept, by name as it may stand in a text.
    names: FastMap<String, usize>,
}

impl Hash for Names {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
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
            terms.push((Arc::new(card), term.link));
        }
        if terms.is_empty() {
            return None;
        }
        let fingerprint = Fingerprint::of(&(language, &terms, &all));
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

    /// Finds the first mention of each concept in each section of a document, and returns the links with the cards of
    /// the concepts, in the order of the text. `reader` is the language of the page.
    pub fn mentions(&self, document: &Document, reader: &LanguageTag) -> (Vec<Mention>, Vec<Arc<TermCard>>) {
        let mut mentions = Vec::new();
        let mut cards = Vec::new();
        // The section in which each concept was mentioned last.
        let mut last: Vec<Option<usize>> = vec![None; self.terms.len()];
        for passage in &document.passages {
            let start = passage.at.start;
            let Some(prose) = document.html.get(start..passage.at.end) else {
                continue;
            };
            for (at, term) in self.find(prose) {
                let (Some((card, true)), Some(last)) = (self.terms.get(term), last.get_mut(term)) else {
                    continue;
                };
                if last.is_none() {
                    cards.push(card.clone());
                }
                if last.replace(passage.section) != Some(passage.section) {
                    mentions.push(Mention {
                        at: TextRange::new(start + at.start, start + at.end),
                        attributes: self.attributes(card, reader),
                    });
                }
            }
        }
        (mentions, cards)
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
