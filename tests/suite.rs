//! Little sites and what becomes of them: every case of `tests/suite/*.txt`, and every example of a fault in
//! `src/diagnostic/examples/`, is built and compared with what it expects.
//!
//! A case reads like documentation: prose, then the files of a site, then what is expected.
//!
//! ```text
//! ==== the name of the case
//! What the case is about.
//!
//! -- content/makt.sv.md --
//! ---
//! title: Makt
//! ---
//! Se [tillit](article:tillit).
//!
//! -- expect: sv/makt/index.html .prose p --
//! <p>Se <a href="/nb/tillit/" hreflang="nb">tillit</a>.</p>
//! ```
//!
//! | Header | The block below it |
//! | --- | --- |
//! | `-- path --` | a file of the site |
//! | `-- options --` | `drafts: true`, `future: true`, `today: 2026-05-17`, `config: none`, each on a line |
//! | `-- expect: diagnostics --` | what a terminal shows; a case without this block has no faults |
//! | `-- expect: check --` | what a terminal shows of `tillit check`, with the faults of the build |
//! | `-- expect: files [beginning] --` | the output paths, sorted; of those that begin so |
//! | `-- expect: path --` | the whole output |
//! | `-- expect: path selector --` | the elements that the CSS selector finds, attributes sorted |
//!
//! A case without a `tillit.yaml` (and without `config: none`) gets `tests/suite/tillit.yaml`. `UPDATE=1 cargo test --test suite` writes what came
//! out over what was expected; read the difference like code. `CASE=word` runs only the cases with that word in their
//! name.

#![allow(
    clippy::disallowed_methods,
    reason = "a test about files reads files and asks its surroundings"
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use scraper::{Html, Selector};
use tillit::check::check;
use tillit::date::Date;
use tillit::diagnostic::Tongue;
use tillit::report::terminal;
use tillit::source::disk;
use tillit::span::SourcePath;
use tillit::{Memory, Options, Sources};

/// The configuration of a case that has none.
const CONFIG: &str = include_str!("suite/tillit.yaml");

/// A file of cases, in pieces that joined are the file again.
struct Suite {
    path: PathBuf,
    cases: Vec<Case>,
}

struct Case {
    /// What follows `==== `; empty for what stands before the first case.
    name: String,
    blocks: Vec<Block>,
}

/// A header line and the lines below it. The prose of a case is a block without a header.
struct Block {
    header: String,
    body: String,
}

/// What a block is for.
enum Purpose<'a> {
    Prose,
    File(&'a str),
    Options,
    Expectation(Expectation<'a>),
}

enum Expectation<'a> {
    Diagnostics,
    Check,
    Files { beginning: &'a str },
    Whole { output: &'a str },
    Elements { output: &'a str, selector: &'a str },
}

impl Block {
    fn purpose(&self) -> Purpose<'_> {
        let Some(name) = header_name(&self.header) else {
            return Purpose::Prose;
        };
        let Some(expected) = name.strip_prefix("expect:").map(str::trim) else {
            return if name == "options" {
                Purpose::Options
            } else {
                Purpose::File(name)
            };
        };
        let (output, selector) = expected
            .split_once(' ')
            .map_or((expected, ""), |(a, b)| (a, b.trim()));
        Purpose::Expectation(match (output, selector) {
            ("diagnostics", "") => Expectation::Diagnostics,
            ("check", "") => Expectation::Check,
            ("files", beginning) => Expectation::Files { beginning },
            (output, "") => Expectation::Whole { output },
            (output, selector) => Expectation::Elements { output, selector },
        })
    }

    /// The body without the empty lines that part it from the next header.
    fn text(&self) -> &str {
        self.body.trim_end()
    }
}

/// Of `-- name --` the name.
fn header_name(line: &str) -> Option<&str> {
    line.strip_prefix("-- ")?.strip_suffix(" --").map(str::trim)
}

impl Suite {
    fn parse(path: PathBuf, text: &str) -> Self {
        let prose = || Block {
            header: String::new(),
            body: String::new(),
        };
        let mut cases = vec![Case {
            name: String::new(),
            blocks: vec![prose()],
        }];
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("==== ") {
                cases.push(Case {
                    name: name.trim().to_owned(),
                    blocks: vec![prose()],
                });
                continue;
            }
            let blocks = &mut cases
                .last_mut()
                .expect("there is the case that stands before the first")
                .blocks;
            if header_name(line).is_some() {
                blocks.push(Block {
                    header: line.to_owned(),
                    body: String::new(),
                });
            } else {
                let body = &mut blocks.last_mut().expect("a case begins with its prose").body;
                body.push_str(line);
                body.push('\n');
            }
        }
        Self { path, cases }
    }

    fn to_text(&self) -> String {
        let mut text = String::new();
        for case in &self.cases {
            if !case.name.is_empty() {
                let _ = writeln!(text, "==== {}", case.name);
            }
            for block in &case.blocks {
                if !block.header.is_empty() {
                    let _ = writeln!(text, "{}", block.header);
                }
                text.push_str(&block.body);
            }
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }
}

/// What became of a site.
struct Outcome {
    outputs: BTreeMap<String, Vec<u8>>,
    diagnostics: String,
    /// Of a case that asks for it.
    checked: String,
}

impl Case {
    fn build(&self) -> Result<Outcome, String> {
        let mut sources = Sources::default();
        let mut options = Options::default();
        let mut has_config = false;
        for block in &self.blocks {
            match block.purpose() {
                Purpose::File(path) => {
                    has_config |= path == "tillit.yaml";
                    sources.insert_text(SourcePath::new(path), format!("{}\n", block.text()));
                }
                Purpose::Options => has_config |= set_options(&mut options, block.text())?,
                Purpose::Prose | Purpose::Expectation(_) => {}
            }
        }
        if !has_config {
            sources.insert_text(SourcePath::new("tillit.yaml"), CONFIG.to_owned());
        }
        let built = tillit::build(&sources, &options, &mut Memory::default());
        let (outputs, diagnostics) = built.force_all();
        let text_of = |path: &SourcePath| sources.text(path.as_str()).map(|file| file.text.as_str());
        let shown = |diagnostics: &[_]| {
            terminal::render(diagnostics, &text_of, terminal::Style::Plain, Tongue::English)
        };
        let checked = if self.expects_check() {
            shown(&check(&built, &sources, options.today))
        } else {
            String::new()
        };
        Ok(Outcome {
            outputs,
            diagnostics: shown(&diagnostics),
            checked,
        })
    }

    fn expects_check(&self) -> bool {
        let mut purposes = self.blocks.iter().map(Block::purpose);
        purposes.any(|purpose| matches!(purpose, Purpose::Expectation(Expectation::Check)))
    }

    /// Builds the site and writes what came out into the case's expectations. Returns what was otherwise than expected.
    fn run(&mut self) -> Vec<String> {
        let outcome = match self.build() {
            Ok(outcome) => outcome,
            Err(fault) => return vec![fault],
        };
        let mut faults = Vec::new();
        // What `check` tells includes the faults of the build.
        let mut expects_diagnostics = self.expects_check();
        for block in &mut self.blocks {
            let Purpose::Expectation(expectation) = block.purpose() else {
                continue;
            };
            expects_diagnostics |= matches!(expectation, Expectation::Diagnostics);
            match outcome.show(&expectation) {
                Ok(actual) if actual.trim_end() == block.text() => {}
                Ok(actual) => {
                    faults.push(format!(
                        "{}\n{}",
                        block.header,
                        difference(block.text(), actual.trim_end())
                    ));
                    let end = if actual.trim().is_empty() { "\n" } else { "\n\n" };
                    block.body = format!("{}{end}", actual.trim_end());
                }
                Err(fault) => faults.push(format!("{}\n{fault}", block.header)),
            }
        }
        if !expects_diagnostics && !outcome.diagnostics.is_empty() {
            faults.push(format!(
                "no faults were expected, but there are:\n{}",
                outcome.diagnostics
            ));
        }
        faults
    }
}

/// Sets the options of a case. Returns whether it wants no `tillit.yaml` but its own.
fn set_options(options: &mut Options, text: &str) -> Result<bool, String> {
    let mut no_config = false;
    for line in text.lines() {
        match line.split_once(": ") {
            Some(("drafts", "true")) => options.drafts = true,
            Some(("future", "true")) => options.future = true,
            Some(("config", "none")) => no_config = true,
            Some(("today", date)) => {
                options.today =
                    Date::parse(date).ok_or_else(|| format!("the option `{line}` names no day"))?;
            }
            _ => return Err(format!("`{line}` is no option of a case")),
        }
    }
    Ok(no_config)
}

impl Outcome {
    /// What stands where a case expects something.
    fn show(&self, expectation: &Expectation<'_>) -> Result<String, String> {
        match expectation {
            Expectation::Diagnostics => Ok(self.diagnostics.clone()),
            Expectation::Check => Ok(self.checked.clone()),
            Expectation::Files { beginning } => Ok(self.paths(beginning)),
            Expectation::Whole { output } => self.text(output),
            Expectation::Elements { output, selector } => elements(&self.text(output)?, selector),
        }
    }

    fn paths(&self, beginning: &str) -> String {
        let paths: Vec<_> = self
            .outputs
            .keys()
            .map(String::as_str)
            .filter(|path| path.starts_with(beginning))
            .collect();
        paths.join("\n")
    }

    fn text(&self, output: &str) -> Result<String, String> {
        match self.outputs.get(output) {
            Some(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
            None => Err(format!(
                "there is no output {output}; there are:\n{}",
                self.paths("")
            )),
        }
    }
}

/// The HTML of all elements that a selector finds, in the order of the page.
fn elements(html: &str, selector: &str) -> Result<String, String> {
    let selector =
        Selector::parse(selector).map_err(|error| format!("the selector cannot be read: {error}"))?;
    let found: Vec<_> = Html::parse_document(html)
        .select(&selector)
        .map(|element| fold(&element.html()))
        .collect();
    Ok(found.join("\n"))
}

/// Makes white space between tags one line break where it contains one, and one space where not.
fn fold(html: &str) -> String {
    let mut folded = String::with_capacity(html.len());
    for (index, part) in html.split('>').enumerate() {
        if index > 0 {
            folded.push('>');
        }
        let text = part.trim_start();
        let space = &part[..part.len() - text.len()];
        let folds = index > 0 && !space.is_empty() && text.starts_with('<');
        match (folds, space.contains('\n')) {
            (false, _) => folded.push_str(part),
            (true, true) => folded.push_str(&format!("\n{text}")),
            (true, false) => folded.push_str(&format!(" {text}")),
        }
    }
    folded
}

/// Both texts, each line marked: `-` was expected and did not come, `+` came and was not expected.
fn difference(expected: &str, actual: &str) -> String {
    let (expected, actual): (Vec<_>, Vec<_>) = (expected.lines().collect(), actual.lines().collect());
    let begin = expected.iter().zip(&actual).take_while(|(a, b)| a == b).count();
    let rest = expected.len().min(actual.len()) - begin;
    let end = expected
        .iter()
        .rev()
        .zip(actual.iter().rev())
        .take(rest)
        .take_while(|(a, b)| a == b)
        .count();
    let mut text = String::new();
    let mut show = |mark: &str, lines: &[&str]| {
        for line in lines {
            let _ = writeln!(text, "{mark} {line}");
        }
    };
    show(" ", &expected[..begin]);
    show("-", &expected[begin..expected.len() - end]);
    show("+", &actual[begin..actual.len() - end]);
    show(" ", &expected[expected.len() - end..]);
    text
}

/// Where files of cases are.
const FOLDERS: [&str; 2] = ["tests/suite", "src/diagnostic/examples"];

/// The files of cases, sorted by name.
fn suites() -> Vec<Suite> {
    let mut paths: Vec<_> = FOLDERS
        .iter()
        .flat_map(|folder| {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            fs::read_dir(folder).expect("folders of cases can be listed")
        })
        .map(|entry| entry.expect("folders of cases can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a file of cases is text");
            Suite::parse(path, &text)
        })
        .collect()
}

#[test]
fn sites_become_what_their_cases_expect() {
    let update = std::env::var("UPDATE").is_ok_and(|value| value == "1");
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut report = String::new();
    for mut suite in suites() {
        let faults: Vec<_> = suite
            .cases
            .par_iter_mut()
            .filter(|case| !case.name.is_empty() && case.name.contains(&wanted))
            .flat_map_iter(|case| {
                let name = case.name.clone();
                case.run().into_iter().map(move |fault| (name.clone(), fault))
            })
            .collect();
        if update && !faults.is_empty() {
            fs::write(&suite.path, suite.to_text()).expect("a file of cases can be written");
        }
        for (name, fault) in faults {
            let _ = writeln!(report, "\n{}: {name}\n{fault}", suite.path.display());
        }
    }
    if update {
        // What could be written is written; a second run tells what is left.
        return;
    }
    assert!(
        report.is_empty(),
        "{report}\nUPDATE=1 writes what came out into the cases."
    );
}

#[test]
fn a_file_of_cases_is_read_and_written_without_loss() {
    for suite in suites() {
        let text = fs::read_to_string(&suite.path).expect("a file of cases is text");
        assert_eq!(suite.to_text(), text, "{}", suite.path.display());
    }
}

#[test]
fn space_between_tags_is_folded() {
    assert_eq!(
        fold("<ul>\n\n  <li>a  b</li> <li>c > d</li>\n</ul>"),
        "<ul>\n<li>a  b</li> <li>c > d</li>\n</ul>"
    );
}

#[test]
fn a_difference_shows_what_changed() {
    assert_eq!(difference("a\nb\nc", "a\nx\nc"), "  a\n- b\n+ x\n  c\n");
    assert_eq!(difference("", "a"), "+ a\n");
    assert_eq!(difference("a\na", "a"), "  a\n- a\n");
}

#[test]
fn the_knowledge_base_of_this_repository_is_without_fault() {
    let mut diagnostics = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = disk::read(root, None, &mut diagnostics).expect("the repository can be read");
    let options = Options {
        future: true,
        ..Options::default()
    };
    let built = tillit::build(&sources, &options, &mut Memory::default());
    diagnostics.extend(check(&built, &sources, options.today));
    let text_of = |path: &SourcePath| sources.text(path.as_str()).map(|file| file.text.as_str());
    assert_eq!(
        terminal::render(&diagnostics, &text_of, terminal::Style::Plain, Tongue::English),
        ""
    );
}
