//! What the site says to directives: which there are, what they may be told, and what becomes of them.

use std::collections::BTreeMap;

use super::answer::{Respondent, file_of};
use crate::chart::{self, Chart, Data, Kind, Row, Series, Words};
use crate::content::chart::{ChartData, ChartSource};
use crate::content::local::LocalText;
use crate::content::translation::Translation;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::escape;
use crate::language::{Language, LanguageTag};
use crate::markdown::{self, Directive, DirectiveForm, Document, Part};
use crate::source::yaml::Step;
use crate::span::{SourcePath, Span, TextRange};

/// A directive that tillit knows.
struct Known {
    name: &'static str,
    form: DirectiveForm,
    /// What may stand in its braces; all of it must.
    attributes: &'static [&'static str],
    /// How it is written.
    example: &'static str,
}

const CHART: Known = Known {
    name: "chart",
    form: DirectiveForm::Leaf,
    attributes: &["data", "type"],
    example: "::chart{data=findings.yaml type=forest}",
};

const FAQ: Known = Known {
    name: "faq",
    form: DirectiveForm::Container,
    attributes: &[],
    example: ":::faq",
};

const CARDS: Known = Known {
    name: "cards",
    form: DirectiveForm::Container,
    attributes: &[],
    example: ":::cards",
};

const VIDEO: Known = Known {
    name: "video",
    form: DirectiveForm::Leaf,
    attributes: &["title", "url"],
    example: "::video{title=\"A session\" url=https://example.org/watch?v=1}",
};

/// All directives, as messages name them.
const KNOWN: [Known; 4] = [CHART, FAQ, CARDS, VIDEO];

/// What a directive means.
pub(super) enum Meaning<'a> {
    /// A chart.
    Chart(ShownChart<'a>),
    /// Questions with their answers.
    Questions,
    /// A list whose items stand side by side, each for itself.
    Cards,
    /// A video on another site.
    Video(Video<'a>),
}

/// A video on another site. Nothing is fetched from there before a reader goes there: it is a link that says so.
pub(super) struct Video<'a> {
    title: &'a str,
    url: &'a str,
    host: &'a str,
}

/// A chart that a text shows.
pub(super) struct ShownChart<'a> {
    data: &'a ChartData,
    kind: Kind,
    /// Keys of the works that it is from, each once.
    pub(super) sources: Vec<&'a str>,
}

/// Returns the directive that was probably meant, as it is written: `::chart`, `:::faq`. It may be the one that was named,
/// with more or fewer colons.
fn meant(name: &str) -> Option<&'static str> {
    let named = |name: &str| KNOWN.into_iter().find(|known| known.name == name);
    let known = named(name).or_else(|| named(nearest(name, KNOWN.map(|known| known.name))?))?;
    known.example.split(['{', ' ', '\n']).next()
}

/// Tells what a directive means, which asks the document's `question` by its index. `None` if nobody knows; that is
/// reported.
pub(super) fn meaning<'a>(
    respondent: &Respondent<'a>,
    translation: &Translation,
    directive: &'a Directive,
    question: usize,
    at: TextRange,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Meaning<'a>> {
    let whole = at.of(&translation.path);
    let known = KNOWN
        .into_iter()
        .find(|known| known.name == directive.name && known.form == directive.form);
    let Some(known) = known else {
        let name = markdown::written(&Directive {
            label: None,
            attributes: Vec::new(),
            ..directive.clone()
        });
        diagnostics.push(
            Diagnostic::new(Code::UnknownDirective, whole)
                .with("name", name)
                .with(
                    "known",
                    KNOWN.map(|known| format!("`{}`", known.example)).join(", "),
                )
                .guess(meant(&directive.name)),
        );
        return None;
    };
    let written = translation.file.text.get(at.start..at.end).unwrap_or_default();
    let place = |key: &str| {
        let range = markdown::place_of(written, key);
        TextRange::new(at.start + range.start, at.start + range.end).of(&translation.path)
    };
    let is_right = check_attributes(&known, directive, &whole, &place, diagnostics);
    if directive.name == FAQ.name {
        if let Some(reason) = fault_of_questions(&translation.document, question) {
            diagnostics.push(Diagnostic::new(Code::MissingQuestion, whole).saying("reason", reason));
        }
        return Some(Meaning::Questions);
    }
    if directive.name == CARDS.name {
        return Some(Meaning::Cards);
    }
    let value = |key: &str| {
        let attribute = directive.attributes.iter().find(|(known, _)| known == key);
        attribute.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    if !is_right {
        return None;
    }
    if directive.name == VIDEO.name {
        let (title, url) = (value("title"), value("url"));
        let host = host(url);
        if host.is_none() {
            diagnostics.push(
                Diagnostic::new(Code::WrongValue, place("url"))
                    .with("key", "url")
                    .with("value", url)
                    .saying("expected", Phrase::AddressSuchAs),
            );
        }
        return Some(Meaning::Video(Video {
            title,
            url,
            host: host?,
        }));
    }
    let source = chart_source(respondent, translation, value("data"), place("data"), diagnostics)?;
    let read = source.read();
    diagnostics.extend(read.diagnostics.iter().cloned());
    let lacking = read.value.lacking.get(translation.language.as_str());
    diagnostics.extend(lacking.into_iter().flatten().cloned());
    let sources = sources(respondent, source, diagnostics);
    let fitting = read.value.kinds();
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == value("type"));
    let possible: &[Kind] = if kind.is_none() || !read.diagnostics.is_empty() {
        &Kind::ALL
    } else {
        &fitting
    };
    if !kind.is_some_and(|kind| possible.contains(&kind)) {
        let names: Vec<String> = possible.iter().map(|kind| format!("`{}`", kind.name())).collect();
        diagnostics.push(
            Diagnostic::new(Code::WrongValue, place("type"))
                .with("key", "type")
                .with("value", value("type"))
                .saying("expected", Phrase::OneOf.with("known", names.join(", ")))
                .guess(nearest(value("type"), possible.iter().map(|kind| kind.name()))),
        );
    }
    let kind = kind.filter(|kind| fitting.contains(kind))?;
    Some(Meaning::Chart(ShownChart {
        data: &read.value,
        kind,
        sources,
    }))
}

/// Returns the host of an address, as readers know it. `None` if it leads to no page.
fn host(url: &str) -> Option<&str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    // What stands before an `@` looks like a host and is none.
    let is_name = host.contains('.') && !authority.contains('@') && !host.chars().any(char::is_whitespace);
    is_name.then(|| host.strip_prefix("www.").unwrap_or(host))
}

/// Writes the link to a video.
pub(super) fn video(video: &Video<'_>, word: &dyn Fn(&str) -> String) -> String {
    let notice = word("video.notice").replace("{host}", video.host);
    format!(
        "<figure class=\"video\"><a class=\"video-link\" href=\"{}\" rel=\"external noreferrer\">{}</a>\
         <figcaption>{}</figcaption></figure>",
        escape::html_string(video.url),
        escape::html_string(video.title),
        escape::html_string(&notice),
    )
}

/// Tells what keeps the content of a directive from being questions with answers.
fn fault_of_questions(document: &Document, question: usize) -> Option<Phrase> {
    let holes = || document.holes.iter().enumerate();
    let find = |part| holes().find(|(_, hole)| hole.question == question && hole.part == part);
    let (begin, opened) = find(Part::Begin)?;
    let Some((end, heading)) = find(Part::HeadingBegin) else {
        return Some(Phrase::NoQuestion);
    };
    let between = document.html.get(opened.offset..heading.offset);
    // An image or a chart is nothing but a hole.
    let is_empty = end == begin + 1 && between.is_none_or(|html| html.trim().is_empty());
    (!is_empty).then_some(Phrase::TextBeforeQuestion)
}

/// Attributes that are unknown, stand twice or are missing. Tells whether those that are needed are there.
fn check_attributes(
    known: &Known,
    directive: &Directive,
    whole: &Span,
    place: &dyn Fn(&str) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let label = directive.label.as_ref().map(|label| format!("[{label}]"));
    let keys = directive.attributes.iter().map(|(key, _)| key.as_str());
    for (index, key) in keys.clone().chain(label.as_deref()).enumerate() {
        if !known.attributes.contains(&key) {
            let at = if key.starts_with('[') {
                whole.clone()
            } else {
                place(key)
            };
            let diagnostic = Diagnostic::new(Code::UnknownKey, at).with("key", key);
            diagnostics.push(if known.attributes.is_empty() {
                diagnostic.saying("known", Phrase::NoneKnown)
            } else {
                diagnostic
                    .with("known", known.attributes.join(", "))
                    .guess(nearest(key, known.attributes.iter().copied()))
            });
        } else if keys.clone().take(index).any(|before| before == key) {
            diagnostics.push(Diagnostic::new(Code::DuplicateKey, whole.clone()).with("key", key));
        }
    }
    let mut is_right = true;
    for needed in known.attributes {
        if !keys.clone().any(|key| key == *needed) {
            is_right = false;
            diagnostics.push(
                Diagnostic::new(Code::MissingAttribute, whole.clone())
                    .with("name", known.name)
                    .with("key", needed)
                    .with("example", known.example),
            );
        }
    }
    is_right
}

fn chart_source<'a>(
    respondent: &Respondent<'a>,
    translation: &Translation,
    target: &str,
    at: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'a ChartSource> {
    let found = file_of(&translation.path, target).and_then(|path| respondent.charts.get(&path));
    if found.is_none() {
        let folder = translation.path.folder();
        let beside = respondent.charts.keys().filter(|path| path.folder() == folder);
        diagnostics.push(
            Diagnostic::new(Code::WrongValue, at)
                .with("key", "data")
                .with("value", target)
                .saying("expected", Phrase::FileBeside)
                .guess(nearest(target, beside.map(SourcePath::name))),
        );
    }
    found.map(|source| &**source)
}

/// The works that a chart is from; those that nobody knows are reported and left out.
fn sources<'a>(
    respondent: &Respondent<'_>,
    source: &'a ChartSource,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<&'a str> {
    let written = &source.read().value.written;
    let of_chart = written.sources.iter().enumerate().map(|(index, key)| {
        let steps = vec![Step::key("sources"), Step::Index(index)];
        (key.as_str(), steps)
    });
    let of_rows = written.rows.iter().enumerate().filter_map(|(index, row)| {
        let steps = vec![Step::key("rows"), Step::Index(index), Step::key("source")];
        Some((row.source.as_deref()?, steps))
    });
    let places = source.places();
    let mut keys: Vec<&str> = Vec::new();
    for (key, steps) in of_chart.chain(of_rows) {
        if !respondent.bibliography.contains(key) {
            diagnostics.push(
                Diagnostic::new(Code::UnknownReference, places.of(&steps))
                    .with("key", key)
                    .guess(nearest(key, respondent.bibliography.keys())),
            );
        } else if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Writes a chart. `number` tells it from the others of the page, `cited` has its sources as HTML.
pub(super) fn figure(
    shown: &ShownChart<'_>,
    number: usize,
    cited: &[String],
    language: &Language,
    word: &dyn Fn(&str) -> String,
) -> String {
    let cited: BTreeMap<&str, &str> = shown
        .sources
        .iter()
        .copied()
        .zip(cited.iter().map(String::as_str))
        .collect();
    let written = &shown.data.written;
    let tag = language.tag();
    let data = match shown.kind {
        Kind::Line => Data::Lines {
            along: written
                .along
                .as_ref()
                .map_or("", |along| shown_in(along.label.as_ref(), tag)),
            at: written.along.as_ref().map_or(&[], |along| &along.values),
            series: written
                .series
                .iter()
                .map(|line| Series {
                    label: shown_in(line.label.as_ref(), tag),
                    values: &line.values,
                })
                .collect(),
        },
        Kind::Bar | Kind::Forest | Kind::Range => Data::Rows {
            interval: shown_in(written.interval.as_ref(), tag),
            rows: written
                .rows
                .iter()
                .map(|row| Row {
                    label: shown_in(row.label.as_ref(), tag),
                    value: row.value,
                    interval: row.interval,
                    studies: row.studies,
                    people: row.people,
                    source: row.source.as_deref().and_then(|key| cited.get(key).copied()),
                    note: row.note.as_ref().map(|note| shown_in(Some(note), tag)),
                })
                .collect(),
        },
    };
    let chart = Chart {
        kind: shown.kind,
        number,
        title: shown_in(written.title.as_ref(), tag),
        description: shown_in(written.description.as_ref(), tag),
        note: written.note.as_ref().map(|note| shown_in(Some(note), tag)),
        is_illustration: written.illustration,
        measure: shown_in(written.measure.as_ref(), tag),
        decimals: written.decimals.map(usize::from),
        from: written.from,
        to: written.to,
        line: written.line,
        data,
        sources: shown
            .sources
            .iter()
            .filter_map(|key| cited.get(key))
            .map(|html| (*html).to_owned())
            .collect(),
    };
    let words = Words {
        illustration: word("chart.illustration"),
        sources: word("chart.sources"),
        table: word("chart.table"),
        studies: word("chart.studies"),
        people: word("chart.people"),
        source: word("chart.source"),
        note: word("chart.note"),
        to: word("chart.to"),
    };
    chart::figure(&chart, language, &words)
}

/// The text in a language; where it lacks that, which was reported, in any.
fn shown_in<'a>(text: Option<&'a LocalText>, language: &LanguageTag) -> &'a str {
    let any = || match text? {
        LocalText::Same(text) => Some(text.as_str()),
        LocalText::Each(texts) => texts.values().next().map(String::as_str),
    };
    text.and_then(|text| text.get(language))
        .or_else(any)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_with_a_slip_are_known() {
        let cases = [
            ("chrat", Some("::chart")),
            ("vidio", Some("::video")),
            ("card", Some(":::cards")),
            ("faq", Some(":::faq")),
            ("clock", None),
        ];
        for (written, expected) in cases {
            assert_eq!(meant(written), expected, "{written}");
        }
    }

    #[test]
    fn a_video_is_where_its_address_leads() {
        for (url, expected) in [
            ("https://www.example.org/watch?v=1", Some("example.org")),
            ("http://example.org:8080/a@b", Some("example.org")),
            ("https://example.org:a@evil.example/", None),
            ("https://example.org\\@evil.example/", Some("example.org")),
            ("https://user@example.org/", None),
            ("javascript:alert(1)", None),
            ("https://localhost/", None),
        ] {
            assert_eq!(host(url), expected, "{url}");
        }
    }
}
