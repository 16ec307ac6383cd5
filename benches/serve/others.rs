//! The servers of Hugo and Zola, on the same texts, where they are on the PATH.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Result;
use crate::server::Server;
use crate::site::LANGUAGES;

const PAGE: &str = "<!DOCTYPE html><title>TITLE</title><h1>TITLE</h1>CONTENT";

/// Measures what is there.
pub(crate) fn measure(root: &Path, folder: &Path, rounds: usize) -> Result<()> {
    let is_there = |name: &str| Command::new(name).arg("--help").output().is_ok();
    if is_there("hugo") {
        let site = folder.join("hugo");
        let page = PAGE
            .replace("TITLE", "{{ .Title }}")
            .replace("CONTENT", "{{ .Content }}");
        let list = format!(
            "{page}{{{{ range .Pages }}}}<a href=\"{{{{ .RelPermalink }}}}\">{{{{ .Title }}}}</a>{{{{ end }}}}"
        );
        let mut settings = "baseURL = 'http://127.0.0.1:8431/'\ndefaultContentLanguage = 'en'\n\
                            defaultContentLanguageInSubdir = true\n"
            .to_owned();
        for language in &LANGUAGES {
            let _ = writeln!(settings, "[languages.{}]", language.tag);
        }
        write(&site, "hugo.toml", &settings)?;
        write(&site, "layouts/_default/single.html", &page)?;
        write(&site, "layouts/_default/list.html", &list)?;
        write(&site, "layouts/index.html", &list)?;
        copy(&root.join("content"), &site.join("content"))?;
        let start = || {
            let mut command = Command::new("hugo");
            command
                .args(["server", "--port", "8431", "--disableLiveReload", "--source"])
                .arg(&site);
            command
        };
        one("hugo", &site, start(), "127.0.0.1:8431", rounds)?;
    }
    if is_there("zola") {
        let site = folder.join("zola");
        let page = PAGE
            .replace("TITLE", "{{ page.title }}")
            .replace("CONTENT", "{{ page.content | safe }}");
        let list = PAGE
            .replace("TITLE", "{{ section.title }}")
            .replace("CONTENT", "{{ section.content | safe }}");
        let mut settings = "base_url = 'http://127.0.0.1:8432'\ndefault_language = 'en'\n".to_owned();
        for language in LANGUAGES.iter().filter(|language| language.tag != "en") {
            let _ = writeln!(settings, "[languages.{}]", language.tag);
        }
        write(&site, "config.toml", &settings)?;
        write(&site, "templates/page.html", &page)?;
        write(&site, "templates/section.html", &list)?;
        write(&site, "templates/index.html", &list)?;
        copy(&root.join("content"), &site.join("content"))?;
        // Its default language has no tag in its names.
        rename_english(&site.join("content"))?;
        let mut command = Command::new("zola");
        command.arg("--root").arg(&site).args(["serve", "--port", "8432"]);
        one("zola", &site, command, "127.0.0.1:8432", rounds)?;
    }
    Ok(())
}

fn write(site: &Path, path: &str, text: &str) -> Result<()> {
    let place = site.join(path);
    fs::create_dir_all(place.parent().ok_or("no folder")?)?;
    fs::write(place, text)?;
    Ok(())
}

/// Copies the texts with a head that all know: the title alone. Links to articles lose their targets.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let place = entry?.path();
        let Some(name) = place.file_name() else { continue };
        if place.is_dir() {
            copy(&place, &to.join(name))?;
        } else if place.extension().is_some_and(|ending| ending == "md") {
            let text = fs::read_to_string(&place)?;
            let mut parts = text.splitn(3, "---\n").skip(1);
            let (head, body) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let title = head
                .lines()
                .find(|line| line.starts_with("title:"))
                .unwrap_or("title: A");
            let body = body.replace("](article:", "](#").replace("](../", "](#");
            fs::write(to.join(name), format!("---\n{title}\n---\n{body}"))?;
        }
    }
    Ok(())
}

fn rename_english(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let place = entry?.path();
        if place.is_dir() {
            rename_english(&place)?;
        } else if let Some(stem) = place.to_string_lossy().strip_suffix(".en.md") {
            fs::rename(&place, format!("{stem}.md"))?;
        }
    }
    Ok(())
}

fn one(name: &str, site: &Path, mut command: Command, address: &str, rounds: usize) -> Result<()> {
    let begun = Instant::now();
    let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let server = Server::of(process, address);
    server.until("/nb/", |answer| answer.starts_with("HTTP/1.1 200"))?;
    println!(
        "{name}: start to first page      {:>8.0} ms",
        begun.elapsed().as_secs_f64() * 1000.0
    );
    std::thread::sleep(Duration::from_secs(2));
    let place = site.join("content/articles/a0/index.nb.md");
    let text = fs::read_to_string(&place)?;
    let mut times = Vec::new();
    for round in 0..rounds {
        let begun = Instant::now();
        fs::write(&place, format!("{text}\nmark{round}x\n"))?;
        server.until("/nb/articles/a0/", |answer| {
            answer.contains(&format!("mark{round}x"))
        })?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
        std::thread::sleep(Duration::from_millis(700));
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{name}: body of a text {:>9.0} ms median {:>9.0} ms worst",
        times[times.len() / 2],
        times.last().copied().unwrap_or_default()
    );
    Ok(())
}
