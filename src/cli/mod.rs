//! The command line. The only module that prints.

mod args;
mod build;
mod check;
mod explain;
mod interrupt;
mod new;
mod progress;
mod schema;
mod serve;
mod status;
mod texts;
mod theme;
mod translate;
mod translated;
mod watchdog;
mod write;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::config;
use crate::diagnostic::{Diagnostic, Phrase, Saying, Severity, Tongue};
use crate::report::terminal;
use crate::source::{Sources, disk};
use crate::span::SourcePath;

use args::{Arguments, Command};

/// The site is fine.
const FINE: u8 = 0;
/// The site has errors.
const SITE_HAS_ERRORS: u8 = 1;
/// The command was used wrongly; clap ends with it, too.
const WRONG_USE: u8 = 2;
/// The machine failed: a disk, a port.
const MACHINE_FAILED: u8 = 3;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no faults and go to the standard output.
            let code = if error.use_stderr() { WRONG_USE } else { FINE };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let voice = Voice {
        tongue: arguments.lang.unwrap_or_else(surrounding_tongue),
        quiet: arguments.quiet,
    };
    if !matches!(arguments.command, Command::Serve(_)) {
        watchdog::start(voice, watchdog::Leash::of_command());
    }
    let root = || root(arguments.root.as_deref());
    let result = match &arguments.command {
        Command::Build(options) => root().map(|root| build::run(&root, options, voice)),
        Command::Check(options) => root().map(|root| check::run(&root, options, voice)),
        Command::New(options) => Ok(new::run(options, voice)),
        Command::Explain { code } => Ok(Ok(explain::run(code.as_deref(), voice))),
        Command::Schema(options) => Ok(schema::run(options, voice)),
        Command::Serve(options) => root().map(|root| serve::run(&root, options, voice)),
        Command::Status(options) => root().map(|root| status::run(&root, options, voice)),
        Command::Theme(options) => theme::run(&options.command, root, voice),
        Command::Translate(options) => root().map(|root| translate::run(&root, options, voice)),
        Command::Translated(options) => root().map(|root| translated::run(&root, options, voice)),
    };
    match result {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(failure)) => {
            voice.fail(failure);
            ExitCode::from(MACHINE_FAILED)
        }
        Err(saying) => {
            voice.fail(saying);
            ExitCode::from(WRONG_USE)
        }
    }
}

/// What the machine, not the site, did wrong.
type Failure = Saying;

/// Returns the language of the surroundings, where tillit speaks it.
#[allow(
    clippy::disallowed_methods,
    reason = "the commands look at their surroundings"
)]
fn surrounding_tongue() -> Tongue {
    // The first that is set decides, as everywhere in the system.
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| Tongue::parse(&value))
        .unwrap_or_default()
}

/// Returns the site's folder: the one named, or the nearest one upward with a `tillit.yaml`.
fn root(named: Option<&Path>) -> Result<PathBuf, Saying> {
    if let Some(named) = named {
        if !named.is_dir() {
            return Err(Phrase::NoFolder.with("folder", named.display()));
        }
        return Ok(named.to_owned());
    }
    let here = std::env::current_dir().map_err(|error| Phrase::FolderUnreadable.with("said", error))?;
    let found = here
        .ancestors()
        .find(|folder| folder.join(config::FILE_NAME).is_file());
    // With settings under a wrong name this is a site, too: the commands say how to call them.
    let found = found.or_else(|| disk::misnamed_settings(&here).map(|_| here.as_path()));
    found.map(Path::to_owned).ok_or_else(|| {
        Phrase::NoSite
            .with("folder", here.display())
            .with("file", config::FILE_NAME)
    })
}

/// How a command speaks to people: always on the standard error.
///
/// Where nobody listens any more, nothing is said, and the work goes on.
#[derive(Clone, Copy)]
struct Voice {
    tongue: Tongue,
    /// Whether only what is wrong is said.
    quiet: bool,
}

impl Voice {
    /// Says something.
    fn say(self, saying: impl Into<Saying>) {
        line(&saying.into().text(self.tongue));
    }

    /// Says something that nobody needs who wants to have it quiet.
    fn remark(self, saying: impl Into<Saying>) {
        if !self.quiet {
            self.say(saying);
        }
    }

    /// Says what failed.
    fn fail(self, failure: impl Into<Saying>) {
        let failure = failure.into().text(self.tongue);
        line(&format!("{}: {failure}", Phrase::Error.text(self.tongue)));
    }

    /// Shows what is wrong with the site. Returns whether there are errors.
    fn report(self, diagnostics: &[Diagnostic], sources: &Sources) -> bool {
        if !diagnostics.is_empty() {
            // The stream takes the colours out again where nobody would see them.
            line(&terminal::render(
                diagnostics,
                &|path| text_of(sources, path),
                terminal::Style::Coloured,
                self.tongue,
            ));
        }
        has_errors(diagnostics)
    }
}

fn line(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Writes data, or what was asked for, to the standard output.
fn give(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity() == Severity::Error)
}

fn text_of<'sources>(sources: &'sources Sources, path: &SourcePath) -> Option<&'sources str> {
    sources.text(path.as_str()).map(|file| file.text.as_str())
}
