//! Tells when the site's files change. Home of the watching library.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use crate::diagnostic::{Phrase, Saying};

/// Editors save in several steps; changes this close together are one change.
const QUIET: Duration = Duration::from_millis(50);

/// The folders whose files make the site.
const FOLDERS: [&str; 4] = ["content", "static", "templates", "themes"];

type FolderWatcher = Debouncer<RecommendedWatcher, RecommendedCache>;

/// Watches as long as it lives.
pub struct Watcher {
    _debouncer: Arc<Mutex<FolderWatcher>>,
}

/// Calls `changed` after each change below the site's folder, on a thread of its own.
///
/// Which file changed is not told: events are incomplete on every system, so the site is walked again.
///
/// # Errors
/// If the system cannot watch the folder.
pub fn start(root: &Path, changed: impl Fn() + Send + 'static) -> Result<Watcher, Saying> {
    let unwatched = |error: notify::Error| {
        Phrase::CannotWatch
            .with("folder", root.display())
            .with("said", error)
    };
    let (sender, receiver) = mpsc::channel::<DebounceEventResult>();
    let mut debouncer = new_debouncer(QUIET, None, sender).map_err(unwatched)?;
    // Watching the site's folder whole would include the output. Its top level tells of new source folders.
    debouncer
        .watch(root, RecursiveMode::NonRecursive)
        .map_err(unwatched)?;
    for folder in FOLDERS {
        let folder = root.join(folder);
        if folder.is_dir() {
            debouncer
                .watch(&folder, RecursiveMode::Recursive)
                .map_err(unwatched)?;
        }
    }
    let debouncer = Arc::new(Mutex::new(debouncer));
    let weak = Arc::downgrade(&debouncer);
    let root = root.to_owned();
    std::thread::spawn(move || {
        for batch in receiver {
            let Ok(events) = batch else {
                // After an error, an overflow for instance, nobody knows what changed.
                changed();
                continue;
            };
            // Our own reads arrive as access events.
            let mut events = events;
            events.retain(|event| !matches!(event.kind, EventKind::Access(_)));
            if events.is_empty() {
                continue;
            }
            let folders: BTreeSet<&PathBuf> = events
                .iter()
                .flat_map(|event| &event.paths)
                .filter(|path| FOLDERS.iter().any(|folder| **path == root.join(folder)))
                .collect();
            if let Some(debouncer) = weak.upgrade() {
                let mut debouncer = debouncer.lock().unwrap_or_else(PoisonError::into_inner);
                for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
                    // A folder made just now, or made anew. If it is gone again, the next event tells.
                    let _ = debouncer.watch(folder, RecursiveMode::Recursive);
                }
            }
            changed();
        }
    });
    Ok(Watcher {
        _debouncer: debouncer,
    })
}
