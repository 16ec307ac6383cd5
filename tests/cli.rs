//! The commands as a user runs them: what they write, what they say, how they end.

#![allow(
    clippy::disallowed_methods,
    reason = "the tests write sites and read what becomes of them"
)]

#[path = "hostile/data.rs"]
mod data;
#[path = "hostile/escaping.rs"]
mod escaping;
#[path = "hostile/input.rs"]
mod input;
#[path = "cli/output.rs"]
mod output;
#[path = "hostile/parsers.rs"]
mod parsers;
#[path = "cli/pictures.rs"]
mod pictures;
#[path = "hostile/property.rs"]
mod property;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
        said(&first).starts_with("Pages: nb 5. Files: "),
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
        said(&fine).contains("Nothing is wrong.\nPages: nb 5. Nothing was written."),
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
fn settings_under_a_wrong_name_are_found_and_told() {
    let site = site();
    fs::rename(
        site.path().join("tillit.yaml"),
        site.path().join("Tillit.yml.txt"),
    )
    .expect("the folder is ours");
    let run = |root: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_tillit"))
            .current_dir(site.path())
            .args(root)
            .args(["check", "--lang", "en"])
            .output()
            .expect("the program starts");
        (output.status.code(), said(&output))
    };
    for (code, said) in [run(&[]), run(&["--root", "."])] {
        assert_eq!(code, Some(1));
        assert!(
            said.contains("Rename `Tillit.yml.txt` to `tillit.yaml`."),
            "{said}"
        );
        assert!(said.contains("1 error"), "{said}");
    }
}

#[test]
fn a_site_without_an_address_is_told_unless_one_is_given() {
    let site = site();
    write(
        site.path(),
        "tillit.yaml",
        "languages:\n  nb: {name: Norsk, title: Tillit}\n",
    );
    for command in ["build", "check"] {
        let without = tillit(site.path(), &[command]);
        assert!(
            said(&without).contains("warning[missing-base-url]"),
            "{}",
            said(&without)
        );
        let with = tillit(site.path(), &[command, "--base-url", "https://example.org"]);
        assert!(!said(&with).contains("missing-base-url"), "{}", said(&with));
    }
    let status = tillit(site.path(), &["status"]);
    assert!(status.stderr.is_empty(), "nobody sees an address there");
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
fn a_file_of_the_theme_is_taken_over_where_the_site_is_read() {
    let site = site();
    let root = site.path();
    let listed = tillit(root, &["theme", "eject"]);
    let listed = String::from_utf8(listed.stdout).expect("names are UTF-8");
    let mut names = 0;
    // Each of them, in a site that has them all, gives the pages of a site that has none.
    tillit(root, &["build", "--output", "before"]);
    for name in listed.lines() {
        let output = tillit(root, &["theme", "eject", name]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        names += 1;
    }
    assert!(names > 30, "the files were not found");
    let output = tillit(root, &["build", "--output", "after"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(tree(&root.join("before")), tree(&root.join("after")));

    // What the site has changed is changed on its pages, and never overwritten.
    write(root, "templates/article.html", "<p>{{ page.title }}</p>\n");
    let again = tillit(root, &["theme", "eject", "templates/article.html"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("`templates/article.html` is there already"));
    tillit(root, &["build", "--output", "after"]);
    let page = fs::read_to_string(root.join("after/nb/trust/index.html")).expect("the page is there");
    assert_eq!(page.trim(), "<p>Tillit</p>");

    let wrong = tillit(root, &["theme", "eject", "templates/artikle.html"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        said(&wrong).contains("did you mean `templates/article.html`?"),
        "{}",
        said(&wrong)
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

const TWO_LANGUAGES: &str = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n  \
                             de: {name: Deutsch, title: Vertrauen}\n";

const RUPTURE: &str = "---\ntitle: Brudd & \"reparasjon\"\ndate: 2026-01-02\nweight: 3\nslug: brudd\nlists: {new: {of: home, order: newest}}\n---\n\nEt brudd er \
                       vanlig.\n\n## Hva *nå*? {#now}\n\nSnakk om det.\n\n### Og så?\n\nSlik er det.\n";

/// A site in two languages, with one text in the first.
fn two_languages() -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir_all(site.path().join("content/articles/rupture")).expect("the folder is ours");
    write(site.path(), "tillit.yaml", TWO_LANGUAGES);
    write(site.path(), "content/articles/rupture/index.nb.md", RUPTURE);
    site
}

fn shown(output: &Output) -> String {
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).expect("what is shown is UTF-8")
}

#[test]
fn a_translation_is_begun_recorded_and_seen_to_fall_behind() {
    let site = two_languages();
    let root = site.path();
    let status = |arguments: &[&str]| tillit(root, &[&["status"], arguments].concat());
    let missing = status(&["--fail-on", "missing,outdated"]);
    assert_eq!(missing.status.code(), Some(1));
    let told = shown(&missing);
    assert!(
        told.starts_with("Up to date   nb   de\ncontent/    1/1  0/1\n"),
        "{told}"
    );
    assert!(
        told.contains("tillit translate content/articles/rupture/index.nb.md --to de"),
        "{told}"
    );

    let original = "content/articles/rupture/index.nb.md";
    let begun = tillit(
        root,
        &["translate", original, "--to", "de", "--today", "2026-02-01"],
    );
    assert_eq!(begun.status.code(), Some(0), "{}", said(&begun));
    let file = "content/articles/rupture/index.de.md";
    let skeleton = fs::read_to_string(root.join(file)).expect("the file was made");
    assert_eq!(
        skeleton,
        "---\ntitle: \"Brudd & \\\"reparasjon\\\"\"\ndate: 2026-01-02\nweight: 3\nlists: {\"new\":{\"of\":\"home\",\"order\":\"newest\"}}\ndraft: true\n---\n\n\
         ## Hva nå? {#now}\n\n### Og så? {#og-sa}\n"
    );
    let built = tillit(root, &["build", "--drafts", "--quiet", "--today", "2026-03-01"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let page = fs::read_to_string(root.join("public/de/rupture/index.html")).expect("the draft is there");
    assert!(page.contains("<h2 id=\"now\">"), "{page}");
    assert_eq!(
        status(&["--fail-on", "missing,outdated,unrecorded"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(status(&["--fail-on", "draft"]).status.code(), Some(1));

    let again = tillit(root, &["translate", original, "--to", "de"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("is there already"), "{}", said(&again));
    assert_eq!(fs::read_to_string(root.join(file)).ok(), Some(skeleton.clone()));

    // A draft that nobody has touched says nothing that could be recorded; one in which a word is translated does.
    let untouched = tillit(root, &["translated", file]);
    assert_eq!(untouched.status.code(), Some(2));
    assert!(
        said(&untouched).contains("is translated yet"),
        "{}",
        said(&untouched)
    );
    write(root, file, &skeleton.replace("Brudd", "Bruch"));
    let begun = tillit(root, &["translated", file, "--today", "2026-02-01"]);
    assert_eq!(begun.status.code(), Some(0), "{}", said(&begun));

    write(root, file, &skeleton.replace("draft: true\n", ""));
    let told = shown(&status(&[]));
    assert!(told.contains("Nothing to do"), "{told}");

    // Other line breaks and targets change nothing, other words do.
    write(
        root,
        original,
        &RUPTURE.replace(
            "Et brudd er vanlig.",
            "Et brudd\ner [vanlig](https://example.org).",
        ),
    );
    assert!(shown(&status(&[])).contains("Nothing to do"));
    let changed = RUPTURE
        .replace("date: 2026-01-02", "date: 2026-01-02\nupdated: 2026-02-03")
        .replace("er vanlig", "er helt vanlig")
        .replace("Slik er det.", "Slik er det.\n\n- Nytt punkt");
    write(root, original, &changed);
    let behind = status(&["--fail-on", "outdated"]);
    assert_eq!(behind.status.code(), Some(1));
    let told = shown(&behind);
    assert!(
        told.contains(
            "content/articles/rupture/index.de.md is behind content/articles/rupture/index.nb.md; changed on 2026-02-03; \
             up to date on 2026-02-01\n  changed: paragraph, line 10\n    - Et brudd er vanlig.\n    + Et brudd er helt \
             vanlig.\n  new: item of a list, line 20\n    + Nytt punkt\n"
        ),
        "{told}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&shown(&status(&["--format", "json"]))).expect("it is JSON");
    let german = &json["translations"][1];
    assert_eq!(german["status"], "outdated");
    assert_eq!(german["entry"], "article:rupture");
    assert_eq!(german["changes"][0]["before"], "Et brudd er vanlig.");
    assert_eq!(json["sections"][0]["languages"]["de"]["outdated"], 1);

    let record = root.join("content/articles/rupture/index.de.original.txt");
    let before = fs::read_to_string(&record).expect("there is a record");
    let recorded = tillit(root, &["translated", file, "--today", "2026-02-04"]);
    assert_eq!(recorded.status.code(), Some(0), "{}", said(&recorded));
    assert!(shown(&status(&["--fail-on", "outdated,missing,draft,unrecorded"])).contains("Nothing to do"));
    let after = fs::read_to_string(&record).expect("there is a record");
    let lines: Vec<&str> = before.lines().filter(|line| !after.contains(line)).collect();
    assert_eq!(lines.len(), 1, "only what changed is written anew: {lines:?}");
    assert!(!root.join("public/files").exists(), "records are not published");

    // What was only taken out leaves no block of the day, which is recorded all the same.
    write(root, original, &changed.replace("\n\n- Nytt punkt", ""));
    let behind = shown(&status(&[]));
    assert!(
        behind.contains("up to date on 2026-02-04\n  removed: item of a list\n"),
        "{behind}"
    );
    let recorded = tillit(root, &["translated", file, "--today", "2026-02-06"]);
    assert_eq!(recorded.status.code(), Some(0), "{}", said(&recorded));
    assert!(shown(&status(&[])).contains("Nothing to do"));
    write(root, original, &changed.replace("\n\n- Nytt punkt", " Ja."));
    let behind = shown(&status(&[]));
    assert!(
        behind.contains("index.nb.md; up to date on 2026-02-06\n"),
        "{behind}"
    );
    let record_text = fs::read_to_string(&record).expect("there is a record");
    assert!(
        record_text.contains("\n\nrecorded: 2026-02-06\n\n"),
        "{record_text}"
    );

    // Records that name each other: the original stays it, for readers and for `status`.
    let back = tillit(
        root,
        &["translated", original, "--from", "de", "--today", "2026-02-07"],
    );
    assert_eq!(back.status.code(), Some(0), "{}", said(&back));
    write(
        root,
        file,
        &skeleton.replace("draft: true\n", "").replace("Hva nå", "Was nun"),
    );
    let json: serde_json::Value =
        serde_json::from_str(&shown(&status(&["--format", "json"]))).expect("it is JSON");
    let states = [0, 1].map(|index| json["translations"][index]["status"].clone());
    assert_eq!(states, ["original", "outdated"]);
    let built = tillit(root, &["build", "--quiet", "--today", "2026-03-01"]);
    assert_eq!(built.status.code(), Some(0), "{}", said(&built));
    let notice = |page: &str| {
        let page = root.join(format!("public/{page}/index.html"));
        let page = fs::read_to_string(page).expect("the page is there");
        page.contains("notice-outdated")
    };
    assert_eq!([notice("nb/brudd"), notice("de/rupture")], [false, true]);
}

#[test]
fn status_tells_how_hard_texts_are_to_read() {
    let folder = two_languages();
    let root = folder.path();
    let settings = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: T}\n  de: {name: Deutsch, title: T}\n\
                    readability:\n  home: {lix: 20}\n";
    write(root, "tillit.yaml", settings);
    // Ten times ten words in two sentences, of which three are long: 10 / 2 + 300 / 10.
    let sentences = "Alliansen er samarbeidet i terapi. En terapeut lytter og spør.\n\n".repeat(10);
    write(
        root,
        "content/long.nb.md",
        &format!("---\ntitle: Lang\n---\n{sentences}"),
    );
    write(root, "content/short.nb.md", "---\ntitle: Kort\n---\nNoe kort.\n");
    let told = shown(&tillit(root, &["status"]));
    let line = told
        .lines()
        .find(|line| line.starts_with("article:long"))
        .unwrap_or_default();
    let cells: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(cells, ["article:long", "35.0!", "–", "–"], "{told}");
    assert!(!told.contains("article:short"), "{told}");
    let json: serde_json::Value =
        serde_json::from_str(&shown(&tillit(root, &["status", "--format", "json"]))).expect("it is JSON");
    let reading = &json["readability"][0];
    assert_eq!(reading["file"], "content/long.nb.md");
    assert_eq!(
        (reading["words"].as_u64(), reading["sentences"].as_u64()),
        (Some(100), Some(20))
    );
    assert_eq!(reading["figures"]["lix"], 35.0);
    assert_eq!(reading["targets"]["lix"], 20.0);
}

#[test]
fn a_text_is_named_by_any_path_that_leads_to_it() {
    let site = two_languages();
    let root = site.path();
    let original = "content/articles/rupture/index.nb.md";
    let absolute = root.join(original).to_string_lossy().into_owned();
    let roundabout = format!("content/../{original}");
    let from_top = format!("/{original}");
    for named in [
        original,
        &format!("./{original}"),
        &absolute,
        &roundabout,
        &from_top,
    ] {
        let begun = tillit(root, &["translate", named, "--to", "de"]);
        assert_eq!(begun.status.code(), Some(0), "{named}: {}", said(&begun));
        for made in ["index.de.md", "index.de.original.txt"] {
            fs::remove_file(root.join("content/articles/rupture").join(made)).expect("it was made");
        }
    }
}

#[test]
fn a_translation_whose_record_cannot_be_written_is_not_begun() {
    let site = two_languages();
    let root = site.path();
    let record = "content/articles/rupture/index.de.original.txt";
    fs::create_dir(root.join(record)).expect("the folder is ours");
    write(root, &format!("{record}/x"), "");
    let before = tree(&root.join("content"));
    let output = tillit(
        root,
        &["translate", "content/articles/rupture/index.nb.md", "--to", "de"],
    );
    assert_ne!(output.status.code(), Some(0));
    assert!(said(&output).contains(record), "{}", said(&output));
    assert!(tree(&root.join("content")) == before);
}

#[test]
fn wrong_use_of_the_commands_for_translations_changes_nothing() {
    let site = two_languages();
    let root = site.path();
    let before = tree(&root.join("content"));
    let original = "content/articles/rupture/index.nb.md";
    for (arguments, word) in [
        (
            vec!["translate", original, "--to", "sv"],
            "not a language of this site",
        ),
        (vec!["translate", original, "--to", "nb"], "is there already"),
        (
            vec!["translate", "content/nothing.nb.md", "--to", "de"],
            "not a text of this site",
        ),
        (vec!["translated", original], "is the original"),
        (vec!["translated", original, "--from", "de"], "no original"),
    ] {
        let output = tillit(root, &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said(&output).contains(word), "{}", said(&output));
    }
    assert_eq!(
        tillit(root, &["status", "--fail-on", "late"]).status.code(),
        Some(2)
    );
    assert!(tree(&root.join("content")) == before);
}

#[test]
fn a_new_site_has_nothing_to_mend_in_any_languages() {
    let all = ["nb", "de", "sv", "en"];
    for chosen in 1..1_usize << all.len() {
        let languages: Vec<&str> = all
            .iter()
            .enumerate()
            .filter(|(index, _)| chosen & (1 << index) != 0)
            .map(|(_, language)| *language)
            .collect();
        let languages = languages.join(",");
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let root = folder.path();
        let path = root.to_str().expect("the folder has a name");
        let made = tillit(root, &["new", path, "--languages", &languages]);
        assert_eq!(made.status.code(), Some(0), "{languages}: {}", said(&made));
        assert!(
            said(&made).contains("tillit serve --open --root "),
            "{}",
            said(&made)
        );
        let checked = tillit(root, &["check", "--deny", "warnings", "--quiet"]);
        assert_eq!(
            (checked.status.code(), said(&checked).as_str()),
            (Some(0), ""),
            "{languages}"
        );
        let status = tillit(
            root,
            &["status", "--fail-on", "missing,draft,outdated,unrecorded"],
        );
        assert_eq!(status.status.code(), Some(0), "{languages}: {}", shown(&status));
        if languages == "nb,de,sv,en" {
            let built = tillit(root, &["build", "--quiet"]);
            assert_eq!((built.status.code(), said(&built).as_str()), (Some(0), ""));
            let page = fs::read_to_string(root.join("public/de/artikel/lesezeit/index.html"))
                .expect("the address has the slugs of its language");
            for part in [
                "<figcaption>Zwei Seiten",
                "href=\"/de/artikel/\"",
                "href=\"/de/themen/lesen/\"",
                "id=\"ref-brysbaert2019\"",
            ] {
                assert!(page.contains(part), "{part} is missing in {page}");
            }
        }
    }
}

#[test]
fn a_new_site_speaks_the_language_of_its_author() {
    let above = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = above.path().join("a b/site");
    let path = folder.to_str().expect("the folder has a name");
    let made = tillit(
        above.path(),
        &["new", path, "--lang", "sv", "--title", "Läs: \"nu\""],
    );
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    assert!(
        said(&made).starts_with("En ny webbplats finns i "),
        "{}",
        said(&made)
    );
    assert!(
        said(&made).contains(&format!("--root \"{path}\"")),
        "{}",
        said(&made)
    );
    let config = fs::read_to_string(folder.join("tillit.yaml")).expect("the file was made");
    assert!(
        config.contains("default_language: sv\n") && config.contains("# Språken, i den"),
        "{config}"
    );
    assert!(folder.join("content/_index.en.md").is_file() && !folder.join("content/_index.nb.md").exists());
    let built = tillit(&folder, &["build", "--quiet"]);
    assert_eq!((built.status.code(), said(&built).as_str()), (Some(0), ""));
    let page = fs::read_to_string(folder.join("public/sv/index.html")).expect("there is a front page");
    assert!(page.contains("<title>Läs: &quot;nu&quot;</title>"), "{page}");

    let before = tree(&folder);
    let again = tillit(above.path(), &["new", path]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("is not empty"), "{}", said(&again));
    let file = folder.join("tillit.yaml");
    let taken = tillit(
        above.path(),
        &["new", file.to_str().expect("the file has a name")],
    );
    assert_eq!(taken.status.code(), Some(2));
    assert!(said(&taken).contains("is there already"), "{}", said(&taken));
    assert!(tree(&folder) == before);
}

#[test]
fn a_new_site_in_another_language_begins_with_english_texts() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().to_str().expect("the folder has a name");
    fs::create_dir(folder.path().join(".git")).expect("the folder is ours");
    let made = tillit(folder.path(), &["new", path, "--languages", "fr,no,no"]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let text = fs::read_to_string(folder.path().join("content/_index.fr.md")).expect("the file was made");
    assert!(
        text.contains("title: Welcome") && text.contains("`content/_index.fr.md`"),
        "{text}"
    );
    assert!(folder.path().join("content/_index.nb.md").is_file());
    let built = tillit(folder.path(), &["build", "--quiet"]);
    assert_eq!((built.status.code(), said(&built).as_str()), (Some(0), ""));
}
