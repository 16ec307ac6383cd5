//! What systems other than Linux tell of changed files. Home of the watching library.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{News, site_path};

/// Watches as long as it lives.
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Begins to watch.
pub(super) fn start(root: &Path, news: Sender<News>) -> io::Result<Watch> {
    let (sender, events) = mpsc::channel::<notify::Result<Event>>();
    // The system names places as they are without links.
    let root: PathBuf = root.canonicalize()?;
    let mut watcher = notify::recommended_watcher(sender).map_err(io::Error::other)?;
    watcher
        .watch(&root, RecursiveMode::Recursive)
        .map_err(io::Error::other)?;
    thread::spawn(move || {
        for event in events {
            let told = match event {
                Ok(event) if event.need_rescan() => vec![News::Unknown],
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => Vec::new(),
                Ok(event) => event
                    .paths
                    .iter()
                    .filter_map(|place| site_path(&root, place))
                    .map(|told| match told {
                        News::Changed { path, .. } => News::Changed {
                            path,
                            half_done: !matches!(
                                event.kind,
                                EventKind::Modify(notify::event::ModifyKind::Name(_))
                            ),
                        },
                        News::Unknown => News::Unknown,
                    })
                    .collect(),
                Err(_) => vec![News::Unknown],
            };
            for told in told {
                if news.send(told).is_err() {
                    return;
                }
            }
        }
    });
    Ok(Watch { _watcher: watcher })
}
