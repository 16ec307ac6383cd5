//! tillit turns Markdown and data in several languages into a static website.
//!
//! The modules are declared in the order in which data passes them; `ARCHITECTURE.md` is the map.

pub mod date;
pub mod escape;
pub mod fingerprint;
pub mod slug;
pub mod span;

pub mod diagnostic;

pub mod source;

pub mod language;

pub mod config;

pub mod markdown;

pub mod search;

pub mod chart;

pub mod picture;

pub mod content;

pub mod page;

pub mod theme;

pub mod output;

pub mod pipeline;

pub mod check;

pub mod report;

pub mod serve;

pub mod cli;

pub use pipeline::{Built, Memory, Options, build};
pub use source::Sources;
