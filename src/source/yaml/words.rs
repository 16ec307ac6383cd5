//! What serde and the parsers say, in the words of an author.

use super::tree::{Content, Literal, Node, Reason};
use crate::date::Date;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Phrase, Saying};

/// Whole numbers by the names of their types, with the least and the greatest that they can hold.
const WHOLE_NUMBERS: &[(&str, Option<i32>, Option<i32>)] = &[
    ("u8", Some(0), Some(255)),
    ("u16", Some(0), Some(65535)),
    ("u32", Some(0), None),
    ("u64", Some(0), None),
    ("u128", Some(0), None),
    ("usize", Some(0), None),
    ("a nonzero u8", Some(1), Some(255)),
    ("a nonzero u16", Some(1), Some(65535)),
    ("a nonzero u32", Some(1), None),
    ("a nonzero u64", Some(1), None),
    ("a nonzero usize", Some(1), None),
    ("i8", Some(-128), Some(127)),
    ("i16", Some(-32768), Some(32767)),
    ("i32", None, None),
    ("i64", None, None),
    ("i128", None, None),
    ("isize", None, None),
];

/// What our own types say of what they expect.
const EXPECTATIONS: &[(&str, Phrase)] = &[
    ("a time such as 09:30", Phrase::TimeSuchAs),
    ("a time zone such as Europe/Oslo", Phrase::ZoneSuchAs),
    ("an amount such as 290.50", Phrase::AmountSuchAs),
    ("a currency such as NOK", Phrase::CurrencySuchAs),
    (DATE, Phrase::DateSuchAs),
    ("a list of keys with values", Phrase::Keys),
    ("a text, or a list of texts", Phrase::TextOrTexts),
    ("a choice with a value under it", Phrase::OtherForm),
];

/// What our own types say where a day is expected.
const DATE: &str = "a date such as 2026-05-17";

/// Keys as those write them who think in their own language.
const TRANSLATED_KEYS: &[(&str, &[&str])] = &[
    (
        "title",
        &["tittel", "titel", "rubrik", "overskrift", "überschrift"],
    ),
    (
        "description",
        &[
            "beskrivelse",
            "beschreibung",
            "beskrivning",
            "ingress",
            "sammendrag",
            "summary",
        ],
    ),
    ("date", &["dato", "datum"]),
    (
        "updated",
        &[
            "oppdatert",
            "endret",
            "aktualisiert",
            "geändert",
            "uppdaterad",
            "ändrad",
        ],
    ),
    (
        "authors",
        &[
            "forfatter",
            "forfattere",
            "autor",
            "autoren",
            "autorin",
            "författare",
            "author",
        ],
    ),
    (
        "subjects",
        &[
            "emne", "emner", "thema", "themen", "ämne", "ämnen", "tags", "keywords",
        ],
    ),
    ("draft", &["utkast", "kladd", "entwurf"]),
    (
        "weight",
        &["vekt", "rekkefølge", "gewicht", "reihenfolge", "vikt", "ordning"],
    ),
    ("name", &["navn", "namn"]),
    ("languages", &["språk", "sprachen"]),
];

/// Returns the known key that was probably meant by one that nobody knows.
pub(super) fn key_meant<'known>(key: &str, known: &[&'known str]) -> Option<&'known str> {
    let written = key.to_lowercase();
    let translated = TRANSLATED_KEYS
        .iter()
        .find(|(_, words)| words.contains(&written.as_str()));
    translated
        .and_then(|(key, _)| known.iter().find(|known| *known == key).copied())
        .or_else(|| nearest(key, known.iter().copied()))
}

/// Tells what a type expects where a value of the right form does not do, and the value that was probably meant.
pub(super) fn value_meant(expectation: &str, node: &Node) -> (Saying, Option<String>) {
    let text = node.text().unwrap_or_default();
    if expectation == DATE {
        let expected = if Date::names_no_day(text) {
            Phrase::DayThatExists.with("day", text)
        } else {
            Phrase::DateSuchAs.into()
        };
        return (expected, Date::meant(text).map(|date| date.to_string()));
    }
    (expected(expectation), None)
}

/// What the parser says, by its beginning, and what it means. The first that fits counts.
const REASONS: &[(&str, Phrase)] = &[
    ("mapping values are not allowed", Phrase::ColonMisplaced),
    ("found unexpected end of stream", Phrase::QuoteUnclosed),
    ("unexpected end of stream", Phrase::QuoteUnclosed),
    ("did not find expected ',' or '}'", Phrase::BraceUnclosed),
    ("expected ',' or ']'", Phrase::BracketUnclosed),
    ("illegal placement of ':'", Phrase::ColonInBrackets),
    ("may not precede", Phrase::ColonInBrackets),
    (
        "must be followed by a valid YAML whitespace",
        Phrase::BlankMissing,
    ),
    ("in flow construct", Phrase::BracketOrIndentation),
    ("misplaced bracket", Phrase::BracketTooMany),
    ("unknown anchor", Phrase::StarNeedsQuotes),
    ("while scanning an anchor", Phrase::AmpersandNeedsQuotes),
    ("unexpected character", Phrase::SignNeedsQuotes),
    ("a TAG", Phrase::ExclamationNeedsQuotes),
    ("parsing a tag", Phrase::ExclamationNeedsQuotes),
    ("scanning a tag", Phrase::ExclamationNeedsQuotes),
    ("the handle wasn't declared", Phrase::ExclamationNeedsQuotes),
    ("unknown escape", Phrase::BackslashTwice),
    ("hexadecimal", Phrase::BackslashTwice),
    ("Unicode character escape", Phrase::BackslashTwice),
    ("trailing content after double-quoted", Phrase::AfterClosingQuote),
    ("document indicator", Phrase::QuoteUnclosed),
    ("block sequence entries are not allowed", Phrase::ItemMisplaced),
    ("indentation", Phrase::Indentation),
    ("indented", Phrase::Indentation),
    ("did not find expected '-'", Phrase::IndentationOrHyphen),
    ("did not find expected key", Phrase::IndentationOrQuote),
    ("simple key expect", Phrase::ColonMissing),
    ("mapping keys are not allowed", Phrase::KeyMisplaced),
    ("block scalar", Phrase::TextOnNextLine),
    ("directive", Phrase::PercentNeedsQuotes),
    ("document", Phrase::EndMarkMisplaced),
    ("alias", Phrase::RepeatsTooMuch),
    ("recursion", Phrase::TooDeep),
    ("'-'", Phrase::HyphenNeedsBlank),
    ("eof", Phrase::EndsTooEarly),
];

/// Tells why a text is no YAML, and what to do. `line` is the line at fault.
pub(super) fn reason(reason: &Reason, line: &str) -> (Saying, Phrase) {
    let phrase = match reason {
        Reason::TooDeep => return (Phrase::DeeperThan.with("most", 100), Phrase::LookAtYaml),
        Reason::SecondDocument => Phrase::SecondDocument,
        Reason::TooManyDuplicates => Phrase::KeyTwice,
        Reason::Parser(said) if is_tab(said, line) => Phrase::TabMisplaced,
        Reason::Parser(said) => REASONS
            .iter()
            .find(|(part, _)| said.contains(part))
            .map_or(Phrase::NotYaml, |(_, meaning)| *meaning),
    };
    (phrase.into(), remedy(phrase))
}

fn remedy(reason: Phrase) -> Phrase {
    match reason {
        Phrase::QuoteUnclosed => Phrase::CloseQuote,
        Phrase::BraceUnclosed
        | Phrase::BracketUnclosed
        | Phrase::ColonInBrackets
        | Phrase::BracketTooMany => Phrase::CloseBracket,
        Phrase::TabMisplaced | Phrase::Indentation => Phrase::IndentLine,
        Phrase::ColonMisplaced
        | Phrase::StarNeedsQuotes
        | Phrase::AmpersandNeedsQuotes
        | Phrase::SignNeedsQuotes
        | Phrase::ExclamationNeedsQuotes
        | Phrase::PercentNeedsQuotes => Phrase::QuoteText,
        _ => Phrase::LookAtYaml,
    }
}

/// Says whether a tab is what the parser stumbles over.
pub(super) fn is_tab(said: &str, line: &str) -> bool {
    let indentation = line.len() - line.trim_start().len();
    said.contains("tab") || line.bytes().take(indentation).any(|byte| byte == b'\t')
}

/// Returns where in a line the value begins that opens with a quotation mark and is not closed.
pub(super) fn open_quotation(line: &str) -> Option<usize> {
    let mut value = line.trim_start().trim_start_matches("- ").trim_start();
    if value.starts_with('#') {
        return None;
    }
    if !value.starts_with(['"', '\'']) {
        value = value.split_once(": ")?.1.trim_start();
    }
    let mut signs = value.chars();
    let mark = signs.next().filter(|mark| matches!(mark, '"' | '\''))?;
    while let Some(sign) = signs.next() {
        if mark == '"' && sign == '\\' {
            signs.next();
        } else if sign == mark {
            return None;
        }
    }
    Some(line.len() - value.len())
}

/// Tells what a type expects.
pub(super) fn expected(said: &str) -> Saying {
    if let Some((_, least, most)) = WHOLE_NUMBERS.iter().find(|(name, ..)| *name == said) {
        return match (least, most) {
            (Some(least), Some(most)) => Phrase::WholeNumberBetween.with("least", least).with("most", most),
            (Some(least), None) => Phrase::WholeNumberFrom.with("least", least),
            (None, _) => Phrase::WholeNumber.into(),
        };
    }
    if let Some((_, phrase)) = EXPECTATIONS.iter().find(|(expectation, _)| *expectation == said) {
        return (*phrase).into();
    }
    match said {
        "a string" | "a borrowed string" | "string" | "str" | "variant identifier" | "field identifier" => {
            Phrase::Text.into()
        }
        "a character" => Phrase::Letter.into(),
        "a boolean" | "bool" => Phrase::YesOrNo.into(),
        "f32" | "f64" => Phrase::Number.into(),
        "a sequence" => Phrase::List.into(),
        "a map" => Phrase::Keys.into(),
        "unit" | "unit struct" => Phrase::Nothing.into(),
        _ => {
            // "a tuple of size 2", "an array of length 3", "struct Wide with 2 elements".
            if said.contains("tuple") || said.contains("array") {
                let count = said.split(' ').find_map(|word| word.parse::<usize>().ok());
                return count.map_or(Phrase::List.into(), |count| Phrase::ListOf.with("count", count));
            }
            if said.starts_with("struct ") || said.starts_with("internally tagged enum") {
                return Phrase::Keys.into();
            }
            if said.starts_with("enum ") {
                return Phrase::Text.into();
            }
            Phrase::Said.with("said", said)
        }
    }
}

/// Says whether a type expects yes or no.
pub(super) fn is_truth(expected: &str) -> bool {
    matches!(expected, "a boolean" | "bool")
}

/// Tells what a value's own complaint means.
pub(super) fn complaint(said: &str) -> Saying {
    if said.starts_with("data did not match any variant") {
        return Phrase::OtherForm.into();
    }
    Phrase::Said.with("said", said)
}

/// Tells what an author wrote.
pub(super) fn found(node: &Node, written: &str) -> Saying {
    match &node.content {
        Content::List(items) if items.is_empty() => Phrase::EmptyList.into(),
        Content::List(_) => Phrase::List.into(),
        Content::Map(_) => Phrase::Keys.into(),
        Content::Literal(_, Literal::Null) | Content::Gap(_) => Phrase::Nothing.into(),
        Content::Literal(text, Literal::Truth(_)) => Phrase::FoundYesOrNo.with("value", text),
        Content::Literal(text, Literal::Whole(_) | Literal::Decimal(_)) => {
            Phrase::FoundNumber.with("value", text)
        }
        Content::Text(text) if written.starts_with(['"', '\'']) => {
            Phrase::FoundQuotedText.with("value", short(text))
        }
        Content::Text(text) => Phrase::FoundText.with("value", short(text)),
    }
}

/// Returns what an author wrote, for a message.
pub(super) fn value(node: &Node) -> String {
    match &node.content {
        Content::Text(text) | Content::Literal(text, _) => short(text),
        Content::List(_) => "[…]".to_owned(),
        Content::Map(_) => "{…}".to_owned(),
        Content::Gap(_) => String::new(),
    }
}

/// Returns a list of names for a message.
pub(super) fn list(names: &[&str]) -> String {
    names.join(", ")
}

/// Returns the truth that somebody meant who wrote it in another way.
pub(super) fn truth(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "on" | "ja" | "j" | "1" | "true" => Some("true"),
        "no" | "n" | "off" | "nei" | "nej" | "0" | "false" => Some("false"),
        _ => None,
    }
}

/// Returns the first line of a text, and not too much of it.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line.len() == text.trim_end().len() {
        return line.to_owned();
    }
    let mut short: String = line.chars().take(LONGEST).collect();
    short.push('…');
    short
}
