//! What the site says to the questions of a document.

use std::cell::{LazyCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::chart::ChartSource;
use crate::content::entry::EntryKey;
use crate::content::site::Site;
use crate::content::translation::Translation;
use crate::diagnostic::nearest::{Names, nearest};
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::escape;
use crate::language::{Language, LanguageTag};
use crate::markdown::{Answer, Asked, CitationForm, Cite};
use crate::page::citation::{Bibliography, Citations};
use crate::picture::{Format, MOST_PIXELS, Version};
use crate::span::{SourcePath, Span, TextRange};

use super::address::Addresses;
use super::directive::{self, Meaning};

/// How many faults of the questions of one text are told: each looks for what was meant.
const MOST_FAULTS: usize = 100;

/// How many citations a page may have. Each is set among all others.
const MOST_CITATIONS: usize = 1_000;

/// What answers need to know of the site.
pub struct Respondent<'a> {
    /// The entries.
    pub site: &'a Site,
    /// Where they are.
    pub addresses: &'a Addresses,
    /// The works that may be cited.
    pub bibliography: &'a Bibliography,
    /// The words of the interface in the text's language, which may be another than the page's, by name of the label.
    pub label: &'a dyn Fn(crate::markdown::Label) -> Arc<str>,
    /// The address of a file beside the texts.
    pub companion: &'a dyn Fn(&SourcePath) -> String,
    /// The versions of a picture beside the texts, with their addresses.
    pub versions: &'a dyn Fn(&SourcePath) -> Vec<(Version, String)>,
    /// The files that may be data of charts.
    pub charts: &'a BTreeMap<SourcePath, Arc<ChartSource>>,
    /// Further words of the interface in the language of the text, by key.
    pub word: &'a dyn Fn(&str) -> String,
    /// The language of the text.
    pub language: Option<&'a Language>,
}

/// The answers to a document's questions, in their order, and the list of works cited. `reader` is the language of the
/// page, which may be another than that of the text; `beside` is what the page cites besides, and comes last.
pub fn answers(
    respondent: &Respondent<'_>,
    translation: &Translation,
    reader: &LanguageTag,
    beside: &[(Vec<Cite>, CitationForm)],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Answer>, Citations) {
    let document = &translation.document;
    let all = diagnostics;
    let diagnostics = &mut Vec::new();
    let anchors = Anchors::default();
    let mut cited: Vec<(Vec<Cite>, CitationForm)> = Vec::new();
    let mut count = 0;
    // Listed at the first key that nobody knows.
    let keys = LazyCell::new(|| Names::new(respondent.bibliography.keys()));
    let mut meanings: BTreeMap<usize, Meaning<'_>> = BTreeMap::new();
    for (index, question) in document.questions.iter().enumerate() {
        if let Asked::Directive(asked) = &question.asked {
            let at = question.at;
            let meaning = directive::meaning(respondent, translation, asked, index, at, diagnostics);
            let Some(meaning) = meaning else {
                continue;
            };
            if let Meaning::Chart(chart) = &meaning {
                count += chart.sources.len();
                cited.extend(chart.sources.iter().map(|key| {
                    let cite = Cite {
                        key: (*key).to_owned(),
                        at: question.at,
                        prefix: String::new(),
                        locator: String::new(),
                        suppress_author: false,
                    };
                    (vec![cite], CitationForm::InText)
                }));
            }
            meanings.insert(index, meaning);
        }
        if let Asked::Citation(cites, form) = &question.asked {
            count += cites.len();
            if count > MOST_CITATIONS {
                diagnostics.push(
                    Diagnostic::new(Code::TooLong, question.at.of(&translation.path))
                        .with("limit", format!("{MOST_CITATIONS} × `[@…]`")),
                );
                // Those that are left stay without an answer.
                break;
            }
            for cite in cites {
                if !respondent.bibliography.contains(&cite.key)
                    && respondent.bibliography.is_whole()
                    && diagnostics.len() < MOST_FAULTS
                {
                    let guess = keys.nearest(&cite.key).copied();
                    diagnostics.push(
                        Diagnostic::new(Code::UnknownReference, cite.at.of(&translation.path))
                            .with("key", &cite.key)
                            .guess(guess),
                    );
                }
            }
            cited.push((cites.clone(), *form));
        }
    }
    cited.extend_from_slice(beside);
    let citations = if cited.is_empty() {
        Citations::default()
    } else {
        respondent
            .bibliography
            .references(&cited, translation.language.as_str())
    };
    let mut inline = citations.inline.iter();
    let mut charts = 0;
    let answers = document
        .questions
        .iter()
        .enumerate()
        .map(|(index, question)| match &question.asked {
            Asked::Link { target } => link(
                respondent,
                translation,
                reader,
                target,
                question.at,
                &anchors,
                diagnostics,
            ),
            Asked::Image { target, .. } => image(respondent, translation, target, question.at, diagnostics),
            Asked::Citation(..) => match inline.next() {
                Some(html) => Answer::Html(html.clone(), String::new()),
                None => Answer::Unanswered,
            },
            Asked::Directive(_) => match (meanings.get(&index), respondent.language) {
                (Some(Meaning::Chart(chart)), Some(language)) => {
                    charts += 1;
                    let sources: Vec<String> = inline.by_ref().take(chart.sources.len()).cloned().collect();
                    let figure = directive::figure(chart, charts, &sources, language, respondent.word);
                    Answer::Html(figure, String::new())
                }
                (Some(Meaning::Questions), _) => Answer::Disclosures,
                (Some(Meaning::Cards), _) => {
                    Answer::Html("<div class=\"card-list\">".to_owned(), "</div>\n".to_owned())
                }
                (Some(Meaning::Video(video)), _) => {
                    Answer::Html(directive::video(video, respondent.word), String::new())
                }
                (Some(Meaning::Chart(_)) | None, _) => Answer::Unanswered,
            },
            Asked::Label(label) => Answer::Text((respondent.label)(*label)),
        })
        .collect();
    diagnostics.truncate(MOST_FAULTS);
    all.append(diagnostics);
    (answers, citations)
}

/// Tells whether a link leads to another site, or to mail or a telephone.
pub fn is_external(target: &str) -> bool {
    target.starts_with("//")
        || target.split_once(':').is_some_and(|(scheme, _)| {
            matches!(
                scheme.to_ascii_lowercase().as_str(),
                "http" | "https" | "mailto" | "tel"
            )
        })
}

/// What a link in a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A place outside the site.
    Elsewhere,
    /// A file beside the texts.
    File(SourcePath),
    /// An entry.
    Entry {
        /// Which one.
        key: EntryKey,
        /// The language, if the link names the file of just one.
        named: Option<LanguageTag>,
    },
    /// Nothing that the site has.
    Nowhere,
}

/// Tells what a link in the file at `path` means.
pub fn destination(site: &Site, path: &SourcePath, target: &str) -> Destination {
    if is_external(target) {
        return Destination::Elsewhere;
    }
    let reference = target.split('#').next().unwrap_or(target);
    let entry = |key: Option<&EntryKey>, named| match key {
        Some(key) => Destination::Entry {
            key: key.clone(),
            named,
        },
        None => Destination::Nowhere,
    };
    if reference.is_empty() {
        return entry(site.by_path.get(path), None);
    }
    if let Some(key) = site.find(reference) {
        return entry(Some(&key), None);
    }
    let Some(source) = file_of(path, reference) else {
        return Destination::Nowhere;
    };
    if site.companions.contains_key(&source) {
        return Destination::File(source);
    }
    if let Some(key) = site.by_path.get(&source) {
        // A file names a language: the link means just that translation.
        let named = source.name().rsplit('.').nth(1).and_then(LanguageTag::parse);
        return entry(Some(key), named);
    }
    let folder = source.as_str().strip_prefix("content");
    entry(
        folder.and_then(|folder| site.by_folder.get(folder.trim_matches('/'))),
        None,
    )
}

/// Returns the file that a target in the file at `path` names, whether it exists or not. `None` if the target leaves
/// the site's folder.
pub fn file_of(path: &SourcePath, target: &str) -> Option<SourcePath> {
    Some(SourcePath::new(&resolve(path.folder(), target)?))
}

fn link<'a>(
    respondent: &Respondent<'a>,
    translation: &Translation,
    reader: &LanguageTag,
    target: &str,
    at: TextRange,
    anchors: &Anchors<'a>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Answer {
    if is_external(target) {
        return Answer::Link {
            href: target.to_owned(),
            language: None,
            external: true,
        };
    }
    let site = respondent.site;
    let (path, anchor) = match target.split_once('#') {
        Some((path, anchor)) => (
            path,
            Some(escape::decode_percent(anchor).unwrap_or_else(|| anchor.to_owned())),
        ),
        None => (target, None),
    };
    let anchor = anchor.as_deref();
    let (key, fixed_language) = match destination(site, &translation.path, target) {
        Destination::File(source) => {
            let href = (respondent.companion)(&source);
            return Answer::Link {
                href,
                language: None,
                external: false,
            };
        }
        Destination::Entry { key, named } => (Some(key), named),
        Destination::Elsewhere | Destination::Nowhere => (None, None),
    };
    if path.is_empty()
        && let (Some(key), Some(anchor)) = (&key, anchor)
    {
        let language = &translation.language;
        anchors.check(site, key, language, anchor, at.of(&translation.path), diagnostics);
        return Answer::Link {
            href: format!("#{anchor}"),
            language: None,
            external: false,
        };
    }
    // Headings are called otherwise in each language, so an anchor leads to the text's own.
    let wanted = if anchor.is_some() {
        &translation.language
    } else {
        reader
    };
    let own = fixed_language.as_ref().unwrap_or(wanted);
    let shown = key.as_ref().and_then(|key| {
        std::iter::once(own)
            .chain(site.config.tags())
            .find_map(|language| {
                respondent
                    .addresses
                    .get(key, language)
                    .map(|address| (language, address))
            })
    });
    let (Some(key), Some((language, address))) = (&key, shown) else {
        // Data without a name have no page, which was told.
        let entry = key.as_ref().and_then(|key| site.entry(key));
        let is_told = site.is_unread(target) || entry.is_some_and(|entry| entry.data.is_some());
        if diagnostics.len() < MOST_FAULTS && !is_told {
            diagnostics.push(nowhere(respondent, translation, key.as_ref(), target, at));
        }
        return Answer::Link {
            href: String::new(),
            language: None,
            external: false,
        };
    };
    let mut href = address.href(&site.config.base_path);
    if let Some(anchor) = anchor {
        anchors.check(site, key, language, anchor, at.of(&translation.path), diagnostics);
        href.push('#');
        href.push_str(anchor);
    }
    let shown = site.borrowed(key, language).unwrap_or(language);
    let language = (*shown != translation.language).then(|| shown.to_string());
    Answer::Link {
        href,
        language,
        external: false,
    }
}

/// Says what is wrong with a link that leads to no page. `key` is the entry that it names, which is there but nowhere
/// shown.
fn nowhere(
    respondent: &Respondent<'_>,
    translation: &Translation,
    key: Option<&EntryKey>,
    target: &str,
    at: TextRange,
) -> Diagnostic {
    let site = respondent.site;
    let place = at.of(&translation.path);
    match key.and_then(|key| site.entry(key)?.withheld) {
        Some(withheld) => withheld.report(target, place),
        None => {
            let path = target.split('#').next().unwrap_or(target);
            let guess = respondent
                .addresses
                .entry_at(path, &site.config.base_path)
                .map(EntryKey::reference)
                .or_else(|| site.named_like(path))
                .or_else(|| outside(target))
                .or_else(|| site.guess(path).map(str::to_owned));
            Diagnostic::new(Code::DeadLink, place)
                .with("target", target)
                .guess(guess)
        }
    }
}

/// Returns the whole address of what looks like a place on another site or like an address of mail.
fn outside(target: &str) -> Option<String> {
    /// The ends of hosts that our authors link to, and that no file has.
    const ENDS: &[&str] = &[
        "no", "se", "dk", "fi", "is", "de", "at", "ch", "nl", "fr", "uk", "eu", "com", "org", "net", "edu",
        "gov", "int",
    ];
    let end = target.find(['/', '?', '#']).unwrap_or(target.len());
    let (host, rest) = target.split_at(end);
    let (name, host) = host
        .split_once('@')
        .map_or((None, host), |(name, host)| (Some(name), host));
    let is_plain = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '+' | '.'))
    };
    let (_, last) = host.rsplit_once('.')?;
    let is_host = is_plain(host) && !host.contains("..") && !host.starts_with('.');
    match name {
        Some(name) if is_host && is_plain(name) && rest.is_empty() => Some(format!("mailto:{target}")),
        None if is_host && (host.starts_with("www.") || ENDS.contains(&last)) => {
            Some(format!("https://{target}"))
        }
        Some(_) | None => None,
    }
}

/// The headings and the other anchors of the pages that a page links to.
#[derive(Default)]
struct Anchors<'a>(RefCell<BTreeMap<(EntryKey, LanguageTag), BTreeSet<&'a str>>>);

impl<'a> Anchors<'a> {
    /// Reports a link to an anchor that the page in this language does not have.
    fn check(
        &self,
        site: &'a Site,
        key: &EntryKey,
        language: &LanguageTag,
        anchor: &str,
        at: Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        /// How many headings are named.
        const MOST_KNOWN: usize = 20;

        let Some(there) = site.entry(key).and_then(|entry| entry.shown(language)) else {
            return;
        };
        let document = &there.document;
        let headings = document.outline.iter().map(|heading| heading.id.as_str());
        let ids = || {
            headings
                .clone()
                .chain(document.html_ids.iter().map(String::as_str))
        };
        // Notes and works cited have anchors of their own.
        let made_by_the_page =
            anchor.starts_with("fn:") || anchor.starts_with("fnref:") || anchor.starts_with("ref-");
        let exists = || {
            let mut known = self.0.borrow_mut();
            let there = known.entry((key.clone(), language.clone()));
            there.or_insert_with(|| ids().collect()).contains(anchor)
        };
        if anchor.is_empty() || made_by_the_page || diagnostics.len() >= MOST_FAULTS || exists() {
            return;
        }
        let mut known: Vec<String> = ids().take(MOST_KNOWN).map(|id| format!("#{id}")).collect();
        if ids().nth(MOST_KNOWN).is_some() {
            known.push("…".to_owned());
        }
        let diagnostic = Diagnostic::new(Code::DeadAnchor, at)
            .with("anchor", anchor)
            .with("page", &there.title)
            .guess(nearest(anchor, ids()).map(|id| format!("#{id}")));
        diagnostics.push(if known.is_empty() {
            diagnostic.saying("known", Phrase::NoneKnown)
        } else {
            diagnostic.with("known", known.join(", "))
        });
    }
}

/// Pictures that few browsers show (<https://developer.mozilla.org/en-US/docs/Web/Media/Guides/Formats/Image_types>).
const UNSHOWN: [&str; 4] = [".heic", ".heif", ".tif", ".tiff"];

fn image(
    respondent: &Respondent<'_>,
    translation: &Translation,
    target: &str,
    at: TextRange,
    diagnostics: &mut Vec<Diagnostic>,
) -> Answer {
    let source = file_of(&translation.path, target);
    let found = source
        .as_ref()
        .and_then(|source| respondent.site.companions.get_key_value(source));
    let Some((source, size)) = found else {
        if diagnostics.len() >= MOST_FAULTS {
            return Answer::Unanswered;
        }
        let beside = respondent
            .site
            .companions
            .keys()
            .filter(|path| path.folder() == translation.path.folder());
        diagnostics.push(
            Diagnostic::new(Code::MissingImage, at.of(&translation.path))
                .with("target", target)
                .guess(nearest(target, beside.map(SourcePath::name))),
        );
        return Answer::Unanswered;
    };
    let fault = if UNSHOWN
        .iter()
        .any(|ending| source.name().to_ascii_lowercase().ends_with(ending))
    {
        Some(Code::UnshownImage)
    } else {
        size.is_none().then_some(Code::UnreadableImage)
    };
    if let Some(code) = fault {
        diagnostics.push(Diagnostic::new(code, at.of(&translation.path)).with("target", target));
    }
    let pixels = size.map_or(0, |(width, height)| u64::from(width) * u64::from(height));
    if Format::of_name(source.name()).is_some() && pixels > MOST_PIXELS {
        diagnostics.push(
            Diagnostic::new(Code::HugeImage, at.of(&translation.path))
                .with("target", target)
                .with("pixels", pixels / 1_000_000)
                .with("most", MOST_PIXELS / 1_000_000),
        );
    }
    let mut src = (respondent.companion)(source);
    let mut sources = Vec::new();
    for (version, href) in (respondent.versions)(source) {
        match version.format {
            Format::Webp => sources.push((href, version.width)),
            Format::Jpeg | Format::Png => src = href,
        }
    }
    Answer::Image {
        src,
        size: *size,
        sources,
    }
}

/// Follows a relative path from a folder. `None` if it leaves the site's folder.
fn resolve(folder: &str, target: &str) -> Option<String> {
    let target = target.split(['?', '#']).next().unwrap_or(target);
    let target = &escape::decode_percent(target)?;
    let (mut parts, target): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(rest) => (vec!["content"], rest),
        None => (folder.split('/').collect(), target),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_outside_is_made_whole() {
        let whole = |target| outside(target).unwrap_or_default();
        assert_eq!(whole("www.nrk.no"), "https://www.nrk.no");
        assert_eq!(whole("nrk.no/x?y#z"), "https://nrk.no/x?y#z");
        assert_eq!(
            whole("kari.nordmann@example.org"),
            "mailto:kari.nordmann@example.org"
        );
        for other in [
            "annen.md",
            "../nrk.no",
            "bilde.png",
            "article:x",
            "@kari",
            "kari@",
            "a b.no",
            "nrk,no",
        ] {
            assert_eq!(whole(other), "", "{other}");
        }
    }

    #[test]
    fn relative_paths_stay_inside() {
        assert_eq!(resolve("content/a/b", "../c/").as_deref(), Some("content/a/c"));
        assert_eq!(
            resolve("content/a", "/x/y.png").as_deref(),
            Some("content/x/y.png")
        );
        assert_eq!(resolve("content", "../../x"), None);
        assert_eq!(
            resolve("content/a", "et%20bilde.png").as_deref(),
            Some("content/a/et bilde.png")
        );
    }
}
