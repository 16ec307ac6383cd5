//! Front matters as authors break them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::*;
use crate::date::Date;
use crate::diagnostic::Tongue;
use crate::source::front_matter::{self, Split};

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleFile {
    title: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    date: Option<Date>,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    weight: Option<u8>,
    #[serde(default)]
    level: Option<Level>,
    #[serde(default)]
    names: BTreeMap<String, String>,
    #[serde(default)]
    range: Option<(f64, f64)>,
    #[serde(default)]
    sources: Vec<SourceEntry>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Basic,
    Advanced,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceEntry {
    id: String,
    published: Date,
    level: Level,
}

fn path() -> SourcePath {
    SourcePath::new("content/articles/tillit/index.nb.md")
}

fn yaml_range(text: &str) -> TextRange {
    match front_matter::split(text) {
        Split::Found { yaml, .. } => yaml,
        Split::Missing { .. } | Split::Unclosed { .. } => unreachable!("the test has front matter"),
    }
}

/// Puts a front matter between hyphens, after a line with a letter of two bytes, and reads it.
fn article(yaml: &str) -> (ArticleFile, Vec<String>) {
    let text = format!("\u{feff}---\n# Blåbær\n{yaml}---\nBrødtekst\n");
    let reported = read::<ArticleFile>(&path(), &text, yaml_range(&text));
    let told = reported
        .diagnostics
        .iter()
        .map(|diagnostic| tell(&text, diagnostic))
        .collect();
    (reported.value, told)
}

/// Returns the code, the text at the place, the arguments and the guess.
fn tell(text: &str, diagnostic: &Diagnostic) -> String {
    let range = diagnostic
        .span
        .as_ref()
        .map(|span| span.range)
        .unwrap_or_default();
    let arguments: Vec<String> = diagnostic
        .arguments
        .iter()
        .map(|(name, value)| format!("{name}={}", value.text(Tongue::English)))
        .collect();
    let guess = diagnostic
        .guess
        .as_ref()
        .map(|guess| format!(" ({guess}?)"))
        .unwrap_or_default();
    format!(
        "{} «{}» {}{guess}",
        diagnostic.code,
        text.get(range.start..range.end).unwrap_or("not a place"),
        arguments.join(" | ")
    )
}

fn only(yaml: &str) -> String {
    article(yaml).1.join("\n")
}

#[test]
fn what_is_right_is_read_without_a_word() {
    let (article, told) = article(
        "title: 1.10\ndescription: no\ndate: 2026-05-17\nauthors: [010, 2026-01-01]\ndraft: true\nlevel: advanced\n",
    );
    assert_eq!(told, [""; 0]);
    assert_eq!(
        (article.title.as_str(), article.description.as_deref()),
        ("1.10", Some("no"))
    );
    assert_eq!(article.authors, ["010", "2026-01-01"]);
    assert_eq!(article.level, Some(Level::Advanced));
}

#[test]
fn all_faults_are_told_at_once_and_the_rest_is_kept() {
    let (article, told) = article(
        "titel: Tillit på «nytt»\ndescription: 1.10\ndate: 2026-02-30\nauthors: Kari\ndraft: ja\nweight: 300\nlevel: advancd\n\
         names: {nb: Å, sv: [x], en: 010}\nrange: [1, æ]\nsources:\n  - id: a\n    published: i går\n    level: basic\n  - id: b\n    level: basic\n  - published: 2026-01-01\n",
    );
    assert_eq!(
        told,
        [
            "unknown-key «titel» key=titel | known=title, description, date, authors, draft, weight, level, names, range, sources (title?)",
            "wrong-value «2026-02-30» key=date | value=2026-02-30 | expected=a day that exists; there is no 2026-02-30",
            "wrong-type «Kari» key=authors | expected=a list | found=the text `Kari`",
            "wrong-type «ja» key=draft | expected=yes or no (`true` or `false`) | found=the text `ja` (true?)",
            "wrong-value «300» key=weight | value=300 | expected=a whole number from 0 to 255",
            "wrong-value «advancd» key=level | value=advancd | expected=one of: basic, advanced (advanced?)",
            "wrong-type «[x]» key=sv | expected=a text | found=a list",
            "wrong-type «æ» key=range | expected=a number | found=the text `æ`",
            "wrong-value «i går» key=published | value=i går | expected=a date such as 2026-05-17",
            "missing-key «id: b» key=published",
            "missing-key «published: 2026-01-01» key=id",
            "missing-key «published: 2026-01-01» key=level",
        ]
    );
    assert_eq!(article.description.as_deref(), Some("1.10"));
    assert_eq!(article.names.get("en").map(String::as_str), Some("010"));
    assert_eq!(article.range, None);
    assert_eq!(article.sources.len(), 3);
}

#[test]
fn what_is_missing_is_told_at_the_first_line() {
    let (article, told) = article("description: Å\ndraft: 1\n");
    assert_eq!(
        told,
        [
            "missing-key «# Blåbær» key=title",
            "wrong-type «1» key=draft | expected=yes or no (`true` or `false`) | found=the number `1` (true?)",
        ]
    );
    assert_eq!(article.description.as_deref(), Some("Å"));
    assert_eq!(only(""), "missing-key «# Blåbær» key=title");
    assert_eq!(
        only("title: [a]\n"),
        "wrong-type «[a]» key=title | expected=a text | found=a list"
    );
    assert_eq!(
        only("title:\n  a: å\n  b: c\n\n# x\n"),
        "wrong-type «a: å\n  b: c» key=title | expected=a text | found=a set of keys with values"
    );
    assert_eq!(
        only("bare ord\n"),
        "wrong-type «bare ord» key=this file | expected=a set of keys with values | found=the text `bare ord`"
    );
    assert_eq!(only("title: a\ndate:\nlevel: ~\nauthors:\nnames:\n"), "");
    assert_eq!(
        only("title: a\ndraft:\n"),
        "wrong-type «draft» key=draft | expected=yes or no (`true` or `false`) | found=nothing"
    );
}

#[test]
fn keys_that_stand_twice_are_told_in_structures_and_in_maps() {
    let text = "---\nå: 1\ntitle: a\n---\n";
    let value = read::<BTreeMap<String, String>>(&path(), text, yaml_range(text));
    assert_eq!(value.diagnostics, []);
    let (article, told) =
        article("title: å\nnames:\n  \"nb\": a\n  nb: b\n  sv: c\ntitle: b\ntitle: c\ndraft: kanskje\n");
    assert_eq!(
        told,
        [
            "duplicate-key «nb» key=nb",
            "duplicate-key «title» key=title",
            "duplicate-key «title» key=title",
            "wrong-type «kanskje» key=draft | expected=yes or no (`true` or `false`) | found=the text `kanskje`",
        ]
    );
    assert_eq!((article.title.as_str(), article.names.len()), ("å", 2));
    // The fast reader takes this without a word.
    let text = "---\nblå: {a: 1, a: 2}\nx: {}\n---\n";
    let value = read::<BTreeMap<String, BTreeMap<String, u8>>>(&path(), text, yaml_range(text));
    assert_eq!(value.value.len(), 2);
    assert_eq!(value.diagnostics.len(), 1);
    assert_eq!(tell(text, &value.diagnostics[0]), "duplicate-key «a» key=a");
    assert_eq!(value.diagnostics[0].related, [TextRange::new(11, 12).of(&path())]);
    let text = "a: 1\nå: 2\na: 3\n";
    assert_eq!(duplicates(&path(), text, TextRange::new(0, text.len())).len(), 1);
    let text = "- a: 1\n  b: 2\n- a: 3\n  b: 4\n";
    assert_eq!(duplicates(&path(), text, TextRange::new(0, text.len())), []);
}

#[test]
fn no_number_of_repeated_keys_hides_them() {
    let text: String = (0..300).map(|number| format!("å{}: 1\n", number % 150)).collect();
    let range = TextRange::new(0, text.len());
    let value = read::<BTreeMap<String, u8>>(&path(), &text, range);
    assert_eq!((value.value.len(), value.diagnostics.len()), (150, 50));
    assert_eq!(tell(&text, &value.diagnostics[0]), "duplicate-key «å0» key=å0");
    // Keys that are no texts cannot be made others.
    let text = "[a]: 1\n[a]: 2\n'': 1\n'': 2\n";
    let value = read::<BTreeMap<Vec<String>, u8>>(&path(), text, TextRange::new(0, text.len()));
    assert!(
        value
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code == Code::DuplicateKey)
    );
}

#[test]
fn a_closer_look_is_taken_where_keys_may_repeat() {
    for text in [
        "a: 1\nb: 2\na: 3\n",
        "names:\n  nb: a\n# x: y\n  nb: b\n",
        "names: {nb: a, sv: b, \"nb\": c}\n",
        "names: {nb: a,\n nb: b}\n",
        "- a: 1\n  b: 2\n  a: 3\n",
        "a:\n- b: 1\nc: 2\na: 3\n",
    ] {
        assert!(may_hold_duplicates(text), "{text}");
    }
    for text in [
        "- a: 1\n  b: 2\n- a: 3\n  b: 4\n",
        "nb:\n  a: {x: 1, y: 2}\nsv:\n  a: {x: 1, y: 2}\n",
        "- - a: 1\n  - a: 2\n",
        "",
    ] {
        assert!(!may_hold_duplicates(text), "{text}");
    }
}

#[test]
fn broken_syntax_is_told_in_plain_words() {
    for (yaml, place, reason) in [
        ("title: Tillit: en innføring\n", ":", "colon"),
        ("title: a\n\tdraft: true\n", "\t", "tab"),
        ("title: \"å\n", "\"", "quotation mark is not closed"),
        ("title: @kari\n", "@", "cannot begin with this character"),
        ("title: %a\n", "%", "cannot begin with this character"),
        ("title: *viktig*\n", "*", "begins with `*`"),
        ("authors: [kari, ola\ntitle: a\n", ":", "bracket"),
        ("title: \"C:\\x\"\n", "\"", "backslash"),
        ("title: \"Å\" og mer\n", "o", "closing quotation mark"),
        ("title: a\n  draft: true\n", ":", "colon"),
        ("title: a\nbare ord\n", "bare ord", "without a colon"),
        ("title: a\nbare ord\ndraft: true\n", "bare ord", "without a colon"),
        ("title: a\n description: b\n", ":", "colon"),
        ("title: a\nauthors:\n  - a\n - b\n", "-", "not indented like"),
        ("title: a\nauthors:\n  - a\n  b\n", "b", "without a colon"),
        ("title: a\n  - b: c\n", ":", "colon"),
        ("title: a\nnames:\n    nb: a\n  sv: b\n", "s", "not indented like"),
        ("title: a\n}\n", "}", "closing bracket too many"),
        ("title: a\nnames: {nb: a\n", "names: {nb: a", "brace"),
        ("title: 'It's å'\n", "s", "closing quotation mark"),
        ("title: `a`\n", "`", "cannot begin with this character"),
        ("title: a\n...\ndraft: true\n", "draft: true", "second document"),
    ] {
        let told = only(yaml);
        assert!(
            told.starts_with(&format!("yaml-syntax «{place}» reason=")),
            "{yaml}: {told}"
        );
        assert!(
            told.contains(reason) && told.lines().count() == 1,
            "{yaml}: {told}"
        );
    }
}

#[test]
fn traps_end_at_once() {
    let deep = "[".repeat(100_000);
    assert!(only(&format!("title: {deep}\n")).contains("100 deep"));
    assert!(only(&format!("title:\n  {}a\n", "- ".repeat(5000))).contains("100 deep"));
    for deep in ["- ? ", "? ", "- ? - ? : "] {
        assert!(
            only(&format!("title:\n  {}a\n", deep.repeat(5000))).starts_with("yaml-syntax"),
            "{deep}"
        );
    }
    // Closing brackets in quotation marks and comments close nothing.
    for deep in ["[\"]\", ", "[ ']', ", "[ # ]\n  ", "{\"}\": "] {
        assert!(
            only(&format!("title: {}\n", deep.repeat(5000))).contains("100 deep"),
            "{deep}"
        );
    }
    let nested: String = (0..150)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    assert!(only(&nested).contains("100 deep"));
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{before}]\n"));
    }
    assert!(only(&bomb).starts_with("yaml-syntax"), "{}", only(&bomb));
    let many: String = (0..200).map(|number| format!("k{number}å: 1\n")).collect();
    assert_eq!(only(&many).lines().count(), MOST_FAULTS);
    let text = "a: 1\n--- \nb: 2\n";
    let value = read::<ArticleFile>(&path(), text, TextRange::new(0, text.len()));
    assert!(tell(text, &value.diagnostics[0]).contains("second document"));
}

#[test]
fn values_are_located_by_their_bytes() {
    for line_end in ["\n", "\r\n", "\r"] {
        let text = "---\n# å\nblå: \"ø\"\nliste:\n  - a: æ\n    b: [1, 22]\n  - c: x\n# slutt\ntom:\n---\nå"
            .replace('\n', line_end);
        let range = yaml_range(&text);
        let at = |steps: &[Step]| {
            let span = locate(&path(), &text, range, steps);
            text.get(span.range.start..span.range.end)
                .unwrap_or("not a place")
                .to_owned()
        };
        let key = |key: &str| Step::Key(key.to_owned());
        assert_eq!(at(&[key("blå")]), "\"ø\"");
        assert_eq!(at(&[key("liste"), Step::Index(0), key("a")]), "æ");
        assert_eq!(at(&[key("liste"), Step::Index(0), key("b")]), "[1, 22]");
        assert_eq!(at(&[key("liste"), Step::Index(0), Step::name("b")]), "b");
        assert_eq!(
            at(&[key("liste"), Step::Index(0), key("b"), Step::Index(1)]),
            "22"
        );
        assert_eq!(at(&[key("liste"), Step::Index(1), key("d")]), "c: x");
        let list = "- a: æ\n    b: [1, 22]\n  - c: x".replace('\n', line_end);
        assert_eq!(at(&[key("liste"), Step::Index(7)]), list);
        assert_eq!(at(&[key("tom")]), "tom");
        assert_eq!(at(&[key("nei")]), "# å");
        assert_eq!(at(&[]), "# å");
    }
    let broken = "---\na: [\n---\n";
    assert_eq!(
        locate(&path(), broken, yaml_range(broken), &[]).range,
        TextRange::new(4, 8)
    );
}

#[test]
fn choices_and_names_are_read_by_both_ways() {
    let (article, told) = article("title: &t Å\ndescription: *t\nlevel: basic\nweight: x\n");
    assert_eq!(
        told,
        ["wrong-type «x» key=weight | expected=a whole number from 0 to 255 | found=the text `x`"]
    );
    assert_eq!(article.description.as_deref(), Some("Å"));
    assert_eq!(article.level, Some(Level::Basic));
    assert_eq!(
        only("title: a\nweight: \"3\"\n"),
        "wrong-type «\"3\"» key=weight | expected=a whole number from 0 to 255 | found=the text `3` in quotation marks"
    );
    assert_eq!(
        only("title: a\nrange: [1]\n"),
        "wrong-type «[1]» key=range | expected=a list of 2 | found=a list of 1"
    );
}

proptest::proptest! {
    #[test]
    fn nothing_panics(text in "(title|å|- |: |[\\[\\]{}\"'\\n\\t #&*!|>%@-]|date|a){0,40}") {
        let range = TextRange::new(0, text.len());
        let reported = read::<ArticleFile>(&path(), &text, range);
        for diagnostic in reported.diagnostics {
            let range = diagnostic.span.map(|span| span.range).unwrap_or_default();
            proptest::prop_assert!(text.get(range.start..range.end).is_some());
        }
        let _ = locate(&path(), &text, range, &[Step::Index(0), Step::Key("a".to_owned())]);
    }
}
