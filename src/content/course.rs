//! Courses and other events, as `course.yaml` describes them.
//!
//! What can be derived is never typed: how long a course takes, and whether it is over. What contradicts only our
//! expectations is no fault: a course may be credited with more hours than it lasts, and free cancellation may end
//! before registration does.

mod check;
mod code;

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::local::LocalText;
use crate::date::{Date, Time, Zone};
use crate::source::schema;
use crate::source::yaml::Step;

/// What `course.yaml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["name", "published"], "dependencies" = {"sessions": ["time_zone"]}))]
pub struct Course {
    /// The name. There is a page in each language that has one.
    pub name: LocalText,
    /// What stands below the name.
    pub subtitle: Option<LocalText>,
    /// The last part of the address. Default: the id.
    #[schemars(schema_with = "schema::slugs")]
    pub slug: Option<LocalText>,
    /// One sentence for lists and search engines.
    pub description: Option<LocalText>,
    /// It is made up, to show what a course looks like; readers are told so, and search engines leave it out.
    pub example: bool,
    /// `false` keeps it out of the results of the search. Default: `true`.
    pub search: Option<bool>,
    /// The day on which it was announced here.
    pub published: Option<Date>,
    /// The day of the last change to these data. Default: `published`.
    pub updated: Option<Date>,
    /// How often day, time, place or status changed since the course was announced. Calendars take over a change only
    /// if this number has risen.
    pub revision: u32,
    /// How things stand: `planned` (the default), `open`, `full`, `waitlist`, `cancelled` or `held`.
    pub status: Status,
    /// Where it is held: `onsite` (the default), `online`, `hybrid` or `self-paced`.
    pub format: Format,
    /// The time zone of all times, by its name in the database of IANA.
    pub time_zone: Option<Zone>,
    /// When it is held: one stretch of time or several, each on one day. Calendars know them by their order: new ones
    /// are added at the end.
    pub sessions: Vec<Session>,
    /// From when on participants are let in at the first session.
    pub door: Option<Time>,
    /// The place.
    pub venue: Option<Venue>,
    /// How one takes part from afar.
    pub online: Option<Online>,
    /// Who holds it.
    pub organiser: Option<Organisation>,
    /// Who supports it.
    pub partners: Vec<Organisation>,
    /// The ids of those who teach, as `people.yaml` has them.
    pub lecturers: Vec<String>,
    /// The tags of the languages in which it is taught; they may be others than those of the page.
    pub teaching_languages: Vec<String>,
    /// For whom it is.
    pub audience: Option<LocalText>,
    /// How much it builds on: `introductory`, `intermediate` or `advanced`.
    pub level: Option<Level>,
    /// What participants need to bring along.
    pub prerequisites: Option<LocalText>,
    /// What it is about, in a few words each.
    pub topics: Vec<LocalText>,
    /// What those who took part can do afterwards.
    pub outcomes: Vec<LocalText>,
    /// How it is taught.
    pub methods: Option<LocalText>,
    /// What it costs, for whom.
    pub fees: Vec<Fee>,
    /// What the fee includes.
    pub includes: Option<LocalText>,
    /// When there are breaks, and what is served.
    pub breaks: Option<LocalText>,
    /// When and where one registers.
    pub registration: Registration,
    /// What is paid back to those who cancel.
    pub cancellation: Vec<Cancellation>,
    /// Who credits it, and how.
    pub accreditations: Vec<Accreditation>,
    /// How attendance is controlled, and what is asked of participants.
    pub attendance: Option<LocalText>,
    /// What those who took part are given to prove it.
    pub certificate: Option<LocalText>,
    /// What participants are given to read.
    pub materials: Vec<Material>,
    /// Works to read: keys of `references.bib`.
    pub literature: Vec<String>,
    /// How the place is accessible.
    pub accessibility: Option<LocalText>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// A note for those who edit these data; it is not shown.
    pub note: Option<String>,
}

/// How things stand with a course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is planned; one cannot register yet.
    #[default]
    Planned,
    /// One can register.
    Open,
    /// All places are taken.
    Full,
    /// All places are taken, but there is a waiting list.
    Waitlist,
    /// It does not take place.
    Cancelled,
    /// It has taken place.
    Held,
}

/// Where a course is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// At a place.
    #[default]
    Onsite,
    /// On the net.
    Online,
    /// Both at once.
    Hybrid,
    /// On the net, whenever one likes.
    SelfPaced,
}

/// How much a course builds on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing.
    Introductory,
    /// Some experience.
    Intermediate,
    /// Much experience.
    Advanced,
}

/// A stretch of time on one day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The day.
    pub date: Date,
    /// When it begins, on a clock that counts to 24.
    pub start: Time,
    /// When it ends, on the same day.
    pub end: Time,
}

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["name"]))]
pub struct Venue {
    /// The house.
    pub name: LocalText,
    /// Street and number.
    pub street: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The town.
    pub town: Option<LocalText>,
    /// The country as two letters after ISO 3166-1.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub country: Option<String>,
}

/// How one takes part from afar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["name"]))]
pub struct Online {
    /// By what means.
    pub name: LocalText,
    /// The address, if everybody may know it.
    #[schemars(schema_with = "schema::address")]
    pub url: Option<String>,
}

/// A body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["name"]))]
pub struct Organisation {
    /// Its name.
    pub name: LocalText,
    /// Its website.
    #[schemars(schema_with = "schema::address")]
    pub url: Option<String>,
}

/// What a course costs for some.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// For whom. Left out: for everybody else.
    #[serde(default)]
    pub audience: Option<LocalText>,
    /// How much, as a number with at most two decimals. 0: nothing.
    pub amount: Amount,
    /// The currency as three letters after ISO 4217.
    pub currency: Currency,
    /// Whether value-added tax is in it: `included`, `excluded` or `exempt`.
    #[serde(default)]
    pub vat: Option<Vat>,
    /// The last day on which it is offered.
    #[serde(default)]
    pub until: Option<Date>,
}

/// Whether value-added tax is in a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Vat {
    /// It is.
    Included,
    /// It comes on top.
    Excluded,
    /// There is none.
    Exempt,
}

/// When and where one registers. The days may come in any order with those of cancellation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Registration {
    /// The first day.
    pub opens: Option<Date>,
    /// The last day.
    pub deadline: Option<Date>,
    /// From this day on a registration is binding.
    pub binding_from: Option<Date>,
    /// Where one registers.
    #[schemars(schema_with = "schema::address")]
    pub url: Option<String>,
    /// How many can take part.
    pub seats: Option<u32>,
    /// How many places are left.
    pub seats_left: Option<u32>,
}

/// What is paid back to those who cancel: up to a day, or after it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = [{"required": ["until"]}, {"required": ["after"]}]))]
pub struct Cancellation {
    /// The last day on which the rule counts.
    #[serde(default)]
    pub until: Option<Date>,
    /// The day after which the rule counts.
    #[serde(default)]
    pub after: Option<Date>,
    /// How much of the fee is paid back, in percent.
    #[schemars(range(max = 100))]
    pub refund: u8,
    /// What else there is to say, such as who is excepted.
    #[serde(default)]
    pub note: Option<LocalText>,
}

/// What a body credits a course with: its own number in its own unit, which is never converted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("dependencies" = {"amount": ["unit"], "unit": ["amount"]}))]
pub struct Accreditation {
    /// The body.
    pub body: LocalText,
    /// What the credit counts towards.
    #[serde(default)]
    pub scheme: Option<LocalText>,
    /// The group of events that the body counts it in.
    #[serde(default)]
    pub category: Option<LocalText>,
    /// How many units, with at most two decimals.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// Of what: `clock-hour`, `teaching-hour`, `maintenance-hour`, `merit-hour`, `cme-point`, `credit-hp` or `cpd-hour`.
    #[serde(default)]
    pub unit: Option<Unit>,
    /// Whether it is `applied` for or `granted`.
    pub status: AccreditationStatus,
    /// The number or sign under which the body knows it.
    #[serde(default)]
    pub reference: Option<String>,
    /// The first day on which the credit counts.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// The last day on which it counts.
    #[serde(default)]
    pub valid_to: Option<Date>,
}

/// What bodies count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// 60 minutes.
    ClockHour,
    /// 45 minutes.
    TeachingHour,
    /// *Time vedlikeholdsaktivitet* of Norwegian psychologists.
    MaintenanceHour,
    /// *Meritterende time* of Norwegian nurses.
    MeritHour,
    /// *Fortbildungspunkt* of a German chamber.
    CmePoint,
    /// *Högskolepoäng* of a Swedish university.
    CreditHp,
    /// An hour of continuing professional development in Britain and elsewhere.
    CpdHour,
}

/// Whether a credit is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AccreditationStatus {
    /// Somebody has applied for it.
    Applied,
    /// It is granted.
    Granted,
}

/// Something to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["name"]))]
pub struct Material {
    /// What it is called.
    pub name: LocalText,
    /// Where it is.
    #[schemars(schema_with = "schema::address")]
    pub url: Option<String>,
}

/// Whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["name"]))]
pub struct Contact {
    /// The name.
    pub name: LocalText,
    /// The address for mail.
    #[schemars(regex(pattern = "^[^@ <>\"?&:/]+@[^@ <>\"?&:/]+$"))]
    pub email: Option<String>,
    /// The number, as one dials it from abroad.
    pub phone: Option<String>,
}

/// A number of hundredths, written with at most two decimals: `500`, `290.50`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u64);

impl Amount {
    fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, 12) || !digits(decimals, 2) {
            return None;
        }
        format!("{whole}{decimals:0<2}").parse().ok().map(Self)
    }

    /// The hundredths.
    pub fn hundredths(self) -> u64 {
        self.0
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0 / 100)?;
        match self.0 % 100 {
            0 => Ok(()),
            rest => write!(formatter, ".{rest:02}"),
        }
    }
}

impl JsonSchema for Amount {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["number", "string"],
            "minimum": 0,
            "maximum": 999_999_999_999_u64,
            "pattern": "^[0-9]{1,12}([.][0-9]{1,2})?$",
        })
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::invalid_value(serde::de::Unexpected::Str(&text), &"an amount such as 290.50")
        })
    }
}

/// A currency, as three letters after ISO 4217.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Currency(String); // Invariant: there is one with this code.

impl Currency {
    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Currency {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[A-Z]{3}$"})
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if code::is_currency(&text) {
            return Ok(Self(text));
        }
        let found = serde::de::Unexpected::Str(&text);
        Err(serde::de::Error::invalid_value(found, &"a currency such as NOK"))
    }
}

impl Course {
    /// Returns the session that begins first.
    pub fn first(&self) -> Option<&Session> {
        self.sessions
            .iter()
            .min_by_key(|session| (session.date, session.start))
    }

    /// Returns the session that begins last.
    pub fn last(&self) -> Option<&Session> {
        self.sessions
            .iter()
            .max_by_key(|session| (session.date, session.start))
    }

    /// Tells whether it is over on a day: no session is on that day or later.
    pub fn is_past(&self, today: Date) -> bool {
        match self.last() {
            Some(last) => last.date < today,
            None => self.status == Status::Held,
        }
    }

    /// Returns the last day on which one can register: that of registration, or that of the course. `None` if one
    /// cannot register, or the course has no day.
    pub fn open_until(&self) -> Option<Date> {
        match self.status {
            Status::Open | Status::Waitlist => {
                self.registration.deadline.or(self.last().map(|last| last.date))
            }
            Status::Planned | Status::Full | Status::Cancelled | Status::Held => None,
        }
    }

    /// Returns how many minutes all sessions take together.
    pub fn minutes(&self) -> u64 {
        let seconds = |session: &Session| {
            let zone = self.time_zone.as_ref()?;
            let moment = |time| zone.moment(session.date, time);
            u64::try_from(moment(session.end)? - moment(session.start)?).ok()
        };
        self.sessions.iter().filter_map(seconds).sum::<u64>() / 60
    }

    /// Returns the day of the last change of the data.
    pub fn changed(&self) -> Option<Date> {
        self.updated.max(self.published)
    }

    /// Returns the keys of the works to read, each with the way to it.
    pub fn cited(&self) -> Vec<(Vec<Step>, &str)> {
        let way = |index| vec![Step::key("literature"), Step::Index(index)];
        let works = self.literature.iter().enumerate();
        works.map(|(index, key)| (way(index), key.as_str())).collect()
    }

    /// Returns all addresses of websites with their places.
    pub fn urls(&mut self) -> Vec<(Vec<Step>, &mut Option<String>)> {
        let mut urls = vec![(
            vec![Step::key("registration"), Step::key("url")],
            &mut self.registration.url,
        )];
        if let Some(online) = &mut self.online {
            urls.push((vec![Step::key("online"), Step::key("url")], &mut online.url));
        }
        if let Some(organiser) = &mut self.organiser {
            urls.push((vec![Step::key("organiser"), Step::key("url")], &mut organiser.url));
        }
        for (index, partner) in self.partners.iter_mut().enumerate() {
            let steps = vec![Step::key("partners"), Step::Index(index), Step::key("url")];
            urls.push((steps, &mut partner.url));
        }
        for (index, material) in self.materials.iter_mut().enumerate() {
            let steps = vec![Step::key("materials"), Step::Index(index), Step::key("url")];
            urls.push((steps, &mut material.url));
        }
        urls
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_hundredth() {
        let read = |text| Amount::parse(text).map(|amount| (amount.hundredths(), amount.to_string()));
        assert_eq!(read("500"), Some((50_000, "500".to_owned())));
        assert_eq!(read("290.5"), Some((29_050, "290.50".to_owned())));
        assert_eq!(read("0.05"), Some((5, "0.05".to_owned())));
        for wrong in [
            "-1",
            "1.234",
            "1,50",
            ".5",
            "5.",
            "1 000",
            "1e3",
            "1000000000000",
            "",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_course_takes_as_long_as_time_passes() {
        let session = |date: &str, start: &str, end: &str| Session {
            date: Date::parse(date).expect("the test writes a date"),
            start: Time::parse(start).expect("the test writes a time"),
            end: Time::parse(end).expect("the test writes a time"),
        };
        let course = Course {
            time_zone: Zone::named("Europe/Oslo"),
            sessions: vec![
                // The night in which the clocks are set forward, and the one in which they are set back.
                session("2027-03-28", "00:00", "06:00"),
                session("2027-10-31", "00:00", "06:00"),
                session("2027-06-01", "09:00", "09:45"),
            ],
            ..Course::default()
        };
        assert_eq!(course.minutes(), 5 * 60 + 7 * 60 + 45);
        let day = |text| Date::parse(text).expect("the test writes a date");
        assert_eq!(course.first().map(|first| first.date), Some(day("2027-03-28")));
        assert!(!course.is_past(day("2027-10-31")));
        assert!(course.is_past(day("2027-11-01")));
    }
}
