//! What strangers try: other names and origins, paths out of the site, heads without end, many at once and slow ones.

use std::fs;
use std::io::{Read, Write};
use std::time::Duration;

use crate::server::{Answer, serve, site, write};

#[test]
fn only_those_who_write_are_answered() {
    let site = site();
    let server = serve(site.path(), &[]);
    let port = server
        .address
        .rsplit(':')
        .next()
        .expect("there is a port")
        .to_owned();
    let status = |path: &str, headers: &[&str]| server.ask("GET", path, headers).status;
    for ours in [
        "localhost",
        "LOCALHOST:1",
        "127.0.0.1",
        "127.0.0.2:9",
        "[::1]",
        "[::1]:80",
    ] {
        assert_eq!(status("/nb/trust/", &[&format!("Host: {ours}")]), 200, "{ours}");
    }
    for foreign in [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8420",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "localhost@evil.example",
        "",
    ] {
        assert_eq!(
            status("/nb/trust/", &[&format!("Host: {foreign}")]),
            421,
            "{foreign}"
        );
    }
    assert_eq!(
        status("/nb/trust/", &["Host: localhost", "Host: evil.example"]),
        400
    );
    let without = server.send(b"GET /nb/trust/ HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert_eq!(without.map(|answer| answer.status), Some(400));
    let absolute = |uri: &str| server.ask("GET", uri, &["Host: localhost"]).status;
    assert_eq!(absolute("http://evil.example/nb/trust/"), 421);
    assert_eq!(absolute(&format!("http://127.0.0.1:{port}/nb/trust/")), 200);

    for origin in [
        "http://evil.example",
        "null",
        "https://localhost",
        "http://localhost:1",
    ] {
        let head = format!("Origin: {origin}");
        for path in ["/_tillit/events", "/_tillit/faults.json", "/_tillit/"] {
            assert_eq!(status(path, &[&head]), 403, "{origin} {path}");
        }
    }
    assert_eq!(
        status("/_tillit/faults.json", &["Sec-Fetch-Site: cross-site"]),
        403
    );
    let own = format!("Origin: http://{}", server.address);
    assert_eq!(
        status("/_tillit/faults.json", &[&own, "Sec-Fetch-Site: same-origin"]),
        200
    );

    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        let answer = server.ask(method, "/nb/trust/", &[]);
        assert_eq!(
            (answer.status, answer.headers["allow"].as_str()),
            (405, "GET, HEAD"),
            "{method}"
        );
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = site();
    write(site.path(), "secret.txt", "SECRET");
    write(site.path(), "static/own.txt", "own");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.txt", site.path().join("static/linked.txt"))
            .expect("the folder is ours");
        let outside = tempfile::NamedTempFile::new().expect("a temporary file can be made");
        fs::write(outside.path(), "SECRET").expect("the file is ours");
        std::os::unix::fs::symlink(outside.path(), site.path().join("static/out.txt"))
            .expect("the folder is ours");
    }
    let server = serve(site.path(), &[]);
    assert_eq!(server.get("/own.txt").text(), "own");
    let secret = "secret.txt";
    let mut paths: Vec<String> = [
        "../",
        "..%2f",
        "..%2F",
        "%2e%2e/",
        "%2e%2e%2f",
        "%252e%252e%252f",
        "..\\",
        "..%5c",
        "..%255c",
        "....//",
        "..;/",
        ".%00./",
        "..%c0%af",
        "%c0%ae%c0%ae/",
        "%uff0e%uff0e/",
        "..%ef%bc%8f",
        "/",
        "//",
        "file:///",
        "~/",
        "./",
        "%2e/",
        "nb/../../",
        "static/",
        "content/../",
    ]
    .iter()
    .map(|way| format!("/{way}{secret}"))
    .collect();
    paths.extend(
        [
            "/tillit.yaml",
            "/content/trust.nb.md",
            "/../../../../../../etc/passwd",
            "/..%2f..%2f..%2f..%2fetc%2fpasswd",
            "/out.txt",
            "/nb/trust/%00",
            "/nb/trust/..",
            "/nb/%74rust/",
            "/nb//trust/",
            "//nb/trust/",
            "/NB/TRUST/",
            "/nb/trust/.",
            "/_tillit/../secret.txt",
            "/_tillit/%2e%2e/secret.txt",
            "/%",
            "/%zz",
            "/nb/trust/index.html/",
        ]
        .map(str::to_owned),
    );
    for path in &paths {
        let answer = server.ask("GET", path, &["Host: localhost"]);
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
        assert!(
            !answer.text().contains("SECRET") && !answer.text().contains("root:"),
            "{path}"
        );
    }
    // What is wrong with the request itself is the asker's fault as well.
    for request in [
        &b"GET secret.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"[..],
        b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /a\\b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"nonsense\r\n\r\n",
    ] {
        if let Some(answer) = server.send(request) {
            let shown = String::from_utf8_lossy(request);
            assert!((400..500).contains(&answer.status), "{shown}: {}", answer.status);
        }
    }
    let mut long = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ".to_vec();
    long.resize(200_000, b'a');
    let answer = server.send(&long).map(|answer| answer.status);
    assert!(
        answer.is_none_or(|status| (400..500).contains(&status)),
        "{answer:?}"
    );
    assert_eq!(server.get("/nb/trust/").status, 200);
}

#[test]
fn many_at_once_and_slow_ones_keep_nobody_waiting() {
    let site = site();
    write(site.path(), "static/large.bin", &"x".repeat(3_000_000));
    let server = serve(site.path(), &[]);
    // Some send their heads a letter at a time, some do not read what they asked for.
    let mut slow: Vec<_> = (0..200).map(|_| server.connect()).collect();
    for stream in &mut slow {
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHos");
    }
    let mut lazy: Vec<_> = (0..50).map(|_| server.connect()).collect();
    for stream in &mut lazy {
        let _ = stream.write_all(b"GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    let request = format!(
        "GET /nb/trust/ HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        server.address
    );
    let mut all: Vec<_> = (0..500).map(|_| server.connect()).collect();
    for stream in &mut all {
        stream.write_all(request.as_bytes()).expect("it takes a request");
    }
    for stream in &mut all {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        assert_eq!(Answer::read(&bytes).map(|answer| answer.status), Some(200));
    }
    drop((slow, lazy));
    std::thread::sleep(Duration::from_millis(10));
    assert_eq!(server.get("/nb/trust/").status, 200);
}
