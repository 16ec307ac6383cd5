//! The words of the interface in one language, by key: `list.count`, `markdown.note`.
//!
//! They come from the theme and, where it has its own, from the site. Reading their files is left to others.

use crate::diagnostic::fill;
use std::collections::BTreeMap;

use super::Language;
use super::plural::Plural;

/// What a file of strings holds at a key, as written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum StringValue {
    /// A text.
    Text(String),
    /// Further keys, or the forms of a text by plural category.
    Nested(BTreeMap<String, StringValue>),
}

/// The words of the interface in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Strings(BTreeMap<String, Forms>);

/// A text, in one form or in several.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Forms {
    One(String),
    Counted {
        /// The form for all numbers that have none of their own.
        other: String,
        by_category: BTreeMap<Plural, String>,
    },
}

impl Strings {
    /// Reads the tree of a file. Nested keys are joined by dots.
    ///
    /// A map whose keys are plural categories, `other` among them, is one text in several forms. Any other map nests,
    /// so the misspelt `ones` beside `other` does not vanish: the text is then missing, and said to be.
    pub fn from_tree(tree: BTreeMap<String, StringValue>) -> Self {
        let mut strings = Self::default();
        strings.insert_tree("", tree);
        strings
    }

    fn insert_tree(&mut self, prefix: &str, tree: BTreeMap<String, StringValue>) {
        for (name, value) in tree {
            let key = if prefix.is_empty() {
                name
            } else {
                format!("{prefix}.{name}")
            };
            match value {
                StringValue::Text(text) => {
                    self.0.insert(key, Forms::One(text));
                }
                StringValue::Nested(tree) => match counted(&tree) {
                    Some(forms) => {
                        self.0.insert(key, forms);
                    }
                    None => self.insert_tree(&key, tree),
                },
            }
        }
    }

    /// The keys, in the order of code points.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Returns the text at `key`, `None` if there is none.
    ///
    /// The form is that for `count`, and `other` without one. `{name}` is replaced by the argument of that name, and
    /// `{count}` by the count as the language writes it; a place that nobody fills stays as it is written.
    pub fn text(
        &self,
        key: &str,
        count: Option<u64>,
        language: &Language,
        arguments: &[(&str, String)],
    ) -> Option<String> {
        let form = match self.0.get(key)? {
            Forms::One(text) => text,
            Forms::Counted { other, by_category } => count
                .and_then(|count| by_category.get(&language.plural(count)))
                .unwrap_or(other),
        };
        let written_count = count.map(|count| match i64::try_from(count) {
            Ok(count) => language.number(count),
            Err(_) => count.to_string(),
        });
        Some(fill(form, |name| {
            let argument = arguments
                .iter()
                .find(|(argument, _)| *argument == name)
                .map(|(_, value)| value.as_str());
            argument.or_else(|| written_count.as_deref().filter(|_| name == "count"))
        }))
    }

    /// Returns all forms of the text at `key` by plural category, `other` among them.
    pub fn forms(&self, key: &str) -> BTreeMap<String, String> {
        match self.0.get(key) {
            None => BTreeMap::new(),
            Some(Forms::One(text)) => BTreeMap::from([("other".to_owned(), text.clone())]),
            Some(Forms::Counted { other, by_category }) => {
                let own = by_category
                    .iter()
                    .map(|(category, text)| (category.name().to_owned(), text.clone()));
                own.chain([("other".to_owned(), other.clone())]).collect()
            }
        }
    }

    /// Takes over the strings of `over`; where both have a key, that of `over` is kept.
    pub fn merge(&mut self, over: Self) {
        self.0.extend(over.0);
    }

    /// Returns the keys of these strings that `other` lacks, in the order of code points.
    pub fn missing_from(&self, other: &Self) -> Vec<String> {
        self.0
            .keys()
            .filter(|key| !other.0.contains_key(*key))
            .cloned()
            .collect()
    }
}

/// Reads the forms of one text; `None` if the map is no such text.
fn counted(tree: &BTreeMap<String, StringValue>) -> Option<Forms> {
    let mut by_category = BTreeMap::new();
    for (name, value) in tree {
        let StringValue::Text(text) = value else {
            return None;
        };
        by_category.insert(Plural::named(name)?, text.clone());
    }
    let other = by_category.remove(&Plural::Other)?;
    Some(Forms::Counted { other, by_category })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LanguageTag;

    fn strings(yaml: &str) -> Strings {
        Strings::from_tree(serde_yaml::from_str(yaml).expect("the test writes strings"))
    }

    fn language(tag: &str) -> Language {
        Language::new(&LanguageTag::parse(tag).expect("the test writes a tag"))
    }

    const ENGLISH: &str =
        "home: Home\nlist:\n  by: By {names}\n  count:\n    one: One entry\n    other: '{count} entries'";

    #[test]
    fn keys_are_joined_by_dots() {
        assert_eq!(
            strings(ENGLISH).keys().collect::<Vec<_>>(),
            ["home", "list.by", "list.count"]
        );
    }

    #[test]
    fn the_form_follows_the_count() {
        let (strings, english) = (strings(ENGLISH), language("en"));
        let text = |count| strings.text("list.count", count, &english, &[]);
        assert_eq!(text(Some(1)).as_deref(), Some("One entry"));
        assert_eq!(text(Some(0)).as_deref(), Some("0 entries"));
        assert_eq!(text(Some(1200)).as_deref(), Some("1,200 entries"));
        assert_eq!(
            text(Some(u64::MAX)).as_deref(),
            Some("18446744073709551615 entries")
        );
        assert_eq!(text(None).as_deref(), Some("{count} entries"));
        assert_eq!(strings.text("list", None, &english, &[]), None);
    }

    #[test]
    fn places_are_filled_once() {
        let english = language("en");
        let fill = |text: &str, arguments: &[(&str, String)]| {
            let strings = Strings::from_tree([(String::from("a"), StringValue::Text(text.into()))].into());
            strings.text("a", Some(2), &english, arguments)
        };
        let names = [("names", String::from("{count} {names}"))];
        assert_eq!(
            fill("By {names}.", &names).as_deref(),
            Some("By {count} {names}.")
        );
        assert_eq!(fill("{names", &names).as_deref(), Some("{names"));
        assert_eq!(fill("{{count}} {x} {}", &names).as_deref(), Some("{2} {x} {}"));
        assert_eq!(
            fill("{count}", &[("count", "two".into())]).as_deref(),
            Some("two")
        );
    }

    #[test]
    fn a_misspelt_category_is_not_lost() {
        let strings = strings("count:\n  ones: a\n  other: b");
        assert_eq!(strings.keys().collect::<Vec<_>>(), ["count.ones", "count.other"]);
    }

    #[test]
    fn strings_of_the_site_win() {
        let mut both = strings(ENGLISH);
        both.merge(strings("home: Start\nlist:\n  all: All"));
        assert_eq!(
            both.text("home", None, &language("en"), &[]).as_deref(),
            Some("Start")
        );
        assert_eq!(both.missing_from(&strings(ENGLISH)), ["list.all"]);
        assert!(strings(ENGLISH).missing_from(&both).is_empty());
    }

    #[test]
    fn the_theme_says_the_same_in_every_language() {
        let files = [
            ("nb", include_str!("../../themes/default/strings/nb.yaml")),
            ("de", include_str!("../../themes/default/strings/de.yaml")),
            ("sv", include_str!("../../themes/default/strings/sv.yaml")),
            ("en", include_str!("../../themes/default/strings/en.yaml")),
        ];
        let english = strings(files[3].1);
        for (tag, file) in files {
            let translated = strings(file);
            assert_eq!(translated.missing_from(&english), [""; 0], "{tag}");
            assert_eq!(english.missing_from(&translated), [""; 0], "{tag}");
            for key in english.keys() {
                assert_eq!(places(&translated, key), places(&english, key), "{tag}: {key}");
            }
        }
    }

    /// The places of every form of a text.
    fn places(strings: &Strings, key: &str) -> Vec<String> {
        let forms = match strings.0.get(key) {
            Some(Forms::One(text)) => vec![text],
            Some(Forms::Counted { other, by_category }) => by_category.values().chain([other]).collect(),
            None => Vec::new(),
        };
        let mut places: Vec<String> = forms
            .iter()
            .flat_map(|form| form.split('{').skip(1))
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
            .collect();
        places.sort();
        places
    }
}
