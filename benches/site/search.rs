//! What the search costs: `--search` builds a site with the vocabulary of a language, with its indexes and without them.
//!
//! What it costs readers is told by `tests/browser/search-cost.js`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use tillit::source::disk;
use tillit::{Memory, Options};

use crate::{Result, rounds, site};

/// A build with the indexes takes at most so many times the processor time of one without.
const CPU: f64 = 2.0;
/// It holds at most so many MiB more.
const MEMORY: f64 = 150.0;
/// The indexes take at most so many MB on the disk.
const DISK: f64 = 10.0;
/// One changed page changes at most so many files of them.
const FILES: f64 = 20.0;
/// From an edit to the new index, at most so many milliseconds.
const EDIT: f64 = 200.0;

/// What is added to a text: words that it has and one that no text has.
const MORE: &str = "\nOg et avsnitt til om tilliten og gullregnbuskene.\n";

/// Does it, and sets a table. The site and its build stay in `folder`.
pub(crate) fn run(folder: &Path, articles: usize, rounds: usize) -> Result<String> {
    let root = folder.join("site");
    site::write_with_all_words(&root, articles)?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for round in 1..=rounds {
        eprintln!("round {round} of {rounds}");
        without.push(
            rounds::cold(&root, &folder.join(format!("plain-{round}")), false)?
                .whole
                .cpu(),
        );
        let output = folder.join(if round == 1 {
            "searched".to_owned()
        } else {
            format!("searched-{round}")
        });
        with.push(rounds::cold(&root, &output, true)?.whole.cpu());
    }
    let peaks = [crate::COLD_PLAIN, crate::COLD].map(|how| peak(&root, folder, how));
    let [plain, searched] = peaks;
    let files = files(&folder.join("searched/search"))?;
    let bytes: usize = files.values().map(Vec::len).sum();
    let (edit, changed) = edited(&root)?;

    let mut table = format!("\n{:<44}{:>10}{:>10}\n", "", "measured", "at most");
    let mut row = |name: &str, value: f64, most: f64| {
        let verdict = if value <= most { "met" } else { "MISSED" };
        let _ = writeln!(table, "{name:<44}{value:>10.2}{most:>10.2}  {verdict}");
    };
    let (with, without) = (middle(with), middle(without));
    row(
        "CPU of a cold build, with to without",
        with / without.max(f64::MIN_POSITIVE),
        CPU,
    );
    row("memory for it, MiB", searched? - plain?, MEMORY);
    row("on the disk, MB", bytes as f64 / 1e6, DISK);
    row("files that one changed page changes", changed as f64, FILES);
    row("from an edit to the new index, ms", edit, EDIT);
    let _ = writeln!(
        table,
        "{} files; CPU {with:.2} s with, {without:.2} s without",
        files.len()
    );
    Ok(table)
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Returns the peak memory of a cold build in a process of its own.
fn peak(root: &Path, folder: &Path, how: &str) -> Result<f64> {
    let output = folder.join(format!("alone{how}"));
    let told = Command::new(std::env::current_exe()?)
        .arg(how)
        .arg(root)
        .arg(output)
        .output()?;
    Ok(String::from_utf8_lossy(&told.stdout).trim().parse()?)
}

/// Returns the files below a folder by path.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.insert(entry.path().display().to_string(), fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// Edits a text, and returns how long it takes until the index of its language is made anew, as the server does it, and how
/// many of the files of the index are others.
fn edited(root: &Path) -> Result<(f64, usize)> {
    let tag = site::LANGUAGES[0].tag;
    let manifest = format!("search/{tag}/index.bin");
    let mut memory = Memory::default();
    let sources = disk::read(root, None, &mut Vec::new())?;
    let built = tillit::build(&sources, &Options::default(), &mut memory);
    let language = tillit::language::LanguageTag::parse(tag).ok_or("it is a tag")?;
    let names = |built: &tillit::Built| {
        built
            .search_index(&language, None)
            .map(|index| index.files.clone())
    };
    built.force(&manifest).ok_or("there is an index")?;
    let before = names(&built).unwrap_or_default();
    let path = root.join(site::EDITED);
    let text = fs::read_to_string(&path)? + MORE;
    fs::write(&path, text)?;
    let sources = disk::read(root, Some(&sources), &mut Vec::new())?;
    let begun = Instant::now();
    let built = tillit::build(&sources, &Options::default(), &mut memory);
    built.force(&manifest).ok_or("there is an index")?;
    let time = begun.elapsed().as_secs_f64() * 1e3;
    let after = names(&built).unwrap_or_default();
    let changed = after
        .iter()
        .filter(|(name, bytes)| before.get(*name) != Some(bytes))
        .count();
    Ok((time, changed))
}
