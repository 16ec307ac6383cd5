//! What search engines are told of questions and answers is what readers see.

use tillit::span::SourcePath;
use tillit::{Memory, Options, Sources, build};

const TEXT: &str = "---
title: Questions
---
:::faq

## What is *trust*, \"really\"? {#what}

A **word**[^note] & more: `a < b`, 2 < 3, and rupture [@berg2018, p. 4].

![A picture of trust](trust.png)

### A part of it

- One
- Two, see [above](#what)

| A | B |
| - | - |
| 1 | 2 |

## And then?

Nothing.

:::

[^note]: A note.
";

#[test]
fn search_engines_are_told_what_readers_see() {
    let mut sources = Sources::default();
    for (path, text) in [
        (
            "tillit.yaml",
            "base_url: https://example.org\nlanguages:\n  en: {name: English, title: Trust}\n",
        ),
        (
            "content/references.bib",
            "@book{berg2018, author = {Berg, Eva}, title = {Goals}, year = 2018}\n",
        ),
        (
            "content/glossary.yaml",
            "rupture: {languages: {en: {term: Rupture, definition: A weakening.}}}\n",
        ),
        ("content/a.en.md", TEXT),
    ] {
        sources.insert_text(SourcePath::new(path), text.to_owned());
    }
    sources.insert_blob(SourcePath::new("content/trust.png"), Vec::new());
    let built = build(&sources, &Options::default(), &mut Memory::default());
    let page = built.force("en/a/index.html").map(|output| output.bytes);
    let page = String::from_utf8(page.unwrap_or_default()).unwrap_or_default();
    let page = scraper::Html::parse_document(&page);
    let select = |text| scraper::Selector::parse(text).expect("it is a selector");
    let seen = |text| -> Vec<String> {
        let selector = select(text);
        let elements = page.select(&selector);
        let text = elements.map(|element| {
            // Notes in the margin repeat what stands at the foot of the page.
            let seen = element.descendants().filter(|node| {
                let mut around = node.ancestors().filter_map(scraper::ElementRef::wrap);
                !around.any(|element| element.value().attr("aria-hidden").is_some())
            });
            let text = seen.filter_map(|node| node.value().as_text().map(|text| text.to_string()));
            text.collect::<Vec<_>>().join(" ")
        });
        text.map(|text| squeezed(&text)).collect()
    };
    let script = select("script[type='application/ld+json']");
    let script = page
        .select(&script)
        .next()
        .map(|script| script.text().collect::<String>());
    let told: serde_json::Value = serde_json::from_str(&script.unwrap_or_default()).unwrap_or_default();
    let things = told["@graph"].as_array().cloned().unwrap_or_default();
    let faq = things.iter().find(|thing| thing["@type"] == "FAQPage");
    let questions = faq.and_then(|faq| faq["mainEntity"].as_array()).cloned();
    let questions = questions.unwrap_or_default();
    let told = |of: fn(&serde_json::Value) -> &serde_json::Value| -> Vec<String> {
        let texts = questions
            .iter()
            .map(|question| of(question).as_str().unwrap_or_default());
        texts.map(squeezed).collect()
    };
    assert_eq!(questions.len(), 2);
    assert_eq!(told(|question| &question["name"]), seen(".disclosure summary"));
    assert_eq!(
        told(|question| &question["acceptedAnswer"]["text"]),
        seen(".disclosure-body")
    );
    assert!(
        seen(".disclosure-body")[0].contains("rupture"),
        "the text is there: {page:?}"
    );
}

/// What is seen, however it is parted.
fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}
