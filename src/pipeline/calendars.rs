//! What the calendars say.

use super::Built;
use crate::content::course::{Session, Status};
use crate::content::entry::EntryKey;
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
        let events = match only {
            Some(key) => self.events(key, language),
            None => {
                let keys = world.site.entries.keys();
                keys.flat_map(|key| self.events(key, language)).collect()
            }
        };
        Calendar {
            name,
            language: language.to_string(),
            events,
        }
    }

    /// Returns one event for each session of an entry. None if it is no course, or has no page in the language.
    fn events(&self, key: &EntryKey, language: &LanguageTag) -> Vec<Event> {
        let (Some(entry), Some(card)) = (self.world.site.entry(key), self.world.card(key, language)) else {
            return Vec::new();
        };
        let Some(course) = entry.course() else {
            return Vec::new();
        };
        let (Some(zone), Some(changed)) = (&course.time_zone, course.changed()) else {
            return Vec::new();
        };
        let text = |text: &LocalText| text.shown(language);
        let venue = course.venue.iter().flat_map(|venue| {
            let street = venue.street.clone();
            [text(&venue.name), street, venue.town.as_ref().and_then(text)]
        });
        let online = course.online.as_ref().and_then(|online| text(&online.name));
        let location: Vec<String> = venue.flatten().chain(online).collect();
        let total = course.sessions.len();
        let event = |(index, session): (usize, &Session)| Event {
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
            description: card.description.clone(),
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

#[cfg(test)]
mod tests {
    use icalendar::parser::{Component, read_calendar, unfold};

    use crate::pipeline::{Memory, Options, build};
    use crate::source::Sources;
    use crate::span::SourcePath;

    /// Returns a calendar of a site with one course, whose data end in these lines.
    fn calendar(path: &str, data: &str) -> String {
        let mut sources = Sources::default();
        let config = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Eksempel}\n  de: {name: Deutsch, title: Beispiel}\n";
        sources.insert_text(SourcePath::new("tillit.yaml"), config.to_owned());
        let course = format!(
            "name: {{nb: Kveldskurs, de: Abendkurs}}\npublished: 2026-11-25\ntime_zone: Europe/Berlin\n{data}"
        );
        sources.insert_text(SourcePath::new("content/evening/course.yaml"), course);
        let built = build(&sources, &Options::default(), &mut Memory::default());
        assert!(built.diagnostics.is_empty(), "{:?}", built.diagnostics);
        let output = built.force(path).expect("the calendar is an output");
        String::from_utf8(output.bytes).expect("a calendar is text")
    }

    fn value(component: &Component<'_>, name: &str) -> String {
        let property = component.find_prop(name).expect("the property is there");
        property.val.as_ref().to_owned()
    }

    /// What an independent parser reads of each event.
    fn events(file: &str, names: &[&str]) -> Vec<Vec<String>> {
        let unfolded = unfold(file);
        let calendar = read_calendar(&unfolded).expect("another parser reads it");
        let events = calendar.components.iter().filter(|part| part.name == "VEVENT");
        events
            .map(|event| names.iter().map(|name| value(event, name)).collect())
            .collect()
    }

    #[test]
    fn a_change_keeps_the_names_of_events_and_raises_their_number() {
        let names = ["UID", "SEQUENCE", "DTSTAMP", "DTSTART", "STATUS"];
        let before = "sessions: [{date: 2027-03-23, start: \"18:00\", end: \"20:00\"}]\n";
        let after = "sessions: [{date: 2027-03-30, start: \"18:00\", end: \"20:00\"}]\nrevision: 1\nupdated: 2026-12-01\nstatus: cancelled\n";
        let told = [before, after].map(|data| events(&calendar("nb/evening/course.ics", data), &names));
        let uid = "course-evening-1@example.org";
        assert_eq!(
            told[0],
            [[uid, "0", "20261125T000000Z", "20270323T180000", "TENTATIVE"]]
        );
        assert_eq!(
            told[1],
            [[uid, "1", "20261201T000000Z", "20270330T180000", "CANCELLED"]]
        );
    }

    #[test]
    fn the_calendar_of_a_language_holds_every_session_under_the_same_names() {
        let data = "sessions:\n  - {date: 2027-03-23, start: \"18:00\", end: \"20:00\"}\n  - {date: 2027-03-30, start: \"18:00\", end: \"20:00\"}\n";
        let names = ["UID", "SUMMARY", "DTSTART", "URL"];
        let [norwegian, german] =
            ["nb/calendar.ics", "de/calendar.ics"].map(|path| events(&calendar(path, data), &names));
        let uids = ["course-evening-1@example.org", "course-evening-2@example.org"];
        let expected = |name: &str, url: &str| {
            [
                [uids[0], &format!("{name} (1/2)"), "20270323T180000", url].map(str::to_owned),
                [uids[1], &format!("{name} (2/2)"), "20270330T180000", url].map(str::to_owned),
            ]
        };
        assert_eq!(
            norwegian,
            expected("Kveldskurs", "https://example.org/nb/evening/")
        );
        assert_eq!(german, expected("Abendkurs", "https://example.org/de/evening/"));
    }

    #[test]
    fn a_session_after_the_clocks_are_set_begins_an_hour_earlier_in_utc() {
        let data = "sessions:\n  - {date: 2027-03-23, start: \"18:00\", end: \"20:00\"}\n  - {date: 2027-03-30, start: \"18:00\", end: \"20:00\"}\n";
        let file = calendar("nb/calendar.ics", data);
        let unfolded = unfold(&file);
        let read = read_calendar(&unfolded).expect("another parser reads it");
        let zone = read.components.first().expect("a zone comes first");
        let offset = |local: &str| {
            let rules = zone
                .components
                .iter()
                .map(|rule| (value(rule, "DTSTART"), value(rule, "TZOFFSETTO")));
            let begun = rules.filter(|(onset, _)| onset.as_str() <= local).max();
            begun.expect("a rule had begun").1
        };
        let starts = events(&file, &["DTSTART"]).concat();
        let offsets: Vec<String> = starts.iter().map(|start| offset(start)).collect();
        assert_eq!(offsets, ["+0100", "+0200"]);
    }
}
