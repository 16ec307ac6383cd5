//! The right to write to an output folder.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::{WriteError, system};
use super::file_system::FileSystem;
use crate::diagnostic::Phrase;

/// A locked file beside the output folder. The system releases it when a build is killed, so none has to be cleared.
#[derive(Debug)]
pub(super) struct Lock {
    file_system: Arc<dyn FileSystem>,
    path: PathBuf,
    /// Open for as long as the lock is held.
    file: Option<File>,
}

impl Lock {
    /// Takes the lock `path` of the folder `directory`, or fails at once if another build has it.
    pub(super) fn acquire(
        file_system: Arc<dyn FileSystem>,
        path: PathBuf,
        directory: &Path,
    ) -> Result<Self, WriteError> {
        // The file may be removed by a build that ends, between our opening and locking it; then we lock the next.
        for _ in 0..100 {
            match file_system.open_locked(&path) {
                Ok(Some(file)) => {
                    return Ok(Self {
                        file_system,
                        path,
                        file: Some(file),
                    });
                }
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(system(Phrase::CannotLock, &path)(error)),
            }
        }
        let signature = file_system.read(&path).unwrap_or_default();
        Err(WriteError::Busy {
            directory: directory.to_owned(),
            process: String::from_utf8_lossy(&signature).trim().parse().ok(),
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is released, so that nobody locks a file that is about to vanish unseen.
        let _ = self.file_system.remove_file(&self.path);
        drop(self.file.take());
    }
}
