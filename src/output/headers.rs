//! The headers that a server is to send with the site, in the words of some servers.
//!
//! Pages carry their policy in themselves. Headers add what a page cannot say of itself, who may frame it and what may be
//! fetched ahead, and count for files that are no pages.

use std::fmt::Write as _;

use serde_json::json;

use crate::config::Server;
use crate::fingerprint::{content_name, content_named};

/// The policy of a page, word for word as in the theme's `base.html`, and who may frame it.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; \
                      form-action 'self'; frame-ancestors 'none'";

/// What is sent with everything.
const ALWAYS: [(&str, &str); 5] = [
    ("Content-Security-Policy", POLICY),
    // Other sites are not told what somebody read here.
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// The header that names the rules for fetching pages ahead. In a page, they would be inline script.
const RULES: &str = "Speculation-Rules";

/// The media type of these rules; browsers take no other.
const RULES_TYPE: &str = "application/speculationrules+json";

/// Returns the output path of the rules, which names their content, and the rules: the page behind a link is fetched when
/// the reader presses it, a tenth of a second before it would be. Nothing is fetched that is not wanted, and no script of
/// it runs.
pub fn speculation_rules(base_path: &str) -> (String, Vec<u8>) {
    let page = format!("{base_path}/*/");
    let rules = json!({
        "prefetch": [{
            "source": "document",
            "where": {"and": [
                {"href_matches": page, "relative_to": "document"},
                {"not": {"selector_matches": "[download]"}},
            ]},
            "eagerness": "conservative",
        }],
    });
    let bytes = format!("{rules}\n").into_bytes();
    let name = content_named("assets/speculation-rules.json", &content_name(&bytes));
    (name, bytes)
}

/// Folders of files whose names carry their content, so that they never change.
pub const LASTING: [&str; 2] = ["assets", "files"];

/// A year, which is as long as anybody keeps anything.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Returns where the file stands.
pub fn path(server: Server) -> &'static str {
    match server {
        Server::Netlify => "_headers",
        Server::Apache => ".htaccess",
        Server::Nginx => "nginx-headers.conf",
    }
}

/// Returns the file. `base_path` is the path of the site on its host, without a slash at its end; `lasting` those of
/// [`LASTING`] in which nothing stands but what tillit put there.
pub fn render(server: Server, base_path: &str, lasting: &[&str]) -> Vec<u8> {
    let mut out = String::new();
    let mut line = |text: std::fmt::Arguments<'_>| {
        // Writing to memory does not fail.
        let _ = out.write_fmt(text);
        let _ = out.write_char('\n');
    };
    let folders = lasting.join("|");
    let (rules, _) = speculation_rules(base_path);
    let named = format!("\"{base_path}/{rules}\"");
    match server {
        Server::Netlify => {
            line(format_args!("{base_path}/*"));
            for (name, value) in ALWAYS {
                line(format_args!("  {name}: {value}"));
            }
            line(format_args!("  {RULES}: {named}"));
            for folder in lasting {
                line(format_args!("{base_path}/{folder}/*"));
                line(format_args!("  Cache-Control: {FOR_EVER}"));
            }
            line(format_args!("{base_path}/{rules}"));
            line(format_args!("  Content-Type: {RULES_TYPE}"));
        }
        Server::Apache => {
            line(format_args!("<IfModule mod_headers.c>"));
            for (name, value) in ALWAYS {
                line(format_args!("Header always set {name} \"{value}\""));
            }
            line(format_args!("Header set {RULES} '{named}'"));
            if !lasting.is_empty() {
                line(format_args!(
                    "<If \"%{{REQUEST_URI}} =~ m#^{base_path}/({folders})/#\">\nHeader set Cache-Control \"{FOR_EVER}\"\n</If>"
                ));
            }
            line(format_args!("</IfModule>"));
            line(format_args!(
                "<If \"%{{REQUEST_URI}} == '{base_path}/{rules}'\">\nForceType {RULES_TYPE}\n</If>"
            ));
        }
        Server::Nginx => {
            line(format_args!(
                "# To be included in the server's block: include /path/of/the/site/nginx-headers.conf;"
            ));
            for (name, value) in ALWAYS {
                line(format_args!("add_header {name} \"{value}\" always;"));
            }
            line(format_args!("add_header {RULES} '{named}';"));
            // A block that adds a header forgets those of the block around it, and the longest fixed path comes first.
            let mut block = |head: std::fmt::Arguments<'_>, more: &[String]| {
                line(format_args!("location {head} {{"));
                for (name, value) in ALWAYS {
                    line(format_args!("    add_header {name} \"{value}\" always;"));
                }
                for more in more {
                    line(format_args!("    {more}"));
                }
                line(format_args!("}}"));
            };
            let lasts = format!("add_header Cache-Control \"{FOR_EVER}\";");
            if !lasting.is_empty() {
                block(
                    format_args!("~ ^{base_path}/({folders})/"),
                    std::slice::from_ref(&lasts),
                );
            }
            let mut more = vec!["types {}".to_owned(), format!("default_type {RULES_TYPE};")];
            if lasting.contains(&"assets") {
                more.push(lasts);
            }
            block(format_args!("= {base_path}/{rules}"), &more);
        }
    }
    out.into_bytes()
}
