//! The pages that show those who write how the site stands. Only the server has them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::answer::{OWN, Server};
use super::state::State;
use super::words::{Words, words};
use crate::content::entry::EntryKey;
use crate::content::status::{self, Change, Standing, What};
use crate::diagnostic::{Diagnostic, Tongue};
use crate::escape;
use crate::language::LanguageTag;
use crate::report::terminal;
use crate::span::{Lines, SourcePath};

/// The most rows of a table; one section at a time can be shown.
const MOST_ROWS: usize = 500;

/// Returns a page of the desk. `None` if there is no such page.
pub(super) fn page(
    server: &Server,
    state: &State,
    path: &str,
    asked: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let desk = Desk {
        server,
        state,
        words: words(server.preview.wishes.tongue),
    };
    let compare = capitalised(desk.words.compare);
    let (title, body) = match path {
        "" => (desk.words.desk, desk.overview(asked("section").as_deref())),
        "faults" => (desk.words.faults, desk.faults()),
        "check" => (desk.words.checks, desk.check()),
        "subjects" => (desk.words.subjects, desk.subjects()),
        "search" => (desk.words.search, desk.search()),
        "compare" => (&*compare, desk.compare(&asked("text")?)?),
        _ => return None,
    };
    let pages = [
        ("", desk.words.desk),
        ("faults", desk.words.faults),
        ("check", desk.words.checks),
        ("subjects", desk.words.subjects),
        ("search", desk.words.search),
    ];
    let base = &state.built.world.site.config.base_path;
    let mut menu = format!("<li><a href=\"{base}/\">{}</a></li>", html(desk.words.site));
    for (to, name) in pages {
        let current = if to == path { " aria-current=\"page\"" } else { "" };
        let _ = write!(menu, "<li><a href=\"{OWN}{to}\"{current}>{}</a></li>", html(name));
    }
    let body = format!(
        "<nav aria-label=\"{}\"><ul>{menu}</ul></nav>\n<h1>{}</h1>\n{body}",
        html(desk.words.desk),
        html(title)
    );
    Some(frame(server, title, &body))
}

/// Puts a page of the server itself around what it shows. The script that renews it joins it later, as with other pages.
pub(super) fn frame(server: &Server, title: &str, body: &str) -> String {
    let words = words(server.preview.wishes.tongue);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{} – tillit</title>\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"{OWN}live.css\">\n</head>\n\
         <body class=\"tillit-page\">\n<main>\n{body}</main>\n</body>\n</html>\n",
        words.language,
        html(title)
    )
}

fn html(text: &str) -> String {
    escape::html_string(text)
}

/// Fills in the number of a text with two forms.
fn counted(text: &str, count: usize) -> String {
    let (one, other) = text.split_once(" | ").unwrap_or((text, text));
    let form = if count == 1 { one } else { other };
    form.replace("{count}", &count.to_string())
}

/// Begins a word that stands for itself with a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Words, each with whether it stands in the other text, too.
type Compared<'a> = Vec<(&'a str, bool)>;

/// The most pairs of words that are compared; of longer texts all is new.
const MOST_PAIRS: usize = 1_000_000;

/// Compares two texts word by word: what they have in common in the same order stands in both.
fn difference<'a>(before: &'a str, after: &'a str) -> (Compared<'a>, Compared<'a>) {
    let words =
        |text: &'a str| -> Compared<'a> { text.split_whitespace().map(|word| (word, false)).collect() };
    let (mut before, mut after) = (words(before), words(after));
    let (rows, columns) = (before.len(), after.len());
    if rows * columns > MOST_PAIRS {
        return (before, after);
    }
    // How many words what follows has in common, by the number of the word in each.
    let mut common = vec![vec![0_u32; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            common[row][column] = if before[row].0 == after[column].0 {
                common[row + 1][column + 1] + 1
            } else {
                common[row + 1][column].max(common[row][column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if before[row].0 == after[column].0 {
            before[row].1 = true;
            after[column].1 = true;
            row += 1;
            column += 1;
        } else if common[row + 1][column] >= common[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    (before, after)
}

/// Writes words, with an element around those that stand in one text only.
fn marked(words: &[(&str, bool)], element: &str) -> String {
    let parts = words.chunk_by(|(_, one), (_, other)| one == other).map(|part| {
        let words: Vec<&str> = part.iter().map(|(word, _)| *word).collect();
        let words = html(&words.join(" "));
        if part.iter().all(|(_, is_common)| *is_common) {
            words
        } else {
            format!("<{element}>{words}</{element}>")
        }
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// What is made of data, without any text.
struct OfData {
    /// The section or the file under which it is listed.
    group: String,
    key: EntryKey,
    file: SourcePath,
}

struct Desk<'a> {
    server: &'a Server,
    state: &'a State,
    words: &'static Words,
}

impl Desk<'_> {
    /// All entries by language, with how each stands: those that have texts, and those that are made of data alone.
    fn overview(&self, section: Option<&str>) -> String {
        let world = &self.state.built.world;
        let site = &world.site;
        let standings = status::survey(site, &self.state.folder.sources);
        let withheld = self.withheld();
        let of_data = self.of_data();
        let mut rows: BTreeMap<(&str, &EntryKey), BTreeMap<&LanguageTag, String>> = BTreeMap::new();
        for standing in &standings {
            let row = rows
                .entry((standing.section.as_str(), &standing.entry))
                .or_default();
            row.insert(&standing.language, self.cell(standing, &withheld));
        }
        let mut missing = 0;
        for OfData { group, key, file } in &of_data {
            // What has texts, too, was told as they stand.
            rows.entry((group, key)).or_insert_with(|| {
                missing += site
                    .config
                    .tags()
                    .filter(|tag| world.card(key, tag).is_none())
                    .count();
                let cells = site
                    .config
                    .tags()
                    .map(|tag| (tag, self.cell_of_data(key, tag, file)));
                cells.collect()
            });
        }
        let mut sections: BTreeMap<&str, usize> = BTreeMap::new();
        for (section, _) in rows.keys() {
            *sections.entry(section).or_default() += 1;
        }
        let name = |id: &str| match self.title(&EntryKey::Section(id.to_owned())) {
            Some((title, language)) => format!("<span lang=\"{language}\">{}</span>", html(&title)),
            // A file, or a folder that has no text of its own.
            None if id.is_empty() => "/".to_owned(),
            None => html(id),
        };
        let mut out = String::new();
        let _ = writeln!(
            out,
            "<p>{}</p>",
            self.summary(&standings, withheld.len(), missing)
        );
        out.push_str("<ul class=\"sections\">");
        for (id, count) in &sections {
            let query = escape::percent(id, b"/");
            let _ = write!(
                out,
                "<li><a href=\"{OWN}?section={query}\">{}</a> {count}</li>",
                name(id)
            );
        }
        out.push_str("</ul>\n");
        let shown: Vec<_> = rows
            .iter()
            .filter(|((of, _), _)| section.is_none_or(|section| section == *of))
            .collect();
        let languages: Vec<&LanguageTag> = site.config.tags().collect();
        out.push_str("<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><td></td>");
        for language in &languages {
            let _ = write!(out, "<th scope=\"col\">{language}</th>");
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for ((_, key), states) in shown.iter().take(MOST_ROWS) {
            let title = self
                .title(key)
                .map(|(title, language)| format!("<span lang=\"{language}\">{}</span> ", html(&title)));
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{}<small>{}</small></th>",
                title.unwrap_or_default(),
                html(&key.reference())
            );
            for language in &languages {
                let cell = states.get(language).map(String::as_str);
                let _ = write!(out, "<td>{}</td>", cell.unwrap_or_default());
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table></div>\n");
        if shown.len() > MOST_ROWS {
            let _ = writeln!(
                out,
                "<p>{}</p>",
                counted(self.words.more, shown.len() - MOST_ROWS)
            );
        }
        if !withheld.is_empty() {
            let _ = writeln!(out, "<h2>{}</h2>\n<ul>", self.words.drafts);
            for path in &withheld {
                let _ = writeln!(out, "<li>{}</li>", self.edit_link(path, None));
            }
            out.push_str("</ul>\n");
        }
        out
    }

    /// Returns what an entry is called in the language of whoever reads the desk; else in the site's first, or in any.
    fn title(&self, key: &EntryKey) -> Option<(Arc<str>, &LanguageTag)> {
        let world = &self.state.built.world;
        let config = &world.site.config;
        let tongue = self.server.preview.wishes.tongue;
        let is_own = |tag: &&LanguageTag| Tongue::parse(tag.as_str()) == Some(tongue);
        let mut tags: Vec<&LanguageTag> = config.tags().collect();
        // `false` comes first, and the order of the settings stays otherwise.
        tags.sort_by_key(|tag| (!is_own(tag), **tag != config.default_language));
        let mut titles = tags.into_iter().map(|tag| (world.title(key, tag), tag));
        titles.find(|(title, _)| !title.is_empty())
    }

    /// Returns how many texts there are of each kind that somebody may want to do something about. `missing` is what is
    /// missing besides texts.
    fn summary(&self, standings: &[Standing], withheld: usize, missing: usize) -> String {
        let count = |is: fn(&status::State) -> bool| standings.iter().filter(|one| is(&one.state)).count();
        let parts = [
            (
                count(|state| matches!(state, status::State::Outdated { .. })),
                self.words.outdated,
            ),
            (
                count(|state| matches!(state, status::State::Unrecorded)),
                self.words.unrecorded,
            ),
            (
                count(|state| matches!(state, status::State::Missing)).saturating_sub(withheld) + missing,
                self.words.missing,
            ),
            (withheld, self.words.drafts),
        ];
        let parts = parts.map(|(count, word)| format!("{}: {count}", html(&capitalised(word))));
        parts.join(" · ")
    }

    /// Returns what is made of data: what stands in sections, by its section; terms and people, by their file.
    fn of_data(&self) -> Vec<OfData> {
        let site = &self.state.built.world.site;
        let in_sections = site.entries.iter().filter_map(|(key, entry)| {
            Some(OfData {
                group: entry.section.clone().unwrap_or_default(),
                key: key.clone(),
                file: entry.data.as_ref()?.file.path.clone(),
            })
        });
        let in_file = |key: EntryKey, file: &str| OfData {
            group: file.to_owned(),
            key,
            file: SourcePath::new(file),
        };
        let terms = site.glossary.keys().cloned().map(EntryKey::Term);
        let terms = terms.map(|key| in_file(key, "content/glossary.yaml"));
        let people = site.people.keys().cloned().map(EntryKey::Person);
        let people = people.map(|key| in_file(key, "content/people.yaml"));
        in_sections.chain(terms).chain(people).collect()
    }

    /// Returns how what is made of data stands in a language: it is there, or it is missing.
    fn cell_of_data(&self, key: &EntryKey, language: &LanguageTag, file: &SourcePath) -> String {
        let words = self.words;
        match self.state.built.world.card(key, language) {
            Some(card) => format!(
                "<span class=\"links\"><a href=\"{}\">{}</a> {}</span>",
                html(&card.href),
                words.page,
                self.edit(file)
            ),
            None => format!(
                "<span class=\"missing\">{}</span> <span class=\"links\">{}</span>",
                words.missing,
                self.edit(file)
            ),
        }
    }

    /// Returns the files of texts that are not published: drafts, and those dated after today.
    fn withheld(&self) -> Vec<SourcePath> {
        let site = &self.state.built.world.site;
        let is_shown = |path: &SourcePath, key: &EntryKey| {
            let translations = site
                .entry(key)
                .into_iter()
                .flat_map(|entry| entry.translations.values());
            translations
                .into_iter()
                .any(|translation| translation.path == *path)
        };
        let paths = site.by_path.iter().filter(|(path, key)| !is_shown(path, key));
        paths.map(|(path, _)| path.clone()).collect()
    }

    fn cell(&self, standing: &Standing, withheld: &[SourcePath]) -> String {
        let words = self.words;
        let word = match &standing.state {
            status::State::Original => words.original,
            status::State::Current => words.current,
            status::State::Outdated { .. } => words.outdated,
            status::State::Differs => words.differs,
            status::State::Unrecorded => words.unrecorded,
            status::State::Draft => words.draft,
            status::State::Missing => {
                let site = &self.state.built.world.site;
                let ending = format!(".{}.md", standing.language);
                let draft = withheld.iter().find(|path| {
                    site.by_path.get(*path) == Some(&standing.entry) && path.as_str().ends_with(&ending)
                });
                return match draft {
                    Some(path) => format!(
                        "<span class=\"draft\">{}</span> <span class=\"links\">{}</span>",
                        words.draft,
                        self.edit(path)
                    ),
                    None => format!("<span class=\"missing\">{}</span>", words.missing),
                };
            }
        };
        let class = match &standing.state {
            status::State::Outdated { .. } => "outdated",
            status::State::Unrecorded => "unrecorded",
            _ => "fine",
        };
        let card = self.state.built.world.card(&standing.entry, &standing.language);
        let href = card.map(|card| card.href.to_string()).unwrap_or_default();
        let mut cell = format!("<a href=\"{}\">{}</a>", html(&href), words.page);
        if let Some(path) = &standing.file {
            let _ = write!(cell, " {}", self.edit(path));
            if standing.original.is_some() && standing.from.is_some() {
                let query = escape::percent(path.as_str(), b"/");
                let _ = write!(
                    cell,
                    " <a href=\"{OWN}compare?text={query}\">{}</a>",
                    words.compare
                );
            }
        }
        format!("<span class=\"{class}\">{word}</span> <span class=\"links\">{cell}</span>")
    }

    fn edit(&self, path: &SourcePath) -> String {
        let href = self.server.edit(path.as_str(), None);
        format!(
            "<a href=\"{}\" aria-label=\"{}: {}\">{}</a>",
            html(&href),
            html(self.words.edit),
            html(path.as_str()),
            html(self.words.write)
        )
    }

    fn edit_link(&self, path: &SourcePath, line: Option<usize>) -> String {
        let href = self.server.edit(path.as_str(), line);
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        format!(
            "<a href=\"{}\" aria-label=\"{}: {path}{line}\">{path}{line}</a>",
            html(&href),
            html(self.words.edit),
            path = html(path.as_str())
        )
    }

    fn faults(&self) -> String {
        let faults = self.server.preview.faults();
        let mut out = self.told(&faults.diagnostics);
        if !faults.complete {
            let _ = writeln!(out, "<p>{}</p>", html(self.words.looking));
        }
        out
    }

    /// What `tillit check` tells: overdue reviews, files that nobody uses, and the like.
    fn check(&self) -> String {
        let mut found = self
            .state
            .checked(self.server.preview.wishes.options.today)
            .to_vec();
        let known = self.server.preview.faults();
        found.retain(|diagnostic| known.diagnostics.binary_search(diagnostic).is_err());
        self.told(&found)
    }

    fn told(&self, diagnostics: &[Diagnostic]) -> String {
        if diagnostics.is_empty() {
            return format!("<p>{}</p>\n", html(self.words.no_faults));
        }
        let text_of = |path: &SourcePath| self.state.text(path);
        let tongue = self.server.preview.wishes.tongue;
        let mut out = String::from("<ol>\n");
        for diagnostic in diagnostics.iter().take(MOST_ROWS) {
            let text = terminal::one(diagnostic, &text_of, tongue);
            let mut parts = String::new();
            for part in terminal::parts(&text) {
                // What can be scrolled is reached by the keyboard.
                let quoted = if part.is_quoted {
                    " class=\"quoted\" tabindex=\"0\""
                } else {
                    ""
                };
                let _ = write!(parts, "<pre{quoted}>{}</pre>", html(&part.text));
            }
            let class = match diagnostic.severity() {
                crate::diagnostic::Severity::Error => "error",
                crate::diagnostic::Severity::Warning => "warning",
            };
            let link = diagnostic.span.as_ref().map(|span| {
                let text = text_of(&span.path);
                let line = text.map(|text| Lines::new(text).line_and_column(span.range.start).0);
                self.edit_link(&span.path, line)
            });
            let link = link.unwrap_or_default();
            let _ = writeln!(out, "<li class=\"{class}\">{parts}{link}</li>");
        }
        out.push_str("</ol>\n");
        if let Some(more @ 1..) = diagnostics.len().checked_sub(MOST_ROWS) {
            let _ = writeln!(out, "<p>{}</p>", counted(self.words.more, more));
        }
        out
    }

    fn subjects(&self) -> String {
        let world = &self.state.built.world;
        let languages: Vec<&LanguageTag> = world.site.config.tags().collect();
        let mut out = String::from("<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><td></td>");
        for language in &languages {
            let _ = write!(out, "<th scope=\"col\">{language}</th>");
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for id in world.site.subjects.keys() {
            let key = EntryKey::Subject(id.clone());
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", html(id));
            for language in &languages {
                let cell = world.card(&key, language).map(|card| {
                    let count = card.count.unwrap_or_default();
                    format!(
                        "<a href=\"{}\">{}</a> {count}",
                        html(&card.href),
                        html(&card.title)
                    )
                });
                let _ = write!(out, "<td>{}</td>", cell.unwrap_or_default());
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table></div>\n");
        if !world.site.subjects.is_empty() {
            let file = self.edit_link(&SourcePath::new("content/subjects.yaml"), None);
            let _ = writeln!(out, "<p>{file}</p>");
        }
        out
    }

    /// A box that leads to the search of each language, where results show their scores.
    fn search(&self) -> String {
        let world = &self.state.built.world;
        let mut out = format!(
            "<p>{}</p>\n<form class=\"search\"><input type=\"hidden\" name=\"debug\" value=\"1\">\n\
             <label>{} <input type=\"search\" name=\"q\" required></label>\n",
            html(self.words.with_scores),
            html(self.words.search_for)
        );
        for language in &world.site.config.languages {
            if let Some(card) = world.card(&EntryKey::Search, &language.tag) {
                let _ = writeln!(
                    out,
                    "<button formaction=\"{}\" lang=\"{}\">{}</button>",
                    html(&card.href),
                    language.tag,
                    html(&language.name)
                );
            }
        }
        out.push_str("</form>\n");
        out
    }

    /// A translation beside its original, with the blocks marked that have changed since.
    fn compare(&self, text: &str) -> Option<String> {
        let site = &self.state.built.world.site;
        let sources = &self.state.folder.sources;
        let path = SourcePath::new(text);
        let key = site.by_path.get(&path)?;
        let standing = status::survey(site, sources);
        let standing = standing
            .into_iter()
            .find(|standing| standing.entry == *key && standing.file.as_ref() == Some(&path))?;
        let original = standing.original.as_ref()?;
        let changes: &[Change] = match &standing.state {
            status::State::Outdated { changes, .. } => changes,
            _ => &[],
        };
        let words = self.words;
        let mut out = String::new();
        if let Some((title, language)) = self.title(key) {
            let _ = writeln!(out, "<p lang=\"{language}\">{}</p>", html(&title));
        }
        let is_unrecorded = matches!(standing.state, status::State::Unrecorded);
        if changes.is_empty() && !is_unrecorded {
            let _ = writeln!(out, "<p>{}</p>", html(words.nothing_changed));
        } else {
            let _ = writeln!(
                out,
                "<p>{} <code>tillit translated {}</code></p>",
                html(words.when_the_same),
                html(path.as_str())
            );
        }
        let from = standing
            .from
            .as_ref()
            .map(LanguageTag::as_str)
            .unwrap_or_default();
        for change in changes {
            let what = match change.what {
                What::Added => words.added,
                What::Removed => words.removed,
                What::Changed => words.changed,
                What::Moved => words.relocated,
            };
            let _ = write!(out, "<div class=\"change\"><h2>{}</h2>", html(what));
            let before = change.before.as_deref().unwrap_or_default();
            let after = change.after.as_deref().unwrap_or_default();
            let (before, after) = difference(before, after);
            for (element, words) in [("del", before), ("ins", after)] {
                if !words.is_empty() {
                    let shown = marked(&words, element);
                    let _ = write!(out, "<p lang=\"{}\">{shown}</p>", html(from));
                }
            }
            out.push_str("</div>\n");
        }
        let lines: BTreeMap<usize, bool> = changes
            .iter()
            .filter_map(|change| Some((change.line?, change.may_have_more_lines())))
            .collect();
        let column = |path: &SourcePath, language: &str, marked: &BTreeMap<usize, bool>| {
            let text = &sources.text(path.as_str())?.text;
            let mut shown = String::new();
            let mut goes_on = false;
            for (number, line) in text.lines().enumerate() {
                goes_on = match marked.get(&(number + 1)) {
                    Some(may_go_on) => *may_go_on,
                    None => goes_on && !line.trim().is_empty(),
                };
                let line = html(line);
                if goes_on || marked.contains_key(&(number + 1)) {
                    let _ = writeln!(shown, "<mark>{line}</mark>");
                } else {
                    let _ = writeln!(shown, "{line}");
                }
            }
            let head = self.edit_link(path, None);
            Some(format!(
                "<section><h2>{head}</h2><pre tabindex=\"0\" lang=\"{}\">{shown}</pre></section>",
                html(language)
            ))
        };
        let _ = writeln!(
            out,
            "<div class=\"two\" id=\"beside\">{}{}</div>",
            column(original, from, &lines)?,
            column(&path, standing.language.as_str(), &BTreeMap::new())?
        );
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_are_marked_in_both_texts() {
        let shown = |before: &str, after: &str| {
            let (before, after) = difference(before, after);
            (marked(&before, "del"), marked(&after, "ins"))
        };
        let both = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(
            shown("A bond of trust & hope", "A strong bond of faith & love"),
            both(
                "A bond of <del>trust</del> &amp; <del>hope</del>",
                "A <ins>strong</ins> bond of <ins>faith</ins> &amp; <ins>love</ins>"
            )
        );
        assert_eq!(shown("", "New <b>"), both("", "<ins>New &lt;b&gt;</ins>"));
        assert_eq!(shown("Old", ""), both("<del>Old</del>", ""));
        assert_eq!(shown("Same text", "Same text"), both("Same text", "Same text"));
        let long = "word ".repeat(1001);
        assert!(shown(&long, &long).0.starts_with("<del>word word"));
    }
}
