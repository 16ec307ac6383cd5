//! Where texts mention concepts of the glossary.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::memory::Memory;
use crate::content::site::Site;
use crate::fingerprint::FastMap;
use crate::language::LanguageTag;
use crate::page::mention::{Mentions, Names};
use crate::span::SourcePath;

/// Returns the mentions in each text that links to concepts by itself, by its file. `names` are those of each language.
pub(super) fn mentions(
    site: &Site,
    names: &BTreeMap<LanguageTag, Arc<Names>>,
    memory: &mut Memory,
) -> FastMap<SourcePath, Mentions> {
    let remembered = std::mem::take(&mut memory.mentions);
    let texts = site.all_entries().flat_map(|entry| entry.translations.values());
    let texts: Vec<_> = texts
        .filter(|text| text.terms)
        .filter_map(|text| Some((text, names.get(&text.language)?)))
        .collect();
    let found: Vec<_> = texts
        .into_par_iter()
        .map(|(text, names)| {
            let key = names.key(&text.document);
            let found = remembered.get(&key).cloned();
            let found = found.unwrap_or_else(|| Arc::new(names.mentions(&text.document)));
            (
                text.path.clone(),
                key,
                Mentions::new(names.clone(), found.clone()),
                found,
            )
        })
        .collect();
    let mut mentions = FastMap::default();
    for (path, key, mention, found) in found {
        memory.mentions.insert(key, found);
        mentions.insert(path, mention);
    }
    mentions
}
