//! What a browser that shows a page is told while the page changes: the stream of events, what is wrong, and the script
//! that makes something of it. Only the server has it; no built site knows of it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{self, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::answer::{OWN, Server, tag_of};
use super::http::Reply;
use super::state::State;
use super::words::words;
use super::{Faults, desk};
use crate::content::entry::{Entry, EntryKey};
use crate::content::place::{Place, place};
use crate::diagnostic::{Diagnostic, Severity};
use crate::escape;
use crate::pipeline::{Recipe, Subject};
use crate::report::{json, terminal};
use crate::span::SourcePath;

/// The stream of events, below [`OWN`].
pub const EVENTS: &str = "events";

/// How often the stream shows that it lives. A browser that hears nothing for three times as long connects anew.
const PULSE: Duration = Duration::from_secs(10);

/// The most faults that a page is told; nobody reads more at once.
const MOST_FAULTS: usize = 50;

const SCRIPT: &str = include_str!("page/live.js");
const STYLE: &str = include_str!("page/live.css");

/// Answers what is no part of the site. `None` if there is no such thing.
pub(super) fn own(server: &Server, state: &State, path: &str, query: &str) -> Option<(&'static str, Bytes)> {
    const HTML: &str = "text/html; charset=utf-8";
    const JSON: &str = "application/json";
    let asked = |name: &str| {
        let mut parts = query.split('&').filter_map(|part| part.split_once('='));
        let (_, value) = parts.find(|(key, _)| *key == name)?;
        escape::decode_percent(value)
    };
    Some(match path {
        "live.js" => ("text/javascript; charset=utf-8", script(server).into()),
        "live.css" => ("text/css; charset=utf-8", STYLE.into()),
        "faults.json" => {
            let faults = faults(server, state, &asked("page").unwrap_or_default());
            (JSON, faults.to_string().into())
        }
        "where.json" => {
            let page = asked("page")?;
            let output = output_of(state, &page);
            (
                JSON,
                json!({ "to": server.preview.moved_to(&output) })
                    .to_string()
                    .into(),
            )
        }
        _ => (HTML, desk::page(server, state, path, &asked)?.into()),
    })
}

/// Returns the output path of an address as a browser shows it.
pub(super) fn output_of(state: &State, href: &str) -> String {
    let base = &state.built.world.site.config.base_path;
    let path = href.strip_prefix(base.as_str()).unwrap_or(href);
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

/// The script, with its words in front.
fn script(server: &Server) -> String {
    let words = serde_json::to_string(words(server.preview.wishes.tongue)).unwrap_or_default();
    format!("const WORDS = {words};\n{SCRIPT}")
}

/// Puts the script into a page, with the tag of the page's bytes: what the script then fetches may be another one already.
pub(super) fn enliven(page: &[u8]) -> Vec<u8> {
    let tag = tag_of(page);
    let element = format!("<script src=\"{OWN}live.js\" data-page=\"{tag}\" defer></script>\n");
    let find = |end: &[u8]| {
        page.windows(end.len())
            .position(|part| part.eq_ignore_ascii_case(end))
    };
    let at = find(b"</head>")
        .or_else(|| find(b"</body>"))
        .unwrap_or(page.len());
    let mut live = Vec::with_capacity(page.len() + element.len());
    live.extend_from_slice(&page[..at]);
    live.extend_from_slice(element.as_bytes());
    live.extend_from_slice(&page[at..]);
    live
}

/// Begins to tell of each state that follows the one that the browser knows.
pub(super) fn events(server: &Arc<Server>, parts: &Parts) -> Response<Reply> {
    let (pieces, given) = mpsc::channel(4);
    let server = server.clone();
    let mut told = known(&server, parts);
    tokio::spawn(async move {
        let mut news = server.preview.news();
        let mut piece = format!("retry: 500\n\n{}", event(&server, &mut told));
        loop {
            if pieces.send(piece.into()).await.is_err() {
                return;
            }
            piece = tokio::select! {
                changed = news.changed() => match changed {
                    Ok(()) => event(&server, &mut told),
                    Err(_) => return,
                },
                () = tokio::time::sleep(PULSE) => "event: pulse\ndata:\n\n".to_owned(),
                () = pieces.closed() => return,
            };
        }
    });
    let mut response = Response::new(Reply::Stream(given));
    *response.status_mut() = StatusCode::OK;
    let media_type = HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    response
}

/// Returns the number of the state that a browser was told of last, if it was by this run of the program: a page that was
/// out of sight says so in the address, a browser that lost the stream in the head.
fn known(server: &Server, parts: &Parts) -> Option<u64> {
    let query = parts.uri.query().unwrap_or_default();
    let since = query.strip_prefix("since=");
    let last = parts.headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let (run, state) = last.or(since)?.split_once('-')?;
    (run.parse() == Ok(server.run)).then(|| state.parse().ok())?
}

/// Tells of the state as it stands, and of what was edited since the one that was told of before.
fn event(server: &Server, told: &mut Option<u64>) -> String {
    let preview = &server.preview;
    let state = preview.state();
    let faults = preview.faults();
    let edits = preview.edits_since(told.unwrap_or(state.number));
    let id = format!("{}-{}", server.run, state.number);
    *told = Some(state.number);
    let (errors, warnings) = faults.counts();
    let data = json!({
        "run": server.run,
        "state": state.number,
        "errors": errors,
        "warnings": warnings,
        "complete": faults.complete,
        "pages": edits.pages.union(&edits.of_data).collect::<BTreeSet<_>>(),
        "files": edits.files,
    });
    format!("event: state\nid: {id}\ndata: {data}\n\n")
}

/// What was edited.
#[derive(Clone, Debug, Default)]
pub struct Edits {
    /// The addresses of the pages whose own text was edited.
    pub pages: BTreeSet<String>,
    /// The addresses, in all languages, of the pages that show edited data first of all.
    pub of_data: BTreeSet<String>,
    /// The addresses of the files that have another content under the same name.
    pub files: BTreeSet<String>,
}

/// So many files at once are no edit that somebody makes and wants to look at.
const MOST_EDITED: usize = 8;

impl Edits {
    /// Returns what was edited between a state and the one before it.
    pub fn of(state: &State) -> Self {
        let world = &state.built.world;
        let mut edits = Self::default();
        for path in &state.changed {
            if let Some(name) = path.as_str().strip_prefix("static/") {
                edits
                    .files
                    .insert(format!("{}/{name}", world.site.config.base_path));
            } else if state.changed.len() <= MOST_EDITED {
                edits.pages.extend(address_of(state, path));
                edits.of_data.extend(addresses_of_data(state, path));
            }
        }
        edits
    }
}

/// Returns the address of the page that a text file is shown at.
pub(super) fn address_of(state: &State, path: &SourcePath) -> Option<String> {
    let world = &state.built.world;
    let (key, translation) = world.site.text_at(path)?;
    Some(world.card(key, &translation.language)?.href.to_string())
}

/// Returns the addresses of the pages, one in each language, that show a file of data first of all.
fn addresses_of_data(state: &State, path: &SourcePath) -> Vec<String> {
    let world = &state.built.world;
    let site = &world.site;
    let is_data_of = |entry: &Entry| entry.data.as_ref().is_some_and(|data| data.file.path == *path);
    let key = match place(path) {
        Place::Glossary => Some(&EntryKey::Glossary),
        Place::Subjects => Some(&EntryKey::Subjects),
        Place::People => Some(&EntryKey::People),
        Place::Data { .. } => {
            let mut entries = site.entries.iter();
            entries.find(|(_, entry)| is_data_of(entry)).map(|(key, _)| key)
        }
        _ => None,
    };
    let cards = key
        .into_iter()
        .flat_map(|key| site.config.tags().filter_map(|tag| world.card(key, tag)));
    cards.map(|card| card.href.to_string()).collect()
}

/// Returns the files that a page is made of first of all: its text and its data.
fn files_of(state: &State, href: &str) -> BTreeSet<SourcePath> {
    let Some(Recipe::Page(Subject::Entry(key, _), language)) =
        state.built.outputs.get(&output_of(state, href))
    else {
        return BTreeSet::new();
    };
    let site = &state.built.world.site;
    let of_kind = match key {
        EntryKey::Term(_) | EntryKey::Glossary => Some("content/glossary.yaml"),
        EntryKey::Subject(_) | EntryKey::Subjects => Some("content/subjects.yaml"),
        EntryKey::Person(_) | EntryKey::People => Some("content/people.yaml"),
        EntryKey::References => site.bibliographies.first().copied(),
        EntryKey::Section(_)
        | EntryKey::Article(_)
        | EntryKey::Instrument(_)
        | EntryKey::Course(_)
        | EntryKey::Path(_)
        | EntryKey::Search => None,
    };
    let entry = site.entry(key);
    let text = entry.and_then(|entry| entry.shown(language));
    let data = entry.and_then(|entry| entry.data.as_ref());
    text.map(|text| text.path.clone())
        .into_iter()
        .chain(data.map(|data| data.file.path.clone()))
        .chain(of_kind.map(SourcePath::new))
        .collect()
}

/// All that is wrong: first the faults of what was just edited, then those of the page that is looked at.
fn faults(server: &Server, state: &State, href: &str) -> Value {
    let known = server.preview.faults();
    let here = files_of(state, href);
    let is_here = |diagnostic: &Diagnostic| {
        let span = diagnostic.span.as_ref();
        span.is_some_and(|span| here.contains(&span.path))
    };
    let Faults {
        diagnostics,
        complete,
        ..
    } = &*known;
    let (errors, warnings) = known.counts();
    let mut told: Vec<&Diagnostic> = diagnostics.iter().collect();
    // What was saved last is what somebody is at work on, and often the cause of all else.
    let changed: BTreeSet<&SourcePath> = state.changed.iter().collect();
    let is_at_hand = |diagnostic: &Diagnostic| {
        let span = diagnostic.span.as_ref();
        span.is_some_and(|span| changed.contains(&span.path))
    };
    told.sort_by_cached_key(|diagnostic| {
        (
            diagnostic.severity() != Severity::Error,
            !is_at_hand(diagnostic),
            !is_here(diagnostic),
        )
    });
    let entries = told.iter().take(MOST_FAULTS);
    let entries: Vec<Value> = entries
        .map(|diagnostic| fault(server, state, diagnostic, is_here(diagnostic)))
        .collect();
    json!({
        "errors": errors,
        "warnings": warnings,
        "here": diagnostics.iter().filter(|diagnostic| is_here(diagnostic)).count(),
        "complete": complete,
        "more": told.len().saturating_sub(MOST_FAULTS),
        "faults": entries,
    })
}

/// One fault, in the words of the terminal.
fn fault(server: &Server, state: &State, diagnostic: &Diagnostic, here: bool) -> Value {
    let text_of = |path: &SourcePath| state.text(path);
    let tongue = server.preview.wishes.tongue;
    let one = std::slice::from_ref(diagnostic);
    let entry = json::entries(one, &text_of, tongue).into_iter().next();
    let parts = terminal::parts(&terminal::one(diagnostic, &text_of, tongue));
    let parts = parts
        .iter()
        .map(|part| json!({ "quoted": part.is_quoted, "text": part.text }));
    json!({
        "entry": entry,
        "parts": parts.collect::<Vec<_>>(),
        "here": here,
        "edit": entry.as_ref().and_then(|entry| entry.place.as_ref()).map(|place| server.edit(&place.file, place.line)),
    })
}

/// The page that stands in for one that cannot be made: what is wrong.
pub(super) fn faults_page(server: &Server, state: &State) -> String {
    let words = words(server.preview.wishes.tongue);
    let faults = server.preview.faults();
    let text_of = |path: &SourcePath| state.text(path);
    let told: Vec<Diagnostic> = faults.diagnostics.iter().take(MOST_FAULTS).cloned().collect();
    let text = terminal::render(
        &told,
        &text_of,
        terminal::Style::Plain,
        server.preview.wishes.tongue,
    );
    let body = format!(
        "<h1>{}</h1>\n<p>{}</p>\n<pre class=\"faults\">{}</pre>\n",
        escape::html_string(words.site_has_faults),
        escape::html_string(words.shown_when_mended),
        escape::html_string(&text)
    );
    desk::frame(server, words.site_has_faults, &body)
}
