//! The page at an old address, which leads the reader on to the new one. Needs nothing from the server.

use crate::escape;

/// An old address that leads on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Redirect {
    /// The new address, as it stands in links: absolute, or beginning with `/`.
    pub target: String,
    /// The new address with scheme and host, for search engines.
    pub canonical: String,
    /// The language tag of the new page.
    pub language: String,
    /// The title of the new page.
    pub title: String,
}

/// Returns the HTML of the page.
pub fn render(redirect: &Redirect) -> Vec<u8> {
    let target = escape::html_string(&redirect.target);
    let canonical = escape::html_string(&redirect.canonical);
    let language = escape::html_string(&redirect.language);
    let title = escape::html_string(&redirect.title);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n<meta http-equiv=\"refresh\" content=\"0; url={target}\">\n\
         <p><a href=\"{target}\">{title}</a></p>\n"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_leads_on_and_says_where() {
        let redirect = Redirect {
            target: "/nb/makt/?a&b".to_owned(),
            canonical: "https://x.org/nb/makt/".to_owned(),
            language: "nb".to_owned(),
            title: "<Makt>".to_owned(),
        };
        let page = String::from_utf8_lossy(&render(&redirect)).into_owned();
        assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/nb/makt/?a&amp;b\">"));
        assert!(page.contains("<link rel=\"canonical\" href=\"https://x.org/nb/makt/\">"));
        assert!(page.contains("<a href=\"/nb/makt/?a&amp;b\">&lt;Makt&gt;</a>"));
    }
}
