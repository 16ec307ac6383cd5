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
        let mut rest = text.as_bytes().iter().enumerate();
        while let Some((at, byte)) = rest.next() {
            let (is_space, is_letter) = if byte.is_ascii() {
                (matches!(byte, b' ' | b'\t'..=b'\r'), byte.is_ascii_alphanumeric())
            } else if *byte < 0xc0 {
                // Inside a character that has been looked at.
                continue;
            } else {
                let character = text[at..].chars().next().unwrap_or_default();
                (character.is_whitespace(), character.is_alphanumeric())
            };
            if is_space {
                self.is_inside = false;
            } else if is_letter && !self.is_inside {
                self.is_inside = true;
                self.count += 1;
            }
        }
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
