//! Formulas: LaTeX to MathML, which browsers show without a script.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

use crate::diagnostic::{Phrase, Saying};
use crate::markdown::html::{self, Piece};

/// A formula longer than this was not written by hand. In bytes.
const LONGEST_FORMULA: usize = 10_000;

/// Groups within groups and arguments within arguments; the crate reads them by recursion.
const DEEPEST_GROUP: usize = 100;

/// Returns a formula as `<math>`, or why it cannot be read.
pub(super) fn mathml(formula: &str, display: bool) -> Result<String, Saying> {
    if formula.len() > LONGEST_FORMULA {
        return Err(Phrase::FormulaTooLong.into());
    }
    if deepest(formula) > DEEPEST_GROUP {
        return Err(Phrase::FormulaTooDeep.into());
    }
    if defines(formula) {
        return Err(Phrase::FormulaDefines.into());
    }
    // The crate names some of its inner errors by a panic; no formula may end the program.
    catch_unwind(AssertUnwindSafe(|| convert(formula, display)))
        .unwrap_or_else(|_| Err(Phrase::FormulaBeyond.into()))
}

fn convert(formula: &str, display: bool) -> Result<String, Saying> {
    let storage = Storage::new();
    let mut events = Vec::new();
    for event in Parser::new(formula, &storage) {
        events.push(Ok::<_, std::convert::Infallible>(
            event.map_err(|error| reason(&error.to_string()))?,
        ));
    }
    let display_mode = if display {
        DisplayMode::Block
    } else {
        DisplayMode::Inline
    };
    let mut out = String::new();
    push_mathml(
        &mut out,
        events.into_iter(),
        RenderConfig {
            display_mode,
            ..RenderConfig::default()
        },
    )
    .map_err(|error| reason(&error.to_string()))?;
    Ok(checked(&out))
}

/// Elements of MathML that a formula may consist of.
const ELEMENTS: &[&str] = &[
    "math",
    "semantics",
    "mrow",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "mpadded",
    "mphantom",
    "mstyle",
    "merror",
    "menclose",
    "none",
];

/// Attributes that they may have. There is no `style`, since the site's security policy takes none.
const ATTRIBUTES: &[&str] = &[
    "class",
    "display",
    "displaystyle",
    "scriptlevel",
    "mathvariant",
    "stretchy",
    "symmetric",
    "largeop",
    "movablelimits",
    "maxsize",
    "minsize",
    "linethickness",
    "width",
    "height",
    "depth",
    "voffset",
    "lspace",
    "rspace",
    "form",
    "fence",
    "separator",
    "accent",
    "accentunder",
    "columnalign",
    "columnspacing",
    "rowspacing",
    "notation",
    "columnlines",
    "rowlines",
    "columnspan",
    "rowspan",
    "intent",
    "arg",
];

/// Writes MathML anew: the crate leaves the sign `<` as it is, and nothing shall depend on what else it escapes.
fn checked(mathml: &str) -> String {
    let mut out = String::with_capacity(mathml.len());
    for (piece, range) in html::pieces(mathml) {
        match piece {
            Piece::Start { name, attributes } if ELEMENTS.contains(&&*name) => {
                out.push('<');
                out.push_str(&name);
                for (key, value) in &attributes {
                    if ATTRIBUTES.contains(&&**key) {
                        out.push(' ');
                        out.push_str(key);
                        out.push_str("=\"");
                        html::text(value.unwrap_or_default(), &mut out);
                        out.push('"');
                    }
                }
                // Unlike an element of HTML, one of MathML can end with its start tag.
                out.push_str(if mathml[range].ends_with("/>") { "/>" } else { ">" });
            }
            Piece::End(name) if ELEMENTS.contains(&&*name) => {
                out.push_str("</");
                out.push_str(&name);
                out.push('>');
            }
            Piece::Text | Piece::Start { .. } | Piece::End(_) | Piece::Other => {
                html::text(&mathml[range], &mut out);
            }
        }
    }
    out
}

/// What the reader of formulas says in other words, by a part of it.
const REASONS: &[(&str, Phrase)] = &[
    ("unbalanced group", Phrase::GroupUnbalanced),
    ("environment found", Phrase::UnknownEnvironment),
    ("math shift", Phrase::DollarInFormula),
    ("hash sign", Phrase::HashInFormula),
    ("unknown primitive", Phrase::UnknownCommand),
    ("macro not defined", Phrase::UnknownCommand),
    ("expected an argument", Phrase::ArgumentMissing),
    ("expected a token", Phrase::ArgumentMissing),
    ("expected a control sequence", Phrase::ArgumentMissing),
    ("found as argument", Phrase::ArgumentMissing),
    ("empty control sequence", Phrase::UnknownCommand),
    ("twice to the same element", Phrase::ScriptTwice),
    ("expected a delimiter", Phrase::DelimiterMissing),
    ("color", Phrase::UnknownColour),
    ("alignment not allowed", Phrase::AlignmentMisplaced),
    ("new line command not allowed", Phrase::AlignmentMisplaced),
];

/// Tells why a formula cannot be read. The first line says it; the rest draws the place, which the diagnostic does.
fn reason(error: &str) -> Saying {
    let said = error
        .lines()
        .next()
        .unwrap_or_default()
        .trim()
        .trim_end_matches('.');
    let said = said.trim_start_matches("parsing error: ");
    match REASONS.iter().find(|(part, _)| said.contains(part)) {
        Some((_, phrase)) => (*phrase).into(),
        None => Phrase::Said.with("said", said),
    }
}

/// How deep a formula is nested at most: in groups, brackets and environments, and in commands of which one may be the
/// argument of the other, as in `\bar\bar\bar x`.
fn deepest(formula: &str) -> usize {
    let (mut brackets, mut environments, mut deepest) = (0_usize, 0_usize, 0_usize);
    // For each open group the commands that wait for an argument; `waiting` is their sum.
    let mut groups = vec![0_usize];
    let mut waiting = 0;
    let mut rest = formula;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        let here = groups.last_mut();
        match (character, here) {
            ('\\', Some(here)) => {
                let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let (name, after) = rest.split_at(length);
                match name {
                    "begin" | "left" => environments += 1,
                    "end" | "right" => environments = environments.saturating_sub(1),
                    "" => {
                        let escaped = rest.chars().next().map_or(0, char::len_utf8);
                        rest = &rest[escaped..];
                    }
                    _ => {
                        *here += 1;
                        waiting += 1;
                    }
                }
                if length > 0 {
                    rest = after;
                }
            }
            ('{', _) => groups.push(0),
            ('}', _) => {
                if groups.len() > 1 {
                    waiting -= groups.pop().unwrap_or_default();
                }
                if let Some(outer) = groups.last_mut() {
                    waiting -= std::mem::take(outer);
                }
            }
            ('[', _) => brackets += 1,
            (']', _) => brackets = brackets.saturating_sub(1),
            ('^' | '_', _) => {}
            (other, Some(here)) if !other.is_whitespace() => waiting -= std::mem::take(here),
            (_, _) => {}
        }
        deepest = deepest.max(groups.len() + waiting + brackets + environments);
    }
    deepest
}

/// Commands that define others. Within one formula they are of little use, and they can make it grow without bound.
const DEFINING: &[&str] = &[
    "\\def",
    "\\let",
    "\\futurelet",
    "\\newcommand",
    "\\renewcommand",
    "\\providecommand",
    "\\edef",
    "\\gdef",
    "\\xdef",
];

fn defines(formula: &str) -> bool {
    DEFINING.iter().any(|command| {
        formula
            .match_indices(command)
            .any(|(at, _)| !formula[at + command.len()..].starts_with(|c: char| c.is_ascii_alphabetic()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_mathml() {
        let html = mathml(r"\frac{a}{b} < \alpha", true).unwrap_or_default();
        assert!(
            html.starts_with("<math") && html.contains("<mfrac>") && html.contains("&lt;"),
            "{html}"
        );
        assert!(mathml(r"\frac{a", false).is_err());
        assert!(mathml(&"{".repeat(5_000), false).is_err());
        assert!(mathml(&"\\bar".repeat(2_000), false).is_err());
        assert!(mathml(r"\def\a{\a\a}\a", false).is_err());
        assert!(mathml(r"\left(\definitely", false).is_err());
        assert_eq!(deepest(r"\frac{\alpha\beta}{x} + \bar{y}\\"), 5);
    }

    #[test]
    fn no_formula_makes_an_element_of_its_own() {
        for formula in [
            r"\text{<script>alert(1)</script>}",
            r"<img src=x>",
            r#"\text{"><b>}"#,
        ] {
            let html = mathml(formula, false).unwrap_or_default();
            assert!(
                !html.contains("<script") && !html.contains("<img") && !html.contains("<b>"),
                "{html}"
            );
        }
    }
}
