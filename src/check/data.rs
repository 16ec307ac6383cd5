//! Texts in data that are in another language than they should be, or use words to avoid.
//!
//! Data have a text in each language as a map with a key for each; that holds for all kinds of data, so none is known
//! here.

use rayon::prelude::*;
use serde_json::Value;

use super::avoided::{self, Avoided};
use super::language::other_language;
use super::text::wrong_language;
use crate::content::place::{Place, place};
use crate::diagnostic::Diagnostic;
use crate::language::LanguageTag;
use crate::page::world::World;
use crate::source::yaml::{Places, Step, read_file};
use crate::source::{SourceFile, Sources, TextFile};

/// Looks through all files of data: for another language in those that entries and charts are made of, for words to avoid
/// in those of people and subjects too.
pub(super) fn check(
    world: &World,
    sources: &Sources,
    avoided: &[Avoided<'_>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let tags: Vec<&str> = world.site.config.tags().map(LanguageTag::as_str).collect();
    let files = sources.iter().filter_map(|file| {
        let SourceFile::Text(file) = file else { return None };
        match place(&file.path) {
            Place::Data { .. } => Some((&**file, true)),
            Place::People | Place::Subjects => Some((&**file, false)),
            _ => world.charts.contains_key(&file.path).then_some((&**file, true)),
        }
    });
    let files: Vec<(&TextFile, bool)> = files.collect();
    let found: Vec<Vec<Diagnostic>> = files
        .into_par_iter()
        .map(|(file, has_texts)| {
            let mut found = Vec::new();
            let places = Places::of_file(file);
            each_text(file, &tags, &mut |told| {
                let seems = other_language(told.text, told.tag).filter(|_| has_texts);
                found.extend(seems.map(|seems| wrong_language(places.of(told.way), seems, told.tag)));
                avoided::check_told(&told, &places, avoided, &mut found);
            });
            found
        })
        .collect();
    diagnostics.extend(found.into_iter().flatten());
}

/// A text in a file of data.
pub(super) struct Told<'a> {
    /// The way to it.
    pub(super) way: &'a [Step],
    /// Its words.
    pub(super) text: &'a str,
    /// The tag of its language.
    pub(super) tag: &'a str,
}

/// Goes through all texts of a file that say their language. What is wrong with the file itself was told when it was read.
fn each_text(file: &TextFile, tags: &[&str], look: &mut dyn FnMut(Told<'_>)) {
    texts(&read_file(file).value, tags, &mut Vec::new(), look);
}

fn texts(value: &Value, tags: &[&str], way: &mut Vec<Step>, look: &mut dyn FnMut(Told<'_>)) {
    match value {
        Value::Object(map) => {
            let is_text = map.keys().all(|key| tags.contains(&key.as_str()));
            for (key, value) in map {
                way.push(Step::key(key));
                match value {
                    Value::String(text) if is_text => {
                        look(Told { way, text, tag: key });
                    }
                    _ => texts(value, tags, way, look),
                }
                way.pop();
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                way.push(Step::Index(index));
                texts(item, tags, way, look);
                way.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
