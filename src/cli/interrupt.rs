//! Ctrl-C and the request to end: a build stops where nothing is half done, and takes away what it has begun.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{io, mem, thread};

use tokio::runtime::{Builder, Runtime};

use super::Voice;
use crate::diagnostic::Phrase;
use crate::output::write::{Stage, WriteError};

/// What a shell reports of a command that Ctrl-C ended.
const INTERRUPTED: u8 = 130;
/// What a shell reports of a command that was asked to end.
#[cfg(unix)]
const TERMINATED: u8 = 143;

/// Listens for the wish that the build end. A second wish ends it at once; the next build then takes away the remains.
pub(super) struct Interrupt(Arc<Shared>);

/// What the build and the thread that listens both see.
struct Shared {
    voice: Voice,
    /// With which code to end; 0 to go on.
    code: AtomicU8,
    stage: Mutex<Held>,
}

/// Who sees to the stage.
#[derive(Debug, Default)]
enum Held {
    /// There is none.
    #[default]
    Nowhere,
    /// It waits here for its pages, and can be dropped.
    Here(Box<Stage>),
    /// The build works on it, and asks from time to time whether to go on.
    AtWork,
}

impl Interrupt {
    /// Begins to listen. Where that is impossible, the system ends the program itself, which is as safe.
    pub(super) fn listen(voice: Voice) -> Self {
        let shared = Arc::new(Shared {
            voice,
            code: AtomicU8::new(0),
            stage: Mutex::default(),
        });
        if let Ok(runtime) = Builder::new_current_thread().enable_io().build() {
            let _ = listen_on(runtime, shared.clone());
        }
        Self(shared)
    }

    /// Begins a stage and leaves it here until there are pages for it. Nobody ends the program in between.
    pub(super) fn hold(&self, begin: impl FnOnce() -> Result<Stage, WriteError>) -> Result<(), WriteError> {
        let mut held = self.0.held();
        *held = Held::Here(Box::new(begin()?));
        Ok(())
    }

    /// Takes the stage back. `None` if it was not left here.
    pub(super) fn take(&self) -> Option<Stage> {
        match mem::replace(&mut *self.0.held(), Held::AtWork) {
            Held::Here(stage) => Some(*stage),
            Held::Nowhere | Held::AtWork => None,
        }
    }

    /// Returns the code to end with, if the build should end.
    pub(super) fn code(&self) -> Option<u8> {
        Some(self.0.code.load(Ordering::SeqCst)).filter(|code| *code != 0)
    }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        // The thread lives on; a stage that was not used must not.
        drop(self.take());
    }
}

impl Shared {
    fn held(&self) -> MutexGuard<'_, Held> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the program, or lets the build do it where it works on the stage.
    fn stop(&self, code: u8) {
        let is_second = self.code.swap(code, Ordering::SeqCst) != 0;
        // Never given back: nobody takes the stage any more.
        let mut held = self.held();
        if matches!(*held, Held::AtWork) {
            if !is_second {
                return;
            }
        } else {
            *held = Held::Nowhere;
            self.voice.say(Phrase::Stopped);
        }
        std::process::exit(code.into());
    }
}

#[cfg(unix)]
fn listen_on(runtime: Runtime, shared: Arc<Shared>) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    /// A file grew beyond the allowed size. Who listens gets an error for the file instead of being killed.
    const FILE_TOO_LARGE: i32 = 25;

    let (mut interrupt, mut terminate) = {
        let _inside = runtime.enter();
        let _file_too_large = signal(SignalKind::from_raw(FILE_TOO_LARGE))?;
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?)
    };
    thread::spawn(move || {
        runtime.block_on(async {
            loop {
                tokio::select! {
                    _ = interrupt.recv() => shared.stop(INTERRUPTED),
                    _ = terminate.recv() => shared.stop(TERMINATED),
                }
            }
        });
    });
    Ok(())
}

#[cfg(not(unix))]
fn listen_on(runtime: Runtime, shared: Arc<Shared>) -> io::Result<()> {
    thread::spawn(move || {
        while runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            shared.stop(INTERRUPTED);
        }
    });
    Ok(())
}
