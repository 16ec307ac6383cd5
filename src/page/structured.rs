//! Structured data after schema.org, as JSON-LD.

use serde::Serialize;

use super::{Detail, Frame, Link, Page, PersonDetail};
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
    BreadcrumbList {
        item_list_element: Vec<Thing<'a>>,
    },
    ListItem {
        position: usize,
        name: &'a str,
        item: String,
    },
    Organization {
        name: &'a str,
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
    if let Detail::Person(detail) = &page.detail {
        things.push(person(page, detail));
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
    let reviewed = if page.reviewers.is_empty() && page.reviewed.is_none() {
        Reviewed::Not(&page.url)
    } else {
        Reviewed::Page(Box::new(Thing::WebPage {
            id: &page.url,
            reviewed_by: people(&page.reviewers, origin),
            last_reviewed: page.reviewed.as_ref().map(iso),
        }))
    };
    Thing::Article {
        id: format!("{}#article", page.url),
        url: &page.url,
        main_entity_of_page: reviewed,
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
    let organization = |name| Box::new(Thing::Organization { name });
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
