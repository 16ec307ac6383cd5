//! Time zones by their names in the database of IANA: `Europe/Oslo`.
//!
//! The database is part of the program, so that every machine gives the same answers.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

use jiff::tz::{AmbiguousOffset, Dst, Offset, TimeZone, TimeZoneDatabase};

use super::{Date, Time};

/// A time zone.
#[derive(Clone, Debug)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

/// A moment at which the clocks of a zone are set, or from which on they have always been right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Change {
    /// What the clocks show at that moment, before they are set.
    pub date: Date,
    /// The seconds of the day that they show.
    pub second: u32,
    /// How far the clocks were ahead of UTC, in seconds.
    pub from: i32,
    /// How far they are ahead from now on.
    pub to: i32,
    /// What the zone calls its time from now on: `CEST`.
    pub abbreviation: String,
    /// Whether it is summer time.
    pub summer: bool,
}

impl Zone {
    /// Finds a zone by its name, which must be written as the database writes it.
    pub fn named(name: &str) -> Option<Self> {
        let zone = TimeZoneDatabase::bundled().get(name).ok()?;
        (zone.iana_name() == Some(name)).then(|| Self {
            name: name.to_owned(),
            zone,
        })
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns how many seconds after the beginning of 1970 in UTC the clocks show this; where they show it twice, the
    /// first time. `None` where they never do, because they are set forward over it.
    pub fn moment(&self, date: Date, time: Time) -> Option<i64> {
        let shown = shown(date, time);
        let offset = match self.zone.to_ambiguous_timestamp(shown).offset() {
            AmbiguousOffset::Unambiguous { offset } | AmbiguousOffset::Fold { before: offset, .. } => offset,
            AmbiguousOffset::Gap { .. } => return None,
        };
        Some(offset.to_timestamp(shown).ok()?.as_second())
    }

    /// Returns how far the clocks are ahead of UTC at that time, in the form of RFC 3339: `+02:00`.
    pub fn offset(&self, date: Date, time: Time) -> String {
        let seconds = self
            .zone
            .to_ambiguous_timestamp(shown(date, time))
            .compatible()
            .map_or(0, |moment| self.zone.to_offset(moment).seconds());
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.unsigned_abs() / 60;
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// Returns how the clocks are set in a year, and last before it: all that is needed to read a time of that year.
    pub fn changes(&self, year: i16) -> Vec<Change> {
        let Some(first) = Date::first_of(year) else {
            return Vec::new();
        };
        // A day earlier than the year begins anywhere.
        let Ok(begin) = Offset::UTC.to_timestamp(first.0.at(0, 0, 0, 0)) else {
            return Vec::new();
        };
        let mut changes = Vec::new();
        match self.zone.preceding(begin).next() {
            Some(last) => changes.push((
                last.timestamp(),
                last.offset(),
                last.abbreviation().to_owned(),
                last.dst(),
            )),
            None => {
                let info = self.zone.to_offset_info(begin);
                changes.push((begin, info.offset(), info.abbreviation().to_owned(), info.dst()));
            }
        }
        let in_year = self.zone.following(begin);
        changes.extend(
            in_year
                .map(|next| {
                    (
                        next.timestamp(),
                        next.offset(),
                        next.abbreviation().to_owned(),
                        next.dst(),
                    )
                })
                .take_while(|(moment, offset, ..)| offset.to_datetime(*moment).year() <= year),
        );
        let changes = changes.into_iter().map(|(moment, to, abbreviation, dst)| {
            // The last nanosecond before the change still has the old offset.
            let before = moment - jiff::SignedDuration::from_nanos(1);
            let from = self.zone.to_offset(before);
            let shown = from.to_datetime(moment);
            let time = shown.time();
            let hour_second = time.hour().unsigned_abs();
            Change {
                date: Date(shown.date()),
                second: u32::from(hour_second) * 3600
                    + u32::from(time.minute().unsigned_abs()) * 60
                    + u32::from(time.second().unsigned_abs()),
                from: from.seconds(),
                to: to.seconds(),
                abbreviation,
                summer: dst == Dst::Yes,
            }
        });
        changes.collect()
    }
}

fn shown(date: Date, time: Time) -> jiff::civil::DateTime {
    // Both are at most two digits.
    let part = |number: u8| i8::try_from(number).unwrap_or_default();
    date.0.at(part(time.hour()), part(time.minute()), 0, 0)
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl Hash for Zone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}

impl schemars::JsonSchema for Zone {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Zone".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // Which zones there are changes with the years.
        schemars::json_schema!({"type": "string", "examples": ["Europe/Oslo", "Europe/Berlin", "Europe/Stockholm", "Europe/London"]})
    }
}

impl<'de> serde::Deserialize<'de> for Zone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::named(&text).ok_or_else(|| {
            serde::de::Error::invalid_value(
                serde::de::Unexpected::Str(&text),
                &"a time zone such as Europe/Oslo",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(zone: &str, date: &str, time: &str) -> Option<i64> {
        let zone = Zone::named(zone).expect("the test names a zone");
        zone.moment(
            Date::parse(date).expect("the test writes a date"),
            Time::parse(time).expect("the test writes a time"),
        )
    }

    #[test]
    fn zones_are_known_by_their_exact_names() {
        for known in ["Europe/Oslo", "Europe/Berlin", "Europe/London", "UTC"] {
            assert!(Zone::named(known).is_some(), "{known}");
        }
        for unknown in ["europe/oslo", "Oslo", "CET+1", "../Oslo", ""] {
            assert!(Zone::named(unknown).is_none(), "{unknown}");
        }
    }

    #[test]
    fn the_hour_that_is_left_out_does_not_exist() {
        assert_eq!(moment("Europe/Oslo", "2027-03-28", "02:30"), None);
        // 01:59 is 00:59 in UTC, and 03:00 is a minute later.
        let before = moment("Europe/Oslo", "2027-03-28", "01:59").expect("it exists");
        assert_eq!(moment("Europe/Oslo", "2027-03-28", "03:00"), Some(before + 60));
        // The first of two half past twos is summer time.
        let twice = moment("Europe/Oslo", "2027-10-31", "02:30").expect("it exists");
        assert_eq!(moment("UTC", "2027-10-31", "00:30"), Some(twice));
    }

    #[test]
    fn a_year_needs_the_change_before_it_and_its_own() {
        let oslo = Zone::named("Europe/Oslo").expect("it is known");
        let changes = oslo.changes(2027);
        let told: Vec<String> = changes
            .iter()
            .map(|change| {
                format!(
                    "{} {} {}>{} {} {}",
                    change.date, change.second, change.from, change.to, change.abbreviation, change.summer
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "2026-10-25 10800 7200>3600 CET false",
                "2027-03-28 7200 3600>7200 CEST true",
                "2027-10-31 10800 7200>3600 CET false",
            ]
        );
        assert_eq!(Zone::named("UTC").expect("it is known").changes(2027).len(), 1);
    }
}
