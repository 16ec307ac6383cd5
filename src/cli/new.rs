//! `tillit new`: a small but complete site to begin with.

#![allow(
    clippy::disallowed_methods,
    reason = "these files are the author's, not the site's output"
)]

mod words;

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use super::args::NewArguments;
use super::texts::Texts;
use super::{FINE, Failure, Voice, WRONG_USE, schema, write};
use crate::config;
use crate::content::place::record_path;
use crate::content::record::Record;
use crate::content::schema::Written;
use crate::date::Date;
use crate::diagnostic::{Phrase, Tongue, fill};
use crate::language::LanguageTag;
use words::{Words, words};

/// What may be in the folder of a new site: nothing but the record that Git keeps.
const GIT: &str = ".git";

/// Where the schemas of a new site stand: beside the settings of VS Code, which names them.
const SCHEMAS: &str = ".vscode/schemas";

pub(super) fn run(arguments: &NewArguments, voice: Voice) -> Result<u8, Failure> {
    let folder = arguments.folder.as_path();
    let taken = match is_taken(folder) {
        Ok(false) => None,
        Ok(true) => Some(Phrase::FolderNotEmpty.with("folder", folder.display())),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Some(Phrase::FileThere.with("file", folder.display()))
        }
        Err(error) => return Err(named(Phrase::CannotRead, folder, error)),
    };
    if let Some(saying) = taken {
        voice.fail(saying);
        return Ok(WRONG_USE);
    }
    let languages = languages(&arguments.languages, voice.tongue);
    let today = arguments.today.unwrap_or_else(Date::today);
    for (path, text) in files(&languages, arguments.title.as_deref(), today, voice.tongue) {
        let path = folder.join(path);
        if let Some(above) = path.parent() {
            fs::create_dir_all(above).map_err(|error| named(Phrase::CannotMakeFolder, above, error))?;
        }
        write::create(&path, &text)?;
    }
    schema::write_all(&folder.join(SCHEMAS), &Written::ALL)?;
    record_translations(folder, today)?;
    // So that `.` is shown as the folder that it is.
    let there = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    voice.remark(Phrase::SiteBegun.with("folder", there.display()));
    voice.remark(Phrase::ShowSiteWith.with("command", command(folder)));
    Ok(FINE)
}

/// Tells whether there is something in a folder. Where there is no folder, there is nothing in it.
fn is_taken(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.try_fold(false, |taken, entry| Ok(taken || entry?.file_name() != GIT)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn named(attempt: Phrase, path: &Path, error: io::Error) -> Failure {
    attempt.with("path", path.display()).saying("reason", error)
}

/// Returns the languages asked for, each once; without any, that of the author and English.
fn languages(asked: &[LanguageTag], tongue: Tongue) -> Vec<LanguageTag> {
    let mut languages: Vec<LanguageTag> = Vec::new();
    let without = LanguageTag::parse(tongue.tag())
        .into_iter()
        .chain([LanguageTag::english()]);
    let asked = asked.iter().cloned();
    let asked: Vec<LanguageTag> = if asked.len() == 0 {
        without.collect()
    } else {
        asked.collect()
    };
    for language in asked {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}

/// Returns the texts of a new site in a language: its own, or English ones.
fn words_in(language: &LanguageTag) -> &'static Words {
    words(Tongue::parse(language.as_str()).unwrap_or_default())
}

/// Returns the paths of the files below the site's folder, with their texts.
fn files(
    languages: &[LanguageTag],
    title: Option<&str>,
    today: Date,
    tongue: Tongue,
) -> Vec<(String, String)> {
    let comments = words(tongue);
    let mut files = vec![
        (
            config::FILE_NAME.to_owned(),
            settings(comments.config, languages, title),
        ),
        ("content/people.yaml".to_owned(), people(comments, languages)),
        ("content/subjects.yaml".to_owned(), subjects(comments, languages)),
        (
            "content/references.bib".to_owned(),
            format!(
                "% {}\n\n{}",
                comments.on_references,
                include_str!("new/references.bib")
            ),
        ),
        (
            "content/articles/reading-time/book.svg".to_owned(),
            include_str!("new/book.svg").to_owned(),
        ),
        (".vscode/settings.json".to_owned(), vscode_settings()),
        (
            ".vscode/extensions.json".to_owned(),
            include_str!("new/extensions.json").to_owned(),
        ),
        (".gitignore".to_owned(), include_str!("new/gitignore").to_owned()),
    ];
    let today = today.to_string();
    for language in languages {
        let words = words_in(language);
        for (beginning, text) in [
            ("content/_index", words.home),
            ("content/articles/_index", words.section),
            ("content/articles/reading-time/index", words.article),
        ] {
            let text = fill(text, |name| match name {
                "language" => Some(language.as_str()),
                "today" => Some(&today),
                _ => None,
            });
            files.push((format!("{beginning}.{language}.md"), text));
        }
    }
    files
}

/// Returns the settings with which VS Code completes and checks what an author writes. Front matter it cannot, and which
/// files are the data of a chart only the texts that show it know.
fn vscode_settings() -> String {
    let of_whole_files = |written: &Written| match written {
        Written::FrontMatter | Written::FrontMatterBesideData | Written::Chart => false,
        Written::Settings
        | Written::Instrument
        | Written::Course
        | Written::Path
        | Written::Glossary
        | Written::People
        | Written::Subjects
        | Written::Strings => true,
    };
    let mut schemas = serde_json::Map::new();
    for written in Written::ALL.into_iter().filter(of_whole_files) {
        schemas.insert(
            format!("./{SCHEMAS}/{}", written.file_name()),
            written.files().into(),
        );
    }
    format!("{:#}\n", serde_json::json!({"yaml.schemas": schemas}))
}

fn settings(template: &str, languages: &[LanguageTag], title: Option<&str>) -> String {
    let default = languages.first().map(LanguageTag::as_str);
    let tags: Vec<&str> = languages.iter().map(LanguageTag::as_str).collect();
    // As wide as the values of the lines around it, so that the remarks stand below each other.
    let order = format!("{:<17}", format!("[{}]", tags.join(", ")));
    let mut list = String::new();
    for language in languages {
        let words = words_in(language);
        // The name fits the language, not its relatives: `nn` has Norwegian texts, too.
        let is_own = Tongue::ALL.iter().any(|tongue| tongue.tag() == language.as_str());
        let name = if is_own { words.name } else { language.as_str() };
        let _ = writeln!(list, "  {language}:\n    name: {name}");
        // A text in JSON is one in YAML.
        let title = title.map(|title| serde_json::Value::from(title).to_string());
        let _ = writeln!(list, "    title: {}", title.as_deref().unwrap_or(words.title));
        let _ = writeln!(list, "    description: {}", words.description);
    }
    fill(template, |name| match name {
        "default" => default,
        "languages" => Some(&list),
        "order" => Some(&order),
        _ => None,
    })
}

fn people(comments: &Words, languages: &[LanguageTag]) -> String {
    let mut text = format!("# {}\neditors:\n", comments.on_people);
    each(&mut text, "name", languages, |words| words.editors);
    each(&mut text, "about", languages, |words| words.editors_about);
    text
}

fn subjects(comments: &Words, languages: &[LanguageTag]) -> String {
    let mut text = format!("# {}\nreading:\n", comments.on_subjects);
    each(&mut text, "name", languages, |words| words.subject);
    each(&mut text, "slug", languages, |words| words.subject_slug);
    each(&mut text, "description", languages, |words| {
        words.subject_description
    });
    text
}

/// Writes a key with a text for each language.
fn each(text: &mut String, key: &str, languages: &[LanguageTag], of: impl Fn(&Words) -> &'static str) {
    let _ = writeln!(text, "  {key}:");
    for language in languages {
        let _ = writeln!(text, "    {language}: {}", of(words_in(language)));
    }
}

/// Records that all texts say what those in the first language say, so that `tillit status` has nothing to ask for.
fn record_translations(folder: &Path, today: Date) -> Result<(), Failure> {
    let site = Texts::read(folder)?.built.world;
    let site = &site.site;
    let Some(first) = site.config.languages.first() else {
        return Ok(());
    };
    for entry in site.all_entries() {
        let Some(original) = entry.translations.get(&first.tag) else {
            continue;
        };
        for text in entry
            .translations
            .values()
            .filter(|text| text.language != first.tag)
        {
            let record = Record::of(original, today, None);
            write::create(&folder.join(record_path(&text.path).as_str()), &record.render())?;
        }
    }
    Ok(())
}

/// Returns the command that shows the site from here.
fn command(folder: &Path) -> String {
    let shown = folder.display().to_string();
    if shown == "." {
        "tillit serve --open".to_owned()
    } else if shown.contains(char::is_whitespace) {
        format!("tillit serve --open --root \"{shown}\"")
    } else {
        format!("tillit serve --open --root {shown}")
    }
}
