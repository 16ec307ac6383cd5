//! The arguments of the command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::date::Date;
use crate::diagnostic::Tongue;
use crate::language::LanguageTag;

/// tillit turns articles and data in several languages into a website.
///
/// Give it a folder with `tillit.yaml` and `content/`. `tillit serve` shows the site while you write; `tillit check`
/// finds what is wrong with it; `tillit build` makes the files to publish.
#[derive(Debug, Parser)]
#[command(name = "tillit", version, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    /// The site's folder. Without it: the nearest folder upward that has a `tillit.yaml`.
    #[arg(long, value_name = "FOLDER", global = true)]
    pub(super) root: Option<PathBuf>,
    /// Speak this language: nb, de, sv or en. Without it: the system's language if it is one of these, else English.
    /// This help, and what is wrong with a command itself, are in English only.
    #[arg(long, value_name = "LANGUAGE", global = true, value_parser = tongue)]
    pub(super) lang: Option<Tongue>,
    /// Say nothing but what is wrong.
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXIT_CODES: &str = "The command ends with 0 if all is well, 1 if the site has errors, 2 if it was used wrongly, \
                          3 if the machine failed (a disk, a port), and 130 or 143 if it was stopped.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Begin a site of your own: a small one that is complete, with an article in each language.
    New(NewArguments),
    /// Make the website's files.
    ///
    /// All pages are written to a new folder, which then takes the place of the old one in a single step. If the site
    /// has errors, nothing is replaced. Files that did not change keep their time, so that uploading is quick.
    Build(BuildArguments),
    /// Find what is wrong with the site, and write nothing.
    ///
    /// Every page is made, as `build` makes it, and the site is looked at as a whole. The faults are shown for people,
    /// or written to the standard output for programs.
    Check(CheckArguments),
    /// Explain a fault by its code, such as `dead-link`, with a wrong and a right example.
    Explain {
        /// The code, as it stands in brackets before a fault. Without it: a list of all codes.
        code: Option<String>,
    },
    /// Write the JSON Schemas of what you write, with which editors complete and check it.
    ///
    /// Without a name: a list of all schemas, and of the files that they are for.
    Schema(SchemaArguments),
    /// Show the site in a browser while you write.
    ///
    /// The site is kept in memory; nothing is written. Save a file, and the page in the browser changes with it.
    Serve(ServeArguments),
    /// Show what is translated, and what is to be done.
    ///
    /// A table of sections and languages, and for each translation that is behind what has changed in its original.
    /// Drafts and pages dated after today count as well.
    Status(StatusArguments),
    /// Take a file of the theme over, to change it.
    Theme(ThemeArguments),
    /// Begin a translation: a file with the original's front matter and headings.
    ///
    /// The new file is a draft, so it is not published until you take out `draft: true`.
    Translate(TranslateArguments),
    /// Record that translations say what their originals say now.
    Translated(TranslatedArguments),
}

#[derive(Args, Debug)]
pub(super) struct NewArguments {
    /// The folder to make. If it is there, it has to be empty.
    #[arg(value_name = "FOLDER")]
    pub(super) folder: PathBuf,
    /// The languages of the site with commas between them, such as `nb,de`. Without it: your own and English.
    #[arg(long, value_name = "LANGUAGES", value_parser = language, value_delimiter = ',')]
    pub(super) languages: Vec<LanguageTag>,
    /// The title of the site. Without it: one to be changed later.
    #[arg(long, value_name = "TITLE")]
    pub(super) title: Option<String>,
    /// Date the article to this day instead of today.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) today: Option<Date>,
}

#[derive(Args, Debug)]
pub(super) struct SchemaArguments {
    /// The name of one schema, such as `course`, which is written to the standard output.
    #[arg(value_name = "NAME")]
    pub(super) name: Option<String>,
    /// The folder to write to, seen from here. All schemas are written, or the one that is named.
    #[arg(long, short, value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct ThemeArguments {
    #[command(subcommand)]
    pub(super) command: ThemeCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Copy a file of the built-in theme into the site, where it takes the place of the theme's own.
    ///
    /// Templates go to `templates/`, all else to the folder of the site's theme. Without a name: a list of all files.
    Eject {
        /// The name of the file, such as `templates/article.html` or `static/css/site.css`.
        #[arg(value_name = "FILE")]
        file: Option<String>,
    },
}

#[derive(Args, Debug)]
pub(super) struct StatusArguments {
    /// For people, or for programs.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = StatusFormat::Text)]
    pub(super) format: StatusFormat,
    /// End with 1 if there is such a translation; several with commas between them.
    #[arg(long, value_name = "STATES", value_enum, value_delimiter = ',')]
    pub(super) fail_on: Vec<Unfinished>,
}

/// How the status is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

/// What there is to do about a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Unfinished {
    /// There is none.
    Missing,
    /// It is a draft.
    Draft,
    /// The original has changed.
    Outdated,
    /// Nobody has recorded what it was made from.
    Unrecorded,
}

#[derive(Args, Debug)]
pub(super) struct TranslateArguments {
    /// The text to translate, such as `content/articles/trust/index.nb.md`.
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The language to translate it to, such as `de`.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub(super) to: LanguageTag,
    /// Record this day instead of today.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) today: Option<Date>,
}

#[derive(Args, Debug)]
pub(super) struct TranslatedArguments {
    /// The translations, such as `content/articles/trust/index.de.md`.
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The language of the original. Without it: the one recorded before, or the one the entry was written in.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub(super) from: Option<LanguageTag>,
    /// Record this day instead of today.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) today: Option<Date>,
}

#[derive(Args, Debug)]
pub(super) struct SiteArguments {
    /// Show drafts too.
    #[arg(long)]
    pub(super) drafts: bool,
    /// Show pages dated after today too.
    #[arg(long)]
    pub(super) future: bool,
    /// Build as if it were this day, such as 2026-05-17.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) today: Option<Date>,
}

#[derive(Args, Debug)]
pub(super) struct MakeArguments {
    /// The address at which the site will stand, instead of `base_url` in `tillit.yaml`.
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(super) base_url: Option<String>,
    /// How many processor cores to use. Without it: all.
    #[arg(long, short, value_name = "NUMBER")]
    pub(super) jobs: Option<usize>,
    #[command(flatten)]
    pub(super) site: SiteArguments,
}

#[derive(Args, Debug)]
pub(super) struct BuildArguments {
    /// The folder to write to, seen from the site's folder.
    #[arg(long, short, value_name = "FOLDER", default_value = "public")]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) make: MakeArguments,
}

#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    /// How the faults are told.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Let warnings count as errors.
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(super) deny: Option<Deny>,
    /// Ask other sites too, whether the links to them still lead somewhere.
    #[cfg(feature = "external")]
    #[arg(long)]
    pub(super) external: bool,
    #[command(flatten)]
    pub(super) make: MakeArguments,
}

/// How faults are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on the standard error.
    Text,
    /// One JSON object a line.
    Json,
    /// Commands that mark the places in a pull request on GitHub.
    Github,
    /// SARIF 2.1.0, which many programs that collect faults read.
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Warnings,
}

#[derive(Args, Debug)]
#[command(args_override_self = true)]
pub(super) struct ServeArguments {
    /// The network address to listen on, in numbers. With the default, only this computer can see the site; with 0.0.0.0, all
    /// in the same network can.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = host)]
    pub(super) host: IpAddr,
    /// The port to listen on; if it is taken, the next free one. 0 for any.
    #[arg(long, short, value_name = "NUMBER", default_value_t = 8420)]
    pub(super) port: u16,
    /// Open the site in the browser.
    #[arg(long)]
    pub(super) open: bool,
    /// Show the site below this path, such as /alliance, as it will stand on its server.
    #[arg(long, value_name = "PATH", value_parser = base_path)]
    pub(super) base_path: Option<String>,
    /// Look for changes twice a second instead of being told: for network drives and containers.
    #[arg(long)]
    pub(super) poll: bool,
    /// The address that opens a file in your editor; {file} and {line} are filled in.
    #[arg(long, value_name = "URL", default_value = "vscode://file{file}:{line}")]
    pub(super) editor: String,
    /// Make no page with this template, which took all time or memory, until a template changes.
    #[arg(long, hide = true)]
    pub(super) without: Option<String>,
    #[command(flatten)]
    pub(super) site: SiteArguments,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write a date as 2026-05-17".to_owned())
}

fn host(text: &str) -> Result<IpAddr, String> {
    if text.eq_ignore_ascii_case("localhost") {
        return Ok(IpAddr::from(Ipv4Addr::LOCALHOST));
    }
    text.parse()
        .map_err(|_| "write an address in numbers, such as 127.0.0.1 or 0.0.0.0".to_owned())
}

fn base_path(text: &str) -> Result<String, String> {
    let url = format!("http://localhost/{}", text.trim_matches('/'));
    match crate::config::split_url(&url) {
        Some(_) => Ok(text.to_owned()),
        None => Err("write a path as /alliance".to_owned()),
    }
}

fn tongue(text: &str) -> Result<Tongue, String> {
    Tongue::parse(text).ok_or_else(|| "tillit speaks nb, de, sv and en".to_owned())
}

fn language(text: &str) -> Result<LanguageTag, String> {
    LanguageTag::parse(text).ok_or_else(|| "write a language tag, such as nb, de, sv, en or fr".to_owned())
}

fn address(text: &str) -> Result<String, String> {
    match crate::config::split_url(text) {
        Some(_) => Ok(text.to_owned()),
        None => Err("write an address as https://example.org".to_owned()),
    }
}
