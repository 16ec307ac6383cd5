//! Which output path belongs to whom: each is given once, on every file system.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::Address;
use crate::content::entry::EntryKey;
use crate::content::site::Site;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::fingerprint::FastMap;
use crate::language::LanguageTag;
use crate::language::fold::folded;
use crate::source::Sources;
use crate::source::yaml::{Places, Step};
use crate::span::{SourcePath, Span, TextRange};

/// Who wants a path.
#[derive(Clone, Debug)]
pub enum Owner {
    /// A page of an entry in a language, or what belongs to it, such as its feed.
    Entry(EntryKey, LanguageTag),
    /// An old address of an entry in a language, by its index.
    Alias(EntryKey, LanguageTag, usize),
    /// A file of the site.
    File(SourcePath),
    /// The program: it always makes a file there.
    Program,
}

/// The output paths that have an owner.
#[derive(Debug, Default)]
pub struct Claims {
    /// Those that stand until something of their folder changes, by the folder at the top of the site that they are in.
    shared: FastMap<String, Arc<Paths>>,
    /// All others.
    own: Paths,
    /// How many faults were told.
    told: usize,
}

/// Output paths with their owners.
#[derive(Debug, Default)]
pub struct Paths {
    /// Paths in the form in which file systems compare them, with an index into `owners`.
    files: FastMap<String, usize>,
    /// The folders that they need; with the first that needs each.
    folders: FastMap<String, usize>,
    owners: Vec<(String, Owner)>,
}

impl Paths {
    fn file(&self, key: &str) -> Option<&(String, Owner)> {
        self.owners.get(*self.files.get(key)?)
    }

    fn folder(&self, key: &str) -> Option<&(String, Owner)> {
        self.owners.get(*self.folders.get(key)?)
    }
}

/// An output path that is claimed, with the form in which file systems compare it.
pub struct ClaimedPath {
    path: String,
    key: String,
}

impl ClaimedPath {
    /// Makes one of an output path.
    pub fn new(path: String) -> Self {
        let key = folded(&path);
        Self { path, key }
    }
}

/// How many paths that are refused are told.
const MOST_TOLD: usize = 100;

impl Claims {
    /// Says whether one more refusal is to be told, which then counts as told.
    pub fn tells(&mut self) -> bool {
        self.told += 1;
        self.told <= MOST_TOLD
    }

    /// Makes room for so many claims.
    pub fn expect(&mut self, count: usize) {
        self.own.files.reserve(count);
        self.own.folders.reserve(count);
        self.own.owners.reserve(count);
    }

    /// Says how many refusals there were, told or not.
    pub fn refused(&self) -> usize {
        self.told
    }

    /// Takes claims of paths in a folder at the top of the site over. Nothing else there may have been claimed before.
    pub fn share(&mut self, folder: &str, paths: Arc<Paths>) {
        self.shared.insert(folded(folder), paths);
    }

    /// Gathers the claims of all paths in a folder at the top of the site, in which there are none yet, so that they can be
    /// shared.
    pub fn gather<T>(&mut self, folder: &str, claim: impl FnOnce(&mut Self) -> T) -> (T, Arc<Paths>) {
        let others = std::mem::take(&mut self.own);
        let result = claim(self);
        let paths = Arc::new(std::mem::replace(&mut self.own, others));
        self.share(folder, paths.clone());
        (result, paths)
    }

    /// Gives a path to an owner. Reports who has it already if it is taken, and returns whether it was free.
    pub fn claim(
        &mut self,
        ClaimedPath { path, key }: ClaimedPath,
        owner: Owner,
        places: &OwnerPlaces<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        // What is known to be a folder is no file, nor is what is above it.
        let above = key.rmatch_indices('/').map(|(at, _)| &key[..at]);
        let shared = self.shared.get(key.split('/').next().unwrap_or_default());
        let shared = shared.map(|paths| &**paths);
        let file = |key: &str| {
            shared
                .and_then(|paths| paths.file(key))
                .or_else(|| self.own.file(key))
        };
        let folder = |key: &str| {
            let shared = shared.and_then(|paths| paths.folder(key));
            shared.or_else(|| self.own.folder(key))
        };
        let mut above = above.take_while(|above| folder(above).is_none());
        let taken = file(&key)
            .map(|first| (first, Code::DuplicateAddress))
            .or_else(|| folder(&key).map(|first| (first, Code::FileForFolder)))
            .or_else(|| above.find_map(|folder| Some((file(folder)?, Code::FileForFolder))));
        if let Some(((first, other), code)) = taken {
            let code = if code == Code::DuplicateAddress && *first != path {
                Code::SimilarAddress
            } else {
                code
            };
            if self.told < MOST_TOLD {
                diagnostics.push(clash(code, (&path, &owner), (first, other), places));
            }
            self.told += 1;
            return false;
        }
        // From the innermost on, so that what is known need not be looked at again.
        let folders = key.rmatch_indices('/').map(|(at, _)| &key[..at]);
        let folders = folders.take_while(|above| folder(above).is_none());
        let folders: Vec<String> = folders.map(str::to_owned).collect();
        let index = self.own.owners.len();
        let folders = folders.into_iter().map(|folder| (folder, index));
        self.own.folders.extend(folders);
        self.own.files.insert(key, index);
        self.own.owners.push((path, owner));
        true
    }
}

fn clash(
    code: Code,
    (path, owner): (&str, &Owner),
    (first, other): (&str, &Owner),
    places: &OwnerPlaces<'_>,
) -> Diagnostic {
    let mut places = [owner, other].into_iter().filter_map(|owner| places.of(owner));
    let mut diagnostic = match places.next() {
        Some(span) => Diagnostic::new(code, span),
        None => Diagnostic::global(code),
    };
    diagnostic.related.extend(places);
    diagnostic
        .with("address", shown(path))
        .with("other", shown(first))
}

/// An output path as authors know it.
fn shown(path: &str) -> String {
    Address::new(path.strip_suffix("index.html").unwrap_or(path)).href("")
}

/// Where to look if the path of an owner is refused. Each file is read for it once.
pub struct OwnerPlaces<'a> {
    site: &'a Site,
    sources: &'a Sources,
    files: RefCell<BTreeMap<&'a SourcePath, Places<'a>>>,
}

impl<'a> OwnerPlaces<'a> {
    /// Makes the places of a site.
    pub fn new(site: &'a Site, sources: &'a Sources) -> Self {
        Self {
            site,
            sources,
            files: RefCell::default(),
        }
    }

    /// Returns what to change if a path is refused.
    pub fn of(&self, owner: &Owner) -> Option<Span> {
        let in_data = |path: &str, id: &str| {
            let file = self.sources.text(path)?;
            let places = || Places::of_file(file);
            Some(self.find(&file.path, places, &[Step::name(id)]))
        };
        let in_text = |key, language, steps: &[Step]| {
            let translation = self.site.entry(key)?.shown(language)?;
            Some(self.find(&translation.path, || translation.places(), steps))
        };
        match owner {
            Owner::Entry(EntryKey::Subject(id), _) => in_data("content/subjects.yaml", id),
            Owner::Entry(EntryKey::Person(id), _) => in_data("content/people.yaml", id),
            Owner::Entry(EntryKey::Term(id), _) => in_data("content/glossary.yaml", id),
            Owner::Entry(key, language) => in_text(key, language, &[Step::key("slug")]).or_else(|| {
                let data = self.site.entry(key)?.data.as_ref()?;
                Some(self.find(&data.file.path, || data.places(), &[Step::key("slug")]))
            }),
            Owner::Alias(key, language, index) => {
                in_text(key, language, &[Step::key("aliases"), Step::Index(*index)])
            }
            Owner::File(path) => Some(TextRange::default().of(path)),
            Owner::Program => None,
        }
    }

    fn find(&self, path: &'a SourcePath, places: impl FnOnce() -> Places<'a>, steps: &[Step]) -> Span {
        self.files
            .borrow_mut()
            .entry(path)
            .or_insert_with(places)
            .of(steps)
    }
}

/// Tells why a part of a path cannot be a file's name on every system. `None` if it can.
pub fn fault_of_name(name: &str) -> Option<Phrase> {
    let stem = name
        .split('.')
        .next()
        .unwrap_or(name)
        .trim_end()
        .to_ascii_lowercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device).map(|rest| (rest, rest.chars().count()));
        number.is_some_and(|(rest, count)| count == 1 && rest.contains(|c: char| "0123456789¹²³".contains(c)))
    };
    if matches!(
        stem.as_str(),
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"
    ) || numbered("com")
        || numbered("lpt")
    {
        Some(Phrase::NameOfDevice)
    } else if name.is_empty() || name == "." || name == ".." {
        Some(Phrase::NameOfFolder)
    } else if name.ends_with(['.', ' ']) {
        Some(Phrase::NameEndsInDot)
    } else if name.contains(|c: char| c == '\\' || c.is_control()) {
        Some(Phrase::NameUnseen)
    } else if name.contains(['<', '>', ':', '"', '|', '?', '*']) {
        Some(Phrase::NameOfSigns)
    } else if name.len() > 255 {
        Some(Phrase::NameTooLong)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_refuses_are_known() {
        let long = "a".repeat(256);
        for wrong in [
            "con", "NUL.txt", "com1", "lpt².x", "a.", "a ", "..", "", "a\\b", "a\tb", "a:b", "a?", "*", "<a",
            "a>", "\"a\"", "a|b", &long,
        ] {
            assert!(fault_of_name(wrong).is_some(), "{wrong:?}");
        }
        for right in ["console", "com", "com10", "context.html", ".nojekyll", "å b"] {
            assert_eq!(fault_of_name(right), None, "{right:?}");
        }
    }
}
