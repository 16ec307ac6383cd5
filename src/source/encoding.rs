//! How the bytes of a text are read, and which of its characters are not what they seem.
//!
//! Control characters are at home in no text of an author. Characters that change the direction of the text around
//! them, or that nobody sees, can make a reviewer read something else than what is published (Boucher and Anderson
//! 2021, *Trojan Source*, <https://arxiv.org/abs/2111.00169>). Those who write from right to left need some of them:
//! embeddings and isolates pass where they are closed in the line that opens them.

use crate::diagnostic::{Code, Diagnostic};
use crate::span::{SourcePath, TextRange};

/// What Windows-1252 shows for the bytes 0x80 to 0x9f; where it has nothing, browsers keep the control character. For
/// the others it is Latin-1. After <https://encoding.spec.whatwg.org/windows-1252.html>.
pub const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// How many strange characters of a file are told.
const MOST_TOLD: usize = 10;

/// Stands for the place of a character that is told already.
const TOLD: usize = usize::MAX;

/// A text as it was decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text. Lines end in `\n` or `\r\n`.
    pub(super) text: String,
    /// Whether it was stored as UTF-16.
    pub(super) was_utf16: bool,
}

/// Where a text is in no encoding that is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// The line of the first byte that does not fit, counted from 1.
    pub(super) line: usize,
    /// What that byte would be in Windows-1252, which holds Latin-1.
    pub(super) letter: char,
}

/// Reads a text: UTF-8, or UTF-16 with its mark at the beginning.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, Foreign> {
    let utf16 = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => None,
    };
    let was_utf16 = utf16.is_some();
    let text = match utf16 {
        Some(text) => text,
        None => String::from_utf8(bytes).map_err(|error| {
            let good = error.utf8_error().valid_up_to();
            let (before, after) = error.as_bytes().split_at(good);
            Foreign {
                line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
                letter: windows_1252(after.first().copied().unwrap_or_default()),
            }
        })?,
    };
    Ok(Decoded {
        text: with_newlines(text),
        was_utf16,
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    text.ok().filter(|_| rest.is_empty())
}

/// Turns each `\r` that stands alone, as old computers ended lines, into `\n`. All bytes keep their places.
fn with_newlines(text: String) -> String {
    let is_alone = |(place, _): &(usize, &str)| text.as_bytes().get(place + 1) != Some(&b'\n');
    if !text.match_indices('\r').any(|found| is_alone(&found)) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_alone = character == '\r' && characters.peek() != Some(&'\n');
        out.push(if is_alone { '\n' } else { character });
    }
    out
}

fn windows_1252(byte: u8) -> char {
    match byte
        .checked_sub(0x80)
        .and_then(|index| WINDOWS_1252.get(usize::from(index)))
    {
        Some(character) => *character,
        None => char::from(byte),
    }
}

/// Says whether a character is a control, or changes the direction of the text around it.
pub(super) fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Reports the characters of a text that are not what they seem.
pub fn check(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    // Almost every text has none of these bytes; looking for bytes is faster than looking for characters.
    let is_strange =
        |byte: u8| matches!(byte, 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f | 0xc2 | 0xe1 | 0xe2 | 0xef | 0xf3);
    if !text.bytes().any(is_strange) {
        return;
    }
    let mut told = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // Embeddings and isolates that are open, each with its place.
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut hidden: Vec<(usize, char)> = Vec::new();
        let mut before = '\n';
        for (place, character) in line.char_indices() {
            let place = start + place;
            match character {
                '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => open.push((place, character)),
                '\u{202c}' | '\u{2069}' => {
                    let closes_isolate = character == '\u{2069}';
                    match open.last() {
                        Some((_, opening)) if (*opening >= '\u{2066}') == closes_isolate => {
                            open.pop();
                        }
                        _ => hidden.push((place, character)),
                    }
                }
                // Told where it begins, not once more where it ends.
                '\u{202d}' | '\u{202e}' => {
                    hidden.push((place, character));
                    open.push((TOLD, character));
                }
                // What nobody sees and no script needs: fillers, operators of mathematics, tags, but for those of flags.
                '\u{180e}' | '\u{2061}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => {
                    hidden.push((place, character));
                }
                '\u{feff}' if place > 0 => hidden.push((place, character)),
                '\u{e0000}'..='\u{e007f}' if !matches!(before, '\u{1f3f4}' | '\u{e0000}'..='\u{e007f}') => {
                    hidden.push((place, character));
                }
                '\t' | '\n' | '\r' | '\u{85}' => {}
                _ if character.is_control() => {
                    if told < MOST_TOLD {
                        let at = TextRange::new(place, place + character.len_utf8());
                        diagnostics.push(
                            Diagnostic::new(Code::ControlCharacter, at.of(path))
                                .with("character", name(character)),
                        );
                    }
                    told += 1;
                }
                _ => {}
            }
            before = character;
        }
        open.retain(|(place, _)| *place != TOLD);
        hidden.append(&mut open);
        for (place, character) in hidden {
            if told < MOST_TOLD {
                let at = TextRange::new(place, place + character.len_utf8());
                diagnostics.push(
                    Diagnostic::new(Code::HiddenCharacter, at.of(path)).with("character", name(character)),
                );
            }
            told += 1;
        }
        if told >= MOST_TOLD {
            return;
        }
        start += line.len();
    }
}

/// `U+202E`, as Unicode writes it.
fn name(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<(String, bool), (usize, char)> {
        match decode(bytes.to_vec()) {
            Ok(decoded) => Ok((decoded.text, decoded.was_utf16)),
            Err(foreign) => Err((foreign.line, foreign.letter)),
        }
    }

    #[test]
    fn texts_are_decoded() {
        assert_eq!(
            text("\u{feff}Å\r\nb".as_bytes()),
            Ok(("\u{feff}Å\r\nb".to_owned(), false))
        );
        assert_eq!(
            text(b"a\rb\r\rc\r\n\r"),
            Ok(("a\nb\n\nc\r\n\n".to_owned(), false))
        );
        assert_eq!(text(b"\xff\xfea\0\xe5\0"), Ok(("aå".to_owned(), true)));
        assert_eq!(text(b"\xfe\xff\0a\0\xe5"), Ok(("aå".to_owned(), true)));
        assert_eq!(text(b"\xff\xfea"), Err((1, 'ÿ')));
        assert_eq!(text(b"\xff\xfe\0\xd8"), Err((1, 'ÿ')));
        assert_eq!(text(b"a\nbl\xe5b\xe6r"), Err((2, 'å')));
        assert_eq!(text(b"\x93"), Err((1, '“')));
        assert_eq!(text(b"a\xc3"), Err((1, 'Ã')));
    }

    fn told(text: &str) -> Vec<(Code, usize)> {
        let mut diagnostics = Vec::new();
        check(&SourcePath::new("a.md"), text, &mut diagnostics);
        diagnostics
            .into_iter()
            .map(|diagnostic| {
                (
                    diagnostic.code,
                    diagnostic.span.map_or(0, |span| span.range.start),
                )
            })
            .collect()
    }

    #[test]
    fn strange_characters_are_told() {
        use Code::{ControlCharacter, HiddenCharacter};
        for fine in [
            "\u{feff}Å\tb\r\n",
            "\u{2067}שלום\u{2069} and \u{202b}שלום\u{202c}",
            "\u{2067}a\u{202a}b\u{202c}\u{2069}",
            "می\u{200c}خواهم \u{200f}👩\u{200d}🔬 soft\u{ad}hyphen",
            "🏴\u{e0067}\u{e0062}\u{e007f}",
        ] {
            assert_eq!(told(fine), [], "{fine:?}");
        }
        for (text, code, place) in [
            ("ab\0", ControlCharacter, 2),
            ("å\u{1b}[31m", ControlCharacter, 2),
            ("\u{85}\u{9b}", ControlCharacter, 2),
            ("a\u{202e}b\u{202c}", HiddenCharacter, 1),
            ("\u{2067}a\nb\u{2069}", HiddenCharacter, 0),
            ("\u{2067}a\u{202c}\u{2069}", HiddenCharacter, 4),
            ("a\u{feff}", HiddenCharacter, 1),
            ("a\u{e0041}", HiddenCharacter, 1),
        ] {
            assert_eq!(told(text).first(), Some(&(code, place)), "{text:?}");
        }
        assert_eq!(told(&"\0\n".repeat(1000)).len(), MOST_TOLD);
    }
}
