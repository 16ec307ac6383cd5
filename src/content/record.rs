//! The record of a translation: what the original said when the translation was made.
//!
//! Read and written here alone. ARCHITECTURE.md says why it looks as it does.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::translation::Translation;
use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::fingerprint::{Fingerprint, content_name};
use crate::language::LanguageTag;
use crate::markdown::block::{self, Block, BlockKind};
use crate::source::TextFile;
use crate::span::{SourcePath, TextRange};

const HEAD: &str = "\
# The original as it was when this translation was made, block by block. `tillit translated` writes this file;
# `tillit status` compares it with the original. It is not published.
";

/// What a translation was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The language of the original.
    pub from: LanguageTag,
    /// The day of the recording, where no block has it: what was only removed or moved leaves no block of that day.
    pub recorded: Option<Date>,
    /// The blocks of the original, in their order.
    pub blocks: Vec<RecordedBlock>,
}

/// A block of the original as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedBlock {
    /// What it is.
    pub kind: BlockKind,
    /// The name of its text.
    pub fingerprint: String,
    /// The day on which it was recorded.
    pub on: Date,
    /// Its text.
    pub text: String,
}

/// Returns the blocks of a translation, title and description first.
pub fn blocks(translation: &Translation) -> Vec<Block> {
    let written = &translation.written;
    let mut blocks = Vec::new();
    for (kind, text) in [
        (BlockKind::Title, Some(&written.title)),
        (BlockKind::Description, written.description.as_ref()),
    ] {
        let text = block::normalise(text.map(String::as_str).unwrap_or_default());
        if !text.is_empty() {
            let at = translation.front_matter.start;
            blocks.push(Block { kind, text, at });
        }
    }
    blocks.extend(block::blocks(&translation.file.text, translation.body));
    blocks
}

/// Returns the fingerprint of a block's text.
pub fn fingerprint(text: &str) -> String {
    content_name(text.as_bytes())
}

impl Record {
    /// Records an original on a day. A block that `earlier` has too keeps its day, so that only what changed changes
    /// in the file.
    pub fn of(original: &Translation, on: Date, earlier: Option<&Self>) -> Self {
        let earlier = earlier.filter(|earlier| earlier.from == original.language);
        let days: BTreeMap<(BlockKind, &str), Date> = earlier
            .into_iter()
            .flat_map(|earlier| &earlier.blocks)
            .map(|block| ((block.kind, block.fingerprint.as_str()), block.on))
            .collect();
        let recorded = |block: Block| {
            let fingerprint = fingerprint(&block.text);
            RecordedBlock {
                on: days
                    .get(&(block.kind, fingerprint.as_str()))
                    .copied()
                    .unwrap_or(on),
                kind: block.kind,
                fingerprint,
                text: block.text,
            }
        };
        let blocks: Vec<RecordedBlock> = blocks(original).into_iter().map(recorded).collect();
        Self {
            from: original.language.clone(),
            recorded: blocks.iter().all(|block| block.on != on).then_some(on),
            blocks,
        }
    }

    /// Returns the day on which the record was last written.
    pub fn day(&self) -> Option<Date> {
        self.blocks.iter().map(|block| block.on).max().max(self.recorded)
    }

    /// Says whether the original has the same blocks in the same order.
    pub fn is_current(&self, original: &Translation) -> bool {
        let now = original.all_blocks.get_or_init(|| {
            let blocks = blocks(original);
            let names: Vec<_> = blocks
                .iter()
                .map(|block| (block.kind, fingerprint(&block.text)))
                .collect();
            Fingerprint::of(&names)
        });
        let then: Vec<_> = self
            .blocks
            .iter()
            .map(|block| (block.kind, &block.fingerprint))
            .collect();
        *now == Fingerprint::of(&then)
    }

    /// Returns the file's text.
    pub fn render(&self) -> String {
        let mut text = format!("{HEAD}from: {}\n", self.from);
        if let Some(day) = self.recorded {
            let _ = writeln!(text, "\nrecorded: {day}");
        }
        for block in &self.blocks {
            let name = block.kind.name();
            let _ = writeln!(text, "\n{name} {} {} {}", block.fingerprint, block.on, block.text);
        }
        text
    }

    /// Reads the record of the text at `text`. `None` if it does not say what language the original has. Lines that
    /// cannot be read are left out; the first of them is reported, since one remedy helps against all.
    pub fn parse(file: &TextFile, text: &SourcePath, config: &Config) -> Reported<Option<Self>> {
        let mut diagnostics = Vec::new();
        let mut from = None;
        let mut recorded = None;
        let mut blocks = Vec::new();
        let mut bad = None;
        let mut at = 0;
        for line in file.text.split_inclusive('\n') {
            let range = TextRange::new(at, at + line.trim_end().len());
            at += line.len();
            let line = line.trim_start_matches('\u{feff}').trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(written) = line.strip_prefix("from:") {
                let written = written.trim();
                let tag = LanguageTag::parse(written).filter(|tag| config.language(tag).is_some());
                if tag.is_none() {
                    let known = config.tags().map(LanguageTag::as_str);
                    diagnostics.push(
                        Diagnostic::new(Code::UnknownLanguage, range.of(&file.path))
                            .with("language", written)
                            .with("known", config.known_languages())
                            .guess(nearest(written, known)),
                    );
                }
                from = Some(tag);
                continue;
            }
            if let Some(day) = line.strip_prefix("recorded:") {
                // A merge may have kept the lines of both sides.
                match Date::parse(day.trim()) {
                    Some(day) => recorded = recorded.max(Some(day)),
                    None => {
                        bad.get_or_insert(range);
                    }
                }
                continue;
            }
            match recorded_block(line) {
                Some((block, is_whole)) => {
                    blocks.push(block);
                    if !is_whole {
                        bad.get_or_insert(range);
                    }
                }
                None => {
                    bad.get_or_insert(range);
                }
            }
        }
        if let Some(range) = bad.or(from.is_none().then(TextRange::default)) {
            diagnostics.push(Diagnostic::new(Code::BadRecord, range.of(&file.path)).with("file", text));
        }
        Reported {
            value: from.flatten().map(|from| Self {
                from,
                recorded,
                blocks,
            }),
            diagnostics,
        }
    }
}

/// Reads `paragraph 3f9a12c0b7 2026-05-17 Text`, and tells whether fingerprint and text belong together.
fn recorded_block(line: &str) -> Option<(RecordedBlock, bool)> {
    let mut parts = line.splitn(4, ' ');
    let kind = BlockKind::parse(parts.next()?)?;
    let named = parts.next()?;
    let on = Date::parse(parts.next()?)?;
    let text = parts.next()?;
    let block = RecordedBlock {
        kind,
        fingerprint: named.to_owned(),
        on,
        text: text.to_owned(),
    };
    Some((block, fingerprint(text) == named))
}
