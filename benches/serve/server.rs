//! A running server, and what it answers.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Result;

/// How often a page is asked for.
const EVERY: Duration = Duration::from_millis(2);

/// How long a change may take to be shown.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server, ended when it is dropped.
pub(crate) struct Server {
    pub(crate) process: Child,
    pub(crate) address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts the program, and returns when it has said where it is.
    pub(crate) fn start(root: &Path) -> Result<Self> {
        let mut process = Command::new(env!("CARGO_BIN_EXE_tillit"))
            .arg("--root")
            .arg(root)
            .args(["serve", "--port", "0"])
            .env("LC_ALL", "C")
            .stderr(Stdio::piped())
            .spawn()?;
        let mut lines = BufReader::new(process.stderr.take().ok_or("no standard error")?).lines();
        let address = lines
            .by_ref()
            .map_while(std::result::Result::ok)
            .find_map(|line| line.split("http://").nth(1)?.split('/').next().map(str::to_owned));
        std::thread::spawn(move || lines.map_while(std::result::Result::ok).count());
        let address = address.ok_or("the server did not say where it is")?;
        Ok(Self { process, address })
    }

    /// Follows a process that somebody else has started.
    pub(crate) fn of(process: Child, address: &str) -> Self {
        let address = address.to_owned();
        Self { process, address }
    }

    /// Asks for a path.
    pub(crate) fn get(&self, path: &str) -> Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_nodelay(true)?;
        let host = &self.address;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Asks for a path every 2 ms until the answer is as it should be.
    pub(crate) fn until(&self, path: &str, is_there: impl Fn(&str) -> bool) -> Result<()> {
        let end = Instant::now() + PATIENCE;
        let mut next = Instant::now();
        while !self.get(path).is_ok_and(|answer| is_there(&answer)) {
            if Instant::now() > end {
                return Err(format!("a change was never shown at {path}").into());
            }
            next += EVERY;
            std::thread::sleep(next.saturating_duration_since(Instant::now()));
        }
        Ok(())
    }

    /// Returns the memory of the server in MiB, where the system tells it.
    pub(crate) fn memory(&self) -> Option<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kibibytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
        Some(kibibytes / 1024.0)
    }
}
