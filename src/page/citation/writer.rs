//! HTML of what hayagriva rendered. Its own HTML escapes nothing.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{FontStyle, FontWeight, Locale, TermForm, VerticalAlign};
use hayagriva::{BibliographyItem, ElemChild, ElemChildren, ElemMeta, Formatted};

use super::locale::{LOCALES, Language};
use super::style::Style;
use super::styled::hides_author;
use crate::escape;
use crate::markdown::document::{CitationForm, Cite};

/// Writes what hayagriva rendered as HTML. Its own HTML escapes nothing.
pub(super) struct Writer<'a> {
    style: &'a Style,
    and: Option<&'a str>,
    et_al: &'a str,
}

impl<'a> Writer<'a> {
    pub(super) fn new(language: &Language, style: &'a Style) -> Self {
        let code = |locale: &Locale| {
            locale
                .lang
                .as_ref()
                .map(|code| code.0.clone())
                .unwrap_or_default()
        };
        let first = language.locale.split('-').next().unwrap_or_default();
        let of_style = style.csl.locale.iter().filter(|locale| code(locale) == first);
        let general = LOCALES.iter().filter(|locale| code(locale) == language.locale);
        // The style's own words come before those of the language.
        let locales: Vec<&'a Locale> = of_style.chain(general).collect();
        let term = |term: OtherTerm| {
            locales
                .iter()
                .find_map(|locale| locale.term(Term::Other(term), TermForm::Long)?.single())
        };
        Self {
            style,
            and: term(OtherTerm::And),
            et_al: term(OtherTerm::EtAl).unwrap_or("et al."),
        }
    }

    /// Writes a citation; `cites` are its items as they were given, before the style sorted them.
    pub(super) fn citation(&self, citation: &ElemChildren, cites: &[&Cite], form: CitationForm) -> String {
        let mut html = String::new();
        if let [cite] = cites
            && cite.prefix.trim().is_empty()
        {
            open_link(&cite.key, &mut html);
            citation
                .0
                .iter()
                .for_each(|child| self.cited(child, hides_author(cite, self.style), form, &mut html));
            html.push_str("</a>");
            return html;
        }
        // With an author left out, the style leaves brackets to the items.
        let bare = cites.iter().any(|cite| hides_author(cite, self.style));
        let bracketed = bare && form == CitationForm::Bracketed;
        if bracketed {
            html.push('(');
        }
        for child in &citation.0 {
            let cite = match child {
                ElemChild::Elem(elem) => match elem.meta {
                    Some(ElemMeta::Entry(index)) => cites.get(index),
                    _ => None,
                },
                _ => None,
            };
            let Some(cite) = cite else {
                self.cited(child, false, form, &mut html);
                continue;
            };
            if !cite.prefix.trim().is_empty() {
                escape::html(cite.prefix.trim(), &mut html);
                html.push(' ');
            }
            let mut item = String::new();
            self.cited(child, hides_author(cite, self.style), form, &mut item);
            // A number inside a range of numbers is not written.
            if item.is_empty() {
                continue;
            }
            let inner = item.strip_prefix('(').and_then(|item| item.strip_suffix(')'));
            open_link(&cite.key, &mut html);
            html.push_str(inner.filter(|_| bracketed).unwrap_or(&item));
            html.push_str("</a>");
        }
        if bracketed {
            html.push(')');
        }
        html
    }

    /// Writes a part of a citation; it stands in a link, so it has none. `bare`: without names.
    fn cited(&self, child: &ElemChild, bare: bool, form: CitationForm, out: &mut String) {
        match child {
            ElemChild::Text(text) | ElemChild::Link { text, .. } => formatted(text, out),
            ElemChild::Markup(markup) => text(markup, out),
            ElemChild::Transparent { .. } => {}
            ElemChild::Elem(elem) => match &elem.meta {
                Some(ElemMeta::Names(_)) if bare => {}
                Some(ElemMeta::Names(_)) if is_names(&elem.children) => {
                    // In a sentence the style wants the word, not the sign.
                    let and = self.and.filter(|_| form == CitationForm::InText);
                    self.names(&elem.children, and, out);
                }
                _ => elem
                    .children
                    .0
                    .iter()
                    .for_each(|child| self.cited(child, bare, form, out)),
            },
        }
    }

    /// Writes an entry of the list.
    pub(super) fn listed(&self, children: &ElemChildren, out: &mut String) {
        let mut lengths = Vec::with_capacity(children.0.len());
        for (index, child) in children.0.iter().enumerate() {
            lengths.push(out.len());
            // hayagriva takes the title of a book with chapters also for that of its volume.
            if let Some([title, ElemChild::Text(colon)]) =
                index.checked_sub(2).and_then(|at| children.0.get(at..index))
                && colon.text == ": "
                && title == child
            {
                out.truncate(lengths[index - 1]);
                continue;
            }
            match child {
                ElemChild::Text(text) => formatted(text, out),
                ElemChild::Markup(markup) => text(markup, out),
                ElemChild::Transparent { .. } => {}
                ElemChild::Link { text, url } => {
                    let web = url.starts_with("https://") || url.starts_with("http://");
                    if web {
                        out.push_str("<a href=\"");
                        escape::html(url, out);
                        out.push_str("\" rel=\"external\">");
                    }
                    formatted(text, out);
                    if web {
                        out.push_str("</a>");
                    }
                }
                ElemChild::Elem(elem) => match &elem.meta {
                    Some(ElemMeta::Names(_)) if is_names(&elem.children) => {
                        self.names(&elem.children, None, out);
                    }
                    _ => self.listed(&elem.children, out),
                },
            }
        }
    }

    /// Writes names. `and others`, which BibTeX allows as the last, becomes the language's "et al.".
    fn names(&self, names: &ElemChildren, and: Option<&str>, out: &mut String) {
        let mut written = String::new();
        let mut before = String::new();
        for child in &names.0 {
            let mut part = String::new();
            match (child, and) {
                (ElemChild::Text(between), Some(and)) => {
                    let sign = if and == ENGLISH_AND { " & " } else { ", & " };
                    let between = between.text.replace(sign, &format!(" {and} "));
                    text(&between.replace(" & ", &format!(" {and} ")), &mut part);
                }
                _ => self.listed(&ElemChildren(vec![child.clone()]), &mut part),
            }
            let name = matches!(child, ElemChild::Elem(_));
            if name && !written.is_empty() && part.trim_end() == OTHERS {
                written.push(' ');
                written.push_str(self.et_al);
                written.push_str(&part[OTHERS.len()..]);
                before.clear();
            } else if name {
                written.push_str(&before);
                written.push_str(&part);
                before.clear();
            } else {
                before.push_str(&part);
            }
        }
        out.push_str(&written);
        out.push_str(&before);
    }
}

/// Other languages have no comma before it.
const ENGLISH_AND: &str = "and";

/// The name that stands for more names.
const OTHERS: &str = "others";

/// Parts an entry of the list from the number or label that it begins with.
pub(super) fn number_of(item: &BibliographyItem) -> (Option<ElemChild>, ElemChildren) {
    let mut content = item.content.clone();
    if item.first_field.is_some() {
        return (item.first_field.clone(), content);
    }
    let is_number = |child: &ElemChild| match child {
        ElemChild::Elem(elem) => matches!(
            elem.meta,
            Some(ElemMeta::CitationNumber | ElemMeta::CitationLabel)
        ),
        _ => false,
    };
    let number = content
        .0
        .first()
        .is_some_and(is_number)
        .then(|| content.0.remove(0));
    (number, content)
}

fn is_names(children: &ElemChildren) -> bool {
    let name = |child: &ElemChild| match child {
        ElemChild::Elem(elem) => matches!(elem.meta, Some(ElemMeta::Name(..))),
        _ => false,
    };
    children.0.iter().any(name)
}

fn formatted(part: &Formatted, out: &mut String) {
    let element = match &part.formatting {
        formatting if formatting.font_style == FontStyle::Italic => Some("em"),
        formatting if formatting.font_weight == FontWeight::Bold => Some("strong"),
        formatting if formatting.vertical_align == VerticalAlign::Sup => Some("sup"),
        formatting if formatting.vertical_align == VerticalAlign::Sub => Some("sub"),
        _ => None,
    };
    match element {
        Some(element) => {
            out.push_str(&format!("<{element}>"));
            escape::html(&part.text, out);
            out.push_str(&format!("</{element}>"));
        }
        None => text(&part.text, out),
    }
}

/// Writes text.
fn text(text: &str, out: &mut String) {
    let mut text = text;
    // One full stop is enough where an abbreviation ends a sentence.
    if out.ends_with('.') {
        text = text.strip_prefix('.').unwrap_or(text);
    }
    // A date that has only a year leaves a comma behind.
    if text.starts_with(')') && out.ends_with(',') {
        out.pop();
    } else if text.starts_with(",)") {
        text = text.strip_prefix(',').unwrap_or(text);
    }
    escape::html(text, out);
}

fn open_link(key: &str, out: &mut String) {
    out.push_str("<a class=\"citation\" href=\"#ref-");
    escape::html(key, out);
    out.push_str("\">");
}
