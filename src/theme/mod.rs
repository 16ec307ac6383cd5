//! Templates, interface texts and assets. Knows nothing but values that can be serialised.

mod limit;
mod names;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera, TeraResult, Value};

use crate::diagnostic::{Code, Diagnostic, Phrase, Reported};
use crate::fingerprint::{Fingerprint, content_name, content_named, integrity};
use crate::language::{Language, LanguageTag, StringValue, Strings};
use crate::source::yaml;
use crate::span::{SourcePath, Span, TextRange};

use limit::{Note, PageBytes};
pub use limit::{UnderWay, stop, under_way};

/// The theme that the program brings along.
static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Where the files of the built-in theme would stand in a site; its faults are reported there.
const DEFAULT_FOLDER: &str = "themes/default";

/// The files of a theme, the winning version of each.
#[derive(Debug, Default)]
pub struct ThemeFiles {
    /// Templates by name, with their path and text.
    pub templates: BTreeMap<String, (SourcePath, String)>,
    /// Interface texts by language tag: all layers, the built-in one first.
    pub strings: BTreeMap<String, Vec<(SourcePath, String)>>,
    /// Other files by name.
    pub assets: BTreeMap<String, Vec<u8>>,
}

/// Returns all files of the built-in theme with their names, in the order of these.
pub fn built_in_files() -> Vec<(&'static str, &'static [u8])> {
    let mut files = Vec::new();
    let mut folders = vec![&DEFAULT];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        let own = folder.files();
        files.extend(own.filter_map(|file| Some((file.path().to_str()?, file.contents()))));
    }
    files.sort_unstable();
    files
}

impl ThemeFiles {
    /// Returns the files of the built-in theme.
    pub fn built_in() -> Self {
        let mut files = Self::default();
        let mut folders = vec![&DEFAULT];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            for file in folder.files() {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let source = SourcePath::new(&format!("{DEFAULT_FOLDER}/{path}"));
                let text = || String::from_utf8_lossy(file.contents()).into_owned();
                if let Some(name) = path.strip_prefix("templates/") {
                    files.templates.insert(name.to_owned(), (source, text()));
                } else if let Some(language) = path
                    .strip_prefix("strings/")
                    .and_then(|name| name.strip_suffix(".yaml"))
                {
                    files
                        .strings
                        .entry(language.to_owned())
                        .or_default()
                        .push((source, text()));
                } else if let Some(name) = path.strip_prefix("static/") {
                    files.assets.insert(name.to_owned(), file.contents().to_vec());
                }
            }
        }
        files
    }

    /// Returns a fingerprint of all files.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&(&self.templates, &self.strings, &self.assets))
    }
}

/// A file of the theme as it is published.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its output path, which carries a fingerprint of its content.
    pub output: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// Whether the templates could be read; if not, it has been told, and no page can be made.
    readable: bool,
    strings: Arc<BTreeMap<String, (Arc<Language>, Strings)>>,
    templates: BTreeMap<String, (SourcePath, String)>,
    /// What templates name although no page has it, by template. All pages have the same fields, so the first one tells.
    unknown: OnceLock<BTreeMap<String, (Span, String)>>,
    /// The assets by name.
    pub assets: BTreeMap<String, Asset>,
    /// What the rendering depends on, besides the page.
    pub fingerprint: Fingerprint,
    /// The fingerprint of the interface texts alone.
    pub words: Fingerprint,
    /// The fingerprint of the assets alone.
    pub assets_fingerprint: Fingerprint,
}

impl Theme {
    /// Makes a theme of its files.
    pub fn load(files: ThemeFiles, languages: &[Arc<Language>], base_path: &str) -> Reported<Self> {
        let mut diagnostics = Vec::new();
        let fingerprint = Fingerprint::of(&(files.fingerprint(), base_path));
        let words = Fingerprint::of(&files.strings);
        let assets_fingerprint = Fingerprint::of(&files.assets);
        let strings = Arc::new(read_strings(&files, languages, &mut diagnostics));
        let assets: BTreeMap<String, Asset> = files
            .assets
            .into_iter()
            .map(|(name, bytes)| (name.clone(), asset(&name, bytes)))
            .collect();
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".xml"]);
        register(&mut tera, strings.clone(), &assets, base_path);
        let fault = limit::check(&files.templates).or_else(|| {
            let templates = files
                .templates
                .iter()
                .map(|(name, (_, text))| (name.as_str(), text.as_str()));
            let error = tera.add_raw_templates(templates).err()?;
            Some(template_fault(&error, &files.templates, Code::TemplateSyntax))
        });
        let readable = fault.is_none();
        diagnostics.extend(fault);
        let theme = Self {
            tera,
            readable,
            strings,
            templates: files.templates,
            unknown: OnceLock::new(),
            assets,
            fingerprint,
            words,
            assets_fingerprint,
        };
        Reported {
            value: theme,
            diagnostics,
        }
    }

    /// Returns an interface text.
    pub fn text(&self, key: &str, language: &LanguageTag) -> String {
        text(&self.strings, key, language.as_str(), None, &[]).unwrap_or_default()
    }

    /// Returns an interface text in all its forms, by plural category; what is not counted has only `other`.
    pub fn forms(&self, key: &str, language: &LanguageTag) -> BTreeMap<String, String> {
        let strings = self.strings.get(language.as_str());
        strings.map(|(_, strings)| strings.forms(key)).unwrap_or_default()
    }

    /// Turns the frame of a language into the form that all its pages share.
    pub fn frame(frame: &impl Serialize) -> SharedFrame {
        SharedFrame(Value::from_serializable(frame))
    }

    /// Renders a page.
    ///
    /// # Errors
    /// The template's fault, at its place in the template. It names the page by `href`. No fault, and no bytes, where the
    /// templates could not be read at all: that was told when the theme was loaded.
    pub fn render(
        &self,
        template: &str,
        language: &LanguageTag,
        frame: &SharedFrame,
        page: &impl Serialize,
        href: &str,
    ) -> Result<Vec<u8>, Diagnostic> {
        if !self.readable {
            return Ok(Vec::new());
        }
        if let Some(reason) = limit::stopped(template, self.fingerprint) {
            let fault = self.fault_at(template).saying("reason", reason);
            return Err(fault.with("template", template).with("page", href));
        }
        let _note = Note::new(template, href);
        let page = Value::from_serializable(page);
        let unknown = self.unknown.get_or_init(|| {
            let fields = |value: &Value| {
                let map = value.as_map();
                map.map(|map| map.keys().map(ToString::to_string).collect())
                    .unwrap_or_default()
            };
            let known = [("page", fields(&page)), ("site", fields(&frame.0))];
            names::unknown(&self.templates, &known, |name, text| {
                let built_in = DEFAULT.get_file(format!("templates/{name}"));
                built_in.is_some_and(|file| file.contents() == text.as_bytes())
            })
        });
        if let Some((span, said)) = unknown.get(template) {
            let fault = Diagnostic::new(Code::TemplateFault, span.clone());
            let fault = fault.saying("reason", Phrase::Said.with("said", said));
            return Err(fault.with("template", template).with("page", href));
        }
        let mut context = Context::new();
        context.insert("lang", language.as_str());
        context.insert_value("site", frame.0.clone());
        context.insert_value("page", page);
        let mut page = PageBytes::default();
        let error = match self.tera.render_to(template, &context, &mut page) {
            Ok(()) => return Ok(page.bytes),
            Err(error) => error,
        };
        let fault = match page.excess {
            Some(reason) => self.fault_at(template).saying("reason", reason),
            None => template_fault(&error, &self.templates, Code::TemplateFault),
        };
        Err(fault.with("template", template).with("page", href))
    }

    /// A fault of a template as a whole.
    fn fault_at(&self, template: &str) -> Diagnostic {
        match self.templates.get(template) {
            Some((path, _)) => Diagnostic::new(Code::TemplateFault, TextRange::default().of(path)),
            None => Diagnostic::global(Code::TemplateFault),
        }
    }
}

/// What stands around the pages of a language, made once and shared by all its pages.
#[derive(Clone, Debug)]
pub struct SharedFrame(Value);

/// Returns the interface texts that the files have for a language, without borrowing from others.
pub fn own_strings(files: &ThemeFiles, language: &str) -> Strings {
    layers(files, language, &mut Vec::new())
}

fn layers(files: &ThemeFiles, language: &str, diagnostics: &mut Vec<Diagnostic>) -> Strings {
    let mut strings = Strings::default();
    for (path, text) in files.strings.get(language).into_iter().flatten() {
        let tree: BTreeMap<String, StringValue> =
            yaml::read(path, text, TextRange::new(0, text.len())).into_value(diagnostics);
        strings.merge(Strings::from_tree(tree));
    }
    strings
}

fn read_strings(
    files: &ThemeFiles,
    languages: &[Arc<Language>],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, (Arc<Language>, Strings)> {
    let mut read = |tag: &str| layers(files, tag, diagnostics);
    let english = read("en");
    let mut all = BTreeMap::new();
    for language in languages {
        let tag = language.tag();
        // What a language lacks it borrows from its main language, then from English.
        let mut strings = english.clone();
        if let Some((main, _)) = tag.as_str().split_once('-') {
            strings.merge(read(main));
        }
        strings.merge(read(tag.as_str()));
        all.insert(tag.to_string(), (language.clone(), strings));
    }
    all
}

fn asset(name: &str, bytes: Vec<u8>) -> Asset {
    Asset {
        output: format!("assets/{}", content_named(name, &content_name(&bytes))),
        bytes: bytes.into(),
    }
}

fn text(
    strings: &BTreeMap<String, (Arc<Language>, Strings)>,
    key: &str,
    language: &str,
    count: Option<u64>,
    arguments: &[(&str, String)],
) -> Option<String> {
    let (language, strings) = strings.get(language)?;
    strings.text(key, count, language, arguments)
}

fn register(
    tera: &mut Tera,
    strings: Arc<BTreeMap<String, (Arc<Language>, Strings)>>,
    assets: &BTreeMap<String, Asset>,
    base_path: &str,
) {
    tera.register_function(
        "t",
        move |arguments: Kwargs, state: &State| -> TeraResult<String> {
            let tag = match arguments.get::<&str>("lang")? {
                Some(tag) => Cow::Borrowed(tag),
                None => Cow::Owned(state.get::<String>("lang")?.unwrap_or_default()),
            };
            let key = arguments.must_get::<&str>("key")?;
            let count = arguments.get::<u64>("count")?;
            let others: Vec<(&str, String)> = arguments
                .iter()
                .filter_map(|(name, value)| Some((name.as_str()?, value)))
                .filter(|(name, _)| !matches!(*name, "key" | "count" | "lang" | "or"))
                .map(|(name, value)| (name, value.to_string()))
                .collect();
            text(&strings, key, &tag, count, &others)
                .or(arguments.get::<String>("or")?)
                .ok_or_else(|| tera::Error::message(format!("there is no interface text `{key}` in `{tag}`")))
        },
    );
    type Tell<'a> = &'a dyn Fn(&Asset) -> String;
    let tell: [(&str, Tell<'_>); 2] = [
        ("asset", &|asset| format!("{base_path}/{}", asset.output)),
        ("integrity", &|asset| integrity(&asset.bytes)),
    ];
    for (function, tell) in tell {
        let of_asset = assets.iter().map(|(name, asset)| (name.clone(), tell(asset)));
        let of_asset: BTreeMap<String, String> = of_asset.collect();
        tera.register_function(
            function,
            move |arguments: Kwargs, _: &State| -> TeraResult<String> {
                let name = arguments.must_get::<&str>("name")?;
                of_asset
                    .get(name)
                    .cloned()
                    .ok_or_else(|| tera::Error::message(format!("the theme has no file `static/{name}`")))
            },
        );
    }
}

/// Makes a diagnostic of what the template engine says.
fn template_fault(
    error: &tera::Error,
    templates: &BTreeMap<String, (SourcePath, String)>,
    code: Code,
) -> Diagnostic {
    let at = |report: &ReportError| {
        let (path, _) = templates.get(report.filename())?;
        let range = &report.span().range;
        Some((
            TextRange::new(range.start, range.end).of(path),
            report.message().to_owned(),
        ))
    };
    let placed = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => at(report),
        _ => None,
    };
    match placed {
        Some((span, reason)) => {
            Diagnostic::new(code, span).saying("reason", Phrase::Said.with("said", reason))
        }
        None => Diagnostic::global(code).saying("reason", Phrase::Said.with("said", error)),
    }
}
