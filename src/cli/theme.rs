//! `tillit theme`: the files of the built-in theme, for those who change some of them.

#![allow(
    clippy::disallowed_methods,
    reason = "these files are the author's, not the site's output"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::args::ThemeCommand;
use super::{FINE, Failure, Voice, WRONG_USE, give, write};
use crate::config;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Phrase, Saying};
use crate::source::disk;
use crate::theme;

pub(super) fn run(
    command: &ThemeCommand,
    root: impl FnOnce() -> Result<PathBuf, Saying>,
    voice: Voice,
) -> Result<Result<u8, Failure>, Saying> {
    let ThemeCommand::Eject { file } = command;
    let files: Vec<(&str, &[u8])> = theme::built_in_files();
    let Some(name) = file else {
        give(
            &files
                .iter()
                .map(|(name, _)| format!("{name}\n"))
                .collect::<String>(),
        );
        return Ok(Ok(FINE));
    };
    let name = name.replace('\\', "/");
    let Some((name, bytes)) = files.iter().find(|(known, _)| *known == name) else {
        voice.fail(Phrase::NoThemeFile.with("name", &name));
        if let Some(guess) = nearest(&name, files.iter().map(|(known, _)| *known)) {
            voice.say(Phrase::DidYouMean.with("guess", guess));
        }
        voice.say(Phrase::ListOfThemeFiles);
        return Ok(Ok(WRONG_USE));
    };
    Ok(eject(&root()?, name, bytes, voice))
}

/// Copies a file to where the site's own counts.
fn eject(root: &Path, name: &str, bytes: &[u8], voice: Voice) -> Result<u8, Failure> {
    let sources = disk::read(root, None, &mut Vec::new())?;
    let theme = config::read(&sources, None, BTreeSet::new).value.theme;
    // Words and templates of the site come before those of any theme. Other files have no place but a theme.
    let place = match name.split_once('/') {
        Some(("templates", _)) => name.to_owned(),
        Some(("strings", _)) => format!("templates/{name}"),
        _ => format!("themes/{theme}/{name}"),
    };
    let path = root.join(&place);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| {
            let failure = Phrase::CannotMakeFolder.with("path", folder.display());
            failure.saying("reason", error)
        })?;
    }
    if !write::create(&path, &String::from_utf8_lossy(bytes))? {
        voice.fail(Phrase::ThemeFileThere.with("path", &place));
        return Ok(WRONG_USE);
    }
    voice.remark(Phrase::ThemeFileWritten.with("path", &place));
    Ok(FINE)
}
