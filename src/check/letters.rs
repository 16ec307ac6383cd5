//! Broken letters: UTF-8 that somebody read as Windows-1252, such as `pÃ¥` for `på`, and the likely original.

use std::ops::Range;

use crate::source::encoding::WINDOWS_1252;

/// With one of these, broken letters begin.
const FIRST: [char; 7] = ['Â', 'Ã', 'Ì', 'â', 'ï', 'ð', '\u{fffd}'];

/// How often a text may have been broken anew.
const MOST_TIMES: usize = 4;

/// A word with broken letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// What it was, if that can be told.
    pub(super) original: Option<String>,
}

/// Finds the words with broken letters.
pub(super) fn broken(text: &str) -> Vec<Broken> {
    if !text.contains(FIRST) {
        return Vec::new();
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |index: usize| letters.get(index).map_or(text.len(), |(at, _)| *at);
    let is_letter = |index: usize| {
        letters
            .get(index)
            .is_some_and(|(_, letter)| letter.is_alphanumeric())
    };
    let mut words: Vec<Broken> = Vec::new();
    // Up to here, letters belong to a word already.
    let mut done = 0;
    for repair in repairs(&letters) {
        let mut begin = repair.letters.start.max(done);
        while begin > done && is_letter(begin - 1) {
            begin -= 1;
        }
        let mut end = repair.letters.end.max(done);
        while is_letter(end) {
            end += 1;
        }
        let at = byte(begin)..byte(end);
        match words.last_mut() {
            Some(last) if begin == done => last.at.end = at.end,
            _ => words.push(Broken { at, original: None }),
        }
        done = end;
    }
    for word in &mut words {
        word.original = text.get(word.at.clone()).and_then(original);
    }
    words
}

/// What a broken word was.
fn original(word: &str) -> Option<String> {
    let mut word = word.to_owned();
    for _ in 0..MOST_TIMES {
        let letters: Vec<(usize, char)> = word.char_indices().collect();
        let repairs = repairs(&letters);
        if repairs.is_empty() {
            break;
        }
        let mut repaired = String::new();
        let mut done = 0;
        for repair in repairs {
            repaired.extend(
                letters
                    .get(done..repair.letters.start)?
                    .iter()
                    .map(|(_, letter)| letter),
            );
            repaired.push(repair.original?);
            done = repair.letters.end;
        }
        repaired.extend(letters.get(done..)?.iter().map(|(_, letter)| letter));
        word = repaired;
    }
    Some(word)
}

struct Repair {
    letters: Range<usize>,
    original: Option<char>,
}

fn repairs(letters: &[(usize, char)]) -> Vec<Repair> {
    let mut repairs = Vec::new();
    let mut at = 0;
    while let Some((_, letter)) = letters.get(at) {
        // Twice broken, a letter may also give one of the others of Windows-1252; alone, `Å“` ends a quotation.
        let follows = repairs.last().is_some_and(|last: &Repair| last.letters.end == at);
        let begins = FIRST.contains(letter) || follows && matches!(letter, 'Å' | 'Æ' | 'Ë');
        let found = begins.then(|| repair(letters, at, follows)).flatten();
        at = found.as_ref().map_or(at + 1, |repair| repair.letters.end);
        repairs.extend(found);
    }
    repairs
}

/// Reads what broken letters begin at an index. `follows`: right after others.
fn repair(letters: &[(usize, char)], at: usize, follows: bool) -> Option<Repair> {
    let letter = |index: usize| letters.get(index).map(|(_, letter)| *letter);
    let before = at.checked_sub(1).and_then(letter);
    let found = |length: usize, original: Option<char>| {
        Some(Repair {
            letters: at..at + length,
            original,
        })
    };
    let first = letter(at)?;
    if first == '\u{fffd}' {
        return found(1, None);
    }
    let byte = windows_1252(first)?;
    let length = match byte {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = (at..at + length)
        .map(|index| windows_1252(letter(index)?))
        .collect();
    let whole = bytes
        .as_deref()
        .and_then(|bytes| std::str::from_utf8(bytes).ok()?.chars().next());
    if let Some(original) = whole.filter(|original| is_likely(*original)) {
        // “Ã” is a letter between quotation marks.
        let is_quoted = !follows
            && length == 2
            && letter(at + 1).is_some_and(|second| "‘’“”‚„«»‹›".contains(second))
            && !before.is_some_and(char::is_alphabetic)
            && !letter(at + 2).is_some_and(char::is_alphabetic);
        return if is_quoted {
            None
        } else {
            found(length, Some(original))
        };
    }
    let is_space = |letter: char| letter == ' ' || letter == '\u{a0}';
    match first {
        // A no-break space whose second half became a plain one.
        'Â' if letter(at + 1) == Some(' ')
            && before.is_some_and(|before| before.is_ascii_digit() || before.is_lowercase()) =>
        {
            found(2, Some('\u{a0}'))
        }
        // A quotation mark, of which a later hand made several words: `patientâ € s`.
        'â' => {
            let skip = |mut index: usize| {
                while letter(index).is_some_and(is_space) {
                    index += 1;
                }
                index
            };
            let euro = skip(at + 1);
            if letter(euro) != Some('€') {
                return None;
            }
            let third = skip(euro + 1);
            let mark = letter(third)
                .and_then(windows_1252)
                .and_then(|byte| char::from_u32(0x2000 | u32::from(byte & 0x3f)))
                .filter(|mark| ('\u{2010}'..='\u{2026}').contains(mark));
            if mark.is_some() {
                found(third + 1 - at, mark)
            } else if before.is_some_and(char::is_alphabetic)
                && letter(third).is_some_and(char::is_alphabetic)
            {
                found(third - at, Some('’'))
            } else {
                found(euro + 1 - at, None)
            }
        }
        _ => None,
    }
}

fn windows_1252(letter: char) -> Option<u8> {
    match u32::from(letter) {
        code @ 0x80..=0xff => u8::try_from(code).ok(),
        _ => {
            let at = WINDOWS_1252.iter().position(|high| *high == letter)?;
            u8::try_from(0x80 + at).ok()
        }
    }
}

/// Whether authors of Western European languages write a character.
fn is_likely(letter: char) -> bool {
    WINDOWS_1252.contains(&letter)
        || matches!(letter,
        '\u{80}'..='\u{ff}' | '\u{300}'..='\u{36f}' | '\u{2000}'..='\u{22ff}' | '\u{2500}'..='\u{27bf}'
        | '\u{fb00}'..='\u{fb06}' | '\u{feff}' | '\u{1f300}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Option<String>)> {
        let words = broken(text).into_iter();
        words.map(|word| (&text[word.at], word.original)).collect()
    }

    fn break_once(text: &str) -> String {
        text.bytes()
            .map(|byte| match byte {
                0x80..=0x9f => WINDOWS_1252[usize::from(byte) - 0x80],
                byte => char::from(byte),
            })
            .collect()
    }

    #[test]
    fn whatever_was_broken_is_repaired() {
        for word in [
            "på",
            "Ærlig",
            "ÆØÅ",
            "größer",
            "Ünder",
            "återställa",
            "patient’s",
            "“a”",
            "5\u{a0}mg",
            "10–12",
            "…og",
            "a\u{30a}",
            "🙂",
            "→",
        ] {
            let once = break_once(word);
            let twice = break_once(&once);
            for broken in [&once, &twice, &break_once(&twice)] {
                let text = format!("x {broken} y");
                let all = found(&text);
                let repaired: Vec<_> = all
                    .iter()
                    .filter_map(|(_, original)| original.as_deref())
                    .collect();
                assert!(
                    repaired.concat() == word || repaired == [word.trim_end_matches(['”', ']'])],
                    "{text}: {all:?}"
                );
            }
        }
    }

    #[test]
    fn pieces_that_a_later_hand_parted_are_told() {
        assert_eq!(
            found("min patientâ € s bästa, â € œja, sa â € ."),
            [
                ("patientâ € s", Some("patient’s".to_owned())),
                ("â € œja", Some("“ja".to_owned())),
                ("â €", None),
            ]
        );
        assert_eq!(
            found("10Â % a\u{fffd}b"),
            [("10Â ", Some("10\u{a0}".to_owned())), ("a\u{fffd}b", None)]
        );
    }

    #[test]
    fn what_is_no_fault_is_left_alone() {
        let text = "Âge, NÃO, “Ã”, «Å», „Ö“, château, tâche, ÎLE, Ïle, på, größer, 5 €, café”, naïve “ð”, Óscar, Ä–Ö, \
                    fête… pâté–x, Â";
        assert_eq!(found(text), []);
    }
}
