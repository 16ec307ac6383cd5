//! The JSON Schemas of `schemas/`: they are up to date, and they know every fault that a schema can know.
//!
//! Each file of data and each front matter of the site in `content/`, of the cases in `tests/suite/` and of the examples
//! in `src/diagnostic/examples/` is held against its schema. What tillit finds nothing wrong with must fit. What tillit
//! tells of, the schema must find on the same line, or it stands in `tests/beyond_schemas.txt`: faults that only several
//! values, or several files, tell together. `UPDATE=1 cargo test --test schema` writes that list and the schemas; read the
//! difference like code.

#![allow(
    clippy::disallowed_methods,
    reason = "a test about files reads files and asks its surroundings"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::{Location, LocationSegment};
use jsonschema::{ValidationError, Validator};
use serde_json::Value;
use tillit::content::data::DataKind;
use tillit::content::schema::Written;
use tillit::date::Date;
use tillit::diagnostic::{Code, Diagnostic};
use tillit::source::disk;
use tillit::source::front_matter::{self, Split};
use tillit::source::yaml::{Places, Step};
use tillit::span::{SourcePath, TextRange};
use tillit::{Memory, Options, Sources};

const BEYOND: &str = "tests/beyond_schemas.txt";

/// Files that tillit takes and a schema refuses: a title that is written `null` or `~` is a text to tillit. To a schema it is
/// the same as a title that is not there, which must not be.
const MISTAKEN: [&str; 2] = ["content/title-4.nb.md", "content/title-8.nb.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| unreachable!("{}: {error}", path.display()))
}

/// Compares a file with what it should hold, or writes it.
fn hold(path: &str, expected: &str) {
    let path = root().join(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(&path, expected).expect("a file can be written");
    } else {
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == expected,
            "{} is not up to date; UPDATE=1 writes it",
            path.display()
        );
    }
}

#[test]
fn the_schemas_are_up_to_date() {
    for written in Written::ALL {
        hold(&format!("schemas/{}", written.file_name()), &written.text());
    }
    let files = fs::read_dir(root().join("schemas")).expect("the schemas are there");
    assert_eq!(
        files.count(),
        Written::ALL.len(),
        "there is a file too many in schemas/"
    );
}

#[test]
fn the_schemas_are_schemas_and_say_what_keys_mean() {
    for written in Written::ALL {
        let schema = written.schema();
        assert!(jsonschema::draft7::meta::is_valid(&schema), "{}", written.name());
        let mut objects = vec![&schema];
        objects.extend(
            schema["definitions"]
                .as_object()
                .into_iter()
                .flat_map(|all| all.values()),
        );
        for object in objects {
            let Some(keys) = object["properties"].as_object() else {
                continue;
            };
            assert_eq!(
                object["additionalProperties"],
                Value::Bool(false),
                "{}: {object}",
                written.name()
            );
            for (key, value) in keys {
                assert!(
                    value["description"].is_string(),
                    "{}: nothing says what `{key}` means",
                    written.name()
                );
            }
        }
    }
}

/// A little site, or the one in `content/`.
struct Site {
    name: String,
    sources: Sources,
    options: Options,
}

/// The cases of a file, as `tests/suite.rs` reads them.
fn cases(path: &Path) -> Vec<Site> {
    let mut sites: Vec<Site> = Vec::new();
    let text = read(path);
    for case in text.split("==== ").skip(1) {
        let mut sources = Sources::default();
        let mut options = Options::default();
        let mut has_config = false;
        let mut blocks: Vec<(&str, String)> = Vec::new();
        for line in case.lines() {
            if let Some(name) = line.strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")) {
                blocks.push((name.trim(), String::new()));
            } else if let Some((_, body)) = blocks.last_mut() {
                body.push_str(line);
                body.push('\n');
            }
        }
        for (name, body) in blocks {
            match name {
                "options" => {
                    for line in body.lines() {
                        match line.split_once(": ") {
                            Some(("drafts", _)) => options.drafts = true,
                            Some(("future", _)) => options.future = true,
                            Some(("config", _)) => has_config = true,
                            Some(("today", day)) => {
                                options.today = Date::parse(day).expect("a case names a day");
                            }
                            _ => {}
                        }
                    }
                }
                _ if name.starts_with("expect:") => {}
                _ => {
                    has_config |= name == "tillit.yaml";
                    sources.insert_text(SourcePath::new(name), format!("{}\n", body.trim_end()));
                }
            }
        }
        if !has_config {
            let config = read(&root().join("tests/suite/tillit.yaml"));
            sources.insert_text(SourcePath::new("tillit.yaml"), config);
        }
        let name = case.lines().next().unwrap_or_default().to_owned();
        sites.push(Site {
            name,
            sources,
            options,
        });
    }
    sites
}

fn sites() -> Vec<Site> {
    let mut files: Vec<PathBuf> = ["tests/suite", "src/diagnostic/examples"]
        .into_iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).expect("there are cases"))
        .map(|entry| entry.expect("a folder can be read").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    files.sort();
    let mut sites: Vec<Site> = files.iter().flat_map(|path| cases(path)).collect();
    assert!(sites.len() > 200, "the cases were not found");
    let sources = disk::read(root(), None, &mut Vec::new()).expect("the repository can be read");
    // Its texts are younger than the day of the cases.
    let options = Options {
        future: true,
        ..Options::default()
    };
    let name = "content".to_owned();
    sites.push(Site {
        name,
        sources,
        options,
    });
    sites
}

/// What a file is, if authors write it in YAML.
fn kind(path: &str, sources: &Sources) -> Option<Written> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let beside = |name: &str| sources.text(&format!("{folder}/{name}")).is_some();
    match path {
        "tillit.yaml" => return Some(Written::Settings),
        "content/glossary.yaml" => return Some(Written::Glossary),
        "content/people.yaml" => return Some(Written::People),
        "content/subjects.yaml" => return Some(Written::Subjects),
        _ => {}
    }
    if path.starts_with("templates/strings/") && name.ends_with(".yaml") {
        return Some(Written::Strings);
    }
    if !path.starts_with("content/") {
        return None;
    }
    if name.ends_with(".md") {
        let is_of_data = name.starts_with("index.")
            && ["course.yaml", "instrument.yaml", "path.yaml"]
                .iter()
                .any(|name| beside(name));
        return Some(if is_of_data {
            Written::FrontMatterBesideData
        } else {
            Written::FrontMatter
        });
    }
    let is_shown = || {
        let mut texts = sources
            .iter()
            .filter(|file| file.path().as_str().ends_with(".md"));
        texts.any(|file| {
            let text = sources.text(file.path().as_str());
            text.is_some_and(|text| text.text.contains("::chart{") && text.text.contains(name))
        })
    };
    match DataKind::of_file_name(name) {
        Some(DataKind::Instrument) if folder != "content" => Some(Written::Instrument),
        Some(DataKind::Course) if folder != "content" => Some(Written::Course),
        Some(DataKind::Path) if folder != "content" => Some(Written::Path),
        _ if name.ends_with(".yaml") && is_shown() => Some(Written::Chart),
        _ => None,
    }
}

/// The steps to a place in a value.
fn steps(location: &Location) -> Vec<Step> {
    location
        .into_iter()
        .map(|segment| match segment {
            LocationSegment::Property(key) => Step::key(&key),
            LocationSegment::Index(index) => Step::Index(index),
        })
        .collect()
}

/// Where a schema finds something wrong: the value, and the key that it belongs to.
fn places(error: &ValidationError<'_>, all: &mut BTreeSet<Vec<Step>>) {
    let at = steps(error.instance_path());
    let names: Vec<String> = match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected.clone(),
        ValidationErrorKind::PropertyNames { error } => {
            error.instance().as_str().map(str::to_owned).into_iter().collect()
        }
        ValidationErrorKind::AnyOf { context }
        | ValidationErrorKind::OneOfNotValid { context }
        | ValidationErrorKind::OneOfMultipleValid { context } => {
            context.iter().flatten().for_each(|error| places(error, all));
            Vec::new()
        }
        _ => Vec::new(),
    };
    for name in &names {
        all.insert([at.as_slice(), &[Step::name(name)]].concat());
    }
    if !names.is_empty() {
        return;
    }
    if let Some((Step::Key(key), above)) = at.split_last() {
        all.insert([above, &[Step::name(key)]].concat());
    }
    all.insert(at);
}

fn line(text: &str, byte: usize) -> usize {
    text.get(..byte).unwrap_or(text).matches('\n').count()
}

#[test]
fn the_schemas_know_every_fault_that_a_schema_can_know() {
    let validators: BTreeMap<Written, Validator> = Written::ALL
        .into_iter()
        .map(|written| {
            let options = jsonschema::draft7::options().should_validate_formats(true);
            (written, options.build(&written.schema()).expect("it is a schema"))
        })
        .collect();
    let mut seen: BTreeMap<Written, (usize, usize)> = BTreeMap::new();
    let mut beyond = BTreeSet::new();
    let mut false_alarms = Vec::new();
    let mut mistaken = BTreeSet::new();
    for site in sites() {
        let built = tillit::build(&site.sources, &site.options, &mut Memory::default());
        let (_, diagnostics) = built.force_all();
        for file in site.sources.iter() {
            let path = file.path().as_str();
            let Some(written) = kind(path, &site.sources) else {
                continue;
            };
            let Some(file) = site.sources.text(path) else {
                continue;
            };
            let text = file.text.as_str();
            let range = match (path.ends_with(".md"), front_matter::split(text)) {
                (false, _) => TextRange::new(0, text.len()),
                (true, Split::Found { yaml, .. }) => yaml,
                (true, Split::Missing { .. } | Split::Unclosed { .. }) => continue,
            };
            let told: Vec<&Diagnostic> = diagnostics
                .iter()
                .filter(|diagnostic| {
                    diagnostic.span.as_ref().is_some_and(|span| {
                        span.path.as_str() == path
                            && span.range.start >= range.start
                            && span.range.start < range.end.max(1)
                    })
                })
                .collect();
            let slice = text
                .get(range.start..range.end)
                .expect("it is a part of the text");
            let is_unreadable = told.iter().any(|diagnostic| diagnostic.code == Code::YamlSyntax);
            let Ok(value) = serde_yaml::from_str::<Value>(slice) else {
                continue;
            };
            if is_unreadable {
                continue;
            }
            let mut wrong = BTreeSet::new();
            let mut words = Vec::new();
            for error in validators[&written].iter_errors(&value) {
                places(&error, &mut wrong);
                words.push(format!("{}: {error}", error.instance_path()));
            }
            let tree = Places::new(&file.path, text, range);
            let lines: BTreeSet<usize> = wrong
                .iter()
                .map(|steps| line(text, tree.of(steps).range.start))
                .collect();
            let (good, bad) = seen.entry(written).or_default();
            *(if wrong.is_empty() { good } else { bad }) += 1;
            let mut is_known = wrong.is_empty();
            for diagnostic in told {
                let at = diagnostic.span.as_ref().map_or(0, |span| span.range.start);
                let number = line(text, at);
                if lines.contains(&number) {
                    is_known = true;
                } else {
                    let shown = text.lines().nth(number).unwrap_or_default().trim();
                    beyond.insert(format!(
                        "{} | {} | {shown}",
                        diagnostic.code.name(),
                        written.name()
                    ));
                }
            }
            if !is_known && MISTAKEN.contains(&path) {
                mistaken.insert(path.to_owned());
            } else if !is_known {
                false_alarms.push(format!("{}, {path}:\n  {}", site.name, words.join("\n  ")));
            }
        }
    }
    assert!(
        false_alarms.is_empty(),
        "schemas refuse what tillit takes:\n{}",
        false_alarms.join("\n")
    );
    assert!(
        mistaken.iter().map(String::as_str).eq(MISTAKEN),
        "schemas take more than before"
    );
    for written in Written::ALL {
        let (good, bad) = seen.get(&written).copied().unwrap_or_default();
        assert!(good > 0, "no fixture is a good {}", written.name());
        // There is no case of a text beside data whose front matter is wrong, and none of wrong words.
        let has_wrong = !matches!(written, Written::FrontMatterBesideData | Written::Strings);
        assert!(bad > 0 || !has_wrong, "no fixture is a broken {}", written.name());
    }
    let list: Vec<String> = beyond.into_iter().collect();
    hold(BEYOND, &format!("{}\n", list.join("\n")));
}

fn tillit(arguments: &[&str]) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_tillit"))
        .args(["--lang", "en"])
        .args(arguments)
        .output()
        .expect("the program starts")
}

#[test]
fn the_command_writes_data_to_the_standard_output_and_says_the_rest_beside_it() {
    let one = tillit(&["schema", "course"]);
    assert_eq!(String::from_utf8_lossy(&one.stdout), Written::Course.text());
    assert!(one.stderr.is_empty());

    let list = tillit(&["schema"]);
    let names = String::from_utf8_lossy(&list.stdout);
    let names: Vec<&str> = names
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(Written::ALL.iter().map(|written| written.name()).eq(names));

    let wrong = tillit(&["schema", "cuorse"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(wrong.stdout.is_empty());
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("`course`"));
}

#[test]
fn a_new_site_has_the_schemas_that_its_settings_name() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let site = folder.path().join("site");
    let made = tillit(&["new", &site.to_string_lossy()]);
    assert!(made.status.success());
    let settings: Value =
        serde_json::from_str(&read(&site.join(".vscode/settings.json"))).expect("the settings are JSON");
    let schemas = settings["yaml.schemas"].as_object().expect("they name schemas");
    assert!(schemas.len() > 5);
    for (schema, files) in schemas {
        let text = read(&site.join(schema));
        let written = Written::ALL.into_iter().find(|written| files == written.files());
        assert_eq!(text, written.expect("there are such files").text(), "{schema}");
    }
    // Written again over what is there, as after an update.
    let output = site.join(".vscode/schemas");
    let again = tillit(&["schema", "--output", &output.to_string_lossy()]);
    assert!(again.status.success() && again.stdout.is_empty());
    assert_eq!(
        fs::read_dir(output).expect("they are there").count(),
        Written::ALL.len()
    );
}
