//! Structured data after schema.org, as JSON-LD.

use serde_json::{Value, json};

use super::{Frame, Page};
use crate::escape;

/// Returns the structured data of a page, ready for a script element. Empty if there is none.
pub fn json_ld(page: &Page, frame: &Frame, origin: &str) -> String {
    let mut graph = Vec::new();
    if page.kind == "article" {
        graph.push(article(page, frame, origin));
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
    let authors: Vec<Value> = page
        .authors
        .iter()
        .map(|author| json!({ "@type": "Person", "name": author.text, "url": format!("{origin}{}", author.href) }))
        .collect();
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
        if !authors.is_empty() {
            fields.insert("author".into(), Value::Array(authors));
        }
        if !page.subjects.is_empty() {
            let names: Vec<&str> = page.subjects.iter().map(|subject| &*subject.text).collect();
            fields.insert("about".into(), json!(names));
        }
    }
    article
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
