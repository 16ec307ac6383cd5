//! Diagnostics for people at a terminal: the line, a mark under the place, and what to do.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Quoted, TextOf, Told, severity_word, sorted, told, words};
use crate::diagnostic::{Diagnostic, Phrase, Severity, Tongue};
use crate::span::Span;

/// The most characters of a line that are shown.
const MOST_CHARACTERS: usize = 200;

/// The most related places that are shown for one diagnostic.
const MOST_RELATED: usize = 5;

/// Stands behind a place that is already written with line and column. The renderer would count the column in the line
/// as it is shown, cut and with escapes; what it adds is taken out again. A private character, so [`visible`] text has
/// none.
const END_OF_PLACE: char = '\u{e000}';

/// Whether the text carries colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Text alone, for files and for those who asked for no colours.
    Plain,
    /// With ANSI colours.
    Coloured,
}

/// Returns the diagnostics sorted by place, each only once and of one kind in a file at most a hundred,
/// and a last line that counts all; empty if there is none.
pub fn render(diagnostics: &[Diagnostic], text_of: &TextOf<'_>, style: Style, tongue: Tongue) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    }
    // Lines are cut here, around the place; an escape may take up to ten characters.
    .term_width(MOST_CHARACTERS * 10 + DEFAULT_TERM_WIDTH);
    let diagnostics = sorted(diagnostics);
    let mut out = String::new();
    let mut texts = Quoted::new(text_of);
    for told in told(&diagnostics) {
        out.push_str(&without_counted_places(
            &renderer.render(&[group(&told, &mut texts, tongue)]),
        ));
        out.push_str("\n\n");
    }
    if !diagnostics.is_empty() {
        out.push_str(&count(&diagnostics, tongue));
        out.push('\n');
    }
    out
}

/// Returns one diagnostic without colours and without a count.
pub fn one(diagnostic: &Diagnostic, text_of: &TextOf<'_>, tongue: Tongue) -> String {
    let renderer = Renderer::plain().term_width(MOST_CHARACTERS * 10 + DEFAULT_TERM_WIDTH);
    let mut texts = Quoted::new(text_of);
    let told = Told { diagnostic, more: 0 };
    without_counted_places(&renderer.render(&[group(&told, &mut texts, tongue)]))
}

/// Some lines of a diagnostic as [`one`] tells it.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// Whether they are a source and the marks under it. Once such lines are broken, no mark stands under its place.
    pub is_quoted: bool,
    /// The lines, without the last line break.
    pub text: String,
}

/// Divides a diagnostic into what may be broken where there is little room and what may not.
pub fn parts(told: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for line in told.lines() {
        // A line of a source stands behind its number, and a mark where the number would stand.
        let behind_number =
            line.trim_start_matches(|character: char| character == ' ' || character.is_ascii_digit());
        let is_quoted = behind_number.starts_with('|');
        match parts.last_mut() {
            Some(part) if part.is_quoted == is_quoted => {
                part.text.push('\n');
                part.text.push_str(line);
            }
            _ => parts.push(Part {
                is_quoted,
                text: line.to_owned(),
            }),
        }
    }
    parts
}

/// Returns the count of errors and warnings in words: `2 errors, 1 warning`.
fn count(diagnostics: &[&Diagnostic], tongue: Tongue) -> String {
    let errors = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .count();
    let counted =
        |number: usize, phrase: Phrase| (number > 0).then(|| phrase.with("count", number).text(tongue));
    let parts = [
        counted(errors, Phrase::Errors),
        counted(diagnostics.len() - errors, Phrase::Warnings),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn group(told: &Told<'_>, texts: &mut Quoted<'_, '_>, tongue: Tongue) -> Group<'static> {
    let diagnostic = told.diagnostic;
    let words = words(diagnostic, tongue);
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .with_name(severity_word(diagnostic.severity()).text(tongue))
        .primary_title(visible(&words.message))
        .id(diagnostic.code.name())
        .elements([] as [Element; 0]);
    if let Some(span) = &diagnostic.span {
        group = group.element(place(span, texts, AnnotationKind::Primary, &words.label));
    }
    let the_other = Phrase::TheOther.text(tongue);
    for span in diagnostic.related.iter().take(MOST_RELATED) {
        group = group.element(place(span, texts, AnnotationKind::Context, &the_other));
    }
    if let Some(more @ 1..) = diagnostic.related.len().checked_sub(MOST_RELATED) {
        let note = Level::NOTE.with_name(Phrase::Note.text(tongue));
        group = group.element(note.message(Phrase::AndMore.with("count", more).text(tongue)));
    }
    let help = || Level::HELP.with_name(Phrase::Help.text(tongue));
    if let Some(guess) = &diagnostic.guess {
        group = group.element(help().message(Phrase::DidYouMean.with("guess", visible(guess)).text(tongue)));
    }
    if !words.help.is_empty() {
        group = group.element(help().message(visible(&words.help)));
    }
    if told.more > 0 {
        let note = Level::NOTE.with_name(Phrase::Note.text(tongue));
        group = group.element(note.message(Phrase::AndMoreOfKind.with("count", told.more).text(tongue)));
    }
    group
}

/// Returns where a place is, and its line with a mark, if the text is known.
fn place(span: &Span, texts: &mut Quoted<'_, '_>, kind: AnnotationKind, label: &str) -> Element<'static> {
    let path = visible(span.path.as_str());
    let Some(lines) = texts.get(&span.path) else {
        return Element::Origin(Origin::path(path));
    };
    let (line, column) = lines.line_and_column(span.range.start);
    let excerpt = Excerpt::around(lines.text(), span);
    let mut annotation = kind.span(excerpt.start..excerpt.end);
    if !label.is_empty() {
        annotation = annotation.label(visible(label));
    }
    let path = format!("{path}:{line}:{column}{END_OF_PLACE}");
    Element::Cause(
        Snippet::source(excerpt.line)
            .line_start(line)
            .path(path)
            .annotation(annotation),
    )
}

/// Takes out the lines and columns that were counted in cut and escaped lines, see [`END_OF_PLACE`].
fn without_counted_places(rendered: &str) -> String {
    let mut parts = rendered.split(END_OF_PLACE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.trim_start_matches([':', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']));
    }
    out
}

/// The line of a place as it is shown: cut around the place, with escapes.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    line: String,
    /// The bytes of the place in `line`. A place of several lines is marked up to the end of its first.
    start: usize,
    end: usize,
}

impl Excerpt {
    fn around(text: &str, span: &Span) -> Self {
        let start = boundary(text, span.range.start);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |length| start + length);
        let end = boundary(text, span.range.end).clamp(start, line_end);
        let before = &text[line_start..start];
        let inside = text[start..end].trim_end_matches('\r');
        let after = text[end..line_end].trim_end_matches('\r');

        // The place comes first; what is left of the width is shared by its two sides.
        let long_inside = inside.chars().count();
        let shown_inside = long_inside.min(MOST_CHARACTERS);
        let room = MOST_CHARACTERS - shown_inside;
        let (long_before, long_after) = (before.chars().count(), after.chars().count());
        let shown_before = long_before.min((room / 2).max(room.saturating_sub(long_after)));
        let shown_after = long_after.min(room - shown_before);

        let mut line = String::new();
        if shown_before < long_before {
            line.push('…');
        }
        line.extend(
            before
                .chars()
                .skip(long_before - shown_before)
                .map(visible_character),
        );
        let start = line.len();
        line.extend(inside.chars().take(shown_inside).map(visible_character));
        let end = line.len();
        line.extend(after.chars().take(shown_after).map(visible_character));
        if shown_inside < long_inside || shown_after < long_after {
            line.push('…');
        }
        Self { line, start, end }
    }
}

/// Returns the place of the character that a byte belongs to; the end for a byte behind it.
fn boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// Returns text in which nothing is invisible or steers the terminal. Line breaks and tabs stay.
fn visible(text: &str) -> String {
    text.chars().map(visible_character).collect()
}

/// Returns a character, or its escape if it is a control or changes the direction of the text around it.
fn visible_character(character: char) -> String {
    match character {
        '\n' | '\t' => character.to_string(),
        // Marks, embeddings, overrides and isolates (UAX 9), zero-width characters, line and paragraph separator.
        END_OF_PLACE
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => character.escape_unicode().to_string(),
        _ if character.is_control() => character.escape_unicode().to_string(),
        _ => character.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::span::{SourcePath, TextRange};

    fn shown(text: &str, diagnostics: &[Diagnostic]) -> String {
        render(
            diagnostics,
            &|path: &SourcePath| (path.as_str() != "gone.md").then_some(text),
            Style::Plain,
            Tongue::English,
        )
    }

    fn unknown_key(start: usize, end: usize) -> Diagnostic {
        Diagnostic::new(
            Code::UnknownKey,
            TextRange::new(start, end).of(&SourcePath::new("content/a.md")),
        )
        .with("key", "titel")
        .with("known", "date, title")
    }

    #[test]
    fn a_place_is_shown_with_its_line_and_what_to_do() {
        let diagnostics = [
            unknown_key(7, 12)
                .guess(Some("title"))
                .related(TextRange::new(0, 3).of(&SourcePath::new("content/b.md"))),
            Diagnostic::global(Code::MissingConfig),
            Diagnostic::new(
                Code::UnplacedFile,
                TextRange::default().of(&SourcePath::new("gone.md")),
            )
            .with("path", "gone.md"),
        ];
        assert_eq!(
            shown("---\nÅ titel: x\n---\n", &diagnostics),
            "\
error[missing-config]: there is no `tillit.yaml` here
 |
 = help: Go to the site's folder, or name it with `--root`. `tillit new` begins a new one.

error[unknown-key]: `titel` is not a key that can stand here
 --> content/a.md:2:3
  |
2 | Å titel: x
  |   ^^^^^ unknown key
  |
 ::: content/b.md:1:1
  |
1 | ---
  | --- here, too
  |
  = help: did you mean `title`?
  = help: Known keys are: date, title.

warning[unplaced-file]: tillit does not know what `gone.md` is for
--> gone.md
 = help: The files of a theme belong in `themes/<theme>/`, in `templates`, `static` or `strings`; words of the site in `templates/strings/<language>.yaml`. Move the file, or delete it.

2 errors, 1 warning
"
        );
    }

    #[test]
    fn nothing_to_say_is_nothing() {
        assert_eq!(shown("", &[]), "");
    }

    #[test]
    fn the_same_fault_is_said_once() {
        let rendered = shown("titel", &[unknown_key(0, 5), unknown_key(0, 5)]);
        assert!(rendered.ends_with("\n1 error\n"), "{rendered}");
    }

    #[test]
    fn any_range_can_be_shown() {
        for text in ["", "\n", "å", "---\r\nå: x\r\n", "a\nb\nc"] {
            for start in 0..=text.len() + 2 {
                for end in 0..=text.len() + 2 {
                    let rendered = shown(text, &[unknown_key(start, end)]);
                    assert!(
                        rendered.contains("^ unknown key"),
                        "{text:?} {start} {end}:\n{rendered}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_place_of_several_lines_is_marked_on_its_first() {
        let rendered = shown("a: b\r\nc: d\n", &[unknown_key(3, 9)]);
        assert!(
            rendered.contains("1 | a: b\n  |    ^ unknown key\n"),
            "{rendered}"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place_but_its_column_is_true() {
        let text = format!("{}titel{}", "æ".repeat(500), "b".repeat(500));
        let rendered = shown(&text, &[unknown_key(1000, 1005)]);
        assert!(rendered.contains(" --> content/a.md:1:501\n"), "{rendered}");
        let line = rendered
            .lines()
            .find(|line| line.contains("titelb"))
            .unwrap_or_default();
        assert_eq!(line, format!("1 | …{}titel{}…", "æ".repeat(97), "b".repeat(98)));
        let mark = rendered
            .lines()
            .find(|line| line.contains('^'))
            .unwrap_or_default();
        assert_eq!(mark, format!("  | {}^^^^^ unknown key", " ".repeat(98)));

        let excerpt = Excerpt::around(
            &"c".repeat(900),
            &TextRange::new(0, 900).of(&SourcePath::new("a")),
        );
        assert_eq!((excerpt.start, excerpt.end), (0, 200));
        assert_eq!(excerpt.line, format!("{}…", "c".repeat(200)));
    }

    #[test]
    fn nothing_of_the_author_steers_the_terminal() {
        let rendered = shown("a\u{1b}[31m\u{202e}b\u{e000}:7 titel", &[unknown_key(16, 21)]);
        assert!(
            rendered.contains(r"1 | a\u{1b}[31m\u{202e}b\u{e000}:7 titel"),
            "{rendered}"
        );
        assert!(rendered.contains(" --> content/a.md:1:13\n"), "{rendered}");
        let diagnostic = Diagnostic::global(Code::UnknownTheme).with("theme", "\u{1b}[2J\u{e000}:1");
        let rendered = shown("", &[diagnostic]);
        assert!(
            rendered.contains(r"there is no theme `\u{1b}[2J\u{e000}:1`"),
            "{rendered}"
        );
    }

    #[test]
    fn lines_of_a_source_are_told_apart_from_what_is_said_of_them() {
        let text_of = |_: &SourcePath| Some("1 | titel: |");
        let told = one(&unknown_key(4, 9), &text_of, Tongue::English);
        let parts = parts(&told);
        let quoted: Vec<bool> = parts.iter().map(|part| part.is_quoted).collect();
        assert_eq!(quoted, [false, true, false], "{told}");
        assert!(
            parts[1].text.contains("1 | 1 | titel: |\n  |     ^^^^^"),
            "{told}"
        );
        let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(texts.join("\n"), told);
    }

    #[test]
    fn colours_are_asked_for() {
        let diagnostics = [unknown_key(0, 5)];
        let text_of = |_: &SourcePath| Some("titel");
        let coloured = render(&diagnostics, &text_of, Style::Coloured, Tongue::English);
        assert!(coloured.contains('\u{1b}'));
        assert!(coloured.contains("content/a.md:1:1\n"), "{coloured}");
        assert!(!render(&diagnostics, &text_of, Style::Plain, Tongue::English).contains('\u{1b}'));
    }
}
