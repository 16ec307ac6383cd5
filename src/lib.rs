//! tillit turns Markdown and data in several languages into a static website.

pub mod diagnostic;
pub mod escape;
pub mod output;
pub mod report;
pub mod span;
