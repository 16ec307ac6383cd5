//! The files of the theme, and those that stand beside the texts.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::Placed;
use super::fault::in_config;
use super::memory::{Content, Memory};
use crate::config::{Config, FILE_NAME};
use crate::content::place::Place;
use crate::content::site::Site;
use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::fingerprint::{Fingerprint, content_name, content_named};
use crate::language::{Language, LanguageTag};
use crate::page::address::Address;
use crate::picture::{self, Format, Version};
use crate::source::yaml::Step;
use crate::source::{SourceFile, Sources, disk};
use crate::span::{SourcePath, TextRange};
use crate::theme::{Theme, ThemeFiles};

/// Reads the theme, or finds it read.
pub(super) fn read_theme(
    sources: &Sources,
    placed: &[Placed<'_>],
    config: &Config,
    languages: &[Arc<Language>],
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Theme> {
    let own = placed.iter().filter(|(place, _)| {
        matches!(
            place,
            Place::Template { .. } | Place::Strings { .. } | Place::ThemeAsset { .. }
        )
    });
    let own: Vec<_> = own.map(|(_, file)| (file.path(), file.fingerprint())).collect();
    // That there is no such theme is told where the settings name it.
    let settings = sources.text(FILE_NAME).filter(|_| config.theme != "default");
    let settings = settings.map(|file| file.fingerprint);
    let tags: Vec<&LanguageTag> = config.tags().collect();
    let key = Fingerprint::of(&(own, settings, &config.theme, &config.base_path, tags));
    let read = match memory.theme.take() {
        Some((known, read)) if known == key => read,
        _ => {
            let mut diagnostics = Vec::new();
            let files = theme_files(sources, placed, config, &mut diagnostics);
            let theme = Theme::load(files, languages, &config.base_path).into_value(&mut diagnostics);
            Arc::new(Reported {
                value: Arc::new(theme),
                diagnostics,
            })
        }
    };
    diagnostics.extend(read.diagnostics.iter().cloned());
    memory.theme = Some((key, read.clone()));
    read.value.clone()
}

/// The files of the theme: built in, then of the site's theme folder, then of the site.
fn theme_files(
    sources: &Sources,
    placed: &[Placed<'_>],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> ThemeFiles {
    let mut files = ThemeFiles::built_in();
    let mut known = config.theme == "default";
    let mut own: Vec<(&Place, &SourceFile)> = Vec::new();
    for (place, file) in placed {
        let theme = match place {
            Place::Template { theme, .. } | Place::Strings { theme, .. } => theme.as_deref(),
            Place::ThemeAsset { theme, .. } => Some(theme.as_str()),
            _ => continue,
        };
        match theme {
            Some(theme) if theme != config.theme => {}
            Some(_) => {
                known = true;
                take(&mut files, place, file, diagnostics);
            }
            None => own.push((place, file)),
        }
    }
    for (place, file) in own {
        take(&mut files, place, file, diagnostics);
    }
    if !known {
        diagnostics.push(
            Diagnostic::new(Code::UnknownTheme, in_config(sources, &[Step::key("theme")]))
                .with("theme", &config.theme),
        );
    }
    files
}

fn take(files: &mut ThemeFiles, place: &Place, file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) {
    match (place, file) {
        (Place::Template { name, .. }, SourceFile::Text(text)) => {
            files
                .templates
                .insert(name.clone(), (text.path.clone(), text.text.clone()));
        }
        (Place::Strings { language, .. }, SourceFile::Text(text)) => {
            let at = || TextRange::default().of(&text.path);
            let tag = LanguageTag::read(language, at, diagnostics);
            files
                .strings
                .entry(tag.map_or_else(|| language.clone(), |tag| tag.to_string()))
                .or_default()
                .push((text.path.clone(), text.text.clone()));
        }
        (Place::ThemeAsset { name, .. }, file) => match file.read() {
            Ok(bytes) => {
                files.assets.insert(name.clone(), bytes.into_owned());
            }
            Err(error) => diagnostics.push(unreadable(file.path(), &error)),
        },
        _ => {}
    }
}

/// Where files beside texts are put, and the versions of pictures among them.
#[derive(Default)]
pub(super) struct Companions {
    pub(super) addresses: BTreeMap<SourcePath, Address>,
    pub(super) pictures: BTreeMap<SourcePath, Vec<(Version, Address)>>,
}

/// Files beside texts are published once for all languages, under a name that carries their content.
pub(super) fn companions_of(
    site: &Site,
    sources: &Sources,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Companions {
    let remembered = std::mem::take(&mut memory.contents);
    let paths: Vec<&SourcePath> = site.companions.keys().collect();
    let read: Vec<Option<(&SourceFile, io::Result<Content>)>> = paths
        .par_iter()
        .map(|path| {
            let file = sources.get(path)?;
            let content = match remembered.get(&file.fingerprint()) {
                Some(content) => Ok(content.clone()),
                None => file.read().map(|bytes| Content {
                    name: content_name(&bytes),
                    moves: picture::bare::moves(&bytes),
                }),
            };
            Some((file, content))
        })
        .collect();
    let mut companions = Companions::default();
    for (path, read) in paths.into_iter().zip(read) {
        match (read, path.as_str().strip_prefix("content/")) {
            (Some((file, Ok(content))), Some(below)) => {
                let name = published_name(path, file, &content);
                let address = Address::new(format!("files/{}", content_named(below, &name)));
                companions.addresses.insert(path.clone(), address);
                let versions = versions(file, below, &content);
                if !versions.is_empty() {
                    companions.pictures.insert(path.clone(), versions);
                }
                memory.contents.insert(file.fingerprint(), content);
            }
            (Some((_, Err(error))), _) => {
                diagnostics.push(unreadable(path, &error));
            }
            (None, _) | (_, None) => {}
        }
    }
    companions
}

/// Names what a file is published with: its content, and for pictures the way in which they are bared.
fn published_name(path: &SourcePath, file: &SourceFile, content: &Content) -> String {
    match file {
        SourceFile::Blob(_) if picture::bare::is_bared(path.name()) => {
            content_name(format!("{} {}", content.name, picture::bare::WAY).as_bytes())
        }
        SourceFile::Blob(_) | SourceFile::Text(_) => content.name.clone(),
    }
}

/// The versions of a picture. Their addresses name all that they are made of: its content, the way, and the width.
fn versions(file: &SourceFile, below: &str, content: &Content) -> Vec<(Version, Address)> {
    let SourceFile::Blob(blob) = file else {
        return Vec::new();
    };
    let (Some(format), Some(size)) = (Format::of_name(below), blob.size) else {
        return Vec::new();
    };
    if content.moves {
        return Vec::new();
    }
    let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
    // With its ending: beside `a.jpg` there may be an `a.jpeg` with the same content.
    let ending = below.get(stem.len()..).unwrap_or_default();
    let name = content_name(format!("{} {} {ending}", content.name, picture::WAY).as_bytes());
    let address = |version: &Version| {
        let Version { format, width, .. } = version;
        Address::new(format!("files/{stem}.{name}.{width}.{}", format.ending()))
    };
    let versions = picture::versions(format, size, blob.length).into_iter();
    versions.map(|version| (version, address(&version))).collect()
}

/// Tells that a file that was there a moment ago cannot be read.
pub(super) fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    let at = TextRange::default().of(path);
    Diagnostic::new(Code::UnreadableFile, at).saying("reason", disk::reason(error))
}
