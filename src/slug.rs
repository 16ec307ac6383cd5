//! Slugs: the parts of an address, in lower-case ASCII.

/// Turns a text into a slug: `Ærlig og åpen?` becomes `aerlig-og-apen`.
///
/// `germanic_umlauts` writes ä ö ü as ae oe ue, as German does; Norwegian and Swedish readers expect a and o.
/// Letters without an ASCII form are left out. The result can be empty.
pub fn slug(text: &str, germanic_umlauts: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars().flat_map(char::to_lowercase) {
        let piece: &str = match character {
            'a'..='z' | '0'..='9' => {
                push(&mut out, &mut gap, character.encode_utf8(&mut [0; 4]));
                continue;
            }
            'ä' | 'ö' | 'ü' if germanic_umlauts => match character {
                'ä' => "ae",
                'ö' => "oe",
                _ => "ue",
            },
            'æ' => "ae",
            'ø' | 'ö' | 'ó' | 'ò' | 'ô' | 'õ' => "o",
            'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' => "a",
            'ü' | 'ú' | 'ù' | 'û' => "u",
            'é' | 'è' | 'ê' | 'ë' => "e",
            'í' | 'ì' | 'î' | 'ï' => "i",
            'ç' => "c",
            'ñ' => "n",
            'ß' => "ss",
            'œ' => "oe",
            '’' | '\'' => continue,
            _ => {
                gap = !out.is_empty();
                continue;
            }
        };
        push(&mut out, &mut gap, piece);
    }
    out
}

fn push(out: &mut String, gap: &mut bool, piece: &str) {
    if std::mem::take(gap) {
        out.push('-');
    }
    out.push_str(piece);
}

/// Tells whether a text may stand in an address as it is: `a-z`, `0-9`, single hyphens inside.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fold_as_the_language_has_it() {
        assert_eq!(slug("Ærlig og åpen?", false), "aerlig-og-apen");
        assert_eq!(slug("Übung – größer", true), "uebung-groesser");
        assert_eq!(slug("Överföring", false), "overforing");
        assert_eq!(slug("client’s view", false), "clients-view");
        assert_eq!(slug("–", false), "");
    }

    #[test]
    fn slugs_are_recognised() {
        assert!(is_slug("a-1"));
        for wrong in ["", "-a", "a--b", "A", "ø", "a/b", "a b"] {
            assert!(!is_slug(wrong), "{wrong}");
        }
    }
}
