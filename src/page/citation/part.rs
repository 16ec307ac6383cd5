//! Parts of a page's citations: works that could look alike are rendered together, all others alone and only once for
//! all pages. What looks like nothing else on its page is the same on every page.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Citations;
use crate::fingerprint::{FastMap, Fingerprint};
use crate::markdown::document::{CitationForm, Cite};
use crate::span::TextRange;

/// How many parts are remembered; then all are forgotten. A page has some ten.
const MOST_PARTS: usize = 100_000;

/// A citation of a page: the works it names, and how it stands in its sentence.
pub(super) type Asked = (Vec<Cite>, CitationForm);

/// The places of each work in the order of the list, by its key.
pub(super) type Order = FastMap<String, usize>;

/// What was rendered before. Each result has all that it depends on as its key, but for the works themselves, with which
/// this lives and dies.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    parts: Mutex<FastMap<Fingerprint, Arc<Citations>>>,
    orders: Mutex<FastMap<Fingerprint, Arc<Order>>>,
}

impl Rendered {
    /// Returns a part, made by `make` if it is new.
    pub(super) fn part(&self, key: Fingerprint, make: impl FnOnce() -> Citations) -> Arc<Citations> {
        let parts = || self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = parts().get(&key) {
            return known.clone();
        }
        let made = Arc::new(make());
        let mut parts = parts();
        if parts.len() >= MOST_PARTS {
            parts.clear();
        }
        parts.insert(key, made.clone());
        made
    }

    /// Returns the order of all works, made by `make` if it is new. Others who ask wait for it.
    pub(super) fn order(&self, key: Fingerprint, make: impl FnOnce() -> Order) -> Arc<Order> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        orders.entry(key).or_insert_with(|| Arc::new(make())).clone()
    }
}

/// Parts the citations of a page, so that no work of one part can look like a work of another. `look` tells what a work
/// looks like, by its key; it tells nothing of a work that nobody knows. Returns the places of the citations of each
/// part.
pub(super) fn parts(citations: &[Asked], look: impl Fn(&str) -> Option<String>) -> Vec<Vec<usize>> {
    // Each citation belongs to the part of the first one with which it shares a look, over any number of others.
    let mut parents: Vec<usize> = (0..citations.len()).collect();
    let mut first_with: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys: Vec<BTreeMap<&str, String>> = Vec::with_capacity(citations.len());
    for (place, (cites, _)) in citations.iter().enumerate() {
        let looks: BTreeMap<&str, String> = cites
            .iter()
            .filter_map(|cite| Some((cite.key.as_str(), look(&cite.key)?)))
            .collect();
        for look in looks.values() {
            let first = *first_with.entry(look.clone()).or_insert(place);
            let (one, other) = (root(&mut parents, first), root(&mut parents, place));
            if let Some(parent) = parents.get_mut(one.max(other)) {
                *parent = one.min(other);
            }
        }
        keys.push(looks);
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in 0..citations.len() {
        parts.entry(root(&mut parents, place)).or_default().push(place);
    }
    let works = |part: &Vec<usize>| {
        let mut works: Vec<&str> = part
            .iter()
            .flat_map(|place| keys.get(*place).into_iter().flat_map(BTreeMap::keys))
            .copied()
            .collect();
        works.sort_unstable();
        works.dedup();
        works.len()
    };
    parts
        .into_values()
        .flat_map(|part| {
            // Citations of one work alone do not even depend on one another.
            if works(&part) < 2 {
                part.into_iter().map(|place| vec![place]).collect()
            } else {
                vec![part]
            }
        })
        .collect()
}

/// A citation of a work and nothing else.
pub(super) fn alone(key: &str) -> Asked {
    let cite = Cite {
        key: key.to_owned(),
        at: TextRange::default(),
        prefix: String::new(),
        locator: String::new(),
        suppress_author: false,
    };
    (vec![cite], CitationForm::Bracketed)
}

/// Returns what a reader sees of a citation, without its marks: they name the work.
pub(super) fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for part in html.split('<') {
        // What stands before the first mark has no end of one.
        text.push_str(part.split_once('>').map_or(part, |(_, after)| after));
    }
    text
}

/// Finds the first citation of the part that a citation belongs to.
fn root(parents: &mut [usize], mut place: usize) -> usize {
    while let Some(parent) = parents.get(place).copied().filter(|parent| *parent != place) {
        // Halves the way for those who come after.
        let above = parents.get(parent).copied().unwrap_or(parent);
        if let Some(own) = parents.get_mut(place) {
            *own = above;
        }
        place = above;
    }
    place
}

/// Returns the citations of a part, without the places that they have in their texts.
pub(super) fn of_part(citations: &[Asked], part: &[usize]) -> Vec<Asked> {
    let without_place = |cite: &Cite| Cite {
        at: TextRange::default(),
        ..cite.clone()
    };
    part.iter()
        .filter_map(|place| citations.get(*place))
        .map(|(cites, form)| (cites.iter().map(without_place).collect(), *form))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(citations: &[&[&str]]) -> Vec<Vec<usize>> {
        let asked: Vec<Asked> = citations
            .iter()
            .map(|keys| {
                let cites = keys.iter().flat_map(|key| alone(key).0);
                (cites.collect(), CitationForm::Bracketed)
            })
            .collect();
        // Works look alike that begin with the same letter; nobody knows those that begin with x.
        parts(&asked, |key| {
            key.get(..1).filter(|letter| *letter != "x").map(str::to_owned)
        })
    }

    #[test]
    fn a_citation_reads_without_its_marks() {
        let html = "(<a href=\"#ref-a\">Berg &amp; Li</a>, <i>n.d.</i>)";
        assert_eq!(text(html), "(Berg &amp; Li, n.d.)");
        assert_eq!(text("Berg"), "Berg");
    }

    #[test]
    fn what_looks_alike_stays_together() {
        assert_eq!(parted(&[]), Vec::<Vec<usize>>::new());
        assert_eq!(parted(&[&["a1"], &["b1"], &["a1"]]), [vec![0], vec![2], vec![1]]);
        assert_eq!(parted(&[&["a1"], &["b1"], &["a2"]]), [vec![0, 2], vec![1]]);
        assert_eq!(parted(&[&["a1"], &["b1"], &["a1", "b1"]]), [vec![0, 1, 2]]);
        assert_eq!(
            parted(&[&["c1"], &["a1"], &["b1"], &["a2", "c2"], &["d1"]]),
            [vec![0, 1, 3], vec![2], vec![4]]
        );
        assert_eq!(parted(&[&["x1"], &["x2", "a1"], &["a2"]]), [vec![0], vec![1, 2]]);
    }
}
