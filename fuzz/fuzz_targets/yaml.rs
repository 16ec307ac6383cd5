//! Values of front matter and of files of data.

#![no_main]

#[path = "../../tests/hostile/parsers.rs"]
mod parsers;

libfuzzer_sys::fuzz_target!(|text: &str| parsers::yaml(text));
