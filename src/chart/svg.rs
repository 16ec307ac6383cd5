//! Writing SVG: texts, lines and marks at places that are parts of the width.

use crate::escape;

/// The height of a line of text, in pixels.
pub(super) const LINE: f64 = 19.0;

/// How many letters of a label fit beside each other on the narrowest screen.
const LETTERS: usize = 38;

/// How many sets of dashes, marks and colours there are.
pub const STYLES: usize = 6;

/// Dashes of lines; the first is whole.
const DASHES: [&str; STYLES] = ["none", "9 4", "2 4", "12 4 2 4", "5 3", "16 5"];

/// Marks around the point 0 0.
const MARKS: [&str; STYLES] = [
    "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0-4 0Z",
    "M-4-4H4V4H-4Z",
    "M0-5L5 4H-5Z",
    "M0-5.5L5.5 0L0 5.5L-5.5 0Z",
    "M0 5L5-4H-5Z",
    "M-5-5H-1L0-2L1-5H5V5H-5Z",
];

/// What stands inside an `<svg>`, and its height so far.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) height: f64,
    out: String,
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Drawing {
    pub(super) fn text(&mut self, class: &str, x: f64, y: f64, anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.push(&format!(
            "<text class=\"{class}\" x=\"{x:.2}%\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"currentColor\">"
        ));
        escape::html(text, &mut self.out);
        self.push("</text>\n");
    }

    /// Writes a text in as many lines as it needs, below all that is there.
    pub(super) fn paragraph(&mut self, class: &str, text: &str) {
        for line in wrapped(text) {
            let y = self.height + LINE * 0.75;
            self.text(class, 0.0, y, Anchor::Start, &line);
            self.height += LINE;
        }
    }

    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64), width: f64) {
        self.push(&format!(
            "<line class=\"{class}\" x1=\"{:.2}%\" y1=\"{:.1}\" x2=\"{:.2}%\" y2=\"{:.1}\" stroke=\"currentColor\" \
             stroke-width=\"{width}\"/>\n",
            from.0, from.1, to.0, to.1
        ));
    }

    pub(super) fn dashed(&mut self, class: &str, from: (f64, f64), to: (f64, f64), width: f64) {
        self.push(&format!(
            "<line class=\"{class}\" x1=\"{:.2}%\" y1=\"{:.1}\" x2=\"{:.2}%\" y2=\"{:.1}\" stroke=\"currentColor\" \
             stroke-width=\"{width}\" stroke-dasharray=\"5 4\"/>\n",
            from.0, from.1, to.0, to.1
        ));
    }

    pub(super) fn bar(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.push(&format!(
            "<rect class=\"chart-bar\" x=\"{x:.2}%\" y=\"{y:.1}\" width=\"{width:.2}%\" height=\"{height}\" \
             fill=\"currentColor\"/>\n"
        ));
    }

    /// Draws a mark; a hollow one says that something is not known.
    pub(super) fn mark(&mut self, style: usize, is_hollow: bool, x: f64, y: f64) {
        self.push(&format!("<svg x=\"{x:.2}%\" y=\"{y:.1}\" overflow=\"visible\">"));
        mark(style, is_hollow, &mut self.out);
        self.push("</svg>\n");
    }

    /// Draws a line through points, given as parts of the width and pixels from the top of its box.
    pub(super) fn polyline(&mut self, style: usize, top: f64, height: f64, points: &[(f64, f64)]) {
        let dashes = dashes(style);
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{:.1},{y:.1}", x * 10.0))
            .collect();
        self.push(&format!(
            "<svg y=\"{top:.1}\" width=\"100%\" height=\"{height}\" viewBox=\"0 0 1000 {height}\" \
             preserveAspectRatio=\"none\"><polyline class=\"chart-line chart-style-{}\" points=\"{}\" fill=\"none\" \
             stroke=\"currentColor\" stroke-width=\"2.5\" {dashes}vector-effect=\"non-scaling-stroke\"/></svg>\n",
            style % STYLES + 1,
            points.join(" "),
        ));
    }

    /// Writes the whole drawing. `id` is what its anchors begin with.
    pub(super) fn finish(self, id: &str, title: &str, description: &str, out: &mut String) {
        out.push_str(&format!(
            "<svg class=\"chart-drawing\" role=\"img\" aria-labelledby=\"{id}:title {id}:description\" \
             width=\"100%\" height=\"{:.0}\" font-size=\"14\" direction=\"ltr\"><title id=\"{id}:title\">",
            self.height.ceil()
        ));
        escape::html(title, out);
        out.push_str(&format!("</title><desc id=\"{id}:description\">"));
        escape::html(description, out);
        out.push_str("</desc>\n");
        out.push_str(&self.out);
        out.push_str("</svg>\n");
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }
}

/// Writes a line with its mark, as a legend shows it.
pub(super) fn key(style: usize, out: &mut String) {
    out.push_str(&format!(
        "<svg class=\"chart-key\" aria-hidden=\"true\" width=\"40\" height=\"14\"><line class=\"chart-line \
         chart-style-{}\" x1=\"0\" y1=\"7\" x2=\"40\" y2=\"7\" stroke=\"currentColor\" stroke-width=\"2.5\" {}/><svg \
         x=\"20\" y=\"7\" overflow=\"visible\">",
        style % STYLES + 1,
        dashes(style)
    ));
    mark(style, false, out);
    out.push_str("</svg></svg>");
}

fn dashes(style: usize) -> String {
    match DASHES[style % STYLES] {
        "none" => String::new(),
        dashes => format!("stroke-dasharray=\"{dashes}\" "),
    }
}

fn mark(style: usize, is_hollow: bool, out: &mut String) {
    let style = style % STYLES;
    let (class, fill) = if is_hollow {
        ("chart-mark chart-hollow", "none")
    } else {
        ("chart-mark", "currentColor")
    };
    out.push_str(&format!(
        "<path class=\"{class} chart-style-{}\" d=\"{}\" fill=\"{fill}\" stroke=\"currentColor\" stroke-width=\"1.5\"/>",
        style + 1,
        MARKS[style]
    ));
}

/// Breaks a text into lines that fit on the narrowest screen.
pub(super) fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = LETTERS;
    for word in text.split_whitespace() {
        let mut rest: Vec<char> = word.chars().collect();
        while !rest.is_empty() {
            let tail = rest.split_off(rest.len().min(LETTERS));
            match lines.last_mut() {
                Some(line) if length + 1 + rest.len() <= LETTERS => {
                    line.push(' ');
                    line.extend(&rest);
                    length += 1 + rest.len();
                }
                _ => {
                    length = rest.len();
                    lines.push(rest.iter().collect());
                }
            }
            rest = tail;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn long_labels_take_several_lines() {
        assert_eq!(wrapped("a  b"), ["a b"]);
        assert_eq!(
            wrapped("Einschätzungen der Allianz über den Verlauf der Behandlung"),
            ["Einschätzungen der Allianz über den", "Verlauf der Behandlung"]
        );
        assert_eq!(wrapped(&"ø".repeat(80)).len(), 3);
        assert!(wrapped(" ").is_empty());
    }
}
