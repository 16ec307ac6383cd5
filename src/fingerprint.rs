//! Fingerprints: short names for values, as keys of remembered results and in file names.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

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
}

/// Returns ten hexadecimal digits that name a content; used in the file names of assets.
pub fn content_name(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..10].to_owned()
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
}
