//! How one list of blocks became another: what was added, removed, changed and moved.
//!
//! Blocks that both lists have once hold the lists together, as in a patience diff; what lies between them is compared
//! on its own. The time grows with the number of blocks and its logarithm.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use crate::markdown::block::BlockKind;

/// A block as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// The name of its text.
    pub fingerprint: &'a str,
    /// Its text.
    pub text: &'a str,
}

impl<'a> Piece<'a> {
    fn key(&self) -> (BlockKind, &'a str) {
        (self.kind, self.fingerprint)
    }
}

/// One difference. Numbers are those of the pieces before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// This piece is new.
    Added(usize),
    /// This piece is gone.
    Removed(usize),
    /// The first became the second.
    Changed(usize, usize),
    /// The same piece stands somewhere else.
    Moved(usize, usize),
}

/// How many of the new pieces a removed one is compared with.
const CANDIDATES: usize = 8;

/// Of two pieces that are taken for one that changed, at least this many words of a hundred are the same.
const ALIKE: usize = 40;

/// Returns the differences in the order of the text.
pub fn difference(before: &[Piece<'_>], after: &[Piece<'_>]) -> Vec<Change> {
    let mut gaps: Vec<Gap> = gaps(before, after)
        .into_iter()
        .map(|gap| gap.without_common(before, after))
        .collect();
    // What left one place and came to another has moved.
    let mut gone: BTreeMap<_, VecDeque<usize>> = BTreeMap::new();
    for index in gaps.iter().flat_map(|gap| &gap.before) {
        if let Some(piece) = before.get(*index) {
            gone.entry(piece.key()).or_default().push_back(*index);
        }
    }
    let mut moved: BTreeMap<usize, usize> = BTreeMap::new();
    for index in gaps.iter().flat_map(|gap| &gap.after) {
        let from = after
            .get(*index)
            .and_then(|piece| gone.get_mut(&piece.key())?.pop_front());
        if let Some(from) = from {
            moved.insert(*index, from);
        }
    }
    let left: std::collections::BTreeSet<usize> = moved.values().copied().collect();
    let mut changes = Vec::new();
    for gap in &mut gaps {
        gap.before.retain(|index| !left.contains(index));
        gap.tell(before, after, &moved, &mut changes);
    }
    changes
}

/// Pieces between two that stayed.
#[derive(Debug)]
struct Gap {
    before: Vec<usize>,
    after: Vec<usize>,
}

/// Splits both lists at the pieces that each has once, in the longest order they share.
fn gaps(before: &[Piece<'_>], after: &[Piece<'_>]) -> Vec<Gap> {
    let mut once: BTreeMap<_, (usize, usize, usize, usize)> = BTreeMap::new();
    for (index, piece) in before.iter().enumerate() {
        let seen = once.entry(piece.key()).or_default();
        (seen.0, seen.1) = (seen.0 + 1, index);
    }
    for (index, piece) in after.iter().enumerate() {
        let seen = once.entry(piece.key()).or_default();
        (seen.2, seen.3) = (seen.2 + 1, index);
    }
    let mut pairs: Vec<(usize, usize)> = once
        .into_values()
        .filter(|(befores, _, afters, _)| (*befores, *afters) == (1, 1))
        .map(|(_, before, _, after)| (before, after))
        .collect();
    pairs.sort_by_key(|(_, after)| *after);
    let mut gaps = Vec::new();
    let (mut before_from, mut after_from) = (0, 0);
    let end = [(before.len(), after.len())];
    for (before_at, after_at) in longest_ascending(&pairs).into_iter().chain(end) {
        gaps.push(Gap {
            before: (before_from..before_at).collect(),
            after: (after_from..after_at).collect(),
        });
        (before_from, after_from) = (before_at + 1, after_at + 1);
    }
    gaps
}

/// Of pairs that ascend by their second number, returns the most that ascend by their first as well.
fn longest_ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best series of each length, and what stands before each pair in its series.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let first = |index: usize| pairs.get(index).map(|(first, _)| *first);
    for (index, (before, _)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| first(*end) < Some(*before));
        previous.push(
            length
                .checked_sub(1)
                .and_then(|shorter| ends.get(shorter))
                .copied(),
        );
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut series = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(index) = next {
        series.extend(pairs.get(index));
        next = previous.get(index).copied().flatten();
    }
    series.reverse();
    series
}

impl Gap {
    /// Leaves out pieces that stayed, such as the second of two equal ones.
    fn without_common(self, before: &[Piece<'_>], after: &[Piece<'_>]) -> Self {
        let mut places: BTreeMap<_, VecDeque<usize>> = BTreeMap::new();
        for index in &self.before {
            if let Some(piece) = before.get(*index) {
                places.entry(piece.key()).or_default().push_back(*index);
            }
        }
        let mut stayed = std::collections::BTreeSet::new();
        let mut free = Vec::new();
        for index in self.after {
            let behind = stayed.last().copied();
            let place = after.get(index).and_then(|piece| {
                let places = places.get_mut(&piece.key())?;
                while places.front().is_some_and(|place| Some(*place) <= behind) {
                    places.pop_front();
                }
                places.pop_front()
            });
            match place {
                Some(place) => {
                    stayed.insert(place);
                }
                None => free.push(index),
            }
        }
        Self {
            before: self
                .before
                .into_iter()
                .filter(|index| !stayed.contains(index))
                .collect(),
            after: free,
        }
    }

    fn tell(
        &self,
        before: &[Piece<'_>],
        after: &[Piece<'_>],
        moved: &BTreeMap<usize, usize>,
        changes: &mut Vec<Change>,
    ) {
        let added: Vec<usize> = self
            .after
            .iter()
            .copied()
            .filter(|index| !moved.contains_key(index))
            .collect();
        let pairs = pairs(before, &self.before, after, &added);
        let mut removed = self.before.iter().copied().peekable();
        for index in &self.after {
            if let Some(from) = moved.get(index) {
                changes.push(Change::Moved(*from, *index));
                continue;
            }
            let Some(old) = pairs.get(index) else {
                changes.push(Change::Added(*index));
                continue;
            };
            while let Some(gone) = removed.next_if(|gone| gone < old) {
                changes.push(Change::Removed(gone));
            }
            removed.next_if(|gone| gone == old);
            changes.push(Change::Changed(*old, *index));
        }
        changes.extend(removed.map(Change::Removed));
    }
}

/// Pairs new pieces, in their order, with the removed ones that they were made of.
fn pairs(
    before: &[Piece<'_>],
    removed: &[usize],
    after: &[Piece<'_>],
    added: &[usize],
) -> BTreeMap<usize, usize> {
    let mut pairs = BTreeMap::new();
    let mut next = 0;
    for old in removed {
        let Some(old_piece) = before.get(*old) else {
            continue;
        };
        let old_words = words(old_piece.text);
        let window: Range<usize> = next..added.len().min(next + CANDIDATES);
        let candidates = window.clone().zip(added.get(window).unwrap_or_default());
        let best = candidates
            .filter_map(|(position, new)| {
                let new_piece = after.get(*new).filter(|piece| piece.kind == old_piece.kind)?;
                // A text has one title, and where one piece of a kind went and one came, that is no chance.
                let sure = matches!(old_piece.kind, BlockKind::Title | BlockKind::Description)
                    || removed.len() == 1 && added.len() == 1;
                let alike = if sure {
                    100
                } else {
                    likeness(&old_words, &words(new_piece.text))
                };
                (alike >= ALIKE).then_some((alike, std::cmp::Reverse(position), *new))
            })
            .max();
        if let Some((_, std::cmp::Reverse(position), new)) = best {
            pairs.insert(new, *old);
            next = position + 1;
        }
    }
    pairs
}

fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split(' ').collect();
    words.sort_unstable();
    words
}

/// Returns how many of a hundred words two sorted lists share.
fn likeness(left: &[&str], right: &[&str]) -> usize {
    let mut shared = 0;
    let (mut lefts, mut rights) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(one), Some(other)) = (lefts.peek(), rights.peek()) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => {
                lefts.next();
            }
            std::cmp::Ordering::Greater => {
                rights.next();
            }
            std::cmp::Ordering::Equal => {
                shared += 1;
                lefts.next();
                rights.next();
            }
        }
    }
    200 * shared / (left.len() + right.len()).max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Change::{Added, Changed, Moved, Removed};
    use super::*;

    fn pieces<'a>(texts: &[&'a str]) -> Vec<Piece<'a>> {
        let piece = |text: &&'a str| Piece {
            kind: BlockKind::Paragraph,
            fingerprint: text,
            text,
        };
        texts.iter().map(piece).collect()
    }

    fn told(before: &[&str], after: &[&str]) -> Vec<Change> {
        difference(&pieces(before), &pieces(after))
    }

    #[test]
    fn four_kinds_of_change_are_told_apart() {
        assert_eq!(told(&["a", "b"], &["a", "b"]), []);
        assert_eq!(told(&["a", "b"], &["a", "x", "b"]), [Added(1)]);
        assert_eq!(told(&["a", "x", "b"], &["a", "b"]), [Removed(1)]);
        assert_eq!(told(&["a", "x", "b"], &["a", "y", "b"]), [Changed(1, 1)]);
        assert_eq!(told(&["a", "b", "c", "d"], &["b", "c", "a", "d"]), [Moved(0, 2)]);
        assert_eq!(
            told(
                &["a", "one two three four", "old", "b"],
                &["a", "quite new", "one two three five", "b", "end"]
            ),
            [Added(1), Changed(1, 2), Removed(2), Added(4)]
        );
    }

    #[test]
    fn equal_blocks_are_counted_one_by_one() {
        assert_eq!(told(&["-", "-", "a"], &["-", "-", "-", "a"]), [Added(2)]);
        assert_eq!(told(&["-", "x y z", "-"], &["-", "x y q", "-"]), [Changed(1, 1)]);
        assert_eq!(told(&["-", "-"], &[]), [Removed(0), Removed(1)]);
    }

    #[test]
    fn ten_thousand_blocks_are_no_trouble() {
        let texts: Vec<String> = (0..10_000)
            .map(|number| format!("{number} {}", number % 7))
            .collect();
        let before: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut after = before.clone();
        after.reverse();
        assert_eq!(told(&before, &after).len(), 9_999);
        let same = vec!["same"; 10_000];
        assert_eq!(told(&same, &same[..9_000]).len(), 1_000);
        let other = vec!["other"; 10_000];
        assert_eq!(told(&same, &other).len(), 20_000);
    }

    proptest! {
        #[test]
        fn the_changes_make_the_one_list_the_other(
            before in prop::collection::vec("[a-d]( [a-c]){0,3}", 0..12),
            after in prop::collection::vec("[a-d]( [a-c]){0,3}", 0..12),
        ) {
            let texts = |list: &'_ [String]| list.to_vec();
            let (old, new) = (texts(&before), texts(&after));
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let changes = told(&old, &new);
            let (mut gone, mut come) = (Vec::new(), Vec::new());
            for change in &changes {
                match change {
                    Added(to) => come.push(*to),
                    Removed(from) => gone.push(*from),
                    Changed(from, to) => {
                        prop_assert_ne!(old[*from], new[*to]);
                        gone.push(*from);
                        come.push(*to);
                    }
                    Moved(from, to) => {
                        prop_assert_eq!(old[*from], new[*to]);
                        gone.push(*from);
                        come.push(*to);
                    }
                }
            }
            let stayed = |list: &[&str], gone: &[usize]| -> Vec<String> {
                let kept = list.iter().enumerate().filter(|(index, _)| !gone.contains(index));
                kept.map(|(_, text)| (*text).to_owned()).collect()
            };
            prop_assert_eq!(stayed(&old, &gone), stayed(&new, &come));
            let mut once = come.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), come.len());
        }
    }
}
