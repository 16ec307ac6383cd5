//! Files that a command writes for the author: whole, or not at all.

#![allow(
    clippy::disallowed_methods,
    reason = "these files are the author's, not the site's output"
)]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::{Phrase, Saying};

/// Makes a new file. Returns `false`, and changes nothing, if there is one already.
///
/// # Errors
/// If the file cannot be written; the message names it.
pub(super) fn create(path: &Path, text: &str) -> Result<bool, Saying> {
    match write_new(path, |file| file.write_all(text.as_bytes())) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(unwritten(path, &error)),
    }
}

/// Puts a file in the place of another in one step, so that nobody ever sees half of it.
///
/// # Errors
/// If the file cannot be written; the message names it, and the old one is still there.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Saying> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that the site does not take it for one of its files.
    let beside = path.with_file_name(format!(".{name}.new"));
    // What stands there may be a link to a file outside the site: it is removed, never written through.
    remove(&beside);
    let written = write_new(&beside, |file| file.write_all(text.as_bytes()));
    written
        .and_then(|()| fs::rename(&beside, path).inspect_err(|_| remove(&beside)))
        .map_err(|error| unwritten(path, &error))
}

/// Removes a file or a link, if that can be done.
pub(super) fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Fills a file that was not there, not even as a link, and removes it again if that fails half-way.
fn write_new(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    fill(&mut file).inspect_err(|_| remove(path))
}

fn unwritten(path: &Path, error: &io::Error) -> Saying {
    let saying = Phrase::CannotWrite.with("path", path.display());
    saying.saying("reason", error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_file_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let full = |file: &mut File| {
            file.write_all(b"hal")?;
            Err(io::ErrorKind::StorageFull.into())
        };
        assert_eq!(
            write_new(&path, full).unwrap_err().kind(),
            io::ErrorKind::StorageFull
        );
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let victim = folder.path().join("victim");
        fs::write(&victim, "mine").unwrap();
        let path = folder.path().join("a.txt");
        let beside = folder.path().join(".a.txt.new");
        for target in ["victim", "nowhere"] {
            std::os::unix::fs::symlink(target, &beside).unwrap();
            replace(&path, "new").unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), "new");
            assert!(fs::symlink_metadata(&beside).is_err());
        }
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("nowhere", &path).unwrap();
        assert!(!create(&path, "new").unwrap());
        assert!(!folder.path().join("nowhere").exists());
    }
}
