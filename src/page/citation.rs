//! Citations: works by key, as a page cites and lists them in its language. The home of hayagriva.
//!
//! The caller reports keys that no entry has; they are left out here.

#[cfg(feature = "citations")]
mod limit;
#[cfg(feature = "citations")]
mod markup;
#[cfg(feature = "citations")]
mod part;
#[cfg(feature = "citations")]
mod style;
pub mod work;

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Phrase, Reported, Saying};
use crate::fingerprint::Fingerprint;
use crate::markdown::document::{CitationForm, Cite};
use crate::span::{SourcePath, TextRange};

use work::Work;

/// The works that a site knows, read from BibTeX.
#[derive(Clone, Debug)]
pub struct Bibliography {
    works: Works,
    style: CitationStyle,
    keys: BTreeSet<String>,
    is_whole: bool,
    described: Vec<Work>,
    fingerprint: Fingerprint,
}

impl Hash for Bibliography {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

/// The citations of one page and the works they name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Citations {
    /// HTML of each citation, in the order in which they were given; empty if no key of it is known.
    pub inline: Vec<String>,
    /// HTML of each entry of the list of references, in the order of the style, without an element around it.
    pub list: Vec<String>,
    /// HTML of the number or label of each entry of `list`; empty where the style has none.
    pub numbers: Vec<String>,
    /// The key of each entry of `list`.
    pub keys: Vec<String>,
}

impl Default for Bibliography {
    fn default() -> Self {
        Self {
            works: Works::default(),
            style: CitationStyle::default(),
            keys: BTreeSet::new(),
            is_whole: true,
            described: Vec::new(),
            fingerprint: Fingerprint::of(""),
        }
    }
}

impl Bibliography {
    /// Reads a file in BibTeX or BibLaTeX. Of a faulty file the readable entries are kept.
    ///
    /// Fields that no style shows are ignored, `note` and the like among them.
    pub fn read(path: &SourcePath, text: &str) -> Reported<Self> {
        let (works, faults) = Works::read(text);
        let is_whole = faults.is_empty();
        let diagnostics = faults
            .into_iter()
            .map(|fault| {
                Diagnostic::new(Code::BadBibliography, fault.at.of(path)).saying("reason", fault.reason)
            })
            .collect();
        let keys = works.keys();
        let described = works.described();
        Reported {
            value: Self {
                works,
                style: CitationStyle::default(),
                keys,
                is_whole,
                described,
                fingerprint: Fingerprint::of(text),
            },
            diagnostics,
        }
    }

    /// Sets its citations in a style.
    pub fn in_style(mut self, style: CitationStyle) -> Self {
        self.fingerprint = Fingerprint::of(&(self.fingerprint, style.fingerprint));
        self.style = style;
        self
    }

    /// Returns whether all of the file could be read. If not, a key that nobody knows may stand in the rest.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Returns whether a work has this key.
    pub fn contains(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// Returns every key, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// Returns what is known of each work, in the order of their keys.
    pub fn works(&self) -> &[Work] {
        &self.described
    }

    /// Returns the fingerprint of the file.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Renders all citations of a page in the style of the site, in the page's language, and the list of the works
    /// they name.
    ///
    /// All at once: whether a work is 2024a depends on what else the page cites. Each citation links to
    /// `#ref-KEY`; the caller gives that id to the entry of the list.
    pub fn references(&self, citations: &[(Vec<Cite>, CitationForm)], language: &str) -> Citations {
        self.works.references(citations, language, &self.style)
    }
}

/// The style in which a site cites.
#[derive(Clone, Debug)]
pub struct CitationStyle {
    fingerprint: Fingerprint,
    #[cfg(feature = "citations")]
    style: Option<std::sync::Arc<style::Style>>,
}

impl Default for CitationStyle {
    fn default() -> Self {
        Self {
            fingerprint: Fingerprint::of(""),
            #[cfg(feature = "citations")]
            style: style::default(),
        }
    }
}

/// Why a name is not that of a style that can be used, and what was probably meant.
pub type UnfitStyle = (Phrase, Option<&'static str>);

impl CitationStyle {
    /// Returns the style with a name, such as `apa`.
    ///
    /// # Errors
    /// If there is none that cites in the text and has a list of works.
    pub fn named(name: &str) -> Result<Self, UnfitStyle> {
        #[cfg(feature = "citations")]
        return match style::named(name) {
            Ok(style) => Ok(Self {
                fingerprint: Fingerprint::of(name),
                style: Some(style),
            }),
            Err(unfit) => {
                let phrase = match unfit {
                    style::Unfit::Unknown => Phrase::StyleSuchAs,
                    style::Unfit::Notes => Phrase::StyleInText,
                    style::Unfit::NoList => Phrase::StyleWithList,
                };
                let names = style::names();
                let house = name.split('-').next().unwrap_or(name);
                let of_house = || names.iter().find(|other| other.starts_with(house)).copied();
                Err((phrase, nearest(name, names.iter().copied()).or_else(of_house)))
            }
        };
        #[cfg(not(feature = "citations"))]
        Ok(Self {
            fingerprint: Fingerprint::of(name),
        })
    }

    /// Reads a style from a file in CSL. From a faulty file comes the default.
    pub fn read(path: &SourcePath, text: &str) -> Reported<Self> {
        #[cfg(feature = "citations")]
        let (read, diagnostics) = match style::read(text) {
            Ok(style) => (Some(style), Vec::new()),
            Err(fault) => {
                let diagnostic = Diagnostic::new(Code::BadStyle, fault.at.of(path));
                (style::default(), vec![diagnostic.saying("reason", fault.reason)])
            }
        };
        #[cfg(not(feature = "citations"))]
        let diagnostics = Vec::new();
        Reported {
            value: Self {
                fingerprint: Fingerprint::of(&(path, text)),
                #[cfg(feature = "citations")]
                style: read,
            },
            diagnostics,
        }
    }

    /// Returns the names of all styles that come along, sorted.
    pub fn names() -> Vec<&'static str> {
        #[cfg(feature = "citations")]
        return style::names();
        #[cfg(not(feature = "citations"))]
        Vec::new()
    }
}

/// What is wrong with a file of references or of a style.
struct Fault {
    at: TextRange,
    reason: Saying,
}

#[cfg(not(feature = "citations"))]
use plain::Works;
#[cfg(feature = "citations")]
use styled::Works;

/// Citations after a style.
#[cfg(feature = "citations")]
mod styled {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::{Arc, LazyLock};

    use hayagriva::archive;
    use hayagriva::citationberg::taxonomy::{Locator, OtherTerm, Term};
    use hayagriva::citationberg::{
        FontStyle, FontWeight, IndependentStyle, Locale, LocaleCode, TermForm, VerticalAlign,
    };
    use hayagriva::io::{BibLaTeXError, from_biblatex_str};
    use hayagriva::types::{ChunkKind, EntryType, FormatString, Person, Publisher};
    use hayagriva::{
        BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest,
        CitePurpose, ElemChild, ElemChildren, ElemMeta, Entry, Formatted, Library, LocatorPayload,
        SpecificLocator,
    };

    use super::part::{self, Asked, Order, Rendered};
    use super::style::Style;
    use super::work::{Name, Work, WorkKind};
    use super::{CitationStyle, Citations, Fault, entry_starts, limit};
    use crate::diagnostic::{Phrase, Saying};
    use crate::escape;
    use crate::fingerprint::Fingerprint;
    use crate::markdown::document::{CitationForm, Cite};
    use crate::span::TextRange;

    /// How a language cites.
    struct Language {
        /// The first part of its tag.
        tag: &'static str,
        /// The locale that has its words.
        locale: &'static str,
        /// A doctoral and a master's thesis; the locales lack them.
        theses: [&'static str; 2],
    }

    const LANGUAGES: &[Language] = &[
        Language {
            tag: "en",
            locale: "en-GB",
            theses: ENGLISH_THESES,
        },
        Language {
            tag: "nb",
            locale: "nb-NO",
            theses: ["Doktorgradsavhandling", "Masteroppgave"],
        },
        Language {
            tag: "no",
            locale: "nb-NO",
            theses: ["Doktorgradsavhandling", "Masteroppgave"],
        },
        Language {
            tag: "nn",
            locale: "nn-NO",
            theses: ["Doktorgradsavhandling", "Masteroppgåve"],
        },
        Language {
            tag: "da",
            locale: "da-DK",
            theses: ["Ph.d.-afhandling", "Specialeafhandling"],
        },
        Language {
            tag: "sv",
            locale: "sv-SE",
            theses: ["Doktorsavhandling", "Masteruppsats"],
        },
        Language {
            tag: "de",
            locale: "de-DE",
            theses: ["Dissertation", "Masterarbeit"],
        },
    ];

    /// All other languages.
    const FALLBACK: Language = Language {
        tag: "",
        locale: "en-US",
        theses: ENGLISH_THESES,
    };

    /// What hayagriva calls `@phdthesis` and `@mastersthesis`.
    const ENGLISH_THESES: [&str; 2] = ["Doctoral dissertation", "Master's thesis"];

    /// What authors write before a page number. A longer word stands before its beginning.
    const PAGE_WORDS: &[&str] = &[
        "pages", "page", "sidene", "side", "sidan", "sidor", "Seiten", "Seite", "pp.", "p.", "ss.", "s.",
        "S.",
    ];

    /// How many faults of a file are told.
    const MOST_FAULTS: usize = 50;

    /// The locales that pages can have, decoded once.
    static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
        let mut locales = archive::locales();
        locales.retain(|locale| {
            let known = |code: &str| {
                LANGUAGES
                    .iter()
                    .chain([&FALLBACK])
                    .any(|language| language.locale == code)
            };
            locale.lang.as_ref().is_some_and(|code| known(&code.0))
        });
        locales
    });

    fn language_of(tag: &str) -> &'static Language {
        let first = tag.split(['-', '_']).next().unwrap_or(tag);
        LANGUAGES
            .iter()
            .find(|language| first.eq_ignore_ascii_case(language.tag))
            .unwrap_or(&FALLBACK)
    }

    /// How many works are put into an order that holds for all pages; of more, each page sorts its own.
    const MOST_SORTED: usize = 2_000;

    /// The works, as hayagriva knows them.
    #[derive(Clone, Debug, Default)]
    pub(super) struct Works {
        library: Library,
        rendered: Arc<Rendered>,
    }

    impl Works {
        pub(super) fn read(text: &str) -> (Self, Vec<Fault>) {
            if let Err(fault) = limit::check(text) {
                return (Self::default(), vec![fault]);
            }
            let (mut entries, faults) = match from_biblatex_str(text) {
                Ok(library) => (library.into_iter().collect(), Vec::new()),
                Err(errors) => read_apart(text, errors),
            };
            entries.iter_mut().for_each(tidy);
            let works = Self {
                library: entries.into_iter().collect(),
                rendered: Arc::default(),
            };
            (works, faults)
        }

        pub(super) fn keys(&self) -> BTreeSet<String> {
            self.library.keys().map(str::to_owned).collect()
        }

        pub(super) fn described(&self) -> Vec<Work> {
            let mut works: Vec<Work> = self.library.iter().map(described).collect();
            works.sort_by(|one, other| one.key.cmp(&other.key));
            works
        }

        /// Renders the citations of a page and the list of their works.
        pub(super) fn references(
            &self,
            citations: &[Asked],
            language: &str,
            style: &CitationStyle,
        ) -> Citations {
            let Some(csl) = &style.style else {
                return Citations {
                    inline: vec![String::new(); citations.len()],
                    ..Citations::default()
                };
            };
            let language = language_of(language);
            if !csl.is_local || self.library.len() > MOST_SORTED {
                return self.together(citations, language, csl);
            }
            let key = Fingerprint::of(&(style.fingerprint, language.locale));
            let order = self.rendered.order(key, || self.order(language, csl));
            let mut done = Citations {
                inline: vec![String::new(); citations.len()],
                ..Citations::default()
            };
            let mut listed: BTreeMap<usize, (String, String, String)> = BTreeMap::new();
            let part_of = |asked: &[Asked]| {
                let key = Fingerprint::of(&(key, asked));
                self.rendered.part(key, || self.together(asked, language, csl))
            };
            // A work could be taken for those whose citations alone read the same: only they are told apart.
            let look = |key: &str| {
                self.library.get(key)?;
                Some(part::text(part_of(&[part::alone(key)]).inline.first()?))
            };
            for places in part::parts(citations, look) {
                let asked = part::of_part(citations, &places);
                let part = part_of(&asked);
                for (place, html) in places.iter().zip(&part.inline) {
                    if let Some(inline) = done.inline.get_mut(*place) {
                        inline.clone_from(html);
                    }
                }
                for ((key, html), number) in part.keys.iter().zip(&part.list).zip(&part.numbers) {
                    if let Some(place) = order.get(key) {
                        let work = || (key.clone(), html.clone(), number.clone());
                        listed.entry(*place).or_insert_with(work);
                    }
                }
            }
            for (key, html, number) in listed.into_values() {
                done.keys.push(key);
                done.list.push(html);
                done.numbers.push(number);
            }
            done
        }

        /// Renders the citations of a page without parting them.
        #[cfg(test)]
        pub(super) fn references_at_once(
            &self,
            citations: &[Asked],
            language: &str,
            style: &CitationStyle,
        ) -> Option<Citations> {
            Some(self.together(citations, language_of(language), style.style.as_ref()?))
        }

        /// Puts all works into the order of the list.
        fn order(&self, language: &Language, style: &Style) -> Order {
            let locale = LocaleCode(language.locale.to_owned());
            let entries = self.library.iter();
            let all: BTreeMap<&str, Entry> = entries
                .map(|entry| (entry.key(), localised(entry, language)))
                .collect();
            sorted(&all, style, &locale)
                .into_iter()
                .enumerate()
                .map(|(place, entry)| (entry.key().to_owned(), place))
                .collect()
        }

        /// Renders citations that depend on one another.
        fn together(&self, citations: &[Asked], language: &Language, style: &Style) -> Citations {
            let mut done = Citations {
                inline: vec![String::new(); citations.len()],
                ..Citations::default()
            };
            let csl = &style.csl;
            let locale = LocaleCode(language.locale.to_owned());
            let cites = || citations.iter().flat_map(|(cites, _)| cites);
            let cited: BTreeMap<&str, Entry> = cites()
                .filter_map(|cite| {
                    Some((
                        cite.key.as_str(),
                        localised(self.library.get(&cite.key)?, language),
                    ))
                })
                .collect();
            let order: Vec<&Entry> = if style.sorts && cited.len() > 1 {
                sorted(&cited, style, &locale)
            } else {
                let mut seen = BTreeSet::new();
                let first = cites().filter(|cite| seen.insert(cite.key.as_str()));
                first.filter_map(|cite| cited.get(cite.key.as_str())).collect()
            };

            let mut driver = BibliographyDriver::new();
            // Works are told apart where their citations look alike, by letters in the order of the citations. But
            // "Berg (2024)" and "(Berg, 2024)" do not look alike, and the letters are to follow the list. So each
            // work is first cited in one form and in that order; these citations are not used. Cited twice, a work
            // always gets a letter, never more names, which hayagriva would repeat in the list instead of all names.
            for entry in &order {
                driver.citation(request(vec![CitationItem::with_entry(*entry)], csl, &locale));
            }
            let mut asked = Vec::new();
            for (inline, (cites, form)) in done.inline.iter_mut().zip(citations) {
                let (known, items): (Vec<&Cite>, Vec<_>) = cites
                    .iter()
                    .filter_map(|cite| Some((cite, item(cite, cited.get(cite.key.as_str())?, *form, style))))
                    .unzip();
                if !items.is_empty() {
                    driver.citation(request(items, csl, &locale));
                    asked.push((inline, known, *form));
                }
            }
            let rendered = driver.finish(BibliographyRequest::new(csl, Some(locale.clone()), &LOCALES));
            let writer = Writer::new(language, style);
            let used = rendered.citations.into_iter().skip(order.len());
            for ((inline, cites, form), citation) in asked.into_iter().zip(used) {
                *inline = writer.citation(&citation.citation, &cites, form);
            }
            let listed = rendered.bibliography.map(|list| list.items).unwrap_or_default();
            for work in order {
                let Some(item) = listed.iter().find(|item| item.key == work.key()) else {
                    continue;
                };
                let (number, content) = number_of(item);
                let [mut html, mut written] = [String::new(), String::new()];
                writer.listed(&content, &mut html);
                writer.listed(&ElemChildren(number.into_iter().collect()), &mut written);
                done.list.push(html.trim_start().to_owned());
                done.numbers.push(written.trim().to_owned());
                done.keys.push(item.key.clone());
            }
            done
        }
    }

    /// Parts an entry of the list from the number or label that it begins with.
    fn number_of(item: &BibliographyItem) -> (Option<ElemChild>, ElemChildren) {
        let mut content = item.content.clone();
        if item.first_field.is_some() {
            return (item.first_field.clone(), content);
        }
        let is_number = |child: &ElemChild| match child {
            ElemChild::Elem(elem) => matches!(
                elem.meta,
                Some(ElemMeta::CitationNumber | ElemMeta::CitationLabel)
            ),
            _ => false,
        };
        let number = content
            .0
            .first()
            .is_some_and(is_number)
            .then(|| content.0.remove(0));
        (number, content)
    }

    /// Takes a work out of hayagriva's form.
    fn described(entry: &Entry) -> Work {
        let parent = entry.parents().first();
        let plain = |text: &FormatString| -> String {
            let chunks = text.value.0.iter();
            chunks.map(|chunk| chunk.value.as_str()).collect()
        };
        let names = |persons: Option<&[Person]>| -> Vec<Name> {
            let persons = persons.unwrap_or_default().iter();
            let name = |person: &Person| Name {
                family: person.name.clone(),
                given: person.given_name.clone(),
            };
            persons.map(name).collect()
        };
        let both = || std::iter::once(entry).chain(parent);
        let publisher = both().find_map(Entry::publisher);
        let in_book = parent.is_some_and(|parent| {
            matches!(
                parent.entry_type(),
                EntryType::Book | EntryType::Anthology | EntryType::Proceedings
            )
        });
        Work {
            key: entry.key().to_owned(),
            kind: match entry.entry_type() {
                EntryType::Article if !in_book => WorkKind::Article,
                EntryType::Article | EntryType::Chapter | EntryType::Anthos | EntryType::Entry => {
                    WorkKind::Chapter
                }
                EntryType::Book | EntryType::Anthology | EntryType::Reference => WorkKind::Book,
                EntryType::Thesis => WorkKind::Thesis,
                EntryType::Report => WorkKind::Report,
                _ => WorkKind::Other,
            },
            authors: names(entry.authors()),
            editors: names(both().find_map(Entry::editors)),
            title: entry.title().map(plain).unwrap_or_default(),
            container: parent.and_then(Entry::title).map(plain),
            publisher: publisher.and_then(Publisher::name).map(plain),
            place: publisher.and_then(Publisher::location).map(plain),
            year: both().find_map(Entry::date).map(|date| date.year),
            volume: both().find_map(Entry::volume).map(ToString::to_string),
            issue: both().find_map(Entry::issue).map(ToString::to_string),
            pages: entry
                .page_range()
                .map(|pages| pages.to_string().replace('-', "–")),
            doi: entry.doi().map(str::to_owned),
            isbn: both().find_map(Entry::isbn).map(str::to_owned),
            url: entry.url().map(|url| url.value.to_string()),
        }
    }

    fn request<'a>(
        items: Vec<CitationItem<'a, Entry>>,
        style: &'a IndependentStyle,
        locale: &LocaleCode,
    ) -> CitationRequest<'a, Entry> {
        CitationRequest::new(items, style, Some(locale.clone()), &LOCALES, None)
    }

    /// Puts works into the order of the list.
    fn sorted<'a>(works: &'a BTreeMap<&str, Entry>, style: &Style, locale: &LocaleCode) -> Vec<&'a Entry> {
        let mut order = list_of(works.values(), &style.csl, locale);
        if style.sorts_by_author {
            sort_coauthors(&mut order, works);
        }
        let keys = order.iter().map(|item| item.key.as_str());
        keys.filter_map(|key| works.get(key)).collect()
    }

    /// Renders the list of some works.
    fn list_of<'a>(
        works: impl IntoIterator<Item = &'a Entry>,
        style: &'a IndependentStyle,
        locale: &LocaleCode,
    ) -> Vec<BibliographyItem> {
        let mut driver = BibliographyDriver::new();
        for entry in works {
            driver.citation(request(vec![CitationItem::with_entry(entry)], style, locale));
        }
        let rendered = driver.finish(BibliographyRequest::new(style, Some(locale.clone()), &LOCALES));
        rendered.bibliography.map(|list| list.items).unwrap_or_default()
    }

    /// Sorts entries with the same first author by the other authors; hayagriva puts "&" before every name.
    fn sort_coauthors(list: &mut [BibliographyItem], cited: &BTreeMap<&str, Entry>) {
        let names = |item: &BibliographyItem| -> Vec<String> {
            let entry = cited.get(item.key.as_str());
            let persons = entry
                .and_then(|entry| entry.authors().or(entry.editors()))
                .unwrap_or_default();
            persons
                .iter()
                .map(|person| person.name_first(false, false).to_lowercase())
                .collect()
        };
        let first = |item: &BibliographyItem| names(item).into_iter().next();
        for run in list.chunk_by_mut(|one, next| first(one).is_some() && first(one) == first(next)) {
            run.sort_by_key(|item| names(item).split_off(1.min(names(item).len())));
        }
    }

    /// Makes an item of a citation.
    fn item<'a>(
        cite: &'a Cite,
        entry: &'a Entry,
        form: CitationForm,
        style: &Style,
    ) -> CitationItem<'a, Entry> {
        let locator = Some(cite.locator.trim())
            .filter(|locator| !locator.is_empty())
            .map(|locator| {
                let page = PAGE_WORDS
                    .iter()
                    .find_map(|word| locator.strip_prefix(word))
                    .map_or(locator, str::trim_start);
                if page.starts_with(|first: char| first.is_ascii_digit()) {
                    SpecificLocator(Locator::Page, LocatorPayload::Str(page))
                } else {
                    SpecificLocator(Locator::Custom, LocatorPayload::Str(locator))
                }
            });
        let item = CitationItem::with_locator(entry, locator);
        // The form for prose holds the author apart from the rest, so that the author can also be left out.
        // Without authors it would be a bare year.
        let prose = hides_author(cite, style) || (form == CitationForm::InText && has_names(entry));
        if prose {
            item.kind(CitePurpose::Prose)
        } else {
            item
        }
    }

    /// A number has no author to be left out.
    fn hides_author(cite: &Cite, style: &Style) -> bool {
        cite.suppress_author && !style.is_numeric
    }

    fn has_names(entry: &Entry) -> bool {
        let any = |persons: Option<&[Person]>| persons.is_some_and(|persons| !persons.is_empty());
        any(entry.authors()) || any(entry.editors())
    }

    /// Writes what hayagriva rendered as HTML. Its own HTML escapes nothing.
    struct Writer<'a> {
        style: &'a Style,
        and: Option<&'a str>,
        et_al: &'a str,
    }

    impl<'a> Writer<'a> {
        fn new(language: &Language, style: &'a Style) -> Self {
            let code = |locale: &Locale| {
                locale
                    .lang
                    .as_ref()
                    .map(|code| code.0.clone())
                    .unwrap_or_default()
            };
            let first = language.locale.split('-').next().unwrap_or_default();
            let of_style = style.csl.locale.iter().filter(|locale| code(locale) == first);
            let general = LOCALES.iter().filter(|locale| code(locale) == language.locale);
            // The style's own words come before those of the language.
            let locales: Vec<&'a Locale> = of_style.chain(general).collect();
            let term = |term: OtherTerm| {
                locales
                    .iter()
                    .find_map(|locale| locale.term(Term::Other(term), TermForm::Long)?.single())
            };
            Self {
                style,
                and: term(OtherTerm::And),
                et_al: term(OtherTerm::EtAl).unwrap_or("et al."),
            }
        }

        /// Writes a citation; `cites` are its items as they were given, before the style sorted them.
        fn citation(&self, citation: &ElemChildren, cites: &[&Cite], form: CitationForm) -> String {
            let mut html = String::new();
            if let [cite] = cites
                && cite.prefix.trim().is_empty()
            {
                open_link(&cite.key, &mut html);
                citation
                    .0
                    .iter()
                    .for_each(|child| self.cited(child, hides_author(cite, self.style), form, &mut html));
                html.push_str("</a>");
                return html;
            }
            // With an author left out, the style leaves brackets to the items.
            let bare = cites.iter().any(|cite| hides_author(cite, self.style));
            let bracketed = bare && form == CitationForm::Bracketed;
            if bracketed {
                html.push('(');
            }
            for child in &citation.0 {
                let cite = match child {
                    ElemChild::Elem(elem) => match elem.meta {
                        Some(ElemMeta::Entry(index)) => cites.get(index),
                        _ => None,
                    },
                    _ => None,
                };
                let Some(cite) = cite else {
                    self.cited(child, false, form, &mut html);
                    continue;
                };
                if !cite.prefix.trim().is_empty() {
                    escape::html(cite.prefix.trim(), &mut html);
                    html.push(' ');
                }
                let mut item = String::new();
                self.cited(child, hides_author(cite, self.style), form, &mut item);
                // A number inside a range of numbers is not written.
                if item.is_empty() {
                    continue;
                }
                let inner = item.strip_prefix('(').and_then(|item| item.strip_suffix(')'));
                open_link(&cite.key, &mut html);
                html.push_str(inner.filter(|_| bracketed).unwrap_or(&item));
                html.push_str("</a>");
            }
            if bracketed {
                html.push(')');
            }
            html
        }

        /// Writes a part of a citation; it stands in a link, so it has none. `bare`: without names.
        fn cited(&self, child: &ElemChild, bare: bool, form: CitationForm, out: &mut String) {
            match child {
                ElemChild::Text(text) | ElemChild::Link { text, .. } => formatted(text, out),
                ElemChild::Markup(markup) => text(markup, out),
                ElemChild::Transparent { .. } => {}
                ElemChild::Elem(elem) => match &elem.meta {
                    Some(ElemMeta::Names(_)) if bare => {}
                    Some(ElemMeta::Names(_)) if is_names(&elem.children) => {
                        // In a sentence the style wants the word, not the sign.
                        let and = self.and.filter(|_| form == CitationForm::InText);
                        self.names(&elem.children, and, out);
                    }
                    _ => elem
                        .children
                        .0
                        .iter()
                        .for_each(|child| self.cited(child, bare, form, out)),
                },
            }
        }

        /// Writes an entry of the list.
        fn listed(&self, children: &ElemChildren, out: &mut String) {
            let mut lengths = Vec::with_capacity(children.0.len());
            for (index, child) in children.0.iter().enumerate() {
                lengths.push(out.len());
                // hayagriva takes the title of a book with chapters also for that of its volume.
                if let Some([title, ElemChild::Text(colon)]) =
                    index.checked_sub(2).and_then(|at| children.0.get(at..index))
                    && colon.text == ": "
                    && title == child
                {
                    out.truncate(lengths[index - 1]);
                    continue;
                }
                match child {
                    ElemChild::Text(text) => formatted(text, out),
                    ElemChild::Markup(markup) => text(markup, out),
                    ElemChild::Transparent { .. } => {}
                    ElemChild::Link { text, url } => {
                        let web = url.starts_with("https://") || url.starts_with("http://");
                        if web {
                            out.push_str("<a href=\"");
                            escape::html(url, out);
                            out.push_str("\" rel=\"external\">");
                        }
                        formatted(text, out);
                        if web {
                            out.push_str("</a>");
                        }
                    }
                    ElemChild::Elem(elem) => match &elem.meta {
                        Some(ElemMeta::Names(_)) if is_names(&elem.children) => {
                            self.names(&elem.children, None, out);
                        }
                        _ => self.listed(&elem.children, out),
                    },
                }
            }
        }

        /// Writes names. `and others`, which BibTeX allows as the last, becomes the language's "et al.".
        fn names(&self, names: &ElemChildren, and: Option<&str>, out: &mut String) {
            let mut written = String::new();
            let mut before = String::new();
            for child in &names.0 {
                let mut part = String::new();
                match (child, and) {
                    (ElemChild::Text(between), Some(and)) => {
                        let sign = if and == ENGLISH_AND { " & " } else { ", & " };
                        let between = between.text.replace(sign, &format!(" {and} "));
                        text(&between.replace(" & ", &format!(" {and} ")), &mut part);
                    }
                    _ => self.listed(&ElemChildren(vec![child.clone()]), &mut part),
                }
                let name = matches!(child, ElemChild::Elem(_));
                if name && !written.is_empty() && part.trim_end() == OTHERS {
                    written.push(' ');
                    written.push_str(self.et_al);
                    written.push_str(&part[OTHERS.len()..]);
                    before.clear();
                } else if name {
                    written.push_str(&before);
                    written.push_str(&part);
                    before.clear();
                } else {
                    before.push_str(&part);
                }
            }
            out.push_str(&written);
            out.push_str(&before);
        }
    }

    /// Other languages have no comma before it.
    const ENGLISH_AND: &str = "and";

    /// The name that stands for more names.
    const OTHERS: &str = "others";

    fn is_names(children: &ElemChildren) -> bool {
        let name = |child: &ElemChild| match child {
            ElemChild::Elem(elem) => matches!(elem.meta, Some(ElemMeta::Name(..))),
            _ => false,
        };
        children.0.iter().any(name)
    }

    fn formatted(part: &Formatted, out: &mut String) {
        let element = match &part.formatting {
            formatting if formatting.font_style == FontStyle::Italic => Some("em"),
            formatting if formatting.font_weight == FontWeight::Bold => Some("strong"),
            formatting if formatting.vertical_align == VerticalAlign::Sup => Some("sup"),
            formatting if formatting.vertical_align == VerticalAlign::Sub => Some("sub"),
            _ => None,
        };
        match element {
            Some(element) => {
                out.push_str(&format!("<{element}>"));
                escape::html(&part.text, out);
                out.push_str(&format!("</{element}>"));
            }
            None => text(&part.text, out),
        }
    }

    /// Writes text.
    fn text(text: &str, out: &mut String) {
        let mut text = text;
        // One full stop is enough where an abbreviation ends a sentence.
        if out.ends_with('.') {
            text = text.strip_prefix('.').unwrap_or(text);
        }
        // A date that has only a year leaves a comma behind.
        if text.starts_with(')') && out.ends_with(',') {
            out.pop();
        } else if text.starts_with(",)") {
            text = text.strip_prefix(',').unwrap_or(text);
        }
        escape::html(text, out);
    }

    fn open_link(key: &str, out: &mut String) {
        out.push_str("<a class=\"citation\" href=\"#ref-");
        escape::html(key, out);
        out.push_str("\">");
    }

    /// Brings an entry into the form that the style can show.
    fn tidy(entry: &mut Entry) {
        // The style capitalises in works in English only: journals, which are to stay as written, but also "Eds.",
        // which is to be so beside a work in any language.
        if let Ok(english) = "en".parse() {
            entry.set_language(english);
        }
        // The institution of a report or thesis is what the style calls the publisher.
        let place = entry.publisher().and_then(Publisher::location).cloned();
        if matches!(entry.entry_type(), EntryType::Report | EntryType::Thesis)
            && entry.publisher().and_then(Publisher::name).is_none()
            && let Some(organization) = entry.organization().cloned()
        {
            entry.set_publisher(Publisher::new(Some(organization), place));
        }
        as_written(entry);
        whole_names(entry);
        let mut parents = entry.parents().to_vec();
        parents.iter_mut().for_each(as_written);
        parents.iter_mut().for_each(whole_names);
        entry.set_parents(parents);
        // Every `@techreport` has this genre; it says no more than the institution does.
        if entry
            .genre()
            .is_some_and(|genre| genre.to_string() == "technical report")
        {
            entry.set_genre(FormatString::from(String::new()));
        }
    }

    /// Keeps the style from changing the letters of a title.
    fn as_written(entry: &mut Entry) {
        if let Some(mut title) = entry.title().cloned() {
            let short = title.short.as_mut().map(|short| &mut short.0);
            for chunk in title.value.0.iter_mut().chain(short.into_iter().flatten()) {
                if chunk.kind == ChunkKind::Normal {
                    chunk.kind = ChunkKind::Verbatim;
                }
            }
            entry.set_title(title);
        }
    }

    /// Makes "van der" a part of the family name: the style never parts them, hayagriva does.
    fn whole_names(entry: &mut Entry) {
        let whole = |persons: &[Person]| {
            let mut persons = persons.to_vec();
            for person in &mut persons {
                if let Some(prefix) = person.prefix.take() {
                    let space = if prefix.ends_with(['’', '\'', '-']) {
                        ""
                    } else {
                        " "
                    };
                    person.name = format!("{prefix}{space}{}", person.name);
                }
            }
            persons
        };
        if let Some(authors) = entry.authors().map(whole) {
            entry.set_authors(authors);
        }
        if let Some(editors) = entry.editors().map(whole) {
            entry.set_editors(editors);
        }
    }

    /// Returns the entry with the words of a language that the style's locales do not know.
    fn localised(entry: &Entry, language: &Language) -> Entry {
        let mut entry = entry.clone();
        let genre = entry.genre().map(ToString::to_string);
        for (english, thesis) in ENGLISH_THESES.iter().zip(language.theses) {
            if genre.as_deref() == Some(english) {
                entry.set_genre(FormatString::from(thesis.to_owned()));
            }
        }
        entry
    }

    /// Reads a faulty file entry by entry, so that one fault does not cost all works.
    fn read_apart(text: &str, errors: Vec<BibLaTeXError>) -> (Vec<Entry>, Vec<Fault>) {
        let mut entries: Vec<Entry> = Vec::new();
        let mut keys: BTreeSet<String> = BTreeSet::new();
        let mut faults = Vec::new();
        let starts: Vec<usize> = entry_starts(text).collect();
        for (index, &start) in starts.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(text.len());
            let alone = &text[start..end];
            if let Err(fault) = limit::check(alone) {
                faults.push(Fault {
                    at: TextRange::new(start + fault.at.start, start + fault.at.end),
                    ..fault
                });
                continue;
            }
            match from_biblatex_str(alone) {
                Ok(library) => {
                    for entry in library {
                        if keys.insert(entry.key().to_owned()) {
                            entries.push(entry);
                        }
                    }
                }
                Err(errors) => faults.extend(errors.into_iter().map(|error| {
                    let fault = fault(error, alone);
                    // An unclosed entry ends where the next begins; it is better shown where it starts.
                    let at = if fault.at.start >= alone.trim_end().len() {
                        TextRange::new(0, alone.find('\n').unwrap_or(alone.len()))
                    } else {
                        fault.at
                    };
                    Fault {
                        at: TextRange::new(start + at.start, start + at.end),
                        ..fault
                    }
                })),
            }
        }
        // Entries that use abbreviations cannot be read alone, and duplicates are only seen together.
        if faults.is_empty() || text.to_ascii_lowercase().contains("@string") {
            faults = errors.into_iter().map(|error| fault(error, text)).collect();
        }
        faults.truncate(MOST_FAULTS);
        (entries, faults)
    }

    fn fault(error: BibLaTeXError, text: &str) -> Fault {
        let (range, reason) = match error {
            BibLaTeXError::Parse(error) => (error.span, reason(&error.kind.to_string())),
            BibLaTeXError::Type(error) => (error.span, reason(&error.kind.to_string())),
        };
        Fault {
            at: TextRange::new(range.start.min(text.len()), range.end.min(text.len())),
            reason,
        }
    }

    /// What hayagriva says in other words, by the beginning.
    const REASONS: &[(&str, Phrase)] = &[
        ("unexpected end of file", Phrase::ReferenceEndsTooEarly),
        ("expected identifier", Phrase::NameMissing),
        ("day out of range", Phrase::NoSuchDay),
        ("month out of range", Phrase::NoSuchDay),
        ("year 0", Phrase::NoSuchDay),
        ("range must not", Phrase::ReferenceValue),
        ("invalid", Phrase::ReferenceValue),
        ("missing number", Phrase::ReferenceValue),
        ("wrong number", Phrase::ReferenceValue),
        ("unknown abbreviation", Phrase::UnknownAbbreviation),
        ("unknown", Phrase::ReferenceValue),
        ("duplicate key", Phrase::ReferenceKeyTwice),
    ];

    /// The names that hayagriva gives to signs.
    const SIGNS: &[(&str, &str)] = &[
        ("opening brace", "{"),
        ("closing brace", "}"),
        ("comma", ","),
        ("double quote", "\""),
        ("equals", "="),
        ("decimal point", "."),
    ];

    /// Tells why a list of references cannot be read.
    fn reason(said: &str) -> Saying {
        let sign = |name: &str| {
            SIGNS
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, sign)| *sign)
        };
        if let Some(sign) = said.strip_prefix("expected ").and_then(sign) {
            return Phrase::SignMissing.with("sign", sign);
        }
        if let Some(sign) = said.strip_prefix("unexpected ").and_then(sign) {
            return Phrase::SignMisplaced.with("sign", sign);
        }
        let quoted = said.split('"').nth(1).unwrap_or_default();
        match REASONS.iter().find(|(beginning, _)| said.starts_with(beginning)) {
            Some((_, phrase)) => phrase.with("name", quoted).with("key", quoted),
            None => Phrase::Said.with("said", said),
        }
    }
}

/// Returns the keys of the entries of a file, each with its place.
pub fn key_places(text: &str) -> Vec<(&str, TextRange)> {
    let starts: Vec<usize> = entry_starts(text).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let key = |(start, end): (&usize, usize)| {
        let entry = &text[*start..end];
        let open = entry.find('{')? + 1;
        let key = entry[open..].split_once(',')?.0;
        let start = start + open + key.len() - key.trim_start().len();
        let key = key.trim();
        Some((key, TextRange::new(start, start + key.len())))
    };
    starts.iter().zip(ends).filter_map(key).collect()
}

/// Returns where the entries of a file begin: each `@` at the start of a line.
fn entry_starts(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('@')
        .map(|(at, _)| at)
        .filter(|&at| at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n'))
}

/// Citations by their keys, for a tillit without hayagriva.
#[cfg(not(feature = "citations"))]
mod plain {
    use std::collections::BTreeSet;

    use super::work::Work;
    use super::{CitationStyle, Citations, Fault, entry_starts};
    use crate::escape;
    use crate::markdown::document::{CitationForm, Cite};

    /// The keys of the works.
    #[derive(Clone, Debug, Default)]
    pub(super) struct Works(BTreeSet<String>);

    impl Works {
        pub(super) fn read(text: &str) -> (Self, Vec<Fault>) {
            let key = |start: usize| {
                let (kind, rest) = text[start..].split_once('{')?;
                let other = ["@string", "@comment", "@preamble"];
                let (key, _) = rest.split_once(',')?;
                (!other.contains(&kind.trim().to_ascii_lowercase().as_str())).then(|| key.trim().to_owned())
            };
            (Self(entry_starts(text).filter_map(key).collect()), Vec::new())
        }

        pub(super) fn keys(&self) -> BTreeSet<String> {
            self.0.clone()
        }

        pub(super) fn described(&self) -> Vec<Work> {
            let work = |key: &String| Work {
                key: key.clone(),
                title: key.clone(),
                ..Work::default()
            };
            self.0.iter().map(work).collect()
        }

        pub(super) fn references(
            &self,
            citations: &[(Vec<Cite>, CitationForm)],
            _language: &str,
            _style: &CitationStyle,
        ) -> Citations {
            let inline = |(cites, _): &(Vec<Cite>, CitationForm)| {
                let known: Vec<&str> = cites
                    .iter()
                    .map(|cite| cite.key.as_str())
                    .filter(|key| self.0.contains(*key))
                    .collect();
                if known.is_empty() {
                    String::new()
                } else {
                    escape::html_string(&format!("({})", known.join("; ")))
                }
            };
            Citations {
                inline: citations.iter().map(inline).collect(),
                ..Citations::default()
            }
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "a test reads the texts of this repository"
)]
mod tests {
    use super::*;

    fn cite(key: &str, locator: &str) -> Cite {
        let (key, locator) = (key.to_owned(), locator.to_owned());
        Cite {
            key,
            at: TextRange::default(),
            prefix: String::new(),
            locator,
            suppress_author: false,
        }
    }

    #[cfg(feature = "citations")]
    fn without_author(cite: Cite) -> Cite {
        Cite {
            suppress_author: true,
            ..cite
        }
    }

    fn read(text: &str) -> Bibliography {
        let read = Bibliography::read(&SourcePath::new("content/references.bib"), text);
        assert_eq!(read.diagnostics, []);
        read.value
    }

    const WORKS: &str = r#"
@article{horvath1991,
  author = {Horvath, Adam O. and Symonds, B. Dianne},
  title = {Relation between working alliance and outcome in psychotherapy},
  journal = {Journal of counseling psychology},
  year = 1991, volume = 38, number = 2, pages = {139--149}, doi = {10.1037/0022-0167.38.2.139},
  verified = {SECRET}, note = {SECRET}, annotation = {SECRET}
}
@book{greenson1967,
  author = {Greenson, Ralph R.},
  title = {Teknikk og praksis i psykoanalysen},
  year = 1967, volume = 1, publisher = {International Universities Press}, address = {New York}
}
@incollection{stiles2010,
  author = {Stiles, William B. and Goldsmith, Jacob Z.},
  editor = {Muran, J. Christopher and van der Barber, Jacques P.},
  title = {The alliance over time},
  booktitle = {The therapeutic alliance},
  year = 2010, pages = {44--62}, publisher = {Guilford Press}
}
@phdthesis{kim2001, author = {Kim, Sung Ae}, title = {The Kim Alliance Scale}, year = 2001, school = {University of San Diego}}
@misc{zed2020one, author = {Zed, Anna and others}, title = {One}, year = 2020, url = {javascript:alert(1)}}
@misc{zed2020two, author = {Zed, Anna and others}, title = {<b>"Two" & more</b>}, year = 2020}
"#;

    #[test]
    fn every_entry_is_read_and_sorted() {
        let works = read(WORKS);
        let keys: Vec<&str> = works.keys().collect();
        assert_eq!(
            keys,
            [
                "greenson1967",
                "horvath1991",
                "kim2001",
                "stiles2010",
                "zed2020one",
                "zed2020two"
            ]
        );
        assert!(works.contains("kim2001") && !works.contains("nobody"));
        assert_ne!(works.fingerprint(), Bibliography::default().fingerprint());
    }

    #[cfg(feature = "citations")]
    #[test]
    fn parts_are_what_the_whole_would_be() {
        let text = std::fs::read_to_string("content/references.bib").unwrap();
        let works = read(&text);
        let keys: Vec<&str> = works.keys().collect();
        let mut number = 1_u64;
        // The numbers of Knuth's MMIX; the same at every run.
        let mut next = |most: usize| {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(number >> 33).unwrap() % most
        };
        for name in ["apa", "harvard-cite-them-right", "vancouver"] {
            let works = works.clone().in_style(CitationStyle::named(name).unwrap());
            for language in ["nb", "de", "sv", "en"] {
                let mut alike = 0;
                for _ in 0..12 {
                    // Works that look alike have keys that stand beside each other.
                    let near = next(keys.len() - 4);
                    let citations: Vec<_> = (0..2 + next(9))
                        .map(|_| {
                            let cites = (0..1 + next(6) / 4).map(|_| {
                                let key = [near + next(4), next(keys.len())][next(2)];
                                let cite = cite(keys[key], ["", "S. 4"][next(5) / 4]);
                                if next(8) == 0 { without_author(cite) } else { cite }
                            });
                            let forms = [CitationForm::Bracketed, CitationForm::InText];
                            (cites.collect(), forms[next(2)])
                        })
                        .collect();
                    let whole = works.works.references_at_once(&citations, language, &works.style);
                    assert_eq!(
                        Some(works.references(&citations, language)),
                        whole,
                        "{name} {language}"
                    );
                    let first = |key: &String| {
                        key.trim_end_matches(|sign: char| !sign.is_alphabetic())
                            .to_owned()
                    };
                    let names: BTreeSet<_> = whole.iter().flat_map(|whole| &whole.keys).map(first).collect();
                    alike += usize::from(names.len() < whole.map_or(0, |whole| whole.keys.len()));
                }
                assert!(alike > 0, "{name} {language}: no works that look alike");
            }
        }
    }

    #[test]
    fn an_empty_bibliography_cites_nothing() {
        let citations = vec![(vec![cite("nobody", "")], CitationForm::Bracketed)];
        let done = Bibliography::default().references(&citations, "nb");
        assert_eq!(
            done,
            Citations {
                inline: vec![String::new()],
                ..Citations::default()
            }
        );
    }

    #[cfg(feature = "citations")]
    fn inline(cites: Vec<Cite>, form: CitationForm, language: &str) -> String {
        read(WORKS).references(&[(cites, form)], language).inline.concat()
    }

    #[cfg(feature = "citations")]
    fn listed(key: &str, language: &str) -> String {
        read(WORKS)
            .references(&[(vec![cite(key, "")], CitationForm::Bracketed)], language)
            .list
            .concat()
    }

    #[cfg(feature = "citations")]
    #[test]
    fn citations_speak_the_language_of_the_page() {
        let page = |language| {
            inline(
                vec![cite("greenson1967", "s. 4-6")],
                CitationForm::Bracketed,
                language,
            )
        };
        let link = |text| format!("<a class=\"citation\" href=\"#ref-greenson1967\">{text}</a>");
        assert_eq!(page("nb"), link("(Greenson, 1967, s. 4–6)"));
        assert_eq!(page("sv"), link("(Greenson, 1967, s. 4–6)"));
        assert_eq!(page("de-AT"), link("(Greenson, 1967, S. 4–6)"));
        assert_eq!(page("en"), link("(Greenson, 1967, pp. 4–6)"));
        let sentence = |language| {
            inline(
                vec![cite("horvath1991", "kap. 4")],
                CitationForm::InText,
                language,
            )
        };
        for (language, and) in [
            ("nb", "og"),
            ("sv", "och"),
            ("de", "und"),
            ("en", "and"),
            ("fi", "and"),
        ] {
            let text = format!("Horvath {and} Symonds (1991, kap. 4)");
            assert!(sentence(language).contains(&text), "{}", sentence(language));
        }
    }

    #[cfg(feature = "citations")]
    #[test]
    fn each_of_several_works_is_linked() {
        let see = Cite {
            prefix: "see".to_owned(),
            ..cite("horvath1991", "")
        };
        let works = vec![
            see,
            cite("nobody", ""),
            without_author(cite("greenson1967", "p. 4")),
        ];
        assert_eq!(
            inline(works, CitationForm::Bracketed, "en"),
            "(<a class=\"citation\" href=\"#ref-greenson1967\">1967, p. 4</a>; \
             see <a class=\"citation\" href=\"#ref-horvath1991\">Horvath &amp; Symonds, 1991</a>)"
        );
        let alone = vec![without_author(cite("greenson1967", ""))];
        let linked = "<a class=\"citation\" href=\"#ref-greenson1967\">(1967)</a>";
        assert_eq!(inline(alone, CitationForm::Bracketed, "en"), linked);
    }

    #[cfg(feature = "citations")]
    #[test]
    fn years_are_told_apart_alike_in_text_and_list() {
        let citations = vec![
            (vec![cite("zed2020two", "")], CitationForm::InText),
            (vec![cite("zed2020one", "")], CitationForm::Bracketed),
        ];
        let done = read(WORKS).references(&citations, "nb");
        assert_eq!(done.keys, ["zed2020two", "zed2020one"]);
        assert!(done.inline[0].contains("Zed et al. (2020a)"), "{done:?}");
        assert!(done.inline[1].contains("(Zed et al., 2020b)"), "{done:?}");
        assert_eq!(
            done.list,
            [
                "Zed, A. et al. (2020a). <em>&lt;b&gt;&quot;Two&quot; &amp; more&lt;/b&gt;</em>.",
                "Zed, A. et al. (2020b). <em>One</em>. javascript:alert(1)"
            ]
        );
    }

    #[cfg(feature = "citations")]
    #[test]
    fn names_stand_in_full_in_the_list() {
        let works = "@misc{one, author = {Berg, Anna and Dahl, Bo and Eng, Ida}, title = {One}, year = 2015}
            @misc{two, author = {Berg, Anna and Dahl, Bo and Foss, Ola}, title = {Two}, year = 2015}
            @misc{three, author = {Berg, Anna and Aas, Bo}, title = {Three}, year = 2019}";
        let works = read(&works.replace("            @", "@"));
        let citations: Vec<_> = ["one", "two", "three"]
            .map(|key| (vec![cite(key, "")], CitationForm::Bracketed))
            .to_vec();
        let done = works.references(&citations, "en");
        assert_eq!(done.keys, ["three", "one", "two"]);
        assert_eq!(
            done.list[1],
            "Berg, A., Dahl, B., &amp; Eng, I. (2015a). <em>One</em>."
        );
        assert!(done.inline[0].contains("(Berg et al., 2015a)"), "{done:?}");

        let works = read(
            "@misc{a, author = {Berg, Anna}, title = {A}, year = 2015}\n@misc{b, author = {Berg, Bo}, title = {B}, year = 2015}",
        );
        let citations: Vec<_> = ["a", "b"]
            .map(|key| (vec![cite(key, "")], CitationForm::Bracketed))
            .to_vec();
        let done = works.references(&citations, "en");
        assert_eq!(
            done.list,
            ["Berg, A. (2015a). <em>A</em>.", "Berg, B. (2015b). <em>B</em>."]
        );
    }

    #[cfg(feature = "citations")]
    #[test]
    fn entries_of_the_list_have_all_parts() {
        let article = "Horvath, A. O., &amp; Symonds, B. D. (1991). Relation between working alliance and outcome in \
            psychotherapy. <em>Journal of counseling psychology</em>, <em>38</em>(2), 139–149. \
            <a href=\"https://doi.org/10.1037/0022-0167.38.2.139\" rel=\"external\">https://doi.org/10.1037/0022-0167.38.2.139</a>";
        let book = "Greenson, R. R. (1967). <em>Teknikk og praksis i psykoanalysen</em> (Vol. 1). International Universities Press.";
        for language in ["nb", "de", "sv", "en"] {
            assert_eq!(listed("horvath1991", language), article);
        }
        assert_eq!(listed("greenson1967", "en"), book);
        for (language, editors, pages) in [
            ("nb", "I", "Red.|s."),
            ("sv", "I", "Red.|s."),
            ("de", "In", "Hrsg.|S."),
            ("en", "In", "Eds|pp."),
        ] {
            let (role, pages) = pages.split_once('|').unwrap_or_default();
            let chapter = format!(
                "Stiles, W. B., &amp; Goldsmith, J. Z. (2010). The alliance over time. {editors} J. C. Muran &amp; \
                 J. P. van der Barber ({role}), <em>The therapeutic alliance</em> ({pages} 44–62). Guilford Press."
            );
            assert_eq!(listed("stiles2010", language), chapter);
        }
        let thesis = "Kim, S. A. (2001). <em>The Kim Alliance Scale</em> [Doktorsavhandling]. University of San Diego.";
        assert_eq!(listed("kim2001", "sv"), thesis);
    }

    #[cfg(feature = "citations")]
    #[test]
    fn a_fault_is_shown_at_its_entry_and_costs_no_other() {
        let text = "@book{one, title = {One}, year = 2001}\n\n@book{two, title = {Two, year = 2002}\n\n@book{three, title = {Three}, year = 2003}\n";
        let Reported { value, diagnostics } = Bibliography::read(&SourcePath::new("a.bib"), text);
        assert_eq!(value.keys().collect::<Vec<_>>(), ["one", "three"]);
        let starts: Vec<_> = diagnostics
            .iter()
            .map(|fault| fault.span.as_ref().map(|at| at.range.start))
            .collect();
        assert_eq!(starts, [text.find("@book{two")]);

        let text = "@book{one, title = {One}}\n@book{one, title = {Two}}\n";
        let Reported { value, diagnostics } = Bibliography::read(&SourcePath::new("a.bib"), text);
        assert_eq!((value.keys().count(), diagnostics.len()), (1, 1));
    }

    #[cfg(feature = "citations")]
    #[test]
    fn odd_entries_do_no_harm() {
        let fields = "maintitle = {M}, volume = {IV}, number = {x}, issue = 3, pages = {iv--x, 7}, year = {n.d.}, \
            edition = {second}, chapter = 2, author = {{A Society}}, editor = {X and others}, booktitle = {B}, \
            journal = {J}, url = {not a url}, urldate = {2020-13-45}, eventdate = {2001-01-01}, eventtitle = {E}, \
            series = {S}, doi = {<x>}, isbn = {?}, langid = {klingon}, crossref = {nobody}, month = {smarch}";
        let kinds = "article book booklet inbook incollection inproceedings manual mastersthesis phdthesis thesis misc \
            proceedings report techreport unpublished mvbook bookinbook suppbook periodical suppperiodical collection \
            suppcollection reference mvreference inreference mvproceedings mvcollection patent online software dataset \
            set xdata nonsense";
        for kind in kinds.split_whitespace() {
            for fields in [
                fields,
                "year = 2000",
                "title = {}",
                "author = {}, title = {T}, year = {}",
            ] {
                let text = format!("@{kind}{{key, {fields}}}\n");
                let works = Bibliography::read(&SourcePath::new("a.bib"), &text).value;
                let twice = vec![cite("key", "é"), without_author(cite("key", "p."))];
                let citations = [
                    (twice, CitationForm::Bracketed),
                    (vec![cite("key", "")], CitationForm::InText),
                ];
                let done = works.references(&citations, "de");
                assert_eq!(done.list.len(), works.keys().count(), "{text}");
                assert!(!done.list.concat().contains("href=\"not"), "{done:?}");
            }
        }
        for text in [
            "@",
            "@book",
            "@book{",
            "@book{é",
            "@book{a,title={é",
            "\u{feff}@book{a, title={T}}",
            "}{",
            "@é{æ,ø={å}}",
        ] {
            let _ = Bibliography::read(&SourcePath::new("a.bib"), text);
        }
    }

    #[cfg(feature = "citations")]
    fn read_style(text: &str) -> Reported<CitationStyle> {
        CitationStyle::read(&SourcePath::new("content/own.csl"), text)
    }

    #[cfg(feature = "citations")]
    #[test]
    fn odd_styles_do_no_harm() {
        use hayagriva::archive::ArchivedStyle;

        // What stands between quotation marks or tags changes places, the same at every run.
        let mut state = 7_u64;
        let mut below = |end: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap_or_default() % end.max(1)
        };
        let works = read(WORKS);
        let mut readable = 0;
        for round in 0..40 {
            let names = ["vancouver", "harvard-cite-them-right", "ieee", "mla", "nature"];
            let style = ArchivedStyle::by_name(names[round % names.len()]).map(ArchivedStyle::get);
            let text = style.and_then(|style| style.to_xml().ok()).unwrap_or_default();
            let mut parts: Vec<&str> = text.split('"').collect();
            for _ in 0..1 + below(2) {
                let attributes = parts.len() / 2;
                parts.swap(1 + 2 * below(attributes), 1 + 2 * below(attributes));
            }
            let style = read_style(&parts.join("\""));
            readable += usize::from(style.diagnostics.is_empty());
            let works = works.clone().in_style(style.value);
            let cites = vec![cite("horvath1991", "p. 4-6"), cite("stiles2010", "kap. 1")];
            let citations = [
                (cites, CitationForm::Bracketed),
                (vec![cite("kim2001", "")], CitationForm::InText),
                (
                    vec![without_author(cite("zed2020one", "7"))],
                    CitationForm::Bracketed,
                ),
                (vec![cite("zed2020two", "")], CitationForm::Bracketed),
            ];
            let done = works.references(&citations, "de");
            assert_eq!((done.inline.len(), done.list.len()), (4, done.keys.len()));
        }
        assert!(readable > 0, "none could be read");
    }

    #[cfg(feature = "citations")]
    #[test]
    fn deep_styles_come_to_an_end() {
        let style = |inside: &str| {
            format!(
                "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\"><info><title>T</title>\
                 <id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout>{inside}</layout></citation>\
                 <bibliography><layout>{inside}</layout></bibliography></style>"
            )
        };
        let title = "<text variable=\"title\"/>";
        let groups = format!("{}{title}{}", "<group>".repeat(50), "</group>".repeat(50));
        let choice = "<choose><if type=\"book\"><group>";
        let choices = format!(
            "{}{title}{}",
            choice.repeat(16),
            "</group></if></choose>".repeat(16)
        );
        for text in [style(&groups), style(&choices)] {
            let read_style = read_style(&text);
            assert_eq!(read_style.diagnostics, []);
            let works = read(WORKS).in_style(read_style.value);
            let cited = [(vec![cite("greenson1967", "")], CitationForm::Bracketed)];
            assert_eq!(
                works.references(&cited, "en").list,
                ["Teknikk og praksis i psykoanalysen"]
            );
        }
    }

    #[cfg(feature = "citations")]
    #[test]
    fn a_style_with_numbers_names_the_authors_too() {
        let style = CitationStyle::named("vancouver").unwrap_or_default();
        let works = read(WORKS).in_style(style);
        let citations = [(vec![cite("greenson1967", "")], CitationForm::InText)];
        let done = works.references(&citations, "en");
        assert!(done.inline[0].contains("Greenson"), "{done:?}");
        assert!(done.list[0].starts_with("Greenson RR."), "{done:?}");
    }

    #[test]
    fn the_site_has_every_work_that_its_pages_cite() {
        let works = read(include_str!("../../content/references.bib"));
        let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("the folder is there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "md") {
                    let text = std::fs::read_to_string(&path).expect("a page is UTF-8");
                    for (at, _) in text.match_indices('@') {
                        let key: String = text[at + 1..]
                            .chars()
                            .take_while(char::is_ascii_alphanumeric)
                            .collect();
                        let cites = key.starts_with(|first: char| first.is_ascii_lowercase())
                            && key.contains(|digit: char| digit.is_ascii_digit());
                        assert!(!cites || works.contains(&key), "{}: {key}", path.display());
                    }
                }
            }
        }
    }
}
