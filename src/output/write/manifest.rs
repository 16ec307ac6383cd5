//! The list of what tillit made, which also marks the output folder as ours to replace.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

use super::error::{WriteError, system};
use super::file_system::FileSystem;
use crate::diagnostic::Phrase;

/// The file in the output folder that lists what tillit made.
pub const MANIFEST: &str = ".tillit";

/// The first line of the manifest. A folder without it is not ours to replace.
pub(super) const MANIFEST_HEAD: &str =
    "This folder is made by tillit. It replaces the files listed here and leaves all others alone.";

/// What was in the output folder before.
#[derive(Debug)]
pub(super) struct Old {
    /// The manifest as it was read; `None` if there is no site yet.
    pub(super) manifest: Option<String>,
    /// The paths that the manifest lists.
    pub(super) paths: BTreeSet<String>,
}

impl Old {
    /// Reads what the manifest in the folder says. A missing or empty folder is an empty site.
    pub(super) fn read(file_system: &dyn FileSystem, directory: &Path) -> Result<Self, WriteError> {
        let nothing = Self {
            manifest: None,
            paths: BTreeSet::new(),
        };
        let entries = match file_system.list(directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(nothing),
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(WriteError::NotAFolder {
                    directory: directory.to_owned(),
                });
            }
            Err(error) => return Err(system(Phrase::CannotRead, directory)(error)),
        };
        if entries.is_empty() {
            return Ok(nothing);
        }
        let path = directory.join(MANIFEST);
        let not_ours = || WriteError::NotOurs {
            directory: directory.to_owned(),
        };
        let manifest = match file_system.read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| not_ours())?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(not_ours()),
            Err(error) => return Err(system(Phrase::CannotRead, &path)(error)),
        };
        if manifest.lines().next() != Some(MANIFEST_HEAD) {
            return Err(not_ours());
        }
        let paths = manifest.lines().skip(1).map(str::to_owned).collect();
        Ok(Self {
            manifest: Some(manifest),
            paths,
        })
    }

    /// Tells whether the old site has a file below the folder `inside`, whose path ends with a slash.
    pub(super) fn has_folder(&self, inside: &str) -> bool {
        self.paths
            .range(inside.to_owned()..)
            .next()
            .is_some_and(|next| next.starts_with(inside))
    }
}

/// The text of the manifest for a list of output paths.
pub(super) fn manifest_of(paths: &BTreeSet<String>) -> String {
    let mut manifest = String::from(MANIFEST_HEAD);
    manifest.push('\n');
    for path in paths {
        manifest.push_str(path);
        manifest.push('\n');
    }
    manifest
}
