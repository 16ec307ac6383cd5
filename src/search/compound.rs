//! Compounds, taken apart by the words of the site itself, after Koehn and Knight (2003), "Empirical methods for
//! compound splitting", <https://aclanthology.org/E03-1076/>: of all ways to divide a word into known words the one
//! whose parts are the most frequent.

use crate::fingerprint::{FastMap, Fingerprint};

use super::keys::Keys;
use super::normal::Normal;

/// The shortest first part and the shortest last part, in bytes of the folded word.
const LEAST_FIRST: usize = 3;
const LEAST_LAST: usize = 4;

/// How long a known part and the unknown rest must be where only one part is known; a long last part may have a short
/// one before it, `meta` in `metakommunikasjon`.
const LEAST_BESIDE_UNKNOWN: usize = 5;
const LONG_LAST: usize = 6;
const LEAST_BEFORE_LONG: usize = 3;

/// The longest ending that is cut off to come to a stem.
const LONGEST_ENDING: usize = 6;

/// The longest word that can be too common to be a part.
pub(super) const MOST_COMMON_BYTES: usize = 5;

/// Longer words are no words.
const MOST_BYTES: usize = 50;

/// How often a compound is divided again.
const MOST_DEPTH: usize = 3;

/// What a part of a compound may be: how often a key occurs as a word and as the stem of words, in any form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) word: u32,
    pub(super) stem: u32,
    /// One of the commonest short words, which say nothing as parts.
    pub(super) is_common: bool,
}

/// What nothing was found out of yet.
const UNKNOWN: u32 = u32::MAX;

/// What is no compound.
const WHOLE: u32 = u32::MAX - 1;

/// What was found out of each compound, with what it was found out from.
#[derive(Clone, Debug, Default)]
pub(super) struct Divisions {
    /// What was known of each key, and what the site says itself: folded words with the stems of their parts.
    known: Vec<Known>,
    own: FastMap<String, Vec<String>>,
    /// Of each folded word, by key, where among all parts it is told how many it has, and then which; or [`UNKNOWN`], or
    /// [`WHOLE`].
    places: Vec<u32>,
    parts: Vec<u32>,
    /// Stems that were asked for, and are no part of the letters of the word that asked.
    asked: Vec<(Fingerprint, u32)>,
}

impl Divisions {
    /// Takes note of what is known now. What was found out is forgotten of each word that would ask for something that is
    /// known otherwise.
    ///
    /// A word asks for nothing but what it contains, and for the stems of its endings, which are listed if they are
    /// written otherwise.
    pub(super) fn learn(&mut self, known: Vec<Known>, own: FastMap<String, Vec<String>>, keys: &Keys) {
        if own != self.own {
            *self = Self {
                own,
                ..Self::default()
            };
        }
        let before = |number: usize| self.known.get(number).copied().unwrap_or_default();
        let changed = known.iter().enumerate();
        let changed = changed.filter(|(number, now)| **now != before(*number));
        let changed: Vec<&str> = changed.map(|(number, _)| keys.text(number as u32)).collect();
        if !self.places.is_empty() {
            self.forget(&changed, keys);
        }
        self.known = known;
    }

    fn forget(&mut self, changed: &[&str], keys: &Keys) {
        let mut by_beginning: FastMap<&[u8], Vec<&[u8]>> = FastMap::default();
        let mut may_be = vec![false; 1 << 15];
        for key in changed
            .iter()
            .map(|key| key.as_bytes())
            .filter(|key| key.len() >= LEAST_FIRST)
        {
            by_beginning.entry(&key[..LEAST_FIRST]).or_default().push(key);
            may_be[beginning(key)] = true;
        }
        let places = self.places.iter_mut().enumerate();
        for (number, place) in places.filter(|(_, place)| **place != UNKNOWN) {
            let word = keys.text(number as u32).as_bytes();
            let has_changed = (0..(word.len() + 1).saturating_sub(LEAST_FIRST)).any(|at| {
                let rest = &word[at..];
                may_be[beginning(rest)]
                    && by_beginning
                        .get(&rest[..LEAST_FIRST])
                        .is_some_and(|keys| keys.iter().any(|key| rest.starts_with(key)))
            });
            if has_changed {
                *place = UNKNOWN;
            }
        }
        let changed: FastMap<Fingerprint, ()> =
            changed.iter().map(|key| (Fingerprint::of(*key), ())).collect();
        for (stem, word) in &self.asked {
            if changed.contains_key(stem) {
                self.places[*word as usize] = UNKNOWN;
            }
        }
    }

    /// Returns the stems of the parts of a folded word, by key; nothing if it is no compound.
    pub(super) fn of(&mut self, word: u32, keys: &mut Keys, normal: &Normal) -> &[u32] {
        let place = word as usize;
        if self.places.len() <= place {
            self.places.resize(place + 1, UNKNOWN);
        }
        if self.places[place] == UNKNOWN {
            let splitter = Splitter {
                normal,
                keys,
                known: &self.known,
            };
            let text = keys.text(word);
            let mut found = Found::default();
            if let Some(parts) = self.own.get(text) {
                found.parts.clone_from(parts);
            } else if text.len() <= MOST_BYTES && text.bytes().all(|byte| byte.is_ascii_lowercase()) {
                splitter.divide(text, MOST_DEPTH, &mut found);
            }
            self.places[place] = if found.parts.is_empty() {
                WHOLE
            } else {
                self.parts.len() as u32
            };
            if !found.parts.is_empty() {
                self.parts.push(found.parts.len() as u32);
                self.parts.extend(found.parts.iter().map(|part| keys.of(part)));
            }
            let asked = found.asked.into_iter();
            self.asked.extend(asked.map(|stem| (stem, word)));
        }
        match self.places[place] {
            WHOLE => &[],
            begin => {
                let (count, parts) = self.parts[begin as usize..].split_first().unwrap_or((&0, &[]));
                &parts[..*count as usize]
            }
        }
    }
}

/// Returns a number below 2¹⁵ for how a word begins; words that begin alike have the same.
fn beginning(word: &[u8]) -> usize {
    let letters = word.iter().take(LEAST_FIRST);
    letters.fold(0, |number, letter| number << 5 | usize::from(letter & 31))
}

/// What is found out of a word.
#[derive(Default)]
struct Found {
    /// The stems of its parts.
    parts: Vec<String>,
    asked: Vec<Fingerprint>,
}

/// The words that parts are looked for among.
struct Splitter<'a> {
    normal: &'a Normal,
    keys: &'a Keys,
    known: &'a [Known],
}

impl Splitter<'_> {
    fn divide(&self, word: &str, depth: usize, found: &mut Found) {
        if word.len() < LEAST_FIRST + LEAST_LAST || depth == 0 {
            return;
        }
        for (part, is_known) in self.best(word, &mut found.asked).into_iter().flatten() {
            if is_known {
                let stem = self.normal.stem(part).into_owned();
                if !found.parts.contains(&stem) {
                    found.parts.push(stem);
                }
            }
            // What is not known may be a compound of words that are.
            self.divide(part, depth - 1, found);
        }
    }

    /// Returns the best division: two known parts, else one beside a rest that is long enough; each with whether it is
    /// known.
    fn best<'w>(&self, word: &'w str, asked: &mut Vec<Fingerprint>) -> Option<[(&'w str, bool); 2]> {
        // Geometric means are compared as products; of equal ones the division further right is taken.
        let mut both: Option<(u64, &str, &str)> = None;
        let mut one: Option<(usize, [(&str, bool); 2])> = None;
        for at in LEAST_FIRST..=word.len() - LEAST_LAST {
            let (head, tail) = word.split_at(at);
            let first = self.first(head);
            let known_tail = (first.is_some() || tail.len() >= LEAST_BESIDE_UNKNOWN)
                .then(|| self.last(tail, asked))
                .flatten();
            match (first, known_tail) {
                (Some((first, count)), Some(other)) => {
                    let product = u64::from(count) * u64::from(other);
                    if both.is_none_or(|(best, ..)| product >= best) {
                        both = Some((product, first, tail));
                    }
                }
                (Some((first, _)), None)
                    if first.len() >= LEAST_BESIDE_UNKNOWN
                        && tail.len() >= LEAST_BESIDE_UNKNOWN
                        && one.is_none_or(|(best, _)| first.len() > best) =>
                {
                    one = Some((first.len(), [(first, true), (tail, false)]));
                }
                (None, Some(_))
                    if (head.len() >= LEAST_BESIDE_UNKNOWN
                        || head.len() >= LEAST_BEFORE_LONG && tail.len() >= LONG_LAST)
                        && one.is_none_or(|(best, _)| tail.len() > best) =>
                {
                    one = Some((tail.len(), [(head, false), (tail, true)]));
                }
                _ => {}
            }
        }
        match both {
            Some((_, first, last)) => Some([(first, true), (last, true)]),
            None => one.map(|(_, parts)| parts),
        }
    }

    /// Returns the first part without what links it to the next, and how often it occurs.
    fn first<'w>(&self, head: &'w str) -> Option<(&'w str, u32)> {
        let plain = self.counted(head).map(|count| (head, count));
        let linked = self.normal.links.iter().filter_map(|link| {
            let word = head.strip_suffix(link).filter(|word| word.len() >= LEAST_FIRST)?;
            Some((word, self.counted(word)?))
        });
        linked
            .chain(plain)
            .max_by_key(|(word, count)| (*count, word.len()))
    }

    fn known(&self, key: &str) -> Option<Known> {
        self.known.get(self.keys.get(key)? as usize).copied()
    }

    /// Returns how often a word or a stem occurs that may be the first part.
    fn counted(&self, word: &str) -> Option<u32> {
        let known = self.known(word).filter(|known| !known.is_common)?;
        let count = if known.word > 0 { known.word } else { known.stem };
        (count > 0).then_some(count)
    }

    /// Returns how often a word occurs, in any form, that may be the last part.
    fn last(&self, word: &str, asked: &mut Vec<Fingerprint>) -> Option<u32> {
        let own = self.known(word).unwrap_or_default();
        if own.is_common {
            return None;
        }
        // To stem a word takes long, and most of what a word ends with is none: a stem is how its words begin.
        let shortest = word.len().saturating_sub(LONGEST_ENDING).max(LEAST_FIRST);
        let is_stem = |end| self.known(&word[..end]).is_some_and(|known| known.stem > 0);
        if own.word == 0 && own.stem == 0 && !(shortest..word.len()).any(is_stem) {
            return None;
        }
        let stem = self.normal.stem(word);
        if stem.len() < LEAST_FIRST {
            return None;
        }
        if !word.starts_with(&*stem) {
            asked.push(Fingerprint::of(&*stem));
        }
        self.known(&stem)
            .map(|known| known.stem)
            .filter(|count| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The folded words of a language as they are known, each of which occurs three times.
    fn known(normal: &Normal, words: &[&str], keys: &mut Keys) -> Vec<Known> {
        let mut known = Vec::new();
        for word in words {
            let (word, stem) = (keys.of(word), keys.of(&normal.stem(word)));
            known.resize(keys.len(), Known::default());
            known[word as usize].word = 3;
            known[stem as usize].stem = 3;
        }
        known
    }

    fn divided(divisions: &mut Divisions, word: &str, keys: &mut Keys, normal: &Normal) -> Vec<String> {
        let number = keys.of(word);
        let parts = divisions.of(number, keys, normal).to_vec();
        parts.into_iter().map(|part| keys.text(part).to_owned()).collect()
    }

    fn parts(tag: &str, words: &[&str], word: &str) -> Vec<String> {
        let (normal, mut keys, mut divisions) = (Normal::of(tag), Keys::default(), Divisions::default());
        let known = known(&normal, words, &mut keys);
        divisions.learn(known, FastMap::default(), &keys);
        divided(&mut divisions, word, &mut keys, &normal)
    }

    #[test]
    fn what_is_remembered_is_what_would_be_found() {
        let sets: [(&str, &[&str], &[&str]); 2] = [
            (
                "en",
                &[
                    "psychotherapy",
                    "teletherapies",
                    "counterhappiness",
                    "overcareful",
                ],
                &["therapy", "happy", "tele", "care", "over", "counter"],
            ),
            (
                "nb",
                &[
                    "arbeidsalliansen",
                    "behandlingsmal",
                    "alliansebrudd",
                    "malet",
                    "hagestuebord",
                ],
                &[
                    "arbeid",
                    "allianse",
                    "mal",
                    "behandling",
                    "brudd",
                    "hage",
                    "stue",
                    "bord",
                ],
            ),
        ];
        for (tag, compounds, words) in sets {
            let (normal, mut keys, mut divisions) = (Normal::of(tag), Keys::default(), Divisions::default());
            // All sets of the words one after the other, so that words come and go.
            for set in 0..1_u32 << words.len() {
                let set = set ^ set >> 1;
                let some = words
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| set >> index & 1 == 1);
                let some: Vec<&str> = some.map(|(_, word)| *word).collect();
                let mut known = known(&normal, &some, &mut keys);
                known.resize(keys.len(), Known::default());
                divisions.learn(known, FastMap::default(), &keys);
                for compound in compounds {
                    let remembered = divided(&mut divisions, compound, &mut keys, &normal);
                    assert_eq!(
                        remembered,
                        parts(tag, &some, compound),
                        "{tag} {compound} {some:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn compounds_are_divided_at_their_links() {
        let norwegian = ["arbeid", "allianse", "behandling", "mal", "terapi"];
        assert_eq!(
            parts("nb", &norwegian, "arbeidsalliansene"),
            ["arbeid", "allians"]
        );
        assert_eq!(
            parts("nb", &norwegian, "behandlingsterapi"),
            ["behandling", "terapi"]
        );
        let german = ["therapie", "beziehung", "arbeit", "bundnis", "storung"];
        assert_eq!(parts("de", &german, "arbeitsbundnisses"), ["arbeit", "bundnis"]);
        assert_eq!(
            parts("de", &german, "therapiebeziehungsstorungen"),
            ["therapi", "bezieh", "storung"]
        );
    }

    #[test]
    fn what_is_no_compound_stays_whole() {
        assert_eq!(parts("nb", &["terapeut", "relasjon"], "terapeutene"), [""; 0]);
        assert_eq!(parts("nb", &["relasjon"], "relasjonell"), [""; 0]);
        assert_eq!(parts("en", &["all", "alliance"], "alliance"), [""; 0]);
    }

    #[test]
    fn one_known_part_is_enough_beside_a_long_rest() {
        assert_eq!(parts("nb", &["allianse"], "behandlingsallianse"), ["allians"]);
        assert_eq!(parts("en", &["therapy"], "psychotherapy"), ["therapi"]);
    }
}
