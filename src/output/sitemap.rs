//! The sitemap: every address for search engines, each with its translations.
//!
//! After <https://www.sitemaps.org/protocol.html>, and for the alternates
//! <https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap>.

use super::xml::Document;

/// The most addresses that one file may hold.
const MOST_ADDRESSES: usize = 50_000;

/// A file may hold 50 MB; the rest is room for the last entry.
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

/// Returns the files of the sitemap, path and bytes: `sitemap.xml`, and if one file cannot hold all addresses
/// `sitemap-1.xml` and so on, with `sitemap.xml` as their index. `site_url` is absolute and ends with a slash.
pub fn render(entries: &[UrlEntry], site_url: &str) -> Vec<(String, Vec<u8>)> {
    render_in_parts(entries, site_url, MOST_ADDRESSES)
}

fn render_in_parts(entries: &[UrlEntry], site_url: &str, most_addresses: usize) -> Vec<(String, Vec<u8>)> {
    let mut parts = Vec::new();
    let mut rest = entries;
    loop {
        let (part, count) = render_part(rest, most_addresses);
        parts.push(part);
        rest = rest.get(count..).unwrap_or_default();
        if rest.is_empty() {
            break;
        }
    }
    if parts.len() == 1 {
        return parts
            .into_iter()
            .map(|part| ("sitemap.xml".to_owned(), part))
            .collect();
    }
    let mut files = vec![("sitemap.xml".to_owned(), Vec::new())];
    let mut index = Document::new();
    index.open(
        "sitemapindex",
        &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")],
    );
    for (number, part) in parts.into_iter().enumerate() {
        let path = format!("sitemap-{}.xml", number + 1);
        index.open("sitemap", &[]);
        index.text("loc", &format!("{site_url}{path}"));
        index.close("sitemap");
        files.push((path, part));
    }
    index.close("sitemapindex");
    if let Some((_, bytes)) = files.first_mut() {
        *bytes = index.finish();
    }
    files
}

/// Returns one file and the number of entries in it; at least one, if there is one.
fn render_part(entries: &[UrlEntry], most_addresses: usize) -> (Vec<u8>, usize) {
    let mut document = Document::new();
    let mut count = 0;
    document.open(
        "urlset",
        &[
            ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
            ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
        ],
    );
    for entry in entries.iter().take(most_addresses) {
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
        count += 1;
        if document.len() > MOST_BYTES {
            break;
        }
    }
    document.close("urlset");
    (document.finish(), count)
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
        let files = render(&[entry], "https://x.org/");
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].0, "sitemap.xml");
        assert_eq!(
            String::from_utf8_lossy(&files[0].1),
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
        let entries: Vec<_> = (0..5)
            .map(|number| entry(&format!("https://x.org/{number}/")))
            .collect();
        let files = render_in_parts(&entries, "https://x.org/", 2);
        let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(
            paths,
            ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
        );
        assert!(String::from_utf8_lossy(&files[0].1).contains("<loc>https://x.org/sitemap-3.xml</loc>"));
        assert!(String::from_utf8_lossy(&files[3].1).contains("<loc>https://x.org/4/</loc>"));
        assert_eq!(render(&[], "https://x.org/").len(), 1);
    }
}
