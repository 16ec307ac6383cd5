//! `tillit serve`: the site in a browser while it is written.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::args::ServeArguments;
use super::build::options;
use super::{FINE, Failure, Voice};
use crate::diagnostic::Phrase;
use crate::serve;

pub(super) fn run(root: &Path, arguments: &ServeArguments, voice: Voice) -> Result<u8, Failure> {
    let wanted = SocketAddr::new(arguments.host, arguments.port);
    let listener = serve::http::bind(wanted)?;
    let address = listener.local_addr()?;
    let url = format!("http://{address}");
    let options = options(&arguments.site, Some(url.clone()));
    let preview = Arc::new(serve::Preview::start(root, options)?);
    if address.port() != wanted.port() {
        voice.say(Phrase::PortTaken.with("port", wanted.port()));
    }
    voice.remark(Phrase::SiteIsAt.with("url", format!("{url}/")));
    if arguments.open {
        open(&format!("{url}/"), voice);
    }
    let watched = preview.clone();
    let watcher = serve::watch::start(root, move || match watched.renew() {
        Ok(()) => tell(&watched, voice),
        Err(error) => voice.fail(error),
    })?;
    // The first page is not kept waiting for the faults of all the others.
    let first = preview.clone();
    std::thread::spawn(move || {
        // What was saved between the first reading and the beginning of the watch is read now.
        if first.renew().is_ok() {
            tell(&first, Voice { quiet: true, ..voice });
        }
    });
    serve::http::run(listener, preview)?;
    drop(watcher);
    Ok(FINE)
}

/// Says what is wrong with the site as it stands.
fn tell(preview: &serve::Preview, voice: Voice) {
    let (state, diagnostics) = preview.find_faults();
    if !voice.report(&diagnostics, &state.sources) {
        voice.remark(Phrase::UpToDate);
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
