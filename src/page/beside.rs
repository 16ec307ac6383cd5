//! Works that the data of an entry cite, beside those of its text.

use super::Page;
use super::citation::{Bibliography, Citations};
use super::reference;
use super::world::World;
use crate::content::data::{Data, DataFile};
use crate::content::entry::EntryKey;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::LanguageTag;
use crate::markdown::{CitationForm, Cite};
use crate::source::yaml::Step;
use crate::span::TextRange;

/// How many citations the data of a page may have. Each is set among all others.
const MOST_CITATIONS: usize = 1_000;

/// What a page cites besides its text.
pub(super) type Beside = Vec<(Vec<Cite>, CitationForm)>;

/// Returns what the data of an entry cite, in the order in which the data name it. Reports works that are not in the list
/// of references.
pub(super) fn cited(world: &World, key: &EntryKey, diagnostics: &mut Vec<Diagnostic>) -> Beside {
    let (file, cited, form) = match world.site.data(key) {
        Some((file, Data::Instrument(data))) => (file, data.cited(), CitationForm::Bracketed),
        Some((file, Data::Course(data))) => (file, data.cited(), CitationForm::InText),
        Some((_, Data::Path(_))) | None => return Vec::new(),
    };
    citations(file, cited, form, &world.bibliography, diagnostics)
}

/// Returns these citations as HTML, in their order. `of_page` are those of the whole page, if it has a text; if not, the
/// list of works is made of these alone.
pub(super) fn rendered(
    world: &World,
    tag: &LanguageTag,
    beside: &Beside,
    of_page: Option<&Citations>,
    page: &mut Page,
) -> Vec<String> {
    let of_data;
    let citations = match of_page {
        Some(citations) => citations,
        None => {
            of_data = world.bibliography.references(beside, tag.as_str());
            page.references = reference::items(&of_data);
            &of_data
        }
    };
    let from = citations.inline.len().saturating_sub(beside.len());
    citations.inline.get(from..).unwrap_or_default().to_vec()
}

fn citations(
    file: &DataFile,
    cited: Vec<(Vec<Step>, &str)>,
    form: CitationForm,
    bibliography: &Bibliography,
    diagnostics: &mut Vec<Diagnostic>,
) -> Beside {
    for (way, key) in cited.iter().filter(|(_, key)| !bibliography.contains(key)) {
        diagnostics.push(
            Diagnostic::new(Code::UnknownReference, file.places().of(way))
                .with("key", key)
                .guess(nearest(key, bibliography.keys())),
        );
    }
    let cite = |key: &str| Cite {
        key: key.to_owned(),
        at: TextRange::default(),
        prefix: String::new(),
        locator: String::new(),
        suppress_author: false,
    };
    cited
        .into_iter()
        .take(MOST_CITATIONS)
        .map(|(_, key)| (vec![cite(key)], form))
        .collect()
}
