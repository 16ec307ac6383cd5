//! People: authors, reviewers, lecturers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::local::LocalText;
use crate::language::LanguageTag;
use crate::source::schema;

/// One person, or a body that signs texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Person {
    /// The name. Default: the id.
    pub name: Option<LocalText>,
    /// What the person does: "clinical psychologist".
    pub role: Option<LocalText>,
    /// Where.
    pub affiliation: Option<LocalText>,
    /// One or two sentences.
    pub about: Option<LocalText>,
    /// The person's own page, beginning with `https://` or `http://`.
    #[schemars(schema_with = "schema::address")]
    pub url: Option<String>,
    /// The ORCID identifier, `0000-0002-1825-0097`.
    #[schemars(regex(pattern = "^([0-9]{4}-){3}[0-9]{3}[0-9X]$"))]
    pub orcid: Option<String>,
}

impl Person {
    /// Returns the name in a language, or the id.
    pub fn name_in<'a>(&'a self, id: &'a str, language: &LanguageTag) -> &'a str {
        self.name
            .as_ref()
            .and_then(|name| name.get(language))
            .unwrap_or(id)
    }
}

/// Tells whether a text is an ORCID iD. Its last character is a check digit after ISO 7064, mod 11-2:
/// <https://support.orcid.org/hc/en-us/articles/360006897674-Structure-of-the-ORCID-Identifier>.
pub fn is_orcid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let digits: String = groups.concat();
    let (Some(body), Some(last)) = (digits.get(..15), digits.get(15..)) else {
        return false;
    };
    if groups.len() != 4 || groups.iter().any(|group| group.len() != 4) {
        return false;
    }
    let sum = body
        .chars()
        .try_fold(0, |sum, digit| Some((sum + digit.to_digit(10)?) * 2));
    sum.is_some_and(|sum| match (12 - sum % 11) % 11 {
        10 => last == "X",
        check => last == check.to_string(),
    })
}

/// The people of a site, by id.
pub type People = BTreeMap<String, Person>;

#[cfg(test)]
mod tests {
    use super::is_orcid;

    #[test]
    fn an_orcid_has_the_right_form_and_check_digit() {
        assert!(is_orcid("0000-0002-1825-0097"));
        assert!(is_orcid("0000-0002-1694-233X"));
        assert!(!is_orcid("0000-0002-1825-0098"));
        assert!(!is_orcid("0000000218250097"));
        assert!(!is_orcid("https://orcid.org/0000-0002-1825-0097"));
        assert!(!is_orcid("ååååååå1-0"));
        assert!(!is_orcid(""));
    }
}
