//! Ends the program where a template takes more time or memory than any page can need.
//!
//! Templates are trusted with meaning, not with the machine: one that loops within loops, or doubles a text again and
//! again, cannot be stopped from inside. What was published before is untouched by such an end, since a new site takes
//! the place of the old one only when it is whole.

#![allow(
    clippy::disallowed_methods,
    reason = "it looks at the process, not at the site"
)]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::time::{Duration, Instant};

use super::{SITE_HAS_ERRORS, Voice};
use crate::diagnostic::Phrase;
use crate::theme;

/// How often it looks. Memory fills with less than a gigabyte in a second or so.
const PAUSE: Duration = Duration::from_millis(5);

/// How often it looks whether there is anything to watch.
const IDLE_PAUSE: Duration = Duration::from_millis(50);

/// What a template may take, and what happens when it takes more.
#[derive(Clone, Debug)]
pub(super) struct Leash {
    /// How long it may work on one page. The largest real pages take a tenth of a second.
    most_time: Duration,
    /// By how much the memory of the process may grow while it works on one page, in bytes.
    most_growth: u64,
    /// With which arguments the program begins anew; without any it ends.
    anew: Option<Vec<OsString>>,
}

impl Leash {
    /// For commands that end by themselves.
    pub(super) fn of_command() -> Self {
        Self {
            most_time: Duration::from_secs(8),
            most_growth: 500_000_000,
            anew: None,
        }
    }

    /// For the server, which goes on without the template. Other work may take the processor and memory meanwhile.
    pub(super) fn of_server(port: u16) -> Self {
        let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
        arguments.extend(["--port".into(), port.to_string().into()]);
        Self {
            most_time: Duration::from_secs(60),
            most_growth: 1_500_000_000,
            anew: Some(arguments),
        }
    }
}

/// Begins to watch, until the program ends.
pub(super) fn start(voice: Voice, leash: Leash) {
    std::thread::spawn(move || {
        let mut known: BTreeMap<u64, (Instant, Option<u64>)> = BTreeMap::new();
        loop {
            let pages = theme::under_way();
            if pages.is_empty() {
                known.clear();
                std::thread::sleep(IDLE_PAUSE);
                continue;
            }
            let memory = memory();
            known.retain(|number, _| pages.contains_key(number));
            for (number, page) in &pages {
                let (since, before) = known.entry(*number).or_insert_with(|| (Instant::now(), memory));
                let grown = memory
                    .zip(*before)
                    .map_or(0, |(now, before)| now.saturating_sub(before));
                let (phrase, most) = if since.elapsed() > leash.most_time {
                    (Phrase::TemplateTooSlow, leash.most_time.as_secs())
                } else if grown > leash.most_growth {
                    (Phrase::TemplateTooGreedy, leash.most_growth / 1_000_000)
                } else {
                    continue;
                };
                let saying = phrase
                    .with("template", &page.template)
                    .with("page", &page.href)
                    .with("most", most);
                voice.fail(saying);
                if let Some(arguments) = &leash.anew {
                    begin_anew(arguments, &page.template);
                }
                std::process::exit(i32::from(SITE_HAS_ERRORS));
            }
            std::thread::sleep(PAUSE);
        }
    });
}

/// Puts a new run of the program in the place of this one, which does without a template. Returns where that is impossible.
fn begin_anew(arguments: &[OsString], template: &str) {
    #[cfg(unix)]
    if let Ok(program) = std::env::current_exe() {
        use std::os::unix::process::CommandExt;
        let mut command = std::process::Command::new(program);
        // It returns only if it fails.
        let _ = command.args(arguments).arg("--without").arg(template).exec();
    }
    #[cfg(not(unix))]
    let _ = (arguments, template);
}

/// Returns the bytes of memory that the process uses. Only Linux tells without much ado.
fn memory() -> Option<u64> {
    /// Of most machines; where pages are larger, less memory is seen than there is.
    const PAGE_BYTES: u64 = 4096;
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * PAGE_BYTES)
}
