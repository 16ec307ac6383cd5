//! The rules about paths: which outputs may be named, and what stands beside the output folder.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::{WriteError, system};
use super::file_system::FileSystem;
use crate::diagnostic::Phrase;

/// Whether a path is relative, stays inside its folder, and means the same on every system.
pub(super) fn is_plain(path: &str) -> bool {
    path.split('/')
        .all(|part| !part.is_empty() && part != "." && part != "..")
        && !path
            .chars()
            .any(|character| character == '\\' || character.is_control())
}

/// A path beside the output folder: `.public.tillit-stage`.
pub(super) fn sibling(directory: &Path, purpose: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(directory.file_name().unwrap_or_default());
    name.push(".tillit-");
    name.push(purpose);
    directory.with_file_name(name)
}

/// Makes a path absolute and free of symbolic links, as far as it exists.
pub(super) fn resolve(file_system: &dyn FileSystem, path: &Path) -> Result<PathBuf, WriteError> {
    let absolute = std::path::absolute(path).map_err(system(Phrase::CannotRead, path))?;
    let mut existing = absolute.as_path();
    let mut missing = Vec::new();
    loop {
        match file_system.resolve(existing) {
            Ok(mut resolved) => {
                resolved.extend(missing.iter().rev());
                return Ok(resolved);
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(WriteError::NotAFolder {
                    directory: path.to_owned(),
                });
            }
            Err(error) => return Err(system(Phrase::CannotRead, path)(error)),
        }
        // A name is missing for `..` and for the root; a dangling link has one but must not be written through.
        let (Some(name), Some(parent)) = (existing.file_name(), existing.parent()) else {
            return Err(WriteError::NotAFolder {
                directory: path.to_owned(),
            });
        };
        if file_system.look(existing).is_ok_and(|found| found.is_symlink()) {
            return Err(WriteError::NotAFolder {
                directory: path.to_owned(),
            });
        }
        missing.push(name.to_owned());
        existing = parent;
    }
}
