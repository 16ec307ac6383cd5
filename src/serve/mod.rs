//! The site in memory, as those who write it see it in a browser.
//!
//! One thread ([`renewal`]) reads what has changed, builds, and puts the new [`State`] in the place of the old one in a
//! single step; another ([`survey`]) then makes the pages that nobody has asked for, to find faults. Requests ([`answer`])
//! see one state from beginning to end. Nothing here waits for a request, and no request waits for these threads.

pub mod answer;
mod desk;
pub mod http;
pub mod live;
pub mod renewal;
pub mod state;
pub mod survey;
pub mod watch;
mod words;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use hyper::body::Bytes;
use tokio::sync::watch as signal;

use crate::content::entry::EntryKey;
use crate::diagnostic::{self, Diagnostic, Saying, Severity};
use crate::fingerprint::Fingerprint;
use crate::language::LanguageTag;
use crate::pipeline::{Recipe, Subject};

use live::Edits;
use renewal::Wishes;
use state::State;

/// How many pages are kept as they were when they could last be made.
const MOST_GOOD_PAGES: usize = 64;

/// How many edits are remembered for browsers that were not told of each.
const MOST_EDITS: usize = 50;

/// How many outputs that were at fault are looked at again before it is told that there is a new state.
const MOST_LOOKED_AT: usize = 8;

/// How many addresses are remembered at which there was a page.
const MOST_MOVED: usize = 10_000;

/// All that is wrong with a state, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// The state's number.
    pub state: u64,
    /// What is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What of it was found in making outputs, by their paths; of those that were not looked at yet, what was wrong before.
    pub of_outputs: BTreeMap<String, Vec<Diagnostic>>,
    /// Every page was looked at.
    pub complete: bool,
}

impl Faults {
    fn new(state: &State, of_outputs: BTreeMap<String, Vec<Diagnostic>>, complete: bool) -> Self {
        let mut diagnostics = state.diagnostics.clone();
        diagnostics.extend(of_outputs.values().flatten().cloned());
        diagnostic::sort(&mut diagnostics);
        Self {
            state: state.number,
            diagnostics,
            of_outputs,
            complete,
        }
    }

    /// Returns the faults of a state that follows. What was found in outputs stands until they are looked at again, so that
    /// nothing seems to be mended for a moment; the pages that were edited, and some that were at fault, are looked at now.
    fn of_next(&self, state: &State, edits: &Edits) -> Self {
        let mut of_outputs = self.of_outputs.clone();
        of_outputs.retain(|path, _| state.built.outputs.contains_key(path));
        let edited = edits.pages.iter().map(|page| live::output_of(state, page));
        let at_fault = of_outputs.keys().take(MOST_LOOKED_AT).cloned();
        for path in edited.chain(at_fault).collect::<BTreeSet<_>>() {
            // Should that be a fault of tillit's own, whoever asks for the page is told.
            let made = catch_unwind(AssertUnwindSafe(|| state.make(&path)))
                .ok()
                .flatten();
            let found = made.map(|made| made.diagnostics).unwrap_or_default();
            if found.is_empty() {
                of_outputs.remove(&path);
            } else {
                of_outputs.insert(path, found);
            }
        }
        Self::new(state, of_outputs, false)
    }

    /// Returns how many errors and how many warnings there are.
    pub fn counts(&self) -> (usize, usize) {
        let is_error = |diagnostic: &&Diagnostic| diagnostic.severity() == Severity::Error;
        let errors = self.diagnostics.iter().filter(is_error).count();
        (errors, self.diagnostics.len() - errors)
    }
}

/// What there is to say to the person at the terminal.
#[derive(Debug)]
pub enum Told<'a> {
    /// The machine failed, and what is done about it.
    Failed(Saying),
    /// A new state is shown.
    Renewed(&'a State),
    /// So many pages of all were looked at for faults.
    Progress(usize, usize),
    /// Every page was looked at.
    Surveyed(&'a State, &'a Faults),
}

/// Hears what there is to say, on several threads.
pub type Listener = Arc<dyn Fn(Told<'_>) + Send + Sync>;

/// A page that is no longer where it was.
#[derive(Clone, Debug)]
pub struct Moved {
    /// What it showed.
    pub entry: EntryKey,
    /// Its language.
    pub language: LanguageTag,
    /// The fingerprint of its text, by which it is known should even the entry's name have changed.
    pub text: Option<Fingerprint>,
}

/// What all requests see: the state as it stands now, and what is remembered of those before it.
pub struct Preview {
    /// What the command line asked for.
    pub wishes: Wishes,
    state: RwLock<Arc<State>>,
    faults: RwLock<Arc<Faults>>,
    good: Mutex<Good>,
    moved: Mutex<BTreeMap<String, Moved>>,
    /// What was edited before each of the last states.
    edits: Mutex<VecDeque<(u64, Edits)>>,
    news: signal::Sender<u64>,
}

impl Preview {
    fn new(wishes: Wishes, state: State) -> Self {
        let faults = Faults::new(&state, BTreeMap::new(), false);
        Self {
            wishes,
            state: RwLock::new(Arc::new(state)),
            faults: RwLock::new(Arc::new(faults)),
            good: Mutex::default(),
            moved: Mutex::default(),
            edits: Mutex::default(),
            news: signal::Sender::new(0),
        }
    }

    /// Returns the state as it stands.
    pub fn state(&self) -> Arc<State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns what is known to be wrong.
    pub fn faults(&self) -> Arc<Faults> {
        self.faults.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns what tells of each new state, and of each new knowledge about faults.
    pub fn news(&self) -> signal::Receiver<u64> {
        self.news.subscribe()
    }

    /// Shows a new state from now on.
    fn publish(&self, state: Arc<State>) {
        let old = self.state();
        let edited = Edits::of(&state);
        {
            let mut edits = lock(&self.edits);
            edits.push_back((state.number, edited.clone()));
            while edits.len() > MOST_EDITS {
                let oldest = edits.pop_front();
                // Whoever comes back after all of these refreshes its files, too.
                if let (Some((_, oldest)), Some((_, next))) = (oldest, edits.front_mut()) {
                    next.files.extend(oldest.files);
                }
            }
        }
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state.clone();
        // Whoever asks sees the new state by now.
        self.remember_moved(&old, &state);
        self.set_faults(self.faults().of_next(&state, &edited));
        self.tell();
    }

    fn set_faults(&self, faults: Faults) {
        *self.faults.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(faults);
    }

    fn tell(&self) {
        self.news.send_modify(|count| *count += 1);
    }

    /// Returns what was edited after a state with a number: all files, and the pages that were edited last.
    fn edits_since(&self, number: u64) -> Edits {
        let mut all = Edits::default();
        for (_, edits) in lock(&self.edits).iter().filter(|(state, _)| *state > number) {
            all.files.extend(edits.files.iter().cloned());
            if !edits.pages.is_empty() || !edits.of_data.is_empty() {
                all.pages.clone_from(&edits.pages);
                all.of_data.clone_from(&edits.of_data);
            }
        }
        all
    }

    fn remember_moved(&self, old: &State, new: &State) {
        if Arc::ptr_eq(&old.built.outputs, &new.built.outputs) {
            return;
        }
        let mut moved = lock(&self.moved);
        // Both are in the order of the paths.
        let mut still = new.built.outputs.keys().peekable();
        for (path, recipe) in &*old.built.outputs {
            while still.next_if(|other| *other < path).is_some() {}
            if still.next_if_eq(&path).is_none()
                && let Recipe::Page(Subject::Entry(entry, 1), language) = recipe
                && moved.len() < MOST_MOVED
            {
                let shown = old.built.world.site.entry(entry);
                let shown = shown.and_then(|entry| entry.shown(language));
                moved.insert(
                    path.clone(),
                    Moved {
                        entry: entry.clone(),
                        language: language.clone(),
                        text: shown.map(|text| text.file.fingerprint),
                    },
                );
            }
        }
        moved.retain(|path, _| !new.built.outputs.contains_key(path));
    }

    /// Returns the address of the page that was once at an output path, if it is elsewhere now.
    pub fn moved_to(&self, path: &str) -> Option<String> {
        let moved = lock(&self.moved).get(path).cloned()?;
        let state = self.state();
        let world = &state.built.world;
        let card = world.card(&moved.entry, &moved.language).or_else(|| {
            let text = moved.text?;
            let mut translations = world.site.entries.iter().flat_map(|(key, entry)| {
                let translations = entry.translations.values();
                translations.map(move |translation| (key, translation))
            });
            let (key, translation) = translations.find(|(_, known)| known.file.fingerprint == text)?;
            world.card(key, &translation.language)
        })?;
        Some(card.href.to_string())
    }

    /// Keeps a page in case it cannot be made any more.
    fn keep_good(&self, path: &str, bytes: &Bytes) {
        let mut good = lock(&self.good);
        good.count += 1;
        let count = good.count;
        good.pages.insert(path.to_owned(), (count, bytes.clone()));
        if good.pages.len() > MOST_GOOD_PAGES {
            let oldest = good.pages.iter().min_by_key(|(_, (count, _))| *count);
            if let Some(oldest) = oldest.map(|(path, _)| path.clone()) {
                good.pages.remove(&oldest);
            }
        }
    }

    /// Returns a page as it was when it could last be made, if somebody looked at it then.
    fn good(&self, path: &str) -> Option<Bytes> {
        lock(&self.good).pages.get(path).map(|(_, bytes)| bytes.clone())
    }
}

/// Pages as they were when they could last be made.
#[derive(Default)]
struct Good {
    count: u64,
    pages: BTreeMap<String, (u64, Bytes)>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test sets up a folder")]
mod tests {
    use std::fs;

    use super::*;
    use crate::diagnostic::Code;
    use crate::pipeline::{Memory, Options};
    use crate::source::folder::Folder;
    use crate::span::SourcePath;

    #[test]
    fn faults_stand_until_they_are_mended() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |path: &str, text: &str| fs::write(root.join(path), text).unwrap();
        fs::create_dir(root.join("content")).unwrap();
        write(
            "tillit.yaml",
            "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n",
        );
        let (wrong, other) = ("content/wrong.nb.md", "content/other.nb.md");
        write(wrong, "---\ntitle: Wrong\n---\n\n![A](none.png)\n");
        write(other, "---\ntitle: Other\n---\n");
        let mut memory = Memory::default();
        let mut state_of = |number, changed: &[&str]| {
            let changed = changed.iter().map(|path| SourcePath::new(path)).collect();
            let folder = Folder::read(root).unwrap();
            State::of(number, folder, changed, &Options::default(), &mut memory)
        };
        let lines = |faults: &Faults| -> Vec<(Code, usize)> {
            let found = faults.of_outputs.values().flatten();
            let found = found.map(|found| (found.code, found.span.as_ref().map_or(0, |at| at.range.start)));
            found.collect()
        };
        let state = state_of(1, &[]);
        let found = state.built.outputs.keys().filter_map(|path| {
            let made = state.make(path)?.diagnostics;
            (!made.is_empty()).then(|| (path.clone(), made))
        });
        let surveyed = Faults::new(&state, found.collect(), true);
        let [(code, at)] = lines(&surveyed)[..] else {
            unreachable!("{surveyed:?}")
        };

        write(other, "---\ntitle: Other\n---\n\nEdited.\n");
        let state = state_of(2, &[other]);
        let next = surveyed.of_next(&state, &Edits::of(&state));
        assert_eq!((lines(&next), next.complete), (vec![(code, at)], false));
        assert_eq!(next.diagnostics, surveyed.diagnostics);

        // What was edited is looked at before anybody is told.
        write(wrong, "---\ntitle: Wrong\n---\n\nEdited.\n\n![A](none.png)\n");
        let state = state_of(3, &[wrong]);
        let next = next.of_next(&state, &Edits::of(&state));
        assert_eq!(lines(&next), [(code, at + 9)]);

        write(wrong, "---\ntitle: Wrong\n---\n");
        let state = state_of(4, &[wrong]);
        let next = next.of_next(&state, &Edits::of(&state));
        assert_eq!((lines(&next), next.diagnostics), (Vec::new(), Vec::new()));
    }
}
