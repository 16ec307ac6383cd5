//! Tells which files of a site change. How the system tells it is left to the modules below; what to do about it to
//! [`super::renewal`].

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
use linux as system;
#[cfg(not(target_os = "linux"))]
use other as system;

use std::collections::BTreeMap;
use std::path::{Component, Path};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::diagnostic::{Phrase, Saying};
use crate::source::disk;
use crate::span::SourcePath;

pub use system::Watch;

/// Changes this close together are one change. The shorter it is, the sooner a change is seen; too short, and a page is
/// made for each of several files that are saved at once.
const QUIET: Duration = Duration::from_millis(1);

/// How long one waits for the rest of a change that is seen to be half done: a file that is being written, or one that is
/// gone, as when an editor is about to put a new one in its place.
const PATIENCE: Duration = Duration::from_millis(15);

/// How long changes are gathered that never pause.
const LONGEST: Duration = Duration::from_millis(40);

/// What happened in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// A path is not as it was; of a folder, neither is all that is below it.
    Changed {
        /// The path.
        path: SourcePath,
        /// More will follow in a moment: the file is being written, or is gone.
        half_done: bool,
    },
    /// Nobody knows what changed.
    Unknown,
}

/// Begins to tell what changes below a site's folder.
///
/// # Errors
/// If the system does not tell of changes there, or not of so many.
pub fn start(root: &Path, news: Sender<News>) -> Result<Watch, Saying> {
    system::start(root, news).map_err(|error| {
        Phrase::CannotWatch
            .with("folder", root.display())
            .with("said", error)
    })
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
        half_done: false,
    })
}

/// Changes that were gathered.
#[derive(Debug, Default)]
pub struct Changes {
    /// The paths, each with whether it is half done.
    pub paths: BTreeMap<SourcePath, bool>,
    /// Anything may have changed.
    pub unknown: bool,
}

impl Changes {
    fn add(&mut self, news: News) {
        match news {
            News::Changed { path, half_done } => {
                self.paths.insert(path, half_done);
            }
            News::Unknown => self.unknown = true,
        }
    }

    fn are_half_done(&self) -> bool {
        self.paths.values().any(|half_done| *half_done)
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
        let pause = if changes.are_half_done() { PATIENCE } else { QUIET };
        let until = (last + pause).min(begun + LONGEST);
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
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn what_is_saved_at_once_is_one_change() {
        let (sender, receiver) = mpsc::channel();
        let changed = |path: &str, half_done| News::Changed {
            path: SourcePath::new(path),
            half_done,
        };
        for news in [
            changed("content/a.md", true),
            changed("content/b.md", true),
            changed("content/a.md", false),
            changed("content/b.md", false),
            News::Unknown,
        ] {
            sender.send(news).unwrap();
        }
        let Waited::Changed(changes) = wait(&receiver, None, || ()) else {
            unreachable!("there are changes")
        };
        assert!(changes.unknown && !changes.are_half_done());
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
            let half_done = false;
            assert_eq!(told(own), Some(News::Changed { path, half_done }), "{own}");
        }
    }
}
