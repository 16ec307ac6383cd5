//! Calendar dates, as authors write them: `2026-05-17`; beside them times of day and time zones.

pub mod time;
pub mod zone;

use std::fmt;

pub use time::Time;
pub use zone::Zone;

/// A day in the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// Reads `YYYY-MM-DD`, and nothing else. `None` where the form is another or the day does not exist.
    pub fn parse(text: &str) -> Option<Self> {
        // The library would also take a date with a time and drop the time.
        if text.len() != 10 {
            return None;
        }
        text.parse().ok().map(Self)
    }

    /// Returns the day on which the system's clock stands, in the system's time zone.
    pub fn today() -> Self {
        Self(jiff::Zoned::now().date())
    }

    /// Returns how many days later the other day is; negative if it is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// Returns the first day of a year, where the calendar has it.
    pub fn first_of(year: i16) -> Option<Self> {
        jiff::civil::Date::new(year, 1, 1).ok().map(Self)
    }

    /// Returns the day of the week, 0 for Monday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_zero_offset().unsigned_abs()
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::invalid_value(serde::de::Unexpected::Str(&text), &"a date such as 2026-05-17")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_dates_are_read() {
        assert_eq!(
            Date::parse("2026-05-17").map(|date| date.to_string()).as_deref(),
            Some("2026-05-17")
        );
        for wrong in ["2026-02-30", "2026-5-17", "17.05.2026", "2026-05-17T12:00", ""] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }
}
