//! `tillit schema`: the JSON Schemas of what authors write, for their editors.

#![allow(
    clippy::disallowed_methods,
    reason = "these files are the author's, not the site's output"
)]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::args::SchemaArguments;
use super::{FINE, Failure, Voice, WRONG_USE, give, write};
use crate::content::schema::Written;
use crate::diagnostic::Phrase;
use crate::diagnostic::nearest::nearest;

pub(super) fn run(arguments: &SchemaArguments, voice: Voice) -> Result<u8, Failure> {
    let chosen = match arguments.name.as_deref() {
        None => Written::ALL.to_vec(),
        Some(name) => match Written::ALL.into_iter().find(|written| written.name() == name) {
            Some(written) => vec![written],
            None => {
                voice.fail(Phrase::NoSchema.with("name", name));
                if let Some(guess) = nearest(name, Written::ALL.iter().map(|written| written.name())) {
                    voice.say(Phrase::DidYouMean.with("guess", guess));
                }
                voice.say(Phrase::ListOfSchemas);
                return Ok(WRONG_USE);
            }
        },
    };
    match &arguments.output {
        Some(folder) => {
            write_all(folder, &chosen)?;
            voice.remark(Phrase::SchemasWritten.with("folder", folder.display()));
        }
        None if arguments.name.is_some() => chosen.iter().for_each(|written| give(&written.text())),
        None => give(&list(&chosen)),
    }
    Ok(FINE)
}

/// Writes schemas into a folder.
///
/// # Errors
/// If a file cannot be written; the message names it.
pub(super) fn write_all(folder: &Path, chosen: &[Written]) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| {
        let failure = Phrase::CannotMakeFolder.with("path", folder.display());
        failure.saying("reason", error)
    })?;
    chosen
        .iter()
        .try_for_each(|written| write::replace(&folder.join(written.file_name()), &written.text()))
}

fn list(chosen: &[Written]) -> String {
    let mut list = String::new();
    for written in chosen {
        let _ = writeln!(list, "{:<25} {}", written.name(), written.files());
    }
    list
}
