//! The site in memory, as a browser sees it while it is written.

pub mod http;
pub mod watch;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::diagnostic::{self, Diagnostic, Saying};
use crate::pipeline::{self, Built, Memory, Options};
use crate::source::{Sources, disk};

/// The site as it stands now.
pub struct State {
    /// The files.
    pub sources: Sources,
    /// What is made of them.
    pub built: Built,
    /// What is wrong with the files, before any page is made.
    pub diagnostics: Vec<Diagnostic>,
}

/// A site that is read again whenever its files change.
pub struct Preview {
    root: PathBuf,
    options: Options,
    memory: Mutex<Memory>,
    state: RwLock<Arc<State>>,
}

impl Preview {
    /// Reads a site.
    ///
    /// # Errors
    /// If the site's folder cannot be read.
    pub fn start(root: &Path, options: Options) -> Result<Self, Saying> {
        let mut memory = Memory::default();
        let state = read(root, &options, None, &mut memory)?;
        Ok(Self {
            root: root.to_owned(),
            options,
            memory: Mutex::new(memory),
            state: RwLock::new(Arc::new(state)),
        })
    }

    /// Reads the site again. Requests are answered from the old state until the new one is whole.
    ///
    /// # Errors
    /// If the site's folder cannot be read; the old state stays.
    pub fn renew(&self) -> Result<(), Saying> {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let old = self.state();
        let state = read(&self.root, &self.options, Some(&old.sources), &mut memory)?;
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
        Ok(())
    }

    /// Shows the state to a function.
    pub fn look<R>(&self, see: impl FnOnce(&State) -> R) -> R {
        see(&self.state())
    }

    /// Makes every page of the state as it stands, to learn all that is wrong. Takes as long as a build.
    pub fn find_faults(&self) -> (Arc<State>, Vec<Diagnostic>) {
        let state = self.state();
        let mut diagnostics = state.diagnostics.clone();
        diagnostics.extend(state.built.find_faults());
        diagnostic::sort(&mut diagnostics);
        (state, diagnostics)
    }

    fn state(&self) -> Arc<State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn read(root: &Path, options: &Options, old: Option<&Sources>, memory: &mut Memory) -> Result<State, Saying> {
    let mut diagnostics = Vec::new();
    let sources = disk::read(root, old, &mut diagnostics)?;
    let built = pipeline::build(&sources, options, memory);
    diagnostics.extend(built.diagnostics.iter().cloned());
    diagnostic::sort(&mut diagnostics);
    Ok(State {
        sources,
        built,
        diagnostics,
    })
}
