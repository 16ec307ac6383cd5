//! The wire: a port, connections, and how much of each a stranger may take. What is answered is decided in [`super::answer`].

use std::convert::Infallible;
use std::future::Future;
use std::io::{self, IoSlice};
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
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, mpsc};
use tokio::time::Sleep;

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

/// How long the other side may take nothing of what it is sent. A film that is paused goes on with the part that is missing.
const TAKING_TIME: Duration = Duration::from_secs(60);

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
        .serve_connection(TokioIo::new(Impatient::new(stream, TAKING_TIME)), answer);
    // That the other side breaks off is no fault.
    let _ = connection.await;
}

/// A connection that ends when the other side takes nothing for too long: who asks and never reads would hold a place for
/// ever. The library has such a limit only for what is read.
struct Impatient<Stream> {
    stream: Stream,
    patience: Duration,
    /// When it ends, while the other side takes nothing.
    end: Option<Pin<Box<Sleep>>>,
}

impl<Stream> Impatient<Stream> {
    fn new(stream: Stream, patience: Duration) -> Self {
        Self {
            stream,
            patience,
            end: None,
        }
    }

    fn limit<T>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.end = None;
            return written;
        }
        let patience = self.patience;
        let end = self
            .end
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        let ended = end.as_mut().poll(context);
        if ended.is_ready() {
            self.end = None;
        }
        ended.map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<Stream: AsyncRead + Unpin> AsyncRead for Impatient<Stream> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, buffer)
    }
}

impl<Stream: AsyncWrite + Unpin> AsyncWrite for Impatient<Stream> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let connection = self.get_mut();
        let written = Pin::new(&mut connection.stream).poll_write(context, bytes);
        connection.limit(context, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let connection = self.get_mut();
        let written = Pin::new(&mut connection.stream).poll_write_vectored(context, pieces);
        connection.limit(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
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

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::io::Read;

    use super::*;

    #[test]
    fn nobody_is_waited_for_who_takes_nothing() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let mut theirs = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (ours, _) = listener.accept().unwrap();
        ours.set_nonblocking(true).unwrap();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let ours = TcpStream::from_std(ours).unwrap();
            let mut connection = Impatient::new(ours, Duration::from_millis(20));
            let piece = vec![7; 1_000_000];
            // The system itself takes some.
            let mut count = 0;
            let end = loop {
                let written = poll_fn(|context| Pin::new(&mut connection).poll_write(context, &piece)).await;
                match written {
                    Ok(more) => count += more,
                    Err(error) => break error,
                }
            };
            assert_eq!(end.kind(), io::ErrorKind::TimedOut);
            // Once it is taken, the connection is as good as ever.
            theirs.read_exact(&mut vec![0; count]).unwrap();
            let written = poll_fn(|context| Pin::new(&mut connection).poll_write(context, &piece)).await;
            assert!(written.is_ok_and(|more| more > 0) && connection.end.is_none());
        });
    }
}
