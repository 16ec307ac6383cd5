//! Lines along something, such as time.

use super::scale::Scale;
use super::svg::{self, Anchor, Drawing};
use super::{Chart, Series};
use crate::escape;
use crate::language::Language;

/// The height of the field of lines, in pixels.
const HEIGHT: f64 = 230.0;

/// Where the field begins and ends, in percent of the width.
const START: f64 = 8.0;
const END: f64 = 97.0;

/// How many places along the axis are named at most.
const MOST_NAMED: usize = 10;

pub(super) fn draw(
    chart: &Chart<'_>,
    along: &str,
    at: &[f64],
    series: &[Series<'_>],
    language: &Language,
    drawing: &mut Drawing,
) {
    let numbers = series.iter().flat_map(|line| line.values.iter().copied());
    let scale = Scale::over(numbers.chain(chart.line), chart.from, chart.to, 7);
    let (first, last) = (at.first().copied(), at.last().copied());
    let places = Scale::over(at.iter().copied(), first, last, 5);
    let across = |value: f64| START + (END - START) * places.share(value);

    drawing.height = 2.0;
    drawing.paragraph("chart-axis-label", chart.measure);
    let top = drawing.height + 12.0;
    let down = |value: f64| HEIGHT * (1.0 - scale.share(value));
    for tick in scale.ticks() {
        let y = top + down(tick);
        drawing.line("chart-grid", (START, y), (100.0, y), 1.0);
        let text = language.decimal(tick, Some(scale.decimals()));
        drawing.text("chart-tick", 0.0, y + 4.0, Anchor::Start, &text);
    }
    if let Some(line) = chart.line {
        let y = top + down(line);
        drawing.line("chart-marked", (START, y), (100.0, y), 1.5);
    }
    let bottom = top + HEIGHT;
    drawing.line("chart-axis", (START, bottom), (100.0, bottom), 1.0);
    let every = at.len().div_ceil(MOST_NAMED).max(1);
    for place in at.iter().step_by(every) {
        drawing.line(
            "chart-axis",
            (across(*place), bottom),
            (across(*place), bottom + 4.0),
            1.0,
        );
        let text = language.decimal(*place, None);
        drawing.text("chart-tick", across(*place), bottom + 18.0, Anchor::Middle, &text);
    }
    for (style, line) in series.iter().enumerate() {
        let points: Vec<(f64, f64)> = at
            .iter()
            .zip(line.values)
            .map(|(place, value)| (across(*place), down(*value)))
            .collect();
        drawing.polyline(style, top, HEIGHT, &points);
        for (x, y) in points {
            drawing.mark(style, false, x, top + y);
        }
    }
    drawing.height = bottom + 26.0;
    drawing.paragraph("chart-axis-label", along);
}

/// Writes what each line is, as text that wraps.
pub(super) fn legend(series: &[Series<'_>], out: &mut String) {
    out.push_str("<ul class=\"chart-legend\">\n");
    for (style, line) in series.iter().enumerate() {
        out.push_str("<li>");
        svg::key(style, out);
        out.push(' ');
        escape::html(line.label, out);
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}
