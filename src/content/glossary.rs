//! The glossary: concepts, and what each is called and means in the languages of the site.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::nearest::{Names, nearest};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::LanguageTag;
use crate::slug;
use crate::source::schema;
use crate::source::yaml::{Places, Step};

/// The concepts of a site, by id: `content/glossary.yaml`.
pub type Glossary = BTreeMap<String, Term>;

/// One concept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["languages"]))]
pub struct Term {
    /// `false` keeps texts from linking to it by themselves, as is best for everyday words. Default: `true`.
    pub link: bool,
    /// `false` keeps it out of the results of the search. Default: `true`.
    pub search: bool,
    /// Where the definition comes from: keys of `references.bib`.
    pub sources: Vec<String>,
    /// What the concept is called and means, by language tag.
    #[schemars(extend("minProperties" = 1))]
    pub languages: BTreeMap<String, Wording>,
}

impl Default for Term {
    fn default() -> Self {
        Self {
            link: true,
            search: true,
            sources: Vec::new(),
            languages: BTreeMap::new(),
        }
    }
}

/// A concept in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["term", "definition"]))]
pub struct Wording {
    /// The term as a dictionary has it. Must be there.
    pub term: String,
    /// Its part of the address. Default: made of the term.
    #[schemars(schema_with = "schema::slug")]
    pub slug: Option<String>,
    /// Its other forms, as a dictionary has them: with the article where it belongs to the form. Texts that contain one
    /// are linked; the article stays outside the link.
    pub forms: Vec<String>,
    /// Other words for the same, which are linked too.
    pub synonyms: Vec<String>,
    /// Words that are not to be used for it, such as `Kunde` for a client: `tillit check` tells where texts use them, in
    /// their regular forms too. Quotations and code may.
    pub avoid: Vec<String>,
    /// What it means, in one or two sentences. Must be there.
    pub definition: String,
}

impl Term {
    /// Returns the concept in a language. `None` if it has no page there.
    pub fn wording(&self, language: &LanguageTag) -> Option<&Wording> {
        let wording = self.languages.get(language.as_str())?;
        (!wording.term.trim().is_empty()).then_some(wording)
    }
}

impl Wording {
    /// Returns its part of the address in a language; the concept's id if the term has no letters for one.
    pub fn slug_or(&self, id: &str, language: &LanguageTag) -> String {
        let slug = match &self.slug {
            Some(slug) => slug.clone(),
            None => slug::slug(&self.term, language.as_str().starts_with("de")),
        };
        if slug.is_empty() { id.to_owned() } else { slug }
    }

    /// Returns all that it is called: the term, its forms, then other words for the same.
    pub fn names(&self) -> impl Iterator<Item = (&str, NameKind)> {
        let own = std::iter::once(&self.term).chain(&self.forms);
        let own = own.map(|name| (name.as_str(), NameKind::Own));
        own.chain(
            self.synonyms
                .iter()
                .map(|name| (name.as_str(), NameKind::Synonym)),
        )
    }
}

/// How a concept comes to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// It is the term or a form of it.
    Own,
    /// It is another word for the same.
    Synonym,
}

/// Puts the languages under their tags in canonical form, and reports what is missing or cannot be.
pub fn check(
    glossary: &mut Glossary,
    places: &Places<'_>,
    languages: &[&str],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (id, term) in glossary.iter_mut() {
        if !slug::is_slug(id) {
            diagnostics.push(
                Diagnostic::new(Code::BadSlug, places.of(&[Step::name(id)]))
                    .with("slug", id)
                    .with("example", slug::slug(id, false)),
            );
        }
        if term.languages.is_empty() {
            let at = places.of(&[Step::name(id)]);
            diagnostics.push(Diagnostic::new(Code::MissingKey, at).with("key", "languages"));
        }
        canonical_languages(id, term, languages, places, diagnostics);
        for (tag, wording) in &mut term.languages {
            let steps = |key: &str| {
                [
                    Step::key(id),
                    Step::key("languages"),
                    Step::key(tag),
                    Step::key(key),
                ]
            };
            for (key, text) in [("term", &wording.term), ("definition", &wording.definition)] {
                if text.trim().is_empty() {
                    let at = places.of(&[Step::key(id), Step::key("languages"), Step::name(tag)]);
                    diagnostics.push(Diagnostic::new(Code::MissingKey, at).with("key", key));
                }
            }
            if let Some(written) = &wording.slug
                && !slug::is_slug(written)
            {
                let example = slug::slug(written, tag.starts_with("de"));
                diagnostics.push(
                    Diagnostic::new(Code::BadSlug, places.of(&steps("slug")))
                        .with("slug", written)
                        .with("example", &example),
                );
                wording.slug = slug::is_slug(&example).then_some(example);
            }
        }
    }
    ambiguous(glossary, places, diagnostics);
}

fn canonical_languages(
    id: &str,
    term: &mut Term,
    languages: &[&str],
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (written, wording) in std::mem::take(&mut term.languages) {
        let at = || places.of(&[Step::key(id), Step::key("languages"), Step::name(&written)]);
        let tag =
            LanguageTag::read(&written, at, diagnostics).filter(|tag| languages.contains(&tag.as_str()));
        let Some(tag) = tag else {
            diagnostics.push(
                Diagnostic::new(Code::UnknownLanguage, at())
                    .with("language", &written)
                    .with("known", languages.join(", "))
                    .guess(nearest(&written, languages.iter().copied())),
            );
            continue;
        };
        if term.languages.contains_key(tag.as_str()) {
            diagnostics.push(Diagnostic::new(Code::DuplicateKey, at()).with("key", &tag));
        } else {
            term.languages.insert(tag.to_string(), wording);
        }
    }
}

/// Names that two concepts share: only one of them can be linked.
fn ambiguous(glossary: &Glossary, places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let place = |id: &str, tag: &str, name: &str| {
        let wording = glossary.get(id).and_then(|term| term.languages.get(tag));
        let index = |names: &[String]| names.iter().position(|other| other == name);
        let mut steps = vec![Step::key(id), Step::key("languages"), Step::key(tag)];
        match wording.map(|wording| (index(&wording.forms), index(&wording.synonyms))) {
            Some((Some(index), _)) => steps.extend([Step::key("forms"), Step::Index(index)]),
            Some((None, Some(index))) => steps.extend([Step::key("synonyms"), Step::Index(index)]),
            _ => steps.push(Step::key("term")),
        }
        places.of(&steps)
    };
    for kind in [NameKind::Own, NameKind::Synonym] {
        for (id, term) in glossary.iter().filter(|(_, term)| term.link) {
            for (tag, wording) in &term.languages {
                for (name, _) in wording.names().filter(|(_, other)| *other == kind) {
                    let owner = *first.entry((tag, name)).or_insert(id);
                    if owner != id {
                        diagnostics.push(
                            Diagnostic::new(Code::AmbiguousTerm, place(id, tag, name))
                                .with("name", name)
                                .with("id", owner)
                                .related(place(owner, tag, name)),
                        );
                    }
                }
            }
        }
    }
}

/// Reports the sources of definitions that are none of the `known` works.
pub fn check_sources(
    glossary: &Glossary,
    places: &Places<'_>,
    known: &BTreeSet<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    // Listed at the first that nobody knows.
    let names = LazyCell::new(|| Names::new(known.iter().copied()));
    for (id, term) in glossary {
        for (index, key) in term.sources.iter().enumerate() {
            if known.contains(key.as_str()) {
                continue;
            }
            let at = places.of(&[Step::key(id), Step::key("sources"), Step::Index(index)]);
            diagnostics.push(
                Diagnostic::new(Code::UnknownReference, at)
                    .with("key", key)
                    .guess(names.nearest(key).copied()),
            );
        }
    }
}
