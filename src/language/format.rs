//! Dates, numbers, lists and plurals of one locale.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::{YMD, YMDE};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale::Locale;
use icu_plurals::{PluralRules, PluralRulesOptions};

use super::plural::Plural;
use crate::date::Date;

thread_local! {
    /// The formatters made so far on this thread. They count their owners without locks and so cannot leave it.
    static FORMATTERS: RefCell<BTreeMap<String, Rc<Formatters>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Calls `use_formatters` with the formatters of the locale, which each thread makes once.
pub(super) fn with_formatters<T>(locale: &Locale, use_formatters: impl FnOnce(&Formatters) -> T) -> T {
    let formatters = FORMATTERS.with_borrow_mut(|made| {
        Rc::clone(
            made.entry(locale.to_string())
                .or_insert_with(|| Rc::new(Formatters::new(locale))),
        )
    });
    use_formatters(&formatters)
}

/// What writes values in one locale. The locale data are compiled in and fall back to the root, so each is there; were
/// one not, the value is written without a locale.
pub(super) struct Formatters {
    long_date: Option<DateTimeFormatter<YMD>>,
    weekday_date: Option<DateTimeFormatter<YMDE>>,
    number: Option<DecimalFormatter>,
    list: Option<ListFormatter>,
    plural: Option<PluralRules>,
}

impl Formatters {
    fn new(locale: &Locale) -> Self {
        Self {
            long_date: DateTimeFormatter::try_new(locale.into(), YMD::long()).ok(),
            weekday_date: DateTimeFormatter::try_new(locale.into(), YMDE::long()).ok(),
            number: DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok(),
            list: ListFormatter::try_new_and(locale.into(), ListFormatterOptions::default()).ok(),
            plural: PluralRules::try_new(locale.into(), PluralRulesOptions::default()).ok(),
        }
    }

    pub(super) fn long_date(&self, date: Date) -> String {
        let day = icu_datetime::input::Date::try_new_iso(date.year().into(), date.month(), date.day());
        match (&self.long_date, day) {
            (Some(formatter), Ok(day)) => formatter.format(&day).to_string(),
            _ => date.to_string(),
        }
    }

    pub(super) fn weekday_date(&self, date: Date) -> String {
        let day = icu_datetime::input::Date::try_new_iso(date.year().into(), date.month(), date.day());
        match (&self.weekday_date, day) {
            (Some(formatter), Ok(day)) => formatter.format(&day).to_string(),
            _ => date.to_string(),
        }
    }

    /// Writes hundredths as a number with two decimals, or with none where they are whole.
    pub(super) fn hundredths(&self, hundredths: u64) -> String {
        let mut number = Decimal::from(hundredths);
        number.multiply_pow10(-2);
        number.trim_end_if_integer();
        match &self.number {
            Some(formatter) => formatter.format(&number).to_string(),
            None => number.to_string(),
        }
    }

    pub(super) fn number(&self, number: i64) -> String {
        match &self.number {
            Some(formatter) => formatter.format(&number.into()).to_string(),
            None => number.to_string(),
        }
    }

    /// Writes a number whose decimals stand after a point.
    pub(super) fn decimal(&self, written: &str) -> String {
        match (&self.number, Decimal::try_from_str(written)) {
            (Some(formatter), Ok(number)) => formatter.format(&number).to_string(),
            _ => written.to_owned(),
        }
    }

    pub(super) fn list(&self, items: &[String]) -> String {
        match &self.list {
            Some(formatter) => formatter.format(items.iter()).to_string(),
            None => items.join(", "),
        }
    }

    pub(super) fn plural(&self, count: u64) -> Plural {
        self.plural
            .as_ref()
            .map_or(Plural::Other, |rules| rules.category_for(count).into())
    }
}
