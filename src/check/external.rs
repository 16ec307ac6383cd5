//! Links to other sites: asks whether they still lead somewhere. Only on request, never in a build.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::Asked;
use crate::page::world::World;
use crate::source::Sources;
use crate::source::yaml::{Places, Step};
use crate::span::Span;

/// How many sites are asked at once; each is asked one thing at a time.
const AT_ONCE: usize = 8;

/// How often a site is asked that gave no answer.
const ATTEMPTS: usize = 2;

/// For how many days a link that led somewhere is not asked for again.
const DAYS_REMEMBERED: i32 = 7;

/// The folder in the site's folder where the answers are remembered.
const FOLDER: &str = ".tillit";

/// The file in it.
const FILE: &str = "links.json";

/// How much of a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Only whether it is there.
    Head,
    /// The page; some servers know nothing else.
    Get,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A status of HTTP, after redirects.
    Status(u16),
    /// There is no site of that name.
    NoHost,
    /// No answer, or none that is HTTP; why.
    Silence(String),
}

/// The outside world.
pub trait Outside: Sync {
    /// Asks for an address, once.
    fn ask(&self, method: Method, url: &str) -> Reply;
}

/// The addresses that led somewhere, each with the day on which it did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Remembered(BTreeMap<String, String>);

impl Remembered {
    /// Reads what an earlier check wrote into the site's folder; nothing, if that cannot be read.
    #[allow(clippy::disallowed_methods, reason = "no build reads this file")]
    pub fn read(root: &Path) -> Self {
        let folder = root.join(FOLDER);
        let file = folder.join(FILE);
        let is_own = !is_link(&folder) && fs::symlink_metadata(&file).is_ok_and(|found| found.is_file());
        let text = is_own.then(|| fs::read_to_string(&file).ok()).flatten();
        serde_json::from_str(&text.unwrap_or_default()).unwrap_or_default()
    }

    /// Writes it into the site's folder, where Git then passes over it.
    ///
    /// # Errors
    /// If the disk fails, or the folder is a link that may lead out of the site.
    #[allow(clippy::disallowed_methods, reason = "this file is no output")]
    pub fn write(&self, root: &Path) -> io::Result<()> {
        let folder = root.join(FOLDER);
        if is_link(&folder) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        fs::create_dir_all(&folder)?;
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        for (name, text) in [(".gitignore", "*\n"), (FILE, &text)] {
            let file = folder.join(name);
            // A link is removed, not written through.
            match fs::remove_file(&file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => fs::File::create_new(&file)?.write_all(text.as_bytes())?,
            }
        }
        Ok(())
    }
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

/// Asks for all links of a site's published pages that lead to other sites, and says which are dead.
///
/// `remembered` saves asking again and is brought up to date; what no page links to any more is forgotten.
pub fn check_external(
    world: &World,
    sources: &Sources,
    today: Date,
    remembered: &mut Remembered,
    outside: &dyn Outside,
) -> Vec<Diagnostic> {
    let links = links(world, sources);
    remembered.0.retain(|url, day| {
        links.contains_key(url)
            && Date::parse(day).is_some_and(|day| (0..DAYS_REMEMBERED).contains(&day.days_until(today)))
    });
    let urls: Vec<&str> = links
        .keys()
        .map(String::as_str)
        .filter(|url| !remembered.0.contains_key(*url))
        .collect();
    let replies = ask_all(&urls, outside);
    // Who finds nobody by name is offline.
    let is_online = replies
        .iter()
        .any(|(url, reply)| matches!(reply, Reply::Status(_)) && has_name(host(url)));
    let mut diagnostics = Vec::new();
    let mut unchecked: Vec<(String, &[Span])> = Vec::new();
    for (url, reply) in replies {
        let spans = links.get(url).map_or(&[][..], Vec::as_slice);
        let answer = match reply {
            Reply::Status(200..=399) => {
                remembered.0.insert(url.to_owned(), today.to_string());
                continue;
            }
            Reply::Status(status @ (404 | 410)) => status.to_string(),
            Reply::NoHost if is_online => "DNS".to_owned(),
            Reply::Status(_) | Reply::NoHost | Reply::Silence(_) => {
                unchecked.push((url.to_owned(), spans));
                continue;
            }
        };
        if let Some((first, others)) = spans.split_first() {
            let mut diagnostic = Diagnostic::new(Code::DeadExternal, first.clone())
                .with("target", url)
                .with("answer", answer);
            diagnostic.related.extend_from_slice(others);
            diagnostics.push(diagnostic);
        }
    }
    diagnostics.extend(not_checked(&unchecked));
    diagnostics
}

/// One remark for all links that gave no clear answer: they may well be alive.
fn not_checked(unchecked: &[(String, &[Span])]) -> Option<Diagnostic> {
    let mut places = unchecked.iter().filter_map(|(_, spans)| spans.first()).cloned();
    let mut diagnostic =
        Diagnostic::new(Code::UncheckedExternal, places.next()?).with("count", unchecked.len());
    diagnostic.related.extend(places);
    Some(diagnostic)
}

/// The addresses on other sites, without what follows a `#`, each with the places that name it.
fn links(world: &World, sources: &Sources) -> BTreeMap<String, Vec<Span>> {
    let mut links: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let site = &world.site;
    let mut add = |target: &str, span: Span| {
        let url = target.split('#').next().unwrap_or(target);
        let is_web = ["http://", "https://"].iter().any(|scheme| {
            url.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        if is_web {
            links.entry(url.to_owned()).or_default().push(span);
        }
    };
    for entry in site.all_entries() {
        if let (Some(file), Some(mut course)) = (&entry.data, entry.course().cloned()) {
            let places = file.places();
            for (steps, url) in course.urls() {
                if let Some(url) = url {
                    add(url, places.of(&steps));
                }
            }
        }
        for translation in entry.translations.values() {
            for question in &translation.document.questions {
                if let Asked::Link { target } = &question.asked {
                    add(target, question.at.of(&translation.path));
                }
            }
        }
    }
    if let Some(file) = sources.text("content/people.yaml") {
        let places = Places::of_file(file);
        for (id, person) in &site.people {
            if let Some(url) = &person.url {
                add(url, places.of(&[Step::key(id), Step::key("url")]));
            }
        }
    }
    links
}

fn host(url: &str) -> &str {
    url.split('/').nth(2).unwrap_or(url)
}

/// Tells whether a site is found by its name, not by a number or on this machine.
fn has_name(host: &str) -> bool {
    host.contains('.') && host.contains(char::is_alphabetic)
}

/// Asks for addresses, several sites at once. The answers come in the order of the addresses.
fn ask_all<'a>(urls: &[&'a str], outside: &dyn Outside) -> BTreeMap<&'a str, Reply> {
    let mut sites: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    for url in urls {
        sites.entry(host(url)).or_default().push(url);
    }
    let sites: Vec<Vec<&'a str>> = sites.into_values().collect();
    let next = AtomicUsize::new(0);
    let replies = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(sites.len()) {
            scope.spawn(|| {
                while let Some(urls) = sites.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for url in urls {
                        let reply = ask(url, outside);
                        let mut replies = replies.lock().unwrap_or_else(PoisonError::into_inner);
                        replies.insert(*url, reply);
                    }
                }
            });
        }
    });
    replies.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Asks for an address until there is an answer: first only whether it is there.
fn ask(url: &str, outside: &dyn Outside) -> Reply {
    if let reply @ Reply::Status(200..=399) = outside.ask(Method::Head, url) {
        return reply;
    }
    let mut reply = outside.ask(Method::Get, url);
    for _ in 1..ATTEMPTS {
        if !matches!(reply, Reply::Silence(_) | Reply::Status(500..)) {
            break;
        }
        reply = outside.ask(Method::Get, url);
    }
    reply
}

/// The web.
#[cfg(feature = "external")]
pub struct Web(ureq::Agent);

#[cfg(feature = "external")]
impl Default for Web {
    fn default() -> Self {
        const LONGEST: std::time::Duration = std::time::Duration::from_secs(15);
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(LONGEST))
            .http_status_as_error(false)
            .user_agent(concat!("tillit/", env!("CARGO_PKG_VERSION"), " (checks links)"))
            .build();
        Self(config.into())
    }
}

#[cfg(feature = "external")]
impl Outside for Web {
    fn ask(&self, method: Method, url: &str) -> Reply {
        let reply = match method {
            Method::Head => self.0.head(url).call(),
            Method::Get => self.0.get(url).call(),
        };
        match reply {
            Ok(reply) => Reply::Status(reply.status().as_u16()),
            Err(ureq::Error::HostNotFound) => Reply::NoHost,
            Err(error) => {
                let reason = error.to_string();
                // The system tells in words alone whether there is no such name or nobody to ask.
                let no_host = ["not known", "nodename nor servname", "No such host"];
                if no_host.iter().any(|words| reason.contains(words)) {
                    Reply::NoHost
                } else {
                    Reply::Silence(reason)
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "the tests write the files that they look at"
)]
mod tests {
    use super::*;
    use crate::pipeline::{Memory, Options, build};
    use crate::span::SourcePath;

    /// A world of which everything is known; it notes who asks.
    struct Known(Vec<(&'static str, Reply)>, Mutex<Vec<(Method, String)>>);

    impl Known {
        fn new(replies: &[(&'static str, Reply)]) -> Self {
            Self(replies.to_vec(), Mutex::default())
        }

        fn asked(&self) -> Vec<(Method, String)> {
            let mut asked = self.1.lock().unwrap().clone();
            asked.sort_by_key(|(method, url)| (url.clone(), *method == Method::Get));
            asked
        }
    }

    impl Outside for Known {
        fn ask(&self, method: Method, url: &str) -> Reply {
            self.1.lock().unwrap().push((method, url.to_owned()));
            let known = self.0.iter().find(|(known, _)| *known == url);
            match known.map(|(_, reply)| reply.clone()) {
                // This one does not know the other way to ask.
                Some(Reply::Status(200)) if url.contains("odd") && method == Method::Head => {
                    Reply::Status(405)
                }
                Some(reply) => reply,
                None => Reply::NoHost,
            }
        }
    }

    fn found(text: &str, remembered: &mut Remembered, outside: &Known) -> Vec<(&'static str, String)> {
        let mut sources = Sources::default();
        let config = "base_url: https://a.b\nlanguages:\n  nb: {name: Norsk, title: T}\n";
        sources.insert_text(SourcePath::new("tillit.yaml"), config.to_owned());
        let text = format!("---\ntitle: A\n---\n{text}\n");
        sources.insert_text(SourcePath::new("content/a.nb.md"), text.clone());
        let options = Options::default();
        let built = build(&sources, &options, &mut Memory::default());
        let today = options.today;
        let diagnostics = check_external(&built.world, &sources, today, remembered, outside);
        let place = |span: &Span| text[span.range.start..span.range.end].to_owned();
        diagnostics
            .iter()
            .map(|diagnostic| {
                let places: Vec<String> = diagnostic
                    .span
                    .iter()
                    .chain(&diagnostic.related)
                    .map(place)
                    .collect();
                (diagnostic.code.name(), places.join(" "))
            })
            .collect()
    }

    #[test]
    fn dead_links_are_told_and_living_ones_remembered() {
        let outside = Known::new(&[
            ("https://a.no/x", Reply::Status(200)),
            ("https://odd.no/", Reply::Status(200)),
            ("https://a.no/gone", Reply::Status(410)),
            ("https://b.no/", Reply::Status(403)),
            ("https://c.no/", Reply::Silence("timeout".to_owned())),
        ]);
        let text = "[a](https://a.no/x#y) [b](https://a.no/gone) [b](https://a.no/gone#z) <https://odd.no/> \
                    [c](https://b.no/) [d](https://c.no/) [e](https://nobody.no/) [f](mailto:a@b.no) [g](article:a)";
        let mut remembered = Remembered::default();
        let expected = [
            (
                "dead-external-link",
                "https://a.no/gone https://a.no/gone#z".to_owned(),
            ),
            ("dead-external-link", "https://nobody.no/".to_owned()),
            (
                "unchecked-external-links",
                "https://b.no/ https://c.no/".to_owned(),
            ),
        ];
        assert_eq!(found(text, &mut remembered, &outside), expected);
        assert!(remembered.0.keys().eq(["https://a.no/x", "https://odd.no/"]));
        let alive = ("https://a.no/x".to_owned(), Method::Head);
        assert_eq!(
            outside.asked().iter().filter(|(_, url)| *url == alive.0).count(),
            1
        );

        let again = Known::new(&outside.0);
        assert_eq!(found(text, &mut remembered, &again), expected);
        assert!(
            again
                .asked()
                .iter()
                .all(|(_, url)| !remembered.0.contains_key(url))
        );
        assert_eq!(found("", &mut remembered, &again), []);
        assert_eq!(remembered, Remembered::default());
    }

    #[test]
    fn what_was_remembered_long_ago_is_asked_again() {
        let outside = Known::new(&[("https://a.no/", Reply::Status(404))]);
        let today = Options::default().today.to_string();
        let days = [
            (today.as_str(), 0),
            ("2025-12-26", 0),
            ("2025-12-25", 1),
            ("2026-02-01", 1),
            ("?", 1),
        ];
        assert_eq!(today, "2026-01-01", "the others are 6 and 7 days before");
        for (day, expected) in days {
            let mut remembered = Remembered(BTreeMap::from([("https://a.no/".to_owned(), day.to_owned())]));
            assert_eq!(
                found("[a](https://a.no/)", &mut remembered, &outside).len(),
                expected,
                "{day}"
            );
        }
    }

    #[test]
    fn offline_no_link_is_called_dead() {
        let here = Known::new(&[("http://127.0.0.1/", Reply::Status(200))]);
        let text = "[a](https://a.no/) [b](https://b.no/) [c](http://127.0.0.1/)";
        let expected = [(
            "unchecked-external-links",
            "https://a.no/ https://b.no/".to_owned(),
        )];
        assert_eq!(found(text, &mut Remembered::default(), &here), expected);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let remembered = Remembered(BTreeMap::from([(
            "https://a.no/".to_owned(),
            "2026-01-01".to_owned(),
        )]));
        assert_eq!(Remembered::read(folder.path()), Remembered::default());
        remembered.write(folder.path()).unwrap();
        assert_eq!(Remembered::read(folder.path()), remembered);
        Remembered::default().write(folder.path()).unwrap();
        assert_eq!(Remembered::read(folder.path()), Remembered::default());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_read_or_written_through_a_link() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("site");
        let outside = folder.path().join("outside");
        let remembered = Remembered(BTreeMap::from([("https://a.no/".to_owned(), "?".to_owned())]));
        remembered.write(&outside).unwrap();
        let victim = outside.join(FOLDER).join(FILE);
        let before = fs::read_to_string(&victim).unwrap();

        fs::create_dir(&root).unwrap();
        symlink(outside.join(FOLDER), root.join(FOLDER)).unwrap();
        assert_eq!(Remembered::read(&root), Remembered::default());
        let refused = Remembered::default().write(&root).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::InvalidInput);

        fs::remove_file(root.join(FOLDER)).unwrap();
        fs::create_dir(root.join(FOLDER)).unwrap();
        symlink(&victim, root.join(FOLDER).join(FILE)).unwrap();
        symlink(&victim, root.join(FOLDER).join(".gitignore")).unwrap();
        assert_eq!(Remembered::read(&root), Remembered::default());
        Remembered::default().write(&root).unwrap();
        assert!(!is_link(&root.join(FOLDER).join(FILE)));
        assert_eq!(fs::read_to_string(&victim).unwrap(), before);
    }

    #[cfg(feature = "external")]
    #[test]
    fn the_web_is_asked() {
        use std::io::{Read, Write};
        use std::net::TcpListener;
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = thread::spawn(move || {
            let mut asked = Vec::new();
            for status in ["405 No", "404 Gone"] {
                let (mut stream, _) = listener.accept().unwrap();
                let mut buffer = [0; 1000];
                let length = stream.read(&mut buffer).unwrap();
                asked.push(
                    String::from_utf8_lossy(&buffer[..length])
                        .lines()
                        .next()
                        .unwrap()
                        .to_owned(),
                );
                write!(
                    stream,
                    "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                )
                .unwrap();
            }
            asked
        });
        assert_eq!(
            ask(&format!("http://{address}/a"), &Web::default()),
            Reply::Status(404)
        );
        assert_eq!(server.join().unwrap(), ["HEAD /a HTTP/1.1", "GET /a HTTP/1.1"]);
        assert!(matches!(
            Web::default().ask(Method::Get, "http://["),
            Reply::Silence(_)
        ));
    }
}
