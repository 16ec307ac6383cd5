//! How pages are sent: by which headers, in which parts, where the server is and when it ends.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::server::{PROGRAM, Server, serve, serve_by, site, write};

#[test]
fn served_bytes_are_built_bytes() {
    let site = site();
    write(site.path(), "static/a b.txt", "x");
    let server = serve(site.path(), &["--base-path", "/alliance"]);
    let url = format!("http://{}/alliance", server.address);
    let built = Command::new(env!("CARGO_BIN_EXE_tillit"))
        .arg("--root")
        .arg(site.path())
        .args(["build", "--base-url", &url])
        .output()
        .expect("the program starts");
    assert!(built.status.success());
    let mut folders = vec![site.path().join("public")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it was built") {
            let place = entry.expect("it can be listed").path();
            if place.is_dir() {
                folders.push(place);
                continue;
            }
            let bytes = fs::read(&place).expect("it was built");
            assert!(
                !bytes.windows(7).any(|part| part == b"_tillit"),
                "{} knows of the server",
                place.display()
            );
            let path = place
                .strip_prefix(site.path().join("public"))
                .expect("it is below");
            let path = path.to_string_lossy().replace('\\', "/");
            if path.starts_with(".tillit") {
                continue;
            }
            let answer = server.get(&format!("/alliance/{}", path.replace(' ', "%20")));
            assert_eq!(answer.status, 200, "{path}");
            assert!(answer.body == bytes, "{path}");
            count += 1;
        }
    }
    assert!(count > 10);
    let leads = |path: &str, to: &str| {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.headers["location"].as_str()),
            (301, to),
            "{path}"
        );
    };
    leads("/", "/alliance/");
    leads("/_tillit", "/_tillit/");
    leads("/alliance", "/alliance/");
    leads("/alliance/nb/trust", "/alliance/nb/trust/");
    assert_eq!(server.get("/nb/trust/").status, 404);
    assert_eq!(server.get("/alliance/nb/nowhere/").status, 404);
}

#[test]
fn an_edit_is_shown_in_new_folders_too() {
    let site = site();
    let server = serve(site.path(), &[]);
    assert_eq!(server.get("/nb/trust").status, 301);
    assert_eq!(server.get("/nb/nowhere/").status, 404);
    let trust = |text: &str| {
        let content = format!("---\ntitle: Tillit\n---\n\n{text}\n");
        write(site.path(), "content/trust.nb.md", &content);
        server.eventually("/nb/trust/", text);
    };
    trust("En ny tekst.");
    trust("En nyere tekst.");
    // A folder that did not exist when the server began, and one that is made anew.
    fs::create_dir(site.path().join("static")).expect("the folder is ours");
    std::thread::sleep(Duration::from_millis(200));
    write(site.path(), "static/later.txt", "Later.");
    server.eventually("/later.txt", "Later.");
    fs::rename(site.path().join("content"), site.path().join("aside")).expect("the folder is ours");
    std::thread::sleep(Duration::from_millis(200));
    fs::rename(site.path().join("aside"), site.path().join("content")).expect("the folder is ours");
    std::thread::sleep(Duration::from_millis(200));
    trust("Den nyeste teksten.");
}

#[test]
fn only_who_looks_gets_the_script() {
    let site = site();
    let server = serve(site.path(), &[]);
    let plain = server.get("/nb/trust/");
    let live = server.ask("GET", "/nb/trust/", &["Accept: text/html,*/*;q=0.8"]);
    // The script is told which page it is in.
    let tag = plain.headers["etag"].trim_matches('"');
    let script = format!("<script src=\"/_tillit/live.js\" data-page=\"{tag}\" defer></script>\n");
    assert!(!plain.text().contains("_tillit"));
    assert_eq!(live.text().replace(&script, ""), plain.text());
    assert!(live.text().contains(&script));
    assert!(server.get("/_tillit/live.js").text().contains("EventSource"));
}

#[test]
fn answers_have_the_headers_that_browsers_ask_for() {
    let site = site();
    let film = "0123456789".repeat(1000);
    write(site.path(), "static/film.mp4", &film);
    let server = serve(site.path(), &[]);
    let page = server.get("/nb/trust/");
    let header = |name: &str| page.headers.get(name).cloned().unwrap_or_default();
    assert_eq!(header("content-type"), "text/html; charset=utf-8");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").starts_with("default-src 'self';"));
    assert!(!page.headers.contains_key("access-control-allow-origin"));
    assert_eq!(header("content-length"), page.body.len().to_string());

    let tag = header("etag");
    let same = server.ask("GET", "/nb/trust/", &[&format!("If-None-Match: {tag}")]);
    assert_eq!((same.status, same.body.len()), (304, 0));
    let other = server.ask("GET", "/nb/trust/", &["If-None-Match: \"x\""]);
    assert_eq!(other.status, 200);

    let head = server.ask("HEAD", "/nb/trust/", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.headers["content-length"], header("content-length"));

    let gzip = server.ask("GET", "/nb/trust/", &["Accept-Encoding: gzip"]);
    assert_eq!(gzip.headers["content-encoding"], "gzip");
    assert!(gzip.body.starts_with(&[0x1f, 0x8b]) && gzip.body.len() < page.body.len());
    assert_ne!(gzip.headers["etag"], tag);

    let part = server.ask("GET", "/film.mp4", &["Range: bytes=9995-"]);
    assert_eq!((part.status, part.text().as_str()), (206, "56789"));
    assert_eq!(part.headers["content-range"], "bytes 9995-9999/10000");
    assert_eq!(part.headers["content-type"], "video/mp4");
    assert_eq!(
        server.ask("GET", "/film.mp4", &["Range: bytes=10000-"]).status,
        416
    );
}

#[test]
fn a_site_at_fault_is_served_and_mended() {
    let site = site();
    write(site.path(), "tillit.yaml", "languages: [\n");
    let server = serve(site.path(), &[]);
    let faulty = server.ask("GET", "/nb/nowhere/", &["Accept: text/html"]);
    assert_eq!(faulty.status, 500);
    assert!(faulty.text().contains("tillit.yaml:"), "{}", faulty.text());
    assert!(faulty.text().contains("/_tillit/live.js"));
    write(
        site.path(),
        "tillit.yaml",
        "base_url: https://a.no\nlanguages:\n  nb: {name: N, title: Mended}\n",
    );
    server.eventually("/nb/trust/", "Mended");

    // A template that breaks: the last good page stays, and what is wrong is told beside it.
    write(site.path(), "templates/article.html", "{{ page.title }} {% if %}");
    server.until("the fault is told", || {
        server
            .get("/_tillit/faults.json")
            .text()
            .contains("template-syntax")
    });
    assert_eq!(server.get("/nb/trust/").status, 200);
    fs::remove_file(site.path().join("templates/article.html")).expect("the file is ours");
    server.until("the fault is gone", || {
        server.get("/_tillit/faults.json").text().contains("\"errors\":0")
    });
    // The folder itself goes, and comes back.
    let aside = site.path().with_extension("aside");
    fs::rename(site.path(), &aside).expect("the folder is ours");
    std::thread::sleep(Duration::from_millis(300));
    fs::rename(&aside, site.path()).expect("the folder is ours");
    write(
        site.path(),
        "content/trust.nb.md",
        "---\ntitle: Back\n---\n\nAgain.\n",
    );
    server.eventually("/nb/trust/", "Again.");
}

#[test]
fn a_page_that_moved_is_found() {
    let site = site();
    let server = serve(site.path(), &[]);
    assert_eq!(server.get("/nb/trust/").status, 200);
    write(
        site.path(),
        "content/trust.nb.md",
        "---\ntitle: T\nslug: moved\n---\n\nEn tekst.\n",
    );
    server.eventually("/nb/moved/", "En tekst.");
    let to = server.get("/_tillit/where.json?page=/nb/trust/");
    assert_eq!(to.text(), "{\"to\":\"/nb/moved/\"}");
    // The file is renamed, and with it the entry.
    fs::rename(
        site.path().join("content/trust.nb.md"),
        site.path().join("content/other.nb.md"),
    )
    .expect("the file is ours");
    write(
        site.path(),
        "content/second.nb.md",
        "---\ntitle: Second\n---\n\nEn annen tekst.\n",
    );
    server.eventually("/nb/second/", "En annen");
    fs::rename(
        site.path().join("content/second.nb.md"),
        site.path().join("content/third.nb.md"),
    )
    .expect("the file is ours");
    server.eventually("/nb/third/", "En annen");
    let to = server.get("/_tillit/where.json?page=/nb/second/");
    assert_eq!(to.text(), "{\"to\":\"/nb/third/\"}");
    assert_eq!(
        server.get("/_tillit/where.json?page=/nb/never/").text(),
        "{\"to\":null}"
    );
}

#[test]
fn the_desk_lists_what_is_made_of_data_too() {
    let site = site();
    let settings = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n  sv: {name: Svenska, \
                    title: Tillit}\n";
    for (path, text) in [
        ("tillit.yaml", settings),
        ("content/scale/instrument.yaml", "name: {nb: Skala}\n"),
        (
            "content/students/path.yaml",
            "name: {nb: For studenter}\nsteps: [{entry: article:trust}]\n",
        ),
        (
            "content/glossary.yaml",
            "bond: {languages: {nb: {term: Bånd, definition: Det som binder.}}}\n",
        ),
        ("content/people.yaml", "kari: {name: Kari}\n"),
    ] {
        write(site.path(), path, text);
    }
    let server = serve(site.path(), &[]);
    let desk = server.get("/_tillit/").text();
    let row = |key: &str| {
        let row = desk
            .split("<tr>")
            .find(|row| row.contains(&format!("<small>{key}</small>")));
        row.unwrap_or_else(|| unreachable!("{key} is not in {desk}"))
    };
    for key in ["article:trust", "instrument:scale", "path:students", "term:bond"] {
        // It is there in the first language, and missing in the second.
        let cells: Vec<&str> = row(key).split("<td>").skip(1).collect();
        assert_eq!(cells.len(), 2, "{key}");
        assert!(
            cells[0].contains(">page</a>") && !cells[0].contains("missing"),
            "{key}: {}",
            cells[0]
        );
        assert!(cells[1].contains("missing"), "{key}: {}", cells[1]);
    }
    assert!(row("person:kari").matches(">page</a>").count() == 2);
    assert!(row("term:bond").contains("content/glossary.yaml"));
    let section = server.get("/_tillit/?section=content/people.yaml").text();
    assert!(section.contains("person:kari") && !section.contains("term:bond"));
    // Each part of the summary begins alike.
    assert!(desk.contains("Missing: 4 · Not published yet: 0"), "{desk}");
}

#[test]
fn the_desk_leads_to_each_fault_and_tells_what_a_check_would() {
    let site = site();
    for (path, text) in [
        (
            "content/trust.nb.md",
            "---\ntitle: Tillit\nreview_due: 2026-05-17\n---\n\nEn [lenke](article:nowhere).\n",
        ),
        (
            "content/line.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"/>",
        ),
    ] {
        write(site.path(), path, text);
    }
    let server = serve(
        site.path(),
        &["--today", "2026-06-01", "--editor", "edit:{file}?{line}"],
    );
    server.until("the fault is told", || {
        server.get("/_tillit/faults").text().contains("dead-link")
    });
    let faults = server.get("/_tillit/faults").text();
    assert!(faults.contains("content/trust.nb.md?6\""), "{faults}");
    assert!(!faults.contains("overdue-review"), "{faults}");
    // A file that nobody shows, and a review that is due; what is a fault anyway is not told twice.
    let check = server.get("/_tillit/check").text();
    assert!(
        check.contains("overdue-review") && check.contains("content/trust.nb.md?3\""),
        "{check}"
    );
    assert!(
        check.contains("unused-file") && check.contains("content/line.svg?1\""),
        "{check}"
    );
    assert!(!check.contains("dead-link"), "{check}");
    // The check of a state is made once, and anew for the next one.
    fs::remove_file(site.path().join("content/line.svg")).expect("the file is ours");
    server.until("it is looked at again", || {
        !server.get("/_tillit/check").text().contains("unused-file")
    });
    assert_eq!(server.get("/_tillit/nowhere").status, 404);
}

#[test]
fn a_translation_is_compared_with_its_original_word_by_word() {
    let site = site();
    let settings = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n  sv: {name: Svenska, \
                    title: Tillit}\n";
    write(site.path(), "tillit.yaml", settings);
    let original = |text: &str| {
        let text = format!("---\ntitle: Tillit\n---\n\nFørste linje\nog andre.\n\n{text}\n");
        write(site.path(), "content/trust.nb.md", &text);
    };
    original("En lang tekst\nom tillit.");
    write(
        site.path(),
        "content/trust.sv.md",
        "---\ntitle: Tillit\n---\n\nFörsta raden och andra.\n\nEn lång text om tillit.\n",
    );
    let server = serve(site.path(), &[]);
    let path = "/_tillit/compare?text=content/trust.sv.md";
    let command = "<code>tillit translated content/trust.sv.md</code>";
    // Nobody knows yet what it says, and that can be told.
    let compare = server.get(path).text();
    assert!(
        compare.contains(command) && !compare.contains("Nothing has changed"),
        "{compare}"
    );
    let recorded = Command::new(PROGRAM)
        .arg("--root")
        .arg(site.path())
        .args(["translated", "content/trust.sv.md"])
        .output()
        .expect("the program starts");
    assert!(recorded.status.success());
    server.eventually(path, "Nothing has changed");
    original("En kort tekst\nom tillit.");
    server.eventually(path, "<ins>kort</ins>");
    let compare = server.get(path).text();
    for shown in [
        "<p lang=\"nb\">En <del>lang</del> tekst om tillit.</p><p lang=\"nb\">En <ins>kort</ins> tekst om tillit.</p>",
        "lang=\"nb\">---\ntitle: Tillit\n---\n\nFørste linje\nog andre.\n\n<mark>En kort tekst</mark>\n<mark>om tillit.</mark>\n",
        "lang=\"sv\">---\ntitle: Tillit\n",
        command,
    ] {
        assert!(compare.contains(shown), "{shown} is not in {compare}");
    }
}

#[test]
fn the_desk_calls_pages_as_its_reader_does() {
    let site = site();
    let settings = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n  de: {name: Deutsch, \
                    title: Vertrauen}\n";
    write(site.path(), "tillit.yaml", settings);
    write(site.path(), "content/trust.de.md", "---\ntitle: Vertrauen\n---\n");
    write(site.path(), "content/power.nb.md", "---\ntitle: Makt\n---\n");
    let server = serve(site.path(), &["--lang", "de"]);
    let desk = server.get("/_tillit/").text();
    // What is not written in German is called as in the site's first language.
    for row in [
        "<th scope=\"row\"><span lang=\"de\">Vertrauen</span> <small>article:trust</small>",
        "<th scope=\"row\"><span lang=\"nb\">Makt</span> <small>article:power</small>",
    ] {
        assert!(desk.contains(row), "{desk}");
    }
    let server = serve(site.path(), &["--lang", "sv"]);
    let desk = server.get("/_tillit/").text();
    assert!(
        desk.contains("<span lang=\"nb\">Tillit</span> <small>article:trust</small>"),
        "{desk}"
    );
}

#[test]
fn events_tell_of_each_edit() {
    let site = site();
    let server = serve(site.path(), &[]);
    let mut stream = server.connect();
    write!(
        stream,
        "GET /_tillit/events HTTP/1.1\r\nHost: {}\r\nOrigin: http://{}\r\n\r\n",
        server.address, server.address
    )
    .expect("it takes a request");
    let mut heard = String::new();
    let mut hear = |text: &str| {
        let mut buffer = [0; 4096];
        while !heard.contains(text) {
            let count = stream.read(&mut buffer).expect("the server tells");
            assert!(count > 0, "the stream ended: {heard}");
            heard.push_str(&String::from_utf8_lossy(&buffer[..count]));
        }
    };
    hear("text/event-stream");
    hear("\"state\":1");
    write(site.path(), "content/trust.nb.md", "---\ntitle: T\n---\n\nNy.\n");
    hear("\"pages\":[\"/nb/trust/\"]");
    write(site.path(), "static/style.css", "a {}");
    hear("\"files\":[\"/style.css\"]");
}

#[test]
fn who_was_away_is_told_what_was_edited_meanwhile() {
    let site = site();
    write(site.path(), "content/power.nb.md", "---\ntitle: Makt\n---\n");
    let server = serve(site.path(), &[]);
    // The first event that somebody is told, up to the line that ends it.
    let first = |path: &str, head: &str| {
        let mut stream = server.connect();
        let host = &server.address;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n{head}\r\n").expect("it takes a request");
        let mut heard = Vec::new();
        while !heard.windows(4).any(|four| four == b"}\n\n\r") {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("the server tells");
            heard.extend(byte);
        }
        String::from_utf8(heard).expect("it is text")
    };
    let told = first("/_tillit/events", "");
    let id = told.split("id: ").nth(1).and_then(|rest| rest.lines().next());
    let id = id.expect("the event has a name").to_owned();
    write(site.path(), "static/style.css", "a {}");
    server.eventually("/style.css", "a {}");
    for (path, text) in [("content/power.nb.md", "Ny."), ("content/trust.nb.md", "Nyere.")] {
        write(site.path(), path, &format!("---\ntitle: T\n---\n\n{text}\n"));
        let page = path.replace("content", "/nb").replace(".nb.md", "/");
        server.eventually(&page, text);
    }
    // Pages are followed to the last one that was edited; of files all are told.
    let edited = "\"files\":[\"/style.css\"],\"pages\":[\"/nb/trust/\"]";
    let ordered = |told: &str| {
        let data = told.split("data: ").nth(1).and_then(|rest| rest.lines().next());
        let data: serde_json::Value = serde_json::from_str(data.expect("it has data")).expect("it is JSON");
        format!("\"files\":{},\"pages\":{}", data["files"], data["pages"])
    };
    let since = first(&format!("/_tillit/events?since={id}"), "");
    assert_eq!(ordered(&since), edited);
    let again = first("/_tillit/events", &format!("Last-Event-ID: {id}\r\n"));
    assert_eq!(ordered(&again), edited);
    // Another run of the program has other states.
    for other in ["1-1", "", "x", "1", "-", "99999999999999999999-1"] {
        let told = first(&format!("/_tillit/events?since={other}"), "");
        assert_eq!(ordered(&told), "\"files\":[],\"pages\":[]", "{other}");
    }
    let head = server.ask("HEAD", "/_tillit/events", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn what_is_not_published_yet_is_shown_on_request() {
    let site = site();
    write(
        site.path(),
        "content/draft.nb.md",
        "---\ntitle: A\ndraft: true\n---\n",
    );
    write(
        site.path(),
        "content/later.nb.md",
        "---\ntitle: B\ndate: 2026-06-01\n---\n",
    );
    for (arguments, draft, later) in [
        (&[][..], 404, 404),
        (&["--drafts"], 200, 404),
        (&["--future"], 404, 200),
        (&["--drafts", "--future"], 200, 200),
    ] {
        let server = serve(site.path(), &[&["--today", "2026-05-17"], arguments].concat());
        let found = ["/nb/draft/", "/nb/later/"].map(|path| server.get(path).status);
        assert_eq!(found, [draft, later], "{arguments:?}");
        let desk = server.get("/_tillit/").text();
        let list = desk.split("<h2>").nth(1).unwrap_or_default();
        let listed = ["draft.nb.md", "later.nb.md"].map(|file| list.contains(file));
        assert_eq!(listed, [draft == 404, later == 404], "{arguments:?}");
    }
}

/// With a name that people know, and where all in the network may look, that is said.
#[test]
fn others_see_the_site_only_if_that_is_wanted() {
    let site = site();
    let said = |server: &Server| {
        let said = server.said.lock().expect("nobody panics while holding it");
        said.clone()
    };
    let server = serve(site.path(), &["--host", "localhost"]);
    assert!(server.address.starts_with("127.0.0.1:"), "{}", server.address);
    assert!(!said(&server).contains("Everyone"), "{}", said(&server));
    let server = serve(site.path(), &["--host", "0.0.0.0"]);
    assert!(server.address.starts_with("localhost:"), "{}", server.address);
    server.until("it is said who sees the site", || {
        said(&server).contains("Everyone")
    });
    let page = server.ask("GET", "/nb/trust/", &["Host: 192.0.2.7:80"]);
    assert_eq!(page.status, 200);
    assert!(
        page.text()
            .contains(&format!("href=\"http://{}/", server.address)),
        "{}",
        page.text()
    );
    assert_eq!(
        server.ask("GET", "/nb/trust/", &["Host: evil.example"]).status,
        421
    );
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_on_request() {
    use std::os::unix::fs::PermissionsExt;

    let site = site();
    let tool = site.path().join("bin/xdg-open");
    let opened = site.path().join("opened");
    write(
        site.path(),
        "bin/xdg-open",
        "#!/bin/sh\nprintf %s \"$1\" > \"$OPENED.new\" && mv \"$OPENED.new\" \"$OPENED\"\n",
    );
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).expect("the file is ours");
    let mut command = Command::new(PROGRAM);
    let path = std::env::var("PATH").unwrap_or_default();
    command
        .env("PATH", format!("{}:{path}", site.path().join("bin").display()))
        .env("OPENED", &opened);
    let server = serve_by(command, site.path(), &["--open", "--base-path", "/alliance"]);
    server.until("the browser is opened", || opened.exists());
    assert_eq!(
        fs::read_to_string(&opened).expect("it was written"),
        format!("http://{}/alliance/", server.address)
    );
    // Where there is none, the address is told once more.
    let mut command = Command::new(PROGRAM);
    command.env("PATH", "/nowhere");
    let server = serve_by(command, site.path(), &["--open"]);
    server.until("it is said that there is none", || {
        let said = server.said.lock().expect("nobody panics while holding it");
        said.contains("No browser could be opened")
    });
    assert_eq!(server.get("/nb/trust/").status, 200);
}

#[test]
fn a_port_that_is_taken_is_passed_over() {
    let site = site();
    let taken = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let port = taken.local_addr().expect("it is bound").port();
    let server = serve(site.path(), &["--port", &port.to_string()]);
    assert_ne!(server.address, format!("127.0.0.1:{port}"));
    let said = server
        .said
        .lock()
        .expect("nobody panics while holding it")
        .clone();
    assert!(said.contains(&format!("Port {port} is taken")), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_whatever_is_open() {
    let site = site();
    for signal in ["INT", "TERM"] {
        let mut server = serve(site.path(), &[]);
        let mut stream = server.connect();
        write!(stream, "GET /_tillit/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .expect("it takes a request");
        let mut first = [0; 1];
        stream.read_exact(&mut first).expect("the stream begins");
        let process = server.process.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &process]).status();
        assert!(sent.expect("there is a kill").success());
        let end = Instant::now() + crate::server::PATIENCE;
        let status = loop {
            if let Some(status) = server.process.try_wait().expect("it is our process") {
                break status;
            }
            assert!(Instant::now() < end, "{signal} does not end it");
            std::thread::sleep(Duration::from_millis(5));
        };
        assert_eq!(status.code(), Some(0), "{signal}");
    }
}

#[test]
fn changes_are_also_found_by_looking() {
    let site = site();
    let server = serve(site.path(), &["--poll"]);
    write(site.path(), "content/trust.nb.md", "---\ntitle: T\n---\n\nNy.\n");
    server.eventually("/nb/trust/", "Ny.");
    fs::remove_file(site.path().join("content/trust.nb.md")).expect("the file is ours");
    server.until("the page is gone", || server.get("/nb/trust/").status == 404);
}

/// Returns a command that begins a program to which the system grants so many watches, and no others than to it. `None`
/// where the system lets nobody do that.
#[cfg(target_os = "linux")]
fn with_watches(count: usize) -> Option<Command> {
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "sh", "-c"]);
    let limit = format!("echo {count} > /proc/sys/user/max_inotify_watches");
    let mut trial = Command::new("unshare");
    trial.args(["--user", "--map-root-user", "sh", "-c", &limit]);
    let is_allowed = trial.output().is_ok_and(|tried| tried.status.success());
    command.arg(format!("{limit} && exec \"$0\" \"$@\"")).arg(PROGRAM);
    is_allowed.then_some(command)
}

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_watches_no_more_folders_that_is_said_and_changes_are_looked_for() {
    // None at all; the folder and `content`, but nothing that comes later.
    for count in [1, 2] {
        let site = site();
        let Some(command) = with_watches(count) else {
            return;
        };
        let server = serve_by(command, site.path(), &[]);
        if count == 2 {
            // Else it might be there before `content` is watched.
            std::thread::sleep(Duration::from_millis(500));
            write(
                site.path(),
                "content/later/index.nb.md",
                "---\ntitle: Later\n---\n",
            );
        }
        server.until("it is said", || {
            let said = server.said.lock().expect("nobody panics while holding it");
            said.contains("looked for twice a second") && said.contains("max_user_watches")
        });
        write(site.path(), "content/trust.nb.md", "---\ntitle: T\n---\n\nNy.\n");
        server.eventually("/nb/trust/", "Ny.");
        write(
            site.path(),
            "content/deep/index.nb.md",
            "---\ntitle: Deep\n---\n\nDypt.\n",
        );
        server.eventually("/nb/deep/", "Dypt.");
        fs::remove_file(site.path().join("content/trust.nb.md")).expect("the file is ours");
        server.until("the page is gone", || server.get("/nb/trust/").status == 404);
    }
}

#[test]
fn a_template_that_was_stopped_is_tried_again_when_it_changes() {
    let site = site();
    let server = serve(site.path(), &["--without", "article.html"]);
    assert_eq!(server.get("/nb/trust/").status, 500);
    assert_eq!(server.get("/nb/").status, 200);
    server.until("the fault is told", || {
        server
            .get("/_tillit/faults.json")
            .text()
            .contains("began anew without it")
    });
    write(site.path(), "templates/article.html", "<p>{{ page.title }} again");
    server.eventually("/nb/trust/", "again");
}
