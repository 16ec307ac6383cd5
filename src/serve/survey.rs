//! Makes the pages that nobody has asked for, to find their faults: in the background, until the next edit.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::state::State;
use super::{Faults, Listener, Preview, Told, lock};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;

/// How long it is quiet before the survey begins: the page that is being looked at comes first.
const PAUSE: Duration = Duration::from_millis(150);

/// After how many outputs the progress is told.
const STEP: usize = 250;

/// The survey of one state after the other.
pub struct Survey {
    states: Sender<(Arc<State>, Arc<AtomicBool>)>,
    /// Whether the survey under way is to go on.
    goes_on: Mutex<Arc<AtomicBool>>,
}

impl Survey {
    /// Waits for states to survey.
    pub fn start(preview: Arc<Preview>, listener: Listener) -> Self {
        let (states, given) = mpsc::channel::<(Arc<State>, Arc<AtomicBool>)>();
        let spawned = thread::Builder::new().name("survey".to_owned()).spawn(move || {
            let mut surveyor = Surveyor {
                preview,
                listener,
                pool: pool(),
                fine: HashMap::new(),
            };
            while let Ok(mut next) = given.recv() {
                while let Ok(newer) = given.recv_timeout(PAUSE) {
                    next = newer;
                }
                let (state, goes_on) = next;
                surveyor.survey(&state, &goes_on);
            }
        });
        // Without the thread, faults of pages are found when the pages are looked at.
        drop(spawned);
        Self {
            states,
            goes_on: Mutex::default(),
        }
    }

    /// Begins to survey a state, and gives up the one before it.
    pub fn begin(&self, state: Arc<State>) {
        self.stop();
        let goes_on = Arc::new(AtomicBool::new(true));
        *lock(&self.goes_on) = goes_on.clone();
        let _ = self.states.send((state, goes_on));
    }

    /// Takes up the survey of the state as it stands again, if it was given up for nothing.
    pub fn go_on(&self, preview: &Preview) {
        let is_stopped = !lock(&self.goes_on).load(Ordering::Relaxed);
        let (state, faults) = (preview.state(), preview.faults());
        if is_stopped && !(faults.complete && faults.state == state.number) {
            self.begin(state);
        }
    }

    /// Gives up the survey under way.
    pub fn stop(&self) {
        lock(&self.goes_on).store(false, Ordering::Relaxed);
    }
}

/// Threads that work when no others want to.
fn pool() -> Option<ThreadPool> {
    ThreadPoolBuilder::new()
        .thread_name(|number| format!("survey {number}"))
        .start_handler(|_| be_patient())
        .build()
        .ok()
}

/// Lets all other threads come first, where the system counts threads one by one.
fn be_patient() {
    #[cfg(target_os = "linux")]
    {
        // Without it the survey is as important as the rest.
        let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), 15);
    }
}

/// What was found out about an output: what it was made of, if it could be made and that was not known, and what is wrong
/// with it.
struct Seen {
    path: String,
    key: Option<Fingerprint>,
    diagnostics: Vec<Diagnostic>,
}

struct Surveyor {
    preview: Arc<Preview>,
    listener: Listener,
    pool: Option<ThreadPool>,
    /// What each output was made of when it could be made: it need not be made again to know that it can.
    fine: HashMap<String, Fingerprint>,
}

impl Surveyor {
    fn survey(&mut self, state: &State, goes_on: &AtomicBool) {
        let outputs = &state.built.outputs;
        self.fine.retain(|path, _| outputs.contains_key(path));
        let (fine, listener) = (&self.fine, &self.listener);
        let done = AtomicUsize::new(0);
        let work = || -> Vec<Seen> {
            outputs
                .par_iter()
                .filter_map(|(path, recipe)| {
                    if !goes_on.load(Ordering::Relaxed) {
                        return None;
                    }
                    let known = fine.get(path).copied();
                    let forced = state.built.examine(recipe, |key| known == Some(key));
                    let count = done.fetch_add(1, Ordering::Relaxed) + 1;
                    if count.is_multiple_of(STEP) {
                        listener(Told::Progress(count, outputs.len()));
                    }
                    let key = forced.key.filter(|key| known != Some(*key));
                    (key.is_some() || !forced.diagnostics.is_empty()).then(|| Seen {
                        path: path.clone(),
                        key,
                        diagnostics: forced.diagnostics,
                    })
                })
                .collect()
        };
        let found = match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        };
        let mut of_outputs = BTreeMap::new();
        for seen in found {
            if let Some(key) = seen.key {
                self.fine.insert(seen.path.clone(), key);
            }
            if !seen.diagnostics.is_empty() {
                of_outputs.insert(seen.path, seen.diagnostics);
            }
        }
        if done.into_inner() < outputs.len() {
            return;
        }
        let faults = Faults::new(state, of_outputs, true);
        if self.preview.state().number == state.number {
            self.preview.set_faults(faults.clone());
            self.preview.tell();
        }
        (self.listener)(Told::Surveyed(state, &faults));
    }
}
