//! The rules of ARCHITECTURE.md about the code: who may use whom, where crates are at home, how a file opens.
//!
//! The tables are read from the paper itself, so that it cannot say one thing and the code another. Code is read line
//! by line, without comments; that is enough for code which `cargo fmt` has set.

#![allow(clippy::disallowed_methods, reason = "a test about files reads files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One file of `src/`.
struct SourceFile {
    /// Its path, with `/`: `src/page/address.rs`.
    path: String,
    /// Its text, as it stands.
    text: String,
    /// Its text without lines of comment.
    code: String,
}

impl SourceFile {
    /// The path without `src/` and the ending, and `page` for `src/page/mod.rs`: what the tables call it.
    fn place(&self) -> &str {
        let place = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        place.strip_suffix("/mod").unwrap_or(place)
    }

    /// The top-level module it belongs to.
    fn module(&self) -> &str {
        self.place().split('/').next().unwrap_or_default()
    }

    /// `lib.rs` and `main.rs` only declare and start; no row of the table speaks of them.
    fn is_root(&self) -> bool {
        matches!(self.place(), "lib" | "main")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every `.rs` file under `src/`, sorted by path.
fn source_files() -> Vec<SourceFile> {
    let mut folders = vec![root().join("src")];
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src/ can be listed") {
            let path = entry.expect("src/ can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().map(read_source).collect()
}

fn read_source(path: &PathBuf) -> SourceFile {
    let text = fs::read_to_string(path).expect("a source file is text");
    let relative = path
        .strip_prefix(root())
        .expect("the file was found below the root");
    SourceFile {
        path: relative.to_string_lossy().replace('\\', "/"),
        code: without_comments(&text),
        text,
    }
}

/// The code above a file's unit tests, which may name any crate that helps them.
fn above_tests(code: &str) -> &str {
    code.split_once("\n#[cfg(test)]\nmod ")
        .map_or(code, |(above, _)| above)
}

/// Drops lines of comment, and what stands after ` // ` on a line.
fn without_comments(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.split_once(" // ").map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rows of the table whose first heading is `heading`: the names in its first two columns, `-` and `—` left out.
fn table(heading: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let paper =
        fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md stands beside Cargo.toml");
    let rows: Vec<_> = paper
        .lines()
        .skip_while(|line| cells(line).first().is_none_or(|cell| *cell != heading))
        .skip(2) // The headings, and the line below them.
        .map(cells)
        .take_while(|cells| cells.len() >= 2)
        .map(|cells| (names(cells[0]), names(cells[1])))
        .collect();
    assert!(
        !rows.is_empty(),
        "ARCHITECTURE.md has no table whose first heading is `{heading}`"
    );
    rows
}

/// The cells of a line of a table; none if it is no such line.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    match line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) {
        Some(inner) => inner.split('|').map(str::trim).collect(),
        None => Vec::new(),
    }
}

/// The names between backticks; other words of a cell are for readers.
fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The import table: for each module, in the order of the stages, what it may use.
fn import_table() -> Vec<(String, Vec<String>)> {
    table("Module")
        .into_iter()
        .flat_map(|(modules, uses)| modules.into_iter().map(move |module| (module, uses.clone())))
        .collect()
}

/// The table of homes: for each crate, the places of `src/` that may name it. `icu_*` stands for all that begin so.
fn homes() -> Vec<(String, Vec<String>)> {
    table("Crate")
        .into_iter()
        .flat_map(|(crates, places)| crates.into_iter().map(move |name| (name, places.clone())))
        .collect()
}

fn home_of<'a>(homes: &'a [(String, Vec<String>)], name: &str) -> Option<&'a [String]> {
    homes
        .iter()
        .find(|(pattern, _)| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => pattern == name,
        })
        .map(|(_, places)| places.as_slice())
}

/// The top-level modules that a text names by `crate::…` or, out of a folder, by `super::super::…`.
fn modules_used(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for start in ["crate::", "super::super::"] {
        for (at, _) in code.match_indices(start) {
            let boundary = code[..at]
                .chars()
                .next_back()
                .is_none_or(|before| !is_part_of_name(before) && before != ':');
            if !boundary {
                continue;
            }
            let rest = code[at + start.len()..].trim_start();
            match rest.strip_prefix('{') {
                Some(group) => used.extend(first_names_of_group(group)),
                None => used.push(leading_name(rest)),
            }
        }
    }
    used.retain(|name| !name.is_empty());
    used.sort();
    used.dedup();
    used
}

/// Of `a::b, c::{d, e}}` the names `a` and `c`.
fn first_names_of_group(group: &str) -> Vec<String> {
    let mut names = vec![leading_name(group.trim_start())];
    let mut depth = 0usize;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(leading_name(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    names
}

fn leading_name(text: &str) -> String {
    text.chars()
        .take_while(|character| is_part_of_name(*character))
        .collect()
}

fn is_part_of_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Tells whether code names a crate: `name::…`, `use name;` or `use name as …`, not as a part of a longer path.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = &code[..at];
        let after = &code[at + name.len()..];
        let begins =
            !before.ends_with(|character| is_part_of_name(character) || matches!(character, ':' | '.'));
        let imported = before.ends_with("use ") && (after.starts_with(';') || after.starts_with(" as "));
        begins && (after.starts_with("::") || imported)
    })
}

/// The crates that Cargo.toml lists for the program itself, as code names them.
fn dependencies() -> Vec<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest can be read");
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]") && !line.contains("dev-") && !line.contains("build-");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| inside && !line.starts_with('#')) {
            names.push(name.trim().replace('-', "_"));
        }
    }
    assert!(!names.is_empty(), "Cargo.toml lists no dependencies");
    names
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_import_table_only_looks_up() {
    let mut above = Vec::new();
    let mut faults = Vec::new();
    for (modules, uses) in table("Module") {
        for used in uses.iter().filter(|used| !above.contains(*used)) {
            faults.push(format!(
                "ARCHITECTURE.md lets {} use {used}, which does not stand in a row above it",
                modules.join(", ")
            ));
        }
        above.extend(modules);
    }
    report(&faults);
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let table: BTreeMap<_, _> = import_table().into_iter().collect();
    let mut faults = Vec::new();
    for file in source_files().iter().filter(|file| !file.is_root()) {
        let Some(allowed) = table.get(file.module()) else {
            faults.push(format!(
                "{} belongs to {}, which has no row in ARCHITECTURE.md",
                file.path,
                file.module()
            ));
            continue;
        };
        for used in modules_used(&file.code) {
            // Items that lib.rs exports again have no row; they are reached by their module.
            if used == file.module() || allowed.contains(&used) {
                continue;
            }
            if table.contains_key(&used) {
                faults.push(format!(
                    "{} uses crate::{used}, which ARCHITECTURE.md does not allow",
                    file.path
                ));
            } else {
                faults.push(format!(
                    "{} uses crate::{used}, which is no module of ARCHITECTURE.md",
                    file.path
                ));
            }
        }
    }
    report(&faults);
}

#[test]
fn every_row_of_the_import_table_has_its_module() {
    let files = source_files();
    let faults: Vec<_> = import_table()
        .iter()
        .filter(|(module, _)| !files.iter().any(|file| file.module() == module))
        .map(|(module, _)| {
            format!("ARCHITECTURE.md has a row for {module}, but there is no such module in src/")
        })
        .collect();
    report(&faults);
}

#[test]
fn crates_are_named_only_at_home() {
    let homes = homes();
    let mut faults = Vec::new();
    for name in dependencies() {
        let Some(places) = home_of(&homes, &name) else {
            faults.push(format!(
                "the crate {name} of Cargo.toml has no home in ARCHITECTURE.md"
            ));
            continue;
        };
        if places.iter().any(|place| place == "*") {
            continue;
        }
        for file in source_files() {
            let at_home = places.iter().any(|place| {
                file.place() == place
                    || file
                        .place()
                        .strip_prefix(place.as_str())
                        .is_some_and(|rest| rest.starts_with('/'))
            });
            if !at_home && names_crate(above_tests(&file.code), &name) {
                faults.push(format!(
                    "{} names the crate {name}, whose home is {}",
                    file.path,
                    places.join(" and ")
                ));
            }
        }
    }
    report(&faults);
}

#[test]
fn every_home_houses_a_crate_of_the_manifest() {
    let dependencies = dependencies();
    let faults: Vec<_> = homes()
        .iter()
        .filter(|row| {
            !dependencies
                .iter()
                .any(|name| home_of(std::slice::from_ref(*row), name).is_some())
        })
        .map(|(name, _)| {
            format!("ARCHITECTURE.md has a home for the crate {name}, which Cargo.toml does not list")
        })
        .collect();
    report(&faults);
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let faults: Vec<_> = source_files()
        .iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| format!("{} does not open with a line `//! …`", file.path))
        .collect();
    report(&faults);
}

#[test]
fn paths_are_recognised_in_code() {
    let code = "use crate::page::address::Address;\nlet x = crate::slug::slug(a);\nuse crate::{\n    span::Span,\n    \
                language::{Language, tag::Tag},\n};\nuse super::super::theme::Theme;\nuse other_crate::hidden;";
    assert_eq!(modules_used(code), ["language", "page", "slug", "span", "theme"]);
    assert_eq!(
        modules_used(&without_comments(
            "//! See crate::theme.\nlet a = 1; // crate::page"
        )),
        [""; 0]
    );
}

#[test]
fn crates_are_recognised_in_code() {
    for naming in [
        "use tera::Tera;",
        "tera::Context::new()",
        "use tera;",
        "#[tera::main]",
        "&tera::Tera",
    ] {
        assert!(names_crate(naming, "tera"), "{naming}");
    }
    for other in [
        "let tera = 1;",
        "use crate::tera::Tera;",
        "use tera_contrib::x;",
        "mytera::x",
        "self.tera.render()",
    ] {
        assert!(!names_crate(other, "tera"), "{other}");
    }
}
