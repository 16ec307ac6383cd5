//! Rows: bars, estimates with their intervals, and ranges, each below its label.

use super::scale::Scale;
use super::svg::{Anchor, Drawing};
use super::{Chart, Kind, Row};
use crate::language::Language;

/// The height of what is drawn of a row, in pixels.
pub(super) const BAND: f64 = 22.0;

/// What lies between rows.
pub(super) const GAP: f64 = 8.0;

/// Where the axis begins, in percent of the width: its first number needs room.
pub(super) const START: f64 = 4.5;

/// The width of a digit on the narrowest screen, in percent of it.
const DIGIT: f64 = 2.5;

pub(super) fn draw(chart: &Chart<'_>, rows: &[Row<'_>], language: &Language, drawing: &mut Drawing) {
    // A bar is as long as its number is large, so it begins at nought.
    let nought = (chart.kind == Kind::Bar).then_some(0.0);
    let numbers = rows
        .iter()
        .flat_map(|row| row.value.into_iter().chain(row.interval.into_iter().flatten()));
    let scale = Scale::over(numbers.chain(chart.line).chain(nought), chart.from, chart.to, 5);
    let written: Vec<String> = rows.iter().map(|row| numbers_of(row, chart, language)).collect();
    let end = end_of_axis(written.iter().map(String::as_str));
    let place = |value: f64| START + (end - START) * scale.share(value);

    let mut bands = Vec::new();
    drawing.height = GAP / 2.0;
    for row in rows {
        let label = drawing.height;
        drawing.height += super::svg::LINE * lines_of(row.label);
        bands.push((label, drawing.height + BAND / 2.0));
        drawing.height += BAND + GAP;
    }
    let bottom = drawing.height - GAP / 2.0;
    // The lines of the grid stop at labels, which would be hard to read across them.
    for (_, middle) in &bands {
        let (top, end) = (middle - BAND / 2.0, middle + BAND / 2.0 + GAP / 2.0);
        for tick in scale.ticks() {
            drawing.line("chart-grid", (place(tick), top), (place(tick), end), 1.0);
        }
        if let Some(line) = chart.line {
            drawing.line("chart-marked", (place(line), top), (place(line), end), 1.5);
        }
    }
    for ((row, (label, middle)), numbers) in rows.iter().zip(bands).zip(&written) {
        drawing.height = label;
        drawing.paragraph("chart-label", row.label);
        if let (Kind::Bar, Some(value)) = (chart.kind, row.value) {
            let (left, right) = (place(value.min(0.0)), place(value.max(0.0)));
            drawing.bar(left, middle - 7.0, right - left, 14.0);
        }
        if let Some([low, high]) = row.interval {
            let width = if chart.kind == Kind::Range { 8.0 } else { 2.0 };
            let class = if chart.kind == Kind::Range {
                "chart-range"
            } else {
                "chart-interval"
            };
            drawing.line(class, (place(low), middle), (place(high), middle), width);
            for end in [low, high] {
                drawing.line(class, (place(end), middle - 5.0), (place(end), middle + 5.0), 2.0);
            }
        }
        if let (Kind::Forest | Kind::Range, Some(value)) = (chart.kind, row.value) {
            drawing.mark(1, row.interval.is_none(), place(value), middle);
        }
        drawing.text("chart-number", 100.0, middle + 5.0, Anchor::End, numbers);
    }
    axis(&scale, &place, bottom, end, language, drawing);
    drawing.paragraph("chart-axis-label", chart.measure);
}

/// Where the axis ends, in percent of the width, so that there is room for the numbers beside it.
pub(super) fn end_of_axis<'a>(numbers: impl Iterator<Item = &'a str>) -> f64 {
    let longest = numbers.map(|text| text.chars().count()).max().unwrap_or_default();
    (96.0 - DIGIT * longest as f64).clamp(40.0, 90.0)
}

/// Draws the axis below all rows, with its numbers.
pub(super) fn axis(
    scale: &Scale,
    place: &dyn Fn(f64) -> f64,
    bottom: f64,
    end: f64,
    language: &Language,
    drawing: &mut Drawing,
) {
    drawing.line("chart-axis", (START, bottom), (end, bottom), 1.0);
    for tick in scale.ticks() {
        let text = language.decimal(tick, Some(scale.decimals()));
        drawing.text("chart-tick", place(tick), bottom + 16.0, Anchor::Middle, &text);
    }
    drawing.height = bottom + 26.0;
}

fn lines_of(label: &str) -> f64 {
    super::svg::wrapped(label).len().max(1) as f64
}

/// The numbers of a row, as the drawing shows them: `0,28 [0,26; 0,30]`.
fn numbers_of(row: &Row<'_>, chart: &Chart<'_>, language: &Language) -> String {
    let number = |value| language.decimal(value, chart.decimals);
    match (row.value, row.interval) {
        (Some(value), Some([low, high])) => {
            format!("{} [{}; {}]", number(value), number(low), number(high))
        }
        (Some(value), None) => number(value),
        (None, Some([low, high])) => format!("{} – {}", number(low), number(high)),
        (None, None) => String::new(),
    }
}
