//! `tillit build`: the site as files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

use super::args::{BuildArguments, SiteArguments};
use super::progress::Progress;
use super::{FINE, Failure, SITE_HAS_ERRORS, report, say};
use crate::date::Date;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::output::write::{Stage, Summary, WriteError};
use crate::pipeline::{self, Built, Forced, Memory, Options, Recipe};
use crate::source::disk;

/// The folders that an output must not touch.
const SOURCE_FOLDERS: [&str; 4] = ["content", "templates", "themes", "static"];

pub(super) fn options(site: &SiteArguments, base_url: Option<String>) -> Options {
    Options {
        today: site.today.unwrap_or_else(Date::today),
        drafts: site.drafts,
        future: site.future,
        base_url,
    }
}

pub(super) fn run(root: &Path, arguments: &BuildArguments, quiet: bool) -> Result<u8, Failure> {
    let started = Instant::now();
    if let Some(jobs) = arguments.jobs {
        rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global()?;
    }
    let progress = Progress::new(quiet);
    progress.stage("Reading files", 0);
    let mut diagnostics = Vec::new();
    let sources = disk::read(root, None, &mut diagnostics)?;
    progress.stage("Reading texts", 0);
    let mut memory = Memory::default();
    let built = pipeline::build(
        &sources,
        &options(&arguments.site, arguments.base_url.clone()),
        &mut memory,
    );
    diagnostics.extend(built.diagnostics.iter().cloned());

    let output = root.join(&arguments.output);
    let roots: Vec<PathBuf> = SOURCE_FOLDERS.iter().map(|folder| root.join(folder)).collect();
    let stage = Stage::begin(&output, &roots)?;
    progress.stage("Making pages", built.outputs.len());
    let written = write_all(&built, &memory, &stage, &progress);
    progress.end();
    let found = match written {
        Ok(found) => found,
        Err(failure) => {
            // The disk's trouble does not hide what is wrong with the site.
            report(&diagnostics, &sources);
            return Err(failure.into());
        }
    };
    diagnostics.extend(found);
    diagnostic::sort(&mut diagnostics);
    if report(&diagnostics, &sources) {
        say("The site has errors, so nothing was published. What was published before is untouched.");
        return Ok(SITE_HAS_ERRORS);
    }
    let summary = stage.finish()?;
    if !quiet {
        say(&closing(&built, &summary, started.elapsed().as_secs_f64()));
    }
    Ok(FINE)
}

/// Makes every output and puts it on the stage. Returns the faults that were found on the way.
fn write_all(
    built: &Built,
    memory: &Memory,
    stage: &Stage,
    progress: &Progress,
) -> Result<Vec<Diagnostic>, WriteError> {
    let stages_failed = built
        .diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity() == Severity::Error);
    let outputs: Vec<(&String, &Recipe)> = built.outputs.iter().collect();
    let found: Result<Vec<Vec<Diagnostic>>, WriteError> = outputs
        .into_par_iter()
        .map(|(path, recipe)| {
            let diagnostics = match built.force_unless_remembered(path, recipe, memory) {
                Forced::Made(output) => {
                    // A site with errors is not published, so its files need not be written.
                    if !stages_failed {
                        stage.put(path, &output.bytes)?;
                    }
                    output.diagnostics
                }
                Forced::Unchanged(diagnostics) => {
                    stage.keep(path)?;
                    diagnostics
                }
            };
            progress.step();
            Ok(diagnostics)
        })
        .collect();
    Ok(found?.into_iter().flatten().collect())
}

/// `nb 14, de 14 pages; 60 files written, 3 unchanged, 0 removed in 0.4 s`.
fn closing(built: &Built, summary: &Summary, seconds: f64) -> String {
    let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
    for recipe in built.outputs.values() {
        if let Recipe::Page(pipeline::Subject::Entry(..), language) = recipe {
            *pages.entry(language.as_str()).or_default() += 1;
        }
    }
    let languages = built
        .world
        .site
        .config
        .languages
        .iter()
        .map(|language| language.tag.as_str());
    let counts: Vec<String> = languages
        .map(|tag| format!("{tag} {}", pages.get(tag).copied().unwrap_or_default()))
        .collect();
    format!(
        "Pages: {}. Files: {} written, {} unchanged, {} removed. Time: {seconds:.2} s.",
        counts.join(", "),
        summary.written,
        summary.unchanged,
        summary.removed
    )
}
