//! Tables.

use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::markdown::document::{Asked, Label};
use crate::markdown::writer::Writer;

/// The table that is being written.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// The number of the cell in its row.
    cell: usize,
    pub(super) in_head: bool,
    in_body: bool,
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, alignments: &[Alignment], range: &Range<usize>) {
        self.begin_block();
        self.table = Table {
            alignments: alignments.to_vec(),
            ..Table::default()
        };
        self.write("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        let at = self.place(range);
        self.ask_here(at, Asked::Label(Label::Table));
        self.write("\">\n<table>\n");
        self.push(false);
    }

    pub(super) fn end_table(&mut self) {
        self.end_markdown();
        if self.table.in_body {
            self.write("</tbody>\n");
        }
        self.write("</table>\n</div>\n");
    }

    pub(super) fn start_table_head(&mut self) {
        self.table.in_head = true;
        self.table.cell = 0;
        self.open_block("<thead>\n<tr>\n");
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.in_head = false;
        self.close_lines("</tr>\n</thead>\n");
    }

    pub(super) fn start_table_row(&mut self) {
        self.table.cell = 0;
        if !self.table.in_body {
            self.table.in_body = true;
            self.write("<tbody>\n");
        }
        self.open_block("<tr>\n");
    }

    pub(super) fn start_table_cell(&mut self) {
        let class = match self.table.alignments.get(self.table.cell) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        self.table.cell += 1;
        let name = if self.table.in_head {
            "<th scope=\"col\""
        } else {
            "<td"
        };
        self.begin_block();
        self.write(name);
        self.write(class);
        self.write(">");
        self.push(false);
    }

    pub(super) fn end_table_cell(&mut self) {
        let html = if self.table.in_head { "</th>\n" } else { "</td>\n" };
        self.close_block(html);
    }
}
