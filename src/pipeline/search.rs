//! What the search of each language finds: the texts of its pages, gathered from the entries.
//!
//! A page is read anew only when something that its texts are made of has changed; the index is made when somebody asks
//! for it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::content::course::{Course, Format};
use crate::content::data::Data;
use crate::content::entry::EntryKey;
use crate::content::instrument::Instrument;
use crate::content::local::LocalText;
use crate::content::path::ReadingPath;
use crate::fingerprint::{FastMap, Fingerprint};
use crate::language::LanguageTag;
use crate::markdown::{self, CitationForm, Cite};
use crate::output::open_search::{self, Description};
use crate::page::address::Address;
use crate::page::citation::work::{Name, Work};
use crate::page::reference;
use crate::page::world::World;
use crate::search::{self, Index, Limits, Page, Reading, Section, Settings};
use crate::theme::Theme;

use super::{Built, Memory};

/// The kinds in the order in which they are preferred among equals, each with how much its pages count, in hundredths.
const KINDS: [(&str, u32); 14] = [
    ("article", 100),
    ("term", 100),
    ("instrument", 100),
    ("course", 95),
    ("path", 90),
    ("person", 90),
    ("subject", 80),
    ("section", 75),
    ("glossary", 70),
    ("references", 70),
    ("people", 70),
    ("subjects", 70),
    ("home", 60),
    (REFERENCE, 45),
];

/// The kind of a work in the list of references, which is a result of its own.
const REFERENCE: &str = "reference";

/// The files of the theme that hold the stemmers, with their functions.
const STEMMERS: [(&str, &str, &str); 6] = [
    ("nb", "js/stem-nordic.js", "norwegian"),
    ("nn", "js/stem-nordic.js", "norwegian"),
    ("no", "js/stem-nordic.js", "norwegian"),
    ("sv", "js/stem-nordic.js", "swedish"),
    ("de", "js/stem-de.js", "german"),
    ("en", "js/stem-en.js", "english"),
];

/// The words of the interface that the search shows.
pub const SEARCH_TEXTS: [&str; 10] = [
    "search.results",
    "search.results-in",
    "search.nothing-for",
    "search.corrected",
    "search.all",
    "search.more",
    "search.kind",
    "search.subject",
    "search.elsewhere",
    "search.index",
];

/// What earlier indexes found out, by language.
pub(super) type Indexes = Mutex<BTreeMap<LanguageTag, Remembered>>;

pub(super) struct Remembered {
    memory: search::Memory,
    readings: HashMap<Fingerprint, Arc<Reading>>,
    /// The last index, with the fingerprint of all that it was made of.
    index: Option<(Fingerprint, Arc<Index>)>,
}

impl Remembered {
    fn nothing(tag: &LanguageTag) -> Self {
        Self {
            memory: search::Memory::of(tag.as_str()),
            readings: HashMap::new(),
            index: None,
        }
    }
}

/// The indexes of a site, each made when it is first asked for.
pub(super) struct Searches {
    memory: Arc<Indexes>,
    is_remembered: bool,
    made: BTreeMap<LanguageTag, OnceLock<Arc<Index>>>,
}

impl Searches {
    pub(super) fn new(world: &World, memory: &Memory) -> Self {
        let tags = world.site.config.tags().cloned();
        Self {
            memory: memory.indexes.clone(),
            is_remembered: !memory.is_for_one_build,
            made: tags.map(|tag| (tag, OnceLock::new())).collect(),
        }
    }

    /// Returns the index of a language.
    ///
    /// Makes it on one thread: whoever waits here for another must not hold what that one waits for.
    pub(super) fn of(&self, world: &World, theme: &Theme, tag: &LanguageTag) -> Option<&Arc<Index>> {
        let made = self.made.get(tag)?;
        Some(made.get_or_init(|| {
            let lock = || self.memory.lock().unwrap_or_else(PoisonError::into_inner);
            let before = lock().remove(tag);
            let before = before.filter(|before| !before.memory.is_worn());
            let before = before.unwrap_or_else(|| Remembered::nothing(tag));
            let (index, now) = index(world, theme, tag, before, None);
            if self.is_remembered {
                lock().insert(tag.clone(), now);
            }
            index
        }))
    }
}

fn index(
    world: &World,
    theme: &Theme,
    tag: &LanguageTag,
    mut before: Remembered,
    limits: Option<Limits>,
) -> (Arc<Index>, Remembered) {
    let gatherer = Gatherer::new(world, theme, tag);
    let mut readings = HashMap::new();
    let mut pages = Vec::new();
    let keys = gatherer.keys();
    let limits = limits.unwrap_or_else(|| Limits::of(keys.len()));
    let room = limits.text;
    for (key, kind) in keys {
        let fingerprint = gatherer.fingerprint(&key, room);
        let reading = before.readings.get(&fingerprint).cloned();
        let reading =
            reading.unwrap_or_else(|| Arc::new(before.memory.read(&gatherer.page(&key, kind), room)));
        readings.insert(fingerprint, reading.clone());
        pages.push((fingerprint, reading));
    }
    if let Some(list) = world.card(&EntryKey::References, tag) {
        for work in world.bibliography.works() {
            let fingerprint =
                Fingerprint::of(&(&list.href, format!("{work:?}"), &world.site.config.search.weights));
            let reading = before.readings.get(&fingerprint).cloned();
            let reading = reading
                .unwrap_or_else(|| Arc::new(before.memory.read(&gatherer.work(work, &list.href), room)));
            readings.insert(fingerprint, reading.clone());
            pages.push((fingerprint, reading));
        }
    }
    let settings = Settings {
        limits,
        ..gatherer.settings()
    };
    let fingerprints: Vec<Fingerprint> = pages.iter().map(|(fingerprint, _)| *fingerprint).collect();
    let key = Fingerprint::of(&(&fingerprints, &settings));
    let index = match &before.index {
        Some((known, index)) if *known == key => index.clone(),
        _ => {
            let pages: Vec<Arc<Reading>> = pages.into_iter().map(|(_, reading)| reading).collect();
            Arc::new(before.memory.index(&pages, &settings))
        }
    };
    let now = Remembered {
        memory: before.memory,
        readings,
        index: Some((key, index.clone())),
    };
    (index, now)
}

/// Gathers the texts of one language.
struct Gatherer<'a> {
    world: &'a World,
    theme: &'a Theme,
    tag: &'a LanguageTag,
    works: FastMap<&'a str, &'a Work>,
}

impl<'a> Gatherer<'a> {
    fn new(world: &'a World, theme: &'a Theme, tag: &'a LanguageTag) -> Self {
        let works = world.bibliography.works().iter();
        Self {
            world,
            theme,
            tag,
            works: works.map(|work| (work.key.as_str(), work)).collect(),
        }
    }

    /// Returns what can be found, in the order of kinds. What is borrowed from another language is found there; drafts,
    /// and what says so itself, are not found.
    fn keys(&self) -> Vec<(EntryKey, usize)> {
        let site = &self.world.site;
        let mut keys: Vec<(EntryKey, usize)> = site
            .keys()
            .into_iter()
            .filter(|key| self.world.card(key, self.tag).is_some() && site.borrowed(key, self.tag).is_none())
            .filter(|key| {
                let text = site.entry(key).and_then(|entry| entry.translations.get(self.tag));
                site.is_searched(key, self.tag) && text.is_none_or(|text| !text.draft)
            })
            .filter_map(|key| {
                let kind = KINDS.iter().position(|(kind, _)| *kind == key.kind())?;
                Some((key, kind))
            })
            .collect();
        keys.sort_by_key(|(_, kind)| *kind);
        keys
    }

    /// Returns a fingerprint of all that the texts of a page are made of.
    fn fingerprint(&self, key: &EntryKey, room: usize) -> Fingerprint {
        let site = &self.world.site;
        let entry = site.entry(key);
        let text = entry.and_then(|entry| entry.translations.get(self.tag));
        let cites = text.is_some_and(|text| !text.document.questions.is_empty());
        let data = entry.and_then(|entry| entry.data.as_ref());
        // A text is read of its file and nothing else, after rules of the site; beside data it needs no title.
        let own = (
            text.map(|text| (text.file.fingerprint, site.config.raw_html)),
            data.map(|data| (data.file.fingerprint, &site.people, self.theme.fingerprint)),
            cites.then(|| self.world.bibliography.fingerprint()),
        );
        let other = match key {
            EntryKey::Term(id) => site.glossary.get(id).map(Fingerprint::of),
            EntryKey::Person(id) => site.people.get(id).map(Fingerprint::of),
            EntryKey::Subject(id) => site.subjects.get(id).map(Fingerprint::of),
            _ => None,
        };
        Fingerprint::of(&(
            (key, room),
            self.world.card(key, self.tag),
            self.way(key),
            own,
            other,
            site.today,
            self.world.site.config.search.weights.get(key.kind()),
        ))
    }

    fn way(&self, key: &EntryKey) -> Vec<String> {
        let links = self.world.breadcrumbs(key, self.tag);
        // All begin at the front page, which says nothing.
        links.iter().skip(1).map(|link| link.text.to_string()).collect()
    }

    fn page(&self, key: &EntryKey, kind: usize) -> Page {
        let site = &self.world.site;
        let Some(card) = self.world.card(key, self.tag) else {
            return Page::default();
        };
        let mut page = Page {
            href: card.href.to_string(),
            title: card.title.to_string(),
            description: card.description.clone(),
            kind: key.kind().to_owned(),
            path: self.way(key),
            subjects: card
                .subjects
                .iter()
                .map(|subject| subject.text.to_string())
                .collect(),
            weight: self.weight(KINDS[kind]),
            ..Page::default()
        };
        let entry = site.entry(key);
        match entry
            .and_then(|entry| entry.data.as_ref())
            .map(|data| &*data.data)
        {
            Some(Data::Instrument(instrument)) => self.instrument(instrument, &mut page),
            Some(Data::Course(course)) => self.course(course, &mut page),
            Some(Data::Path(path)) => self.reading_path(path, &mut page),
            None => {}
        }
        match key {
            EntryKey::Term(id) => {
                let wording = site.glossary.get(id).and_then(|term| term.wording(self.tag));
                if let Some(wording) = wording {
                    page.names.clone_from(&wording.synonyms);
                    page.description.clone_from(&wording.definition);
                }
            }
            EntryKey::Person(id) => {
                if let Some(person) = site.people.get(id) {
                    let about = [&person.role, &person.affiliation, &person.about];
                    let about = about.into_iter().flatten().filter_map(|text| self.text(text));
                    page.description = about.collect::<Vec<_>>().join(". ");
                }
            }
            _ => {}
        }
        if let Some(text) = entry.and_then(|entry| entry.translations.get(self.tag)) {
            let cited = |cites: &[Cite], form| self.cited(cites, form);
            let sections = markdown::sections(&text.document, &cited).into_iter();
            page.sections.extend(sections.enumerate().map(|(index, section)| {
                let heading = index
                    .checked_sub(1)
                    .and_then(|index| text.document.outline.get(index));
                Section {
                    id: heading.map(|heading| heading.id.clone()).unwrap_or_default(),
                    heading: section.heading,
                    text: section.text,
                }
            }));
        }
        page
    }

    fn text(&self, text: &LocalText) -> Option<String> {
        text.shown(self.tag)
    }

    fn word(&self, key: &str) -> String {
        self.theme.text(key, self.tag)
    }

    /// How much pages of a kind count.
    fn weight(&self, (kind, usual): (&str, u32)) -> u32 {
        let own = self.world.site.config.search.weights.get(kind);
        own.copied().unwrap_or(usual)
    }

    /// A citation as readers know it, whatever the style of the site: `(Bordin, 1979)`, or `Bordin (1979)` in a sentence.
    /// All authors stand in the list of references, whose works are results of their own.
    fn cited(&self, cites: &[Cite], form: CitationForm) -> String {
        let parts = cites.iter().filter_map(|cite| {
            let work = self.works.get(cite.key.as_str())?;
            let people = if work.authors.is_empty() {
                &work.editors
            } else {
                &work.authors
            };
            let names = match people.as_slice() {
                _ if cite.suppress_author => String::new(),
                [] => work.title.clone(),
                [one] => one.family.clone(),
                [one, other] => format!("{} & {}", one.family, other.family),
                [first, ..] => format!("{} et al.", first.family),
            };
            let year = work.year.map(|year| year.to_string()).unwrap_or_default();
            let join = |parts: &[&str], between: &str| -> String {
                let parts = parts.iter().filter(|part| !part.is_empty());
                parts.copied().collect::<Vec<_>>().join(between)
            };
            Some(match form {
                CitationForm::Bracketed => {
                    let work = join(&[&names, &year, &cite.locator], ", ");
                    join(&[&cite.prefix, &work], " ")
                }
                CitationForm::InText => {
                    let rest = join(&[&year, &cite.locator], ", ");
                    let rest = if rest.is_empty() {
                        rest
                    } else {
                        format!("({rest})")
                    };
                    join(&[&names, &rest], " ")
                }
            })
        });
        let text = parts.collect::<Vec<_>>().join("; ");
        match form {
            CitationForm::Bracketed if !text.is_empty() => format!("({text})"),
            _ => text,
        }
    }

    fn instrument(&self, instrument: &Instrument, page: &mut Page) {
        page.names.extend(instrument.acronym.clone());
        page.names.extend(instrument.authors.iter().cloned());
        page.names.extend(instrument.year.map(|year| year.to_string()));
        let mut texts = Vec::new();
        texts.extend(instrument.theory.as_ref().and_then(|text| self.text(text)));
        for setting in &instrument.settings {
            texts.push(self.word(&format!("instrument.setting.{}", setting.word())));
        }
        for version in &instrument.versions {
            page.names
                .extend(version.name.as_ref().and_then(|name| self.text(name)));
            if let Some(items) = version.items {
                texts.push(format!("{}: {items}", self.word("instrument.items")));
            }
            for rater in &version.raters {
                texts.push(self.word(&format!("instrument.rater.{}", rater.word())));
            }
            texts.extend(
                version
                    .subscales
                    .iter()
                    .filter_map(|subscale| self.text(&subscale.name)),
            );
        }
        texts.extend(
            instrument
                .licence
                .holder
                .as_ref()
                .and_then(|text| self.text(text)),
        );
        texts.extend(instrument.notes.iter().filter_map(|note| self.text(&note.text)));
        page.sections.push(plain(texts));
    }

    fn course(&self, course: &Course, page: &mut Page) {
        let site = &self.world.site;
        let people = course.lecturers.iter();
        let lecturers = people.filter_map(|id| Some(site.people.get(id)?.name_in(id, self.tag).to_owned()));
        page.names.extend(lecturers);
        let venue = course.venue.iter();
        let mut places: Vec<String> = venue
            .clone()
            .filter_map(|venue| self.text(venue.town.as_ref()?))
            .collect();
        places.extend(venue.filter_map(|venue| self.text(&venue.name)));
        page.names.extend(places);
        let mut texts = vec![self.word(&format!("course.words.format.{}", word_of(course.format)))];
        let street = course.venue.as_ref().and_then(|venue| venue.street.clone());
        texts.extend(street);
        let named = course
            .organiser
            .iter()
            .chain(&course.partners)
            .map(|body| &body.name);
        let online = course.online.iter().map(|online| &online.name);
        let told = [
            &course.audience,
            &course.prerequisites,
            &course.methods,
            &course.includes,
            &course.attendance,
            &course.certificate,
            &course.accessibility,
        ];
        let told = told.into_iter().flatten();
        let bodies = course.accreditations.iter().map(|credit| &credit.body);
        let materials = course.materials.iter().map(|material| &material.name);
        let all = named
            .chain(online)
            .chain(told)
            .chain(&course.outcomes)
            .chain(bodies)
            .chain(materials);
        texts.extend(all.filter_map(|text| self.text(text)));
        if let Some(language) = self
            .world
            .languages
            .iter()
            .find(|language| language.tag() == self.tag)
        {
            texts.extend(
                course
                    .sessions
                    .iter()
                    .map(|session| language.long_date(session.date)),
            );
        }
        page.sections.push(plain(texts));
    }

    /// For whom it is and why its steps are there. The titles of the steps find the steps themselves.
    fn reading_path(&self, path: &ReadingPath, page: &mut Page) {
        let audience = path.audience.iter().filter_map(|text| self.text(text));
        let why = path
            .steps
            .iter()
            .filter_map(|step| step.why(self.tag).map(str::to_owned));
        page.sections.push(plain(audience.chain(why).collect()));
    }

    /// A work of the list of references.
    fn work(&self, work: &Work, list: &str) -> Page {
        let people = if work.authors.is_empty() {
            &work.editors
        } else {
            &work.authors
        };
        let names: Vec<String> = people.iter().map(Name::family_first).collect();
        let year = work.year.map(|year| year.to_string());
        let about = [Some(names.join("; ")), year.clone(), work.container.clone()];
        let about = about.into_iter().flatten().filter(|part| !part.is_empty());
        Page {
            href: format!("{list}#{}", reference::anchor(&work.key)),
            title: work.title.clone(),
            kind: REFERENCE.to_owned(),
            path: vec![self.world.title(&EntryKey::References, self.tag).to_string()],
            description: about.collect::<Vec<_>>().join(" · "),
            names: people
                .iter()
                .map(|name| name.family.clone())
                .chain(year)
                .collect(),
            weight: self.weight(KINDS[KINDS.len() - 1]),
            ..Page::default()
        }
    }

    fn settings(&self) -> Settings {
        let site = &self.world.site;
        let config = &site.config;
        let names = |id: &str, tag: &LanguageTag| -> Vec<String> {
            let wording = site.glossary.get(id).and_then(|term| term.wording(tag));
            let names = wording.iter().flat_map(|wording| {
                std::iter::once(&wording.term)
                    .chain(&wording.synonyms)
                    .map(|name| without_note(name))
            });
            names.collect()
        };
        let own = |id: &String| names(id, self.tag);
        let others = || config.languages.iter().filter(|other| other.tag != *self.tag);
        let foreign = site.glossary.keys().filter_map(|id| {
            let own = own(id).into_iter().next()?;
            let foreign = others().flat_map(|other| names(id, &other.tag)).collect();
            Some((foreign, vec![own]))
        });
        let synonyms = config.search.synonyms.get(self.tag).into_iter().flatten();
        let compounds = config.search.compounds.get(self.tag).into_iter().flatten();
        let compounds = compounds.map(|(word, parts)| (word.clone(), parts.clone()));
        let main = self.tag.as_str().split('-').next();
        let stemmer = STEMMERS
            .iter()
            .find(|(tag, ..)| Some(*tag) == main)
            .and_then(|(_, file, name)| {
                let asset = self.theme.assets.get(*file)?;
                Some([
                    Address::new(&*asset.output).href(&config.base_path),
                    (*name).to_owned(),
                ])
            });
        let texts = SEARCH_TEXTS.iter().map(|key| {
            let name = key.split('.').nth(1).unwrap_or_default();
            (name.to_owned(), self.theme.forms(key, self.tag))
        });
        let kinds = KINDS.iter().map(|(kind, _)| {
            let forms = self.theme.forms(&format!("kind.{kind}"), self.tag);
            (format!("kind-{kind}"), forms)
        });
        Settings {
            language: self.tag.to_string(),
            synonyms: site.glossary.keys().map(own).chain(synonyms.cloned()).collect(),
            foreign: foreign.collect(),
            compounds: compounds.collect(),
            stemmer,
            texts: texts.chain(kinds).collect(),
            others: others()
                .map(|other| {
                    let tag = other.tag.to_string();
                    let name = self.word(&format!("language.names.{tag}"));
                    let name = if name.is_empty() { other.name.clone() } else { name };
                    let folder = Address::search(&other.tag).href(&config.base_path);
                    [tag, other.name.clone(), name, folder]
                })
                .collect(),
            limits: Limits::of(0),
        }
    }
}

impl Built {
    /// Makes the index of a language; with `limits` as large sites have it.
    pub fn search_index(&self, tag: &LanguageTag, limits: Option<Limits>) -> Option<Arc<Index>> {
        self.world.site.config.language(tag)?;
        let (index, _) = index(&self.world, &self.theme, tag, Remembered::nothing(tag), limits);
        Some(index)
    }

    /// What browsers are told of the search in a language.
    pub(super) fn open_search(&self, tag: &LanguageTag) -> Vec<u8> {
        let config = &self.world.site.config;
        let own = config.language(tag);
        let page = self.world.card(&EntryKey::Search, tag);
        open_search::render(&Description {
            name: own.map(|own| own.title.clone()).unwrap_or_default(),
            description: own.map(|own| own.description.clone()).unwrap_or_default(),
            language: tag.to_string(),
            url: page.map(|page| page.url.to_string()).unwrap_or_default(),
        })
    }
}

/// The word of the data for how a course is held.
fn word_of(format: Format) -> &'static str {
    match format {
        Format::Onsite => "onsite",
        Format::Online => "online",
        Format::Hybrid => "hybrid",
        Format::SelfPaced => "self-paced",
    }
}

/// A text without a heading: whole sentences on lines of their own, the rest parted by dots.
fn plain(texts: Vec<String>) -> Section {
    let is_sentence = |text: &str| text.ends_with(['.', '!', '?', '…']);
    let text = texts.iter().fold(String::new(), |mut all, text| {
        if !all.is_empty() {
            all.push_str(if is_sentence(&all) || is_sentence(text) {
                "\n"
            } else {
                " · "
            });
        }
        all + text
    });
    Section {
        text,
        ..Section::default()
    }
}

/// A name without what stands behind it in brackets.
fn without_note(name: &str) -> String {
    name.split(" (").next().unwrap_or(name).to_owned()
}

/// Returns the path of a file of an index.
pub(super) fn path(tag: &LanguageTag, name: &str) -> String {
    format!("search/{tag}/{name}")
}

/// Returns the language and the name of the file that a path of an index names.
pub(super) fn file_at(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix("search/")?.split_once('/')
}
