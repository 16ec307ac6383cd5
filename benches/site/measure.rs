//! Clocks: what a stretch of work took, by the wall and by the processor, and how large the process became.

use std::fs;
use std::time::Instant;

/// Clock ticks a second in `/proc`; Linux tells programs 100 on every machine.
const TICKS: f64 = 100.0;

/// Seconds that something took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Time {
    /// By the clock on the wall.
    pub(crate) wall: f64,
    /// Of all threads in the program; 0 where the system does not tell.
    pub(crate) user: f64,
    /// Of all threads in the system, which is mostly the file system; 0 where the system does not tell.
    pub(crate) system: f64,
}

impl Time {
    /// Returns the processor time, wherever it was spent.
    pub(crate) fn cpu(self) -> f64 {
        self.user + self.system
    }
}

/// Runs from one stage to the next.
pub(crate) struct Watch {
    wall: Instant,
    user: f64,
    system: f64,
}

impl Watch {
    pub(crate) fn start() -> Self {
        let (user, system) = processor();
        Self {
            wall: Instant::now(),
            user,
            system,
        }
    }

    /// Returns the time since the start or the last lap.
    pub(crate) fn lap(&mut self) -> Time {
        let now = Self::start();
        let time = Time {
            wall: (now.wall - self.wall).as_secs_f64(),
            user: now.user - self.user,
            system: now.system - self.system,
        };
        *self = now;
        time
    }
}

/// Returns the processor time of this process in seconds: in the program, and in the system on its behalf.
fn processor() -> (f64, f64) {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field is the program's name in parentheses and may hold spaces; the times are the 14th and 15th.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let mut times = fields
        .split_whitespace()
        .skip(11)
        .map(|ticks| ticks.parse::<f64>().unwrap_or_default() / TICKS);
    (times.next().unwrap_or_default(), times.next().unwrap_or_default())
}

/// Returns the largest amount of memory that this process has held, in MiB.
pub(crate) fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes / 1024.0)
}
