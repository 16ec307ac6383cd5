//! What is amiss inside one text: its headings, its pictures, its language, its front matter.

use super::language::other_language;
use super::{Text, letters};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::TextFile;
use crate::source::yaml::Step;
use crate::span::{Span, TextRange};

/// The most characters of a description: what follows is shown nowhere.
const LONGEST_DESCRIPTION: usize = 300;

/// The most broken words of a file that are told one by one.
const MOST_BROKEN: usize = 5;

/// Judges a text.
pub(super) fn check(text: &Text<'_>, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    let translation = text.translation;
    let path = &translation.path;
    headings(text, diagnostics);
    for image in &text.survey.images {
        if image.alt.trim().is_empty() && !image.is_decorative {
            diagnostics
                .push(Diagnostic::new(Code::MissingAlt, image.at.of(path)).with("target", &image.target));
        }
    }
    languages(text, diagnostics);
    let length = translation.description.chars().count();
    // Without a description of its own, a text is described by its first paragraph.
    if length > LONGEST_DESCRIPTION && !translation.excerpt {
        diagnostics.push(
            Diagnostic::new(
                Code::LongDescription,
                translation.place(&[Step::key("description")]),
            )
            .with("length", length)
            .with("most", LONGEST_DESCRIPTION),
        );
    }
    if let Some(due) = translation.review_due.filter(|due| *due < today) {
        diagnostics.push(
            Diagnostic::new(Code::OverdueReview, translation.place(&[Step::key("review_due")]))
                .with("date", due),
        );
    }
}

/// The title is the heading of the first level; those of the text begin at the second, and none is left out.
fn headings(text: &Text<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let path = &text.translation.path;
    let mut before = 1;
    for heading in &text.survey.headings {
        if heading.is_empty {
            diagnostics.push(Diagnostic::new(Code::EmptyHeading, heading.at.of(path)));
        } else if heading.level == 1 {
            diagnostics.push(Diagnostic::new(Code::SecondTitle, heading.at.of(path)));
        } else if heading.level > before + 1 {
            diagnostics.push(
                Diagnostic::new(Code::HeadingJump, heading.at.of(path))
                    .with("level", heading.level)
                    .with("marks", "#".repeat(usize::from(before) + 1)),
            );
        }
        before = heading.level;
    }
}

/// A text that is in another language as a whole is told once, else its passages one by one.
fn languages(text: &Text<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let translation = text.translation;
    let said = &translation.language;
    let passages = &text.survey.passages;
    let mut report = |span: Span, found: &str| {
        diagnostics.push(wrong_language(span, found, said.as_str()));
    };
    if !translation.excerpt
        && let Some(found) = other_language(&translation.description, said.as_str())
    {
        report(translation.place(&[Step::key("description")]), found);
    }
    let whole: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
    if let Some(found) = other_language(&whole.join(" "), said.as_str()) {
        let first = passages
            .iter()
            .find(|passage| passage.text.contains(char::is_alphabetic));
        report(
            first
                .map(|first| first.at)
                .unwrap_or_default()
                .of(&translation.path),
            found,
        );
        return;
    }
    for passage in passages {
        if let Some(found) = other_language(&passage.text, said.as_str()) {
            report(passage.at.of(&translation.path), found);
        }
    }
}

/// Says that a text is in another language than it should.
pub(super) fn wrong_language(span: Span, found: &str, said: &str) -> Diagnostic {
    Diagnostic::new(Code::WrongLanguage, span)
        .with("seems", found)
        .with("said", said)
}

/// Broken letters anywhere in a file. Where there are many, the first ones stand for all.
pub(super) fn broken_letters(file: &TextFile, code: &[TextRange], diagnostics: &mut Vec<Diagnostic>) {
    let mut broken = letters::broken(&file.text);
    broken.retain(|word| {
        let before = code.partition_point(|code| code.start <= word.at.start);
        let code = before.checked_sub(1).and_then(|index| code.get(index));
        code.is_none_or(|code| code.end < word.at.end)
    });
    let count = broken.len();
    for word in broken.into_iter().take(MOST_BROKEN) {
        let found = file.text.get(word.at.clone()).unwrap_or_default();
        diagnostics.push(
            Diagnostic::new(
                Code::BrokenLetters,
                TextRange::new(word.at.start, word.at.end).of(&file.path),
            )
            .with("word", found)
            .with("count", count)
            .guess(word.original),
        );
    }
}
