//! Words and terms by number, so that pages and postings need not hold their letters.
//!
//! Numbers are given in the order in which keys come, which is another one after every edit: nothing that is written may
//! follow it.

use crate::fingerprint::{FastMap, Fingerprint};

/// Keys with their numbers. What was once a key stays one.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    text: String,
    ends: Vec<u32>,
    numbers: FastMap<Fingerprint, u32>,
}

impl Keys {
    /// Returns how many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the number of a key, if it has one.
    pub(super) fn get(&self, key: &str) -> Option<u32> {
        self.numbers.get(&Fingerprint::of_word(key)).copied()
    }

    /// Returns the number of a key, which may be new.
    pub(super) fn of(&mut self, key: &str) -> u32 {
        let new = self.ends.len() as u32;
        let number = *self.numbers.entry(Fingerprint::of_word(key)).or_insert(new);
        if number == new {
            self.text.push_str(key);
            self.ends.push(self.text.len() as u32);
        }
        number
    }

    /// Returns the key with a number.
    pub(super) fn text(&self, number: u32) -> &str {
        let number = number as usize;
        let begin = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[begin as usize..self.ends[number] as usize]
    }
}

/// Keys in the order of their letters, from one end or the other; kept from one index to the next, since few are new.
#[derive(Clone, Debug, Default)]
pub(super) struct Order(Vec<u32>);

impl Order {
    /// Returns the numbers of all keys in order.
    pub(super) fn forwards(&mut self, keys: &Keys) -> &[u32] {
        self.sort(keys, |key| key.bytes(), Ord::cmp)
    }

    /// Returns the numbers of all keys in the order of their letters from the last to the first.
    pub(super) fn backwards(&mut self, keys: &Keys) -> &[u32] {
        self.sort(
            keys,
            |key| key.bytes().rev(),
            |one, other| one.chars().rev().cmp(other.chars().rev()),
        )
    }

    fn sort<'k, Bytes: Iterator<Item = u8>>(
        &mut self,
        keys: &'k Keys,
        bytes: impl Fn(&'k str) -> Bytes,
        by: impl Fn(&'k str, &'k str) -> std::cmp::Ordering,
    ) -> &[u32] {
        // Most are told apart by the first letters, and those need not be looked up again and again.
        let first = |key: u32| {
            let mut number = 0_u128;
            for (place, byte) in (0..16).rev().zip(bytes(keys.text(key))) {
                if !byte.is_ascii() {
                    // Behind all others; the rest is for those who look at the whole.
                    number |= 0xff << (8 * place);
                    break;
                }
                number |= u128::from(byte) << (8 * place);
            }
            number
        };
        let compared = |one: u32, other: u32| by(keys.text(one), keys.text(other));
        let new = self.0.len() as u32..keys.len() as u32;
        let mut new: Vec<(u128, u32)> = new.map(|key| (first(key), key)).collect();
        new.sort_unstable_by(|one, other| one.0.cmp(&other.0).then_with(|| compared(one.1, other.1)));
        let mut order = Vec::with_capacity(keys.len());
        let mut known = &*self.0;
        for (_, key) in new {
            let (before, after) =
                known.split_at(known.partition_point(|known| compared(*known, key).is_lt()));
            order.extend_from_slice(before);
            order.push(key);
            known = after;
        }
        order.extend_from_slice(known);
        self.0 = order;
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_keeps_its_number() {
        let mut keys = Keys::default();
        let (pear, apple) = (keys.of("pear"), keys.of("apple"));
        assert_eq!(
            (keys.of("pear"), keys.get("apple"), keys.get("fig")),
            (pear, Some(apple), None)
        );
        let mut order = Order::default();
        assert_eq!(order.forwards(&keys), [apple, pear]);
        let fig = keys.of("fig");
        assert_eq!(order.forwards(&keys), [apple, fig, pear]);
        assert_eq!(Order::default().backwards(&keys), [apple, fig, pear]);
        assert_eq!(keys.text(fig), "fig");
    }
}
