//! Which outputs a site has, and how each of them is made.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Placed;
use super::feeds::sitemap_files;
use super::search;
use crate::config::{Server, ShareImages};
use crate::content::entry::{Entry, EntryKey};
use crate::content::place::Place;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::language::LanguageTag;
use crate::output::headers;
use crate::output::sitemap::name_of_part;
use crate::output::write::MANIFEST as LIST_OF_OUTPUTS;
use crate::page::address::{
    Address, COURSE_CALENDAR, LARGE_ICON, OPEN_SEARCH, SERVICE_WORKER, TOUCH_ICON, WEB_MANIFEST,
};
use crate::page::claim::{ClaimedPath, Claims, Owner, OwnerPlaces, fault_of_name};
use crate::page::compose::Subject;
use crate::page::print;
use crate::page::reference::ReferenceFormat;
use crate::page::world::World;
use crate::picture::{Version, bare};
use crate::search::MANIFEST;
use crate::source::yaml::Step;
use crate::source::{SourceFile, Sources, has_ending};
use crate::span::SourcePath;
use crate::theme::Theme;

/// The longest path of an output, in bytes; no system takes much longer ones.
const MOST_PATH_BYTES: usize = 1000;

/// How one output is made.
#[derive(Clone, Debug)]
pub enum Recipe {
    /// A page in a language.
    Page(Subject, LanguageTag),
    /// A page that leads from an old address to a new one.
    Redirect(Address, LanguageTag),
    /// The feed of a section in a language.
    Feed(EntryKey, LanguageTag),
    /// The data that an entry is made of, for programs.
    Data(EntryKey),
    /// The addresses of all entries of the site, or of some; they are counted as the site counts them.
    Sitemap(Range<usize>),
    /// The list of so many files of the sitemap.
    SitemapIndex(usize),
    /// The calendar of a course in a language.
    CourseCalendar(EntryKey, LanguageTag),
    /// The calendar of all courses in a language.
    Calendar(LanguageTag),
    /// The index of the search in a language; its other files are made with it.
    Search(LanguageTag),
    /// The description by which browsers offer the search in a language.
    OpenSearch(LanguageTag),
    /// The picture by which a page is shared in a language.
    Share(EntryKey, LanguageTag),
    /// The site's sign as a picture with so many pixels on a side.
    Icon(u32),
    /// The description by which devices keep the site in a language.
    WebManifest(LanguageTag),
    /// The headers that a server is to send.
    Headers(Server, Vec<&'static str>),
    /// What search engines may read.
    Robots,
    /// All works that may be cited, in RIS.
    Ris,
    /// All works that may be cited, in CSL-JSON.
    CslJson,
    /// A file, copied as it is.
    Copy(SourceFile),
    /// A picture without what is not to be seen in it.
    Bare(SourceFile),
    /// A drawing without what does not draw.
    Drawing(SourceFile),
    /// A version of a picture. Its path names all that it is made of.
    Picture(SourceFile, Version),
    /// A file of the theme.
    Asset(Arc<[u8]>),
}

impl Recipe {
    /// Tells whether to make it takes as long as to make hundreds of pages.
    pub fn takes_long(&self) -> bool {
        matches!(self, Self::Search(_))
    }
}

/// The recipes by path, while they are gathered.
struct Table<'a> {
    places: OwnerPlaces<'a>,
    claims: Claims,
    /// In no order, each path once.
    recipes: Vec<(String, Recipe)>,
}

impl Table<'_> {
    /// Puts an output in unless its path is taken, which is told.
    fn put(&mut self, path: String, owner: Owner, recipe: Recipe, diagnostics: &mut Vec<Diagnostic>) {
        if let Owner::Alias(..) | Owner::File(_) = owner {
            let fault = if path.len() > MOST_PATH_BYTES {
                // No letter is cut in two.
                let beginning = (0..=50).rev().find_map(|end| path.get(..end));
                Some((beginning.unwrap_or_default(), Phrase::PathTooLong))
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
        let claimed = ClaimedPath::new(path.clone());
        if self.claims.claim(claimed, owner, &self.places, diagnostics) {
            self.recipes.push((path, recipe));
        }
    }
}

pub(super) fn outputs(
    world: &World,
    theme: &Theme,
    sources: &Sources,
    placed: &[Placed<'_>],
    claims: Claims,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Recipe> {
    let site = &world.site;
    let keys = site.keys();
    // Whether a path is free is decided in the order below; which ones are wanted is found out at the same time.
    let beside_pages = || {
        let languages = world.languages.par_iter();
        let beside_pages = languages.map(|language| beside_pages(world, &keys, language.tag()));
        beside_pages.collect::<Vec<_>>()
    };
    let (first_pages, beside_pages) = rayon::join(|| first_pages(world, &keys), beside_pages);
    let mut table = Table {
        places: OwnerPlaces::new(site, sources),
        claims,
        recipes: Vec::new(),
    };
    let list = ClaimedPath::new(LIST_OF_OUTPUTS.to_owned());
    // The list of outputs stands there, see `output::write`.
    table
        .claims
        .claim(list, Owner::Program, &table.places, diagnostics);
    for asset in theme.assets.values() {
        let recipe = Recipe::Asset(asset.bytes.clone());
        table.put(asset.output.clone(), Owner::Program, recipe, diagnostics);
    }
    for (path, address) in &*world.companions {
        if let Some(file) = sources.get(path) {
            let owner = || Owner::File(path.clone());
            let recipe = match file {
                _ if is_drawing(path) => Recipe::Drawing(file.clone()),
                file => copied(file),
            };
            table.put(address.output(), owner(), recipe, diagnostics);
            for (version, address) in world.pictures.get(path).into_iter().flatten() {
                let recipe = Recipe::Picture(file.clone(), *version);
                table.put(address.output(), owner(), recipe, diagnostics);
            }
        }
    }
    let default = &site.config.default_language;
    let page = |subject: Subject, language: &LanguageTag| Recipe::Page(subject, language.clone());
    let mut fixed = vec![
        ("index.html".to_owned(), page(Subject::Chooser, default)),
        ("404.html".to_owned(), page(Subject::NotFound, default)),
    ];
    let sitemap = sitemap_files(world, &keys);
    if let [whole] = sitemap.as_slice() {
        fixed.push(("sitemap.xml".to_owned(), Recipe::Sitemap(whole.clone())));
    } else {
        fixed.push(("sitemap.xml".to_owned(), Recipe::SitemapIndex(sitemap.len())));
        let parts = sitemap.into_iter().enumerate();
        fixed.extend(parts.map(|(index, part)| (name_of_part(index + 1), Recipe::Sitemap(part))));
    }
    for language in &world.languages {
        let tag = language.tag();
        fixed.push((format!("{tag}/404.html"), page(Subject::NotFound, tag)));
        fixed.push((search::path(tag, MANIFEST), Recipe::Search(tag.clone())));
        fixed.push((search::path(tag, OPEN_SEARCH), Recipe::OpenSearch(tag.clone())));
        fixed.push((format!("{tag}/{WEB_MANIFEST}"), Recipe::WebManifest(tag.clone())));
        let home = EntryKey::home();
        if let Some(address) = world.share_address(&home, tag) {
            fixed.push((address.output(), Recipe::Share(home, tag.clone())));
        }
    }
    let given = placed.iter().filter_map(|(place, _)| match place {
        Place::Static(path) => Some(path.as_str()),
        _ => None,
    });
    let given: BTreeSet<&str> = given.collect();
    // What the site itself puts into a folder may change under its name.
    let holds_given = |folder: &str| {
        let below = format!("{folder}/");
        let first = given.range(below.as_str()..).next();
        first.is_some_and(|path| path.starts_with(&below))
    };
    let mut lasting = headers::LASTING.to_vec();
    lasting.retain(|folder| !holds_given(folder));
    // Those that a file of the site may replace.
    let mut replaceable = vec![
        ("robots.txt", Recipe::Robots),
        (TOUCH_ICON, Recipe::Icon(180)),
        (LARGE_ICON, Recipe::Icon(512)),
    ];
    replaceable.extend(site.config.headers.iter().map(|server| {
        let path = headers::path(*server);
        (path, Recipe::Headers(*server, lasting.clone()))
    }));
    if !site.config.headers.is_empty() {
        let (path, rules) = headers::speculation_rules(&site.config.base_path);
        fixed.push((path, Recipe::Asset(rules.into())));
    }
    let replaceable = replaceable.into_iter().filter(|(path, _)| !given.contains(path));
    fixed.extend(replaceable.map(|(path, recipe)| (path.to_owned(), recipe)));
    let worker = match site.config.offline {
        Some(true) => theme.assets.get("js/service-worker.js"),
        Some(false) => theme.assets.get("js/service-worker-off.js"),
        None => None,
    };
    if let Some(worker) = worker {
        fixed.push((SERVICE_WORKER.to_owned(), Recipe::Asset(worker.bytes.clone())));
    }
    for format in ReferenceFormat::of(site) {
        let file = || sources.get(&SourcePath::new(site.bibliographies.first()?));
        let recipe = match format {
            ReferenceFormat::BibTex => file().map(|file| Recipe::Copy(file.clone())),
            ReferenceFormat::Ris => Some(Recipe::Ris),
            ReferenceFormat::CslJson => Some(Recipe::CslJson),
        };
        fixed.extend(recipe.map(|recipe| (format.address().output(), recipe)));
    }
    for (path, recipe) in fixed {
        table.put(path, Owner::Program, recipe, diagnostics);
    }
    for (path, owner, recipe) in beside_pages.into_iter().flatten() {
        table.put(path, owner, recipe, diagnostics);
    }
    for key in &keys {
        if let Some(address) = world.download(key) {
            let owner = Owner::Entry(key.clone(), default.clone());
            table.put(address.output(), owner, Recipe::Data(key.clone()), diagnostics);
        }
    }
    add_aliases(world, &keys, &mut table, diagnostics);
    // Files of `static` keep their names. They may not stand where tillit puts something.
    for (place, file) in placed {
        if let Place::Static(path) = place {
            let owner = Owner::File(file.path().clone());
            table.put(path.clone(), owner, copied(file), diagnostics);
        }
    }
    // Of languages that follow each other, so that there is little left to sort.
    let mut recipes: Vec<(String, Recipe)> = first_pages.into_iter().flatten().collect();
    recipes.extend(table.recipes);
    recipes.par_sort_by(|(path, _), (other, _)| path.cmp(other));
    recipes.into_iter().collect()
}

/// Returns the first page of all that has an address, by language, in the order of their paths. The paths were claimed when
/// the addresses were given.
fn first_pages(world: &World, keys: &[EntryKey]) -> Vec<Vec<(String, Recipe)>> {
    let languages = world.languages.par_iter();
    let pages = languages.map(|language| {
        let tag = language.tag();
        let pages = keys.iter().filter_map(|key| {
            let path = world.addresses.get(key, tag)?.output();
            Some((path, Recipe::Page(Subject::Entry(key.clone(), 1), tag.clone())))
        });
        let mut pages: Vec<_> = pages.collect();
        pages.sort_unstable_by(|(path, _), (other, _)| path.cmp(other));
        pages
    });
    pages.collect()
}

/// Returns what there is in a language besides the first page of each entry, with who wants it.
fn beside_pages(world: &World, keys: &[EntryKey], tag: &LanguageTag) -> Vec<(String, Owner, Recipe)> {
    let site = &world.site;
    let page = |subject: Subject| Recipe::Page(subject, tag.clone());
    let mut wanted = Vec::new();
    let mut has_courses = false;
    for key in keys {
        let Some(address) = world.addresses.get(key, tag) else {
            continue;
        };
        let owner = || Owner::Entry(key.clone(), tag.clone());
        for number in 2..=world.page_count(key, tag) {
            let path = address.numbered(number, tag).output();
            wanted.push((path, owner(), page(Subject::Entry(key.clone(), number))));
        }
        if site.config.share_images == ShareImages::Pages
            && *key != EntryKey::home()
            && let Some(address) = world.share_address(key, tag)
        {
            let recipe = Recipe::Share(key.clone(), tag.clone());
            wanted.push((address.output(), owner(), recipe));
        }
        if matches!(key, EntryKey::Section(_)) && site.borrowed(key, tag).is_none() {
            let path = address.beside("feed.xml").output();
            wanted.push((path, owner(), Recipe::Feed(key.clone(), tag.clone())));
        }
        if !print::parts(world, key, tag).is_empty() {
            let recipe = page(Subject::Print(key.clone()));
            // Whoever else wants its address is to choose another.
            wanted.push((address.print().output(), Owner::Program, recipe));
        }
        let course = Some(key).filter(|key| matches!(key, EntryKey::Course(_)));
        let sessions = course
            .and_then(|key| site.entry(key))
            .and_then(Entry::course)
            .map(|course| &course.sessions);
        if sessions.is_some_and(|sessions| !sessions.is_empty()) {
            has_courses = true;
            let path = address.beside(COURSE_CALENDAR).output();
            let recipe = Recipe::CourseCalendar(key.clone(), tag.clone());
            wanted.push((path, owner(), recipe));
        }
    }
    if has_courses {
        let path = Address::calendar(tag).output();
        wanted.push((path, Owner::Program, Recipe::Calendar(tag.clone())));
    }
    wanted
}

/// Copies a file as it is, unless it is a picture: that may tell where it was taken.
fn copied(file: &SourceFile) -> Recipe {
    match file {
        SourceFile::Blob(_) if bare::is_bared(file.path().name()) => Recipe::Bare(file.clone()),
        SourceFile::Text(_) | SourceFile::Blob(_) => Recipe::Copy(file.clone()),
    }
}

fn is_drawing(path: &SourcePath) -> bool {
    has_ending(path.name(), &["svg"])
}

fn add_aliases(world: &World, keys: &[EntryKey], table: &mut Table<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for key in keys {
        let Some(entry) = world.site.entry(key) else {
            continue;
        };
        for translation in entry.translations.values() {
            let Some(target) = world.addresses.get(key, &translation.language) else {
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

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test sets up a folder")]
mod tests {
    use super::*;
    use crate::diagnostic::Tongue;
    use crate::pipeline::{Built, Memory, Options, build};
    use crate::source::disk;
    use crate::span::SourcePath;

    fn built(sources: &mut Sources, origin: &str) -> Built {
        let config = format!("base_url: {origin}\nlanguages:\n  nb: {{name: Norsk, title: T}}\n");
        sources.insert_text(SourcePath::new("tillit.yaml"), config);
        build(sources, &Options::default(), &mut Memory::default())
    }

    fn told(built: &Built) -> Vec<Code> {
        built
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect()
    }

    #[test]
    fn a_large_sitemap_has_parts_in_whose_place_no_file_may_stand() {
        let mut sources = Sources::default();
        for number in 0..40 {
            let text = "---\ntitle: A\n---\n".to_owned();
            sources.insert_text(SourcePath::new(&format!("content/a{number}.nb.md")), text);
        }
        sources.insert_text(SourcePath::new("static/sitemap-1.xml"), "x".to_owned());
        let small = built(&mut sources, "https://a.no");
        assert!(matches!(small.outputs["sitemap.xml"], Recipe::Sitemap(_)));
        assert!(matches!(small.outputs["sitemap-1.xml"], Recipe::Copy(_)));
        assert_eq!(told(&small), []);

        // Few addresses, of which each stands in the file three times.
        let large = built(&mut sources, &format!("https://a.no/{}", "a".repeat(600_000)));
        assert!(matches!(large.outputs["sitemap.xml"], Recipe::SitemapIndex(2)));
        assert_eq!(told(&large), [Code::DuplicateAddress]);
        let [Recipe::Sitemap(one), Recipe::Sitemap(two)] =
            ["sitemap-1.xml", "sitemap-2.xml"].map(|path| &large.outputs[path])
        else {
            unreachable!("no file of the site stands there")
        };
        assert_eq!((one.start, one.end), (0, two.start));
        assert_eq!(two.end, large.world.site.keys().len());
    }

    #[test]
    fn the_beginning_of_a_long_path_ends_between_letters() {
        let mut sources = Sources::default();
        let path = format!("static/x{}a.txt", "å/".repeat(400));
        sources.insert_blob(SourcePath::new(&path), b"x".to_vec());
        let built = built(&mut sources, "https://a.no");
        assert_eq!(told(&built), [Code::BadName]);
        let name = built.diagnostics[0].arguments.first();
        let expected = format!("x{}", "å/".repeat(16));
        assert_eq!(name.map(|(_, name)| name.text(Tongue::English)), Some(expected));
    }

    #[test]
    fn a_file_of_a_theme_that_vanishes_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = "themes/own/static/a.woff2";
        let place = folder.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(&place, "x").unwrap();
        let config = "base_url: https://a.no\ntheme: own\nlanguages:\n  nb: {name: Norsk, title: T}\n";
        std::fs::write(folder.path().join("tillit.yaml"), config).unwrap();
        let sources = disk::read(folder.path(), None, &mut Vec::new()).unwrap();
        std::fs::remove_file(&place).unwrap();
        let built = build(&sources, &Options::default(), &mut Memory::default());
        assert_eq!(told(&built), [Code::UnreadableFile]);
    }
}
