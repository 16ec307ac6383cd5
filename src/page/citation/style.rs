//! The style in which works are cited: one that comes with hayagriva, by its name, or a file of the site.
//!
//! The reader of styles follows macros without end and elements as deep as they go; so a file is measured in
//! [`super::markup`] before the reader gets to see it.

use std::sync::{Arc, LazyLock};

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::taxonomy::{NameVariable, Variable};
use hayagriva::citationberg::{
    CitationFormat, IndependentStyle, LayoutRenderingElement, Name, NamesChild, SortKey, Style as AnyStyle,
    StyleCategory, StyleClass,
};

use super::Fault;
use super::markup::Markup;
use crate::diagnostic::Phrase;
use crate::span::TextRange;

/// The style of sites that name none.
pub(super) const DEFAULT: &str = "apa";

/// A style that cites in the text and has a list of works.
#[derive(Debug)]
pub(super) struct Style {
    pub(super) csl: IndependentStyle,
    /// Works are cited by numbers or labels, not by names.
    pub(super) is_numeric: bool,
    /// The list of works has an order of its own. If not, it has that of the citations.
    pub(super) sorts: bool,
    /// That order begins with the authors.
    pub(super) sorts_by_author: bool,
    /// How a work is cited and listed depends only on those works with which it could be confused, not on where and how
    /// often a page cites it, nor on its place in the list.
    pub(super) is_local: bool,
}

/// What a style says that lets a work's citation or entry depend on others: numbers, and what comes before.
const GLOBAL: [&str; 5] = [
    "position=",
    "et-al-subsequent",
    "subsequent-author-substitute=",
    "citation-number",
    "citation-label",
];

/// Why there is no such style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// Nobody knows the name.
    Unknown,
    /// It cites in footnotes.
    Notes,
    /// It has no list of works.
    NoList,
}

/// The default style, decoded once: that takes longer than the citations of a page.
static APA: LazyLock<Option<Arc<Style>>> = LazyLock::new(|| archived(ArchivedStyle::by_name(DEFAULT)?).ok());

/// Returns the default style.
pub(super) fn default() -> Option<Arc<Style>> {
    APA.clone()
}

/// Returns the style with a name.
pub(super) fn named(name: &str) -> Result<Arc<Style>, Unfit> {
    match ArchivedStyle::by_name(name) {
        Some(style) if Some(style) == ArchivedStyle::by_name(DEFAULT) => default().ok_or(Unfit::Unknown),
        Some(style) => archived(style),
        None => Err(Unfit::Unknown),
    }
}

/// Returns the names of all styles that can be had by name, sorted; of several names of a style the shortest.
pub(super) fn names() -> Vec<&'static str> {
    let fit = ArchivedStyle::all()
        .iter()
        .filter(|style| archived(**style).is_ok());
    let shortest = |style: &ArchivedStyle| style.names().iter().min_by_key(|name| name.len()).copied();
    let mut names: Vec<&str> = fit.filter_map(shortest).collect();
    names.sort_unstable();
    names
}

fn archived(style: ArchivedStyle) -> Result<Arc<Style>, Unfit> {
    match style.get() {
        AnyStyle::Independent(csl) => fit(csl),
        AnyStyle::Dependent(_) => Err(Unfit::Unknown),
    }
}

fn fit(mut csl: IndependentStyle) -> Result<Arc<Style>, Unfit> {
    if csl.settings.class == StyleClass::Note {
        return Err(Unfit::Notes);
    }
    let Some(list) = &csl.bibliography else {
        return Err(Unfit::NoList);
    };
    let is_numeric = csl.info.category.iter().any(|category| {
        matches!(
            category,
            StyleCategory::CitationFormat {
                format: CitationFormat::Label | CitationFormat::Numeric
            }
        )
    });
    let keys = list.sort.as_ref().map(|sort| sort.keys.as_slice());
    let sorts_by_author = match keys.and_then(<[SortKey]>::first) {
        Some(SortKey::Variable { variable, .. }) => {
            matches!(
                variable,
                Variable::Name(NameVariable::Author | NameVariable::Editor)
            )
        }
        Some(SortKey::MacroName { name, .. }) => ["author", "contributor", "editor"]
            .iter()
            .any(|word| name.contains(word)),
        None => false,
    };
    let sorts = keys.is_some();
    let text = AnyStyle::Independent(csl.clone()).to_xml().unwrap_or_default();
    let is_local = sorts && !text.is_empty() && !GLOBAL.iter().any(|word| text.contains(word));
    csl.macros
        .iter_mut()
        .for_each(|part| name_names(&mut part.children));
    name_names(&mut csl.citation.layout.elements);
    if let Some(list) = &mut csl.bibliography {
        name_names(&mut list.layout.elements);
    }
    Ok(Arc::new(Style {
        is_numeric,
        sorts,
        sorts_by_author,
        is_local: is_local && !is_numeric,
        csl,
    }))
}

/// Says of all names how each is written, if only by the defaults: names that have no more than a label or a substitute
/// hayagriva takes for empty.
fn name_names(elements: &mut [LayoutRenderingElement]) {
    for element in elements {
        match element {
            LayoutRenderingElement::Names(names) => {
                let is_named = names
                    .children
                    .iter()
                    .any(|child| matches!(child, NamesChild::Name(_)));
                if !is_named && !names.children.is_empty() {
                    names.children.insert(0, NamesChild::Name(Name::default()));
                }
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        name_names(&mut substitute.children);
                    }
                }
            }
            LayoutRenderingElement::Group(group) => name_names(&mut group.children),
            LayoutRenderingElement::Choose(choose) => {
                name_names(&mut choose.if_.children);
                for branch in &mut choose.else_if {
                    name_names(&mut branch.children);
                }
                if let Some(otherwise) = &mut choose.otherwise {
                    name_names(&mut otherwise.children);
                }
            }
            LayoutRenderingElement::Text(_)
            | LayoutRenderingElement::Date(_)
            | LayoutRenderingElement::Number(_)
            | LayoutRenderingElement::Label(_) => {}
        }
    }
}

/// Reads a style from a file in CSL.
pub(super) fn read(text: &str) -> Result<Arc<Style>, Fault> {
    let markup = Markup::read(text)?;
    markup.check_macros()?;
    let root = markup.root();
    let refused = |unfit: Unfit| Fault {
        at: root,
        reason: match unfit {
            Unfit::Notes => Phrase::StyleOfNotes.into(),
            Unfit::Unknown | Unfit::NoList => Phrase::StyleWithoutList.into(),
        },
    };
    match AnyStyle::from_xml(text) {
        Ok(AnyStyle::Independent(csl)) => fit(csl).map_err(refused),
        Ok(AnyStyle::Dependent(style)) => {
            let parent = style.parent_link.href;
            match ArchivedStyle::by_id(&parent) {
                Some(style) => archived(style).map_err(refused),
                None => Err(Fault {
                    at: markup.place_of_attribute("href", &parent).unwrap_or(root),
                    reason: Phrase::StyleOfAnother.with("parent", parent),
                }),
            }
        }
        Err(error) => {
            let path = error.path.map(|path| path.to_string()).unwrap_or_default();
            let (element, at) = markup.element_at(&path);
            Err(Fault {
                at,
                reason: Phrase::StyleElement.with("element", element),
            })
        }
    }
}

/// The beginning of a file, for faults of the whole.
pub(super) fn beginning(text: &str) -> TextRange {
    TextRange::new(0, text.find('\n').unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_that_comes_along_is_within_the_limits_of_files() {
        for style in ArchivedStyle::all() {
            let text = style.get().to_xml().unwrap_or_default();
            let markup = Markup::read(&text);
            let measured = markup.and_then(|markup| markup.check_macros());
            assert!(measured.is_ok(), "{:?}", style.names());
        }
    }

    #[test]
    fn the_names_are_those_of_styles_that_can_be_used() {
        let names = names();
        assert!(names.len() > 60, "{names:?}");
        for name in ["apa", "vancouver", "ieee", "chicago-author-date"] {
            assert!(names.contains(&name), "{name}");
        }
        assert!(names.iter().all(|name| named(name).is_ok()));
        assert_eq!(named("chicago-notes").err(), Some(Unfit::Notes));
        assert_eq!(named("alphanumeric").err(), Some(Unfit::NoList));
        assert_eq!(named("apaa").err(), Some(Unfit::Unknown));
        let numeric = named("vancouver").is_ok_and(|style| style.is_numeric && !style.sorts);
        assert!(numeric);
        let is_local = |name| named(name).is_ok_and(|style| style.is_local);
        assert!(is_local("apa") && is_local("harvard-cite-them-right") && !is_local("vancouver"));
    }
}
