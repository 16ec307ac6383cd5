//! JSON Schemas of what authors write, made from the types that it is read into.
//!
//! They say what [`super::yaml`] takes: a text field takes `2026` and `true` too, and keeps them as they were written;
//! where a list or a group of keys is expected, nothing at all will do. What only looks at several values at once can
//! tell (an unknown person, an end before its beginning) no schema knows.
//!
//! Draft 7 of JSON Schema, which every editor's YAML plugin reads.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

/// What `slug::is_slug` takes.
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// What a language tag looks like.
pub const TAG: &str = "^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$";

/// Returns the schema of the files that are read into a type. `title` says what they are.
pub fn of<T: JsonSchema>(title: &str) -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    mend(&mut schema);
    if let Value::Object(root) = &mut schema {
        root.insert("title".to_owned(), title.into());
    }
    schema
}

/// Returns the schema of a part of an address.
pub fn slug(_: &mut SchemaGenerator) -> Schema {
    text(SLUG)
}

/// Returns the schema of a part of an address in each language.
pub fn slugs(_: &mut SchemaGenerator) -> Schema {
    local_text(Some(SLUG))
}

/// Returns the schema of a web address.
pub fn address(_: &mut SchemaGenerator) -> Schema {
    text("^https?://")
}

/// Returns the schema of a language tag; whether the site has the language, no schema knows.
pub fn tag(_: &mut SchemaGenerator) -> Schema {
    text(TAG)
}

/// Returns the schema of a text that is matched by a pattern.
pub fn text(pattern: &str) -> Schema {
    json_schema!({"type": ["string", "null"], "pattern": pattern})
}

/// Returns the schema of a text in each language, as `LocalText` reads it. `pattern` is that of each text.
pub fn local_text(pattern: Option<&str>) -> Schema {
    let mut one = json_schema!({"type": "string"});
    let mut schema = json_schema!({
        "type": ["string", "object"],
        "propertyNames": {"pattern": TAG},
    });
    if let Some(pattern) = pattern {
        one.insert("pattern".to_owned(), pattern.into());
        schema.insert("pattern".to_owned(), pattern.into());
    }
    schema.insert("additionalProperties".to_owned(), one.into());
    schema
}

/// Brings what the types say nearer to what the reader takes, and leaves out what only programmers read.
fn mend(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            take_more(keywords);
            tidy(keywords);
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(mend),
        _ => {}
    }
}

/// Leaves out what only programmers read, and mends the schemas inside.
fn tidy(keywords: &mut Map<String, Value>) {
    // Defaults are told in the descriptions, as an author would write them.
    keywords.remove("default");
    if let Some(Value::String(format)) = keywords.get("format")
        && format != "date"
    {
        keywords.remove("format");
    }
    // Comments are broken where the line ends.
    if let Some(Value::String(description)) = keywords.get_mut("description") {
        *description = description.replace('\n', " ");
    }
    // The text of one language is read as nothing but a text.
    let is_local = is_type(keywords, "string") && is_type(keywords, "object");
    for (keyword, value) in keywords.iter_mut() {
        match (keyword.as_str(), value) {
            ("properties" | "definitions", Value::Object(schemas)) => schemas.values_mut().for_each(mend),
            ("additionalProperties", value) if !is_local => mend(value),
            ("items" | "oneOf" | "allOf", value) => mend(value),
            // Of several forms the reader takes the one that is written: `2026` is then no text.
            ("anyOf", Value::Array(forms)) => {
                forms.iter_mut().filter_map(Value::as_object_mut).for_each(tidy);
            }
            _ => {}
        }
    }
}

fn is_type(keywords: &Map<String, Value>, name: &str) -> bool {
    match keywords.get("type") {
        Some(Value::Array(several)) => several.iter().any(|one| one == name),
        Some(one) => one == name,
        None => false,
    }
}

/// Adds the types that the reader takes besides.
fn take_more(keywords: &mut Map<String, Value>) {
    let is = |name: &str| is_type(keywords, name);
    let says = |keyword: &str| keywords.contains_key(keyword);
    let mut more = Vec::new();
    if is("string") && !is("object") && !is("array") && !["enum", "const", "pattern"].into_iter().any(says) {
        more.extend(["number", "boolean"]);
    }
    if (is("object") || is("array"))
        && !is("string")
        && !["required", "minItems", "minProperties"].into_iter().any(says)
    {
        more.push("null");
    }
    more.retain(|name| !is(name));
    if more.is_empty() {
        return;
    }
    let mut types = match keywords.remove("type") {
        Some(Value::Array(types)) => types,
        one => Vec::from_iter(one),
    };
    types.extend(more.into_iter().map(Value::from));
    keywords.insert("type".to_owned(), types.into());
}
