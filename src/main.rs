//! The command `tillit`.

use std::process::ExitCode;

/// Pages are made of many short strings; the system's allocator takes a fifth of a build for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tillit::cli::main()
}
