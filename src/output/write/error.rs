//! Why the output could not be written, in plain words.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why the output could not be written. The folder holds a whole site in every case: the new one after
/// [`OldRemains`](Self::OldRemains), else the old one.
#[derive(Debug)]
pub enum WriteError {
    /// The system refused something.
    System {
        /// What was attempted, as it follows "cannot".
        attempt: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The new site is in its place, but the old one could not be removed. The next build tries again.
    OldRemains {
        /// Where the old site is now.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output folder is, holds or lies in a folder of sources.
    OverlapsSources {
        /// The output folder.
        directory: PathBuf,
        /// The folder of sources.
        sources: PathBuf,
    },
    /// The output folder holds files, and tillit did not make it.
    NotOurs {
        /// The output folder.
        directory: PathBuf,
    },
    /// The path cannot be an output folder: it is a file, or has no name of its own.
    NotAFolder {
        /// The path.
        directory: PathBuf,
    },
    /// Another build writes to the folder at this moment.
    Busy {
        /// The output folder.
        directory: PathBuf,
        /// The number of the process that builds, if it is known.
        process: Option<u32>,
    },
    /// The output folder is bound to its place, as a mount point is, and cannot be exchanged for another folder.
    Bound {
        /// The output folder.
        directory: PathBuf,
    },
    /// An output path is not a plain relative path.
    BadPath {
        /// The output path.
        path: String,
    },
    /// Two outputs have the same path.
    Twice {
        /// The output path.
        path: String,
    },
    /// A file that tillit did not make stands where an output should be.
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// A file to be kept is not in the old site any more.
    Gone {
        /// The output path.
        path: String,
    },
}

impl WriteError {
    /// Tells whether another output folder must be chosen, rather than something on the machine be mended.
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::OverlapsSources { .. }
                | Self::NotOurs { .. }
                | Self::NotAFolder { .. }
                | Self::Bound { .. }
        )
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System {
                attempt,
                path,
                source,
            } => {
                write!(formatter, "cannot {attempt} `{}`: {source}", path.display())
            }
            Self::OldRemains { path, source } => write!(
                formatter,
                "the new site is published, but the old one, now at `{}`, cannot be removed: {source}",
                path.display()
            ),
            Self::OverlapsSources { directory, sources } => write!(
                formatter,
                "the output folder `{}` overlaps with the sources in `{}`; choose another output folder",
                directory.display(),
                sources.display()
            ),
            Self::NotOurs { directory } => write!(
                formatter,
                "the output folder `{}` holds files and was not made by tillit; choose an empty or a new folder",
                directory.display()
            ),
            Self::NotAFolder { directory } => {
                write!(formatter, "`{}` cannot be an output folder", directory.display())
            }
            Self::Busy { directory, process } => {
                let process = process.map_or_else(String::new, |number| format!(" (process {number})"));
                write!(
                    formatter,
                    "another build{process} is writing to `{}` at the moment; wait until it has ended",
                    directory.display()
                )
            }
            Self::Bound { directory } => write!(
                formatter,
                "the output folder `{}` is bound to its place, as a mount point is, and cannot be replaced; choose a \
                 folder inside it",
                directory.display()
            ),
            Self::BadPath { path } => write!(
                formatter,
                "`{}` cannot be the path of an output",
                path.escape_debug()
            ),
            Self::Twice { path } => write!(formatter, "two outputs have the path `{path}`"),
            Self::InTheWay { path } => write!(
                formatter,
                "`{}` was not made by tillit and stands where a page should be written; move it or rename the page",
                path.display()
            ),
            Self::Gone { path } => write!(formatter, "`{path}` is not in the output folder any more"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::System { source, .. } | Self::OldRemains { source, .. } => Some(source),
            Self::OverlapsSources { .. }
            | Self::NotOurs { .. }
            | Self::NotAFolder { .. }
            | Self::Busy { .. }
            | Self::Bound { .. }
            | Self::BadPath { .. }
            | Self::Twice { .. }
            | Self::InTheWay { .. }
            | Self::Gone { .. } => None,
        }
    }
}

/// Turns the system's refusal into a [`WriteError`].
pub(super) fn system(attempt: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::System {
        attempt,
        path,
        source,
    }
}
