//! Calendar dates, as authors write them: `2026-05-17`; beside them times of day and time zones.

pub mod time;
pub mod zone;

use std::borrow::Cow;
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

    /// Says whether a text has the form of a day that is in no calendar, such as `2026-02-31`.
    pub fn names_no_day(text: &str) -> bool {
        let mut parts = text
            .split('-')
            .map(|part| (part.len(), part.bytes().all(|byte| byte.is_ascii_digit())));
        let is_form = [4, 2, 2]
            .iter()
            .all(|length| parts.next() == Some((*length, true)))
            && parts.next().is_none();
        is_form && Self::parse(text).is_none()
    }

    /// Returns the day that is written in another form, such as `17.05.2026`, `17/5/2026` or `5. mai 2026`. `None`
    /// where it could be two days: `4/5/2026`.
    pub fn meant(text: &str) -> Option<Self> {
        let mut numbers: Vec<(u32, usize)> = Vec::new();
        let mut month = None;
        // What follows a time's `T` is not looked at.
        let day = text.split_once('T').map_or(text, |(day, time)| {
            if time.starts_with(|sign: char| sign.is_ascii_digit()) {
                day
            } else {
                text
            }
        });
        for part in day
            .split(|sign: char| !sign.is_alphanumeric())
            .filter(|part| !part.is_empty())
        {
            if let Ok(number) = part.parse() {
                numbers.push((number, part.len()));
            } else {
                let known = month_of(part)?;
                if month.replace(known).is_some() {
                    return None;
                }
            }
        }
        let (year, month, day) = match (numbers.as_slice(), month) {
            ([(year, 4), (month, _), (day, _)], None) => (*year, *month, *day),
            ([(first, ..=2), (second, ..=2), (year, 4)], None) => {
                // With full stops, the day stands first in every language that uses them.
                if *second > 12 {
                    (*year, *first, *second)
                } else if *first > 12 || first == second || text.contains('.') {
                    (*year, *second, *first)
                } else {
                    return None;
                }
            }
            ([(day, ..=2), (year, 4)] | [(year, 4), (day, ..=2)], Some(month)) => (*year, month, *day),
            _ => return None,
        };
        Self::parse(&format!("{year:04}-{month:02}-{day:02}"))
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

/// Returns the number of a month by its name in Norwegian, German, Swedish or English, in whole or cut short.
fn month_of(name: &str) -> Option<u32> {
    const BEGINNINGS: [&[&str]; 12] = [
        &["jan", "jän"],
        &["feb"],
        &["mar", "mär", "mrz"],
        &["apr"],
        &["mai", "maj", "may"],
        &["jun"],
        &["jul"],
        &["aug"],
        &["sep"],
        &["okt", "oct"],
        &["nov"],
        &["des", "dez", "dec"],
    ];
    let name = name.to_lowercase();
    let found = BEGINNINGS
        .iter()
        .position(|month| month.iter().any(|beginning| name.starts_with(beginning)))?;
    u32::try_from(found + 1).ok()
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

impl schemars::JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // Whether a year has a 29th of February is for `format` to know.
        schemars::json_schema!({
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$",
        })
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
    fn other_forms_of_a_date_are_understood() {
        let meant = |text| Date::meant(text).map_or_else(|| "?".to_owned(), |date| date.to_string());
        for text in [
            "17.05.2026",
            "17.5.2026",
            "17/5/2026",
            "5/17/2026",
            "2026/05/17",
            "2026-5-17",
            "2026-05-17T12:00",
            "2026-05-17 12",
            "17. mai 2026",
            "17. Mai 2026",
            "17 maj 2026",
            "May 17, 2026",
        ] {
            let expected = if text.ends_with(" 12") { "?" } else { "2026-05-17" };
            assert_eq!(meant(text), expected, "{text}");
        }
        assert_eq!(meant("4.5.2026"), "2026-05-04");
        assert_eq!(meant("14. März 2026"), "2026-03-14");
        for unclear in [
            "4/5/2026",
            "2026",
            "17.5.26",
            "snart",
            "31.02.2026",
            "",
            "2026-02-31",
        ] {
            assert_eq!(meant(unclear), "?", "{unclear}");
        }
        assert!(Date::names_no_day("2026-02-31"));
        for other in ["2026-02-28", "2026-2-31", "31.02.2026", ""] {
            assert!(!Date::names_no_day(other), "{other}");
        }
    }

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
