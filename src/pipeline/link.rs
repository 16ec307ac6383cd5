//! The linking of a site, and what of it stands until a head changes.
//!
//! Most edits change a text below its front matter. Nothing that is linked reads that: addresses, lists, cards, menus and
//! the list of outputs are made of the heads of texts, of data and of settings, which are the key of what is remembered
//! here. What does read texts is made for each build, in [`super::build`].

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fault::{check_menus, check_targets, homeless};
use super::files::companions_of;
use super::memory::{Memory, chart_sources};
use super::recipe::{Recipe, outputs};
use super::{Options, Placed};
use crate::config::Config;
use crate::content::data::DataFile;
use crate::content::entry::{Entry, EntryKey};
use crate::content::place::Place;
use crate::content::site::{self, Publication, Site};
use crate::content::translation::Translation;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::language::{Language, LanguageTag};
use crate::page::address::Addresses;
use crate::page::card::{self, Cards};
use crate::page::claim::Claims;
use crate::page::frame;
use crate::page::mention::Names;
use crate::page::order::{self, AllLists, Heads};
use crate::page::world::{Words, World};
use crate::source::Sources;
use crate::theme::{SharedFrame, Theme};

/// What is linked.
pub(super) struct Parts<'a> {
    pub(super) sources: &'a Sources,
    pub(super) placed: &'a [Placed<'a>],
    pub(super) options: &'a Options,
    pub(super) config: &'a Arc<Config>,
    pub(super) languages: &'a [Arc<Language>],
    pub(super) theme: &'a Arc<Theme>,
    pub(super) data: Vec<(&'a Place, DataFile)>,
    /// In the order of their paths.
    pub(super) texts: Vec<(&'a Place, Arc<Translation>)>,
}

impl Parts<'_> {
    /// Returns the fingerprint of all that the linking reads.
    fn key(&self) -> Fingerprint {
        let mut texts = self.texts.iter().peekable();
        let mut read = Vec::with_capacity(self.placed.len());
        for (place, file) in self.placed {
            let path = file.path();
            let fingerprint = match place {
                Place::Section { .. } | Place::Article { .. } => texts
                    .next_if(|(_, text)| text.path == *path)
                    .map(|(_, text)| text.head),
                Place::Config
                | Place::People
                | Place::Subjects
                | Place::Glossary
                | Place::Bibliography
                | Place::Data { .. }
                | Place::Companion
                | Place::Static(_) => Some(file.fingerprint()),
                // Of the theme, its words and assets are read.
                Place::Record(_)
                | Place::Style
                | Place::Template { .. }
                | Place::Strings { .. }
                | Place::ThemeAsset { .. }
                | Place::Unplaced => continue,
            };
            read.push((path, fingerprint));
        }
        let theme = (self.theme.words, self.theme.assets_fingerprint);
        Fingerprint::of(&(self.config, self.options, read, theme))
    }
}

/// What was linked, besides the world.
#[derive(Clone)]
pub(super) struct Links {
    key: Fingerprint,
    texts: Arc<Vec<Arc<Translation>>>,
    pub(super) frames: BTreeMap<LanguageTag, SharedFrame>,
    pub(super) frame_fingerprint: Fingerprint,
    /// What the glossary calls its concepts, by language.
    pub(super) names: BTreeMap<LanguageTag, Arc<Names>>,
    pub(super) outputs: Arc<BTreeMap<String, Recipe>>,
    /// What addresses and outputs were made of. `None` where that told of faults, whose places every head may move.
    placed_by: Option<(Fingerprint, Fingerprint)>,
    /// The texts whose address belongs to another.
    pub(super) homeless: Arc<Vec<(EntryKey, LanguageTag)>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A site as it was linked last.
pub(super) struct Linked {
    links: Links,
    world: Arc<World>,
}

impl Linked {
    /// Remembers what was linked for the next build, with the world that has become of it.
    pub(super) fn remember(links: &Links, world: &Arc<World>, memory: &mut Memory) {
        memory.linked = Some(Self {
            links: links.clone(),
            world: world.clone(),
        });
    }
}

/// Links a site, or finds it linked. What reads texts is missing in the world.
pub(super) fn link(parts: Parts<'_>, memory: &mut Memory) -> (Links, World) {
    let key = parts.key();
    let texts: Arc<Vec<Arc<Translation>>> =
        Arc::new(parts.texts.iter().map(|(_, text)| text.clone()).collect());
    match memory.linked.take() {
        Some(Linked { links: last, world }) if last.key == key => {
            let mut world = (*world).clone();
            let both = texts.iter().zip(&*last.texts);
            let changed = both.filter(|(now, before)| !Arc::ptr_eq(now, before));
            world.site.take_texts(changed.map(|(now, _)| now));
            world.words = words(parts.theme);
            (Links { texts, ..last }, world)
        }
        last => anew(key, texts, parts, last, memory),
    }
}

fn words(theme: &Arc<Theme>) -> Arc<Words> {
    let theme = theme.clone();
    Arc::new(move |key: &str, language: &LanguageTag| theme.text(key, language))
}

fn anew(
    key: Fingerprint,
    texts: Arc<Vec<Arc<Translation>>>,
    parts: Parts<'_>,
    last: Option<Linked>,
    memory: &mut Memory,
) -> (Links, World) {
    let Parts {
        sources,
        placed,
        options,
        config,
        languages,
        theme,
        ..
    } = parts;
    let mut diagnostics = Vec::new();
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
    let site = site::assemble(config, sources, parts.data, parts.texts, companions, publication)
        .into_value(&mut diagnostics);
    let no_lists = AllLists::default();
    let last_world = last.as_ref().map(|last| &*last.world);
    let last_lists = last_world.map_or(&no_lists, |last| &last.lists);
    let last_placed_by = last.as_ref().and_then(|last| last.links.placed_by);
    let last_addresses = last_world.map(|last| &last.addresses);
    let address = || {
        let (mut claims, mut clashes) = (Claims::default(), Vec::new());
        let addresses = Addresses::of(&site, sources, last_addresses, &mut claims, &mut clashes);
        (addresses, claims, clashes)
    };
    // What does not need one another is made at the same time.
    let ((standing, (addresses, claims, mut clashes)), (heads, lists)) = rayon::join(
        || rayon::join(|| standing(&site, placed, theme), address),
        || {
            let heads: Heads = site.heads();
            let lists = order::lists(&site, languages, &heads, last_lists);
            (heads, lists)
        },
    );
    let placed_by = (standing, lengths(&site, &lists));
    let same_places = last.as_ref().filter(|_| last_placed_by == Some(placed_by));
    check_menus(&site, sources, &mut diagnostics);
    check_targets(&site, sources, &mut diagnostics);
    let words = words(theme);
    let last_cards = last_world.map(|last| card::Last {
        cards: &last.cards,
        addresses: &last.addresses,
    });
    let beside = companions_of(&site, sources, memory, &mut diagnostics);
    let charts = chart_sources(&site, sources, memory);
    let tags = languages.iter().map(|language| language.tag());
    let names = tags.filter_map(|tag| Some((tag.clone(), Arc::new(Names::of(&site, &addresses, tag)?))));
    let names = names.collect();
    let mut world = World {
        site,
        addresses,
        lists,
        cards: Cards::default(),
        languages: languages.to_vec(),
        frames: BTreeMap::new(),
        mentions: Arc::default(),
        mentioning: Arc::default(),
        bibliography: Arc::default(),
        companions: Arc::new(beside.addresses),
        pictures: Arc::new(beside.pictures),
        charts: Arc::new(charts),
        outdated: BTreeMap::new(),
        words,
    };
    // Which outputs there are does not depend on what cards say, nor on what is wrong; to list them takes longest.
    let ((cards, frames, homeless, mut wrong), outputs) = rayon::join(
        || {
            let World {
                site,
                addresses,
                lists,
                words,
                ..
            } = &world;
            let cards = Cards::of(
                site,
                addresses,
                (lists, &heads),
                languages,
                (&**words, theme.words),
                last_cards.as_ref(),
            );
            let frames = frame::frames(site, &cards, lists, languages);
            let homeless = match same_places {
                Some(last) => last.links.homeless.clone(),
                None => Arc::new(homeless(&world)),
            };
            (cards, frames, homeless, site::check(site, sources))
        },
        || match same_places {
            Some(last) => last.links.outputs.clone(),
            None => Arc::new(outputs(&world, theme, sources, placed, claims, &mut clashes)),
        },
    );
    diagnostics.append(&mut wrong);
    let frame_fingerprint = Fingerprint::of(&frames);
    let shared = frames
        .iter()
        .map(|(language, frame)| (language.clone(), Theme::frame(frame)))
        .collect();
    (world.cards, world.frames) = (cards, frames);
    let placed_by = Some(placed_by).filter(|_| clashes.is_empty());
    diagnostics.append(&mut clashes);
    let links = Links {
        key,
        texts,
        frames: shared,
        frame_fingerprint,
        names,
        outputs,
        placed_by,
        homeless,
        diagnostics,
    };
    (links, world)
}

/// Returns the fingerprint of the lengths of all lists, which decide how many pages they have.
fn lengths(site: &Site, lists: &AllLists) -> Fingerprint {
    let keys = site.sections.keys().cloned().map(EntryKey::Section);
    let keys = keys.chain(site.subjects.keys().cloned().map(EntryKey::Subject));
    let lengths = keys.map(|key| {
        let lists = site.config.tags().filter_map(|tag| lists.get(tag));
        lists.map(|lists| lists.of(&key).len()).collect::<Vec<_>>()
    });
    Fingerprint::of(&lengths.collect::<Vec<_>>())
}

/// Returns the fingerprint of all else that decides where things are put: which entries there are in which languages, how
/// their addresses end, and which files are copied. A new title moves nothing, nor does a new menu.
fn standing(site: &Site, placed: &[Placed<'_>], theme: &Theme) -> Fingerprint {
    let entry = |entry: &Entry| {
        let texts = entry.translations.values().map(|text| text.standing);
        let data = entry.data_fingerprint();
        Fingerprint::of(&(&entry.section, &entry.fallback, data, texts.collect::<Vec<_>>()))
    };
    let sections: Vec<_> = site.sections.iter().map(|(id, of)| (id, entry(of))).collect();
    let entries: Vec<_> = site.entries.iter().map(|(key, of)| (key, entry(of))).collect();
    let files = placed.iter().filter(|(place, _)| {
        matches!(
            place,
            Place::People
                | Place::Subjects
                | Place::Glossary
                | Place::Bibliography
                | Place::Companion
                | Place::Static(_)
        )
    });
    let files: Vec<_> = files.map(|(_, file)| (file.path(), file.fingerprint())).collect();
    let config = &site.config;
    let settings = (
        (&config.origin, &config.base_path, config.page_size),
        (config.share_images, &config.headers, config.offline),
        (
            config.tags().collect::<Vec<_>>(),
            &config.default_language,
            &config.fallback,
        ),
    );
    let assets = theme.assets_fingerprint;
    Fingerprint::of(&(settings, sections, entries, files, assets))
}
