//! What is answered to a request. A path is decoded once and looked up in the map of outputs as it is; it never becomes a
//! path on the disk, so there is nothing to climb out of.

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Request, Response, StatusCode, Version};
use tokio::sync::mpsc;

use super::Preview;
use super::http::Reply;
use super::live;
use super::state::{Made, State};
use crate::diagnostic::{Diagnostic, Phrase, Severity};
use crate::escape;
use crate::fingerprint::Fingerprint;
use crate::output::media_type;
use crate::source::Blob;

/// Where all that is no part of the site stands.
pub const OWN: &str = "/_tillit/";

/// What pages may load, as the built-in theme says in each page; here it holds for all that is served.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/// The shortest body that is worth compressing, in bytes.
const LEAST_TO_COMPRESS: usize = 1000;

/// A longer file is not held in memory while it is sent, in bytes.
const LONGEST_WHOLE: u64 = 1_000_000;

/// How much of a longer file is read at once, in bytes.
const PIECE: u64 = 256 * 1024;

/// Answers requests.
pub struct Server {
    pub(super) preview: Arc<Preview>,
    address: SocketAddr,
    /// Tells one run of the program from another.
    pub(super) run: u32,
}

/// A request that is not answered with what it asks for, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Refusal(StatusCode, Phrase);

impl Server {
    /// Makes a server that was reached at an address.
    pub(super) fn new(preview: Arc<Preview>, address: SocketAddr) -> Self {
        Self {
            preview,
            address,
            run: std::process::id(),
        }
    }

    /// Answers a request.
    pub(super) async fn answer(self: &Arc<Self>, request: Request<Incoming>) -> Response<Reply> {
        let (parts, _) = request.into_parts();
        let is_head = parts.method == Method::HEAD;
        let mut response = match self.admit(&parts) {
            Err(refusal) => self.refuse(refusal),
            Ok(()) => match parts.uri.path().strip_prefix(OWN) {
                Some(live::EVENTS) => live::events(self, &parts),
                _ => {
                    let server = self.clone();
                    let made = tokio::task::spawn_blocking(move || server.respond(&parts)).await;
                    made.unwrap_or_else(|_| {
                        self.refuse(Refusal(StatusCode::INTERNAL_SERVER_ERROR, Phrase::OwnFault))
                    })
                }
            },
        };
        let headers = response.headers_mut();
        for (name, value) in [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::CONTENT_SECURITY_POLICY, POLICY),
            (
                HeaderName::from_static("cross-origin-resource-policy"),
                "same-origin",
            ),
            (header::REFERRER_POLICY, "same-origin"),
            (header::CACHE_CONTROL, "no-cache"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if is_head {
            if !response.headers().contains_key(header::CONTENT_LENGTH)
                && let Reply::Whole(bytes) = response.body()
            {
                let length = HeaderValue::from(bytes.len());
                response.headers_mut().insert(header::CONTENT_LENGTH, length);
            }
            *response.body_mut() = Reply::Whole(Bytes::new());
        }
        response
    }

    /// Returns the address that opens a file in the editor.
    pub(super) fn edit(&self, file: &str, line: Option<usize>) -> String {
        let place = self.preview.state().folder.root().join(file);
        let place = escape::url_path(&place.to_string_lossy().replace('\\', "/"));
        let line = line.unwrap_or(1).to_string();
        let template = &self.preview.wishes.editor;
        template.replace("{file}", &place).replace("{line}", &line)
    }

    /// Refuses what does not come from those who write, and what no browser sends.
    fn admit(&self, parts: &Parts) -> Result<(), Refusal> {
        let bad = Refusal(StatusCode::BAD_REQUEST, Phrase::AddressUnreadable);
        let mut hosts = parts.headers.get_all(header::HOST).iter();
        let host = match (hosts.next(), hosts.next()) {
            (Some(host), None) => host.to_str().map_err(|_| bad)?,
            (None, None) if parts.version == Version::HTTP_10 => "localhost",
            _ => return Err(bad),
        };
        // A foreign name that leads to this address is an attack (DNS rebinding).
        let authority = parts.uri.authority().map(hyper::http::uri::Authority::as_str);
        if !self.is_ours(host) || authority.is_some_and(|authority| !self.is_ours(authority)) {
            return Err(Refusal(StatusCode::MISDIRECTED_REQUEST, Phrase::OnlyLocalhost));
        }
        if parts.method != Method::GET && parts.method != Method::HEAD {
            return Err(Refusal(StatusCode::METHOD_NOT_ALLOWED, Phrase::OnlyGet));
        }
        if parts.uri.path().starts_with(OWN) {
            // Other sites may lead here, but may not look in.
            let foreign = Refusal(StatusCode::FORBIDDEN, Phrase::OnlyLocalhost);
            if let Some(origin) = parts.headers.get(header::ORIGIN) {
                let origin = origin
                    .to_str()
                    .ok()
                    .and_then(|origin| origin.strip_prefix("http://"));
                if origin != Some(host) {
                    return Err(foreign);
                }
            }
            let site = parts.headers.get("sec-fetch-site");
            if site.is_some_and(|site| site != "same-origin" && site != "none") {
                return Err(foreign);
            }
        }
        Ok(())
    }

    /// Says whether a host is one by which those who write reach the server.
    fn is_ours(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        let Ok(address) = bare.unwrap_or(name).parse::<IpAddr>() else {
            return false;
        };
        // Nobody can make an address in numbers lead elsewhere.
        address.is_loopback() || address == self.address.ip() || self.address.ip().is_unspecified()
    }

    fn refuse(&self, Refusal(status, phrase): Refusal) -> Response<Reply> {
        let text = phrase.text(self.preview.wishes.tongue);
        let mut response = respond(status, "text/plain; charset=utf-8", text.into());
        if status == StatusCode::METHOD_NOT_ALLOWED {
            let allowed = HeaderValue::from_static("GET, HEAD");
            response.headers_mut().insert(header::ALLOW, allowed);
        }
        response
    }

    /// Answers what needs thought. May take as long as the making of a page.
    fn respond(&self, parts: &Parts) -> Response<Reply> {
        let state = self.preview.state();
        let raw = parts.uri.path();
        if let Some(own) = raw.strip_prefix(OWN) {
            return match live::own(self, &state, own, parts.uri.query().unwrap_or_default()) {
                Some((media_type, bytes)) if media_type.starts_with("text/html") => {
                    entity(parts, media_type, self.live(parts, bytes))
                }
                Some((media_type, bytes)) => entity(parts, media_type, bytes),
                None => self.refuse(Refusal(StatusCode::NOT_FOUND, Phrase::NoSuchPage)),
            };
        }
        if OWN.strip_suffix('/') == Some(raw) {
            return redirect(OWN);
        }
        let base = &state.built.world.site.config.base_path;
        let Some(below) = raw.strip_prefix(base.as_str()) else {
            return if raw == "/" {
                redirect(&format!("{base}/"))
            } else {
                self.refuse(Refusal(StatusCode::NOT_FOUND, Phrase::NoSuchPage))
            };
        };
        let Some(path) = canonical(below) else {
            return self.refuse(Refusal(StatusCode::BAD_REQUEST, Phrase::AddressUnreadable));
        };
        let Some(asked) = path.strip_prefix('/') else {
            return if path.is_empty() {
                redirect(&format!("{base}/"))
            } else {
                self.refuse(Refusal(StatusCode::NOT_FOUND, Phrase::NoSuchPage))
            };
        };
        let output = if asked.is_empty() || asked.ends_with('/') {
            format!("{asked}index.html")
        } else {
            asked.to_owned()
        };
        let media = media_type(&output);
        let is_page = media.starts_with("text/html");
        if let Some(blob) = state.blob(&output).filter(|blob| blob.length > LONGEST_WHOLE) {
            return film(parts, media, blob);
        }
        match state.make(&output) {
            Some(Made {
                bytes, failed: false, ..
            }) => {
                if !is_page {
                    return entity(parts, media, bytes);
                }
                self.preview.keep_good(&output, &bytes);
                return entity(parts, media, self.live(parts, bytes));
            }
            Some(Made { failed: true, .. }) => return self.faulty(parts, &output),
            None => {}
        }
        if state.built.outputs.contains_key(&format!("{asked}/index.html")) {
            return redirect(&format!("{base}{below}/"));
        }
        // Without settings nobody knows which pages there are.
        let are_settings = |diagnostic: &Diagnostic| {
            let span = diagnostic.span.as_ref();
            diagnostic.severity() == Severity::Error && span.is_none_or(|span| span.path.folder().is_empty())
        };
        if is_page && state.diagnostics.iter().any(are_settings) {
            return self.faulty(parts, &output);
        }
        self.missing(parts, &state, asked)
    }

    /// A page that cannot be made, since something is wrong with the site: as it was when it could be, or what is wrong.
    fn faulty(&self, parts: &Parts, output: &str) -> Response<Reply> {
        match self.preview.good(output) {
            Some(bytes) => entity(parts, "text/html; charset=utf-8", self.live(parts, bytes)),
            None => {
                let page = live::faults_page(self, &self.preview.state());
                let page = self.live(parts, page.into());
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                respond(status, "text/html; charset=utf-8", page)
            }
        }
    }

    fn missing(&self, parts: &Parts, state: &State, asked: &str) -> Response<Reply> {
        let language = asked.split('/').next().unwrap_or_default();
        let own = format!("{language}/404.html");
        match state.make(&own).or_else(|| state.make("404.html")) {
            Some(Made { bytes, .. }) => {
                let page = self.live(parts, bytes);
                respond(StatusCode::NOT_FOUND, "text/html; charset=utf-8", page)
            }
            None => self.refuse(Refusal(StatusCode::NOT_FOUND, Phrase::NoSuchPage)),
        }
    }

    /// Puts the script that renews a page into it, where a person looks at it. Programs get the bytes as they are built.
    fn live(&self, parts: &Parts, bytes: Bytes) -> Bytes {
        let accepted = parts.headers.get(header::ACCEPT);
        let is_looked_at = accepted
            .and_then(|accepted| accepted.to_str().ok())
            .is_some_and(|accepted| accepted.contains("text/html"));
        if is_looked_at {
            live::enliven(&bytes).into()
        } else {
            bytes
        }
    }
}

/// Decodes a path, if it is in the one form in which each path is written: nothing is escaped that need not be.
fn canonical(raw: &str) -> Option<String> {
    let escapes = raw.match_indices('%').map(|(at, _)| raw.get(at + 1..at + 3));
    for escape in escapes {
        let byte = u8::from_str_radix(escape?, 16).ok()?;
        if byte.is_ascii_alphanumeric() || byte.is_ascii_control() || b"-._~/\\".contains(&byte) {
            return None;
        }
    }
    if raw.contains('\\') {
        return None;
    }
    escape::decode_percent(raw)
}

fn redirect(to: &str) -> Response<Reply> {
    let mut response = respond(
        StatusCode::MOVED_PERMANENTLY,
        "text/plain; charset=utf-8",
        Bytes::new(),
    );
    // A path that begins with two slashes would be another server's.
    let to = format!("/{}", to.trim_start_matches('/'));
    if let Ok(location) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn respond(status: StatusCode, media_type: &'static str, body: Bytes) -> Response<Reply> {
    let mut response = Response::new(Reply::Whole(body));
    *response.status_mut() = status;
    let value = HeaderValue::from_static(media_type);
    response.headers_mut().insert(header::CONTENT_TYPE, value);
    response
}

/// Answers with something that is there: all of it, a part of it, or that it has not changed.
fn entity(parts: &Parts, media_type: &'static str, bytes: Bytes) -> Response<Reply> {
    let mut tag = tag_of(&bytes);
    let compressible = is_text(media_type) && bytes.len() >= LEAST_TO_COMPRESS;
    let range = parts.headers.get(header::RANGE);
    let compresses = compressible && range.is_none() && takes_gzip(&parts.headers);
    if compresses {
        tag.push_str("-gzip");
    }
    let tag = format!("\"{tag}\"");
    let matches = |name: HeaderName| {
        let tags = parts.headers.get(name)?.to_str().ok()?;
        let mut tags = tags.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
        Some(tags.any(|known| known == tag || known == "*"))
    };
    let mut response = if matches(header::IF_NONE_MATCH) == Some(true) {
        respond(StatusCode::NOT_MODIFIED, media_type, Bytes::new())
    } else if let Some(range) = range.filter(|_| matches(header::IF_RANGE) != Some(false)) {
        ranged(range, media_type, &bytes)
    } else if compresses {
        let mut response = respond(StatusCode::OK, media_type, gzip(&bytes).unwrap_or(bytes));
        let coding = HeaderValue::from_static("gzip");
        response.headers_mut().insert(header::CONTENT_ENCODING, coding);
        response
    } else {
        respond(StatusCode::OK, media_type, bytes)
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let vary = if media_type.starts_with("text/html") {
        "accept, accept-encoding"
    } else {
        "accept-encoding"
    };
    headers.insert(header::VARY, HeaderValue::from_static(vary));
    response
}

/// Tells bytes from others, as the header `ETag` does.
pub(super) fn tag_of(bytes: &[u8]) -> String {
    format!("{:016x}", Fingerprint::of(bytes).0)
}

fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || ["json", "xml", "svg", "javascript"]
            .iter()
            .any(|kind| media_type.contains(kind))
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING);
    let accepted = accepted
        .and_then(|accepted| accepted.to_str().ok())
        .unwrap_or_default();
    accepted.split(',').any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let is_refused = weight.trim().trim_start_matches("q=").parse() == Ok(0.0);
        matches!(name.trim(), "gzip" | "*") && !is_refused
    })
}

fn gzip(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    encoder.write_all(bytes).ok()?;
    Some(encoder.finish().ok()?.into())
}

/// Answers with a part.
fn ranged(range: &HeaderValue, media_type: &'static str, bytes: &Bytes) -> Response<Reply> {
    let (status, start, end) = asked_part(range, bytes.len() as u64);
    let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    let mut response = respond(status, media_type, bytes.slice(index(start)..index(end)));
    tell_part(&mut response, start, end, bytes.len() as u64);
    response
}

fn tell_part(response: &mut Response<Reply>, start: u64, end: u64, length: u64) {
    let told = match response.status() {
        StatusCode::PARTIAL_CONTENT => format!("bytes {start}-{}/{length}", end - 1),
        StatusCode::RANGE_NOT_SATISFIABLE => format!("bytes */{length}"),
        _ => return,
    };
    if let Ok(told) = HeaderValue::from_str(&told) {
        response.headers_mut().insert(header::CONTENT_RANGE, told);
    }
}

/// Returns which part of something is asked for, with the status to say so. Where several are asked for, or what is asked
/// for cannot be read, it is the whole.
fn asked_part(range: &HeaderValue, length: u64) -> (StatusCode, u64, u64) {
    let whole = (StatusCode::OK, 0, length);
    let Some((first, last)) = range
        .to_str()
        .ok()
        .and_then(|range| range.strip_prefix("bytes="))
        .and_then(|range| range.split_once('-'))
        .map(|(first, last)| (first.trim(), last.trim()))
    else {
        return whole;
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(first) || !is_number(last) || first.is_empty() && last.is_empty() {
        return whole;
    }
    // A number too long to read is beyond every end.
    let number = |text: &str| text.parse().unwrap_or(u64::MAX);
    let (start, end) = if first.is_empty() {
        (length.saturating_sub(number(last)), length)
    } else if last.is_empty() {
        (number(first), length)
    } else {
        (number(first), number(last).saturating_add(1).min(length))
    };
    if start < end {
        (StatusCode::PARTIAL_CONTENT, start, end)
    } else {
        (StatusCode::RANGE_NOT_SATISFIABLE, 0, 0)
    }
}

/// Answers with a file that is too long to be held in memory: piece by piece, as the other side takes it.
fn film(parts: &Parts, media_type: &'static str, blob: &Arc<Blob>) -> Response<Reply> {
    let tag = format!("\"{:016x}\"", blob.fingerprint.0);
    let named = |name: HeaderName| {
        parts
            .headers
            .get(name)
            .is_some_and(|tags| tags.as_bytes() == tag.as_bytes())
    };
    let is_same = parts.headers.get(header::IF_RANGE).is_none() || named(header::IF_RANGE);
    let range = parts.headers.get(header::RANGE).filter(|_| is_same);
    let (status, start, end) = range.map_or((StatusCode::OK, 0, blob.length), |range| {
        asked_part(range, blob.length)
    });
    let mut response = if named(header::IF_NONE_MATCH) {
        respond(StatusCode::NOT_MODIFIED, media_type, Bytes::new())
    } else if parts.method == Method::HEAD {
        respond(status, media_type, Bytes::new())
    } else {
        let mut response = respond(status, media_type, Bytes::new());
        *response.body_mut() = pieces(blob.clone(), start, end);
        response
    };
    tell_part(&mut response, start, end, blob.length);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(end - start));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// Reads a part of a file, no faster than it is taken. No thread waits for one who takes it slowly.
fn pieces(blob: Arc<Blob>, start: u64, end: u64) -> Reply {
    let (sender, pieces) = mpsc::channel(1);
    tokio::spawn(async move {
        let mut at = start;
        while at < end {
            let blob = blob.clone();
            let length = PIECE.min(end - at);
            let read = tokio::task::spawn_blocking(move || blob.read_part(at, length)).await;
            let Ok(Ok(piece)) = read else { return };
            at += piece.len() as u64;
            if piece.is_empty() || sender.send(piece.into()).await.is_err() {
                return;
            }
        }
    });
    Reply::Stream(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_form_of_a_path_is_read() {
        assert_eq!(canonical("/nb/b%C3%A5nd%20a/").as_deref(), Some("/nb/bånd a/"));
        for wrong in [
            "/%2e%2e/tillit.yaml",
            "/..%2ftillit.yaml",
            "/..%5Ctillit.yaml",
            "/..\\tillit.yaml",
            "/nb/%74rust/",
            "/nb/%00",
            "/nb/%0a",
            "/%",
            "/%zz",
            "/%ff",
            "/%c0%ae%c0%ae/",
        ] {
            assert_eq!(canonical(wrong), None, "{wrong}");
        }
        // Decoded once: what comes out is looked up as it is.
        assert_eq!(canonical("/%252e%252e/").as_deref(), Some("/%2e%2e/"));
    }

    #[test]
    fn a_part_of_a_file_is_given() {
        let bytes = Bytes::from_static(b"0123456789");
        let part = |range: &'static str| {
            let response = ranged(&HeaderValue::from_static(range), "audio/mpeg", &bytes);
            let told = response.headers().get(header::CONTENT_RANGE).cloned();
            let Reply::Whole(body) = response.body() else {
                unreachable!("a part is no stream")
            };
            let told = told.map(|told| told.to_str().unwrap().to_owned());
            (response.status().as_u16(), body.clone(), told.unwrap_or_default())
        };
        let body = |text: &'static str| Bytes::from_static(text.as_bytes());
        assert_eq!(part("bytes=2-4"), (206, body("234"), "bytes 2-4/10".to_owned()));
        assert_eq!(part("bytes=-3"), (206, body("789"), "bytes 7-9/10".to_owned()));
        assert_eq!(part("bytes=8-"), (206, body("89"), "bytes 8-9/10".to_owned()));
        assert_eq!(
            part("bytes=8-99999999999999999999999"),
            (206, body("89"), "bytes 8-9/10".to_owned())
        );
        assert_eq!(part("bytes=10-"), (416, body(""), "bytes */10".to_owned()));
        for whole in ["bytes=0-1,4-5", "lines=1-2", "bytes=a-b", "bytes=-"] {
            assert_eq!(part(whole), (200, bytes.clone(), String::new()), "{whole}");
        }
    }

    #[test]
    fn compression_is_for_those_who_ask() {
        let takes = |accepted: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            takes_gzip(&headers)
        };
        assert!(takes("gzip, deflate, br") && takes("br, gzip;q=0.5") && takes("*"));
        assert!(!takes("br") && !takes("gzip;q=0") && !takes("identity"));
    }
}
