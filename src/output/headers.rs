//! The headers that a server is to send with the site, in the words of some servers.
//!
//! Pages carry their policy in themselves. Headers add what a page cannot say of itself, who may frame it, and count for
//! files that are no pages.

use std::fmt::Write as _;

use crate::config::Server;

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
    match server {
        Server::Netlify => {
            line(format_args!("{base_path}/*"));
            for (name, value) in ALWAYS {
                line(format_args!("  {name}: {value}"));
            }
            for folder in lasting {
                line(format_args!("{base_path}/{folder}/*"));
                line(format_args!("  Cache-Control: {FOR_EVER}"));
            }
        }
        Server::Apache => {
            line(format_args!("<IfModule mod_headers.c>"));
            for (name, value) in ALWAYS {
                line(format_args!("Header always set {name} \"{value}\""));
            }
            if !lasting.is_empty() {
                line(format_args!(
                    "<If \"%{{REQUEST_URI}} =~ m#^{base_path}/({folders})/#\">\nHeader set Cache-Control \"{FOR_EVER}\"\n</If>"
                ));
            }
            line(format_args!("</IfModule>"));
        }
        Server::Nginx => {
            line(format_args!(
                "# To be included in the server's block: include /path/of/the/site/nginx-headers.conf;"
            ));
            for (name, value) in ALWAYS {
                line(format_args!("add_header {name} \"{value}\" always;"));
            }
            if !lasting.is_empty() {
                line(format_args!("location ~ ^{base_path}/({folders})/ {{"));
                // A block that adds a header forgets those of the block around it.
                for (name, value) in ALWAYS {
                    line(format_args!("    add_header {name} \"{value}\" always;"));
                }
                line(format_args!("    add_header Cache-Control \"{FOR_EVER}\";"));
                line(format_args!("}}"));
            }
        }
    }
    out.into_bytes()
}
