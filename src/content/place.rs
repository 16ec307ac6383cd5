//! What a path means. The only module that knows the conventions of the site's folder.

use super::data::DataKind;
use crate::config;
use crate::language::LanguageTag;
use crate::source::is_misnamed_settings;
use crate::span::SourcePath;

/// The files of works, the one in BibTeX first.
pub const BIBLIOGRAPHIES: [&str; 2] = ["content/references.bib", "content/references.yaml"];

/// What a file of the site is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `tillit.yaml`.
    Config,
    /// `content/people.yaml`.
    People,
    /// `content/subjects.yaml`.
    Subjects,
    /// `content/glossary.yaml`.
    Glossary,
    /// One of [`BIBLIOGRAPHIES`].
    Bibliography,
    /// A file in `content` whose name ends in `.csl`: a style of citations.
    Style,
    /// `<id>/instrument.yaml` and the like: data that an entry is made of.
    Data {
        /// What it describes.
        kind: DataKind,
        /// The entry's id.
        id: String,
        /// The folder below `content` that holds the entry's own folder, and from which its section is found.
        folder: String,
        /// The folder of its own.
        bundle: String,
    },
    /// `_index.<language>.md`: the page of a section. The id is its folder below `content`, empty for the front page.
    Section {
        /// The section's id.
        id: String,
        /// The language as written.
        language: String,
    },
    /// `<id>/index.<language>.md` or `<id>.<language>.md`.
    Article {
        /// The article's id.
        id: String,
        /// The folder below `content` that holds it, and from which its section is found.
        folder: String,
        /// The folder of its own, if it has one.
        bundle: Option<String>,
        /// The language as written.
        language: String,
    },
    /// `<name>.<language>.original.txt`: what the text at this path was made from.
    Record(SourcePath),
    /// Another file in `content`: an image, a download.
    Companion,
    /// A file of `static`, copied as it is to this output path.
    Static(String),
    /// A template of the site or of a theme.
    Template {
        /// The theme, or `None` for the site's own.
        theme: Option<String>,
        /// Its name, such as `article.html`.
        name: String,
    },
    /// UI strings.
    Strings {
        /// The theme, or `None` for the site's own (`templates/strings/`).
        theme: Option<String>,
        /// The language as written.
        language: String,
    },
    /// A file that a theme brings along: a style sheet, a script.
    ThemeAsset {
        /// The theme.
        theme: String,
        /// Its name, such as `css/site.css`.
        name: String,
    },
    /// Nobody knows; or it has nearly the name of a text or of data.
    Unplaced,
}

/// What the name of a record has where that of its text has `.md`.
const RECORD_ENDING: &str = ".original.txt";

/// Returns where the record of a text lies.
pub fn record_path(text: &SourcePath) -> SourcePath {
    let path = text.as_str();
    SourcePath::new(&format!(
        "{}{RECORD_ENDING}",
        path.strip_suffix(".md").unwrap_or(path)
    ))
}

/// Tells what a path means.
pub fn place(path: &SourcePath) -> Place {
    let text = path.as_str();
    if text == config::FILE_NAME || is_misnamed_settings(text) {
        return Place::Config;
    }
    let Some((top, rest)) = text.split_once('/') else {
        return Place::Unplaced;
    };
    match top {
        "content" => content(rest),
        "static" => Place::Static(rest.to_owned()),
        "templates" => theme_file(None, rest),
        "themes" => match rest.split_once('/') {
            Some((theme, rest)) => in_theme(theme, rest),
            None => Place::Unplaced,
        },
        _ => Place::Unplaced,
    }
}

fn in_theme(theme: &str, rest: &str) -> Place {
    match rest.split_once('/') {
        Some(("templates", name)) => Place::Template {
            theme: Some(theme.to_owned()),
            name: name.to_owned(),
        },
        Some(("static", name)) => Place::ThemeAsset {
            theme: theme.to_owned(),
            name: name.to_owned(),
        },
        Some(("strings", name)) => strings(Some(theme.to_owned()), name),
        _ => Place::Unplaced,
    }
}

fn theme_file(theme: Option<String>, rest: &str) -> Place {
    match rest.strip_prefix("strings/") {
        Some(name) => strings(theme, name),
        None => Place::Template {
            theme,
            name: rest.to_owned(),
        },
    }
}

fn strings(theme: Option<String>, name: &str) -> Place {
    match name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) {
        Some(language) => Place::Strings {
            theme,
            language: language.to_owned(),
        },
        None => Place::Unplaced,
    }
}

/// Returns what a file of `content` should be called that has nearly the name of a text or of data: some programs write
/// `.MD` or `.yml`, or add `.txt`, which systems then hide. `below` is its path below `content`.
pub fn right_name(below: &str) -> Option<String> {
    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
    let small = name.to_ascii_lowercase();
    let without = |endings: &[&str]| {
        let ending = endings.iter().find(|ending| small.ends_with(**ending))?;
        Some(name.len() - ending.len())
    };
    if let Some(length) = without(&[".md.txt", ".markdown", ".mkd", ".mdx", ".md"]) {
        return Some(format!("{}.md", &name[..length])).filter(|right| right != name);
    }
    let right = match (
        without(&[".yaml.txt", ".yml.txt", ".yml", ".yaml"]),
        without(&[".bib.txt", ".bibtex", ".bib"]),
    ) {
        (Some(length), _) => format!("{}.yaml", &small[..length]),
        (None, Some(length)) => format!("{}.bib", &small[..length]),
        (None, None) => return None,
    };
    let is_data = match folder {
        "" => of_site(&right).is_some(),
        _ => DataKind::of_file_name(&right).is_some(),
    };
    (is_data && right != name).then_some(right)
}

/// Returns what a file in `content` itself is for, if it has one of the names that mean something.
fn of_site(name: &str) -> Option<Place> {
    match name {
        "people.yaml" => Some(Place::People),
        "subjects.yaml" => Some(Place::Subjects),
        "glossary.yaml" => Some(Place::Glossary),
        "references.bib" | "references.yaml" => Some(Place::Bibliography),
        _ => None,
    }
}

fn content(rest: &str) -> Place {
    if let Some(place) = of_site(rest) {
        return place;
    }
    let (folder, name) = rest.rsplit_once('/').unwrap_or(("", rest));
    if let Some(stem) = name.strip_suffix(RECORD_ENDING)
        && let Some((_, language)) = stem.rsplit_once('.')
        && LanguageTag::parse(language).is_some()
    {
        let below = rest.strip_suffix(RECORD_ENDING).unwrap_or(rest);
        return Place::Record(SourcePath::new(&format!("content/{below}.md")));
    }
    if let (Some(kind), false) = (DataKind::of_file_name(name), folder.is_empty()) {
        let (parent, id) = folder.rsplit_once('/').unwrap_or(("", folder));
        return Place::Data {
            kind,
            id: id.to_owned(),
            folder: parent.to_owned(),
            bundle: folder.to_owned(),
        };
    }
    if name.ends_with(".csl") {
        return Place::Style;
    }
    let Some(stem) = name.strip_suffix(".md") else {
        return match right_name(rest) {
            Some(_) => Place::Unplaced,
            None => Place::Companion,
        };
    };
    let Some((id, language)) = stem.rsplit_once('.') else {
        return Place::Unplaced;
    };
    let language = language.to_owned();
    match id {
        "_index" => Place::Section {
            id: folder.to_owned(),
            language,
        },
        "index" => match folder
            .rsplit_once('/')
            .or((!folder.is_empty()).then_some(("", folder)))
        {
            Some((parent, id)) => Place::Article {
                id: id.to_owned(),
                folder: parent.to_owned(),
                bundle: Some(folder.to_owned()),
                language,
            },
            None => Place::Unplaced,
        },
        _ => Place::Article {
            id: id.to_owned(),
            folder: folder.to_owned(),
            bundle: None,
            language,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Place {
        place(&SourcePath::new(path))
    }

    #[test]
    fn bundles_and_flat_files_are_the_same_article() {
        let Place::Article {
            id,
            folder,
            bundle,
            language,
        } = of("content/articles/rupture/index.nb.md")
        else {
            unreachable!("a bundle is an article")
        };
        assert_eq!(
            (id.as_str(), folder.as_str(), language.as_str()),
            ("rupture", "articles", "nb")
        );
        assert_eq!(bundle.as_deref(), Some("articles/rupture"));
        let flat = Place::Article {
            id: "about".into(),
            folder: String::new(),
            bundle: None,
            language: "de".into(),
        };
        assert_eq!(of("content/about.de.md"), flat);
    }

    #[test]
    fn sections_and_files_are_told_apart() {
        assert_eq!(
            of("content/_index.sv.md"),
            Place::Section {
                id: String::new(),
                language: "sv".into()
            }
        );
        assert_eq!(
            of("content/a/b/_index.sv.md"),
            Place::Section {
                id: "a/b".into(),
                language: "sv".into()
            }
        );
        assert_eq!(of("content/articles/rupture/figure.png"), Place::Companion);
        assert_eq!(of("content/a/own.csl"), Place::Style);
        assert_eq!(of("content/index.nb.md"), Place::Unplaced);
        assert_eq!(of("content/articles/rupture.md"), Place::Unplaced);
        for (below, right) in [
            ("Über.de.MD", Some("Über.de.md")),
            ("a/trust.en.md.txt", Some("trust.en.md")),
            ("trust.en.Markdown", Some("trust.en.md")),
            ("a/Course.yml", Some("course.yaml")),
            ("People.yaml.txt", Some("people.yaml")),
            ("references.BibTeX", Some("references.bib")),
            ("trust.en.md", None),
            ("notes.txt", None),
            ("trust.en.mdß", None),
            ("a/course.yaml", None),
            ("a/people.yml", None),
            ("course.yml", None),
            ("a/references.bibtex", None),
        ] {
            assert_eq!(right_name(below).as_deref(), right, "{below}");
        }
        assert_eq!(of("content/a/trust.en.markdown"), Place::Unplaced);
        assert_eq!(of("content/a/notes.txt"), Place::Companion);
        let text = SourcePath::new("content/a/b.sv.md");
        assert_eq!(record_path(&text).as_str(), "content/a/b.sv.original.txt");
        assert_eq!(place(&record_path(&text)), Place::Record(text));
        assert_eq!(of("content/a/scan.original.txt"), Place::Companion);
        assert_eq!(of("static/CNAME"), Place::Static("CNAME".into()));
        assert_eq!(
            of("themes/x/static/css/a.css"),
            Place::ThemeAsset {
                theme: "x".into(),
                name: "css/a.css".into()
            }
        );
    }
}
