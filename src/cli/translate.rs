//! `tillit translate`: begins a translation, with all that does not need translating.

use std::fmt::Write;
use std::path::Path;

use super::args::TranslateArguments;
use super::texts::Texts;
use super::{FINE, Failure, Voice, WRONG_USE, write};
use crate::content::place::record_path;
use crate::content::record::Record;
use crate::content::translation::Translation;
use crate::date::Date;
use crate::diagnostic::{Phrase, Saying};
use crate::markdown::block::normalise;
use crate::span::SourcePath;

pub(super) fn run(root: &Path, arguments: &TranslateArguments, voice: Voice) -> Result<u8, Failure> {
    let site = Texts::read(root)?;
    let wrong = |saying: Saying| {
        voice.fail(saying);
        Ok(WRONG_USE)
    };
    let (entry, original) = match site.find(root, &arguments.file) {
        Ok(found) => found,
        Err(saying) => return wrong(saying),
    };
    let config = &site.built.world.site.config;
    let language = &arguments.to;
    if config.language(language).is_none() {
        let saying = Phrase::NotASiteLanguage.with("language", language);
        return wrong(saying.with("known", config.known_languages()));
    }
    if let Some(there) = entry.translations.get(language) {
        return wrong(Phrase::FileThere.with("file", &there.path));
    }
    let path = original.path.as_str();
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let file = SourcePath::new(&format!("{stem}.{language}.md"));
    let today = arguments.today.unwrap_or_else(Date::today);
    let record = Record::of(original, today, None).render();
    if !write::create(&root.join(file.as_str()), &skeleton(original))? {
        return wrong(Phrase::FileThere.with("file", &file));
    }
    if let Err(error) = write::replace(&root.join(record_path(&file).as_str()), &record) {
        // Without its record it would never be seen to fall behind, and the next try would find it there.
        write::remove(&root.join(file.as_str()));
        return Err(error);
    }
    voice.remark(Phrase::TranslationBegun.with("file", file));
    Ok(FINE)
}

/// The original's front matter and headings. A translation has no slug yet, and is a draft.
fn skeleton(original: &Translation) -> String {
    let mut text = "---\n".to_owned();
    // A text in JSON is one in YAML.
    let quoted = |value: &str| serde_json::Value::from(value).to_string();
    let list = |values: &[String]| serde_json::Value::from(values.to_vec()).to_string();
    let mut key = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(text, "{key}: {value}");
        }
    };
    key("title", Some(quoted(&original.written.title)));
    key("description", original.written.description.as_deref().map(quoted));
    key("date", original.date.map(|date| date.to_string()));
    key("updated", original.updated.map(|date| date.to_string()));
    key(
        "authors",
        (!original.authors.is_empty()).then(|| list(&original.authors)),
    );
    key(
        "subjects",
        (!original.subjects.is_empty()).then(|| list(&original.subjects)),
    );
    key("weight", original.weight.map(|weight| weight.to_string()));
    let lists = (!original.lists.is_empty()).then(|| serde_json::json!(original.lists).to_string());
    key("lists", lists);
    let extra =
        (!original.extra.is_empty()).then(|| serde_json::Value::from(original.extra.clone()).to_string());
    key("extra", extra);
    text.push_str("draft: true\n---\n");
    for heading in &original.document.outline {
        let level = "#".repeat(usize::from(heading.level));
        let words = escaped(&normalise(&heading.text));
        // The same anchors in every language, so that links to them lead somewhere.
        let _ = write!(text, "\n{level} {words} {{#{}}}\n", heading.id);
    }
    text
}

/// Writes a text so that Markdown takes it for nothing else.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        if "\\`*_[]{}<>#@$~^|&".contains(sign) {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}
