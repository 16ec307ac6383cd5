//! A file system that fails or stops at any call that is wanted, and what must be true wherever it does.

#![allow(
    clippy::disallowed_methods,
    reason = "the tests set up folders and look into them"
)]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::io::Errno;

use super::file_system::{Disk, FileSystem};
use super::tests::{Outcome, names, site};
use super::{Stage, WriteError};

/// What happens at the chosen call.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// This call fails; all others work.
    Fails(Errno),
    /// The program is killed: neither this call nor any later one is carried out.
    Dies,
}

const ALL: [Fault; 5] = [
    Fault::Fails(Errno::IO),
    Fault::Fails(Errno::FBIG),
    Fault::Fails(Errno::ACCESS),
    Fault::Fails(Errno::NOSPC),
    Fault::Dies,
];

/// The disk, with one fault. Calls that the system carries out in steps count as many.
#[derive(Debug)]
struct Faulty {
    fault: Fault,
    /// The call at which it happens, counted from 1.
    at: usize,
    calls: AtomicUsize,
    /// Whether folders can be exchanged in one step, and files have two names.
    is_able: bool,
}

impl Faulty {
    fn call(&self) -> io::Result<()> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        match self.fault {
            Fault::Fails(errno) if call == self.at => Err(errno.into()),
            Fault::Dies if call >= self.at => Err(Errno::INTR.into()),
            _ => Ok(()),
        }
    }

    /// Whether the fault happened.
    fn struck(&self) -> bool {
        self.calls.load(Ordering::SeqCst) >= self.at
    }
}

impl FileSystem for Faulty {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        self.call()?;
        Disk.resolve(path)
    }

    fn look(&self, path: &Path) -> io::Result<Metadata> {
        self.call()?;
        Disk.look(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<(OsString, FileType)>> {
        self.call()?;
        let mut listed = Disk.list(folder)?;
        // The same order in every run, so that call N is the same call.
        listed.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(listed)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.call()?;
        Disk.read(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.call()?;
        Disk.create_folder(path)
    }

    fn create_folders(&self, path: &Path) -> io::Result<()> {
        if let Some(parent) = path.parent().filter(|parent| !parent.exists()) {
            self.create_folders(parent)?;
        }
        self.call()?;
        Disk.create_folders(path)
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.call()?;
        let (half, rest) = bytes.split_at(bytes.len() / 2);
        Disk.write_new(path, half)?;
        self.call()?;
        OpenOptions::new().append(true).open(path)?.write_all(rest)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        if self.is_able {
            Disk.link(from, to)
        } else {
            Err(ErrorKind::Unsupported.into())
        }
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        Disk.copy(from, to)?;
        self.call()
    }

    fn copy_permissions(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        Disk.copy_permissions(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        Disk.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.call()?;
        if self.is_able {
            Disk.exchange(one, other)
        } else {
            Err(ErrorKind::Unsupported.into())
        }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.call()?;
        Disk.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        for (name, kind) in self.list(path)? {
            let inside = path.join(name);
            if kind.is_dir() {
                self.remove_folder(&inside)?;
            } else {
                self.remove_file(&inside)?;
            }
        }
        self.call()?;
        fs::remove_dir(path)
    }

    fn open_locked(&self, path: &Path) -> io::Result<Option<File>> {
        self.call()?;
        let file = Disk.open_locked(path)?;
        self.call()?;
        Ok(file)
    }
}

type Files = &'static [(&'static str, &'static str)];

const OLD: Files = &[
    ("index.html", "old home"),
    ("nb/kept/index.html", "kept"),
    ("nb/changed/index.html", "old"),
    ("nb/removed/index.html", "removed"),
    ("folder", "a file that becomes a folder"),
];

const NEW: Files = &[
    ("index.html", "new home"),
    ("nb/kept/index.html", "kept"),
    ("nb/changed/index.html", "a new text"),
    ("nb/added/index.html", "added"),
    ("folder/index.html", "a folder that was a file"),
];

/// Every file and folder below a folder, as a reader gets them; `None` if there is no folder.
fn tree(folder: &Path) -> io::Result<Option<BTreeMap<PathBuf, Vec<u8>>>> {
    if !folder.exists() {
        return Ok(None);
    }
    let mut tree = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            let place = path.strip_prefix(folder).map_err(io::Error::other)?.to_owned();
            if path.is_dir() {
                tree.insert(place, Vec::new());
                folders.push(path);
            } else {
                tree.insert(place, fs::read(&path)?);
            }
        }
    }
    Ok(Some(tree))
}

/// Sets up a folder with the old site, if there is one, and with what tillit did not make.
fn set_up(public: &Path, old: Option<Files>) -> Outcome {
    if let Some(old) = old {
        site(public, old)?;
        fs::create_dir_all(public.join(".git/refs"))?;
        fs::write(public.join("CNAME"), "example.org")?;
        fs::write(public.join("nb/removed/photo.jpg"), "jpg")?;
    }
    Ok(())
}

fn build(file_system: Arc<Faulty>, public: &Path) -> Result<(), WriteError> {
    let stage = Stage::begin_on(file_system, public, &[])?;
    for (path, text) in NEW {
        stage.put(path, text.as_bytes())?;
    }
    stage.finish().map(|_| ())
}

/// Builds with a fault at call 1, 2, 3 … until a build is over before its fault.
fn strike_at_every_call(faults: &[Fault], old: Option<Files>, is_able: bool) -> Outcome {
    let reference = tempfile::tempdir()?;
    let public = reference.path().join("public");
    set_up(&public, old)?;
    let old_tree = tree(&public)?;
    site(&public, NEW)?;
    let new_tree = tree(&public)?;
    assert!(old_tree != new_tree);

    // One thread links at a time, so that call N is the same call in every run.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    for &fault in faults {
        let mut gaps = 0;
        for at in 1.. {
            let home = tempfile::tempdir()?;
            let public = home.path().join("public");
            set_up(&public, old)?;
            let file_system = Arc::new(Faulty {
                fault,
                at,
                calls: AtomicUsize::new(0),
                is_able,
            });
            let outcome = pool.install(|| build(file_system.clone(), &public));
            let found = tree(&public)?;
            let told = format!("{fault:?} at {at}: {outcome:?}");
            match &outcome {
                Ok(()) | Err(WriteError::OldRemains { .. }) => assert!(found == new_tree, "{told}"),
                // The one moment at which a reader without luck meets nothing.
                Err(_) if found.is_none() && old.is_some() => {
                    assert!(!is_able, "{told}");
                    assert!(
                        tree(&home.path().join(".public.tillit-aside"))? == old_tree,
                        "{told}"
                    );
                    gaps += 1;
                }
                // A name without a folder behind it must not be taken for a new site.
                Err(_) => assert!(found == old_tree, "{told}"),
            }
            if !file_system.struck() {
                assert!(outcome.is_ok(), "{told}");
                assert!(at > 30, "the calls are not counted: {told}");
                break;
            }
            site(&public, NEW)?;
            assert!(tree(&public)? == new_tree, "after {told}");
            assert_eq!(names(home.path())?, ["public"], "after {told}");
        }
        let is_killed = matches!(fault, Fault::Dies);
        assert_eq!(
            gaps,
            usize::from(is_killed && !is_able && old.is_some()),
            "{fault:?}"
        );
    }
    Ok(())
}

#[test]
fn a_fault_at_any_call_leaves_the_old_site_or_the_new_one() -> Outcome {
    strike_at_every_call(&ALL, Some(OLD), true)
}

#[test]
fn a_fault_at_any_call_of_a_first_build_leaves_nothing_or_the_new_site() -> Outcome {
    strike_at_every_call(&ALL[3..], None, true)
}

#[test]
fn without_an_exchange_the_site_is_missing_at_one_call_only() -> Outcome {
    strike_at_every_call(&ALL[3..], Some(OLD), false)
}

#[test]
fn who_reads_a_file_when_the_site_is_replaced_reads_it_whole() -> Outcome {
    use std::io::Read;

    let home = tempfile::tempdir()?;
    let public = home.path().join("public");
    site(&public, OLD)?;
    let mut open = Vec::new();
    for (path, text) in OLD {
        open.push((File::open(public.join(path))?, *text));
    }
    site(&public, NEW)?;
    for (mut file, text) in open {
        let mut read = String::new();
        file.read_to_string(&mut read)?;
        assert_eq!(read, text);
    }
    Ok(())
}
