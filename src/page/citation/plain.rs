//! Citations by their keys, for a tillit without hayagriva.

use std::collections::BTreeSet;

use super::work::Work;
use super::{BibliographyFile, CitationStyle, Citations, Fault, key_places};
use crate::escape;
use crate::markdown::document::{CitationForm, Cite};
use crate::span::SourcePath;

/// The keys of the works.
#[derive(Clone, Debug, Default)]
pub(super) struct Works(BTreeSet<String>);

impl Works {
    pub(super) fn read(files: &[BibliographyFile<'_>]) -> (Self, Vec<(SourcePath, Fault)>) {
        let keys = files.iter().flat_map(|(path, text)| key_places(path, text));
        (Self(keys.map(|(key, _)| key.to_owned()).collect()), Vec::new())
    }

    pub(super) fn keys(&self) -> BTreeSet<String> {
        self.0.clone()
    }

    pub(super) fn described(&self) -> Vec<Work> {
        let work = |key: &String| Work {
            key: key.clone(),
            title: key.clone(),
            ..Work::default()
        };
        self.0.iter().map(work).collect()
    }

    pub(super) fn references(
        &self,
        citations: &[(Vec<Cite>, CitationForm)],
        _language: &str,
        _style: &CitationStyle,
    ) -> Citations {
        let inline = |(cites, _): &(Vec<Cite>, CitationForm)| {
            let known: Vec<&str> = cites
                .iter()
                .map(|cite| cite.key.as_str())
                .filter(|key| self.0.contains(*key))
                .collect();
            if known.is_empty() {
                String::new()
            } else {
                escape::html_string(&format!("({})", known.join("; ")))
            }
        };
        Citations {
            inline: citations.iter().map(inline).collect(),
            ..Citations::default()
        }
    }
}
