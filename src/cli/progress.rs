//! How far a build has come, on a terminal, if it takes long enough for anybody to wonder.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Builds that are done by then show no progress.
const PATIENCE: Duration = Duration::from_millis(500);

/// The progress of one stage after the other.
pub(super) struct Progress {
    bar: ProgressBar,
    shown: bool,
}

impl Progress {
    /// Makes a progress that stays silent when `quiet`, or when nobody looks at a terminal.
    pub(super) fn new(quiet: bool) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if shown {
            let waiting = bar.clone();
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                if !waiting.is_finished() {
                    waiting.set_draw_target(ProgressDrawTarget::stderr());
                }
            });
        }
        Self { bar, shown }
    }

    /// Begins a stage of `total` steps; 0 if their number is not known.
    pub(super) fn stage(&self, name: String, total: usize) {
        if !self.shown {
            return;
        }
        let form = if total > 0 {
            "{msg} {pos} / {len} {wide_bar}"
        } else {
            "{msg}"
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            self.bar.set_style(style);
        }
        self.bar.set_length(total as u64);
        self.bar.set_position(0);
        self.bar.set_message(name);
    }

    /// Says how far one is, in a line that is written over.
    pub(super) fn at(&self, text: String) {
        if !self.shown {
            return;
        }
        if self.bar.is_finished() {
            self.bar.reset();
        }
        if let Ok(style) = ProgressStyle::with_template("{msg}") {
            self.bar.set_style(style);
        }
        self.bar.set_message(text);
    }

    /// One step is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// Everything is done; the line is taken away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
