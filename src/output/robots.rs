//! `robots.txt`, after RFC 9309: every robot may read everything, and is told where the sitemap is.

/// Returns the file. `sitemap_url` is absolute; `hidden` lists paths that robots should not read, such as `/draft/`.
pub fn render(sitemap_url: Option<&str>, hidden: &[String]) -> Vec<u8> {
    let mut text = String::from("User-agent: *\n");
    if hidden.is_empty() {
        // An empty rule is needed, as a group without rules is no group.
        text.push_str("Disallow:\n");
    }
    for path in hidden {
        text.push_str(&format!("Disallow: {}\n", one_line(path)));
    }
    if let Some(sitemap_url) = sitemap_url {
        text.push_str(&format!("\nSitemap: {}\n", one_line(sitemap_url)));
    }
    text.into_bytes()
}

/// Leaves out what would begin another rule.
fn one_line(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn robots_are_welcome() {
        let everything = render(Some("https://x.org/sitemap.xml"), &[]);
        assert_eq!(
            everything,
            b"User-agent: *\nDisallow:\n\nSitemap: https://x.org/sitemap.xml\n"
        );
        let some = render(None, &["/a/\nAllow: /".to_owned()]);
        assert_eq!(some, b"User-agent: *\nDisallow: /a/Allow: /\n");
    }
}
