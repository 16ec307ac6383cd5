//! Writing the output folder: a new site is staged beside the old one and takes its place in one step.
//!
//! The folder always holds one whole site, the old or the new. Files that did not change keep their inode and their
//! time of change, and files that tillit did not make are never deleted. Which are which stands in the manifest.

#![allow(clippy::disallowed_methods, reason = "the one module that writes the site")]

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

/// The file in the output folder that lists what tillit made.
pub const MANIFEST: &str = ".tillit";

/// The first line of the manifest. A folder without it is not ours to replace.
const MANIFEST_HEAD: &str =
    "This folder is made by tillit. It replaces the files listed here and leaves all others alone.";

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

/// Why the output could not be written. The folder holds a whole site in every case: the old one, or the new one if only
/// the removal of the old one failed.
#[derive(Debug)]
pub enum WriteError {
    /// The system refused something.
    System {
        /// What was attempted, as it follows "cannot".
        attempt: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output folder is, holds or lies in a folder of sources.
    OverlapsSources {
        /// The output folder.
        directory: PathBuf,
        /// The folder of sources.
        sources: PathBuf,
    },
    /// The output folder holds files, and tillit did not make it.
    NotOurs {
        /// The output folder.
        directory: PathBuf,
    },
    /// The path cannot be an output folder: it is a file, or has no name of its own.
    NotAFolder {
        /// The path.
        directory: PathBuf,
    },
    /// Another build writes to the folder at this moment.
    Busy {
        /// The output folder.
        directory: PathBuf,
    },
    /// The output folder is a mount point, which cannot be exchanged for another folder.
    MountPoint {
        /// The output folder.
        directory: PathBuf,
    },
    /// An output path is not a plain relative path.
    BadPath {
        /// The output path.
        path: String,
    },
    /// Two outputs have the same path.
    Twice {
        /// The output path.
        path: String,
    },
    /// A file that tillit did not make stands where an output should be.
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// A file to be kept is not in the old site any more.
    Gone {
        /// The output path.
        path: String,
    },
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System {
                attempt,
                path,
                source,
            } => {
                write!(formatter, "cannot {attempt} `{}`: {source}", path.display())
            }
            Self::OverlapsSources { directory, sources } => write!(
                formatter,
                "the output folder `{}` overlaps with the sources in `{}`; choose another output folder",
                directory.display(),
                sources.display()
            ),
            Self::NotOurs { directory } => write!(
                formatter,
                "the output folder `{}` holds files and was not made by tillit; choose an empty or a new folder",
                directory.display()
            ),
            Self::NotAFolder { directory } => {
                write!(formatter, "`{}` cannot be an output folder", directory.display())
            }
            Self::Busy { directory } => {
                write!(
                    formatter,
                    "another build is writing to `{}` at the moment",
                    directory.display()
                )
            }
            Self::MountPoint { directory } => write!(
                formatter,
                "the output folder `{}` is a mount point and cannot be replaced; choose a folder inside it",
                directory.display()
            ),
            Self::BadPath { path } => write!(
                formatter,
                "`{}` cannot be the path of an output",
                path.escape_debug()
            ),
            Self::Twice { path } => write!(formatter, "two outputs have the path `{path}`"),
            Self::InTheWay { path } => write!(
                formatter,
                "`{}` was not made by tillit and stands where a page should be written; move it or rename the page",
                path.display()
            ),
            Self::Gone { path } => write!(formatter, "`{path}` is not in the output folder any more"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::System { source, .. } => Some(source),
            Self::OverlapsSources { .. }
            | Self::NotOurs { .. }
            | Self::NotAFolder { .. }
            | Self::Busy { .. }
            | Self::MountPoint { .. }
            | Self::BadPath { .. }
            | Self::Twice { .. }
            | Self::InTheWay { .. }
            | Self::Gone { .. } => None,
        }
    }
}

/// Turns the system's refusal into a [`WriteError`].
fn system(attempt: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::System {
        attempt,
        path,
        source,
    }
}

/// A new site under construction, beside the old one. Dropped unfinished, it vanishes and leaves the old one whole.
#[derive(Debug)]
pub struct Stage {
    directory: PathBuf,
    stage: PathBuf,
    /// Held for as long as the stage exists. `None` only while it is given up.
    lock: Option<Lock>,
    old: Old,
    paths: Mutex<BTreeSet<String>>,
    folders: Mutex<HashSet<String>>,
    /// Files of the old site that stay as they are. They are linked at the end, and only if anything else changed.
    kept: Mutex<Vec<String>>,
    written: AtomicUsize,
}

/// What was in the output folder before.
#[derive(Debug)]
struct Old {
    /// The manifest as it was read; `None` if there is no site yet.
    manifest: Option<String>,
    /// The paths that the manifest lists.
    paths: BTreeSet<String>,
}

impl Stage {
    /// Begins a new site that will stand at `directory`.
    ///
    /// # Errors
    /// Refuses a folder that overlaps with one of `source_roots`, that holds files but no manifest of ours, or that
    /// another build is writing to.
    pub fn begin(directory: &Path, source_roots: &[PathBuf]) -> Result<Self, WriteError> {
        let directory = resolve(directory)?;
        for root in source_roots {
            let sources = resolve(root)?;
            if directory.starts_with(&sources) || sources.starts_with(&directory) {
                return Err(WriteError::OverlapsSources { directory, sources });
            }
        }
        let Some(parent) = directory.parent() else {
            return Err(WriteError::NotAFolder { directory });
        };
        fs::create_dir_all(parent).map_err(system("create the folder", parent))?;
        let lock = Lock::acquire(&directory)?;
        let stage = sibling(&directory, "stage");
        restore_aside(&directory)?;
        let old = Old::read(&directory)?;
        remove_tree(&stage)?;
        fs::create_dir(&stage).map_err(system("create the folder", &stage))?;
        Ok(Self {
            directory,
            stage,
            lock: Some(lock),
            old,
            paths: Mutex::default(),
            folders: Mutex::default(),
            kept: Mutex::default(),
            written: AtomicUsize::new(0),
        })
    }

    /// Puts a file into the new site. `path` is relative, with `/` between its parts.
    ///
    /// # Errors
    /// Refuses a path that leaves the folder, that was put already, or where a file stands that tillit did not make.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Written, WriteError> {
        self.claim(path)?;
        let old = self.directory.join(path);
        let before = fs::symlink_metadata(&old).ok();
        let ours = self.old.paths.contains(path);
        if !ours && before.as_ref().is_some_and(|metadata| !metadata.is_dir()) {
            return Err(WriteError::InTheWay { path: old });
        }
        let same_length = before
            .as_ref()
            .is_some_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
        if ours && same_length && fs::read(&old).is_ok_and(|old_bytes| old_bytes == bytes) {
            guard(&self.kept).push(path.to_owned());
            return Ok(Written::Unchanged);
        }
        let target = self.target(path)?;
        // Never an existing file: it might be linked with one of the old site.
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&target)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(system("write the file", &target))?;
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
        let is_file = fs::symlink_metadata(&old).is_ok_and(|metadata| metadata.is_file());
        if !is_file || !self.old.paths.contains(path) {
            guard(&self.paths).remove(path);
            return Err(WriteError::Gone {
                path: path.to_owned(),
            });
        }
        guard(&self.kept).push(path.to_owned());
        Ok(())
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
            link_or_copy(&old, &target).map_err(system("keep the file", &old))
        })?;
        let manifest_path = self.stage.join(MANIFEST);
        fs::write(&manifest_path, manifest).map_err(system("write the file", &manifest_path))?;
        if self.directory.exists() {
            self.carry_over("", &self.directory, &self.stage)?;
        }
        exchange(&self.stage, &self.directory)?;
        // After the exchange the old site stands in the place of the stage.
        fs::remove_dir_all(&self.stage)
            .or_else(|error| {
                if error.kind() == ErrorKind::NotFound {
                    Ok(())
                } else {
                    Err(error)
                }
            })
            .map_err(system("remove the old site, now at", &self.stage))?;
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
            fs::create_dir_all(&place).map_err(system("create the folder", &place))?;
            guard(&self.folders).insert(folder.to_owned());
        }
        Ok(self.stage.join(path))
    }

    /// Links what tillit did not make from the old folder `from` into the new one, `to`. `prefix` is the path of
    /// both inside the site, with a slash at its end.
    fn carry_over(&self, prefix: &str, from: &Path, to: &Path) -> Result<(), WriteError> {
        for entry in fs::read_dir(from).map_err(system("read the folder", from))? {
            let entry = entry.map_err(system("read the folder", from))?;
            let name = entry.file_name();
            let (old, new) = (from.join(&name), to.join(&name));
            // A name that is no text cannot be in the manifest; the stand-in is only compared with it.
            let path = format!("{prefix}{}", name.to_string_lossy());
            let kind = entry.file_type().map_err(system("read the file", &old))?;
            if kind.is_dir() {
                let inside = format!("{path}/");
                let held_ours = self
                    .old
                    .paths
                    .range(inside.clone()..)
                    .next()
                    .is_some_and(|next| next.starts_with(&inside));
                let is_empty = || {
                    Ok(fs::read_dir(&old)
                        .map_err(system("read the folder", &old))?
                        .next()
                        .is_none())
                };
                if !held_ours && is_empty()? {
                    fs::create_dir_all(&new).map_err(|_| WriteError::InTheWay { path: old.clone() })?;
                }
                self.carry_over(&inside, &old, &new)?;
                if !held_ours {
                    copy_permissions(&old, &new)?;
                }
                continue;
            }
            if path == MANIFEST || (self.old.paths.contains(&path) && name.to_str().is_some()) {
                continue;
            }
            if fs::create_dir_all(to).is_err() || fs::symlink_metadata(&new).is_ok() {
                return Err(WriteError::InTheWay { path: old });
            }
            link_or_copy(&old, &new).map_err(system("carry over the file", &old))?;
        }
        if prefix.is_empty() {
            copy_permissions(from, to)?;
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = remove_tree(&self.stage);
        drop(self.lock.take());
    }
}

impl Old {
    /// Reads what the manifest in the folder says. A missing or empty folder is an empty site.
    fn read(directory: &Path) -> Result<Self, WriteError> {
        let nothing = Self {
            manifest: None,
            paths: BTreeSet::new(),
        };
        let mut entries = match fs::read_dir(directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(nothing),
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                return Err(WriteError::NotAFolder {
                    directory: directory.to_owned(),
                });
            }
            Err(error) => return Err(system("read the folder", directory)(error)),
        };
        if entries.next().is_none() {
            return Ok(nothing);
        }
        let path = directory.join(MANIFEST);
        match fs::read_to_string(&path) {
            Ok(manifest) if manifest.lines().next() == Some(MANIFEST_HEAD) => {
                let paths = manifest.lines().skip(1).map(str::to_owned).collect();
                Ok(Self {
                    manifest: Some(manifest),
                    paths,
                })
            }
            Ok(_) => Err(WriteError::NotOurs {
                directory: directory.to_owned(),
            }),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidData) => {
                Err(WriteError::NotOurs {
                    directory: directory.to_owned(),
                })
            }
            Err(error) => Err(system("read the file", &path)(error)),
        }
    }
}

/// The text of the manifest for a list of output paths.
fn manifest_of(paths: &BTreeSet<String>) -> String {
    let mut manifest = String::from(MANIFEST_HEAD);
    manifest.push('\n');
    for path in paths {
        manifest.push_str(path);
        manifest.push('\n');
    }
    manifest
}

/// Whether a path is relative, stays inside its folder, and means the same on every system.
fn is_plain(path: &str) -> bool {
    path.split('/')
        .all(|part| !part.is_empty() && part != "." && part != "..")
        && !path
            .chars()
            .any(|character| character == '\\' || character.is_control())
}

/// A path beside the output folder: `.public.tillit-stage`.
fn sibling(directory: &Path, purpose: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(directory.file_name().unwrap_or_default());
    name.push(".tillit-");
    name.push(purpose);
    directory.with_file_name(name)
}

/// Makes a path absolute and free of symbolic links, as far as it exists.
fn resolve(path: &Path) -> Result<PathBuf, WriteError> {
    let absolute = std::path::absolute(path).map_err(system("find the folder", path))?;
    let mut existing = absolute.as_path();
    let mut missing = Vec::new();
    loop {
        match existing.canonicalize() {
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
            Err(error) => return Err(system("find the folder", path)(error)),
        }
        // A name is missing for `..` and for the root; a dangling link has one but must not be written through.
        let (Some(name), Some(parent)) = (existing.file_name(), existing.parent()) else {
            return Err(WriteError::NotAFolder {
                directory: path.to_owned(),
            });
        };
        if existing.is_symlink() {
            return Err(WriteError::NotAFolder {
                directory: path.to_owned(),
            });
        }
        missing.push(name.to_owned());
        existing = parent;
    }
}

/// Removes a folder with all that is in it, if it is there. Links are removed, not followed.
fn remove_tree(path: &Path) -> Result<(), WriteError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(system("remove the folder", path)(error)),
        _ => Ok(()),
    }
}

/// Links a file to a second place, or copies it with its time of change where the file system has no links.
fn link_or_copy(from: &Path, to: &Path) -> io::Result<()> {
    let Err(refusal) = fs::hard_link(from, to) else {
        return Ok(());
    };
    let metadata = fs::symlink_metadata(from)?;
    if metadata.is_file() {
        fs::copy(from, to)?;
        return File::options()
            .write(true)
            .open(to)?
            .set_modified(metadata.modified()?);
    }
    #[cfg(unix)]
    if metadata.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    Err(refusal)
}

/// Gives a folder the permissions of another.
fn copy_permissions(from: &Path, to: &Path) -> Result<(), WriteError> {
    let permissions = fs::metadata(from)
        .map_err(system("read the folder", from))?
        .permissions();
    match fs::set_permissions(to, permissions) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(system("set the permissions of", to)(error)),
        _ => Ok(()),
    }
}

/// Puts the stage in the place of the output folder, and the old folder in the place of the stage.
fn exchange(stage: &Path, directory: &Path) -> Result<(), WriteError> {
    let failed = |error: io::Error| match error.kind() {
        ErrorKind::CrossesDevices | ErrorKind::ResourceBusy => WriteError::MountPoint {
            directory: directory.to_owned(),
        },
        _ => system("put the new site in the place of", directory)(error),
    };
    if !directory.exists() {
        return fs::rename(stage, directory).map_err(failed);
    }
    match exchange_at_once(stage, directory) {
        Some(outcome) => outcome.map_err(failed),
        None => exchange_in_steps(stage, directory).map_err(failed),
    }
}

/// Exchanges two folders in one step; `None` if the system or the file system cannot do that.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange_at_once(stage: &Path, directory: &Path) -> Option<io::Result<()>> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, stage, CWD, directory, RenameFlags::EXCHANGE) {
        Ok(()) => Some(Ok(())),
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => None,
        Err(error) => Some(Err(error.into())),
    }
}

/// Exchanges two folders in one step; `None` as this system cannot do that.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange_at_once(_: &Path, _: &Path) -> Option<io::Result<()>> {
    None
}

/// Exchanges the stage and the output folder by renaming. A build killed between the steps is repaired by
/// [`restore_aside`].
fn exchange_in_steps(stage: &Path, directory: &Path) -> io::Result<()> {
    let aside = sibling(directory, "aside");
    fs::rename(directory, &aside)?;
    if let Err(error) = fs::rename(stage, directory) {
        fs::rename(&aside, directory)?;
        return Err(error);
    }
    fs::rename(&aside, stage)
}

/// Puts an old site back that a killed build had set aside, or removes it if the new one made it into its place.
fn restore_aside(directory: &Path) -> Result<(), WriteError> {
    let aside = sibling(directory, "aside");
    if !aside.exists() {
        return Ok(());
    }
    if directory.exists() {
        return remove_tree(&aside);
    }
    fs::rename(&aside, directory).map_err(system("put back the old site from", &aside))
}

/// The right to write to an output folder, as a locked file beside it. The system releases it when a build is killed.
#[derive(Debug)]
struct Lock {
    path: PathBuf,
    /// Open for as long as the lock is held.
    file: Option<File>,
}

impl Lock {
    /// Takes the lock, or fails at once if another build has it.
    fn acquire(directory: &Path) -> Result<Self, WriteError> {
        let path = sibling(directory, "lock");
        // The file may be removed by a build that ends, between our opening and locking it; then we lock the next.
        for _ in 0..100 {
            match open_locked(&path) {
                Ok(Some(file)) => {
                    return Ok(Self {
                        path,
                        file: Some(file),
                    });
                }
                Ok(None) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(system("lock the file", &path)(error)),
            }
        }
        Err(WriteError::Busy {
            directory: directory.to_owned(),
        })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is released, so that nobody locks a file that is about to vanish unseen.
        let _ = fs::remove_file(&self.path);
        drop(self.file.take());
    }
}

/// Opens and locks a file; `None` if it vanished meanwhile.
#[cfg(unix)]
fn open_locked(path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{FlockOperation, flock};
    use std::os::unix::fs::MetadataExt;

    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)?;
    flock(&file, FlockOperation::NonBlockingLockExclusive)?;
    let locked = file.metadata()?;
    let still_there =
        fs::metadata(path).is_ok_and(|there| (there.dev(), there.ino()) == (locked.dev(), locked.ino()));
    Ok(still_there.then_some(file))
}

/// Opens a file so that no other program can.
#[cfg(windows)]
fn open_locked(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;

    const SHARING_VIOLATION: i32 = 32;
    let opened = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .share_mode(0)
        .open(path);
    opened.map(Some).map_err(|error| match error.raw_os_error() {
        Some(SHARING_VIOLATION) => ErrorKind::WouldBlock.into(),
        _ => error,
    })
}

/// Locks a mutex. What it guards is whole after every statement, so a panic elsewhere does not spoil it.
fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error;

    type Outcome = Result<(), Box<dyn Error>>;

    fn site(directory: &Path, files: &[(&str, &str)]) -> Result<Summary, WriteError> {
        let stage = Stage::begin(directory, &[])?;
        for (path, text) in files {
            stage.put(path, text.as_bytes())?;
        }
        stage.finish()
    }

    fn names(folder: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    #[cfg(unix)]
    fn identity(path: &Path) -> io::Result<(u64, std::time::SystemTime)> {
        use std::os::unix::fs::MetadataExt;
        let metadata = fs::metadata(path)?;
        Ok((metadata.ino(), metadata.modified()?))
    }

    #[test]
    fn a_first_build_makes_the_folder_and_leaves_nothing_beside_it() -> Outcome {
        let home = tempfile::tempdir()?;
        let public = home.path().join("deep/public");
        let summary = site(&public, &[("nb/index.html", "hei"), ("a.css", "")])?;
        assert_eq!(
            summary,
            Summary {
                written: 2,
                unchanged: 0,
                removed: 0
            }
        );
        assert_eq!(fs::read_to_string(public.join("nb/index.html"))?, "hei");
        assert_eq!(
            fs::read_to_string(public.join(MANIFEST))?,
            format!("{MANIFEST_HEAD}\na.css\nnb/index.html\n")
        );
        assert_eq!(names(&home.path().join("deep"))?, ["public"]);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn an_unchanged_file_keeps_inode_and_time() -> Outcome {
        let home = tempfile::tempdir()?;
        let public = home.path().join("public");
        site(&public, &[("a", "1"), ("b", "1"), ("c/d", "1")])?;
        let before = (identity(&public.join("a"))?, identity(&public.join("c/d"))?);
        let stage = Stage::begin(&public, &[])?;
        assert_eq!(stage.put("a", b"1")?, Written::Unchanged);
        assert_eq!(stage.put("b", b"2")?, Written::Changed);
        stage.keep("c/d")?;
        assert!(matches!(stage.keep("e"), Err(WriteError::Gone { .. })));
        assert_eq!(stage.put("e", b"1")?, Written::New);
        assert_eq!(
            stage.finish()?,
            Summary {
                written: 2,
                unchanged: 2,
                removed: 0
            }
        );
        assert_eq!(
            (identity(&public.join("a"))?, identity(&public.join("c/d"))?),
            before
        );
        assert_eq!(fs::read(public.join("b"))?, b"2");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn when_nothing_changed_the_folder_is_not_touched() -> Outcome {
        let home = tempfile::tempdir()?;
        let public = home.path().join("public");
        site(&public, &[("a", "1")])?;
        let before = (identity(&public)?, identity(&public.join(MANIFEST))?);
        assert_eq!(
            site(&public, &[("a", "1")])?,
            Summary {
                written: 0,
                unchanged: 1,
                removed: 0
            }
        );
        assert_eq!((identity(&public)?, identity(&public.join(MANIFEST))?), before);
        assert_eq!(names(home.path())?, ["public"]);
        Ok(())
    }

    #[test]
    fn removed_pages_vanish_and_foreign_files_stay() -> Outcome {
        let home = tempfile::tempdir()?;
        let public = home.path().join("public");
        site(
            &public,
            &[
                ("a/index.html", "1"),
                ("b/index.html", "1"),
                ("c/index.html", "1"),
            ],
        )?;
        fs::write(public.join("CNAME"), "example.org")?;
        fs::create_dir_all(public.join(".git/refs"))?;
        fs::write(public.join("b/photo.jpg"), "jpg")?;
        let summary = site(&public, &[("c/index.html", "1")])?;
        assert_eq!(
            summary,
            Summary {
                written: 0,
                unchanged: 1,
                removed: 2
            }
        );
        assert_eq!(names(&public)?, [".git", MANIFEST, "CNAME", "b", "c"]);
        assert_eq!(names(&public.join("b"))?, ["photo.jpg"]);
        assert!(public.join(".git/refs").is_dir());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_are_carried_over() -> Outcome {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let home = tempfile::tempdir()?;
        let public = home.path().join("public");
        site(&public, &[("a", "1")])?;
        symlink("nowhere", public.join("link"))?;
        fs::create_dir(public.join("private"))?;
        fs::write(public.join("private/key"), "")?;
        for folder in [&public, &public.join("private")] {
            fs::set_permissions(folder, fs::Permissions::from_mode(0o750))?;
        }
        site(&public, &[("a", "2")])?;
        assert_eq!(fs::read_link(public.join("link"))?, Path::new("nowhere"));
        for folder in [&public, &public.join("private")] {
            assert_eq!(fs::metadata(folder)?.permissions().mode() & 0o777, 0o750);
        }
        // The folder may itself be a link; it stays one.
        symlink("public", home.path().join("www"))?;
        site(&home.path().join("www"), &[("a", "3")])?;
        assert_eq!(fs::read(public.join("a"))?, b"3");
        assert_eq!(names(home.path())?, ["public", "www"]);
        Ok(())
    }

    #[test]
    fn a_page_does_not_replace_a_foreign_file() -> Outcome {
        let home = tempfile::tempdir()?;
        let public = home.path().join("public");
        site(&public, &[("a", "1")])?;
        fs::write(public.join("robots.txt"), "mine")?;
        fs::write(public.join("nb"), "mine")?;
        let in_the_way = |outcome| matches!(outcome, Err(WriteError::InTheWay { .. }));
        assert!(in_the_way(site(&public, &[("robots.txt", "ours")])));
        assert!(in_the_way(site(&public, &[("nb/index.html", "ours")])));
        assert_eq!(fs::read_to_string(public.join("robots.txt"))?, "mine");
        assert_eq!(fs::read_to_string(public.join("a"))?, "1");
        Ok(())
    }

    #[test]
    fn an_unfinished_build_leaves_the_old_site_whole() -> Outcome {
        let home = tempfile::tempdir()?;
        let public = home.path().join("public");
        site(&public, &[("a", "1"), ("b", "1")])?;
        let stage = Stage::begin(&public, &[])?;
        stage.put("a", b"2")?;
        drop(stage);
        assert_eq!(names(home.path())?, ["public"]);
        assert_eq!(names(&public)?, [MANIFEST, "a", "b"]);
        assert_eq!(fs::read(public.join("a"))?, b"1");
        Ok(())
    }

    #[test]
    fn remains_of_killed_builds_are_cleared() -> Outcome {
        let home = tempfile::tempdir()?;
        let public = home.path().join("public");
        site(&public, &[("a", "1")])?;
        fs::create_dir_all(home.path().join(".public.tillit-stage/x"))?;
        fs::write(home.path().join(".public.tillit-lock"), "")?;
        site(&public, &[("a", "2")])?;
        assert_eq!(names(home.path())?, ["public"]);
        assert_eq!(names(&public)?, [MANIFEST, "a"]);
        // Killed between the two renames.
        fs::rename(&public, home.path().join(".public.tillit-aside"))?;
        let stage = Stage::begin(&public, &[])?;
        stage.keep("a")?;
        drop(stage);
        assert_eq!(fs::read(public.join("a"))?, b"2");
        Ok(())
    }

    #[test]
    fn the_fallback_exchanges_too() -> Outcome {
        let home = tempfile::tempdir()?;
        let (stage, public) = (home.path().join("stage"), home.path().join("public"));
        fs::create_dir(&stage)?;
        fs::create_dir(&public)?;
        fs::write(stage.join("new"), "")?;
        exchange_in_steps(&stage, &public)?;
        assert_eq!(
            (names(&public)?, names(&stage)?),
            (vec!["new".to_owned()], Vec::new())
        );
        assert_eq!(names(home.path())?, ["public", "stage"]);
        Ok(())
    }

    #[test]
    fn folders_that_are_not_for_output_are_refused() -> Outcome {
        let home = tempfile::tempdir()?;
        let content = home.path().join("content");
        fs::create_dir_all(content.join("articles"))?;
        let roots = [content.clone()];
        for directory in [content.clone(), content.join("public"), home.path().to_owned()] {
            let refused = Stage::begin(&directory, &roots);
            assert!(
                matches!(refused, Err(WriteError::OverlapsSources { .. })),
                "{}",
                directory.display()
            );
        }
        let downloads = home.path().join("downloads");
        fs::create_dir(&downloads)?;
        fs::write(downloads.join("letter.txt"), "")?;
        assert!(matches!(
            Stage::begin(&downloads, &roots),
            Err(WriteError::NotOurs { .. })
        ));
        assert!(matches!(
            Stage::begin(&downloads.join("letter.txt"), &[]),
            Err(WriteError::NotAFolder { .. })
        ));
        assert!(matches!(
            Stage::begin(Path::new("/"), &[]),
            Err(WriteError::NotAFolder { .. })
        ));
        assert_eq!(names(&downloads)?, ["letter.txt"]);
        assert_eq!(names(home.path())?, ["content", "downloads"]);
        Ok(())
    }

    #[test]
    fn two_builds_do_not_write_at_once() -> Outcome {
        let home = tempfile::tempdir()?;
        let public = home.path().join("public");
        let first = Stage::begin(&public, &[])?;
        assert!(matches!(Stage::begin(&public, &[]), Err(WriteError::Busy { .. })));
        first.put("a", b"")?;
        first.finish()?;
        site(&public, &[("a", "")])?;
        Ok(())
    }

    #[test]
    fn output_paths_are_plain_and_put_once() -> Outcome {
        let home = tempfile::tempdir()?;
        let stage = Stage::begin(&home.path().join("public"), &[])?;
        for path in [
            "", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\\b", "a\nb", MANIFEST,
        ] {
            assert!(
                matches!(stage.put(path, b""), Err(WriteError::BadPath { .. })),
                "{path}"
            );
        }
        stage.put("nb/tillit og makt.html", b"")?;
        assert!(matches!(
            stage.put("nb/tillit og makt.html", b""),
            Err(WriteError::Twice { .. })
        ));
        Ok(())
    }

    #[test]
    fn many_threads_may_put() -> Outcome {
        let home = tempfile::tempdir()?;
        let public = home.path().join("public");
        let stage = Stage::begin(&public, &[])?;
        std::thread::scope(|scope| {
            let put = |thread: usize| {
                let stage = &stage;
                move || (0..50).try_for_each(|page| stage.put(&format!("{page}/{thread}"), b"x").map(|_| ()))
            };
            let threads: Vec<_> = (0..4).map(|thread| scope.spawn(put(thread))).collect();
            assert!(
                threads
                    .into_iter()
                    .all(|thread| matches!(thread.join(), Ok(Ok(()))))
            );
        });
        assert_eq!(stage.finish()?.written, 200);
        assert_eq!(names(&public.join("49"))?, ["0", "1", "2", "3"]);
        Ok(())
    }
}
