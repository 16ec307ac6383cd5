//! Hostile text in every field of a site: it comes back as text, in every format, and as nothing else.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::Event;
use scraper::{Html, Selector};
use tillit::span::SourcePath;
use tillit::{Memory, Options, Sources};

/// Tries to leave every context that there is.
pub(super) const PAYLOAD: &str = "</script><script>alert(1)</script>\"><img src=x onerror=alert(1)>' onclick='alert(1) &amp; &lt; ]]> \
                       javascript:alert(1) \u{2028} {{ 7919*7907 }} {% x %} <!-- --> </title></style></textarea>";

/// A name, so that each field can be found again, and the payload; `\u{1}` is forbidden in XML.
fn hostile(name: &str) -> String {
    format!("field-{name} {PAYLOAD}\u{1}")
}

/// The same as a value of YAML.
pub(super) fn yaml(name: &str) -> String {
    serde_json::to_string(&hostile(name)).expect("a text is JSON, and JSON is YAML")
}

/// The same where Markdown is written: what is HTML there is text here.
fn markdown(name: &str) -> String {
    hostile(name).replace('\u{1}', "").replace('<', "\\<")
}

fn site() -> Sources {
    let mut sources = Sources::default();
    let mut add = |path: &str, text: String| sources.insert_text(SourcePath::new(path), text);
    add(
        "tillit.yaml",
        format!(
            "base_url: https://example.org/a'b\nlanguages:\n  nb: {{name: {}, title: {}, description: {}}}\n  \
             sv: {{name: Svenska, title: Tillit}}\nmenu: [\"article:a\", \"section:s\", subjects, people]\n",
            yaml("language"),
            yaml("site"),
            yaml("site-description")
        ),
    );
    add(
        "content/people.yaml",
        format!(
            "kari:\n  name: {}\n  role: {}\n  affiliation: {}\n  about: {}\n  url: {}\n",
            yaml("person"),
            yaml("role"),
            yaml("affiliation"),
            yaml("about"),
            serde_json::to_string(&format!("https://x.no/{PAYLOAD}")).expect("a text is JSON"),
        ),
    );
    add(
        "content/subjects.yaml",
        format!(
            "trust: {{name: {}, description: {}}}\n",
            yaml("subject"),
            yaml("subject-description")
        ),
    );
    add(
        "templates/strings/nb.yaml",
        format!("skip-link: {}\n", yaml("string")),
    );
    add(
        "content/references.bib",
        "@online{berg, title={field-work </script><script>alert(1)</script>}, author={{field-author <script>alert(1)</script>}}, \
         date={2024}, url={javascript:alert(1)}}\n\
         @online{dahl, title={B}, author={Dahl, K}, date={2023}, url={https://x.no/\"><script>alert(1)</script>}}\n"
            .to_owned(),
    );
    add(
        "content/s/_index.nb.md",
        format!(
            "---\ntitle: {}\ndescription: {}\n---\n",
            yaml("section"),
            yaml("lead")
        ),
    );
    let text = [
        format!("# {}\n", markdown("heading")),
        format!("{}\n", markdown("paragraph")),
        format!("[{}](article:b \"{}\")\n", markdown("link").replace(']', "\\]"), markdown("link-title").replace('"', "&quot;")),
        "![field-alt \\\"\\>\\<img src=x onerror=alert(1)\\>](dot.gif \"field-image-title '\\>\\<script\\>\")\n".to_owned(),
        "[a](javascript:alert(1)) [b](JAVASCRIPT:alert(1)) [c](java&#x0A;script:alert(1)) [d](data:text/html,x) <javascript:alert(1)>\n"
            .to_owned(),
        "[e](https://x.no/\"onclick=\"alert(1)) [f](https://x.no/'>\\<script>)\n".to_owned(),
        "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<b onclick=alert(1)>b</b> <a href=javascript:alert(1)>g</a>\n"
            .to_owned(),
        "<svg><script>alert(1)</script></svg> <iframe src=\"javascript:alert(1)\"></iframe> <style>*{}</style>\n".to_owned(),
        "```\"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```\n".to_owned(),
        "`</code><script>alert(1)</script>` $</math><script>alert(1)</script>$ $\\text{<script>}$\n".to_owned(),
        "| </td><script>alert(1)</script> | \\<img src=x onerror=alert(1)> |\n|-|-|\n| a | b |\n".to_owned(),
        "Se [@berg, s. 4] og [@dahl, \\</script>] og[^\"><script>]\n\n[^\"><script>]: field-note </script>\n".to_owned(),
        "## field-id {#\"onclick=\"alert(1)}\n\n## field-class {.\"><script>}\n".to_owned(),
        ":::note[</script><script>alert(1)</script>]\n\\<script>alert(1)\\</script>\n:::\n".to_owned(),
        "> [!NOTE]\n> \\<script>alert(1)\\</script>\n".to_owned(),
    ];
    let front = format!(
        "---\ntitle: {}\ndescription: {}\ndate: 2025-01-01\nauthors: [kari]\nreviewed_by: kari\nreviewed_on: 2025-02-02\n\
         subjects: [trust]\naliases: ['/old\"><script>alert(1)</script>/']\nextra: {{a: {}}}\n---\n",
        yaml("title"),
        yaml("description"),
        yaml("extra")
    );
    add("content/s/a/index.nb.md", format!("{front}{}", text.join("\n")));
    add("content/s/a/\"><img src=x onerror=alert(1)>.txt", "x".to_owned());
    add(
        "content/s/b.nb.md",
        format!(
            "---\ntitle: {}\ndate: 2025-01-01\n---\n{}\n",
            yaml("second"),
            markdown("beginning")
        ),
    );
    let gif = b"GIF89a\x03\x00\x02\x00\x00\x00\x00;".to_vec();
    sources.insert_blob(SourcePath::new("content/s/a/dot.gif"), gif.clone());
    sources.insert_blob(
        SourcePath::new("content/s/a/\"onerror=\"alert(1).gif"),
        gif.clone(),
    );
    sources.insert_blob(SourcePath::new("static/\"><script>.gif"), gif);
    sources
}

fn outputs() -> BTreeMap<String, Vec<u8>> {
    let built = tillit::build(&site(), &Options::default(), &mut Memory::default());
    built.force_all().0
}

pub(super) fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the selector is ours")
}

/// What is wrong with a page, if something is.
pub(super) fn faults(html: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    for element in html.select(&selector("*")) {
        let element = element.value();
        // Data, which no browser runs; they are read as what they are elsewhere.
        let own_script = matches!(
            element.attr("type"),
            Some("application/ld+json" | "application/json")
        ) || element
            .attr("src")
            .is_some_and(|src| src.starts_with("/a'b/assets/"));
        if matches!(
            element.name(),
            "script" | "iframe" | "object" | "embed" | "style" | "base"
        ) && !own_script
        {
            faults.push(format!("{element:?}"));
        }
        for (name, value) in element.attrs() {
            let value: String = value
                .chars()
                .filter(|c| !c.is_whitespace() && !c.is_control())
                .collect();
            let value = value.to_lowercase();
            let is_address = matches!(
                name,
                "href" | "src" | "action" | "formaction" | "data" | "poster" | "srcset"
            );
            if name.starts_with("on")
                || name.contains(['"', '\'', '<'])
                || (is_address
                    && ["javascript:", "data:", "vbscript:"]
                        .iter()
                        .any(|scheme| value.starts_with(scheme)))
                || (is_address && value == "x")
            {
                faults.push(format!("{element:?}"));
            }
        }
    }
    faults
}

#[test]
fn no_page_has_what_nobody_made() {
    let mut texts = String::new();
    for (path, bytes) in outputs() {
        if !path.ends_with(".html") {
            continue;
        }
        let html = Html::parse_document(&String::from_utf8(bytes).expect("pages are UTF-8"));
        assert_eq!(faults(&html), Vec::<String>::new(), "{path}");
        assert!(
            html.select(&selector("main")).count() == 1 || path.contains("old") || path == "index.html",
            "{path}"
        );
        for element in html.select(&selector("*")) {
            texts.extend(element.value().attrs().map(|(_, value)| value));
        }
        texts.extend(html.root_element().text());
    }
    for name in [
        "language",
        "site",
        "site-description",
        "person",
        "role",
        "affiliation",
        "about",
        "subject",
        "subject-description",
        "string",
        "work",
        "author",
        "section",
        "lead",
        "heading",
        "paragraph",
        "link",
        "link-title",
        "alt",
        "note",
        "id",
        "class",
        "title",
        "description",
        "second",
        "beginning",
    ] {
        assert!(
            texts.contains(&format!("field-{name}")),
            "the field `{name}` is shown nowhere"
        );
    }
    assert!(!texts.contains("62615533"), "a template was made of a text");
}

#[test]
fn structured_data_give_the_text_back() {
    let mut headlines = BTreeSet::new();
    for (path, bytes) in outputs() {
        if !path.ends_with(".html") {
            continue;
        }
        let html = Html::parse_document(&String::from_utf8(bytes).expect("pages are UTF-8"));
        for script in html.select(&selector("script[type='application/ld+json']")) {
            let text: String = script.text().collect();
            let data: serde_json::Value =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
            let graph = data["@graph"].as_array().cloned().unwrap_or_default();
            for headline in graph.iter().filter_map(|part| part["headline"].as_str()) {
                // Only on the page itself a dash is kept on the line of the word before it.
                let plain = |text: &str| text.replace("\u{a0}–", " –");
                let title = html
                    .select(&selector("h1"))
                    .next()
                    .map(|h1| plain(&h1.text().collect::<String>()));
                assert_eq!(title, Some(plain(headline)), "{path}");
                headlines.insert(headline.to_owned());
            }
        }
    }
    assert_eq!(headlines.len(), 2);
    for headline in headlines {
        assert!(
            headline.contains("</script><script>alert(1)</script>") && headline.contains("]]>"),
            "{headline}"
        );
    }
}

#[test]
fn xml_gives_the_text_back() {
    let mut titles = BTreeSet::new();
    let mut count = 0;
    for (path, bytes) in outputs() {
        if !path.ends_with(".xml") {
            continue;
        }
        count += 1;
        let text = String::from_utf8(bytes).expect("XML is UTF-8");
        assert!(!text.contains('\u{1}'), "{path}");
        let mut reader = quick_xml::Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        let mut way: Vec<String> = Vec::new();
        let mut inside = String::new();
        loop {
            match reader
                .read_event()
                .unwrap_or_else(|error| panic!("{path}: {error}"))
            {
                Event::Start(start) => {
                    way.push(start.name().as_ref().to_owned());
                    inside.clear();
                }
                Event::End(_) => {
                    if way.ends_with(&["entry".to_owned(), "title".to_owned()]) {
                        titles.insert(inside.clone());
                    }
                    way.pop();
                }
                Event::Text(text) => inside.push_str(&text),
                Event::GeneralRef(name) => match &*name {
                    "lt" => inside.push('<'),
                    "gt" => inside.push('>'),
                    "amp" => inside.push('&'),
                    "quot" => inside.push('"'),
                    "apos" => inside.push('\''),
                    other => panic!("{path}: &{other};"),
                },
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(way.is_empty(), "{path}");
    }
    assert!(count >= 3, "sitemap and feeds");
    assert_eq!(titles.len(), 2, "{titles:?}");
    for title in titles {
        assert!(
            title.contains("</script><script>alert(1)</script>") && title.contains("&amp; &lt; ]]>"),
            "{title}"
        );
    }
}
