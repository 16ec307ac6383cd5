//! Prose without sense, in the shapes of Markdown that articles have.

use std::borrow::Cow;
use std::fmt::Write;

pub(crate) const NORWEGIAN: &str = "tillit allianse klient terapeut behandling følelse møte samtale forskning resultat \
    mål oppgave bånd relasjon brudd reparasjon forståelse håp endring veiledning gruppe familie skole språk kunnskap \
    viktig trygg åpen felles tidlig senere ofte sjelden mellom under over ærlig varm tydelig studie funn spørsmål svar \
    er har kan vil må blir viser gir og som med for på til av en et den det ikke også når hvordan hver";
pub(crate) const GERMAN: &str = "Vertrauen Allianz Klientin Therapeut Behandlung Gefühl Gespräch Forschung Ergebnis \
    Ziel Aufgabe Bindung Beziehung Bruch Wiederherstellung Verständnis Hoffnung Veränderung Begleitung Gruppe Familie \
    Schule Sprache Wissen wichtig sicher offen gemeinsam früh später häufig selten zwischen während über ehrlich warm \
    deutlich Studie Befund Frage Antwort ist hat kann wird muss zeigt gibt und die der das mit für auf zu von eine nicht \
    auch wenn wie jede größer";
pub(crate) const SWEDISH: &str = "tillit allians klient terapeut behandling känsla möte samtal forskning resultat mål \
    uppgift band relation brott reparation förståelse hopp förändring handledning grupp familj skola språk kunskap \
    viktig trygg öppen gemensam tidig senare ofta sällan mellan under över ärlig varm tydlig studie fynd fråga svar är \
    har kan vill måste blir visar ger och som med för på till av en ett den det inte också när hur varje";
pub(crate) const ENGLISH: &str = "trust alliance client therapist treatment feeling meeting conversation research \
    outcome goal task bond relationship rupture repair understanding hope change supervision group family school \
    language knowledge important safe open shared early later often seldom between during over honest warm clear study \
    finding question answer is has can will must becomes shows gives and which with for on to of a the that this not \
    also when how every";

/// Draws numbers, the same at every run: xorshift64*.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        // Seeds that are near to each other part only after a few steps.
        for _ in 0..4 {
            random.below(1);
        }
        random
    }

    /// Draws a number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or_default() % end.max(1)
    }

    /// Draws a number below `end`, small ones more often: the number n in proportion to 1/(n + 1), as Zipf found of words.
    fn frequent(&mut self, end: usize) -> usize {
        let uniform = self.below(1 << 24) as f64 / f64::from(1 << 24);
        ((end as f64 + 1.0).powf(uniform) - 1.0) as usize
    }

    pub(crate) fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }
}

/// What the words of a language that there are besides the commonest are made of.
#[derive(Clone, Copy)]
pub(crate) struct Sounds {
    vowels: &'static [&'static str],
    endings: &'static [&'static str],
    /// What stands between the parts of compounds; nothing: the language writes none.
    links: &'static [&'static str],
}

pub(crate) const NORWEGIAN_SOUNDS: Sounds = Sounds {
    vowels: &["a", "e", "i", "o", "u", "ø", "å", "ei", "æ"],
    endings: &["en", "er", "ene", "et", "te", "lig", "ing"],
    links: &["", "s", "e"],
};
pub(crate) const GERMAN_SOUNDS: Sounds = Sounds {
    vowels: &["a", "e", "i", "o", "u", "ä", "ö", "ü", "ei", "au"],
    endings: &["en", "er", "e", "es", "ung", "lich", "ungen"],
    links: &["", "s", "en"],
};
pub(crate) const SWEDISH_SOUNDS: Sounds = Sounds {
    vowels: &["a", "e", "i", "o", "u", "å", "ä", "ö"],
    endings: &["en", "ar", "arna", "et", "ade", "lig", "ning"],
    links: &["", "s", "o"],
};
pub(crate) const ENGLISH_SOUNDS: Sounds = Sounds {
    vowels: &["a", "e", "i", "o", "u", "ea", "ou"],
    endings: &["s", "ed", "ing", "er", "ly", "tion", "ness"],
    links: &[],
};

const ONSETS: [&str; 24] = [
    "b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pr", "kl", "sp",
    "gr", "br", "sk", "fl",
];
const CODAS: [&str; 12] = ["", "", "", "n", "r", "l", "s", "t", "m", "nd", "st", "k"];

/// How many different words there are, before endings; a word is the rarer, the further behind it stands.
const DIFFERENT: usize = 30_000;
/// Words before this one are the parts of compounds; of those behind it every third is one.
const PARTS: usize = 2_000;

impl Sounds {
    /// Returns the word with a number; the same at every run.
    fn word(self, number: usize) -> String {
        let mut random = Random::new(7_000_000 + number as u64);
        if number > PARTS && number.is_multiple_of(3) && !self.links.is_empty() {
            let [one, other] = [
                self.word(random.frequent(PARTS)),
                self.word(random.frequent(PARTS)),
            ];
            return format!("{one}{}{other}", self.links[random.below(self.links.len())]);
        }
        let syllables = if number < PARTS { 2 } else { 2 + random.below(2) };
        let mut word = String::new();
        for _ in 0..syllables {
            word.push_str(ONSETS[random.below(ONSETS.len())]);
            word.push_str(self.vowels[random.below(self.vowels.len())]);
        }
        word.push_str(CODAS[random.below(CODAS.len())]);
        word
    }
}

/// Writes prose with the words of a language.
pub(crate) struct Writer {
    random: Random,
    words: Vec<&'static str>,
    sounds: Option<Sounds>,
    /// The rarer words written so far: a text comes back to its own.
    own: Vec<String>,
}

/// Makes a link of some words, as long as there are links to set.
pub(crate) type NextLink<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

impl Writer {
    pub(crate) fn new(random: Random, words: &'static str) -> Self {
        Self {
            random,
            words: words.split_whitespace().collect(),
            sounds: None,
            own: Vec::new(),
        }
    }

    /// Writes with as many words as a language has, and as seldom: the given ones are the commonest.
    pub(crate) fn with_all_words(random: Random, words: &'static str, sounds: Sounds) -> Self {
        Self {
            sounds: Some(sounds),
            ..Self::new(random, words)
        }
    }

    fn word(&mut self) -> Cow<'static, str> {
        let Some(sounds) = self.sounds else {
            return self.words[self.random.below(self.words.len())].into();
        };
        let number = self.random.frequent(DIFFERENT);
        if let Some(word) = self.words.get(number) {
            return (*word).into();
        }
        if self.random.below(10) < 3 && !self.own.is_empty() {
            return self.own[self.random.below(self.own.len())].clone().into();
        }
        let mut word = sounds.word(number);
        if self.random.below(5) < 2 {
            word += sounds.endings[self.random.frequent(sounds.endings.len())];
        }
        self.own.push(word.clone());
        word.into()
    }

    fn some(&mut self, count: usize) -> String {
        let words: Vec<Cow<'_, str>> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    pub(crate) fn title(&mut self) -> String {
        let count = 3 + self.random.below(5);
        capital(&self.some(count))
    }

    /// Returns a word that can stand in an address.
    pub(crate) fn slug(&mut self) -> String {
        loop {
            let word = self.word();
            if word.is_ascii() {
                return word.to_ascii_lowercase();
            }
        }
    }

    pub(crate) fn sentence(&mut self, words: usize) -> String {
        format!("{}.", capital(&self.some(words)))
    }

    /// Returns sentences of together about `words` words, with emphasis, quotation marks and at times a link.
    pub(crate) fn paragraph(&mut self, words: usize, next_link: NextLink<'_>) -> String {
        let mut text = String::new();
        let mut left = words;
        while left > 3 {
            let count = (6 + self.random.below(13)).min(left);
            left -= count;
            let marked = 1 + self.random.below(3);
            let begin = capital(&self.some(count.saturating_sub(marked + 2).max(1)));
            let middle = self.some(marked);
            let end = self.some(2);
            let middle = match self.random.below(12) {
                0..3 => next_link(&middle).unwrap_or(middle),
                3 => format!("*{middle}*"),
                4 => format!("**{middle}**"),
                5 => format!("\"{middle}\""),
                6 => format!("– {middle} –"),
                _ => middle,
            };
            let _ = write!(
                text,
                "{}{begin} {middle} {end}.",
                if text.is_empty() { "" } else { " " }
            );
        }
        text
    }

    /// Writes a text of about so many words with all its links.
    pub(crate) fn body(&mut self, text: &mut String, words: usize, next_link: NextLink<'_>) {
        let begin = text.len();
        let _ = write!(text, "{}\n\n", self.paragraph(50, next_link));
        let mut blocks = 0;
        while text[begin..].split_whitespace().count() + 20 < words {
            if blocks % 3 == 0 {
                let level = if blocks % 9 == 6 { "###" } else { "##" };
                let _ = write!(text, "{level} {}\n\n", self.title());
            }
            blocks += 1;
            match self.random.below(10) {
                0 => self.list(text, "-"),
                1 => self.list(text, "1."),
                2 if self.random.one_in(2) => self.table(text),
                3 if self.random.one_in(2) => {
                    let _ = write!(text, "> {}\n\n", self.paragraph(25, next_link));
                }
                _ => {
                    let count = 40 + self.random.below(50);
                    let _ = write!(text, "{}\n\n", self.paragraph(count, next_link));
                }
            }
        }
        // The links that found no place above.
        let words = self.some(2);
        while let Some(link) = next_link(&words) {
            let _ = writeln!(text, "- {link}");
        }
    }

    fn list(&mut self, text: &mut String, mark: &str) {
        for _ in 0..3 + self.random.below(3) {
            let (count, term) = (5 + self.random.below(6), capital(&self.word()));
            let _ = writeln!(text, "{mark} **{term}:** {}", self.sentence(count));
        }
        text.push('\n');
    }

    fn table(&mut self, text: &mut String) {
        let mut row = |cells: [String; 3]| {
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        };
        row([self.title(), self.title(), self.title()]);
        row(["---", "---", "---:"].map(str::to_owned));
        for _ in 0..3 + self.random.below(3) {
            let number = format!("{},{}", self.random.below(100), self.random.below(10));
            row([capital(&self.word()), self.some(5), number]);
        }
        text.push('\n');
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
