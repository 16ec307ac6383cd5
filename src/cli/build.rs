//! `tillit build`: the site as files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

use super::args::{BuildArguments, MakeArguments, SiteArguments};
use super::interrupt::Interrupt;
use super::progress::Progress;
use super::{FINE, Failure, MACHINE_FAILED, SITE_HAS_ERRORS, Voice, WRONG_USE};
use crate::config;
use crate::date::Date;
use crate::diagnostic::{self, Diagnostic, Phrase, Severity};
use crate::language::LanguageTag;
use crate::output::write::{Stage, Summary, WriteError};
use crate::picture::Version;
use crate::picture::bare::is_whole;
use crate::pipeline::{self, Built, Memory, Options, Recipe};
use crate::source::{Sources, disk};
use crate::span::SourcePath;

/// What an output must not touch.
const SOURCES: [&str; 5] = [config::FILE_NAME, "content", "templates", "themes", "static"];

pub(super) fn options(site: &SiteArguments, base_url: Option<String>) -> Options {
    Options {
        today: site.today.unwrap_or_else(Date::today),
        drafts: site.drafts,
        future: site.future,
        base_url,
    }
}

/// A site as it was read and built, with nothing written yet.
pub(super) struct Made {
    pub(super) sources: Sources,
    pub(super) built: Built,
    pub(super) memory: Memory,
    /// What is wrong with the files; what is wrong with the rest is in `built`.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads and builds the site.
pub(super) fn make(
    root: &Path,
    arguments: &MakeArguments,
    progress: &Progress,
    voice: Voice,
) -> Result<Made, Failure> {
    if let Some(jobs) = arguments.jobs {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global()
            .map_err(|error| Phrase::SystemSays.with("said", error))?;
    }
    progress.stage(Phrase::ReadingFiles.text(voice.tongue), 0);
    let mut diagnostics = Vec::new();
    let sources = disk::read(root, None, &mut diagnostics)?;
    progress.stage(Phrase::ReadingTexts.text(voice.tongue), 0);
    let mut memory = Memory::for_one_build();
    let options = options(&arguments.site, arguments.base_url.clone());
    let built = pipeline::build(&sources, &options, &mut memory);
    Ok(Made {
        sources,
        built,
        memory,
        diagnostics,
    })
}

pub(super) fn run(root: &Path, arguments: &BuildArguments, voice: Voice) -> Result<u8, Failure> {
    let started = Instant::now();
    let interrupt = Interrupt::listen(voice);
    let output = root.join(&arguments.output);
    let roots: Vec<PathBuf> = SOURCES.iter().map(|name| root.join(name)).collect();
    // Before the site is read, so that of two builds at once the one that would end last does not bring older pages.
    match interrupt.hold(|| Stage::begin(&output, &roots)) {
        Ok(()) => {}
        Err(error) if error.is_refusal() => {
            voice.fail(error);
            return Ok(WRONG_USE);
        }
        Err(error) => return Err(error.into()),
    }
    let progress = Progress::new(voice.quiet);
    let Made {
        sources,
        built,
        memory,
        mut diagnostics,
    } = make(root, &arguments.make, &progress, voice)?;
    diagnostics.extend(built.diagnostics.iter().cloned());

    let Some(stage) = interrupt.take() else {
        return Ok(interrupt.code().unwrap_or(MACHINE_FAILED));
    };
    progress.stage(Phrase::MakingPages.text(voice.tongue), built.outputs.len());
    let written = write_all(&built, &memory, &stage, &progress, &interrupt);
    progress.end();
    if let Some(code) = interrupt.code() {
        voice.say(Phrase::Stopped);
        return Ok(code);
    }
    let found = match written {
        Ok(found) => found,
        Err(failure) => {
            // The disk's trouble does not hide what is wrong with the site.
            voice.report(&diagnostics, &sources);
            return Err(failure.into());
        }
    };
    diagnostics.extend(found);
    diagnostic::sort(&mut diagnostics);
    if voice.report(&diagnostics, &sources) {
        voice.say(Phrase::NotPublished);
        return Ok(SITE_HAS_ERRORS);
    }
    let Summary {
        written,
        unchanged,
        removed,
    } = stage.finish()?;
    voice.remark(
        Phrase::BuildDone
            .with("pages", pages(&built))
            .with("written", written)
            .with("unchanged", unchanged)
            .with("removed", removed)
            .with("seconds", voice.tongue.decimal(started.elapsed().as_secs_f64())),
    );
    Ok(FINE)
}

/// Makes every output and puts it on the stage. Returns the faults that were found on the way.
fn write_all(
    built: &Built,
    memory: &Memory,
    stage: &Stage,
    progress: &Progress,
    interrupt: &Interrupt,
) -> Result<Vec<Diagnostic>, WriteError> {
    let stages_failed = built
        .diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity() == Severity::Error);
    let pictures = write_pictures(built, stage, progress, interrupt, stages_failed)?;
    let outputs = built.outputs.iter();
    let outputs = outputs.filter(|(_, recipe)| !matches!(recipe, Recipe::Picture(..)));
    // What takes long is not left to the end, when one thread would be alone with it.
    let (long, short): (Vec<_>, Vec<_>) = outputs.partition(|(_, recipe)| recipe.takes_long());
    let write = |(path, recipe): (&String, &Recipe)| {
        // Nothing is published then, so the rest need not be made.
        if interrupt.code().is_some() {
            return Ok(Vec::new());
        }
        if let Recipe::Share(key, language) = recipe {
            let share = built.world.share(key, language);
            // What it shows stands in it, so one that the old site has is not painted again.
            let is_fine = |png: &[u8]| share.as_ref().is_some_and(|share| share.is_shown_by(png));
            if stages_failed || stage.keep_if(path, is_fine)? {
                progress.step();
                return Ok(Vec::new());
            }
        }
        let forced = built.force_unless_remembered(path, recipe, memory);
        match forced.bytes {
            // A site with errors is not published, so its files need not be written.
            Some(_) if stages_failed => {}
            Some(bytes) => {
                stage.put(path, &bytes)?;
                for (path, bytes) in &forced.beside {
                    stage.put(path, bytes)?;
                }
            }
            None => stage.keep(path)?,
        }
        progress.step();
        Ok(forced.diagnostics)
    };
    let write_each = |outputs: Vec<(&String, &Recipe)>| -> Result<Vec<Vec<Diagnostic>>, WriteError> {
        outputs.into_par_iter().map(write).collect()
    };
    let (long, short) = rayon::join(|| write_each(long), || write_each(short));
    let found = [long?, short?].into_iter().flatten().flatten();
    Ok(found.chain(pictures).collect())
}

/// Puts the versions of pictures on the stage. A version's path names all that it is made of, so one that the old site
/// has is kept and not made again.
fn write_pictures(
    built: &Built,
    stage: &Stage,
    progress: &Progress,
    interrupt: &Interrupt,
    stages_failed: bool,
) -> Result<Vec<Diagnostic>, WriteError> {
    let mut pictures: BTreeMap<&SourcePath, Vec<(&str, &Recipe)>> = BTreeMap::new();
    for (path, recipe) in built.outputs.iter() {
        if let Recipe::Picture(file, _) = recipe {
            pictures.entry(file.path()).or_default().push((path, recipe));
        }
    }
    let pictures: Vec<Vec<(&str, &Recipe)>> = pictures.into_values().collect();
    let faults: Result<Vec<Vec<Diagnostic>>, WriteError> = pictures
        .into_par_iter()
        .map(|outputs| {
            let mut faults = Vec::new();
            let mut missing: Vec<(&str, Version)> = Vec::new();
            let mut picture = None;
            for (path, recipe) in outputs {
                if interrupt.code().is_some() {
                    return Ok(Vec::new());
                }
                match recipe {
                    Recipe::Picture(file, version) if !stages_failed => {
                        picture = Some(file);
                        if !stage.keep_if(path, is_whole)? {
                            missing.push((path, *version));
                        }
                    }
                    _ => faults.extend(built.examine(recipe, |_| false).diagnostics),
                }
                progress.step();
            }
            let Some(file) = picture.filter(|_| !missing.is_empty()) else {
                return Ok(faults);
            };
            let versions: Vec<Version> = missing.iter().map(|(_, version)| *version).collect();
            match built.versions(file, &versions) {
                Ok(made) => {
                    for ((path, _), bytes) in missing.into_iter().zip(made) {
                        stage.put(path, &bytes)?;
                    }
                }
                Err(fault) => faults.push(fault),
            }
            Ok(faults)
        })
        .collect();
    Ok(faults?.into_iter().flatten().collect())
}

/// Returns how many pages each language has: `nb 14, de 12`.
pub(super) fn pages(built: &Built) -> String {
    let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
    for recipe in built.outputs.values() {
        if let Recipe::Page(pipeline::Subject::Entry(..), language) = recipe {
            *pages.entry(language.as_str()).or_default() += 1;
        }
    }
    let languages = built.world.site.config.tags().map(LanguageTag::as_str);
    let counts: Vec<String> = languages
        .map(|tag| format!("{tag} {}", pages.get(tag).copied().unwrap_or_default()))
        .collect();
    counts.join(", ")
}
