//! The site as it stands at one moment, with the pages of it that somebody has asked for.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock};

use hyper::body::Bytes;

use super::lock;
use crate::check::check;
use crate::date::Date;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::pipeline::{self, Built, Memory, Options, Output, Recipe};
use crate::source::folder::Folder;
use crate::source::{SourceFile, SourceFile::Blob};
use crate::span::SourcePath;

/// How many bytes of pages are kept, so that many who ask for one page at once make it once.
const MOST_KEPT_BYTES: usize = 32_000_000;

/// The site as it stands at one moment. Inert; only the shelf of pages fills.
pub struct State {
    /// The number of the state, from 1.
    pub number: u64,
    /// The files.
    pub folder: Folder,
    /// What is made of them.
    pub built: Built,
    /// What is wrong with the files, before any page is made; sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that are not as they were in the state before.
    pub changed: Vec<SourcePath>,
    shelf: Mutex<Shelf>,
    checked: OnceLock<Vec<Diagnostic>>,
}

impl fmt::Debug for State {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "State({})", self.number)
    }
}

/// An output as it is served.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its bytes.
    pub bytes: Bytes,
    /// It could not be made; what is wrong is told elsewhere.
    pub failed: bool,
    /// What was found to be wrong.
    pub diagnostics: Vec<Diagnostic>,
}

#[derive(Default)]
struct Shelf {
    pages: HashMap<String, Arc<OnceLock<Made>>>,
    bytes: usize,
}

impl State {
    /// Builds a state.
    pub fn of(
        number: u64,
        folder: Folder,
        changed: Vec<SourcePath>,
        options: &Options,
        memory: &mut Memory,
    ) -> Self {
        let built = pipeline::build(&folder.sources, options, memory);
        let mut diagnostics = folder.diagnostics.clone();
        diagnostics.extend(built.diagnostics.iter().cloned());
        diagnostic::sort(&mut diagnostics);
        Self {
            number,
            folder,
            built,
            diagnostics,
            changed,
            shelf: Mutex::default(),
            checked: OnceLock::new(),
        }
    }

    /// Makes an output, or finds it made. `None` if there is none at that path.
    pub fn make(&self, path: &str) -> Option<Made> {
        let Some(recipe) = self.built.outputs.get(path) else {
            // The search's files lie in its index, which is made once for all of them.
            let Output { bytes, .. } = self.built.force(path)?;
            return Some(Made {
                failed: false,
                bytes: bytes.into(),
                diagnostics: Vec::new(),
            });
        };
        let make = || {
            let Output {
                bytes, diagnostics, ..
            } = self.built.make(recipe);
            let is_page = matches!(recipe, Recipe::Page(..) | Recipe::Redirect(..));
            let is_picture = matches!(recipe, Recipe::Picture(..) | Recipe::Drawing(_));
            let is_unread = |diagnostic: &Diagnostic| diagnostic.code == Code::UnreadableFile;
            Made {
                // Where templates could not be read at all, that is told, but not of each page.
                failed: bytes.is_empty() && (is_page || is_picture || diagnostics.iter().any(is_unread)),
                bytes: bytes.into(),
                diagnostics,
            }
        };
        // What lies in memory or on the disk anyway is not kept once more.
        if matches!(recipe, Recipe::Copy(_) | Recipe::Bare(_) | Recipe::Asset(_)) {
            return Some(make());
        }
        let place = lock(&self.shelf)
            .pages
            .entry(path.to_owned())
            .or_default()
            .clone();
        let mut is_new = false;
        let made = place.get_or_init(|| {
            is_new = true;
            make()
        });
        if is_new {
            let mut shelf = lock(&self.shelf);
            shelf.bytes += made.bytes.len();
            if shelf.bytes > MOST_KEPT_BYTES {
                *shelf = Shelf::default();
            }
        }
        Some(made.clone())
    }

    /// Returns what `tillit check` tells of the state. It looks at the whole site, so it is asked once.
    pub fn checked(&self, today: Date) -> &[Diagnostic] {
        let check = || check(&self.built, &self.folder.sources, today);
        self.checked.get_or_init(check)
    }

    /// Returns the file on the disk that an output is a copy of, if it is one that is no text.
    pub fn blob(&self, path: &str) -> Option<&Arc<crate::source::Blob>> {
        match self.built.outputs.get(path)? {
            Recipe::Copy(Blob(blob)) => Some(blob),
            Recipe::Copy(SourceFile::Text(_)) => None,
            _ => None,
        }
    }

    /// Returns the text of a file that diagnostics quote.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        let file = self.folder.sources.text(path.as_str());
        file.map(|file| file.text.as_str())
    }
}
