//! An entry in one language: front matter and text of one Markdown file.

use std::fmt;
use std::sync::{Arc, OnceLock};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::Value;

use super::list::AskedLists;
use crate::config::RawHtml;
use crate::date::Date;
use crate::diagnostic::{Argument, Code, Diagnostic, Phrase, Reported};
use crate::fingerprint::Fingerprint;
use crate::language::{LanguageTag, typography};
use crate::markdown::{self, Document};
use crate::slug;
use crate::source::TextFile;
use crate::source::encoding;
use crate::source::front_matter::{self, Split};
use crate::source::schema;
use crate::source::yaml::{self, Places, Step};
use crate::span::{SourcePath, Span, TextRange};

/// The longest front matter, in bytes.
const MOST_FRONT_MATTER_BYTES: usize = 100_000;

/// How many lists a page may ask for: each may hold every entry of the site.
const MOST_LISTS: usize = 50;

/// The front matter as an author writes it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["title"]))]
struct FrontMatterFile {
    /// **Required.** The title, shown as the page's heading.
    // No `Option`, to which `null` would be no title.
    title: String,
    /// One sentence for lists and search engines, at most 300 characters. Default: the beginning of the text.
    description: Option<String>,
    /// The last part of the address in this language: small letters, digits and hyphens. Default: the entry's id.
    #[schemars(schema_with = "schema::slug")]
    slug: Option<String>,
    /// The day of publication. A page dated after today is not published yet.
    date: Option<Date>,
    /// The day of the last change of substance.
    updated: Option<Date>,
    /// Who wrote it: ids of `people.yaml`, or one of them.
    #[serde(deserialize_with = "one_or_several")]
    #[schemars(schema_with = "texts")]
    authors: Vec<String>,
    /// What it is about: ids of `subjects.yaml`, or one of them.
    #[serde(deserialize_with = "one_or_several")]
    #[schemars(schema_with = "texts")]
    subjects: Vec<String>,
    /// `true` keeps the page out of the published site; `--drafts` shows it. Default: `false`.
    draft: bool,
    /// `false` keeps the text from linking to terms of the glossary by itself. Default: `true`.
    terms: Option<bool>,
    /// `true` lets the text use words that the glossary says to avoid. Default: `false`.
    avoided_words: bool,
    /// `false` keeps the page out of the results of the search. Default: `true`.
    search: Option<bool>,
    /// Old addresses that lead here, such as `/en/old-page/`, or one of them.
    #[serde(deserialize_with = "one_or_several")]
    #[schemars(schema_with = "texts")]
    aliases: Vec<String>,
    /// Entries with a lower weight stand first; those without one come last.
    weight: Option<i64>,
    /// The language of the text from which this one differs on purpose, such as `nb`, so that it is never behind.
    #[schemars(schema_with = "schema::tag")]
    differs_from: Option<String>,
    /// The person who reviewed the page, or several: ids of `people.yaml`.
    #[serde(deserialize_with = "one_or_several")]
    #[schemars(schema_with = "texts")]
    reviewed_by: Vec<String>,
    /// The day of the review.
    reviewed_on: Option<Date>,
    /// The day by which the next review is due; `tillit check` tells when it is past.
    review_due: Option<Date>,
    /// Lists for a template of your own, by name; see below.
    lists: AskedLists,
    /// Keys of your own, which templates see as `page.extra`.
    #[serde(deserialize_with = "without_negative_zero")]
    extra: Extra,
}

/// Keys of the site's own, which templates see as they are written.
pub type Extra = serde_json::Map<String, Value>;

/// Reads keys of the site's own. `-0.0` becomes `0.0`, which has the same fingerprint though templates show it
/// differently.
fn without_negative_zero<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Extra, D::Error> {
    fn mend(value: &mut Value) {
        match value {
            Value::Number(number) if number.is_f64() && number.as_f64() == Some(0.0) => *value = 0.0.into(),
            Value::Array(items) => items.iter_mut().for_each(mend),
            Value::Object(map) => map.values_mut().for_each(mend),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    let mut extra = Extra::deserialize(deserializer)?;
    extra.values_mut().for_each(mend);
    Ok(extra)
}

/// Returns the schema of what [`one_or_several`] reads.
fn texts(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["string", "array", "null"], "items": {"type": "string"}})
}

/// Returns the JSON Schema of the front matter. Beside a file of data it needs no title.
pub fn schema(title: &str, beside_data: bool) -> Value {
    let mut schema = schema::of::<FrontMatterFile>(title);
    if let Value::Object(keywords) = &mut schema
        && beside_data
    {
        keywords.remove("required");
    }
    schema
}

/// Reads one text, or a list of them.
fn one_or_several<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct Texts;

    impl<'de> Visitor<'de> for Texts {
        type Value = Vec<String>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a text, or a list of texts")
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(vec![text.to_owned()])
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            let mut texts = Vec::new();
            while let Some(text) = items.next_element()? {
                texts.push(text);
            }
            Ok(texts)
        }
    }

    deserializer.deserialize_any(Texts)
}

/// An entry in one language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The file.
    pub path: SourcePath,
    /// The language.
    pub language: LanguageTag,
    /// The title, quotation marks set.
    pub title: String,
    /// One sentence, or the beginning of the text.
    pub description: String,
    /// The description is the beginning of the text, since the author wrote none.
    pub excerpt: bool,
    /// The slug as written.
    pub slug: Option<String>,
    /// The day of publication.
    pub date: Option<Date>,
    /// The day of the last change of substance.
    pub updated: Option<Date>,
    /// Ids of people.
    pub authors: Vec<String>,
    /// Ids of subjects.
    pub subjects: Vec<String>,
    /// Not for publication.
    pub draft: bool,
    /// Its text links to the glossary by itself.
    pub terms: bool,
    /// It may use words that the glossary says to avoid.
    pub avoided_words: bool,
    /// The search finds it.
    pub search: bool,
    /// Old addresses.
    pub aliases: Vec<String>,
    /// The place among its siblings.
    pub weight: Option<i64>,
    /// The language of the text from which this one differs on purpose.
    pub differs_from: Option<LanguageTag>,
    /// Ids of the people who reviewed it.
    pub reviewed_by: Vec<String>,
    /// When.
    pub reviewed_on: Option<Date>,
    /// When the next review is due.
    pub review_due: Option<Date>,
    /// Lists for the page's template.
    pub lists: AskedLists,
    /// Keys of the site's own.
    pub extra: Extra,
    /// The title and the description as written.
    pub written: Written,
    /// Where the front matter stands in the file.
    pub front_matter: TextRange,
    /// The first byte of the text below it.
    pub body: usize,
    /// The text.
    pub document: Arc<Document>,
    /// The fingerprint of all its blocks, once a record has asked for it: several translations may be made from it.
    pub all_blocks: OnceLock<Fingerprint>,
    /// The file, for places of its values.
    pub file: Arc<TextFile>,
    /// The fingerprint of what decides where pages are put: language, slug, old addresses, days, and whether it is a draft.
    pub standing: Fingerprint,
    /// The fingerprint of all fields but `document`, `all_blocks` and `file`, of which only the front matter is in it. What
    /// reads no text can be remembered by it.
    pub head: Fingerprint,
}

/// What the front matter says in words, before quotation marks are set.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The title; empty if it is missing.
    pub title: String,
    /// The description.
    pub description: Option<String>,
}

impl Translation {
    /// Returns the place of a value of the front matter.
    pub fn place(&self, steps: &[Step]) -> Span {
        self.places().of(steps)
    }

    /// Returns the places of all values of the front matter, for those who ask for many.
    pub fn places(&self) -> Places<'_> {
        Places::new(&self.path, &self.file.text, self.front_matter)
    }
}

/// A title that is missing because of another fault is not told as well.
fn explains_missing_title(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| match diagnostic.code {
        Code::UnknownKey => diagnostic.guess.as_deref() == Some("title"),
        Code::YamlSyntax | Code::UnclosedFrontMatter | Code::MissingFrontMatter | Code::TooLong => true,
        Code::WrongType => diagnostic
            .arguments
            .contains(&("key", Argument::Given("title".to_owned()))),
        _ => false,
    })
}

/// Says that a file has no front matter, or why what looks like one is none.
fn missing_front_matter(path: &SourcePath, text: &str, start: usize) -> Diagnostic {
    let rest = text.get(start..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    let line = rest.trim_start().lines().next().unwrap_or_default().trim_end();
    let is_rule = !line.is_empty()
        && line
            .chars()
            .all(|sign| matches!(sign, '-' | '–' | '—' | '―' | '−' | '*' | '_' | ' '));
    let (fault, from) = match line {
        "---" => (Phrase::HeaderBelowBlank.into(), start),
        _ if is_rule => (Phrase::HeaderWithDash.with("line", line), start + blank),
        _ => (Phrase::HeaderAbsent.into(), start + blank),
    };
    let at = TextRange::new(from, start + blank + line.len());
    Diagnostic::new(Code::MissingFrontMatter, at.of(path)).saying("fault", fault)
}

/// Reads a Markdown file. `titled` says whether its front matter must have a title.
pub fn parse(
    file: &Arc<TextFile>,
    language: &LanguageTag,
    raw_html: RawHtml,
    titled: bool,
) -> Reported<Translation> {
    let mut diagnostics = Vec::new();
    let text = file.text.as_str();
    let (front_matter, body) = match front_matter::split(text) {
        Split::Found { yaml, body } => (yaml, body),
        Split::Missing { body } => {
            if titled {
                diagnostics.push(missing_front_matter(&file.path, text, body));
            }
            (TextRange::new(body, body), body)
        }
        Split::Unclosed { at } => {
            diagnostics.push(Diagnostic::new(Code::UnclosedFrontMatter, at.of(&file.path)));
            (TextRange::new(at.end, at.end), text.len())
        }
    };
    encoding::check(&file.path, text, &mut diagnostics);
    let front_matter = if front_matter.end - front_matter.start > MOST_FRONT_MATTER_BYTES {
        let at = TextRange::new(front_matter.start, front_matter.start);
        diagnostics.push(
            Diagnostic::new(Code::TooLong, at.of(&file.path))
                .with("limit", format!("{} kB", MOST_FRONT_MATTER_BYTES / 1000)),
        );
        at
    } else {
        front_matter
    };
    let mut keys: FrontMatterFile = yaml::read(&file.path, text, front_matter).into_value(&mut diagnostics);
    let place = |key: &str| yaml::locate(&file.path, text, front_matter, &[Step::key(key)]);
    if keys.lists.len() > MOST_LISTS {
        diagnostics.push(
            Diagnostic::new(Code::TooLong, place("lists")).with("limit", format!("{MOST_LISTS} × `lists`")),
        );
        keys.lists.clear();
    }
    let settings = markdown::Settings {
        path: file.path.clone(),
        language: language.as_str().to_owned(),
        raw_html: match raw_html {
            RawHtml::Sanitise => markdown::RawHtml::Sanitise,
            RawHtml::Allow => markdown::RawHtml::Allow,
            RawHtml::Refuse => markdown::RawHtml::Refuse,
        },
    };
    if titled && keys.title.trim().is_empty() && !explains_missing_title(&diagnostics) {
        diagnostics.push(yaml::missing(&file.path, text, front_matter, "title"));
    }
    let document = markdown::parse(text, body, &settings).into_value(&mut diagnostics);
    let mut slug_as_written = keys.slug;
    if let Some(written) = &slug_as_written
        && !slug::is_slug(written)
    {
        let example = slug::slug(written, language.as_str().starts_with("de"));
        diagnostics.push(
            Diagnostic::new(Code::BadSlug, place("slug"))
                .with("slug", written)
                .with("example", &example),
        );
        slug_as_written = slug::is_slug(&example).then_some(example);
    }
    let differs_from = keys.differs_from.and_then(|written| {
        let at = || place("differs_from");
        let other = LanguageTag::read(&written, at, &mut diagnostics).filter(|other| other != language);
        if other.is_none() {
            diagnostics.push(
                Diagnostic::new(Code::WrongValue, at())
                    .with("key", "differs_from")
                    .with("value", &written)
                    .saying("expected", Phrase::OtherLanguageTag),
            );
        }
        other
    });
    let prose = |text: &str| typography::prose(language.as_str(), text);
    let description = keys
        .description
        .as_deref()
        .map_or_else(|| document.lead.clone(), prose);
    // All else is read of the front matter, and stands where that stands.
    let above = text.get(..body).unwrap_or(text);
    let head = Fingerprint::of(&(&file.path, language, above, &description, titled));
    let days = (keys.date, keys.updated);
    let standing = Fingerprint::of(&(language, &slug_as_written, &keys.aliases, keys.draft, days));
    let translation = Translation {
        path: file.path.clone(),
        language: language.clone(),
        title: prose(&keys.title),
        description,
        excerpt: keys.description.is_none(),
        slug: slug_as_written,
        date: keys.date,
        updated: keys.updated,
        authors: keys.authors,
        subjects: keys.subjects,
        draft: keys.draft,
        terms: keys.terms.unwrap_or(true),
        avoided_words: keys.avoided_words,
        search: keys.search.unwrap_or(true),
        aliases: keys.aliases,
        weight: keys.weight,
        differs_from,
        reviewed_by: keys.reviewed_by,
        reviewed_on: keys.reviewed_on,
        review_due: keys.review_due,
        lists: keys.lists,
        extra: keys.extra,
        written: Written {
            title: keys.title,
            description: keys.description,
        },
        front_matter,
        body,
        document: Arc::new(document),
        all_blocks: OnceLock::new(),
        file: file.clone(),
        standing,
        head,
    };
    Reported {
        value: translation,
        diagnostics,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_has_no_sign() {
        let text = "title: A\nextra: {a: -0.0, b: [-0.0, {c: -0.0}], d: 0, e: -1.5}\n";
        let whole = TextRange::new(0, text.len());
        let file: FrontMatterFile = yaml::read(&SourcePath::new("a.nb.md"), text, whole).value;
        assert_eq!(
            Value::from(file.extra).to_string(),
            r#"{"a":0.0,"b":[0.0,{"c":0.0}],"d":0,"e":-1.5}"#
        );
    }
}
