//! The search, as browsers do it: the module `search.js` over the index of this repository's own site.
//!
//! `cargo test --test search -- --nocapture` prints how well it does on the queries of `tests/search/`, which
//! `tests/browser/search.js` puts to the search box in Chromium. The module runs in QuickJS, an engine of JavaScript in one
//! C file: of the engines written in Rust the smallest takes minutes to compile, and a second search in Rust that does as
//! the module does would be one more thing to keep the same.

#![allow(
    clippy::disallowed_methods,
    reason = "a test about the site's own texts reads files"
)]
#![allow(clippy::print_stdout, reason = "the table is what one runs it for")]

#[path = "search/module.rs"]
mod module;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use module::{Engine, Folders, Found};
use tillit::search::{Limits, MANIFEST, Normal, words};
use tillit::source::disk;
use tillit::{Built, Memory, Options, Sources};

const TAGS: [&str; 4] = ["nb", "de", "sv", "en"];

/// Files so small that every table has many, as on a site of thousands of pages.
const SHARDS: Limits = Limits {
    whole: 0,
    least: 1_500,
    most: 4_000,
    pages: 4,
    text: 2_000,
    many: 60,
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn options() -> Options {
    Options {
        today: tillit::date::Date::parse("2026-11-25").expect("it is a date"),
        ..Options::default()
    }
}

static SITE: LazyLock<(Sources, Built)> = LazyLock::new(|| {
    let sources = disk::read(root(), None, &mut Vec::new()).expect("the site can be read");
    let built = tillit::build(&sources, &options(), &mut Memory::default());
    (sources, built)
});

fn tag(tag: &str) -> tillit::language::LanguageTag {
    tillit::language::LanguageTag::parse(tag).expect("it is a tag")
}

/// The files of all indexes, as large as asked for.
fn folders(limits: Option<Limits>) -> Folders {
    static USUAL: LazyLock<Folders> = LazyLock::new(|| made(None));
    if limits.is_some() {
        made(limits)
    } else {
        USUAL.clone()
    }
}

fn made(limits: Option<Limits>) -> Folders {
    let index = |name: &&str| {
        let index = SITE
            .1
            .search_index(&tag(name), limits)
            .expect("the language is searched");
        let files = index.files.iter();
        let files = files
            .map(|(name, bytes)| (name.to_string(), bytes.to_vec()))
            .collect();
        ((*name).to_owned(), files)
    };
    TAGS.iter().map(index).collect()
}

/// The modules under the names by which they are imported.
fn modules() -> Vec<(String, String)> {
    let mut modules = Vec::new();
    for (path, recipe) in &*SITE.1.outputs {
        let tillit::pipeline::Recipe::Asset(bytes) = recipe else {
            continue;
        };
        let source = || String::from_utf8_lossy(bytes).into_owned();
        if path.starts_with("assets/js/stem-") {
            modules.push((format!("/{path}"), source()));
        } else if path.starts_with("assets/js/search.") {
            modules.push(("search".to_owned(), source()));
        }
    }
    assert_eq!(modules.len(), 4, "the module and the stemmers are assets");
    modules
}

fn engine(limits: Option<Limits>) -> Engine {
    Engine::start(&modules(), folders(limits))
}

/// A query with what answers it.
struct Query {
    kind: String,
    query: String,
    /// Addresses of which any will do; none: nothing may be found.
    expected: Vec<String>,
}

fn queries(tag: &str) -> Vec<Query> {
    let file = root().join("tests/search").join(format!("{tag}.txt"));
    let text = fs::read_to_string(&file).expect("the queries can be read");
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let queries = lines.map(|line| {
        let mut parts = line.split(" | ").map(str::to_owned);
        let (kind, query, expected) = (parts.next(), parts.next(), parts.next());
        let expected = expected.unwrap_or_else(|| unreachable!("{tag}: {line}"));
        let addresses = expected.split(' ').filter(|address| *address != "-");
        Query {
            kind: kind.unwrap_or_default(),
            query: query.unwrap_or_default(),
            expected: addresses.map(|address| format!("/{tag}/{address}")).collect(),
        }
    });
    queries.collect()
}

/// The place of the first answer among the first ten results, from 1. Of nonsense: 1 if nothing was found.
fn rank(query: &Query, found: &Found) -> Option<usize> {
    if query.expected.is_empty() {
        return (found.total == 0).then_some(1);
    }
    let path = |href: &str| href.split('#').next().unwrap_or_default().to_owned();
    let first = found
        .hits
        .iter()
        .take(10)
        .position(|hit| query.expected.contains(&path(&hit.href)));
    first.map(|place| place + 1)
}

/// How well queries are answered: how many there are, the sum of 1/rank, and how many answers stand first.
#[derive(Clone, Copy, Default)]
struct Score {
    count: f64,
    reciprocal: f64,
    first: f64,
}

impl Score {
    fn add(&mut self, rank: Option<usize>) {
        self.count += 1.0;
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / rank as f64);
        self.first += f64::from(u8::from(rank == Some(1)));
    }

    fn mean(self) -> f64 {
        self.reciprocal / self.count
    }
}

/// Puts all queries and returns the table, and what falls short.
fn evaluate(engine: &Engine) -> (String, Vec<String>) {
    let mut scores: BTreeMap<(String, &str), Score> = BTreeMap::new();
    let (mut kinds, mut misses) = (Vec::new(), String::new());
    for tag in TAGS {
        let queries = queries(tag);
        assert!(queries.len() >= 60, "{tag}: {} queries", queries.len());
        for query in queries {
            let found = engine.search(tag, &query.query).expect("the search answers");
            let rank = rank(&query, &found);
            if !kinds.contains(&query.kind) {
                kinds.push(query.kind.clone());
            }
            for key in [&query.kind, "all"] {
                for column in [tag, "all"] {
                    scores.entry((key.to_owned(), column)).or_default().add(rank);
                }
            }
            if rank != Some(1) {
                let hits: Vec<_> = found
                    .hits
                    .iter()
                    .take(3)
                    .map(|hit| format!("{} {:.1}", hit.href, hit.score))
                    .collect();
                let _ = writeln!(
                    misses,
                    "{tag} {} `{}`: {rank:?}; {}",
                    query.kind,
                    query.query,
                    hits.join(", ")
                );
            }
        }
    }
    kinds.push("all".to_owned());
    let mut table = format!("{misses}\nMRR@10 (answers that stand first)\n{:<12}", "");
    let columns = TAGS.iter().copied().chain(["all"]);
    for column in columns.clone() {
        let _ = write!(table, "{column:>16}");
    }
    let mut short = Vec::new();
    for kind in &kinds {
        let _ = write!(table, "\n{kind:<12}");
        for column in columns.clone() {
            let score = scores.get(&(kind.clone(), column)).copied().unwrap_or_default();
            let (mean, first) = (score.mean(), score.first / score.count);
            let _ = write!(table, "{:>16}", format!("{mean:.3} ({first:.2})"));
            let least = match (kind.as_str(), column) {
                ("nonsense", _) => 1.0,
                ("all", _) => 0.95,
                (_, "all") => 0.88,
                _ => 0.0,
            };
            if mean < least || (kind == "all" && first < 0.92) {
                short.push(format!("{kind} {column}: {mean:.3} ({first:.2})"));
            }
        }
    }
    (table, short)
}

fn answered(limits: Option<Limits>) {
    let (table, short) = evaluate(&engine(limits));
    println!("{limits:?}\n{table}\n");
    assert!(short.is_empty(), "{table}\n\ntoo few answers: {short:?}");
}

#[test]
fn queries_are_answered() {
    answered(None);
}

#[test]
fn queries_are_answered_by_many_small_files() {
    answered(Some(SHARDS));
}

/// Words that no text has: of both scripts, with every accent, hyphen and apostrophe.
fn made_up() -> Vec<String> {
    let beginnings = [
        "", "Å", "ær", "ö", "straß", "quae", "neue", "aa", "ski", "Über", "gener", "y",
    ];
    let middles = [
        "", "oe", "ue", "aa", "ß", "é", "rød", "lig", "ogi", "ieds", "bb", "yy", "Ł", "ï",
    ];
    let ends = [
        "", "e", "en", "erne", "hetens", "lov", "ung", "keiten", "lich", "st", "niss", "nissen", "ing",
        "edly", "ization", "fulness", "ional", "s", "’s", "-a", "\u{ad}t", "e\u{301}", "fullt", "ert", "dt",
        "Ω", "日本", "7", "logi", "ement",
    ];
    let mut words = Vec::new();
    for beginning in beginnings {
        for middle in middles {
            words.extend(ends.iter().map(|end| format!("{beginning}{middle}{end}")));
        }
    }
    words
}

#[test]
fn words_come_to_the_same_form_on_both_sides() {
    let engine = engine(None);
    let mut known: BTreeSet<String> = made_up().into_iter().collect();
    for file in SITE
        .0
        .iter()
        .filter(|file| file.path().as_str().starts_with("content/"))
    {
        if let Some(text) = SITE.0.text(file.path().as_str()) {
            known.extend(text.text.split_whitespace().map(str::to_owned));
            known.extend(words(&text.text).map(str::to_owned));
        }
    }
    known.retain(|word| !word.contains('\n'));
    let list: Vec<&str> = known.iter().map(String::as_str).collect();
    assert!(list.len() > 10_000, "{} words", list.len());
    let mut forms = serde_json::Map::new();
    forms.insert("words".to_owned(), serde_json::json!(list));
    for tag in TAGS {
        let normal = Normal::of(tag);
        let ours = list.iter().map(|word| {
            let folded = normal.folded(word);
            let stem = normal.stem(&folded).into_owned();
            (words(word).collect::<Vec<_>>().join("|"), folded, stem)
        });
        let ours: Vec<(String, String, String)> = ours.collect();
        forms.insert(tag.to_owned(), serde_json::json!(ours));
        let theirs = engine.normal(tag, &list.join("\n"));
        assert_eq!(theirs.len(), list.len());
        let differences: Vec<_> = ours
            .into_iter()
            .zip(theirs)
            .filter(|(one, other)| one != other)
            .collect();
        assert!(
            differences.is_empty(),
            "{tag}: {} differ: {:?}",
            differences.len(),
            &differences[..differences.len().min(20)]
        );
    }
    // `tests/browser/search.js` compares them with those of Chromium.
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search-forms.json");
    let forms = serde_json::to_string(&forms).expect("it is JSON");
    fs::write(file, forms).expect("the folder for such files is there");
}

#[test]
fn hostile_queries_are_answered() {
    let engine = engine(None);
    let long = "a".repeat(10_000);
    let many = "alliance ".repeat(2_000);
    let queries = [
        "",
        " ",
        "\u{202e}ecnailla",
        "(.*+?[",
        "\\",
        "💡",
        "a\u{0}b",
        "__proto__",
        "constructor",
        "=",
        "\t\n",
        "'’-–",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "\u{feff}alliance",
        "ﬁ",
        "⑴½⑵⑶⑷⑸",
        "e\u{301}\u{301}\u{301}",
        long.as_str(),
        many.as_str(),
    ];
    for query in queries {
        let found = engine
            .search("en", query)
            .unwrap_or_else(|error| unreachable!("{query:.40}: {error}"));
        assert!(found.hits.len() <= 10);
        if !query.contains(|letter: char| letter.is_alphanumeric()) {
            assert_eq!(found.total, 0, "{query:.40}");
        }
    }
}

#[test]
fn a_file_that_is_missing_cut_or_of_another_version_is_a_fault() {
    let modules = modules();
    let tried = |change: &dyn Fn(&str, &mut Vec<u8>) -> bool| {
        let mut folders = folders(None);
        let files = folders.get_mut("en").expect("the language is there");
        let names: Vec<String> = files.keys().cloned().collect();
        for name in names {
            let keep = files.get_mut(&name).is_some_and(|bytes| change(&name, bytes));
            if !keep {
                files.remove(&name);
            }
        }
        Engine::start(&modules, folders)
            .search("en", "alliance")
            .map(|found| found.total)
    };
    assert!(tried(&|_, _| true).is_ok_and(|total| total > 10));
    assert!(tried(&|name, _| name == MANIFEST).is_err());
    assert!(
        tried(&|_, bytes| {
            bytes.truncate(bytes.len() / 2);
            true
        })
        .is_err()
    );
    let other = |name: &str, bytes: &mut Vec<u8>| {
        if name == MANIFEST {
            let text = miniz_oxide::inflate::decompress_to_vec_zlib(bytes).expect("it is compressed");
            let text =
                String::from_utf8(text)
                    .expect("it is JSON")
                    .replacen("\"format\":4", "\"format\":5", 1);
            *bytes = miniz_oxide::deflate::compress_to_vec_zlib(text.as_bytes(), 6);
        }
        true
    };
    let refusal = tried(&other).expect_err("it is refused");
    assert!(refusal.starts_with("Error: format"), "{refusal}");
}

#[test]
fn the_index_is_the_same_every_time_and_found_by_its_parts() {
    let all = |index: &tillit::search::Index| index.files.clone();
    let language = tag("nb");
    let first = SITE
        .1
        .search_index(&language, Some(SHARDS))
        .expect("the language is searched");
    let second = SITE
        .1
        .search_index(&language, Some(SHARDS))
        .expect("the language is searched");
    assert!(all(&first) == all(&second));
    let index = SITE
        .1
        .search_index(&language, None)
        .expect("the language is searched");
    for (name, bytes) in &index.files {
        let output = SITE.1.force(&format!("search/nb/{name}")).expect("it is served");
        assert!(output.bytes == **bytes, "{name}");
    }
    assert!(SITE.1.force("search/nb/0123456789.bin").is_none());
}

/// A site of a few texts, and what a query finds in each of its languages.
fn little(settings: &str, files: &[(&str, &str)], options: &Options) -> Engine {
    let mut sources = Sources::default();
    let config = format!(
        "base_url: https://example.org\nlanguages:\n  nb: {{name: Norsk, title: Eksempel}}\n  de: {{name: Deutsch, title: Beispiel}}\n{settings}"
    );
    sources.insert_text(tillit::span::SourcePath::new("tillit.yaml"), config);
    for (path, text) in files {
        sources.insert_text(tillit::span::SourcePath::new(path), (*text).to_owned());
    }
    let built = tillit::build(&sources, options, &mut Memory::default());
    assert!(built.diagnostics.is_empty(), "{:?}", built.diagnostics);
    let (outputs, _) = built.force_all();
    let of = |tag: &str| {
        let folder = format!("search/{tag}/");
        let files = outputs.iter();
        let files =
            files.filter_map(|(path, bytes)| Some((path.strip_prefix(&folder)?.to_owned(), bytes.clone())));
        (tag.to_owned(), files.collect())
    };
    Engine::start(&modules(), ["nb", "de"].map(of).into_iter().collect())
}

/// The addresses that a query finds.
fn found(engine: &Engine, tag: &str, query: &str) -> Vec<String> {
    let found = engine.search(tag, query).expect("the search answers");
    found.hits.into_iter().map(|hit| hit.href).collect()
}

#[test]
fn texts_are_found_in_their_own_language_unless_they_say_otherwise() {
    let files = [
        ("content/own.nb.md", "---\ntitle: Eget\n---\nOm gullregn.\n"),
        (
            "content/hidden.nb.md",
            "---\ntitle: Skjult\nsearch: false\n---\nOm gullregn.\n",
        ),
        (
            "content/draft.nb.md",
            "---\ntitle: Utkast\ndraft: true\n---\nOm gullregn.\n",
        ),
    ];
    let options = Options {
        drafts: true,
        ..options()
    };
    let engine = little("missing_translations: fallback\n", &files, &options);
    assert_eq!(found(&engine, "nb", "gullregn"), ["/nb/own/"]);
    assert_eq!(found(&engine, "de", "gullregn"), [""; 0]);
}

#[test]
fn a_result_leads_to_the_section_and_shows_where_it_was_found() {
    let text = "---\ntitle: Hagen\n---\nFørst om jord.\n\n## Busker {#busker}\n\nGullregn og syrin.\n\n## Trær\n\nEik.\n";
    let engine = little("", &[("content/hage.nb.md", text)], &options());
    assert_eq!(found(&engine, "nb", "gullregn"), ["/nb/hage/#busker"]);
    assert_eq!(found(&engine, "nb", "eik"), ["/nb/hage/#traer"]);
    assert_eq!(found(&engine, "nb", "hagen"), ["/nb/hage/"]);
    assert_eq!(found(&engine, "nb", "jord"), ["/nb/hage/"]);
}

#[test]
fn a_result_leads_to_the_anchor_that_the_page_has() {
    let headings = [
        "Ærlig «øvelse» på 3–4, d’accord!",
        "Überblick & größer",
        "Åpne Öde",
        "Samme",
        "Samme",
        "Med eget anker {#her}",
        "Et naïvt ﬁnale – CO₂",
    ];
    let text: String = headings
        .iter()
        .enumerate()
        .map(|(number, heading)| format!("\n## {heading}\n\nOrd og tegn{}.\n", "abcdefg".split_at(number).1))
        .collect();
    let text = format!("---\ntitle: Hagen\n---\n{text}");
    let files = [
        ("content/hage.nb.md", text.as_str()),
        ("content/hage.de.md", text.as_str()),
    ];
    let engine = little("", &files, &options());
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.insert_text(tillit::span::SourcePath::new(path), text.to_owned());
    }
    let config =
        "base_url: https://example.org\nlanguages:\n  nb: {name: N, title: T}\n  de: {name: D, title: T}\n";
    sources.insert_text(tillit::span::SourcePath::new("tillit.yaml"), config.to_owned());
    let built = tillit::build(&sources, &options(), &mut Memory::default());
    for tag in ["nb", "de"] {
        let page = built
            .force(&format!("{tag}/hage/index.html"))
            .expect("there is a page");
        let html = String::from_utf8(page.bytes).expect("it is text");
        for number in 0..headings.len() {
            let query = format!("tegn{} ", "abcdefg".split_at(number).1);
            let hits = found(&engine, tag, &query);
            let (_, anchor) = hits[0].split_once('#').expect("it leads to a section");
            let at = html
                .find(&format!(" id=\"{anchor}\""))
                .unwrap_or_else(|| unreachable!("{anchor}"));
            let after = html[at..].find("tegn").expect("the text follows");
            assert!(html[at + after..].starts_with(query.trim_end()), "{tag} {anchor}");
        }
    }
}

/// The excerpt of the first result in Norwegian; without one nothing.
fn first_excerpt(engine: &Engine, query: &str) -> String {
    let found = engine.search("nb", query).expect("the search answers");
    let first = found.hits.into_iter().next();
    first.map(|hit| hit.excerpt).unwrap_or_default()
}

#[test]
fn a_result_shows_the_sentence_with_the_word() {
    let long = "Et ord. ".repeat(40);
    let text = format!(
        "---\ntitle: Hagen\ndescription: Om det som vokser.\n---\nFørst om jord. Så om gullregnbusker, som er giftige. Til slutt regn.\n\n## Trær\n\n{long}Eika står. {long}\n"
    );
    let engine = little("", &[("content/hage.nb.md", &text)], &options());
    let shown = |query: &str| first_excerpt(&engine, query);
    // A short sentence has the next with it.
    assert_eq!(
        shown("gullregn"),
        "Så om gullregnbusker, som er giftige. Til slutt regn."
    );
    assert_eq!(shown("vokse "), "Om det som vokser.");
    assert!(shown("eik ").starts_with("Eika står. Et ord."));
}

#[test]
fn data_can_be_kept_out_of_the_search() {
    let data = |hidden: &str| -> [(&str, String); 3] {
        [
            (
                "content/a/instrument.yaml",
                format!("name: {{nb: Gullregnskala}}\n{hidden}"),
            ),
            (
                "content/b/course.yaml",
                format!("name: {{nb: Gullregnkurs}}\npublished: 2026-01-01\n{hidden}"),
            ),
            (
                "content/glossary.yaml",
                format!(
                    "gullregn:\n  {}\n  languages: {{nb: {{term: Gullregn, definition: En busk.}}}}\n",
                    if hidden.is_empty() {
                        "link: true"
                    } else {
                        hidden.trim()
                    }
                ),
            ),
        ]
    };
    for (hidden, kinds) in [("", 3), ("search: false\n", 0)] {
        let files = data(hidden);
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let engine = little("", &files, &options());
        let found = found(&engine, "nb", "gullregn");
        assert_eq!(found.len(), kinds, "{hidden}: {found:?}");
    }
}

#[test]
fn a_site_can_say_what_means_the_same_and_how_words_are_made() {
    let files = [
        ("content/a.nb.md", "---\ntitle: Samtaleterapi\n---\nTekst.\n"),
        ("content/b.nb.md", "---\ntitle: Hagestue\n---\nTekst.\n"),
        ("content/c.nb.md", "---\ntitle: Hage\n---\nTekst om en stue.\n"),
        ("content/d.nb.md", "---\ntitle: Kveldsmat\n---\nTekst.\n"),
    ];
    let settings = "search:\n  synonyms:\n    nb: [[kognitiv behandling, samtaleterapi]]\n  compounds:\n    nb: {hagestue: [], kveldsmat: [kveld, måltid]}\n  weights: {article: 0.5}\n";
    let (plain, told) = (
        little("", &files, &options()),
        little(settings, &files, &options()),
    );
    assert_eq!(found(&plain, "nb", "kognitiv behandling "), [""; 0]);
    assert_eq!(found(&told, "nb", "kognitiv behandling "), ["/nb/a/"]);
    assert!(found(&plain, "nb", "hage ").contains(&"/nb/b/".to_owned()));
    assert_eq!(found(&told, "nb", "hage "), ["/nb/c/"]);
    assert_eq!(found(&plain, "nb", "hagestue "), ["/nb/b/", "/nb/c/"]);
    assert_eq!(found(&told, "nb", "hagestue "), ["/nb/b/"]);
    assert_eq!(found(&told, "nb", "måltid "), ["/nb/d/"]);
}

#[test]
fn words_of_grammar_say_little() {
    let files = [
        (
            "content/a.nb.md",
            "---\ntitle: Hva kan jeg gjøre?\n---\nHva skal jeg gjøre når det regner?\n",
        ),
        (
            "content/b.nb.md",
            "---\ntitle: Hagen\n---\nSnegler spiser salat.\n",
        ),
        (
            "content/c.nb.md",
            "---\ntitle: Om demens\n---\nDe som glemmer. Det er dem det gjelder.\n",
        ),
        ("content/a.de.md", "---\ntitle: Impfung\n---\nFür Kinder.\n"),
        (
            "content/d.de.md",
            "---\ntitle: Wann wird was gemacht?\n---\nWann und wo.\n",
        ),
    ];
    let engine = little("", &files, &options());
    let question = found(&engine, "nb", "hva kan jeg gjøre når det er snegler");
    assert_eq!(
        question.first().map(String::as_str),
        Some("/nb/b/"),
        "{question:?}"
    );
    assert_eq!(found(&engine, "nb", "hva er xqvzt"), [""; 0]);
    assert_eq!(found(&engine, "nb", "hva kan jeg"), ["/nb/a/"]);
    // No form of `dem`, though a stemmer takes it for one.
    assert_eq!(found(&engine, "nb", "demens "), ["/nb/c/"]);
    assert_eq!(found(&engine, "nb", "demans "), ["/nb/c/"]);
    // What participles begin with.
    let question = found(&engine, "de", "wann wird geimpft?");
    assert_eq!(
        question.first().map(String::as_str),
        Some("/de/a/"),
        "{question:?}"
    );
}

#[test]
fn a_small_site_need_not_have_the_parts_of_a_compound_as_words() {
    let files = [
        (
            "content/a.nb.md",
            "---\ntitle: Hjerneslag\n---\nDet kan gi hodesmerter.\n",
        ),
        (
            "content/b.nb.md",
            "---\ntitle: Korttidsopphold\n---\nEn plass å sove.\n",
        ),
        ("content/c.nb.md", "---\ntitle: Fjellvandring\n---\nOm støvler.\n"),
        (
            "content/d.nb.md",
            "---\ntitle: Plager\n---\nAlle har noen plager i ryggen.\n",
        ),
        ("content/e.nb.md", "---\ntitle: Varsler\n---\nNoen er om snø.\n"),
    ];
    let engine = little("", &files, &options());
    assert_eq!(found(&engine, "nb", "smerter "), ["/nb/a/"]);
    assert_eq!(found(&engine, "nb", "hjernesmerte "), ["/nb/a/"]);
    assert_eq!(found(&engine, "nb", "kort tids opphold "), ["/nb/b/"]);
    // Of parts that no page has together one must do.
    assert_eq!(found(&engine, "nb", "fjellplager "), ["/nb/d/", "/nb/c/"]);
    assert_eq!(found(&engine, "nb", "fjellxqvzt "), [""; 0]);
    // A slip in a long word is no compound of what the site has besides.
    assert_eq!(found(&engine, "nb", "fjellvandrimg "), ["/nb/c/"]);
}

#[test]
fn what_ends_a_rare_word_may_be_a_slip_in_a_common_one() {
    let found_beside = |plants: usize, rare: &str, query: &str| {
        let rare = format!("---\ntitle: Musikk\n---\nEn {rare} av støpejern.\n");
        let common = "---\ntitle: Hage\n---\nEn plante i jorda.\n";
        let paths: Vec<String> = (0..plants).map(|page| format!("content/{page}.nb.md")).collect();
        let common = paths.iter().map(|path| (path.as_str(), common));
        let rare = ("content/rare.nb.md", rare.as_str());
        let files: Vec<(&str, &str)> = common.chain([rare]).collect();
        found(&little("", &files, &options()), "nb", query)
    };
    let few = found_beside(15, "kokeplate", "plate ");
    assert!(few[0] == "/nb/rare/" && few.len() > 1, "{few:?}");
    let many = found_beside(60, "kokeplate", "plate ");
    assert!(many[0] != "/nb/rare/", "{many:?}");
    // What begins a word is one that is being typed.
    assert_eq!(found_beside(60, "platespiller", "plate"), ["/nb/rare/"]);
}

#[test]
fn an_excerpt_cites_as_the_text_does_and_keeps_lines_apart() {
    let files = [
        (
            "content/references.bib",
            "@article{berg2018, author={Berg, Anne and Dahl, Bo and Lie, Carl}, title={Hager}, year={2018}, journal={Hage}}\n@article{moe1979, author={Moe, Dag}, title={Jord}, year={1979}, journal={Hage}}\n",
        ),
        (
            "content/a.nb.md",
            "---\ntitle: Hagen\n---\nGullregn er giftig for både barn, hunder, katter og andre husdyr [@berg2018; @moe1979, s. 4]. @moe1979 var uenig og mente at syrin var verre enn det.\n\n- eik ved porten mot nord\n- lønn ved porten mot sør\n\n| Tre | Høyde |\n| --- | --- |\n| Bjørk | 20 m |\n",
        ),
    ];
    let engine = little("", &files, &options());
    let shown = |query: &str| first_excerpt(&engine, query);
    assert_eq!(
        shown("gullregn "),
        "Gullregn er giftig for både barn, hunder, katter og andre husdyr (Berg et al., 2018; Moe, 1979, s. 4)."
    );
    assert!(
        shown("syrin ").starts_with("Moe (1979) var uenig"),
        "{}",
        shown("syrin ")
    );
    let oak = shown("eik ");
    assert!(
        oak.starts_with("eik ved porten mot nord · lønn ved porten mot sør"),
        "{oak}"
    );
    assert!(
        shown("bjørk ").starts_with("Bjørk · 20\u{a0}m"),
        "{}",
        shown("bjørk ")
    );
}

#[test]
fn accents_tell_words_apart_where_both_exist() {
    let files = [
        ("content/a.nb.md", "---\ntitle: Får\n---\nOm dyr.\n"),
        ("content/b.nb.md", "---\ntitle: Far\n---\nOm folk.\n"),
    ];
    let engine = little("", &files, &options());
    assert_eq!(found(&engine, "nb", "får "), ["/nb/a/", "/nb/b/"]);
    assert_eq!(found(&engine, "nb", "far "), ["/nb/b/", "/nb/a/"]);
}

#[test]
fn one_changed_page_changes_few_files() {
    let word = |number: usize| format!("ord{}", letters(number * 7919 % 4001));
    fn letters(number: usize) -> String {
        let digits = number.to_string();
        digits
            .bytes()
            .map(|digit| char::from(b'b' + digit - b'0'))
            .collect()
    }
    let text = |page: usize, more: &str| {
        let words: Vec<String> = (0..120).map(|index| word(page * 31 + index * index)).collect();
        format!("---\ntitle: Side {page}\n---\n{} {more}.\n", words.join(" "))
    };
    let mut sources = Sources::default();
    let config = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: T}\n";
    sources.insert_text(tillit::span::SourcePath::new("tillit.yaml"), config.to_owned());
    let path = |page: usize| tillit::span::SourcePath::new(&format!("content/p{page}.nb.md"));
    for page in 0..200 {
        sources.insert_text(path(page), text(page, "slutt"));
    }
    let mut memory = Memory::default();
    let mut index = |sources: &Sources| {
        let built = tillit::build(sources, &options(), &mut memory);
        let made = built
            .search_index(&tag("nb"), Some(SHARDS))
            .expect("the language is searched");
        made.files
            .keys()
            .map(ToString::to_string)
            .collect::<BTreeSet<_>>()
    };
    let before = index(&sources);
    sources.insert_text(path(77), text(77, "begynnelse på noe annet"));
    let after = index(&sources);
    let changed = after.difference(&before).count();
    assert!(after.len() > 60 && changed <= 19, "{changed} of {}", after.len());
}

#[test]
fn after_long_editing_the_index_is_still_that_of_a_first_build() {
    let mut sources = Sources::default();
    let config = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: T}\n";
    sources.insert_text(tillit::span::SourcePath::new("tillit.yaml"), config.to_owned());
    let path = tillit::span::SourcePath::new("content/a.nb.md");
    let mut memory = Memory::default();
    // After some of these, most words that were ever read are forgotten.
    for edit in 0..16 {
        let words: String = (0..500).map(|index| format!("ord{edit}x{index} ")).collect();
        sources.insert_text(path.clone(), format!("---\ntitle: Side\n---\n{words}\n"));
        let index = |memory: &mut Memory| {
            let built = tillit::build(&sources, &options(), memory);
            let index = built.force("search/nb/index.bin").expect("it is searched");
            (index.bytes, index.beside)
        };
        assert!(index(&mut memory) == index(&mut Memory::default()), "{edit}");
    }
}
