//! The description by which devices keep a site beside their programs, after <https://www.w3.org/TR/appmanifest/>.

use serde_json::{Map, Value, json};

/// What devices are told.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebManifest<'a> {
    /// What tells the site from others of the same host.
    pub id: String,
    /// What the site is called.
    pub name: &'a str,
    /// One sentence; may be empty.
    pub description: &'a str,
    /// The tag of the language.
    pub language: &'a str,
    /// `ltr` or `rtl`.
    pub direction: &'a str,
    /// The path of the page that comes first.
    pub start: &'a str,
    /// The path below which all pages are the site's.
    pub scope: String,
    /// Its signs.
    pub icons: Vec<Icon>,
}

/// A sign of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Icon {
    /// Its path.
    pub href: String,
    /// Pixels on a side of a PNG; a drawing has any size.
    pub size: Option<u32>,
}

/// Returns the file.
pub fn render(manifest: &WebManifest<'_>) -> Vec<u8> {
    let icons = manifest.icons.iter().map(|icon| match icon.size {
        Some(size) => json!({"src": icon.href, "sizes": format!("{size}x{size}"), "type": "image/png"}),
        None => json!({"src": icon.href, "sizes": "any", "type": "image/svg+xml"}),
    });
    let mut file = Map::new();
    let mut put = |key: &str, value: Value| file.insert(key.to_owned(), value);
    put("id", json!(manifest.id));
    put("name", json!(manifest.name));
    if !manifest.description.is_empty() {
        put("description", json!(manifest.description));
    }
    put("lang", json!(manifest.language));
    put("dir", json!(manifest.direction));
    put("start_url", json!(manifest.start));
    put("scope", json!(manifest.scope));
    // It stays a page of the browser, with the way back and the address.
    put("display", json!("browser"));
    put("icons", icons.collect());
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(file)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
