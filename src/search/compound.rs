//! Compounds, taken apart by the words of the site itself, after Koehn and Knight (2003), "Empirical methods for
//! compound splitting", <https://aclanthology.org/E03-1076/>: of all ways to divide a word into known words the one
//! whose parts are the most frequent.

use crate::fingerprint::FastMap;

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

/// The words that parts are looked for among.
pub(super) struct Splitter<'a> {
    pub(super) normal: &'a Normal,
    /// How often each stem occurs, by stem.
    pub(super) stems: FastMap<&'a str, u32>,
    /// How often each folded word occurs.
    pub(super) words: FastMap<&'a str, u32>,
    /// The commonest short words, which say nothing as parts.
    pub(super) common: FastMap<&'a str, ()>,
    /// What the site says itself: folded words with their parts.
    pub(super) own: FastMap<String, Vec<String>>,
}

impl Splitter<'_> {
    /// Returns the stems of the parts of a folded word; nothing if it is no compound.
    pub(super) fn parts(&self, word: &str) -> Vec<String> {
        if let Some(parts) = self.own.get(word) {
            return parts.clone();
        }
        let mut parts = Vec::new();
        if word.len() <= MOST_BYTES && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.divide(word, MOST_DEPTH, &mut parts);
        }
        parts
    }

    fn divide(&self, word: &str, depth: usize, parts: &mut Vec<String>) {
        if word.len() < LEAST_FIRST + LEAST_LAST || depth == 0 {
            return;
        }
        for (part, is_known) in self.best(word).into_iter().flatten() {
            let stem = self.normal.stem(part).into_owned();
            if is_known && !parts.contains(&stem) {
                parts.push(stem);
            }
            // What is not known may be a compound of words that are.
            self.divide(part, depth - 1, parts);
        }
    }

    /// Returns the best division: two known parts, else one beside a rest that is long enough; each with whether it is
    /// known.
    fn best<'w>(&self, word: &'w str) -> Option<[(&'w str, bool); 2]> {
        // Geometric means are compared as products; of equal ones the division further right is taken.
        let mut both: Option<(u64, &str, &str)> = None;
        let mut one: Option<(usize, [(&str, bool); 2])> = None;
        for at in LEAST_FIRST..=word.len() - LEAST_LAST {
            let (head, tail) = word.split_at(at);
            let first = self.first(head);
            let known_tail = (first.is_some() || tail.len() >= LEAST_BESIDE_UNKNOWN)
                .then(|| self.known(tail))
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

    fn is_common(&self, word: &str) -> bool {
        word.len() <= MOST_COMMON_BYTES && self.common.contains_key(word)
    }

    /// Returns how often a word or a stem occurs that may be the first part.
    fn counted(&self, word: &str) -> Option<u32> {
        if self.is_common(word) {
            return None;
        }
        let count = self.words.get(word).or_else(|| self.stems.get(word));
        count.copied()
    }

    /// Returns how often a word occurs, in any form, that may be the last part.
    fn known(&self, word: &str) -> Option<u32> {
        if self.is_common(word) {
            return None;
        }
        // To stem a word takes long, and most of what a word ends with is none: a stem is how its words begin.
        let shortest = word.len().saturating_sub(LONGEST_ENDING).max(LEAST_FIRST);
        let may_be = self.words.contains_key(word)
            || (shortest..=word.len()).any(|end| self.stems.contains_key(&word[..end]));
        if !may_be {
            return None;
        }
        let stem = self.normal.stem(word);
        (stem.len() >= LEAST_FIRST)
            .then(|| self.stems.get(stem.as_ref()).copied())
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(tag: &str, known: &[&str], word: &str) -> Vec<String> {
        let normal = Normal::of(tag);
        let stem_of: Vec<_> = known.iter().map(|word| normal.stem(word).into_owned()).collect();
        let stems = stem_of.iter().map(|stem| (stem.as_str(), 3)).collect();
        let mut words = FastMap::default();
        for word in known {
            words.insert(*word, 3);
        }
        let splitter = Splitter {
            normal: &normal,
            stems,
            words,
            common: FastMap::default(),
            own: FastMap::default(),
        };
        splitter.parts(word)
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
