//! Entries that are made of data: a typed file in a folder of the entry's own.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::course::Course;
use super::entry::EntryKey;
use super::instrument::Instrument;
use super::local::LocalText;
use super::path::ReadingPath;
use crate::diagnostic::{Diagnostic, Reported};
use crate::language::LanguageTag;
use crate::source::TextFile;
use crate::source::yaml::{self, Places};

/// What a file of data describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataKind {
    /// `instrument.yaml`.
    Instrument,
    /// `course.yaml`.
    Course,
    /// `path.yaml`.
    Path,
}

impl DataKind {
    /// Returns what a file with this name describes.
    pub fn of_file_name(name: &str) -> Option<Self> {
        match name {
            "instrument.yaml" => Some(Self::Instrument),
            "course.yaml" => Some(Self::Course),
            "path.yaml" => Some(Self::Path),
            _ => None,
        }
    }

    /// Returns the key of the entry with an id.
    pub fn key(self, id: &str) -> EntryKey {
        match self {
            Self::Instrument => EntryKey::Instrument(id.to_owned()),
            Self::Course => EntryKey::Course(id.to_owned()),
            Self::Path => EntryKey::Path(id.to_owned()),
        }
    }
}

/// What an entry is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Data {
    /// An instrument.
    Instrument(Box<Instrument>),
    /// A course.
    Course(Box<Course>),
    /// A reading path.
    Path(Box<ReadingPath>),
}

/// A file of data, read.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// What it says.
    pub data: Arc<Data>,
    /// The file, for places of its values.
    pub file: Arc<TextFile>,
}

impl DataFile {
    /// Returns the places of all values.
    pub fn places(&self) -> Places<'_> {
        places(&self.file)
    }

    /// Returns the course that it describes, if it is one.
    pub fn course(&self) -> Option<&Course> {
        match &*self.data {
            Data::Course(course) => Some(course),
            Data::Instrument(_) | Data::Path(_) => None,
        }
    }

    /// Returns the name in a language. `None` if the entry has no page there.
    pub fn name(&self, language: &LanguageTag) -> Option<&str> {
        self.named().0.get(language).filter(|name| !name.is_empty())
    }

    /// Returns the part of the address in a language, if it was written.
    pub fn slug(&self, language: &LanguageTag) -> Option<&str> {
        self.named().1.and_then(|slug| slug.get(language))
    }

    /// Returns one sentence in a language, if it was written.
    pub fn description(&self, language: &LanguageTag) -> Option<&str> {
        self.named().2.and_then(|description| description.get(language))
    }

    /// Tells whether the search finds it.
    pub fn is_searched(&self) -> bool {
        let said = match &*self.data {
            Data::Instrument(instrument) => instrument.search,
            Data::Course(course) => course.search,
            Data::Path(path) => path.search,
        };
        said.unwrap_or(true)
    }

    /// The texts that every kind of data has: the name, the slug, the description.
    fn named(&self) -> (&LocalText, Option<&LocalText>, Option<&LocalText>) {
        match &*self.data {
            Data::Instrument(instrument) => (
                &instrument.name,
                instrument.slug.as_ref(),
                instrument.construct.as_ref(),
            ),
            Data::Course(course) => (&course.name, course.slug.as_ref(), course.description.as_ref()),
            Data::Path(path) => (&path.name, path.slug.as_ref(), path.description.as_ref()),
        }
    }
}

/// Reads a file of data. `languages` are the tags of the site's languages.
pub fn read(file: &Arc<TextFile>, kind: DataKind, languages: &[&str]) -> Reported<DataFile> {
    let mut diagnostics = Vec::new();
    let data = match kind {
        DataKind::Instrument => {
            let mut instrument: Box<Instrument> = value(file, &mut diagnostics);
            instrument.check(&places(file), languages, &mut diagnostics);
            Data::Instrument(instrument)
        }
        DataKind::Course => {
            let mut course: Box<Course> = value(file, &mut diagnostics);
            course.check(&places(file), languages, &mut diagnostics);
            Data::Course(course)
        }
        DataKind::Path => {
            let mut path: Box<ReadingPath> = value(file, &mut diagnostics);
            path.check(&places(file), languages, &mut diagnostics);
            Data::Path(path)
        }
    };
    Reported {
        value: DataFile {
            data: Arc::new(data),
            file: file.clone(),
        },
        diagnostics,
    }
}

fn value<T: DeserializeOwned + Default>(file: &TextFile, diagnostics: &mut Vec<Diagnostic>) -> T {
    yaml::read_file(file).into_value(diagnostics)
}

fn places(file: &TextFile) -> Places<'_> {
    Places::of_file(file)
}
