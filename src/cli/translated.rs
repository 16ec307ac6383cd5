//! `tillit translated`: records that translations say what their originals say now.

use std::collections::HashSet;
use std::path::Path;

use super::args::TranslatedArguments;
use super::texts::Texts;
use super::{FINE, Failure, Voice, WRONG_USE, write};
use crate::content::place::record_path;
use crate::content::record::{self, Record};
use crate::content::status;
use crate::content::translation::Translation;
use crate::date::Date;
use crate::diagnostic::{Phrase, Saying};
use crate::language::LanguageTag;
use crate::span::SourcePath;

pub(super) fn run(root: &Path, arguments: &TranslatedArguments, voice: Voice) -> Result<u8, Failure> {
    let site = Texts::read(root)?;
    let today = arguments.today.unwrap_or_else(Date::today);
    // All is looked at before anything is written.
    let mut records = Vec::new();
    for file in &arguments.files {
        match record(root, &site, file, arguments.from.as_ref(), today) {
            Ok(record) => records.push(record),
            Err(saying) => {
                voice.fail(saying);
                return Ok(WRONG_USE);
            }
        }
    }
    for (text, original, record) in records {
        write::replace(&root.join(record_path(&text).as_str()), &record.render())?;
        voice.remark(Phrase::Recorded.with("file", text).with("original", original));
    }
    Ok(FINE)
}

/// Returns the text, its original, and its record.
fn record(
    root: &Path,
    site: &Texts,
    file: &Path,
    from: Option<&LanguageTag>,
    today: Date,
) -> Result<(SourcePath, SourcePath, Record), Saying> {
    let (entry, translation) = site.find(root, file)?;
    let config = &site.built.world.site.config;
    let records = status::records_of(entry, &site.sources, config);
    let earlier = records.get(&translation.language);
    let recorded = earlier.map(|earlier| &earlier.from);
    let from = from
        // What the entry does not have any more cannot be the original.
        .or(recorded.filter(|from| entry.translations.contains_key(*from)))
        .or_else(|| status::original(entry, &records, config))
        .filter(|from| **from != translation.language)
        .ok_or_else(|| Phrase::IsOriginal.with("file", &translation.path))?;
    let original = entry.translations.get(from).ok_or_else(|| {
        Phrase::NoOriginal
            .with("file", &translation.path)
            .with("language", from)
    })?;
    if is_untouched(translation, original) {
        let saying = Phrase::NothingTranslated.with("file", &translation.path);
        return Err(saying.with("original", &original.path));
    }
    let record = Record::of(original, today, earlier);
    Ok((translation.path.clone(), original.path.clone(), record))
}

/// Says whether a draft is still what `tillit translate` made it: a text that says nothing of its own.
fn is_untouched(translation: &Translation, original: &Translation) -> bool {
    let said: HashSet<String> = record::blocks(original)
        .into_iter()
        .map(|block| block.text)
        .collect();
    translation.draft
        && record::blocks(translation)
            .iter()
            .all(|block| said.contains(&block.text))
}
