//! `robots.txt`, after RFC 9309: every robot may read everything, and is told where the sitemap is.

/// Returns the file. `sitemap_url` is absolute.
pub fn render(sitemap_url: &str) -> Vec<u8> {
    // What would begin another rule is left out.
    let sitemap_url: String = sitemap_url.chars().filter(|c| !c.is_control()).collect();
    // An empty rule is needed, as a group without rules is no group.
    format!("User-agent: *\nDisallow:\n\nSitemap: {sitemap_url}\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn robots_are_welcome() {
        assert_eq!(
            render("https://x.org/\nsitemap.xml"),
            b"User-agent: *\nDisallow:\n\nSitemap: https://x.org/sitemap.xml\n"
        );
    }
}
