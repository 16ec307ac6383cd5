//! What the codes mean: for the terminal, and as the reference page `docs/faults.md`.

use std::fmt::Write as _;

use super::severity_word;
use crate::diagnostic::example::{Example, File};
use crate::diagnostic::{Code, Phrase, Tongue};

/// The most characters of a line.
const WIDTH: usize = 80;

/// Returns the explanation of a code, with its example.
pub fn text(code: Code, tongue: Tongue) -> String {
    let explanation = tongue.explanation(code);
    let mut out = format!("{}[{code}]\n\n", severity_word(code.severity()).text(tongue));
    for paragraph in [
        explanation.summary,
        explanation.meaning,
        tongue.wording(code).help,
    ] {
        // What to do may name what is particular to a case; an explanation has no case.
        if !has_place(paragraph) {
            out.push_str(&wrapped(paragraph, ""));
            out.push('\n');
        }
    }
    let example = Example::of(code);
    for (title, files) in [
        (Phrase::WrongExample, &example.wrong),
        (Phrase::MendedExample, &example.mended),
    ] {
        if files.is_empty() {
            continue;
        }
        let _ = writeln!(out, "{}\n", title.text(tongue));
        for File { path, text } in files {
            let _ = writeln!(out, "  {path}");
            for line in text.lines() {
                out.push_str(format!("    | {line}").trim_end());
                out.push('\n');
            }
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Tells whether a text has a place that a case fills, such as `{key}`; not every brace begins one.
fn has_place(text: &str) -> bool {
    text.split('{').skip(1).any(|part| {
        part.split_once('}').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        })
    })
}

/// Returns all codes, each with its meaning in a sentence.
pub fn list(tongue: Tongue) -> String {
    let longest = Code::ALL
        .iter()
        .map(|code| code.name().len())
        .max()
        .unwrap_or_default();
    let mut out = String::new();
    for code in Code::ALL {
        let name = format!("{:longest$}  ", code.name());
        let summary = wrapped(tongue.explanation(*code).summary, &" ".repeat(name.len()));
        out.push_str(&name);
        out.push_str(summary.trim_start());
    }
    out
}

/// Returns the explanation of a code in Markdown, without a heading.
pub(super) fn markdown(code: Code, tongue: Tongue) -> String {
    let explanation = tongue.explanation(code);
    let severity = severity_word(code.severity()).text(tongue);
    let mut out = wrapped(
        &format!("**{severity}:** {} {}", explanation.summary, explanation.meaning),
        "",
    );
    let example = Example::of(code);
    let block = |out: &mut String, text: &str| {
        // Longer than any fence in an example.
        let _ = writeln!(out, "\n`````text\n{text}\n`````");
    };
    for (title, files) in [
        (Phrase::WrongExample, &example.wrong),
        (Phrase::MendedExample, &example.mended),
    ] {
        for (index, File { path, text }) in files.iter().enumerate() {
            let title = if index == 0 {
                title.text(tongue) + " "
            } else {
                String::new()
            };
            let _ = write!(out, "\n{title}`{path}`\n");
            block(&mut out, text);
        }
    }
    out
}

/// Returns the reference page of all codes, in English.
pub fn page() -> String {
    let mut out = "# Faults\n\n\
        What tillit can find wrong with a site, with an example of each. `tillit explain CODE` shows the same in\n\
        Norwegian, German, Swedish or English. An *error* keeps a site from being published; a *warning* does not.\n\n\
        This page is made from `src/diagnostic/`; `UPDATE=1 cargo test --test faults` writes it anew.\n"
        .to_owned();
    for code in Code::ALL {
        let _ = write!(out, "\n## `{code}`\n\n{}", markdown(*code, Tongue::English));
        let report = Example::of(*code).report;
        if !report.is_empty() {
            let _ = write!(out, "\ntillit says:\n\n`````text\n{report}\n`````\n");
        }
    }
    out
}

/// Breaks a text into lines, each with an indentation.
fn wrapped(text: &str, indentation: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split(' ') {
        let width = word.chars().count();
        if length > 0 && length + 1 + width <= WIDTH {
            out.push(' ');
            length += 1;
        } else {
            if length > 0 {
                out.push('\n');
            }
            out.push_str(indentation);
            length = indentation.len();
        }
        out.push_str(word);
        length += width;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_has_its_words_and_its_example() {
        let text = text(Code::UnknownKey, Tongue::German);
        assert!(
            text.starts_with("Fehler[unknown-key]\n\nEs steht ein Schlüssel da"),
            "{text}"
        );
        assert!(
            text.contains("\nFalsch:\n\n  content/trust.en.md\n    | ---\n"),
            "{text}"
        );
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
    }

    #[test]
    fn only_a_remedy_with_a_place_is_left_out() {
        let text = |code| text(code, Tongue::English).replace('\n', " ");
        assert!(text(Code::DroppedHtml).contains("`markdown: {raw_html: allow}`"));
        assert!(text(Code::DuplicateHeadingId).contains("another id, `{#…}`."));
        assert!(!text(Code::MissingKey).contains("{key}"));
        assert!(text(Code::TemplateSyntax).contains("`{{ … }}`"));
    }

    #[test]
    fn lines_are_broken_between_words() {
        let text = wrapped(&"ord ".repeat(40), "  ");
        assert!(
            text.lines()
                .all(|line| line.len() <= WIDTH && line.starts_with("  ")),
            "{text}"
        );
    }

    #[test]
    fn every_code_is_in_the_list() {
        for tongue in Tongue::ALL {
            let list = list(tongue);
            for code in Code::ALL {
                assert!(
                    list.lines().any(|line| line.starts_with(&format!("{code} "))),
                    "{code}"
                );
            }
        }
    }
}
