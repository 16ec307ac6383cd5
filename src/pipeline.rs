//! From sources to outputs: the map of the program. The only module that knows all stages.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::config::{self, Config, RawHtml};
use crate::content::place::{Place, place};
use crate::content::site::{self, EntryKey, Publication, Site};
use crate::content::status::{self, Outdated, RecordFile};
use crate::content::translation::{self, Translation};
use crate::date::Date;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{self, Code, Diagnostic, Phrase, Reported};
use crate::fingerprint::{Fingerprint, content_name, content_named};
use crate::language::{Language, LanguageTag};
use crate::output::feed::{Feed, FeedEntry};
use crate::output::sitemap::UrlEntry;
use crate::output::write::MANIFEST;
use crate::output::{feed, robots, sitemap};
use crate::page::address::{Address, Addresses};
use crate::page::card::Cards;
use crate::page::citation::Bibliography;
use crate::page::claim::{Claims, Owner, OwnerPlaces, fault_of_name};
pub use crate::page::compose::Subject;
use crate::page::compose::{self, Composed, World};
use crate::page::{Detail, Page, frame, order};
use crate::source::yaml::{self, Step};
use crate::source::{SourceFile, Sources, TextFile};
use crate::source::{disk, encoding};
use crate::span::{SourcePath, Span, TextRange};
use crate::theme::{SharedFrame, Theme, ThemeFiles};

/// What a command line may vary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// The day of the build: pages dated later are not published yet.
    pub today: Date,
    /// Drafts are published too.
    pub drafts: bool,
    /// Pages dated after today are published too.
    pub future: bool,
    /// Replaces `base_url` of `tillit.yaml`.
    pub base_url: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        let today = Date::parse("2026-01-01").expect("the date is written as dates are");
        Self {
            today,
            drafts: false,
            future: false,
            base_url: None,
        }
    }
}

type Parsed = Arc<Reported<Arc<Translation>>>;
type Compared = Arc<Reported<Option<Outdated>>>;

/// What earlier builds found out. A remembered result has all that it reads as its key, so nothing in here is ever
/// out of date; what the last build did not use is forgotten.
#[derive(Default)]
pub struct Memory {
    parsed: HashMap<(SourcePath, Fingerprint), Parsed>,
    /// Records with the originals that they were compared with.
    compared: HashMap<Fingerprint, Compared>,
    bibliography: Option<(Fingerprint, Arc<Reported<Arc<Bibliography>>>)>,
    /// Names of the contents of files that are no texts.
    content_names: HashMap<Fingerprint, String>,
    /// What each output that was made last time was made of.
    rendered: Mutex<HashMap<String, Fingerprint>>,
}

/// How one output is made.
#[derive(Clone, Debug)]
pub enum Recipe {
    /// A page in a language.
    Page(Subject, LanguageTag),
    /// A page that leads from an old address to a new one.
    Redirect(Address, LanguageTag),
    /// The feed of a section in a language.
    Feed(EntryKey, LanguageTag),
    /// All addresses of the site; of a large site one of several files.
    Sitemap(usize),
    /// What search engines may read.
    Robots,
    /// A file, copied as it is.
    Copy(SourceFile),
    /// A file of the theme.
    Asset(Arc<[u8]>),
}

/// A site as built: every output path with its recipe. Nothing is rendered until it is asked for.
pub struct Built {
    /// The recipes by output path.
    pub outputs: BTreeMap<String, Recipe>,
    /// What the stages before rendering found to be wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The site with all that its pages look up.
    pub world: Arc<World>,
    theme: Arc<Theme>,
    frames: BTreeMap<LanguageTag, SharedFrame>,
    frame_fingerprint: Fingerprint,
}

/// One output, made.
pub struct Output {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What was found to be wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds a site: reads, links, and lists what can be made of it.
pub fn build(sources: &Sources, options: &Options, memory: &mut Memory) -> Built {
    let mut diagnostics = Vec::new();
    let config = Arc::new(config::read(sources, options.base_url.as_deref()).into_value(&mut diagnostics));
    let languages: Vec<Arc<Language>> = config
        .languages
        .iter()
        .map(|language| Arc::new(Language::new(&language.tag)))
        .collect();
    let placed: Vec<Placed<'_>> = sources.iter().map(|file| (place(file.path()), file)).collect();
    let theme_files = theme_files(sources, &placed, &config, &mut diagnostics);
    let theme = Theme::load(theme_files, &languages, &config.base_path).into_value(&mut diagnostics);
    let theme = Arc::new(theme);

    let translations = parse_texts(&placed, &config, memory, &mut diagnostics);
    let publication = Publication {
        today: options.today,
        drafts: options.drafts,
        future: options.future,
    };
    let companions = placed
        .iter()
        .filter(|(place, _)| *place == Place::Companion)
        .map(|(_, file)| (file.path().clone(), file.image_size()))
        .collect();
    check_characters(&placed, &mut diagnostics);
    let site =
        site::assemble(&config, sources, translations, companions, publication).into_value(&mut diagnostics);
    let outdated = compare_records(&site, sources, &placed, memory, &mut diagnostics);
    let bibliography = read_bibliography(sources, memory, &mut diagnostics);
    let mut claims = Claims::default();
    let addresses = Addresses::of(&site, sources, &mut claims, &mut diagnostics);
    check_menus(&site, sources, &mut diagnostics);
    let lists = order::lists(&site, &languages);
    let texts = theme.clone();
    let words: Arc<compose::Words> =
        Arc::new(move |key: &str, language: &LanguageTag| texts.text(key, language));
    let cards = Cards::of(&site, &addresses, &lists, &languages, &*words);
    let frames = frame::frames(&site, &cards, &languages);
    let companions = companion_addresses(&site, sources, memory, &mut diagnostics);
    let frame_fingerprint = Fingerprint::of(&frames);
    let shared = frames
        .iter()
        .map(|(language, frame)| (language.clone(), Theme::frame(frame)))
        .collect();
    let world = Arc::new(World {
        site,
        addresses,
        lists,
        cards,
        languages,
        frames,
        bibliography,
        companions,
        outdated,
        words,
    });
    add_faults_of_homeless(&world, &mut diagnostics);
    let outputs = outputs(&world, &theme, sources, &placed, claims, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    let mut built = Built {
        outputs,
        diagnostics,
        world,
        theme,
        frames: shared,
        frame_fingerprint,
    };
    add_sitemaps(&mut built);
    let rendered = memory.rendered.get_mut().unwrap_or_else(PoisonError::into_inner);
    rendered.retain(|path, _| built.outputs.contains_key(path));
    built
}

/// A file of the site, and what it is for.
type Placed<'a> = (Place, &'a SourceFile);

fn parse_texts<'a>(
    placed: &'a [Placed<'_>],
    config: &Config,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'a Place, Arc<Translation>)> {
    let mut texts: Vec<(&Place, &Arc<TextFile>, LanguageTag)> = Vec::new();
    for (place, file) in placed {
        let language = match place {
            Place::Section { language, .. } | Place::Article { language, .. } => language,
            Place::Unplaced => {
                let at = TextRange::default().of(file.path());
                diagnostics.push(Diagnostic::new(Code::UnplacedFile, at).with("path", file.path()));
                continue;
            }
            _ => continue,
        };
        let at = || TextRange::default().of(file.path());
        let tag = LanguageTag::read(language, at, diagnostics).filter(|tag| config.language(tag).is_some());
        match (tag, file) {
            (Some(tag), SourceFile::Text(text)) => texts.push((place, text, tag)),
            (None, _) => {
                let at = TextRange::default().of(file.path());
                let tags = config.languages.iter().map(|language| language.tag.as_str());
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
    let remembered = std::mem::take(&mut memory.parsed);
    let raw_html: RawHtml = config.raw_html;
    let parsed: Vec<((SourcePath, Fingerprint), Parsed)> = texts
        .par_iter()
        .map(|(_, file, language)| {
            let key = (
                file.path.clone(),
                Fingerprint::of(&(file.fingerprint, language, raw_html)),
            );
            let result = remembered.get(&key).cloned().unwrap_or_else(|| {
                let Reported { value, diagnostics } = translation::parse(file, language, raw_html);
                Arc::new(Reported {
                    value: Arc::new(value),
                    diagnostics,
                })
            });
            (key, result)
        })
        .collect();
    let mut translations = Vec::with_capacity(parsed.len());
    for ((place, ..), (key, result)) in texts.into_iter().zip(parsed) {
        diagnostics.extend(result.diagnostics.iter().cloned());
        translations.push((place, result.value.clone()));
        memory.parsed.insert(key, result);
    }
    translations
}

/// The translations whose original has changed since they were made, by file.
fn compare_records(
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
                let texts: Vec<(&LanguageTag, Fingerprint)> = texts
                    .map(|(language, text)| (language, text.file.fingerprint))
                    .collect();
                let languages: Vec<&LanguageTag> = site
                    .config
                    .languages
                    .iter()
                    .map(|language| &language.tag)
                    .collect();
                let key = Fingerprint::of(&(&record.file.path, record.file.fingerprint, texts, languages));
                let result = remembered.get(&key).cloned();
                let result = result.unwrap_or_else(|| Arc::new(status::outdated(&record, &site.config)));
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

/// Looks for characters that are not what they seem in all that is written, but for texts: those know themselves.
fn check_characters(placed: &[Placed<'_>], diagnostics: &mut Vec<Diagnostic>) {
    for (place, file) in placed {
        if let SourceFile::Text(text) = file
            && matches!(
                place,
                Place::Config
                    | Place::People
                    | Place::Subjects
                    | Place::Bibliography
                    | Place::Template { .. }
                    | Place::Strings { .. }
            )
        {
            encoding::check(&text.path, &text.text, diagnostics);
        }
    }
}

fn read_bibliography(
    sources: &Sources,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Arc<Bibliography> {
    let Some(file) = sources.text("content/references.bib") else {
        return Arc::default();
    };
    let key = Fingerprint::of(&(&file.path, file.fingerprint));
    let read = match &memory.bibliography {
        Some((known, read)) if *known == key => read.clone(),
        _ => {
            let Reported { value, diagnostics } = Bibliography::read(&file.path, &file.text);
            Arc::new(Reported {
                value: Arc::new(value),
                diagnostics,
            })
        }
    };
    diagnostics.extend(read.diagnostics.iter().cloned());
    memory.bibliography = Some((key, read.clone()));
    read.value.clone()
}

/// Menu entries that lead nowhere.
fn check_menus(site: &Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    for (key, menu) in [("menu", &site.config.menu), ("footer", &site.config.footer)] {
        for (index, reference) in menu.iter().enumerate() {
            if site.find(reference).is_none() {
                diagnostics.push(
                    Diagnostic::new(
                        Code::DeadLink,
                        in_config(sources, &[Step::key(key), Step::Index(index)]),
                    )
                    .with("target", reference)
                    .guess(site.guess(reference)),
                );
            }
        }
    }
}

/// A text whose address belongs to another is no output, but its own faults are told all the same.
fn add_faults_of_homeless(world: &World, diagnostics: &mut Vec<Diagnostic>) {
    for key in keys(&world.site) {
        for language in world
            .site
            .entry(&key)
            .into_iter()
            .flat_map(|entry| entry.translations.keys())
        {
            if world.addresses.get(&key, language).is_none() {
                let subject = Subject::Entry(key.clone(), 1);
                diagnostics.extend(compose::compose(world, &subject, language).diagnostics);
            }
        }
    }
}

/// The place of a value of `tillit.yaml`.
fn in_config(sources: &Sources, steps: &[Step]) -> Span {
    match sources.text(config::FILE_NAME) {
        Some(file) => yaml::locate(&file.path, &file.text, TextRange::new(0, file.text.len()), steps),
        None => TextRange::default().of(&SourcePath::new(config::FILE_NAME)),
    }
}

/// The files of the theme: built in, then of the site's theme folder, then of the site.
fn theme_files(
    sources: &Sources,
    placed: &[Placed<'_>],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> ThemeFiles {
    let mut files = ThemeFiles::built_in();
    let mut known = config.theme == "default";
    let mut own: Vec<(&Place, &SourceFile)> = Vec::new();
    for (place, file) in placed {
        let theme = match place {
            Place::Template { theme, .. } | Place::Strings { theme, .. } => theme.as_deref(),
            Place::ThemeAsset { theme, .. } => Some(theme.as_str()),
            _ => continue,
        };
        match theme {
            Some(theme) if theme != config.theme => {}
            Some(_) => {
                known = true;
                take(&mut files, place, file, diagnostics);
            }
            None => own.push((place, file)),
        }
    }
    for (place, file) in own {
        take(&mut files, place, file, diagnostics);
    }
    if !known {
        diagnostics.push(
            Diagnostic::new(Code::UnknownTheme, in_config(sources, &[Step::key("theme")]))
                .with("theme", &config.theme),
        );
    }
    files
}

fn take(files: &mut ThemeFiles, place: &Place, file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) {
    match (place, file) {
        (Place::Template { name, .. }, SourceFile::Text(text)) => {
            files
                .templates
                .insert(name.clone(), (text.path.clone(), text.text.clone()));
        }
        (Place::Strings { language, .. }, SourceFile::Text(text)) => {
            let at = || TextRange::default().of(&text.path);
            let tag = LanguageTag::read(language, at, diagnostics);
            files
                .strings
                .entry(tag.map_or_else(|| language.clone(), |tag| tag.to_string()))
                .or_default()
                .push((text.path.clone(), text.text.clone()));
        }
        (Place::ThemeAsset { name, .. }, file) => {
            if let Ok(bytes) = file.read() {
                files.assets.insert(name.clone(), bytes.into_owned());
            }
        }
        _ => {}
    }
}

/// Files beside texts are published once for all languages, under a name that carries their content.
fn companion_addresses(
    site: &Site,
    sources: &Sources,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<SourcePath, Address> {
    let remembered = std::mem::take(&mut memory.content_names);
    let paths: Vec<&SourcePath> = site.companions.keys().collect();
    let named: Vec<Option<(Fingerprint, io::Result<String>)>> = paths
        .par_iter()
        .map(|path| {
            let file = sources.get(path)?;
            let key = file.fingerprint();
            let name = match remembered.get(&key) {
                Some(name) => Ok(name.clone()),
                None => file.read().map(|bytes| content_name(&bytes)),
            };
            Some((key, name))
        })
        .collect();
    let mut addresses = BTreeMap::new();
    for (path, named) in paths.into_iter().zip(named) {
        match (named, path.as_str().strip_prefix("content/")) {
            (Some((key, Ok(name))), Some(below)) => {
                let address = Address::new(format!("files/{}", content_named(below, &name)));
                addresses.insert(path.clone(), address);
                memory.content_names.insert(key, name);
            }
            (Some((_, Err(error))), _) => {
                let at = TextRange::default().of(path);
                diagnostics
                    .push(Diagnostic::new(Code::UnreadableFile, at).saying("reason", disk::reason(&error)));
            }
            (None, _) | (_, None) => {}
        }
    }
    addresses
}

/// The longest path of an output, in bytes; no system takes much longer ones.
const MOST_PATH_BYTES: usize = 1000;

/// The recipes by path, while they are gathered.
struct Table<'a> {
    places: OwnerPlaces<'a>,
    claims: Claims,
    recipes: BTreeMap<String, Recipe>,
}

impl Table<'_> {
    /// Puts an output in unless its path is taken, which is told.
    fn put(&mut self, path: String, owner: Owner, recipe: Recipe, diagnostics: &mut Vec<Diagnostic>) {
        if let Owner::Alias(..) | Owner::File(_) = owner {
            let fault = if path.len() > MOST_PATH_BYTES {
                Some((path.get(..50).unwrap_or_default(), Phrase::PathTooLong))
            } else {
                path.split('/')
                    .find_map(|name| Some((name, fault_of_name(name)?)))
            };
            if let Some((name, reason)) = fault {
                if !self.claims.tells() {
                    return;
                }
                let fault = match self.places.of(&owner) {
                    Some(span) => Diagnostic::new(Code::BadName, span),
                    None => Diagnostic::global(Code::BadName),
                };
                diagnostics.push(fault.with("name", name).saying("reason", reason));
                return;
            }
        }
        if self.claims.claim(&path, owner, &self.places, diagnostics) {
            self.recipes.insert(path, recipe);
        }
    }
}

fn outputs(
    world: &World,
    theme: &Theme,
    sources: &Sources,
    placed: &[Placed<'_>],
    claims: Claims,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Recipe> {
    let site = &world.site;
    let mut table = Table {
        places: OwnerPlaces::new(site, sources),
        claims,
        recipes: BTreeMap::new(),
    };
    // The list of outputs stands there, see `output::write`.
    table
        .claims
        .claim(MANIFEST, Owner::Program, &table.places, diagnostics);
    for asset in theme.assets.values() {
        let recipe = Recipe::Asset(asset.bytes.clone());
        table.put(asset.output.clone(), Owner::Program, recipe, diagnostics);
    }
    for (path, address) in &world.companions {
        if let Some(file) = sources.get(path) {
            let owner = Owner::File(path.clone());
            table.put(address.output(), owner, Recipe::Copy(file.clone()), diagnostics);
        }
    }
    let default = &site.config.default_language;
    let page = |subject: Subject, language: &LanguageTag| Recipe::Page(subject, language.clone());
    let mut fixed = vec![
        ("index.html".to_owned(), page(Subject::Chooser, default)),
        ("404.html".to_owned(), page(Subject::NotFound, default)),
        ("sitemap.xml".to_owned(), Recipe::Sitemap(0)),
    ];
    fixed.extend(world.languages.iter().map(|language| {
        let tag = language.tag();
        (format!("{tag}/404.html"), page(Subject::NotFound, tag))
    }));
    // The only one that a file of the site may replace.
    if !placed
        .iter()
        .any(|(place, _)| matches!(place, Place::Static(path) if path == "robots.txt"))
    {
        fixed.push(("robots.txt".to_owned(), Recipe::Robots));
    }
    for (path, recipe) in fixed {
        table.put(path, Owner::Program, recipe, diagnostics);
    }
    for language in &world.languages {
        let tag = language.tag();
        for key in keys(site) {
            let Some(address) = world.addresses.get(&key, tag) else {
                continue;
            };
            let owner = || Owner::Entry(key.clone(), tag.clone());
            for number in 1..=world.page_count(&key, tag) {
                let recipe = page(Subject::Entry(key.clone(), number), tag);
                if number == 1 {
                    // The address was claimed when it was given.
                    table.recipes.insert(address.output(), recipe);
                } else {
                    let path = address.numbered(number, tag).output();
                    table.put(path, owner(), recipe, diagnostics);
                }
            }
            if matches!(key, EntryKey::Section(_)) && site.borrowed(&key, tag).is_none() {
                let path = address.beside("feed.xml").output();
                table.put(path, owner(), Recipe::Feed(key.clone(), tag.clone()), diagnostics);
            }
        }
    }
    add_aliases(world, &mut table, diagnostics);
    // Files of `static` are copied as they are. They may not stand where tillit puts something.
    for (place, file) in placed {
        if let Place::Static(path) = place {
            let owner = Owner::File(file.path().clone());
            table.put(path.clone(), owner, Recipe::Copy((*file).clone()), diagnostics);
        }
    }
    table.recipes
}

/// A sitemap may hold 50,000 addresses and 50 MB. Only a site that comes near to that has to make it at once to learn
/// how many files it takes.
fn add_sitemaps(built: &mut Built) {
    const SURELY_ONE_FILE: usize = 20_000;
    if built.outputs.len() < SURELY_ONE_FILE {
        return;
    }
    for (number, (path, _)) in built.sitemap().into_iter().enumerate() {
        built.outputs.insert(path, Recipe::Sitemap(number));
    }
}

fn keys(site: &Site) -> Vec<EntryKey> {
    let mut keys: Vec<EntryKey> = site.sections.keys().cloned().map(EntryKey::Section).collect();
    keys.extend(site.articles.keys().cloned().map(EntryKey::Article));
    keys.extend(site.subjects.keys().cloned().map(EntryKey::Subject));
    keys.extend(site.people.keys().cloned().map(EntryKey::Person));
    keys.extend([EntryKey::Subjects, EntryKey::People]);
    keys
}

fn add_aliases(world: &World, table: &mut Table<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for key in keys(&world.site) {
        let Some(entry) = world.site.entry(&key) else {
            continue;
        };
        for translation in entry.translations.values() {
            let Some(target) = world.addresses.get(&key, &translation.language) else {
                continue;
            };
            for (index, alias) in translation.aliases.iter().enumerate() {
                let place = || translation.place(&[Step::key("aliases"), Step::Index(index)]);
                let path = alias.strip_prefix('/').filter(|path| {
                    !path.is_empty()
                        && !path.contains(['\\', '?', '#', '%'])
                        && path.split('/').all(|part| !part.starts_with('.'))
                        && !path.contains("//")
                        && !path.chars().any(char::is_control)
                });
                let Some(path) = path else {
                    diagnostics.push(Diagnostic::new(Code::BadAlias, place()).with("alias", alias));
                    continue;
                };
                let html = path.ends_with('/') || path.ends_with(".html");
                let address = Address::new(if html { path.to_owned() } else { format!("{path}/") });
                let language = &translation.language;
                let owner = Owner::Alias(key.clone(), language.clone(), index);
                let recipe = Recipe::Redirect(target.clone(), language.clone());
                table.put(address.output(), owner, recipe, diagnostics);
            }
        }
    }
}

impl Built {
    /// Makes one output. `None` if there is none at that path.
    pub fn force(&self, path: &str) -> Option<Output> {
        Some(self.make(self.outputs.get(path)?))
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
        }
        diagnostic::sort(&mut diagnostics);
        (files, diagnostics)
    }

    /// Makes all outputs only to learn what is wrong with them, and returns all that is wrong with the site.
    pub fn find_faults(&self) -> Vec<Diagnostic> {
        let found: Vec<Vec<Diagnostic>> = self
            .outputs
            .par_iter()
            .map(|(_, recipe)| self.make(recipe).diagnostics)
            .collect();
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.extend(found.into_iter().flatten());
        diagnostic::sort(&mut diagnostics);
        diagnostics
    }

    /// Makes an output unless `memory` knows that it would be the same as last time.
    pub fn force_unless_remembered(&self, path: &str, recipe: &Recipe, memory: &Memory) -> Forced {
        let prepared = self.prepare(recipe);
        let mut rendered = memory.rendered.lock().unwrap_or_else(PoisonError::into_inner);
        if prepared.key.is_some() && rendered.get(path) == prepared.key.as_ref() {
            return Forced::Unchanged(prepared.diagnostics().to_vec());
        }
        // What fails half-way was not made.
        rendered.remove(path);
        drop(rendered);
        let (key, found) = (prepared.key, prepared.diagnostics().len());
        let output = self.finish(prepared);
        // A page whose template failed is made again next time, so that the fault is told again.
        if let Some(key) = key.filter(|_| output.diagnostics.len() == found) {
            memory
                .rendered
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(path.to_owned(), key);
        }
        Forced::Made(output)
    }

    fn make(&self, recipe: &Recipe) -> Output {
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
                    key: None,
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
                Output { bytes, diagnostics }
            }
            Work::Other(recipe) => self.other(recipe),
        }
    }

    fn other(&self, recipe: &Recipe) -> Output {
        let mut diagnostics = Vec::new();
        let config = &self.world.site.config;
        let bytes = match recipe {
            Recipe::Page(..) | Recipe::Redirect(..) => Vec::new(),
            Recipe::Feed(key, language) => feed::render(&self.feed(key, language)),
            Recipe::Sitemap(number) => self
                .sitemap()
                .into_iter()
                .nth(*number)
                .map(|(_, bytes)| bytes)
                .unwrap_or_default(),
            Recipe::Robots => {
                let href = Address::new("sitemap.xml").href(&config.base_path);
                robots::render(&config.absolute(&href))
            }
            Recipe::Copy(file) => match file.read() {
                Ok(bytes) => bytes.into_owned(),
                Err(error) => {
                    let at = TextRange::default().of(file.path());
                    diagnostics.push(
                        Diagnostic::new(Code::UnreadableFile, at).saying("reason", disk::reason(&error)),
                    );
                    Vec::new()
                }
            },
            Recipe::Asset(bytes) => bytes.to_vec(),
        };
        Output { bytes, diagnostics }
    }

    fn sitemap(&self) -> Vec<(String, Vec<u8>)> {
        let world = &self.world;
        let config = &world.site.config;
        let mut entries = Vec::new();
        for key in keys(&world.site) {
            let translations: Vec<(&LanguageTag, String)> = config
                .languages
                .iter()
                .filter(|language| world.site.borrowed(&key, &language.tag).is_none())
                .filter_map(|language| {
                    let address = world.addresses.get(&key, &language.tag)?;
                    let draft = world
                        .site
                        .entry(&key)
                        .and_then(|entry| entry.translations.get(&language.tag))
                        .is_some_and(|translation| translation.draft);
                    (!draft).then(|| (&language.tag, config.absolute(&address.href(&config.base_path))))
                })
                .collect();
            let mut alternates: Vec<(String, String)> = translations
                .iter()
                .map(|(tag, url)| (tag.to_string(), url.clone()))
                .collect();
            let x_default = if key == EntryKey::Section(String::new()) {
                Some(config.absolute(&Address::new("").href(&config.base_path)))
            } else {
                translations
                    .iter()
                    .find(|(tag, _)| **tag == config.default_language)
                    .map(|(_, url)| url.clone())
            };
            alternates.extend(x_default.map(|url| ("x-default".to_owned(), url)));
            for (tag, url) in translations {
                let translation = world
                    .site
                    .entry(&key)
                    .and_then(|entry| entry.translations.get(tag));
                let date = translation.and_then(|translation| translation.updated.or(translation.date));
                entries.push(UrlEntry {
                    location: url,
                    alternates: alternates.clone(),
                    last_modified: date.map(|date| date.to_string()),
                });
            }
        }
        let top = Address::new("").href(&config.base_path);
        sitemap::render(&entries, &config.absolute(&top))
    }

    /// Names an entry in feeds for ever: by its id, so that a new slug does not make it new.
    fn tag_uri(&self, key: &EntryKey, language: &LanguageTag) -> String {
        let config = &self.world.site.config;
        let name = match key {
            EntryKey::Section(id) => format!("section/{id}"),
            EntryKey::Article(id) => format!("article/{id}"),
            EntryKey::Subject(id) => format!("subject/{id}"),
            EntryKey::Person(id) => format!("person/{id}"),
            EntryKey::Subjects => "subjects".to_owned(),
            EntryKey::People => "people".to_owned(),
        };
        feed::tag_uri(&config.origin, &format!("{}/{language}/{name}", config.base_path))
    }

    fn feed(&self, key: &EntryKey, language: &LanguageTag) -> Feed {
        let world = &self.world;
        let config = &world.site.config;
        let own = config.language(language);
        let site_title = own.map(|own| own.title.clone()).unwrap_or_default();
        let home = *key == EntryKey::Section(String::new());
        let title = if home {
            site_title.clone()
        } else {
            format!("{} – {site_title}", world.title(key, language))
        };
        let address = world
            .addresses
            .get(key, language)
            .cloned()
            .unwrap_or_else(|| Address::new(""));
        let absolute = |address: &Address| config.absolute(&address.href(&config.base_path));
        let mut articles: Vec<(&EntryKey, &Arc<Translation>)> = world
            .listed(key, language)
            .iter()
            .filter_map(|key| Some((key, world.site.entry(key)?.translations.get(language)?)))
            .filter(|(_, translation)| translation.date.is_some() && !translation.draft)
            .collect();
        articles.sort_by_key(|(_, translation)| std::cmp::Reverse(translation.date));
        let entries: Vec<FeedEntry> = articles
            .into_iter()
            .take(config.feed_size)
            .filter_map(|(key, translation)| {
                let url = world.card(key, language)?.url.to_string();
                let date = translation.date?;
                let authors = translation.authors.iter().filter_map(|id| {
                    world
                        .site
                        .people
                        .get(id)
                        .map(|person| person.name_in(id, language).to_owned())
                });
                Some(FeedEntry {
                    id: self.tag_uri(key, language),
                    title: translation.title.clone(),
                    url,
                    summary: translation.description.clone(),
                    published: Some(midnight(date)),
                    updated: midnight(translation.updated.unwrap_or(date)),
                    authors: authors.collect(),
                })
            })
            .collect();
        Feed {
            id: self.tag_uri(key, language),
            title,
            subtitle: own.map(|own| own.description.clone()).unwrap_or_default(),
            self_url: absolute(&address.beside("feed.xml")),
            site_url: absolute(&address),
            language: language.to_string(),
            updated: entries
                .iter()
                .map(|entry| entry.updated.clone())
                .max()
                .unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned()),
            author: site_title,
            entries,
        }
    }
}

/// A day as feeds write it. The hour is not known; midnight in UTC stands for the day.
fn midnight(date: Date) -> String {
    format!("{date}T00:00:00Z")
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
}

enum Work<'a> {
    Page(Box<Reported<Composed>>, &'a LanguageTag),
    Other(&'a Recipe),
}

/// An output that was made, or need not be.
pub enum Forced {
    /// Made just now.
    Made(Output),
    /// The same as last time, with the same faults.
    Unchanged(Vec<Diagnostic>),
}
