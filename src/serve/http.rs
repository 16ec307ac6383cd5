//! The pages over HTTP. A request is looked up in the outputs; it never becomes a file path.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};

use super::Preview;
use crate::diagnostic::{Code, Phrase, Saying};
use crate::escape;
use crate::output::media_type;

/// How many ports above the wanted one are tried.
const PORTS_TO_TRY: u16 = 20;

/// Takes the wanted port, or the next free one.
///
/// # Errors
/// If none of twenty ports is free, or the address is not this computer's.
pub fn bind(wanted: SocketAddr) -> Result<TcpListener, Saying> {
    for step in 0..PORTS_TO_TRY {
        let Some(port) = wanted.port().checked_add(step) else {
            break;
        };
        match TcpListener::bind(SocketAddr::new(wanted.ip(), port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => {
                let saying = Phrase::CannotListen.with("address", wanted);
                return Err(saying.saying("reason", error));
            }
        }
    }
    Err(Phrase::NoPortFree.with("port", wanted.port()))
}

/// Answers requests until the program is told to end.
///
/// # Errors
/// If the system refuses to serve.
pub fn run(listener: TcpListener, preview: Arc<Preview>) -> io::Result<()> {
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new()
            .fallback(answer)
            .with_state(Server { preview, address });
        tokio::select! {
            result = axum::serve(listener, router) => result,
            // Open connections are not waited for: who ends the server wants it to end.
            result = tokio::signal::ctrl_c() => result,
        }
    })
}

#[derive(Clone)]
struct Server {
    preview: Arc<Preview>,
    address: SocketAddr,
}

async fn answer(
    State(server): State<Server>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response<Body> {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let name = host
        .rsplit_once(':')
        .map_or(host, |(name, _)| name)
        .trim_matches(['[', ']']);
    // A foreign name that leads to this address is an attack (DNS rebinding).
    let ours = matches!(name, "localhost" | "127.0.0.1" | "::1") || name == server.address.ip().to_string();
    if !ours && !server.address.ip().is_unspecified() {
        return plain(
            StatusCode::MISDIRECTED_REQUEST,
            "This server answers to localhost only.",
        );
    }
    if method != Method::GET && method != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.");
    }
    let path = uri.path().to_owned();
    let made = tokio::task::spawn_blocking(move || respond(&server.preview, &path)).await;
    let mut response =
        made.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "The page could not be made."));
    if method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

fn respond(preview: &Preview, path: &str) -> Response<Body> {
    let Some(path) = escape::decode_percent(path) else {
        return plain(StatusCode::BAD_REQUEST, "This address cannot be read.");
    };
    preview.look(|state| {
        let asked = path.strip_prefix('/').unwrap_or(&path);
        let output = if asked.is_empty() || asked.ends_with('/') {
            format!("{asked}index.html")
        } else {
            asked.to_owned()
        };
        if let Some(made) = state.built.force(&output) {
            if made
                .diagnostics
                .iter()
                .any(|diagnostic| diagnostic.code == Code::TemplateFault)
            {
                return plain(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "The template of this page has a fault; the terminal says where.",
                );
            }
            return bytes(StatusCode::OK, media_type(&output), made.bytes);
        }
        if state.built.outputs.contains_key(&format!("{asked}/index.html")) {
            let mut response = plain(StatusCode::MOVED_PERMANENTLY, "");
            if let Ok(location) = HeaderValue::from_str(&format!("/{asked}/")) {
                response.headers_mut().insert(header::LOCATION, location);
            }
            return response;
        }
        let language = asked.split('/').next().unwrap_or_default();
        let own = format!("{language}/404.html");
        match state.built.force(&own).or_else(|| state.built.force("404.html")) {
            Some(made) => bytes(StatusCode::NOT_FOUND, "text/html; charset=utf-8", made.bytes),
            None => plain(StatusCode::NOT_FOUND, "There is no such page."),
        }
    })
}

fn plain(status: StatusCode, text: &str) -> Response<Body> {
    bytes(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
}

fn bytes(status: StatusCode, media_type: &'static str, body: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}
