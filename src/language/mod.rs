//! A language of the site: its tag, its order of the alphabet, its dates, numbers and lists, and the words of the
//! interface in it.
//!
//! Home of the locale data. Others hold a [`Language`] and ask.

pub mod fold;
pub mod inflection;
pub mod plural;
pub mod readability;
pub mod strings;
pub mod tag;
pub mod typography;

mod clock;
mod format;
mod money;
mod syllable;

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::{Direction, Locale, LocaleDirectionality, LocaleExpander, locale};

use crate::date::{Date, Time};

pub use plural::Plural;
pub use strings::{StringValue, Strings};
pub use tag::LanguageTag;

/// What a language does to dates, numbers, lists and the alphabet.
///
/// A language without data of its own is treated as the root locale treats all.
#[derive(Debug)]
pub struct Language {
    tag: LanguageTag,
    /// The locale whose data are used: that of the tag, but British where the tag says only `en`.
    locale: Locale,
    collator: Option<CollatorBorrowed<'static>>,
    open_graph_locale: String,
    direction: &'static str,
}

impl Language {
    /// Gathers the data of the language with this tag.
    pub fn new(tag: &LanguageTag) -> Self {
        let locale = match tag.as_str() {
            "en" => locale!("en-GB"),
            // A tag is well formed, so the root locale stands here for nothing that can occur.
            written => written.parse().unwrap_or(Locale::UNKNOWN),
        };
        let collator = Collator::try_new((&locale).into(), CollatorOptions::default())
            .or_else(|_| Collator::try_new((&Locale::UNKNOWN).into(), CollatorOptions::default()))
            .ok();
        let direction = match LocaleDirectionality::new_extended().get(&locale.id) {
            Some(Direction::RightToLeft) => "rtl",
            _ => "ltr",
        };
        Self {
            tag: tag.clone(),
            collator,
            open_graph_locale: open_graph_locale(&locale),
            direction,
            locale,
        }
    }

    /// The tag of the language.
    pub fn tag(&self) -> &LanguageTag {
        &self.tag
    }

    /// Returns the day with the month in words: `23. juni 2014`.
    pub fn long_date(&self, date: Date) -> String {
        format::with_formatters(&self.locale, |formatters| formatters.long_date(date))
    }

    /// Returns the day with its name: `mandag 23. juni 2014`. A line may end behind the first word, mostly the name, and no later.
    pub fn weekday_date(&self, date: Date) -> String {
        let text = format::with_formatters(&self.locale, |formatters| formatters.weekday_date(date));
        if self.locale == locale!("en-GB") {
            // CLDR has a comma that British style guides have dropped.
            return together(&text.replacen(',', "", 1));
        }
        together(&text)
    }

    /// Returns the days from the first to the last: `23.–24. juni 2014`. What both have in common stands once, where
    /// the language writes the day first.
    pub fn day_range(&self, first: Date, last: Date) -> String {
        let (from, to) = (self.long_date(first), self.long_date(last));
        if first == last {
            return to;
        }
        let after_day = |text: &str| text.find(' ').map_or(text.len(), |space| space);
        let (day, rest) = from.split_at(after_day(&from));
        if day.trim_end_matches('.') == first.day().to_string() {
            if to.get(after_day(&to)..) == Some(rest) {
                return format!("{day}–{to}");
            }
            let year = format!(" {}", first.year());
            if first.year() == last.year()
                && let Some(from) = from.strip_suffix(&year)
            {
                // The norms of Norwegian and Swedish have no spaces around the dash.
                let dash = match self.tag.primary() {
                    "nb" | "nn" | "da" | "sv" => "–",
                    _ => " – ",
                };
                return format!("{from}{dash}{to}");
            }
        }
        format!("{from} – {to}")
    }

    /// Returns a time of day: `kl. 11.30`.
    pub fn time(&self, time: Time) -> String {
        clock::write(self.tag.primary(), &[time])
    }

    /// Returns the times from the first to the last: `kl. 12.00–16.00`.
    pub fn time_range(&self, from: Time, to: Time) -> String {
        clock::write(self.tag.primary(), &[from, to])
    }

    /// Returns a sum of money in hundredths of a currency, which is named by its code after ISO 4217: `kr 500`.
    pub fn money(&self, hundredths: u64, currency: &str) -> String {
        money::write(self.tag.primary(), &self.hundredths(hundredths), currency)
    }

    /// Returns a number of hundredths, with decimals only where there are any: `1,50`.
    pub fn hundredths(&self, hundredths: u64) -> String {
        format::with_formatters(&self.locale, |formatters| formatters.hundredths(hundredths))
    }

    /// Returns the number with its thousands set apart: `30.000`.
    pub fn number(&self, number: i64) -> String {
        format::with_formatters(&self.locale, |formatters| formatters.number(number))
    }

    /// Returns the number with its decimals, or rounded to as many as given: `0,28`.
    pub fn decimal(&self, number: f64, decimals: Option<usize>) -> String {
        let mut written = match decimals {
            Some(decimals) => format!("{number:.decimals$}"),
            None => number.to_string(),
        };
        // What is rounded to nought has no sign.
        if written.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.')) {
            written = written.replace('-', "");
        }
        format::with_formatters(&self.locale, |formatters| formatters.decimal(&written))
    }

    /// Joins the items as a sentence would: `A, B og C`.
    pub fn list(&self, items: &[String]) -> String {
        format::with_formatters(&self.locale, |formatters| formatters.list(items))
    }

    /// Returns the plural category of this many things.
    pub fn plural(&self, count: u64) -> Plural {
        format::with_formatters(&self.locale, |formatters| formatters.plural(count))
    }

    /// Compares two texts by the alphabet of the language. Texts that differ can be equal, such as two spellings of
    /// one accent.
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        match &self.collator {
            Some(collator) => collator.compare(left, right),
            None => left.cmp(right),
        }
    }

    /// Sorts the items by the alphabet of the language. Items with equal texts stay in their order.
    pub fn sort_by_text<T>(&self, items: &mut [T], text: impl Fn(&T) -> &str) {
        items.sort_by(|left, right| self.compare(text(left), text(right)));
    }

    /// Returns the capital letter of the language's alphabet under which an index lists a text: `Ä` is a letter in
    /// Swedish, and an `A` in German. `None` for what is listed under no letter.
    pub fn index_letter(&self, text: &str) -> Option<char> {
        if !text.chars().next()?.is_alphabetic() {
            return None;
        }
        let more = match self.tag.as_str().split('-').next() {
            Some("nb" | "nn" | "da") => "æøå",
            Some("sv" | "fi") => "åäö",
            _ => "",
        };
        let last = ('a'..='z')
            .chain(more.chars())
            .take_while(|letter| self.compare(letter.encode_utf8(&mut [0; 4]), text) != Ordering::Greater);
        last.last()?.to_uppercase().next()
    }

    /// The locale in the form that Open Graph asks for: `nb_NO`.
    pub fn open_graph_locale(&self) -> &str {
        &self.open_graph_locale
    }

    /// The value of the attribute `dir`: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        self.direction
    }
}

/// Returns `language_TERRITORY`, with the territory where most readers of the language live if the locale names none.
/// A language of no one country stands alone.
fn open_graph_locale(locale: &Locale) -> String {
    let mut likely = locale.id.clone();
    LocaleExpander::new_extended().maximize(&mut likely);
    let language = locale.id.language;
    match likely.region {
        Some(region) if region.is_alphabetic() => format!("{language}_{region}"),
        _ => language.to_string(),
    }
}

/// Keeps together what stands behind the first blank.
fn together(text: &str) -> String {
    match text.split_once(' ') {
        Some((first, rest)) => format!("{first} {}", rest.replace(' ', "\u{a0}")),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::new(&LanguageTag::parse(tag).expect("the test writes a tag"))
    }

    #[test]
    fn a_language_can_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Language>();
    }

    #[test]
    fn each_language_sorts_by_its_own_alphabet() {
        let orders = [
            (
                "nb",
                "allianse, Allianz, Arbeit, Oslo, Uexküll, Usikkerhet, Vertrauen, Wampold, Übertragung, Ydmykhet, \
                 Zetzel, Äkthet, Ærlighet, Öst, Øvelse, Ångest, Åpenhet, Aasen",
            ),
            (
                "sv",
                "Aasen, allianse, Allianz, Arbeit, Oslo, Uexküll, Usikkerhet, Vertrauen, Wampold, Übertragung, \
                 Ydmykhet, Zetzel, Ångest, Åpenhet, Äkthet, Ærlighet, Öst, Øvelse",
            ),
            (
                "de",
                "Aasen, Ærlighet, Äkthet, allianse, Allianz, Ångest, Åpenhet, Arbeit, Ärger, Oslo, Öst, Österreich, \
                 Øvelse, Strasse, straße, Übertragung, Überzeugung, Uexküll, Usikkerhet, Zetzel",
            ),
            (
                "de-u-co-phonebk",
                "Aasen, Äkthet, Ärger, allianse, Allianz, Arbeit, Öst, Österreich, Oslo, Strasse, straße, \
                 Übertragung, Überzeugung, Uexküll, Zetzel",
            ),
        ];
        for (tag, order) in orders {
            let expected: Vec<&str> = order.split(", ").collect();
            let mut sorted = expected.clone();
            // From code point order, so that no order of the alphabet is there before it is made.
            sorted.sort_unstable();
            language(tag).sort_by_text(&mut sorted, |word| word);
            assert_eq!(sorted, expected, "{tag}");
        }
    }

    #[test]
    fn an_index_has_the_letters_of_the_alphabet() {
        for (tag, text, letter) in [
            ("nb", "allianse", Some('A')),
            ("nb", "Ärger", Some('Æ')),
            ("nb", "øvelse", Some('Ø')),
            ("nb", "åpenhet", Some('Å')),
            ("nb", "zetzel", Some('Z')),
            ("sv", "återkoppling", Some('Å')),
            ("sv", "äkthet", Some('Ä')),
            ("sv", "överföring", Some('Ö')),
            ("de", "Äußerung", Some('A')),
            ("de", "Übertragung", Some('U')),
            ("en", "été", Some('E')),
            ("en", "36 items", None),
            ("en", "", None),
        ] {
            assert_eq!(language(tag).index_letter(text), letter, "{text} in {tag}");
        }
    }

    #[test]
    fn equal_texts_keep_their_order() {
        let mut items = [("b", 1), ("a", 2), ("b", 3), ("a", 4)];
        language("sv").sort_by_text(&mut items, |item| item.0);
        assert_eq!(items, [("a", 2), ("a", 4), ("b", 1), ("b", 3)]);
    }

    #[test]
    fn norwegian_reads_aa_as_a_ring() {
        let norwegian = language("no");
        assert_eq!(norwegian.compare("Aasen", "Zetzel"), Ordering::Greater);
        assert_eq!(language("sv").compare("Aasen", "Zetzel"), Ordering::Less);
        assert_eq!(norwegian.compare("Åpenhet", "A\u{30a}penhet"), Ordering::Equal);
    }

    #[test]
    fn dates_numbers_and_lists_are_written_as_in_the_language() {
        let date = Date::parse("2014-06-23").expect("the test writes a date");
        let names = ["A", "B", "C"].map(String::from);
        let expected = [
            (
                "nb",
                "23. juni 2014",
                "30\u{a0}000",
                "\u{2212}1",
                "0,278",
                "A, B og C",
            ),
            ("de", "23. Juni 2014", "30.000", "-1", "0,278", "A, B und C"),
            (
                "sv",
                "23 juni 2014",
                "30\u{a0}000",
                "\u{2212}1",
                "0,278",
                "A, B och C",
            ),
            ("en", "23 June 2014", "30,000", "-1", "0.278", "A, B and C"),
        ];
        for (tag, long, thousands, negative, decimal, list) in expected {
            let language = language(tag);
            assert_eq!(language.long_date(date), long);
            assert_eq!(language.number(30_000), thousands, "{tag}");
            assert_eq!(language.number(-1), negative, "{tag}");
            assert_eq!(language.decimal(0.278, None), decimal, "{tag}");
            assert_eq!(language.list(&names), list);
            assert_eq!(language.list(&names[..1]), "A");
            assert_eq!(language.list(&[]), "");
        }
    }

    #[test]
    fn days_are_written_as_they_are_announced() {
        let date = |text| Date::parse(text).expect("the test writes a date");
        let expected = [
            (
                "nb",
                "mandag 23. juni 2014",
                "23.–24. juni 2014",
                "30. juni–1. juli 2014",
                "31. desember 2014 – 1. januar 2015",
            ),
            (
                "de",
                "Montag, 23. Juni 2014",
                "23.–24. Juni 2014",
                "30. Juni – 1. Juli 2014",
                "31. Dezember 2014 – 1. Januar 2015",
            ),
            (
                "sv",
                "måndag 23 juni 2014",
                "23–24 juni 2014",
                "30 juni–1 juli 2014",
                "31 december 2014 – 1 januari 2015",
            ),
            (
                "en",
                "Monday 23 June 2014",
                "23–24 June 2014",
                "30 June – 1 July 2014",
                "31 December 2014 – 1 January 2015",
            ),
            (
                "en-US",
                "Monday, June 23, 2014",
                "June 23, 2014 – June 24, 2014",
                "June 30, 2014 – July 1, 2014",
                "December 31, 2014 – January 1, 2015",
            ),
        ];
        for (tag, weekday, days, months, years) in expected {
            let language = language(tag);
            let shown = language.weekday_date(date("2014-06-23"));
            assert_eq!(shown.replace('\u{a0}', " "), weekday);
            assert_eq!(
                shown.matches(' ').count(),
                1,
                "a line may end in one place: {shown:?}"
            );
            assert_eq!(language.day_range(date("2014-06-23"), date("2014-06-24")), days);
            assert_eq!(language.day_range(date("2014-06-30"), date("2014-07-01")), months);
            assert_eq!(language.day_range(date("2014-12-31"), date("2015-01-01")), years);
            let day = date("2014-06-23");
            assert_eq!(language.day_range(day, day), language.long_date(day));
        }
    }

    #[test]
    fn times_are_written_as_they_are_announced() {
        let time = |text| Time::parse(text).expect("the test writes a time");
        let expected = [
            (
                "nb",
                "kl.\u{a0}12.00–16.00",
                "kl.\u{a0}09.00–12.30",
                "kl.\u{a0}11.30",
            ),
            ("de", "12–16\u{a0}Uhr", "9:00–12:30\u{a0}Uhr", "11:30\u{a0}Uhr"),
            ("sv", "kl.\u{a0}12–16", "kl.\u{a0}9.00–12.30", "kl.\u{a0}11.30"),
            ("en", "12:00–16:00", "09:00–12:30", "11:30"),
        ];
        for (tag, hours, minutes, one) in expected {
            let language = language(tag);
            assert_eq!(language.time_range(time("12:00"), time("16:00")), hours);
            assert_eq!(language.time_range(time("09:00"), time("12:30")), minutes);
            assert_eq!(language.time(time("11:30")), one);
        }
    }

    #[test]
    fn sums_are_written_as_they_are_announced() {
        // Each currency at home, the euro, a foreign currency, thousands, hundredths.
        let expected = [
            (
                "nb",
                "NOK",
                "kr·500",
                "12·500·€",
                "12·500·SEK",
                "kr·1·250",
                "kr·290,50",
            ),
            (
                "de",
                "EUR",
                "500·€",
                "12.500·€",
                "12.500·SEK",
                "1.250·€",
                "290,50·€",
            ),
            (
                "sv",
                "SEK",
                "500·kr",
                "12·500·€",
                "12·500·kr",
                "1·250·kr",
                "290,50·kr",
            ),
            ("en", "GBP", "£500", "€12,500", "SEK·12,500", "£1,250", "£290.50"),
        ];
        for (tag, currency, home, euro, foreign, thousands, hundredths) in expected {
            let language = language(tag);
            let written = [
                language.money(50_000, currency),
                language.money(1_250_000, "EUR"),
                language.money(1_250_000, "SEK"),
                language.money(125_000, currency),
                language.money(29_050, currency),
            ];
            let expected = [home, euro, foreign, thousands, hundredths];
            assert_eq!(written, expected.map(|sum| sum.replace('·', "\u{a0}")), "{tag}");
        }
        assert_eq!(language("sv").money(1_250_000, "NOK"), "12\u{a0}500\u{a0}NOK");
        assert_eq!(language("sv").money(1_250_000, "DKK"), "12\u{a0}500\u{a0}DKK");
        assert_eq!(language("de").money(1_250_000, "NOK"), "12.500\u{a0}NOK");
        assert_eq!(language("en").money(1_250_000, "NOK"), "NOK\u{a0}12,500");
    }

    #[test]
    fn decimals_are_rounded_where_asked() {
        let german = language("de");
        let written = [(0.3, Some(2)), (-0.001, Some(2)), (1234.5, None), (2.0, None)];
        assert_eq!(
            written.map(|(number, decimals)| german.decimal(number, decimals)),
            ["0,30", "0,00", "1.234,5", "2"]
        );
    }

    #[test]
    fn plural_categories_are_those_of_the_language() {
        for tag in ["nb", "de", "sv", "en"] {
            let categories = [0, 1, 2, 101].map(|count| language(tag).plural(count));
            assert_eq!(
                categories,
                [Plural::Other, Plural::One, Plural::Other, Plural::Other],
                "{tag}"
            );
        }
        assert_eq!(
            [2, 5].map(|count| language("pl").plural(count)),
            [Plural::Few, Plural::Many]
        );
        assert_eq!(
            [0, 2].map(|count| language("ar").plural(count)),
            [Plural::Zero, Plural::Two]
        );
    }

    #[test]
    fn the_page_head_gets_territory_and_direction() {
        let expected = [
            ("nb", "nb_NO", "ltr"),
            ("de", "de_DE", "ltr"),
            ("sv", "sv_SE", "ltr"),
            ("en", "en_GB", "ltr"),
            ("en-US", "en_US", "ltr"),
            ("de-AT", "de_AT", "ltr"),
            ("zh-Hant", "zh_TW", "ltr"),
            ("ar", "ar_EG", "rtl"),
            ("eo", "eo", "ltr"),
        ];
        for (tag, locale, direction) in expected {
            let language = language(tag);
            assert_eq!(
                (language.open_graph_locale(), language.direction()),
                (locale, direction),
                "{tag}"
            );
        }
    }

    #[test]
    fn a_language_without_data_is_served_by_the_root() {
        let unknown = language("qaa");
        let date = Date::parse("2014-06-23").expect("the test writes a date");
        assert!(unknown.long_date(date).contains("2014"));
        assert_eq!(unknown.plural(1), Plural::Other);
        assert_eq!(unknown.compare("a", "B"), Ordering::Less);
        assert_eq!(unknown.open_graph_locale(), "qaa");
    }
}
