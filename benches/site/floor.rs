//! The floor: every text read, turned into HTML by the same Markdown parser, and written. No languages, no links, no
//! templates.

use std::fs;
use std::path::Path;

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::Result;

/// Does it, and returns the number of files.
pub(crate) fn run(root: &Path, output: &Path) -> Result<usize> {
    let content = root.join("content");
    let mut texts = Vec::new();
    for entry in WalkDir::new(&content) {
        let entry = entry?;
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "md")
        {
            texts.push(entry.into_path());
        }
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    texts
        .par_iter()
        .map(|path| {
            let text = fs::read_to_string(path)?;
            let body = text.splitn(3, "---\n").last().unwrap_or_default();
            let mut page = String::with_capacity(body.len() * 3 / 2);
            html::push_html(&mut page, Parser::new_ext(body, options));
            let below = path.strip_prefix(&content).unwrap_or(path);
            let folder = output.join(below.with_extension(""));
            fs::create_dir_all(&folder)?;
            fs::write(folder.join("index.html"), page)
        })
        .collect::<std::io::Result<()>>()?;
    Ok(texts.len())
}
