//! Charts: a figure with a drawing in SVG and the same numbers as a table.
//!
//! Knows no site: what a chart shows is given to it in one language. Places along the drawing are parts of its width and
//! sizes of letters are pixels, so a chart fills a narrow column as well as a wide one and stays readable. There is no
//! `style` attribute: a strict content security policy would forbid it. Colours come from the classes of the theme;
//! without them everything has the colour of the text, and lines differ by dashes and marks.

mod dots;
mod lines;
mod rows;
mod scale;
mod svg;
mod table;

use crate::escape;
use crate::language::Language;
use svg::Drawing;

pub use dots::{Dot, Dots, Group, Reach, dots_figure};
pub use svg::STYLES;

/// How the numbers are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Lines along something, such as time.
    Line,
    /// A bar for each row.
    Bar,
    /// An estimate for each row, with the interval that it lies in.
    Forest,
    /// From the lowest to the highest of each row.
    Range,
}

impl Kind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Line, Self::Bar, Self::Forest, Self::Range];

    /// The name that authors write.
    pub fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Bar => "bar",
            Self::Forest => "forest",
            Self::Range => "range",
        }
    }
}

/// A chart, in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart<'a> {
    /// How it is drawn.
    pub kind: Kind,
    /// Which chart of its page it is, from 1; makes its anchors unique.
    pub number: usize,
    /// What it is called.
    pub title: &'a str,
    /// What it shows, for those who do not see it.
    pub description: &'a str,
    /// What readers should know besides.
    pub note: Option<&'a str>,
    /// The numbers are made up to show something.
    pub is_illustration: bool,
    /// What the numbers are, such as "Correlation (r)".
    pub measure: &'a str,
    /// How many decimals the drawing shows; the table shows the numbers as they are.
    pub decimals: Option<usize>,
    /// Where the axis of the numbers begins. Default: before the lowest number.
    pub from: Option<f64>,
    /// Where it ends.
    pub to: Option<f64>,
    /// A number that a line marks, such as that of no effect.
    pub line: Option<f64>,
    /// The numbers.
    pub data: Data<'a>,
    /// Where the numbers are from, as HTML.
    pub sources: Vec<String>,
}

/// The numbers of a chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Data<'a> {
    /// Rows, for all kinds but lines.
    Rows {
        /// What the intervals are, such as "95% CI".
        interval: &'a str,
        /// The rows from top to bottom.
        rows: Vec<Row<'a>>,
    },
    /// Lines.
    Lines {
        /// What they go along, such as "Session".
        along: &'a str,
        /// The places along it, ascending.
        at: &'a [f64],
        /// The lines; each has a value for each place.
        series: Vec<Series<'a>>,
    },
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// What it is about.
    pub label: &'a str,
    /// The number.
    pub value: Option<f64>,
    /// The lowest and the highest.
    pub interval: Option<[f64; 2]>,
    /// How many studies it rests on.
    pub studies: Option<u64>,
    /// How many people took part.
    pub people: Option<u64>,
    /// Where it is from, as HTML.
    pub source: Option<&'a str>,
    /// What readers should know of it.
    pub note: Option<&'a str>,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series<'a> {
    /// What it shows.
    pub label: &'a str,
    /// A value for each place.
    pub values: &'a [f64],
}

/// Words of the interface that charts need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What a chart is called whose numbers are made up.
    pub illustration: String,
    /// What stands before the sources.
    pub sources: String,
    /// What opens the table.
    pub table: String,
    /// The heading of the column of numbers of studies.
    pub studies: String,
    /// The heading of the column of numbers of people.
    pub people: String,
    /// The heading of the column of sources.
    pub source: String,
    /// The heading of the column of notes.
    pub note: String,
    /// What stands between the ends of an interval in the table.
    pub to: String,
}

/// Returns a chart as a figure in HTML.
pub fn figure(chart: &Chart<'_>, language: &Language, words: &Words) -> String {
    let mut out = format!(
        "<figure class=\"chart chart-type-{}\">\n<figcaption>",
        chart.kind.name()
    );
    if chart.is_illustration {
        out.push_str("<span class=\"chart-badge\">");
        escape::html(&words.illustration, &mut out);
        out.push_str("</span> ");
    }
    out.push_str("<strong>");
    escape::html(chart.title, &mut out);
    out.push_str("</strong></figcaption>\n");
    let mut drawing = Drawing::default();
    match &chart.data {
        Data::Rows { rows, .. } => rows::draw(chart, rows, language, &mut drawing),
        Data::Lines { along, at, series } => lines::draw(chart, along, at, series, language, &mut drawing),
    }
    let illustration = if chart.is_illustration {
        format!("{}: ", words.illustration)
    } else {
        String::new()
    };
    let title = format!("{illustration}{}", chart.title);
    drawing.finish(
        &format!("chart:{}", chart.number),
        &title,
        chart.description,
        &mut out,
    );
    if let Data::Lines { series, .. } = &chart.data {
        lines::legend(series, &mut out);
    }
    if let Some(note) = chart.note {
        out.push_str("<p class=\"chart-note\">");
        escape::html(note, &mut out);
        out.push_str("</p>\n");
    }
    if !chart.sources.is_empty() {
        out.push_str("<p class=\"chart-sources\">");
        escape::html(&words.sources, &mut out);
        out.push_str(": ");
        out.push_str(&chart.sources.join("; "));
        out.push_str("</p>\n");
    }
    out.push_str("<details class=\"chart-data\"><summary>");
    escape::html(&words.table, &mut out);
    out.push_str("</summary>\n");
    table::write(chart, language, words, &mut out);
    out.push_str("</details>\n</figure>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LanguageTag;

    fn language(tag: &str) -> Language {
        Language::new(&LanguageTag::parse(tag).expect("the test writes a tag"))
    }

    fn words() -> Words {
        let word = str::to_owned;
        Words {
            illustration: word("Illustration"),
            sources: word("Quellen"),
            table: word("Tabelle"),
            studies: word("Studien"),
            people: word("Personen"),
            source: word("Quelle"),
            note: word("Anmerkung"),
            to: word("bis"),
        }
    }

    fn chart<'a>(kind: Kind, data: Data<'a>) -> Chart<'a> {
        Chart {
            kind,
            number: 1,
            title: "A & B",
            description: "Text <b>",
            note: None,
            is_illustration: false,
            measure: "r",
            decimals: Some(2),
            from: None,
            to: None,
            line: Some(0.0),
            data,
            sources: vec!["<a href=\"#ref-x\">X</a>".to_owned()],
        }
    }

    fn row(label: &str, value: Option<f64>, interval: Option<[f64; 2]>) -> Row<'_> {
        Row {
            label,
            value,
            interval,
            studies: Some(30_000),
            people: None,
            source: None,
            note: None,
        }
    }

    #[test]
    fn a_forest_shows_rounded_numbers_and_the_table_exact_ones() {
        let rows = vec![
            row("Eins", Some(0.278), Some([0.256, 0.299])),
            row("Zwei", Some(-0.3), None),
        ];
        let data = Data::Rows {
            interval: "95-%-KI",
            rows,
        };
        let html = figure(&chart(Kind::Forest, data), &language("de"), &words());
        for expected in [
            ">0,28 [0,26; 0,30]</text>",
            "<td class=\"align-right\">0,278</td><td class=\"align-right\">0,256 bis 0,299</td>",
            "<td class=\"align-right\">30.000</td>",
            "<th scope=\"col\" class=\"align-right\">95-%-KI</th>",
            "<title id=\"chart:1:title\">A &amp; B</title><desc id=\"chart:1:description\">Text &lt;b&gt;</desc>",
            "role=\"img\" aria-labelledby=\"chart:1:title chart:1:description\"",
        ] {
            assert!(html.contains(expected), "{expected} in {html}");
        }
        assert!(!html.contains("style="), "{html}");
        assert!(!html.contains("Personen"), "{html}");
    }

    #[test]
    fn lines_differ_without_colour_and_have_a_column_each() {
        let (first, second) = ([4.0, 5.5, 6.0], [6.0, 5.0, 4.0]);
        let data = Data::Lines {
            along: "Sitzung",
            at: &[1.0, 2.0, 4.0],
            series: vec![
                Series {
                    label: "steigend",
                    values: &first,
                },
                Series {
                    label: "fallend",
                    values: &second,
                },
            ],
        };
        let chart = Chart {
            is_illustration: true,
            from: Some(1.0),
            to: Some(7.0),
            ..chart(Kind::Line, data)
        };
        let html = figure(&chart, &language("de"), &words());
        assert_eq!(html.matches("<polyline").count(), 2);
        assert_eq!(html.matches("stroke-dasharray").count(), 2, "{html}");
        assert!(html.contains("<span class=\"chart-badge\">Illustration</span>"));
        assert!(html.contains("<title id=\"chart:1:title\">Illustration: A &amp; B</title>"));
        assert!(
            html.contains(
                "<th scope=\"row\">2</th><td class=\"align-right\">5,5</td><td class=\"align-right\">5</td>"
            ),
            "{html}"
        );
    }

    #[test]
    fn whatever_the_numbers_are_places_stay_inside() {
        let long = "långt ".repeat(40);
        for values in [
            [0.0, 0.0],
            [1e12, 1e12],
            [-1e12, 1e12],
            [1e-12, 2e-12],
            [5.0, 5.000_000_000_1],
        ] {
            for kind in [Kind::Bar, Kind::Forest, Kind::Range] {
                let rows = vec![
                    row("x", Some(values[0]), Some(values)),
                    row(&long, Some(values[1]), None),
                ];
                let data = Data::Rows { interval: "i", rows };
                let html = figure(&chart(kind, data), &language("sv"), &words());
                let places = html
                    .split("x=\"")
                    .skip(1)
                    .filter_map(|rest| rest.split('%').next());
                for place in places.filter_map(|place| place.parse::<f64>().ok()) {
                    assert!((0.0..=100.0).contains(&place), "{place} {values:?}");
                }
                assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
            }
        }
    }
}
