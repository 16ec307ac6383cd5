//! Which output path belongs to whom: each is given once, on every file system.

use std::collections::HashMap;

use super::address::Address;
use crate::content::site::{EntryKey, Site};
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::language::LanguageTag;
use crate::language::fold::folded;
use crate::source::Sources;
use crate::source::yaml::{self, Step};
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
    /// Paths in the form in which file systems compare them, with an index into `owners`.
    files: HashMap<String, usize>,
    /// The folders that they need; with the first that needs each.
    folders: HashMap<String, usize>,
    owners: Vec<(String, Owner)>,
}

impl Claims {
    /// Gives a path to an owner. Reports who has it already if it is taken, and returns whether it was free.
    pub fn claim(
        &mut self,
        path: &str,
        owner: Owner,
        site: &Site,
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        let key = folded(path);
        let above = || key.match_indices('/').map(|(at, _)| &key[..at]);
        let taken = self
            .files
            .get(&key)
            .map(|first| (*first, Code::DuplicateAddress))
            .or_else(|| self.folders.get(&key).map(|first| (*first, Code::FileForFolder)))
            .or_else(|| above().find_map(|folder| Some((*self.files.get(folder)?, Code::FileForFolder))));
        if let Some((first, other, code)) = taken
            .and_then(|(first, code)| Some((self.owners.get(first)?, code)).map(|(f, c)| (&f.0, &f.1, c)))
        {
            let code = if code == Code::DuplicateAddress && first != path {
                Code::SimilarAddress
            } else {
                code
            };
            diagnostics.push(clash(code, (path, &owner), (first, other), site, sources));
            return false;
        }
        let index = self.owners.len();
        // From the innermost on, so that what is known need not be looked at again.
        for (at, _) in key.rmatch_indices('/') {
            if self.folders.contains_key(&key[..at]) {
                break;
            }
            self.folders.insert(key[..at].to_owned(), index);
        }
        self.files.insert(key, index);
        self.owners.push((path.to_owned(), owner));
        true
    }
}

fn clash(
    code: Code,
    (path, owner): (&str, &Owner),
    (first, other): (&str, &Owner),
    site: &Site,
    sources: &Sources,
) -> Diagnostic {
    let mut places = [owner, other]
        .into_iter()
        .filter_map(|owner| place(owner, site, sources));
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

/// Returns what to change if a path is refused.
pub fn place(owner: &Owner, site: &Site, sources: &Sources) -> Option<Span> {
    let in_file = |path: &str, id: &str| {
        let file = sources.text(path)?;
        let whole = TextRange::new(0, file.text.len());
        Some(yaml::locate(&file.path, &file.text, whole, &[Step::name(id)]))
    };
    let translation = |key, language| site.entry(key)?.shown(language);
    match owner {
        Owner::Entry(EntryKey::Subject(id), _) => in_file("content/subjects.yaml", id),
        Owner::Entry(EntryKey::Person(id), _) => in_file("content/people.yaml", id),
        Owner::Entry(key, language) => Some(translation(key, language)?.place(&[Step::key("slug")])),
        Owner::Alias(key, language, index) => {
            Some(translation(key, language)?.place(&[Step::key("aliases"), Step::Index(*index)]))
        }
        Owner::File(path) => Some(TextRange::default().of(path)),
        Owner::Program => None,
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
            "con", "NUL.txt", "com1", "lpt².x", "a.", "a ", "..", "", "a\\b", "a\tb", &long,
        ] {
            assert!(fault_of_name(wrong).is_some(), "{wrong:?}");
        }
        for right in ["console", "com", "com10", "context.html", ".nojekyll", "å b"] {
            assert_eq!(fault_of_name(right), None, "{right:?}");
        }
    }
}
