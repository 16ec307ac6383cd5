//! Entries: what the site tells of, each one thing in all its languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::course::Course;
use super::data::DataFile;
use super::translation::Translation;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::fingerprint::Fingerprint;
use crate::language::LanguageTag;
use crate::span::Span;

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKey {
    /// A section by its folder; the front page is the section without a name.
    Section(String),
    /// An article by its id.
    Article(String),
    /// An instrument by its id.
    Instrument(String),
    /// A course by its id.
    Course(String),
    /// A reading path by its id.
    Path(String),
    /// A term of the glossary by its id.
    Term(String),
    /// A subject by its id.
    Subject(String),
    /// A person by its id.
    Person(String),
    /// The glossary.
    Glossary,
    /// The list of all works that may be cited.
    References,
    /// The list of subjects.
    Subjects,
    /// The list of people.
    People,
    /// What can be found, and the index of it from A to Z.
    Search,
}

impl EntryKey {
    /// The front page.
    pub fn home() -> Self {
        Self::Section(String::new())
    }

    /// Returns what a template, a card and the first word of a reference call it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Section(id) if id.is_empty() => "home",
            Self::Section(_) => "section",
            Self::Article(_) => "article",
            Self::Instrument(_) => "instrument",
            Self::Course(_) => "course",
            Self::Path(_) => "path",
            Self::Term(_) => "term",
            Self::Subject(_) => "subject",
            Self::Person(_) => "person",
            Self::Glossary => "glossary",
            Self::References => "references",
            Self::Subjects => "subjects",
            Self::People => "people",
            Self::Search => "search",
        }
    }

    /// Tells whether its page lists other entries.
    pub fn is_list(&self) -> bool {
        match self {
            Self::Section(_) | Self::Subject(_) | Self::Person(_) => true,
            Self::Glossary | Self::Subjects | Self::People => true,
            Self::Article(_) | Self::Instrument(_) | Self::Course(_) | Self::Term(_) => false,
            // It lists its steps in an order and with words of its own.
            Self::Path(_) => false,
            // It lists works, which are no entries.
            Self::References | Self::Search => false,
        }
    }

    /// Returns the id. `None` for the front page and for lists of which there is one.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Section(id) if id.is_empty() => None,
            Self::Section(id)
            | Self::Article(id)
            | Self::Instrument(id)
            | Self::Course(id)
            | Self::Path(id)
            | Self::Term(id)
            | Self::Subject(id)
            | Self::Person(id) => Some(id),
            Self::Glossary | Self::References | Self::Subjects | Self::People | Self::Search => None,
        }
    }

    /// Returns how links and menus name it: `article:rupture`, `subjects`.
    pub fn reference(&self) -> String {
        match self.id() {
            Some(id) => format!("{}:{id}", self.kind()),
            None => self.kind().to_owned(),
        }
    }

    /// Returns what a reference names, whether it exists or not.
    pub fn of_reference(reference: &str) -> Option<Self> {
        let Some((kind, id)) = reference.split_once(':') else {
            return match reference {
                "home" => Some(Self::home()),
                "glossary" => Some(Self::Glossary),
                "references" => Some(Self::References),
                "subjects" => Some(Self::Subjects),
                "people" => Some(Self::People),
                "search" => Some(Self::Search),
                _ => None,
            };
        };
        let id = id.to_owned();
        match kind {
            "section" => Some(Self::Section(id)),
            "article" => Some(Self::Article(id)),
            "instrument" => Some(Self::Instrument(id)),
            "course" => Some(Self::Course(id)),
            "path" => Some(Self::Path(id)),
            "term" => Some(Self::Term(id)),
            "subject" => Some(Self::Subject(id)),
            "person" => Some(Self::Person(id)),
            _ => None,
        }
    }
}

/// Why a translation is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// It is a draft.
    Draft,
    /// It is dated after the day of the build.
    Until(Date),
}

impl Withheld {
    /// Tells of a link or a menu that names what is not published.
    pub fn report(self, target: &str, place: Span) -> Diagnostic {
        let reason = match self {
            Self::Draft => Phrase::IsDraft.into(),
            Self::Until(date) => Phrase::DatedLater.with("date", date),
        };
        let diagnostic = Diagnostic::new(Code::UnpublishedLink, place);
        diagnostic.with("target", target).saying("reason", reason)
    }
}

/// A section, or what stands in one: one thing in all its languages.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The section it stands in; of a section the one above it. `None` for the front page.
    pub section: Option<String>,
    /// The folder of its own below `content`, if it has one.
    pub folder: Option<String>,
    /// What it is made of besides texts.
    pub data: Option<DataFile>,
    /// The published translations.
    pub translations: BTreeMap<LanguageTag, Arc<Translation>>,
    /// Why the first of its other translations is not published, if it has one.
    pub withheld: Option<Withheld>,
    /// The languages from which others borrow the text, the best first; empty if they do not.
    pub fallback: Vec<LanguageTag>,
}

impl Entry {
    /// Returns the text that readers of a language get: its own translation, or a borrowed one.
    pub fn shown(&self, language: &LanguageTag) -> Option<&Arc<Translation>> {
        let own = self.translations.get(language);
        own.or_else(|| {
            self.fallback
                .iter()
                .find_map(|other| self.translations.get(other))
        })
    }

    /// Returns the fingerprint of the file of its data, if it has one.
    pub fn data_fingerprint(&self) -> Option<Fingerprint> {
        Some(self.data.as_ref()?.file.fingerprint)
    }

    /// Tells whether it has anything to show.
    pub fn is_published(&self) -> bool {
        self.data.is_some() || !self.translations.is_empty()
    }

    /// Tells whether it has a page in a language.
    pub fn exists_in(&self, language: &LanguageTag) -> bool {
        match &self.data {
            Some(data) => data.name(language).is_some(),
            None => self.shown(language).is_some(),
        }
    }

    /// Returns what it is called in a language.
    pub fn title(&self, language: &LanguageTag) -> Option<&str> {
        match &self.data {
            Some(data) => data.name(language),
            None => self.shown(language).map(|text| text.title.as_str()),
        }
    }

    /// Returns one sentence about it; may be empty.
    pub fn description(&self, language: &LanguageTag) -> &str {
        let of_data = self.data.as_ref().and_then(|data| data.description(language));
        let of_text = self.shown(language).map(|text| text.description.as_str());
        of_data.or(of_text).unwrap_or_default()
    }

    /// Returns its part of the address in a language, if one was written in that language.
    pub fn slug(&self, language: &LanguageTag) -> Option<&str> {
        // Words of another language do not stand in the address.
        let own = self.translations.get(language);
        own.and_then(|text| text.slug.as_deref())
            .or_else(|| self.data.as_ref()?.slug(language))
    }

    /// Returns the course that it is, if it is one.
    pub fn course(&self) -> Option<&Course> {
        self.data.as_ref()?.course()
    }

    /// Returns the day on which its text in a language was published, or its data where there is no text.
    pub fn date(&self, language: &LanguageTag) -> Option<Date> {
        let of_text = self.shown(language).and_then(|text| text.date);
        of_text.or_else(|| self.course()?.published)
    }

    /// Returns the day of the last change to its text in a language, or to its data.
    pub fn changed(&self, language: &LanguageTag) -> Option<Date> {
        let text = self.translations.get(language);
        let of_text = text.and_then(|text| text.updated.or(text.date));
        of_text.max(self.course().and_then(Course::changed))
    }

    /// Returns the language of the text that readers of a language get, if it is another.
    pub fn borrowed(&self, language: &LanguageTag) -> Option<&LanguageTag> {
        let shown = &self.shown(language)?.language;
        (shown != language).then_some(shown)
    }

    /// Returns the lowest weight that any translation gives.
    pub fn weight(&self) -> i64 {
        self.translations
            .values()
            .filter_map(|translation| translation.weight)
            .min()
            .unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_they_are_written() {
        for reference in [
            "home",
            "section:articles/basics",
            "article:rupture",
            "instrument:wai-sr",
            "course:2014",
            "path:students",
            "term:alliance",
            "subject:trust",
            "person:kari",
            "glossary",
            "references",
            "subjects",
            "people",
            "search",
        ] {
            let key = EntryKey::of_reference(reference).map(|key| key.reference());
            assert_eq!(key.as_deref(), Some(reference));
        }
        assert_eq!(EntryKey::of_reference("https://example.org"), None);
        assert_eq!(EntryKey::of_reference("article"), None);
    }
}
