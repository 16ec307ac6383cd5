//! Paragraphs. One that is a single picture with a title becomes a figure.

use crate::escape;
use crate::language::typography;
use crate::markdown::writer::Writer;

/// The paragraph that is being written.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Where its `<p>` begins.
    start: usize,
    /// Events inside, as far as they matter: a single picture makes a figure.
    pub(super) children: usize,
    /// The title of the picture that is its last child.
    pub(super) title: Option<String>,
}

impl Writer<'_> {
    pub(super) fn start_paragraph(&mut self) {
        self.begin_block();
        let start = self.out().html.len();
        self.write("<p>");
        self.paragraph = Some(Paragraph {
            start,
            ..Paragraph::default()
        });
        if self.lead.is_empty() && !self.notes.is_open() {
            self.open_lead = Some(String::new());
        }
        self.push(true);
    }

    pub(super) fn end_paragraph(&mut self) {
        self.end_markdown();
        if let Some(lead) = self.open_lead.take() {
            self.lead = lead.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let paragraph = self.paragraph.take().unwrap_or_default();
        let title = paragraph
            .title
            .filter(|title| paragraph.children == 1 && !title.is_empty());
        let out = self.out();
        let hole = out
            .holes
            .last()
            .copied()
            .filter(|hole| hole.offset == out.html.len());
        if let (Some(title), Some(hole)) = (title, hole) {
            out.holes.pop();
            out.html.truncate(paragraph.start);
            out.html.push_str("<figure>");
            out.hole(hole.question, hole.part);
            let title = typography::prose(&self.settings.language, &title);
            self.write(&format!(
                "<figcaption>{}</figcaption></figure>\n",
                escape::html_string(&title)
            ));
        } else {
            self.write("</p>\n");
        }
    }
}
