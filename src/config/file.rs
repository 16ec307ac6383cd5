//! `tillit.yaml` as an author writes it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use crate::source::schema;

/// The keys of `tillit.yaml`. All may be missing; [`super::Config`] has the defaults.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["languages"]))]
pub(super) struct ConfigFile {
    /// Where the site will stand, such as `https://example.org/alliance`. Default: `http://localhost`.
    #[schemars(schema_with = "schema::address")]
    pub(super) base_url: Option<String>,
    /// The name of a folder in `themes/`. Default: `default`, which is built in.
    pub(super) theme: Option<String>,
    /// The language of those for whom no other fits (`x-default`). Default: the first of `languages`.
    #[schemars(schema_with = "schema::tag")]
    pub(super) default_language: Option<String>,
    /// **Required.** The languages of the site by their tags (`nb`, `en`, `de-AT`), in the order in which readers see
    /// them.
    pub(super) languages: InOrder<LanguageFile>,
    /// What the main menu shows: `section:articles`, `article:about`, `subjects`, `people`. Default: the sections right
    /// below the front page; `[]` for no menu.
    pub(super) menu: Option<Vec<String>>,
    /// What the foot of each page shows; written as `menu`. Such a page is not among the newest entries of the front page.
    /// Default: nothing.
    pub(super) footer: Option<Vec<String>>,
    /// Where readers report a problem with a page: the address of a form, or `mailto:` with an address. In it `{url}` stands
    /// for the address of the page and `{title}` for its title. Default: pages do not ask for reports.
    #[schemars(schema_with = "report_address")]
    pub(super) report: Option<String>,
    /// How many entries a page of a list shows. Default: 20.
    pub(super) page_size: Option<usize>,
    /// How many entries a feed has. Default: 20.
    pub(super) feed_size: Option<usize>,
    /// What readers get where a text has no translation: `absent` (default), or `fallback`, a page with the text in
    /// another language.
    pub(super) missing_translations: Option<MissingFile>,
    /// Which languages a fallback page takes its text from, the best first. Default: the order of `languages`.
    pub(super) fallback_order: Option<Vec<String>>,
    /// The pictures by which pages are shown where people share them: `site` (default), one for each language, `pages`, one
    /// for each page, with its title, or `none`.
    pub(super) share_images: Option<ShareImagesFile>,
    /// For which servers a file with headers is put beside the site: `[netlify]` (also for Cloudflare Pages), `apache`,
    /// `nginx`. Default: none.
    pub(super) headers: Vec<ServerFile>,
    /// `true`: a reader's browser keeps the pages that were read, and the search of their language, for when there is no
    /// connection. `false`, where it was `true` once: browsers forget what they kept. Default: nothing is kept.
    pub(super) offline: Option<bool>,
    /// How Markdown is read; see below.
    pub(super) markdown: MarkdownFile,
    /// How works are cited; see below.
    pub(super) citations: CitationsFile,
    /// What the search knows besides the texts; see below.
    pub(super) search: SearchFile,
    /// How easy to read the texts of a section should be, by the name of the section (`section:articles`; `home` for
    /// all others); see below.
    pub(super) readability: BTreeMap<String, ReadabilityFile>,
}

/// What begins the address to which readers report.
pub(super) const REPORT_SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

fn report_address(_: &mut SchemaGenerator) -> Schema {
    schema::text("^(https://|http://|mailto:).+")
}

/// One language of the site.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LanguageFile {
    /// The language's own name, as the switcher shows it: `Svenska`. Default: the tag.
    pub(super) name: Option<String>,
    /// The site's title in this language. Default: empty.
    pub(super) title: Option<String>,
    /// One sentence about the site in this language. Default: empty.
    pub(super) description: Option<String>,
}

/// What readers get where a text has no translation.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum MissingFile {
    /// No page.
    Absent,
    /// A page with the text in another language.
    Fallback,
}

/// Which pages have pictures of their own by which they are shared.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ShareImagesFile {
    /// One for each language.
    Site,
    /// One for each page.
    Pages,
    /// None.
    None,
}

/// A server that reads headers from a file.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ServerFile {
    /// `_headers`, for Netlify and Cloudflare Pages.
    Netlify,
    /// `.htaccess`, for Apache.
    Apache,
    /// `nginx-headers.conf`, to be included.
    Nginx,
}

/// How Markdown is read.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct MarkdownFile {
    /// What becomes of HTML in texts: `sanitise` (default) lets harmless elements pass, `allow` all, `refuse` none.
    pub(super) raw_html: Option<RawHtmlFile>,
}

/// How works are cited.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CitationsFile {
    /// The style of citations and lists of works: the name of one that tillit has, such as `vancouver`, or the path of a
    /// file of the site, such as `content/own.csl`. Default: `apa`.
    pub(super) style: Option<String>,
}

/// What the search knows besides the texts.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SearchFile {
    /// Names for the same, by language: `nb: [[psykoterapi, samtaleterapi]]`. A search for one finds the others too. Terms
    /// of the glossary and their synonyms need not be repeated.
    pub(super) synonyms: BTreeMap<String, Vec<Vec<String>>>,
    /// Compounds that are not taken apart as they should be, by language, with their parts: `nb: {prosessforskning:
    /// [prosess, forskning]}`; without parts one is no compound.
    pub(super) compounds: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// How much pages of a kind count, from 0.1 to 2; see below.
    pub(super) weights: WeightsFile,
}

/// How easy to read the texts of a section should be.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ReadabilityFile {
    /// LIX of Norwegian and Swedish texts, at most: up to 40 is usual in fiction, 50 in newspapers, 60 in laws.
    pub(super) lix: Option<f64>,
    /// Reading ease of German texts after Amstad, at least: 70 is easy, 50 fairly hard, 30 hard.
    pub(super) amstad: Option<f64>,
    /// First Wiener Sachtextformel of German texts, at most: the year of school for which a text is fit, from 4 to 15.
    pub(super) wiener: Option<f64>,
    /// Reading ease of English texts after Flesch, at least: 60 is plain, 50 fairly hard, 30 hard.
    pub(super) flesch: Option<f64>,
}

/// How much pages of each kind count in the search.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WeightsFile {
    /// Articles. Default: 1.
    pub(super) article: Option<f64>,
    /// Terms of the glossary. Default: 1.
    pub(super) term: Option<f64>,
    /// Instruments. Default: 1.
    pub(super) instrument: Option<f64>,
    /// Courses. Default: 0.95.
    pub(super) course: Option<f64>,
    /// Reading paths. Default: 0.9.
    pub(super) path: Option<f64>,
    /// People. Default: 0.9.
    pub(super) person: Option<f64>,
    /// Subjects. Default: 0.8.
    pub(super) subject: Option<f64>,
    /// Sections. Default: 0.75.
    pub(super) section: Option<f64>,
    /// Works of the list of references. Default: 0.45.
    pub(super) reference: Option<f64>,
}

/// What becomes of HTML in texts.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawHtmlFile {
    /// Harmless elements pass.
    Sanitise,
    /// All passes.
    Allow,
    /// None passes.
    Refuse,
}

/// A map that keeps the order in which it was written.
#[derive(Debug)]
pub(super) struct InOrder<V>(pub(super) Vec<(String, V)>);

impl<V> Default for InOrder<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V: JsonSchema> JsonSchema for InOrder<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "InOrder".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": schema::TAG},
            "additionalProperties": generator.subschema_for::<V>(),
        })
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for InOrder<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Pairs<V> {
            type Value = InOrder<V>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list of keys with values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(InOrder(pairs))
            }
        }
        deserializer.deserialize_map(Pairs(PhantomData))
    }
}
