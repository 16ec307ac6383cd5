//! The words of every code in English.

use super::{Code, Wording};

/// Returns the words for a code.
pub fn wording(code: Code) -> Wording {
    let (message, label, help) = match code {
        Code::NotUtf8 => (
            "this file is not stored as UTF-8 text",
            "",
            "Save it again as UTF-8; most editors offer this under \"Save with encoding\".",
        ),
        Code::UnreadableFile => (
            "this file cannot be read: {reason}",
            "",
            "Check the file and its permissions.",
        ),
        Code::OutsideLink => (
            "this link leads out of the site's folder",
            "",
            "Copy the file into the site's folder instead of linking to it.",
        ),
        Code::UnplacedFile => (
            "tillit does not know what `{path}` is for",
            "",
            "Name an article `index.<language>.md` or `<id>.<language>.md`, a section's page `_index.<language>.md`; or move the file.",
        ),
        Code::UnknownLanguage => (
            "`{language}` is not a language of this site",
            "not in `tillit.yaml`",
            "Use one of: {known}. To add a language, name it under `languages:` in `tillit.yaml`.",
        ),
        Code::RenamedLanguage => (
            "`{written}` does not say which Norwegian; it is read as `{language}`",
            "read as `{language}`",
            "Write `{language}` for Bokmål, or `nn` for Nynorsk.",
        ),
        Code::MissingConfig => (
            "there is no `tillit.yaml` here",
            "",
            "Create `tillit.yaml` in the site's folder with at least `languages:` and one language in it.",
        ),
        Code::YamlSyntax => (
            "this cannot be read as YAML: {reason}",
            "here",
            "Check the indentation (spaces, never tabs) and put a text that contains `: ` or starts with a sign such as `@`, `*`, `[` between quotation marks.",
        ),
        Code::UnclosedFrontMatter => (
            "the front matter is not closed",
            "it begins here",
            "Write a line of three hyphens, `---`, after the last key.",
        ),
        Code::MissingFrontMatter => (
            "the file has no front matter",
            "",
            "Begin it with a line `---`, then at least `title: …`, then a line `---`.",
        ),
        Code::UnknownKey => (
            "`{key}` is not a key that can stand here",
            "unknown key",
            "Known keys are: {known}.",
        ),
        Code::DuplicateKey => (
            "`{key}` stands here twice",
            "the second one",
            "Keep one of the two.",
        ),
        Code::MissingKey => ("`{key}` is missing", "", "Add a line `{key}: …`."),
        Code::WrongType => (
            "`{key}` should be {expected}, but this is {found}",
            "should be {expected}",
            "Write {expected}.",
        ),
        Code::WrongValue => ("`{value}` cannot be used for `{key}`", "", "Expected {expected}."),
        Code::BadSlug => (
            "`{slug}` cannot be part of an address",
            "",
            "Use the letters a to z, digits and single hyphens, for example `{example}`.",
        ),
        Code::DuplicateId => (
            "the id `{id}` is used twice",
            "",
            "Rename one of the two files or folders: ids are unique for each kind.",
        ),
        Code::DuplicateAddress => (
            "two pages or files would have the address `{address}`",
            "",
            "Give one of them another name or `slug:`.",
        ),
        Code::SimilarAddress => (
            "`{address}` and `{other}` are the same for many systems",
            "",
            "Windows and macOS do not tell upper case from lower case, nor two ways to write `å`: give one of them another name.",
        ),
        Code::FileForFolder => (
            "`{address}` and `{other}` cannot both exist: one is a file where the other needs a folder",
            "",
            "Give one of them another name or `slug:`.",
        ),
        Code::BadName => (
            "`{name}` cannot be the name of a page or file: {reason}",
            "",
            "Choose another name.",
        ),
        Code::UnknownPerson => (
            "there is no person `{id}`",
            "not in `content/people.yaml`",
            "Add the person to `content/people.yaml`, or correct the id.",
        ),
        Code::UnknownSubject => (
            "there is no subject `{id}`",
            "not in `content/subjects.yaml`",
            "Add the subject to `content/subjects.yaml`, or correct the id.",
        ),
        Code::UnknownEntry => (
            "there is no {kind} `{id}`",
            "",
            "Correct the id, or remove the line.",
        ),
        Code::BadAlias => (
            "`{alias}` cannot be an old address",
            "",
            "Write the whole path on this site, such as `/nb/gammel-side/`.",
        ),
        Code::DroppedHtml => (
            "the HTML `{tag}` is left out, since only harmless elements pass",
            "left out",
            "Use Markdown, or set `markdown: {raw_html: allow}` in `tillit.yaml` if you trust everybody who writes here.",
        ),
        Code::DroppedAttribute => (
            "the attribute `{attribute}` of `{tag}` is left out, since only harmless ones pass",
            "left out",
            "Remove it, or set `markdown: {raw_html: allow}` in `tillit.yaml` if you trust everybody who writes here.",
        ),
        Code::DroppedComment => (
            "the comment or declaration `{tag}` is left out",
            "left out",
            "Remove it; readers do not see it.",
        ),
        Code::RefusedHtml => (
            "the HTML `{tag}` is left out, since this site takes none",
            "left out",
            "Use Markdown, or set `markdown: {raw_html: sanitise}` in `tillit.yaml`.",
        ),
        Code::MisplacedHtml => (
            "the HTML `{tag}` is left out, since it cannot stand here",
            "left out",
            "Begin a block of HTML on a line of its own, with an empty line before it; the description of an image is plain text.",
        ),
        Code::DeepHtml => (
            "the HTML `{tag}` is left out, since {limit} elements are open here already",
            "left out",
            "Close elements where they end.",
        ),
        Code::DuplicateHeadingId => (
            "the heading id `{id}` is used twice on this page",
            "the second one",
            "Give this heading another id, `{#…}`.",
        ),
        Code::MissingReferenceDefinition => (
            "the link label `[{label}]` is not defined in this file",
            "",
            "Add a line `[{label}]: address` below, or write a backslash before the bracket.",
        ),
        Code::UnknownDirective => (
            "there is no directive `{name}`",
            "unknown directive",
            "Known directives are: {known}.",
        ),
        Code::UnclosedDirective => (
            "the directive `{name}` is not closed",
            "it begins here",
            "Close it with a line of as many colons as it was opened with.",
        ),
        Code::UnknownFootnote => (
            "the footnote `{name}` has no text",
            "",
            "Add a line `[^{name}]: …` to the file.",
        ),
        Code::UnusedFootnote => (
            "nothing in the text refers to the footnote `{name}`, so readers do not see it",
            "",
            "Write `[^{name}]` where it belongs, or remove it.",
        ),
        Code::DuplicateFootnote => (
            "the footnote `{name}` has two texts; readers see the first",
            "the second one",
            "Give one of them another name.",
        ),
        Code::BadMath => (
            "this formula cannot be read: {reason}",
            "",
            "Check the LaTeX of the formula.",
        ),
        Code::UnsafeLink => (
            "a link may not begin with `{scheme}:`",
            "",
            "Link to a page, a file or an `https:` address.",
        ),
        Code::DeadLink => (
            "the link `{target}` leads nowhere",
            "no such entry or file",
            "Link to a file by its path, or to an entry by its id, such as `article:rupture`.",
        ),
        Code::DeadAnchor => (
            "there is no heading `#{anchor}` on the page `{page}`",
            "no such heading",
            "Known headings are: {known}.",
        ),
        Code::MissingImage => (
            "there is no image `{target}`",
            "no such file",
            "Put the image beside this file, or correct its name.",
        ),
        Code::UnreadableImage => (
            "the size of the image `{target}` cannot be read",
            "",
            "Save the picture again as PNG, JPEG, WebP, AVIF, GIF or SVG.",
        ),
        Code::UnknownReference => (
            "there is no reference `{key}`",
            "not in `content/references.bib`",
            "Add the work to `content/references.bib`, or correct the key.",
        ),
        Code::BadBibliography => (
            "this cannot be read as a list of references: {reason}",
            "",
            "Check the braces and commas of the entry.",
        ),
        Code::TemplateSyntax => (
            "this template cannot be read: {reason}",
            "",
            "Check the template's syntax at this place.",
        ),
        Code::TemplateFault => (
            "the template `{template}` failed on the page `{page}`: {reason}",
            "",
            "Check the names used in the template at this place.",
        ),
        Code::MissingTemplate => (
            "there is no template `{template}`",
            "",
            "Add `templates/{template}`, or remove the line.",
        ),
        Code::MissingString => (
            "the interface text `{key}` is missing in the language `{language}`",
            "",
            "Add it to `strings/{language}.yaml` of the theme.",
        ),
        Code::UnknownTheme => (
            "there is no theme `{theme}`",
            "",
            "Use `default`, or create the folder `themes/{theme}`.",
        ),
    };
    Wording { message, label, help }
}
