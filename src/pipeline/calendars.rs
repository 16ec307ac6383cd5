//! What the calendars say.

use super::Built;
use crate::content::course::{Course, Status};
use crate::content::entry::{Entry, EntryKey};
use crate::content::local::LocalText;
use crate::language::LanguageTag;
use crate::output::calendar::{self, Calendar, Event};

impl Built {
    /// Gathers the calendar of one course, or of all courses that have a page in a language.
    pub(super) fn calendar(&self, only: Option<&EntryKey>, language: &LanguageTag) -> Calendar {
        let world = &self.world;
        let name = match only {
            Some(_) => String::new(),
            None => {
                let title = world.site.config.language(language).map(|own| &own.title);
                let courses = (world.words)("course.calendar-name", language);
                title.map_or(courses.clone(), |title| format!("{courses} – {title}"))
            }
        };
        let courses = world.site.entries.iter().filter_map(|(key, entry)| {
            let wanted = only.is_none_or(|only| only == key);
            Some((key, entry, entry.course().filter(|_| wanted)?))
        });
        Calendar {
            name,
            language: language.to_string(),
            events: courses
                .flat_map(|(key, entry, course)| self.events(key, entry, course, language))
                .collect(),
        }
    }

    /// Returns one event for each session of a course. None if it has no page in the language.
    fn events(&self, key: &EntryKey, entry: &Entry, course: &Course, language: &LanguageTag) -> Vec<Event> {
        let (Some(card), Some(zone), Some(changed)) = (
            self.world.card(key, language),
            &course.time_zone,
            course.changed(),
        ) else {
            return Vec::new();
        };
        let text = |text: &LocalText| text.get(language).map(str::to_owned);
        let venue = course.venue.iter().flat_map(|venue| {
            let street = venue.street.clone();
            [text(&venue.name), street, venue.town.as_ref().and_then(text)]
        });
        let online = course.online.as_ref().and_then(|online| text(&online.name));
        let location: Vec<String> = venue.flatten().chain(online).collect();
        let total = course.sessions.len();
        let event = |(index, session): (usize, &crate::content::course::Session)| Event {
            uid: self.event_uid(key, index),
            revision: course.revision,
            changed,
            status: match course.status {
                Status::Planned => calendar::Status::Tentative,
                Status::Cancelled => calendar::Status::Cancelled,
                Status::Open | Status::Full | Status::Waitlist | Status::Held => calendar::Status::Confirmed,
            },
            date: session.date,
            start: session.start,
            end: session.end,
            zone: zone.clone(),
            summary: match total {
                1 => card.title.to_string(),
                _ => format!("{} ({}/{total})", card.title, index + 1),
            },
            description: entry.description(language).to_owned(),
            location: location.join(", "),
            url: card.url.to_string(),
        };
        course.sessions.iter().enumerate().map(event).collect()
    }

    /// Names a session for ever, in all languages: by the id of its course and its number there. Its day may change.
    fn event_uid(&self, key: &EntryKey, index: usize) -> String {
        let config = &self.world.site.config;
        let id = key.id().unwrap_or_default();
        let host = config.origin.split_once("://").map_or("", |(_, host)| host);
        let path = config.base_path.replace('/', "-");
        format!("course-{id}-{}{path}@{host}", index + 1)
    }
}
