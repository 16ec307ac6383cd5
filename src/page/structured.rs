//! Structured data after schema.org, as JSON-LD.

use serde::Serialize;

use super::course::{CourseDetail, Named, SessionDetail};
use super::instrument::InstrumentDetail;
use super::path::PathDetail;
use super::{Detail, Frame, GlossaryDetail, Link, Page, PersonDetail, TermDetail};
use crate::content::course::{Format, Level, Status};
use crate::escape;

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    things: Vec<Thing<'a>>,
}

/// The types and properties of schema.org that pages use, under its names.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all_fields = "camelCase")]
enum Thing<'a> {
    Answer {
        text: &'a str,
    },
    Article {
        #[serde(rename = "@id")]
        id: String,
        url: &'a str,
        main_entity_of_page: Reviewed<'a>,
        headline: &'a str,
        in_language: &'a str,
        is_part_of: Box<Thing<'a>>,
        #[serde(skip_serializing_if = "str::is_empty")]
        description: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_published: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_modified: Option<&'a str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        author: Vec<Thing<'a>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        about: Vec<&'a str>,
    },
    Audience {
        audience_type: &'a str,
    },
    BreadcrumbList {
        item_list_element: Vec<Thing<'a>>,
    },
    Course {
        #[serde(rename = "@id")]
        id: String,
        url: &'a str,
        name: &'a str,
        description: &'a str,
        in_language: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        alternative_headline: Option<&'a str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        about: Vec<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        provider: Option<Box<Thing<'a>>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        educational_level: Option<Level>,
        #[serde(skip_serializing_if = "Option::is_none")]
        course_prerequisites: Option<&'a str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        teaches: Vec<&'a str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        offers: Vec<Thing<'a>>,
        has_course_instance: Box<Thing<'a>>,
    },
    CourseInstance(Held<'a>),
    Event(Held<'a>),
    CreativeWork {
        #[serde(rename = "@id")]
        id: String,
        url: &'a str,
        main_entity_of_page: Reviewed<'a>,
        name: &'a str,
        in_language: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        description: &'a str,
        about: Box<Thing<'a>>,
    },
    DefinedTerm {
        #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<&'a str>,
        name: &'a str,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        alternate_name: Vec<&'a str>,
        #[serde(skip_serializing_if = "str::is_empty")]
        description: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        term_code: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        in_language: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        in_defined_term_set: Option<String>,
    },
    DefinedTermSet {
        #[serde(rename = "@id")]
        id: String,
        url: &'a str,
        name: &'a str,
        in_language: &'a str,
        has_defined_term: Vec<Thing<'a>>,
    },
    #[serde(rename = "FAQPage")]
    FaqPage {
        #[serde(rename = "@id")]
        id: String,
        url: &'a str,
        in_language: &'a str,
        main_entity: Vec<Thing<'a>>,
    },
    ItemList {
        item_list_order: &'static str,
        number_of_items: usize,
        item_list_element: Vec<Thing<'a>>,
    },
    LearningResource {
        #[serde(rename = "@id")]
        id: String,
        url: &'a str,
        name: &'a str,
        in_language: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        description: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        time_required: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        audience: Option<Box<Thing<'a>>>,
        main_entity: Box<Thing<'a>>,
    },
    ListItem {
        position: usize,
        name: &'a str,
        item: String,
    },
    Offer {
        category: &'static str,
        price: &'a str,
        price_currency: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        availability: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<&'a str>,
    },
    Organization {
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<&'a str>,
    },
    Place {
        name: &'a str,
        address: Box<Thing<'a>>,
    },
    PostalAddress {
        #[serde(skip_serializing_if = "Option::is_none")]
        street_address: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        postal_code: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        address_locality: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        address_country: Option<&'a str>,
    },
    VirtualLocation {
        name: &'a str,
        url: &'a str,
    },
    Person {
        #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        url: String,
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        job_title: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        affiliation: Option<Box<Thing<'a>>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        same_as: Vec<&'a str>,
    },
    Question {
        name: &'a str,
        accepted_answer: Box<Thing<'a>>,
    },
    WebPage {
        #[serde(rename = "@id")]
        id: &'a str,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        reviewed_by: Vec<Thing<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        last_reviewed: Option<&'a str>,
    },
    WebSite {
        #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        url: String,
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        in_language: Option<&'a str>,
    },
}

/// What is held at a time: a run of a course, or one of its sessions.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Held<'a> {
    url: &'a str,
    name: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    course_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    course_workload: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<&'a str>,
    event_status: &'static str,
    event_attendance_mode: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    location: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organizer: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    instructor: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    performer: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    offers: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    in_language: Vec<&'a str>,
}

/// A review is one of a web page: schema.org knows none of an article.
#[derive(Serialize)]
#[serde(untagged)]
enum Reviewed<'a> {
    Not(&'a str),
    Page(Box<Thing<'a>>),
}

/// Returns the structured data of a page, ready for a script element. Empty if there is none.
pub fn json_ld(page: &Page, frame: &Frame, origin: &str) -> String {
    let mut things = Vec::new();
    // A borrowed text is described where it is at home.
    if page.kind == "article" && page.text_language.is_none() {
        things.push(article(page, frame, origin));
    }
    if !page.questions.is_empty() && page.text_language.is_none() {
        things.push(questions(page));
    }
    match &page.detail {
        Detail::Person(detail) => things.push(person(page, detail)),
        Detail::Instrument(detail) => things.push(instrument(page, detail, origin)),
        Detail::Path(detail) => things.push(path(page, detail)),
        Detail::Term(detail) => things.push(term(page, detail)),
        Detail::Glossary(detail) => things.push(glossary(page, detail)),
        // What is made up is told to nobody who cannot read that it is.
        Detail::Course(detail) if !detail.example => {
            things.push(course(page, detail, origin));
            let sessions = detail.sessions.iter();
            things.extend(sessions.map(|session| Thing::Event(held(page, detail, origin, Some(session)))));
        }
        Detail::Course(_)
        | Detail::Courses { .. }
        | Detail::Instruments(_)
        | Detail::None
        | Detail::References(_)
        | Detail::Search(_)
        | Detail::Print(_)
        | Detail::Redirect { .. } => {}
    }
    if page.kind == "home" {
        things.push(Thing::WebSite {
            id: Some(format!("{}#website", page.url)),
            url: page.url.to_string(),
            name: &frame.title,
            in_language: Some(&page.language),
        });
    }
    if !page.breadcrumbs.is_empty() {
        things.push(breadcrumbs(page, origin));
    }
    if things.is_empty() {
        return String::new();
    }
    let context = "https://schema.org";
    let graph = serde_json::to_string(&Graph { context, things });
    escape::json_in_html(&graph.expect("texts and numbers are JSON"))
}

fn article<'a>(page: &'a Page, frame: &'a Frame, origin: &str) -> Thing<'a> {
    let iso = |date: &'a super::ShownDate| date.iso.as_str();
    Thing::Article {
        id: format!("{}#article", page.url),
        url: &page.url,
        main_entity_of_page: reviewed(page, origin),
        headline: &page.title,
        in_language: &page.language,
        is_part_of: Box::new(Thing::WebSite {
            id: None,
            url: format!("{origin}{}", frame.home),
            name: &frame.title,
            in_language: None,
        }),
        description: &page.description,
        date_published: page.published.as_ref().map(iso),
        date_modified: page.updated.as_ref().or(page.published.as_ref()).map(iso),
        author: people(&page.authors, origin),
        about: page.subjects.iter().map(|subject| &*subject.text).collect(),
    }
}

fn course<'a>(page: &'a Page, detail: &'a CourseDetail, origin: &str) -> Thing<'a> {
    Thing::Course {
        id: format!("{}#course", page.url),
        url: &page.url,
        name: &page.title,
        description: description(page),
        in_language: &page.language,
        alternative_headline: detail.subtitle.as_deref(),
        about: detail.topics.iter().map(String::as_str).collect(),
        provider: detail.organiser.as_ref().map(|body| Box::new(organization(body))),
        educational_level: detail.level,
        course_prerequisites: detail.prerequisites.as_deref(),
        teaches: detail.outcomes.iter().map(String::as_str).collect(),
        offers: offers(detail),
        has_course_instance: Box::new(Thing::CourseInstance(held(page, detail, origin, None))),
    }
}

/// Returns one session of a course, or without one its whole run.
fn held<'a>(
    page: &'a Page,
    detail: &'a CourseDetail,
    origin: &str,
    session: Option<&'a SessionDetail>,
) -> Held<'a> {
    let (mode, attendance) = match detail.format {
        Format::Onsite => ("Onsite", "https://schema.org/OfflineEventAttendanceMode"),
        Format::Online | Format::SelfPaced => ("Online", "https://schema.org/OnlineEventAttendanceMode"),
        Format::Hybrid => ("Blended", "https://schema.org/MixedEventAttendanceMode"),
    };
    let whole = session.is_none();
    let minutes = detail.hours * 60 + detail.minutes;
    let sessions = || detail.sessions.iter();
    let venue = detail.venue.as_ref().map(|venue| Thing::Place {
        name: &venue.name,
        address: Box::new(Thing::PostalAddress {
            street_address: venue.street.as_deref(),
            postal_code: venue.postal_code.as_deref(),
            address_locality: venue.town.as_deref(),
            address_country: venue.country.as_deref(),
        }),
    });
    // A run of a course has instructors; any other event has performers.
    let lecturers = |wanted: bool| {
        let links = detail.lecturers.iter().filter(|_| wanted);
        links
            .flat_map(|lecturer| people(std::slice::from_ref(&lecturer.link), origin))
            .collect()
    };
    let online = detail.online.as_ref().map(|online| Thing::VirtualLocation {
        name: &online.name,
        url: online.url.as_deref().unwrap_or(&page.url),
    });
    Held {
        url: &page.url,
        name: &page.title,
        description: description(page),
        course_mode: whole.then_some(mode),
        course_workload: (whole && minutes > 0).then(|| format!("PT{}H{}M", detail.hours, detail.minutes)),
        start_date: match session {
            Some(session) => Some(&session.start),
            None => sessions().map(|session| session.start.as_str()).min(),
        },
        end_date: match session {
            Some(session) => Some(&session.end),
            None => sessions().map(|session| session.end.as_str()).max(),
        },
        event_status: match detail.status {
            Status::Cancelled => "https://schema.org/EventCancelled",
            _ => "https://schema.org/EventScheduled",
        },
        event_attendance_mode: attendance,
        location: venue.into_iter().chain(online).collect(),
        organizer: detail.organiser.as_ref().map(|body| Box::new(organization(body))),
        instructor: lecturers(whole),
        performer: lecturers(!whole),
        offers: offers(detail),
        in_language: detail.teaching_languages.iter().map(String::as_str).collect(),
    }
}

/// A description is required, and may be no more than the name.
fn description(page: &Page) -> &str {
    if page.description.is_empty() {
        &page.title
    } else {
        &page.description
    }
}

fn organization(body: &Named) -> Thing<'_> {
    Thing::Organization {
        name: &body.name,
        url: body.url.as_deref(),
    }
}

fn offers(detail: &CourseDetail) -> Vec<Thing<'_>> {
    let availability = match detail.status {
        _ if detail.past || detail.closed => None,
        Status::Open => Some("https://schema.org/InStock"),
        Status::Full | Status::Waitlist => Some("https://schema.org/SoldOut"),
        Status::Planned | Status::Cancelled | Status::Held => None,
    };
    let offers = detail.fees.iter().map(|fee| Thing::Offer {
        category: if fee.text.is_some() { "Paid" } else { "Free" },
        price: &fee.amount,
        price_currency: &fee.currency,
        availability,
        url: detail.registration_url.as_deref(),
    });
    offers.collect()
}

/// A reading path is no `Course`: nobody teaches it, and nobody takes part.
fn path<'a>(page: &'a Page, detail: &'a PathDetail) -> Thing<'a> {
    let items = detail.steps.iter().map(|step| Thing::ListItem {
        position: step.number,
        name: &step.link.text,
        item: step.url.clone(),
    });
    let items: Vec<_> = items.collect();
    let audience = detail.audience.as_deref();
    Thing::LearningResource {
        id: format!("{}#path", page.url),
        url: &page.url,
        name: &page.title,
        in_language: &page.language,
        description: &page.description,
        time_required: (detail.minutes > 0).then(|| format!("PT{}M", detail.minutes)),
        audience: audience.map(|audience_type| Box::new(Thing::Audience { audience_type })),
        main_entity: Box::new(Thing::ItemList {
            item_list_order: "https://schema.org/ItemListOrderAscending",
            number_of_items: items.len(),
            item_list_element: items,
        }),
    }
}

/// What a page says of an instrument; the instrument is the term.
fn instrument<'a>(page: &'a Page, detail: &'a InstrumentDetail, origin: &str) -> Thing<'a> {
    let section = page.breadcrumbs.last();
    Thing::CreativeWork {
        id: format!("{}#instrument", page.url),
        url: &page.url,
        main_entity_of_page: reviewed(page, origin),
        name: &page.title,
        in_language: &page.language,
        description: &page.description,
        about: Box::new(Thing::DefinedTerm {
            id: None,
            url: None,
            alternate_name: Vec::new(),
            in_language: None,
            name: &page.title,
            term_code: detail.acronym.as_deref(),
            description: &page.description,
            in_defined_term_set: section.map(|link| format!("{origin}{}", link.href)),
        }),
    }
}

fn reviewed<'a>(page: &'a Page, origin: &str) -> Reviewed<'a> {
    if page.reviewers.is_empty() && page.reviewed.is_none() {
        return Reviewed::Not(&page.url);
    }
    Reviewed::Page(Box::new(Thing::WebPage {
        id: &page.url,
        reviewed_by: people(&page.reviewers, origin),
        last_reviewed: page.reviewed.as_ref().map(|date| date.iso.as_str()),
    }))
}

fn questions(page: &Page) -> Thing<'_> {
    let questions = page.questions.iter().map(|question| Thing::Question {
        name: &question.text,
        accepted_answer: Box::new(Thing::Answer {
            text: &question.answer,
        }),
    });
    Thing::FaqPage {
        id: format!("{}#questions", page.url),
        url: &page.url,
        in_language: &page.language,
        main_entity: questions.collect(),
    }
}

fn people<'a>(links: &'a [Link], origin: &str) -> Vec<Thing<'a>> {
    let people = links.iter().map(|link| Thing::Person {
        id: None,
        url: format!("{origin}{}", link.href),
        name: &link.text,
        job_title: None,
        affiliation: None,
        same_as: Vec::new(),
    });
    people.collect()
}

fn person<'a>(page: &'a Page, detail: &'a PersonDetail) -> Thing<'a> {
    let organization = |name| Box::new(Thing::Organization { name, url: None });
    Thing::Person {
        id: Some(format!("{}#person", page.url)),
        url: page.url.to_string(),
        name: &page.title,
        job_title: detail.role.as_deref(),
        affiliation: detail.affiliation.as_deref().map(organization),
        same_as: detail
            .url
            .iter()
            .chain(&detail.orcid)
            .map(String::as_str)
            .collect(),
    }
}

fn term<'a>(page: &'a Page, detail: &'a TermDetail) -> Thing<'a> {
    Thing::DefinedTerm {
        id: Some(format!("{}#term", page.url)),
        url: Some(&page.url),
        name: &detail.term,
        alternate_name: detail.synonyms.iter().map(String::as_str).collect(),
        description: &detail.definition,
        term_code: Some(&detail.id),
        in_language: Some(&page.language),
        in_defined_term_set: Some(format!("{}#terms", detail.glossary_url)),
    }
}

fn glossary<'a>(page: &'a Page, detail: &'a GlossaryDetail) -> Thing<'a> {
    let terms = detail.letters.iter().flat_map(|letter| &letter.terms);
    let terms = terms.map(|term| Thing::DefinedTerm {
        id: Some(format!("{}#term", term.url)),
        url: Some(&term.url),
        name: &term.term,
        alternate_name: term.synonyms.iter().map(String::as_str).collect(),
        description: &term.definition,
        term_code: Some(&term.id),
        in_language: None,
        in_defined_term_set: None,
    });
    Thing::DefinedTermSet {
        id: format!("{}#terms", page.url),
        url: &page.url,
        name: &page.title,
        in_language: &page.language,
        has_defined_term: terms.collect(),
    }
}

fn breadcrumbs<'a>(page: &'a Page, origin: &str) -> Thing<'a> {
    let above = page
        .breadcrumbs
        .iter()
        .map(|link| (&*link.text, format!("{origin}{}", link.href)));
    let own = std::iter::once((&*page.title, page.url.to_string()));
    let items = above
        .chain(own)
        .enumerate()
        .map(|(index, (name, item))| Thing::ListItem {
            position: index + 1,
            name,
            item,
        });
    Thing::BreadcrumbList {
        item_list_element: items.collect(),
    }
}
