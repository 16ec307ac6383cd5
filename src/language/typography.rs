//! Quotation marks, dashes and no-break spaces as a language has them.
//!
//! Only prose comes here: code, formulas, addresses and attributes stay as typed.

/// The quotation marks of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marks {
    double: (char, char),
    single: (char, char),
}

/// A space that does not break a line.
const NO_BREAK: char = '\u{a0}';

/// Where an apostrophe and an end of a quotation are the same sign.
const APOSTROPHE: char = '’';

/// Abbreviations that stay with the number after them.
const BEFORE_NUMBER: &[&str] = &[
    "kl.", "nr.", "Nr.", "s.", "S.", "§", "§§", "p.", "pp.", "No.", "no.", "kap.", "Kap.", "fig.", "Fig.",
    "tab.", "Tab.", "Abb.", "Bd.", "vol.", "Vol.", "ca.", "art.", "Art.",
];

/// Words that stay with the number before them.
const UNITS: &[&str] = &[
    "kr",
    "kr.",
    "kroner",
    "kronor",
    "Kronen",
    "euro",
    "Euro",
    "EUR",
    "NOK",
    "SEK",
    "USD",
    "€",
    "£",
    "$",
    "%",
    "‰",
    "°",
    "°C",
    "°F",
    "timer",
    "time",
    "timmar",
    "timme",
    "Stunden",
    "Stunde",
    "hours",
    "hour",
    "minutter",
    "minutt",
    "minuter",
    "minut",
    "Minuten",
    "Minute",
    "minutes",
    "minute",
    "min",
    "min.",
    "sekunder",
    "sekund",
    "Sekunden",
    "Sekunde",
    "seconds",
    "second",
    "sek",
    "s",
    "ms",
    "h",
    "t",
    "dager",
    "dag",
    "dagar",
    "Tage",
    "Tagen",
    "Tag",
    "days",
    "day",
    "uker",
    "uke",
    "veckor",
    "vecka",
    "Wochen",
    "Woche",
    "weeks",
    "week",
    "måneder",
    "måned",
    "månader",
    "månad",
    "Monate",
    "Monaten",
    "Monat",
    "months",
    "month",
    "år",
    "Jahre",
    "Jahren",
    "Jahr",
    "years",
    "year",
    "Uhr",
    "mm",
    "cm",
    "m",
    "km",
    "g",
    "mg",
    "kg",
    "ml",
    "dl",
    "l",
    "kB",
    "MB",
    "GB",
    "px",
    "Hz",
    "kHz",
    "W",
    "kW",
    "kWh",
    "V",
    "ECTS",
    "studiepoeng",
    "hp",
];

/// Two abbreviated words of which the first has more than one letter.
const PAIRS: &[(&str, &str)] = &[
    ("f.", "eks."),
    ("bl.", "a."),
    ("t.", "ex."),
    ("cf.", "p."),
    ("et", "al."),
];

/// Sets one block of prose, piece by piece; what is open in one piece can be closed in the next.
#[derive(Clone, Debug)]
pub struct Typographer {
    marks: Marks,
    /// The piece as typed. Between two pieces it is kept, since the rules look back over the border.
    source: String,
    /// The character before, as set.
    before: Option<char>,
    /// Which quotations are open: true for double.
    open: Vec<bool>,
}

/// What is deeper than this is no quotation, but a slip repeated.
const DEEPEST_QUOTATION: usize = 16;

impl Typographer {
    /// Begins a block in a language, given by its tag.
    pub fn new(language: &str) -> Self {
        Self {
            marks: marks(language),
            source: String::new(),
            before: None,
            open: Vec::new(),
        }
    }

    /// Begins another block.
    pub fn begin(&mut self) {
        self.source.clear();
        self.before = None;
        self.open.clear();
    }

    /// Sets a piece and appends it to `out`. The bytes at `literal` (ascending) stay as they are.
    pub fn set(&mut self, text: &str, literal: &[usize], out: &mut String) {
        let mut source = std::mem::take(&mut self.source);
        let mut keep = source.len().saturating_sub(LONGEST_WORD);
        while !source.is_char_boundary(keep) {
            keep += 1;
        }
        source.drain(..keep);
        let begin = source.len();
        source.push_str(text);
        self.set_from(&source, begin, literal, out);
        self.source = source;
    }

    fn set_from(&mut self, source: &str, begin: usize, mut literal: &[usize], out: &mut String) {
        let bytes = source.as_bytes();
        // What stands before `copied` is written; up to `at`, no rule applies.
        let mut copied = begin;
        let mut at = begin;
        while let Some(found) = next_sign(bytes, at) {
            at = found;
            let byte = bytes[at];
            while let [place, later @ ..] = literal
                && place + begin < at
            {
                literal = later;
            }
            if literal.first().is_some_and(|place| place + begin == at) {
                at += 1;
                continue;
            }
            let run = &source[copied..at];
            let before = run.chars().next_back().or(self.before);
            let (set, length) = match byte {
                b'"' => (self.double(before), 1),
                b'\'' => (self.single(before, &source[at + 1..]), 1),
                b'-' => match bytes[at..].iter().take_while(|byte| **byte == b'-').count() {
                    2 => ('–', 2),
                    3 => ('—', 3),
                    // Four and more are a drawn line, not a dash.
                    other => {
                        at += other;
                        continue;
                    }
                },
                b'.' if before != Some('.')
                    && bytes[at..].starts_with(b"...")
                    && bytes.get(at + 3) != Some(&b'.') =>
                {
                    ('…', 3)
                }
                b' ' if stays_together(&source[..at], &source[at + 1..]) => (NO_BREAK, 1),
                _ => {
                    at += 1;
                    continue;
                }
            };
            out.push_str(run);
            out.push(set);
            self.before = Some(set);
            at += length;
            copied = at;
        }
        let run = &source[copied..];
        out.push_str(run);
        self.before = run.chars().next_back().or(self.before);
    }

    /// Notes something that is no prose, such as code or a picture: what comes next stands after it.
    pub fn pass(&mut self) {
        self.source.clear();
        self.source.push('x');
        self.before = Some('x');
    }

    fn double(&mut self, before: Option<char>) -> char {
        let begins = at_beginning(before);
        if self.open.last() == Some(&true) || (self.open.contains(&true) && !begins) {
            while let Some(top) = self.open.pop() {
                if top {
                    break;
                }
            }
            return self.marks.double.1;
        }
        if begins {
            self.open(true);
            self.marks.double.0
        } else {
            self.marks.double.1
        }
    }

    fn single(&mut self, before: Option<char>, rest: &str) -> char {
        let next = rest.chars().next();
        let inside_word =
            before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        if inside_word {
            return APOSTROPHE;
        }
        if !at_beginning(before) {
            if self.open.last() == Some(&false) {
                self.open.pop();
                return self.marks.single.1;
            }
            return APOSTROPHE;
        }
        // "'90" and "'n": without an end in what follows it is an apostrophe. A window keeps this linear.
        let closes = rest.char_indices().take(400).any(|(at, c)| {
            c == '\'' && at > 0 && !rest[at + 1..].chars().next().is_some_and(char::is_alphanumeric)
        });
        if is_decade(rest) || !closes && next.is_some_and(|c| c != ' ') {
            return APOSTROPHE;
        }
        self.open(false);
        self.marks.single.0
    }

    fn open(&mut self, double: bool) {
        if self.open.len() < DEEPEST_QUOTATION {
            self.open.push(double);
        }
    }
}

/// Finds the next byte at which a rule may apply. All between are copied as they are.
fn next_sign(bytes: &[u8], mut at: usize) -> Option<usize> {
    /// So many bytes are looked at together, which takes a few instructions.
    const TOGETHER: usize = 16;
    loop {
        let around = at.checked_sub(1).and_then(|before| bytes.get(before..));
        if let Some(window) = around.and_then(|bytes| bytes.first_chunk::<{ TOGETHER + 2 }>()) {
            let has_sign = (0..TOGETHER).fold(false, |found, index| {
                found | is_sign(window[index], window[index + 1], window[index + 2])
            });
            if !has_sign {
                at += TOGETHER;
                continue;
            }
        }
        let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or_default();
        let end = bytes.len().min(at + TOGETHER);
        let found = (at..end).find(|at| is_sign(byte(at.checked_sub(1)), bytes[*at], byte(Some(at + 1))));
        if found.is_some() || end == bytes.len() {
            return found;
        }
        at = end;
    }
}

/// Tells whether a rule may apply at a byte, given those before and after it. Nearly all spaces stand between two plain
/// words; a rule for spaces needs a digit, a sign or a dash beside it, or is that for "et al.". There are no branches in here, so
/// that many bytes can be looked at together.
fn is_sign(before: u8, byte: u8, after: u8) -> bool {
    let is_number = |byte: u8| {
        (byte.wrapping_sub(b'0') < 10) | (byte == b'.') | (byte == b'=') | (byte == b'<') | (byte == b'>')
    };
    // The last bytes of `≈≤≥`, and their first, which dashes have too.
    let is_before = is_number(before) | (before == 0x88) | (before == 0xa4) | (before == 0xa5);
    let is_after = is_number(after) | (after == 0xe2) | (after == b'-');
    let is_space = (byte == b' ') & (is_before | is_after | ((before == b't') & (after == b'a')));
    is_space | (byte == b'"') | (byte == b'\'') | (byte == b'-') | (byte == b'.')
}

/// Tells whether a quotation mark after this character stands before a word.
fn at_beginning(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || "([{–—/«“‘„‚=".contains(c) || c == '-')
}

/// Returns a name as a title begins: a plain word has a capital, what is no plain word (`p-value`, `eHealth`) keeps its own.
pub fn heading(name: &str) -> String {
    let word: String = name.chars().take_while(|c| c.is_alphabetic()).collect();
    let plain = word.chars().all(char::is_lowercase) && word.chars().nth(1).is_some();
    let mut characters = name.chars();
    match characters.next() {
        Some(first) if plain => first.to_uppercase().chain(characters).collect(),
        _ => name.to_owned(),
    }
}

/// Sets a text that stands for itself, such as a title.
pub fn prose(language: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    Typographer::new(language).set(text, &[], &mut out);
    out
}

fn marks(language: &str) -> Marks {
    let (double, single) = match language.split('-').next().unwrap_or_default() {
        "nb" | "nn" | "no" => (('«', '»'), ('‘', '’')),
        "de" => (('„', '“'), ('‚', '‘')),
        "sv" | "fi" => (('”', '”'), ('’', '’')),
        "da" => (('»', '«'), ('›', '‹')),
        "fr" => (('«', '»'), ('“', '”')),
        _ => (('“', '”'), ('‘', '’')),
    };
    Marks { double, single }
}

/// Tells whether no line may end at a space between these two texts.
fn stays_together(before: &str, after: &str) -> bool {
    let right = first_word(after);
    let is_dash = matches!(right, "–" | "—" | "--" | "---");
    // Between two sentences, the commonest case, nothing stays together.
    if !is_dash && before.ends_with('.') && !right.bytes().any(|byte| byte == b'.' || byte.is_ascii_digit()) {
        return false;
    }
    let (head, left) = last_word(before);
    if left.is_empty() || right.is_empty() {
        return false;
    }
    // No line begins with a dash that belongs to the sentence before it.
    if is_dash {
        return true;
    }
    let left = left.trim_start_matches(['(', '[', '«', '„', '“', '"', '\'']);
    let bare = right.trim_end_matches([',', ';', ':', '!', '?', ')', ']', '»', '”', '“', '"', '\'', '’']);
    let starts_with_digit = right.starts_with(|c: char| c.is_ascii_digit());
    if left.ends_with(|c: char| c.is_ascii_digit()) {
        let unit = bare.trim_end_matches('.');
        if UNITS.contains(&bare) || UNITS.contains(&unit) {
            return true;
        }
        if digit_group(left) && three_digits(bare.trim_end_matches('.')) {
            return true;
        }
    }
    if starts_with_digit && BEFORE_NUMBER.contains(&left) {
        return true;
    }
    if abbreviated_letter(left) && abbreviated_letter(bare) || PAIRS.contains(&(left, bare)) {
        return true;
    }
    if matches!(bare, "=" | "<" | ">" | "≈" | "≤" | "≥") {
        return statistic(left) && number(first_word(after[right.len()..].trim_start_matches(' ')));
    }
    if matches!(left, "=" | "<" | ">" | "≈" | "≤" | "≥") && number(right) {
        return statistic(
            last_word(head.trim_end_matches([' ', NO_BREAK]))
                .1
                .trim_start_matches('('),
        );
    }
    false
}

/// How far back a word is looked for, in bytes; keeps the rules linear in long texts without spaces.
const LONGEST_WORD: usize = 24;

fn last_word(text: &str) -> (&str, &str) {
    let mut from = text.len().saturating_sub(LONGEST_WORD);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let window = &text[from..];
    let begin = window
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + window[at..].chars().next().map_or(1, char::len_utf8));
    (&text[..from + begin], &window[begin..])
}

fn first_word(text: &str) -> &str {
    let mut to = text.len().min(LONGEST_WORD);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let window = &text[..to];
    &window[..window.find(char::is_whitespace).unwrap_or(window.len())]
}

/// One to three digits, as they stand before a group of three.
fn digit_group(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()) && !word.starts_with('0')
        || three_digits(word)
}

fn three_digits(word: &str) -> bool {
    let mut bytes = word.bytes();
    (0..3).all(|_| bytes.next().is_some_and(|byte| byte.is_ascii_digit()))
        && bytes.next().is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

fn abbreviated_letter(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_alphabetic)
        && characters.next() == Some('.')
        && characters.next().is_none()
}

/// Tells whether a text begins like the `90s` in `'90s`.
fn is_decade(text: &str) -> bool {
    let mut characters = text.chars();
    (0..2).all(|_| characters.next().is_some_and(|c| c.is_ascii_digit()))
        && characters.next().is_none_or(|c| !c.is_ascii_digit())
}

/// The sign of a statistic: one letter, such as the r in `r = 0,28`.
fn statistic(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}

fn number(word: &str) -> bool {
    word.trim_start_matches(['−', '-', '–', '+', '.', ','])
        .starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_follow_the_language() {
        for (language, expected) in [
            ("nb", "han sa «det er ‘bra’ nok»"),
            ("de", "han sa „det er ‚bra‘ nok“"),
            ("sv", "han sa ”det er ’bra’ nok”"),
            ("en", "han sa “det er ‘bra’ nok”"),
        ] {
            assert_eq!(prose(language, "han sa \"det er 'bra' nok\""), expected);
        }
    }

    #[test]
    fn a_name_becomes_a_heading() {
        for (name, heading_of_it) in [
            ("alliansebrudd", "Alliansebrudd"),
            ("bedingungslose Wertschätzung", "Bedingungslose Wertschätzung"),
            ("øving", "Øving"),
            ("item", "Item"),
            ("p-verdi", "p-verdi"),
            ("d", "d"),
            ("α", "α"),
            ("eHelse", "eHelse"),
            ("CBT", "CBT"),
            ("2-delt", "2-delt"),
            ("", ""),
        ] {
            assert_eq!(heading(name), heading_of_it);
        }
    }

    #[test]
    fn an_apostrophe_is_no_quotation() {
        assert_eq!(
            prose("en", "the client's '90s, clients' view"),
            "the client’s ’90s, clients’ view"
        );
        assert_eq!(
            prose("nb", "Hans' bok og \"Lars' bok\""),
            "Hans’ bok og «Lars’ bok»"
        );
    }

    #[test]
    fn dashes_and_dots() {
        assert_eq!(
            prose("nb", "a -- b --- c ... d - e ----"),
            "a\u{a0}– b\u{a0}— c … d - e ----"
        );
        assert_eq!(prose("nb", "...."), "....");
    }

    #[test]
    fn numbers_keep_their_units() {
        let typed = "5 timer, 50 % av 30 000 kr, kl. 12 på s. 4 (r = 0,28); z. B. hier, N = 12";
        let set = "5\u{a0}timer, 50\u{a0}% av 30\u{a0}000\u{a0}kr, kl.\u{a0}12 på s.\u{a0}4 (r\u{a0}=\u{a0}0,28); \
                   z.\u{a0}B. hier, N\u{a0}=\u{a0}12";
        assert_eq!(prose("nb", typed), set);
        assert_eq!(
            prose("nb", "i 2019 100 personer, a b, 5 personer"),
            "i 2019 100 personer, a b, 5 personer"
        );
    }

    #[test]
    fn a_quotation_runs_over_pieces() {
        let mut typographer = Typographer::new("nb");
        let mut out = String::new();
        for piece in ["så \"", "midt", "\" og r", " = 0,3"] {
            typographer.set(piece, &[], &mut out);
        }
        assert_eq!(out, "så «midt» og r\u{a0}=\u{a0}0,3");
    }

    #[test]
    fn escaped_signs_stay() {
        let mut out = String::new();
        Typographer::new("nb").set("en \" til", &[3], &mut out);
        assert_eq!(out, "en \" til");
    }
}
