//! What is measured, in the order in which it is measured.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use rayon::prelude::*;
use tillit::diagnostic::Severity;
use tillit::output::write::{Stage, WriteError};
use tillit::pipeline::{Forced, Recipe};
use tillit::source::disk;
use tillit::{Memory, Options, Sources};

use crate::measure::{Time, Watch, peak_memory};
use crate::{Result, floor, site};

/// A build, whole and by its parts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Build {
    pub(crate) whole: Time,
    /// The folder is read.
    pub(crate) read: Time,
    /// Texts are parsed and linked, outputs are listed.
    pub(crate) link: Time,
    /// Pages are composed, rendered and written.
    pub(crate) make: Time,
    /// The new site takes the place of the old one.
    pub(crate) exchange: Time,
    pub(crate) written: usize,
    pub(crate) unchanged: usize,
}

/// All that one round measures, or the medians of several.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Round {
    pub(crate) floor: Time,
    pub(crate) floor_files: usize,
    pub(crate) cold: Build,
    pub(crate) second: Build,
    pub(crate) edited: Build,
}

/// Measures everything once. The site at `root` is left with one text edited.
///
/// `folder` must be a new one, and no other may be removed before all is measured: ext4 passes over the inodes of files
/// that were deleted within the last minutes, one by one, which makes new files slow.
pub(crate) fn round(root: &Path, folder: &Path) -> Result<Round> {
    let output = folder.join("public");
    settle();

    let mut watch = Watch::start();
    let floor_files = floor::run(root, &folder.join("floor"))?;
    let floor = watch.lap();

    let mut memory = Memory::default();
    let (sources, cold) = build(root, &output, None, &mut memory, true)?;
    let (sources, second) = build(root, &output, Some(&sources), &mut memory, true)?;
    let mut text = fs::OpenOptions::new()
        .append(true)
        .open(root.join(site::EDITED))?;
    text.write_all("\nOg et avsnitt til.\n".as_bytes())?;
    drop(text);
    let (_, edited) = build(root, &output, Some(&sources), &mut memory, true)?;
    Ok(Round {
        floor,
        floor_files,
        cold,
        second,
        edited,
    })
}

/// Builds once and prints the peak memory of the process.
pub(crate) fn cold_alone(root: &Path, output: &Path, is_searched: bool) -> Result<()> {
    settle();
    build(root, output, None, &mut Memory::for_one_build(), is_searched)?;
    if let Some(peak) = peak_memory() {
        println!("{peak:.1}");
    }
    Ok(())
}

/// Builds once from nothing.
pub(crate) fn cold(root: &Path, output: &Path, is_searched: bool) -> Result<Build> {
    settle();
    Ok(build(root, output, None, &mut Memory::for_one_build(), is_searched)?.1)
}

/// Does what `tillit build` does, with what earlier builds found out; without the indexes of the search, if asked.
fn build(
    root: &Path,
    output: &Path,
    previous: Option<&Sources>,
    memory: &mut Memory,
    is_searched: bool,
) -> Result<(Sources, Build)> {
    let mut watch = Watch::start();
    let mut whole = Watch::start();
    let mut diagnostics = Vec::new();
    let sources = disk::read(root, previous, &mut diagnostics)?;
    let read = watch.lap();
    let built = tillit::build(&sources, &Options::default(), memory);
    let link = watch.lap();
    let stage = Stage::begin(output, &[root.join("content")])?;
    let known = &*memory;
    let outputs = built.outputs.iter();
    let outputs = outputs.filter(|(_, recipe)| is_searched || !matches!(recipe, Recipe::Search(_)));
    let (long, short): (Vec<_>, Vec<_>) = outputs.partition(|(_, recipe)| recipe.takes_long());
    let write = |(path, recipe): (&String, &Recipe)| {
        let mut forced = built.force_unless_remembered(path, recipe, known);
        match forced.bytes.take() {
            Some(bytes) => stage.put(path, &bytes).map(drop)?,
            None => stage.keep(path)?,
        }
        for (path, bytes) in forced.beside.drain(..) {
            stage.put(&path, &bytes)?;
        }
        Ok((path.clone(), forced))
    };
    let write_each = |outputs: Vec<(&String, &Recipe)>| {
        let forced = outputs.into_par_iter().map(write);
        forced.collect::<std::result::Result<Vec<(String, Forced)>, WriteError>>()
    };
    let (long, short) = rayon::join(|| write_each(long), || write_each(short));
    let mut forced = long?;
    forced.extend(short?);
    let make = watch.lap();
    let summary = stage.finish()?;
    let made_of = forced
        .iter()
        .filter_map(|(path, forced)| Some((path.clone(), forced.key?)));
    memory.publish(made_of.collect());
    let found = forced.into_iter().map(|(_, forced)| forced.diagnostics);
    let exchange = watch.lap();
    let whole = whole.lap();
    diagnostics.extend(found.flatten().chain(built.diagnostics.iter().cloned()));
    if let Some(fault) = diagnostics
        .iter()
        .find(|diagnostic| diagnostic.severity() == Severity::Error)
    {
        return Err(format!(
            "the site that was made up has {} faults; one is {fault:?}",
            diagnostics.len()
        )
        .into());
    }
    let (written, unchanged) = (summary.written, summary.unchanged);
    Ok((
        sources,
        Build {
            whole,
            read,
            link,
            make,
            exchange,
            written,
            unchanged,
        },
    ))
}

/// Waits until files that were written are old enough to be trusted by their time of change.
fn settle() {
    std::thread::sleep(Duration::from_millis(200));
}

/// Returns the medians of several rounds, each number by itself.
pub(crate) fn medians(rounds: &[Round]) -> Round {
    let build = |of: fn(&Round) -> Build| Build {
        whole: median(rounds, |round| of(round).whole),
        read: median(rounds, |round| of(round).read),
        link: median(rounds, |round| of(round).link),
        make: median(rounds, |round| of(round).make),
        exchange: median(rounds, |round| of(round).exchange),
        ..rounds.last().map(of).unwrap_or_default()
    };
    Round {
        floor: median(rounds, |round| round.floor),
        floor_files: rounds.last().map(|round| round.floor_files).unwrap_or_default(),
        cold: build(|round| round.cold),
        second: build(|round| round.second),
        edited: build(|round| round.edited),
    }
}

fn median(rounds: &[Round], of: impl Fn(&Round) -> Time) -> Time {
    let middle = |part: fn(Time) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(|round| part(of(round))).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or_default()
    };
    Time {
        wall: middle(|time| time.wall),
        user: middle(|time| time.user),
        system: middle(|time| time.system),
    }
}
