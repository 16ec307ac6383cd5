//! What `tillit.yaml` means: complete, checked, with defaults filled in.

mod file;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Phrase, Reported};
use crate::language::LanguageTag;
use crate::language::readability::Measure;
use crate::source::yaml::{self, Step};
use crate::source::{SETTINGS, SourceFile, Sources, TextFile, is_misnamed_settings};
use crate::span::TextRange;

use file::{
    ConfigFile, MissingFile, REPORT_SCHEMES, RawHtmlFile, ReadabilityFile, SearchFile, ServerFile,
    ShareImagesFile,
};

/// The name of the file.
pub const FILE_NAME: &str = SETTINGS;

/// The settings of a site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// Scheme and host, without a slash at the end: `https://example.org`.
    pub origin: String,
    /// The path below it, without a slash at the end: empty, or `/alliance`.
    pub base_path: String,
    /// The theme's name.
    pub theme: String,
    /// The languages in the order of the file; at least one.
    pub languages: Vec<SiteLanguage>,
    /// Whether the file names the languages. If it is at fault, they are those that the names of texts speak of, so that
    /// one fault is not told again for each text.
    pub names_languages: bool,
    /// Which of them is for readers whom no other fits.
    pub default_language: LanguageTag,
    /// The references of the main menu, as written. `None`: it shows the sections right below the front page.
    pub menu: Option<Vec<String>>,
    /// The references of the foot of the page, as written.
    pub footer: Vec<String>,
    /// Where readers report a problem with a page, as written.
    pub report: Option<String>,
    /// Entries on a page of a list, at least one.
    pub page_size: usize,
    /// Entries in a feed.
    pub feed_size: usize,
    /// The languages from which pages without a translation take their text, the best first; empty if there are no
    /// such pages.
    pub fallback: Vec<LanguageTag>,
    /// What becomes of HTML in texts.
    pub raw_html: RawHtml,
    /// The style in which works are cited, by its name or its path, as written.
    pub citation_style: Option<String>,
    /// What the search knows besides the texts.
    pub search: Search,
    /// Which pages have pictures of their own by which they are shared.
    pub share_images: ShareImages,
    /// Browsers keep what was read, or forget it; nothing is said of it where it never was set.
    pub offline: Option<bool>,
    /// The servers for which there is a file with headers.
    pub headers: BTreeSet<Server>,
    /// How easy to read the texts of sections should be, in tenths, by the references of the sections as written.
    pub readability: BTreeMap<String, BTreeMap<Measure, i64>>,
}

/// Which pages have pictures of their own by which they are shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShareImages {
    /// All pages of a language have one together.
    Site,
    /// Each page has one.
    Pages,
    /// There are none.
    None,
}

/// A server that reads headers from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Server {
    /// Netlify, and Cloudflare Pages.
    Netlify,
    /// Apache.
    Apache,
    /// nginx.
    Nginx,
}

/// What the search knows besides the texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Search {
    /// Names for the same.
    pub synonyms: BTreeMap<LanguageTag, Vec<Vec<String>>>,
    /// Compounds with their parts.
    pub compounds: BTreeMap<LanguageTag, BTreeMap<String, Vec<String>>>,
    /// How much pages of a kind count, in hundredths, where it is not as usual.
    pub weights: BTreeMap<&'static str, u32>,
}

/// One language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteLanguage {
    /// Its tag.
    pub tag: LanguageTag,
    /// Its own name.
    pub name: String,
    /// The site's title in it.
    pub title: String,
    /// One sentence about the site; may be empty.
    pub description: String,
}

/// What becomes of HTML in texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// Harmless elements pass, the rest is left out and reported.
    Sanitise,
    /// All passes.
    Allow,
    /// None passes.
    Refuse,
}

impl Config {
    /// Returns the tags of its languages, in their order.
    pub fn tags(&self) -> impl Iterator<Item = &LanguageTag> + Clone {
        self.languages.iter().map(|language| &language.tag)
    }

    /// Returns the language with a tag.
    pub fn language(&self, tag: &LanguageTag) -> Option<&SiteLanguage> {
        self.languages.iter().find(|language| language.tag == *tag)
    }

    /// Returns the tags as one text for messages: `nb, de, sv`.
    pub fn known_languages(&self) -> String {
        self.languages
            .iter()
            .map(|language| language.tag.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// Returns a page's absolute address for its address on the site.
    pub fn absolute(&self, href: &str) -> String {
        format!("{}{href}", self.origin)
    }
}

/// Returns the file of settings; without one, a file that was probably meant to be it.
fn settings(sources: &Sources) -> Option<&TextFile> {
    sources.text(FILE_NAME).map(|file| &**file).or_else(|| {
        sources.iter().find_map(|file| match file {
            SourceFile::Text(file)
                if file.path.folder().is_empty() && is_misnamed_settings(file.path.name()) =>
            {
                Some(&**file)
            }
            SourceFile::Text(_) | SourceFile::Blob(_) => None,
        })
    })
}

/// Reads the settings. `base_url` replaces the address in the file, `found` gives the languages that the names of texts
/// speak of.
pub fn read(
    sources: &Sources,
    base_url: Option<&str>,
    found: impl FnOnce() -> BTreeSet<LanguageTag>,
) -> Reported<Config> {
    let mut diagnostics = Vec::new();
    let Some(source) = settings(sources) else {
        diagnostics.push(Diagnostic::global(Code::MissingConfig));
        return Reported {
            value: complete(ConfigFile::default(), base_url, found),
            diagnostics,
        };
    };
    let path = source.path.clone();
    if path.as_str() != FILE_NAME {
        let at = TextRange::default().of(&path);
        diagnostics.push(Diagnostic::new(Code::MisnamedConfig, at).with("name", &path));
    }
    let whole = TextRange::new(0, source.text.len());
    let file: ConfigFile = yaml::read(&path, &source.text, whole).into_value(&mut diagnostics);
    let places = yaml::Places::new(&path, &source.text, whole);
    let place = |steps: &[Step]| places.of(steps);
    let mut tags: BTreeMap<LanguageTag, &str> = BTreeMap::new();
    for (written, _) in &file.languages.0 {
        let at = |written: &str| place(&[Step::key("languages"), Step::name(written)]);
        match LanguageTag::read(written, || at(written), &mut diagnostics) {
            None => diagnostics.push(
                Diagnostic::new(Code::WrongValue, at(written))
                    .with("key", "languages")
                    .with("value", written)
                    .saying("expected", Phrase::LanguageTagSuchAs),
            ),
            Some(tag) => match tags.get(&tag) {
                // The same key twice is told when the file is read.
                Some(first) if first != written => diagnostics.push(
                    Diagnostic::new(Code::DuplicateKey, at(written))
                        .with("key", &tag)
                        .related(at(first)),
                ),
                Some(_) => {}
                None => {
                    tags.insert(tag, written);
                }
            },
        }
    }
    if file.languages.0.is_empty() && diagnostics.is_empty() {
        diagnostics.push(yaml::missing(&path, &source.text, whole, "languages"));
    }
    if file.base_url.is_none() && base_url.is_none() && diagnostics.is_empty() {
        diagnostics.push(Diagnostic::new(Code::MissingBaseUrl, place(&[])));
    }
    if let Some(url) = &file.base_url
        && split_url(url).is_none()
    {
        diagnostics.push(
            Diagnostic::new(Code::WrongValue, place(&[Step::key("base_url")]))
                .with("key", "base_url")
                .with("value", url)
                .saying("expected", Phrase::AddressSuchAs),
        );
    }
    if let Some(report) = &file.report
        && report_scheme(report).is_none()
    {
        diagnostics.push(
            Diagnostic::new(Code::WrongValue, place(&[Step::key("report")]))
                .with("key", "report")
                .with("value", report)
                .saying("expected", Phrase::ReportAddressSuchAs),
        );
    }
    let wanted = file.default_language.clone();
    let by_language = [
        (
            "synonyms",
            file.search.synonyms.keys().cloned().collect::<Vec<_>>(),
        ),
        ("compounds", file.search.compounds.keys().cloned().collect()),
    ];
    let order = file.fallback_order.clone().unwrap_or_default();
    let config = complete(file, base_url, found);
    let order = order
        .into_iter()
        .enumerate()
        .map(|(index, wanted)| (wanted, vec![Step::key("fallback_order"), Step::Index(index)]));
    let searched = by_language.iter().flat_map(|(key, tags)| {
        tags.iter().map(|tag| {
            let steps = vec![Step::key("search"), Step::key(key), Step::name(tag)];
            (tag.clone(), steps)
        })
    });
    for (wanted, steps) in wanted
        .map(|wanted| (wanted, vec![Step::key("default_language")]))
        .into_iter()
        .chain(order)
        .chain(searched)
    {
        let tag = LanguageTag::read(&wanted, || place(&steps), &mut diagnostics);
        if config.names_languages && tag.is_none_or(|tag| config.language(&tag).is_none()) {
            let tags = config.languages.iter().map(|language| language.tag.as_str());
            diagnostics.push(
                Diagnostic::new(Code::UnknownLanguage, place(&steps))
                    .with("language", &wanted)
                    .with("known", config.known_languages())
                    .guess(nearest(&wanted, tags)),
            );
        }
    }
    Reported {
        value: config,
        diagnostics,
    }
}

/// Returns what begins an address to which readers may report; nothing for one that leads nowhere, or could be a script.
fn report_scheme(address: &str) -> Option<&'static str> {
    let begins = |scheme: &&str| address.len() > scheme.len() && address.starts_with(scheme);
    REPORT_SCHEMES.into_iter().find(begins)
}

fn complete(
    file: ConfigFile,
    base_url: Option<&str>,
    found: impl FnOnce() -> BTreeSet<LanguageTag>,
) -> Config {
    let address = base_url.or(file.base_url.as_deref()).and_then(split_url);
    let (origin, base_path) = address.unwrap_or_else(|| ("http://localhost".to_owned(), String::new()));
    let mut languages: Vec<SiteLanguage> = Vec::new();
    for (tag, language) in file.languages.0 {
        let Some(tag) = LanguageTag::parse(&tag) else {
            continue;
        };
        if languages.iter().any(|other| other.tag == tag) {
            continue;
        }
        languages.push(SiteLanguage {
            name: language.name.unwrap_or_else(|| tag.to_string()),
            title: language.title.unwrap_or_default(),
            description: language.description.unwrap_or_default(),
            tag,
        });
    }
    let names_languages = !languages.is_empty();
    if !names_languages {
        let mut tags = found();
        if tags.is_empty() {
            tags.insert(LanguageTag::english());
        }
        languages.extend(tags.into_iter().map(|tag| SiteLanguage {
            name: tag.to_string(),
            title: String::new(),
            description: String::new(),
            tag,
        }));
    }
    let wanted = file.default_language.as_deref().and_then(LanguageTag::parse);
    let default_language = wanted
        .filter(|tag| languages.iter().any(|language| language.tag == *tag))
        .unwrap_or_else(|| languages[0].tag.clone());
    let all = || languages.iter().map(|language| language.tag.clone());
    let fallback = match (file.missing_translations, file.fallback_order) {
        (None | Some(MissingFile::Absent), _) => Vec::new(),
        (Some(MissingFile::Fallback), None) => all().collect(),
        (Some(MissingFile::Fallback), Some(order)) => {
            let wanted = order.iter().filter_map(|tag| LanguageTag::parse(tag));
            wanted.filter(|tag| all().any(|known| known == *tag)).collect()
        }
    };
    let search = search(file.search);
    let servers = file.headers.into_iter().map(|server| match server {
        ServerFile::Netlify => Server::Netlify,
        ServerFile::Apache => Server::Apache,
        ServerFile::Nginx => Server::Nginx,
    });
    Config {
        headers: servers.collect(),
        offline: file.offline,
        share_images: match file.share_images {
            None | Some(ShareImagesFile::Site) => ShareImages::Site,
            Some(ShareImagesFile::Pages) => ShareImages::Pages,
            Some(ShareImagesFile::None) => ShareImages::None,
        },
        fallback,
        search,
        readability: file.readability.into_iter().map(targets).collect(),
        origin,
        base_path,
        theme: file.theme.unwrap_or_else(|| "default".to_owned()),
        languages,
        names_languages,
        default_language,
        menu: file.menu,
        footer: file.footer.unwrap_or_default(),
        report: file.report.filter(|report| report_scheme(report).is_some()),
        page_size: file.page_size.unwrap_or(20).max(1),
        feed_size: file.feed_size.unwrap_or(20),
        citation_style: file.citations.style,
        raw_html: match file.markdown.raw_html {
            None | Some(RawHtmlFile::Sanitise) => RawHtml::Sanitise,
            Some(RawHtmlFile::Allow) => RawHtml::Allow,
            Some(RawHtmlFile::Refuse) => RawHtml::Refuse,
        },
    }
}

/// Puts languages under their tags in canonical form; those that are none are told elsewhere.
fn by_tag<V>(written: BTreeMap<String, V>) -> BTreeMap<LanguageTag, V> {
    let read = written
        .into_iter()
        .filter_map(|(tag, value)| Some((LanguageTag::parse(&tag)?, value)));
    read.collect()
}

fn search(file: SearchFile) -> Search {
    let weights = file.weights;
    let weights = [
        ("article", weights.article),
        ("term", weights.term),
        ("instrument", weights.instrument),
        ("course", weights.course),
        ("path", weights.path),
        ("person", weights.person),
        ("subject", weights.subject),
        ("section", weights.section),
        ("reference", weights.reference),
    ];
    let weights = weights.into_iter().filter_map(|(kind, weight)| {
        // In hundredths, so that settings can be compared.
        Some((kind, (weight?.clamp(0.1, 2.0) * 100.0).round() as u32))
    });
    Search {
        synonyms: by_tag(file.synonyms),
        compounds: by_tag(file.compounds),
        weights: weights.collect(),
    }
}

fn targets((section, file): (String, ReadabilityFile)) -> (String, BTreeMap<Measure, i64>) {
    let targets = Measure::ALL.into_iter().filter_map(|measure| {
        let target = match measure {
            Measure::Lix => file.lix,
            Measure::Amstad => file.amstad,
            Measure::Wiener => file.wiener,
            Measure::Flesch => file.flesch,
        };
        // In tenths, so that settings can be compared.
        Some((measure, (target? * 10.0).round() as i64))
    });
    (section, targets.collect())
}

/// Takes `https://host/path/` apart into origin and path. `None` if it is no address of a website.
pub fn split_url(url: &str) -> Option<(String, String)> {
    let (scheme, rest) = url.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let plain = |text: &str| !text.chars().any(|c| c.is_whitespace() || "<>\"?#\\".contains(c));
    if !matches!(scheme, "http" | "https") || host.is_empty() || !plain(host) || !plain(path) {
        return None;
    }
    let path = path.trim_end_matches('/');
    let base_path = if path.is_empty() {
        String::new()
    } else {
        format!("/{path}")
    };
    Some((format!("{scheme}://{host}"), base_path))
}

/// Returns the JSON Schema of `tillit.yaml`.
pub fn schema(title: &str) -> serde_json::Value {
    crate::source::schema::of::<ConfigFile>(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        let split = |url| split_url(url).map(|(origin, path)| format!("{origin} {path}"));
        assert_eq!(
            split("https://example.org").as_deref(),
            Some("https://example.org ")
        );
        assert_eq!(
            split("https://example.org/a/b/").as_deref(),
            Some("https://example.org /a/b")
        );
        assert_eq!(split("example.org"), None);
        assert_eq!(split("https://a b"), None);
        assert_eq!(split("javascript://x"), None);
    }
}
