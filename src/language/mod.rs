//! What differs between languages.

pub mod typography;
