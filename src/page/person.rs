//! People, as their pages show them and as other pages name them.

use super::world::World;
use super::{Link, PersonDetail};
use crate::content::entry::EntryKey;
use crate::content::local::LocalText;
use crate::language::LanguageTag;

/// Returns what the page of a person tells in a language. `None` if nobody has that id.
pub fn detail(world: &World, id: &str, language: &LanguageTag) -> Option<PersonDetail> {
    let person = world.site.people.get(id)?;
    let text = |text: Option<&LocalText>| text.and_then(|text| text.shown(language));
    Some(PersonDetail {
        role: text(person.role.as_ref()),
        affiliation: text(person.affiliation.as_ref()),
        about: text(person.about.as_ref()),
        url: person.url.clone(),
        orcid: person
            .orcid
            .as_ref()
            .map(|orcid| format!("https://orcid.org/{orcid}")),
    })
}

/// Returns links to people; those without a page in the language are left out.
pub fn links(world: &World, ids: &[String], language: &LanguageTag) -> Vec<Link> {
    let keys = ids.iter().map(|id| EntryKey::Person(id.clone()));
    keys.filter_map(|key| world.link(&key, language)).collect()
}
