//! Instruments: questionnaires and rating scales.

use serde::Deserialize;

use super::local::LocalText;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::yaml::{Places, Step};

/// What `instrument.yaml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Instrument {
    /// The name. There is a page in each language that has one.
    pub name: LocalText,
    /// The last part of the address. Default: the id.
    pub slug: Option<LocalText>,
    /// One sentence for lists and search engines.
    pub description: Option<LocalText>,
}

impl Instrument {
    /// Tells what is wrong with it, and leaves out what cannot be used.
    pub fn check(&mut self, places: &Places<'_>, languages: &[&str], diagnostics: &mut Vec<Diagnostic>) {
        if self.name == LocalText::default() {
            diagnostics.push(Diagnostic::new(Code::MissingKey, places.of(&[])).with("key", "name"));
        }
        let optional = [("slug", &mut self.slug), ("description", &mut self.description)];
        let given = optional
            .into_iter()
            .filter_map(|(key, text)| Some((key, text.as_mut()?)));
        for (key, text) in given.chain([("name", &mut self.name)]) {
            let place = |tag: &str| places.of(&[Step::key(key), Step::name(tag)]);
            text.check(languages, place, diagnostics);
        }
    }
}
