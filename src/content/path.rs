//! Reading paths, as `path.yaml` describes them: entries in the order in which somebody new to a matter may read them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::entry::EntryKey;
use super::local::LocalText;
use super::site::Site;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::language::LanguageTag;
use crate::source::schema;
use crate::source::yaml::{Places, Step};

/// The most steps of a path: each page looks through the steps of all paths for itself.
const MOST_STEPS: usize = 200;

/// What `path.yaml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["name", "steps"]))]
pub struct ReadingPath {
    /// The name. There is a page in each language that has one.
    pub name: LocalText,
    /// The last part of the address. Default: the id.
    #[schemars(schema_with = "schema::slugs")]
    pub slug: Option<LocalText>,
    /// One sentence for lists and search engines.
    pub description: Option<LocalText>,
    /// For whom it is.
    pub audience: Option<LocalText>,
    /// `false` keeps it out of the results of the search. Default: `true`.
    pub search: Option<bool>,
    /// What to read, the first first.
    #[schemars(length(min = 1))]
    pub steps: Vec<PathStep>,
    /// A note for those who edit these data; it is not shown.
    pub note: Option<String>,
}

/// One step of a path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["entry"]))]
pub struct PathStep {
    /// What to read, named as links name it: `article:rupture`, `instrument:wai-sr`, `course:2014`, `term:alliance`.
    pub entry: String,
    /// Why to read it here, in one or two sentences.
    pub why: Option<LocalText>,
}

impl ReadingPath {
    /// Returns its steps with what they name, each entry where it is named first.
    pub fn keys(&self) -> impl Iterator<Item = (EntryKey, &PathStep)> {
        let mut known = BTreeSet::new();
        self.steps.iter().filter_map(move |step| {
            let key = EntryKey::of_reference(&step.entry).filter(is_read)?;
            known.insert(step.entry.as_str()).then_some((key, step))
        })
    }

    /// Reports what is missing, and leaves out what cannot be used. `languages` are those of the site. What the steps name
    /// is looked for in [`Self::check_steps`].
    pub fn check(&mut self, places: &Places<'_>, languages: &[&str], diagnostics: &mut Vec<Diagnostic>) {
        if self.name == LocalText::default() {
            diagnostics.push(Diagnostic::new(Code::MissingKey, places.of(&[])).with("key", "name"));
        }
        if self.steps.is_empty() {
            diagnostics.push(Diagnostic::new(Code::MissingKey, places.of(&[])).with("key", "steps"));
        }
        if self.steps.len() > MOST_STEPS {
            self.steps.truncate(MOST_STEPS);
            let limit = format!("{MOST_STEPS} × `-`");
            let at = places.of(&[Step::key("steps")]);
            diagnostics.push(Diagnostic::new(Code::TooLong, at).with("limit", limit));
        }
        for (way, text) in self.texts() {
            let place = |tag: &str| places.of(&[way.as_slice(), &[Step::name(tag)]].concat());
            text.check(languages, place, diagnostics);
        }
        if let Some(slug) = &mut self.slug {
            slug.check_slugs(places, diagnostics);
        }
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, step) in self.steps.iter().enumerate() {
            if step.entry.is_empty() {
                let at = places.of(&[Step::key("steps"), Step::Index(index)]);
                diagnostics.push(Diagnostic::new(Code::MissingKey, at).with("key", "entry"));
            } else if let Some(first) = first.get(step.entry.as_str()) {
                diagnostics.push(
                    Diagnostic::new(Code::RepeatedStep, places.of(&way(index)))
                        .with("target", &step.entry)
                        .with("number", first + 1)
                        .related(places.of(&way(*first))),
                );
            } else {
                first.insert(&step.entry, index);
            }
        }
    }

    /// Reports steps that name nothing, what is not published, or what nobody reads.
    pub fn check_steps(&self, places: &Places<'_>, site: &Site, diagnostics: &mut Vec<Diagnostic>) {
        let mut known = BTreeSet::new();
        for (index, step) in self.steps.iter().enumerate() {
            let place = || places.of(&way(index));
            if step.entry.is_empty() || site.is_unread(&step.entry) || !known.insert(&step.entry) {
                continue;
            }
            let Some(key) = site.find(&step.entry) else {
                diagnostics.push(
                    Diagnostic::new(Code::DeadLink, place())
                        .with("target", &step.entry)
                        .guess(site.guess(&step.entry)),
                );
                continue;
            };
            let entry = site.entry(&key);
            let withheld = entry
                .filter(|entry| !entry.is_published())
                .and_then(|entry| entry.withheld);
            if let Some(withheld) = withheld {
                diagnostics.push(withheld.report(&step.entry, place()));
            } else if !is_read(&key) {
                diagnostics.push(
                    Diagnostic::new(Code::WrongValue, place())
                        .with("key", "entry")
                        .with("value", &step.entry)
                        .saying("expected", Phrase::StepSuchAs),
                );
            }
        }
    }

    /// The texts that may be there in several languages, each with the way to it.
    fn texts(&mut self) -> Vec<(Vec<Step>, &mut LocalText)> {
        let mut texts = vec![(vec![Step::key("name")], &mut self.name)];
        for (key, text) in [
            ("slug", &mut self.slug),
            ("description", &mut self.description),
            ("audience", &mut self.audience),
        ] {
            texts.extend(text.as_mut().map(|text| (vec![Step::key(key)], text)));
        }
        for (index, step) in self.steps.iter_mut().enumerate() {
            let way = vec![Step::key("steps"), Step::Index(index), Step::key("why")];
            texts.extend(step.why.as_mut().map(|why| (way, why)));
        }
        texts
    }
}

impl PathStep {
    /// Returns in a language why to read it here, if it says so.
    pub fn why(&self, language: &LanguageTag) -> Option<&str> {
        self.why
            .as_ref()?
            .get(language)
            .filter(|why| !why.trim().is_empty())
    }
}

/// Tells whether an entry is something to read, rather than a list or another path.
pub fn is_read(key: &EntryKey) -> bool {
    match key {
        EntryKey::Article(_) | EntryKey::Instrument(_) | EntryKey::Course(_) | EntryKey::Term(_) => true,
        EntryKey::Section(_) | EntryKey::Path(_) | EntryKey::Subject(_) | EntryKey::Person(_) => false,
        EntryKey::Glossary
        | EntryKey::References
        | EntryKey::Subjects
        | EntryKey::People
        | EntryKey::Search => false,
    }
}

fn way(index: usize) -> Vec<Step> {
    vec![Step::key("steps"), Step::Index(index), Step::key("entry")]
}
