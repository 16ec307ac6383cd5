//! Names as file systems compare them.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// Returns a text with its letters and their accents apart, in compatibility form (NFKD).
pub fn decomposed(text: &str) -> Cow<'_, str> {
    DecomposingNormalizerBorrowed::new_nfkd().normalize(text)
}

/// Returns a text in the form in which all names are equal that some file system takes for one: those of Windows and
/// macOS do not tell upper case from lower case, nor `å` from `a` with a ring above it.
pub fn folded(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    // Nothing is composed of these.
    if name.chars().all(|letter| letter <= 'ÿ') {
        return name.to_lowercase();
    }
    let composed = ComposingNormalizerBorrowed::new_nfc();
    composed
        .normalize(&composed.normalize(name).to_lowercase())
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_composition_do_not_matter() {
        assert_eq!(folded("A/B.html"), "a/b.html");
        assert_eq!(folded("A\u{30a}s"), folded("ås"));
        assert_ne!(folded("as"), folded("ås"));
        assert_eq!(folded("ÅSTRØM-ß"), "åstrøm-ß");
    }
}
