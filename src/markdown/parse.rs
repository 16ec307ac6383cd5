//! Reads a text and writes its document: one pass over the events of the CommonMark parser.
//!
//! Nothing here calls itself, so the depth of a text is bounded by memory, not by the stack.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::diagnostic::Reported;
use crate::escape;
use crate::markdown::document::{Asked, Document, Label, RawHtml};
use crate::markdown::insert::Hidden;
use crate::markdown::writer::Writer;
use crate::span::SourcePath;

/// How a file is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The file, for diagnostics.
    pub path: SourcePath,
    /// The language of the text, such as `nb`.
    pub language: String,
    /// What becomes of HTML in the text.
    pub raw_html: RawHtml,
}

/// What tillit knows beyond CommonMark.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Reads a file's Markdown. `text` is the whole file, its body begins at the byte `body_start`; all ranges are ranges
/// of the whole file.
pub fn parse(text: &str, body_start: usize, settings: &Settings) -> Reported<Document> {
    let body = text.get(body_start..).unwrap_or_default();
    let hidden = Hidden::new(body);
    let broken: RefCell<Vec<(Range<usize>, LinkType, String)>> = RefCell::default();
    let note_broken = |link: BrokenLink<'_>| {
        broken
            .borrow_mut()
            .push((link.span, link.link_type, link.reference.to_string()));
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let mut iterator =
        Parser::new_with_broken_link_callback(&hidden.text, options(), Some(note_broken)).into_offset_iter();
    let events: Vec<(Event<'_>, Range<usize>)> = iterator.by_ref().collect();
    let definitions = iterator
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_owned(), definition.span.clone()))
        .collect();

    let mut writer = Writer::new(body_start, settings, &hidden, definitions);
    for (event, _) in &events {
        if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
            writer.anchors.reserve(id);
        }
    }
    for (index, (event, range)) in events.iter().enumerate() {
        writer.event(event, range.clone(), &events[index + 1..]);
    }
    drop(iterator);
    for (span, link_type, label) in broken.into_inner() {
        writer.broken_link(span, link_type, &label);
    }
    writer.finish()
}

impl Writer<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>, next: &[(Event<'_>, Range<usize>)]) {
        if self.image.is_some() && self.image_event(event, &range) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range, next),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text, range),
            Event::Code(text) => {
                self.child();
                let text = self.hidden.restore(text);
                if self.opaque.is_none() {
                    self.plain(&text);
                    self.inline(&format!("<code>{}</code>", escape::html_string(&text)));
                }
                self.typographer.pass();
            }
            Event::InlineMath(text) => self.math(text, &range, false),
            Event::DisplayMath(text) => self.math(text, &range, true),
            Event::Html(text) => self.block_html(text, &range),
            Event::InlineHtml(text) => {
                self.child();
                let begin = self.place(&range).start;
                let text = self.hidden.restore(text).into_owned();
                self.raw_html(&text, &[(0, begin)], true);
            }
            Event::FootnoteReference(name) => self.footnote_reference(name, &range),
            Event::SoftBreak => self.prose.push('\n'),
            Event::HardBreak => {
                self.child();
                self.inline("<br>");
                self.prose.push('\n');
            }
            Event::Rule => {
                self.begin_block();
                self.write("<hr>\n");
            }
            Event::TaskListMarker(checked) => {
                let checked = if *checked { " checked" } else { "" };
                self.write(&format!("<input type=\"checkbox\" disabled{checked}> "));
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>, next: &[(Event<'_>, Range<usize>)]) {
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading {
                level, id, classes, ..
            } => self.start_heading(*level, id.as_deref(), classes, &range),
            Tag::BlockQuote(None) => {
                self.open_block("<blockquote>\n");
                self.quiet += 1;
            }
            Tag::BlockQuote(Some(kind)) => {
                let (class, label) = alert(*kind);
                self.begin_block();
                self.write(&format!(
                    "<aside class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">"
                ));
                let at = self.place(&range);
                self.ask_here(at, Asked::Label(label));
                self.write("</p>\n");
                self.push(false);
            }
            Tag::CodeBlock(kind) => self.start_code(kind),
            Tag::HtmlBlock => {
                self.flush();
                self.block = Some((String::new(), Vec::new()));
            }
            Tag::List(None) => self.open_block("<ul>\n"),
            Tag::List(Some(1)) => self.open_block("<ol>\n"),
            Tag::List(Some(start)) => self.open_block(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => {
                let is_task = matches!(
                    next,
                    [(Event::TaskListMarker(_), _), ..]
                        | [
                            (Event::Start(Tag::Paragraph), _),
                            (Event::TaskListMarker(_), _),
                            ..
                        ]
                );
                self.open_block(if is_task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::FootnoteDefinition(name) => self.start_footnote(name, &range),
            Tag::DefinitionList => self.open_block("<dl>\n"),
            Tag::DefinitionListTitle => self.open_block("<dt>"),
            Tag::DefinitionListDefinition => self.open_block("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments, &range),
            Tag::TableHead => self.start_table_head(),
            Tag::TableRow => self.start_table_row(),
            Tag::TableCell => self.start_table_cell(),
            Tag::Emphasis => self.open_inline("<em>"),
            Tag::Strong => self.open_inline("<strong>"),
            Tag::Strikethrough => self.open_inline("<del>"),
            Tag::Superscript => self.open_inline("<sup>"),
            Tag::Subscript => self.open_inline("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => self.start_link(*link_type, dest_url, title, id, &range),
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => self.start_image(*link_type, dest_url, title, id, &range),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(None) => {
                self.close_lines("</blockquote>\n");
                self.quiet -= 1;
            }
            TagEnd::BlockQuote(Some(_)) => self.close_lines("</aside>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                self.end_html_block();
                self.opaque = None;
            }
            TagEnd::List(false) => self.close_lines("</ul>\n"),
            TagEnd::List(true) => self.close_lines("</ol>\n"),
            TagEnd::Item => self.close_block("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::DefinitionList => self.close_lines("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close_block("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.close_lines("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.close_inline("</em>"),
            TagEnd::Strong => self.close_inline("</strong>"),
            TagEnd::Strikethrough => self.close_inline("</del>"),
            TagEnd::Superscript => self.close_inline("</sup>"),
            TagEnd::Subscript => self.close_inline("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
        }
    }
}

fn alert(kind: BlockQuoteKind) -> (&'static str, Label) {
    match kind {
        BlockQuoteKind::Note => ("note", Label::Note),
        BlockQuoteKind::Tip => ("tip", Label::Tip),
        BlockQuoteKind::Important => ("important", Label::Important),
        BlockQuoteKind::Warning => ("warning", Label::Warning),
        BlockQuoteKind::Caution => ("caution", Label::Caution),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic};
    use crate::markdown::document::CitationForm;
    use crate::markdown::html::{self, Piece};
    use crate::markdown::survey::survey;
    use crate::markdown::{Answer, render};

    fn read(text: &str) -> Reported<Document> {
        let settings = Settings {
            path: SourcePath::new("content/a.nb.md"),
            language: "nb".to_owned(),
            raw_html: RawHtml::Sanitise,
        };
        let body_start = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.find("---\n"))
            .map_or(0, |at| at + 8);
        parse(text, body_start, &settings)
    }

    fn html(text: &str) -> String {
        render(&read(text).value, &[], &[])
    }

    fn codes(text: &str) -> Vec<(Code, &str)> {
        let reported = read(text);
        let place = |diagnostic: &Diagnostic| {
            diagnostic
                .span
                .clone()
                .map_or(0..0, |s| s.range.start..s.range.end)
        };
        reported
            .diagnostics
            .iter()
            .map(|diagnostic| (diagnostic.code, &text[place(diagnostic)]))
            .collect()
    }

    #[test]
    fn questions_have_their_place_in_the_file() {
        let text = "---\ntitle: x\n---\nSe [her](article:rupture#a \"t\") og [bordin, s. @b] [se @a, s. 4; -@b] og @c så \
                    :term[al_li_ans]{key=x}.\n\n![alt *t*](b.png \"Tittel\")\n\n::chart{data=a.csv}\n<a@b.no>\n";
        let document = read(text).value;
        let asked: Vec<&str> = document
            .questions
            .iter()
            .map(|question| &text[question.at.start..question.at.end])
            .collect();
        assert_eq!(
            asked,
            [
                "article:rupture#a",
                "[bordin, s. @b]",
                "[se @a, s. 4; -@b]",
                "@c",
                ":term[al_li_ans]{key=x}",
                "b.png",
                "::chart{data=a.csv}",
                "a@b.no"
            ]
        );
        let Asked::Citation(cites, CitationForm::Bracketed) = &document.questions[2].asked else {
            unreachable!("a citation")
        };
        assert_eq!(&text[cites[1].at.start..cites[1].at.end], "@b");
        assert!(matches!(&document.questions[5].asked, Asked::Image { alt, .. } if alt == "alt t"));
        assert!(matches!(&document.questions[7].asked, Asked::Link { target } if target == "mailto:a@b.no"));
        assert!(
            document
                .html
                .contains("<figure><figcaption>Tittel</figcaption></figure>"),
            "{}",
            document.html
        );
    }

    #[test]
    fn answers_fill_the_holes() {
        let document = read("[a](b) ![c](d) :x[y]").value;
        let answers = [
            Answer::Link {
                href: "/b/?x&y".to_owned(),
                language: Some("sv".to_owned()),
                external: false,
            },
            Answer::Image {
                src: "/d.png".to_owned(),
                size: Some((3, 4)),
                sources: Vec::new(),
            },
            Answer::Html("<i>".to_owned(), String::new()),
        ];
        assert_eq!(
            render(&document, &answers, &[]),
            "<p><a href=\"/b/?x&amp;y\" hreflang=\"sv\">a</a> <img src=\"/d.png\" alt=\"c\" width=\"3\" height=\"4\" \
             decoding=\"async\"> <i></p>\n"
        );
    }

    #[test]
    fn code_and_links_keep_what_was_written() {
        assert_eq!(
            html("`[@a] :b[c]` [@d](e)"),
            "<p><code>[@a] :b[c]</code> <a href=\"e\">@d</a></p>\n"
        );
        assert_eq!(
            html("```\n:::note\n[@a]\n:::\n```\n"),
            "<pre class=\"code\" tabindex=\"0\"><code>:::note\n[@a]\n:::\n</code></pre>\n"
        );
        assert_eq!(
            html("kl. 12:00 og a:b, x@y.no \\[@a] \\@b"),
            "<p>kl.\u{a0}12:00 og a:b, x@y.no [@a] @b</p>\n"
        );
        assert_eq!(html("**Kilde:**[@a]"), "<p><strong>Kilde:</strong>[@a]</p>\n");
    }

    #[test]
    fn containers_hold_markdown() {
        let text = "::::faq[Q]\ntekst *a*\n:::note\n- b\n:::\n::::\n";
        let reported = read(text);
        assert_eq!(reported.diagnostics, []);
        let answers = [
            Answer::Html("<faq>".to_owned(), "</faq>".to_owned()),
            Answer::Html("<note>".to_owned(), "</note>".to_owned()),
        ];
        assert_eq!(
            render(&reported.value, &answers, &[]).replace('\n', ""),
            "<faq><p>tekst <em>a</em></p><note><ul><li>b</li></ul></note></faq>"
        );
        assert_eq!(
            codes("> :::note\n> x\n\ny\n"),
            [(Code::UnclosedDirective, ":::note")]
        );
        assert_eq!(html("> :::note\n> x\n\n:::\n").matches("<p>:::</p>").count(), 2);
    }

    #[test]
    fn raw_html_is_sanitised() {
        for (text, expected) in [
            (
                "a <kbd>K</kbd> <b onclick=x class=\"y\">z",
                "<p>a <kbd>K</kbd> <b class=\"y\">z</b></p>\n",
            ),
            ("a <script>alert(1)</script> b</b>", "<p>a  b</p>\n"),
            ("<script>\nalert(1)\n\n</script>\n\nb", "<p>b</p>\n"),
            (
                "a <img src=x onerror=y> <a href=\"javascript:x\">b</a> <!-- c -->",
                "<p>a  b </p>\n",
            ),
            ("*a <b>c* d</b>", "<p><em>a <b>c</b></em> d</p>\n"),
            (
                "<details>\n<summary>S</summary>\n\nM\n\n</details>",
                "<details>\n<summary>S</summary>\n<p>M</p>\n</details>\n",
            ),
            (
                "- <div>\n\nb",
                "<ul>\n<li>\n<div>\n</div></li>\n</ul>\n<p>b</p>\n",
            ),
            (
                "<div title='\"><script>'>x < y & z",
                "<div title=\"&quot;&gt;&lt;script&gt;\">x &lt; y &amp; z\n</div>",
            ),
            ("a <div>b</div>", "<p>a b</p>\n"),
            ("<style>a{}</style>b\n<svg onload=x>", ""),
        ] {
            let out = html(text);
            if expected.is_empty() {
                assert!(!out.contains("<s"), "{out}");
            } else {
                assert_eq!(out, expected, "{text}");
            }
        }
        assert_eq!(
            codes("å\n\n<div>\n<em style=x>a</em>\n<script>x</script>\n</div>\n"),
            [
                (Code::DroppedHtml, "<em style=x>"),
                (Code::DroppedHtml, "<script>")
            ]
        );
    }

    #[test]
    fn faults_are_reported_with_their_place() {
        assert_eq!(
            codes("[a](javascript:x) [b][c] [d] e[^f]"),
            [
                (Code::UnsafeLink, "javascript:x"),
                (Code::MissingReferenceDefinition, "[b][c]"),
                (Code::UnknownFootnote, "[^f]"),
            ]
        );
        assert_eq!(
            codes("# A {#x}\n## B {#x}\n$\\unknown$"),
            [
                (Code::DuplicateHeadingId, "## B {#x}\n"),
                (Code::BadMath, "$\\unknown$"),
            ]
        );
        assert!(!html("[a](java&#x73;cript:x) <javascript:x>").contains("href"));
    }

    #[test]
    fn headings_make_an_outline() {
        let document = read("## Mål [a](b) \"x\" [@c] {.k}\n## Mål\n## Mål\n### *Å* `x<y`").value;
        let outline: Vec<_> = document
            .outline
            .iter()
            .map(|h| (h.level, h.id.as_str(), h.html.as_str(), h.text.as_str()))
            .collect();
        assert_eq!(
            outline,
            [
                (2, "mal-a-x", "Mål a «x»", "Mål a «x»"),
                (2, "mal", "Mål", "Mål"),
                (2, "mal-2", "Mål", "Mål"),
                (3, "a-x-y", "<em>Å</em> <code>x&lt;y</code>", "Å x<y"),
            ]
        );
    }

    #[test]
    fn footnotes_lead_there_and_back() {
        let out = html("a[^x] b[^y] c[^x]\n\n[^x]: En\n\n[^y]: To[^x]\n");
        assert!(
            out.contains("<li id=\"fn:1\"><p>En <a class=\"footnote-back\" href=\"#fnref:1\""),
            "{out}"
        );
        for id in ["fnref:1", "fnref:1:2", "fnref:1:3", "fnref:2", "fn:2"] {
            assert_eq!(out.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} in {out}");
        }
    }

    #[test]
    fn typography_is_for_prose() {
        assert_eq!(
            html("Han \"*sa* -- `\"a\"` \\\"b\\\" [x](y--z \"t--u\")...\""),
            "<p>Han «<em>sa</em>\u{a0}– <code>&quot;a&quot;</code> &quot;b&quot; \
             <a href=\"y--z\" title=\"t--u\">x</a>…»</p>\n"
        );
        assert_eq!(
            html("*r* = 0,28 &quot;"),
            "<p><em>r</em>\u{a0}=\u{a0}0,28 &quot;</p>\n"
        );
    }

    #[test]
    fn blocks_have_their_elements() {
        for (text, expected) in [
            (
                "> [!NOTE]\n> a",
                "<aside class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p><p>a</p></aside>",
            ),
            (
                "- [x] a\n- [ ] b",
                "<ul><li class=\"task\"><input type=\"checkbox\" disabled checked> a</li>\
              <li class=\"task\"><input type=\"checkbox\" disabled> b</li></ul>",
            ),
            ("a\n: b", "<dl><dt>a</dt><dd>b</dd></dl>"),
            (
                "|a|b|\n|-|-:|\n|1|~~2~~|",
                "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table\">\
              <table><thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"align-right\">b</th></tr></thead>\
              <tbody><tr><td>1</td><td class=\"align-right\"><del>2</del></td></tr></tbody></table></div>",
            ),
            ("3. a", "<ol start=\"3\"><li>a</li></ol>"),
            ("$a$", "<p><math display=\"inline\"><mi>a</mi></math></p>"),
            ("koster 5 $ og 6 $", "<p>koster 5\u{a0}$ og 6\u{a0}$</p>"),
            (
                "```rust\nlet\n```",
                "<pre class=\"code\" tabindex=\"0\"><code class=\"language-rust\">\
              <span class=\"hl-source hl-rust\"><span class=\"hl-storage hl-type hl-rust\">let</span></span></code></pre>",
            ),
        ] {
            assert_eq!(html(text).replace('\n', ""), expected, "{text}");
        }
    }

    #[test]
    fn passages_are_plain_prose() {
        let text = "a *b* [c](d) `e`\n\n# f\n\ng[^1]\n\n> h\n\n<q>i</q> <b>j</b>\n\n[^1]: k\n\n> [!NOTE]\n> l\n\n|m|\n|-|\n|n|\n";
        let document = read(text).value;
        let passages: Vec<(&str, usize)> = document
            .passages
            .iter()
            .map(|passage| {
                (
                    document.html[passage.at.start..passage.at.end].trim(),
                    passage.section,
                )
            })
            .filter(|(prose, _)| !prose.is_empty())
            .collect();
        let expected = [
            ("a", 0),
            ("b", 0),
            ("g", 1),
            ("j", 1),
            ("l", 1),
            ("n", 1),
            ("k", usize::MAX),
        ];
        assert_eq!(passages, expected);
    }

    #[test]
    fn words_and_lead_are_plain() {
        let document = read("# T\n\nEn *to* [@a]. Tre\nfire `fem` [seks](x)\n\nsju").value;
        assert_eq!(document.lead, "En to. Tre fire fem seks");
        assert_eq!(document.words, 7);
    }

    #[test]
    fn depth_is_no_danger() {
        for text in [
            "> ".repeat(5_000),
            "*a ".repeat(20_000),
            "[".repeat(20_000),
            "<b>".repeat(20_000),
            "- ".repeat(3_000),
        ] {
            let document = read(&format!("{text}x")).value;
            assert!(document.html.ends_with('\n'));
        }
        let text = ":::a\n".repeat(5_000);
        assert_eq!(read(&text).diagnostics.len(), 5_000);
    }

    /// Pieces that make trouble together.
    const PIECES: &[&str] = &[
        "a",
        " ",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "    ",
        "```\n",
        "`",
        "*",
        "**",
        "_",
        "[",
        "]",
        "(",
        ")",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<p>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<b title=\"",
        "\"",
        "'",
        ">",
        "<",
        "å",
        ":::n\n",
        "::::n\n",
        ":::\n",
        "::::\n",
        "::l\n",
        ":d[",
        "{",
        "}",
        "=",
        "@k",
        "[@k]",
        "[@k; ",
        "]: ",
        "# ",
        "$",
        "$$",
        "\\",
        "[^1]",
        "[^1]: ",
        "|",
        "|-|\n",
        "![",
        "](x \"t\")",
        "--",
        "...",
        "1 ",
        "%",
        "&amp;",
        "&",
        "\u{e000}",
        "\t",
        "\r\n",
        "<details>\n",
        "</details>\n",
        ": ",
        "~~",
        "<x@y.no>",
        "<https://a.b>",
        "javascript:",
    ];

    fn is_balanced(html: &str) -> bool {
        let mut open = Vec::new();
        for (piece, range) in html::pieces(html) {
            match piece {
                Piece::Start { name, .. } if ["br", "hr", "input", "img"].contains(&&*name) => {}
                Piece::Start { name, .. } if !html[range].ends_with("/>") && !html::is_void(&name) => {
                    open.push(name);
                }
                Piece::End(name) => {
                    if open.pop() != Some(name) {
                        return false;
                    }
                }
                Piece::Start { .. } | Piece::Text => {}
                Piece::Other => return false,
            }
        }
        open.is_empty()
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2_000))]
        #[test]
        fn whatever_is_written_comes_out_whole(
            indices in proptest::collection::vec(0..PIECES.len(), 0..40)
        ) {
            let text: String = indices.iter().map(|index| PIECES[*index]).collect();
            let reported = read(&text);
            let document = &reported.value;
            for diagnostic in &reported.diagnostics {
                let range = diagnostic.span.clone().map(|span| span.range).unwrap_or_default();
                proptest::prop_assert!(text.get(range.start..range.end).is_some(), "{diagnostic:?}");
            }
            for question in &document.questions {
                proptest::prop_assert!(text.get(question.at.start..question.at.end).is_some(), "{question:?}");
            }
            let found = survey(&text, 0);
            let places = found.links.iter().map(|link| link.at).chain(found.images.iter().map(|image| image.at));
            let places = places.chain(found.headings.iter().map(|heading| heading.at)).chain(found.code);
            for at in places.chain(found.passages.iter().map(|passage| passage.at)) {
                proptest::prop_assert!(text.get(at.start..at.end).is_some(), "{at:?}");
            }
            proptest::prop_assert!(document.holes.is_sorted_by_key(|hole| hole.offset));
            let mut done = 0;
            for passage in &document.passages {
                let at = passage.at;
                let inside = document.html.get(at.start..at.end);
                proptest::prop_assert!(inside.is_some_and(|prose| !prose.contains(['<', '>'])), "{inside:?}");
                proptest::prop_assert!(at.start >= done);
                let is_whole = document.holes.iter().all(|hole| hole.offset <= at.start || hole.offset >= at.end);
                proptest::prop_assert!(is_whole);
                done = at.end;
            }
            let html = render(document, &[], &[]);
            proptest::prop_assert!(is_balanced(&html), "{html}");
            proptest::prop_assert!(!html.contains("<script"), "{html}");
        }
    }
}
