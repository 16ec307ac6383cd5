//! What belongs to others is not published: the wording of instruments whose licence does not set it free.

use tillit::diagnostic::Severity;
use tillit::span::SourcePath;
use tillit::{Memory, Options, Sources, build};

/// What no questionnaire asks, so that it stands nowhere by chance.
const WORDING: [&str; 2] = ["My kettle sings of trust", "Min kittel synger om tillit"];

const CONFIG: &str = "base_url: https://example.org
languages:
  nb: {name: Norsk, title: Tillit}
  en: {name: English, title: Trust}
";

/// Builds a site with one instrument; returns the outputs that hold its wording, and whether the site has errors.
fn published(licence: &str) -> (Vec<String>, bool) {
    let instrument = format!(
        "name: Kettle Scale\nlicence: {licence}\nversions:\n  - id: client\n    items: 1\n    wording:\n      \
         - item: 1\n        text: {{en: {}, nb: {}}}\n",
        WORDING[0], WORDING[1]
    );
    let mut sources = Sources::default();
    for (path, text) in [
        ("tillit.yaml", CONFIG),
        ("content/kettles/_index.en.md", "---\ntitle: Kettles\n---\n"),
        ("content/kettles/kettle/instrument.yaml", &instrument),
        (
            "content/kettles/kettle/index.en.md",
            "---\n---\nOn [kettles](instrument:kettle).\n",
        ),
    ] {
        sources.insert_text(SourcePath::new(path), text.to_owned());
    }
    let built = build(&sources, &Options::default(), &mut Memory::default());
    let (outputs, diagnostics) = built.force_all();
    assert!(
        outputs.contains_key("en/kettles/kettle/index.html"),
        "{outputs:?}"
    );
    let holds = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        WORDING
            .iter()
            .any(|wording| text.contains(&wording.to_lowercase()))
    };
    let found = outputs.iter().filter(|(_, bytes)| holds(bytes));
    let paths = found.map(|(path, _)| path.clone()).collect();
    let has_errors = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity() == Severity::Error);
    (paths, has_errors)
}

#[test]
fn restricted_wording_is_in_no_output() {
    for licence in [
        "{}",
        "{status: unknown}",
        "{status: permission}",
        "{status: registration, fee: None.}",
        "{status: request}",
        "{status: printed, allows_wording: true}",
        "{status: open}",
        "{status: open, allows_wording: false}",
        "{status: open, allows_wording: maybe}",
        "{status: opne, allows_wording: true}",
    ] {
        let (paths, has_errors) = published(licence);
        assert!(paths.is_empty(), "{licence}: {paths:?}");
        assert!(has_errors, "{licence}");
    }
}

#[test]
fn wording_is_found_where_it_may_be() {
    let (paths, has_errors) = published("{status: open, allows_wording: true}");
    assert_eq!(
        paths,
        [
            "en/kettles/kettle/index.html",
            "nb/kettles/kettle/index.html",
            "nb/kettles/kettle/kettle.json"
        ]
    );
    assert!(!has_errors);
}
