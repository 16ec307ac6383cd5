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
use std::time::{Duration, Instant};

use super::{SITE_HAS_ERRORS, Voice};
use crate::diagnostic::Phrase;
use crate::theme;

/// How often it looks. Memory fills with less than a gigabyte in a second or so.
const PAUSE: Duration = Duration::from_millis(5);

/// How often it looks whether there is anything to watch.
const IDLE_PAUSE: Duration = Duration::from_millis(50);

/// How long a template may work on one page. The largest real pages take a tenth of a second.
const MOST_TIME: Duration = Duration::from_secs(8);

/// By how much the memory of the process may grow while a template works on one page, in bytes.
const MOST_GROWTH: u64 = 500_000_000;

/// Begins to watch, until the program ends.
pub(super) fn start(voice: Voice) {
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
                let (phrase, most) = if since.elapsed() > MOST_TIME {
                    (Phrase::TemplateTooSlow, MOST_TIME.as_secs())
                } else if grown > MOST_GROWTH {
                    (Phrase::TemplateTooGreedy, MOST_GROWTH / 1_000_000)
                } else {
                    continue;
                };
                let saying = phrase
                    .with("template", &page.template)
                    .with("page", &page.href)
                    .with("most", most);
                voice.fail(saying);
                std::process::exit(i32::from(SITE_HAS_ERRORS));
            }
            std::thread::sleep(PAUSE);
        }
    });
}

/// Returns the bytes of memory that the process uses. Only Linux tells without much ado.
fn memory() -> Option<u64> {
    /// Of most machines; where pages are larger, less memory is seen than there is.
    const PAGE_BYTES: u64 = 4096;
    let text = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
    Some(pages * PAGE_BYTES)
}
