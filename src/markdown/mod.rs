//! Markdown: from the text of a file to a [`Document`], and from a document and its answers to HTML.
//!
//! What a link, an image, a citation or a directive means is not known here; a document asks, the site answers.

mod directive;
pub mod document;
mod heading;
mod highlight;
mod html;
mod insert;
mod math;
mod parse;
mod reference;
mod render;
mod words;

pub use document::{
    Answer, Asked, CitationForm, Cite, Directive, Document, Heading, Label, Question, RawHtml,
};
pub use parse::{Settings, parse};
pub use render::render;
