//! Whole pages: directives, citations, links and what the site answers.

#![no_main]

#[path = "../../tests/hostile/parsers.rs"]
mod parsers;

libfuzzer_sys::fuzz_target!(|text: &str| parsers::page(text));
