//! The edits that are measured.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::Result;
use crate::server::Server;
use crate::site::EDITED;

/// Between two edits; in it the server looks at its other pages, as it does while an editor thinks.
const PAUSE: Duration = Duration::from_millis(700);

const ARTICLE: &str = include_str!("../../themes/default/templates/article.html");

/// The site's own template and words, so that there is something to edit.
pub(crate) fn prepare(root: &Path) -> Result<()> {
    fs::create_dir_all(root.join("templates/strings"))?;
    fs::write(root.join("templates/article.html"), ARTICLE)?;
    fs::write(
        root.join("templates/strings/nb.yaml"),
        "footer:\n  made-with: Med tillit\n",
    )?;
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    Body,
    Title,
    Template,
    Words,
    Settings,
    New,
    Deleted,
}

impl Edit {
    pub(crate) const ALL: [Self; 7] = [
        Self::Body,
        Self::Title,
        Self::Template,
        Self::Words,
        Self::Settings,
        Self::New,
        Self::Deleted,
    ];

    /// What the command line calls it.
    pub(crate) fn case(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Title => "title",
            Self::Template => "template",
            Self::Words => "words",
            Self::Settings => "settings",
            Self::New => "new",
            Self::Deleted => "deleted",
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Body => "body of a text",
            Self::Title => "title, seen in a list",
            Self::Template => "template",
            Self::Words => "word of the interface",
            Self::Settings => "tillit.yaml",
            Self::New => "new file",
            Self::Deleted => "deleted file",
        }
    }
}

/// Makes an edit so many times, and returns how long each took to be seen, in milliseconds.
pub(crate) fn measure(server: &Server, root: &Path, edit: Edit, rounds: usize) -> Result<Vec<f64>> {
    let text = fs::read_to_string(root.join(EDITED))?;
    let own = address(&text)?;
    let mut times = Vec::new();
    for round in 0..rounds {
        let mark = format!("mark{}x{round}", edit as u8);
        let new = root.join(format!("content/articles/new{round}.nb.md"));
        let new_page = format!("/nb/{}/new{round}/", own.split('/').nth(2).unwrap_or_default());
        let (place, content, page) = match edit {
            Edit::Body => (root.join(EDITED), format!("{text}\n{mark}\n"), own.clone()),
            Edit::Title => {
                let rest = text.split_once('\n').and_then(|(_, rest)| rest.split_once('\n'));
                let rest = rest.ok_or("the text has no head")?.1;
                let content = format!("---\ntitle: A {mark}\nweight: -9\n{rest}");
                (
                    root.join(EDITED),
                    content,
                    format!("/nb/{}/", own.split('/').nth(2).unwrap_or_default()),
                )
            }
            Edit::Template => {
                let content = ARTICLE.replace(
                    "{% block main -%}",
                    &format!("{{% block main -%}}\n<p>{mark}</p>"),
                );
                (root.join("templates/article.html"), content, own.clone())
            }
            Edit::Words => {
                let content = format!("footer:\n  made-with: Med {mark}\n");
                (root.join("templates/strings/nb.yaml"), content, own.clone())
            }
            Edit::Settings => {
                let settings = fs::read_to_string(root.join("tillit.yaml"))?;
                let (before, after) = settings.split_once("    title: ").ok_or("there is no title")?;
                let (_, after) = after.split_once('\n').ok_or("there is no title")?;
                let content = format!("{before}    title: Tillit {mark}\n{after}");
                (root.join("tillit.yaml"), content, own.clone())
            }
            Edit::New => (new, format!("---\ntitle: New\n---\n\n{mark}\n"), new_page),
            Edit::Deleted => {
                if !new.exists() {
                    fs::write(&new, "---\ntitle: New\n---\n\nx\n")?;
                    server.until(&new_page, |answer| answer.starts_with("HTTP/1.1 200"))?;
                    std::thread::sleep(PAUSE);
                }
                (new, String::new(), new_page)
            }
        };
        if page == own {
            server.get(&page)?;
        }
        let begun = Instant::now();
        if edit == Edit::Deleted {
            fs::remove_file(&place)?;
            server.until(&page, |answer| answer.starts_with("HTTP/1.1 404"))?;
        } else {
            fs::write(&place, content)?;
            server.until(&page, |answer| answer.contains(&mark))?;
        }
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        std::thread::sleep(PAUSE);
    }
    fs::write(root.join(EDITED), text)?;
    std::thread::sleep(PAUSE);
    Ok(times)
}

/// Returns the address of the page of a text in a folder.
fn address(text: &str) -> Result<String> {
    let slug = text
        .lines()
        .find_map(|line| line.strip_prefix("slug: "))
        .ok_or("there is no slug")?;
    Ok(format!("/nb/articles/{slug}/"))
}

/// Edits one text after the other, and says how much memory the server has.
pub(crate) fn storm(server: &Server, root: &Path, articles: usize, edits: usize) -> Result<()> {
    let say = |after: usize| {
        if let Some(memory) = server.memory() {
            println!("memory after {after:>5} edits      {memory:>8.0} MiB");
        }
    };
    std::thread::sleep(PAUSE * 4);
    say(0);
    for edit in 1..=edits {
        let number = (edit * 7919 % articles) / 12 * 12;
        let place = root.join(format!("content/articles/a{number}/index.nb.md"));
        let text = fs::read_to_string(&place)?;
        let text = text.split("\nedit").next().unwrap_or_default().to_owned();
        fs::write(&place, format!("{text}\nedit {edit}\n"))?;
        std::thread::sleep(Duration::from_millis(15));
        if edit % (edits / 10).max(1) == 0 {
            std::thread::sleep(PAUSE);
            say(edit);
        }
    }
    Ok(())
}
