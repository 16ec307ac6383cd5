//! Names in templates that nothing has. tera finds them where a page shows them; in a condition they are merely false, so a
//! slip would hide a part of every page.

use std::collections::{BTreeMap, BTreeSet};

use crate::span::{SourcePath, Span, TextRange};

/// The first unknown name that each template would meet, itself or in what it extends and includes: its place, and what to
/// say. `known` has the fields of `page` and of `site`; `is_right` tells of a template that it has been looked through before.
pub(super) fn unknown(
    templates: &BTreeMap<String, (SourcePath, String)>,
    known: &[(&str, BTreeSet<String>)],
    is_right: impl Fn(&str, &str) -> bool,
) -> BTreeMap<String, (Span, String)> {
    let mut others = templates.iter().filter(|(name, (_, text))| !is_right(name, text));
    if others.all(|(_, (_, text))| Names::of(text, known).fault.is_none()) {
        return BTreeMap::new();
    }
    let own: BTreeMap<&str, Names> = templates
        .iter()
        .map(|(name, (_, text))| (name.as_str(), Names::of(text, known)))
        .collect();
    let mut faults = BTreeMap::new();
    for name in templates.keys() {
        let mut waiting = vec![name.as_str()];
        let mut seen = BTreeSet::new();
        while let Some(at) = waiting.pop() {
            let (true, Some(names), Some((path, _))) = (seen.insert(at), own.get(at), templates.get(at))
            else {
                continue;
            };
            if let Some((range, said)) = &names.fault {
                faults.insert(name.clone(), (range.of(path), said.clone()));
                break;
            }
            waiting.extend(names.others.iter().rev());
        }
    }
    faults
}

/// What a template names.
#[derive(Default)]
struct Names<'a> {
    fault: Option<(TextRange, String)>,
    /// The templates that it extends and includes.
    others: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn of(text: &'a str, known: &[(&str, BTreeSet<String>)]) -> Self {
        let words = words(text);
        let mut names = Self::default();
        let before =
            |at: usize, by: usize| at.checked_sub(by).and_then(|at| words.get(at)).map(|word| word.1);
        let is_taken = |name: &str| {
            // Where a template gives the name to something else, nobody knows what that has.
            (0..words.len()).any(|at| {
                let after = || words.get(at + 1).map(|word| word.1);
                words[at].1 == name
                    && (matches!(before(at, 1), Some("set" | "set_global" | "for")) || after() == Some(":"))
            })
        };
        for (of, fields) in known {
            if is_taken(of) {
                continue;
            }
            for (at, (_, word)) in words.iter().enumerate() {
                let Some((place, field)) = words.get(at + 2).filter(|_| word == of) else {
                    continue;
                };
                let is_field = before(at + 2, 1) == Some(".") && before(at, 1) != Some(".");
                let is_first = || names.fault.as_ref().is_none_or(|(range, _)| *place < range.start);
                if is_field && !fields.contains(*field) && is_first() {
                    let all: Vec<&str> = fields.iter().map(String::as_str).collect();
                    names.fault = Some((
                        TextRange::new(*place, place + field.len()),
                        format!(
                            "Field `{field}` is not defined. Available fields: {}",
                            all.join(", ")
                        ),
                    ));
                }
            }
        }
        names.others = (0..words.len())
            .filter(|at| matches!(before(*at, 1), Some("extends" | "include")))
            .map(|at| words[at].1.trim_matches(['"', '\'', '`']))
            .collect();
        names
    }
}

/// The words, texts and signs of all that a template works out, each with its place.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('{')) {
        at += found;
        let end = match text.as_bytes().get(at + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => {
                at = end_of(text, at, "#}");
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let first = words.len();
        at = words_until(text, at + 2, end, &mut words);
        if words.get(first).map(|word| word.1) == Some("raw") && words.len() == first + 1 {
            at = end_of(text, at, "endraw");
        }
    }
    words
}

fn end_of(text: &str, at: usize, end: &str) -> usize {
    let found = text.get(at..).and_then(|rest| rest.find(end));
    found.map_or(text.len(), |found| at + found + end.len())
}

/// Reads the words of one expression, and returns where it ends.
fn words_until<'a>(text: &'a str, mut at: usize, end: &str, words: &mut Vec<(usize, &'a str)>) -> usize {
    while let Some(rest) = text.get(at..) {
        if rest.starts_with(end) {
            return at + end.len();
        }
        let Some(sign) = rest.chars().next() else {
            break;
        };
        let length = match sign {
            '"' | '\'' | '`' => rest[1..].find(sign).map_or(rest.len(), |close| close + 2),
            _ if is_of_word(sign) => rest.find(|sign| !is_of_word(sign)).unwrap_or(rest.len()),
            _ => sign.len_utf8(),
        };
        if !sign.is_whitespace() && sign != '-' {
            words.push((at, &rest[..length]));
        }
        at += length;
    }
    text.len()
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(templates: &[(&str, &str)]) -> Vec<(String, String, usize)> {
        let templates = templates.iter().map(|(name, text)| {
            let path = SourcePath::new(&format!("templates/{name}"));
            ((*name).to_owned(), (path, (*text).to_owned()))
        });
        let fields = BTreeSet::from(["title".to_owned()]);
        let faults = unknown(&templates.collect(), &[("page", fields)], |_, _| false).into_iter();
        faults
            .map(|(name, (span, said))| {
                let field = said.split('`').nth(1).unwrap_or_default().to_owned();
                (name, field, span.range.start)
            })
            .collect()
    }

    #[test]
    fn a_slip_in_a_condition_is_found_where_it_stands() {
        let one = |text: &str| found(&[("a.html", text)]).pop().map(|(_, field, at)| (field, at));
        let slip = |at: usize| Some(("titel".to_owned(), at));
        assert_eq!(one("{% if page.titel %}"), slip(11));
        assert_eq!(one("é{{- page.titel or page.x }}"), slip(11));
        for fine in [
            "{{ page.title }} page.titel {page.titel} {{ page }} {{ page.title.titel }} {{ its.page.titel }}",
            "{# page.titel #}{{ t(key=\"page.titel\") }}{{ '}} page.titel' }}",
            "{% raw %}{{ page.titel }}{% endraw %}",
            "{% for page in page.title %}{{ page.titel }}{% endfor %}",
            "{% component A(page: map) %}{{ page.titel }}{% endcomponent A %}",
            "{{ page?.titel }} {{ page.",
        ] {
            assert_eq!(one(fine), None, "{fine}");
        }
    }

    #[test]
    fn it_is_the_fault_of_those_who_meet_it() {
        let templates = [
            ("a.html", "{% extends \"base.html\" %}"),
            ("b.html", "{{ page.title }}"),
            ("base.html", "{% include 'slots/head.html' -%}"),
            (
                "slots/head.html",
                "{% if page.x %}{% include \"base.html\" %}{% endif %}",
            ),
        ];
        let names: Vec<String> = found(&templates).into_iter().map(|(name, ..)| name).collect();
        assert_eq!(names, ["a.html", "base.html", "slots/head.html"]);
    }
}
