//! tillit turns Markdown and data in several languages into a static website.

pub mod diagnostic;
pub mod escape;
pub mod language;
pub mod markdown;
pub mod slug;
pub mod span;
