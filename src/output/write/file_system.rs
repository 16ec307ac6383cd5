//! What the writing of a site asks of the system, so that tests can let every single call fail.

#![allow(clippy::disallowed_methods, reason = "the one module that writes the site")]

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Phrase, Saying};

/// The calls. Each does what the function of the same meaning in `std::fs` does, and fails as it fails.
pub(super) trait FileSystem: fmt::Debug + Send + Sync {
    /// Makes a path absolute and free of symbolic links.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf>;
    /// Returns what stands at a path; a symbolic link is not followed.
    fn look(&self, path: &Path) -> io::Result<Metadata>;
    /// Returns what is in a folder, in no order.
    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileType)>>;
    /// Returns the bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Makes a folder, whose parent exists.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder and those above it, as far as they are missing.
    fn create_folders(&self, path: &Path) -> io::Result<()>;
    /// Writes a file that does not exist yet: an existing one might be linked with one of the old site.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file a second name.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Copies a file with its time of change, or a symbolic link, to where nothing is yet.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a folder the permissions of another.
    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a folder to where nothing is, or nothing but an empty folder.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Exchanges two folders in one step. [`ErrorKind::Unsupported`] if the file system cannot do that.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder with all that is in it. Links are removed, not followed.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Opens and locks a file, which tells the number of this process; `None` if it vanished meanwhile, and
    /// [`ErrorKind::WouldBlock`] if another process has locked it. The system gives the lock up when the process ends,
    /// however it ends. A symbolic link is not followed but refused: what it leads to may be anybody's.
    fn open_locked(&self, path: &Path) -> io::Result<Option<File>>;
}

/// The file system itself.
#[derive(Debug)]
pub(super) struct Disk;

impl FileSystem for Disk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn look(&self, path: &Path) -> io::Result<Metadata> {
        fs::symlink_metadata(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileType)>> {
        fs::read_dir(folder)?
            .map(|entry| {
                let entry = entry?;
                Ok((entry.file_name(), entry.file_type()?))
            })
            .collect()
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create_folders(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)?
            .write_all(bytes)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        let metadata = fs::symlink_metadata(from)?;
        #[cfg(unix)]
        if metadata.is_symlink() {
            return std::os::unix::fs::symlink(fs::read_link(from)?, to);
        }
        if !metadata.is_file() {
            return Err(ErrorKind::Unsupported.into());
        }
        fs::copy(from, to)?;
        File::options()
            .write(true)
            .open(to)?
            .set_modified(metadata.modified()?)
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::set_permissions(to, fs::metadata(from)?.permissions())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;

        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Err(ErrorKind::Unsupported.into()),
            outcome => Ok(outcome?),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    #[cfg(unix)]
    fn open_locked(&self, path: &Path) -> io::Result<Option<File>> {
        use rustix::fs::{FlockOperation, OFlags, flock};
        use rustix::io::Errno;
        use std::os::unix::fs::{MetadataExt, OpenOptionsExt};

        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
            .open(path)
            .map_err(|error| match Errno::from_io_error(&error) {
                Some(Errno::LOOP) => is_a_link(),
                _ => error,
            })?;
        flock(&file, FlockOperation::NonBlockingLockExclusive)?;
        let locked = file.metadata()?;
        let still_there = fs::symlink_metadata(path)
            .is_ok_and(|there| (there.dev(), there.ino()) == (locked.dev(), locked.ino()));
        if !still_there {
            return Ok(None);
        }
        sign(&file);
        Ok(Some(file))
    }

    #[cfg(windows)]
    fn open_locked(&self, path: &Path) -> io::Result<Option<File>> {
        use std::os::windows::fs::OpenOptionsExt;

        const SHARING_VIOLATION: i32 = 32;
        const SHARE_READ: u32 = 1;
        const SHARE_DELETE: u32 = 4;
        const OPEN_REPARSE_POINT: u32 = 0x20_0000;
        let opened = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .share_mode(SHARE_READ | SHARE_DELETE)
            .custom_flags(OPEN_REPARSE_POINT)
            .open(path);
        match opened {
            Ok(file) => {
                // The flag opens a link itself, which holds nothing to write to.
                if file.metadata()?.is_symlink() {
                    return Err(is_a_link());
                }
                sign(&file);
                Ok(Some(file))
            }
            Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => {
                Err(ErrorKind::WouldBlock.into())
            }
            Err(error) => Err(error),
        }
    }
}

fn is_a_link() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, Saying::from(Phrase::LinkInTheWay))
}

/// Writes the number of this process into the file that it has locked. The lock holds without it, too.
fn sign(mut file: &File) {
    let _ = file
        .set_len(0)
        .and_then(|()| writeln!(file, "{}", std::process::id()));
}
