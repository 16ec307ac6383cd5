//! After any storm of changes the server's state is that of a clean build, byte for byte.
//!
//! A server keeps up with a folder in which a script of changes is replayed, as editors, Git and clocks make them. The
//! scripts are drawn from a seed, so a failure comes back. Then the state must become what a new build of the folder
//! is: soon, but the test does not say how soon.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use tillit::diagnostic::{self, Diagnostic, Tongue};
use tillit::serve::Preview;
use tillit::serve::renewal::{self, Watching, Wishes};
use tillit::source::folder::Folder;
use tillit::{Memory, Options, build};

use crate::server::{PATIENCE, write};

const CONFIG: &str = "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n  sv: {name: \
                      Svenska, title: Tillit}\nmenu: [section:articles, subjects]\npage_size: 2\n";

const TEXTS: [&str; 7] = [
    "content/_index.nb.md",
    "content/articles/_index.nb.md",
    "content/articles/_index.sv.md",
    "content/articles/trust/index.nb.md",
    "content/articles/trust/index.sv.md",
    "content/articles/bond.nb.md",
    "content/articles/goal.nb.md",
];

/// Draws numbers, the same from the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end as u64).expect("it is below the end")
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn text(&mut self) -> String {
        let title = self.of(&["Tillit", "Bånd", "Mål", "x: y", "\"Å lytte\""]);
        let link = self.of(&[
            "article:trust",
            "article:bond#om",
            "../goal.nb.md",
            "https://a.b",
            "article:new",
        ]);
        let more = self.of(&[
            "",
            "draft: true\n",
            "slug: annet\n",
            "weight: 1\n",
            "aliases: [/gammel/]\n",
        ]);
        let number = self.below(1000);
        format!("---\ntitle: {title}\nsubjects: [trust]\n{more}---\n\nSe [her]({link}), {number}.\n\n## Om\n")
    }
}

fn begin(root: &Path) {
    write(root, "tillit.yaml", CONFIG);
    write(root, "content/subjects.yaml", "trust: {name: Tillit}\n");
    write(
        root,
        "content/articles/trust/picture.png",
        "no picture, but a file",
    );
    write(root, "static/style.css", "a {}");
    for path in TEXTS {
        write(root, path, "---\ntitle: Tillit\n---\n\nEn tekst.\n");
    }
}

/// One change, as a program makes it. Each leaves the folder whole.
fn change(root: &Path, random: &mut Random) -> &'static str {
    let path = random.of(&TEXTS);
    let place = root.join(path);
    let text = random.text();
    let _ = fs::create_dir_all(place.parent().expect("texts lie in folders"));
    match random.below(16) {
        0 | 1 => {
            write(root, path, &text);
            "write"
        }
        2 => {
            // In pieces, as a slow program does.
            let (one, two) = text.split_at(text.find("---\n\n").expect("it has a head"));
            fs::write(&place, one).expect("the folder is ours");
            std::thread::sleep(Duration::from_millis(5));
            fs::write(&place, format!("{one}{two}")).expect("the folder is ours");
            "write in pieces"
        }
        3 => {
            // vim: a probe, the old file aside, a new one in its place.
            let (probe, backup) = (place.with_file_name("4913"), place.with_extension("md~"));
            fs::write(&probe, "").expect("the folder is ours");
            fs::remove_file(&probe).expect("it was just made");
            let _ = fs::rename(&place, &backup);
            fs::write(&place, &text).expect("the folder is ours");
            let _ = fs::remove_file(&backup);
            "vim"
        }
        4 => {
            // VS Code and JetBrains: a file beside it, renamed over it.
            let beside = place.with_extension("md___jb_tmp___");
            fs::write(&beside, &text).expect("the folder is ours");
            fs::rename(&beside, &place).expect("it was just made");
            "JetBrains"
        }
        5 => {
            // Emacs: a lock that is a link to nothing.
            #[cfg(unix)]
            {
                let name = path.rsplit('/').next().unwrap_or(path);
                let lock = place.with_file_name(format!(".#{name}"));
                let _ = std::os::unix::fs::symlink("somebody@somewhere.1:2", &lock);
                fs::write(&place, &text).expect("the folder is ours");
                let _ = fs::remove_file(&lock);
            }
            "Emacs"
        }
        6 => {
            let _ = fs::remove_file(&place);
            "delete"
        }
        7 => {
            let _ = fs::remove_file(&place);
            fs::write(&place, &text).expect("the folder is ours");
            "delete and make anew"
        }
        8 => {
            let (one, two) = (root.join("content/articles"), root.join("content/essays"));
            let (from, to) = if one.exists() { (one, two) } else { (two, one) };
            let _ = fs::rename(&from, &to);
            // At once there is something new in it.
            write(&to, "new.nb.md", &text);
            "folder renamed"
        }
        9 => {
            // Git switches to a branch with many more files, and back.
            for number in 0..40 {
                write(root, &format!("content/branch/deep/a{number}.nb.md"), &text);
            }
            if random.below(2) == 0 {
                fs::remove_dir_all(root.join("content/branch")).expect("it was just made");
            }
            "checkout"
        }
        10 => {
            // A clock that is wrong, ahead or behind.
            write(root, path, &text);
            let day = Duration::from_secs(86_400);
            let time = if random.below(2) == 0 {
                SystemTime::now() + day
            } else {
                SystemTime::now() - 400 * day
            };
            let file = File::options()
                .write(true)
                .open(&place)
                .expect("it was just made");
            file.set_modified(time).expect("it is ours");
            "clock"
        }
        11 => {
            write(root, "tillit.yaml", "languages: [\n");
            if random.below(3) > 0 {
                std::thread::sleep(Duration::from_millis(
                    u64::try_from(random.below(40)).unwrap_or_default(),
                ));
                write(
                    root,
                    "tillit.yaml",
                    &CONFIG.replace("page_size: 2", "page_size: 3"),
                );
            }
            "settings break"
        }
        12 => {
            write(root, "templates/article.html", "<p>{{ page.title }}{% if %}");
            if random.below(3) > 0 {
                write(
                    root,
                    "templates/article.html",
                    "<p>{{ page.title }} {{ page.body | safe }}",
                );
            }
            "template breaks"
        }
        13 => {
            let aside = root.join("aside");
            let _ = fs::rename(root.join("content"), &aside);
            std::thread::sleep(Duration::from_millis(
                u64::try_from(random.below(30)).unwrap_or_default(),
            ));
            let _ = fs::rename(&aside, root.join("content"));
            let _ = fs::remove_dir_all(&aside);
            "content away and back"
        }
        14 => {
            // Files that are no texts, twice in one tick of the clock and of one length.
            for letter in ["a", "b"] {
                write(root, "content/articles/trust/picture.png", &letter.repeat(9));
                write(root, "static/deep/font.woff2", &letter.repeat(9));
            }
            "other files"
        }
        _ => {
            for _ in 0..60 {
                write(root, path, &random.text());
            }
            "burst"
        }
    }
}

fn options() -> Options {
    Options::default()
}

fn follow(root: &Path, watching: Watching) -> Arc<Preview> {
    let wishes = Wishes {
        options: options(),
        watching,
        tongue: Tongue::English,
        editor: String::new(),
    };
    renewal::start(root, wishes, Arc::new(|_| {})).expect("the folder can be read")
}

/// Waits until the state is that of the folder, and compares all that can be had of it.
fn compare(preview: &Preview, root: &Path, script: &[&str]) {
    let end = Instant::now() + PATIENCE;
    let folder = Folder::read(root).expect("the folder can be read");
    let wrong = |diagnostics: &[Diagnostic], more: &[Diagnostic]| {
        let mut all = [diagnostics, more].concat();
        diagnostic::sort(&mut all);
        all
    };
    let clean = build(&folder.sources, &options(), &mut Memory::default());
    let faults = wrong(&folder.diagnostics, &clean.diagnostics);
    loop {
        let state = preview.state();
        let paths = |built: &tillit::Built| built.outputs.keys().cloned().collect::<BTreeSet<_>>();
        let is_same = state.diagnostics == faults
            && paths(&state.built) == paths(&clean)
            && state.built.outputs.iter().all(|(path, recipe)| {
                let (served, made) = (state.make(path), clean.make(recipe_of(&clean, path, recipe)));
                served.is_some_and(|served| served.bytes == made.bytes)
            });
        if is_same {
            return;
        }
        if Instant::now() > end {
            assert_eq!(
                state.folder.changed_since(&folder),
                [],
                "read wrongly after {script:?}"
            );
            assert_eq!(state.diagnostics, faults, "other faults after {script:?}");
            assert_eq!(
                paths(&state.built),
                paths(&clean),
                "other outputs after {script:?}"
            );
            for path in clean.outputs.keys() {
                let made = clean.force(path).map(|output| output.bytes);
                let served = state.make(path).map(|made| made.bytes.to_vec());
                assert!(served == made, "{path} differs after {script:?}");
            }
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn recipe_of<'a>(
    clean: &'a tillit::Built,
    path: &str,
    other: &'a tillit::pipeline::Recipe,
) -> &'a tillit::pipeline::Recipe {
    clean.outputs.get(path).unwrap_or(other)
}

fn replay(watching: Watching, seed: u64, scripts: usize) {
    let site = tempfile::tempdir().expect("a temporary folder can be made");
    // Links in the way there would make all paths of events others than ours.
    let root = site.path().canonicalize().expect("the folder is ours");
    begin(&root);
    let preview = follow(&root, watching);
    let mut random = Random(seed);
    for _ in 0..scripts {
        let changes = 1 + random.below(8);
        let script: Vec<&str> = (0..changes).map(|_| change(&root, &mut random)).collect();
        compare(&preview, &root, &script);
    }
}

#[test]
fn the_state_is_that_of_a_clean_build_after_any_storm() {
    replay(Watching::Events, 1, 14);
}

#[test]
fn so_it_is_where_the_system_tells_nothing() {
    replay(Watching::Polling, 2, 4);
}

#[test]
fn a_folder_that_is_gone_and_comes_back_is_followed_again() {
    let site = tempfile::tempdir().expect("a temporary folder can be made");
    let root = site
        .path()
        .canonicalize()
        .expect("the folder is ours")
        .join("site");
    begin(&root);
    let preview = follow(&root, Watching::Events);
    let aside = root.with_extension("aside");
    for number in 0..2 {
        fs::rename(&root, &aside).expect("the folder is ours");
        write(
            &aside,
            "content/articles/bond.nb.md",
            &format!("---\ntitle: {number}\n---\n"),
        );
        fs::rename(&aside, &root).expect("the folder is ours");
        compare(&preview, &root, &["away and back"]);
        write(
            &root,
            "content/articles/goal.nb.md",
            &format!("---\ntitle: {number}\n---\n"),
        );
        compare(&preview, &root, &["edited afterwards"]);
    }
}

#[test]
fn a_thousand_edits_leave_the_last() {
    let site = tempfile::tempdir().expect("a temporary folder can be made");
    let root = site.path().canonicalize().expect("the folder is ours");
    begin(&root);
    let preview = follow(&root, Watching::Events);
    let mut random = Random(3);
    for _ in 0..1000 {
        let path = random.of(&TEXTS);
        write(&root, path, &random.text());
    }
    compare(&preview, &root, &["a thousand edits"]);
}
