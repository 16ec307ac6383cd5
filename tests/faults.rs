//! What tillit says of faults: complete in every language, in plain words, and shown by examples that are true.
//!
//! That the examples are true is the matter of `tests/suite.rs`, which builds them; here they only have to be there.

#![allow(
    clippy::disallowed_methods,
    reason = "a test about files reads files and asks its surroundings"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tillit::diagnostic::example::Example;
use tillit::diagnostic::{Code, Diagnostic, Phrase, Tongue};
use tillit::report::{explanation, github, json, sarif, terminal};
use tillit::span::{SourcePath, TextRange};
use tillit::{Memory, Options, Sources};

/// Codes that no text can have, and where they are tested instead.
const WITHOUT_EXAMPLE: &[(Code, &str)] = &[
    (Code::NotUtf8, "src/source/disk.rs"),
    (Code::Utf16, "tests/hostile/input.rs"),
    (Code::TooLong, "tests/hostile/input.rs"),
    (Code::ControlCharacter, "tests/hostile/input.rs"),
    (Code::UnreadableFile, "src/source/disk.rs"),
    (Code::OutsideLink, "src/source/disk.rs"),
    (Code::HugeImage, "tests/cli/pictures.rs"),
    (Code::DeadExternal, "src/check/external.rs"),
    (Code::UncheckedExternal, "src/check/external.rs"),
];

/// Words that authors need not know, as parts of words in small letters.
const JARGON: &[(Tongue, &[&str])] = &[
    (
        Tongue::English,
        &[
            "deserial",
            "panic",
            "unwrap",
            "mapping value",
            "token",
            "parse",
            "parsing",
            "syntax",
            "string",
            "bool",
            "integer",
            "null",
            "struct",
            "enum",
            "variant",
            "invalid",
            "scalar",
            "sequence",
            "front matter",
            "regex",
            "exception",
            "sanitis",
            "utf8",
            "none yet.",
        ],
    ),
    (
        Tongue::Norwegian,
        &[
            "deserial",
            "panikk",
            "token",
            "parse",
            "syntaks",
            "streng",
            "boolsk",
            "null",
            "ugyldig",
            "unntak",
            "front matter",
            "frontmatter",
            "sekvens",
        ],
    ),
    (
        Tongue::German,
        &[
            "deserial",
            "panik",
            "token",
            "parse",
            "syntax",
            "string",
            "zeichenkette",
            "bool",
            "null",
            "ungültig",
            "front matter",
            "frontmatter",
            "sequenz",
            "bitte",
        ],
    ),
    (
        Tongue::Swedish,
        &[
            "deserial",
            "panik",
            "token",
            "parsa",
            "parsning",
            "syntax",
            "sträng",
            "boolesk",
            "null",
            "ogiltig",
            "undantag",
            "front matter",
            "frontmatter",
            "sekvens",
        ],
    ),
];

/// The help of a code whose faults each have a remedy of their own, which is a phrase.
const REMEDY: &str = "{remedy}";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text that tillit says in a language, with a name for the report of a test.
fn texts(tongue: Tongue) -> Vec<(String, &'static str)> {
    let mut texts = Vec::new();
    for code in Code::ALL {
        let wording = tongue.wording(*code);
        let explanation = tongue.explanation(*code);
        for (part, text) in [
            ("message", wording.message),
            ("label", wording.label),
            ("help", wording.help),
            ("summary", explanation.summary),
            ("meaning", explanation.meaning),
        ] {
            texts.push((format!("{code} {part}"), text));
        }
    }
    texts.extend(
        Phrase::ALL
            .iter()
            .map(|phrase| (format!("{phrase:?}"), tongue.phrase(*phrase))),
    );
    texts
}

/// The names in braces, such as `key` of `{key}`.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .collect()
}

#[test]
fn every_language_fills_the_same_places() {
    let english = texts(Tongue::English);
    for tongue in Tongue::ALL {
        for ((name, text), (_, english)) in texts(tongue).iter().zip(&english) {
            assert_eq!(places(text), places(english), "{tongue:?}: {name}");
            assert_eq!(text.is_empty(), english.is_empty(), "{tongue:?}: {name}");
            // Either form of a number must have all places.
            if let Some((one, other)) = text.split_once(" | ") {
                assert_eq!(places(one), places(other), "{tongue:?}: {name}");
                assert!(places(one).contains("count"), "{tongue:?}: {name}");
            }
        }
    }
}

#[test]
fn every_text_is_a_sentence_of_its_kind() {
    for tongue in Tongue::ALL {
        for code in Code::ALL {
            let (wording, explanation) = (tongue.wording(*code), tongue.explanation(*code));
            assert!(!wording.message.ends_with('.'), "{tongue:?}: {code}");
            // An abbreviation, such as HTML, keeps its capitals.
            let begins_capital = wording.message.starts_with(char::is_uppercase)
                && wording.message.chars().nth(1).is_some_and(char::is_lowercase);
            assert!(!begins_capital, "{tongue:?}: {code}");
            for sentence in [wording.help, explanation.summary, explanation.meaning] {
                assert!(
                    sentence.ends_with('.') || sentence == REMEDY,
                    "{tongue:?}: {code}: {sentence}"
                );
            }
            assert!(places(explanation.summary).is_empty(), "{tongue:?}: {code}");
        }
        for remedy in [
            Phrase::CloseQuote,
            Phrase::CloseBracket,
            Phrase::IndentLine,
            Phrase::QuoteText,
            Phrase::LookAtYaml,
        ] {
            assert!(tongue.phrase(remedy).ends_with('.'), "{tongue:?}: {remedy:?}");
        }
    }
}

#[test]
fn nothing_is_left_in_english() {
    let english: BTreeMap<_, _> = texts(Tongue::English).into_iter().collect();
    for tongue in Tongue::ALL
        .into_iter()
        .filter(|tongue| *tongue != Tongue::English)
    {
        for (name, text) in texts(tongue) {
            assert!(
                text.is_empty() || text == REMEDY || english[&name] != text,
                "{tongue:?}: {name}: {text}"
            );
        }
    }
}

#[test]
fn authors_need_no_words_of_programmers() {
    for (tongue, jargon) in JARGON {
        for (name, text) in texts(*tongue) {
            // What stands between backticks is not said but quoted.
            let said: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
            let said = said.to_lowercase();
            for word in *jargon {
                assert!(!said.contains(word), "{tongue:?}: {name}: `{word}` in: {text}");
            }
            if *tongue == Tongue::German {
                // Readers are not addressed. At the beginning of a sentence "Sie" is another word.
                let text = text.replace(". Sie ", ". ");
                assert!(
                    !text.contains(" Sie ") && !text.contains(" Ihr"),
                    "{name}: {text}"
                );
            }
        }
    }
}

/// The `.rs` files below `src/`.
fn source_files() -> Vec<PathBuf> {
    let mut folders = vec![root().join("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src/ can be listed") {
            let path = entry.expect("src/ can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("tests.rs")
            {
                files.push(path);
            }
        }
    }
    files
}

#[test]
fn words_of_ours_come_from_the_tables() {
    for path in source_files() {
        let text = fs::read_to_string(&path).expect("a source file is text");
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        for part in code.split(".with(").skip(1) {
            for name in ["reason", "expected", "found"] {
                assert!(
                    !part.trim_start().starts_with(&format!("\"{name}\"")),
                    "{}: `{name}` is words of ours; give a `Phrase` with `.saying`",
                    path.display()
                );
            }
            let arguments = part.trim_start().splitn(3, '"').nth(2).unwrap_or_default();
            let value = arguments.trim_start_matches([',', ' ', '\n']);
            let literal = value.strip_prefix('"').and_then(|value| value.split('"').next());
            assert!(
                literal.is_none_or(|literal| !literal.contains(' ')),
                "{}: `{}` is told in English to everybody; make it a `Phrase` and give it with `.saying`",
                path.display(),
                literal.unwrap_or_default()
            );
        }
    }
}

/// The files that tell what a program says that tillit relies on.
const WHERE_OTHERS_SPEAK: [&str; 4] = [
    "src/markdown/math.rs",
    "src/page/citation/library.rs",
    "src/source/yaml/words.rs",
    "src/theme/mod.rs",
];

#[test]
fn only_others_speak_english_to_everybody() {
    for path in source_files() {
        let text = fs::read_to_string(&path).expect("a source file is text");
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let name = path.strip_prefix(root()).expect("it is below the root");
        let name = name.to_string_lossy().replace('\\', "/");
        assert!(
            !code.contains("Phrase::Said.") || WHERE_OTHERS_SPEAK.contains(&name.as_str()),
            "{name}: words of ours need a `Phrase` of their own; `Said` is for what others say"
        );
        let mut given: Vec<&str> = code.split("\"said\",").skip(1).collect();
        given.extend(code.split("io::Error::other(").skip(1));
        let made = code.split("io::Error::new(").skip(1);
        given.extend(made.filter_map(|part| Some(part.split_once(',')?.1)));
        for value in given {
            let value = value.trim_start().trim_start_matches('&');
            assert!(
                !value.starts_with(['"']) && !value.starts_with("format!"),
                "{name}: a sentence of ours in English: {}",
                value.lines().next().unwrap_or_default()
            );
        }
    }
}

#[test]
fn what_our_types_expect_is_in_the_tables() {
    let table = fs::read_to_string(root().join("src/source/yaml/words.rs")).expect("a source file is text");
    for path in source_files() {
        let text = fs::read_to_string(&path).expect("a source file is text");
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let visitors = code.split("fn expecting(").skip(1);
        let complaints = code
            .split("invalid_value(")
            .skip(1)
            .filter_map(|part| part.split_once("&\""));
        let expectations = visitors
            .filter_map(|part| part.split('"').nth(1))
            .chain(complaints.filter_map(|(_, part)| part.split('"').next()));
        for expectation in expectations {
            assert!(
                table.contains(&format!("\"{expectation}\"")),
                "{}: `{expectation}` has no phrase in `src/source/yaml/words.rs`",
                path.display()
            );
        }
    }
}

#[test]
fn every_code_has_an_example_that_has_the_fault() {
    for code in Code::ALL {
        let example = Example::of(*code);
        let file = format!("src/diagnostic/examples/{code}.txt");
        if let Some((_, place)) = WITHOUT_EXAMPLE.iter().find(|(without, _)| without == code) {
            assert_eq!(example, Example::default(), "{file} has an example after all");
            let test = fs::read_to_string(root().join(place)).expect("the list names a file");
            let tests = test.split("#[cfg(test)]").last().unwrap_or_default();
            assert!(tests.contains(code.name()), "{place} has no test of {code}");
            continue;
        }
        assert!(
            !example.wrong.is_empty() && !example.mended.is_empty(),
            "{file} needs two cases"
        );
        assert!(
            example.report.contains(&format!("[{code}]")),
            "{file}: the first case must expect {code}; it expects:\n{}",
            example.report
        );
    }
    // The second case expects no diagnostics, so `tests/suite.rs` proves that it has none.
    for entry in fs::read_dir(root().join("src/diagnostic/examples")).expect("the examples can be listed") {
        let path = entry.expect("the examples can be listed").path();
        let name = path
            .file_stem()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        assert!(
            Code::ALL.iter().any(|code| code.name() == name),
            "{name} is no code"
        );
        let text = fs::read_to_string(&path).expect("an example is text");
        let mended = text.split("\n==== ").nth(2).unwrap_or_default();
        assert!(
            !mended.contains("-- expect: diagnostics --"),
            "{name}: the second case is mended"
        );
        assert!(
            text.contains("-- expect: check --") == mended.trim_end().ends_with("-- expect: check --"),
            "{name}: `check` has nothing to say of the second case"
        );
    }
}

/// Compares a file of `docs/` with what it is made from; with `UPDATE=1`, writes it.
fn assert_written(path: &str, content: &str) {
    let place = root().join(path);
    if std::env::var("UPDATE").is_ok_and(|value| value == "1") {
        fs::create_dir_all(place.parent().expect("it is in docs/")).expect("docs/ can be made");
        fs::write(&place, content).expect("docs/ can be written");
    }
    let written = fs::read_to_string(&place).unwrap_or_default();
    assert!(
        written == content,
        "{path} is out of date; UPDATE=1 cargo test --test faults writes it anew"
    );
}

#[test]
fn the_reference_page_says_what_explain_says() {
    assert_written("docs/faults.md", &explanation::page());
}

#[test]
fn the_schema_is_that_of_the_program() {
    assert_written("docs/diagnostic.schema.json", &json::schema());
}

/// Faults of every form: with a place, without one, in a file whose text is not known, with related places.
fn faults() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    for (path, text) in [
        (
            "content/a å.nb.md",
            "---\ntitle: 😀\nslug: b\ntitel: x\n---\n\n[a](article:q) [b](article:q)\n\n<x-y>",
        ),
        ("content/b.nb.md", "---\ntitle: B\n---\n"),
        ("tillit.yaml", "languages:\n  nb: {name: Norsk, title: T}\n"),
    ] {
        sources.insert_text(SourcePath::new(path), text.to_owned());
    }
    let built = tillit::build(&sources, &Options::default(), &mut Memory::default());
    let mut diagnostics = built.find_faults();
    let gone = SourcePath::new("gone.md");
    diagnostics.push(Diagnostic::new(Code::NotUtf8, TextRange::default().of(&gone)));
    diagnostics.push(Diagnostic::global(Code::MissingConfig));
    (sources, diagnostics)
}

/// Says where a value is otherwise than a schema wants it. Knows the words that our schema uses, and no others.
fn misfits(value: &Value, schema: &Value, whole: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut misfit = |what: String| found.push(format!("{place}: {what}"));
    let Some(rules) = schema.as_object() else {
        return vec![format!("{place}: the schema is no object")];
    };
    let mut deeper = Vec::new();
    for (rule, wanted) in rules {
        match rule.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let pointer = wanted.as_str().unwrap_or_default().trim_start_matches('#');
                deeper.push((
                    value.clone(),
                    whole.pointer(pointer).cloned().unwrap_or_default(),
                    place.to_owned(),
                ));
            }
            "type" => {
                let names: Vec<&str> = match wanted {
                    Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                    name => name.as_str().into_iter().collect(),
                };
                let fits = names.iter().any(|name| match *name {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_u64(),
                    "null" => value.is_null(),
                    _ => false,
                });
                if !fits {
                    misfit(format!("{value} is none of {names:?}"));
                }
            }
            "enum" => {
                if !wanted.as_array().is_some_and(|choices| choices.contains(value)) {
                    misfit(format!("{value} is no choice"));
                }
            }
            "minimum" => {
                if value
                    .as_u64()
                    .is_some_and(|number| Some(number) < wanted.as_u64())
                {
                    misfit(format!("{value} is too small"));
                }
            }
            "required" => {
                for name in wanted.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if value.get(name).is_none() {
                        misfit(format!("{name} is missing"));
                    }
                }
            }
            "dependentRequired" => {
                for (name, others) in wanted.as_object().into_iter().flatten() {
                    for other in others.as_array().into_iter().flatten().filter_map(Value::as_str) {
                        if value.get(name).is_some() && value.get(other).is_none() {
                            misfit(format!("{other} is missing beside {name}"));
                        }
                    }
                }
            }
            "properties" => {
                for (name, schema) in wanted.as_object().into_iter().flatten() {
                    if let Some(value) = value.get(name) {
                        deeper.push((value.clone(), schema.clone(), format!("{place}/{name}")));
                    }
                }
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object();
                for name in value.as_object().into_iter().flat_map(|object| object.keys()) {
                    if known.is_none_or(|known| !known.contains_key(name)) {
                        misfit(format!("{name} is not in the schema"));
                    }
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    deeper.push((item.clone(), wanted.clone(), format!("{place}/{index}")));
                }
            }
            other => misfit(format!("this test does not know `{other}`")),
        }
    }
    for (value, schema, place) in deeper {
        found.extend(misfits(&value, &schema, whole, &place));
    }
    found
}

#[test]
fn json_is_what_its_schema_says() {
    let schema: Value = serde_json::from_str(&json::schema()).expect("the schema is JSON");
    let (sources, diagnostics) = faults();
    let text_of = |path: &SourcePath| sources.text(path.as_str()).map(|file| file.text.as_str());
    for tongue in Tongue::ALL {
        let rendered = json::render(&diagnostics, &text_of, tongue);
        assert!(rendered.lines().count() >= 6, "{rendered}");
        for line in rendered.lines() {
            let value: Value = serde_json::from_str(line).expect("each line is JSON");
            assert_eq!(misfits(&value, &schema, &schema, ""), [""; 0], "{line}");
        }
    }
    let wrong = serde_json::json!({"code": "x", "severity": "error", "message": "", "help": 1, "file": "a"});
    assert_eq!(misfits(&wrong, &schema, &schema, "").len(), 9);
}

#[test]
fn sarif_has_rules_places_and_fingerprints() {
    let (sources, diagnostics) = faults();
    let text_of = |path: &SourcePath| sources.text(path.as_str()).map(|file| file.text.as_str());
    let render = |diagnostics: &[Diagnostic], folder| -> Value {
        let rendered = sarif::render(diagnostics, &text_of, Tongue::Swedish, folder);
        serde_json::from_str(&rendered).expect("it is JSON")
    };
    let log = render(&diagnostics, "nettsted/");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"]
        .as_array()
        .expect("there are rules");
    assert_eq!(rules.len(), Code::ALL.len());
    assert!(
        rules
            .iter()
            .all(|rule| rule["help"]["text"].as_str().is_some_and(|text| text.len() > 50))
    );
    let results = run["results"].as_array().expect("there are results");
    let mut fingerprints = BTreeSet::new();
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("it has a rule");
        let index = usize::try_from(index).expect("it is small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(rules[index]["defaultConfiguration"]["level"], result["level"]);
        assert!(!result["message"]["text"].as_str().unwrap_or_default().is_empty());
        fingerprints.insert(result["partialFingerprints"]["tillit/v1"].to_string());
    }
    assert_eq!(
        fingerprints.len(),
        results.len(),
        "two dead links on a line are two faults"
    );
    let link = results
        .iter()
        .find(|result| result["ruleId"] == "dead-link")
        .expect("the link is dead");
    assert_eq!(
        link["locations"][0]["physicalLocation"],
        serde_json::json!({
            "artifactLocation": {"uri": "nettsted/content/a%20%C3%A5.nb.md", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 7, "startColumn": 5, "endLine": 7, "endColumn": 14},
        })
    );
    let gone = results
        .iter()
        .find(|result| result["ruleId"] == "not-utf8")
        .expect("it is told");
    assert!(gone["locations"][0]["physicalLocation"].get("region").is_none());
    let config = results
        .iter()
        .find(|result| result["ruleId"] == "missing-config")
        .expect("it is told");
    assert_eq!(config["locations"], serde_json::json!([]));
    assert_eq!(render(&[], "")["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn every_format_tells_every_fault() {
    let (sources, diagnostics) = faults();
    let text_of = |path: &SourcePath| sources.text(path.as_str()).map(|file| file.text.as_str());
    let commands = github::render(&diagnostics, &text_of, Tongue::German, "");
    assert_eq!(commands.lines().count(), diagnostics.len());
    for line in commands.lines() {
        assert!(
            line.starts_with("::error ") || line.starts_with("::warning "),
            "{line}"
        );
    }
    assert_eq!(
        json::render(&diagnostics, &text_of, Tongue::German)
            .lines()
            .count(),
        diagnostics.len()
    );
}

#[test]
fn of_many_faults_of_a_kind_in_a_file_a_hundred_are_told_and_the_rest_counted() {
    let many = "<x>\n\n".repeat(5_000);
    let mut sources = Sources::default();
    for (path, text) in [
        (
            "content/a.nb.md",
            format!("---\ntitle: A\n---\n\n{many}[a](article:q)\n"),
        ),
        ("content/b.nb.md", "---\ntitle: B\n---\n\n<x>\n".to_owned()),
        (
            "tillit.yaml",
            "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: T}\n".to_owned(),
        ),
    ] {
        sources.insert_text(SourcePath::new(path), text);
    }
    let built = tillit::build(&sources, &Options::default(), &mut Memory::default());
    let diagnostics = built.find_faults();
    assert_eq!(diagnostics.len(), 5_002);
    let text_of = |path: &SourcePath| sources.text(path.as_str()).map(|file| file.text.as_str());

    let shown = terminal::render(&diagnostics, &text_of, terminal::Style::Plain, Tongue::English);
    assert_eq!(shown.matches("\nwarning[dropped-html]").count() + 1, 101);
    assert_eq!(
        shown.matches("and 4900 more of this kind in this file").count(),
        1
    );
    assert!(shown.contains("--> content/a.nb.md:203:1\n"), "the hundredth");
    assert!(shown.contains("--> content/a.nb.md:10005:5\n"), "another kind");
    assert!(shown.ends_with("\n1 error, 5001 warnings\n"), "{shown}");

    let told = json::render(&diagnostics, &text_of, Tongue::English);
    let told: Vec<Value> = told
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    let more: Vec<u64> = told.iter().filter_map(|fault| fault["more"].as_u64()).collect();
    assert_eq!(more.len(), 102);
    assert_eq!((more[99], more.iter().sum::<u64>()), (4_900, 4_900));
    assert_eq!(told[99]["line"], 203);
    let commands = github::render(&diagnostics, &text_of, Tongue::German, "");
    assert_eq!(commands.lines().count(), 102);
    assert!(
        commands.contains("%0Aund 4900 weitere Fälle dieser Art"),
        "{commands}"
    );
    let log: Value = serde_json::from_str(&sarif::render(&diagnostics, &text_of, Tongue::Swedish, ""))
        .expect("it is JSON");
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(102));
}
