//! The blocks of a text: what a translator translates one by one.
//!
//! A block is told by its text alone, in a form that survives what does not change what is said: other line breaks,
//! white space, link targets, attributes, emphasis and the shape of quotation marks.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::markdown::directive::Line;
use crate::markdown::html::{self, Piece};
use crate::markdown::insert::{Hidden, Insert, Part};
use crate::markdown::parse::options;
use crate::markdown::raw::directive_line;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The title in the front matter.
    Title,
    /// The description in the front matter.
    Description,
    /// A heading of any level.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph in a list.
    Item,
    /// A row of a table.
    Row,
    /// A block of code.
    Code,
    /// A paragraph in a quotation or a note.
    Quote,
    /// A paragraph in a footnote.
    Footnote,
    /// The words in a block of HTML.
    Html,
    /// The beginning of a directive.
    Directive,
}

impl BlockKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Title,
        Self::Description,
        Self::Heading,
        Self::Paragraph,
        Self::Item,
        Self::Row,
        Self::Code,
        Self::Quote,
        Self::Footnote,
        Self::Html,
        Self::Directive,
    ];

    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Description => "description",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Item => "item",
            Self::Row => "row",
            Self::Code => "code",
            Self::Quote => "quote",
            Self::Footnote => "footnote",
            Self::Html => "html",
            Self::Directive => "directive",
        }
    }

    /// Returns the kind with a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, normalised: on one line.
    pub text: String,
    /// Its first byte in the file.
    pub at: usize,
}

/// Returns a text as blocks have it: white space is one space, quotation marks are straight, and signs that only say
/// where a word may be broken are left out.
pub fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let begin = normal.len();
        if begin > 0 {
            normal.push(' ');
        }
        let word_begin = normal.len();
        normal.extend(word.chars().filter_map(|sign| match sign {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => None,
            '“' | '”' | '„' | '‟' | '«' | '»' => Some('"'),
            '‘' | '’' | '‚' | '‛' | '‹' | '›' => Some('\''),
            other => Some(other),
        }));
        if normal.len() == word_begin {
            normal.truncate(begin);
        }
    }
    normal
}

/// Returns the blocks of a file's Markdown in their order. `text` is the whole file, its body begins at the byte
/// `body_start`. What has no text is no block.
pub fn blocks(text: &str, body_start: usize) -> Vec<Block> {
    let hidden = Hidden::new(text.get(body_start..).unwrap_or_default());
    let mut splitter = Splitter {
        hidden: &hidden,
        body_start,
        blocks: Vec::new(),
        around: Vec::new(),
        text: String::new(),
        at: 0,
        cells: 0,
        html: String::new(),
        opaque: None,
    };
    for (event, range) in Parser::new_ext(&hidden.text, options()).into_offset_iter() {
        splitter.event(&event, &range);
    }
    splitter.end_block();
    splitter.blocks
}

struct Splitter<'a> {
    hidden: &'a Hidden<'a>,
    body_start: usize,
    blocks: Vec<Block>,
    /// What the text stands in, the innermost last.
    around: Vec<BlockKind>,
    /// The text of the block that is being read.
    text: String,
    at: usize,
    /// The cells of the row so far.
    cells: usize,
    /// The block of HTML that is being read.
    html: String,
    /// The open element of HTML that is left out with all in it.
    opaque: Option<String>,
}

impl Splitter<'_> {
    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.words(text);
            }
            Event::Html(text) => self.html(text, range),
            Event::InlineHtml(text) => self.pieces(text),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.end_block(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::List(_) | Tag::DefinitionList | Tag::Table(_) => self.begin_block(range),
            Tag::Heading { .. } => self.enter(BlockKind::Heading, range),
            Tag::BlockQuote(_) => self.enter(BlockKind::Quote, range),
            Tag::CodeBlock(_) => self.enter(BlockKind::Code, range),
            Tag::HtmlBlock => self.enter(BlockKind::Html, range),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.enter(BlockKind::Item, range);
            }
            Tag::FootnoteDefinition(_) => self.enter(BlockKind::Footnote, range),
            Tag::TableHead | Tag::TableRow => {
                self.enter(BlockKind::Row, range);
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.text.push_str(" | ");
                }
                self.cells += 1;
            }
            // A title is read aloud or shown; the target is not.
            Tag::Link { title, .. } | Tag::Image { title, .. } => {
                if !title.is_empty() {
                    self.words(title);
                    self.text.push(' ');
                }
            }
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::List(_) | TagEnd::DefinitionList | TagEnd::Table => self.end_block(),
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::FootnoteDefinition
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.end_block();
                self.around.pop();
            }
            TagEnd::HtmlBlock => {
                self.end_html();
                self.around.pop();
            }
            TagEnd::TableCell
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn enter(&mut self, kind: BlockKind, range: &Range<usize>) {
        self.begin_block(range);
        self.around.push(kind);
    }

    fn begin_block(&mut self, range: &Range<usize>) {
        self.end_block();
        self.at = self.body_start + self.hidden.original(range.start);
    }

    fn end_block(&mut self) {
        let kind = self.around.last().copied().unwrap_or(BlockKind::Paragraph);
        self.end_block_as(kind);
    }

    fn end_block_as(&mut self, kind: BlockKind) {
        let text = normalise(&self.text);
        self.text.clear();
        self.opaque = None;
        // Cells without a word.
        if text.chars().all(|sign| sign == '|' || sign == ' ') {
            return;
        }
        self.blocks.push(Block {
            kind,
            text,
            at: self.at,
        });
    }

    /// Takes up text; of a citation what was written, of a directive only its words.
    fn words(&mut self, text: &str) {
        if self.opaque.is_some() {
            return;
        }
        for (part, _) in self.hidden.parts(text) {
            match part {
                Part::Text(text) => self.text.push_str(text),
                Part::Insert(Insert::Inline(directive), _) => {
                    let words = directive.label.as_deref().unwrap_or(&directive.name);
                    self.text.push_str(words);
                }
                Part::Insert(_, written) => self.text.push_str(written),
            }
        }
    }

    /// Takes up a line of HTML. A tag or a comment may go over several, so they are read together.
    fn html(&mut self, text: &str, range: &Range<usize>) {
        let Some((line, _)) = directive_line(self.hidden, &self.html, text) else {
            self.html.push_str(text);
            return;
        };
        self.end_html();
        if let Line::Leaf(directive) | Line::Open(directive, _) = line {
            self.begin_block(range);
            self.text.push_str(&directive.name);
            if let Some(label) = &directive.label {
                self.text.push_str(": ");
                self.text.push_str(label);
            }
            self.end_block_as(BlockKind::Directive);
        }
    }

    fn end_html(&mut self) {
        let html = std::mem::take(&mut self.html);
        self.pieces(&html);
        self.end_block();
    }

    /// Takes up what readers see of HTML: what stands between its tags, and in no comment, script or the like.
    fn pieces(&mut self, html: &str) {
        for (piece, range) in html::pieces(html) {
            match piece {
                Piece::Text => self.words(&html[range]),
                Piece::Start { name, .. } if self.opaque.is_none() && html::is_opaque(&name) => {
                    self.opaque = Some(name.into_owned());
                }
                Piece::End(name) if self.opaque.as_deref() == Some(&*name) => self.opaque = None,
                Piece::Start { .. } | Piece::End(_) | Piece::Other => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> Vec<(&'static str, String)> {
        let blocks = blocks(text, 0).into_iter();
        blocks.map(|block| (block.kind.name(), block.text)).collect()
    }

    #[test]
    fn a_text_is_split_into_what_is_translated_one_by_one() {
        let text = "# Tillit {#trust}\n\nEn *tekst* med\n[lenke](article:a \"Tittel\") [@bordin1979, s. 4].\n\n\
                    - ett\n- to\n  - tre\n\n> [!NOTE]\n> Merk.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n\
                    ```rust\nlet a;\n```\n\n:::exercise[Pust]{id=x}\nInn og ut.\n:::\n\nSe[^1]. ![Alt](b.png)\n\n\
                    [^1]: Noten.\n\n[ref]: https://example.org\n\n<div class=\"x\">Rå</div>\n\n***\n";
        let expected = [
            ("heading", "Tillit"),
            ("paragraph", "En tekst med Tittel lenke [@bordin1979, s. 4]."),
            ("item", "ett"),
            ("item", "to"),
            ("item", "tre"),
            ("quote", "Merk."),
            ("row", "A | B"),
            ("row", "1 | 2"),
            ("code", "let a;"),
            ("directive", "exercise: Pust"),
            ("paragraph", "Inn og ut."),
            ("paragraph", "Se. Alt"),
            ("footnote", "Noten."),
            ("html", "Rå"),
        ];
        assert_eq!(told(text), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn what_does_not_change_the_meaning_does_not_count() {
        let text = "Han sa \"nei\" og gikk til [butikken](article:a).\n\n* ett\n* to\n\nKode `a b`.\n";
        for same in [
            "Han sa «nei»\nog gikk  til [butikken][b].\n\n- ett\n\n- to\n\nKode\n`a b`.\n\n[b]: article:c\n",
            "Han sa “nei” og *gikk* til\u{a0}[butikken](../c/). \n\n1. ett\n2. to\n\nKo\u{ad}de `a b`.",
        ] {
            let texts = |text| told(text).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
            assert_eq!(texts(same), texts(text), "{same}");
        }
        assert_ne!(told("Kode `a c`."), told("Kode `a b`."));
    }

    #[test]
    fn of_html_only_what_readers_see_is_a_block() {
        let text = "<!-- Husk:\na > b\n\n::x[y]\n-->\n\n<div\n  class=\"a > b\"\n  title='Nei'>Ja\n<!-- nei\n--></div>\n\n\
                    <style>\np > a { color: red }\n</style>\n\n<svg><text>a</text>\nb</svg>c\n\n\
                    Se <svg>*ikke* `det`</svg> her <!-- nei --> <b>nå</b>, a < b.\n\n<svg>\n\nDet.\n\n<div>\n::chart[Kurve]{x=y}\nTekst [@a].</div>\n";
        let expected = [
            ("html", "Ja"),
            ("paragraph", "c"),
            ("paragraph", "Se her nå, a < b."),
            ("paragraph", "Det."),
            ("directive", "chart: Kurve"),
            ("html", "Tekst [@a]."),
        ];
        assert_eq!(told(text), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn a_block_knows_its_place_in_the_file() {
        let file = "---\ntitle: Å\n---\nSe [@a].\n\nDen neste.\n";
        let body = file.find("Se").unwrap_or_default();
        let ats: Vec<usize> = blocks(file, body).iter().map(|block| block.at).collect();
        assert_eq!(ats, [body, file.find("Den").unwrap_or_default()]);
    }

    proptest! {
        #[test]
        fn other_line_breaks_keep_every_block(
            paragraphs in prop::collection::vec(prop::collection::vec("[a-zåøæ“”]{1,9}[.,]?", 1..30), 1..8),
            breaks in prop::collection::vec(0..3_usize, 300),
        ) {
            let written = |gaps: &mut dyn FnMut() -> &'static str| {
                let mut text = String::new();
                for (number, words) in paragraphs.iter().enumerate() {
                    text.push_str(["- ", "", "> "][number % 3]);
                    for (index, word) in words.iter().enumerate() {
                        if index > 0 {
                            text.push_str(gaps());
                        }
                        text.push_str(word);
                    }
                    text.push_str("\n\n");
                    text.push_str("***\n\n");
                }
                text
            };
            let mut next = breaks.iter().cycle();
            let reflowed = written(&mut || [" ", "\n", "  "][next.next().copied().unwrap_or_default()]);
            prop_assert_eq!(told(&reflowed), told(&written(&mut || " ")));
        }

        #[test]
        fn no_text_stops_it(text in "[ \\n>*#:@\\[\\]{}|`~<a-c0-9$-]{0,200}") {
            blocks(&text, 0);
        }
    }
}
