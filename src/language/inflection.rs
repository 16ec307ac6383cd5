//! Whether a word is a form of another, by the endings of nouns and adjectives.
//!
//! This is for words that an author has named: it need not know a language, only its regular endings. What is irregular
//! is named itself. A compound is another word.

/// The endings of nouns and adjectives, and the vowels that fall away before them.
struct Endings {
    endings: &'static str,
    falling: &'static [char],
    /// Nouns are written with a capital, so that a small letter makes another word.
    capitals: bool,
}

fn endings(language: &str) -> Option<Endings> {
    let (endings, falling, capitals): (_, &[char], _) = match language {
        "nb" | "nn" | "no" | "da" => (
            "e s er et en a ene ane ar ers ens ets as enes anes t re ere est este",
            &['e'],
            false,
        ),
        // No `e`: `kunde` is no form of `kund`.
        "sv" => (
            "s n t a en et er ar or na ens ets ers ars ors nas erna arna orna ernas arnas ornas are aste ast",
            &['a', 'e'],
            false,
        ),
        "de" => ("e s n es en er em ern in innen ens erin erinnen", &['e'], true),
        "en" => ("s es 's ’s s' s’ ies", &['y'], false),
        _ => return None,
    };
    Some(Endings {
        endings,
        falling,
        capitals,
    })
}

/// Tells whether `word` is `base` or a form of it in a language, by its tag without a region.
pub fn is_form(word: &str, base: &str, language: &str) -> bool {
    let Some(rules) = endings(language) else {
        return word.to_lowercase() == base.to_lowercase();
    };
    let starts_large = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    if rules.capitals && starts_large(base) && !starts_large(word) {
        return false;
    }
    let (word, base) = (word.to_lowercase(), base.to_lowercase());
    let is_ending = |rest: &str| rules.endings.split(' ').any(|ending| ending == rest);
    if word
        .strip_prefix(&base)
        .is_some_and(|rest| rest.is_empty() || is_ending(rest))
    {
        return true;
    }
    // `kunde`: `kunder`; `ability`: `abilities`.
    let stem = base.strip_suffix(rules.falling);
    stem.filter(|stem| stem.chars().count() > 2)
        .and_then(|stem| word.strip_prefix(stem))
        .is_some_and(is_ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known_and_other_words_are_not() {
        for (language, base, forms, others) in [
            (
                "de",
                "Kunde",
                "Kunde Kunden Kundin Kundinnen",
                "kunde Kundgebung kundig Kundendienst Kund",
            ),
            (
                "de",
                "Abbruch",
                "Abbruchs Abbruches Abbruche",
                "Abbrüche Abbruchkante",
            ),
            (
                "nb",
                "kunde",
                "kunde Kunden kunder kundene kundens",
                "kunne kundskap kundeservice",
            ),
            (
                "sv",
                "kund",
                "kund kunden Kunder kunderna kundens",
                "kunde kundtjänst",
            ),
            ("sv", "klocka", "klockor klockan klockornas", "klok"),
            (
                "en",
                "customer",
                "customer Customers customer's customers’",
                "custom customise",
            ),
            ("en", "ability", "abilities ability's", "able"),
            ("fr", "client", "Client", "clients"),
        ] {
            for form in forms.split(' ') {
                assert!(is_form(form, base, language), "{form} of {base}");
            }
            for other in others.split(' ') {
                assert!(!is_form(other, base, language), "{other} is none of {base}");
            }
        }
    }
}
