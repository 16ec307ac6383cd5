//! The language in which tillit speaks to those who write a site. It has nothing to do with the languages of the site.

use super::phrase::Phrase;
use super::{Code, Explanation, Wording, english, german, norwegian, swedish};

/// A language that tillit speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tongue {
    /// Norwegian, bokmål.
    Norwegian,
    /// German.
    German,
    /// Swedish.
    Swedish,
    /// English, where nothing else is asked for.
    #[default]
    English,
}

impl Tongue {
    /// Every language that tillit speaks.
    pub const ALL: [Self; 4] = [Self::Norwegian, Self::German, Self::Swedish, Self::English];

    /// Returns the language's tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Norwegian => "nb",
            Self::German => "de",
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    /// Finds the language that a tag or the name of a system's locale asks for: `nb`, `de-AT`, `sv_SE.UTF-8`. Whoever
    /// asks for `no` or `nn` can read `nb`. `None` where tillit does not speak the language.
    pub fn parse(name: &str) -> Option<Self> {
        let language = name.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "nb" | "no" | "nn" => Some(Self::Norwegian),
            "de" => Some(Self::German),
            "sv" => Some(Self::Swedish),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Returns the words for a code.
    pub fn wording(self, code: Code) -> Wording {
        match self {
            Self::Norwegian => norwegian::wording(code),
            Self::German => german::wording(code),
            Self::Swedish => swedish::wording(code),
            Self::English => english::wording(code),
        }
    }

    /// Returns what a code means.
    pub fn explanation(self, code: Code) -> Explanation {
        match self {
            Self::Norwegian => norwegian::explanation(code),
            Self::German => german::explanation(code),
            Self::Swedish => swedish::explanation(code),
            Self::English => english::explanation(code),
        }
    }

    /// Returns the text of a phrase, with its places unfilled.
    pub fn phrase(self, phrase: Phrase) -> &'static str {
        match self {
            Self::Norwegian => norwegian::phrase(phrase),
            Self::German => german::phrase(phrase),
            Self::Swedish => swedish::phrase(phrase),
            Self::English => english::phrase(phrase),
        }
    }

    /// Returns a number with two decimals, as the language writes it.
    pub fn decimal(self, number: f64) -> String {
        let written = format!("{number:.2}");
        match self {
            Self::English => written,
            Self::Norwegian | Self::German | Self::Swedish => written.replace('.', ","),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_asks_for_a_language() {
        let cases = [
            ("nb_NO.UTF-8", Some(Tongue::Norwegian)),
            ("no", Some(Tongue::Norwegian)),
            ("nn-NO", Some(Tongue::Norwegian)),
            ("de_AT@euro", Some(Tongue::German)),
            ("SV", Some(Tongue::Swedish)),
            ("en-GB", Some(Tongue::English)),
            ("C", None),
            ("C.UTF-8", None),
            ("", None),
            ("fr_FR", None),
        ];
        for (name, tongue) in cases {
            assert_eq!(Tongue::parse(name), tongue, "{name}");
        }
        for tongue in Tongue::ALL {
            assert_eq!(Tongue::parse(tongue.tag()), Some(tongue));
        }
    }

    #[test]
    fn a_number_has_its_comma() {
        assert_eq!(Tongue::German.decimal(0.417), "0,42");
        assert_eq!(Tongue::English.decimal(2.0), "2.00");
    }
}
