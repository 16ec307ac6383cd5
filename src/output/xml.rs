//! An XML document as it is written: elements in their order, text escaped.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesPI, BytesStart, BytesText, Event};

/// A document under construction, indented by one space a level.
pub(super) struct Document {
    writer: Writer<Vec<u8>>,
}

impl Document {
    /// Begins a document with its declaration.
    pub(super) fn new() -> Self {
        let mut document = Self {
            writer: Writer::new_with_indent(Vec::new(), b' ', 1),
        };
        document.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        document
    }

    /// Names a style sheet in CSS, by which browsers show the document.
    pub(super) fn style(&mut self, href: &str) {
        let mut instruction = BytesStart::new("xml-stylesheet");
        instruction.push_attribute(("type", "text/css"));
        instruction.push_attribute(("href", href));
        let text: &str = &instruction;
        self.event(Event::PI(BytesPI::new(text)));
    }

    /// Writes an element that holds only text, with attributes.
    pub(super) fn text_with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&legal(text))));
        self.close(name);
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(start(name, attributes)));
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// Writes an element that holds only text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        self.event(Event::Text(BytesText::new(&legal(text))));
        self.close(name);
    }

    /// Returns the document with a line break at its end.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer
            .write_event(event)
            .expect("writing to memory does not fail");
    }
}

fn start<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, legal(value).as_str()));
    }
    start
}

/// Leaves out the characters that XML 1.0 does not allow even when escaped (production 2, `Char`).
fn legal(text: &str) -> String {
    text.chars()
        .filter(|character| !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_legal() {
        let mut document = Document::new();
        document.open("a", &[("b", "\"<&\u{1}")]);
        document.text("c", "<&\u{b}å");
        document.close("a");
        assert_eq!(
            String::from_utf8_lossy(&document.finish()),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\"&quot;&lt;&amp;\">\n <c>&lt;&amp;å</c>\n</a>\n"
        );
    }
}
