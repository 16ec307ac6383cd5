//! What tillit says in English. The wordings of all other languages follow these.
//!
//! Terms: file, folder, line, key, *header* (between the two lines `---`), text, heading, link, address, site, page,
//! template, theme. No words of programmers; the tests have a list of them.

use super::{Code, Explanation, Phrase, Wording};

/// Returns the words for a code.
pub fn wording(code: Code) -> Wording {
    let (message, label, help) = match code {
        Code::NotUtf8 => (
            "this file is not stored as UTF-8 text; the first wrong character is on line {line} and is probably `{letter}`",
            "",
            "Save it again as UTF-8; most editors offer this under \"Save with encoding\".",
        ),
        Code::Utf16 => (
            "this file is stored as UTF-16, not as UTF-8; it was read all the same",
            "",
            "Save it again as UTF-8, so that other programs can read it, too.",
        ),
        Code::TooLong => (
            "this is more than {limit}, so it is not read",
            "",
            "Split it into several, or move what does not belong out of it.",
        ),
        Code::ControlCharacter => (
            "{character} stands here, a control character that is no part of any text",
            "control character",
            "Delete it. If your editor does not show it, delete the characters on both sides of it and write them again.",
        ),
        Code::HiddenCharacter => (
            "{character} stands here, which nobody sees, but which can change how the text around it looks",
            "hidden character",
            "Delete it, unless a language written from right to left needs it; then close it in the same line.",
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
            "The files of a theme belong in `themes/<theme>/`, in `templates`, `static` or `strings`; words of the site in `templates/strings/<language>.yaml`. Move the file, or delete it.",
        ),
        Code::MisnamedFile => (
            "`{name}` is not read: such a file has to be called `{right}`",
            "",
            "Rename it to `{right}`. Some systems hide the ending of names: let yours show it.",
        ),
        Code::MissingLanguage => (
            "the name of this file does not say in which language its text is",
            "",
            "Put the language before the ending: {names}.",
        ),
        Code::MisnamedFrontPage => (
            "a text in `content/` itself cannot be called `{name}`",
            "",
            "Call it `{front}` if it is the front page. If it is an article, give it a name of its own, such as `{article}`.",
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
            "Go to the site's folder, or name it with `--root`. `tillit new` begins a new one.",
        ),
        Code::MisnamedConfig => (
            "the settings of the site have to be called `tillit.yaml`, not `{name}`",
            "",
            "Rename `{name}` to `tillit.yaml`.",
        ),
        Code::MissingBaseUrl => (
            "`tillit.yaml` does not say at which address the site will stand",
            "",
            "Add a line `base_url: https://example.org` with the site's own address, or give it with `--base-url`.",
        ),
        Code::YamlSyntax => ("this cannot be read as YAML: {reason}", "here", "{remedy}"),
        Code::UnclosedFrontMatter => (
            "the header of this file is not closed",
            "it begins here",
            "Write a line of three hyphens, `---`, after the last key.",
        ),
        Code::MissingFrontMatter => (
            "the file does not begin with a header: {fault}",
            "",
            "Begin the file with a line of three hyphens, `---`, then at least a line `title: …`, then a second line `---`.",
        ),
        Code::UnknownKey => (
            "`{key}` is not a key that can stand here",
            "unknown key",
            "Known keys are: {known}.",
        ),
        Code::DuplicateKey => ("`{key}` stands here twice", "again here", "Keep one of the two."),
        Code::MissingKey => ("`{key}` is missing", "", "Add a line `{key}: …`."),
        Code::EmptyValue => (
            "`{key}` is empty",
            "nothing stands behind it",
            "Write it behind the colon: `{key}: …`.",
        ),
        Code::WrongType => (
            "`{key}` should be {expected}, but this is {found}",
            "should be {expected}",
            "Write {expected}.",
        ),
        Code::WrongValue => ("`{value}` cannot be used for `{key}`", "", "Expected {expected}."),
        Code::Contradiction => (
            "`{key}` is {stated}, but what else stands here makes it {counted}",
            "the rest says {counted}",
            "Count again, and correct the number or what it counts.",
        ),
        Code::RestrictedWording => (
            "the licence of this instrument does not allow its wording to be published",
            "not to be published",
            "Delete the wording; the page tells where the instrument can be had. Only where the licence sets it free, write `status: open` and `allows_wording: true` under `licence:`.",
        ),
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
        Code::RepeatedStep => (
            "`{target}` is part {number} of this path already",
            "again here",
            "Keep it in one of the two places: a page has one place in a path.",
        ),
        Code::AmbiguousTerm => (
            "`{name}` is a name of the term `{id}` as well",
            "",
            "Write it under one of the two only, or write `link: false` under one.",
        ),
        Code::BadAlias => (
            "`{alias}` cannot be an old address",
            "",
            "Write the whole path on this site, such as `/nb/gammel-side/`.",
        ),
        Code::BadRecord => (
            "this is not as `tillit translated` wrote it",
            "changed since, or left over from a merge",
            "Undo the change; or bring the translation up to date, and run `tillit translated {file}`.",
        ),
        Code::StrayRecord => (
            "there is no text `{file}` to which this record belongs",
            "",
            "Give it the name of its text, with `.original.txt` in place of `.md`; or delete it.",
        ),
        Code::DroppedHtml => (
            "the HTML `{tag}` is left out: {reason}",
            "left out",
            "Use Markdown, or set `markdown: {raw_html: allow}` in `tillit.yaml` if you trust everybody who writes here.",
        ),
        Code::DuplicateHeadingId => (
            "the heading id `{id}` is used twice on this page",
            "again here",
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
        Code::MissingAttribute => (
            "the directive `{name}` needs `{key}`",
            "",
            "Write it with all that it needs, for example `{example}`.",
        ),
        Code::UnclosedDirective => (
            "the directive `{name}` is not closed",
            "it begins here",
            "Close it with a line `:::`, with as many colons as in its first line.",
        ),
        Code::MissingQuestion => (
            "these questions cannot be shown: `:::faq` {reason}",
            "",
            "Write each question as a heading with its answer below it, and put all other text above `:::faq`.",
        ),
        Code::UnknownFootnote => (
            "the footnote `{name}` has no text",
            "",
            "Add a line `[^{name}]: …` to the file.",
        ),
        Code::UnusedFootnote => (
            "nothing in the text refers to the footnote `{name}`, so readers do not see it",
            "",
            "Write `[^{name}]` where it belongs, or remove the footnote.",
        ),
        Code::DuplicateFootnote => (
            "the footnote `{name}` has two texts; readers see the first",
            "the second text",
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
            "Link to a file by its path, to an entry by its id, such as `article:rupture`, or to another site by its whole address, `https://…`.",
        ),
        Code::UnpublishedLink => (
            "`{target}` is there but not published: {reason}",
            "not published yet",
            "Publish that text, or take this link away. To see how it will look, use `--drafts` and `--future`.",
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
        Code::UnshownImage => (
            "most browsers do not show the image `{target}`",
            "",
            "Save the picture again as JPEG, PNG or WebP.",
        ),
        Code::BrokenImage => (
            "the image `{name}` is damaged",
            "",
            "Open it in a program for images and save it again as PNG, JPEG, WebP or SVG.",
        ),
        Code::HugeImage => (
            "the image `{target}` has {pixels} million pixels, more than {most}",
            "",
            "Save it again at most 4000 pixels wide, which fills any screen.",
        ),
        Code::UnsafeDrawing => (
            "`{what}` is left out of the drawing",
            "",
            "Take it out of the file, or save the drawing as plain SVG with nothing linked.",
        ),
        Code::UnknownReference => (
            "there is no reference `{key}`",
            "not in `content/references.bib`",
            "Add the work to `content/references.bib`, or correct the key.",
        ),
        Code::BadBibliography => (
            "this cannot be read as a list of references: {reason}",
            "",
            "Check the entry: in BibTeX its braces and commas, in YAML its words and the space before them.",
        ),
        Code::BadStyle => (
            "this style cannot be read: {reason}",
            "",
            "Take the style from a collection of CSL styles again, or correct the element. What the elements mean is written at https://docs.citationstyles.org.",
        ),
        Code::BrokenLetters => (
            "`{word}` has broken letters",
            "",
            "Write the word anew. If this file has many such words (now {count}), the text was read in a wrong encoding: take it again from its source, as UTF-8.",
        ),
        Code::WrongLanguage => (
            "this text seems to be in the language `{seems}`, not in `{said}`",
            "",
            "Translate it, or move it to the file of its language. Mark a foreign passage with `<div lang=\"{seems}\">…</div>`, or as a quotation with `>`.",
        ),
        Code::EmptyHeading => ("this heading is empty", "", "Give it words, or remove it."),
        Code::SecondTitle => (
            "this is a second title of the page",
            "",
            "The page has its title from `title:`. Begin the headings of the text with `##`.",
        ),
        Code::HeadingJump => (
            "this heading of level {level} leaves out a level",
            "",
            "Write it with `{marks}`: each heading is at most one level below the one before it, and the title is the first level.",
        ),
        Code::MissingAlt => (
            "the image `{target}` has no description",
            "",
            "Say between the square brackets what is to be seen. If the image only decorates, write `![\"\"]({target})`.",
        ),
        Code::EmptyLink => (
            "the link to `{target}` has no text",
            "",
            "Write between the square brackets where it leads.",
        ),
        Code::VagueLink => (
            "the link text `{text}` does not say where the link leads",
            "",
            "Put the link on the words that say where it leads.",
        ),
        Code::OtherLanguage => (
            "this link leads to the page in `{language}`, though it exists in `{own}`",
            "the file of one language",
            "Link to its id or its folder, and the link leads each reader to their own language. If just this language is meant, name the language in the link text.",
        ),
        Code::LongDescription => (
            "this description has {length} characters",
            "",
            "Say it in one or two sentences of at most {most} characters.",
        ),
        Code::HardText => (
            "this text is harder to read than its section should be: {figure} is {value}, the target is {sign} {target}",
            "",
            "{remedy} The figure stands for the whole text; what is quoted, headings and tables do not count. To change the target, look under `readability:` in `tillit.yaml`.",
        ),
        Code::AvoidedWord => (
            "`{word}` should not be used for what the glossary calls `{term}`",
            "say `{term}`",
            "Write `{term}` or another name of the term `{id}`. If the word is only quoted, put it in quotation marks; if the page has to use it, write `avoided_words: true` in its header.",
        ),
        Code::MarkdownSlip => (
            "readers see this just as it is written: {reason}",
            "",
            "Correct it, or write a backslash before the character if readers are to see it.",
        ),
        Code::BadHost => (
            "`{host}` cannot be the name of a website",
            "",
            "Check the address: the name of a website has letters, digits, hyphens and full stops.",
        ),
        Code::UndatedReview => (
            "it is not said when this page was reviewed",
            "",
            "Add a line `reviewed_on: …` with the day of the review, such as 2026-05-17.",
        ),
        Code::OverdueReview => (
            "a review of this page was due on {date}",
            "",
            "Have the page reviewed, and set `reviewed_on:` and `review_due:` anew.",
        ),
        Code::OutdatedCourse => (
            "the course is `{status}`, but {date} has passed",
            "",
            "Set `status:` to what holds now, such as `full`, `cancelled` or `held`.",
        ),
        Code::DuplicateTitle => (
            "two pages of this section are called `{title}`",
            "",
            "Give each a title of its own.",
        ),
        Code::MisnamedSection => (
            "other texts lie in `{folder}/`, which is the folder of this article",
            "",
            "If this is the page of a section with these texts, call it `{section}`. If it is an article, move the others out of its folder.",
        ),
        Code::OrphanPage => (
            "no other page leads to this one",
            "",
            "Link to it from a page or a menu, or move it to a section that lists it.",
        ),
        Code::UnusedFile => (
            "no text uses the file `{path}`",
            "",
            "Show it or link to it from a text, or delete it.",
        ),
        Code::UnusedSubject => (
            "no page is about the subject `{id}`",
            "",
            "Name it under `subjects:` of a page, or delete it.",
        ),
        Code::MissingTerm => (
            "the term `{id}` is missing in: {languages}",
            "",
            "Add what it is called and means in those languages.",
        ),
        Code::UncitedReference => (
            "nothing cites the reference `{key}`",
            "",
            "Cite it with `[@{key}]`, or delete it.",
        ),
        Code::DeadExternal => (
            "the link to `{target}` is dead ({answer})",
            "",
            "Look for the new address, or remove the link.",
        ),
        Code::UncheckedExternal => (
            "links to other sites that gave no clear answer: {count}",
            "the first of them",
            "Open them in a browser: their sites refuse programs, are slow, or cannot be reached from here.",
        ),
        Code::TemplateSyntax => (
            "this template cannot be read: {reason}",
            "",
            "Check how the template is written at this place.",
        ),
        Code::TemplateFault => (
            "the template `{template}` failed on the page `{page}`: {reason}",
            "",
            "Check the names used in the template at this place.",
        ),
        Code::UnknownTheme => (
            "there is no theme `{theme}`",
            "",
            "Use `default`, or create the folder `themes/{theme}`.",
        ),
    };
    Wording { message, label, help }
}

/// Returns what a code means.
pub fn explanation(code: Code) -> Explanation {
    let (summary, meaning) = match code {
        Code::NotUtf8 => (
            "A text file is not stored as UTF-8.",
            "tillit reads texts as UTF-8, the way of storing letters that all systems share. Some older programs store letters such as å, ö and ü in another way; they would come out as wrong characters.",
        ),
        Code::Utf16 => (
            "A text file is stored as UTF-16.",
            "Some programs on Windows store texts in this way. tillit reads them, but others, such as those that compare versions, do not take them for text.",
        ),
        Code::TooLong => (
            "Something is larger than tillit reads.",
            "Texts come from many hands, and one that is larger than any real one would stop the others. The limits lie far above what a real site needs; they stand in ARCHITECTURE.md.",
        ),
        Code::ControlCharacter => (
            "A text holds a control character.",
            "Such characters once moved the paper of printers, and come into texts with copied or damaged files. Nobody sees them, but other programs stumble over them.",
        ),
        Code::HiddenCharacter => (
            "A text holds a character that hides something.",
            "Some characters turn the text around or show nothing at all, so that a reviewer may read something else than what is published. Languages written from right to left need some of them: those that are closed in the line that opens them are not told.",
        ),
        Code::UnreadableFile => (
            "A file cannot be read.",
            "The file is there, but the system does not let tillit read it, or a link on the disk leads to nothing or in a circle. The message gives the reason.",
        ),
        Code::OutsideLink => (
            "A link on the disk leads out of the site's folder.",
            "All that a site consists of lies in its own folder. So it comes out the same on every machine, and no other file can be published by accident.",
        ),
        Code::UnplacedFile => (
            "A file lies where tillit has no use for it.",
            "What a file is for follows from its name and its folder. This one fits no rule, so it is left out of the site.",
        ),
        Code::MisnamedFile => (
            "A file has nearly the name of one that tillit reads.",
            "Texts end with `.md` and data with `.yaml`, in small letters. Some editors write `.markdown`, `.MD` or `.yml`, or add `.txt`, which the system does not show. Such a file is not read, and no page is made of it.",
        ),
        Code::MissingLanguage => (
            "The name of a text does not say its language.",
            "Every text names its language before the ending `.md`, so that its translations can lie beside it. Without that, tillit cannot tell to which readers the text belongs.",
        ),
        Code::MisnamedFrontPage => (
            "A text in `content/` itself is called `index`.",
            "An article is called after its id: `trust.en.md`, or `index.en.md` in a folder `trust/`. A file `index.en.md` in `content/` itself has no folder that could name it. The front page and the pages of sections are called `_index.en.md`.",
        ),
        Code::UnknownLanguage => (
            "A language is used that the site does not have.",
            "The languages of a site stand under `languages:` in `tillit.yaml`. The names of files, such as `trust.sv.md`, and texts in several languages can use only these.",
        ),
        Code::RenamedLanguage => (
            "A language is written `no`.",
            "There are two written languages in Norway, Bokmål and Nynorsk, and readers' programs want to know which. tillit reads `no` as Bokmål.",
        ),
        Code::MissingConfig => (
            "The site has no `tillit.yaml`.",
            "This file makes a folder a site. It holds at least one language, with the language's name and the site's title.",
        ),
        Code::MisnamedConfig => (
            "The file with the settings has another name than `tillit.yaml`.",
            "tillit knows its settings by the name `tillit.yaml`, in small letters. Some editors add an ending such as `.txt` that the system does not show.",
        ),
        Code::MissingBaseUrl => (
            "The site does not know its own address.",
            "Search engines, feeds and the links between languages need whole addresses. Without `base_url:` they all name `http://localhost`, a place that only this computer has. `tillit serve` does not need it.",
        ),
        Code::YamlSyntax => (
            "A header or a data file is not written as YAML asks.",
            "YAML is the way to write `key: value`, each on a line. Mostly a quotation mark is missing, a line is not indented like its neighbours, or a text holds a colon with a blank after it.",
        ),
        Code::UnclosedFrontMatter => (
            "The header of a file does not end.",
            "The header stands between two lines `---` at the top of the file. Without the second one, the whole text would belong to it.",
        ),
        Code::MissingFrontMatter => (
            "A text has no header.",
            "Every text begins with a line `---`, at least its `title:`, and a second line `---`.",
        ),
        Code::UnknownKey => (
            "A key is written that cannot stand there.",
            "Mostly it is misspelt, and the nearest known key is suggested. Unknown keys are not passed over, because what they were meant to do would be missing without a word. Keys of your own stand under `extra:`.",
        ),
        Code::DuplicateKey => (
            "A key stands twice in the same place.",
            "Only one of the two values could count, and nobody would see which.",
        ),
        Code::MissingKey => (
            "A key is missing that has to be there.",
            "Some things cannot be guessed, such as the title of a text.",
        ),
        Code::EmptyValue => (
            "A key that has to say something is empty.",
            "The key stands there, but nothing stands behind it. Some things cannot be guessed, such as the title of a text.",
        ),
        Code::WrongType => (
            "A value is of another kind than expected.",
            "A list stands where one text belongs, for example, or a word where a number belongs. A number between quotation marks is a text.",
        ),
        Code::WrongValue => (
            "A value cannot be used for its key.",
            "It is of the right kind, but not one of those that are possible: a day that does not exist, an address without `https://`, a word that is not on the list.",
        ),
        Code::Contradiction => (
            "A number contradicts what it counts, or what follows from other numbers.",
            "It says how many items, answers or points there are, or from where to where a score goes; the lists and numbers beside it give another result. One of them is mistaken, and scores would be, too.",
        ),
        Code::RestrictedWording => (
            "The wording of an instrument stands in the data though its licence does not set it free.",
            "Most questionnaires may be used only with the permission of those who hold the rights. The wording is published only where the data say that everybody may publish it; otherwise the site is not built with it.",
        ),
        Code::BadSlug => (
            "A name cannot be part of an address.",
            "Addresses are made from `slug:`, or else from the names of files and folders. They hold the letters a to z, digits and single hyphens, so that they can be typed anywhere.",
        ),
        Code::DuplicateId => (
            "Two files claim the same id.",
            "The id is the name of a file or folder, by which links find it. `trust.nb.md` and `trust/index.nb.md` would be the same article in the same language.",
        ),
        Code::DuplicateAddress => (
            "Two pages, or a page and a file, have the same address.",
            "Only one of them could be published. Addresses come from `slug:`, or else from the name of the file; old addresses under `aliases:` and the files of `static/` count as well.",
        ),
        Code::SimilarAddress => (
            "Two addresses are the same for many systems.",
            "They differ only in capital and small letters, or in how a letter such as `å` is stored. On Windows and macOS one file would be written over the other.",
        ),
        Code::FileForFolder => (
            "A file stands where a folder has to be.",
            "A page at `/en/trust/` is a file in a folder `trust`, so nothing else can be a file of that name.",
        ),
        Code::BadName => (
            "A page or file has a name that some systems refuse.",
            "A site has to be the same on every machine. Windows keeps names such as `con` and `aux` for devices, and takes none that ends in a dot or a space, or has one of the signs `< > : \" ? * |` in it.",
        ),
        Code::UnknownPerson => (
            "A person is named who is not in `content/people.yaml`.",
            "Authors and reviewers are named by their ids. The ids are the outermost keys of `content/people.yaml`.",
        ),
        Code::UnknownSubject => (
            "A subject is named that is not in `content/subjects.yaml`.",
            "Subjects are named by their ids. The ids are the outermost keys of `content/subjects.yaml`.",
        ),
        Code::RepeatedStep => (
            "A reading path names the same page twice.",
            "The page tells its readers which part of the path it is and what comes next; that can be only one. The first place counts.",
        ),
        Code::AmbiguousTerm => (
            "Two terms of the glossary share a name.",
            "Texts link to a term where they use one of its names: the term, a form, a synonym. If two terms share one, the link leads to the first by id, unless the name is the other's own term.",
        ),
        Code::BadAlias => (
            "An old address is not written as a whole path.",
            "`aliases:` lists addresses at which the page stood before; whoever goes there is led on. Each begins with `/` and holds no `?`, `#` or `%`.",
        ),
        Code::BadRecord => (
            "The record of a translation was changed, or holds both sides of a merge.",
            "Beside a translation lies its record: what the original said when it was translated, a block on each line. Only `tillit translated` writes it. A line that cannot be read does not count, so the translation may seem to be behind when it is not.",
        ),
        Code::StrayRecord => (
            "A record lies beside no text.",
            "The record of `index.de.md` is `index.de.original.txt` in the same folder. Where the text has been renamed, moved or deleted, its record has to follow.",
        ),
        Code::DroppedHtml => (
            "HTML in a text is left out.",
            "Only harmless HTML passes, so that no text can change the page around it or act in the reader's browser. The rest is left out and told.",
        ),
        Code::DuplicateHeadingId => (
            "Two headings of a page have the same id.",
            "The id in `{#…}` is what links lead to, so it can be used only once on a page.",
        ),
        Code::MissingReferenceDefinition => (
            "A link uses a label that is not defined.",
            "`[text][label]` takes its address from a line `[label]: address` in the same file. Without that line, readers see the brackets.",
        ),
        Code::UnknownDirective => (
            "A directive is not known.",
            "A line that begins with `::` and a name asks for something that Markdown lacks. Either the name is misspelt, or there is no such directive.",
        ),
        Code::MissingAttribute => (
            "A directive lacks something that it needs.",
            "What a directive needs to be told stands in braces: `::chart{data=findings.yaml type=forest}` names the file of the numbers and how they are drawn. Neither can be guessed.",
        ),
        Code::UnclosedDirective => (
            "A directive with text in it does not end.",
            "A line such as `:::faq` begins a part of the text, and a line `:::` ends it.",
        ),
        Code::MissingQuestion => (
            "Questions and answers lack a question.",
            "In `:::faq`, each heading is a question, and what follows is its answer. Search engines are told both. Text that belongs to no question would be told to nobody.",
        ),
        Code::UnknownFootnote => (
            "A footnote has no text.",
            "`[^name]` points to a line `[^name]: …` in the same file, and there is none.",
        ),
        Code::UnusedFootnote => (
            "Nothing refers to a footnote.",
            "There is a line `[^name]: …`, but no `[^name]` in the text. A footnote is shown only where the text points to it, so this one is not shown at all.",
        ),
        Code::DuplicateFootnote => (
            "A footnote has two texts.",
            "Two lines begin with the same `[^name]: …`. Only the first one is shown.",
        ),
        Code::BadMath => (
            "A formula cannot be read.",
            "Between two `$` stands a formula as LaTeX writes it. Mostly a brace is not closed or a command is misspelt. A dollar sign that begins no formula is written `\\$`.",
        ),
        Code::UnsafeLink => (
            "A link does not lead to a page or a file.",
            "A link that begins with `javascript:` or the like would act in the reader's browser instead of leading anywhere.",
        ),
        Code::DeadLink => (
            "A link leads nowhere.",
            "A link names an entry by its id, such as `article:rupture`, or a file by its path from the file that holds the link. Nothing has this name in any language of the site.",
        ),
        Code::UnpublishedLink => (
            "A link leads to a text that is not published.",
            "The text is there, but it is a draft or is dated later than today. Readers would find nothing behind the link. With `--drafts` and `--future`, tillit publishes such texts too, for those who want to see them first.",
        ),
        Code::DeadAnchor => (
            "A link leads to a heading that is not on the page.",
            "After `#` stands the id of a heading: the one given in `{#…}`, or else one made of its words.",
        ),
        Code::MissingImage => (
            "An image is not there.",
            "An image is looked for from the file that shows it. Capital and small letters are different letters.",
        ),
        Code::UnreadableImage => (
            "The size of an image cannot be read.",
            "Width and height stand in the page, so that nothing jumps while it loads. The file may be damaged, or not be what its name says.",
        ),
        Code::UnshownImage => (
            "An image has a format that most browsers do not show.",
            "Many telephones save photographs as HEIC, and scanners save pages as TIFF. Most readers would see the description of the image instead of the image.",
        ),
        Code::BrokenImage => (
            "An image is damaged.",
            "It cannot be read to its end, so it cannot be made smaller for small screens. Perhaps it was not copied to its end, or is not what its name says.",
        ),
        Code::HugeImage => (
            "An image has more pixels than anybody can see.",
            "It is published as it is, without smaller sizes for smaller screens, and readers load all of it.",
        ),
        Code::UnsafeDrawing => (
            "A drawing holds what does not draw.",
            "A drawing in SVG may hold programs, pages and files from elsewhere. None of these is published: the drawing is shown without them.",
        ),
        Code::UnknownReference => (
            "A work is cited that is not in `content/references.bib`.",
            "`[@key]` names a work by its key in that file.",
        ),
        Code::BadBibliography => (
            "The list of references cannot be read.",
            "`content/references.bib` holds works as BibLaTeX writes them: `@article{key, title = {…}, …}`. Mostly a brace or a comma is missing. `content/references.yaml` holds works in hayagriva's YAML. The works that can be read are used.",
        ),
        Code::BadStyle => (
            "A style of citations cannot be read.",
            "`citations: {style: content/own.csl}` names a file in CSL, version 1.0. It must be for citations in the text, by names or by numbers, and have a `<bibliography>`. Until it can be read, works are cited after APA.",
        ),
        Code::BrokenLetters => (
            "A word has broken letters.",
            "Letters such as å and ü are stored in two bytes. Where a program once read them as two letters, `på` became `pÃ¥`. tillit shows what the word probably was.",
        ),
        Code::WrongLanguage => (
            "A text is in another language than it should be.",
            "A screen reader would read it with the wrong voice, and a search engine would show it to the wrong readers. tillit looks at the commonest words and speaks only where they leave no doubt.",
        ),
        Code::EmptyHeading => (
            "A heading has no words.",
            "Screen readers jump from heading to heading; an empty one leads readers to nothing.",
        ),
        Code::SecondTitle => (
            "A heading of the first level stands in the text.",
            "The first level is the page's title, and each page has one. Headings of the text begin at the second level.",
        ),
        Code::HeadingJump => (
            "A heading leaves out a level.",
            "Headings are the outline of a page. Who hears the page takes a missing level for a missing part.",
        ),
        Code::MissingAlt => (
            "An image has no description.",
            "Who does not see the image hears its description instead. An image that only decorates needs none, but says so with two quotation marks: then it is passed over.",
        ),
        Code::EmptyLink => (
            "A link has no text.",
            "Nobody can see or hear such a link, but the keyboard stops at it.",
        ),
        Code::VagueLink => (
            "A link text does not say where the link leads.",
            "Many readers go from link to link, or have a list of them read aloud; there, \"click here\" says nothing. An address as text is spelt out letter by letter.",
        ),
        Code::OtherLanguage => (
            "A link leads to another language than the reader's.",
            "A link to a file means just that translation; a link to an id or a folder leads to the reader's language where the page exists in it.",
        ),
        Code::LongDescription => (
            "A description is too long.",
            "Descriptions stand in lists and in what search engines show. There they are cut after some lines, and what follows is not read.",
        ),
        Code::HardText => (
            "A text is harder to read than the target of its section.",
            "Formulas count words, syllables and sentences; they do not see whether a text is clear. As a warning that sentences have become long they are good enough, and the target is the site's own.",
        ),
        Code::AvoidedWord => (
            "A text uses a word that the glossary says to avoid.",
            "Under `avoid:` the glossary names words that are not to be used for a concept: they mean something else, or hurt. Their inflected forms count too; what is quoted and code do not.",
        ),
        Code::MarkdownSlip => (
            "A character of Markdown has no effect, since something is missing.",
            "What looks almost like Markdown is text, and readers see the characters. Often a space is missing or there is one too many.",
        ),
        Code::BadHost => (
            "A link leads to a website that cannot exist.",
            "The part of the address before the first single slash is the name of the website. With other characters in it, such as a comma, no browser finds it.",
        ),
        Code::UndatedReview => (
            "A review has no date.",
            "A review says how a page stood on a day. Without the day, readers cannot tell what it is worth now.",
        ),
        Code::OverdueReview => (
            "The review of a page is overdue.",
            "Whoever wrote `review_due:` wanted the page to be looked at again by that day. Readers trust it as if that had been done.",
        ),
        Code::OutdatedCourse => (
            "How things stand with a course no longer fits the day.",
            "Nobody can register after the deadline, and what was planned for days that have passed was held or cancelled. Lists put a course that is over among the past ones by themselves; what became of it only you know.",
        ),
        Code::DuplicateTitle => (
            "Two pages of a section have the same title.",
            "In lists, in search results and in the tabs of a browser nobody can tell them apart.",
        ),
        Code::MisnamedSection => (
            "Other texts lie in the folder of an article.",
            "`index.en.md` is an article that has its folder to itself, with its pictures and files. The page of a section, which lists the texts in its folder, is called `_index.en.md`. Without one the texts belong to the section above.",
        ),
        Code::OrphanPage => (
            "No way leads to a page.",
            "From the front pages, readers cannot reach the page by links, lists and menus. That it can be had in another language is no way to find it.",
        ),
        Code::UnusedFile => (
            "A file beside the texts is not used.",
            "Files beside the texts are published. One that no text shows or links to is found by nobody; perhaps it was forgotten, or its name is misspelt where it should stand.",
        ),
        Code::UnusedSubject => (
            "No page is about a subject.",
            "Each subject of `content/subjects.yaml` has a page of its own that lists what is about it. This one lists nothing.",
        ),
        Code::MissingTerm => (
            "A term of the glossary is missing in a language of the site.",
            "It has no page in that language, and texts in it do not link to it.",
        ),
        Code::UncitedReference => (
            "A work in the list of references is cited nowhere.",
            "No text and no data name its key. Readers see it only in the site's list of references.",
        ),
        Code::DeadExternal => (
            "A link to another site is dead.",
            "With `--external`, tillit asks the other sites. This one says that the page is gone (404 or 410), or there is no site of that name (DNS).",
        ),
        Code::UncheckedExternal => (
            "Some links to other sites could not be checked.",
            "They may well be alive. Many sites answer only browsers; others did not answer in time, twice.",
        ),
        Code::TemplateSyntax => (
            "A template is not written as it has to be.",
            "Templates are HTML with `{{ … }}` and `{% … %}`, as Tera writes them. As long as one of them cannot be read, no page can be made.",
        ),
        Code::TemplateFault => (
            "A template failed while a page was made.",
            "It names something that this page does not have, for example. The same fault is not told again for other pages.",
        ),
        Code::UnknownTheme => (
            "The theme named in `tillit.yaml` is not there.",
            "`theme:` names a folder below `themes/`, or else `default`, the theme that tillit carries with it.",
        ),
    };
    Explanation { summary, meaning }
}

/// Returns the text of a phrase.
pub fn phrase(phrase: Phrase) -> &'static str {
    match phrase {
        Phrase::ColonMisplaced => {
            "there is a colon where none can stand; a text with `: ` in it needs quotation marks"
        }
        Phrase::QuoteUnclosed => "a quotation mark is not closed",
        Phrase::BraceUnclosed => "a brace `{` is not closed, or a comma is missing",
        Phrase::BracketUnclosed => "a bracket `[` is not closed, or a comma is missing",
        Phrase::ColonInBrackets => "there is a colon inside brackets; a bracket `[` or `{` may not be closed",
        Phrase::BlankMissing => "a blank is missing after `:` or `-`",
        Phrase::BracketOrIndentation => {
            "a bracket `[` or `{` is not closed, or the line after it is not indented"
        }
        Phrase::BracketTooMany => "there is a closing bracket too many",
        Phrase::StarNeedsQuotes => "a text that begins with `*` needs quotation marks",
        Phrase::AmpersandNeedsQuotes => "a text that begins with `*` or `&` needs quotation marks",
        Phrase::ExclamationNeedsQuotes => "a text that begins with `!` needs quotation marks",
        Phrase::PercentNeedsQuotes => "a text that begins with `%` needs quotation marks",
        Phrase::SignNeedsQuotes => "a text cannot begin with this character without quotation marks",
        Phrase::BackslashTwice => "a backslash between double quotation marks must be written twice",
        Phrase::AfterClosingQuote => "something follows the closing quotation mark",
        Phrase::ItemMisplaced => "a list item `- ` cannot stand here; begin it on a line of its own",
        Phrase::Indentation => "the line is not indented like its neighbours",
        Phrase::IndentationOrHyphen => "the line is not indented like its neighbours, or a `- ` is missing",
        Phrase::IndentationOrQuote => {
            "the line is not indented like its neighbours, or something follows a closing quotation mark"
        }
        Phrase::ColonMissing => "a line without a colon stands among keys",
        Phrase::KeyMisplaced => "a key cannot stand here",
        Phrase::TextOnNextLine => "after `|` or `>` the text begins on the next line",
        Phrase::EndMarkMisplaced => "a line `---` or `...` stands where none can stand",
        Phrase::RepeatsTooMuch => "the references `*…` repeat more than this file may hold",
        Phrase::TooDeep => "lists or keys stand too deep in one another",
        Phrase::DeeperThan => "lists or keys stand more than {most} deep in one another",
        Phrase::HyphenNeedsBlank => {
            "a `-` must be followed by a blank, or the text be put between quotation marks"
        }
        Phrase::EndsTooEarly => "the text ends too early",
        Phrase::SecondDocument => {
            "after a line `---` or `...` a second document begins; a file holds only one"
        }
        Phrase::KeyTwice => "a key stands here twice",
        Phrase::TabMisplaced => "there is a tab where only spaces can stand",
        Phrase::NotYaml => "the line is not what YAML expects at this place",
        Phrase::CloseQuote => "Write the same quotation mark at the end of the text.",
        Phrase::CloseBracket => {
            "Close the bracket, put a comma between its parts, or put the whole text between quotation marks."
        }
        Phrase::IndentLine => "Indent the line like its neighbours, with spaces and never with tabs.",
        Phrase::QuoteText => "Put the text between quotation marks.",
        Phrase::LookAtYaml => {
            "Check the indentation (spaces, never tabs) and put a text that contains `: ` or starts with a character such as `@`, `*`, `[` between quotation marks."
        }
        Phrase::WholeNumber => "a whole number",
        Phrase::WholeNumberFrom => "a whole number, {least} or more",
        Phrase::WholeNumberBetween => "a whole number from {least} to {most}",
        Phrase::Number => "a number",
        Phrase::NumberBetween => "a number from {least} to {most}",
        Phrase::NumberAtLeast => "a number of at least {least}",
        Phrase::NumberAtMost => "a number of at most {most}",
        Phrase::NumberAbove => "a number above {least}",
        Phrase::Text => "a text",
        Phrase::Letter => "a single letter",
        Phrase::YesOrNo => "yes or no (`true` or `false`)",
        Phrase::List => "a list",
        Phrase::EmptyList => "an empty list",
        Phrase::ListOf => "a list of {count}",
        Phrase::Keys => "a set of keys with values",
        Phrase::Nothing => "nothing",
        Phrase::OtherForm => "another form of value",
        Phrase::OneOf => "one of: {known}",
        Phrase::DateSuchAs => "a date such as 2026-05-17",
        Phrase::DateUpTo => "a date up to {date}",
        Phrase::TimeSuchAs => "a time such as 09:30",
        Phrase::TimeUpTo => "a time up to {time}",
        Phrase::TimeAfter => "a time after {time}",
        Phrase::TimeThatExists => "a time that exists on this day: clocks are set forward over this one",
        Phrase::ZoneSuchAs => "a time zone such as Europe/Oslo",
        Phrase::AmountSuchAs => "an amount such as 500 or 290.50",
        Phrase::CurrencySuchAs => "a currency such as NOK, EUR or SEK",
        Phrase::CountrySuchAs => "a country such as NO, DE or SE",
        Phrase::EmailSuchAs => "an address such as post@example.org",
        Phrase::DayThatExists => "a day that exists; there is no {day}",
        Phrase::AddressSuchAs => "an address such as https://example.org",
        Phrase::ReportAddressSuchAs => {
            "an address such as https://example.org/report?page={url} or mailto:editors@example.org"
        }
        Phrase::OrcidSuchAs => "an ORCID iD with its last digit right, such as 0000-0002-1825-0097",
        Phrase::ListSuchAs => {
            "`home`, `subjects`, `people`, or a name such as `section:articles`, `subject:…`, `person:…`"
        }
        Phrase::StepSuchAs => {
            "something to read, such as `article:rupture`, `instrument:wai-sr`, `course:2014` or `term:alliance`"
        }
        Phrase::SectionSuchAs => "`home`, or the name of a section such as `section:articles`",
        Phrase::ReadabilityOfTexts => {
            "How hard texts are to read (LIX and WSTF 1, the first Wiener Sachtextformel: more is harder; Amstad and Flesch: less is harder; `!`: harder than the target)"
        }
        Phrase::WriteShorter => {
            "Shorter sentences and fewer long words help most: now a sentence has {words} words on average, and {long} % of the words have more than six letters."
        }
        Phrase::Decimal => "{whole}.{tenths}",
        Phrase::TextOrTexts => "a text, or a list of texts",
        Phrase::LanguageTagSuchAs => "a language tag such as nb, de, sv, en or fr",
        Phrase::FileBeside => "the name of a YAML file beside the text, such as findings.yaml",
        Phrase::OtherLanguageTag => "the tag of another language of this text",
        Phrase::OnlyIfOpen => "no, unless the status of the licence is `open`",
        Phrase::FoundYesOrNo => "yes or no (`{value}`)",
        Phrase::FoundNumber => "the number `{value}`",
        Phrase::FoundText => "the text `{value}`",
        Phrase::FoundQuotedText => "the text `{value}` in quotation marks",
        Phrase::NoneKnown => "none",
        Phrase::ThisFile => "this file",
        Phrase::HeadingNeedsBlank => "after `{marks}` a space is missing, so this is no heading",
        Phrase::LinkHasBlank => "between `]` and `(` no space can stand, so this is no link",
        Phrase::BoldUnclosed => "`**` is not closed, or a letter stands right behind the closing one",
        Phrase::TableNeedsLine => "a table needs a line `|---|---|` under its first row, with as many cells",
        Phrase::HeaderAbsent => "a line `---` is missing",
        Phrase::HeaderBelowBlank => "an empty line stands before `---`",
        Phrase::HeaderWithDash => "its first line is `{line}`, not three hyphens",
        Phrase::IsDraft => "it is a draft",
        Phrase::DatedLater => "it is dated {date}",
        Phrase::HtmlInDescription => "it stands in the description of an image",
        Phrase::HtmlDeclaration => "declarations do not pass, nor does a comment without its end `-->`",
        Phrase::HtmlRefused => "this site takes no HTML",
        Phrase::HtmlInParagraph => "it cannot stand inside a paragraph",
        Phrase::HtmlTooDeep => "it is nested too deeply",
        Phrase::HtmlAttribute => "the attribute `{attribute}` does not pass",
        Phrase::HtmlElement => "this element does not pass",
        Phrase::LinkInCircle => "the link leads back to a folder that holds it",
        Phrase::LinkToNothing => "the link leads to nothing",
        Phrase::LinkToItself => "the link cannot be followed; it may lead back to itself",
        Phrase::NotPermitted => "you are not permitted to read it",
        Phrase::NoLongerThere => "it is no longer there",
        Phrase::NameNotText => "its name is not stored as UTF-8 text",
        Phrase::NameDeceptive => {
            "its name holds a line break, a control character, or one that changes the direction of the text"
        }
        Phrase::PathTooLong => "the path that begins so is longer than 1,000 bytes",
        Phrase::NotAFile => "it is not a file but a pipe, a socket or a device",
        Phrase::NameOfDevice => "Windows keeps this name for a device",
        Phrase::NameOfFolder => "it names a folder and no file",
        Phrase::NameEndsInDot => "Windows takes no name that ends in a dot or a space",
        Phrase::NameUnseen => "it contains a backslash or a character that nobody can see",
        Phrase::NameOfSigns => "Windows takes no name with one of the characters `< > : \" ? * |`",
        Phrase::NameTooLong => "it is longer than 255 bytes",
        Phrase::SystemSays => "the system says \"{said}\"",
        Phrase::SystemSaysNothing => "the system does not say why",
        Phrase::GroupUnbalanced => "a brace, bracket or environment is not opened or not closed",
        Phrase::UnknownEnvironment => "there is no environment of this name",
        Phrase::DollarInFormula => "a `$` cannot stand inside a formula",
        Phrase::HashInFormula => "a `#` cannot stand here; write `\\#`",
        Phrase::UnknownCommand => "a command is not known",
        Phrase::ArgumentMissing => "what a command needs after it is missing",
        Phrase::ScriptTwice => "two `_` or two `^` follow the same character; put braces around one part",
        Phrase::DelimiterMissing => "a bracket is missing after `\\left`, `\\right` or the like",
        Phrase::UnknownColour => "there is no colour of this name",
        Phrase::AlignmentMisplaced => {
            "an `&` or `\\\\` can stand only in an environment with columns or lines"
        }
        Phrase::FormulaTooLong => "it is too long",
        Phrase::FormulaTooDeep => "it is nested too deeply",
        Phrase::FormulaDefines => "commands cannot be defined in it",
        Phrase::FormulaBeyond => "it is beyond what can be shown",
        Phrase::ReferenceEndsTooEarly => "the entry ends too early; a brace may not be closed",
        Phrase::SignMissing => "`{sign}` is missing here",
        Phrase::NameMissing => "a name is missing here",
        Phrase::SignMisplaced => "`{sign}` cannot stand here",
        Phrase::UnknownAbbreviation => "the abbreviation `{name}` is not defined",
        Phrase::ReferenceKeyTwice => "the key `{key}` is used twice",
        Phrase::NoSuchDay => "there is no such day or month",
        Phrase::ReferenceValue => "a number, a date or a choice in it is not written as expected",
        Phrase::Said => "{said}",
        Phrase::TemplateTooSlow => {
            "The template `{template}` took more than {most} seconds for the page `{page}`, so tillit stopped. Look for loops within loops. What was published before is untouched."
        }
        Phrase::TemplateTooGreedy => {
            "The template `{template}` took more than {most} MB of memory for the page `{page}`, so tillit stopped. Look for texts that grow in a loop. What was published before is untouched."
        }
        Phrase::TemplateStopped => {
            "it took more time or memory than any page can need, so the server began anew without it, and tries it again as soon as a template changes"
        }
        Phrase::CannotMakeFolder => "the folder `{path}` cannot be made: {reason}",
        Phrase::CannotWrite => "`{path}` cannot be written: {reason}",
        Phrase::CannotRead => "`{path}` cannot be read: {reason}",
        Phrase::CannotRemove => "`{path}` cannot be removed: {reason}",
        Phrase::CannotLock => "`{path}`, which keeps other builds away, cannot be used: {reason}",
        Phrase::CannotPublish => "the new site cannot be put at `{path}`: {reason}",
        Phrase::CannotPutBack => "the old site cannot be put back from `{path}`: {reason}",
        Phrase::OldRemains => {
            "the new site is published, but the old one, now at `{path}`, cannot be removed: {reason}"
        }
        Phrase::OutputOverlaps => {
            "the output folder `{folder}` overlaps with the sources in `{sources}`; choose another output folder"
        }
        Phrase::OutputNotOurs => {
            "the output folder `{folder}` holds files and was not made by tillit; choose an empty or a new folder"
        }
        Phrase::OutputNotAFolder => "`{folder}` cannot be an output folder",
        Phrase::OutputBusy => "another build is writing to `{folder}` at the moment; wait until it has ended",
        Phrase::OutputBusyBy => {
            "another build (process {process}) is writing to `{folder}` at the moment; wait until it has ended"
        }
        Phrase::OutputBound => {
            "the output folder `{folder}` is bound to its place, as a mount point is, and cannot be replaced; choose a folder inside it"
        }
        Phrase::OutputBadPath => "`{path}` cannot be the path of an output",
        Phrase::OutputTwice => "two outputs have the path `{path}`",
        Phrase::OutputInTheWay => {
            "`{path}` was not made by tillit and stands where a page should be written; move it or rename the page"
        }
        Phrase::OutputGone => "`{path}` is not in the output folder any more",
        Phrase::RootUnreadable => "the site's folder `{folder}` cannot be read: {reason}",
        Phrase::NoPortFree => "no port from {port} on is free; choose another with `--port`",
        Phrase::CannotListen => "the site cannot be shown at {address}: {reason}",
        Phrase::CannotWatch => "changes in the folder `{folder}` cannot be noticed: {said}",
        Phrase::WatchLimit => {
            "the system watches no more folders at once; on Linux `sysctl fs.inotify.max_user_watches=524288` raises its limit"
        }
        Phrase::LooksInstead => {
            "Changes are looked for twice a second, since the system does not tell of them: {reason}"
        }
        Phrase::OwnFault => {
            "tillit itself has a fault here. What was shown before is still shown; report what stands above, so that it can be mended."
        }
        Phrase::AddressUnreadable => "This address cannot be read.",
        Phrase::OnlyLocalhost => {
            "This server answers only to those who write the site: at localhost, or at its address in numbers."
        }
        Phrase::OnlyGet => "Only GET and HEAD are answered.",
        Phrase::NoSuchPage => "There is no such page.",
        Phrase::SystemRefuses => "the system does not permit it",
        Phrase::DiskFull => "the disk is full",
        Phrase::DiskReadOnly => "the disk can be read but not written to",
        Phrase::FileTooLarge => "the file is too large for the system",
        Phrase::LinkInTheWay => "it is a symbolic link; remove it",
        Phrase::NothingThere => "there is no such file or folder",
        Phrase::TemplateBranches => "it has more than {most} `elif`",
        Phrase::TemplateMissing => "there is no template `{name}`",
        Phrase::TemplateInItself => "`{name}` uses itself, or too many others: {way}",
        Phrase::PageTooLong => "the page would be longer than {most} MB",
        Phrase::ReferencesTooLong => "the file is longer than {most} MB; split it",
        Phrase::ReferencesInCircle => "`crossref` or `xdata` leads in a circle, or through too many entries",
        Phrase::ReferencesTooMuch => {
            "with all its abbreviations and cross-references written out, the file is too long"
        }
        Phrase::StyleSuchAs => {
            "the name of a style, such as `apa`, `vancouver` or `ieee`, or the path of a file, such as `content/own.csl`"
        }
        Phrase::StyleInText => "a style that cites in the text; this one cites in footnotes",
        Phrase::StyleWithList => "a style with a list of works; this one has none",
        Phrase::StyleFile => "the path of a `.csl` file in `content`",
        Phrase::NotAStyle => "there is no `<style>` around all of it",
        Phrase::TagUnclosed => "here begins a tag that does not end",
        Phrase::TagNotClosed => "`<{element}>` is not closed",
        Phrase::TagNotOpened => "`</{element}>` closes what was not opened",
        Phrase::StyleTooLong => "the file is longer than {most} MB",
        Phrase::TagTooLong => "a tag is longer than {most} kB",
        Phrase::StyleTooDeep => "elements stand more than {most} deep in one another",
        Phrase::StyleTooMuch => "with its macros written out, it has more than {most} elements",
        Phrase::MacroUnknown => "there is no macro `{macro}`",
        Phrase::MacroInCircle => "the macro uses itself",
        Phrase::StyleElement => "`<{element}>` is not as CSL has it",
        Phrase::StyleOfNotes => "it cites in footnotes; take a style that cites in the text",
        Phrase::StyleWithoutList => "it has no `<bibliography>`, but readers need the list of works",
        Phrase::StyleOfAnother => "it only names another style, {parent}; take that one",
        Phrase::NoQuestion => "has no heading in it, so it asks nothing",
        Phrase::TextBeforeQuestion => "begins with text that stands below no question",
        Phrase::BracesTooDeep => "braces stand more than {most} deep in one another",
        Phrase::FieldTooLong => {
            "the field is longer than {bytes} kB or has more than {pieces} groups in braces or parts"
        }
        Phrase::AbbreviationsInCircle => "the abbreviations lead in a circle, or through too many others",
        Phrase::ReferredKeyPlain => "a key that is referred to must be plain",
        Phrase::Error => "error",
        Phrase::Warning => "warning",
        Phrase::Note => "note",
        Phrase::Help => "help",
        Phrase::DidYouMean => "did you mean `{guess}`?",
        Phrase::TheOther => "here, too",
        Phrase::AndMore => "and {count} more",
        Phrase::AndMoreOfKind => "and {count} more of this kind in this file",
        Phrase::Errors => "{count} error | {count} errors",
        Phrase::Warnings => "{count} warning | {count} warnings",
        Phrase::WrongExample => "Wrong:",
        Phrase::MendedExample => "Right:",
        Phrase::ReadingFiles => "Reading files",
        Phrase::ReadingTexts => "Reading texts",
        Phrase::MakingPages => "Making pages",
        Phrase::BuildDone => {
            "Pages: {pages}. Files: {written} written, {unchanged} unchanged, {removed} removed. Time: {seconds} s."
        }
        Phrase::NotPublished => {
            "The site has errors, so nothing was published. What was published before is untouched."
        }
        Phrase::Stopped => "Stopped. What was published before is untouched.",
        Phrase::CheckDone => "Pages: {pages}. Nothing was written. Time: {seconds} s.",
        Phrase::NothingWrong => "Nothing is wrong.",
        Phrase::WarningsDenied => "With `--deny warnings`, warnings count as errors.",
        Phrase::PortTaken => "Port {port} is taken by another program.",
        Phrase::SiteIsAt => "The site is at {url} (Ctrl-C ends it).",
        Phrase::OthersSee => "Everyone in the same network can see the site too, unfinished texts included.",
        Phrase::OthersSeeAt => {
            "Everyone in the same network can see the site too, unfinished texts included: {url}"
        }
        Phrase::UpToDate => "The site is up to date.",
        Phrase::LookedAt => "{count} of {total} pages looked at",
        Phrase::NoBrowser => "No browser could be opened; go to {url} yourself.",
        Phrase::NoFolder => "there is no folder `{folder}`",
        Phrase::NoSite => {
            "neither `{folder}` nor a folder above it has a `{file}`; go to the site's folder, or name it with `--root`; `tillit new` begins a site"
        }
        Phrase::FolderUnreadable => "the current folder cannot be read: {said}",
        Phrase::NoSchema => "there is no schema `{name}`",
        Phrase::ListOfSchemas => "`tillit schema` lists all schemas.",
        Phrase::SchemasWritten => "The schemas stand in `{folder}`.",
        Phrase::NoThemeFile => "the theme has no file `{name}`",
        Phrase::ListOfThemeFiles => "`tillit theme eject` lists all files of the theme.",
        Phrase::ThemeFileThere => "`{path}` is there already; nothing was changed",
        Phrase::ThemeFileWritten => {
            "`{path}` is now yours to change. Delete it, and the theme's own file counts again."
        }
        Phrase::NoCode => "there is no code `{code}`",
        Phrase::ListOfCodes => "`tillit explain` lists all codes.",
        Phrase::FolderNotEmpty => "the folder `{folder}` is not empty; name a new one",
        Phrase::SiteBegun => "A new site stands in `{folder}`.",
        Phrase::ShowSiteWith => "Show it with: {command}",
        Phrase::NotAText => "`{file}` is not a text of this site",
        Phrase::NotASiteLanguage => "`{language}` is not a language of this site; it has: {known}",
        Phrase::FileThere => "`{file}` is there already; nothing was changed",
        Phrase::IsOriginal => "`{file}` is the original; name a translation, or its original with `--from`",
        Phrase::NoOriginal => "`{file}` has no original in the language `{language}`",
        Phrase::NothingTranslated => {
            "nothing in `{file}` is translated yet: it says what `{original}` says, word for word"
        }
        Phrase::TranslationBegun => {
            "{file} was made. Translate it, and take out `draft: true` when it is done."
        }
        Phrase::Recorded => "Recorded: {file} says what {original} says.",
        Phrase::TextsUpToDate => "Up to date",
        Phrase::ToDo => "To do",
        Phrase::NothingToTranslate => "Nothing to do: every text is there in every language and up to date.",
        Phrase::TranslationMissing => "{original} has no translation into {language}",
        Phrase::TranslationIsDraft => "{file} is a draft",
        Phrase::TranslationUnrecorded => "{file} has no record of its original, {original}",
        Phrase::TranslationOutdated => "{file} is behind {original}",
        Phrase::ChangedOn => "changed on {date}",
        Phrase::RecordedOn => "up to date on {date}",
        Phrase::TranslateWith => "Begin with: {command}",
        Phrase::DraftEnds => "When it is done, take out `draft: true`.",
        Phrase::RecordWith => "When it says what the original says: {command}",
        Phrase::BlockAdded => "new",
        Phrase::BlockRemoved => "removed",
        Phrase::BlockChanged => "changed",
        Phrase::BlockMoved => "moved",
        Phrase::AtLine => "line {line}",
        Phrase::BlockTitle => "title",
        Phrase::BlockDescription => "description",
        Phrase::BlockHeading => "heading",
        Phrase::BlockParagraph => "paragraph",
        Phrase::BlockItem => "item of a list",
        Phrase::BlockRow => "row of a table",
        Phrase::BlockCode => "code",
        Phrase::BlockQuote => "quotation or note",
        Phrase::BlockFootnote => "footnote",
        Phrase::BlockHtml => "HTML in the text",
        Phrase::BlockDirective => "directive",
    }
}
