//! Tells which files of a site change; what to do about it is left to [`super::renewal`]. Home of the watching library.
//!
//! On Linux each folder is watched by itself. A folder that is new is watched first and told of then, so that nothing in it
//! is missed: whoever is told looks at all that is below it. The library's own way to watch all that is below a folder
//! tells first and watches then, and watches what is no part of the site. Elsewhere it is the system that watches all that
//! is below a folder. Where anything has been lost, all is watched anew.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};
use notify::{ErrorKind, Event, EventHandler, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::{Phrase, Saying};
use crate::source::disk;
use crate::source::folder::Unseen;
use crate::span::SourcePath;

/// Changes this close together are one change. The shorter it is, the sooner a change is seen; too short, and a page is
/// made for each of several files that are saved at once.
const QUIET: Duration = Duration::from_millis(1);

/// How long one waits for the rest of a file that is being written.
const PATIENCE: Duration = Duration::from_millis(15);

/// How long one waits for a file in the place of one that is gone. Editors and Git make it at once, so who waits longer only
/// lets those wait who have deleted something.
const PATIENCE_AFTER_GONE: Duration = Duration::from_millis(5);

/// How long changes are gathered that never pause.
const LONGEST: Duration = Duration::from_millis(40);

/// How far a change of a path has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing more need follow.
    Done,
    /// It is gone, and something else may come in its place.
    Gone,
    /// It is being written.
    Begun,
}

impl Progress {
    /// Returns how long one waits for what may follow.
    fn patience(self) -> Duration {
        match self {
            Self::Done => QUIET,
            Self::Gone => PATIENCE_AFTER_GONE,
            Self::Begun => PATIENCE,
        }
    }
}

/// What happened in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A path is not as it was; of a folder, neither is all that is below it.
    Changed {
        /// The path.
        path: SourcePath,
        /// How far the change has come.
        progress: Progress,
    },
    /// Nobody knows what changed.
    Unknown,
}

impl News {
    /// Says how far a change has come.
    fn so_far(self, progress: Progress) -> Self {
        match self {
            Self::Changed { path, .. } => Self::Changed { path, progress },
            Self::Unknown => Self::Unknown,
        }
    }
}

/// How often one looks whether a site's folder that is gone has come back.
const PAUSE: Duration = Duration::from_millis(200);

/// How often one looks whether a site's folder is still the one that is watched, where nothing happens: nobody tells that a
/// folder above it has been moved, or a disk taken out.
const LOOK: Duration = Duration::from_secs(2);

/// How often one tries to watch where the system says that it watches no more.
const MOST_REFUSALS: usize = 5;

/// Each folder is watched by itself; elsewhere a new watch would restart that of all others.
const FOLDER_BY_FOLDER: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Begins to tell what changes below a site's folder, until nobody listens. To watch all folders takes a while, in which the
/// first page is shown and may be edited. So each is compared with what was read as soon as it is watched, and what happens
/// meanwhile in others is told at once. `failed` is called if the system does not tell of changes there, or not of so many;
/// then nothing is told any more.
///
/// # Errors
/// If there can be no thread for it.
pub fn start(
    root: &Path,
    read: impl FnOnce() -> Unseen + Send + 'static,
    news: Sender<News>,
    failed: impl FnOnce(Saying) + Send + 'static,
) -> Result<(), Saying> {
    let root = root.to_owned();
    let place = root.clone();
    let watch = move || {
        let watched = watch(&root, Some((read(), &news)));
        let told = watched.and_then(|(folders, events)| tell(&root, folders, events, &news));
        // The news end after that has been told.
        if let Err(error) = told {
            failed(cannot(&root, error));
        }
    };
    let spawn = thread::Builder::new().name("watch".to_owned());
    let spawned = spawn.spawn(watch);
    spawned.map(drop).map_err(|error| cannot(&place, error))
}

fn cannot(root: &Path, error: io::Error) -> Saying {
    let cannot = Phrase::CannotWatch.with("folder", root.display());
    cannot.saying("said", error)
}

/// The system watches no more folders, or has no memory for it.
const EXHAUSTED: io::ErrorKind = io::ErrorKind::QuotaExceeded;

fn refused(error: notify::Error) -> io::Error {
    let is_exhausted = match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::OutOfMemory,
        _ => false,
    };
    if is_exhausted {
        io::Error::new(EXHAUSTED, Saying::from(Phrase::WatchLimit))
    } else {
        io::Error::other(error)
    }
}

/// What the library tells.
type Events = Receiver<notify::Result<Event>>;

/// The time between the reading of a site and the watching of its folders.
struct Gap<'a> {
    unseen: Unseen,
    /// What is told of the folders that are watched already.
    events: &'a Events,
    news: &'a Sender<News>,
    /// Something was told.
    told: bool,
}

impl Gap<'_> {
    fn tell(&mut self, news: News) {
        self.told = true;
        let _ = self.news.send(news);
    }
}

/// Watches all folders of a site, and returns what is told of them. Where it is known what was `read`, it is told what has
/// changed since.
fn watch(root: &Path, read: Option<(Unseen, &Sender<News>)>) -> io::Result<(Folders, Events)> {
    let (sender, events) = mpsc::channel();
    let handler = move |event: notify::Result<Event>| {
        // Our own reading would wake us for nothing.
        if event.as_ref().map_or(true, |event| meaning(event.kind).is_some()) {
            let _ = sender.send(event);
        }
    };
    let gap = read.map(|(unseen, news)| Gap {
        unseen,
        events: &events,
        news,
        told: false,
    });
    let folders = Folders::of(root, handler, gap)?;
    Ok((folders, events))
}

/// Tells of changes. Where something has been lost, all is watched anew.
///
/// # Errors
/// If the system has come to watch no more folders. What it watched before may take a moment to be given back.
fn tell(root: &Path, mut folders: Folders, mut events: Events, news: &Sender<News>) -> io::Result<()> {
    loop {
        match folders.follow(&events, news) {
            End::NobodyListens => return Ok(()),
            End::Lost => {}
        }
        // Both would be too many.
        drop((folders, events));
        let mut refusals = 0;
        (folders, events) = loop {
            match watch(root, None) {
                Ok(watched) => break watched,
                Err(error) if error.kind() == EXHAUSTED => {
                    refusals += 1;
                    if refusals == MOST_REFUSALS {
                        return Err(error);
                    }
                }
                // It may come back.
                Err(_) => {}
            }
            thread::sleep(PAUSE);
            if news.send(News::Unknown).is_err() {
                return Ok(());
            }
        };
        // What happened in between nobody has seen.
        if news.send(News::Unknown).is_err() {
            return Ok(());
        }
    }
}

/// Why one stops to follow.
enum End {
    /// The system has lost count, or the site's folder is gone.
    Lost,
    NobodyListens,
}

/// The folders that are watched, as long as it lives.
struct Folders {
    watcher: RecommendedWatcher,
    /// Without links, as systems name places.
    root: PathBuf,
    identity: Identity,
    /// What was told before all were watched, and may ask for more than to be told.
    kept: VecDeque<notify::Result<Event>>,
}

impl Folders {
    fn of(root: &Path, handler: impl EventHandler, mut gap: Option<Gap<'_>>) -> io::Result<Self> {
        let root = root.canonicalize()?;
        let watcher = notify::recommended_watcher(handler).map_err(io::Error::other)?;
        let identity = identity(&root)?;
        let mut folders = Self {
            watcher,
            root,
            identity,
            kept: VecDeque::new(),
        };
        let root = folders.root.clone();
        let mode = if FOLDER_BY_FOLDER {
            RecursiveMode::NonRecursive
        } else {
            RecursiveMode::Recursive
        };
        folders.watcher.watch(&root, mode).map_err(refused)?;
        if FOLDER_BY_FOLDER || gap.is_some() {
            folders.look(&root, gap.as_mut());
            // Those with few files come first, and are soon kept up with.
            for name in disk::folders() {
                folders.add(&root.join(name), gap.as_mut())?;
            }
        }
        if let Some(mut gap) = gap {
            for path in std::mem::take(&mut gap.unseen).rest() {
                let progress = Progress::Done;
                gap.tell(News::Changed { path, progress });
            }
            // What was moved while all was being watched may have been seen in neither place. If all stood where it was read,
            // nothing was moved.
            if gap.told {
                gap.tell(News::Unknown);
            }
        }
        Ok(folders)
    }

    /// Watches a folder and all below it. That it is none, or gone, is no fault: then there is nothing to watch.
    fn add(&mut self, folder: &Path, mut gap: Option<&mut Gap<'_>>) -> io::Result<()> {
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            // The library would watch a file, too.
            if !folder.is_dir() {
                continue;
            }
            if FOLDER_BY_FOLDER && let Err(error) = self.watcher.watch(&folder, RecursiveMode::NonRecursive) {
                let error = refused(error);
                if error.kind() == EXHAUSTED {
                    return Err(error);
                }
                continue;
            }
            // Only then it is listed, so that what is made in between is seen in one way or the other.
            folders.extend(self.look(&folder, gap.as_deref_mut()));
        }
        Ok(())
    }

    /// Lists a folder, and returns those in it. In the gap, it is told what is not as it was read, and what happens meanwhile.
    fn look(&mut self, folder: &Path, gap: Option<&mut Gap<'_>>) -> Vec<PathBuf> {
        let mut below = Vec::new();
        let entries = || fs::read_dir(folder).into_iter().flatten().flatten();
        let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
        let Some(gap) = gap else {
            let places = entries().filter(is_folder).map(|entry| entry.path());
            below.extend(places.filter(|place| site_path(&self.root, place).is_some()));
            return below;
        };
        for entry in entries() {
            let place = entry.path();
            let Some(news) = site_path(&self.root, &place) else {
                continue;
            };
            if is_folder(&entry) {
                below.push(place);
                continue;
            }
            let is_known = match &news {
                News::Changed { path, .. } => gap.unseen.is_as_read(path, &entry),
                News::Unknown => false,
            };
            if !is_known {
                gap.tell(news);
            }
        }
        while let Ok(event) = gap.events.try_recv() {
            let is_done = event.as_ref().is_ok_and(|event| {
                let Some((progress, may_be_new_folder)) = meaning(event.kind) else {
                    return true;
                };
                for news in event
                    .paths
                    .iter()
                    .filter_map(|place| site_path(&self.root, place))
                {
                    gap.tell(news.so_far(progress));
                }
                !may_be_new_folder && progress != Progress::Gone && !event.need_rescan()
            });
            if !is_done {
                self.kept.push_back(event);
            }
        }
        below
    }

    /// Tells of changes for as long as possible.
    fn follow(&mut self, events: &Events, news: &Sender<News>) -> End {
        loop {
            let event = match self
                .kept
                .pop_front()
                .map_or_else(|| events.recv_timeout(LOOK), Ok)
            {
                Ok(Ok(event)) if event.need_rescan() => return End::Lost,
                Ok(Ok(event)) => event,
                Err(RecvTimeoutError::Timeout) => {
                    if identity(&self.root).is_ok_and(|identity| identity == self.identity) {
                        continue;
                    }
                    return End::Lost;
                }
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                    // It may fail again.
                    thread::sleep(PAUSE);
                    return End::Lost;
                }
            };
            let Some((progress, may_be_new_folder)) = meaning(event.kind) else {
                continue;
            };
            for place in &event.paths {
                if *place == self.root {
                    if progress == Progress::Gone {
                        return End::Lost;
                    }
                    continue;
                }
                let Some(told) = site_path(&self.root, place) else {
                    continue;
                };
                if FOLDER_BY_FOLDER && may_be_new_folder && self.add(place, None).is_err() {
                    return End::Lost;
                }
                if FOLDER_BY_FOLDER && progress == Progress::Gone {
                    // The library forgets a folder by itself, and all below it, but only after it has told of it: when this
                    // is answered it has. That it knows no such folder is no fault.
                    let _ = self.watcher.unwatch(place);
                }
                if news.send(told.so_far(progress)).is_err() {
                    return End::NobodyListens;
                }
            }
        }
    }
}

/// Returns how far a change has come, and whether its path may now be that of a new folder. `None` for what changes nothing:
/// our own reading would drown all else.
fn meaning(kind: EventKind) -> Option<(Progress, bool)> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some((Progress::Done, false)),
        // Both names of a file that was moved were told before.
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => None,
        EventKind::Create(CreateKind::Folder) => Some((Progress::Done, true)),
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(_) => {
            Some((Progress::Gone, false))
        }
        EventKind::Modify(ModifyKind::Name(_)) => Some((Progress::Done, true)),
        EventKind::Modify(ModifyKind::Metadata(_)) => Some((Progress::Done, false)),
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any | EventKind::Other => {
            Some((Progress::Begun, false))
        }
    }
}

/// Which folder it is, whatever its name. Only Unix tells.
type Identity = Option<(u64, u64)>;

fn identity(folder: &Path) -> io::Result<Identity> {
    let metadata = fs::metadata(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Ok(Some((metadata.dev(), metadata.ino())))
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        Ok(None)
    }
}

/// Returns where a place is in the site's folder. `None` if it is no part of the site.
fn site_path(root: &Path, place: &Path) -> Option<News> {
    let relative = place.strip_prefix(root).ok()?;
    let mut parts = Vec::new();
    for part in relative.components() {
        let Component::Normal(part) = part else {
            return Some(News::Unknown);
        };
        match part.to_str() {
            Some(part) => parts.push(part),
            // Faults are told of it under another name.
            None => return Some(News::Unknown),
        }
    }
    let path = parts.join("/");
    let may_matter = !disk::is_passed_over(&path) || crate::source::is_misnamed_settings(&path);
    may_matter.then(|| News::Changed {
        path: SourcePath::new(&path),
        progress: Progress::Done,
    })
}

/// Changes that were gathered.
#[derive(Debug, Default)]
pub struct Changes {
    /// The paths, each with how far its change has come.
    pub paths: BTreeMap<SourcePath, Progress>,
    /// Anything may have changed.
    pub unknown: bool,
}

impl Changes {
    fn add(&mut self, news: News) {
        match news {
            News::Changed { path, progress } => {
                self.paths.insert(path, progress);
            }
            News::Unknown => self.unknown = true,
        }
    }

    /// Returns how long one waits for what may follow.
    fn patience(&self) -> Duration {
        let patience = self.paths.values().map(|progress| progress.patience());
        patience.max().unwrap_or(QUIET)
    }
}

/// What came of waiting.
#[derive(Debug)]
pub enum Waited {
    /// Something changed.
    Changed(Changes),
    /// Nothing did, for as long as was waited.
    InVain,
    /// Nobody tells of changes any more.
    Ended,
}

/// Waits for a change, at most so long, and gathers what belongs to it. `begins` is called when the first is there.
pub fn wait(news: &Receiver<News>, longest: Option<Duration>, begins: impl FnOnce()) -> Waited {
    let first = match longest {
        Some(longest) => news.recv_timeout(longest),
        None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    let mut changes = Changes::default();
    match first {
        Ok(first) => changes.add(first),
        Err(RecvTimeoutError::Timeout) => return Waited::InVain,
        Err(RecvTimeoutError::Disconnected) => return Waited::Ended,
    }
    let begun = Instant::now();
    begins();
    let mut last = begun;
    loop {
        let until = (last + changes.patience()).min(begun + LONGEST);
        match news.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(next) => {
                changes.add(next);
                last = Instant::now();
            }
            // What was gathered is told even if nothing more will be.
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                return Waited::Changed(changes);
            }
        }
        if begun.elapsed() >= LONGEST {
            return Waited::Changed(changes);
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test sets up a folder")]
mod tests {
    use super::*;
    use crate::diagnostic::Tongue;
    use crate::source::folder::Folder;

    #[test]
    fn what_is_saved_at_once_is_one_change() {
        let (sender, receiver) = mpsc::channel();
        let changed = |path: &str, progress| News::Changed {
            path: SourcePath::new(path),
            progress,
        };
        for news in [
            changed("content/a.md", Progress::Begun),
            changed("content/b.md", Progress::Gone),
            changed("content/a.md", Progress::Done),
            changed("content/b.md", Progress::Done),
            News::Unknown,
        ] {
            sender.send(news).unwrap();
        }
        let Waited::Changed(changes) = wait(&receiver, None, || ()) else {
            unreachable!("there are changes")
        };
        assert!(changes.unknown && changes.paths.values().all(|progress| *progress == Progress::Done));
        assert_eq!(changes.paths.len(), 2);
        assert!(matches!(
            wait(&receiver, Some(Duration::from_millis(1)), || ()),
            Waited::InVain
        ));
        drop(sender);
        assert!(matches!(wait(&receiver, None, || ()), Waited::Ended));
    }

    #[test]
    fn only_what_is_of_the_site_is_told() {
        let root = Path::new("/site");
        let told = |place: &str| site_path(root, &root.join(place));
        for foreign in [
            "public/index.html",
            "content/.git/index",
            "content/a.md~",
            "notes.md",
            "",
        ] {
            assert_eq!(told(foreign), None, "{foreign}");
        }
        for own in [
            "content",
            "content/a.md",
            "tillit.yaml",
            "tillit.yml",
            "static/.nojekyll",
        ] {
            let path = SourcePath::new(own);
            let progress = Progress::Done;
            assert_eq!(told(own), Some(News::Changed { path, progress }), "{own}");
        }
    }

    fn channel() -> (mpsc::Sender<News>, impl Fn() -> News) {
        let (sender, news) = mpsc::channel();
        (sender, move || {
            news.recv_timeout(Duration::from_secs(60)).unwrap()
        })
    }

    /// Returns once all is watched: then those files are told that are gone.
    fn start_watching(root: &Path, sender: Sender<News>, wait: &impl Fn() -> News) {
        let gone = root.join("content/gone.md");
        fs::write(&gone, "").unwrap();
        let read = Folder::read(root).unwrap().unseen();
        fs::remove_file(gone).unwrap();
        start(root, || read, sender, |failure| unreachable!("{failure:?}")).unwrap();
        while wait() != News::Unknown {}
    }

    #[test]
    fn what_changed_before_all_is_watched_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content/a/b")).unwrap();
        let write = |path: &str, text: &str| fs::write(root.join(path), text).unwrap();
        let names = ["same", "edited", "gone"];
        for name in names {
            write(&format!("content/a/{name}.nb.md"), "");
        }
        write("tillit.yaml", "");
        // What was written just now is not known to be the same.
        thread::sleep(Duration::from_millis(200));
        let read = Folder::read(root).unwrap().unseen();
        write("content/a/edited.nb.md", "a");
        write("content/a/b/new.nb.md", "a");
        write("tillit.yaml", "a");
        fs::create_dir(root.join("static")).unwrap();
        write("static/new.txt", "a");
        fs::remove_file(root.join("content/a/gone.nb.md")).unwrap();
        let (sender, wait) = channel();
        start(root, || read, sender, |failure| unreachable!("{failure:?}")).unwrap();
        let mut told: Vec<News> = std::iter::repeat_with(wait).take(5).collect();
        told.sort_by_key(|news| format!("{news:?}"));
        let paths = [
            "content/a/b/new.nb.md",
            "content/a/edited.nb.md",
            "content/a/gone.nb.md",
            "static/new.txt",
            "tillit.yaml",
        ];
        let all_are_told = told.iter().zip(paths).all(|(news, path)| is_done(news, path));
        assert!(all_are_told, "{told:?}");
    }

    /// Nor is all looked at again.
    #[test]
    fn where_nothing_changed_before_all_is_watched_nothing_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content/a")).unwrap();
        fs::write(root.join("content/a/same.nb.md"), "").unwrap();
        fs::write(root.join("tillit.yaml"), "").unwrap();
        // What was written just now is not known to be the same.
        thread::sleep(Duration::from_millis(200));
        let read = || Folder::read(root).unwrap().unseen();
        let (sender, news) = mpsc::channel();
        let watched = watch(root, Some((read(), &sender))).unwrap();
        assert_eq!(news.try_recv().ok(), None);
        drop(watched);

        let before = read();
        fs::remove_file(root.join("content/a/same.nb.md")).unwrap();
        let watched = watch(root, Some((before, &sender))).unwrap();
        assert!(is_done(&news.try_recv().unwrap(), "content/a/same.nb.md"));
        assert_eq!(news.try_recv().ok(), Some(News::Unknown));
        drop(watched);
    }

    /// Then nothing more is told, and those who listen learn of that, too.
    #[test]
    fn a_folder_that_cannot_be_watched_is_told_of() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, news) = mpsc::channel();
        let (said, saying) = mpsc::channel();
        let failed = move |failure: Saying| said.send(failure.text(Tongue::English)).unwrap();
        start(&folder.path().join("none"), Unseen::default, sender, failed).unwrap();
        let said = saying.recv_timeout(Duration::from_secs(60)).unwrap();
        assert!(said.contains("none"), "{said}");
        let listened = news.recv_timeout(Duration::from_secs(60));
        assert_eq!(listened, Err(RecvTimeoutError::Disconnected));
    }

    fn is_done(news: &News, path: &str) -> bool {
        let progress = Progress::Done;
        matches!(news, News::Changed { path: told, progress: known } if told.as_str() == path && *known == progress)
    }

    /// More events than the system keeps for one who does not read them.
    #[cfg(target_os = "linux")]
    #[test]
    fn after_more_events_than_the_system_keeps_nothing_is_taken_for_known() {
        use std::os::unix::fs::PermissionsExt;
        use std::sync::{Arc, Mutex};

        let kept = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
        let kept: usize = kept.trim().parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir(root.join("content")).unwrap();
        let places = ["a", "b"].map(|name| root.join(format!("content/{name}.nb.md")));
        for place in &places {
            fs::write(place, "").unwrap();
        }
        let (told, events) = mpsc::channel();
        let gate = Arc::new(Mutex::new(()));
        let gate_of_library = gate.clone();
        let handler = move |event| {
            drop(gate_of_library.lock());
            let _ = told.send(event);
        };
        let folders = Folders::of(&root, handler, None).unwrap();
        // In turns, since the system takes the same event twice for one. The library reads some before it is stopped, and
        // room for one is taken by the news that there is no more room.
        let read_before = 64 * 1024 / 16;
        let closed = gate.lock();
        for number in 0..=kept + read_before {
            let mode = fs::Permissions::from_mode(if number % 4 < 2 { 0o600 } else { 0o644 });
            fs::set_permissions(&places[number % 2], mode).unwrap();
        }
        drop(closed);
        let (sender, wait) = channel();
        let watched = root.clone();
        thread::spawn(move || tell(&watched, folders, events, &sender).unwrap());
        let mut told = 0;
        while wait() != News::Unknown {
            told += 1;
        }
        assert!(0 < told && told <= kept + read_before);
        // It is watched anew, new folders too.
        fs::create_dir(root.join("static")).unwrap();
        fs::write(root.join("content/c.nb.md"), "").unwrap();
        while !is_done(&wait(), "content/c.nb.md") {}
    }

    #[test]
    fn folders_are_watched_wherever_they_are_moved() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("above/site");
        fs::create_dir_all(root.join("content/a/b")).unwrap();
        fs::create_dir_all(root.join("target")).unwrap();
        let (sender, wait) = channel();
        start_watching(&root, sender, &wait);
        // A name inside the site, and from outside.
        fs::rename(root.join("content/a"), root.join("content/c")).unwrap();
        fs::create_dir_all(folder.path().join("outside/d")).unwrap();
        fs::rename(folder.path().join("outside"), root.join("content/outside")).unwrap();
        while !is_done(&wait(), "content/outside") {}
        for path in ["content/c/b/new.md", "content/outside/d/new.md"] {
            fs::write(root.join("target/unseen"), "").unwrap();
            fs::write(root.join(path), "").unwrap();
            loop {
                let news = wait();
                assert!(
                    !matches!(&news, News::Changed { path, .. } if path.as_str().starts_with("content/a/")),
                    "{news:?}"
                );
                if is_done(&news, path) {
                    break;
                }
            }
        }
        // A folder that has left the site is not told of any more.
        fs::rename(root.join("content/outside"), folder.path().join("outside")).unwrap();
        while !matches!(wait(), News::Changed { path, .. } if path.as_str() == "content/outside") {}
        fs::write(folder.path().join("outside/d/gone.md"), "").unwrap();
        fs::write(root.join("content/last.md"), "").unwrap();
        loop {
            let news = wait();
            assert!(!format!("{news:?}").contains("gone.md"), "{news:?}");
            if is_done(&news, "content/last.md") {
                break;
            }
        }
    }

    /// Where the site's folder goes, or one above it, all is looked at, and watched anew once it is back.
    #[cfg(unix)]
    #[test]
    fn a_folder_that_was_away_is_watched_again() {
        let folder = tempfile::tempdir().unwrap();
        let above = folder.path().join("above");
        let root = above.join("site");
        fs::create_dir_all(root.join("content")).unwrap();
        let (sender, wait) = channel();
        start_watching(&root, sender, &wait);
        let aside = folder.path().join("aside");
        for (moved, name) in [(&root, "one.md"), (&above, "two.md")] {
            fs::rename(moved, &aside).unwrap();
            while wait() != News::Unknown {}
            fs::rename(&aside, moved).unwrap();
            // Until it is seen, it is told that nobody knows.
            fs::write(root.join("content").join(name), "").unwrap();
            let mut number = 0;
            while !is_done(&wait(), &format!("content/{name}")) {
                number += 1;
                fs::write(root.join("content").join(name), number.to_string()).unwrap();
            }
        }
    }
}
