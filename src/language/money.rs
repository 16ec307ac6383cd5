//! Sums of money as they are printed: `kr 500`, `500 €`, `NOK 500`.
//!
//! Where the sign of the currency stands, and which sign it is, follows CLDR 48, with two exceptions: announcements in
//! Norwegian print Norwegian crowns as `kr 500`; and the crowns of a neighbour have their code, since few readers know
//! the `Nkr` and `Dkr` that CLDR has for Swedish.

/// A space that does not break a line.
const NO_BREAK: char = '\u{a0}';

/// Puts the sign of a currency beside a number that is already written as the language writes it. `language` is the
/// first part of a tag, `currency` a code after ISO 4217.
pub(super) fn write(language: &str, number: &str, currency: &str) -> String {
    let sign = match (language, currency) {
        (_, "EUR") => "€",
        ("nb" | "nn", "NOK") | ("sv", "SEK") => "kr",
        ("da", "DKK") => "kr.",
        ("en" | "de", "GBP") => "£",
        (_, code) => code,
    };
    match language {
        "nb" | "nn" if sign == "kr" => format!("{sign}{NO_BREAK}{number}"),
        // A code needs a space, a sign does not.
        "en" if sign.is_ascii() => format!("{sign}{NO_BREAK}{number}"),
        "en" => format!("{sign}{number}"),
        _ => format!("{number}{NO_BREAK}{sign}"),
    }
}
