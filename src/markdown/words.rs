//! How many words a text has.

/// Counts the words of a text that comes in pieces.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The words so far.
    pub(super) count: usize,
    /// Whether the last piece ended inside a word.
    is_inside: bool,
}

impl Words {
    /// Begins a block: what was before does not go on in it.
    pub(super) fn begin(&mut self) {
        self.is_inside = false;
    }

    /// Reads a piece. What has no letter and no digit, such as a dash between spaces, is no word.
    pub(super) fn read(&mut self, text: &str) {
        let (mut count, mut is_inside) = (self.count, self.is_inside);
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let (is_letter, is_space) = match byte {
                0..0x80 => (byte.is_ascii_alphanumeric(), matches!(byte, b' ' | b'\t'..=b'\r')),
                // Inside a character that has been looked at.
                0x80..0xc0 => continue,
                // À to ÿ, the commonest: all are letters but × and ÷.
                0xc3 => (!matches!(bytes.get(at + 1), Some(0x97 | 0xb7)), false),
                _ => {
                    let character = text[at..].chars().next().unwrap_or_default();
                    (character.is_alphanumeric(), character.is_whitespace())
                }
            };
            // Without branches, since where words end cannot be foreseen.
            count += usize::from(is_letter & !is_inside);
            is_inside = (is_inside | is_letter) & !is_space;
        }
        self.count = count;
        self.is_inside = is_inside;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_make_words() {
        let mut words = Words::default();
        for piece in ["Å gå\u{a0}ut", "over – «det", "te» 4 \u{2003}§ ×", "", "å"] {
            words.read(piece);
        }
        assert_eq!(words.count, 6);
        words.begin();
        words.read("r");
        assert_eq!(words.count, 7);
    }
}
