//! `tillit serve`: the site in a browser while it is written.

use std::net::{SocketAddr, UdpSocket};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::args::ServeArguments;
use super::build::options;
use super::progress::Progress;
use super::watchdog::{self, Leash};
use super::{FINE, Failure, Voice};
use crate::diagnostic::Phrase;
use crate::serve;
use crate::serve::Told;
use crate::serve::renewal::{Watching, Wishes};
use crate::theme;

pub(super) fn run(root: &Path, arguments: &ServeArguments, voice: Voice) -> Result<u8, Failure> {
    let wanted = SocketAddr::new(arguments.host, arguments.port);
    let port = serve::http::bind(wanted)?;
    let address = port.address;
    if let Some(template) = &arguments.without {
        theme::stop(template);
    }
    watchdog::start(voice, Leash::of_server(address.port()));
    let path = base_path(arguments);
    // Where all addresses of the computer lead to the server, none of them is the one to go to.
    let url = if address.ip().is_unspecified() {
        format!("http://localhost:{}{path}", address.port())
    } else {
        format!("http://{address}{path}")
    };
    let wishes = Wishes {
        options: options(&arguments.site, Some(url.clone())),
        watching: if arguments.poll {
            Watching::Polling
        } else {
            Watching::Events
        },
        tongue: voice.tongue,
        editor: arguments.editor.clone(),
    };
    let teller = Teller {
        voice,
        progress: Progress::new(voice.quiet),
        renewed: AtomicU64::new(1),
    };
    let preview = serve::renewal::start(root, wishes, Arc::new(move |told: Told<'_>| teller.tell(told)))?;
    if wanted.port() != 0 && address.port() != wanted.port() {
        voice.say(Phrase::PortTaken.with("port", wanted.port()));
    }
    voice.remark(Phrase::SiteIsAt.with("url", format!("{url}/")));
    if !address.ip().is_loopback() {
        voice.say(match in_network(address) {
            Some(address) => Phrase::OthersSeeAt.with("url", format!("http://{address}{path}/")),
            None => Phrase::OthersSee.into(),
        });
    }
    if arguments.open {
        open(&format!("{url}/"), voice);
    }
    serve::http::run(port, preview)?;
    Ok(FINE)
}

/// Returns where others in the network find a server, if the computer has a way into one.
fn in_network(address: SocketAddr) -> Option<SocketAddr> {
    if !address.ip().is_unspecified() {
        return Some(address);
    }
    // The system says by which of its addresses it would go to a place that does not exist (RFC 5737, RFC 3849). Nothing is sent.
    let elsewhere = if address.is_ipv4() {
        "192.0.2.1:9"
    } else {
        "[2001:db8::1]:9"
    };
    let socket = UdpSocket::bind(SocketAddr::new(address.ip(), 0)).ok()?;
    socket.connect(elsewhere).ok()?;
    let own = socket.local_addr().ok()?.ip();
    let is_reachable = !own.is_unspecified() && !own.is_loopback();
    is_reachable.then(|| SocketAddr::new(own, address.port()))
}

/// Returns the path below which the site stands, without a slash at its end.
fn base_path(arguments: &ServeArguments) -> String {
    let path = arguments
        .base_path
        .as_deref()
        .unwrap_or_default()
        .trim_matches('/');
    if path.is_empty() {
        String::new()
    } else {
        format!("/{path}")
    }
}

/// Says at the terminal what happens.
struct Teller {
    voice: Voice,
    progress: Progress,
    /// The number of the last state of which it was told that it is shown.
    renewed: AtomicU64,
}

impl Teller {
    fn tell(&self, told: Told<'_>) {
        match told {
            Told::Failed(saying) => {
                self.progress.end();
                self.voice.fail(saying);
            }
            Told::Renewed(_) => self.progress.end(),
            Told::Progress(count, total) => {
                let looked_at = Phrase::LookedAt.with("count", count).with("total", total);
                self.progress.at(looked_at.text(self.voice.tongue));
            }
            Told::Surveyed(state, faults) => {
                self.progress.end();
                let is_edit = self.renewed.fetch_max(state.number, Ordering::Relaxed) < state.number;
                if !self.voice.report(&faults.diagnostics, &state.folder.sources) && is_edit {
                    self.voice.remark(Phrase::UpToDate);
                }
            }
        }
    }
}

/// Opens an address in the user's browser. That it fails is no reason to stop: the address stands on the terminal.
fn open(url: &str, voice: Voice) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let started = Command::new(program)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if started.is_err() {
        voice.say(Phrase::NoBrowser.with("url", url));
    }
}
