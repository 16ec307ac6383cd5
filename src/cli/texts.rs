//! A site with all its texts, drafts and those dated after today included: for the commands about translations.

use std::path::Path;

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
            base_url: None,
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
        let from_here = || {
            let file = file.canonicalize().ok()?;
            Some(file.strip_prefix(root.canonicalize().ok()?).ok()?.to_owned())
        };
        let below = if root.join(file).is_file() {
            None
        } else {
            from_here()
        };
        let parts = below.as_deref().unwrap_or(file).components();
        let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
        let path = SourcePath::new(&parts.join("/"));
        let site = &self.built.world.site;
        let entry = site.by_path.get(&path).and_then(|key| site.entry(key));
        let found = entry.and_then(|entry| {
            let text = entry
                .translations
                .values()
                .find(|translation| translation.path == path)?;
            Some((entry, &**text))
        });
        found.ok_or_else(|| Phrase::NotAText.with("file", file.display()))
    }
}
