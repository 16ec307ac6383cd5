//! What the page of a course tells beside its text, and what a list tells of a course.

use serde::Serialize;

use super::beside::{self, Beside};
use super::citation::Citations;
use super::world::World;
use super::{Detail, Link, Page, ShownDate};
use crate::content::course::{
    AccreditationStatus, Amount, Course, Format, Level, Organisation, Session, Status, Unit, Vat,
};
use crate::content::entry::EntryKey;
use crate::content::local::LocalText;
use crate::date::Date;
use crate::language::{Language, LanguageTag};

/// A course, as its page shows it. Every text is in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CourseDetail {
    /// What stands below the name.
    pub subtitle: Option<String>,
    /// How things stand, in the word of the data.
    pub status: Status,
    /// All sessions are over.
    pub past: bool,
    /// The last day, such as `2014-06-23`.
    pub last_day: Option<String>,
    /// One could register, but no longer.
    pub closed: bool,
    /// The last day on which one can register.
    pub open_until: Option<String>,
    /// It is made up.
    pub example: bool,
    /// Where it is held, in the word of the data.
    pub format: Format,
    /// How much it builds on, in the word of the data.
    pub level: Option<Level>,
    /// The first and the last day, where it is held on several.
    pub days: Option<String>,
    /// When it is held.
    pub sessions: Vec<SessionDetail>,
    /// The time zone of all times.
    pub zone: Option<String>,
    /// From when on participants are let in.
    pub door: Option<String>,
    /// How many whole hours all sessions take.
    pub hours: u64,
    /// How many minutes more.
    pub minutes: u64,
    /// The place.
    pub venue: Option<VenueDetail>,
    /// How one takes part from afar.
    pub online: Option<Named>,
    /// Who holds it.
    pub organiser: Option<Named>,
    /// Who supports it.
    pub partners: Vec<Named>,
    /// Who teaches.
    pub lecturers: Vec<LecturerDetail>,
    /// The tags of the languages in which it is taught.
    pub teaching_languages: Vec<String>,
    /// For whom it is.
    pub audience: Option<String>,
    /// What participants need to bring along.
    pub prerequisites: Option<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// What participants can do afterwards.
    pub outcomes: Vec<String>,
    /// How it is taught.
    pub methods: Option<String>,
    /// What it costs.
    pub fees: Vec<FeeDetail>,
    /// What the fee includes.
    pub includes: Option<String>,
    /// When there are breaks, and what is served.
    pub breaks: Option<String>,
    /// The first day of registration.
    pub opens: Option<ShownDate>,
    /// The last day of registration.
    pub deadline: Option<ShownDate>,
    /// From this day on a registration is binding.
    pub binding_from: Option<ShownDate>,
    /// Where one registers; `None` if one cannot.
    pub registration_url: Option<String>,
    /// How many can take part.
    pub seats: Option<u32>,
    /// How many places are left.
    pub seats_left: Option<u32>,
    /// What is paid back to those who cancel.
    pub cancellation: Vec<CancellationDetail>,
    /// Who credits it.
    pub accreditations: Vec<AccreditationDetail>,
    /// How attendance is controlled.
    pub attendance: Option<String>,
    /// What participants are given to prove it.
    pub certificate: Option<String>,
    /// What participants are given to read.
    pub materials: Vec<Named>,
    /// Works to read, as citations in HTML.
    pub literature: Vec<String>,
    /// How the place is accessible.
    pub accessibility: Option<String>,
    /// Whom to ask.
    pub contact: Option<ContactDetail>,
    /// The path of its calendar; `None` if it has no sessions.
    pub calendar: Option<String>,
}

/// A stretch of time on one day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SessionDetail {
    /// When it begins, after RFC 3339: `2014-06-23T12:00:00+02:00`.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// The day with its name.
    pub date: String,
    /// From when to when.
    pub time: String,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct VenueDetail {
    /// The house.
    pub name: String,
    /// Street and number.
    pub street: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The town.
    pub town: Option<String>,
    /// The country as two letters.
    pub country: Option<String>,
}

impl VenueDetail {
    /// Returns the place on one line.
    pub fn line(&self) -> String {
        let town: Vec<&str> = [&self.postal_code, &self.town]
            .into_iter()
            .filter_map(|part| part.as_deref())
            .collect();
        let mut parts = vec![self.name.clone()];
        parts.extend(self.street.clone());
        parts.extend((!town.is_empty()).then(|| town.join(" ")));
        parts.join(", ")
    }
}

/// Something with a name, and perhaps an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The address.
    pub url: Option<String>,
}

/// Somebody who teaches.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LecturerDetail {
    /// The name, and the person's page.
    pub link: Link,
    /// What the person does.
    pub role: Option<String>,
    /// Where.
    pub affiliation: Option<String>,
}

/// What it costs for some.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FeeDetail {
    /// For whom.
    pub audience: Option<String>,
    /// The sum as the language writes it; `None`: nothing.
    pub text: Option<String>,
    /// The sum with a point before the decimals, for machines.
    pub amount: String,
    /// The code of the currency.
    pub currency: String,
    /// Whether the tax is in it, in the word of the data.
    pub vat: Option<Vat>,
    /// The last day on which it is offered.
    pub until: Option<ShownDate>,
}

/// What is paid back to those who cancel.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CancellationDetail {
    /// The last day on which the rule counts.
    pub until: Option<ShownDate>,
    /// The day after which the rule counts.
    pub after: Option<ShownDate>,
    /// How much of the fee is paid back, in percent.
    pub refund: u8,
    /// What else there is to say.
    pub note: Option<String>,
}

/// Who credits a course, and how.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AccreditationDetail {
    /// The body.
    pub body: String,
    /// What it counts towards.
    pub scheme: Option<String>,
    /// The group of events that the body counts it in.
    pub category: Option<String>,
    /// How many units, as the language writes it.
    pub amount: Option<String>,
    /// The same for the choice of a plural, if it is whole.
    pub count: Option<u64>,
    /// Of what, in the word of the data.
    pub unit: Option<Unit>,
    /// Whether it is granted, in the word of the data.
    pub status: AccreditationStatus,
    /// The sign under which the body knows it.
    pub reference: Option<String>,
    /// The first day on which it counts.
    pub valid_from: Option<ShownDate>,
    /// The last day on which it counts.
    pub valid_to: Option<ShownDate>,
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ContactDetail {
    /// The name.
    pub name: String,
    /// The address for mail.
    pub email: Option<String>,
    /// The number.
    pub phone: Option<String>,
}

/// What a list tells of a course.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CourseCard {
    /// The day, or the first and the last. `None` as long as no day is set.
    pub days: Option<ShownDate>,
    /// House and town, if it is held at a place.
    pub place: Option<String>,
    /// Where it is held, in the word of the data.
    pub format: Format,
    /// How things stand, in the word of the data.
    pub status: Status,
    /// All sessions are over.
    pub past: bool,
    /// The last day, such as `2014-06-23`.
    pub last_day: Option<String>,
    /// One could register, but no longer.
    pub closed: bool,
    /// The last day on which one can register.
    pub open_until: Option<String>,
    /// It is made up.
    pub example: bool,
}

/// Returns what a list tells of a course on a day.
pub fn card(course: &Course, today: Date, language: &Language) -> CourseCard {
    let text = |text: &LocalText| text.shown(language.tag());
    let place = course.venue.as_ref().map(|venue| {
        let town = venue.town.as_ref().and_then(text);
        text(&venue.name).into_iter().chain(town).collect::<Vec<_>>()
    });
    let days = course.first().zip(course.last());
    CourseCard {
        days: days.map(|(first, last)| ShownDate {
            iso: first.date.to_string(),
            text: language.day_range(first.date, last.date),
        }),
        place: place.map(|parts| parts.join(", ")),
        format: course.format,
        status: course.status,
        past: course.is_past(today),
        last_day: days.map(|(_, last)| last.date.to_string()),
        closed: is_closed(course, today),
        open_until: course.open_until().map(|day| day.to_string()),
        example: course.example,
    }
}

/// Returns what the page of a course tells. `calendar` is the path of its calendar.
pub fn detail(world: &World, course: &Course, language: &Language, calendar: String) -> CourseDetail {
    let tag = language.tag();
    let text = |text: &Option<LocalText>| text.as_ref().and_then(|text| text.shown(tag));
    let own = |text: &LocalText| text.shown(tag).unwrap_or_default();
    let day = |date: Option<Date>| date.map(|date| ShownDate::of(date, language));
    let body = |body: &Organisation| Named {
        name: own(&body.name),
        url: body.url.clone(),
    };
    let past = course.is_past(world.site.today);
    let closed = is_closed(course, world.site.today);
    let is_open = !past && !closed && matches!(course.status, Status::Open | Status::Waitlist);
    let days = course.first().zip(course.last());
    let registration = &course.registration;
    CourseDetail {
        subtitle: text(&course.subtitle),
        status: course.status,
        past,
        last_day: days.map(|(_, last)| last.date.to_string()),
        closed,
        open_until: course.open_until().map(|day| day.to_string()),
        example: course.example,
        format: course.format,
        level: course.level,
        days: days
            .filter(|(first, last)| first.date != last.date)
            .map(|(first, last)| language.day_range(first.date, last.date)),
        sessions: course
            .sessions
            .iter()
            .map(|session| shown_session(course, session, language))
            .collect(),
        zone: course.time_zone.as_ref().map(ToString::to_string),
        door: course.door.map(|door| language.time(door)),
        hours: course.minutes() / 60,
        minutes: course.minutes() % 60,
        venue: course.venue.as_ref().map(|venue| VenueDetail {
            name: own(&venue.name),
            street: venue.street.clone(),
            postal_code: venue.postal_code.clone(),
            town: text(&venue.town),
            country: venue.country.clone(),
        }),
        online: course.online.as_ref().map(|online| Named {
            name: own(&online.name),
            url: online.url.clone(),
        }),
        organiser: course.organiser.as_ref().map(body),
        partners: course.partners.iter().map(body).collect(),
        lecturers: course
            .lecturers
            .iter()
            .filter_map(|id| lecturer(world, id, tag))
            .collect(),
        teaching_languages: course.teaching_languages.clone(),
        audience: text(&course.audience),
        prerequisites: text(&course.prerequisites),
        topics: course.topics.iter().map(own).collect(),
        outcomes: course.outcomes.iter().map(own).collect(),
        methods: text(&course.methods),
        fees: course
            .fees
            .iter()
            .map(|fee| FeeDetail {
                audience: text(&fee.audience),
                text: (fee.amount.hundredths() > 0)
                    .then(|| language.money(fee.amount.hundredths(), fee.currency.code())),
                amount: fee.amount.to_string(),
                currency: fee.currency.code().to_owned(),
                vat: fee.vat,
                until: day(fee.until),
            })
            .collect(),
        includes: text(&course.includes),
        breaks: text(&course.breaks),
        opens: day(registration.opens),
        deadline: day(registration.deadline),
        binding_from: day(registration.binding_from),
        registration_url: registration.url.clone().filter(|_| is_open),
        seats: registration.seats,
        seats_left: registration.seats_left.filter(|_| is_open),
        cancellation: course
            .cancellation
            .iter()
            .map(|rule| CancellationDetail {
                until: day(rule.until),
                after: day(rule.after),
                refund: rule.refund,
                note: text(&rule.note),
            })
            .collect(),
        accreditations: course
            .accreditations
            .iter()
            .map(|accreditation| AccreditationDetail {
                body: own(&accreditation.body),
                scheme: text(&accreditation.scheme),
                category: text(&accreditation.category),
                amount: accreditation
                    .amount
                    .map(|amount| language.hundredths(amount.hundredths())),
                count: accreditation.amount.and_then(whole),
                unit: accreditation.unit,
                status: accreditation.status,
                reference: accreditation.reference.clone(),
                valid_from: day(accreditation.valid_from),
                valid_to: day(accreditation.valid_to),
            })
            .collect(),
        attendance: text(&course.attendance),
        certificate: text(&course.certificate),
        materials: course
            .materials
            .iter()
            .map(|material| Named {
                name: own(&material.name),
                url: material.url.clone(),
            })
            .collect(),
        literature: Vec::new(),
        accessibility: text(&course.accessibility),
        contact: course.contact.as_ref().map(|contact| ContactDetail {
            name: own(&contact.name),
            email: contact.email.clone(),
            phone: contact.phone.clone(),
        }),
        calendar: days.map(|_| calendar),
    }
}

/// Fills in the works that a course names, once the rest is there. `beside` is what it cites, `citations` are those of the
/// whole page if it has a text.
pub(super) fn fill_literature(
    world: &World,
    tag: &LanguageTag,
    beside: &Beside,
    citations: Option<&Citations>,
    page: &mut Page,
) {
    if !matches!(page.detail, Detail::Course(_)) {
        return;
    }
    let works = beside::rendered(world, tag, beside, citations, page);
    if let Detail::Course(detail) = &mut page.detail {
        detail.literature = works.into_iter().filter(|work| !work.is_empty()).collect();
    }
}

/// Tells whether one could register, but no longer on a day.
fn is_closed(course: &Course, today: Date) -> bool {
    course.open_until().is_some_and(|last| last < today)
}

fn whole(amount: Amount) -> Option<u64> {
    amount
        .hundredths()
        .is_multiple_of(100)
        .then(|| amount.hundredths() / 100)
}

fn shown_session(course: &Course, session: &Session, language: &Language) -> SessionDetail {
    let iso = |time| {
        let zone = course.time_zone.as_ref();
        let offset = zone.map(|zone| zone.offset(session.date, time));
        format!("{}T{time}:00{}", session.date, offset.unwrap_or_default())
    };
    SessionDetail {
        start: iso(session.start),
        end: iso(session.end),
        date: language.weekday_date(session.date),
        time: language.time_range(session.start, session.end),
    }
}

fn lecturer(world: &World, id: &str, tag: &LanguageTag) -> Option<LecturerDetail> {
    let person = world.site.people.get(id)?;
    let text = |text: &Option<LocalText>| text.as_ref().and_then(|text| text.shown(tag));
    Some(LecturerDetail {
        link: Link::to(world.card(&EntryKey::Person(id.to_owned()), tag)?),
        role: text(&person.role),
        affiliation: text(&person.affiliation),
    })
}
