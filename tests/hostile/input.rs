//! Files that nobody should have written, read by the program as its users run it: each ends soon, with a plain word.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{site, tree, write};

/// How long a run may take before it counts as hanging, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// The address space of a run, in kB. A net, not a measure: the allocator reserves far more than it uses.
const ADDRESS_SPACE: u64 = 4_000_000;

/// Runs `tillit build`. Returns its code and what it says; a hang is a failure, and so is an end by a signal.
fn build(root: &Path) -> (i32, String) {
    let said = root.join("said.txt");
    let mut process = Command::new("sh")
        .arg("-c")
        .arg(format!("ulimit -v {ADDRESS_SPACE}; exec \"$@\""))
        .args(["sh", env!("CARGO_BIN_EXE_tillit"), "--root"])
        .arg(root)
        .args(["build", "--quiet", "--today", "2026-01-01"])
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(fs::File::create(&said).expect("the folder is ours"))
        .spawn()
        .expect("the program starts");
    let end = Instant::now() + PATIENCE;
    let status = loop {
        if let Some(status) = process.try_wait().expect("the process is ours") {
            break status;
        }
        let hangs = Instant::now() > end;
        if hangs {
            let _ = process.kill();
            let _ = process.wait();
        }
        assert!(!hangs, "it hangs");
        std::thread::sleep(Duration::from_millis(5));
    };
    let said = String::from_utf8(fs::read(&said).expect("it was just made")).expect("messages are UTF-8");
    assert!(status.code().is_some(), "it crashed: {status}\n{said}");
    let code = status.code().unwrap_or_default();
    assert!(!said.contains("panicked"), "{said}");
    (code, said)
}

fn write_bytes(root: &Path, path: &str, bytes: &[u8]) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().expect("a file is in a folder")).expect("the folder is ours");
    fs::write(place, bytes).expect("the folder is ours");
}

/// Builds a site that also has these files; with an error the message must say so, without one the build must succeed.
fn told(files: &[(&str, &[u8])], parts: &[&str]) -> String {
    let site = site();
    for (path, bytes) in files {
        write_bytes(site.path(), path, bytes);
    }
    let (code, said) = build(site.path());
    assert!(
        code == i32::from(said.contains("error[") || said.starts_with("error:")),
        "{code}: {said}"
    );
    for part in parts {
        assert!(said.contains(part), "`{part}` is not said:\n{said}");
    }
    if parts.is_empty() {
        assert_eq!(said, "");
    }
    said
}

/// The page of a text, for one that can be built.
fn page(bytes: &[u8], parts: &[&str]) -> String {
    let site = site();
    write_bytes(site.path(), "content/a.nb.md", bytes);
    let (code, said) = build(site.path());
    assert_eq!(code, 0, "{said}");
    for part in parts {
        assert!(said.contains(part), "`{part}` is not said:\n{said}");
    }
    String::from_utf8(fs::read(site.path().join("public/nb/a/index.html")).expect("it was built"))
        .expect("it is UTF-8")
}

#[test]
fn encodings_are_read_or_told() {
    let text = "---\ntitle: Blåbær\n---\nTo\n\nlinjer: ø.\n";
    let expected = page(text.as_bytes(), &[]);
    let lines = |ending: &str| text.replace('\n', ending).into_bytes();
    assert_eq!(page(&lines("\r\n"), &[]), expected);
    assert_eq!(page(&lines("\r"), &[]), expected);
    assert_eq!(page(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), &[]), expected);
    let units: Vec<u16> = std::iter::once('\u{feff}')
        .chain(text.chars())
        .map(|c| c as u16)
        .collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    assert_eq!(page(&little, &["warning[utf16]"]), expected);
    assert_eq!(page(&big, &["warning[utf16]"]), expected);

    told(
        &[("content/a.nb.md", b"---\ntitle: A\n---\nBl\xe5b\xe6r\n")],
        &["error[not-utf8]", "line 4", "`\u{e5}`"],
    );
    told(
        &[("content/a.nb.md", b"---\ntitle: \x93A\x94\n---\n")],
        &["error[not-utf8]", "line 2", "`\u{201c}`"],
    );
    told(
        &[("content/a.nb.md", b"---\ntitle: A\n---\nNU\0L\n")],
        &["error[control-character]", "a.nb.md:4:3", "U+0000"],
    );
    told(
        &[("content/a.nb.md", b"---\ntitle: A\rtitel: B\r---\r")],
        &["error[unknown-key]", "a.nb.md:3:1"],
    );
    told(&[("content/a.nb.md", &[])], &["error[missing-front-matter]"]);
    // What is only copied may be in any encoding.
    told(
        &[("static/a.csv", b"bl\xe5\0"), ("content/b.csv", b"bl\xe5\0")],
        &[],
    );
}

#[test]
fn files_have_a_largest_size() {
    let large = "word ".repeat(10_000_001);
    told(
        &[("content/a.nb.md", large.as_bytes())],
        &["error[too-long]", "content/a.nb.md", "10 MB"],
    );
    told(
        &[("content/people.yaml", large.as_bytes())],
        &["error[too-long]", "content/people.yaml"],
    );
    told(&[("static/a.txt", large.as_bytes())], &[]);
    let front = format!("---\ntitle: {}\n---\n", "word ".repeat(30_000));
    told(
        &[("content/a.nb.md", front.as_bytes())],
        &["error[too-long]", "a.nb.md:2:1", "100 kB"],
    );
}

#[test]
fn yaml_is_bounded() {
    let people = |text: &str, part: &str| {
        told(&[("content/people.yaml", text.as_bytes())], &[part]);
    };
    for deep in ["[", "{a: ", "- ", "? ", "- ? ", "[\"]\", ", "!!x ["] {
        people(&format!("a: {}\n", deep.repeat(100_000)), "error[yaml-syntax]");
        people(&deep.repeat(100_000), "error[yaml-syntax]");
    }
    let indented: String = (0..1000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    people(&indented, "100 deep");
    // A billion laughs, as lists and as people.
    let mut laughs = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n".to_owned();
    let mut names = "a0: &a0 {name: ha}\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        laughs.push_str(&format!("a{level}: &a{level} [{before}]\n"));
        names.push_str(&format!("a{level}: &a{level} {{name: [{before}]}}\n"));
    }
    people(&laughs, "error[yaml-syntax]");
    people(&names, "error[");
    people(&format!("{}: {{name: A}}\n", "k".repeat(1_000_000)), "error[");
    people(
        &format!("a: {{name: \"{}\n", "x\n".repeat(100_000)),
        "error[yaml-syntax]",
    );
    people(&"a: {name: A}\n".repeat(5_000), "error[duplicate-key]");
    people(&"---\n".repeat(100_000), "error[yaml-syntax]");
    people("a: &a {name: A}\nb: {<<: *a}\n", "error[unknown-key]");
    people("a: {name: !!python/object/apply:os.system ['ls']}\n", "error[");
    people("a: &a [*a]\n", "error[");
    told(
        &[(
            "content/people.yaml",
            b"a: &x {name: A}\nb: &x {name: B}\nc: *x\n",
        )],
        &[],
    );
    for number in [".nan", ".inf", "1e999", &"9".repeat(1000)] {
        let text = format!("---\ntitle: A\nweight: {number}\n---\n");
        told(
            &[("content/a.nb.md", text.as_bytes())],
            &["error[wrong-type]", "a.nb.md:3:9"],
        );
        let text = format!("---\ntitle: A\nextra: {{a: {number}}}\n---\n");
        let _ = page(text.as_bytes(), &[]);
    }
    let many = format!("---\ntitle: A\nauthors: [{}]\n---\n", "x,".repeat(8_000));
    told(
        &[("content/a.nb.md", many.as_bytes())],
        &["error[unknown-person]"],
    );
    let many: String = (0..3_000)
        .map(|number| format!("A_{number}: {{name: x, url: 'x:y'}}\n"))
        .collect();
    people(&many, "error[bad-slug]");
}

#[test]
fn references_are_bounded() {
    let references = |text: &str, parts: &[&str]| {
        told(&[("content/references.bib", text.as_bytes())], parts);
    };
    let bad = &["error[bad-bibliography]", "content/references.bib"];
    let field = |value: &str| format!("@book{{a, author = {{B}}, date = {{2020}}, title = {{{value}}}}}\n");
    references(&field(&"{".repeat(100_000)), bad);
    references(
        &field(&format!("{}{}", "{".repeat(50_000), "}".repeat(50_000))),
        bad,
    );
    references(
        &field(&format!("{}{}", "\\emph{".repeat(20_000), "}".repeat(20_000))),
        bad,
    );
    references(&field(&"{a}".repeat(100_000)), bad);
    references(&field(&"\\emph".repeat(10_000)), &[]);
    references(&field(&"$x$".repeat(10_000)), &[]);
    references("@string{a = b}\n@string{b = a}\n@book{k, title = a}\n", bad);
    references("@string{a = a}\n@book{k, title = a}\n", bad);
    let mut bomb = "@string{s0 = \"ha\"}\n".to_owned();
    for level in 1..15 {
        let before = vec![format!("s{}", level - 1); 10].join(" # ");
        bomb.push_str(&format!("@string{{s{level} = {before}}}\n"));
    }
    references(&format!("{bomb}@book{{k, title = s14}}\n"), bad);
    let chain: String = (1..20_000)
        .map(|n| format!("@string{{s{n} = s{}}}\n", n - 1))
        .collect();
    references(
        &format!("@string{{s0 = \"a\"}}\n{chain}@book{{k, title = s19999}}\n"),
        bad,
    );
    references("@book{a, crossref={b}}\n@book{b, crossref={a}}\n", bad);
    references("@book{a, ids={c}, xdata={b}}\n@xdata{b, xdata={c}}\n", bad);
    let wide: String = (1..20)
        .map(|n| {
            format!(
                "@xdata{{x{n}, xdata={{{}}}}}\n",
                vec![format!("x{}", n - 1); 10].join(",")
            )
        })
        .collect();
    references(&format!("@xdata{{x0, title={{A}}}}\n{wide}"), bad);
    references(&"@book{a,\n".repeat(20_000), bad);
    references(&"@".repeat(100_000), bad);
    references(
        "@string{press = \"Press\"}\n@book{a, title = \"A\" # press, author = {B}, date = {2020}, crossref = {b}}\n\
                @book{b, title = {B}, editor = {C}, date = {2020}}\n",
        &[],
    );
}

#[test]
fn pictures_may_lie() {
    let png = |width: u32, height: u32| {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x06\0\0\0");
        bytes
    };
    let text = b"---\ntitle: A\n---\n![x](x.png) ![y](y.svg)\n";
    for (picture, is_told) in [
        (png(0, 0), true),
        (png(0, 5), true),
        (png(u32::MAX, u32::MAX), true),
        (png(1 << 31, 1), true),
        (png(3, 2)[..20].to_vec(), true),
        (b"\xff\xd8\xff".to_vec(), true),
        (b"\xff\xd8\xff\xe0\0\0\xff\xe0\0\0".to_vec(), true),
        (b"RIFF\xff\xff\xff\xffWEBPVP8X".to_vec(), true),
        (
            b"\0\0\0\x01ftypavif\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(),
            true,
        ),
        (b"\0\0\0\0ftypavif".repeat(10_000), true),
        (Vec::new(), true),
    ] {
        let svg = format!("{}<svg {}", "<!--".repeat(100_000), "a='".repeat(100_000));
        let files: [(&str, &[u8]); 3] = [
            ("content/a/index.nb.md", text),
            ("content/a/x.png", &picture),
            ("content/a/y.svg", svg.as_bytes()),
        ];
        let said = told(&files, &["warning[unreadable-image]", "`y.svg`"]);
        assert_eq!(said.contains("`x.png`"), is_told, "{picture:?}: {said}");
    }
    for svg in [
        "<svg width='1e400' height='2'/>",
        "<svg width='0' height='0'/>",
        "<svg viewBox='0 0 1 1e308'/>",
        "<",
    ] {
        let text = b"---\ntitle: A\n---\n![y](y.svg)\n";
        told(
            &[
                ("content/a/index.nb.md", text),
                ("content/a/y.svg", svg.as_bytes()),
            ],
            &["warning[unreadable-image]"],
        );
    }
    // What cannot be looked through for scripts is not published.
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><svg xmlns='http://www.w3.org/2000/svg'><!-- \xe5 --><script/></svg>";
    for path in ["content/a/z.svg", "content/a/y.svg"] {
        let text = b"---\ntitle: A\n---\n![y](y.svg)\n";
        told(
            &[("content/a/index.nb.md", text), (path, latin)],
            &["error[broken-image]", path],
        );
    }
}

#[test]
fn templates_are_bounded() {
    let article = |text: &str, parts: &[&str]| {
        told(&[("templates/article.html", text.as_bytes())], parts);
    };
    article(
        "{% include \"article.html\" %}",
        &["error[template-syntax]", "templates/article.html:1:1"],
    );
    article(
        "{% component A(n: integer) %}{{<A n={n}/>}}{% endcomponent A %}{{<A n={1}/>}}",
        &["error[template-syntax]", "<A> → <A>"],
    );
    article("{% extends \"article.html\" %}", &["error[template-syntax]"]);
    article(
        "{% include \"nowhere.html\" %}",
        &["error[template-syntax]", "nowhere.html"],
    );
    article(
        "{% for i in range(end=1000000000) %}x{% endfor %}",
        &["error[template-fault]", "limit"],
    );
    article(
        &format!(
            "{}{}",
            "{% if true %}".repeat(20_000),
            "{% endif %}".repeat(20_000)
        ),
        &["error[template-syntax]"],
    );
    article(
        &format!("{{% if a %}}{}{{% endif %}}", "{% elif b %}".repeat(20_000)),
        &["error[template-syntax]"],
    );
    article(
        &format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000)),
        &["error[template-syntax]"],
    );
    article(
        &format!("{{{{ page{} }}}}", ".a".repeat(20_000)),
        &["error[template-syntax]"],
    );
    article(
        &format!("{{{{ 'a'{} }}}}", "|upper".repeat(20_000)),
        &["error[template-syntax]"],
    );
    article(
        &format!(
            "{{% set s = '{}' %}}{{% for i in range(end=100000) %}}{{{{ s }}}}{{% endfor %}}",
            "x".repeat(10_000)
        ),
        &["error[template-fault]", "100 MB"],
    );
}

/// Such templates are stopped from outside; Linux tells how much memory they take.
#[test]
#[cfg(target_os = "linux")]
fn templates_are_watched() {
    let site = site();
    let (code, said) = build(site.path());
    assert_eq!(code, 0, "{said}");
    let before = tree(&site.path().join("public"));
    for (text, part) in [
        (
            "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}",
            "seconds",
        ),
        (
            "{% set s = 'aaaaaaaa' %}{% for i in range(end=60) %}{% set_global s = s ~ s %}{% endfor %}",
            "memory",
        ),
    ] {
        write_bytes(site.path(), "templates/article.html", text.as_bytes());
        let (code, said) = build(site.path());
        assert_eq!(code, 1, "{said}");
        assert!(
            said.contains(part) && said.contains("`article.html`") && said.contains("/nb/trust/"),
            "{said}"
        );
        assert!(
            tree(&site.path().join("public")) == before,
            "the published site changed"
        );
    }
}

#[test]
fn strange_files_are_told() {
    let site = site();
    let content = site.path().join("content");
    let made = Command::new("mkfifo").arg(content.join("pipe.nb.md")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo makes a pipe");
    let _socket =
        std::os::unix::net::UnixListener::bind(content.join("socket.nb.md")).expect("the folder is ours");
    symlink("/dev/zero", content.join("zero.nb.md")).expect("the folder is ours");
    symlink(".", content.join("loop")).expect("the folder is ours");
    symlink("b.nb.md", content.join("c.nb.md")).expect("the folder is ours");
    symlink("c.nb.md", content.join("b.nb.md")).expect("the folder is ours");
    symlink("nowhere.md", content.join("dangling.nb.md")).expect("the folder is ours");
    symlink("/etc/passwd", content.join("outside.nb.md")).expect("the folder is ours");
    symlink("/etc", content.join("outside")).expect("the folder is ours");
    symlink("trust.nb.md", content.join("inside.nb.md")).expect("the folder is ours");
    let (code, said) = build(site.path());
    assert_eq!(code, 1, "{said}");
    for (file, part) in [
        ("content/pipe.nb.md", "unreadable-file"),
        ("content/socket.nb.md", "unreadable-file"),
        ("content/zero.nb.md", "outside-link"),
        ("content/loop", "unreadable-file"),
        ("content/b.nb.md", "unreadable-file"),
        ("content/c.nb.md", "unreadable-file"),
        ("content/dangling.nb.md", "unreadable-file"),
        ("content/outside.nb.md", "outside-link"),
        ("content/outside", "outside-link"),
    ] {
        let found = said
            .split("\n\n")
            .any(|fault| fault.contains(&format!("--> {file}\n")) && fault.contains(part));
        assert!(found, "{file}: {part}\n{said}");
    }
    assert!(!said.contains("inside.nb.md"), "{said}");
    assert!(!said.contains("root:"), "a file outside is shown");
}

#[test]
fn strange_names_are_told() {
    let site = site();
    let content = site.path().join("content");
    let text = "---\ntitle: A\n---\n";
    for name in [
        "line\nbreak.nb.md",
        "esc\u{1b}[31m.nb.md",
        "bidi\u{202e}dm.bn.nb.md",
    ] {
        fs::write(content.join(name), text).expect("the folder is ours");
    }
    let latin1 = std::ffi::OsStr::from_bytes(b"bl\xe5.nb.md");
    fs::write(content.join(latin1), text).expect("the folder is ours");
    let long = format!("{}.nb.md", "a".repeat(240));
    fs::write(content.join(&long), text).expect("the folder is ours");
    fs::write(content.join("\"><script>.nb.md"), text).expect("the folder is ours");
    let (code, said) = build(site.path());
    assert_eq!(code, 1, "{said}");
    assert_eq!(said.matches("its name holds").count(), 3, "{said}");
    assert!(said.contains("its name is not stored as UTF-8"), "{said}");
    assert!(said.contains("error[bad-slug]"), "{said}");
    assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}'), "{said:?}");
}

#[test]
fn what_may_not_be_read_or_written_is_told() {
    let site = site();
    // Root may read everything, so the program is run as somebody else where that is possible.
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| {
        use std::os::unix::fs::MetadataExt;
        own.uid() == 0
    });
    let secret = site.path().join("content/secret.nb.md");
    write(site.path(), "content/secret.nb.md", "---\ntitle: A\n---\n");
    fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o000))
        .expect("the file is ours");
    let mut command = if is_root {
        fs::set_permissions(site.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))
            .expect("it is ours");
        let mut command = Command::new("setpriv");
        command.args([
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            env!("CARGO_BIN_EXE_tillit"),
        ]);
        command
    } else {
        Command::new(env!("CARGO_BIN_EXE_tillit"))
    };
    // As somebody else the program cannot write here either, which is told without hiding the rest.
    let output = command.arg("--root").arg(site.path()).arg("build").output();
    let Ok(output) = output else { return };
    let said = String::from_utf8_lossy(&output.stderr);
    if is_root && !said.contains("content/secret.nb.md") && said.contains("setpriv") {
        return;
    }
    assert!(
        output.status.code().is_some_and(|code| code == 1 || code == 3),
        "{said}"
    );
    if is_root {
        assert!(
            output.status.code() == Some(3) && said.contains("public"),
            "{said}"
        );
    } else {
        assert!(
            said.contains("content/secret.nb.md") && said.contains("not permitted"),
            "{said}"
        );
    }
}
