//! Lists that a page asks for in its front matter, so that what it depends on is visible as data.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One list, as an author writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedList {
    /// Whose entries: `home` (every article), `section:articles`, `subject:alliance`, `person:kari`, or `subjects` and
    /// `people` for all of them.
    pub of: String,
    /// Which entry stands first. Default: that of the entry's own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<ListOrder>,
    /// How many at most. Default: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
}

/// The order of a list. Equal entries are sorted by title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ListOrder {
    /// Newest first; entries without a date last.
    Newest,
    /// Lowest weight first; entries without one last.
    Weight,
    /// By title, after the alphabet of the language.
    Title,
}

/// The lists of a page, by the name under which templates find them.
pub type AskedLists = BTreeMap<String, AskedList>;
