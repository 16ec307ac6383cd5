//! The command line. The only module that prints.

mod args;
mod build;
mod progress;
mod serve;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::terminal;
use crate::source::Sources;

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
    let root = match root(arguments.root.as_deref()) {
        Ok(root) => root,
        Err(message) => {
            say(&format!("error: {message}"));
            return ExitCode::from(WRONG_USE);
        }
    };
    let result = match arguments.command {
        Command::Build(options) => build::run(&root, &options, arguments.quiet),
        Command::Serve(options) => serve::run(&root, &options, arguments.quiet),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            say(&format!("error: {failure}"));
            ExitCode::from(MACHINE_FAILED)
        }
    }
}

/// What the machine, not the site, did wrong.
type Failure = Box<dyn std::error::Error>;

/// Returns the site's folder: the one named, or the nearest one upward with a `tillit.yaml`.
fn root(named: Option<&Path>) -> Result<PathBuf, String> {
    if let Some(named) = named {
        if !named.is_dir() {
            return Err(format!("there is no folder `{}`", named.display()));
        }
        return Ok(named.to_owned());
    }
    let here =
        std::env::current_dir().map_err(|error| format!("the current folder cannot be read: {error}"))?;
    let found = here
        .ancestors()
        .find(|folder| folder.join(config::FILE_NAME).is_file());
    found.map(Path::to_owned).ok_or_else(|| {
        format!(
            "neither `{}` nor a folder above it has a `{}`; go to the site's folder, or name it with `--root`",
            here.display(),
            config::FILE_NAME
        )
    })
}

/// Writes a line for people.
///
/// Where nobody listens any more, nothing is said, and the work goes on.
fn say(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Shows what is wrong with the site. Returns whether there are errors.
fn report(diagnostics: &[Diagnostic], sources: &Sources) -> bool {
    if !diagnostics.is_empty() {
        let text_of =
            |path: &crate::span::SourcePath| sources.text(path.as_str()).map(|file| file.text.as_str());
        // The stream takes the colours out again where nobody would see them.
        say(&terminal::render(
            diagnostics,
            &text_of,
            terminal::Style::Coloured,
        ));
    }
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity() == Severity::Error)
}
