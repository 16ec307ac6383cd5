//! The description by which browsers offer the search of a site, after OpenSearch 1.1,
//! <https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md>.

use super::xml::Document;

/// The longest name that the format allows, in characters.
const MOST_NAME: usize = 16;

/// The longest description.
const MOST_DESCRIPTION: usize = 1024;

/// What browsers are told.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Description {
    /// What the site is called.
    pub name: String,
    /// One sentence; may be empty.
    pub description: String,
    /// The tag of the language.
    pub language: String,
    /// The absolute address of the page with the results.
    pub url: String,
}

/// Returns the file.
pub fn render(description: &Description) -> Vec<u8> {
    let cut = |text: &str, most: usize| -> String { text.chars().take(most).collect() };
    let about = if description.description.is_empty() {
        &description.name
    } else {
        &description.description
    };
    let template = format!("{}?q={{searchTerms}}", description.url);
    let mut document = Document::new();
    document.open(
        "OpenSearchDescription",
        &[("xmlns", "http://a9.com/-/spec/opensearch/1.1/")],
    );
    document.text("ShortName", &cut(&description.name, MOST_NAME));
    document.text("Description", &cut(about, MOST_DESCRIPTION));
    document.text("Language", &description.language);
    document.text("InputEncoding", "UTF-8");
    document.empty("Url", &[("type", "text/html"), ("template", &template)]);
    document.close("OpenSearchDescription");
    document.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_long_as_the_format_allows() {
        let description = Description {
            name: "A name that is too long".to_owned(),
            description: String::new(),
            language: "en".to_owned(),
            url: "https://a.org/en/search/".to_owned(),
        };
        let file = String::from_utf8(render(&description)).expect("XML is text");
        assert!(file.contains("<ShortName>A name that is t</ShortName>"), "{file}");
        assert!(
            file.contains("template=\"https://a.org/en/search/?q={searchTerms}\""),
            "{file}"
        );
    }
}
