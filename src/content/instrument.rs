//! Instruments: questionnaires and coding systems, as `instrument.yaml` describes them.
//!
//! A family of forms is one instrument; what is counted and scored belongs to a [`Version`], never to the family.
//! Whether the works it names are in the list of references is for others to say, see [`Instrument::cited`].

mod check;

use std::borrow::Cow;
use std::collections::BTreeSet;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::local::LocalText;
use crate::date::Date;
use crate::source::schema;
use crate::source::yaml::Step;

/// More items than any instrument has.
pub const MOST_ITEMS: u32 = 1000;

/// An instrument, or a family of forms with one name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["name"]))]
pub struct Instrument {
    /// The full name, the same in all languages or one for each. There is a page in each language that has one.
    pub name: LocalText,
    /// The acronym, such as `WAI-SR`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
    /// The page's part of the address. Default: the id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "schema::slugs")]
    pub slug: Option<LocalText>,
    /// `false` keeps it out of the results of the search. Default: `true`.
    #[serde(skip_serializing)]
    pub search: Option<bool>,
    /// The authors, each as `Family, Given`.
    pub authors: Vec<String>,
    /// The year of the first publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// What it measures, in one sentence; also the description of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub construct: Option<LocalText>,
    /// The theory that it rests on, in one or two sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theory: Option<LocalText>,
    /// Where it is used.
    pub settings: Vec<Setting>,
    /// Its forms. Every count and every key to the scores belongs to one of them.
    pub versions: Vec<Version>,
    /// What studies found about its quality.
    pub psychometrics: Vec<Psychometric>,
    /// The languages in which it exists.
    pub languages: Vec<InLanguage>,
    /// On what terms it may be used.
    pub licence: Licence,
    /// What else a reader should know.
    pub notes: Vec<Note>,
    /// Ids of related instruments.
    pub related: Vec<String>,
    /// Works about it: keys of `references.bib`, the first description of it before others.
    pub references: Vec<String>,
    /// What rests on general knowledge only; the page marks it as not confirmed.
    pub unconfirmed: Vec<Fact>,
    /// The people who reviewed the data: ids of `people.yaml`.
    pub reviewed_by: Vec<String>,
    /// The day of the last review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<Date>,
    /// The day by which the next review is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_due: Option<Date>,
}

/// One form of an instrument, with what is needed to score it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// What the other parts of the file call it.
    pub id: String,
    /// Its name, if the instrument has several forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<LocalText>,
    /// Who answers or codes it.
    #[serde(default)]
    pub raters: Vec<Rater>,
    /// How many items it has. They are numbered from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = MOST_ITEMS))]
    pub items: Option<u32>,
    /// The wording of items. Only for instruments whose licence allows everybody to publish it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wording: Vec<Wording>,
    /// How each item is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// The parts that are scored on their own.
    #[serde(default)]
    pub subscales: Vec<Subscale>,
    /// The items that belong to no subscale.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unscored: Vec<u32>,
    /// The items that are turned round before they are scored. An empty list: none. Left out: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversed: Option<Vec<u32>>,
    /// How answers become scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scoring: Option<Scoring>,
    /// The lowest and the highest score of the whole form. Left out: it has no total score, or it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<[i32; 2]>,
    /// A score that a work proposes as a limit, told as that work's finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutoff: Option<Cutoff>,
    /// How many minutes it takes, from and to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<[u16; 2]>,
}

/// A part of a form that is scored on its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subscale {
    /// What the other parts of the file call it.
    pub id: String,
    /// Its name.
    pub name: LocalText,
    /// How many items it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The numbers of its items. Left out: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<u32>>,
    /// Its lowest and its highest score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<[i32; 2]>,
}

/// The wording of one item.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The number of the item.
    pub item: u32,
    /// Its text.
    pub text: LocalText,
}

/// How items are answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// What kind of answer it is.
    pub kind: ScaleKind,
    /// How many answers there are to choose from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// The lowest answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i32>,
    /// The highest answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i32>,
    /// What the answers speak of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchors: Option<Anchors>,
}

/// How answers become scores.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// What is done with the answers to the items of a scale.
    pub method: Method,
    /// What is done about missing answers. Left out: no rule is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
}

/// What is done about missing answers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Missing {
    /// What takes their place.
    pub rule: MissingRule,
    /// How many answers of one scale may be missing.
    pub at_most: u32,
}

/// A score that a work proposes as a limit. Pages tell it as that work's finding; a reader's own score is never held
/// against it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cutoff {
    /// The score.
    pub value: i32,
    /// What the work proposes, in a sentence that says so.
    pub rule: LocalText,
    /// The work that it is from: a key of `references.bib`. Must be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A finding about the quality of an instrument: one `value`, or a range from `low` to `high`; `low` alone: at least.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Psychometric {
    /// What was found.
    pub statistic: Statistic,
    /// The version that was studied. Left out: several, or the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Of what: `total`, `subscales`, `items`, or the id of a subscale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Who answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rater: Option<Rater>,
    /// The language of the version that was studied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Coefficient>,
    /// The lowest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Coefficient>,
    /// The highest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Coefficient>,
    /// Who or what was studied, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<LocalText>,
    /// The work that it is from: a key of `references.bib`.
    pub source: String,
}

/// An instrument in one language.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InLanguage {
    /// The language tag.
    pub language: String,
    /// What is known of it.
    pub status: LanguageStatus,
    /// The work that describes the translation: a key of `references.bib`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What else there is to say, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LocalText>,
    /// The status rests on general knowledge only.
    #[serde(default)]
    pub unconfirmed: bool,
}

/// On what terms an instrument may be used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Licence {
    /// The terms in a word.
    pub status: LicenceStatus,
    /// Who holds the rights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<LocalText>,
    /// Where to ask: an address that begins with `https://` or `mailto:`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^(https?://|mailto:)"))]
    pub contact: Option<String>,
    /// What it costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<LocalText>,
    /// What else there is to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<LocalText>,
    /// Everybody may publish the wording of the items. Only where the status is `open`.
    pub allows_wording: bool,
}

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What there is to say.
    pub text: LocalText,
    /// The works that say so: keys of `references.bib`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$meaning:meta])* $variant:ident $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
        pub enum $name { $($(#[$meaning])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Returns the word that stands for it in data and in the keys of the interface's texts.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

words! {
    /// Who answers or codes.
    Rater {
        /// The client.
        Client "client",
        /// The therapist.
        Therapist "therapist",
        /// A trained observer.
        Observer "observer",
        /// A parent or another caregiver.
        Caregiver "caregiver",
    }
}
words! {
    /// Where an instrument is used.
    Setting {
        /// Psychotherapy or counselling with one adult.
        Individual "individual",
        /// Couples.
        Couple "couple",
        /// Families.
        Family "family",
        /// Groups.
        Group "group",
        /// Children and adolescents.
        Youth "youth",
        /// Hospital wards.
        Inpatient "inpatient",
        /// Psychiatric care in the community.
        Psychiatry "psychiatry",
        /// Primary care.
        PrimaryCare "primary-care",
        /// Nursing and other health care.
        HealthCare "health-care",
        /// Treatment of addiction.
        Addiction "addiction",
        /// Rehabilitation and case management.
        Rehabilitation "rehabilitation",
        /// Programmes on the internet.
        Internet "internet",
        /// Every session, as routine.
        Routine "routine",
        /// Supervision and training.
        Training "training",
        /// Recordings and transcripts, for research.
        Recordings "recordings",
    }
}
words! {
    /// The kind of answer.
    ScaleKind {
        /// Steps of agreement, frequency and the like.
        Likert "likert",
        /// A mark on a line.
        VisualAnalogue "visual-analogue",
        /// Ranked steps that an observer gives.
        Ordinal "ordinal",
        /// Codes after a manual.
        Coded "coded",
    }
}
words! {
    /// What answers speak of.
    Anchors {
        /// How often.
        Frequency "frequency",
        /// How far one agrees.
        Agreement "agreement",
        /// How much.
        Degree "degree",
        /// How weighty.
        Significance "significance",
        /// The two ends of a line.
        Poles "poles",
        /// One thing for some items, another for others.
        Mixed "mixed",
    }
}
words! {
    /// What is done with the answers to the items of a scale.
    Method {
        /// They are added up.
        Sum "sum",
        /// Their mean is taken.
        Mean "mean",
    }
}
words! {
    /// What takes the place of missing answers.
    MissingRule {
        /// Nothing: there is no score.
        Refuse "refuse",
        /// The mean of the answers to the other items of the scale.
        Mean "mean",
    }
}
words! {
    /// What was found.
    Statistic {
        /// Cronbach's alpha.
        Alpha "alpha",
        /// The correlation of two occasions.
        TestRetest "test-retest",
        /// The correlation of two halves.
        SplitHalf "split-half",
        /// The intraclass correlation of raters.
        Icc "icc",
        /// How well coders agree with themselves later on.
        Stability "stability",
        /// The correlation of the subscales.
        Intercorrelation "intercorrelation",
        /// The correlation with another instrument.
        Convergent "convergent",
        /// The correlation with the outcome.
        Outcome "outcome",
    }
}
words! {
    /// What is known of an instrument in one language.
    LanguageStatus {
        /// It was written in this language.
        Original "original",
        /// A translation that was studied.
        Validated "validated",
        /// A translation.
        Translated "translated",
        /// A version made for another use.
        Adapted "adapted",
    }
}
words! {
    /// The terms of use in a word.
    #[derive(Default)]
    LicenceStatus {
        /// The holder must allow it.
        Permission "permission",
        /// Free for those who register.
        Registration "registration",
        /// Free to use.
        Open "open",
        /// For research, on request.
        Request "request",
        /// Printed in the work that describes it.
        Printed "printed",
        /// Not known.
        #[default]
        Unknown "unknown",
    }
}
words! {
    /// What may be unconfirmed.
    Fact {
        /// The name.
        Name "name",
        /// The authors.
        Authors "authors",
        /// The year.
        Year "year",
        /// Who answers.
        Raters "raters",
        /// How many items there are.
        Items "items",
        /// How items are answered.
        Scale "scale",
        /// Names and sizes of the subscales.
        Subscales "subscales",
        /// Which items belong to which subscale.
        ItemNumbers "item-numbers",
        /// Which items are turned round.
        Reversed "reversed",
        /// How scores are made, and from where to where they go.
        Range "range",
        /// How long it takes.
        Minutes "minutes",
        /// In which languages it exists.
        Languages "languages",
        /// The terms of use.
        Licence "licence",
        /// Where and how the works about it were published.
        References "references",
    }
}

/// A coefficient, in thousandths, so that it can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coefficient(pub i32);

impl JsonSchema for Coefficient {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Coefficient".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "number"})
    }
}

impl<'de> Deserialize<'de> for Coefficient {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        // What is far outside is told by `check`; the cast keeps it there.
        Ok(Self((number * 1000.0).round() as i32))
    }
}

impl Serialize for Coefficient {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

impl Version {
    /// Returns the lowest and the highest score of so many items; nothing if scale or method is not known.
    pub fn range_of(&self, items: u32) -> Option<[i32; 2]> {
        let scale = self.scale.as_ref()?;
        let (min, max) = (scale.min?, scale.max?);
        let times = match self.scoring.as_ref()?.method {
            Method::Sum => i32::try_from(items).ok()?,
            Method::Mean => 1,
        };
        Some([min.checked_mul(times)?, max.checked_mul(times)?])
    }
}

impl Subscale {
    /// Returns how many items it has, as stated or as listed.
    pub fn size(&self) -> Option<u32> {
        let listed = || u32::try_from(self.items.as_ref()?.len()).ok();
        self.count.or_else(listed)
    }
}

impl Instrument {
    /// Returns all who answer or code one of the versions, each once.
    pub fn raters(&self) -> BTreeSet<Rater> {
        self.versions
            .iter()
            .flat_map(|version| &version.raters)
            .copied()
            .collect()
    }

    /// Tells whether a fact rests on general knowledge only.
    pub fn is_unconfirmed(&self, fact: Fact) -> bool {
        self.unconfirmed.contains(&fact)
    }

    /// Tells whether nothing confirms what is said of a language: that is said of it, or of all languages that no source
    /// speaks of. The original is in the language of the work that describes the instrument.
    pub fn is_language_unconfirmed(&self, language: &InLanguage) -> bool {
        let is_known = language.source.is_some() || language.status == LanguageStatus::Original;
        language.unconfirmed || (self.is_unconfirmed(Fact::Languages) && !is_known)
    }

    /// Returns the keys of all works that are named, each with the way to it; a work can be named more than once.
    pub fn cited(&self) -> Vec<(Vec<Step>, &str)> {
        let mut cited = Vec::new();
        for (index, key) in self.references.iter().enumerate() {
            cited.push((way("references", index, []), key.as_str()));
        }
        for (index, version) in self.versions.iter().enumerate() {
            if let Some(source) = version.cutoff.as_ref().and_then(|cutoff| cutoff.source.as_ref()) {
                let rest = ["cutoff", "source"].map(Step::key);
                cited.push((way("versions", index, rest), source));
            }
        }
        for (index, found) in self.psychometrics.iter().enumerate() {
            cited.push((way("psychometrics", index, [Step::key("source")]), &found.source));
        }
        for (index, language) in self.languages.iter().enumerate() {
            if let Some(source) = &language.source {
                cited.push((way("languages", index, [Step::key("source")]), source));
            }
        }
        for (index, note) in self.notes.iter().enumerate() {
            for (place, source) in note.sources.iter().enumerate() {
                let rest = [Step::key("sources"), Step::Index(place)];
                cited.push((way("notes", index, rest), source));
            }
        }
        cited
    }
}

/// Returns the way into an item of a list.
fn way(list: &str, index: usize, rest: impl IntoIterator<Item = Step>) -> Vec<Step> {
    [Step::key(list), Step::Index(index)]
        .into_iter()
        .chain(rest)
        .collect()
}
