//! Citations: works by key, as a page cites and lists them in its language. The home of hayagriva.
//!
//! The caller reports keys that no entry has; they are left out here.

#[cfg(feature = "citations")]
mod library;
#[cfg(feature = "citations")]
mod limit;
#[cfg(feature = "citations")]
mod locale;
#[cfg(feature = "citations")]
mod markup;
#[cfg(feature = "citations")]
mod part;
#[cfg(not(feature = "citations"))]
mod plain;
#[cfg(feature = "citations")]
mod style;
#[cfg(feature = "citations")]
mod styled;
#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "a test reads the texts of this repository"
)]
mod tests;
pub mod work;
#[cfg(feature = "citations")]
mod writer;

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Phrase, Reported, Saying};
use crate::fingerprint::Fingerprint;
use crate::markdown::document::{CitationForm, Cite};
use crate::span::{SourcePath, TextRange};

use work::Work;

/// A file of works: its path, which says how they are written, and its text.
pub type BibliographyFile<'a> = (&'a SourcePath, &'a str);

/// The works that a site knows.
#[derive(Clone, Debug)]
pub struct Bibliography {
    works: Works,
    style: CitationStyle,
    keys: BTreeSet<String>,
    is_whole: bool,
    described: Vec<Work>,
    fingerprint: Fingerprint,
}

impl Hash for Bibliography {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

/// The citations of one page and the works they name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Citations {
    /// HTML of each citation, in the order in which they were given; empty if no key of it is known.
    pub inline: Vec<String>,
    /// HTML of each entry of the list of references, in the order of the style, without an element around it.
    pub list: Vec<String>,
    /// HTML of the number or label of each entry of `list`; empty where the style has none.
    pub numbers: Vec<String>,
    /// The key of each entry of `list`.
    pub keys: Vec<String>,
}

impl Default for Bibliography {
    fn default() -> Self {
        Self {
            works: Works::default(),
            style: CitationStyle::default(),
            keys: BTreeSet::new(),
            is_whole: true,
            described: Vec::new(),
            fingerprint: Fingerprint::of(""),
        }
    }
}

impl Bibliography {
    /// Reads files in BibTeX or BibLaTeX and, where their names end in `.yaml`, in hayagriva's YAML. Of a faulty file the
    /// readable entries are kept.
    ///
    /// Fields that no style shows are ignored, `note` and the like among them.
    pub fn read(files: &[BibliographyFile<'_>]) -> Reported<Self> {
        let (works, faults) = Works::read(files);
        let is_whole = faults.is_empty();
        let diagnostics = faults
            .into_iter()
            .map(|(path, fault)| {
                Diagnostic::new(Code::BadBibliography, fault.at.of(&path)).saying("reason", fault.reason)
            })
            .collect();
        let keys = works.keys();
        let described = works.described();
        Reported {
            value: Self {
                works,
                style: CitationStyle::default(),
                keys,
                is_whole,
                described,
                fingerprint: Fingerprint::of(files),
            },
            diagnostics,
        }
    }

    /// Sets its citations in a style.
    pub fn in_style(mut self, style: CitationStyle) -> Self {
        self.fingerprint = Fingerprint::of(&(self.fingerprint, style.fingerprint));
        self.style = style;
        self
    }

    /// Returns whether all of the files could be read. If not, a key that nobody knows may stand in the rest.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Returns whether a work has this key.
    pub fn contains(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// Returns every key, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// Returns what is known of each work, in the order of their keys.
    pub fn works(&self) -> &[Work] {
        &self.described
    }

    /// Returns the fingerprint of the files.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Renders all citations of a page in the style of the site, in the page's language, and the list of the works
    /// they name.
    ///
    /// All at once: whether a work is 2024a depends on what else the page cites. Each citation links to
    /// `#ref-KEY`; the caller gives that id to the entry of the list.
    pub fn references(&self, citations: &[(Vec<Cite>, CitationForm)], language: &str) -> Citations {
        self.works.references(citations, language, &self.style)
    }
}

/// The style in which a site cites.
#[derive(Clone, Debug)]
pub struct CitationStyle {
    fingerprint: Fingerprint,
    #[cfg(feature = "citations")]
    style: Option<std::sync::Arc<style::Style>>,
}

impl Default for CitationStyle {
    fn default() -> Self {
        Self {
            fingerprint: Fingerprint::of(""),
            #[cfg(feature = "citations")]
            style: style::default(),
        }
    }
}

/// Why a name is not that of a style that can be used, and what was probably meant.
pub type UnfitStyle = (Phrase, Option<&'static str>);

impl CitationStyle {
    /// Returns the style with a name, such as `apa`.
    ///
    /// # Errors
    /// If there is none that cites in the text and has a list of works.
    pub fn named(name: &str) -> Result<Self, UnfitStyle> {
        #[cfg(feature = "citations")]
        return match style::named(name) {
            Ok(style) => Ok(Self {
                fingerprint: Fingerprint::of(name),
                style: Some(style),
            }),
            Err(unfit) => {
                let phrase = match unfit {
                    style::Unfit::Unknown => Phrase::StyleSuchAs,
                    style::Unfit::Notes => Phrase::StyleInText,
                    style::Unfit::NoList => Phrase::StyleWithList,
                };
                let names = style::names();
                let house = name.split('-').next().unwrap_or(name);
                let of_house = || names.iter().find(|other| other.starts_with(house)).copied();
                Err((phrase, nearest(name, names.iter().copied()).or_else(of_house)))
            }
        };
        #[cfg(not(feature = "citations"))]
        Ok(Self {
            fingerprint: Fingerprint::of(name),
        })
    }

    /// Reads a style from a file in CSL. From a faulty file comes the default.
    pub fn read(path: &SourcePath, text: &str) -> Reported<Self> {
        #[cfg(feature = "citations")]
        let (read, diagnostics) = match style::read(text) {
            Ok(style) => (Some(style), Vec::new()),
            Err(fault) => {
                let diagnostic = Diagnostic::new(Code::BadStyle, fault.at.of(path));
                (style::default(), vec![diagnostic.saying("reason", fault.reason)])
            }
        };
        #[cfg(not(feature = "citations"))]
        let diagnostics = Vec::new();
        Reported {
            value: Self {
                fingerprint: Fingerprint::of(&(path, text)),
                #[cfg(feature = "citations")]
                style: read,
            },
            diagnostics,
        }
    }

    /// Returns the names of all styles that come along, sorted.
    pub fn names() -> Vec<&'static str> {
        #[cfg(feature = "citations")]
        return style::names();
        #[cfg(not(feature = "citations"))]
        Vec::new()
    }
}

/// What is wrong with a file of references or of a style.
struct Fault {
    at: TextRange,
    reason: Saying,
}

#[cfg(not(feature = "citations"))]
use plain::Works;
#[cfg(feature = "citations")]
use styled::Works;

/// How a file of works is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    BibTex,
    Yaml,
}

impl Format {
    fn of(path: &SourcePath) -> Self {
        if path.as_str().ends_with(".yaml") {
            Self::Yaml
        } else {
            Self::BibTex
        }
    }
}

/// Returns the keys of the entries of a file, each with its place.
pub fn key_places<'a>(path: &SourcePath, text: &'a str) -> Vec<(&'a str, TextRange)> {
    let format = Format::of(path);
    let starts: Vec<usize> = entry_starts(format, text).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let key = |(start, end): (&usize, usize)| {
        let entry = &text[*start..end];
        let (open, key) = match format {
            Format::BibTex => {
                let open = entry.find('{')? + 1;
                let kind = entry[1..open].trim_end_matches('{').trim().to_ascii_lowercase();
                if ["string", "comment", "preamble"].contains(&kind.as_str()) {
                    return None;
                }
                (open, entry[open..].split_once(',')?.0)
            }
            Format::Yaml => (0, entry.split_once(':')?.0),
        };
        let start = start + open + key.len() - key.trim_start().len();
        let key = key.trim();
        Some((key, TextRange::new(start, start + key.len())))
    };
    starts.iter().zip(ends).filter_map(key).collect()
}

/// Returns where the entries of a file begin: in BibTeX each `@` at the start of a line, in YAML each line that begins with
/// a key.
fn entry_starts(format: Format, text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let begins = match format {
            Format::BibTex => line.starts_with('@'),
            Format::Yaml => {
                !line.starts_with([' ', '\t', '#', '-', '%', '{', '}', '.', '"', '\'']) && line.contains(':')
            }
        };
        begins.then_some(start)
    })
}
