//! How long an editor waits: `cargo bench --bench serve -- [--pages N] [--rounds N] [--edits N] [--only CASES] [--keep FOLDER]
//! [--each]`.
//!
//! The site of `benches/site` is served by the program itself, in a process of its own. A file is saved, and its page is
//! asked for every 2 ms until it shows the change: that is the time an editor waits, with all that lies between the save
//! and the new bytes. Then the server's memory is looked at while many texts are edited one after the other.
//!
//! Hugo and Zola are measured in the same run, on the same texts, where they are on the PATH.
//!
//! All is measured unless `--only` names cases, with commas between: `start`, `body`, `title`, `template`, `words`,
//! `settings`, `new`, `deleted`, `crowd`, `memory`, `others`. With `--keep`, the site is written once for several runs;
//! with `--each`, the time of each edit is said, in their order.

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark writes the site that it measures"
)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark says what it measured"
)]

mod crowd;
mod edit;
mod others;
mod server;
#[path = "../site/site/mod.rs"]
#[allow(dead_code, reason = "the other benchmark uses the rest")]
mod site;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use edit::{Edit, measure};
use server::Server;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the command line asks for.
struct Arguments {
    pages: usize,
    rounds: usize,
    /// After how many edits the memory is looked at.
    edits: usize,
    keep: Option<PathBuf>,
    /// The time of each edit is said.
    each: bool,
    /// The cases that are measured; all, if none is named.
    only: Vec<String>,
}

impl Arguments {
    fn asks_for(&self, case: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == case)
    }
}

fn main() -> ExitCode {
    match read_arguments().and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read_arguments() -> Result<Arguments> {
    let mut arguments = Arguments {
        pages: 10_000,
        rounds: 9,
        edits: 1000,
        keep: None,
        each: false,
        only: Vec::new(),
    };
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--pages" => arguments.pages = value()?.replace([',', '_'], "").parse()?,
            "--rounds" => arguments.rounds = value()?.parse::<usize>()?.max(1),
            "--edits" => arguments.edits = value()?.parse()?,
            "--only" => arguments.only = value()?.split(',').map(str::to_owned).collect(),
            "--each" => arguments.each = true,
            "--keep" => arguments.keep = Some(value()?.into()),
            // What cargo itself adds.
            "--bench" => {}
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    Ok(arguments)
}

fn run(arguments: &Arguments) -> Result<()> {
    let temporary = tempfile::Builder::new().prefix("tillit-bench-").tempdir()?;
    let folder = arguments.keep.as_deref().unwrap_or(temporary.path());
    let root = folder.join("site");
    let articles = arguments.pages.div_ceil(site::LANGUAGES.len()).max(1);
    if !root.exists() {
        site::write(&root, articles)?;
        edit::prepare(&root)?;
    }
    println!("{} pages", articles * site::LANGUAGES.len());

    if arguments.asks_for("start") {
        start(&root, folder)?;
    }
    let edits = Edit::ALL
        .into_iter()
        .filter(|edit| arguments.asks_for(edit.case()));
    let edits: Vec<Edit> = edits.collect();
    if !edits.is_empty() {
        let server = Server::start(&root)?;
        server.until("/nb/", |answer| answer.contains("<h1"))?;
        println!("{:<26} {:>12} {:>12}", "edit", "median", "worst");
        for edit in edits {
            let mut times = measure(&server, &root, edit, arguments.rounds)?;
            if arguments.each {
                let each: Vec<String> = times.iter().map(|time| format!("{time:.0}")).collect();
                println!("  {}", each.join(" "));
            }
            times.sort_by(f64::total_cmp);
            println!(
                "{:<26} {:>9.0} ms {:>9.0} ms",
                edit.name(),
                times[times.len() / 2],
                times.last().copied().unwrap_or_default()
            );
        }
    }
    if arguments.asks_for("crowd") {
        let server = Server::start(&root)?;
        server.until("/nb/", |answer| answer.contains("<h1"))?;
        crowd::measure(server)?;
    }
    if arguments.asks_for("memory") {
        let server = Server::start(&root)?;
        server.until("/nb/", |answer| answer.contains("<h1"))?;
        edit::storm(&server, &root, articles, arguments.edits)?;
    }
    if arguments.asks_for("others") {
        others::measure(&root, folder, arguments.rounds)?;
    }
    Ok(())
}

/// Measures how long it takes until the first page is shown, beside a whole build.
fn start(root: &Path, folder: &Path) -> Result<()> {
    let cold = cold_build(root, &folder.join("public"))?;
    let mut starts = Vec::new();
    for _ in 0..3 {
        let begun = Instant::now();
        let server = Server::start(root)?;
        server.until("/nb/", |answer| answer.contains("<h1"))?;
        starts.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    starts.sort_by(f64::total_cmp);
    println!("full cold build                {cold:>8.0} ms");
    println!(
        "start to first page            {:>8.0} ms   worst {:.0} ms, {:.2} of the build",
        starts[1],
        starts[2],
        starts[1] / cold
    );
    Ok(())
}

/// Returns how long a whole build takes, in milliseconds.
fn cold_build(root: &Path, output: &Path) -> Result<f64> {
    let _ = fs::remove_dir_all(output);
    let begun = Instant::now();
    let built = std::process::Command::new(env!("CARGO_BIN_EXE_tillit"))
        .arg("--root")
        .arg(root)
        .args(["build", "--quiet", "--output"])
        .arg(output)
        .output()?;
    if !built.status.success() {
        return Err(String::from_utf8_lossy(&built.stderr).into_owned().into());
    }
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}
