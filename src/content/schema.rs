//! All kinds of files that authors write in YAML, and the JSON Schema of each.

use std::collections::BTreeMap;

use serde_json::Value;

use super::chart::ChartFile;
use super::course::Course;
use super::glossary::Glossary;
use super::instrument::Instrument;
use super::path::ReadingPath;
use super::person::People;
use super::subject::Subjects;
use super::translation;
use crate::config;
use crate::language::strings::StringValue;
use crate::source::schema::of;

/// A kind of file that authors write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Written {
    /// `tillit.yaml`.
    Settings,
    /// What stands above a text.
    FrontMatter,
    /// What stands above a text that lies beside a file of data.
    FrontMatterBesideData,
    /// `instrument.yaml`.
    Instrument,
    /// `course.yaml`.
    Course,
    /// `path.yaml`.
    Path,
    /// `glossary.yaml`.
    Glossary,
    /// `people.yaml`.
    People,
    /// `subjects.yaml`.
    Subjects,
    /// The data of a chart.
    Chart,
    /// The words of the interface in a language.
    Strings,
}

impl Written {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Settings,
        Self::FrontMatter,
        Self::FrontMatterBesideData,
        Self::Instrument,
        Self::Course,
        Self::Path,
        Self::Glossary,
        Self::People,
        Self::Subjects,
        Self::Chart,
        Self::Strings,
    ];

    /// Returns the name of its schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Settings => "tillit",
            Self::FrontMatter => "front-matter",
            Self::FrontMatterBesideData => "front-matter-beside-data",
            Self::Instrument => "instrument",
            Self::Course => "course",
            Self::Path => "path",
            Self::Glossary => "glossary",
            Self::People => "people",
            Self::Subjects => "subjects",
            Self::Chart => "chart",
            Self::Strings => "strings",
        }
    }

    /// Returns the name of the file that holds its schema.
    pub fn file_name(self) -> String {
        format!("{}.schema.json", self.name())
    }

    /// Returns where such files stand in the folder of a site.
    pub fn files(self) -> &'static str {
        match self {
            Self::Settings => "tillit.yaml",
            Self::FrontMatter => "content/**/*.md",
            Self::FrontMatterBesideData => "content/**/index.*.md",
            Self::Instrument => "content/**/instrument.yaml",
            Self::Course => "content/**/course.yaml",
            Self::Path => "content/**/path.yaml",
            Self::Glossary => "content/glossary.yaml",
            Self::People => "content/people.yaml",
            Self::Subjects => "content/subjects.yaml",
            Self::Chart => "content/**/*.yaml",
            Self::Strings => "templates/strings/*.yaml",
        }
    }

    /// Returns its schema.
    pub fn schema(self) -> Value {
        match self {
            Self::Settings => config::schema("tillit: the settings of a site"),
            Self::FrontMatter => translation::schema("tillit: the front matter of a text", false),
            Self::FrontMatterBesideData => {
                translation::schema("tillit: the front matter of a text beside data", true)
            }
            Self::Instrument => of::<Instrument>("tillit: an instrument"),
            Self::Course => of::<Course>("tillit: a course"),
            Self::Path => of::<ReadingPath>("tillit: a reading path"),
            Self::Glossary => of::<Glossary>("tillit: the glossary"),
            Self::People => of::<People>("tillit: people"),
            Self::Subjects => of::<Subjects>("tillit: subjects"),
            Self::Chart => of::<ChartFile>("tillit: the data of a chart"),
            Self::Strings => of::<BTreeMap<String, StringValue>>("tillit: words of the interface"),
        }
    }

    /// Returns its schema as the text of a file.
    pub fn text(self) -> String {
        format!("{:#}\n", self.schema())
    }
}
