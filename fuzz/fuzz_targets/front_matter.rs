//! Where front matter ends and the body begins.

#![no_main]

#[path = "../../tests/hostile/parsers.rs"]
mod parsers;

libfuzzer_sys::fuzz_target!(|text: &str| parsers::front_matter(text));
