//! What is wrong with a site as a whole, beside what the building of it tells: for `tillit check`.
//!
//! These checks advise. Each tells only what is surely amiss, since an editor who is told too much reads nothing.

mod avoided;
mod data;
pub mod external;
mod language;
mod letters;
mod link;
pub mod readability;
mod site;
mod text;

use avoided::Avoided;
use rayon::prelude::*;

use crate::content::place::{Place, place};
use crate::content::translation::Translation;
use crate::date::Date;
use crate::diagnostic::{self, Diagnostic};
use crate::markdown::survey::{Survey, survey};
use crate::pipeline::Built;
use crate::source::front_matter::{self, Split};
use crate::source::{SourceFile, Sources, TextFile};

/// A Markdown file, looked through.
struct Reader<'a> {
    file: &'a TextFile,
    survey: Survey,
}

/// A published text with what was found in its file.
struct Text<'a> {
    translation: &'a Translation,
    survey: &'a Survey,
}

/// Returns all that is wrong with a site: what its building tells, what is wrong with each of its outputs, and what
/// these checks find. `built` was made of `sources`; on
/// the day `today`, some reviews are overdue.
pub fn check(built: &Built, sources: &Sources, today: Date) -> Vec<Diagnostic> {
    let world = &built.world;
    let mut diagnostics = built.diagnostics.clone();
    site::outputs(built, &mut diagnostics);
    let readers = readers(sources);
    let tags = world.site.config.tags();
    let avoided: Vec<Avoided<'_>> = tags.map(|tag| Avoided::of(&world.site, tag)).collect();
    let found: Vec<Vec<Diagnostic>> = readers
        .par_iter()
        .map(|reader| {
            let mut diagnostics = Vec::new();
            text::broken_letters(reader.file, &reader.survey.code, &mut diagnostics);
            if let Some((key, translation)) = world.site.text_at(&reader.file.path) {
                let text = Text {
                    translation,
                    survey: &reader.survey,
                };
                text::check(&text, today, &mut diagnostics);
                link::check(world, &text, &mut diagnostics);
                readability::check(&world.site, key, &text, &mut diagnostics);
                avoided::check(&text, &avoided, &mut diagnostics);
            }
            diagnostics
        })
        .collect();
    diagnostics.extend(found.into_iter().flatten());
    for file in sources.iter() {
        if let SourceFile::Text(file) = file
            && matches!(
                place(&file.path),
                Place::Config
                    | Place::People
                    | Place::Subjects
                    | Place::Data { .. }
                    | Place::Glossary
                    | Place::Bibliography
                    | Place::Style
                    | Place::Strings { .. }
                    | Place::Template { .. }
            )
        {
            text::broken_letters(file, &[], &mut diagnostics);
        }
    }
    site::misnamed_sections(sources, &mut diagnostics);
    site::unused_files(world, &readers, &mut diagnostics);
    site::duplicate_titles(world, &mut diagnostics);
    site::outdated_courses(world, today, &mut diagnostics);
    site::data(world, sources, &mut diagnostics);
    data::check(world, sources, &avoided, &mut diagnostics);
    avoided::check_glossary(world, sources, &avoided, &mut diagnostics);
    site::glossary(world, sources, &mut diagnostics);
    site::references(world, sources, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// Looks through every Markdown file, of drafts too.
fn readers(sources: &Sources) -> Vec<Reader<'_>> {
    let files: Vec<&TextFile> = sources
        .iter()
        .filter_map(|file| match (place(file.path()), file) {
            (Place::Section { .. } | Place::Article { .. }, SourceFile::Text(file)) => Some(&**file),
            _ => None,
        })
        .collect();
    files
        .into_par_iter()
        .map(|file| {
            let body = match front_matter::split(&file.text) {
                Split::Found { body, .. } | Split::Missing { body } => body,
                Split::Unclosed { .. } => file.text.len(),
            };
            Reader {
                file,
                survey: survey(&file.text, body),
            }
        })
        .collect()
}
