//! How hard a text is to read, after the formulas that are usual in its language.
//!
//! | Formula | Languages | Source |
//! | --- | --- | --- |
//! | LIX | `nb`, `nn`, `da`, `sv` | Björnsson, C. H. (1968). *Läsbarhet*. Stockholm: Liber |
//! | Reading ease after Amstad | `de` | Amstad, T. (1978). *Wie verständlich sind unsere Zeitungen?* Universität Zürich |
//! | First Wiener Sachtextformel | `de` | Bamberger, R., & Vanecek, E. (1984). *Lesen – Verstehen – Lernen – Schreiben*. Wien: Jugend und Volk |
//! | Flesch reading ease | `en` | Flesch, R. (1948). A new readability yardstick. *Journal of Applied Psychology, 32*, 221–233 |
//!
//! All count words, sentences, and long words or syllables. What counts as which is said at [`Counts`]. Syllables are
//! counted by rules, whose error is measured on hand-counted lists in `syllable.rs`.

use super::syllable;

/// A formula says little about fewer words.
pub const FEWEST_WORDS: usize = 100;

/// A word with more letters is long, for LIX and for the Wiener Sachtextformel.
const LONG_WORD: usize = 6;

/// A formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// LIX: words to a sentence plus long words in percent. More is harder; 40 to 50 is usual in newspapers.
    Lix,
    /// Reading ease after Amstad, from 0 to 100. Less is harder.
    Amstad,
    /// The first Wiener Sachtextformel, in years of school. More is harder.
    Wiener,
    /// Reading ease after Flesch, from 0 to 100. Less is harder.
    Flesch,
}

impl Measure {
    /// All formulas.
    pub const ALL: [Self; 4] = [Self::Lix, Self::Amstad, Self::Wiener, Self::Flesch];

    /// Returns the formulas for a language, by its tag.
    pub fn of_language(tag: &str) -> &'static [Self] {
        match tag.split('-').next() {
            Some("nb" | "nn" | "no" | "da" | "sv") => &[Self::Lix],
            Some("de") => &[Self::Amstad, Self::Wiener],
            Some("en") => &[Self::Flesch],
            _ => &[],
        }
    }

    /// Returns the name by which settings and programs know it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Lix => "lix",
            Self::Amstad => "amstad",
            Self::Wiener => "wiener",
            Self::Flesch => "flesch",
        }
    }

    /// Returns what people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lix => "LIX",
            Self::Amstad => "Amstad",
            Self::Wiener => "Wiener Sachtextformel 1",
            Self::Flesch => "Flesch",
        }
    }

    /// Tells whether a text with a higher figure is harder to read.
    pub fn rises(self) -> bool {
        match self {
            Self::Lix | Self::Wiener => true,
            Self::Amstad | Self::Flesch => false,
        }
    }

    /// Returns the figure, rounded to a tenth, so that what is shown is what is compared.
    pub fn of(self, counts: &Counts) -> f64 {
        let words = counts.words.max(1) as f64;
        let sentences = counts.sentences.max(1) as f64;
        let percent = |count: usize| count as f64 * 100.0 / words;
        let sentence = words / sentences;
        let syllables = counts.syllables as f64 / words;
        let figure = match self {
            Self::Lix => words / (counts.sentences + counts.colons).max(1) as f64 + percent(counts.long),
            Self::Amstad => 180.0 - sentence - 58.5 * syllables,
            Self::Wiener => {
                0.1935 * percent(counts.three_syllables) + 0.1672 * sentence + 0.1297 * percent(counts.long)
                    - 0.0327 * percent(counts.one_syllable)
                    - 0.875
            }
            Self::Flesch => 206.835 - 1.015 * sentence - 84.6 * syllables,
        };
        (figure * 10.0).round() / 10.0
    }
}

/// What there is to count in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words: what begins with a letter, up to a space or a sign other than a hyphen or an apostrophe. Figures are none.
    pub words: usize,
    /// Sentences: what ends with `.`, `!`, `?` or `…` before a capital letter, or with its block, and holds a word. The dot
    /// of an abbreviation ends none, nor does that of an ordinal.
    pub sentences: usize,
    /// Colons inside sentences, which LIX counts as the ends of sentences.
    pub colons: usize,
    /// Words of more than six letters.
    pub long: usize,
    /// Syllables of all words; 0 in languages whose formulas do not ask for them.
    pub syllables: usize,
    /// Words of three syllables or more.
    pub three_syllables: usize,
    /// Words of one syllable.
    pub one_syllable: usize,
}

impl Counts {
    /// Counts the blocks of a text: paragraphs and items, without headings and tables.
    pub fn of<'a>(blocks: impl Iterator<Item = &'a str>, tag: &str) -> Self {
        let language = tag.split('-').next().unwrap_or(tag);
        let mut counts = Self::default();
        for block in blocks {
            counts.block(block, language);
        }
        counts
    }

    /// Returns how many words a sentence has on average.
    pub fn words_a_sentence(&self) -> f64 {
        self.words as f64 / self.sentences.max(1) as f64
    }

    /// Returns how many words of a hundred are long.
    pub fn long_percent(&self) -> f64 {
        self.long as f64 * 100.0 / self.words.max(1) as f64
    }

    fn block(&mut self, block: &str, language: &str) {
        let mut letters = block.char_indices().peekable();
        let mut in_sentence = false;
        // The beginning of the word or number that is being read, or that was read last.
        let mut last = 0..0;
        let mut before = ' ';
        while let Some((at, letter)) = letters.next() {
            if letter.is_alphanumeric() {
                let mut end = at + letter.len_utf8();
                while let Some((next, inner)) = letters.peek().copied() {
                    let goes_on = inner.is_alphanumeric() || {
                        // A hyphen and an apostrophe belong to the word, a dot and a comma to the number they stand in.
                        let after = block[next + inner.len_utf8()..].chars().next();
                        let joins = matches!(inner, '-' | '‑' | '\'' | '’' | '\u{ad}');
                        let in_number = matches!(inner, '.' | ',') && letter.is_numeric();
                        joins && after.is_some_and(char::is_alphanumeric)
                            || in_number && after.is_some_and(char::is_numeric)
                    };
                    if !goes_on {
                        break;
                    }
                    end = next + inner.len_utf8();
                    letters.next();
                }
                last = at..end;
                if letter.is_alphabetic() {
                    self.word(&block[last.clone()], language);
                    in_sentence = true;
                }
                before = letter;
                continue;
            }
            let rest = &block[at + letter.len_utf8()..];
            match letter {
                '.' | '!' | '?' | '…' if in_sentence && begins_sentence(rest) => {
                    let dot = letter == '.' && at == last.end;
                    if !(dot && is_abbreviated(&block[last.clone()], language)) {
                        self.sentences += 1;
                        in_sentence = false;
                    }
                }
                ':' if in_sentence && before != ' ' && rest.starts_with(char::is_whitespace) => {
                    self.colons += 1;
                }
                _ => {}
            }
            before = letter;
        }
        self.sentences += usize::from(in_sentence);
    }

    fn word(&mut self, word: &str, language: &str) {
        self.words += 1;
        let letters = word.chars().filter(|letter| letter.is_alphanumeric());
        self.long += usize::from(letters.count() > LONG_WORD);
        if let Some(syllables) = syllable::count(word, language) {
            self.syllables += syllables;
            self.three_syllables += usize::from(syllables >= 3);
            self.one_syllable += usize::from(syllables == 1);
        }
    }
}

/// How many signs behind the end of a sentence are looked at for the beginning of the next.
const FARTHEST_SIGN: usize = 200;

/// Tells whether what stands behind a sign may be the beginning of a sentence, or the end of the block.
fn begins_sentence(rest: &str) -> bool {
    let signs: &[char] = &[
        '"', '\'', '“', '”', '„', '«', '»', '’', '‘', ')', ']', '(', '[', '.', '…', '\u{1a}',
    ];
    // Behind more signs than that no sentence begins; they would be gone through again for each of them.
    let rest = rest
        .char_indices()
        .nth(FARTHEST_SIGN)
        .map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
    let after = rest.trim_start_matches(signs);
    let next = after.trim_start();
    if next.is_empty() {
        return true;
    }
    let next = next.trim_start_matches(signs).trim_start();
    (after.starts_with(char::is_whitespace) || rest.starts_with('\u{1a}'))
        && next
            .chars()
            .next()
            .is_none_or(|letter| letter.is_uppercase() || letter.is_numeric())
}

/// Abbreviations that stand before a capital letter or a figure; those in the middle of a sentence need none.
const ABBREVIATIONS: &str = " abb abs al bd bl bzw ca dr eks engl etc ev evtl f fig ff ggf hrsg inkl jf jfr kap kl mfl mr mrs \
                             ms nr osv pp prof resp sek sog st tab tlf u usw vgl vol vs z ";

/// Tells whether the dot behind a word or number belongs to it.
fn is_abbreviated(word: &str, language: &str) -> bool {
    if word.chars().all(char::is_numeric) {
        // `am 3. Mai`, `den 3. mai`; years end sentences.
        return matches!(language, "de" | "nb" | "nn" | "da") && word.len() <= 2;
    }
    let is_letter = word.chars().count() == 1;
    is_letter || ABBREVIATIONS.contains(&format!(" {} ", word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str, tag: &str) -> Counts {
        Counts::of(text.split("\n\n"), tag)
    }

    #[test]
    fn sentences_end_where_readers_pause() {
        for (text, tag, expected) in [
            ("Han gikk. Hun kom. De lo!", "nb", (6, 3)),
            ("Det er f.eks. slik, bl.a. her, jf. Bordin.", "nb", (10, 1)),
            ("Den 3. mai kom hun. I 2018 gikk hun.", "nb", (7, 2)),
            ("Es war z. B. am 3. Mai so. Dr. Meier kam.", "de", (10, 2)),
            ("It was .28 in 2018. The next was 0.29.", "en", (6, 2)),
            ("“Is it?” she asked. (It is.) He left.", "en", (8, 3)),
            ("Mean r = .28 (e.g. Smith et al. 2018).", "en", (7, 1)),
            ("Punkter:\n\nett\n\nto ord", "nb", (4, 3)),
            ("12. 13.", "nb", (0, 0)),
            ("", "nb", (0, 0)),
        ] {
            let found = counts(text, tag);
            assert_eq!((found.words, found.sentences), expected, "{text}");
        }
    }

    #[test]
    fn a_colon_ends_a_sentence_for_lix_alone() {
        let found = counts("Det er to ting: tid og ro.", "sv");
        assert_eq!((found.words, found.sentences, found.colons), (7, 1, 1));
        // 7 words / 2 parts + 0 long words.
        assert_eq!(Measure::Lix.of(&found), 3.5);
    }

    #[test]
    fn lix_is_as_computed_by_hand() {
        // 10 words, 2 sentences, 3 long ones (alliansen, samarbeidet, terapeut): 10/2 + 300/10 = 35.
        let found = counts(
            "Alliansen er samarbeidet i terapi. En terapeut lytter og spør.",
            "nb",
        );
        assert_eq!((found.words, found.sentences, found.long), (10, 2, 3));
        assert_eq!(Measure::Lix.of(&found), 35.0);
    }

    #[test]
    fn amstad_and_wiener_are_as_computed_by_hand() {
        // Die(1) Al-li-anz(3) ist(1) Zu-sam-men-ar-beit(5). Sie(1) wächst(1) mit(1) der(1) Zeit(1).
        let found = counts("Die Allianz ist Zusammenarbeit. Sie wächst mit der Zeit.", "de");
        let expected = Counts {
            words: 9,
            sentences: 2,
            colons: 0,
            long: 2,
            syllables: 15,
            three_syllables: 2,
            one_syllable: 7,
        };
        assert_eq!(found, expected);
        // 180 − 9/2 − 58.5 × 15/9 = 180 − 4.5 − 97.5 = 78.
        assert_eq!(Measure::Amstad.of(&found), 78.0);
        // 0.1935 × 22.222 + 0.1672 × 4.5 + 0.1297 × 22.222 − 0.0327 × 77.778 − 0.875
        // = 4.3 + 0.7524 + 2.8822 − 2.5433 − 0.875 = 4.5163.
        assert_eq!(Measure::Wiener.of(&found), 4.5);
    }

    #[test]
    fn flesch_is_as_computed_by_hand() {
        // The(1) al-li-ance(3) grows(1) slow-ly(2). Trust(1) takes(1) time(1).
        let found = counts("The alliance grows slowly. Trust takes time.", "en");
        assert_eq!((found.words, found.sentences, found.syllables), (7, 2, 10));
        // 206.835 − 1.015 × 3.5 − 84.6 × 10/7 = 206.835 − 3.5525 − 120.8571 = 82.4254.
        assert_eq!(Measure::Flesch.of(&found), 82.4);
    }

    #[test]
    fn a_text_without_words_has_figures_that_are_numbers() {
        for measure in Measure::ALL {
            assert!(measure.of(&Counts::default()).is_finite());
        }
    }
}
