//! `tillit check`: what is wrong with the site, with nothing written.

use std::path::Path;
use std::time::Instant;

use super::args::{CheckArguments, Deny, Format};
use super::build::{Made, make, options, pages};
use super::progress::Progress;
use super::{FINE, Failure, SITE_HAS_ERRORS, Voice, give, has_errors, text_of};
use crate::check::check;
#[cfg(feature = "external")]
use crate::check::external::{Remembered, Web, check_external};
use crate::diagnostic::{self, Phrase};
use crate::report::{github, json, sarif};

pub(super) fn run(root: &Path, arguments: &CheckArguments, voice: Voice) -> Result<u8, Failure> {
    let started = Instant::now();
    let progress = Progress::new(voice.quiet);
    let Made {
        sources,
        built,
        mut diagnostics,
        ..
    } = make(root, &arguments.make, &progress, voice)?;
    progress.stage(Phrase::MakingPages.text(voice.tongue), 0);
    let today = options(&arguments.make.site, None).today;
    diagnostics.extend(check(&built, &sources, today));
    #[cfg(feature = "external")]
    if arguments.external {
        let mut remembered = Remembered::read(root);
        diagnostics.extend(check_external(
            &built.world,
            &sources,
            today,
            &mut remembered,
            &Web::default(),
        ));
        // What cannot be remembered is asked again next time.
        let _ = remembered.write(root);
    }
    diagnostic::sort(&mut diagnostics);
    progress.end();

    let text_of = |path: &_| text_of(&sources, path);
    let folder = || folder_in_repository(root);
    match arguments.format {
        Format::Text => {
            voice.report(&diagnostics, &sources);
        }
        Format::Json => give(&json::render(&diagnostics, &text_of, voice.tongue)),
        Format::Github => give(&github::render(&diagnostics, &text_of, voice.tongue, &folder())),
        Format::Sarif => give(&sarif::render(&diagnostics, &text_of, voice.tongue, &folder())),
    }
    let warnings_count = arguments.deny == Some(Deny::Warnings);
    if diagnostics.is_empty() {
        voice.remark(Phrase::NothingWrong);
    } else if warnings_count && !has_errors(&diagnostics) {
        voice.say(Phrase::WarningsDenied);
    }
    voice.remark(
        Phrase::CheckDone
            .with("pages", pages(&built))
            .with("seconds", voice.tongue.decimal(started.elapsed().as_secs_f64())),
    );
    let fails = has_errors(&diagnostics) || warnings_count && !diagnostics.is_empty();
    Ok(if fails { SITE_HAS_ERRORS } else { FINE })
}

/// Returns the site's folder as seen from the top of the repository, with a `/` at its end; empty if it is the top, or
/// if the repository is not known. GitHub tells its workflows where the repository is.
#[allow(
    clippy::disallowed_methods,
    reason = "the commands look at their surroundings"
)]
fn folder_in_repository(root: &Path) -> String {
    let Ok(repository) = std::env::var("GITHUB_WORKSPACE") else {
        return String::new();
    };
    let (Ok(repository), Ok(root)) = (Path::new(&repository).canonicalize(), root.canonicalize()) else {
        return String::new();
    };
    let parts = root
        .strip_prefix(repository)
        .unwrap_or(Path::new(""))
        .components();
    parts
        .map(|part| format!("{}/", part.as_os_str().to_string_lossy()))
        .collect()
}
