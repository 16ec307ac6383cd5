//! What earlier builds found out, and the reading that it saves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Placed;
use super::link::Linked;
use super::search::Indexes;
use crate::config::{Config, RawHtml};
use crate::content::chart::ChartSource;
use crate::content::data::{self, DataFile};
use crate::content::place::{Place, place, record_path, right_name};
use crate::content::site::Site;
use crate::content::status::{self, Outdated, RecordFile};
use crate::content::translation::{self, Translation};
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::fingerprint::{FastMap, Fingerprint};
use crate::language::{Language, LanguageTag};
use crate::page::citation::Bibliography;
use crate::page::mention::Found;
use crate::source::{SourceFile, Sources, TextFile};
use crate::span::{SourcePath, TextRange};
use crate::theme::Theme;

type Parsed = Arc<Reported<Arc<Translation>>>;

type DataRead = Arc<Reported<DataFile>>;

type Compared = Arc<Reported<Option<Outdated>>>;

/// What earlier builds found out. A remembered result has all that it reads as its key, so nothing in here is ever
/// out of date; what the last build did not use is forgotten.
#[derive(Default)]
pub struct Memory {
    /// In the order of the paths.
    parsed: Vec<(SourcePath, Fingerprint, Parsed)>,
    data: FastMap<(SourcePath, Fingerprint), DataRead>,
    /// Records with the originals that they were compared with.
    compared: FastMap<Fingerprint, Compared>,
    pub(super) bibliography: Option<(Fingerprint, Arc<Reported<Arc<Bibliography>>>)>,
    /// Data of charts, with the languages whose texts were looked for.
    charts: FastMap<(SourcePath, Fingerprint), Arc<ChartSource>>,
    /// Where texts mention which concepts.
    pub(super) mentions: FastMap<Fingerprint, Arc<Found>>,
    /// What was seen of files beside texts when they were read.
    pub(super) contents: FastMap<Fingerprint, Content>,
    /// What the search read of each page, and its last indexes.
    pub(super) indexes: Arc<Indexes>,
    /// No build comes after the next one.
    pub(super) is_for_one_build: bool,
    /// What the paths of the last build meant, in their order.
    places: Vec<(SourcePath, Place)>,
    languages: Vec<Arc<Language>>,
    pub(super) theme: Option<(Fingerprint, Arc<Reported<Arc<Theme>>>)>,
    pub(super) linked: Option<Linked>,
    /// What each output that was published last was made of.
    pub(super) published: BTreeMap<String, Fingerprint>,
}

/// What is remembered of a file beside texts.
#[derive(Clone)]
pub(super) struct Content {
    /// The name of its content.
    pub(super) name: String,
    /// It is a picture that moves.
    pub(super) moves: bool,
}

impl Memory {
    /// Begins with nothing, and does not keep what only a second build would want: an index of the search is made of much
    /// more than it is.
    pub fn for_one_build() -> Self {
        Self {
            is_for_one_build: true,
            ..Self::default()
        }
    }

    /// Returns what each file is for.
    pub(super) fn places<'a>(&mut self, sources: &'a Sources) -> Vec<Placed<'a>> {
        let mut known = std::mem::take(&mut self.places).into_iter().peekable();
        let placed = sources.iter().map(|file| {
            let path = file.path();
            while known.next_if(|(other, _)| other < path).is_some() {}
            let known = known.next_if(|(other, _)| other == path);
            (known.map_or_else(|| place(path), |(_, place)| place), file)
        });
        placed.collect()
    }

    /// Keeps what the paths mean for the next build.
    pub(super) fn keep_places(&mut self, placed: Vec<Placed<'_>>) {
        self.places = placed
            .into_iter()
            .map(|(place, file)| (file.path().clone(), place))
            .collect();
    }

    /// Returns the languages of a site.
    pub(super) fn languages(&mut self, config: &Config) -> Vec<Arc<Language>> {
        let language = |tag: &LanguageTag| {
            let known = self.languages.iter().find(|language| language.tag() == tag);
            known.cloned().unwrap_or_else(|| Arc::new(Language::new(tag)))
        };
        self.languages = config.tags().map(language).collect();
        self.languages.clone()
    }

    /// Remembers what the outputs were made of that have been published; those that were published before are no more.
    pub fn publish(&mut self, outputs: BTreeMap<String, Fingerprint>) {
        self.published = outputs;
    }
}

pub(super) fn read_data<'a>(
    placed: &'a [Placed<'_>],
    config: &Config,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'a Place, DataFile)> {
    let languages: Vec<&str> = config.tags().map(LanguageTag::as_str).collect();
    let remembered = std::mem::take(&mut memory.data);
    let read: Vec<_> = placed
        .par_iter()
        .filter_map(|(place, file)| match (place, file) {
            (Place::Data { kind, .. }, SourceFile::Text(file)) => Some((place, *kind, file)),
            _ => None,
        })
        .map(|(place, kind, file)| {
            let key = (
                file.path.clone(),
                Fingerprint::of(&(file.fingerprint, kind, &languages)),
            );
            let read = remembered.get(&key).cloned();
            let read = read.unwrap_or_else(|| Arc::new(data::read(file, kind, &languages)));
            (place, key, read)
        })
        .collect();
    let mut data = Vec::with_capacity(read.len());
    for (place, key, read) in read {
        let told = read.diagnostics.iter().filter(|diagnostic| {
            // Where the settings are at fault, nobody knows the languages.
            config.names_languages || diagnostic.code != Code::UnknownLanguage
        });
        diagnostics.extend(told.cloned());
        data.push((place, read.value.clone()));
        memory.data.insert(key, read);
    }
    data
}

/// Says what is wrong with a file that is nowhere at home.
fn unplaced(path: &SourcePath, config: &Config) -> Diagnostic {
    let at = TextRange::default().of(path);
    let name = path.name();
    let Some(below) = path.as_str().strip_prefix("content/") else {
        return Diagnostic::new(Code::UnplacedFile, at).with("path", path);
    };
    if let Some(right) = right_name(below) {
        return Diagnostic::new(Code::MisnamedFile, at)
            .with("name", name)
            .with("right", right);
    }
    let stem = name.strip_suffix(".md").unwrap_or(name);
    match stem.strip_prefix("index.") {
        Some(language) => Diagnostic::new(Code::MisnamedFrontPage, at)
            .with("name", name)
            .with("front", format!("_index.{language}.md"))
            .with("article", format!("trust.{language}.md")),
        None => missing_language(path, stem, config),
    }
}

/// Says what a text is to be called whose name does not say its language.
fn missing_language(path: &SourcePath, stem: &str, config: &Config) -> Diagnostic {
    let tags = || config.tags().map(LanguageTag::as_str);
    // `index_nb.md` and `index-nb.md` say it in another way.
    let (stem, said) = tags()
        .find_map(|tag| Some((stem.strip_suffix(tag)?.strip_suffix(['_', '-'])?, tag)))
        .map_or((stem, None), |(stem, tag)| (stem, Some(tag)));
    let names: Vec<String> = tags().map(|tag| format!("`{stem}.{tag}.md`")).collect();
    Diagnostic::new(Code::MissingLanguage, TextRange::default().of(path))
        .with("names", names.join(", "))
        .guess(said.map(|tag| format!("{stem}.{tag}.md")))
}

pub(super) fn parse_texts<'a>(
    placed: &'a [Placed<'_>],
    config: &Config,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'a Place, Arc<Translation>)> {
    let folders_with_data: BTreeSet<&str> = placed
        .iter()
        .filter_map(|(place, _)| match place {
            Place::Data { bundle, .. } => Some(bundle.as_str()),
            _ => None,
        })
        .collect();
    // What stands beside data is called as the data say.
    let beside_data = |place: &Place| match place {
        Place::Article {
            bundle: Some(bundle), ..
        } => folders_with_data.contains(bundle.as_str()),
        _ => false,
    };
    let mut texts: Vec<(&Place, &Arc<TextFile>, LanguageTag)> = Vec::new();
    for (place, file) in placed {
        let language = match place {
            Place::Section { language, .. } | Place::Article { language, .. } => language,
            Place::Unplaced => {
                diagnostics.push(unplaced(file.path(), config));
                continue;
            }
            _ => continue,
        };
        let at = || TextRange::default().of(file.path());
        // Most are written as they are meant.
        let known = config.tags().find(|tag| tag.as_str() == language);
        let tag = known.cloned().or_else(|| {
            LanguageTag::read(language, at, diagnostics).filter(|tag| config.language(tag).is_some())
        });
        match (tag, file) {
            (Some(tag), SourceFile::Text(text)) => texts.push((place, text, tag)),
            (None, _) => {
                let at = TextRange::default().of(file.path());
                let tags = config.tags().map(LanguageTag::as_str);
                diagnostics.push(
                    Diagnostic::new(Code::UnknownLanguage, at)
                        .with("language", language)
                        .with("known", config.known_languages())
                        .guess(nearest(language, tags)),
                );
            }
            (Some(_), SourceFile::Blob(_)) => {}
        }
    }
    let raw_html: RawHtml = config.raw_html;
    // Both are in the order of the paths.
    let mut remembered = std::mem::take(&mut memory.parsed).into_iter().peekable();
    let mut parsed: Vec<(Fingerprint, Option<Parsed>)> = texts
        .iter()
        .map(|(place, file, language)| {
            let titled = !beside_data(place);
            let key = Fingerprint::of(&(file.fingerprint, language, raw_html, titled));
            while remembered.next_if(|(path, ..)| *path < file.path).is_some() {}
            let known = remembered.next_if(|(path, known, _)| *path == file.path && *known == key);
            (key, known.map(|(.., parsed)| parsed))
        })
        .collect();
    let new = parsed
        .iter_mut()
        .zip(&texts)
        .filter(|((_, known), _)| known.is_none());
    let new: Vec<_> = new.collect();
    new.into_par_iter()
        .for_each(|((_, result), (place, file, language))| {
            let Reported { value, diagnostics } =
                translation::parse(file, language, raw_html, !beside_data(place));
            *result = Some(Arc::new(Reported {
                value: Arc::new(value),
                diagnostics,
            }));
        });
    let mut translations = Vec::with_capacity(parsed.len());
    memory.parsed.reserve(parsed.len());
    for ((place, file, _), (key, result)) in texts.into_iter().zip(parsed) {
        let result = result.expect("what was not remembered was parsed");
        diagnostics.extend(result.diagnostics.iter().cloned());
        translations.push((place, result.value.clone()));
        memory.parsed.push((file.path.clone(), key, result));
    }
    translations
}

/// The translations whose original has changed since they were made, by file.
pub(super) fn compare_records(
    site: &Site,
    sources: &Sources,
    placed: &[Placed<'_>],
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SourcePath, Outdated> {
    status::check(site, diagnostics);
    let remembered = std::mem::take(&mut memory.compared);
    let compared: Vec<(SourcePath, Fingerprint, Compared)> =
        status::records(site, sources, placed, diagnostics)
            .into_par_iter()
            .map(|record: RecordFile<'_>| {
                let texts = record.entry.translations.iter();
                let texts: Vec<(&LanguageTag, Fingerprint, Option<Fingerprint>)> = texts
                    .map(|(language, text)| {
                        // Which of them is the original is told by the records of all.
                        let record = sources.text(record_path(&text.path).as_str());
                        let record = record.map(|record| record.fingerprint);
                        (language, text.file.fingerprint, record)
                    })
                    .collect();
                let languages: Vec<&LanguageTag> = site.config.tags().collect();
                let default = &site.config.default_language;
                // A record whose own text is not published stands beside none of those.
                let own = (&record.file.path, record.file.fingerprint);
                let key = Fingerprint::of(&(own, texts, languages, default));
                let result = remembered.get(&key).cloned();
                let result =
                    result.unwrap_or_else(|| Arc::new(status::outdated(&record, sources, &site.config)));
                (record.text.clone(), key, result)
            })
            .collect();
    let mut outdated = BTreeMap::new();
    for (text, key, result) in compared {
        diagnostics.extend(result.diagnostics.iter().cloned());
        if let Some(value) = &result.value {
            outdated.insert(text, value.clone());
        }
        memory.compared.insert(key, result);
    }
    outdated
}

/// The files beside the texts that may be data of charts.
pub(super) fn chart_sources(
    site: &Site,
    sources: &Sources,
    memory: &mut Memory,
) -> BTreeMap<SourcePath, Arc<ChartSource>> {
    let remembered = std::mem::take(&mut memory.charts);
    let tags = site
        .config
        .languages
        .iter()
        .map(|language| language.tag.to_string());
    let languages: Vec<String> = tags.collect();
    let mut charts = BTreeMap::new();
    for path in site.companions.keys() {
        let Some(SourceFile::Text(file)) = sources.get(path) else {
            continue;
        };
        if !path.name().ends_with(".yaml") && !path.name().ends_with(".yml") {
            continue;
        }
        let key = (path.clone(), Fingerprint::of(&(file.fingerprint, &languages)));
        let chart = remembered
            .get(&key)
            .cloned()
            .unwrap_or_else(|| Arc::new(ChartSource::new(file.clone(), languages.clone())));
        charts.insert(path.clone(), chart.clone());
        memory.charts.insert(key, chart);
    }
    charts
}
