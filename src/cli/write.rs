//! Files that a command writes for the author: whole, or not at all.

#![allow(
    clippy::disallowed_methods,
    reason = "these files are the author's, not the site's output"
)]

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Makes a new file. Returns `false`, and changes nothing, if there is one already.
///
/// # Errors
/// If the file cannot be written; the message names it.
pub(super) fn create(path: &Path, text: &str) -> io::Result<bool> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file
            .write_all(text.as_bytes())
            .map(|()| true)
            .map_err(|error| named(path, &error)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(named(path, &error)),
    }
}

/// Puts a file in the place of another in one step, so that nobody ever sees half of it.
///
/// # Errors
/// If the file cannot be written; the message names it, and the old one is still there.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that the site does not take it for one of its files.
    let beside = path.with_file_name(format!(".{name}.new"));
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        named(path, &error)
    })
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("writing {}: {error}", path.display()))
}
