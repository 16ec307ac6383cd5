//! What is amiss inside one text: its headings, its pictures, its language, its front matter.

use std::ops::Range;

use super::language::other_language;
use super::{Text, letters};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Phrase, Saying};
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
    slips(text, diagnostics);
    hosts(text, diagnostics);
    if !translation.reviewed_by.is_empty() && translation.reviewed_on.is_none() {
        let place = translation.place(&[Step::name("reviewed_by")]);
        diagnostics.push(Diagnostic::new(Code::UndatedReview, place));
    }
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

/// Signs of Markdown that readers see, since something is missing for them to take effect.
fn slips(text: &Text<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let path = &text.translation.path;
    for plain in &text.survey.plain {
        let mut report = |range: Range<usize>, slip: Saying| {
            let at = plain.place(&range).of(path);
            diagnostics.push(Diagnostic::new(Code::MarkdownSlip, at).saying("reason", slip));
        };
        let mut start = 0;
        let mut rows = 0;
        let mut table = None;
        for line in plain.text.split_inclusive('\n') {
            let words = line.trim();
            let at = start + line.len() - line.trim_start().len();
            let heading = words.trim_start_matches('#');
            let marks = words.len() - heading.len();
            if (2..=6).contains(&marks) && heading.starts_with(char::is_alphabetic) {
                report(
                    at..at + marks,
                    Phrase::HeadingNeedsBlank.with("marks", "#".repeat(marks)),
                );
            }
            if words.len() > 1
                && words.starts_with('|')
                && words.ends_with('|')
                && words.matches('|').count() >= 3
            {
                rows += 1;
                // Bars without spaces may be absolute values: `|x| + |y|`.
                let is_sure = words.starts_with("| ") && words.ends_with(" |");
                let (_, sure) = table.get_or_insert((at..at + words.len(), false));
                *sure |= is_sure || rows > 1;
            }
            start += line.len();
        }
        if let Some((range, true)) = table {
            report(range, Phrase::TableNeedsLine.into());
        }
        for range in parted_links(&plain.text) {
            report(range, Phrase::LinkHasBlank.into());
        }
        if let Some(at) = unclosed_bold(&plain.text) {
            report(at..at + 2, Phrase::BoldUnclosed.into());
        }
    }
}

/// Returns what would be a link but for a space between its text and its address.
fn parted_links(text: &str) -> Vec<Range<usize>> {
    const BEGINNINGS: [&str; 5] = ["https://", "http://", "mailto:", "www.", "article:"];

    let mut links = Vec::new();
    let mut open = None;
    for (at, sign) in text.char_indices() {
        match sign {
            '[' => open = Some(at),
            ']' => {
                let rest = text.get(at + 1..).unwrap_or_default();
                let address = rest.trim_start_matches(' ').strip_prefix('(');
                if let Some(begin) = open.take()
                    && rest.starts_with(' ')
                    && let Some(address) = address
                    && BEGINNINGS.iter().any(|beginning| address.starts_with(beginning))
                    && let Some(length) = address.find([')', '\n'])
                    // `[1] (https://…)` is how some cite.
                    && text.get(begin..at).is_some_and(|words| words.contains(char::is_alphabetic))
                {
                    let end = text.len() - address.len() + length;
                    links.push(begin..(end + 1).min(text.len()));
                }
            }
            _ => {}
        }
    }
    links
}

/// Returns the first `**` before a word that makes nothing bold.
fn unclosed_bold(text: &str) -> Option<usize> {
    let stars = text.match_indices("**").map(|(at, _)| at);
    stars.into_iter().find(|at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let mut after = text.get(at + 2..).unwrap_or_default().chars();
        // `**p < .01` stands below tables.
        let is_word =
            after.next().is_some_and(char::is_alphabetic) && after.next().is_some_and(char::is_alphabetic);
        before.is_none_or(char::is_whitespace) && is_word
    })
}

/// Links to websites whose name cannot be one.
fn hosts(text: &Text<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for link in &text.survey.links {
        let Some((scheme, rest)) = link.target.split_once("://") else {
            continue;
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, rest) = rest.split_at(end);
        if !matches!(scheme, "http" | "https") || is_host(host) {
            continue;
        }
        let mended = host.replace([',', ';'], ".");
        diagnostics.push(
            Diagnostic::new(Code::BadHost, link.at.of(&text.translation.path))
                .with("host", host)
                .guess(is_host(&mended).then(|| format!("{scheme}://{mended}{rest}"))),
        );
    }
}

/// Says whether a website may be called so. A name, a port and numbers in brackets pass.
fn is_host(host: &str) -> bool {
    let name = host.rsplit_once('@').map_or(host, |(_, name)| name);
    let (name, port) = name.rsplit_once(':').unwrap_or((name, "0"));
    let is_name = |name: &str| {
        name.trim_end_matches('.').split('.').all(|part| {
            let mut signs = part.chars();
            !part.is_empty() && signs.all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '%'))
        })
    };
    host.starts_with('[')
        || is_name(name) && port.bytes().all(|byte| byte.is_ascii_digit()) && !port.is_empty()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_nothing_bold_is_found() {
        assert_eq!(unclosed_bold("Et **viktig ord"), Some(3));
        for fine in [
            "2**3",
            "100 kr**",
            "**p < .01",
            "***viktig",
            "a ** b",
            "kode(**kwargs)",
            "",
        ] {
            assert_eq!(unclosed_bold(fine), None, "{fine}");
        }
    }

    #[test]
    fn parted_links_are_found() {
        assert_eq!(parted_links("Se [her] (https://a.b), og").first(), Some(&(3..22)));
        for fine in [
            "[1] (https://a.b)",
            "[her](https://a.b)",
            "[her] (se under)",
            "] (https://a.b)",
        ] {
            assert!(parted_links(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn hosts_are_told_from_what_is_none() {
        for host in [
            "nrk.no",
            "localhost:80",
            "intranett",
            "[::1]:80",
            "a@b.c",
            "blåbær.no",
            "nrk.no.",
            "x_y.z",
        ] {
            assert!(is_host(host), "{host}");
        }
        for host in ["nrk,no", "", "nrk..no", ".no", "https:", "a b.no", "nrk.no:x"] {
            assert!(!is_host(host), "{host}");
        }
    }
}
