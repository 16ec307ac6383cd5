//! From sources to outputs: the map of the program. The only module that knows all stages.

mod calendars;
mod citations;
mod fault;
mod feeds;
mod files;
mod make;
mod memory;
mod mentions;
mod recipe;
mod search;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

use crate::config;
use crate::content::place::{Place, place};
use crate::content::site::{self, Publication};
use crate::date::Date;
use crate::diagnostic::{self, Diagnostic};
use crate::fingerprint::Fingerprint;
use crate::language::{Language, LanguageTag};
use crate::page::address::Addresses;
use crate::page::card::Cards;
use crate::page::claim::Claims;
use crate::page::compose::{self, World};
use crate::page::mention::{self, Names};
use crate::page::{frame, order};
use crate::source::{SourceFile, Sources};
use crate::theme::{SharedFrame, Theme};
use citations::read_bibliography;
use fault::{add_faults_of_homeless, check_characters, check_menus, check_sources};
use files::{companion_addresses, theme_files};
use memory::{chart_sources, compare_records, parse_texts, read_data};
use recipe::outputs;
use search::Searches;

pub use crate::page::compose::Subject;
pub use make::{Forced, Output};
pub use memory::Memory;
pub use recipe::Recipe;

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

/// A file of the site, and what it is for.
type Placed<'a> = (Place, &'a SourceFile);

/// The languages that the names of texts speak of.
fn languages_of(placed: &[Placed<'_>]) -> BTreeSet<LanguageTag> {
    let named = placed.iter().filter_map(|(place, _)| match place {
        Place::Section { language, .. } | Place::Article { language, .. } => Some(language),
        _ => None,
    });
    named
        .filter_map(|language| LanguageTag::parse(language))
        .collect()
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
    searches: Searches,
    frames: BTreeMap<LanguageTag, SharedFrame>,
    frame_fingerprint: Fingerprint,
}

/// Builds a site: reads, links, and lists what can be made of it.
pub fn build(sources: &Sources, options: &Options, memory: &mut Memory) -> Built {
    let mut diagnostics = Vec::new();
    let placed: Vec<Placed<'_>> = sources.iter().map(|file| (place(file.path()), file)).collect();
    let config = config::read(sources, options.base_url.as_deref(), || languages_of(&placed));
    let config = Arc::new(config.into_value(&mut diagnostics));
    let languages: Vec<Arc<Language>> = config
        .languages
        .iter()
        .map(|language| Arc::new(Language::new(&language.tag)))
        .collect();
    let theme_files = theme_files(sources, &placed, &config, &mut diagnostics);
    let theme = Theme::load(theme_files, &languages, &config.base_path).into_value(&mut diagnostics);
    let theme = Arc::new(theme);

    let data = read_data(&placed, &config, memory, &mut diagnostics);
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
    let site = site::assemble(&config, sources, data, translations, companions, publication)
        .into_value(&mut diagnostics);
    let outdated = compare_records(&site, sources, &placed, memory, &mut diagnostics);
    let bibliography = read_bibliography(sources, &config, memory, &mut diagnostics);
    let mut claims = Claims::default();
    let addresses = Addresses::of(&site, sources, &mut claims, &mut diagnostics);
    check_menus(&site, sources, &mut diagnostics);
    let lists = order::lists(&site, &languages);
    let texts = theme.clone();
    let words: Arc<compose::Words> =
        Arc::new(move |key: &str, language: &LanguageTag| texts.text(key, language));
    let cards = Cards::of(&site, &addresses, &lists, &languages, &*words);
    let frames = frame::frames(&site, &cards, &lists, &languages);
    let companions = companion_addresses(&site, sources, memory, &mut diagnostics);
    let charts = chart_sources(&site, sources, memory);
    let frame_fingerprint = Fingerprint::of(&frames);
    let shared = frames
        .iter()
        .map(|(language, frame)| (language.clone(), Theme::frame(frame)))
        .collect();
    let tags = languages.iter().map(|language| language.tag());
    let names = tags.filter_map(|tag| Some((tag.clone(), Arc::new(Names::of(&site, &addresses, tag)?))));
    let names = names.collect();
    let mentions = mentions::mentions(&site, &names, memory);
    let tags = languages.iter().map(|language| language.tag());
    let mentioning = tags.map(|tag| (tag.clone(), mention::mentioning(&site, &mentions, tag)));
    let mentioning = mentioning.collect();
    check_sources(&site, sources, &bibliography, &mut diagnostics);
    let world = Arc::new(World {
        site,
        addresses,
        lists,
        cards,
        languages,
        frames,
        mentions,
        mentioning,
        bibliography,
        companions,
        charts,
        outdated,
        words,
    });
    add_faults_of_homeless(&world, &mut diagnostics);
    let outputs = outputs(&world, &theme, sources, &placed, claims, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    let built = Built {
        outputs,
        diagnostics,
        searches: Searches::new(&world, &memory.indexes),
        world,
        theme,
        frames: shared,
        frame_fingerprint,
    };
    let rendered = memory.rendered.get_mut().unwrap_or_else(PoisonError::into_inner);
    rendered.retain(|path, _| built.outputs.contains_key(path));
    built
}
