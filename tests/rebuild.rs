//! A warm build equals a cold one, after any edit; and nothing but the sources decides the bytes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tillit::diagnostic::Code;
use tillit::span::SourcePath;
use tillit::{Memory, Options, Sources, build};

const CONFIG: &str = "\
base_url: https://example.org
languages:
  nb: {name: Norsk, title: Tillit}
  sv: {name: Svenska, title: Tillit}
menu: [section:articles, subjects]
page_size: 2
missing_translations: fallback
";

/// One change to a site.
#[derive(Clone, Debug)]
enum Edit {
    Write(&'static str, String),
    Remove(&'static str),
}

const PATHS: [&str; 13] = [
    "content/_index.nb.md",
    "content/articles/_index.nb.md",
    "content/articles/_index.sv.md",
    "content/articles/trust/index.nb.md",
    "content/articles/trust/index.sv.md",
    "content/articles/trust/index.sv.original.txt",
    "content/articles/trust/numbers.yaml",
    "content/articles/bond.nb.md",
    "content/articles/goal.nb.md",
    "content/articles/scale/instrument.yaml",
    "content/subjects.yaml",
    "content/glossary.yaml",
    "content/references.bib",
];

fn text(path: &str, title: &str, link: &str, extra: &str) -> String {
    if path.ends_with("instrument.yaml") {
        return format!("name: {title}\nrelated: [scale]\nreferences: [{link}]\n");
    }
    if path.ends_with("glossary.yaml") {
        let wording = format!("term: {title}\n      definition: {link} {extra}");
        return format!("trust:\n  sources: [bordin1979]\n  languages:\n    nb:\n      {wording}\n");
    }
    if path.ends_with(".bib") {
        return format!("@book{{bordin1979, author = {{Bordin}}, title = {{{title}}}, year = {{1979}}}}\n");
    }
    if path.ends_with("numbers.yaml") {
        // A title with a colon is a fault in here, which has to be told alike.
        return format!("title: {title}\ndescription: D\nmeasure: M\nrows: [{{label: A, value: 1}}]\n");
    }
    if path.ends_with(".yaml") {
        return format!("trust: {{name: {title}}}\n");
    }
    if path.ends_with(".txt") {
        return format!("from: nb\n\ntitle 8b6aea2d0c 2025-01-01 {title}\n");
    }
    let chart = if path.contains("/trust/") {
        "::chart{data=numbers.yaml type=bar}\n\n"
    } else {
        ""
    };
    format!(
        "---\ntitle: {title}\nsubjects: [trust]\ndate: 2025-01-01\n{extra}---\n\n{chart}Se [her]({link}), Tillit og bånd.\n\n## Om {title}\n"
    )
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let title = prop::sample::select(vec!["Tillit", "Bånd", "Mål", "\"Å lytte\"", "x: y"]);
    let link = prop::sample::select(vec![
        "article:trust",
        "article:bond#om-band",
        "../goal.nb.md",
        "https://a.b",
    ]);
    let extra = prop::sample::select(vec![
        "",
        "draft: true\n",
        "slug: annet\n",
        "weight: 1\n",
        "aliases: [/gammel/]\n",
    ]);
    let edit = (
        prop::sample::select(PATHS.to_vec()),
        title,
        link,
        extra,
        prop::bool::weighted(0.2),
    )
        .prop_map(|(path, title, link, extra, remove)| {
            if remove {
                Edit::Remove(path)
            } else {
                Edit::Write(path, text(path, title, link, extra))
            }
        });
    prop::collection::vec(edit, 1..12)
}

fn apply(sources: &mut Sources, edit: &Edit) {
    match edit {
        Edit::Write(path, text) => sources.insert_text(SourcePath::new(path), text.clone()),
        Edit::Remove(path) => {
            sources.remove(&SourcePath::new(path));
        }
    }
}

/// All outputs and all that is wrong.
type Everything = (BTreeMap<String, Vec<u8>>, Vec<tillit::diagnostic::Diagnostic>);

fn everything(sources: &Sources, memory: &mut Memory) -> Everything {
    build(sources, &Options::default(), memory).force_all()
}

#[test]
fn pages_in_other_languages_name_each_other_back() {
    let mut sources = Sources::default();
    sources.insert_text(SourcePath::new("tillit.yaml"), CONFIG.to_owned());
    let more = ["nb", "sv"].map(|language| {
        let articles = (0..5).map(move |number| format!("content/articles/a{number}.{language}.md"));
        articles.chain([format!("content/articles/_index.{language}.md")])
    });
    for (number, path) in more.into_iter().flatten().enumerate() {
        // Of one article there is no Swedish text.
        if path != "content/articles/a3.sv.md" {
            let text = text(&path, &format!("T{number}"), "https://a.b", "");
            sources.insert_text(SourcePath::new(&path), text);
        }
    }
    let (outputs, _) = everything(&sources, &mut Memory::default());
    let select = |text| scraper::Selector::parse(text).expect("it is a selector");
    let (named, own, switch) = (
        select("link[hreflang]"),
        select("link[rel=canonical]"),
        select(".languages a"),
    );
    let mut names: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut numbered = 0;
    for (path, bytes) in &outputs {
        if !path.ends_with(".html") {
            continue;
        }
        let page = scraper::Html::parse_document(&String::from_utf8_lossy(bytes));
        let pairs = page.select(&named).map(|link| {
            let value = |name| link.attr(name).unwrap_or_default().to_owned();
            (value("hreflang"), value("href"))
        });
        let pairs: Vec<_> = pairs.collect();
        let url = page.select(&own).next().and_then(|link| link.attr("href"));
        if path.contains("/2/") || path.contains("/3/") {
            numbered += 1;
            assert_eq!(pairs, [], "{path}");
            assert!(
                page.select(&switch).next().is_some(),
                "{path}: readers get to the others"
            );
        }
        names.insert(url.unwrap_or(path).to_owned(), pairs);
    }
    assert!(numbered >= 4, "{:?}", outputs.keys());
    for (url, pairs) in &names {
        for (language, other) in pairs {
            assert_eq!(names.get(other), Some(pairs), "{url} names {other} ({language})");
        }
    }
}

/// What `build` publishes when it makes only what its memory does not know to be the same.
fn publish(sources: &Sources, memory: &mut Memory, published: &mut BTreeMap<String, Vec<u8>>) -> Everything {
    let built = build(sources, &Options::default(), memory);
    let mut diagnostics = built.diagnostics.clone();
    // The files of an index are made with its first.
    published.retain(|path, _| built.outputs.contains_key(path));
    let mut made_of = BTreeMap::new();
    for (path, recipe) in &*built.outputs {
        let forced = built.force_unless_remembered(path, recipe, memory);
        diagnostics.extend(forced.diagnostics);
        made_of.extend(forced.key.map(|key| (path.clone(), key)));
        if let Some(bytes) = forced.bytes {
            published.insert(path.clone(), bytes);
            let beside = forced.beside.into_iter();
            published.extend(beside.map(|(path, bytes)| (path, bytes.to_vec())));
        }
    }
    memory.publish(made_of);
    tillit::diagnostic::sort(&mut diagnostics);
    (published.clone(), diagnostics)
}

fn site() -> Sources {
    let mut sources = Sources::default();
    sources.insert_text(SourcePath::new("tillit.yaml"), CONFIG.to_owned());
    for path in PATHS {
        sources.insert_text(SourcePath::new(path), text(path, "Tillit", "article:trust", ""));
    }
    sources
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_warm_build_equals_a_cold_one(script in edits(), borrows in any::<bool>()) {
        let mut sources = site();
        if !borrows {
            // What is in one language only is not there for the other.
            let config = CONFIG.replace("missing_translations: fallback\n", "");
            sources.insert_text(SourcePath::new("tillit.yaml"), config);
        }
        let mut memory = Memory::default();
        let mut published = BTreeMap::new();
        publish(&sources, &mut memory, &mut published);
        for edit in &script {
            apply(&mut sources, edit);
            let warm = publish(&sources, &mut memory, &mut published);
            let cold = everything(&sources, &mut Memory::default());
            prop_assert!(warm.0 == cold.0, "outputs differ after {edit:?}");
            prop_assert_eq!(warm.1, cold.1);
        }
    }
}

/// What another language has for its own is not looked at again, and is taken all the same.
#[test]
fn a_path_that_is_taken_is_told_however_long_it_has_been() {
    let mut sources = site();
    let config = CONFIG.replace("missing_translations: fallback\n", "");
    sources.insert_text(SourcePath::new("tillit.yaml"), config);
    let mut memory = Memory::default();
    let mut published = BTreeMap::new();
    let before = publish(&sources, &mut memory, &mut published);
    let told = |all: &Everything, code: Code| all.1.iter().filter(|told| told.code == code).count();
    assert_eq!(
        told(&before, Code::DuplicateAddress) + told(&before, Code::FileForFolder),
        0
    );
    let alias = text("", "Tillit", "https://a.b", "aliases: [/SV/articles/trust/]\n");
    for (path, text, code) in [
        ("static/sv/articles/trust/index.html", "x", Code::DuplicateAddress),
        ("static/sv/articles/trust", "x", Code::FileForFolder),
        ("static/sv/articles/trust/index.html/x", "x", Code::FileForFolder),
        ("static/sv", "x", Code::FileForFolder),
        ("content/articles/new.nb.md", alias.as_str(), Code::SimilarAddress),
    ] {
        sources.insert_text(SourcePath::new(path), text.to_owned());
        let warm = publish(&sources, &mut memory, &mut published);
        assert_eq!(told(&warm, code), 1, "{path}: {:?}", warm.1);
        assert!(warm == everything(&sources, &mut Memory::default()), "{path}");
        sources.remove(&SourcePath::new(path));
        let warm = publish(&sources, &mut memory, &mut published);
        assert!(warm == before, "{path}");
    }
}

#[test]
fn the_number_of_threads_does_not_show() {
    let sources = site();
    let with_threads = |count| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(count)
            .build()
            .expect("threads can be started");
        pool.install(|| everything(&sources, &mut Memory::default()))
    };
    let one = with_threads(1);
    assert!(
        one.0.contains_key("nb/articles/trust/index.html"),
        "{:?}",
        one.0.keys()
    );
    assert!(one == with_threads(4));
}

#[test]
fn the_record_of_a_draft_is_read_anew() {
    let mut sources = site();
    let (draft, record) = (
        "content/articles/trust/index.sv.md",
        "content/articles/trust/index.sv.original.txt",
    );
    sources.insert_text(
        SourcePath::new(draft),
        text(draft, "Tillit", "article:trust", "draft: true\n"),
    );
    let mut memory = Memory::default();
    let mut published = BTreeMap::new();
    publish(&sources, &mut memory, &mut published);
    sources.insert_text(SourcePath::new(record), text(record, "Mål og mer", "", ""));
    let warm = publish(&sources, &mut memory, &mut published);
    assert!(
        warm.1.iter().any(|told| told.code == Code::BadRecord),
        "{:?}",
        warm.1
    );
    assert_eq!(warm.1, everything(&sources, &mut Memory::default()).1);
}

#[test]
fn a_chart_follows_its_numbers_alone() {
    let mut sources = site();
    let mut memory = Memory::default();
    let mut published = BTreeMap::new();
    publish(&sources, &mut memory, &mut published);
    let numbers = "content/articles/trust/numbers.yaml";
    sources.insert_text(
        SourcePath::new(numbers),
        text(numbers, "Tall", "", "").replace("value: 1", "value: 31"),
    );
    let warm = publish(&sources, &mut memory, &mut published);
    let page = &warm.0["nb/articles/trust/index.html"];
    let page = std::str::from_utf8(page).expect("pages are UTF-8");
    assert!(page.contains(">31</td>"), "{page}");
    assert!(warm == everything(&sources, &mut Memory::default()));
}

#[test]
fn the_page_of_a_term_follows_the_texts_that_mention_it() {
    let mut sources = site();
    let (glossary, bond) = ("content/glossary.yaml", "content/articles/bond.nb.md");
    let term = "trust: {languages: {nb: {term: Tillit, definition: Et ord.}}}\n";
    sources.insert_text(SourcePath::new(glossary), term.to_owned());
    let mut memory = Memory::default();
    let mut published = BTreeMap::new();
    let page = |all: &Everything| {
        let page = all.0.get("nb/ordliste/tillit/index.html").cloned();
        String::from_utf8(page.unwrap_or_default()).unwrap_or_default()
    };
    let before = publish(&sources, &mut memory, &mut published);
    assert!(page(&before).contains("href=\"/nb/articles/bond/\""));

    let silent = "---\ntitle: Bånd\n---\nOm noe annet.\n";
    sources.insert_text(SourcePath::new(bond), silent.to_owned());
    let warm = publish(&sources, &mut memory, &mut published);
    assert!(!page(&warm).contains("href=\"/nb/articles/bond/\""));
    assert!(warm == everything(&sources, &mut Memory::default()));

    // Another meaning is told where the word stands, and makes nothing else new.
    let other = term.replace("Et ord", "Et annet ord");
    sources.insert_text(SourcePath::new(glossary), other);
    let built = build(&sources, &Options::default(), &mut memory);
    let is_made = |path: &str| {
        let forced = built.force_unless_remembered(path, &built.outputs[path], &memory);
        forced.bytes.is_some()
    };
    assert!(is_made("nb/articles/goal/index.html"));
    assert!(!is_made("nb/articles/bond/index.html"));
}

#[test]
fn citations_follow_their_style() {
    let mut sources = site();
    let text = "---\ntitle: Mål\n---\nSe [@bordin1979].\n";
    sources.insert_text(SourcePath::new("content/articles/goal.nb.md"), text.to_owned());
    let mut memory = Memory::default();
    let mut published = BTreeMap::new();
    publish(&sources, &mut memory, &mut published);
    let own = |year: &str| {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\"><info><title>T</title><id>t</id>\
             <updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout>{year}</layout></citation>\
             <bibliography><layout><text variable=\"title\"/></layout></bibliography></style>"
        )
    };
    let settings = format!("{CONFIG}citations: {{style: content/own.csl}}\n");
    for (path, text, expected) in [
        (
            "tillit.yaml",
            format!("{CONFIG}citations: {{style: ieee}}\n"),
            ">[1]</a>",
        ),
        ("content/own.csl", own("<text value=\"en\"/>"), ">[1]</a>"),
        ("tillit.yaml", settings, ">en</a>"),
        ("content/own.csl", own("<text value=\"to\"/>"), ">to</a>"),
        ("content/own.csl", "<style>".to_owned(), "(Bordin, 1979)</a>"),
    ] {
        sources.insert_text(SourcePath::new(path), text);
        let warm = publish(&sources, &mut memory, &mut published);
        let page = String::from_utf8_lossy(&warm.0["nb/articles/goal/index.html"]).into_owned();
        assert!(page.contains(expected), "{expected}: {page}");
        assert!(warm == everything(&sources, &mut Memory::default()));
    }
}
