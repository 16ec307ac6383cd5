//! Escaping by context. Text of authors reaches an output through here or through a template.

/// Appends text to HTML, as content or inside a double-quoted attribute.
pub fn html(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = next_special(bytes, at) {
        out.push_str(&text[copied..found]);
        out.push_str(match bytes[found] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        at = found + 1;
        copied = at;
    }
    out.push_str(&text[copied..]);
}

/// Finds the next byte that means something in HTML.
fn next_special(bytes: &[u8], mut at: usize) -> Option<usize> {
    let is_special = |byte: u8| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
    // Nearly all text has none. Without branches, the compiler looks at many bytes together.
    while let Some(chunk) = bytes[at..].first_chunk::<16>() {
        if chunk.iter().fold(false, |found, byte| found | is_special(*byte)) {
            break;
        }
        at += chunk.len();
    }
    let found = bytes[at..].iter().position(|byte| is_special(*byte))?;
    Some(at + found)
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

/// Returns a path as part of a URI: what is not a letter or digit of ASCII, one of `-._~` or `/` is percent-encoded.
pub fn url_path(path: &str) -> String {
    percent(path, b"-._~/")
}

/// Returns text in which every byte is percent-encoded that is neither a letter or digit of ASCII nor one of `plain`.
pub fn percent(text: &str, plain: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Undoes the percent encoding of a path, once. `None` if what comes out is no text.
pub fn decode_percent(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let value = digit()? * 16 + digit()?;
        bytes.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
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

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(
            decode_percent("/files/b%C3%A5nd%20a.png").as_deref(),
            Some("/files/bånd a.png")
        );
        assert_eq!(decode_percent("/%252e").as_deref(), Some("/%2e"));
        for wrong in ["/%", "/%f", "/%zz", "/%ff", "/%00"] {
            assert_eq!(decode_percent(wrong), None, "{wrong}");
        }
    }
}
