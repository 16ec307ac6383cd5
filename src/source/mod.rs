//! The files of a site as they were read: to the byte, but for the encoding of texts and lone carriage returns.
//!
//! What they mean is left to `content` and `theme`; only [`disk`] touches the file system, and [`folder`] keeps up with it.

pub mod disk;
pub mod encoding;
pub mod folder;
pub mod front_matter;
pub mod picture;
pub mod schema;
pub mod yaml;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::nearest::nearest;
use crate::fingerprint::Fingerprint;
use crate::span::SourcePath;

/// Endings of the files that are text; every other file is a blob.
const TEXT_ENDINGS: &[&str] = &[
    "md",
    "yaml",
    "yml",
    "bib",
    "csl",
    "json",
    "html",
    "css",
    "js",
    "svg",
    "txt",
    "xml",
    "csv",
    "webmanifest",
];

/// The files of a site by path, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<SourcePath, Remembered>,
}

/// A file, and by what to see on the disk that it has not changed.
#[derive(Clone, Debug)]
struct Remembered {
    file: SourceFile,
    stamp: Option<disk::Stamp>,
}

/// One file of a site.
#[derive(Clone, Debug)]
pub enum SourceFile {
    /// A file that authors write as text.
    Text(Arc<TextFile>),
    /// Any other file, such as a photograph.
    Blob(Arc<Blob>),
}

impl SourceFile {
    /// Returns the file's bytes, read from the disk if it is no text.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Self::Text(text) => Ok(Cow::Borrowed(text.text.as_bytes())),
            Self::Blob(blob) => blob.read(),
        }
    }

    /// Returns the file's path.
    pub fn path(&self) -> &SourcePath {
        match self {
            Self::Text(text) => &text.path,
            Self::Blob(blob) => &blob.path,
        }
    }

    /// Returns the fingerprint of the file's content.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Text(text) => text.fingerprint,
            Self::Blob(blob) => blob.fingerprint,
        }
    }

    /// Returns the width and height in pixels, if the file is a picture of a known kind.
    pub fn image_size(&self) -> Option<(u32, u32)> {
        match self {
            Self::Text(text) if has_ending(text.path.name(), &["svg"]) => picture::size_of_svg(&text.text),
            Self::Text(_) => None,
            Self::Blob(blob) => blob.size,
        }
    }
}

/// A text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Where it lies.
    pub path: SourcePath,
    /// The whole text, a byte order mark included.
    pub text: String,
    /// The fingerprint of the text.
    pub fingerprint: Fingerprint,
}

/// A file that is not text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Where it lies.
    pub path: SourcePath,
    /// Its length in bytes.
    pub length: u64,
    /// Of a blob in memory the fingerprint of its bytes. Of one on the disk that of its place, length, time of
    /// change and file, since a film is not to be read at every build.
    pub fingerprint: Fingerprint,
    /// Width and height in pixels, if it is a picture of a known kind.
    pub size: Option<(u32, u32)>,
    /// Where its bytes are.
    pub place: BlobPlace,
}

/// Where the bytes of a blob are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobPlace {
    /// In memory.
    Memory(Arc<[u8]>),
    /// In a file, named by its full path.
    Disk(PathBuf),
}

impl Blob {
    /// Returns so many bytes from one on, or as many as there are.
    ///
    /// # Errors
    ///
    /// When the file cannot be read (any more).
    #[allow(
        clippy::disallowed_methods,
        reason = "large files are read when they are asked for"
    )]
    pub fn read_part(&self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut part = Vec::new();
        match &self.place {
            BlobPlace::Memory(bytes) => {
                let from = usize::try_from(start).unwrap_or(usize::MAX).min(bytes.len());
                (&bytes[from..]).take(length).read_to_end(&mut part)?;
            }
            BlobPlace::Disk(file) => {
                let mut file = File::open(file)?;
                file.seek(SeekFrom::Start(start))?;
                file.take(length).read_to_end(&mut part)?;
            }
        }
        Ok(part)
    }

    /// Returns the bytes.
    ///
    /// # Errors
    ///
    /// When the file cannot be read (any more).
    #[allow(
        clippy::disallowed_methods,
        reason = "large files are read when they are asked for"
    )]
    pub fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.place {
            BlobPlace::Memory(bytes) => Ok(Cow::Borrowed(bytes)),
            BlobPlace::Disk(file) => std::fs::read(file).map(Cow::Owned),
        }
    }
}

impl Sources {
    /// Puts a text file in, in place of one with the same path.
    pub fn insert_text(&mut self, path: SourcePath, text: String) {
        let fingerprint = Fingerprint::of(&text);
        let file = SourceFile::Text(Arc::new(TextFile {
            path,
            text,
            fingerprint,
        }));
        self.insert(file, None);
    }

    /// Puts another file in, in place of one with the same path.
    pub fn insert_blob(&mut self, path: SourcePath, bytes: Vec<u8>) {
        let blob = Blob {
            path,
            length: bytes.len() as u64,
            fingerprint: Fingerprint::of(&bytes),
            size: picture::size_of_bytes(&bytes),
            place: BlobPlace::Memory(Arc::from(bytes)),
        };
        self.insert(SourceFile::Blob(Arc::new(blob)), None);
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &SourcePath) -> Option<SourceFile> {
        self.files.remove(path).map(|remembered| remembered.file)
    }

    /// Returns the file at a path.
    pub fn get(&self, path: &SourcePath) -> Option<&SourceFile> {
        self.files.get(path).map(|remembered| &remembered.file)
    }

    /// Returns the text file at a path.
    pub fn text(&self, path: &str) -> Option<&Arc<TextFile>> {
        match self.get(&SourcePath::new(path)) {
            Some(SourceFile::Text(text)) => Some(text),
            Some(SourceFile::Blob(_)) | None => None,
        }
    }

    /// Goes through all files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values().map(|remembered| &remembered.file)
    }

    /// Returns the number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Says whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Takes out the file at a path, or all files in the folder of that name.
    fn remove_below(&mut self, path: &SourcePath) {
        self.files.remove(path);
        let folder = SourcePath::new(&format!("{path}/"));
        let below = self.files.range(folder.clone()..);
        let below = below.take_while(|(path, _)| path.as_str().starts_with(folder.as_str()));
        let below: Vec<SourcePath> = below.map(|(path, _)| path.clone()).collect();
        for path in below {
            self.files.remove(&path);
        }
    }

    /// Returns the paths at which there is another file than in the other sources, or a file in one of them only.
    fn different_from(&self, other: &Self) -> Vec<SourcePath> {
        let same = |one: &SourceFile, other: &SourceFile| match (one, other) {
            (SourceFile::Text(one), SourceFile::Text(other)) => one.fingerprint == other.fingerprint,
            (SourceFile::Blob(one), SourceFile::Blob(other)) => one == other,
            (SourceFile::Text(_), SourceFile::Blob(_)) | (SourceFile::Blob(_), SourceFile::Text(_)) => false,
        };
        let mut different = Vec::new();
        let mut others = other.files.iter().peekable();
        for (path, remembered) in &self.files {
            while let Some((gone, _)) = others.next_if(|(there, _)| *there < path) {
                different.push(gone.clone());
            }
            let there = others.next_if(|(there, _)| *there == path);
            if !there.is_some_and(|(_, there)| same(&remembered.file, &there.file)) {
                different.push(path.clone());
            }
        }
        different.extend(others.map(|(gone, _)| gone.clone()));
        different
    }

    fn insert(&mut self, file: SourceFile, stamp: Option<disk::Stamp>) {
        self.files.insert(file.path().clone(), Remembered { file, stamp });
    }
}

/// The name of the file of settings.
pub const SETTINGS: &str = "tillit.yaml";

/// Says whether a file's name is that of the settings with a slip: `tillit.yml`, `Tillit.yaml`, `tillit.yaml.txt`.
pub fn is_misnamed_settings(name: &str) -> bool {
    let lower = name.to_lowercase();
    let stem = lower.strip_suffix(".txt").unwrap_or(&lower);
    name != SETTINGS
        && has_ending(stem, &["yaml", "yml"])
        && (stem == SETTINGS || nearest(stem, [SETTINGS]).is_some())
}

/// Says whether a file with this name is read as text.
fn is_text(name: &str) -> bool {
    has_ending(name, TEXT_ENDINGS)
}

/// Says whether a name has one of these endings, in capitals or not.
pub(crate) fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_path_and_told_in_order() {
        let mut sources = Sources::default();
        sources.insert_text(SourcePath::new("content/b.md"), "b".to_owned());
        sources.insert_blob(SourcePath::new("content/a.png"), vec![1, 2, 3]);
        let paths: Vec<&str> = sources.iter().map(|file| file.path().as_str()).collect();
        assert_eq!(paths, ["content/a.png", "content/b.md"]);
        assert_eq!(
            sources.text("content/b.md").map(|file| file.text.as_str()),
            Some("b")
        );
        assert_eq!(sources.text("content/a.png"), None);
        let Some(SourceFile::Blob(blob)) = sources.get(&SourcePath::new("content/a.png")) else {
            unreachable!("it was just put in")
        };
        assert_eq!((blob.length, blob.size), (3, None));
        assert_eq!(blob.read().ok().as_deref(), Some(&[1, 2, 3][..]));
        assert!(sources.remove(&SourcePath::new("content/a.png")).is_some());
        assert_eq!(sources.len(), 1);
    }

    #[test]
    fn a_drawing_knows_its_size() {
        let mut sources = Sources::default();
        let path = SourcePath::new("static/logo.SVG");
        sources.insert_text(path.clone(), "<svg viewBox='0 0 30 20'/>".to_owned());
        assert_eq!(
            sources.get(&path).and_then(SourceFile::image_size),
            Some((30, 20))
        );
    }
}
