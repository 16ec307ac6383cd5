//! Why the output could not be written, in plain words.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Phrase, Saying};

/// Why the output could not be written. The folder holds a whole site in every case: the new one after
/// [`OldRemains`](Self::OldRemains), else the old one.
#[derive(Debug)]
pub enum WriteError {
    /// The system refused something.
    System {
        /// What it kept from being done: a phrase with the places `path` and `reason`.
        attempt: Phrase,
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

impl From<&WriteError> for Saying {
    fn from(error: &WriteError) -> Self {
        let of = |phrase: Phrase, directory: &PathBuf| phrase.with("folder", directory.display());
        match error {
            WriteError::System {
                attempt,
                path,
                source,
            } => attempt.with("path", path.display()).saying("reason", source),
            WriteError::OldRemains { path, source } => {
                let saying = Phrase::OldRemains.with("path", path.display());
                saying.saying("reason", source)
            }
            WriteError::OverlapsSources { directory, sources } => {
                of(Phrase::OutputOverlaps, directory).with("sources", sources.display())
            }
            WriteError::NotOurs { directory } => of(Phrase::OutputNotOurs, directory),
            WriteError::NotAFolder { directory } => of(Phrase::OutputNotAFolder, directory),
            WriteError::Busy {
                directory,
                process: None,
            } => of(Phrase::OutputBusy, directory),
            WriteError::Busy {
                directory,
                process: Some(process),
            } => of(Phrase::OutputBusyBy, directory).with("process", process),
            WriteError::Bound { directory } => of(Phrase::OutputBound, directory),
            WriteError::BadPath { path } => Phrase::OutputBadPath.with("path", path.escape_debug()),
            WriteError::Twice { path } => Phrase::OutputTwice.with("path", path),
            WriteError::InTheWay { path } => Phrase::OutputInTheWay.with("path", path.display()),
            WriteError::Gone { path } => Phrase::OutputGone.with("path", path),
        }
    }
}

impl From<WriteError> for Saying {
    fn from(error: WriteError) -> Self {
        Self::from(&error)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Saying::from(self).fmt(formatter)
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
pub(super) fn system(attempt: Phrase, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::System {
        attempt,
        path,
        source,
    }
}
