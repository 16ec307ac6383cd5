//! The output folder under hard conditions: killed builds, readers meanwhile, a full disk, other builds, wrong places.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
#[cfg(unix)]
use std::process::Stdio;

use tillit::output::write::Stage;

use super::{CONFIG, said, site, tillit, tree, write};

const PROGRAM: &str = env!("CARGO_BIN_EXE_tillit");

/// What is in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| {
            entry
                .expect("it can be listed")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_folder_that_is_not_for_output_is_refused_and_left_alone() {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let root = home.path().join("site");
    for folder in ["content", "static", "templates", "themes/own", "empty"] {
        fs::create_dir_all(root.join(folder)).expect("the folder is ours");
    }
    write(&root, "tillit.yaml", CONFIG);
    write(
        &root,
        "content/trust.nb.md",
        "---\ntitle: Tillit\n---\n\nEn tekst.\n",
    );
    fs::create_dir(home.path().join("letters")).expect("the folder is ours");
    write(home.path(), "letters/dear.txt", "Kjære");
    write(home.path(), "file", "a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../letters", root.join("link")).expect("the folder is ours");
    let before = tree(home.path());
    let overlap = "overlaps with the sources";
    let mut cases = vec![
        (".", overlap),
        ("..", overlap),
        ("content", overlap),
        ("content/public", overlap),
        ("static/public", overlap),
        ("templates", overlap),
        ("themes/own/public", overlap),
        ("empty/../content", overlap),
        ("../letters", "was not made by tillit"),
        ("../file", "cannot be an output folder"),
        ("../file/public", "cannot be an output folder"),
        ("/", "overlaps with the sources"),
    ];
    if cfg!(unix) {
        cases.push(("link", "was not made by tillit"));
    }
    for (output, reason) in cases {
        let refused = tillit(&root, &["build", "--output", output]);
        let said = said(&refused);
        assert_eq!(refused.status.code(), Some(2), "{output}: {said}");
        assert!(
            said.contains(reason) && said.lines().count() == 1,
            "{output}: {said}"
        );
        assert!(tree(home.path()) == before, "{output} was touched");
        assert_eq!(names(home.path()), ["file", "letters", "site"], "{output}");
    }
    assert_eq!(
        tillit(&root, &["build", "--output", "empty"]).status.code(),
        Some(0)
    );
}

#[test]
fn of_two_builds_into_one_folder_the_second_says_so() {
    let site = site();
    assert_eq!(tillit(site.path(), &["build"]).status.code(), Some(0));
    let public = site.path().join("public");
    let before = tree(&public);
    write(site.path(), "content/bond.nb.md", "---\ntitle: Bånd\n---\n");
    let first = Stage::begin(&public, &[]).expect("nobody builds");
    let second = tillit(site.path(), &["build"]);
    let said = said(&second);
    assert_eq!(second.status.code(), Some(3), "{said}");
    let process = format!("another build (process {}) is writing to", std::process::id());
    assert!(said.contains(&process) && said.contains("public"), "{said}");
    assert!(tree(&public) == before);
    drop(first);
    assert_eq!(tillit(site.path(), &["build"]).status.code(), Some(0));
    assert!(tree(&public) != before);
}

#[cfg(unix)]
#[test]
fn a_file_that_the_disk_does_not_take_is_named() {
    let site = site();
    assert_eq!(tillit(site.path(), &["build"]).status.code(), Some(0));
    let before = tree(&site.path().join("public"));
    fs::create_dir(site.path().join("static")).expect("the folder is ours");
    write(site.path(), "static/long.txt", &"Ord på ord. ".repeat(50_000));
    // Blocks of 512 or 1024 bytes, after the shell.
    let failed = Command::new("sh")
        .args(["-c", "ulimit -f 200; exec \"$@\"", "sh", PROGRAM, "--root"])
        .arg(site.path())
        .arg("build")
        .output()
        .expect("the shell starts");
    let said = said(&failed);
    assert_eq!(failed.status.code(), Some(3), "{:?} {said}", failed.status);
    assert!(
        said.contains("cannot be written") && said.contains("long.txt") && said.contains("too large"),
        "{said}"
    );
    assert!(tree(&site.path().join("public")) == before);
    assert_eq!(names(site.path()), ["content", "public", "static", "tillit.yaml"]);
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }
}

/// A site of a few hundred pages: some are in every edition, some change with it, some are in this one only.
fn edition(root: &Path, name: &str) {
    fs::create_dir_all(root.join("content")).expect("the folder is ours");
    write(root, "tillit.yaml", CONFIG);
    for page in 0..200 {
        let text = match page % 4 {
            0 => format!("Utgave {name}."),
            _ => "Alltid det samme.".to_owned(),
        };
        let file = match page % 10 {
            0 => format!("content/only-{name}-{page}.nb.md"),
            _ => format!("content/page-{page}.nb.md"),
        };
        write(root, &file, &format!("---\ntitle: Side {page}\n---\n\n{text}\n"));
    }
}

fn command(root: &Path, public: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .arg("--root")
        .arg(root)
        .args(["build", "--quiet", "--today", "2026-01-01", "--output"])
        .arg(public);
    command
}

#[cfg(unix)]
fn send(signal: &str, process: &std::process::Child) {
    let _ = Command::new("kill")
        .args(["-s", signal, &process.id().to_string()])
        .stderr(Stdio::null())
        .status();
}

#[cfg(unix)]
#[test]
fn a_hundred_kills_leave_a_whole_site_and_no_reader_misses_a_page() {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::{Duration, Instant};

    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let roots = ["one", "two"].map(|name| {
        let root = home.path().join(name);
        edition(&root, name);
        root
    });
    let www = home.path().join("www");
    let public = www.join("public");
    let begun = Instant::now();
    let trees = roots.each_ref().map(|root| {
        assert!(
            command(root, &public)
                .status()
                .expect("the program starts")
                .success()
        );
        tree(&public)
    });
    let two_builds = begun.elapsed();
    assert!(trees[0] != trees[1]);
    // What both editions have, as either may be read.
    let common: BTreeMap<&PathBuf, [&Vec<u8>; 2]> = trees[0]
        .iter()
        .filter_map(|(path, one)| Some((path, [one, trees[1].get(path)?])))
        .collect();
    assert!(common.len() > 150, "{}", common.len());

    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut read = 0usize;
            while !is_over.load(Ordering::Relaxed) {
                for (path, either) in &common {
                    match fs::read(public.join(path)) {
                        Ok(bytes) if either.contains(&&bytes) => read += 1,
                        Ok(bytes) => return Err(format!("{} has {} bytes", path.display(), bytes.len())),
                        Err(error) => return Err(format!("{}: {error}", path.display())),
                    }
                }
            }
            Ok(read)
        });
        let kills = std::panic::catch_unwind(|| {
            let mut numbers = Numbers(7);
            let mut now = 1;
            let (mut kills, mut builds) = (0, 0);
            // Kills are spread over a little more time than a build takes, however busy the machine is just now.
            let mut window = two_builds / 2;
            while kills < 100 {
                let next = usize::from(numbers.below(2) == 0);
                let mut process = command(&roots[next], &public)
                    .stderr(Stdio::null())
                    .spawn()
                    .expect("the program starts");
                let micros = u64::try_from(window.as_micros()).unwrap_or(u64::MAX);
                std::thread::sleep(Duration::from_micros(numbers.below(micros)));
                match builds % 10 {
                    3 => send("TERM", &process),
                    7 => send("INT", &process),
                    _ => process.kill().expect("it is ours"),
                }
                let status = process.wait().expect("it ends");
                match status.code() {
                    None | Some(130 | 143) => {
                        kills += 1;
                        window = window * 27 / 25;
                    }
                    code => {
                        assert_eq!(code, Some(0));
                        window = window * 4 / 5;
                    }
                }
                builds += 1;
                let found = tree(&public);
                if found == trees[next] {
                    now = next;
                }
                assert!(
                    found == trees[now],
                    "build {builds}, {status}: the site is neither old nor new"
                );
            }
        });
        is_over.store(true, Ordering::Relaxed);
        let read = reader.join().expect("the reader does not panic");
        assert!(matches!(read, Ok(1..)), "{read:?}");
        assert!(kills.is_ok());
    });
    for (root, tree_of_it) in roots.iter().zip(&trees) {
        assert!(
            command(root, &public)
                .status()
                .expect("the program starts")
                .success()
        );
        assert!(tree(&public) == *tree_of_it);
    }
    assert_eq!(names(&www), ["public"], "nothing is left beside the site");
}

#[cfg(unix)]
#[test]
fn a_build_that_is_asked_to_end_takes_its_things_away() {
    for (signal, code) in [("TERM", 143), ("INT", 130)] {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        let root = home.path().join("root");
        edition(&root, "one");
        let www = home.path().join("www");
        let mut process = command(&root, &www.join("public"))
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        while !www.exists() && process.try_wait().expect("it is ours").is_none() {
            std::thread::yield_now();
        }
        while names(&www).len() < 2 && process.try_wait().expect("it is ours").is_none() {
            std::thread::yield_now();
        }
        send(signal, &process);
        let status = process.wait().expect("it ends");
        match status.code() {
            // On a machine that is quick enough, it was done.
            Some(0) => assert_eq!(names(&www), ["public"]),
            ended => {
                assert_eq!(ended, Some(code));
                assert_eq!(names(&www), [""; 0]);
            }
        }
    }
}

/// The files of a site in two languages, with folders, data, a picture's bytes and a theme of its own.
const FILES: [(&str, &str); 9] = [
    (
        "tillit.yaml",
        "base_url: https://example.org\nlanguages:\n  nb: {name: Norsk, title: Tillit}\n  sv: {name: Svenska, title: Tillit}\nmenu: [section:articles, subjects]\npage_size: 2\n",
    ),
    (
        "content/subjects.yaml",
        "trust: {name: {nb: Tillit, sv: Tillit}}\nbond: {name: {nb: Bånd, sv: Band}}\n",
    ),
    ("content/articles/_index.nb.md", "---\ntitle: Artikler\n---\n"),
    (
        "content/articles/a.nb.md",
        "---\ntitle: Ål\nsubjects: [trust, bond]\ndate: 2025-01-01\n---\n\nSe [her](article:b).\n",
    ),
    (
        "content/articles/a.sv.md",
        "---\ntitle: Ål\nsubjects: [bond]\ndate: 2025-01-01\n---\n\nText.\n",
    ),
    (
        "content/articles/b.nb.md",
        "---\ntitle: Zebra\nsubjects: [trust]\ndate: 2025-01-01\n---\n\nTekst.\n",
    ),
    (
        "content/articles/c.nb.md",
        "---\ntitle: Ærlig\nsubjects: [trust]\ndate: 2025-01-01\n---\n\nTekst.\n",
    ),
    ("static/robots-extra.txt", "A file.\n"),
    ("static/deep/er/file.bin", "\u{1}\u{2}"),
];

fn lay_out(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let folder = root.join(path);
        fs::create_dir_all(folder.parent().expect("a file is in a folder")).expect("the folder is ours");
        write(root, path, text);
    }
}

#[test]
fn nothing_of_the_surroundings_shows() {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    let one = home.path().join("one");
    lay_out(&one, &FILES);
    let built = command(&one, Path::new("public"))
        .args(["--jobs", "1"])
        .envs([("TZ", "UTC"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1")])
        .status()
        .expect("the program starts");
    assert!(built.success());
    let expected = tree(&one.join("public"));
    assert!(expected.len() > 15, "{:?}", expected.keys());

    let other = home.path().join("en annen mappe/å");
    let mut files = FILES;
    files.reverse();
    lay_out(&other, &files);
    for (path, _) in FILES {
        let file = fs::File::options()
            .write(true)
            .open(other.join(path))
            .expect("it was written");
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(981_173_106);
        file.set_modified(time).expect("the file is ours");
    }
    let built = command(&other, Path::new("public"))
        .env_clear()
        .envs([
            ("TZ", "Pacific/Auckland"),
            ("LANG", "sv_SE.UTF-8"),
            ("LC_ALL", "sv_SE.UTF-8"),
        ])
        .envs([
            ("HOME", "/nowhere"),
            ("RAYON_NUM_THREADS", "7"),
            ("COLUMNS", "20"),
        ])
        .current_dir(home.path())
        .status()
        .expect("the program starts");
    assert!(built.success());
    assert!(tree(&other.join("public")) == expected);

    #[cfg(unix)]
    as_another_user(home.path(), &expected);
}

/// Builds with another umask. Only root may become another user, and only where there is `setpriv`; elsewhere that part
/// is left out.
#[cfg(unix)]
fn as_another_user(home: &Path, expected: &BTreeMap<PathBuf, Vec<u8>>) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    const NOBODY: u32 = 65_534;
    let root = home.join("theirs");
    lay_out(&root, &FILES);
    let is_root = fs::metadata(&root).expect("it was made").uid() == 0;
    let has_setpriv = Command::new("setpriv").arg("--version").output().is_ok();
    let mut script = "umask 077; exec ".to_owned();
    let mut program = PathBuf::from(PROGRAM);
    if is_root && has_setpriv {
        script.push_str("setpriv --reuid 65534 --regid 65534 --clear-groups ");
        // The target folder may be closed to others.
        program = home.join("tillit");
        // Copied by a program of its own: what another test starts meanwhile would inherit our open copy, and an open
        // program cannot be run.
        let copied = Command::new("cp").arg(PROGRAM).arg(&program).status();
        assert!(copied.is_ok_and(|status| status.success()));
        fs::set_permissions(home, fs::Permissions::from_mode(0o755)).expect("the folder is ours");
        chown(&root, Some(NOBODY), Some(NOBODY)).expect("root may do that");
    }
    script.push_str("\"$@\"");
    let built = Command::new("sh")
        .args(["-c", &script, "sh"])
        .arg(program)
        .arg("--root")
        .arg(&root)
        .args(["build", "--quiet", "--today", "2026-01-01"])
        .output()
        .expect("the shell starts");
    assert!(built.status.success(), "{}", said(&built));
    let public = root.join("public");
    assert!(tree(&public) == *expected);
    // The permissions are no part of the site: they follow the umask, as with every program.
    let mode = fs::metadata(public.join("index.html"))
        .expect("it was built")
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}
