//! Plural categories: which of its forms a language takes for a number of things.

use icu_plurals::PluralCategory;

/// A form that a word takes for a number of things. What counts as few or many is up to the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(
    missing_docs,
    reason = "the categories are those of Unicode and have no meaning of their own"
)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Plural {
    /// Every category, in the order of Unicode.
    pub const ALL: &[Self] = &[
        Self::Zero,
        Self::One,
        Self::Two,
        Self::Few,
        Self::Many,
        Self::Other,
    ];

    /// The name by which files of strings call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// Returns the category of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|plural| plural.name() == name)
    }
}

impl From<PluralCategory> for Plural {
    fn from(category: PluralCategory) -> Self {
        match category {
            PluralCategory::Zero => Self::Zero,
            PluralCategory::One => Self::One,
            PluralCategory::Two => Self::Two,
            PluralCategory::Few => Self::Few,
            PluralCategory::Many => Self::Many,
            PluralCategory::Other => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_categories() {
        for plural in Plural::ALL {
            assert_eq!(Plural::named(plural.name()), Some(*plural));
        }
        assert_eq!(Plural::named("others"), None);
    }
}
