//! Keeps the state up with the folder: waits for changes, reads what has changed, builds, publishes. The only thread that
//! does, so states follow each other in the order of the changes, and what happens during a build waits for the next.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::state::State;
use super::survey::Survey;
use super::watch::{self, Changes, News, Waited};
use super::{Listener, Preview, Told};
use crate::diagnostic::{Phrase, Saying, Tongue};
use crate::pipeline::{Memory, Options};
use crate::source::folder::Folder;

/// How often all is looked at where the system does not tell of changes, at the most.
const POLL: Duration = Duration::from_millis(500);

/// How often all is looked at where links lead to what nobody watches.
const POLL_LINKS: Duration = Duration::from_secs(1);

/// Looking at all takes at most this part of the time.
const MOST_POLLING: u32 = 8;

/// How many changes at once are so many that, once it is quiet, all is looked at again.
const STORM: usize = 16;

/// How long it is quiet after a storm.
const CALM: Duration = Duration::from_secs(1);

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// The system tells of them.
    Events,
    /// All is looked at from time to time.
    Polling,
}

/// What the command line asks of a preview.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// What may vary in a build.
    pub options: Options,
    /// How changes are noticed.
    pub watching: Watching,
    /// The language in which faults are told.
    pub tongue: Tongue,
    /// How the editor is told to open a file: an address in which `{file}`, `{line}` stand for what is meant.
    pub editor: String,
}

/// Reads a site, and keeps up with it until the program ends.
///
/// # Errors
/// If the site's folder cannot be read.
pub fn start(root: &Path, wishes: Wishes, listener: Listener) -> Result<Arc<Preview>, Saying> {
    let folder = Folder::read(root)?;
    let mut memory = Memory::default();
    let state = State::of(1, folder, Vec::new(), &wishes.options, &mut memory);
    let (sender, news) = mpsc::channel();
    let preview = Arc::new(Preview::new(wishes, state));
    let is_told = match preview.wishes.watching {
        Watching::Polling => false,
        Watching::Events => {
            let listener = listener.clone();
            let failed = move |failure| {
                listener(Told::Failed(Phrase::LooksInstead.saying("reason", failure)));
            };
            // None of that is done before there is a page to show.
            let state = preview.state();
            let read = move || state.folder.unseen();
            watch::start(root, read, sender, failed.clone())
                .map_err(failed)
                .is_ok()
        }
    };
    let renewal = Renewal {
        survey: Survey::start(preview.clone(), listener.clone()),
        preview: preview.clone(),
        listener,
        memory,
        polling: !is_told,
        lost: false,
        storm: false,
        poll: POLL,
    };
    thread::Builder::new()
        .name("renewal".to_owned())
        .spawn(move || renewal.run(&news))
        .map_err(|error| Phrase::SystemSays.with("said", error))?;
    Ok(preview)
}

struct Renewal {
    preview: Arc<Preview>,
    survey: Survey,
    listener: Listener,
    memory: Memory,
    polling: bool,
    poll: Duration,
    /// The site's folder could not be read.
    lost: bool,
    /// So much has happened that all is looked at again once it is quiet.
    storm: bool,
}

impl Renewal {
    fn run(mut self, news: &Receiver<News>) {
        self.survey.begin(self.preview.state());
        loop {
            // From the first news on, what somebody waits for comes first.
            let changes = match watch::wait(news, self.patience(), || self.survey.stop()) {
                Waited::Changed(changes) => changes,
                Waited::InVain => {
                    self.storm = false;
                    Changes {
                        unknown: true,
                        ..Changes::default()
                    }
                }
                // Without events there is nobody who tells.
                Waited::Ended if self.polling || self.lost || self.preview.state().folder.has_links => {
                    thread::sleep(self.patience().unwrap_or(POLL));
                    Changes {
                        unknown: true,
                        ..Changes::default()
                    }
                }
                Waited::Ended => {
                    self.polling = true;
                    continue;
                }
            };
            let before = Instant::now();
            self.renew(changes);
            self.poll = POLL.max(before.elapsed() * MOST_POLLING);
        }
    }

    /// Returns how long to wait for news before all is looked at; `None` for as long as it takes.
    fn patience(&self) -> Option<Duration> {
        if self.polling || self.lost {
            Some(self.poll)
        } else if self.storm {
            Some(CALM)
        } else if self.preview.state().folder.has_links {
            Some(POLL_LINKS.max(self.poll))
        } else {
            None
        }
    }

    fn renew(&mut self, changes: Changes) {
        let old = self.preview.state();
        let unknown = changes.unknown || self.lost;
        self.storm |= unknown && !self.polling && changes.paths.len() > 1 || changes.paths.len() >= STORM;
        let paths: BTreeSet<_> = changes.paths.into_keys().collect();
        let read = if unknown {
            old.folder.reread()
        } else {
            old.folder.update(&paths)
        };
        let folder = match read {
            Ok(folder) => folder,
            Err(failure) => {
                if !self.lost {
                    (self.listener)(Told::Failed(failure));
                }
                self.lost = true;
                self.survey.go_on(&self.preview);
                return;
            }
        };
        self.lost = false;
        let changed = folder.changed_since(&old.folder);
        if changed.is_empty() && folder.diagnostics == old.folder.diagnostics {
            self.survey.go_on(&self.preview);
            return;
        }
        self.survey.stop();
        let number = old.number + 1;
        let build = || {
            State::of(
                number,
                folder,
                changed,
                &self.preview.wishes.options,
                &mut self.memory,
            )
        };
        match catch_unwind(AssertUnwindSafe(build)) {
            Ok(state) => {
                let state = Arc::new(state);
                self.preview.publish(state.clone());
                (self.listener)(Told::Renewed(&state));
            }
            Err(_) => {
                // A fault of tillit's own, which the system has told of. The last state stays; the next edit is a new try.
                self.memory = Memory::default();
                (self.listener)(Told::Failed(Phrase::OwnFault.into()));
            }
        }
        self.survey.begin(self.preview.state());
    }
}
