//! The wire: a port, connections, and how much of each a stranger may take. What is answered is decided in [`super::answer`].

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, mpsc};

use super::Preview;
use super::answer::Server;
use crate::diagnostic::{Phrase, Saying};

/// How many ports above the wanted one are tried.
const PORTS_TO_TRY: u16 = 20;

/// How many connections may wait to be taken: as many as come at once when a browser opens all its tabs.
const BACKLOG: u32 = 1024;

/// How many connections there may be at once. Those beyond it wait.
const MOST_CONNECTIONS: usize = 2000;

/// How many files the program itself may have open, besides connections.
#[cfg(unix)]
const OWN_FILES: u64 = 100;

/// How long a head may take to arrive, and how long a connection may be idle.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// The longest head, in bytes; browsers send less than 4 kB.
const MOST_HEAD_BYTES: usize = 16 * 1024;

/// The most lines of a head.
const MOST_HEADERS: usize = 64;

/// How many pages are made at once, at most; others wait for their turn.
const MOST_MAKERS: usize = 8;

/// How long to wait when the system gives no more connections.
const PAUSE: Duration = Duration::from_millis(50);

/// A port that was taken, before anything is answered there.
pub struct Port {
    runtime: Runtime,
    listener: TcpListener,
    /// Where it is.
    pub address: SocketAddr,
}

/// Takes the wanted port, or the next free one.
///
/// # Errors
/// If none of twenty ports is free, or the address is not this computer's.
pub fn bind(wanted: SocketAddr) -> Result<Port, Saying> {
    let failed = |error: io::Error| {
        let saying = Phrase::CannotListen.with("address", wanted);
        saying.saying("reason", error)
    };
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(MOST_MAKERS)
        .enable_all()
        .build()
        .map_err(failed)?;
    for step in 0..PORTS_TO_TRY {
        let Some(port) = wanted.port().checked_add(step) else {
            break;
        };
        let listen = || -> io::Result<TcpListener> {
            let _inside = runtime.enter();
            let socket = match wanted {
                SocketAddr::V4(_) => TcpSocket::new_v4()?,
                SocketAddr::V6(_) => TcpSocket::new_v6()?,
            };
            // A port on which connections of an earlier server are still dying is free. On Windows it would be shared.
            #[cfg(unix)]
            socket.set_reuseaddr(true)?;
            socket.bind(SocketAddr::new(wanted.ip(), port))?;
            socket.listen(BACKLOG)
        };
        match listen() {
            Ok(listener) => {
                let address = listener.local_addr().map_err(failed)?;
                return Ok(Port {
                    runtime,
                    listener,
                    address,
                });
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Err(Phrase::NoPortFree.with("port", wanted.port()))
}

/// Answers requests until the program is told to end.
///
/// # Errors
/// If the system does not let the program listen for the wish that it end.
pub fn run(port: Port, preview: Arc<Preview>) -> io::Result<()> {
    let Port {
        runtime,
        listener,
        address,
    } = port;
    let server = Arc::new(Server::new(preview, address));
    let ended = runtime.block_on(async move {
        tokio::select! {
            () = take(listener, server) => Ok(()),
            ended = asked_to_end() => ended,
        }
    });
    // Nobody is waited for, open event streams and pages in the making included: who ends the server wants it to end.
    runtime.shutdown_background();
    ended
}

#[cfg(unix)]
async fn asked_to_end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Takes connections for ever.
async fn take(listener: TcpListener, server: Arc<Server>) {
    let places = Arc::new(Semaphore::new(most_connections()));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else {
            return;
        };
        match listener.accept().await {
            Ok((stream, _)) => {
                let server = server.clone();
                tokio::spawn(async move {
                    serve(stream, server).await;
                    drop(place);
                });
            }
            // No more files, or the other side has gone.
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Returns how many connections there may be, and asks the system for so many files.
fn most_connections() -> usize {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let mut limit = getrlimit(Resource::Nofile);
        let wanted = MOST_CONNECTIONS as u64 + OWN_FILES;
        if limit.current.is_some_and(|current| current < wanted) {
            limit.current = Some(limit.maximum.map_or(wanted, |maximum| maximum.min(wanted)));
            // With fewer files there are fewer connections.
            let _ = setrlimit(Resource::Nofile, limit);
        }
        let files = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
        let connections = usize::try_from(files.saturating_sub(OWN_FILES)).unwrap_or(usize::MAX);
        connections.clamp(8, MOST_CONNECTIONS)
    }
    #[cfg(not(unix))]
    MOST_CONNECTIONS
}

/// Answers the requests of one connection.
async fn serve(stream: TcpStream, server: Arc<Server>) {
    let _ = stream.set_nodelay(true);
    let answer = service_fn(|request: Request<Incoming>| {
        let server = server.clone();
        async move { Ok::<Response<Reply>, Infallible>(server.answer(request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(MOST_HEAD_BYTES)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(stream), answer);
    // That the other side breaks off is no fault.
    let _ = connection.await;
}

/// The body of an answer.
pub enum Reply {
    /// All at once.
    Whole(Bytes),
    /// Piece by piece, as pieces come.
    Stream(mpsc::Receiver<Bytes>),
}

impl Body for Reply {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Self::Stream(pieces) => pieces
                .poll_recv(context)
                .map(|piece| piece.map(|piece| Ok(Frame::data(piece)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Stream(_) => SizeHint::default(),
        }
    }
}
