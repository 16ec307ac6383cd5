//! The guides for those who write: they name every key that there is, and their examples are without fault.
//!
//! A table between `<!-- keys: src/page/mod.rs Page -->` and `<!-- end -->` is made from the comments of the fields of
//! that type; `UPDATE=1 cargo test --test docs` writes it. An example is a block of code whose info string names a file:
//! `yaml tillit.yaml`. A block of Markdown without a name is the text of an article.

#![allow(
    clippy::disallowed_methods,
    reason = "a test about files reads files and asks its surroundings"
)]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tillit::diagnostic::Tongue;
use tillit::page::citation::CitationStyle;
use tillit::report::terminal;
use tillit::span::SourcePath;
use tillit::{Memory, Options, Sources};

const GUIDES: [&str; 4] = [
    "docs/writing.md",
    "docs/configuration.md",
    "docs/courses.md",
    "docs/charts.md",
];

/// The papers with examples.
const WITH_EXAMPLES: [&str; 6] = [
    "README.md",
    "docs/writing.md",
    "docs/configuration.md",
    "docs/courses.md",
    "docs/charts.md",
    "docs/search.md",
];

/// What authors may write: the files, and the types whose fields are the keys.
const WRITTEN: [(&str, &[&str]); 10] = [
    ("src/content/chart.rs", &["ChartFile", "Row", "Along", "Series"]),
    ("src/content/translation.rs", &["FrontMatterFile"]),
    ("src/content/list.rs", &["AskedList"]),
    (
        "src/config/file.rs",
        &[
            "ConfigFile",
            "LanguageFile",
            "MarkdownFile",
            "CitationsFile",
            "SearchFile",
            "WeightsFile",
            "ReadabilityFile",
        ],
    ),
    ("src/content/person.rs", &["Person"]),
    ("src/content/path.rs", &["ReadingPath", "PathStep"]),
    ("src/content/subject.rs", &["Subject"]),
    ("src/content/glossary.rs", &["Term", "Wording"]),
    (
        "src/content/course.rs",
        &[
            "Course",
            "Session",
            "Venue",
            "Online",
            "Organisation",
            "Fee",
            "Registration",
            "Cancellation",
            "Accreditation",
            "Material",
            "Contact",
        ],
    ),
    (
        INSTRUMENT,
        &[
            "Instrument",
            "Version",
            "Subscale",
            "Wording",
            "Scale",
            "Scoring",
            "Missing",
            "Cutoff",
            "Psychometric",
            "InLanguage",
            "Licence",
            "Note",
        ],
    ),
];

const INSTRUMENT: &str = "src/content/instrument.rs";

/// Where everything stands that templates see.
const SHOWN: [&str; 8] = [
    "src/page/mod.rs",
    "src/page/note.rs",
    "src/page/print.rs",
    "src/page/course.rs",
    "src/page/path.rs",
    "src/page/instrument.rs",
    "src/page/scoring.rs",
    "src/page/finder.rs",
];

/// The settings of the site that an example belongs to, unless it brings its own.
const CONFIG: &str = "base_url: https://example.org\nlanguages:\n  en: {name: English, title: Example}\n  \
                      de: {name: Deutsch, title: Beispiel}\n  nb: {name: Norsk, title: Eksempel}\n";

/// The other files of that site. The examples name them.
const FILES: [(&str, &str); 11] = [
    (
        "content/articles/trust/findings.yaml",
        "title: T\ndescription: D\nmeasure: r\nrows: [{label: A, value: 1}]\n",
    ),
    (
        "content/articles/key-elements/index.en.md",
        "---\ntitle: Elements\n---\n",
    ),
    (
        "content/people.yaml",
        "kari:\n  name: Kari Nordmann\neditors:\n  name: The editors\n",
    ),
    (
        "content/subjects.yaml",
        "alliance:\n  name: {en: Alliance, de: Allianz}\nmethod:\n  name: {en: Method, de: Methode}\n",
    ),
    (
        "content/references.bib",
        "@book{rogers1957, author = {Rogers, Carl}, title = {Conditions}, year = {1957}}\n\
         @book{bordin1979, author = {Bordin, Edward}, title = {Alliance}, year = {1979}}\n",
    ),
    ("content/articles/_index.en.md", "---\ntitle: Articles\n---\n"),
    (
        "content/articles/rupture/index.en.md",
        "---\ntitle: Ruptures\n---\n\n## Repair {#repair}\n\nText.\n",
    ),
    (
        "content/articles/rupture/index.de.md",
        "---\ntitle: Brüche\n---\n\n## Reparatur {#repair}\n\nText.\n",
    ),
    (
        "content/articles/trust/line.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"/>",
    ),
    ("content/articles/trust/slides.pdf", "%PDF"),
    ("templates/strings/en.yaml", "home: Home\n"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| unreachable!("{path}: {error}"))
}

/// A field of a type: its name for authors, its type, and its comment.
struct Field {
    name: String,
    kind: String,
    comment: String,
}

/// The fields of a type, read from the code, which `cargo fmt` has set.
fn fields(code: &str, name: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    let (mut comment, mut renamed) = (String::new(), None);
    let body = code
        .lines()
        .skip_while(|line| !line.ends_with(&format!("struct {name} {{")))
        .skip(1)
        .take_while(|line| *line != "}");
    for line in body.map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            comment.push_str(text);
        } else if let Some(attribute) = line.strip_prefix("#[serde(rename = \"") {
            renamed = attribute.split('"').next().map(str::to_owned);
        } else if let Some((declared, kind)) = line.split_once(": ").filter(|_| !line.starts_with('#')) {
            let declared = declared.rsplit(' ').next().unwrap_or(declared);
            fields.push(Field {
                name: renamed.take().unwrap_or_else(|| declared.to_owned()),
                kind: kind.trim_end_matches(',').to_owned(),
                comment: std::mem::take(&mut comment).trim().to_owned(),
            });
        }
    }
    assert!(!fields.is_empty(), "there is no type `{name}`");
    fields
}

/// What a type is called by those who do not program. Types of pages are called by their name, with a link.
fn in_plain_words(kind: &str, shown: &[String]) -> String {
    let of = |outer: &str| {
        let inner = kind.strip_prefix(outer)?.strip_prefix('<')?.strip_suffix('>')?;
        Some(in_plain_words(inner, shown))
    };
    let words = match kind {
        "String" | "Arc<str>" | "&'static str" | "LanguageTag" => "text",
        "bool" => "yes or no",
        "Date" => "date",
        "Time" => "time",
        "Zone" => "time zone",
        "Amount" | "Coefficient" | "f64" | "i64" | "i32" | "usize" | "u8" | "u16" | "u32" | "u64" => "number",
        "Currency" => "currency",
        "[f64; 2]" | "[i32; 2]" | "[u16; 2]" => "two numbers",
        "[String; 2]" => "two texts",
        "(u32, bool)" => "number with yes or no",
        "(u32, String)" => "number with text",
        "(&'static str, u32)" => "text with number",
        "LocalText" => "text, or one for each language",
        "AskedLists"
        | "Extra"
        | "MarkdownFile"
        | "CitationsFile"
        | "SearchFile"
        | "WeightsFile"
        | "InOrder<LanguageFile>" => "further keys",
        "BTreeMap<String, Vec<Vec<String>>>" => "lists of texts, for each language",
        "BTreeMap<String, BTreeMap<String, Vec<String>>>" => "words with their parts, for each language",
        "ListOrder"
        | "MissingFile"
        | "RawHtmlFile"
        | "ShareImagesFile"
        | "ServerFile"
        | "Status"
        | "Format"
        | "Level"
        | "Vat"
        | "Unit"
        | "AccreditationStatus" => "one of the words named",
        "BTreeMap<String, Wording>" => "the keys below, for each language",
        "BTreeMap<String, ReadabilityFile>" => "the keys below, for each section",
        "Detail" => "see below",
        "BTreeMap<String, Vec<Arc<Card>>>" => "lists of [Card](#card), by name",
        _ => {
            if let Some(inner) = of("Option").or_else(|| of("Arc")).or_else(|| of("Box")) {
                return inner;
            }
            if let Some(inner) = of("Vec") {
                let several = match inner.as_str() {
                    "text" => "texts",
                    "number" => "numbers",
                    "one of the words named" => "the words named",
                    other => other,
                };
                return format!("list of {several}");
            }
            if let Some(words) = words(kind) {
                return words;
            }
            assert!(
                shown.iter().any(|name| name == kind),
                "how is `{kind}` said in plain words?"
            );
            return format!("[{kind}](#{})", kind.to_lowercase());
        }
    };
    words.to_owned()
}

/// The words that a type of the instruments' data allows.
fn words(kind: &str) -> Option<String> {
    let code = read(INSTRUMENT);
    let (_, after) = code.split_once(&format!("\n    {kind} {{\n"))?;
    let (variants, _) = after.split_once("\n    }")?;
    let words = variants
        .lines()
        .filter_map(|line| Some(format!("`{}`", line.split('"').nth(1)?)));
    Some(words.collect::<Vec<_>>().join(", "))
}

/// The table of a type, as the guides have it.
fn table(path: &str, name: &str) -> String {
    let of_pages = SHOWN.contains(&path);
    // What is written in one file links within it.
    let linked: &[&str] = if of_pages { &SHOWN } else { &[path] };
    let shown: Vec<String> = linked.iter().flat_map(|path| types(&read(path))).collect();
    let mut table = "| Key | Value | Meaning |\n| --- | --- | --- |\n".to_owned();
    for field in fields(&read(path), name) {
        let may_lack = of_pages && field.kind.starts_with("Option<");
        let kind = in_plain_words(&field.kind, &shown);
        let kind = if may_lack {
            format!("{kind}, or nothing")
        } else {
            kind
        };
        let _ = writeln!(
            table,
            "| `{}` | {kind} | {} |",
            field.name,
            field.comment.replace('|', "\\|")
        );
    }
    table
}

/// The types with fields that a file of code declares.
fn types(code: &str) -> Vec<String> {
    code.lines()
        .filter_map(|line| line.strip_prefix("pub struct ")?.strip_suffix(" {"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_guides_name_every_key() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut expected: BTreeSet<(String, String)> = WRITTEN
        .iter()
        .flat_map(|(path, names)| names.iter().map(|name| ((*path).to_owned(), (*name).to_owned())))
        .collect();
    for path in SHOWN {
        let names = types(&read(path)).into_iter();
        expected.extend(names.map(|name| (path.to_owned(), name)));
    }
    for guide in GUIDES {
        let text = read(guide);
        let mut made = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("<!-- keys: ") {
            let (of, after) = after
                .split_once(" -->\n")
                .expect("the mark is closed on its line");
            let (_, after) = after.split_once("<!-- end -->").expect("the table has an end");
            let (path, name) = of.split_once(' ').expect("a table names a file and a type");
            expected.remove(&(path.to_owned(), name.to_owned()));
            let _ = write!(
                made,
                "{before}<!-- keys: {of} -->\n\n{}\n<!-- end -->",
                table(path, name)
            );
            rest = after;
        }
        made.push_str(rest);
        if update {
            fs::write(root().join(guide), made).expect("a guide can be written");
        } else {
            assert!(
                text == made,
                "a table of {guide} is not up to date; UPDATE=1 writes it"
            );
        }
    }
    assert!(expected.is_empty(), "no guide has a table for {expected:?}");
}

#[test]
fn the_guide_names_every_style_of_citations() {
    let guide = "docs/configuration.md";
    let text = read(guide);
    let (before, after) = text
        .split_once("<!-- styles -->\n")
        .expect("the guide has a place for them");
    let (_, after) = after.split_once("<!-- end -->").expect("the list has an end");
    let mut list = String::new();
    for name in CitationStyle::names() {
        let begun = list.rsplit('\n').next().unwrap_or_default().len();
        let parted = if list.is_empty() {
            ""
        } else if begun + name.len() > 112 {
            ",\n"
        } else {
            ", "
        };
        let _ = write!(list, "{parted}`{name}`");
    }
    let made = format!("{before}<!-- styles -->\n\n{list}.\n\n<!-- end -->{after}");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(root().join(guide), made).expect("a guide can be written");
    } else {
        assert!(
            text == made,
            "the styles of {guide} are not up to date; UPDATE=1 writes them"
        );
    }
}

/// A block of code of a guide: the line where it begins, the file it is, and its text.
struct Example {
    place: PathBuf,
    file: String,
    text: String,
}

fn examples(guide: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<(String, Example)> = None;
    for (number, line) in read(guide).lines().enumerate() {
        if let Some((fence, example)) = &mut open {
            if line == fence {
                examples.extend(open.take().map(|(_, example)| example));
            } else {
                example.text.push_str(line);
                example.text.push('\n');
            }
            continue;
        }
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() >= 3 {
            let file = info.split_once(' ').map_or(info, |(_, file)| file);
            let place = PathBuf::from(format!("{guide}:{}", number + 1));
            let example = Example {
                place,
                file: file.to_owned(),
                text: String::new(),
            };
            open = Some((fence.to_owned(), example));
        }
    }
    assert!(open.is_none(), "{guide} has a block of code without end");
    examples
}

#[test]
fn the_examples_of_the_guides_are_without_fault() {
    let mut built = 0;
    for example in WITH_EXAMPLES.into_iter().flat_map(examples) {
        let (file, text) = match example.file.as_str() {
            "markdown" => (
                "content/articles/trust/index.en.md",
                format!("---\ntitle: Trust\n---\n\n{}", example.text),
            ),
            // What has no name is no file of a site: commands, folders, parts of templates.
            name if !name.contains(['.', '/']) => continue,
            name => (name, example.text),
        };
        let mut sources = Sources::default();
        sources.insert_text(SourcePath::new("tillit.yaml"), CONFIG.to_owned());
        for (path, text) in FILES {
            sources.insert_text(SourcePath::new(path), text.to_owned());
        }
        sources.insert_text(SourcePath::new(file), text);
        let (outputs, diagnostics) =
            tillit::build(&sources, &Options::default(), &mut Memory::default()).force_all();
        let text_of = |path: &SourcePath| sources.text(path.as_str()).map(|file| file.text.as_str());
        let shown = terminal::render(&diagnostics, &text_of, terminal::Style::Plain, Tongue::English);
        assert_eq!(shown, "", "{}", example.place.display());
        assert!(!outputs.is_empty());
        built += 1;
    }
    assert!(built > 20, "the examples were not found");
}

#[test]
fn the_guide_names_the_html_that_passes() {
    let code = read("src/markdown/html.rs");
    let guide = read("docs/writing.md");
    for (list, beginning) in [
        ("const ELEMENTS", "Elements that pass: "),
        ("const ATTRIBUTES", "Attributes that pass: "),
    ] {
        let (_, after) = code.split_once(list).expect("the list is there");
        let (passing, _) = after.split_once("];").expect("the list has an end");
        let passing: BTreeSet<&str> = passing.split('"').skip(1).step_by(2).collect();
        let (_, after) = guide.split_once(beginning).expect("the guide has the list");
        let (named, _) = after.split_once("\n\n").expect("the list has an end");
        let named: BTreeSet<&str> = named.split('`').skip(1).step_by(2).collect();
        assert_eq!(named, passing);
    }
}

#[test]
fn the_commands_are_named_with_all_their_options() {
    let help = |arguments: &[&str]| {
        let program = env!("CARGO_BIN_EXE_tillit");
        let output = Command::new(program)
            .args(arguments)
            .output()
            .expect("the program starts");
        String::from_utf8(output.stdout).expect("help is text")
    };
    let paper = read("docs/commands.md");
    let overview = help(&["help"]);
    let (_, after) = overview.split_once("Commands:\n").expect("there are commands");
    let commands = after
        .lines()
        .take_while(|line| line.starts_with(' ') || line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|command| !command.is_empty() && *command != "help");
    for command in commands {
        let row = paper
            .lines()
            .find(|line| line.starts_with(&format!("| `{command}")))
            .unwrap_or_else(|| unreachable!("docs/commands.md has no row for {command}"));
        let help = help(&["help", command]);
        let options = help
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix('-'))
            .filter_map(|line| line.split_once("--").or(line.split_once('-')))
            .map(|(_, option)| option.split([' ', ',', '.']).next().unwrap_or(option));
        for option in options.filter(|option| !["root", "lang", "quiet", "help", "version"].contains(option))
        {
            assert!(row.contains(&format!("`--{option}")), "{command} has --{option}");
        }
    }
}

/// A paper without its code, be it in blocks or within lines.
fn without_code(text: &str) -> String {
    let mut fence = None;
    let mut prose = String::new();
    for line in text.lines() {
        let marks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            None if marks.len() >= 3 => fence = Some(marks),
            None => {
                prose.extend(line.split('`').step_by(2));
                prose.push('\n');
            }
            Some(open) if line == open => fence = None,
            Some(_) => {}
        }
    }
    prose
}

/// The names of the headings of a paper, as GitHub makes them of simple words.
fn anchors(text: &str) -> BTreeSet<String> {
    without_code(text)
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .replace(' ', "-")
        })
        .collect()
}

#[test]
fn the_papers_link_to_what_exists() {
    for paper in [
        "README.md",
        "CONTRIBUTING.md",
        "docs/writing.md",
        "docs/configuration.md",
        "docs/commands.md",
    ] {
        let folder = Path::new(paper).parent().unwrap_or(Path::new(""));
        let text = without_code(&read(paper));
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains(':')) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() {
                root().join(paper)
            } else {
                root().join(folder).join(file)
            };
            assert!(path.exists(), "{paper} links to {target}");
            if !anchor.is_empty() {
                let there = fs::read_to_string(&path).expect("a paper is text");
                assert!(anchors(&there).contains(anchor), "{paper} links to {target}");
            }
        }
    }
}
