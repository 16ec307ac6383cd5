//! Times of day as they are printed: `kl. 12.00–16.00`, `12–16 Uhr`. All languages count to 24.
//!
//! CLDR has no ranges with the words around them. The forms are those of Språkrådet for Norwegian, where the full stop
//! and the colon are equally correct; of *Svenska skrivregler* for Swedish; and of announcements in German, where whole
//! hours stand alone.

use crate::date::Time;

/// How a language prints times of day.
struct Form {
    before: &'static str,
    after: &'static str,
    /// Between hour and minute.
    point: char,
    /// Whole hours stand alone: `12–16`.
    short: bool,
    /// An hour below 10 has a nought before it.
    padded: bool,
}

fn form(language: &str) -> Form {
    let (before, after, point, short, padded) = match language {
        "nb" | "nn" | "da" => ("kl.\u{a0}", "", '.', false, true),
        "sv" => ("kl.\u{a0}", "", '.', true, false),
        "de" => ("", "\u{a0}Uhr", ':', true, false),
        _ => ("", "", ':', false, true),
    };
    Form {
        before,
        after,
        point,
        short,
        padded,
    }
}

/// Writes one time, or a range with both its ends. `language` is the first part of a tag.
pub(super) fn write(language: &str, times: &[Time]) -> String {
    let form = form(language);
    let short = form.short && times.iter().all(|time| time.minute() == 0);
    let written: Vec<String> = times
        .iter()
        .map(|time| {
            let width = if form.padded { 2 } else { 1 };
            let hour = format!("{:0width$}", time.hour());
            if short {
                hour
            } else {
                format!("{hour}{}{:02}", form.point, time.minute())
            }
        })
        .collect();
    format!("{}{}{}", form.before, written.join("–"), form.after)
}
