//! What a template may ask of the machine.
//!
//! Tera bounds how deep expressions and blocks stand in one another, how often a template includes itself, and `range`.
//! Measured here, before it gets to see a template: components that use themselves, and long chains of `elif`, both of
//! which would end the program for want of stack. And while pages are made: how long a page becomes.
//!
//! What no look at a template can tell, the time and the memory that it will take, is watched from outside; see
//! [`under_way`].

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::diagnostic::{Code, Diagnostic, Phrase, Saying};
use crate::fingerprint::Fingerprint;
use crate::span::{SourcePath, Span, TextRange};

/// How many templates and components may be inside one another.
const DEEPEST: usize = 50;

/// How many `elif` a template may have.
const MOST_BRANCHES: usize = 200;

/// The longest page, in bytes.
const MOST_PAGE_BYTES: usize = 100_000_000;

/// A page that is being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// The template that makes it.
    pub template: String,
    /// Its address.
    pub href: String,
}

/// The pages that are being made in this process, by a number that is used once. It only serves to watch over them:
/// nothing that is made depends on it.
static UNDER_WAY: Mutex<(u64, BTreeMap<u64, UnderWay>)> = Mutex::new((0, BTreeMap::new()));

/// Returns the pages that templates are working on at this moment, by a number that is used once. Whoever finds one of
/// them for too long, or finds the memory going, can tell which it is.
pub fn under_way() -> BTreeMap<u64, UnderWay> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner).1.clone()
}

/// The template that ended an earlier run of this program, with the fingerprint of the theme in which it was met here.
static STOPPED: OnceLock<(String, OnceLock<Fingerprint>)> = OnceLock::new();

/// Makes no page with a template, until the theme changes. For a program that begins anew after the template has taken all
/// its time or memory.
pub fn stop(template: &str) {
    let _ = STOPPED.set((template.to_owned(), OnceLock::new()));
}

/// Tells why a template is not used.
pub(super) fn stopped(template: &str, theme: Fingerprint) -> Option<Saying> {
    let (stopped, met_in) = STOPPED.get()?;
    (stopped == template && *met_in.get_or_init(|| theme) == theme).then(|| Phrase::TemplateStopped.into())
}

/// A note that a page is being made, taken back when it is dropped.
pub(super) struct Note(u64);

impl Note {
    pub(super) fn new(template: &str, href: &str) -> Self {
        let mut pages = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
        pages.0 += 1;
        let number = pages.0;
        let page = UnderWay {
            template: template.to_owned(),
            href: href.to_owned(),
        };
        pages.1.insert(number, page);
        Self(number)
    }
}

impl Drop for Note {
    fn drop(&mut self) {
        let mut pages = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
        pages.1.remove(&self.0);
    }
}

/// Takes up a page as long as it is not too long.
#[derive(Default)]
pub(super) struct PageBytes {
    pub(super) bytes: Vec<u8>,
    /// Why no more is taken up.
    pub(super) excess: Option<Saying>,
}

impl io::Write for PageBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MOST_PAGE_BYTES {
            self.excess = Some(Phrase::PageTooLong.with("most", MOST_PAGE_BYTES / 1_000_000));
            return Err(io::ErrorKind::Other.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Says what is too much in the templates, if something is.
pub(super) fn check(templates: &BTreeMap<String, (SourcePath, String)>) -> Option<Diagnostic> {
    let mut uses: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    let mut components: BTreeSet<&str> = BTreeSet::new();
    let all: Vec<(&str, &SourcePath, Vec<Tag<'_>>)> = templates
        .iter()
        .map(|(name, (path, text))| (name.as_str(), path, tags(text)))
        .collect();
    for (_, _, tags) in &all {
        components.extend(tags.iter().filter_map(|tag| tag.word_after("component")));
    }
    for (template, path, tags) in &all {
        let mut user = (*template).to_owned();
        let mut branches = 0;
        for tag in tags {
            let span = || tag.range.of(path);
            if let Some(name) = tag.word_after("component") {
                user = component(name);
                continue;
            }
            match tag.words.first() {
                Some(Word::Name("endcomponent")) => user = (*template).to_owned(),
                Some(Word::Name("elif")) => branches += 1,
                _ => {}
            }
            if branches > MOST_BRANCHES {
                let reason = Phrase::TemplateBranches.with("most", MOST_BRANCHES);
                return Some(fault(span(), reason));
            }
            let included = matches!(tag.words.first(), Some(Word::Name("include" | "extends")));
            for (index, word) in tag.words.iter().enumerate() {
                let used = match word {
                    Word::Text(name) if included && !templates.contains_key(*name) => {
                        if tag.words.contains(&Word::Name("ignore")) {
                            continue;
                        }
                        return Some(fault(span(), Phrase::TemplateMissing.with("name", name)));
                    }
                    Word::Text(name) if included => (*name).to_owned(),
                    Word::Name(name)
                        if components.contains(name)
                            && index.checked_sub(1).and_then(|before| tag.words.get(before))
                                == Some(&Word::Sign('<')) =>
                    {
                        component(name)
                    }
                    _ => continue,
                };
                let place = (tag.range, (*path).clone());
                uses.entry(user.clone())
                    .or_default()
                    .push(Use { name: used, place });
            }
        }
    }
    let mut heights = BTreeMap::new();
    for user in uses.keys() {
        let mut way = vec![user.clone()];
        if let Err(place) = height(user, &uses, &mut heights, &mut way) {
            let way = shorten(&way);
            let name = way.first().cloned().unwrap_or_default();
            let reason = Phrase::TemplateInItself
                .with("name", name)
                .with("way", way.join(" → "));
            return Some(fault(place.0.of(&place.1), reason));
        }
    }
    None
}

fn fault(at: Span, reason: Saying) -> Diagnostic {
    Diagnostic::new(Code::TemplateSyntax, at).saying("reason", reason)
}

/// Something that a template or a component uses.
struct Use {
    name: String,
    place: (TextRange, SourcePath),
}

fn component(name: &str) -> String {
    format!("<{name}>")
}

/// Returns how many stand in one another below something; as an error, the place where it is too many.
fn height(
    user: &str,
    uses: &BTreeMap<String, Vec<Use>>,
    heights: &mut BTreeMap<String, usize>,
    way: &mut Vec<String>,
) -> Result<usize, (TextRange, SourcePath)> {
    if let Some(height) = heights.get(user) {
        return Ok(*height);
    }
    let mut most = 0;
    for used in uses.get(user).into_iter().flatten() {
        way.push(used.name.clone());
        if way.len() > DEEPEST {
            return Err(used.place.clone());
        }
        let below = height(&used.name, uses, heights, way)? + 1;
        if below > DEEPEST {
            return Err(used.place.clone());
        }
        most = most.max(below);
        way.pop();
    }
    heights.insert(user.to_owned(), most);
    Ok(most)
}

/// Returns the circle in a way that goes round, or the whole way where it is only long.
fn shorten(way: &[String]) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, name) in way.iter().enumerate() {
        if let Some(first) = seen.insert(name, index) {
            return way.get(first..=index).unwrap_or_default().to_vec();
        }
    }
    way.to_vec()
}

/// What stands between `{%` and `%}`, or between `{{` and `}}`.
struct Tag<'text> {
    range: TextRange,
    words: Vec<Word<'text>>,
}

#[derive(Debug, PartialEq, Eq)]
enum Word<'text> {
    /// A name or a number.
    Name(&'text str),
    /// What stands in quotation marks.
    Text(&'text str),
    /// Any other sign.
    Sign(char),
}

impl<'text> Tag<'text> {
    /// Returns the name after a word that begins the tag.
    fn word_after(&self, first: &str) -> Option<&'text str> {
        match self.words.as_slice() {
            [Word::Name(name), Word::Name(after), ..] if *name == first => Some(after),
            _ => None,
        }
    }
}

/// Takes a template apart. What is between `raw` and `endraw` is taken for tags, too: rather a use too many.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + found;
        let rest = text.get(start..).unwrap_or_default();
        at = start + 1;
        if rest.starts_with("{#") {
            at = start + rest.find("#}").map_or(rest.len(), |end| end + 2);
        } else if rest.starts_with("{%") || rest.starts_with("{{") {
            let closing = if rest.starts_with("{%") { "%}" } else { "}}" };
            let (words, length) = words(rest.get(2..).unwrap_or_default(), closing);
            at = start + 2 + length;
            tags.push(Tag {
                range: TextRange::new(start, at),
                words,
            });
        }
    }
    tags
}

/// Returns the words up to a closing sign, and the bytes up to its end.
fn words<'text>(text: &'text str, closing: &str) -> (Vec<Word<'text>>, usize) {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(closing) {
            return (words, at + closing.len());
        }
        let Some(first) = rest.chars().next() else { break };
        let is_name = |character: char| character.is_alphanumeric() || matches!(character, '_' | '.');
        if matches!(first, '"' | '\'' | '`') {
            let inside = rest.get(1..).unwrap_or_default();
            let length = inside.find(first).unwrap_or(inside.len());
            words.push(Word::Text(inside.get(..length).unwrap_or_default()));
            at += (length + 2).min(rest.len());
        } else if is_name(first) {
            let length = rest.find(|character| !is_name(character)).unwrap_or(rest.len());
            words.push(Word::Name(rest.get(..length).unwrap_or_default()));
            at += length;
        } else {
            if !first.is_whitespace() && first != '-' {
                words.push(Word::Sign(first));
            }
            at += first.len_utf8();
        }
    }
    (words, text.len())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn missing_templates_are_found() {
        assert_eq!(
            found(&[("a.html", "{% extends 'b.html' %}")]),
            Some("there is no template `b.html`".to_owned())
        );
        assert_eq!(
            found(&[("a.html", "{% include 'b.html' ignore missing %}")]),
            None
        );
    }

    fn found(templates: &[(&str, &str)]) -> Option<String> {
        let templates = templates
            .iter()
            .map(|(name, text)| {
                let path = SourcePath::new(&format!("templates/{name}"));
                ((*name).to_owned(), (path, (*text).to_owned()))
            })
            .collect();
        let diagnostic = check(&templates)?;
        let (_, reason) = diagnostic.arguments.last()?;
        Some(reason.text(crate::diagnostic::Tongue::English))
    }

    #[test]
    fn what_uses_itself_is_found() {
        let recursion = |way: &str| {
            let name = way.split(' ').next().unwrap_or_default();
            Some(format!("`{name}` uses itself, or too many others: {way}"))
        };
        assert_eq!(
            found(&[
                ("a.html", "{% include 'b.html' %}"),
                ("b.html", "{% include 'a.html' %}")
            ]),
            recursion("a.html → b.html → a.html")
        );
        assert_eq!(
            found(&[(
                "a.html",
                "{% component A(n: integer) %}{{<A n={n}/>}}{% endcomponent A %}"
            )]),
            recursion("<A> → <A>")
        );
        assert_eq!(
            found(&[
                (
                    "a.html",
                    "{% component A() %}{% <B> %}x{% </B> %}{% endcomponent A %}"
                ),
                (
                    "b.html",
                    "{%- component B() -%}{% include \"c.html\" %}{% endcomponent B %}"
                ),
                ("c.html", "{{ 1 }}{{- <A/> -}}")
            ]),
            recursion("<A> → <B> → c.html → <A>")
        );
        assert_eq!(
            found(&[(
                "a.html",
                "{# {% include 'a.html' %} #}{{ 'include a.html' }}{% if a < b %}"
            )]),
            None
        );
        assert_eq!(
            found(&[(
                "a.html",
                "{% component A() %}{% endcomponent A %}{{<A/>}}{{<A/>}}"
            )]),
            None
        );
    }

    #[test]
    fn long_chains_are_found() {
        let mut files: Vec<(String, String)> = (0..60)
            .map(|number| {
                (
                    format!("{number}.html"),
                    format!("{{% include '{}.html' %}}", number + 1),
                )
            })
            .collect();
        files.push(("60.html".to_owned(), String::new()));
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        assert!(found(&files).is_some_and(|reason| reason.contains("too many others")));
        let branches = format!("{{% if a %}}{}{{% endif %}}", "{% elif b %}".repeat(201));
        assert!(found(&[("a.html", &branches)]).is_some_and(|reason| reason.contains("elif")));
    }

    #[test]
    fn any_text_is_taken_apart() {
        for text in ["{", "{%", "{{ \"", "{{ '}}", "{#", "{% å %}{{é", "{{{{{{", "{%`"] {
            let _ = tags(text);
        }
    }

    #[test]
    fn a_page_has_an_end() {
        let mut page = PageBytes::default();
        let megabyte = vec![b'x'; 1_000_000];
        let written = std::iter::repeat_with(|| page.write_all(&megabyte))
            .take_while(Result::is_ok)
            .count();
        assert_eq!(written, 100);
    }
}
