//! tillit turns Markdown and data in several languages into a static website.

pub mod date;
pub mod diagnostic;
pub mod fingerprint;
pub mod source;
pub mod span;
