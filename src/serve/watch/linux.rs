//! What Linux tells of changed files (inotify).
//!
//! Each folder is watched by itself. A folder that is new is watched first and told of then, so that nothing in it is
//! missed: whoever is told looks at all that is below it. Where the system has lost count, all is watched anew.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
use rustix::io::Errno;

use super::{News, site_path};
use crate::source::disk;

/// How often one looks whether a site's folder that is gone has come back.
const PAUSE: Duration = Duration::from_millis(200);

/// Room for some hundred events at a time.
const BUFFER_BYTES: usize = 32 * 1024;

/// Watches until the program ends.
pub struct Watch;

/// Begins to watch.
pub(super) fn start(root: &Path, news: Sender<News>) -> io::Result<Watch> {
    let folders = Folders::of(root)?;
    let spawn = thread::Builder::new().name("watch".to_owned());
    spawn.spawn(move || tell(folders, &news))?;
    Ok(Watch)
}

/// Tells of changes until nobody listens. Where the system has lost count, all is watched anew.
fn tell(mut folders: Folders, news: &Sender<News>) {
    let root = folders.root.clone();
    loop {
        match folders.follow(news) {
            End::NobodyListens => return,
            End::Lost => {}
        }
        folders = loop {
            match Folders::of(&root) {
                Ok(folders) => break folders,
                Err(_) => thread::sleep(PAUSE),
            }
            if news.send(News::Unknown).is_err() {
                return;
            }
        };
        // What happened in between nobody has seen.
        if news.send(News::Unknown).is_err() {
            return;
        }
    }
}

/// Why one stops to follow.
enum End {
    /// The system has lost count, or the site's folder is gone.
    Lost,
    NobodyListens,
}

/// The folders that are watched.
struct Folders {
    inotify: OwnedFd,
    root: PathBuf,
    root_watch: i32,
    places: HashMap<i32, PathBuf>,
}

impl Folders {
    fn of(root: &Path) -> io::Result<Self> {
        let inotify = inotify::init(CreateFlags::CLOEXEC)?;
        let root_watch = inotify::add_watch(&inotify, root, flags())?;
        let mut folders = Self {
            inotify,
            root: root.to_owned(),
            root_watch,
            places: HashMap::from([(root_watch, root.to_owned())]),
        };
        for name in disk::folders() {
            folders.add(&root.join(name))?;
        }
        Ok(folders)
    }

    /// Watches a folder and all below it. That it is none, or gone, is no fault: then there is nothing to watch.
    fn add(&mut self, folder: &Path) -> io::Result<()> {
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            match inotify::add_watch(&self.inotify, &folder, flags()) {
                Ok(watch) => {
                    self.places.insert(watch, folder.clone());
                }
                // The system watches no more of them, or has no memory.
                Err(error @ (Errno::NOSPC | Errno::NOMEM)) => return Err(error.into()),
                Err(_) => continue,
            }
            // Only then it is listed, so that what is made in between is seen in one way or the other.
            let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
            let below = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
            let below = below.map(|entry| entry.path());
            folders.extend(below.filter(|place| site_path(&self.root, place).is_some()));
        }
        Ok(())
    }

    /// Stops watching a folder that was moved, and all that was below it: it may now be elsewhere in the site, or outside.
    fn remove(&mut self, folder: &Path) {
        let inotify = &self.inotify;
        self.places.retain(|watch, place| {
            let is_below = place.starts_with(folder);
            if is_below {
                // It may be gone for long.
                let _ = inotify::remove_watch(inotify, *watch);
            }
            !is_below
        });
    }

    /// Tells of changes for as long as possible.
    fn follow(&mut self, news: &Sender<News>) -> End {
        let mut buffer = [MaybeUninit::uninit(); BUFFER_BYTES];
        let Ok(inotify) = self.inotify.try_clone() else {
            return End::Lost;
        };
        let mut reader = Reader::new(inotify, &mut buffer);
        loop {
            let (watch, events, name) = match reader.next() {
                Ok(event) => {
                    let name = event.file_name();
                    let name = name.map(|name| OsStr::from_bytes(name.to_bytes()).to_owned());
                    (event.wd(), event.events(), name)
                }
                Err(Errno::INTR) => continue,
                Err(_) => return End::Lost,
            };
            let root_is_gone = watch == self.root_watch
                && events.intersects(
                    ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF | ReadFlags::IGNORED | ReadFlags::UNMOUNT,
                );
            if events.contains(ReadFlags::QUEUE_OVERFLOW) || root_is_gone {
                return End::Lost;
            }
            if events.contains(ReadFlags::IGNORED) {
                self.places.remove(&watch);
                continue;
            }
            let (Some(folder), Some(name)) = (self.places.get(&watch), name) else {
                // Of a folder that is gone, which is told of as an entry of the one above.
                continue;
            };
            let place = folder.join(name);
            let Some(mut told) = site_path(&self.root, &place) else {
                continue;
            };
            if events.contains(ReadFlags::ISDIR) {
                if events.contains(ReadFlags::MOVED_FROM) {
                    self.remove(&place);
                }
                if events.intersects(ReadFlags::CREATE | ReadFlags::MOVED_TO) && self.add(&place).is_err() {
                    return End::Lost;
                }
            } else if let News::Changed { half_done, .. } = &mut told {
                let begins =
                    ReadFlags::CREATE | ReadFlags::MODIFY | ReadFlags::DELETE | ReadFlags::MOVED_FROM;
                *half_done = events.intersects(begins);
            }
            if news.send(told).is_err() {
                return End::NobodyListens;
            }
        }
    }
}

/// What is told of a folder's entries. Reading is not: our own would drown all else.
fn flags() -> WatchFlags {
    WatchFlags::CREATE
        | WatchFlags::MODIFY
        | WatchFlags::CLOSE_WRITE
        | WatchFlags::ATTRIB
        | WatchFlags::DELETE
        | WatchFlags::DELETE_SELF
        | WatchFlags::MOVED_FROM
        | WatchFlags::MOVED_TO
        | WatchFlags::MOVE_SELF
        | WatchFlags::ONLYDIR
        | WatchFlags::EXCL_UNLINK
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test sets up a folder")]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::sync::mpsc;

    use super::*;
    use crate::span::SourcePath;

    /// More events than the system keeps for one who does not read them.
    #[test]
    fn after_more_events_than_the_system_keeps_nothing_is_taken_for_known() {
        let kept = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
        let kept: usize = kept.trim().parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("content")).unwrap();
        let places = ["a", "b"].map(|name| root.join(format!("content/{name}.nb.md")));
        for place in &places {
            fs::write(place, "").unwrap();
        }
        let folders = Folders::of(&root).unwrap();
        // In turns, since the system takes the same event twice for one.
        for number in 0..=kept {
            let mode = fs::Permissions::from_mode(if number % 4 < 2 { 0o600 } else { 0o644 });
            fs::set_permissions(&places[number % 2], mode).unwrap();
        }
        let (sender, news) = mpsc::channel();
        thread::spawn(move || tell(folders, &sender));
        let wait = || news.recv_timeout(Duration::from_secs(60)).unwrap();
        let mut told = 0;
        while wait() != News::Unknown {
            told += 1;
        }
        assert!(0 < told && told <= kept);
        // It is watched anew, new folders too.
        fs::create_dir(root.join("static")).unwrap();
        fs::write(root.join("content/c.nb.md"), "").unwrap();
        let new = SourcePath::new("content/c.nb.md");
        while !matches!(wait(), News::Changed { path, half_done: false } if path == new) {}
    }
}
