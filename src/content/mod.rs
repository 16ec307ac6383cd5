//! What the authors mean: entries in their languages, linked into a site.

pub mod chart;
pub mod course;
pub mod data;
pub mod difference;
pub mod entry;
pub mod glossary;
pub mod instrument;
pub mod list;
pub mod local;
pub mod path;
pub mod person;
pub mod place;
pub mod record;
pub mod schema;
pub mod site;
pub mod status;
pub mod subject;
pub mod translation;
