//! Markdown: from the text of a file to a [`Document`], and from a document and its answers to HTML.
//!
//! What a link, an image, a citation or a directive means is not known here; a document asks, the site answers.

pub mod block;
mod buffer;
mod container;
mod directive;
pub mod document;
mod footnote;
mod heading;
mod highlight;
#[cfg(test)]
mod hostile;
mod html;
mod image;
mod insert;
mod link;
mod math;
mod paragraph;
mod parse;
mod raw;
mod reference;
mod render;
mod section;
pub mod survey;
mod table;
mod text;
mod words;
mod writer;

pub use directive::{place_of, written};
pub use document::{
    Answer, Asked, CitationForm, Cite, Directive, DirectiveForm, Document, Heading, Label, Part, Passage,
    Question, RawHtml, Section,
};
pub use html::visible_text;
pub use parse::{Settings, parse};
pub use render::{Mention, SIZES, render, render_with_sections};
pub use section::sections;
