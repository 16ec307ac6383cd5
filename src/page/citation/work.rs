//! Works for the programs that readers keep their references in: RIS, CSL-JSON, and COinS for those that read pages.

use std::fmt::Write;

use serde::Serialize;

use crate::escape;

/// A work, as all formats know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Its key.
    pub key: String,
    /// What it is.
    pub kind: WorkKind,
    /// Who wrote it.
    pub authors: Vec<Name>,
    /// Who edited it, or what it is in.
    pub editors: Vec<Name>,
    /// Its title.
    pub title: String,
    /// The journal or the book that it is in.
    pub container: Option<String>,
    /// The house, the university or the institute.
    pub publisher: Option<String>,
    /// Where that is.
    pub place: Option<String>,
    /// The year.
    pub year: Option<i32>,
    /// The volume.
    pub volume: Option<String>,
    /// The issue.
    pub issue: Option<String>,
    /// The pages: `252–260`, or the number of the article.
    pub pages: Option<String>,
    /// The DOI, without an address around it.
    pub doi: Option<String>,
    /// The ISBN.
    pub isbn: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// What a work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkKind {
    /// An article in a journal.
    Article,
    /// A book.
    Book,
    /// A chapter of a book.
    Chapter,
    /// A thesis.
    Thesis,
    /// A report.
    Report,
    /// Something else.
    #[default]
    Other,
}

/// The name of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The family name, or the whole name.
    pub family: String,
    /// The given name.
    pub given: Option<String>,
}

impl Name {
    /// Returns the name as lists sort it: `Bordin, Edward S.`.
    pub fn family_first(&self) -> String {
        match &self.given {
            Some(given) => format!("{}, {given}", self.family),
            None => self.family.clone(),
        }
    }
}

impl WorkKind {
    fn ris(self) -> &'static str {
        match self {
            Self::Article => "JOUR",
            Self::Book => "BOOK",
            Self::Chapter => "CHAP",
            Self::Thesis => "THES",
            Self::Report => "RPRT",
            Self::Other => "GEN",
        }
    }

    fn csl(self) -> &'static str {
        match self {
            Self::Article => "article-journal",
            Self::Book => "book",
            Self::Chapter => "chapter",
            Self::Thesis => "thesis",
            Self::Report => "report",
            Self::Other => "document",
        }
    }

    /// The genre in COinS: in articles, or in books and the like.
    fn coins(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Book => "book",
            Self::Chapter => "bookitem",
            Self::Thesis => "dissertation",
            Self::Report => "report",
            Self::Other => "unknown",
        }
    }
}

/// Returns works in RIS. Lines end as its specification has it.
pub fn ris(works: &[Work]) -> String {
    let mut out = String::new();
    for work in works {
        let mut line = |tag: &str, value: &str| {
            // A line end would begin another field.
            let value: Vec<&str> = value.split_whitespace().collect();
            out.push_str(&format!("{tag}  - {}\r\n", value.join(" ")));
        };
        line("TY", work.kind.ris());
        line("ID", &work.key);
        for author in &work.authors {
            line("AU", &author.family_first());
        }
        for editor in &work.editors {
            line("ED", &editor.family_first());
        }
        line("TI", &work.title);
        if let Some(year) = work.year {
            line("PY", &year.to_string());
        }
        let pages = work.pages.as_deref().map(split_pages);
        for (tag, value) in [
            ("T2", work.container.as_deref()),
            ("PB", work.publisher.as_deref()),
            ("CY", work.place.as_deref()),
            ("VL", work.volume.as_deref()),
            ("IS", work.issue.as_deref()),
            ("SP", pages.map(|(first, _)| first)),
            ("EP", pages.and_then(|(_, last)| last)),
            ("SN", work.isbn.as_deref()),
            ("DO", work.doi.as_deref()),
            ("UR", work.url.as_deref()),
        ] {
            if let Some(value) = value {
                line(tag, value);
            }
        }
        out.push_str("ER  - \r\n\r\n");
    }
    out
}

/// The first and the last page.
fn split_pages(pages: &str) -> (&str, Option<&str>) {
    match pages.split_once(['–', '-']) {
        Some((first, last)) => (first, Some(last.trim_start_matches(['–', '-']))),
        None => (pages, None),
    }
}

#[derive(Serialize)]
struct CslItem<'a> {
    id: &'a str,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    editor: Vec<CslName<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(rename = "publisher-place", skip_serializing_if = "Option::is_none")]
    publisher_place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(rename = "DOI", skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    #[serde(rename = "ISBN", skip_serializing_if = "Option::is_none")]
    isbn: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct CslName<'a> {
    family: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<&'a str>,
}

#[derive(Serialize)]
struct CslDate {
    #[serde(rename = "date-parts")]
    date_parts: [[i32; 1]; 1],
}

/// Returns works in CSL-JSON.
pub fn csl_json(works: &[Work]) -> String {
    fn names(names: &[Name]) -> Vec<CslName<'_>> {
        let names = names.iter().map(|name| CslName {
            family: &name.family,
            given: name.given.as_deref(),
        });
        names.collect()
    }
    let items = works.iter().map(|work| CslItem {
        id: &work.key,
        r#type: work.kind.csl(),
        title: &work.title,
        author: names(&work.authors),
        editor: names(&work.editors),
        issued: work.year.map(|year| CslDate { date_parts: [[year]] }),
        container_title: work.container.as_deref(),
        publisher: work.publisher.as_deref(),
        publisher_place: work.place.as_deref(),
        volume: work.volume.as_deref(),
        issue: work.issue.as_deref(),
        page: work.pages.as_ref().map(|pages| pages.replace('–', "-")),
        doi: work.doi.as_deref(),
        isbn: work.isbn.as_deref(),
        url: work.url.as_deref(),
    });
    let items: Vec<CslItem<'_>> = items.collect();
    let mut json = serde_json::to_string_pretty(&items).expect("texts and numbers are JSON");
    json.push('\n');
    json
}

/// Returns the title of a COinS element, which programs for references find in pages: an OpenURL context object.
pub fn coins(work: &Work) -> String {
    let is_article = work.kind == WorkKind::Article;
    let mut out = "ctx_ver=Z39.88-2004".to_owned();
    let mut add = |key: &str, value: &str| {
        let _ = write!(out, "&{key}={}", escape::url_path(value));
    };
    let format = if is_article { "journal" } else { "book" };
    add("rft_val_fmt", &format!("info:ofi/fmt:kev:mtx:{format}"));
    add("rft.genre", work.kind.coins());
    let title = match work.kind {
        WorkKind::Article | WorkKind::Chapter => "rft.atitle",
        WorkKind::Book | WorkKind::Thesis | WorkKind::Report | WorkKind::Other => "rft.btitle",
    };
    add(title, &work.title);
    for author in &work.authors {
        add("rft.au", &author.family_first());
    }
    if let Some(year) = work.year {
        add("rft.date", &year.to_string());
    }
    for (key, value) in [
        (
            if is_article { "rft.jtitle" } else { "rft.btitle" },
            &work.container,
        ),
        ("rft.pub", &work.publisher),
        ("rft.place", &work.place),
        ("rft.volume", &work.volume),
        ("rft.issue", &work.issue),
        ("rft.pages", &work.pages),
        ("rft.isbn", &work.isbn),
        ("rft_id", &work.doi.as_ref().map(|doi| format!("info:doi/{doi}"))),
        ("rft_id", &work.url),
    ] {
        if let Some(value) = value {
            add(key, value);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work() -> Work {
        let text = |text: &str| Some(text.to_owned());
        Work {
            key: "bordin1979".to_owned(),
            kind: WorkKind::Article,
            authors: vec![Name {
                family: "Bordin".to_owned(),
                given: text("Edward S."),
            }],
            title: "The alliance\nTY  - BOOK".to_owned(),
            container: text("Psychotherapy & more"),
            year: Some(1979),
            volume: text("16"),
            pages: text("252–260"),
            doi: text("10.1037/h0085885"),
            ..Work::default()
        }
    }

    #[test]
    fn ris_has_a_line_for_each_field() {
        let expected = "TY  - JOUR\nID  - bordin1979\nAU  - Bordin, Edward S.\nTI  - The alliance TY - BOOK\n\
                        PY  - 1979\nT2  - Psychotherapy & more\nVL  - 16\nSP  - 252\nEP  - 260\n\
                        DO  - 10.1037/h0085885\nER  - \n\n";
        assert_eq!(ris(&[work()]), expected.replace('\n', "\r\n"));
    }

    #[test]
    fn csl_json_is_as_its_schema_names_it() {
        let items: serde_json::Value = serde_json::from_str(&csl_json(&[work()])).unwrap_or_default();
        assert_eq!(items[0]["type"], "article-journal");
        assert_eq!(items[0]["container-title"], "Psychotherapy & more");
        assert_eq!(items[0]["author"][0]["family"], "Bordin");
        assert_eq!(items[0]["issued"]["date-parts"][0][0], 1979);
        assert_eq!(items[0]["page"], "252-260");
    }

    #[test]
    fn coins_are_escaped() {
        let title = coins(&work());
        assert!(
            title.contains("&rft.jtitle=Psychotherapy%20%26%20more&"),
            "{title}"
        );
        assert!(title.contains("&rft_id=info%3Adoi/10.1037/h0085885"), "{title}");
    }
}
