//! Dots: findings in groups along one scale, each below its label. They have no table of their own, since they stand
//! beside one.

use super::rows::{self, BAND, GAP, START};
use super::scale::Scale;
use super::svg::{Anchor, Drawing, LINE, wrapped};
use crate::escape;
use crate::language::Language;

/// Findings along one scale, in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Dots<'a> {
    /// What its anchors begin with; unique on its page.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// What it shows, for those who do not see it.
    pub description: &'a str,
    /// What readers should know besides.
    pub note: &'a str,
    /// The findings from top to bottom.
    pub groups: Vec<Group<'a>>,
    /// What stands before the sources.
    pub sources_label: &'a str,
    /// Where the findings are from, as HTML.
    pub sources: Vec<&'a str>,
}

/// Findings of one kind, which may be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// What was found.
    pub label: String,
    /// The findings.
    pub dots: Vec<Dot<'a>>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot<'a> {
    /// What it is about; may be empty.
    pub label: String,
    /// The numbers, as the language writes them.
    pub numbers: &'a str,
    /// Where it lies.
    pub reach: Reach,
}

/// Where a finding lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// At a number: a mark.
    At(f64),
    /// From the lowest of several to the highest: a bar.
    Between([f64; 2]),
    /// At a number or above it: a dashed line to the end of the scale.
    From(f64),
}

impl Reach {
    fn ends(self) -> [f64; 2] {
        match self {
            Self::At(value) | Self::From(value) => [value, value],
            Self::Between(ends) => ends,
        }
    }
}

/// Returns the findings as a figure in HTML. The scale goes from nought to one, and lower only where a finding does.
pub fn dots_figure(dots: &Dots<'_>, language: &Language) -> String {
    let mut out = "<figure class=\"chart chart-type-dots\">\n<figcaption><strong>".to_owned();
    escape::html(dots.title, &mut out);
    out.push_str("</strong></figcaption>\n");
    let mut drawing = Drawing::default();
    draw(dots, language, &mut drawing);
    drawing.finish(dots.id, dots.title, dots.description, &mut out);
    out.push_str("<p class=\"chart-note\">");
    escape::html(dots.note, &mut out);
    out.push_str("</p>\n");
    if !dots.sources.is_empty() {
        out.push_str("<p class=\"chart-sources\">");
        escape::html(dots.sources_label, &mut out);
        out.push_str(": ");
        out.push_str(&dots.sources.join("; "));
        out.push_str("</p>\n");
    }
    out.push_str("</figure>");
    out
}

fn draw(dots: &Dots<'_>, language: &Language, drawing: &mut Drawing) {
    let all = || dots.groups.iter().flat_map(|group| &group.dots);
    let numbers = || all().flat_map(|dot| dot.reach.ends());
    let nought = numbers().all(|number| number >= 0.0).then_some(0.0);
    let scale = Scale::over(numbers(), nought, Some(1.0), 5);
    let end = rows::end_of_axis(all().map(|dot| dot.numbers));
    let place = |value: f64| START + (end - START) * scale.share(value);

    let height = |text: &str| LINE * wrapped(text).len() as f64;
    let group_height = |group: &Group<'_>| {
        let each = group.dots.iter().map(|dot| height(&dot.label) + BAND + GAP);
        height(&group.label) + GAP + each.sum::<f64>()
    };
    let bottom = GAP / 2.0 + dots.groups.iter().map(group_height).sum::<f64>();
    for tick in scale.ticks() {
        drawing.line("chart-grid", (place(tick), 0.0), (place(tick), bottom), 1.0);
    }
    drawing.height = GAP / 2.0;
    for group in &dots.groups {
        drawing.paragraph("chart-label chart-group", &group.label);
        drawing.height += GAP;
        for dot in &group.dots {
            drawing.paragraph("chart-label", &dot.label);
            let middle = drawing.height + BAND / 2.0;
            let edge = |drawing: &mut Drawing, class: &str, at: f64| {
                drawing.line(class, (place(at), middle - 5.0), (place(at), middle + 5.0), 2.0);
            };
            match dot.reach {
                Reach::At(value) => drawing.mark(0, false, place(value), middle),
                Reach::Between([low, high]) => {
                    drawing.line("chart-range", (place(low), middle), (place(high), middle), 8.0);
                    edge(drawing, "chart-range", low);
                    edge(drawing, "chart-range", high);
                }
                Reach::From(low) => {
                    drawing.dashed("chart-interval", (place(low), middle), (end, middle), 2.0);
                    edge(drawing, "chart-interval", low);
                }
            }
            drawing.text("chart-number", 100.0, middle + 5.0, Anchor::End, dot.numbers);
            drawing.height += BAND + GAP;
        }
    }
    rows::axis(&scale, &place, bottom, end, language, drawing);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LanguageTag;

    fn figure(reaches: &[(Reach, &'static str)]) -> String {
        let dot = |(reach, numbers): &(Reach, &'static str)| Dot {
            label: "Client form".to_owned(),
            numbers,
            reach: *reach,
        };
        let dots = Dots {
            id: "chart:x",
            title: "A & B",
            description: "D",
            note: "N",
            groups: vec![Group {
                label: "Alpha".to_owned(),
                dots: reaches.iter().map(dot).collect(),
            }],
            sources_label: "Sources",
            sources: Vec::new(),
        };
        let tag = LanguageTag::parse("en").expect("the test writes a tag");
        dots_figure(&dots, &Language::new(&tag))
    }

    #[test]
    fn a_value_a_range_and_a_bound_differ_in_shape() {
        let html = figure(&[
            (Reach::At(0.9), "0.90"),
            (Reach::Between([0.4, 0.7]), "0.40–0.70"),
            (Reach::From(0.8), "≥ 0.80"),
        ]);
        let count = |part: &str| html.matches(part).count();
        assert_eq!((count("<path"), count("stroke-dasharray")), (1, 1), "{html}");
        assert_eq!((count("chart-range"), count("chart-interval")), (3, 2), "{html}");
        assert!(html.contains(">≥ 0.80</text>"), "{html}");
        assert!(
            html.contains("<title id=\"chart:x:title\">A &amp; B</title>"),
            "{html}"
        );
        assert!(
            !html.contains("style=") && !html.contains("chart-sources"),
            "{html}"
        );
    }

    #[test]
    fn the_scale_ends_at_one_and_begins_at_nought_unless_something_is_lower() {
        let ticks = |reaches: &[(Reach, &'static str)]| {
            let html = figure(reaches);
            let texts = html.split("class=\"chart-tick\"").skip(1);
            let ticks = texts.filter_map(|rest| Some(rest.split_once('>')?.1.split('<').next()?.to_owned()));
            ticks.collect::<Vec<_>>()
        };
        assert_eq!(
            ticks(&[(Reach::At(0.9), "0.90"), (Reach::At(0.8), "0.80")]),
            ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]
        );
        assert_eq!(
            ticks(&[(Reach::At(-0.1), "-0.10")]),
            ["-0.25", "0.00", "0.25", "0.50", "0.75", "1.00"]
        );
    }
}
