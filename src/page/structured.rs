//! Structured data after schema.org, as JSON-LD.

use serde_json::{Value, json};

use super::{Detail, Frame, Link, Page, PersonDetail};
use crate::escape;

/// Returns the structured data of a page, ready for a script element. Empty if there is none.
pub fn json_ld(page: &Page, frame: &Frame, origin: &str) -> String {
    let mut graph = Vec::new();
    if page.kind == "article" {
        graph.push(article(page, frame, origin));
    }
    if let Detail::Person(detail) = &page.detail {
        graph.push(person(page, detail));
    }
    if page.kind == "home" {
        graph.push(json!({
            "@type": "WebSite",
            "@id": format!("{}#website", page.url),
            "url": page.url,
            "name": frame.title,
            "inLanguage": page.language,
        }));
    }
    if !page.breadcrumbs.is_empty() {
        graph.push(breadcrumbs(page, origin));
    }
    if graph.is_empty() {
        return String::new();
    }
    escape::json_in_html(&json!({ "@context": "https://schema.org", "@graph": graph }).to_string())
}

fn article(page: &Page, frame: &Frame, origin: &str) -> Value {
    let mut article = json!({
        "@type": "Article",
        "@id": format!("{}#article", page.url),
        "url": page.url,
        "mainEntityOfPage": page.url,
        "headline": page.title,
        "inLanguage": page.language,
        "isPartOf": { "@type": "WebSite", "name": frame.title, "url": format!("{origin}{}", frame.home) },
    });
    if let Some(fields) = article.as_object_mut() {
        if !page.description.is_empty() {
            fields.insert("description".into(), json!(page.description));
        }
        if let Some(date) = &page.published {
            fields.insert("datePublished".into(), json!(date.iso));
        }
        if let Some(date) = page.updated.as_ref().or(page.published.as_ref()) {
            fields.insert("dateModified".into(), json!(date.iso));
        }
        if !page.authors.is_empty() {
            fields.insert("author".into(), people(&page.authors, origin));
        }
        if !page.reviewers.is_empty() || page.reviewed.is_some() {
            fields.insert("mainEntityOfPage".into(), reviewed(page, origin));
        }
        if !page.subjects.is_empty() {
            let names: Vec<&str> = page.subjects.iter().map(|subject| &*subject.text).collect();
            fields.insert("about".into(), json!(names));
        }
    }
    article
}

/// A review is one of a web page: schema.org knows none of an article.
fn reviewed(page: &Page, origin: &str) -> Value {
    let mut reviewed = json!({ "@type": "WebPage", "@id": page.url });
    if let Some(fields) = reviewed.as_object_mut() {
        if !page.reviewers.is_empty() {
            fields.insert("reviewedBy".into(), people(&page.reviewers, origin));
        }
        if let Some(date) = &page.reviewed {
            fields.insert("lastReviewed".into(), json!(date.iso));
        }
    }
    reviewed
}

fn people(links: &[Link], origin: &str) -> Value {
    let people = links
        .iter()
        .map(|link| json!({ "@type": "Person", "name": link.text, "url": format!("{origin}{}", link.href) }));
    people.collect()
}

fn person(page: &Page, detail: &PersonDetail) -> Value {
    let mut person = json!({ "@type": "Person", "@id": format!("{}#person", page.url), "url": page.url, "name": page.title });
    if let Some(fields) = person.as_object_mut() {
        if let Some(role) = &detail.role {
            fields.insert("jobTitle".into(), json!(role));
        }
        if let Some(name) = &detail.affiliation {
            fields.insert(
                "affiliation".into(),
                json!({ "@type": "Organization", "name": name }),
            );
        }
        let elsewhere: Vec<&String> = detail.url.iter().chain(&detail.orcid).collect();
        if !elsewhere.is_empty() {
            fields.insert("sameAs".into(), json!(elsewhere));
        }
    }
    person
}

fn breadcrumbs(page: &Page, origin: &str) -> Value {
    let mut items: Vec<Value> = page
        .breadcrumbs
        .iter()
        .enumerate()
        .map(|(index, link)| {
            json!({ "@type": "ListItem", "position": index + 1, "name": link.text, "item": format!("{origin}{}", link.href) })
        })
        .collect();
    items.push(
        json!({ "@type": "ListItem", "position": items.len() + 1, "name": page.title, "item": page.url }),
    );
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}
