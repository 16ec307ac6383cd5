//! Fingerprints: short names for values, as keys of remembered results and in file names.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest, Sha256};

/// A map for look-ups by short keys, which are hashed faster than the standard library does it. In no order.
pub type FastMap<Key, Value> = HashMap<Key, Value, rapidhash::fast::RandomState>;

/// A hash of a value. Equal values have equal fingerprints on every machine; the reverse holds but for chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// Returns the fingerprint of all that the value's `Hash` covers.
    pub fn of(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = rapidhash::quality::RapidHasher::default_const();
        value.hash(&mut hasher);
        Self(hasher.finish())
    }

    /// Returns that of a word: another one than [`Fingerprint::of`], and sooner.
    pub fn of_word(word: &str) -> Self {
        Self(rapidhash::v3::rapidhash_v3(word.as_bytes()))
    }
}

/// Returns ten hexadecimal digits that name a content; used in the file names of assets.
pub fn content_name(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..10].to_owned()
}

/// Returns what a page says of a file so that browsers refuse it with any other content
/// (<https://www.w3.org/TR/sri-2/>).
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// Puts the name of its content into a file's path, before the ending: `css/site.css` becomes `css/site.<name>.css`.
pub fn content_named(path: &str, content_name: &str) -> String {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    // A dot at the beginning of a name begins no ending, and one in a folder's name says nothing about the file.
    match path[name..].rfind('.').filter(|dot| *dot > 0) {
        Some(dot) => {
            let (stem, ending) = path.split_at(name + dot);
            format!("{stem}.{content_name}{ending}")
        }
        None => format!("{path}.{content_name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_content_stands_before_the_ending() {
        let cases = [
            ("css/site.css", "css/site.0a.css"),
            ("a.b/c.tar.gz", "a.b/c.tar.0a.gz"),
            ("v1.2/LICENSE", "v1.2/LICENSE.0a"),
            ("a/.hidden", "a/.hidden.0a"),
        ];
        for (path, expected) in cases {
            assert_eq!(content_named(path, "0a"), expected);
        }
    }

    #[test]
    fn the_hash_is_the_one_that_others_work_out() {
        // As `openssl dgst -sha256 -binary | base64` has it; the lengths lie around the end of a block.
        let cases: [(&str, &str); 6] = [
            ("", "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ("abc", "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
            (
                &"a".repeat(55),
                "sha256-n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg=",
            ),
            (
                &"a".repeat(56),
                "sha256-s1Q5pKxvCUi21vnjxq8PX1kM4g8b3nCQ73lwaG7Gc4o=",
            ),
            (
                &"a".repeat(64),
                "sha256-/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs=",
            ),
            (
                &"a".repeat(1000),
                "sha256-Qe3s5C1j6Nm/UVqbppMuHCDLyfWl0TRkWttdsblzfqM=",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(integrity(text.as_bytes()), expected, "{} bytes", text.len());
        }
    }
}
