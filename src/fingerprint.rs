//! Fingerprints: short names for values, as keys of remembered results and in file names.

use std::hash::{Hash, Hasher};

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
