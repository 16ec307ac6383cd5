//! The data of a chart: a YAML file beside the texts, and what must hold of its numbers.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::Deserialize;

use super::local::LocalText;
use crate::chart::{Kind, STYLES};
use crate::diagnostic::{Code, Diagnostic, Phrase, Reported};
use crate::language::typography;
use crate::source::TextFile;
use crate::source::yaml::{self, Places, Step};

/// The largest number, and with a minus the smallest. Beyond, the arithmetic of places has no decimals left.
const MOST: f64 = 1e12;

/// How many decimals may be shown.
const MOST_DECIMALS: u8 = 6;

/// How many rows or places along an axis a chart may have.
const MOST_ITEMS: usize = 200;

/// A chart, as authors write it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend(
    "required" = ["title", "description", "measure"],
    "oneOf" = [
        {"required": ["rows"], "not": {"anyOf": [{"required": ["along"]}, {"required": ["series"]}]}},
        {"required": ["along", "series"], "not": {"required": ["rows"]}},
    ],
))]
pub struct ChartFile {
    /// What the chart is called; stands above it.
    pub title: Option<LocalText>,
    /// What it shows, in one or two sentences for those who do not see it.
    pub description: Option<LocalText>,
    /// What the numbers are, with their unit: "Correlation (r)".
    pub measure: Option<LocalText>,
    /// What the intervals are: "95% CI".
    pub interval: Option<LocalText>,
    /// What readers should know besides; stands below it.
    pub note: Option<LocalText>,
    /// `true` if the numbers are no data but made up to show something; the chart then says so. Default: `false`.
    pub illustration: bool,
    /// Keys of the works that the chart as a whole is from.
    pub sources: Vec<String>,
    /// How many decimals the drawing shows. Default: all. The table always has all.
    #[schemars(range(max = MOST_DECIMALS))]
    pub decimals: Option<u8>,
    /// Where the axis of the numbers begins. Default: a round number below the lowest.
    pub from: Option<f64>,
    /// Where it ends. Default: a round number above the highest.
    pub to: Option<f64>,
    /// A number to mark, such as that of no effect.
    pub line: Option<f64>,
    /// The rows of a chart of the types `bar`, `forest` and `range`.
    pub rows: Vec<Row>,
    /// What the lines of a chart of the type `line` go along.
    pub along: Option<Along>,
    /// Its lines.
    pub series: Vec<Series>,
}

/// A row, as authors write it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["label"], "anyOf" = [{"required": ["value"]}, {"required": ["interval"]}]))]
pub struct Row {
    /// What it is about.
    pub label: Option<LocalText>,
    /// The number.
    pub value: Option<f64>,
    /// The lowest and the highest number: `[0.25, 0.30]`. Contains the value.
    pub interval: Option<[f64; 2]>,
    /// How many studies it rests on.
    pub studies: Option<u64>,
    /// How many people took part.
    pub people: Option<u64>,
    /// The key of the work it is from.
    pub source: Option<String>,
    /// What readers should know of it.
    pub note: Option<LocalText>,
}

/// What lines go along, as authors write it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["label"]))]
pub struct Along {
    /// What it is called: "Session".
    pub label: Option<LocalText>,
    /// The places along it, ascending: `[1, 2, 3]`.
    pub values: Vec<f64>,
}

/// A line, as authors write it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["label"]))]
pub struct Series {
    /// What it shows.
    pub label: Option<LocalText>,
    /// A number for each place.
    pub values: Vec<f64>,
}

/// The data of a chart, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartData {
    /// What is written.
    pub written: ChartFile,
    /// Texts that a language lacks, by its tag; a fault only where a text in that language shows the chart.
    pub lacking: BTreeMap<String, Vec<Diagnostic>>,
}

/// A file that may be the data of a chart. It is read when the first text shows it.
#[derive(Debug)]
pub struct ChartSource {
    /// The file.
    pub file: Arc<TextFile>,
    /// The tags of the site's languages.
    languages: Vec<String>,
    read: OnceLock<Reported<ChartData>>,
}

impl ChartSource {
    /// Makes a source; nothing is read yet.
    pub fn new(file: Arc<TextFile>, languages: Vec<String>) -> Self {
        Self {
            file,
            languages,
            read: OnceLock::new(),
        }
    }

    /// Returns the data, and what is wrong with them.
    pub fn read(&self) -> &Reported<ChartData> {
        self.read.get_or_init(|| read(&self.file, &self.languages))
    }

    /// Returns the places of the values in the file.
    pub fn places(&self) -> Places<'_> {
        places(&self.file)
    }
}

impl ChartData {
    /// Returns the types of chart that the data fit.
    pub fn kinds(&self) -> Vec<Kind> {
        let rows = &self.written.rows;
        let fits = |kind: Kind| match kind {
            Kind::Line => !self.written.series.is_empty(),
            Kind::Bar | Kind::Forest => !rows.is_empty() && rows.iter().all(|row| row.value.is_some()),
            Kind::Range => !rows.is_empty() && rows.iter().all(|row| row.interval.is_some()),
        };
        Kind::ALL.into_iter().filter(|kind| fits(*kind)).collect()
    }
}

fn places(file: &TextFile) -> Places<'_> {
    Places::of_file(file)
}

fn read(file: &TextFile, languages: &[String]) -> Reported<ChartData> {
    let Reported { value, diagnostics } = yaml::read_file::<ChartFile>(file);
    // What could not be read is not missing.
    let is_whole = diagnostics.is_empty();
    let mut data = ChartData {
        written: value,
        lacking: BTreeMap::new(),
    };
    let mut check = Check {
        places: places(file),
        diagnostics,
    };
    check.texts(&mut data, languages, is_whole);
    if is_whole {
        check.form(&data.written);
    }
    check.numbers(&data.written);
    check.sizes(&mut data.written);
    Reported {
        value: data,
        diagnostics: check.diagnostics,
    }
}

struct Check<'a> {
    places: Places<'a>,
    diagnostics: Vec<Diagnostic>,
}

impl Check<'_> {
    /// Texts that must be there, in languages that the site has.
    fn texts(&mut self, data: &mut ChartData, languages: &[String], is_whole: bool) {
        let known: Vec<&str> = languages.iter().map(String::as_str).collect();
        let lacking = &mut data.lacking;
        let mut text = |above: &[Step], key: &'static str, text: &mut Option<LocalText>, is_needed: bool| {
            let to = |last: Step| [above, &[Step::key(key), last]].concat();
            let Some(text) = text else {
                if is_needed && is_whole {
                    let place = self.places.of(above);
                    self.diagnostics
                        .push(Diagnostic::new(Code::MissingKey, place).with("key", key));
                }
                return;
            };
            let place = |tag: &str| self.places.of(&to(Step::name(tag)));
            text.check(&known, place, &mut self.diagnostics);
            let LocalText::Each(texts) = text else { return };
            for (tag, text) in &mut *texts {
                *text = typography::prose(tag, text);
            }
            for language in languages.iter().filter(|language| !texts.contains_key(*language)) {
                let place = self.places.of(&[above, &[Step::name(key)]].concat());
                lacking
                    .entry(language.clone())
                    .or_default()
                    .push(Diagnostic::new(Code::MissingKey, place).with("key", language));
            }
        };
        let ChartFile {
            title,
            description,
            measure,
            interval,
            note,
            rows,
            along,
            series,
            ..
        } = &mut data.written;
        let has_interval = rows.iter().any(|row| row.interval.is_some());
        text(&[], "title", title, true);
        text(&[], "description", description, true);
        text(&[], "measure", measure, true);
        text(&[], "interval", interval, has_interval);
        text(&[], "note", note, false);
        for (index, row) in rows.iter_mut().enumerate() {
            let above = [Step::key("rows"), Step::Index(index)];
            text(&above, "label", &mut row.label, true);
            text(&above, "note", &mut row.note, false);
        }
        if let Some(along) = along {
            text(&[Step::key("along")], "label", &mut along.label, true);
        }
        for (index, line) in series.iter_mut().enumerate() {
            let above = [Step::key("series"), Step::Index(index)];
            text(&above, "label", &mut line.label, true);
        }
    }

    /// Either rows or lines.
    fn form(&mut self, written: &ChartFile) {
        let has_lines = !written.series.is_empty() || written.along.is_some();
        let missing: &[&str] = match (written.rows.is_empty(), has_lines) {
            (true, false) => &["rows"],
            (true, true) if written.series.is_empty() => &["series"],
            (true, true) if written.along.is_none() => &["along"],
            (true, true) | (false, false) => &[],
            (false, true) => {
                let known = "`along`, `series`";
                let place = self.places.of(&[Step::name("rows")]);
                self.diagnostics.push(
                    Diagnostic::new(Code::UnknownKey, place)
                        .with("key", "rows")
                        .with("known", known),
                );
                &[]
            }
        };
        for key in missing {
            let place = self.places.of(&[]);
            self.diagnostics
                .push(Diagnostic::new(Code::MissingKey, place).with("key", key));
        }
        for (index, row) in written.rows.iter().enumerate() {
            if row.value.is_none() && row.interval.is_none() {
                let place = self.places.of(&[Step::key("rows"), Step::Index(index)]);
                self.diagnostics
                    .push(Diagnostic::new(Code::MissingKey, place).with("key", "value"));
            }
        }
    }

    fn numbers(&mut self, written: &ChartFile) {
        if let Some(decimals) = written.decimals.filter(|decimals| *decimals > MOST_DECIMALS) {
            let expected = Phrase::WholeNumberBetween
                .with("least", 0)
                .with("most", MOST_DECIMALS);
            self.diagnostics.push(
                Diagnostic::new(Code::WrongValue, self.places.of(&[Step::key("decimals")]))
                    .with("key", "decimals")
                    .with("value", decimals)
                    .saying("expected", expected),
            );
        }
        let top = |key: &str| vec![Step::key(key)];
        self.between(&top("from"), "from", written.from, [-MOST, MOST]);
        self.between(&top("to"), "to", written.to, [-MOST, MOST]);
        let mut ends = [written.from.unwrap_or(-MOST), written.to.unwrap_or(MOST)];
        if let ([from, _], Some(to)) = (ends, written.to)
            && from >= to
        {
            self.above(&top("to"), "to", to, from);
            ends = [-MOST, MOST];
        }
        self.between(&top("line"), "line", written.line, ends);
        for (index, row) in written.rows.iter().enumerate() {
            let to = |key: &str| vec![Step::key("rows"), Step::Index(index), Step::key(key)];
            let mut within = ends;
            if let Some([low, high]) = row.interval {
                for (end, number) in [low, high].into_iter().enumerate() {
                    let steps = [to("interval"), vec![Step::Index(end)]].concat();
                    self.between(&steps, "interval", Some(number), ends);
                }
                if low > high {
                    self.above(
                        &[to("interval"), vec![Step::Index(1)]].concat(),
                        "interval",
                        high,
                        low,
                    );
                } else {
                    within = [low, high];
                }
            }
            self.between(&to("value"), "value", row.value, within);
        }
        if let Some(along) = &written.along {
            let to = |index| vec![Step::key("along"), Step::key("values"), Step::Index(index)];
            let mut before: Option<f64> = None;
            for (index, value) in along.values.iter().enumerate() {
                self.between(&to(index), "values", Some(*value), [-MOST, MOST]);
                if let Some(before) = before.filter(|before| before >= value) {
                    self.above(&to(index), "values", *value, before);
                }
                before = Some(*value);
            }
        }
        for (index, line) in written.series.iter().enumerate() {
            for (number, value) in line.values.iter().enumerate() {
                let values = Step::key("values");
                let steps = [
                    Step::key("series"),
                    Step::Index(index),
                    values,
                    Step::Index(number),
                ];
                self.between(&steps, "values", Some(*value), ends);
            }
        }
    }

    fn between(&mut self, steps: &[Step], key: &str, value: Option<f64>, [least, most]: [f64; 2]) {
        let Some(value) = value.filter(|value| !(least..=most).contains(value)) else {
            return;
        };
        let expected = match (least == -MOST, most == MOST) {
            (false, true) => Phrase::NumberAtLeast.with("least", least),
            (true, false) => Phrase::NumberAtMost.with("most", most),
            (true, true) | (false, false) => Phrase::NumberBetween.with("least", least).with("most", most),
        };
        self.diagnostics.push(
            Diagnostic::new(Code::WrongValue, self.places.of(steps))
                .with("key", key)
                .with("value", value)
                .saying("expected", expected),
        );
    }

    fn above(&mut self, steps: &[Step], key: &str, value: f64, least: f64) {
        self.diagnostics.push(
            Diagnostic::new(Code::WrongValue, self.places.of(steps))
                .with("key", key)
                .with("value", value)
                .saying("expected", Phrase::NumberAbove.with("least", least)),
        );
    }

    /// Lists that are too long, and lines that do not have a number for each place.
    fn sizes(&mut self, written: &mut ChartFile) {
        let places = written.along.as_ref().map_or(0, |along| along.values.len());
        for (index, line) in written.series.iter().enumerate() {
            if written.along.is_some() && line.values.len() != places {
                let steps = [Step::key("series"), Step::Index(index), Step::key("values")];
                self.diagnostics.push(
                    Diagnostic::new(Code::WrongType, self.places.of(&steps))
                        .with("key", "values")
                        .saying("expected", Phrase::ListOf.with("count", places))
                        .saying("found", Phrase::ListOf.with("count", line.values.len())),
                );
            }
        }
        let mut limit = |steps: &[Step], length: usize, most: usize| {
            if length > most {
                self.diagnostics
                    .push(Diagnostic::new(Code::TooLong, self.places.of(steps)).with("limit", most));
            }
        };
        limit(&[Step::name("rows")], written.rows.len(), MOST_ITEMS);
        limit(&[Step::name("series")], written.series.len(), STYLES);
        limit(&[Step::key("along"), Step::name("values")], places, MOST_ITEMS);
        written.rows.truncate(MOST_ITEMS);
        written.series.truncate(STYLES);
        if let Some(along) = &mut written.along {
            along.values.truncate(MOST_ITEMS);
        }
        for line in &mut written.series {
            line.values.truncate(MOST_ITEMS);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::SourcePath;

    fn faults(text: &str) -> Vec<(Code, String)> {
        let mut sources = crate::source::Sources::default();
        sources.insert_text(SourcePath::new("content/c.yaml"), text.to_owned());
        let file = sources.text("content/c.yaml").expect("it was put there");
        let source = ChartSource::new(file.clone(), vec!["nb".to_owned(), "en".to_owned()]);
        let mut found = source.read().diagnostics.clone();
        found.extend(source.read().value.lacking.values().flatten().cloned());
        let place = |diagnostic: &Diagnostic| {
            let range = diagnostic.span.clone().map(|span| span.range).unwrap_or_default();
            text[range.start..range.end].to_owned()
        };
        found.iter().map(|fault| (fault.code, place(fault))).collect()
    }

    const HEAD: &str = "title: T\ndescription: D\nmeasure: r\ninterval: KI\n";

    #[test]
    fn numbers_are_checked_at_their_places() {
        for (rest, code, place) in [
            (
                "rows: [{label: a, value: 0.5, interval: [0.1, 0.2]}]",
                Code::WrongValue,
                "0.5",
            ),
            (
                "rows: [{label: a, value: 0.1, interval: [0.3, 0.2]}]",
                Code::WrongValue,
                "0.2",
            ),
            ("rows: [{label: a, value: .nan}]", Code::WrongValue, ".nan"),
            (
                "rows: [{label: a, value: 2}]\nfrom: 0\nto: 1",
                Code::WrongValue,
                "2",
            ),
            (
                "rows: [{label: a, value: 0}]\nfrom: 2\nto: 1",
                Code::WrongValue,
                "1",
            ),
            ("rows: [{label: a, value: 0}]\ndecimals: 9", Code::WrongValue, "9"),
            ("rows: [{label: a, value: x}]", Code::WrongType, "x"),
            ("rows: [{label: a, interval: [1]}]", Code::WrongType, "[1]"),
            ("rows: [{label: a}]", Code::MissingKey, "{label: a}"),
            ("rows: [{value: 1}]", Code::MissingKey, "{value: 1}"),
            ("rows: [{label: {nb: a}, value: 1}]", Code::MissingKey, "label"),
            ("rows: [{label: a, valeu: 1}]", Code::UnknownKey, "valeu"),
            (
                "along: {label: a, values: [1, 1]}\nseries: [{label: b, values: [1, 2]}]",
                Code::WrongValue,
                "1",
            ),
            (
                "along: {label: a, values: [1, 2]}\nseries: [{label: b, values: [1]}]",
                Code::WrongType,
                "[1]",
            ),
            ("series: [{label: b, values: [1]}]", Code::MissingKey, "title: T"),
            ("", Code::MissingKey, "title: T"),
        ] {
            assert_eq!(
                faults(&format!("{HEAD}{rest}\n")),
                [(code, place.to_owned())],
                "{rest}"
            );
        }
        assert_eq!(
            faults(&format!(
                "{HEAD}rows: [{{label: a, value: 1, interval: [1, 1]}}]\n"
            )),
            []
        );
    }
}
