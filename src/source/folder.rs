//! A site's folder, read once and then kept up with.

use std::collections::BTreeSet;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};

use super::disk::{self, Found, Part, Stamp};
use super::{SETTINGS, Sources, is_misnamed_settings};
use crate::diagnostic::{Diagnostic, Saying};
use crate::fingerprint::FastMap;
use crate::span::SourcePath;

/// A site's folder as it was last read. The same files give the same folder, whatever happened in between.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
    /// The files.
    pub sources: Sources,
    /// What was wrong with them as files, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
    /// Some files were found through links: what changes elsewhere may change the site.
    pub has_links: bool,
}

impl Folder {
    /// Reads a folder.
    ///
    /// # Errors
    /// If the folder itself cannot be read.
    pub fn read(root: &Path) -> Result<Self, Saying> {
        Self::read_whole(root, None)
    }

    /// Returns where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Looks at every file again, and reads what has changed.
    ///
    /// # Errors
    /// If the folder itself cannot be read.
    pub fn reread(&self) -> Result<Self, Saying> {
        Self::read_whole(&self.root, Some(&self.sources))
    }

    fn read_whole(root: &Path, previous: Option<&Sources>) -> Result<Self, Saying> {
        let mut diagnostics = Vec::new();
        let Found { files, has_links } = disk::read_part(root, &Part::Whole, previous, &mut diagnostics)?;
        let mut sources = Sources::default();
        for (file, stamp) in files {
            sources.insert(file, stamp);
        }
        Ok(Self {
            root: root.to_owned(),
            sources,
            diagnostics,
            has_links,
        })
    }

    /// Reads these paths again, and all that is or was below them. What else has changed goes unseen.
    ///
    /// # Errors
    /// If the folder itself cannot be read.
    pub fn update(&self, changed: &BTreeSet<SourcePath>) -> Result<Self, Saying> {
        // A link may lead to any of the paths. And whether there are settings decides which other files may be them.
        if self.has_links || changed.iter().any(|path| self.may_be_settings(path)) {
            return self.reread();
        }
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.retain(|diagnostic| {
            let span = diagnostic.span.as_ref();
            span.is_none_or(|span| !changed.iter().any(|path| is_at_or_below(&span.path, path)))
        });
        let part = outermost(changed);
        let Found { files, has_links } = disk::read_part(
            &self.root,
            &Part::Below(&part),
            Some(&self.sources),
            &mut diagnostics,
        )?;
        if has_links {
            return self.reread();
        }
        let mut sources = self.sources.clone();
        for path in &part {
            sources.remove_below(path);
        }
        for (file, stamp) in files {
            sources.insert(file, stamp);
        }
        if sources.text(SETTINGS).is_none() && self.sources.text(SETTINGS).is_some() {
            return self.reread();
        }
        Ok(Self {
            root: self.root.clone(),
            sources,
            diagnostics,
            has_links: false,
        })
    }

    fn may_be_settings(&self, path: &SourcePath) -> bool {
        let name = path.as_str();
        is_misnamed_settings(name) || name == SETTINGS && self.sources.text(SETTINGS).is_none()
    }

    /// Returns the paths of the files that are not as they were in an earlier state.
    pub fn changed_since(&self, earlier: &Self) -> Vec<SourcePath> {
        self.sources.different_from(&earlier.sources)
    }

    /// Returns the files as they were read, to be compared with what is on the disk now.
    pub fn unseen(&self) -> Unseen {
        let files = self.sources.files.iter();
        Unseen(files.map(|(path, file)| (path.clone(), file.stamp)).collect())
    }
}

/// The files that were read and that nobody has looked at since.
#[derive(Debug, Default)]
pub struct Unseen(FastMap<SourcePath, Option<Stamp>>);

impl Unseen {
    /// Looks at what is at a path now, and returns whether it is known to be as it was read.
    pub fn is_as_read(&mut self, path: &SourcePath, entry: &DirEntry) -> bool {
        let known = self.0.remove(path).flatten();
        let stamp = || entry.metadata().ok().and_then(|metadata| Stamp::of(&metadata));
        known.is_some_and(|known| stamp() == Some(known))
    }

    /// Returns those that nobody has looked at: where all was, they are gone.
    pub fn rest(self) -> impl Iterator<Item = SourcePath> {
        self.0.into_keys()
    }
}

/// Says whether a path is another one, or in the folder of that name.
fn is_at_or_below(path: &SourcePath, above: &SourcePath) -> bool {
    let rest = path.as_str().strip_prefix(above.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Leaves out the paths that are below another one.
fn outermost(paths: &BTreeSet<SourcePath>) -> BTreeSet<SourcePath> {
    let is_below_another = |path: &SourcePath| {
        let text = path.as_str();
        text.match_indices('/')
            .any(|(at, _)| paths.contains(&SourcePath::new(&text[..at])))
    };
    paths
        .iter()
        .filter(|path| !is_below_another(path))
        .cloned()
        .collect()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test sets up a folder")]
mod tests {
    use std::fs;

    use super::*;

    fn set(paths: &[&str]) -> BTreeSet<SourcePath> {
        paths.iter().map(|path| SourcePath::new(path)).collect()
    }

    fn paths(folder: &Folder) -> Vec<String> {
        folder
            .sources
            .iter()
            .map(|file| file.path().to_string())
            .collect()
    }

    /// The folder as updated, which has to be what a new reading finds.
    fn updated(folder: &Folder, root: &Path, changed: &[&str]) -> Folder {
        let updated = folder.update(&set(changed)).unwrap();
        let anew = Folder::read(root).unwrap();
        assert_eq!(updated.changed_since(&anew), [], "{changed:?}");
        let sorted = |mut diagnostics: Vec<Diagnostic>| {
            diagnostics.sort();
            diagnostics
        };
        assert_eq!(sorted(updated.diagnostics.clone()), sorted(anew.diagnostics));
        updated
    }

    #[test]
    fn an_update_is_as_good_as_a_new_reading() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |path: &str, text: &[u8]| {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), text).unwrap();
        };
        write("tillit.yaml", b"a");
        write("content/a.nb.md", b"a");
        write("content/a-b.nb.md", b"a");
        write("content/a/index.nb.md", b"\xe5");
        let state = Folder::read(root).unwrap();
        assert_eq!(state.diagnostics.len(), 1);

        write("content/a/index.nb.md", b"a");
        write("content/a/.#index.nb.md", b"a");
        let state = updated(
            &state,
            root,
            &["content/a/index.nb.md", "content/a/.#index.nb.md"],
        );
        assert_eq!(state.diagnostics, []);
        assert_eq!(state.sources.len(), 4);

        fs::rename(root.join("content/a"), root.join("content/b")).unwrap();
        let state = updated(&state, root, &["content/a", "content/a/index.nb.md", "content/b"]);
        assert_eq!(
            paths(&state),
            [
                "content/a-b.nb.md",
                "content/a.nb.md",
                "content/b/index.nb.md",
                "tillit.yaml"
            ]
        );

        fs::rename(root.join("tillit.yaml"), root.join("tillit.yml")).unwrap();
        let state = updated(&state, root, &["tillit.yaml", "tillit.yml"]);
        assert!(paths(&state).contains(&"tillit.yml".to_owned()));
        write("tillit.yaml", b"a");
        let state = updated(&state, root, &["tillit.yaml"]);
        assert!(!paths(&state).contains(&"tillit.yml".to_owned()));
        let state = updated(&state, root, &["notes.md", "public/index.html"]);
        fs::remove_dir_all(root.join("content")).unwrap();
        let state = updated(&state, root, &["content"]);
        assert_eq!(paths(&state), ["tillit.yaml"]);
    }

    #[cfg(unix)]
    #[test]
    fn where_links_are_all_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content")).unwrap();
        fs::create_dir_all(root.join("shared")).unwrap();
        fs::write(root.join("shared/a.md"), "a").unwrap();
        let state = Folder::read(root).unwrap();
        assert!(!state.has_links);
        std::os::unix::fs::symlink("../shared", root.join("content/linked")).unwrap();
        let state = updated(&state, root, &["content/linked"]);
        assert!(state.has_links);
        fs::write(root.join("shared/b.md"), "b").unwrap();
        let state = updated(&state, root, &["content/other.md"]);
        assert_eq!(paths(&state), ["content/linked/a.md", "content/linked/b.md"]);
    }
}
