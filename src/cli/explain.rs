//! `tillit explain`: what a code means.

use super::{FINE, Voice, WRONG_USE, give};
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Phrase};
use crate::report::explanation;

pub(super) fn run(name: Option<&str>, voice: Voice) -> u8 {
    let Some(name) = name else {
        give(&explanation::list(voice.tongue));
        return FINE;
    };
    if let Some(code) = Code::ALL.iter().find(|code| code.name() == name) {
        give(&explanation::text(*code, voice.tongue));
        return FINE;
    }
    voice.fail(Phrase::NoCode.with("code", name));
    if let Some(guess) = nearest(name, Code::ALL.iter().map(|code| code.name())) {
        voice.say(Phrase::DidYouMean.with("guess", guess));
    }
    voice.say(Phrase::ListOfCodes);
    WRONG_USE
}
