//! A site with all its texts, drafts and those dated after today included: for the commands about translations.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::Failure;
use crate::content::entry::Entry;
use crate::content::translation::Translation;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Phrase, Saying};
use crate::pipeline::{self, Built, Memory, Options};
use crate::source::{Sources, disk};
use crate::span::SourcePath;

/// A site, read and built.
pub(super) struct Texts {
    pub(super) sources: Sources,
    pub(super) built: Built,
    /// What is wrong with the site, as far as it was read.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Texts {
    pub(super) fn read(root: &Path) -> Result<Self, Failure> {
        let mut diagnostics = Vec::new();
        let sources = disk::read(root, None, &mut diagnostics)?;
        let options = Options {
            today: Date::today(),
            drafts: true,
            future: true,
            // Nobody sees an address.
            base_url: Some("http://localhost".to_owned()),
        };
        let built = pipeline::build(&sources, &options, &mut Memory::default());
        diagnostics.extend(built.diagnostics.iter().cloned());
        Ok(Self {
            sources,
            built,
            diagnostics,
        })
    }

    /// Returns the text in a file, named from here or from the site's folder, and its entry.
    pub(super) fn find(&self, root: &Path, file: &Path) -> Result<(&Entry, &Translation), Saying> {
        let below = |file: io::Result<PathBuf>, root: io::Result<PathBuf>| {
            Some(file.ok()?.strip_prefix(root.ok()?).ok()?.to_owned())
        };
        // As written first: a link among the texts is not the text that it leads to.
        let named = [
            below(std::path::absolute(file), std::path::absolute(root)),
            below(file.canonicalize(), root.canonicalize()),
            Some(file.to_owned()),
            below(root.join(file).canonicalize(), root.canonicalize()),
        ];
        let found = named.into_iter().flatten().find_map(|path| self.text(&path));
        found.ok_or_else(|| Phrase::NotAText.with("file", file.display()))
    }
    /// Returns the text at a path in the site's folder.
    fn text(&self, path: &Path) -> Option<(&Entry, &Translation)> {
        let parts: Vec<_> = path
            .components()
            .filter(|part| !matches!(part, Component::RootDir | Component::CurDir))
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        let path = SourcePath::new(&parts.join("/"));
        let site = &self.built.world.site;
        let (key, text) = site.text_at(&path)?;
        Some((site.entry(key)?, text))
    }
}
