//! The works that may be cited, and the style in which they are.

use std::sync::Arc;

use super::fault::in_config;
use super::memory::Memory;
use crate::config::Config;
use crate::content::place::{BIBLIOGRAPHIES, Place, place};
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Phrase, Reported};
use crate::fingerprint::Fingerprint;
use crate::page::citation::{Bibliography, CitationStyle};
use crate::source::yaml::Step;
use crate::source::{SourceFile, Sources};
use crate::span::SourcePath;

/// Reads the works and the style; both are remembered as one.
pub(super) fn read_bibliography(
    sources: &Sources,
    config: &Config,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Bibliography> {
    let files: Vec<_> = BIBLIOGRAPHIES
        .iter()
        .filter_map(|path| sources.text(path))
        .collect();
    let name = config.citation_style.as_deref();
    let style = name.and_then(|name| sources.text(name));
    let key = Fingerprint::of(&(
        files
            .iter()
            .map(|file| (&file.path, file.fingerprint))
            .collect::<Vec<_>>(),
        name,
        style.map(|style| (&style.path, style.fingerprint)),
    ));
    let read = match &memory.bibliography {
        Some((known, read)) if *known == key => read.clone(),
        _ => {
            let mut diagnostics = Vec::new();
            let files: Vec<_> = files
                .iter()
                .map(|file| (&file.path, file.text.as_str()))
                .collect();
            let works = Bibliography::read(&files).into_value(&mut diagnostics);
            let value = match style {
                Some(style) if place(&style.path) == Place::Style => {
                    let style = CitationStyle::read(&style.path, &style.text);
                    works.in_style(style.into_value(&mut diagnostics))
                }
                _ => match name.map(CitationStyle::named) {
                    Some(Ok(style)) => works.in_style(style),
                    // That there is no such style is told below.
                    Some(Err(_)) | None => works,
                },
            };
            Arc::new(Reported {
                value: Arc::new(value),
                diagnostics,
            })
        }
    };
    diagnostics.extend(read.diagnostics.iter().cloned());
    // Where the name stands changes with every line that is put in above it, so this is no part of what is remembered.
    if let Some(name) = name
        && style.is_none_or(|style| place(&style.path) != Place::Style)
    {
        diagnostics.extend(unfit(sources, name));
    }
    memory.bibliography = Some((key, read.clone()));
    read.value.clone()
}

/// Tells why a style cannot be had by what the settings call it.
fn unfit(sources: &Sources, name: &str) -> Option<Diagnostic> {
    let is_path = name.contains('/') || name.ends_with(".csl");
    let (expected, guess) = if is_path {
        let paths = sources.iter().map(SourceFile::path);
        let styles = paths.filter(|path| place(path) == Place::Style);
        (Phrase::StyleFile, nearest(name, styles.map(SourcePath::as_str)))
    } else {
        CitationStyle::named(name).err()?
    };
    let at = in_config(sources, &["citations", "style"].map(Step::key));
    Some(
        Diagnostic::new(Code::WrongValue, at)
            .with("key", "style")
            .with("value", name)
            .saying("expected", expected)
            .guess(guess),
    )
}
