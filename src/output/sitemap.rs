//! The sitemap: every address for search engines, each with its translations.
//!
//! After <https://www.sitemaps.org/protocol.html>, and for the alternates
//! <https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap>.

use std::ops::Range;

use super::xml::Document;

/// The most addresses that one file may hold.
const MOST_ADDRESSES: usize = 50_000;

/// A file may hold 50 MB; the rest is room for what stands around the entries.
const MOST_BYTES: usize = 49_000_000;

/// One address in the sitemap.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UrlEntry {
    /// The absolute address.
    pub location: String,
    /// Language tag and absolute address of every translation, itself included; `x-default` is one of the tags.
    /// Empty for a page in one language.
    pub alternates: Vec<(String, String)>,
    /// When the page last changed: a date, or a date with time and zone.
    pub last_modified: Option<String>,
}

/// Returns how many bytes a text takes in a file.
pub fn escaped_length(text: &str) -> usize {
    text.len() + 5 * text.matches(['&', '<', '>', '"', '\'']).count()
}

/// Says whether one file holds so many addresses and bytes.
fn is_one_file(addresses: usize, bytes: usize) -> bool {
    addresses <= MOST_ADDRESSES && bytes <= MOST_BYTES
}

/// Divides a sitemap into as many files as it takes. Each item stands for entries that stay together: how many they
/// are, and how many bytes they take. Returns the items of each file; there is at least one.
pub fn divide(items: impl IntoIterator<Item = (usize, usize)>) -> Vec<Range<usize>> {
    let mut files = Vec::new();
    let (mut start, mut end, mut addresses, mut bytes) = (0, 0, 0, 0);
    for (more_addresses, more_bytes) in items {
        if end > start && !is_one_file(addresses + more_addresses, bytes + more_bytes) {
            files.push(start..end);
            (start, addresses, bytes) = (end, 0, 0);
        }
        end += 1;
        addresses += more_addresses;
        bytes += more_bytes;
    }
    files.push(start..end);
    files
}

/// Returns the name of one of several files, counted from 1.
pub fn name_of_part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// Returns `sitemap.xml` for a site that has `parts` files. `site_url` is absolute and ends with a slash.
pub fn render_index(parts: usize, site_url: &str) -> Vec<u8> {
    let mut index = Document::new();
    index.open(
        "sitemapindex",
        &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")],
    );
    for number in 1..=parts {
        index.open("sitemap", &[]);
        index.text("loc", &format!("{site_url}{}", name_of_part(number)));
        index.close("sitemap");
    }
    index.close("sitemapindex");
    index.finish()
}

/// Returns one file.
pub fn render(entries: impl IntoIterator<Item = UrlEntry>) -> Vec<u8> {
    let mut document = Document::new();
    document.open(
        "urlset",
        &[
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
        ],
    );
    for entry in entries {
        document.open("url", &[]);
        document.text("loc", &entry.location);
        if let Some(last_modified) = &entry.last_modified {
            document.text("lastmod", last_modified);
        }
        for (language, address) in &entry.alternates {
            document.empty(
                "xhtml:link",
                &[("rel", "alternate"), ("hreflang", language), ("href", address)],
            );
        }
        document.close("url");
    }
    document.close("urlset");
    document.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(location: &str) -> UrlEntry {
        UrlEntry {
            location: location.to_owned(),
            alternates: Vec::new(),
            last_modified: None,
        }
    }

    #[test]
    fn translations_stand_with_their_page() {
        let entry = UrlEntry {
            alternates: vec![
                ("nb".to_owned(), "https://x.org/nb/".to_owned()),
                ("x-default".to_owned(), "https://x.org/".to_owned()),
            ],
            last_modified: Some("2026-01-02".to_owned()),
            ..entry("https://x.org/nb/?a&b")
        };
        let file = render([entry]);
        assert_eq!(
            String::from_utf8_lossy(&file),
            r#"<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
 <url>
  <loc>https://x.org/nb/?a&amp;b</loc>
  <lastmod>2026-01-02</lastmod>
  <xhtml:link rel="alternate" hreflang="nb" href="https://x.org/nb/"/>
  <xhtml:link rel="alternate" hreflang="x-default" href="https://x.org/"/>
 </url>
</urlset>
"#
        );
    }

    #[test]
    fn a_large_site_has_an_index() {
        let one = |range| Vec::from_iter(Some(range));
        assert_eq!(divide([]), one(0..0));
        assert_eq!(divide([(2, 500); 3]), one(0..3));
        assert_eq!(divide([(20_000, 1); 5]), [0..2, 2..4, 4..5]);
        assert_eq!(
            divide([(1, 60_000_000), (1, 1), (1, MOST_BYTES)]),
            [0..1, 1..2, 2..3]
        );
        let index = String::from_utf8(render_index(3, "https://x.org/")).unwrap();
        assert_eq!(index.matches("<loc>").count(), 3);
        assert!(index.contains("<loc>https://x.org/sitemap-3.xml</loc>"));
    }
}
