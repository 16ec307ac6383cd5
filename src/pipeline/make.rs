//! Makes outputs of their recipes.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Built;
use super::files::unreadable;
use super::memory::Memory;
use super::recipe::Recipe;
use super::search;
use crate::content::data::Data;
use crate::diagnostic::{self, Code, Diagnostic, Reported};
use crate::fingerprint::Fingerprint;
use crate::language::LanguageTag;
use crate::output::web_manifest::{self, Icon, WebManifest};
use crate::output::{calendar, feed, headers, robots};
use crate::page::address::{Address, LARGE_ICON, TOUCH_ICON};
use crate::page::citation::work;
use crate::page::compose::{self, Composed};
use crate::page::instrument;
use crate::page::{Detail, Page};
use crate::picture::Version;
use crate::picture::bare::bare;
use crate::picture::drawing::{Harmless, harmless};
use crate::picture::icon;
use crate::picture::scale::{self, Decoded};
use crate::search::MANIFEST;
use crate::source::SourceFile;
use crate::span::TextRange;

/// One output, made.
pub struct Output {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Further files that are made with it, by path.
    pub beside: Vec<(String, Arc<[u8]>)>,
    /// What was found to be wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// An output that was made, or need not be.
pub struct Forced {
    /// What it was made of, where that is known. Whoever has put the output where it belongs may remember it.
    pub key: Option<Fingerprint>,
    /// Its bytes; `None` if they are the same as last time.
    pub bytes: Option<Vec<u8>>,
    /// Further files that are made with it, by path.
    pub beside: Vec<(String, Arc<[u8]>)>,
    /// What was found to be wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl Built {
    /// Makes one output. `None` if there is none at that path.
    pub fn force(&self, path: &str) -> Option<Output> {
        if let Some(recipe) = self.outputs.get(path) {
            return Some(self.make(recipe));
        }
        let (language, name) = search::file_at(path)?;
        let tag = self
            .world
            .site
            .config
            .tags()
            .find(|tag| tag.as_str() == language)?;
        let file = self.searches.of(&self.world, &self.theme, tag)?.files.get(name)?;
        Some(Output {
            bytes: file.to_vec(),
            beside: Vec::new(),
            diagnostics: Vec::new(),
        })
    }

    /// Makes all outputs and returns them with everything that is wrong with the site.
    pub fn force_all(&self) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
        let made: Vec<(String, Output)> = self
            .outputs
            .par_iter()
            .map(|(path, recipe)| (path.clone(), self.make(recipe)))
            .collect();
        let mut diagnostics = self.diagnostics.clone();
        let mut files = BTreeMap::new();
        for (path, output) in made {
            diagnostics.extend(output.diagnostics);
            files.insert(path, output.bytes);
            let beside = output.beside.into_iter();
            files.extend(beside.map(|(path, bytes)| (path, bytes.to_vec())));
        }
        diagnostic::sort(&mut diagnostics);
        (files, diagnostics)
    }

    /// Makes all outputs only to learn what is wrong with them, and returns all that is wrong with the site.
    pub fn find_faults(&self) -> Vec<Diagnostic> {
        let found: Vec<Vec<Diagnostic>> = self
            .outputs
            .par_iter()
            .map(|(_, recipe)| self.examine(recipe, |_| false).diagnostics)
            .collect();
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.extend(found.into_iter().flatten());
        diagnostic::sort(&mut diagnostics);
        diagnostics
    }

    /// Makes an output unless `memory` knows that it would be the same as the one that was published last.
    pub fn force_unless_remembered(&self, path: &str, recipe: &Recipe, memory: &Memory) -> Forced {
        let known = |key: Fingerprint| memory.published.get(path) == Some(&key);
        self.force_unless(recipe, known)
    }

    /// Makes an output unless it is known by what it would be made of.
    pub fn force_unless(&self, recipe: &Recipe, is_known: impl Fn(Fingerprint) -> bool) -> Forced {
        let prepared = self.prepare(recipe);
        let key = prepared.key;
        if key.is_some_and(is_known) {
            return Forced {
                key,
                bytes: None,
                beside: Vec::new(),
                diagnostics: prepared.into_diagnostics(),
            };
        }
        let found = prepared.diagnostics().len();
        let Output {
            bytes,
            beside,
            diagnostics,
        } = self.finish(prepared);
        Forced {
            // A page whose template failed is made again next time, so that the fault is told again.
            key: key.filter(|_| diagnostics.len() == found),
            bytes: Some(bytes),
            beside,
            diagnostics,
        }
    }

    /// Finds out what is wrong with an output, if it is not known by what it would be made of. Of a picture all versions
    /// can be made or none, so none of them is made, and the picture is read once.
    pub fn examine(&self, recipe: &Recipe, is_known: impl Fn(Fingerprint) -> bool) -> Forced {
        let (file, version) = match recipe {
            Recipe::Picture(file, version) => (file, version),
            // Nothing can be wrong with what is made of pages and settings, and the index of a search takes long.
            Recipe::Feed(..)
            | Recipe::Data(_)
            | Recipe::Sitemap(_)
            | Recipe::SitemapIndex(_)
            | Recipe::CourseCalendar(..)
            | Recipe::Calendar(_)
            | Recipe::Search(_)
            | Recipe::OpenSearch(_)
            | Recipe::Share(..)
            | Recipe::Icon(_)
            | Recipe::WebManifest(_)
            | Recipe::Headers(..)
            | Recipe::Robots
            | Recipe::Ris
            | Recipe::CslJson
            | Recipe::Asset(_) => {
                return Forced {
                    key: None,
                    bytes: None,
                    beside: Vec::new(),
                    diagnostics: Vec::new(),
                };
            }
            Recipe::Page(..)
            | Recipe::Redirect(..)
            | Recipe::Copy(_)
            | Recipe::Bare(_)
            | Recipe::Drawing(_) => return self.force_unless(recipe, is_known),
        };
        let key = picture_key(file, version);
        let is_read = is_known(key) || !self.is_first_version(file, version);
        let fault = if is_read { None } else { decoded(file).err() };
        Forced {
            key: Some(key).filter(|_| fault.is_none()),
            bytes: None,
            beside: Vec::new(),
            diagnostics: fault.into_iter().collect(),
        }
    }

    /// Makes versions of one picture, which is decoded once for all of them.
    ///
    /// # Errors
    /// What is wrong with the picture.
    pub fn versions(&self, file: &SourceFile, versions: &[Version]) -> Result<Vec<Vec<u8>>, Diagnostic> {
        let decoded = decoded(file)?;
        let made = versions.par_iter().map(|version| decoded.make(version));
        made.collect::<Result<_, String>>().map_err(|_| broken(file))
    }

    fn is_first_version(&self, file: &SourceFile, version: &Version) -> bool {
        let versions = self.world.pictures.get(file.path());
        versions
            .and_then(|versions| versions.first())
            .is_some_and(|(first, _)| first == version)
    }

    /// Makes an output of its recipe.
    pub fn make(&self, recipe: &Recipe) -> Output {
        self.finish(self.prepare(recipe))
    }

    /// Gathers all that a recipe reads, and its fingerprint where that is cheaper than the making.
    fn prepare<'a>(&self, recipe: &'a Recipe) -> Prepared<'a> {
        let (page, language) = match recipe {
            Recipe::Page(subject, language) => (compose::compose(&self.world, subject, language), language),
            Recipe::Redirect(target, language) => {
                let href = target.href(&self.world.site.config.base_path);
                let page = Page {
                    kind: "redirect",
                    language: language.to_string(),
                    url: self.world.site.config.absolute(&href).into(),
                    title: self.theme.text("redirect.title", language).into(),
                    detail: Detail::Redirect { target: href.clone() },
                    href: href.into(),
                    noindex: true,
                    ..Page::default()
                };
                (
                    Reported {
                        value: Composed::without_text(page),
                        diagnostics: Vec::new(),
                    },
                    language,
                )
            }
            other => {
                return Prepared {
                    key: match other {
                        Recipe::Picture(file, version) => Some(picture_key(file, version)),
                        Recipe::Share(key, language) => {
                            self.world.share(key, language).map(|share| share.key())
                        }
                        _ => None,
                    },
                    work: Work::Other(other),
                };
            }
        };
        let key = Fingerprint::of(&(self.theme.fingerprint, self.frame_fingerprint, &page));
        Prepared {
            key: Some(key),
            work: Work::Page(Box::new(page), language),
        }
    }

    fn finish(&self, prepared: Prepared<'_>) -> Output {
        match prepared.work {
            Work::Page(page, language) => {
                let Reported {
                    value: page,
                    mut diagnostics,
                } = *page;
                let bytes = match (self.world.frames.get(language), self.frames.get(language)) {
                    (Some(frame), Some(shared)) => {
                        let page = page.finish(frame, &self.world.site.config.origin);
                        let template = format!("{}.html", page.kind);
                        self.theme
                            .render(&template, language, shared, &page, &page.href)
                            .unwrap_or_else(|diagnostic| {
                                diagnostics.push(diagnostic);
                                Vec::new()
                            })
                    }
                    _ => Vec::new(),
                };
                Output {
                    bytes,
                    beside: Vec::new(),
                    diagnostics,
                }
            }
            Work::Other(recipe) => self.other(recipe),
        }
    }

    fn web_manifest(&self, tag: &LanguageTag) -> Vec<u8> {
        let config = &self.world.site.config;
        let own = config.language(tag);
        let frame = self.world.frames.get(tag);
        let icon = |path: &str, size: u32| Icon {
            href: Address::new(path).href(&config.base_path),
            size: Some(size),
        };
        let sign = self.theme.assets.get("favicon.svg").map(|sign| Icon {
            href: format!("{}/{}", config.base_path, sign.output),
            size: None,
        });
        let pictures = [icon(TOUCH_ICON, 180), icon(LARGE_ICON, 512)];
        web_manifest::render(&WebManifest {
            id: format!("{}/{tag}/", config.base_path),
            name: own.map_or("", |own| &own.title),
            description: own.map_or("", |own| &own.description),
            language: tag.as_str(),
            direction: frame.map_or("ltr", |frame| frame.direction),
            start: frame.map_or("", |frame| &frame.home),
            scope: format!("{}/", config.base_path),
            icons: sign.into_iter().chain(pictures).collect(),
        })
    }

    fn other(&self, recipe: &Recipe) -> Output {
        let mut diagnostics = Vec::new();
        let mut beside = Vec::new();
        let config = &self.world.site.config;
        let bytes = match recipe {
            Recipe::Page(..) | Recipe::Redirect(..) => Vec::new(),
            Recipe::Feed(key, language) => feed::render(&self.feed(key, language)),
            Recipe::Data(key) => match (key.id(), self.world.site.data(key)) {
                (Some(id), Some((_, Data::Instrument(data)))) => instrument::json(id, data),
                _ => Vec::new(),
            },
            Recipe::Sitemap(range) => self.sitemap(range),
            Recipe::SitemapIndex(parts) => self.sitemap_index(*parts),
            Recipe::CourseCalendar(key, language) => calendar::render(&self.calendar(Some(key), language)),
            Recipe::Calendar(language) => calendar::render(&self.calendar(None, language)),
            Recipe::Search(tag) => {
                let index = self.searches.of(&self.world, &self.theme, tag);
                let files = index.iter().flat_map(|index| &index.files);
                let files = files.filter(|(name, _)| &***name != MANIFEST);
                beside = files
                    .map(|(name, bytes)| (search::path(tag, name), bytes.clone()))
                    .collect();
                let manifest = index.and_then(|index| index.files.get(MANIFEST));
                manifest.map(|bytes| bytes.to_vec()).unwrap_or_default()
            }
            Recipe::OpenSearch(tag) => self.open_search(tag),
            Recipe::Share(key, language) => {
                let share = self.world.share(key, language);
                share.map(|share| share.paint()).unwrap_or_default()
            }
            Recipe::Icon(size) => {
                let sign = self.theme.assets.get("favicon.svg");
                sign.map(|sign| icon::paint(&sign.bytes, *size))
                    .unwrap_or_default()
            }
            Recipe::WebManifest(tag) => self.web_manifest(tag),
            Recipe::Headers(server, lasting) => headers::render(*server, &config.base_path, lasting),
            Recipe::Robots => {
                let href = Address::new("sitemap.xml").href(&config.base_path);
                robots::render(&config.absolute(&href))
            }
            Recipe::Ris => work::ris(self.world.bibliography.works()).into_bytes(),
            Recipe::CslJson => work::csl_json(self.world.bibliography.works()).into_bytes(),
            Recipe::Copy(file) => match file.read() {
                Ok(bytes) => bytes.into_owned(),
                Err(error) => {
                    diagnostics.push(unreadable(file.path(), &error));
                    Vec::new()
                }
            },
            Recipe::Bare(file) => match file.read() {
                Ok(bytes) => bare(&bytes).into_owned(),
                Err(error) => {
                    diagnostics.push(unreadable(file.path(), &error));
                    Vec::new()
                }
            },
            Recipe::Drawing(file) => drawing(file, &mut diagnostics),
            Recipe::Picture(file, version) => {
                let made = self.versions(file, std::slice::from_ref(version));
                made.map(|made| made.concat()).unwrap_or_else(|fault| {
                    if self.is_first_version(file, version) {
                        diagnostics.push(fault);
                    }
                    Vec::new()
                })
            }
            Recipe::Asset(bytes) => bytes.to_vec(),
        };
        Output {
            bytes,
            beside,
            diagnostics,
        }
    }
}

/// A version is made of nothing but its picture.
fn picture_key(file: &SourceFile, version: &Version) -> Fingerprint {
    Fingerprint::of(&(file.path(), file.fingerprint(), version))
}

fn decoded(file: &SourceFile) -> Result<Decoded, Diagnostic> {
    let bytes = file.read().map_err(|error| unreadable(file.path(), &error))?;
    scale::decode(&bytes).map_err(|_| broken(file))
}

fn broken(file: &SourceFile) -> Diagnostic {
    broken_at(file, TextRange::default())
}

fn broken_at(file: &SourceFile, at: TextRange) -> Diagnostic {
    Diagnostic::new(Code::BrokenImage, at.of(file.path())).with("name", file.path().name())
}

fn drawing(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Vec<u8> {
    // What is not written in UTF-8, or is longer than a text may be, cannot be looked through.
    let SourceFile::Text(text) = file else {
        diagnostics.push(broken(file));
        return Vec::new();
    };
    match harmless(&text.text) {
        Ok(Harmless { svg, left_out }) => {
            diagnostics.extend(left_out.into_iter().map(|(at, what)| {
                let at = TextRange::new(at.start, at.end).of(&text.path);
                Diagnostic::new(Code::UnsafeDrawing, at).with("what", what)
            }));
            svg.into_bytes()
        }
        Err(at) => {
            diagnostics.push(broken_at(file, TextRange::new(at, at)));
            Vec::new()
        }
    }
}

struct Prepared<'a> {
    key: Option<Fingerprint>,
    work: Work<'a>,
}

impl Prepared<'_> {
    /// What was found to be wrong while gathering.
    fn diagnostics(&self) -> &[Diagnostic] {
        match &self.work {
            Work::Page(page, _) => &page.diagnostics,
            Work::Other(_) => &[],
        }
    }

    fn into_diagnostics(self) -> Vec<Diagnostic> {
        match self.work {
            Work::Page(page, _) => page.diagnostics,
            Work::Other(_) => Vec::new(),
        }
    }
}

enum Work<'a> {
    Page(Box<Reported<Composed>>, &'a LanguageTag),
    Other(&'a Recipe),
}
