//! Calendars, after RFC 5545, with the name of a calendar after RFC 7986.
//!
//! No clock is asked: when an event changed last, and how often, is told by those who know it. So the same events are
//! the same bytes on every day.

use std::collections::{BTreeMap, BTreeSet};

use crate::date::zone::Change;
use crate::date::{Date, Time, Zone};

/// The longest line in octets, without its break (RFC 5545, 3.1).
const MOST_OCTETS: usize = 75;

/// Events in one language. Texts are plain; they are escaped here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// The name that programs show for a calendar to which somebody subscribes; empty for a single event.
    pub name: String,
    /// The language tag after BCP 47.
    pub language: String,
    /// The events, in the order in which they are written.
    pub events: Vec<Event>,
}

/// A stretch of time on one day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Event {
    /// What names the event everywhere and for ever; also after it was moved.
    pub uid: String,
    /// How often time, place or status changed since it was first published. Programs that have the event already
    /// take over the changes if this has risen.
    pub revision: u32,
    /// The day of the last change.
    pub changed: Date,
    /// Whether it takes place.
    pub status: Status,
    /// The day.
    pub date: Date,
    /// When it begins, as clocks in `zone` show it.
    pub start: Time,
    /// When it ends, on the same day.
    pub end: Time,
    /// The time zone of both.
    pub zone: Zone,
    /// What it is called.
    pub summary: String,
    /// A few sentences; may be empty.
    pub description: String,
    /// Where; may be empty.
    pub location: String,
    /// The absolute address of its page.
    pub url: String,
}

/// Whether an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Perhaps.
    Tentative,
    /// Yes.
    Confirmed,
    /// No longer.
    Cancelled,
}

/// Returns the calendar as a file.
pub fn render(calendar: &Calendar) -> Vec<u8> {
    let mut lines = Lines(String::new());
    let language = &calendar.language;
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//tillit//tillit//EN");
    lines.put("CALSCALE", "GREGORIAN");
    if !calendar.name.is_empty() {
        lines.put_text(&format!("NAME;LANGUAGE={language}"), &calendar.name);
        // The name that programs knew before RFC 7986.
        lines.put_text("X-WR-CALNAME", &calendar.name);
    }
    for (name, changes) in zones(&calendar.events) {
        lines.put("BEGIN", "VTIMEZONE");
        lines.put("TZID", name);
        for change in changes {
            let kind = if change.summer { "DAYLIGHT" } else { "STANDARD" };
            lines.put("BEGIN", kind);
            lines.put("DTSTART", &local(change.date, change.second));
            lines.put("TZOFFSETFROM", &offset(change.from));
            lines.put("TZOFFSETTO", &offset(change.to));
            lines.put_text("TZNAME", &change.abbreviation);
            lines.put("END", kind);
        }
        lines.put("END", "VTIMEZONE");
    }
    for event in &calendar.events {
        let at = |time: Time| {
            let second = u32::from(time.hour()) * 3600 + u32::from(time.minute()) * 60;
            local(event.date, second)
        };
        lines.put("BEGIN", "VEVENT");
        lines.put_text("UID", &event.uid);
        // The hour is not known; midnight stands for the day.
        lines.put("DTSTAMP", &format!("{}Z", local(event.changed, 0)));
        lines.put("SEQUENCE", &event.revision.to_string());
        lines.put(&format!("DTSTART;TZID={}", event.zone), &at(event.start));
        lines.put(&format!("DTEND;TZID={}", event.zone), &at(event.end));
        lines.put(
            "STATUS",
            match event.status {
                Status::Tentative => "TENTATIVE",
                Status::Confirmed => "CONFIRMED",
                Status::Cancelled => "CANCELLED",
            },
        );
        for (name, text) in [
            ("SUMMARY", &event.summary),
            ("DESCRIPTION", &event.description),
            ("LOCATION", &event.location),
        ] {
            if !text.is_empty() {
                lines.put_text(&format!("{name};LANGUAGE={language}"), text);
            }
        }
        lines.put("URL", &event.url);
        lines.put("END", "VEVENT");
    }
    lines.put("END", "VCALENDAR");
    lines.0.into_bytes()
}

/// Returns the zones of the events, by name, with what is needed to read times in the years of the events.
fn zones(events: &[Event]) -> BTreeMap<&str, BTreeSet<Change>> {
    let mut years: BTreeMap<&str, (&Zone, BTreeSet<i16>)> = BTreeMap::new();
    for event in events {
        let (_, years) = years
            .entry(event.zone.name())
            .or_insert_with(|| (&event.zone, BTreeSet::new()));
        years.insert(event.date.year());
    }
    let changes = |(zone, years): (&Zone, BTreeSet<i16>)| {
        years.into_iter().flat_map(|year| zone.changes(year)).collect()
    };
    years
        .into_iter()
        .map(|(name, used)| (name, changes(used)))
        .collect()
}

/// Writes what clocks show: `20140623T120000`.
fn local(date: Date, second: u32) -> String {
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}",
        date.year(),
        date.month(),
        date.day(),
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// Writes a distance from UTC: `+0200`; seconds only if there are any, which was long ago.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let minutes = format!("{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60);
    match seconds % 60 {
        0 => minutes,
        rest => format!("{minutes}{rest:02}"),
    }
}

/// Lines as the standard wants them: folded, and ended by both characters of a line break.
struct Lines(String);

impl Lines {
    /// Adds a property whose value is no text.
    fn put(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        let plain = value.chars().filter(|character| !character.is_control());
        for character in name.chars().chain([':']).chain(plain) {
            let more = character.len_utf8();
            if octets + more > MOST_OCTETS {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += more;
        }
        self.0.push_str("\r\n");
    }

    /// Adds a property whose value is a text (RFC 5545, 3.3.11).
    fn put_text(&mut self, name: &str, text: &str) {
        let mut escaped = String::with_capacity(text.len());
        // A break of the line is one character where Windows writes two.
        for character in text.replace("\r\n", "\n").chars() {
            match character {
                '\n' => escaped.push_str("\\n"),
                '\\' | ';' | ',' => escaped.extend(['\\', character]),
                _ => escaped.push(character),
            }
        }
        self.put(name, &escaped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icalendar::parser::{Component, read_calendar, unfold};

    fn date(text: &str) -> Date {
        Date::parse(text).expect("the test writes a date")
    }

    fn event(zone: &str, day: &str) -> Event {
        Event {
            uid: "seminar-1@example.org".to_owned(),
            revision: 2,
            changed: date("2026-11-25"),
            status: Status::Confirmed,
            date: date(day),
            start: Time::parse("12:00").expect("the test writes a time"),
            end: Time::parse("16:00").expect("the test writes a time"),
            zone: Zone::named(zone).expect("the test names a zone"),
            summary: "Allianse; brudd, og \\ reparasjon".to_owned(),
            description: "Første linje.\nAndre linje.\u{7}".to_owned(),
            location: String::new(),
            url: "https://example.org/nb/kurs/seminar/".to_owned(),
        }
    }

    fn calendar(events: Vec<Event>) -> Calendar {
        Calendar {
            name: "Kurs – Tillit".to_owned(),
            language: "nb".to_owned(),
            events,
        }
    }

    fn text(calendar: &Calendar) -> String {
        String::from_utf8(render(calendar)).expect("a calendar is text")
    }

    /// Returns the value of a property as the independent parser reads it.
    fn value(component: &Component<'_>, name: &str) -> String {
        component
            .find_prop(name)
            .map(|property| property.val.as_ref().to_owned())
            .unwrap_or_default()
    }

    /// Returns how far clocks are ahead of UTC at a local time, by the rules that the file itself carries: the last
    /// that had begun counts (RFC 5545, 3.6.5).
    fn offset_by_rules(file: &str, zone: &str, local: &str) -> String {
        let unfolded = unfold(file);
        let calendar = read_calendar(&unfolded).expect("another parser reads it");
        let rules = calendar
            .components
            .iter()
            .find(|component| component.name == "VTIMEZONE" && value(component, "TZID") == zone)
            .expect("the zone is in the file");
        let mut begun: Vec<(String, String)> = rules
            .components
            .iter()
            .map(|rule| (value(rule, "DTSTART"), value(rule, "TZOFFSETTO")))
            .filter(|(onset, _)| onset.as_str() <= local)
            .collect();
        begun.sort();
        begun.pop().expect("a rule had begun").1
    }

    #[test]
    fn another_parser_reads_what_was_meant() {
        let file = text(&calendar(vec![event("Europe/Oslo", "2014-06-23")]));
        let unfolded = unfold(&file);
        let read = read_calendar(&unfolded).expect("another parser reads it");
        let names: Vec<&str> = read.components.iter().map(|part| part.name.as_ref()).collect();
        assert_eq!(names, ["VTIMEZONE", "VEVENT"]);
        let event = &read.components[1];
        assert_eq!(value(event, "UID"), "seminar-1@example.org");
        assert_eq!(value(event, "SEQUENCE"), "2");
        assert_eq!(value(event, "DTSTAMP"), "20261125T000000Z");
        assert_eq!(value(event, "DTSTART"), "20140623T120000");
        assert_eq!(value(event, "DTEND"), "20140623T160000");
        assert_eq!(value(event, "STATUS"), "CONFIRMED");
        let start = event.find_prop("DTSTART").expect("it is there");
        let zone = start.params.iter().find(|parameter| parameter.key == "TZID");
        assert_eq!(
            zone.and_then(|zone| zone.val.as_ref())
                .map(|zone| zone.as_ref().to_owned()),
            Some("Europe/Oslo".to_owned())
        );
        assert!(file.contains("SUMMARY;LANGUAGE=nb:Allianse\\; brudd\\, og \\\\ reparasjon\r\n"));
        assert!(file.contains("DESCRIPTION;LANGUAGE=nb:Første linje.\\nAndre linje.\r\n"));
        assert!(!file.contains("LOCATION"));
    }

    #[test]
    fn the_rules_in_the_file_know_when_clocks_are_set() {
        // The Sundays on which clocks are set in 2014 and 2027, and the days beside them.
        let days = [
            ("2014-03-29", "+0100", "+0000"),
            ("2014-03-30", "+0200", "+0100"),
            ("2014-10-25", "+0200", "+0100"),
            ("2014-10-26", "+0100", "+0000"),
            ("2027-03-27", "+0100", "+0000"),
            ("2027-03-28", "+0200", "+0100"),
            ("2027-10-30", "+0200", "+0100"),
            ("2027-10-31", "+0100", "+0000"),
        ];
        for zone in ["Europe/Oslo", "Europe/Berlin", "Europe/London"] {
            let file = text(&calendar(days.iter().map(|(day, ..)| event(zone, day)).collect()));
            for (day, central, british) in days {
                let expected = if zone == "Europe/London" { british } else { central };
                let local = format!("{}T120000", day.replace('-', ""));
                assert_eq!(offset_by_rules(&file, zone, &local), expected, "{zone} {day}");
            }
            // Before any change of its year a time goes by the last change of the year before.
            let winter = text(&calendar(vec![event(zone, "2027-01-15")]));
            let expected = if zone == "Europe/London" { "+0000" } else { "+0100" };
            assert_eq!(offset_by_rules(&winter, zone, "20270115T120000"), expected);
        }
    }

    #[test]
    fn each_zone_and_each_change_stands_once() {
        let days = ["2027-03-27", "2027-05-01", "2028-02-01"];
        let mut events: Vec<Event> = days.iter().map(|day| event("Europe/Oslo", day)).collect();
        events.push(event("Europe/London", "2027-05-01"));
        let file = text(&calendar(events));
        let count = |part: &str| file.matches(part).count();
        assert_eq!(count("BEGIN:VTIMEZONE\r\n"), 2);
        // Oslo: autumn 2026, both of 2027, both of 2028. London: autumn 2026, both of 2027.
        assert_eq!(count("TZOFFSETTO:"), 8);
        assert_eq!(count("DTSTART:20270328T020000\r\n"), 1);
    }

    #[test]
    fn a_zone_without_summer_time_has_one_rule() {
        let file = text(&calendar(vec![event("UTC", "2027-01-15")]));
        assert_eq!(offset_by_rules(&file, "UTC", "20270115T120000"), "+0000");
        assert_eq!(file.matches("TZOFFSETTO:").count(), 1);
    }

    #[test]
    fn lines_are_folded_by_octets_between_characters() {
        let mut long = event("Europe/Oslo", "2014-06-23");
        long.summary = "ærlighet og åpenhet, ".repeat(20);
        long.location = "å".repeat(200);
        let file = text(&calendar(vec![long.clone()]));
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        for line in file.split_terminator("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
            assert!(!line.contains(['\r', '\n']));
        }
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("LOCATION;LANGUAGE=nb:{}\r\n", long.location)));
        let unfolded = unfold(&file);
        let read = read_calendar(&unfolded).expect("another parser reads it");
        assert_eq!(value(&read.components[1], "LOCATION"), long.location);
    }

    #[test]
    fn no_text_can_begin_a_line_of_its_own() {
        let mut hostile = event("Europe/Oslo", "2014-06-23");
        hostile.summary = "x\r\nBEGIN:VEVENT\rEND:VCALENDAR\u{85}y".to_owned();
        hostile.url = "https://example.org/\r\nATTACH:file".to_owned();
        let file = text(&calendar(vec![hostile]));
        assert_eq!(file.matches("\r\nBEGIN:VEVENT\r\n").count(), 1);
        assert_eq!(file.matches("\r\nEND:VCALENDAR").count(), 1);
        assert!(!file.contains("\r\nATTACH"));
    }
}
