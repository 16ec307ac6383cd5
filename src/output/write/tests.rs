//! What becomes of an output folder when nothing goes wrong, and what is refused.

#![allow(
    clippy::disallowed_methods,
    reason = "the tests set up folders and look into them"
)]

use std::error::Error;
use std::fs;

use super::manifest::MANIFEST_HEAD;
use super::*;

pub(super) type Outcome = Result<(), Box<dyn Error>>;

pub(super) fn site(directory: &Path, files: &[(&str, &str)]) -> Result<Summary, WriteError> {
    let stage = Stage::begin(directory, &[])?;
    for (path, text) in files {
        stage.put(path, text.as_bytes())?;
    }
    stage.finish()
}

pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

#[cfg(unix)]
fn identity(path: &Path) -> io::Result<(u64, std::time::SystemTime)> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path)?;
    Ok((metadata.ino(), metadata.modified()?))
}

#[test]
fn a_first_build_makes_the_folder_and_leaves_nothing_beside_it() -> Outcome {
    let home = tempfile::tempdir()?;
    let public = home.path().join("deep/public");
    let summary = site(&public, &[("nb/index.html", "hei"), ("a.css", "")])?;
    assert_eq!(
        summary,
        Summary {
            written: 2,
            unchanged: 0,
            removed: 0
        }
    );
    assert_eq!(fs::read_to_string(public.join("nb/index.html"))?, "hei");
    assert_eq!(
        fs::read_to_string(public.join(MANIFEST))?,
        format!("{MANIFEST_HEAD}\na.css\nnb/index.html\n")
    );
    assert_eq!(names(&home.path().join("deep"))?, ["public"]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn an_unchanged_file_keeps_inode_and_time() -> Outcome {
    let home = tempfile::tempdir()?;
    let public = home.path().join("public");
    site(&public, &[("a", "1"), ("b", "1"), ("c/d", "1")])?;
    let before = (identity(&public.join("a"))?, identity(&public.join("c/d"))?);
    let stage = Stage::begin(&public, &[])?;
    assert_eq!(stage.put("a", b"1")?, Written::Unchanged);
    assert_eq!(stage.put("b", b"2")?, Written::Changed);
    stage.keep("c/d")?;
    assert!(matches!(stage.keep("e"), Err(WriteError::Gone { .. })));
    assert_eq!(stage.put("e", b"1")?, Written::New);
    assert_eq!(
        stage.finish()?,
        Summary {
            written: 2,
            unchanged: 2,
            removed: 0
        }
    );
    assert_eq!(
        (identity(&public.join("a"))?, identity(&public.join("c/d"))?),
        before
    );
    assert_eq!(fs::read(public.join("b"))?, b"2");
    Ok(())
}

#[cfg(unix)]
#[test]
fn when_nothing_changed_the_folder_is_not_touched() -> Outcome {
    let home = tempfile::tempdir()?;
    let public = home.path().join("public");
    site(&public, &[("a", "1")])?;
    let before = (identity(&public)?, identity(&public.join(MANIFEST))?);
    assert_eq!(
        site(&public, &[("a", "1")])?,
        Summary {
            written: 0,
            unchanged: 1,
            removed: 0
        }
    );
    assert_eq!((identity(&public)?, identity(&public.join(MANIFEST))?), before);
    assert_eq!(names(home.path())?, ["public"]);
    Ok(())
}

#[test]
fn removed_pages_vanish_and_foreign_files_stay() -> Outcome {
    let home = tempfile::tempdir()?;
    let public = home.path().join("public");
    site(
        &public,
        &[
            ("a/index.html", "1"),
            ("b/index.html", "1"),
            ("c/index.html", "1"),
        ],
    )?;
    fs::write(public.join("CNAME"), "example.org")?;
    fs::create_dir_all(public.join(".git/refs"))?;
    fs::write(public.join("b/photo.jpg"), "jpg")?;
    let summary = site(&public, &[("c/index.html", "1")])?;
    assert_eq!(
        summary,
        Summary {
            written: 0,
            unchanged: 1,
            removed: 2
        }
    );
    assert_eq!(names(&public)?, [".git", MANIFEST, "CNAME", "b", "c"]);
    assert_eq!(names(&public.join("b"))?, ["photo.jpg"]);
    assert!(public.join(".git/refs").is_dir());
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_and_permissions_are_carried_over() -> Outcome {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let home = tempfile::tempdir()?;
    let public = home.path().join("public");
    site(&public, &[("a", "1")])?;
    symlink("nowhere", public.join("link"))?;
    fs::create_dir(public.join("private"))?;
    fs::write(public.join("private/key"), "")?;
    for folder in [&public, &public.join("private")] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o750))?;
    }
    site(&public, &[("a", "2")])?;
    assert_eq!(fs::read_link(public.join("link"))?, Path::new("nowhere"));
    for folder in [&public, &public.join("private")] {
        assert_eq!(fs::metadata(folder)?.permissions().mode() & 0o777, 0o750);
    }
    // The folder may itself be a link; it stays one.
    symlink("public", home.path().join("www"))?;
    site(&home.path().join("www"), &[("a", "3")])?;
    assert_eq!(fs::read(public.join("a"))?, b"3");
    assert_eq!(names(home.path())?, ["public", "www"]);
    Ok(())
}

#[test]
fn a_page_does_not_replace_a_foreign_file() -> Outcome {
    let home = tempfile::tempdir()?;
    let public = home.path().join("public");
    site(&public, &[("a", "1")])?;
    fs::write(public.join("robots.txt"), "mine")?;
    fs::write(public.join("nb"), "mine")?;
    let in_the_way = |outcome| matches!(outcome, Err(WriteError::InTheWay { .. }));
    assert!(in_the_way(site(&public, &[("robots.txt", "ours")])));
    assert!(in_the_way(site(&public, &[("nb/index.html", "ours")])));
    assert_eq!(fs::read_to_string(public.join("robots.txt"))?, "mine");
    assert_eq!(fs::read_to_string(public.join("a"))?, "1");
    Ok(())
}

#[test]
fn an_unfinished_build_leaves_the_old_site_whole() -> Outcome {
    let home = tempfile::tempdir()?;
    let public = home.path().join("public");
    site(&public, &[("a", "1"), ("b", "1")])?;
    let stage = Stage::begin(&public, &[])?;
    stage.put("a", b"2")?;
    drop(stage);
    assert_eq!(names(home.path())?, ["public"]);
    assert_eq!(names(&public)?, [MANIFEST, "a", "b"]);
    assert_eq!(fs::read(public.join("a"))?, b"1");
    Ok(())
}

#[test]
fn remains_of_killed_builds_are_cleared() -> Outcome {
    let home = tempfile::tempdir()?;
    let public = home.path().join("public");
    site(&public, &[("a", "1")])?;
    fs::create_dir_all(home.path().join(".public.tillit-stage/x"))?;
    fs::write(home.path().join(".public.tillit-lock"), "")?;
    site(&public, &[("a", "2")])?;
    assert_eq!(names(home.path())?, ["public"]);
    assert_eq!(names(&public)?, [MANIFEST, "a"]);
    // Killed between the two renames.
    fs::rename(&public, home.path().join(".public.tillit-aside"))?;
    let stage = Stage::begin(&public, &[])?;
    stage.keep("a")?;
    drop(stage);
    assert_eq!(fs::read(public.join("a"))?, b"2");
    Ok(())
}

#[test]
fn folders_that_are_not_for_output_are_refused() -> Outcome {
    let home = tempfile::tempdir()?;
    let content = home.path().join("content");
    fs::create_dir_all(content.join("articles"))?;
    let roots = [content.clone()];
    for directory in [content.clone(), content.join("public"), home.path().to_owned()] {
        let refused = Stage::begin(&directory, &roots);
        assert!(
            matches!(refused, Err(WriteError::OverlapsSources { .. })),
            "{}",
            directory.display()
        );
    }
    let downloads = home.path().join("downloads");
    fs::create_dir(&downloads)?;
    fs::write(downloads.join("letter.txt"), "")?;
    assert!(matches!(
        Stage::begin(&downloads, &roots),
        Err(WriteError::NotOurs { .. })
    ));
    assert!(matches!(
        Stage::begin(&downloads.join("letter.txt"), &[]),
        Err(WriteError::NotAFolder { .. })
    ));
    assert!(matches!(
        Stage::begin(Path::new("/"), &[]),
        Err(WriteError::NotAFolder { .. })
    ));
    assert_eq!(names(&downloads)?, ["letter.txt"]);
    assert_eq!(names(home.path())?, ["content", "downloads"]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_lock_is_not_followed() -> Outcome {
    let folder = tempfile::tempdir()?;
    let victim = folder.path().join("victim");
    fs::write(&victim, "mine")?;
    let directory = folder.path().join("site/public");
    fs::create_dir(folder.path().join("site"))?;
    for target in ["../victim", "../nothing"] {
        let lock = folder.path().join("site/.public.tillit-lock");
        std::os::unix::fs::symlink(target, &lock)?;
        let refused = site(&directory, &[("a", "a")]).map_err(|error| error.to_string());
        assert!(refused.is_err_and(
            |said| said.contains(".public.tillit-lock`") && said.contains(": it is a symbolic link")
        ));
        assert!(!directory.exists());
        fs::remove_file(&lock)?;
    }
    assert_eq!(fs::read_to_string(&victim)?, "mine");
    assert_eq!(names(folder.path())?, ["site", "victim"]);
    Ok(())
}

#[test]
fn two_builds_do_not_write_at_once() -> Outcome {
    let home = tempfile::tempdir()?;
    let public = home.path().join("public");
    let first = Stage::begin(&public, &[])?;
    let second = Stage::begin(&public, &[]);
    let ourselves = std::process::id();
    assert!(
        matches!(second, Err(WriteError::Busy { process: Some(process), .. }) if process == ourselves),
        "{second:?}"
    );
    first.put("a", b"")?;
    first.finish()?;
    site(&public, &[("a", "")])?;
    Ok(())
}

#[test]
fn output_paths_are_plain_and_put_once() -> Outcome {
    let home = tempfile::tempdir()?;
    let stage = Stage::begin(&home.path().join("public"), &[])?;
    for path in [
        "", "/a", "a/", "a//b", "../a", "a/../b", "./a", "a\\b", "a\nb", MANIFEST,
    ] {
        assert!(
            matches!(stage.put(path, b""), Err(WriteError::BadPath { .. })),
            "{path}"
        );
    }
    stage.put("nb/tillit og makt.html", b"")?;
    assert!(matches!(
        stage.put("nb/tillit og makt.html", b""),
        Err(WriteError::Twice { .. })
    ));
    Ok(())
}

#[test]
fn many_threads_may_put() -> Outcome {
    let home = tempfile::tempdir()?;
    let public = home.path().join("public");
    let stage = Stage::begin(&public, &[])?;
    std::thread::scope(|scope| {
        let put = |thread: usize| {
            let stage = &stage;
            move || (0..50).try_for_each(|page| stage.put(&format!("{page}/{thread}"), b"x").map(|_| ()))
        };
        let threads: Vec<_> = (0..4).map(|thread| scope.spawn(put(thread))).collect();
        assert!(
            threads
                .into_iter()
                .all(|thread| matches!(thread.join(), Ok(Ok(()))))
        );
    });
    assert_eq!(stage.finish()?.written, 200);
    assert_eq!(names(&public.join("49"))?, ["0", "1", "2", "3"]);
    Ok(())
}
