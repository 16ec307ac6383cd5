//! The files of an index: how they are written, cut, compressed and named.

use std::collections::BTreeMap;
use std::sync::Arc;

use miniz_oxide::DataFormat;
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress_to_output};

use crate::fingerprint::{FastMap, Fingerprint, content_name};

/// How hard is compressed: 6 is a good deal faster than 9 and hardly larger.
const LEVEL: u8 = 6;

/// Keys that have so many letters in common begin alike. The shortest word of which a search also asks for other endings has
/// as many.
const ALIKE: usize = 4;

/// Compressed files by the fingerprint of what they are made of, so that what did not change is not made again.
pub(super) type Compressed = FastMap<Fingerprint, (Arc<str>, Arc<[u8]>)>;

/// Files while they are made.
#[derive(Default)]
pub(super) struct Files {
    /// Those of the last index.
    pub(super) before: Compressed,
    pub(super) now: Compressed,
    pub(super) by_name: BTreeMap<Arc<str>, Arc<[u8]>>,
    pub(super) compressor: Compressor,
}

impl Files {
    /// Tells whether the last index had a file that is made of the same.
    pub(super) fn is_known(&self, made_of: Fingerprint) -> bool {
        self.before.contains_key(&made_of)
    }

    /// Returns the name of a file, which its content gives. If the last index had none that is made of the same, it is made:
    /// of bytes that are compressed, and others that cannot be.
    pub(super) fn put(
        &mut self,
        made_of: Fingerprint,
        make: impl FnOnce() -> (Vec<u8>, Vec<u8>),
    ) -> Arc<str> {
        let (name, file) = self.before.get(&made_of).cloned().unwrap_or_else(|| {
            let (bytes, dense) = make();
            let file = self.compressor.compress_beside(&bytes, &dense);
            (format!("{}.bin", content_name(&file)).into(), file.into())
        });
        self.now.insert(made_of, (name.clone(), file.clone()));
        self.by_name.insert(name.clone(), file);
        name
    }
}

/// Compresses as browsers read it with `DecompressionStream("deflate")`. One for all files, since its tables are large.
#[derive(Default)]
pub(super) struct Compressor(CompressorOxide);

impl Compressor {
    fn begin(&mut self) {
        self.0.reset();
        self.0.set_format_and_level(DataFormat::Zlib, LEVEL);
    }

    fn put(&mut self, bytes: &[u8], flush: TDEFLFlush, out: &mut Vec<u8>) {
        let put = |part: &[u8]| {
            out.extend_from_slice(part);
            true
        };
        compress_to_output(&mut self.0, bytes, flush, put);
    }

    /// Compresses texts one after the other, each with codes of its own.
    pub(super) fn compress(&mut self, parts: &[String]) -> Vec<u8> {
        let mut out = Vec::new();
        self.begin();
        for (number, part) in parts.iter().enumerate() {
            let flush = if number + 1 < parts.len() {
                TDEFLFlush::Sync
            } else {
                TDEFLFlush::Finish
            };
            self.put(part.as_bytes(), flush, &mut out);
        }
        out
    }

    /// Compresses bytes, and puts others behind them that have no more to lose: among them what can be compressed would take
    /// longer codes.
    fn compress_beside(&mut self, bytes: &[u8], dense: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() / 2 + dense.len() + 64);
        self.begin();
        if dense.is_empty() {
            self.put(bytes, TDEFLFlush::Finish, &mut out);
        } else {
            self.put(bytes, TDEFLFlush::Sync, &mut out);
            self.0.set_compression_level_raw(0);
            self.put(dense, TDEFLFlush::Finish, &mut out);
        }
        out
    }
}

/// Returns the shortest beginning of a key that tells it from the one before it: enough to find the file in which it is
/// the first.
pub(super) fn beginning(before: Option<&str>, key: &str) -> String {
    let Some(before) = before else {
        return String::new();
    };
    let shared = key
        .chars()
        .zip(before.chars())
        .take_while(|(one, other)| one == other);
    key.chars().take(shared.count() + 1).collect()
}

/// How large the files become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Up to this many bytes all entries stand in one file.
    pub whole: usize,
    /// From this many bytes on a file may end.
    pub least: usize,
    /// Before this many bytes it ends, unless no other key begins otherwise.
    pub most: usize,
    /// How many pages stand in a file of what results show.
    pub pages: usize,
    /// About how many bytes of the text of each page stand there.
    pub text: usize,
    /// From this many pages on, the index leaves out what hardly helps to find one of so many.
    pub many: usize,
}

impl Limits {
    /// Returns the limits of an index of so many pages. The more pages, the less is kept of the text of each; since that
    /// changes only when the number doubles, a new page seldom changes the files of others.
    pub fn of(pages: usize) -> Self {
        let pages = pages.next_power_of_two().max(64);
        let total = if pages > 1_024 { 1_000_000 } else { 4_000_000 };
        let text = (total / pages).max(150);
        Self {
            whole: 150_000,
            least: 9_000,
            most: 14_000,
            pages: match pages {
                ..=1_024 => 2,
                1_025..=4_096 => 4,
                _ => 8,
            },
            text,
            many: 1_000,
        }
    }

    /// Returns where entries are cut into files, as ranges. `sizes` are the bytes of each, `key` what it is known by.
    ///
    /// Of the places where a file may end it ends at the one whose key has the least fingerprint, not where it is full. So a new
    /// entry changes one file, and mostly moves no ends. Keys that begin alike stay together, if they are not too many for
    /// that, so that all forms of a word are read in one file.
    pub(super) fn cut<'k>(
        &self,
        sizes: impl Iterator<Item = usize>,
        key: impl Fn(usize) -> &'k str,
    ) -> Vec<std::ops::Range<usize>> {
        let sizes: Vec<usize> = sizes.collect();
        let is_whole = sizes.iter().sum::<usize>() <= self.whole;
        let mut ranges = Vec::new();
        let mut begin = 0;
        while begin < sizes.len() {
            let end = if is_whole {
                sizes.len()
            } else {
                self.end(&sizes[begin..], |index| key(begin + index))
            };
            ranges.push(begin..begin + end);
            begin += end;
        }
        ranges
    }

    /// Returns how many of the entries stand in the first file.
    fn end<'k>(&self, sizes: &[usize], key: impl Fn(usize) -> &'k str) -> usize {
        let mut best: Option<(Fingerprint, usize)> = None;
        let mut bytes = 0;
        for (index, size) in sizes.iter().enumerate() {
            let is_full = bytes + size > self.most;
            if is_full && let Some((_, end)) = best {
                return end;
            }
            let begins_otherwise = || index > 0 && !begin_alike(key(index - 1), key(index));
            let is_too_full = index > 0 && bytes + size > self.most * 3 / 2;
            if is_too_full || is_full && begins_otherwise() {
                return index;
            }
            if bytes >= self.least && begins_otherwise() {
                let place = (Fingerprint::of(key(index)), index);
                best = Some(best.map_or(place, |best| best.min(place)));
            }
            bytes += size;
        }
        sizes.len()
    }
}

/// Tells whether two keys have their first letters in common.
fn begin_alike(one: &str, other: &str) -> bool {
    let first = |key: &str| key.char_indices().nth(ALIKE).map_or(key.len(), |(end, _)| end);
    one[..first(one)] == other[..first(other)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_entry_moves_few_ends() {
        let limits = Limits {
            whole: 0,
            least: 200,
            most: 2_000,
            ..Limits::of(1)
        };
        let keys: Vec<String> = (0..3_000)
            .map(|number| format!("{:03}k{number}", number / 10))
            .collect();
        let firsts = |keys: &[String]| -> Vec<String> {
            let ranges = limits.cut(keys.iter().map(|_| 10), |index| keys[index].as_str());
            ranges.iter().map(|range| keys[range.start].clone()).collect()
        };
        let before = firsts(&keys);
        let mut more = keys.clone();
        more.insert(10, "000k9a".to_owned());
        let after = firsts(&more);
        let moved = after.iter().filter(|first| !before.contains(first)).count();
        assert!(before.len() > 20 && moved <= 3, "{moved} of {}", before.len());
    }

    #[test]
    fn keys_that_begin_alike_stay_together() {
        let limits = Limits {
            whole: 0,
            least: 200,
            most: 400,
            ..Limits::of(1)
        };
        let cut = |keys: &[String]| limits.cut(keys.iter().map(|_| 10), |index| keys[index].as_str());
        let few: Vec<String> = (0..3_000).map(|number| format!("k{number:05}")).collect();
        let some: Vec<String> = few.iter().step_by(7).cloned().collect();
        let ranges = cut(&some);
        assert!(ranges.len() > 10);
        for range in &ranges[1..] {
            assert_ne!(some[range.start][..4], some[range.start - 1][..4]);
        }
        // A hundred are too many.
        assert!(cut(&few).iter().all(|range| range.len() <= 60));
    }

    #[test]
    fn a_beginning_lies_between_two_keys() {
        for (before, key) in [("allians", "allianse"), ("a", "b"), ("kurs", "kvinne"), ("", "å")] {
            let found = beginning(Some(before), key);
            assert!(before < found.as_str() && found.as_str() <= key, "{found}");
        }
        assert_eq!(beginning(Some("terapeut"), "terapirelasjon"), "terapi");
        assert_eq!(beginning(None, "allianse"), "");
    }

    #[test]
    fn what_cannot_be_compressed_stands_behind_what_can() {
        let text = b"allianse alliansen alliansene ".repeat(40);
        let mut compressor = Compressor::default();
        for count in [0, 1, 3_000, 200_000_u32] {
            let dense: Vec<u8> = (0..count)
                .map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8)
                .collect();
            let file = compressor.compress_beside(&text, &dense);
            let read = miniz_oxide::inflate::decompress_to_vec_zlib(&file);
            assert_eq!(read.as_deref().ok(), Some(&*[&text[..], &dense].concat()));
            assert!(file.len() < 150 + dense.len() * 1_001 / 1_000);
        }
    }
}
