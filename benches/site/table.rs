//! The table of results.

use std::fmt::Write;

use crate::measure::Time;
use crate::rounds::{Build, Round};

/// A cold build takes at most so many times the processor time of the floor.
const COLD_TO_FLOOR: f64 = 3.0;
/// A second build takes at most this part of the processor time of the first.
const SECOND_TO_COLD: f64 = 0.2;
/// A cold build holds at most so many MiB.
const PEAK: f64 = 400.0;

/// Sets the table.
pub(crate) fn of(round: &Round, peak: Option<f64>) -> String {
    let mut table = String::new();
    let mut line = |name: &str, cells: [&str; 7]| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>9}")).collect();
        let _ = writeln!(table, "{name:<20}{}", cells.trim_end());
    };
    line(
        "",
        ["wall", "user", "system", "CPU to", "CPU to", "written", "kept"],
    );
    line("", ["s", "s", "s", "floor", "cold", "files", "files"]);
    let mut row = |name: &str, time: Time, files: Option<(usize, usize)>| {
        let seconds = |seconds: f64| format!("{seconds:.2}");
        let (written, kept) = files
            .map(|(written, kept)| (written.to_string(), kept.to_string()))
            .unwrap_or_default();
        line(
            name,
            [
                &seconds(time.wall),
                &seconds(time.user),
                &seconds(time.system),
                &ratio(time.cpu(), round.floor.cpu()),
                &ratio(time.cpu(), round.cold.whole.cpu()),
                &written,
                &kept,
            ],
        );
    };
    row("floor", round.floor, Some((round.floor_files, 0)));
    let mut build = |name: &str, build: &Build| {
        row(name, build.whole, Some((build.written, build.unchanged)));
        row("  read the folder", build.read, None);
        row("  parse and link", build.link, None);
        row("  make and write", build.make, None);
        row("  exchange", build.exchange, None);
    };
    build("cold build", &round.cold);
    build("nothing changed", &round.second);
    build("one text edited", &round.edited);

    let _ = writeln!(table, "\n{:<34}{:>10}{:>12}", "", "measured", "at most");
    let mut target = |name: &str, value: Option<f64>, most: f64, unit: &str| {
        let (shown, verdict) = match value {
            Some(value) => (
                format!("{value:.2}{unit}"),
                if value <= most { "met" } else { "MISSED" },
            ),
            None => ("–".to_owned(), "not known here"),
        };
        let _ = writeln!(
            table,
            "{name:<34}{shown:>10}{:>12}  {verdict}",
            format!("{most:.2}{unit}")
        );
    };
    let quotient = |a: f64, b: f64| (b > 0.0).then(|| a / b);
    let (cold, second) = (round.cold.whole, round.second.whole);
    target(
        "cold build to floor, CPU",
        quotient(cold.cpu(), round.floor.cpu()),
        COLD_TO_FLOOR,
        "",
    );
    target(
        "second build to cold build, CPU",
        quotient(second.cpu(), cold.cpu()),
        SECOND_TO_COLD,
        "",
    );
    target(
        "second build to cold build, wall",
        quotient(second.wall, cold.wall),
        SECOND_TO_COLD,
        "",
    );
    target("peak memory of a cold build", peak, PEAK, " MiB");
    table
}

fn ratio(value: f64, base: f64) -> String {
    if base > 0.0 {
        format!("{:.2}", value / base)
    } else {
        "–".to_owned()
    }
}
