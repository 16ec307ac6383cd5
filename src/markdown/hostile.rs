//! Texts that nobody writes by hand: long, deep, never closed. Each must come out whole.
//!
//! Nothing here is timed, but what takes time in the square of its length, or a stack as deep as the text, would be
//! noticed.

use std::collections::HashSet;

use crate::diagnostic::{Code, Reported};
use crate::markdown::document::{Asked, DirectiveForm, Document, RawHtml};
use crate::markdown::survey::survey;
use crate::markdown::{Settings, parse, render};
use crate::span::SourcePath;

const MANY: usize = 10_000;

fn read(text: &str) -> Reported<Document> {
    let settings = Settings {
        path: SourcePath::new("content/a.nb.md"),
        language: "nb".to_owned(),
        raw_html: RawHtml::Sanitise,
    };
    // What looks through a text meets the same ones.
    survey(text, 0);
    parse(text, 0, &settings)
}

fn html(text: &str) -> String {
    render(&read(text).value, &[], &[])
}

fn count(reported: &Reported<Document>, code: Code) -> usize {
    let diagnostics = reported.diagnostics.iter();
    diagnostics.filter(|diagnostic| diagnostic.code == code).count()
}

#[test]
fn equal_headings_have_anchors_of_their_own() {
    for (heading, faults) in [("## Mål\n\n", 0), ("## Mål {#mal}\n\n", MANY - 1)] {
        let reported = read(&heading.repeat(MANY));
        let ids: HashSet<&str> = reported
            .value
            .outline
            .iter()
            .map(|heading| heading.id.as_str())
            .collect();
        assert_eq!(ids.len(), MANY);
        assert_eq!(count(&reported, Code::DuplicateHeadingId), faults);
    }
}

#[test]
fn footnotes_come_in_any_number() {
    let defined: String = (0..MANY).map(|number| format!("[^{number}]: x\n\n")).collect();
    let reported = read(&defined);
    assert_eq!(count(&reported, Code::UnusedFootnote), MANY);

    let referred: String = (0..MANY).map(|number| format!("a[^{number}] ")).collect();
    let out = html(&format!("{referred}\n\n{defined}"));
    assert_eq!(out.matches("<li id=\"fn:").count(), MANY);
    assert_eq!(out.matches("\"footnote-back\"").count(), MANY);

    let out = html(&format!("{}\n\n[^1]: x\n", "a[^1] ".repeat(MANY)));
    assert_eq!(out.matches("<li id=\"fn:").count(), 1);
    assert_eq!(out.matches("\"footnote-back\"").count(), MANY);

    let reported = read(&"a[^1] ".repeat(MANY));
    assert_eq!(count(&reported, Code::UnknownFootnote), MANY);
    let reported = read(&format!("[^1]\n\n{}", "[^1]: x\n\n".repeat(MANY)));
    assert_eq!(count(&reported, Code::DuplicateFootnote), MANY - 1);
}

#[test]
fn blocks_nest_as_deep_as_they_are_written() {
    let deep = MANY;
    for (begin, element) in [
        (">", "<blockquote>"),
        ("> ", "<blockquote>"),
        ("- ", "<ul>"),
        ("1. ", "<ol>"),
    ] {
        let out = html(&format!("{}x", begin.repeat(deep)));
        assert_eq!(out.matches(element).count(), deep, "{begin}");
        assert_eq!(out.matches(&element.replace('<', "</")).count(), deep, "{begin}");
    }
    let out = html(&format!("{}x\ny", "> - ".repeat(deep)));
    assert_eq!(out.matches("<blockquote>").count(), deep);
    let out = html(&format!("{}x", "> [^1]: ".repeat(deep / 10)));
    assert!(!out.contains('x'), "{out}");
}

#[test]
fn brackets_and_emphasis_nest_and_stay_open() {
    for open in [
        "[", "![", "*a ", "**a *b ", "_a *b", "~~a ", "[a](", "<", "<a ", "<a b=\"", "`a ", "&", "\\",
    ] {
        let out = html(&format!("{}x", open.repeat(MANY)));
        assert!(out.starts_with("<p>") && out.ends_with("</p>\n"), "{open}");
    }
    let out = html(&format!("{}x{}", "[".repeat(MANY), "]".repeat(MANY)));
    assert_eq!(out.matches('[').count(), MANY);
    let out = html(&format!("{}x{}", "*".repeat(MANY), "*".repeat(MANY)));
    assert_eq!(out.matches("<strong>").count(), MANY / 2);
    let out = html(&format!("{}x{}", "*a ".repeat(MANY), " b*".repeat(MANY)));
    assert_eq!(out.matches("</em>").count(), MANY);
}

#[test]
fn words_and_lines_have_any_length() {
    let long = 500_000;
    assert_eq!(read(&"a".repeat(long)).value.words, 1);
    assert_eq!(read(&"a.".repeat(long / 2)).value.words, 1);
    assert_eq!(read(&"å ".repeat(long)).value.words, long);
    assert_eq!(
        read(&"to ord ".repeat(1_000_000 / 7)).value.words,
        1_000_000 / 7 * 2
    );
    for signs in ["\"", "' ", " 'a", "1 ", "r = ", "... ", "--", "a-", "et al. "] {
        let out = html(&format!("x{}", signs.repeat(MANY)));
        assert!(out.starts_with("<p>x") && out.ends_with("</p>\n"), "{signs}");
    }
}

#[test]
fn citations_come_in_any_number() {
    for (text, asked) in [
        ("[@a] ", MANY),
        ("[@a]: ", MANY - 1),
        ("[@a ", 0),
        ("@a ", MANY),
        ("[@a; ", 0),
    ] {
        let document = read(&text.repeat(MANY)).value;
        let citations = document.questions.iter();
        let citations = citations.filter(|question| matches!(question.asked, Asked::Citation(..)));
        assert_eq!(citations.count(), asked, "{text}");
    }
    // Every character that could mark a placeholder is taken.
    let taken: String = ('\u{e000}'..='\u{f8ff}').collect();
    assert_eq!(
        read(&format!("{}{taken} [@a]", "a ".repeat(MANY)))
            .value
            .questions,
        []
    );
}

#[test]
fn directives_stay_open_and_end_without_beginning() {
    for open in [":::a\n", "> :::a\n", ":::a\n\n"] {
        let reported = read(&open.repeat(MANY));
        assert_eq!(count(&reported, Code::UnclosedDirective), MANY, "{open}");
    }
    let out = html(&":::\n\n".repeat(MANY));
    assert_eq!(out.matches("<p>:::</p>").count(), MANY);
    let reported = read(&format!("{}{}", ":::a\n\n".repeat(MANY), "::::\n\n".repeat(MANY)));
    assert_eq!(count(&reported, Code::UnclosedDirective), MANY);
    let reported = read(&format!("{}{}", ":::a\n\n".repeat(MANY), ":::\n\n".repeat(MANY)));
    assert_eq!(count(&reported, Code::UnclosedDirective), 0);
    for open in [":a[", ":a{b ", ":a{b=\"", ":a{b=c"] {
        let document = read(&open.repeat(MANY)).value;
        assert_eq!(document.questions, [], "{open}");
    }
    let document = read(&":a[b] ".repeat(MANY)).value;
    assert!(document.questions.iter().all(
        |question| matches!(&question.asked, Asked::Directive(directive) if directive.form == DirectiveForm::Inline)
    ));
    assert_eq!(document.questions.len(), MANY);
}

#[test]
fn formulas_have_bounds() {
    for text in [
        "$".repeat(MANY),
        "$a ".repeat(MANY),
        "$$a ".repeat(MANY),
        "${".repeat(MANY),
    ] {
        assert!(html(&text).ends_with('\n'));
    }
    for formula in [
        "a".repeat(2 * MANY),
        format!("{}{}", "{".repeat(4_000), "}".repeat(4_000)),
        "\\sqrt".repeat(1_900),
        "\\left(".repeat(1_600),
        format!("{}x{}", "a^{".repeat(1_000), "}".repeat(1_000)),
        "a_".repeat(4_000),
    ] {
        let reported = read(&format!("${formula}$"));
        assert_eq!(count(&reported, Code::BadMath), 1, "{formula:.20}");
    }
    let document = read(&"$a$ ".repeat(1_000)).value;
    assert_eq!(document.html.matches("<math").count(), 1_000);
}

#[test]
fn long_code_stays_plain() {
    for code in ["let a = 1;\n".repeat(1_000_000 / 11), "(".repeat(5_000)] {
        let document = read(&format!("```rust\n{code}\n```\n")).value;
        assert!(!document.has_code && document.html.contains(&code));
    }
    assert_eq!(html(&"```\na\n```\n".repeat(MANY)).matches("<pre").count(), MANY);
}

#[test]
fn tables_have_any_number_of_cells() {
    let cells = MANY * 5;
    let row = "|a".repeat(10);
    let text = format!(
        "{row}|\n{}|\n{}",
        "|-".repeat(10),
        format!("{row}|\n").repeat(cells / 10)
    );
    assert_eq!(html(&text).matches("<td>").count(), cells);
    let wide = format!(
        "{}|\n{}|\n{}|\n",
        "|a".repeat(cells),
        "|-".repeat(cells),
        "|a".repeat(cells)
    );
    assert_eq!(html(&wide).matches("<td>").count(), cells);
    // Cells that a short row leaves out are added, but not without end.
    let short = format!(
        "{}|\n{}|\n{}",
        "|a".repeat(MANY),
        "|-".repeat(MANY),
        "|a|\n".repeat(MANY)
    );
    assert!(html(&short).matches("<td>").count() < 300_000);
}

#[test]
fn raw_html_has_bounds() {
    let reported = read(&"<b>".repeat(MANY));
    assert_eq!(count(&reported, Code::DroppedHtml), MANY - 100);
    assert_eq!(reported.value.html.matches("</b>").count(), 100);
    let attributes = format!("{}{}", "k ".repeat(MANY), "class=x ".repeat(MANY));
    assert_eq!(
        html(&format!("<div {attributes}>x</div>"))
            .matches("class")
            .count(),
        1
    );
    for text in [
        "</b>",
        "a <!-- ",
        "a <? ",
        "a <![CDATA[ ",
        "<div>\n",
        "<div>\n:::a\n",
        "<script>\n:::a\n",
    ] {
        let out = html(&text.repeat(MANY));
        assert!(!out.contains("<script") && !out.contains("<!--"), "{text}");
    }
}
