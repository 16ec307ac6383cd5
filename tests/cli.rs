//! The commands as a user runs them: what they write, what they say, how they end.

#![allow(
    clippy::disallowed_methods,
    reason = "the tests write sites and read what becomes of them"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const CONFIG: &str = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir_all(folder.path().join("content")).expect("the folder is ours");
    write(folder.path(), "tillit.yaml", CONFIG);
    write(
        folder.path(),
        "content/trust.nb.md",
        "---\ntitle: Tillit\n---\n\nEn tekst.\n",
    );
    folder
}

fn write(root: &Path, path: &str, text: &str) {
    fs::write(root.join(path), text).expect("the folder is ours");
}

fn tillit(root: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_tillit");
    Command::new(program)
        .arg("--root")
        .arg(root)
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    assert!(
        output.stdout.is_empty(),
        "text for people belongs on the standard error"
    );
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

#[test]
fn build_writes_the_site_and_says_what_it_did() {
    let site = site();
    let first = tillit(site.path(), &["build"]);
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    let page = fs::read_to_string(site.path().join("public/nb/trust/index.html")).expect("the page is there");
    assert!(page.contains("<h1>Tillit</h1>") && page.contains("En tekst."));
    assert!(
        said(&first).starts_with("Pages: nb 4. Files: "),
        "{}",
        said(&first)
    );

    let second = tillit(site.path(), &["build"]);
    assert!(said(&second).contains(" 0 written"), "{}", said(&second));
    assert_eq!(said(&tillit(site.path(), &["build", "--quiet"])), "");
}

#[test]
fn an_error_leaves_the_last_good_site_whole() {
    let site = site();
    assert_eq!(tillit(site.path(), &["build"]).status.code(), Some(0));
    let before = fs::read(site.path().join("public/nb/trust/index.html")).expect("the page is there");
    write(
        site.path(),
        "content/trust.nb.md",
        "---\ntitel: Tillit\n---\n\n[a](article:b)\n",
    );
    let failed = tillit(site.path(), &["build"]);
    assert_eq!(failed.status.code(), Some(1));
    let said = said(&failed);
    assert!(
        said.contains("content/trust.nb.md:2:1") && said.contains("did you mean `title`?"),
        "{said}"
    );
    assert!(
        said.contains("content/trust.nb.md:5:5"),
        "one fault hides the other: {said}"
    );
    let after = fs::read(site.path().join("public/nb/trust/index.html")).expect("the page is there");
    assert!(before == after);
}

#[test]
fn wrong_use_and_a_failing_machine_have_codes_of_their_own() {
    let site = site();
    assert_eq!(tillit(site.path(), &["bild"]).status.code(), Some(2));
    assert_eq!(
        tillit(&site.path().join("nowhere"), &["build"]).status.code(),
        Some(2)
    );
    assert_eq!(
        tillit(site.path(), &["build", "--today", "tomorrow"])
            .status
            .code(),
        Some(2)
    );
    write(site.path(), "file", "in the way");
    let failed = tillit(site.path(), &["build", "--output", "file/public"]);
    assert_eq!(failed.status.code(), Some(3), "{}", said(&failed));
    let refused = tillit(site.path(), &["build", "--output", "content"]);
    assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
    assert!(site.path().join("content/trust.nb.md").is_file());
}

/// Every file below a folder, by path.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("the folder was built") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is inside").to_owned();
                files.insert(name, fs::read(&path).expect("it can be read"));
            }
        }
    }
    files
}

#[test]
fn path_time_zone_locale_and_threads_do_not_show() {
    let build = |zone: &str, locale: &str, jobs: &str| {
        let site = site();
        let status = Command::new(env!("CARGO_BIN_EXE_tillit"))
            .arg("--root")
            .arg(site.path())
            .args(["build", "--quiet", "--today", "2026-01-01", "--jobs", jobs])
            .envs([("TZ", zone), ("LC_ALL", locale)])
            .status()
            .expect("the program starts");
        assert!(status.success());
        tree(&site.path().join("public"))
    };
    let one = build("UTC", "C", "1");
    assert!(one.len() > 10, "{:?}", one.keys());
    assert!(one == build("Pacific/Auckland", "sv_SE.UTF-8", "4"));
}

/// A running server, ended with the test.
struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn serve(root: &Path) -> Server {
    let mut process = Command::new(env!("CARGO_BIN_EXE_tillit"))
        .arg("--root")
        .arg(root)
        .args(["serve", "--port", "18420"])
        .env("LC_ALL", "C")
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(process.stderr.take().expect("the standard error is ours")).lines();
    let address = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| line.split("http://").nth(1)?.split('/').next().map(str::to_owned));
    // Somebody goes on listening, as a terminal does.
    std::thread::spawn(move || lines.map_while(Result::ok).count());
    Server {
        process,
        address: address.expect("the server says where it is"),
    }
}

fn get(server: &Server, path: &str, host: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(&server.address).expect("the server listens");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .expect("it takes a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("the head ends");
    let status = String::from_utf8_lossy(&answer[..end])
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    (status, answer[end + 4..].to_vec())
}

#[test]
fn serve_gives_the_bytes_that_build_writes_and_shows_an_edit() {
    let site = site();
    let server = serve(site.path());
    let url = format!("http://{}", server.address);
    let built = tillit(site.path(), &["build", "--base-url", &url]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    for (path, file) in [
        ("/nb/trust/", "nb/trust/index.html"),
        ("/", "index.html"),
        ("/sitemap.xml", "sitemap.xml"),
    ] {
        let (status, body) = get(&server, path, &server.address);
        assert_eq!(status, "HTTP/1.1 200 OK", "{path}");
        assert!(
            body == fs::read(site.path().join("public").join(file)).expect("it was built"),
            "{path}"
        );
    }
    assert!(get(&server, "/nb/trust", &server.address).0.contains("301"));
    assert!(get(&server, "/nb/nowhere/", &server.address).0.contains("404"));
    assert!(get(&server, "/../tillit.yaml", &server.address).0.contains("404"));
    assert!(get(&server, "/nb/trust/", "evil.example").0.contains("421"));

    let eventually = |path: &str, text: &str| {
        let patience = Instant::now() + Duration::from_secs(30);
        while !String::from_utf8_lossy(&get(&server, path, &server.address).1).contains(text) {
            assert!(Instant::now() < patience, "{text} was never shown at {path}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    let trust = |text: &str| {
        write(
            site.path(),
            "content/trust.nb.md",
            &format!("---\ntitle: Tillit\n---\n\n{text}\n"),
        );
        eventually("/nb/trust/", text);
    };
    trust("En ny tekst.");
    trust("En nyere tekst.");
    // A folder that did not exist when the server began, and one that is made anew.
    fs::create_dir(site.path().join("static")).expect("the folder is ours");
    std::thread::sleep(Duration::from_millis(200));
    write(site.path(), "static/later.txt", "Later.");
    eventually("/later.txt", "Later.");
    fs::rename(site.path().join("content"), site.path().join("aside")).expect("the folder is ours");
    std::thread::sleep(Duration::from_millis(200));
    fs::rename(site.path().join("aside"), site.path().join("content")).expect("the folder is ours");
    std::thread::sleep(Duration::from_millis(200));
    trust("Den nyeste teksten.");
}
