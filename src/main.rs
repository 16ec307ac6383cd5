//! The command `tillit`.

use std::process::ExitCode;

fn main() -> ExitCode {
    tillit::cli::main()
}
