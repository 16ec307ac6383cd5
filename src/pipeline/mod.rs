//! From sources to outputs: the map of the program. The only module that knows all stages.

mod calendars;
mod citations;
mod fault;
mod feeds;
mod files;
mod link;
mod make;
mod memory;
mod mentions;
mod recipe;
mod search;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::config;
use crate::content::place::Place;
use crate::date::Date;
use crate::diagnostic::{self, Diagnostic};
use crate::fingerprint::Fingerprint;
use crate::language::LanguageTag;
use crate::page::world::World;
use crate::source::{SourceFile, Sources};
use crate::theme::{SharedFrame, Theme};
use citations::read_bibliography;
use fault::{add_faults_of_homeless, check_characters, check_sources};
use files::read_theme;
use link::{Linked, Parts, link};
use memory::{compare_records, parse_texts, read_data};
use mentions::mentions;
use search::Searches;

pub use crate::page::compose::Subject;
pub use make::{Forced, Output};
pub use memory::Memory;
pub use recipe::Recipe;
pub use search::SEARCH_TEXTS;

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
    pub outputs: Arc<BTreeMap<String, Recipe>>,
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
    let placed = memory.places(sources);
    let config = config::read(sources, options.base_url.as_deref(), || languages_of(&placed));
    let config = Arc::new(config.into_value(&mut diagnostics));
    let languages = memory.languages(&config);
    let theme = read_theme(sources, &placed, &config, &languages, memory, &mut diagnostics);

    let data = read_data(&placed, &config, memory, &mut diagnostics);
    let texts = parse_texts(&placed, &config, memory, &mut diagnostics);
    check_characters(&placed, &mut diagnostics);
    let parts = Parts {
        sources,
        placed: &placed,
        options,
        config: &config,
        languages: &languages,
        theme: &theme,
        data,
        texts,
    };
    let (links, mut world) = link(parts, memory);
    diagnostics.extend(links.diagnostics.iter().cloned());
    // From here on texts are read.
    world.outdated = compare_records(&world.site, sources, &placed, memory, &mut diagnostics);
    world.bibliography = read_bibliography(sources, &config, memory, &mut diagnostics);
    world.mentions = Arc::new(mentions(&world.site, &links.names, memory));
    // What an earlier state gathered there is of its texts.
    let mentioning = config.tags().map(|tag| (tag.clone(), OnceLock::new()));
    world.mentioning = Arc::new(mentioning.collect());
    check_sources(&world.site, sources, &world.bibliography, &mut diagnostics);
    add_faults_of_homeless(&links.homeless, &world, &mut diagnostics);
    let world = Arc::new(world);
    Linked::remember(&links, &world, memory);
    memory.keep_places(placed);
    diagnostic::sort(&mut diagnostics);
    Built {
        outputs: links.outputs,
        diagnostics,
        searches: Searches::new(&world, memory),
        world,
        theme,
        frames: links.frames,
        frame_fingerprint: links.frame_fingerprint,
    }
}
