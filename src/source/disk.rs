//! Reads a site's folder. The only module that reads the site from the file system.

#![allow(clippy::disallowed_methods, reason = "the one module that reads the site")]

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use walkdir::{DirEntry, WalkDir};

use super::{
    Blob, BlobPlace, SETTINGS, SourceFile, Sources, TextFile, encoding, has_ending, is_misnamed_settings,
    is_text, picture,
};
use crate::diagnostic::{Code, Diagnostic, Phrase, Saying};
use crate::fingerprint::Fingerprint;
use crate::span::{SourcePath, TextRange};

/// What belongs to a site; all else in its folder is left alone.
const ROOTS: &[&str] = &[SETTINGS, "content", "static", "templates", "themes"];

/// Endings of the pictures whose size is read.
const PICTURE_ENDINGS: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Hidden files and folders that other programs put into folders of their own accord.
const LEFT_BEHIND: &[&str] = &[
    ".git",
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    ".gitmodules",
    ".hg",
    ".svn",
    ".DS_Store",
    ".Spotlight-V100",
    ".Trashes",
    ".fseventsd",
    ".directory",
    ".idea",
    ".vscode",
    ".editorconfig",
    ".env",
];

/// The longest text that authors write, in bytes: three times the Bible.
const MOST_TEXT_BYTES: u64 = 10_000_000;

/// The longest blob that is read to tell it from another of the same times; a longer one takes longer to write than a tick.
const MOST_BLOB_BYTES: u64 = 100_000_000;

/// Endings of the files that must be text wherever they stand in `content`; there, others can be published as they are.
const WRITTEN_ENDINGS: &[&str] = &["md", "yaml", "yml", "bib", "csl"];

/// Clocks of file systems tick in steps (4 to 10 ms on Linux): a file changed so recently may change once more without
/// a new time, so it is read again.
const SETTLED: Duration = Duration::from_millis(50);

/// What shows that a file has not changed since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: SystemTime,
    identity: Identity,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        Some(Self {
            length: metadata.len(),
            modified: metadata.modified().ok()?,
            identity: identity(metadata),
        })
    }

    /// Says whether the file was last changed so long ago that a later change would show in its times. `now` is the time
    /// before the file was looked at. Where a clock was set back, nothing is settled.
    fn is_settled(&self, now: SystemTime) -> bool {
        let is_old = |time: SystemTime| now.duration_since(time).is_ok_and(|age| age >= SETTLED);
        is_old(self.modified) && self.identity.is_none_or(|identity| is_old(identity.changed))
    }
}

/// Which file it is, whatever its name (a link may come to lead to another of the same length and time), and when the
/// system last touched it, which no program can set back. Only Unix tells.
type Identity = Option<FileIdentity>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct FileIdentity {
    device: u64,
    number: u64,
    changed: SystemTime,
}

/// A file to read.
struct Candidate {
    path: SourcePath,
    place: PathBuf,
    metadata: Metadata,
}

/// What is to be read.
pub(super) enum Part<'a> {
    /// All that belongs to the site.
    Whole,
    /// These paths, and all that is below them.
    Below(&'a BTreeSet<SourcePath>),
}

/// What was read of a folder.
pub(super) struct Found {
    pub(super) files: Vec<(SourceFile, Option<Stamp>)>,
    /// Some of it was found through a link. What a link leads to changes without a change below the link.
    pub(super) has_links: bool,
}

/// Reads all files of a site. A file that has not changed since `previous` was read is taken over from there.
///
/// Hidden files (outside `static`) and what editors leave behind are passed over. What cannot be read is left out and reported.
///
/// # Errors
///
/// When the folder itself cannot be read; what is said names it.
pub fn read(
    root: &Path,
    previous: Option<&Sources>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Sources, Saying> {
    let mut sources = Sources::default();
    for (file, stamp) in read_part(root, &Part::Whole, previous, diagnostics)?.files {
        sources.insert(file, stamp);
    }
    Ok(sources)
}

/// Reads a part of a site, as [`read`] does.
pub(super) fn read_part(
    root: &Path,
    part: &Part<'_>,
    previous: Option<&Sources>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Found, Saying> {
    let in_folder = |error: io::Error| {
        let saying = Phrase::RootUnreadable.with("folder", root.display());
        saying.saying("reason", error)
    };
    let real_root = fs::canonicalize(root).map_err(in_folder)?;
    fs::read_dir(root).map_err(in_folder)?;

    let now = SystemTime::now();
    let mut walk = Walk::new(root, &real_root);
    match part {
        Part::Whole => roots(root).iter().for_each(|name| walk.below(name)),
        Part::Below(paths) => {
            let wanted = paths.iter().filter(|path| !is_passed_over(path.as_str()));
            wanted.for_each(|path| walk.below(path.as_str()));
        }
    }
    diagnostics.append(&mut walk.diagnostics);
    let files: Vec<Result<(Reading, Option<Stamp>), Diagnostic>> = walk
        .candidates
        .into_par_iter()
        .map(|candidate| {
            let stamp = Stamp::of(&candidate.metadata);
            if let Some(file) = stamp.and_then(|stamp| unchanged(previous?, &candidate, stamp)) {
                return Ok((Reading { file, remark: None }, stamp));
            }
            let settled = stamp.filter(|stamp| stamp.is_settled(now));
            let read = file(candidate, settled.is_some())?;
            // What there is to remark is remarked at every reading.
            let settled = settled.filter(|_| read.remark.is_none());
            Ok((read, settled))
        })
        .collect();
    let mut read = Found {
        files: Vec::with_capacity(files.len()),
        has_links: walk.has_links,
    };
    for file in files {
        match file {
            Ok((reading, stamp)) => {
                diagnostics.extend(reading.remark);
                read.files.push((reading.file, stamp));
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    Ok(read)
}

/// Says whether a path is no part of the site, whatever stands there: it is in no folder of the site, or it or a folder
/// that it stands in is hidden or left behind by an editor.
pub fn is_passed_over(path: &str) -> bool {
    let mut parts = path.split('/');
    let top = parts.next().unwrap_or_default();
    !ROOTS.contains(&top) || parts.any(|name| is_leftover(name, top))
}

/// The folders of a site, that of its texts last.
pub fn folders() -> impl Iterator<Item = &'static str> {
    ROOTS.iter().rev().copied().filter(|name| *name != SETTINGS)
}

/// Returns what belongs to the site in its folder: without settings also a file that was probably meant to be them.
fn roots(root: &Path) -> Vec<String> {
    let mut roots: Vec<String> = ROOTS.iter().map(|name| (*name).to_owned()).collect();
    if !root.join(SETTINGS).exists() {
        roots.extend(misnamed_settings(root));
    }
    roots
}

/// Returns the file in a folder that was probably meant to be the site's settings.
pub fn misnamed_settings(folder: &Path) -> Option<String> {
    let names = fs::read_dir(folder).ok()?.filter_map(|entry| {
        let entry = entry.ok()?;
        let name = entry.file_name().into_string().ok()?;
        (is_misnamed_settings(&name) && entry.path().is_file()).then_some(name)
    });
    names.min()
}

/// A walk through a folder.
struct Walk<'a> {
    root: &'a Path,
    real_root: &'a Path,
    /// The files to read.
    candidates: Vec<Candidate>,
    diagnostics: Vec<Diagnostic>,
    has_links: bool,
}

impl<'a> Walk<'a> {
    fn new(root: &'a Path, real_root: &'a Path) -> Self {
        Self {
            root,
            real_root,
            candidates: Vec::new(),
            diagnostics: Vec::new(),
            has_links: false,
        }
    }

    /// Walks through all that is at a path of the site or below it. That nothing is there is no fault.
    fn below(&mut self, path: &str) {
        let Self { root, real_root, .. } = *self;
        let top = path.split('/').next().unwrap_or(path);
        let begin = root.join(path);
        // Not `exists`, which would pass over a link that leads to nothing.
        match fs::symlink_metadata(&begin) {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                return;
            }
            Ok(metadata) => self.has_links |= metadata.file_type().is_symlink(),
            Err(_) => {}
        }
        let mut refused = Vec::new();
        let mut has_links = false;
        let walk = WalkDir::new(&begin)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| {
                has_links |= entry.path_is_symlink();
                is_wanted(entry, top) && leads_inside(entry, root, real_root, &mut refused)
            });
        for entry in walk {
            let found = match entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => candidate(&entry, root),
                Err(error) => match error.path() {
                    // The walk meets a link that leads to nothing before the filter does.
                    Some(place)
                        if place
                            .file_name()
                            .is_some_and(|file| is_leftover(&file.to_string_lossy(), top)) =>
                    {
                        continue;
                    }
                    place => {
                        // It may be a link that leads to nothing yet.
                        self.has_links = true;
                        Err(unreadable(root, place.unwrap_or(&begin), reason_to_walk(&error)))
                    }
                },
            };
            match found {
                Ok(candidate) => self.candidates.push(candidate),
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
        }
        self.has_links |= has_links;
        self.diagnostics.append(&mut refused);
    }
}

fn is_wanted(entry: &DirEntry, top: &str) -> bool {
    entry.depth() == 0 || !is_leftover(&entry.file_name().to_string_lossy(), top)
}

/// Says whether a file below the folder `top` is hidden or was left behind by an editor or another program.
fn is_leftover(name: &str, top: &str) -> bool {
    // What stands in `static` is published as it is, and servers want names such as `.well-known` and `.nojekyll`.
    let is_hidden = if top == "static" {
        LEFT_BEHIND.contains(&name)
            || [".#", "._"].iter().any(|beginning| name.starts_with(beginning))
            || (name.starts_with('.') && has_ending(name, &["swo", "swn", "swx", "tmp"]))
    } else {
        name.starts_with('.')
    };
    is_hidden
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || has_ending(name, &["swp"])
}

/// Says whether an entry may be entered: it is no link, or one that stays in the site's folder without a circle.
fn leads_inside(entry: &DirEntry, root: &Path, real_root: &Path, refused: &mut Vec<Diagnostic>) -> bool {
    if !entry.path_is_symlink() {
        return true;
    }
    let target = match fs::canonicalize(entry.path()) {
        Ok(target) => target,
        Err(error) => {
            refused.push(unreadable(root, entry.path(), reason(&error)));
            return false;
        }
    };
    if !target.starts_with(real_root) {
        refused.push(Diagnostic::new(
            Code::OutsideLink,
            TextRange::default().of(&source_path(root, entry.path()).unwrap_or_else(|lossy| lossy)),
        ));
        return false;
    }
    let folder = entry
        .path()
        .parent()
        .and_then(|folder| fs::canonicalize(folder).ok());
    if folder.is_some_and(|folder| folder.starts_with(&target)) {
        refused.push(unreadable(root, entry.path(), Phrase::LinkInCircle));
        return false;
    }
    true
}

fn candidate(entry: &DirEntry, root: &Path) -> Result<Candidate, Diagnostic> {
    let place = entry.path();
    let path = source_path(root, place).map_err(|_| unreadable(root, place, Phrase::NameNotText))?;
    if path.as_str().contains(encoding::is_deceptive) {
        return Err(unreadable(root, place, Phrase::NameDeceptive));
    }
    if !entry.file_type().is_file() {
        // Opening a pipe would wait for somebody to write into it.
        return Err(unreadable(root, place, Phrase::NotAFile));
    }
    let metadata = entry
        .metadata()
        .map_err(|error| unreadable(root, place, reason_to_walk(&error)))?;
    Ok(Candidate {
        path,
        place: place.to_owned(),
        metadata,
    })
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    // A time before 1970 stands for one that is settled.
    let seconds = u64::try_from(metadata.ctime()).unwrap_or_default();
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).unwrap_or_default();
    Some(FileIdentity {
        device: metadata.dev(),
        number: metadata.ino(),
        changed: SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds),
    })
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {
    None
}

/// Returns the file as it was remembered, if nothing speaks for a change.
fn unchanged(previous: &Sources, candidate: &Candidate, stamp: Stamp) -> Option<SourceFile> {
    let remembered = previous.files.get(&candidate.path)?;
    let same_place = match &remembered.file {
        SourceFile::Text(_) => true,
        SourceFile::Blob(blob) => matches!(&blob.place, BlobPlace::Disk(place) if *place == candidate.place),
    };
    (remembered.stamp == Some(stamp) && same_place).then(|| remembered.file.clone())
}

/// A file, and what there is to remark about it although it could be read.
struct Reading {
    file: SourceFile,
    remark: Option<Diagnostic>,
}

/// Reads a file. `settled` says that its times would show a change.
fn file(candidate: Candidate, settled: bool) -> Result<Reading, Diagnostic> {
    let at = TextRange::default().of(&candidate.path);
    let fault =
        |error: &io::Error| Diagnostic::new(Code::UnreadableFile, at.clone()).saying("reason", reason(error));
    let mut file = File::open(&candidate.place).map_err(|error| fault(&error))?;
    let must_be_text = is_written(&candidate.path);
    if !is_text(candidate.path.name()) || (candidate.metadata.len() > MOST_TEXT_BYTES && !must_be_text) {
        return Ok(blob(candidate, &file, settled));
    }
    let mut bytes = Vec::new();
    // The file may have grown since it was measured.
    file.by_ref()
        .take(MOST_TEXT_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| fault(&error))?;
    if bytes.len() as u64 > MOST_TEXT_BYTES {
        if !must_be_text {
            return Ok(blob(candidate, &file, settled));
        }
        return Err(
            Diagnostic::new(Code::TooLong, at).with("limit", format!("{} MB", MOST_TEXT_BYTES / 1_000_000))
        );
    }
    if !must_be_text {
        // It is published as it is, to the byte, in whatever encoding.
        return Ok(match String::from_utf8(bytes) {
            Ok(text) => Reading {
                file: text_file(candidate.path, text),
                remark: None,
            },
            Err(_) => blob(candidate, &file, settled),
        });
    }
    let decoded = encoding::decode(bytes).map_err(|foreign| {
        Diagnostic::new(Code::NotUtf8, at.clone())
            .with("line", foreign.line)
            .with("letter", foreign.letter)
    })?;
    Ok(Reading {
        file: text_file(candidate.path, decoded.text),
        remark: decoded.was_utf16.then(|| Diagnostic::new(Code::Utf16, at)),
    })
}

/// Says whether a file is read by tillit, rather than published as it is.
fn is_written(path: &SourcePath) -> bool {
    let path_text = path.as_str();
    !path_text.starts_with("static/")
        && (has_ending(path.name(), WRITTEN_ENDINGS)
            || path_text.starts_with("templates/")
            || path_text.contains("/templates/"))
}

fn text_file(path: SourcePath, text: String) -> SourceFile {
    let fingerprint = Fingerprint::of(&text);
    SourceFile::Text(Arc::new(TextFile {
        path,
        text,
        fingerprint,
    }))
}

fn blob(candidate: Candidate, file: &File, settled: bool) -> Reading {
    let Candidate {
        path,
        place,
        metadata,
    } = candidate;
    let length = metadata.len();
    let size = if has_ending(path.name(), PICTURE_ENDINGS) {
        picture::size_of_file(file)
    } else {
        None
    };
    // What was written just now may be written once more within the same tick of the clock.
    let content = if settled || length > MOST_BLOB_BYTES {
        None
    } else {
        fs::read(&place).ok()
    };
    let modified = metadata.modified().ok();
    let fingerprint = Fingerprint::of(&(path.as_str(), length, modified, identity(&metadata), content));
    Reading {
        file: SourceFile::Blob(Arc::new(Blob {
            path,
            length,
            fingerprint,
            size,
            place: BlobPlace::Disk(place),
        })),
        remark: None,
    }
}

fn unreadable(root: &Path, place: &Path, reason: impl Into<Saying>) -> Diagnostic {
    let path = source_path(root, place).unwrap_or_else(|lossy| lossy);
    Diagnostic::new(Code::UnreadableFile, TextRange::default().of(&path)).saying("reason", reason)
}

/// Returns the path from the site's folder; as an error, with signs in place of what is not UTF-8.
fn source_path(root: &Path, place: &Path) -> Result<SourcePath, SourcePath> {
    let relative = place.strip_prefix(root).unwrap_or(place);
    let mut whole = true;
    let mut parts = Vec::new();
    for part in relative.components() {
        let part = part.as_os_str();
        whole &= part.to_str().is_some();
        parts.push(part.to_string_lossy());
    }
    let path = SourcePath::new(&parts.join("/"));
    if whole { Ok(path) } else { Err(path) }
}

fn reason_to_walk(error: &walkdir::Error) -> Saying {
    if error.loop_ancestor().is_some() {
        return Phrase::LinkInCircle.into();
    }
    let Some(io_error) = error.io_error() else {
        return Phrase::SystemSaysNothing.into();
    };
    let is_link = error
        .path()
        .and_then(|place| fs::symlink_metadata(place).ok())
        .is_some_and(|metadata| metadata.file_type().is_symlink());
    match io_error.kind() {
        io::ErrorKind::NotFound if is_link => Phrase::LinkToNothing.into(),
        io::ErrorKind::PermissionDenied => reason(io_error),
        // Links that lead to each other have no name of their own in the standard library yet.
        _ if is_link => Phrase::LinkToItself.into(),
        _ => reason(io_error),
    }
}

/// Tells why the system does not let a file be read.
pub fn reason(error: &io::Error) -> Saying {
    match error.kind() {
        io::ErrorKind::NotFound => Phrase::NoLongerThere.into(),
        io::ErrorKind::PermissionDenied => Phrase::NotPermitted.into(),
        _ => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Tongue;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn site(files: &[(&str, &[u8])]) -> io::Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        for (path, bytes) in files {
            let place = folder.path().join(path);
            fs::create_dir_all(place.parent().unwrap_or(folder.path()))?;
            fs::write(place, bytes)?;
        }
        Ok(folder)
    }

    fn paths(sources: &Sources) -> Vec<&str> {
        sources.iter().map(|file| file.path().as_str()).collect()
    }

    /// Returns path, code and reason of each diagnostic, in order.
    fn told(diagnostics: &[Diagnostic]) -> Vec<(String, &'static str, String)> {
        let mut told: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| {
                let path = diagnostic
                    .span
                    .as_ref()
                    .map(|span| span.path.to_string())
                    .unwrap_or_default();
                let reason = diagnostic
                    .arguments
                    .first()
                    .map(|(_, reason)| reason.text(Tongue::English))
                    .unwrap_or_default();
                (path, diagnostic.code.name(), reason)
            })
            .collect();
        told.sort();
        told
    }

    #[test]
    fn only_the_site_is_read() -> Outcome {
        let folder = site(&[
            ("tillit.yaml", b"languages: {}\n"),
            ("content/index.nb.md", "\u{feff}Å\r\n".as_bytes()),
            ("content/.git/config", b"x"),
            ("content/.index.md.swp", b"x"),
            ("content/index.md~", b"x"),
            ("content/#index.md#", b"x"),
            ("content/x.swp", b"x"),
            ("static/.nojekyll", b""),
            ("static/.well-known/security.txt", b"x"),
            ("static/.git/config", b"x"),
            ("static/.DS_Store", b"x"),
            ("static/.CNAME.swp", b"x"),
            ("static/.#CNAME", b"x"),
            ("static/dot.gif", b"GIF89a\x03\x00\x02\x00\x00\x00\x00;"),
            ("themes/mine/page.html", b"<p>"),
            ("public/index.html", b"x"),
            ("notes.md", b"x"),
        ])?;
        let mut diagnostics = Vec::new();
        let sources = read(folder.path(), None, &mut diagnostics)?;
        assert_eq!(diagnostics, []);
        assert_eq!(
            paths(&sources),
            [
                "content/index.nb.md",
                "static/.nojekyll",
                "static/.well-known/security.txt",
                "static/dot.gif",
                "themes/mine/page.html",
                "tillit.yaml"
            ]
        );
        assert_eq!(
            sources.text("content/index.nb.md").map(|file| file.text.as_str()),
            Some("\u{feff}Å\r\n")
        );
        let picture = sources.get(&SourcePath::new("static/dot.gif"));
        assert_eq!(picture.and_then(SourceFile::image_size), Some((3, 2)));
        let Some(SourceFile::Blob(blob)) = picture else {
            unreachable!("a GIF is no text")
        };
        assert_eq!(blob.read()?.len() as u64, blob.length);
        Ok(())
    }

    #[test]
    fn what_is_not_utf8_is_left_out() -> Outcome {
        let folder = site(&[("content/a.md", b"\xe5\n"), ("content/b.md", b"b")])?;
        let mut diagnostics = Vec::new();
        let sources = read(folder.path(), None, &mut diagnostics)?;
        assert_eq!(paths(&sources), ["content/b.md"]);
        assert_eq!(
            told(&diagnostics),
            [("content/a.md".to_owned(), "not-utf8", "1".to_owned())]
        );
        Ok(())
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = read(Path::new("/nowhere/at/all"), None, &mut Vec::new()).err();
        assert!(error.is_some_and(|error| error.to_string().contains("/nowhere/at/all")));
    }

    #[test]
    fn what_has_not_changed_is_not_read_again() -> Outcome {
        let folder = site(&[
            ("content/a.md", b"a"),
            ("content/b.md", b"b"),
            ("static/c.png", b"c"),
        ])?;
        let long_ago = SystemTime::now() - Duration::from_secs(60);
        for name in ["content/a.md", "content/b.md", "static/c.png"] {
            File::options()
                .write(true)
                .open(folder.path().join(name))?
                .set_modified(long_ago)?;
        }
        std::thread::sleep(2 * SETTLED);
        let first = read(folder.path(), None, &mut Vec::new())?;
        fs::write(folder.path().join("content/b.md"), "B")?;
        let second = read(folder.path(), Some(&first), &mut Vec::new())?;
        let (Some(before), Some(after)) = (first.text("content/a.md"), second.text("content/a.md")) else {
            unreachable!("the file was written above")
        };
        assert!(Arc::ptr_eq(before, after));
        assert_eq!(
            second.text("content/b.md").map(|file| file.text.as_str()),
            Some("B")
        );
        // Changed a moment ago, with the same length: read again even so.
        fs::write(folder.path().join("content/b.md"), "b")?;
        let third = read(folder.path(), Some(&second), &mut Vec::new())?;
        assert_eq!(
            third.text("content/b.md").map(|file| file.text.as_str()),
            Some("b")
        );
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_elsewhere_is_followed_anew() -> Outcome {
        use std::os::unix::fs::symlink;
        let folder = site(&[
            ("shared/a.md", b"a"),
            ("shared/b.md", b"b"),
            ("shared/a.png", b"a"),
            ("shared/b.png", b"b"),
        ])?;
        let long_ago = SystemTime::now() - Duration::from_secs(60);
        for name in ["a.md", "b.md", "a.png", "b.png"] {
            let file = File::options()
                .write(true)
                .open(folder.path().join("shared").join(name))?;
            file.set_modified(long_ago)?;
        }
        let content = folder.path().join("content");
        fs::create_dir(&content)?;
        let lead_to = |name: &str| -> io::Result<()> {
            for ending in ["md", "png"] {
                let link = content.join("c").with_extension(ending);
                let _ = fs::remove_file(&link);
                symlink(format!("../shared/{name}.{ending}"), link)?;
            }
            Ok(())
        };
        lead_to("a")?;
        let first = read(folder.path(), None, &mut Vec::new())?;
        lead_to("b")?;
        let second = read(folder.path(), Some(&first), &mut Vec::new())?;
        assert_eq!(
            second.text("content/c.md").map(|file| file.text.as_str()),
            Some("b")
        );
        let picture = |sources: &Sources| {
            sources
                .get(&SourcePath::new("content/c.png"))
                .map(SourceFile::fingerprint)
        };
        assert_ne!(picture(&first), picture(&second));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_do_no_harm() -> Outcome {
        use std::os::unix::fs::symlink;
        let outside = site(&[("secret.md", b"secret")])?;
        let folder = site(&[("content/a.md", b"a"), ("shared/s.md", b"s")])?;
        let content = folder.path().join("content");
        symlink(outside.path().join("secret.md"), content.join("out.md"))?;
        symlink(outside.path(), content.join("out"))?;
        symlink("nowhere.md", content.join("dangling.md"))?;
        symlink("nowhere.md", content.join(".#lock.md"))?;
        symlink("loop-b", content.join("loop-a"))?;
        symlink("loop-a", content.join("loop-b"))?;
        symlink("..", content.join("up"))?;
        symlink("../shared", content.join("shared"))?;
        symlink("a.md", content.join("z.md"))?;
        let _listener = std::os::unix::net::UnixListener::bind(content.join("socket.md"))?;
        let mut diagnostics = Vec::new();
        let sources = read(folder.path(), None, &mut diagnostics)?;
        assert_eq!(
            paths(&sources),
            ["content/a.md", "content/shared/s.md", "content/z.md"]
        );
        let told = told(&diagnostics);
        let told: Vec<(&str, &str)> = told
            .iter()
            .map(|(path, code, _)| (path.as_str(), *code))
            .collect();
        assert_eq!(
            told,
            [
                ("content/dangling.md", "unreadable-file"),
                ("content/loop-a", "unreadable-file"),
                ("content/loop-b", "unreadable-file"),
                ("content/out", "outside-link"),
                ("content/out.md", "outside-link"),
                ("content/socket.md", "unreadable-file"),
                ("content/up", "unreadable-file"),
            ]
        );
        Ok(())
    }
}
