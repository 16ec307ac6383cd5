//! The numbers of a chart as a table: exact, for those who do not see the drawing and for those who want to read.

use super::{Chart, Data, Row, Words};
use crate::escape;
use crate::language::Language;

pub(super) fn write(chart: &Chart<'_>, language: &Language, words: &Words, out: &mut String) {
    out.push_str("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    escape::html(chart.title, out);
    out.push_str("\">\n<table>\n<caption>");
    if chart.is_illustration {
        escape::html(&words.illustration, out);
        out.push_str(": ");
    }
    escape::html(chart.title, out);
    out.push_str("</caption>\n<thead>\n<tr>");
    match &chart.data {
        Data::Rows { interval, rows } => of_rows(chart, interval, rows, language, words, out),
        Data::Lines { along, at, series } => {
            head(along, false, out);
            series.iter().for_each(|line| head(line.label, true, out));
            out.push_str("</tr>\n</thead>\n<tbody>\n");
            for (index, place) in at.iter().enumerate() {
                out.push_str("<tr><th scope=\"row\">");
                escape::html(&language.decimal(*place, None), out);
                out.push_str("</th>");
                for line in series {
                    let value = line.values.get(index);
                    number(value.map(|value| language.decimal(*value, None)), out);
                }
                out.push_str("</tr>\n");
            }
        }
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn of_rows(
    chart: &Chart<'_>,
    interval: &str,
    rows: &[Row<'_>],
    language: &Language,
    words: &Words,
    out: &mut String,
) {
    let any = |has: fn(&Row<'_>) -> bool| rows.iter().any(has);
    let has_value = any(|row| row.value.is_some());
    let has_interval = any(|row| row.interval.is_some());
    let has_studies = any(|row| row.studies.is_some());
    let has_people = any(|row| row.people.is_some());
    let has_source = any(|row| row.source.is_some());
    let has_note = any(|row| row.note.is_some());
    out.push_str("<td></td>");
    for (is_there, name, is_number) in [
        (has_value, chart.measure, true),
        (has_interval, interval, true),
        (has_studies, &words.studies, true),
        (has_people, &words.people, true),
        (has_source, &words.source, false),
        (has_note, &words.note, false),
    ] {
        if is_there {
            head(name, is_number, out);
        }
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    let decimal = |value| language.decimal(value, None);
    let count = |count: u64| language.number(count.try_into().unwrap_or(i64::MAX));
    for row in rows {
        out.push_str("<tr><th scope=\"row\">");
        escape::html(row.label, out);
        out.push_str("</th>");
        let ends = |[low, high]: [f64; 2]| format!("{} {} {}", decimal(low), words.to, decimal(high));
        for (is_there, value) in [
            (has_value, row.value.map(decimal)),
            (has_interval, row.interval.map(ends)),
            (has_studies, row.studies.map(count)),
            (has_people, row.people.map(count)),
        ] {
            if is_there {
                number(value, out);
            }
        }
        if has_source {
            out.push_str(&format!("<td>{}</td>", row.source.unwrap_or("–")));
        }
        if has_note {
            out.push_str("<td>");
            escape::html(row.note.unwrap_or("–"), out);
            out.push_str("</td>");
        }
        out.push_str("</tr>\n");
    }
}

fn head(name: &str, is_number: bool, out: &mut String) {
    out.push_str(if is_number {
        "<th scope=\"col\" class=\"align-right\">"
    } else {
        "<th scope=\"col\">"
    });
    escape::html(name, out);
    out.push_str("</th>");
}

fn number(value: Option<String>, out: &mut String) {
    out.push_str("<td class=\"align-right\">");
    escape::html(value.as_deref().unwrap_or("–"), out);
    out.push_str("</td>");
}
