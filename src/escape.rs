//! Escaping by context. Text of authors reaches an output through here or through a template.

/// Appends text to HTML, as content or inside a double-quoted attribute.
pub fn html(text: &str, out: &mut String) {
    let mut rest = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[rest..at]);
        out.push_str(entity);
        rest = at + 1;
    }
    out.push_str(&text[rest..]);
}

/// Returns text as HTML content or attribute value.
pub fn html_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    html(text, &mut out);
    out
}

/// Makes JSON safe inside `<script>`: `<`, `>` and `&` become `\u003c` and so on.
pub fn json_in_html(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_closes_its_context() {
        assert_eq!(html_string("a<b>&\"å"), "a&lt;b&gt;&amp;&quot;å");
        assert_eq!(
            json_in_html(r#"{"a":"</script>"}"#),
            r#"{"a":"\u003c/script\u003e"}"#
        );
    }
}
