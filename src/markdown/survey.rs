//! What stands in a text, for those who judge it: the words of its links, its pictures, its headings, its prose.
//!
//! A page does not need this, so it is no part of a [`Document`](super::Document) and costs a build nothing.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::directive::Line;
use super::document::Directive;
use super::heading::level_number;
use super::html::{self, Piece};
use super::image::DECORATIVE;
use super::insert::{Hidden, Insert, Part};
use super::parse::options;
use super::raw::directive_line;
use crate::span::TextRange;

/// The most elements of raw HTML whose language is minded at once.
const DEEPEST_HTML: usize = 100;

/// What stands in a text. All ranges are ranges of the file, all lists are in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The links.
    pub links: Vec<LinkText>,
    /// The pictures.
    pub images: Vec<Picture>,
    /// The headings.
    pub headings: Vec<HeadingText>,
    /// The prose of each block that is no quotation.
    pub passages: Vec<Passage>,
    /// What each block shows of its text as it is written.
    pub plain: Vec<Plain>,
    /// The words of each block that is no quotation, those of links among them.
    pub words: Vec<Words>,
    /// What is code.
    pub code: Vec<TextRange>,
    /// The values of the attributes of directives; some of them name files.
    pub attributes: Vec<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkText {
    /// The words to click; those of a picture are its description.
    pub text: String,
    /// The target as written.
    pub target: String,
    /// The whole link.
    pub at: TextRange,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The description.
    pub alt: String,
    /// The file as written.
    pub target: String,
    /// Whether it is said to need no description: `![""](line.svg)`.
    pub is_decorative: bool,
    /// The whole picture.
    pub at: TextRange,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingText {
    /// 1 to 6.
    pub level: u8,
    /// Whether nothing can be read there.
    pub is_empty: bool,
    /// The whole heading.
    pub at: TextRange,
}

/// The prose of a block, without what may be foreign: emphasised words, code, and what is marked with `lang`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The words.
    pub text: String,
    /// From the first word to the last.
    pub at: TextRange,
}

/// The words of a block. [`Plain::OTHER`] stands for what is no word of the text, such as code and citations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The words, with their places.
    pub plain: Plain,
    /// Whether they are sentences: neither a heading nor a cell of a table.
    pub is_running: bool,
}

/// What Markdown left of a block as plain text. [`Plain::OTHER`] stands for everything else, such as code, links, and
/// signs after a backslash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The text, in the lines of the file.
    pub text: String,
    /// For bytes of the text where they stand in the file, ascending.
    places: Vec<(usize, usize)>,
}

impl Plain {
    /// Stands for what is no plain text.
    pub const OTHER: char = '\u{1a}';

    /// Returns where a part of the text stands in the file.
    pub fn place(&self, range: &Range<usize>) -> TextRange {
        let locate = |at: usize| {
            let after = self.places.partition_point(|(offset, _)| *offset <= at);
            let place = after.checked_sub(1).and_then(|index| self.places.get(index));
            place.map_or(0, |(offset, place)| place + (at - offset))
        };
        TextRange::new(locate(range.start), locate(range.end.saturating_sub(1)) + 1)
    }

    fn push(&mut self, text: &str, place: usize) {
        self.places.push((self.text.len(), place));
        self.text.push_str(text);
    }
}

/// Looks through a file's Markdown. `text` is the whole file, its body begins at the byte `body_start`.
pub fn survey(text: &str, body_start: usize) -> Survey {
    let hidden = Hidden::new(text.get(body_start..).unwrap_or_default());
    let mut surveyor = Surveyor {
        body_start,
        hidden: &hidden,
        found: Survey::default(),
        link: None,
        image: None,
        heading: None,
        passage: None,
        plain: Plain::default(),
        words: Plain::default(),
        tables: 0,
        quotations: Vec::new(),
        quoted: 0,
        emphasis: 0,
        block: String::new(),
        elements: Vec::new(),
        in_code: false,
    };
    for (event, range) in Parser::new_ext(&hidden.text, options()).into_offset_iter() {
        surveyor.event(&event, range);
    }
    surveyor.end_passage();
    surveyor.found
}

/// Says whether something stands inside a block.
fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

struct Surveyor<'a> {
    body_start: usize,
    hidden: &'a Hidden<'a>,
    found: Survey,
    link: Option<LinkText>,
    /// The open picture, and the pictures in its description.
    image: Option<(Picture, usize)>,
    heading: Option<HeadingText>,
    passage: Option<Passage>,
    /// Of the block so far.
    plain: Plain,
    /// Of the block so far.
    words: Plain,
    /// How many tables are open.
    tables: usize,
    /// For each open quotation, whether it is one; notes and warnings are written like quotations.
    quotations: Vec<bool>,
    quoted: usize,
    emphasis: usize,
    /// The block of HTML that is being read.
    block: String,
    /// The open elements of raw HTML, and whether each says its language.
    elements: Vec<(String, bool)>,
    in_code: bool,
}

impl Surveyor<'_> {
    fn place(&self, range: &Range<usize>) -> TextRange {
        TextRange::new(
            self.body_start + self.hidden.original(range.start),
            self.body_start + self.hidden.original(range.end),
        )
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(_) if self.in_code => {}
            Event::Text(text) if self.link.is_none() && self.image.is_none() => self.plain(text, &range),
            Event::SoftBreak | Event::HardBreak => self.plain.push("\n", self.place(&range).start),
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => self.other(self.place(&range).start),
            Event::Start(tag) if is_inline(tag.to_end()) => self.other(self.place(&range).start),
            Event::End(tag) if is_inline(*tag) => self.other(self.place(&range).start),
            Event::Start(_) | Event::End(_) | Event::Html(_) | Event::Rule => {}
        }
        self.words(event, &range);
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) if !self.in_code => self.text(text, &range),
            Event::Text(_) => {}
            Event::Code(text) => {
                let place = self.place(&range);
                self.found.code.push(place);
                let hidden = self.hidden;
                self.inline(&hidden.restore(text));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline(text),
            Event::Html(text) => self.block_html(text),
            Event::InlineHtml(text) => self.html(text),
            Event::SoftBreak | Event::HardBreak => {
                self.inline(" ");
                if let Some(passage) = &mut self.passage {
                    passage.text.push(' ');
                }
            }
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let at = self.place(range);
        match tag {
            Tag::Link { dest_url, .. } => {
                self.link = Some(LinkText {
                    text: String::new(),
                    target: self.hidden.restore(dest_url).into_owned(),
                    at,
                });
            }
            Tag::Image { dest_url, .. } => match &mut self.image {
                Some((_, depth)) => *depth += 1,
                None => {
                    let picture = Picture {
                        alt: String::new(),
                        target: self.hidden.restore(dest_url).into_owned(),
                        is_decorative: false,
                        at,
                    };
                    self.image = Some((picture, 0));
                }
            },
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            _ => self.end_passage(),
        }
        match tag {
            Tag::Heading { level, .. } => {
                let level = level_number(*level);
                self.heading = Some(HeadingText {
                    level,
                    is_empty: true,
                    at,
                });
            }
            Tag::BlockQuote(kind) => {
                self.quotations.push(kind.is_none());
                self.quoted += usize::from(kind.is_none());
            }
            Tag::Table(_) => self.tables += 1,
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.in_code = true;
                self.found.code.push(at);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.found.links.extend(self.link.take()),
            TagEnd::Image => match self.image.take() {
                Some((picture, depth @ 1..)) => self.image = Some((picture, depth - 1)),
                Some((mut picture, _)) => {
                    picture.is_decorative = picture.alt == DECORATIVE;
                    if picture.is_decorative {
                        picture.alt.clear();
                    }
                    self.inline(&picture.alt);
                    // A heading may be a picture; that the picture says nothing is told of the picture.
                    if let Some(heading) = &mut self.heading {
                        heading.is_empty = false;
                    }
                    self.found.images.push(picture);
                }
                None => {}
            },
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            _ => self.end_passage(),
        }
        match tag {
            TagEnd::Heading(_) => self.found.headings.extend(self.heading.take()),
            TagEnd::BlockQuote(_) => {
                self.quoted -= usize::from(self.quotations.pop() == Some(true));
            }
            TagEnd::Table => self.tables = self.tables.saturating_sub(1),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::HtmlBlock => self.end_html(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        let hidden = self.hidden;
        for (part, _) in hidden.parts(text) {
            match part {
                Part::Text(text) => {
                    self.inline(text);
                    self.prose(text, range);
                }
                Part::Insert(insert, written) => {
                    if let Insert::Inline(directive)
                    | Insert::Line(Line::Leaf(directive) | Line::Open(directive, _)) = insert
                    {
                        self.directive(directive);
                    }
                    self.inline(written);
                }
            }
        }
    }

    /// Adds to what can be read in an open link, picture or heading.
    fn inline(&mut self, text: &str) {
        if let Some((picture, _)) = &mut self.image {
            picture.alt.push_str(text);
            return;
        }
        if let Some(link) = &mut self.link {
            link.text.push_str(text);
        }
        if let Some(heading) = &mut self.heading {
            heading.is_empty &= text.trim().is_empty();
        }
    }

    fn prose(&mut self, text: &str, range: &Range<usize>) {
        let is_foreign = self.emphasis > 0
            || self.image.is_some()
            || self.quoted > 0
            || self.elements.iter().any(|(_, says_language)| *says_language);
        if is_foreign {
            return;
        }
        let at = self.place(range);
        let passage = self.passage.get_or_insert_with(|| Passage {
            text: String::new(),
            at,
        });
        passage.text.push_str(text);
        passage.at.end = at.end;
    }

    fn other(&mut self, place: usize) {
        let mut sign = [0; 4];
        self.plain.push(Plain::OTHER.encode_utf8(&mut sign), place);
    }

    fn plain(&mut self, text: &str, range: &Range<usize>) {
        let hidden = self.hidden;
        let begin = self.place(range).start;
        // A sign that is written as `&#42;` is meant to be seen.
        if hidden.text.get(range.clone()) != Some(text) {
            self.other(begin);
            return;
        }
        let is_escaped = range
            .start
            .checked_sub(1)
            .is_some_and(|before| hidden.text.as_bytes().get(before) == Some(&b'\\'));
        for (part, within) in hidden.parts(text) {
            let place = self.body_start + hidden.original(range.start + within);
            match part {
                Part::Text(text) if is_escaped && within == 0 => {
                    self.other(place);
                    let mut rest = text.chars();
                    let first = rest.next().map_or(0, char::len_utf8);
                    self.plain.push(rest.as_str(), place + first);
                }
                Part::Text(text) => self.plain.push(text, place),
                Part::Insert(..) => self.other(place),
            }
        }
    }

    /// Takes up the words of a block, but for those of quotations, pictures, code and passages in other languages.
    fn words(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let is_foreign = self.image.is_some()
            || self.quoted > 0
            || self.in_code
            || self.elements.iter().any(|(_, says_language)| *says_language);
        if is_foreign {
            return;
        }
        let place = self.place(range).start;
        let mut sign = [0; 4];
        let other: &str = Plain::OTHER.encode_utf8(&mut sign);
        match event {
            Event::Text(text) if self.hidden.text.get(range.clone()) == Some(text) => {
                let hidden = self.hidden;
                for (part, within) in hidden.parts(text) {
                    let place = self.body_start + hidden.original(range.start + within);
                    match part {
                        Part::Text(text) => self.words.push(text, place),
                        Part::Insert(..) => self.words.push(other, place),
                    }
                }
            }
            Event::Text(text) => self.words.push(text, place),
            Event::SoftBreak | Event::HardBreak => self.words.push("\n", place),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) => {
                self.words.push(other, place);
            }
            _ => {}
        }
    }

    fn end_passage(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.text.contains(char::is_alphabetic) {
            self.found.words.push(Words {
                plain: words,
                is_running: self.heading.is_none() && self.tables == 0,
            });
        }
        let plain = std::mem::take(&mut self.plain);
        if plain
            .text
            .contains(|sign: char| !sign.is_whitespace() && sign != Plain::OTHER)
        {
            self.found.plain.push(plain);
        }
        self.found.passages.extend(self.passage.take());
    }

    fn directive(&mut self, directive: &Directive) {
        let values = directive.attributes.iter().map(|(_, value)| value.clone());
        self.found.attributes.extend(values);
    }

    /// Takes up a line of HTML. A tag or a comment may go over several, so they are read together.
    fn block_html(&mut self, text: &str) {
        match directive_line(self.hidden, &self.block, text) {
            Some((line, _)) => {
                self.end_html();
                if let Line::Leaf(directive) | Line::Open(directive, _) = line {
                    self.directive(directive);
                }
            }
            None => self.block.push_str(text),
        }
    }

    fn end_html(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.html(&block);
    }

    fn html(&mut self, text: &str) {
        for (piece, range) in html::pieces(text) {
            match piece {
                Piece::Text => self.inline(&text[range]),
                Piece::Start { name, attributes } => {
                    if !html::is_void(&name) && self.elements.len() < DEEPEST_HTML {
                        let says_language = attributes.iter().any(|(key, _)| key == "lang");
                        self.elements.push((name.into_owned(), says_language));
                    }
                }
                Piece::End(name) => {
                    if let Some(open) = self.elements.iter().rposition(|(open, _)| *open == name) {
                        self.elements.truncate(open);
                    }
                }
                Piece::Other => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_pictures_and_headings_are_found_with_their_place() {
        let text = "# A [@b]\n\n## \n\nSe [*h* `x` ![y](z)](article:a), ![](p.png) og ![\"\"](q.png).\n";
        let found = survey(text, 0);
        assert_eq!(found.links.len(), 1);
        assert_eq!(found.links[0].text, "h x y");
        assert_eq!(
            &text[found.links[0].at.start..found.links[0].at.end],
            "[*h* `x` ![y](z)](article:a)"
        );
        let alts: Vec<_> = found
            .images
            .iter()
            .map(|picture| (picture.alt.as_str(), picture.is_decorative))
            .collect();
        assert_eq!(alts, [("y", false), ("", false), ("", true)]);
        let headings: Vec<_> = found
            .headings
            .iter()
            .map(|heading| (heading.level, heading.is_empty))
            .collect();
        assert_eq!(headings, [(1, false), (2, true)]);
    }

    #[test]
    fn passages_leave_out_what_may_be_foreign() {
        let text = "En *two* to [tre](x) `four`.\n\n> five\n\n<div\nlang=\"en\">\n\nsix\n\n</div>\n\n- sju\n- åtte\n\n\
                    a <span lang=en>b</span> c\n\n> [!NOTE]\n> ni\n\n```\nten\n```\n";
        let found = survey(text, 0);
        let passages: Vec<&str> = found.passages.iter().map(|passage| passage.text.trim()).collect();
        assert_eq!(passages, ["En  to tre .", "sju", "åtte", "a  c", "ni"]);
        let last = found.code.last().map(|at| &text[at.start..at.end]);
        assert_eq!(last.map(str::trim_end), Some("```\nten\n```"));
    }

    #[test]
    fn words_are_those_that_the_author_answers_for() {
        let text = "## Om *to*\n\nSe [tre](kunde) `fire` [@fem], &amp; så.\n\n> seks\n\n| sju |\n|---|\n| åtte |\n\n- ni\n";
        let found = survey(text, 0);
        let words: Vec<(String, bool)> = found
            .words
            .iter()
            .map(|words| (words.plain.text.replace(Plain::OTHER, "_"), words.is_running))
            .collect();
        let expected = [
            ("Om to", false),
            ("Se tre _ _, & så.", true),
            ("sju", false),
            ("åtte", false),
            ("ni", true),
        ];
        assert_eq!(words, expected.map(|(text, running)| (text.to_owned(), running)));
        let at = found.words[1].plain.place(&(3..6));
        assert_eq!(&text[at.start..at.end], "tre");
    }

    #[test]
    fn files_of_directives_are_found() {
        assert_eq!(
            survey("::chart{data=a.csv}\n\n:b[c]{d=e}\n", 0).attributes,
            ["a.csv", "e"]
        );
    }
}
