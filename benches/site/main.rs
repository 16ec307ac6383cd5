//! How long a site takes, and how much memory: `cargo bench --bench site -- [--pages N] [--rounds N] [--keep FOLDER]`.
//! With `--kinds N` instead: what a page of an instrument or a course costs beside that of an article, N of each. With
//! `--search`: what the search costs.
//!
//! A site is made up, the same at every run, and measured in one process: the floor, which is what no generator in this
//! language can go below by much; a cold build; a second build after which nothing changed; and one after an edit of
//! one text. Only the ratios can be compared between machines. Peak memory is that of a process of its own.
//!
//! On a disk the file system takes most of the floor's time, and of the last minutes it remembers what was deleted. With
//! `TMPDIR=/dev/shm` (1 GB for 10,000 pages) the figures are those of the program, and steadier.

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark writes the site that it measures, and measures it with the file system"
)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark says what it measured"
)]

mod floor;
mod kinds;
mod measure;
mod rounds;
mod search;
mod site;
mod table;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Makes this program do one cold build and tell its peak memory: `--cold SITE OUTPUT`.
const COLD: &str = "--cold";
/// The same without the indexes of the search.
const COLD_PLAIN: &str = "--cold-plain";

/// What the command line asks for.
struct Arguments {
    pages: usize,
    /// So many entries of each kind are compared, and nothing else is measured.
    kinds: Option<usize>,
    /// The search is measured, and nothing else.
    search: bool,
    rounds: usize,
    /// Where the site and the outputs stay; without it they vanish.
    keep: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_cold = |argument: &String| argument == COLD || argument == COLD_PLAIN;
    let done = match arguments.iter().position(is_cold) {
        Some(at) => match arguments.get(at + 1..at + 3) {
            Some([site, output]) => {
                rounds::cold_alone(Path::new(site), Path::new(output), arguments[at] == COLD)
            }
            _ => Err(format!("{COLD} needs a site and an output folder").into()),
        },
        None => read_arguments(&arguments).and_then(|arguments| run(&arguments)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read_arguments(given: &[String]) -> Result<Arguments> {
    let mut arguments = Arguments {
        pages: 10_000,
        kinds: None,
        search: false,
        rounds: 3,
        keep: None,
    };
    let mut given = given.iter();
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--pages" => arguments.pages = value()?.replace([',', '_'], "").parse()?,
            "--kinds" => arguments.kinds = Some(value()?.replace([',', '_'], "").parse::<usize>()?.max(1)),
            "--search" => arguments.search = true,
            "--rounds" => arguments.rounds = value()?.parse::<usize>()?.max(1),
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
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
        return Err(format!("{} is not empty", folder.display()).into());
    }
    if let Some(count) = arguments.kinds {
        print!("{}", kinds::run(folder, count, arguments.rounds)?);
        return Ok(());
    }
    let root = folder.join("site");
    let articles = arguments.pages.div_ceil(site::LANGUAGES.len()).max(1);
    if arguments.search {
        print!("{}", search::run(folder, articles, arguments.rounds)?);
        return Ok(());
    }
    let bytes = site::write(&root, articles)?;
    println!(
        "{} pages ({articles} articles in {}), {:.1} MB of text, {} threads",
        articles * site::LANGUAGES.len(),
        site::LANGUAGES.map(|language| language.tag).join(", "),
        bytes as f64 / 1e6,
        rayon::current_num_threads()
    );
    let peak = peak_of_cold(&root, &folder.join("alone"))?;
    let mut all = Vec::new();
    for round in 1..=arguments.rounds {
        eprintln!("round {round} of {}", arguments.rounds);
        all.push(rounds::round(&root, &folder.join(format!("round-{round}")))?);
    }
    print!("{}", table::of(&rounds::medians(&all), peak));
    Ok(())
}

/// Returns the peak memory of a cold build in MiB, where the system tells it.
fn peak_of_cold(root: &Path, output: &Path) -> Result<Option<f64>> {
    let child = Command::new(std::env::current_exe()?)
        .arg(COLD)
        .arg(root)
        .arg(output)
        .output()?;
    if !child.status.success() {
        return Err(String::from_utf8_lossy(&child.stderr).into_owned().into());
    }
    Ok(String::from_utf8_lossy(&child.stdout).trim().parse().ok())
}
