//! A running server, and requests to it byte by byte.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long something may take that surely happens; no test depends on it being short.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

const CONFIG: &str = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n";

/// Writes a file and the folders that it needs.
pub(crate) fn write(root: &Path, path: &str, text: &str) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().expect("the path has a folder")).expect("the folder is ours");
    fs::write(place, text).expect("the folder is ours");
}

/// A site with one text.
pub(crate) fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    write(folder.path(), "tillit.yaml", CONFIG);
    write(
        folder.path(),
        "content/trust.nb.md",
        "---\ntitle: Tillit\n---\n\nEn tekst.\n",
    );
    folder
}

/// A running server, ended with the test.
pub(crate) struct Server {
    pub(crate) process: Child,
    pub(crate) address: String,
    /// What it has said since it told where it is.
    pub(crate) said: Arc<Mutex<String>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// By name in small letters.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Reads the bytes of an answer after which the connection ends.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]);
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|line| line.split_once(": "));
        Some(Self {
            status,
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: bytes[end + 4..].to_vec(),
        })
    }
}

/// Starts a server.
pub(crate) fn serve(root: &Path, arguments: &[&str]) -> Server {
    serve_by(Command::new(PROGRAM), root, arguments)
}

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_tillit");

/// Starts a server by a command that lacks the program's own arguments.
pub(crate) fn serve_by(mut command: Command, root: &Path, arguments: &[&str]) -> Server {
    let mut process = command
        .arg("--root")
        .arg(root)
        .args(["serve", "--port", "0"])
        .args(arguments)
        .env("LC_ALL", "C")
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(process.stderr.take().expect("the standard error is ours")).lines();
    let mut before = String::new();
    let address = lines.by_ref().map_while(Result::ok).find_map(|line| {
        before.push_str(&line);
        before.push('\n');
        line.split("http://").nth(1)?.split('/').next().map(str::to_owned)
    });
    let address =
        address.unwrap_or_else(|| unreachable!("the server did not say where it is, but: {before}"));
    let said = Arc::new(Mutex::new(before));
    let heard = said.clone();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            let mut heard = heard.lock().expect("nobody panics while holding it");
            heard.push_str(&line);
            heard.push('\n');
        }
    });
    Server {
        process,
        address,
        said,
    }
}

impl Server {
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("the server listens");
        stream
            .set_read_timeout(Some(PATIENCE))
            .expect("a time limit can be set");
        stream
    }

    /// Sends bytes, and reads until the server ends the connection.
    pub(crate) fn send(&self, request: &[u8]) -> Option<Answer> {
        let mut stream = self.connect();
        // A server that refuses may end the connection before it has read all.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::read(&bytes)
    }

    /// Asks for a path, with further lines in the head.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|header| header.starts_with("Host:")) {
            head.push_str(&format!("Host: {}\r\n", self.address));
        }
        for header in headers {
            head.push_str(header);
            head.push_str("\r\n");
        }
        head.push_str("\r\n");
        self.send(head.as_bytes()).expect("the server answers")
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Waits until a page shows a text.
    pub(crate) fn eventually(&self, path: &str, text: &str) {
        self.until(&format!("{text} is shown at {path}"), || {
            self.get(path).text().contains(text)
        });
    }

    /// Waits until something holds.
    pub(crate) fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds() {
            let said = self.said.lock().expect("nobody panics while holding it").clone();
            assert!(
                Instant::now() < end,
                "it never came to be that {what}; the server said:\n{said}"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}
