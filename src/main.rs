//! The command `tillit`.

fn main() {}
