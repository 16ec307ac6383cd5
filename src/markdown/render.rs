//! Puts the answers into the holes of a document, and links on its words.

use std::sync::Arc;

use crate::escape;
use crate::markdown::directive;
use crate::markdown::document::{
    Answer, Asked, CitationForm, Cite, DirectiveForm, Document, Hole, Label, Part, Question, Section,
};
use crate::markdown::html::visible_text;
use crate::markdown::reference::unsafe_scheme;
use crate::span::TextRange;

/// A link on words of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the words in the document's HTML.
    pub at: TextRange,
    /// The attributes of the link as HTML, a space before each.
    pub attributes: Arc<str>,
}

/// Returns the HTML of a document. `answers` has an answer for each question, in the same order; a missing one counts
/// as unanswered. `mentions` ascend, each inside a passage.
pub fn render(document: &Document, answers: &[Answer], mentions: &[Mention]) -> String {
    render_with_sections(document, answers, mentions).0
}

/// Returns the HTML of a document, and what it has to open and close.
pub fn render_with_sections(
    document: &Document,
    answers: &[Answer],
    mentions: &[Mention],
) -> (String, Vec<Section>) {
    let mut sections = Sections::default();
    let mut out =
        String::with_capacity(document.html.len() + document.holes.len() * 40 + mentions.len() * 80);
    let mut done = 0;
    let mut mentions = mentions.iter().peekable();
    let mut copy = |until: usize, out: &mut String| {
        while let Some(mention) = mentions.next_if(|mention| mention.at.end <= until) {
            out.push_str(document.html.get(done..mention.at.start).unwrap_or_default());
            let words = document.html.get(mention.at.start..mention.at.end);
            out.extend(["<a", &mention.attributes, ">", words.unwrap_or_default(), "</a>"]);
            done = mention.at.end;
        }
        out.push_str(document.html.get(done..until).unwrap_or_default());
        done = until;
    };
    let first_image = first_image(document, answers);
    for hole in &document.holes {
        copy(hole.offset, &mut out);
        if let Some(question) = document.questions.get(hole.question) {
            let answer = answers.get(hole.question).unwrap_or(&Answer::Unanswered);
            if *answer == Answer::Disclosures {
                sections.note(hole.part, &out);
            }
            let waits = first_image != Some(hole.question);
            fill(question, answer, hole.part, waits, &mut out);
        }
    }
    copy(document.html.len(), &mut out);
    (out, sections.done)
}

/// Returns the question that asks for the first picture. It may be seen at once, so browsers are not told to wait.
fn first_image(document: &Document, answers: &[Answer]) -> Option<usize> {
    let is_image = |hole: &&Hole| matches!(answers.get(hole.question), Some(Answer::Image { .. }));
    document.holes.iter().find(is_image).map(|hole| hole.question)
}

/// What can be opened and closed, while it is written.
#[derive(Default)]
struct Sections {
    /// Where the heading of each that is open begins, and where it ends.
    open: Vec<(usize, usize)>,
    done: Vec<Section>,
}

impl Sections {
    /// Notes that a part comes next.
    fn note(&mut self, part: Part, out: &str) {
        match part {
            Part::Begin | Part::End => {}
            Part::HeadingBegin => self.open.push((out.len(), out.len())),
            Part::HeadingEnd => {
                if let Some((_, end)) = self.open.last_mut() {
                    *end = out.len();
                }
            }
            Part::SectionEnd => {
                let Some((begin, end)) = self.open.pop() else {
                    return;
                };
                self.done.push(Section {
                    heading: visible_text(out.get(begin..end).unwrap_or_default()),
                    text: visible_text(out.get(end..).unwrap_or_default()),
                });
            }
        }
    }
}

/// `waits`: a picture is loaded when the reader comes near.
fn fill(question: &Question, answer: &Answer, part: Part, waits: bool, out: &mut String) {
    match (answer, part) {
        (Answer::Html(begin, _), Part::Begin) => out.push_str(begin),
        (Answer::Html(_, end), Part::End) => out.push_str(end),
        (Answer::Text(text), Part::Begin) => escape::html(text, out),
        (Answer::Disclosures, _) => out.push_str(match part {
            Part::Begin => "<div class=\"disclosures\">",
            // Open, so that everything can be read, found and printed where nobody opens it.
            Part::HeadingBegin => "<details class=\"disclosure\" open><summary>",
            Part::HeadingEnd => "</summary>\n<div class=\"disclosure-body\">\n",
            Part::SectionEnd => "</div></details>\n",
            Part::End => "</div>",
        }),
        (_, Part::HeadingBegin | Part::HeadingEnd | Part::SectionEnd) | (Answer::Text(_), Part::End) => {}
        (
            Answer::Link {
                href,
                language,
                external,
            },
            _,
        ) => {
            address("href", href, out);
            if let Some(language) = language {
                attribute("hreflang", language, out);
            }
            if *external {
                attribute("rel", "external", out);
            }
        }
        (Answer::Image { src, size, sources }, _) => image(question, src, *size, sources, waits, out),
        (Answer::Unanswered, _) => unanswered(&question.asked, part, out),
    }
}

/// How wide a picture is shown: as wide as the column of text in the built-in theme, which is 37rem at most and leaves 4 % of
/// a narrow window free on each side. Browsers that know `auto` measure it themselves, once they may wait for the layout.
pub const SIZES: &str = "(min-width: 40.25rem) 37rem, 92vw";

fn image(
    question: &Question,
    src: &str,
    size: Option<(u32, u32)>,
    sources: &[(String, u32)],
    waits: bool,
    out: &mut String,
) {
    if !sources.is_empty() {
        let list: Vec<String> = sources
            .iter()
            .map(|(href, width)| format!("{} {width}w", encoded(href)))
            .collect();
        out.push_str("<picture><source type=\"image/webp\"");
        attribute("srcset", &list.join(", "), out);
        let auto = if waits { "auto, " } else { "" };
        attribute("sizes", &format!("{auto}{SIZES}"), out);
        out.push('>');
    }
    out.push_str("<img");
    address("src", src, out);
    if let Asked::Image { alt, .. } = &question.asked {
        attribute("alt", alt, out);
    }
    if let Some((width, height)) = size {
        attribute("width", &width.to_string(), out);
        attribute("height", &height.to_string(), out);
    }
    out.push_str(if waits { " loading=\"lazy\"" } else { "" });
    out.push_str(" decoding=\"async\">");
    out.push_str(if sources.is_empty() { "" } else { "</picture>" });
}

fn unanswered(asked: &Asked, part: Part, out: &mut String) {
    match asked {
        Asked::Link { target } => {
            if unsafe_scheme(target).is_none() {
                address("href", target, out);
            }
        }
        // A picture that is not there is what its description says.
        Asked::Image { alt, .. } => escape::html(alt, out),
        Asked::Citation(cites, form) => escape::html(&citation(cites, *form), out),
        Asked::Directive(directive) => {
            let text = match part {
                Part::End => ":::".to_owned(),
                _ => directive::written(directive),
            };
            let is_block = directive.form != DirectiveForm::Inline;
            out.push_str(if is_block { "<p>" } else { "" });
            escape::html(&text, out);
            out.push_str(if is_block { "</p>" } else { "" });
        }
        Asked::Label(label) => out.push_str(english(*label)),
    }
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape::html(value, out);
    out.push('"');
}

/// Writes an attribute that is an address; what may not stand in one is written in hexadecimal, as CommonMark does.
fn address(name: &str, value: &str, out: &mut String) {
    attribute(name, &encoded(value), out);
}

fn encoded(address: &str) -> String {
    escape::percent(address, b"!#$%&'()*+,-./:;=?@_~")
}

fn citation(cites: &[Cite], form: CitationForm) -> String {
    let parts: Vec<String> = cites
        .iter()
        .map(|cite| {
            let mut text = cite.prefix.clone();
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(if cite.suppress_author { "-@" } else { "@" });
            text.push_str(&cite.key);
            text.push_str(if cite.locator.is_empty() { "" } else { ", " });
            text.push_str(&cite.locator);
            text
        })
        .collect();
    match form {
        CitationForm::Bracketed => format!("[{}]", parts.join("; ")),
        CitationForm::InText => parts.join("; "),
    }
}

/// The words if a theme has none.
fn english(label: Label) -> &'static str {
    match label {
        Label::Note => "Note",
        Label::Tip => "Tip",
        Label::Important => "Important",
        Label::Warning => "Warning",
        Label::Caution => "Caution",
        Label::Footnotes => "Footnotes",
        Label::BackToText => "Back to text",
        Label::ToFootnote => "Footnote",
        Label::HeadingLink => "Link to this section",
        Label::Table => "Table",
    }
}
