//! The examples of the CommonMark specification, and where tillit differs from it on purpose.

use serde_json::Value;

use tillit::markdown::document::Asked;
use tillit::markdown::{Answer, RawHtml, Settings, parse, render};
use tillit::span::SourcePath;

/// Examples that come out otherwise, each with its reason. An example that comes out as specified must not be here.
const DIFFERENT: &[(u64, &str)] = &[
    (55, DASH),
    (87, DASH),
    (572, FIGURE),
    (573, FIGURE),
    (576, FIGURE),
    (577, FIGURE),
    (579, TITLE),
    (584, FIGURE),
    (585, FIGURE),
    (586, FIGURE),
    (587, TITLE),
    (588, FIGURE),
    (589, FIGURE),
    (591, FIGURE),
];

const DASH: &str = "three hyphens in prose are a dash";
const FIGURE: &str = "the title of an image that stands alone is its caption, which everybody can read";
const TITLE: &str = "the title of an image in a sentence is left out, since only a mouse would show it";

fn rendered(markdown: &str) -> String {
    let settings = Settings {
        path: SourcePath::new("content/example.en.md"),
        language: "en".to_owned(),
        raw_html: RawHtml::Allow,
    };
    let document = parse(markdown, 0, &settings).value;
    let answers: Vec<Answer> = document
        .questions
        .iter()
        .map(|question| match &question.asked {
            Asked::Link { target } => Answer::Link {
                href: target.clone(),
                language: None,
                external: false,
            },
            Asked::Image { target, .. } => Answer::Image {
                src: target.clone(),
                size: None,
                sources: Vec::new(),
            },
            Asked::Citation(..) | Asked::Directive(_) | Asked::Label(_) => Answer::Unanswered,
        })
        .collect();
    render(&document, &answers, &[])
}

/// Takes away what tillit adds everywhere, and what means the same in HTML.
fn normalised(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = &rest[..end];
        rest = &rest[end..];
        if tag.starts_with("<a class=\"heading-link\"") {
            rest = rest.strip_prefix("</a>").unwrap_or(rest);
            continue;
        }
        if tag.starts_with("<span class=\"hl-") || (tag == "</span>" && html.contains("class=\"hl-")) {
            continue;
        }
        let is_heading = tag.len() > 3 && tag.starts_with("<h") && tag.as_bytes()[2].is_ascii_digit();
        if is_heading {
            out.push_str(&tag[..3]);
            out.push('>');
        } else if tag.starts_with("<pre class=\"code\"") {
            out.push_str("<pre>");
        } else if tag.starts_with("<img ") {
            out.push_str(
                &tag.replace(" loading=\"lazy\"", "")
                    .replace(" decoding=\"async\"", "")
                    .replace(" />", ">"),
            );
        } else {
            out.push_str(&tag.replace(" />", ">"));
        }
    }
    out.push_str(rest);
    // The typographer's marks mean what was typed.
    for (set, typed) in [
        ("“", "&quot;"),
        ("”", "&quot;"),
        ("‘", "'"),
        ("’", "'"),
        ("…", "..."),
        ("–", "--"),
    ] {
        out = out.replace(set, typed);
    }
    out = out.replace("&quot;", "\"").replace("<br>\n", "<br>");
    for block in ["<li>", "<blockquote>", "<ul>", "<ol>"] {
        out = out.replace(&format!("{block}\n"), block);
    }
    for block in ["</li>", "</blockquote>"] {
        out = out.replace(&format!("\n{block}"), block);
    }
    // White space before a block says nothing.
    let lines: Vec<&str> = out
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            if line.trim_start().starts_with('<') {
                line.trim_start()
            } else {
                line
            }
        })
        .collect();
    lines.join("\n")
}

#[test]
fn examples_come_out_as_specified() {
    let examples: Value =
        serde_json::from_str(include_str!("commonmark/spec.json")).expect("the file is JSON");
    let examples = examples.as_array().expect("the file is a list");
    assert_eq!(examples.len(), 652);
    let mut faults = Vec::new();
    for example in examples {
        let number = example["example"].as_u64().expect("examples have numbers");
        let markdown = example["markdown"].as_str().expect("examples have Markdown");
        let expected = normalised(example["html"].as_str().expect("examples have HTML"));
        let actual = normalised(&rendered(markdown));
        let reason = DIFFERENT
            .iter()
            .find(|(different, _)| *different == number)
            .map(|(_, reason)| reason);
        match reason {
            None if actual != expected => {
                faults.push(format!(
                    "example {number}\n{markdown}\nexpected\n{expected}\nbut got\n{actual}\n"
                ));
            }
            Some(reason) if actual == expected => {
                faults.push(format!(
                    "example {number} comes out as specified, although listed: {reason}\n"
                ));
            }
            None | Some(_) => {}
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults\n\n{}",
        faults.len(),
        faults.join("\n")
    );
}
