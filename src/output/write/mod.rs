//! Writing the output folder: a new site is staged beside the old one and takes its place in one step.
//!
//! The folder always holds one whole site, the old or the new. Files that did not change keep their inode and their
//! time of change, and files that tillit did not make are never deleted. Which are which stands in the manifest.

mod error;
mod file_system;
mod lock;
mod manifest;
mod path;

use crate::diagnostic::Phrase;
use std::collections::{BTreeSet, HashSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

pub use error::WriteError;
use error::system;
use file_system::{Disk, FileSystem};
use lock::Lock;
pub use manifest::MANIFEST;
use manifest::{Old, manifest_of};
use path::{is_plain, resolve, sibling};

/// What became of a file that was put into the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The old site has no such file.
    New,
    /// The old site has other bytes at this path.
    Changed,
    /// The old site has the same bytes; its file is kept as it is.
    Unchanged,
}

/// What a finished stage did, counted in files; the manifest and files that tillit did not make are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// New and changed files.
    pub written: usize,
    /// Files that were kept.
    pub unchanged: usize,
    /// Files of the old site that the new one does not have.
    pub removed: usize,
}

/// A new site under construction, beside the old one. Dropped unfinished, it vanishes and leaves the old one whole.
#[derive(Debug)]
pub struct Stage {
    file_system: Arc<dyn FileSystem>,
    directory: PathBuf,
    stage: PathBuf,
    old: Old,
    paths: Mutex<BTreeSet<String>>,
    folders: Mutex<HashSet<String>>,
    /// Files of the old site that stay as they are. They are linked at the end, and only if anything else changed.
    kept: Mutex<Vec<String>>,
    written: AtomicUsize,
    /// Given up last, when the stage has been removed.
    _lock: Lock,
}

impl Stage {
    /// Begins a new site that will stand at `directory`.
    ///
    /// # Errors
    /// Refuses a folder that overlaps with one of `source_roots`, that holds files but no manifest of ours, or that
    /// another build is writing to.
    pub fn begin(directory: &Path, source_roots: &[PathBuf]) -> Result<Self, WriteError> {
        Self::begin_on(Arc::new(Disk), directory, source_roots)
    }

    fn begin_on(
        file_system: Arc<dyn FileSystem>,
        directory: &Path,
        source_roots: &[PathBuf],
    ) -> Result<Self, WriteError> {
        let directory = resolve(&*file_system, directory)?;
        for root in source_roots {
            let sources = resolve(&*file_system, root)?;
            if directory.starts_with(&sources) || sources.starts_with(&directory) {
                return Err(WriteError::OverlapsSources { directory, sources });
            }
        }
        let Some(parent) = directory.parent() else {
            return Err(WriteError::NotAFolder { directory });
        };
        file_system
            .create_folders(parent)
            .map_err(system(Phrase::CannotMakeFolder, parent))?;
        let lock = Lock::acquire(file_system.clone(), sibling(&directory, "lock"), &directory)?;
        restore_aside(&*file_system, &directory)?;
        let old = Old::read(&*file_system, &directory)?;
        let stage = sibling(&directory, "stage");
        remove_tree(&*file_system, &stage)?;
        file_system
            .create_folder(&stage)
            .map_err(system(Phrase::CannotMakeFolder, &stage))?;
        Ok(Self {
            file_system,
            directory,
            stage,
            old,
            paths: Mutex::default(),
            folders: Mutex::default(),
            kept: Mutex::default(),
            written: AtomicUsize::new(0),
            _lock: lock,
        })
    }

    /// Puts a file into the new site. `path` is relative, with `/` between its parts.
    ///
    /// # Errors
    /// Refuses a path that leaves the folder, that was put already, or where a file stands that tillit did not make.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Written, WriteError> {
        self.claim(path)?;
        let old = self.directory.join(path);
        let before = self.file_system.look(&old).ok();
        let ours = self.old.paths.contains(path);
        if !ours && before.as_ref().is_some_and(|metadata| !metadata.is_dir()) {
            return Err(WriteError::InTheWay { path: old });
        }
        let same_length = before
            .as_ref()
            .is_some_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
        if ours
            && same_length
            && self
                .file_system
                .read(&old)
                .is_ok_and(|old_bytes| old_bytes == bytes)
        {
            guard(&self.kept).push(path.to_owned());
            return Ok(Written::Unchanged);
        }
        let target = self.target(path)?;
        self.file_system
            .write_new(&target, bytes)
            .map_err(system(Phrase::CannotWrite, &target))?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(if ours && before.is_some() {
            Written::Changed
        } else {
            Written::New
        })
    }

    /// Keeps a file of the old site that the caller knows to be unchanged; it is not read.
    ///
    /// # Errors
    /// [`WriteError::Gone`] if the old site does not have it; the caller may then [`put`](Self::put) it.
    pub fn keep(&self, path: &str) -> Result<(), WriteError> {
        self.claim(path)?;
        let old = self.directory.join(path);
        let is_file = self
            .file_system
            .look(&old)
            .is_ok_and(|metadata| metadata.is_file());
        if !is_file || !self.old.paths.contains(path) {
            guard(&self.paths).remove(path);
            return Err(WriteError::Gone {
                path: path.to_owned(),
            });
        }
        guard(&self.kept).push(path.to_owned());
        Ok(())
    }

    /// Keeps a file of the old site if it is there and as it should be, and tells whether it is.
    ///
    /// # Errors
    /// Refuses a path as [`put`](Self::put) does.
    pub fn keep_if(&self, path: &str, is_fine: impl Fn(&[u8]) -> bool) -> Result<bool, WriteError> {
        if !self.old.paths.contains(path) {
            return Ok(false);
        }
        let bytes = self.file_system.read(&self.directory.join(path));
        if !bytes.is_ok_and(|bytes| is_fine(&bytes)) {
            return Ok(false);
        }
        match self.keep(path) {
            Ok(()) => Ok(true),
            Err(WriteError::Gone { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Puts the new site in the place of the old one. If nothing changed, the old one is not touched.
    ///
    /// # Errors
    /// Fails if a file that tillit did not make stands in the way of a new folder, or if the system refuses.
    pub fn finish(self) -> Result<Summary, WriteError> {
        let paths = std::mem::take(&mut *guard(&self.paths));
        let kept = std::mem::take(&mut *guard(&self.kept));
        let summary = Summary {
            written: self.written.load(Ordering::Relaxed),
            unchanged: kept.len(),
            removed: self.old.paths.difference(&paths).count(),
        };
        let manifest = manifest_of(&paths);
        if summary.written == 0 && summary.removed == 0 && self.old.manifest.as_ref() == Some(&manifest) {
            return Ok(summary);
        }
        kept.par_iter().try_for_each(|path| {
            let old = self.directory.join(path);
            let target = self.target(path)?;
            self.link_or_copy(&old, &target)
                .map_err(system(Phrase::CannotWrite, &old))
        })?;
        let manifest_path = self.stage.join(MANIFEST);
        self.file_system
            .write_new(&manifest_path, manifest.as_bytes())
            .map_err(system(Phrase::CannotWrite, &manifest_path))?;
        if is_there(&*self.file_system, &self.directory)? {
            self.carry_over("", &self.directory, &self.stage)?;
            let path = self.exchange()?;
            self.file_system
                .remove_folder(&path)
                .map_err(|source| WriteError::OldRemains { path, source })?;
        } else {
            self.file_system
                .rename(&self.stage, &self.directory)
                .map_err(system(Phrase::CannotPublish, &self.directory))?;
        }
        Ok(summary)
    }

    /// Takes note of an output path, which must be new and well formed.
    fn claim(&self, path: &str) -> Result<(), WriteError> {
        if !is_plain(path) || path == MANIFEST {
            return Err(WriteError::BadPath {
                path: path.to_owned(),
            });
        }
        if guard(&self.paths).insert(path.to_owned()) {
            Ok(())
        } else {
            Err(WriteError::Twice {
                path: path.to_owned(),
            })
        }
    }

    /// Returns the place of an output in the stage; its folder exists.
    fn target(&self, path: &str) -> Result<PathBuf, WriteError> {
        if let Some((folder, _)) = path.rsplit_once('/')
            && !guard(&self.folders).contains(folder)
        {
            let place = self.stage.join(folder);
            self.file_system
                .create_folders(&place)
                .map_err(system(Phrase::CannotMakeFolder, &place))?;
            guard(&self.folders).insert(folder.to_owned());
        }
        Ok(self.stage.join(path))
    }

    /// Links what tillit did not make from the old folder `from` into the new one, `to`. `prefix` is the path of
    /// both inside the site, with a slash at its end.
    fn carry_over(&self, prefix: &str, from: &Path, to: &Path) -> Result<(), WriteError> {
        let list = |folder: &Path| {
            let listed = self.file_system.list(folder);
            listed.map_err(system(Phrase::CannotRead, folder))
        };
        for (name, kind) in list(from)? {
            let (old, new) = (from.join(&name), to.join(&name));
            // A name that is no text cannot be in the manifest; the stand-in is only compared with it.
            let path = format!("{prefix}{}", name.to_string_lossy());
            if kind.is_dir() {
                let inside = format!("{path}/");
                let is_foreign = !self.old.has_folder(&inside);
                if is_foreign && list(&old)?.is_empty() {
                    self.make_way(&new, &old)?;
                }
                self.carry_over(&inside, &old, &new)?;
                if is_foreign {
                    self.copy_permissions(&old, &new)?;
                }
                continue;
            }
            if path == MANIFEST || (self.old.paths.contains(&path) && name.to_str().is_some()) {
                continue;
            }
            self.make_way(to, &old)?;
            if is_there(&*self.file_system, &new)? {
                return Err(WriteError::InTheWay { path: old });
            }
            self.link_or_copy(&old, &new)
                .map_err(system(Phrase::CannotWrite, &old))?;
        }
        if prefix.is_empty() {
            self.copy_permissions(from, to)?;
        }
        Ok(())
    }

    /// Makes a folder in the new site for something that tillit did not make, now at `old`.
    fn make_way(&self, folder: &Path, old: &Path) -> Result<(), WriteError> {
        self.file_system
            .create_folders(folder)
            .map_err(|error| match error.kind() {
                // A page stands where the folder should be.
                ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
                    WriteError::InTheWay { path: old.to_owned() }
                }
                _ => system(Phrase::CannotMakeFolder, folder)(error),
            })
    }

    /// Links a file to a second place, or copies it where the file system has no links.
    fn link_or_copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.file_system
            .link(from, to)
            .or_else(|_| self.file_system.copy(from, to))
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> Result<(), WriteError> {
        self.file_system
            .copy_permissions(from, to)
            .map_err(system(Phrase::CannotWrite, to))
    }

    /// Puts the stage in the place of the output folder. Returns where the old site is now.
    fn exchange(&self) -> Result<PathBuf, WriteError> {
        let outcome = match self.file_system.exchange(&self.stage, &self.directory) {
            Ok(()) => Ok(self.stage.clone()),
            Err(error) if error.kind() == ErrorKind::Unsupported => self.exchange_in_steps(),
            Err(error) => Err(error),
        };
        outcome.map_err(|error| match error.kind() {
            ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => WriteError::Bound {
                directory: self.directory.clone(),
            },
            _ => system(Phrase::CannotPublish, &self.directory)(error),
        })
    }

    /// Does by two renames what the file system cannot do in one step. Between them the output folder is missing; a
    /// build killed just there is repaired by [`restore_aside`].
    fn exchange_in_steps(&self) -> io::Result<PathBuf> {
        let aside = sibling(&self.directory, "aside");
        self.file_system.rename(&self.directory, &aside)?;
        if let Err(error) = self.file_system.rename(&self.stage, &self.directory) {
            self.file_system.rename(&aside, &self.directory)?;
            return Err(error);
        }
        Ok(aside)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = remove_tree(&*self.file_system, &self.stage);
    }
}

/// Tells whether anything is at a path.
fn is_there(file_system: &dyn FileSystem, path: &Path) -> Result<bool, WriteError> {
    match file_system.look(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(system(Phrase::CannotRead, path)(error)),
    }
}

/// Removes a folder with all that is in it, if it is there.
fn remove_tree(file_system: &dyn FileSystem, path: &Path) -> Result<(), WriteError> {
    match file_system.remove_folder(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(system(Phrase::CannotRemove, path)(error)),
        _ => Ok(()),
    }
}

/// Puts an old site back that a killed build had set aside, or removes it if the new one made it into its place.
fn restore_aside(file_system: &dyn FileSystem, directory: &Path) -> Result<(), WriteError> {
    let aside = sibling(directory, "aside");
    if !is_there(file_system, &aside)? {
        return Ok(());
    }
    if is_there(file_system, directory)? {
        return remove_tree(file_system, &aside);
    }
    file_system
        .rename(&aside, directory)
        .map_err(system(Phrase::CannotPutBack, &aside))
}

/// Locks a mutex. What it guards is whole after every statement, so a panic elsewhere does not spoil it.
fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, unix))]
mod faults;
#[cfg(test)]
mod tests;
