//! The example of each code: a little site that has the fault, and the same site mended.
//!
//! An example is a file of cases, such as `tests/suite/` holds, and is run with them: so what authors are shown is true.
//! Its first case has the fault, its second has not. A fault that no text can have, such as one of the disk, has only
//! prose in its file, which says why.

use super::Code;

/// What `tillit explain` shows of a code's example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The files with the fault.
    pub wrong: Vec<File>,
    /// What tillit says of them, in English.
    pub report: String,
    /// The files that are different when the fault is mended.
    pub mended: Vec<File>,
}

/// A file of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path in the site's folder.
    pub path: &'static str,
    /// Its text, without empty lines at the end.
    pub text: &'static str,
}

impl Example {
    /// Returns the example of a code; empty for a code that has none.
    pub fn of(code: Code) -> Self {
        let mut cases = code.example_text().split("\n==== ").skip(1).map(blocks);
        let (wrong, mended) = (cases.next().unwrap_or_default(), cases.next().unwrap_or_default());
        let is_file = |header: &str| header != "options" && !header.starts_with("expect:");
        let files = |blocks: &[(&'static str, &'static str)]| -> Vec<File> {
            blocks
                .iter()
                .filter(|(header, _)| is_file(header))
                .map(|(path, text)| File { path, text })
                .collect()
        };
        let report = wrong
            .iter()
            .find(|(header, _)| matches!(*header, "expect: diagnostics" | "expect: check"));
        let (wrong_files, mended_files) = (files(&wrong), files(&mended));
        Self {
            report: report.map_or(String::new(), |(_, text)| (*text).to_owned()),
            mended: mended_files
                .into_iter()
                .filter(|file| !wrong_files.contains(file))
                .collect(),
            wrong: wrong_files,
        }
    }
}

/// Parts a case into its blocks, each with what stands between the hyphens of its header.
fn blocks(case: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut blocks = Vec::new();
    // Every header is a line `-- … --`; a line `---` of a text is none.
    for block in case.split("\n-- ").skip(1) {
        if let Some((header, text)) = block.split_once(" --\n") {
            blocks.push((header, text.trim_end()));
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_shows_what_is_mended() {
        let example = Example::of(Code::UnknownSubject);
        let paths = |files: &[File]| files.iter().map(|file| file.path).collect::<Vec<_>>();
        assert_eq!(
            paths(&example.wrong),
            ["content/subjects.yaml", "content/trust.en.md"]
        );
        assert_eq!(paths(&example.mended), ["content/trust.en.md"]);
        assert!(example.report.starts_with("error[unknown-subject]"));
        assert_eq!(Example::of(Code::NotUtf8), Example::default());
    }
}
