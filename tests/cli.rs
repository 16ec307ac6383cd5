//! The commands as a user runs them: what they write, what they say, how they end.

#![allow(
    clippy::disallowed_methods,
    reason = "the tests write sites and read what becomes of them"
)]

#[path = "cli/output.rs"]
mod output;

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
        .env_remove("GITHUB_WORKSPACE")
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

/// A site with one warning, and one with an error as well.
fn site_with_faults() -> tempfile::TempDir {
    let site = site();
    write(
        site.path(),
        "content/trust.nb.md",
        "---\ntitle: Tillit\n---\n\nEn <blink>å, b</blink> [c](article:d).\n",
    );
    site
}

#[test]
fn check_tells_what_build_would_and_writes_nothing() {
    let site = site();
    let fine = tillit(site.path(), &["check"]);
    assert_eq!(fine.status.code(), Some(0), "{}", said(&fine));
    assert!(
        said(&fine).contains("Nothing is wrong.\nPages: nb 4. Nothing was written."),
        "{}",
        said(&fine)
    );
    assert_eq!(said(&tillit(site.path(), &["check", "--quiet"])), "");

    let site = site_with_faults();
    let checked = tillit(site.path(), &["check", "--quiet"]);
    assert_eq!(checked.status.code(), Some(1));
    let built = tillit(site.path(), &["build", "--quiet"]);
    assert!(
        said(&checked).contains("1 error, 1 warning\n"),
        "{}",
        said(&checked)
    );
    assert!(
        said(&built).starts_with(said(&checked).trim_end()),
        "{}",
        said(&built)
    );
    assert!(!said(&checked).contains('\u{1b}'), "colours are for terminals");
    assert!(!site.path().join("public").exists());
}

#[test]
fn warnings_can_be_denied() {
    let site = site();
    write(
        site.path(),
        "content/trust.nb.md",
        "---\ntitle: Tillit\n---\n\nEn <blink>tekst</blink>.\n",
    );
    assert_eq!(tillit(site.path(), &["check"]).status.code(), Some(0));
    let denied = tillit(site.path(), &["check", "--deny", "warnings"]);
    assert_eq!(denied.status.code(), Some(1));
    assert!(
        said(&denied).contains("warnings count as errors"),
        "{}",
        said(&denied)
    );
    let wrong = tillit(site.path(), &["check", "--deny", "errors"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn check_writes_data_to_the_standard_output() {
    let site = site_with_faults();
    let output = |format: &str| {
        let output = tillit(site.path(), &["check", "--format", format]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        let people = String::from_utf8(output.stderr).expect("messages are UTF-8");
        assert!(
            people.starts_with("Pages: "),
            "only the summary is for people: {people}"
        );
        String::from_utf8(output.stdout).expect("data are UTF-8")
    };
    let json = output("json");
    let codes: Vec<String> = json
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a line is an object"))
        .map(|fault| format!("{} {}:{}", fault["code"], fault["line"], fault["column"]))
        .collect();
    assert_eq!(codes, ["\"dropped-html\" 5:4", "\"dead-link\" 5:28"]);
    let github = output("github");
    assert!(
        github.contains(
            "\n::error file=content/trust.nb.md,line=5,endLine=5,col=28,endColumn=37,title=dead-link::"
        ),
        "{github}"
    );
    let sarif: serde_json::Value = serde_json::from_str(&output("sarif")).expect("the log is JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(2));
}

#[test]
fn github_is_told_where_the_site_is_in_the_repository() {
    let repository = tempfile::tempdir().expect("a temporary folder can be made");
    let root = repository.path().join("sites/a b");
    fs::create_dir_all(root.join("content")).expect("the folder is ours");
    write(&root, "tillit.yaml", "languages: {}\n");
    let run = |format: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_tillit"))
            .arg("--root")
            .arg(&root)
            .args(["check", "--format", format])
            .env("GITHUB_WORKSPACE", repository.path())
            .output()
            .expect("the program starts");
        String::from_utf8(output.stdout).expect("data are UTF-8")
    };
    assert!(
        run("github").contains("file=sites/a b/tillit.yaml,"),
        "{}",
        run("github")
    );
    assert!(
        run("sarif").contains("\"uri\": \"sites/a%20b/tillit.yaml\""),
        "{}",
        run("sarif")
    );
}

#[test]
fn explain_needs_no_site_and_guesses() {
    let nowhere = tempfile::tempdir().expect("a temporary folder can be made");
    let explained = tillit(nowhere.path(), &["explain", "dead-link"]);
    assert_eq!(explained.status.code(), Some(0));
    let text = String::from_utf8_lossy(&explained.stdout).into_owned();
    assert!(
        text.contains("A link leads nowhere.") && text.contains("\nWrong:\n"),
        "{text}"
    );
    let list = String::from_utf8_lossy(&tillit(nowhere.path(), &["explain"]).stdout).into_owned();
    assert!(
        list.contains("\ndead-link ") && list.contains("\nunknown-key "),
        "{list}"
    );

    let misspelt = tillit(nowhere.path(), &["explain", "dead-lnik"]);
    assert_eq!(misspelt.status.code(), Some(2));
    assert!(
        said(&misspelt).contains("did you mean `dead-link`?"),
        "{}",
        said(&misspelt)
    );
}

#[test]
fn tillit_speaks_the_language_asked_for() {
    let site = site_with_faults();
    let run = |arguments: &[&str], surroundings: &[(&str, &str)]| {
        let output = Command::new(env!("CARGO_BIN_EXE_tillit"))
            .arg("--root")
            .arg(site.path())
            .args(arguments)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("LANG")
            .envs(surroundings.iter().copied())
            .output()
            .expect("the program starts");
        said(&output)
    };
    for (arguments, surroundings, words) in [
        (
            &["check", "--lang", "nb"][..],
            &[("LANG", "sv_SE.UTF-8")][..],
            "feil[dead-link]",
        ),
        (&["check", "--lang", "no"], &[], "1 feil, 1 advarsel"),
        (&["check"], &[("LANG", "de_AT.UTF-8")], "1 Fehler, 1 Warnung"),
        (
            &["check"],
            &[("LANG", "de_DE"), ("LC_MESSAGES", "sv_SE.UTF-8")],
            "1 fel, 1 varning",
        ),
        (
            &["check"],
            &[("LANG", "de_DE"), ("LC_ALL", "C")],
            "1 error, 1 warning",
        ),
        (
            &["check"],
            &[("LANG", "nn_NO.UTF-8"), ("LC_ALL", "")],
            "Ingenting ble skrevet.",
        ),
        (&["build"], &[("LANG", "sv_SE.UTF-8")], "Webbplatsen har fel"),
        (&["build"], &[("LANG", "fr_FR.UTF-8")], "The site has errors"),
    ] {
        let said = run(arguments, surroundings);
        assert!(said.contains(words), "{arguments:?} {surroundings:?}: {said}");
    }
    assert!(run(&["check", "--lang", "fr"], &[]).contains("nb, de, sv and en"));
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
    write(site.path(), ".public.tillit-stage", "in the way");
    let failed = tillit(site.path(), &["build"]);
    assert_eq!(failed.status.code(), Some(3), "{}", said(&failed));
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
