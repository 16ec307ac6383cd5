//! What is wrong with an instrument, as far as its own file shows it.

use std::collections::BTreeSet;

use super::{
    Coefficient, Instrument, LicenceStatus, MOST_ITEMS, Psychometric, Scale, Subscale, Version, way,
};
use crate::content::local::LocalText;
use crate::content::person::People;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Code, Diagnostic, Phrase, Saying};
use crate::language::LanguageTag;
use crate::source::yaml::{Places, Step};
use crate::span::Span;

/// More of anything else than any instrument has. Some of it is looked up in one another.
const MOST_ENTRIES: usize = 100;

impl Instrument {
    /// Reports what contradicts itself or names what is not there, and takes away what must not be published: wording
    /// that the licence does not set free, and addresses that are none.
    ///
    /// `languages` are those of the site. Instruments and people that it names are looked for in
    /// [`Self::check_names`].
    pub fn check(&mut self, places: &Places<'_>, languages: &[&str], diagnostics: &mut Vec<Diagnostic>) {
        let mut check = Check { places, diagnostics };
        if self.name == LocalText::default() {
            let missing = Diagnostic::new(Code::MissingKey, places.of(&[])).with("key", "name");
            check.diagnostics.push(missing);
        }
        for (way, text) in self.texts() {
            let place = |tag: &str| places.of(&[way.as_slice(), &[Step::name(tag)]].concat());
            text.check(languages, place, check.diagnostics);
        }
        check.lengths(self);
        check.slugs(self);
        check.licence(self);
        let mut known = BTreeSet::new();
        for (index, version) in self.versions.iter().enumerate() {
            if !known.insert(version.id.as_str()) {
                check.twice(&way("versions", index, [Step::key("id")]), &version.id);
            }
            check.version(version, index);
        }
        for (index, found) in self.psychometrics.iter().enumerate() {
            check.finding(self, found, index);
        }
        let mut known = BTreeSet::new();
        for (index, language) in self.languages.iter().enumerate() {
            check.tag(
                &way("languages", index, [Step::key("language")]),
                &language.language,
            );
            if !known.insert(language.language.as_str()) {
                check.twice(
                    &way("languages", index, [Step::key("language")]),
                    &language.language,
                );
            }
        }
    }

    /// Reports related instruments and reviewers that are not there.
    pub fn check_names<'a>(
        &self,
        places: &Places<'_>,
        instruments: impl Iterator<Item = &'a str> + Clone,
        people: &People,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut check = Check { places, diagnostics };
        for (index, id) in self.related.iter().enumerate() {
            check.one_of(&way("related", index, []), "related", id, instruments.clone());
        }
        for (index, id) in self.reviewed_by.iter().enumerate() {
            if !people.contains_key(id) {
                let place = places.of(&way("reviewed_by", index, []));
                let unknown = Diagnostic::new(Code::UnknownPerson, place)
                    .with("id", id)
                    .guess(nearest(id, people.keys().map(String::as_str)));
                check.diagnostics.push(unknown);
            }
        }
    }

    /// Returns all texts that may be there in several languages, each with the way to it.
    fn texts(&mut self) -> Vec<(Vec<Step>, &mut LocalText)> {
        let mut texts = vec![(vec![Step::key("name")], &mut self.name)];
        for (key, text) in [
            ("slug", &mut self.slug),
            ("construct", &mut self.construct),
            ("theory", &mut self.theory),
        ] {
            texts.extend(text.as_mut().map(|text| (vec![Step::key(key)], text)));
        }
        for (key, text) in [
            ("holder", &mut self.licence.holder),
            ("fee", &mut self.licence.fee),
            ("note", &mut self.licence.note),
        ] {
            let way = || ["licence", key].map(Step::key).to_vec();
            texts.extend(text.as_mut().map(|text| (way(), text)));
        }
        for (index, version) in self.versions.iter_mut().enumerate() {
            let inside = |rest: &[Step]| way("versions", index, rest.to_vec());
            texts.extend(
                version
                    .name
                    .as_mut()
                    .map(|text| (inside(&[Step::key("name")]), text)),
            );
            texts.extend(
                version
                    .cutoff
                    .as_mut()
                    .map(|cutoff| (inside(&["cutoff", "rule"].map(Step::key)), &mut cutoff.rule)),
            );
            for (place, subscale) in version.subscales.iter_mut().enumerate() {
                let rest = [Step::key("subscales"), Step::Index(place), Step::key("name")];
                texts.push((inside(&rest), &mut subscale.name));
            }
            for (place, wording) in version.wording.iter_mut().enumerate() {
                let rest = [Step::key("wording"), Step::Index(place), Step::key("text")];
                texts.push((inside(&rest), &mut wording.text));
            }
        }
        for (index, found) in self.psychometrics.iter_mut().enumerate() {
            let way = || way("psychometrics", index, [Step::key("sample")]);
            texts.extend(found.sample.as_mut().map(|text| (way(), text)));
        }
        for (index, language) in self.languages.iter_mut().enumerate() {
            let way = || way("languages", index, [Step::key("note")]);
            texts.extend(language.note.as_mut().map(|text| (way(), text)));
        }
        for (index, note) in self.notes.iter_mut().enumerate() {
            texts.push((way("notes", index, [Step::key("text")]), &mut note.text));
        }
        texts
    }
}

/// What is looked for in one file.
struct Check<'a, 'text> {
    places: &'a Places<'text>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Check<'_, '_> {
    fn at(&self, way: &[Step]) -> Span {
        self.places.of(way)
    }

    fn wrong(&mut self, way: &[Step], key: &str, value: impl ToString, expected: impl Into<Saying>) {
        let diagnostic = Diagnostic::new(Code::WrongValue, self.at(way))
            .with("key", key)
            .with("value", value)
            .saying("expected", expected);
        self.diagnostics.push(diagnostic);
    }

    fn twice(&mut self, way: &[Step], what: impl ToString) {
        let diagnostic = Diagnostic::new(Code::DuplicateKey, self.at(way)).with("key", what);
        self.diagnostics.push(diagnostic);
    }

    /// Tells that a value is another than what follows from the rest.
    fn contradicts(&mut self, way: &[Step], key: &str, stated: impl ToString, counted: impl ToString) {
        let diagnostic = Diagnostic::new(Code::Contradiction, self.at(way))
            .with("key", key)
            .with("stated", stated)
            .with("counted", counted);
        self.diagnostics.push(diagnostic);
    }

    fn one_of<'a>(
        &mut self,
        way: &[Step],
        key: &str,
        value: &str,
        known: impl Iterator<Item = &'a str> + Clone,
    ) {
        if known.clone().any(|other| other == value) {
            return;
        }
        let listed: Vec<&str> = known.clone().collect();
        let diagnostic = Diagnostic::new(Code::WrongValue, self.at(way))
            .with("key", key)
            .with("value", value)
            .saying("expected", Phrase::OneOf.with("known", listed.join(", ")))
            .guess(nearest(value, known));
        self.diagnostics.push(diagnostic);
    }

    fn tag(&mut self, way: &[Step], written: &str) {
        if LanguageTag::parse(written).is_none_or(|tag| tag.as_str() != written) {
            self.wrong(way, "language", written, Phrase::LanguageTagSuchAs);
        }
    }

    /// Leaves out what no instrument has so much of.
    fn lengths(&mut self, instrument: &mut Instrument) {
        let all = &mut *instrument;
        self.shorten(&[Step::key("authors")], &mut all.authors, MOST_ENTRIES);
        self.shorten(&[Step::key("settings")], &mut all.settings, MOST_ENTRIES);
        self.shorten(&[Step::key("versions")], &mut all.versions, MOST_ENTRIES);
        self.shorten(
            &[Step::key("psychometrics")],
            &mut all.psychometrics,
            MOST_ENTRIES,
        );
        self.shorten(&[Step::key("languages")], &mut all.languages, MOST_ENTRIES);
        self.shorten(&[Step::key("notes")], &mut all.notes, MOST_ENTRIES);
        self.shorten(&[Step::key("related")], &mut all.related, MOST_ENTRIES);
        self.shorten(&[Step::key("references")], &mut all.references, MOST_ENTRIES);
        self.shorten(&[Step::key("unconfirmed")], &mut all.unconfirmed, MOST_ENTRIES);
        self.shorten(&[Step::key("reviewed_by")], &mut all.reviewed_by, MOST_ENTRIES);
        for (index, note) in all.notes.iter_mut().enumerate() {
            let way = way("notes", index, [Step::key("sources")]);
            self.shorten(&way, &mut note.sources, MOST_ENTRIES);
        }
        for (index, version) in all.versions.iter_mut().enumerate() {
            let inside = |key: &str| way("versions", index, [Step::key(key)]);
            let most = MOST_ITEMS as usize;
            self.shorten(&inside("raters"), &mut version.raters, MOST_ENTRIES);
            self.shorten(&inside("subscales"), &mut version.subscales, MOST_ENTRIES);
            self.shorten(&inside("wording"), &mut version.wording, most);
            self.shorten(&inside("unscored"), &mut version.unscored, most);
            if let Some(reversed) = &mut version.reversed {
                self.shorten(&inside("reversed"), reversed, most);
            }
            for (place, subscale) in version.subscales.iter_mut().enumerate() {
                if let Some(items) = &mut subscale.items {
                    let rest = [Step::Index(place), Step::key("items")];
                    self.shorten(&[inside("subscales").as_slice(), &rest].concat(), items, most);
                }
            }
        }
    }

    fn shorten<T>(&mut self, way: &[Step], list: &mut Vec<T>, most: usize) {
        if list.len() > most {
            list.truncate(most);
            let limit = format!("{most} × `-`");
            let diagnostic = Diagnostic::new(Code::TooLong, self.at(way)).with("limit", limit);
            self.diagnostics.push(diagnostic);
        }
    }

    fn slugs(&mut self, instrument: &mut Instrument) {
        if let Some(slug) = &mut instrument.slug {
            slug.check_slugs(self.places, self.diagnostics);
        }
    }

    /// What the licence does not set free goes no further than here.
    fn licence(&mut self, instrument: &mut Instrument) {
        let licence = &mut instrument.licence;
        let allows = ["licence", "allows_wording"].map(Step::key);
        if licence.allows_wording && licence.status != LicenceStatus::Open {
            licence.allows_wording = false;
            self.wrong(&allows, "allows_wording", true, Phrase::OnlyIfOpen);
        }
        if let Some(contact) = licence.contact.take_if(|contact| {
            !["https://", "http://", "mailto:"]
                .iter()
                .any(|start| contact.starts_with(start))
        }) {
            let way = ["licence", "contact"].map(Step::key);
            self.wrong(&way, "contact", contact, Phrase::AddressSuchAs);
        }
        if instrument.licence.allows_wording {
            return;
        }
        for (index, version) in instrument.versions.iter_mut().enumerate() {
            if !version.wording.is_empty() {
                version.wording.clear();
                let way = way("versions", index, [Step::name("wording")]);
                let diagnostic = Diagnostic::new(Code::RestrictedWording, self.at(&way));
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// Item numbers that stand twice in a list, or are none of the items.
    fn numbers(&mut self, way: &[Step], key: &str, numbers: &[u32], most: u32) {
        let mut known = BTreeSet::new();
        for (index, number) in numbers.iter().enumerate() {
            let way = [way, &[Step::Index(index)]].concat();
            if !(1..=most).contains(number) {
                let expected = Phrase::WholeNumberBetween.with("least", 1).with("most", most);
                self.wrong(&way, key, number, expected);
            } else if !known.insert(number) {
                self.twice(&way, number);
            }
        }
    }

    fn version(&mut self, version: &Version, index: usize) {
        let inside = |rest: &[Step]| way("versions", index, rest.to_vec());
        let most = match version.items {
            Some(items) if !(1..=MOST_ITEMS).contains(&items) => {
                let expected = Phrase::WholeNumberBetween
                    .with("least", 1)
                    .with("most", MOST_ITEMS);
                self.wrong(&inside(&[Step::key("items")]), "items", items, expected);
                MOST_ITEMS
            }
            Some(items) => items,
            None => MOST_ITEMS,
        };
        if let Some(scale) = &version.scale {
            self.scale(scale, &inside(&[Step::key("scale")]));
        }
        let mut known = BTreeSet::new();
        for (place, subscale) in version.subscales.iter().enumerate() {
            let inside = |key: &str| inside(&[Step::key("subscales"), Step::Index(place), Step::key(key)]);
            if !known.insert(subscale.id.as_str()) {
                self.twice(&inside("id"), &subscale.id);
            }
            let Some(items) = &subscale.items else { continue };
            self.numbers(&inside("items"), "items", items, most);
            if let Some(count) = subscale.count
                && usize::try_from(count).is_ok_and(|count| count != items.len())
            {
                self.contradicts(&inside("count"), "count", count, items.len());
            }
        }
        self.numbers(
            &inside(&[Step::key("unscored")]),
            "unscored",
            &version.unscored,
            most,
        );
        if let Some(reversed) = &version.reversed {
            self.numbers(&inside(&[Step::key("reversed")]), "reversed", reversed, most);
        }
        let wording: Vec<u32> = version.wording.iter().map(|wording| wording.item).collect();
        let mut written = BTreeSet::new();
        for (place, item) in wording.iter().enumerate() {
            let way = inside(&[Step::key("wording"), Step::Index(place), Step::key("item")]);
            if !(1..=most).contains(item) {
                let expected = Phrase::WholeNumberBetween.with("least", 1).with("most", most);
                self.wrong(&way, "item", item, expected);
            } else if !written.insert(item) {
                self.twice(&way, item);
            }
        }
        if let (Some(items), Some(found)) = (version.items, items_of_subscales(version))
            && items != found
        {
            self.contradicts(&inside(&[Step::key("items")]), "items", items, found);
        }
        self.ranges(version, &inside);
        if version
            .cutoff
            .as_ref()
            .is_some_and(|cutoff| cutoff.source.is_none())
        {
            let at = self.at(&inside(&[Step::name("cutoff")]));
            self.diagnostics
                .push(Diagnostic::new(Code::MissingKey, at).with("key", "source"));
        }
        if let (Some(cutoff), Some([low, high])) = (&version.cutoff, version.range)
            && !(low..=high).contains(&cutoff.value)
        {
            let expected = Phrase::WholeNumberBetween.with("least", low).with("most", high);
            let way = inside(&["cutoff", "value"].map(Step::key));
            self.wrong(&way, "value", cutoff.value, expected);
        }
        if let Some([from, to]) = version.minutes
            && from > to
        {
            let expected = Phrase::WholeNumberFrom.with("least", from);
            self.wrong(
                &inside(&[Step::key("minutes"), Step::Index(1)]),
                "minutes",
                to,
                expected,
            );
        }
    }

    fn scale(&mut self, scale: &Scale, inside: &[Step]) {
        let (Some(min), Some(max)) = (scale.min, scale.max) else {
            return;
        };
        if min >= max {
            let expected = Phrase::WholeNumberFrom.with("least", i64::from(min) + 1);
            self.wrong(&[inside, &[Step::key("max")]].concat(), "max", max, expected);
        } else if let Some(points) = scale.points {
            let found = i64::from(max) - i64::from(min) + 1;
            if i64::from(points) != found {
                self.contradicts(
                    &[inside, &[Step::key("points")]].concat(),
                    "points",
                    points,
                    found,
                );
            }
        }
    }

    /// Ranges that are not those of the items.
    fn ranges(&mut self, version: &Version, inside: &dyn Fn(&[Step]) -> Vec<Step>) {
        let total = (version.range, version.items, inside(&[Step::key("range")]));
        let parts = version.subscales.iter().enumerate().map(|(place, subscale)| {
            let way = inside(&[Step::key("subscales"), Step::Index(place), Step::key("range")]);
            (subscale.range, subscale.size(), way)
        });
        for (range, items, way) in std::iter::once(total).chain(parts) {
            if let (Some(stated), Some(items)) = (range, items)
                && let Some(found) = version.range_of(items)
                && stated != found
            {
                let [stated, found] = [stated, found].map(|[low, high]| format!("{low}–{high}"));
                self.contradicts(&way, "range", stated, found);
            }
        }
    }

    fn finding(&mut self, instrument: &Instrument, found: &Psychometric, index: usize) {
        let inside = |key: &str| way("psychometrics", index, [Step::key(key)]);
        for (key, value) in [("value", found.value), ("low", found.low), ("high", found.high)] {
            if let Some(Coefficient(thousandths)) = value
                && !(-1000..=1000).contains(&thousandths)
            {
                let value = f64::from(thousandths) / 1000.0;
                let expected = Phrase::NumberBetween.with("least", -1).with("most", 1);
                self.wrong(&inside(key), key, value, expected);
            }
        }
        if found.value.is_none() && found.low.is_none() {
            let diagnostic =
                Diagnostic::new(Code::MissingKey, self.at(&inside("statistic"))).with("key", "value");
            self.diagnostics.push(diagnostic);
        }
        if let (Some(low), Some(high)) = (found.low, found.high)
            && low > high
        {
            let least = f64::from(low.0) / 1000.0;
            let expected = Phrase::NumberBetween.with("least", least).with("most", 1);
            self.wrong(&inside("high"), "high", f64::from(high.0) / 1000.0, expected);
        }
        let versions = || instrument.versions.iter();
        if let Some(version) = &found.version {
            let known = versions().map(|version| version.id.as_str());
            self.one_of(&inside("version"), "version", version, known);
        }
        if let Some(of) = &found.of {
            let subscales = versions()
                .filter(|version| found.version.as_ref().is_none_or(|id| *id == version.id))
                .flat_map(|version| version.subscales.iter().map(|subscale| subscale.id.as_str()));
            let known = ["total", "subscales", "items"].into_iter().chain(subscales);
            self.one_of(&inside("of"), "of", of, known);
        }
        if let Some(language) = &found.language {
            self.tag(&inside("language"), language);
        }
    }
}

/// Returns how many items the subscales and the unscored items make, if all of them are known.
fn items_of_subscales(version: &Version) -> Option<u32> {
    if version.subscales.is_empty() {
        return None;
    }
    let lists: Option<Vec<&Vec<u32>>> = version
        .subscales
        .iter()
        .map(|subscale| subscale.items.as_ref())
        .collect();
    if let Some(lists) = lists {
        // An item may belong to several.
        let all: BTreeSet<u32> = lists
            .into_iter()
            .flatten()
            .chain(&version.unscored)
            .copied()
            .collect();
        return u32::try_from(all.len()).ok();
    }
    let sizes: Option<Vec<u32>> = version.subscales.iter().map(Subscale::size).collect();
    let unscored = u32::try_from(version.unscored.len()).ok()?;
    sizes?.into_iter().try_fold(unscored, u32::checked_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml;
    use crate::span::{SourcePath, TextRange};

    /// Reads and checks a file; returns it, and each fault with the words that it points at.
    fn read(text: &str) -> (Instrument, Vec<(Code, String)>) {
        let path = SourcePath::new("content/instruments/trust/instrument.yaml");
        let range = TextRange::new(0, text.len());
        let mut diagnostics = Vec::new();
        let mut instrument: Instrument = yaml::read(&path, text, range).into_value(&mut diagnostics);
        let places = Places::new(&path, text, range);
        instrument.check(&places, &["nb", "en"], &mut diagnostics);
        instrument.check_names(
            &places,
            ["trust", "wai"].into_iter(),
            &People::new(),
            &mut diagnostics,
        );
        diagnostics.retain(|diagnostic| diagnostic.code != Code::MissingKey);
        let faults = diagnostics.iter().map(|diagnostic| {
            let place = diagnostic.span.as_ref().expect("every fault has a place").range;
            (diagnostic.code, text[place.start..place.end].to_owned())
        });
        (instrument, faults.collect())
    }

    /// Returns the faults of a version, written with its keys.
    fn version(keys: &str) -> Vec<(Code, String)> {
        read(&format!("versions: [{{id: a, {keys}}}]")).1
    }

    fn one(code: Code, at: &str) -> Vec<(Code, String)> {
        vec![(code, at.to_owned())]
    }

    #[test]
    fn a_whole_form_is_in_order() {
        let faults = version(
            "items: 4, scale: {kind: likert, points: 7, min: 1, max: 7, anchors: frequency}, \
             subscales: [{id: b, name: B, count: 2, items: [1, 3], range: [2, 14]}, \
             {id: g, name: {nb: G}, items: [4], range: [1, 7]}], unscored: [2], reversed: [4], \
             scoring: {method: sum, missing: {rule: mean, at_most: 1}}, range: [4, 28], minutes: [1, 2]",
        );
        assert_eq!(faults, []);
    }

    #[test]
    fn items_stand_once_and_inside_the_form() {
        assert_eq!(
            version("items: 3, subscales: [{id: b, name: B, items: [1, 2, 3, 11]}]"),
            [
                (Code::WrongValue, "11".to_owned()),
                (Code::Contradiction, "3".to_owned())
            ]
        );
        let twice = version("items: 3, subscales: [{id: b, name: B, items: [1, 2, 3, 2]}]");
        assert_eq!(twice, one(Code::DuplicateKey, "2"));
        assert_eq!(version("items: 3, reversed: [30]"), one(Code::WrongValue, "30"));
        assert_eq!(version("items: 3, reversed: [0]"), one(Code::WrongValue, "0"));
        assert_eq!(version("items: 4000000000"), one(Code::WrongValue, "4000000000"));
    }

    #[test]
    fn counts_agree() {
        let stated = version("items: 3, subscales: [{id: b, name: B, count: 9, items: [1, 2, 3]}]");
        assert_eq!(stated, one(Code::Contradiction, "9"));
        let parts = "subscales: [{id: b, name: B, count: 8}, {id: g, name: G, count: 8}]";
        assert_eq!(version(&format!("items: 16, {parts}")), []);
        assert_eq!(
            version(&format!("items: 17, {parts}")),
            one(Code::Contradiction, "17")
        );
        let unknown = "items: 17, subscales: [{id: b, name: B, count: 8}, {id: g, name: G}]";
        assert_eq!(version(unknown), []);
        let shared = "items: 2, subscales: [{id: b, name: B, items: [1, 2]}, {id: g, name: G, items: [2]}]";
        assert_eq!(version(shared), []);
    }

    #[test]
    fn scales_and_ranges_agree() {
        let points = "scale: {kind: likert, points: 6, min: 1, max: 7}";
        assert_eq!(version(points), one(Code::Contradiction, "6"));
        let turned = "scale: {kind: likert, min: 7, max: 1}";
        assert_eq!(version(turned), one(Code::WrongValue, "1"));
        let form = "items: 12, scale: {kind: likert, min: 1, max: 5}, scoring: {method: sum}";
        assert_eq!(version(&format!("{form}, range: [12, 60]")), []);
        assert_eq!(
            version(&format!("{form}, range: [12, 84]")),
            one(Code::Contradiction, "[12, 84]")
        );
        let mean =
            "items: 9, scale: {kind: likert, min: -3, max: 3}, scoring: {method: mean}, range: [-3, 3]";
        assert_eq!(version(mean), []);
        let huge = "items: 999, scale: {kind: likert, min: 1, max: 2147483647}, scoring: {method: sum}, range: [0, 1]";
        assert_eq!(version(huge), []);
    }

    #[test]
    fn what_is_named_is_there() {
        let (_, faults) = read("related: [wia]\nversions: [{id: a}, {id: a}]\nreviewed_by: [kari]\n");
        let expected = [
            (Code::DuplicateKey, "a"),
            (Code::WrongValue, "wia"),
            (Code::UnknownPerson, "kari"),
        ];
        assert_eq!(faults, expected.map(|(code, at)| (code, at.to_owned())));
        let (_, faults) = read(
            "versions: [{id: a, subscales: [{id: b, name: B}]}, {id: c}]\npsychometrics:\n  \
             - {statistic: alpha, version: a, of: b, value: 0.9, source: x}\n  \
             - {statistic: alpha, version: c, of: b, low: 0.5, high: 0.4, source: x}\n  \
             - {statistic: icc, value: 89, language: german, source: x}\n",
        );
        let expected = [("0.4"), ("b"), ("89"), ("german")].map(|at| (Code::WrongValue, at.to_owned()));
        assert_eq!(faults, expected);
        assert_eq!(read("slug: {nb: Å gå}\n").1, one(Code::BadSlug, "Å gå"));
        let (_, faults) = read("name: {nb: Tillit, fr: Confiance}\n");
        assert_eq!(faults, one(Code::UnknownLanguage, "fr"));
    }

    #[test]
    fn wording_goes_no_further_than_the_licence_lets_it() {
        let text = |licence: &str| {
            format!(
                "licence: {{{licence}}}\nversions:\n  - id: a\n    wording: [{{item: 1, text: Secret}}]\n"
            )
        };
        for restricted in [
            "status: permission",
            "status: open",
            "status: unknown",
            "contact: 'https://x.example'",
        ] {
            let (instrument, faults) = read(&text(restricted));
            assert_eq!(faults, one(Code::RestrictedWording, "wording"), "{restricted}");
            assert!(
                instrument
                    .versions
                    .iter()
                    .all(|version| version.wording.is_empty())
            );
        }
        let (instrument, faults) = read(&text("status: open, allows_wording: true"));
        assert_eq!(faults, []);
        assert!(
            instrument
                .versions
                .iter()
                .all(|version| version.wording.len() == 1)
        );
        let (instrument, faults) = read(&text("status: printed, allows_wording: true"));
        assert_eq!(
            faults.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            [Code::WrongValue, Code::RestrictedWording]
        );
        assert!(!instrument.licence.allows_wording);
        let (instrument, faults) = read("licence: {contact: 'javascript:alert(1)'}\n");
        assert_eq!(faults, one(Code::WrongValue, "'javascript:alert(1)'"));
        assert_eq!(instrument.licence.contact, None);
    }

    #[test]
    fn all_works_that_are_named_are_found() {
        let text = "references: [a]\nnotes: [{text: X, sources: [b, c]}]\nlanguages: [{language: da, status: original, source: d}]\n\
                    versions: [{id: v, cutoff: {value: 1, rule: R, source: e}}]\n\
                    psychometrics: [{statistic: alpha, value: 0.9, source: f}]\n";
        let (instrument, faults) = read(text);
        assert_eq!(faults, []);
        let path = SourcePath::new("content/instruments/trust/instrument.yaml");
        let places = Places::new(&path, text, TextRange::new(0, text.len()));
        let mut found = Vec::new();
        for (way, key) in instrument.cited() {
            let place = places.of(&way).range;
            assert_eq!(&text[place.start..place.end], key);
            found.push(key);
        }
        assert_eq!(found, ["a", "e", "f", "d", "b", "c"]);
    }

    #[test]
    fn nothing_is_longer_than_it_can_be() {
        let many = "wai, ".repeat(101);
        let (instrument, faults) = read(&format!("related: [{many}]"));
        assert_eq!(faults.len(), 1);
        assert_eq!(instrument.related.len(), 100);
        let many = "1, ".repeat(1001);
        let (instrument, faults) = read(&format!("versions: [{{id: a, items: 1, reversed: [{many}]}}]"));
        assert_eq!(
            faults.iter().filter(|(code, _)| *code == Code::TooLong).count(),
            1
        );
        assert_eq!(instrument.versions[0].reversed.as_ref().map(Vec::len), Some(1000));
    }

    #[test]
    fn coefficients_keep_their_thousandths() {
        let (instrument, _) = read("psychometrics: [{statistic: alpha, low: 0.43, high: .725, source: x}]");
        let found = &instrument.psychometrics[0];
        assert_eq!(
            (found.low, found.high),
            (Some(Coefficient(430)), Some(Coefficient(725)))
        );
    }
}
