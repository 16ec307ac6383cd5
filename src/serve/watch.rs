//! Tells when the site's files change. Home of the watching library.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// Editors save in several steps; changes this close together are one change.
const QUIET: Duration = Duration::from_millis(50);

/// Watches as long as it lives.
pub struct Watcher {
    _debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

/// Calls `changed` after each change below the site's folder, on a thread of its own.
///
/// Which file changed is not told: events are incomplete on every system, so the site is walked again.
///
/// # Errors
/// If the system cannot watch the folder.
pub fn start(root: &Path, changed: impl Fn() + Send + 'static) -> notify::Result<Watcher> {
    let (sender, receiver) = mpsc::channel::<DebounceEventResult>();
    let mut debouncer = new_debouncer(QUIET, None, sender)?;
    // Watching the site's folder whole would include the output; its top level shows new source folders.
    debouncer.watch(root, RecursiveMode::NonRecursive)?;
    for folder in ["content", "static", "templates", "themes"] {
        let folder = root.join(folder);
        if folder.is_dir() {
            debouncer.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    std::thread::spawn(move || {
        for batch in receiver {
            // Our own reads arrive as access events. After an error, an overflow for instance, look again too.
            let dirty = batch.map_or(true, |events| {
                events
                    .iter()
                    .any(|event| !matches!(event.kind, EventKind::Access(_)))
            });
            if dirty {
                changed();
            }
        }
    });
    Ok(Watcher {
        _debouncer: debouncer,
    })
}
