//! Instruments as their pages show them, and as programs read them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::beside::{self, Beside};
use super::citation::Citations;
use super::person;
use super::reliability;
use super::scoring::{self, ScoringDetail};
use super::world::World;
use super::{Detail, Link, Page};
use crate::content::data::Data;
use crate::content::entry::EntryKey;
use crate::content::instrument::{
    Anchors, Coefficient, Fact, InLanguage, Instrument, Licence, Psychometric, Rater, Scale, Setting,
    Subscale, Version,
};
use crate::content::local::LocalText;
use crate::language::{Language, LanguageTag};

/// What an instrument's page tells. Words such as `client` are the last parts of keys of the interface's texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct InstrumentDetail {
    /// The acronym.
    pub acronym: Option<String>,
    /// The authors by their full names, one after the other.
    pub authors: Vec<String>,
    /// The year of the first publication.
    pub year: Option<u16>,
    /// The theory that it rests on.
    pub theory: Option<String>,
    /// Who answers or codes it: `client`.
    pub raters: Vec<Rater>,
    /// Where it is used: `individual`.
    pub settings: Vec<Setting>,
    /// Its forms.
    pub versions: Vec<VersionDetail>,
    /// What studies found.
    pub findings: Vec<FindingDetail>,
    /// What they found of its reliability, drawn as HTML, if there is enough to compare.
    pub reliability: Option<String>,
    /// The languages in which it exists.
    pub languages: Vec<LanguageDetail>,
    /// The terms of use.
    pub licence: LicenceDetail,
    /// What else there is to say.
    pub notes: Vec<NoteDetail>,
    /// Related instruments.
    pub related: Vec<Link>,
    /// What is not confirmed: `year`.
    pub unconfirmed: Vec<Fact>,
    /// The path of the data as JSON.
    pub data: String,
    /// What is needed to score it.
    pub scoring: ScoringDetail,
}

/// A form of an instrument.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct VersionDetail {
    /// Its name, if there are several.
    pub name: Option<String>,
    /// Who answers or codes it.
    pub raters: Vec<Rater>,
    /// How many items it has.
    pub items: Option<u32>,
    /// How items are answered.
    pub scale: Option<ScaleDetail>,
    /// Its parts.
    pub subscales: Vec<SubscaleDetail>,
    /// The parts name their items.
    pub maps_items: bool,
    /// The parts have ranges.
    pub has_ranges: bool,
    /// The numbers of the items that are turned round; `None` if not known.
    pub reversed: Option<Vec<u32>>,
    /// `sum` or `mean`.
    pub method: Option<&'static str>,
    /// `refuse` or `mean`, and how many answers may be missing.
    pub missing: Option<(&'static str, u32)>,
    /// The lowest and the highest score.
    pub range: Option<[String; 2]>,
    /// The limit that a work proposes, as its finding.
    pub cutoff: Option<NoteDetail>,
    /// The most minutes that it takes.
    pub most_minutes: Option<u16>,
    /// From how many minutes to how many: `3–5`.
    pub minutes: Option<String>,
    /// The wording of items, with their numbers. Empty unless the licence sets it free.
    pub wording: Vec<(u32, String)>,
}

/// How items are answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ScaleDetail {
    /// `likert`.
    pub kind: &'static str,
    /// How many answers there are to choose from.
    pub points: Option<u32>,
    /// The lowest and the highest answer.
    pub range: Option<[String; 2]>,
    /// `frequency`.
    pub anchors: Option<&'static str>,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SubscaleDetail {
    /// Its name.
    pub name: String,
    /// How many items it has.
    pub count: Option<u32>,
    /// The numbers of its items, and whether each is turned round.
    pub items: Vec<(u32, bool)>,
    /// The lowest and the highest score.
    pub range: Option<[String; 2]>,
}

/// What a study found.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FindingDetail {
    /// `alpha`.
    pub statistic: &'static str,
    /// The name of the version.
    pub version: Option<String>,
    /// `total`, `subscales`, `items`; nothing for one subscale.
    pub of: Option<&'static str>,
    /// The name of the subscale.
    pub subscale: Option<String>,
    /// Who answered.
    pub rater: Option<Rater>,
    /// The language tag.
    pub language: Option<String>,
    /// `0,89`, `0,43–0,73` or `≥ 0,80`.
    pub value: String,
    /// Who or what was studied.
    pub sample: Option<String>,
    /// The work that it is from, as HTML.
    pub citation: String,
}

/// An instrument in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LanguageDetail {
    /// The language tag.
    pub tag: String,
    /// `validated`.
    pub status: &'static str,
    /// The status is not confirmed.
    pub unconfirmed: bool,
    /// What else there is to say.
    pub note: Option<String>,
    /// The work that it is from, as HTML; may be empty.
    pub citation: String,
}

/// The terms of use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LicenceDetail {
    /// `permission`.
    pub status: &'static str,
    /// Who holds the rights.
    pub holder: Option<String>,
    /// Where to ask.
    pub contact: Option<String>,
    /// What it costs.
    pub fee: Option<String>,
    /// What else there is to say.
    pub note: Option<String>,
    /// Everybody may publish the wording.
    pub allows_wording: bool,
}

/// A remark with its works.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NoteDetail {
    /// The remark.
    pub text: String,
    /// The works that say so, as HTML; may be empty.
    pub citation: String,
}

/// Fills in what the data of an instrument tell. `beside` is what they cite, `citations` are those of the whole page if
/// it has a text.
pub(super) fn fill(
    world: &World,
    key: &EntryKey,
    tag: &LanguageTag,
    beside: &Beside,
    citations: Option<&Citations>,
    page: &mut Page,
) {
    let (Some((_, Data::Instrument(data))), Some(language)) = (world.site.data(key), world.language(tag))
    else {
        return;
    };
    let cited = beside::rendered(world, tag, beside, citations, page);
    let related = data.related.iter().cloned().map(EntryKey::Instrument);
    let related = related.filter_map(|key| world.link(&key, tag)).collect();
    let download = world.download(key).map(|address| address.href(world.base_path()));
    let word = |key: &str| world.word(key, tag);
    let detail = detail(
        data,
        language,
        &cited,
        related,
        download.unwrap_or_default(),
        &word,
    );
    page.detail = Detail::Instrument(Box::new(detail));
    if !data.reviewed_by.is_empty() {
        page.reviewers = person::links(world, &data.reviewed_by, tag);
    }
    if data.reviewed_on.is_some() {
        page.reviewed = world.shown_date(data.reviewed_on, tag);
    }
}

/// Returns what the page of an instrument tells. `cited` is the HTML of what it cites; `related` are links
/// to related instruments, `data` is the path of the data as JSON, `word` gives texts of the interface.
fn detail(
    instrument: &Instrument,
    language: &Language,
    cited: &[String],
    related: Vec<Link>,
    data: String,
    word: &dyn Fn(&str) -> String,
) -> InstrumentDetail {
    let maker = Maker { language };
    let mut citations = Cited(cited.iter());
    // In the order of `Instrument::cited`.
    citations.next(instrument.references.len());
    let versions = instrument
        .versions
        .iter()
        .map(|version| maker.version(version, &mut citations));
    let versions = versions.collect();
    let findings = instrument.psychometrics.iter().map(|found| {
        let citation = citations.next(1);
        maker.finding(instrument, found, citation)
    });
    let findings: Vec<FindingDetail> = findings.collect();
    let languages = instrument.languages.iter().map(|entry| {
        let citation = citations.next(usize::from(entry.source.is_some()));
        maker.language(entry, instrument.is_language_unconfirmed(entry), citation)
    });
    let languages = languages.collect();
    let notes = instrument.notes.iter().filter_map(|note| {
        let citation = citations.next(note.sources.len());
        Some(NoteDetail {
            text: maker.text(Some(&note.text))?,
            citation,
        })
    });
    InstrumentDetail {
        acronym: instrument.acronym.clone(),
        authors: instrument
            .authors
            .iter()
            .map(|author| given_first(author))
            .collect(),
        year: instrument.year,
        theory: maker.text(instrument.theory.as_ref()),
        raters: instrument.raters().into_iter().collect(),
        settings: instrument.settings.clone(),
        versions,
        reliability: reliability::plot(&instrument.psychometrics, &findings, language, word),
        findings,
        languages,
        licence: maker.licence(&instrument.licence),
        notes: notes.collect(),
        related,
        unconfirmed: instrument.unconfirmed.clone(),
        data,
        scoring: scoring::detail(instrument, language),
    }
}

/// Returns the data as JSON, texts in all languages included.
pub fn json(id: &str, instrument: &Instrument) -> Vec<u8> {
    #[derive(Serialize)]
    struct Download<'a> {
        id: &'a str,
        #[serde(flatten)]
        instrument: &'a Instrument,
    }
    let mut json =
        serde_json::to_vec_pretty(&Download { id, instrument }).expect("texts and numbers are JSON");
    json.push(b'\n');
    json
}

/// Returns from how many minutes to how many something takes: `3–5`, or `5`.
pub(super) fn minutes([least, most]: [u16; 2]) -> String {
    if least == most {
        most.to_string()
    } else {
        format!("{least}–{most}")
    }
}

/// `Horvath, Adam O.` becomes `Adam O. Horvath`.
fn given_first(author: &str) -> String {
    match author.split_once(',') {
        Some((family, given)) => format!("{} {}", given.trim(), family.trim()),
        None => author.to_owned(),
    }
}

/// The citations of a page that are not used yet.
struct Cited<'a>(std::slice::Iter<'a, String>);

impl Cited<'_> {
    /// Takes some, one after the other.
    fn next(&mut self, count: usize) -> String {
        let taken: Vec<&str> = self.0.by_ref().take(count).map(String::as_str).collect();
        taken.join(" ")
    }
}

/// Writes values in one language.
struct Maker<'a> {
    language: &'a Language,
}

impl Maker<'_> {
    fn text(&self, text: Option<&LocalText>) -> Option<String> {
        text?.shown(self.language.tag())
    }

    fn range(&self, [low, high]: [i32; 2]) -> [String; 2] {
        [low, high].map(|number| self.language.number(number.into()))
    }

    fn version(&self, version: &Version, citations: &mut Cited<'_>) -> VersionDetail {
        let subscales: Vec<SubscaleDetail> = version
            .subscales
            .iter()
            .map(|subscale| self.subscale(version, subscale))
            .collect();
        let cutoff = version.cutoff.as_ref().and_then(|cutoff| {
            let citation = citations.next(usize::from(cutoff.source.is_some()));
            Some(NoteDetail {
                text: self.text(Some(&cutoff.rule))?,
                citation,
            })
        });
        let wording = version
            .wording
            .iter()
            .filter_map(|wording| Some((wording.item, self.text(Some(&wording.text))?)));
        VersionDetail {
            name: self.text(version.name.as_ref()),
            raters: version.raters.clone(),
            items: version.items,
            scale: version.scale.as_ref().map(|scale| self.scale(scale)),
            maps_items: subscales.iter().any(|subscale| !subscale.items.is_empty()),
            has_ranges: subscales.iter().any(|subscale| subscale.range.is_some()),
            subscales,
            reversed: version.reversed.clone(),
            method: version.scoring.as_ref().map(|scoring| scoring.method.word()),
            missing: version
                .scoring
                .as_ref()
                .and_then(|scoring| scoring.missing.as_ref())
                .map(|missing| (missing.rule.word(), missing.at_most)),
            range: version.range.map(|range| self.range(range)),
            cutoff,
            most_minutes: version.minutes.map(|[_, most]| most),
            minutes: version.minutes.map(minutes),
            wording: wording.collect(),
        }
    }

    fn scale(&self, scale: &Scale) -> ScaleDetail {
        ScaleDetail {
            kind: scale.kind.word(),
            points: scale.points,
            range: scale.min.zip(scale.max).map(|(min, max)| self.range([min, max])),
            anchors: scale.anchors.map(Anchors::word),
        }
    }

    fn subscale(&self, version: &Version, subscale: &Subscale) -> SubscaleDetail {
        let reversed: BTreeSet<&u32> = version.reversed.iter().flatten().collect();
        let items = subscale.items.iter().flatten();
        SubscaleDetail {
            name: self
                .text(Some(&subscale.name))
                .unwrap_or_else(|| subscale.id.clone()),
            count: subscale.size(),
            items: items.map(|item| (*item, reversed.contains(item))).collect(),
            range: subscale.range.map(|range| self.range(range)),
        }
    }

    fn finding(&self, instrument: &Instrument, found: &Psychometric, citation: String) -> FindingDetail {
        let studied = |version: &&Version| found.version.as_ref().is_none_or(|id| *id == version.id);
        let name = |id: &String| {
            let mut versions = instrument.versions.iter().filter(studied);
            let subscale =
                versions.find_map(|version| version.subscales.iter().find(|subscale| subscale.id == *id));
            self.text(Some(&subscale?.name))
        };
        let number = |value: Coefficient| {
            // Two decimals are usual; a third is kept where somebody wrote one.
            let decimals = if value.0 % 10 == 0 { 2 } else { 3 };
            self.language.decimal(f64::from(value.0) / 1000.0, Some(decimals))
        };
        let value = match (found.value, found.low, found.high) {
            (Some(value), ..) => number(value),
            (None, Some(low), Some(high)) => format!("{}–{}", number(low), number(high)),
            (None, Some(low), None) => format!("≥\u{a0}{}", number(low)),
            (None, None, _) => String::new(),
        };
        let subscale = found.of.as_ref().and_then(name);
        FindingDetail {
            statistic: found.statistic.word(),
            version: instrument
                .versions
                .iter()
                .filter(|_| found.version.is_some())
                .find(studied)
                .and_then(|version| self.text(version.name.as_ref())),
            of: match found.of.as_deref() {
                Some("total") => Some("total"),
                Some("subscales") => Some("subscales"),
                Some("items") => Some("items"),
                _ => None,
            },
            subscale,
            rater: found.rater,
            language: found.language.clone(),
            value,
            sample: self.text(found.sample.as_ref()),
            citation,
        }
    }

    fn language(&self, entry: &InLanguage, unconfirmed: bool, citation: String) -> LanguageDetail {
        LanguageDetail {
            tag: entry.language.clone(),
            status: entry.status.word(),
            unconfirmed,
            note: self.text(entry.note.as_ref()),
            citation,
        }
    }

    fn licence(&self, licence: &Licence) -> LicenceDetail {
        LicenceDetail {
            status: licence.status.word(),
            holder: self.text(licence.holder.as_ref()),
            contact: licence.contact.clone(),
            fee: self.text(licence.fee.as_ref()),
            note: self.text(licence.note.as_ref()),
            allows_wording: licence.allows_wording,
        }
    }
}
