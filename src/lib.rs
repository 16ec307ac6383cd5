//! tillit turns Markdown and data in several languages into a static website.
