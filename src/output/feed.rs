//! The Atom feed, after RFC 4287.

use super::xml::Document;

/// A feed in one language. Texts are plain; they are escaped here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Feed {
    /// An IRI that stays the same for as long as the feed exists.
    pub id: String,
    /// The name of the feed.
    pub title: String,
    /// A sentence about it; may be empty.
    pub subtitle: String,
    /// The absolute address of the feed itself.
    pub self_url: String,
    /// The absolute address of the page that the feed belongs to.
    pub site_url: String,
    /// The language tag after BCP 47.
    pub language: String,
    /// The path of a style sheet by which browsers show the feed; may be empty.
    pub style: String,
    /// What those are told who open the feed in a browser.
    pub notice: String,
    /// When the newest entry changed, after RFC 3339 with time and zone.
    pub updated: String,
    /// Who publishes it; if empty, the title stands in, as a feed must have an author.
    pub author: String,
    /// The entries, in the order in which they are written.
    pub entries: Vec<FeedEntry>,
}

/// One entry of a feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FeedEntry {
    /// An IRI that stays the same even if the entry moves.
    pub id: String,
    /// The title.
    pub title: String,
    /// The absolute address.
    pub url: String,
    /// A few sentences; may be empty.
    pub summary: String,
    /// The text as HTML, with absolute addresses; may be empty.
    pub content: String,
    /// When it was first published, after RFC 3339 with time and zone.
    pub published: Option<String>,
    /// When it last changed, after RFC 3339 with time and zone.
    pub updated: String,
    /// The names of its authors; if empty, the feed's author counts.
    pub authors: Vec<String>,
}

/// Returns a `tag:` URI after RFC 4151 in the name of the site at `origin`, such as `https://example.org`.
///
/// The year in it is always the same: it tells when the name of the host was the site's own, and a date that an author
/// may correct would make the entry a new one for everybody who reads the feed.
pub fn tag_uri(origin: &str, specific: &str) -> String {
    const YEAR: u16 = 2026;
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    // Only a name can be an authority; who stands before an `@` and which port stands after a `:` are none of it.
    let host = host.rsplit('@').next().unwrap_or(host);
    let host = host.split(':').next().unwrap_or(host).to_lowercase();
    format!("tag:{host},{YEAR}:{specific}")
}

/// Writes a link that people can follow who see the feed in a browser. Programs that read feeds pass over it
/// (RFC 4287, 6.3).
fn link(document: &mut Document, before: &str, url: &str, text: &str) {
    document.open("p", &[("xmlns", "http://www.w3.org/1999/xhtml")]);
    if !before.is_empty() {
        document.text("span", before);
    }
    document.text_with("a", &[("href", url)], text);
    document.close("p");
}

/// Makes the addresses in the HTML of a page absolute. `origin` is the site's scheme and host, `url` the page's address.
pub fn absolute(html: &str, origin: &str, url: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    let mut in_tag = false;
    while let Some(at) = rest.find(if in_tag { ['"', '>'] } else { ['<', '<'] }) {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        rest = after;
        if !before.ends_with('"') {
            in_tag = before.ends_with('<');
            continue;
        }
        let (value, after) = rest.split_at(rest.find('"').unwrap_or(rest.len()));
        let name = before.strip_suffix("=\"").unwrap_or_default();
        match name.rsplit([' ', '\n']).next().unwrap_or_default() {
            "href" | "src" | "poster" if value.starts_with('/') && !value.starts_with("//") => {
                out.extend([origin, value]);
            }
            "href" if value.starts_with('#') => out.extend([url, value]),
            "srcset" => {
                let candidates = value.split(", ").map(|candidate| {
                    let is_own = candidate.starts_with('/') && !candidate.starts_with("//");
                    format!("{}{candidate}", if is_own { origin } else { "" })
                });
                out.push_str(&candidates.collect::<Vec<_>>().join(", "));
            }
            _ => out.push_str(value),
        }
        // The quotation mark that closes the value.
        let close = after.len().min(1);
        out.push_str(&after[..close]);
        rest = &after[close..];
    }
    out.push_str(rest);
    out
}

/// Returns the feed as XML.
pub fn render(feed: &Feed) -> Vec<u8> {
    let mut document = Document::new();
    if !feed.style.is_empty() {
        document.style(&feed.style);
    }
    document.open(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", &feed.language),
        ],
    );
    document.text("id", &feed.id);
    document.text("title", &feed.title);
    if !feed.subtitle.is_empty() {
        document.text("subtitle", &feed.subtitle);
    }
    document.text("updated", &feed.updated);
    person(
        &mut document,
        if feed.author.trim().is_empty() {
            &feed.title
        } else {
            &feed.author
        },
    );
    document.empty(
        "link",
        &[
            ("rel", "self"),
            ("type", "application/atom+xml"),
            ("href", &feed.self_url),
        ],
    );
    document.empty(
        "link",
        &[
            ("rel", "alternate"),
            ("type", "text/html"),
            ("href", &feed.site_url),
        ],
    );
    document.text("generator", "tillit");
    link(&mut document, &feed.notice, &feed.site_url, &feed.title);
    for entry in &feed.entries {
        document.open("entry", &[]);
        document.text("id", &entry.id);
        document.text("title", &entry.title);
        if let Some(published) = &entry.published {
            document.text("published", published);
        }
        document.text("updated", &entry.updated);
        for author in &entry.authors {
            person(&mut document, author);
        }
        document.empty(
            "link",
            &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)],
        );
        if !entry.summary.is_empty() {
            document.text("summary", &entry.summary);
        }
        if !entry.content.is_empty() {
            document.text_with("content", &[("type", "html")], &entry.content);
        }
        link(&mut document, "", &entry.url, &entry.title);
        document.close("entry");
    }
    document.close("feed");
    document.finish()
}

fn person(document: &mut Document, name: &str) {
    document.open("author", &[]);
    document.text("name", name);
    document.close("author");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_names_host_and_entry() {
        let ids = ["https://Example.org", "http://example.org:8080"]
            .map(|origin| tag_uri(origin, "/nb/article/makt"));
        assert_eq!(ids, ["tag:example.org,2026:/nb/article/makt"; 2]);
    }

    #[test]
    fn a_feed_has_what_the_standard_asks_for() {
        let feed = Feed {
            id: "tag:x.org,2026:/nb/section/".to_owned(),
            title: "Tillit & makt".to_owned(),
            subtitle: String::new(),
            self_url: "https://x.org/nb/feed.xml".to_owned(),
            site_url: "https://x.org/nb/".to_owned(),
            language: "nb".to_owned(),
            style: "/assets/feed.css".to_owned(),
            notice: "Les videre:".to_owned(),
            updated: "2026-01-02T00:00:00Z".to_owned(),
            author: String::new(),
            entries: vec![FeedEntry {
                id: "tag:x.org,2026:/nb/article/makt".to_owned(),
                title: "<Makt>".to_owned(),
                url: "https://x.org/nb/makt/".to_owned(),
                summary: "Om makt.".to_owned(),
                content: "<p>Makt &amp; <b>tillit</b></p>".to_owned(),
                published: Some("2026-01-01T00:00:00Z".to_owned()),
                updated: "2026-01-02T00:00:00Z".to_owned(),
                authors: vec!["Å. Ås".to_owned()],
            }],
        };
        assert_eq!(
            String::from_utf8_lossy(&render(&feed)),
            r#"<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="/assets/feed.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nb">
 <id>tag:x.org,2026:/nb/section/</id>
 <title>Tillit &amp; makt</title>
 <updated>2026-01-02T00:00:00Z</updated>
 <author>
  <name>Tillit &amp; makt</name>
 </author>
 <link rel="self" type="application/atom+xml" href="https://x.org/nb/feed.xml"/>
 <link rel="alternate" type="text/html" href="https://x.org/nb/"/>
 <generator>tillit</generator>
 <p xmlns="http://www.w3.org/1999/xhtml">
  <span>Les videre:</span>
  <a href="https://x.org/nb/">Tillit &amp; makt</a>
 </p>
 <entry>
  <id>tag:x.org,2026:/nb/article/makt</id>
  <title>&lt;Makt&gt;</title>
  <published>2026-01-01T00:00:00Z</published>
  <updated>2026-01-02T00:00:00Z</updated>
  <author>
   <name>Å. Ås</name>
  </author>
  <link rel="alternate" type="text/html" href="https://x.org/nb/makt/"/>
  <summary>Om makt.</summary>
  <content type="html">&lt;p&gt;Makt &amp;amp; &lt;b&gt;tillit&lt;/b&gt;&lt;/p&gt;</content>
  <p xmlns="http://www.w3.org/1999/xhtml">
   <a href="https://x.org/nb/makt/">&lt;Makt&gt;</a>
  </p>
 </entry>
</feed>
"#
        );
    }

    #[test]
    fn addresses_of_a_text_that_is_read_elsewhere_are_whole() {
        let html = "<p><a href=\"/nb/a/\">a</a> <a class=\"x\" href=\"#b\">b</a> <a href=\"//c.no\">c</a> \
                    <a href=\"https://d.no\">=\"/</a><source srcset=\"/e.webp 4w, /f.webp 8w\"><img src=\"/g.png\" alt=\"/\">";
        assert_eq!(
            absolute(html, "https://x.no", "https://x.no/nb/b/"),
            "<p><a href=\"https://x.no/nb/a/\">a</a> <a class=\"x\" href=\"https://x.no/nb/b/#b\">b</a> \
             <a href=\"//c.no\">c</a> <a href=\"https://d.no\">=\"/</a><source srcset=\"https://x.no/e.webp 4w, \
             https://x.no/f.webp 8w\"><img src=\"https://x.no/g.png\" alt=\"/\">"
        );
    }
}
