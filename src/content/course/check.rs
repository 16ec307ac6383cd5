//! What is wrong with a course, as far as its own file shows it.

use super::Course;
use super::code::is_country;
use crate::content::local::LocalText;
use crate::date::Time;
use crate::diagnostic::{Code, Diagnostic, Phrase, Saying};
use crate::language::LanguageTag;
use crate::source::yaml::{Places, Step};

impl Course {
    /// Tells what is wrong with it, and leaves out what cannot be used.
    pub fn check(&mut self, places: &Places<'_>, languages: &[&str], diagnostics: &mut Vec<Diagnostic>) {
        let mut checker = Checker {
            places,
            languages,
            diagnostics,
        };
        if self.name == LocalText::default() {
            checker.missing(&[], "name");
        }
        // Calendars ask when the data changed.
        if self.published.is_none() {
            checker.missing(&[], "published");
        }
        checker.texts(self);
        checker.times(self);
        checker.money(self);
        checker.addresses(self);
        checker.languages_of_teaching(&mut self.teaching_languages);
    }

    /// Returns all texts with their places, the name first.
    fn texts(&mut self) -> Vec<(Vec<Step>, &mut LocalText)> {
        let key = |key: &str| vec![Step::key(key)];
        let inner = |outer: &str, key: &str| vec![Step::key(outer), Step::key(key)];
        let item = |list: &str, index: usize| vec![Step::key(list), Step::Index(index)];
        let item_key =
            |list: &str, index: usize, key: &str| vec![Step::key(list), Step::Index(index), Step::key(key)];
        let mut texts = vec![(key("name"), &mut self.name)];
        let plain = [
            ("subtitle", &mut self.subtitle),
            ("slug", &mut self.slug),
            ("description", &mut self.description),
            ("audience", &mut self.audience),
            ("prerequisites", &mut self.prerequisites),
            ("methods", &mut self.methods),
            ("includes", &mut self.includes),
            ("breaks", &mut self.breaks),
            ("attendance", &mut self.attendance),
            ("certificate", &mut self.certificate),
            ("accessibility", &mut self.accessibility),
        ];
        for (name, text) in plain {
            texts.extend(text.as_mut().map(|text| (key(name), text)));
        }
        if let Some(venue) = &mut self.venue {
            texts.push((inner("venue", "name"), &mut venue.name));
            texts.extend(venue.town.as_mut().map(|town| (inner("venue", "town"), town)));
        }
        if let Some(online) = &mut self.online {
            texts.push((inner("online", "name"), &mut online.name));
        }
        if let Some(organiser) = &mut self.organiser {
            texts.push((inner("organiser", "name"), &mut organiser.name));
        }
        if let Some(contact) = &mut self.contact {
            texts.push((inner("contact", "name"), &mut contact.name));
        }
        for (index, partner) in self.partners.iter_mut().enumerate() {
            texts.push((item_key("partners", index, "name"), &mut partner.name));
        }
        for (index, topic) in self.topics.iter_mut().enumerate() {
            texts.push((item("topics", index), topic));
        }
        for (index, outcome) in self.outcomes.iter_mut().enumerate() {
            texts.push((item("outcomes", index), outcome));
        }
        for (index, fee) in self.fees.iter_mut().enumerate() {
            let audience = fee.audience.as_mut();
            texts.extend(audience.map(|audience| (item_key("fees", index, "audience"), audience)));
        }
        for (index, rule) in self.cancellation.iter_mut().enumerate() {
            let note = rule.note.as_mut();
            texts.extend(note.map(|note| (item_key("cancellation", index, "note"), note)));
        }
        for (index, accreditation) in self.accreditations.iter_mut().enumerate() {
            texts.push((item_key("accreditations", index, "body"), &mut accreditation.body));
            let scheme = accreditation.scheme.as_mut();
            texts.extend(scheme.map(|scheme| (item_key("accreditations", index, "scheme"), scheme)));
            let category = accreditation.category.as_mut();
            texts.extend(category.map(|category| (item_key("accreditations", index, "category"), category)));
        }
        for (index, material) in self.materials.iter_mut().enumerate() {
            texts.push((item_key("materials", index, "name"), &mut material.name));
        }
        texts
    }
}

/// What checks a course.
struct Checker<'a, 'text> {
    places: &'a Places<'text>,
    languages: &'a [&'a str],
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Checker<'_, '_> {
    fn missing(&mut self, steps: &[Step], key: &str) {
        let place = self.places.of(steps);
        self.diagnostics
            .push(Diagnostic::new(Code::MissingKey, place).with("key", key));
    }

    fn wrong(&mut self, steps: &[Step], value: impl ToString, expected: impl Into<Saying>) {
        let key = steps.iter().rev().find_map(|step| match step {
            Step::Key(key) | Step::Name(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        self.diagnostics.push(
            Diagnostic::new(Code::WrongValue, self.places.of(steps))
                .with("key", key.unwrap_or_default())
                .with("value", value)
                .saying("expected", expected),
        );
    }

    /// A text must be there in every language in which the course has a page: whatever is left out, a reader of that
    /// language would never learn.
    fn texts(&mut self, course: &mut Course) {
        let mut named: Vec<LanguageTag> = Vec::new();
        for (steps, text) in course.texts() {
            let place = |tag: &str| {
                let mut steps = steps.clone();
                steps.push(Step::name(tag));
                self.places.of(&steps)
            };
            text.check(self.languages, place, self.diagnostics);
            if steps == [Step::key("name")] {
                let tags = self.languages.iter().filter_map(|tag| LanguageTag::parse(tag));
                named = tags.filter(|tag| text.get(tag).is_some()).collect();
            }
            if steps == [Step::key("slug")] {
                text.check_slugs(self.places, self.diagnostics);
                // Without a slug the id stands in the address.
                continue;
            }
            if *text == LocalText::default() {
                if let (Some(Step::Key(key)), false) = (steps.last(), steps.len() == 1) {
                    let around = steps.get(..steps.len() - 1).unwrap_or_default();
                    self.missing(around, key);
                }
                continue;
            }
            let lacking: Vec<String> = named
                .iter()
                .filter(|tag| text.get(tag).is_none())
                .map(LanguageTag::to_string)
                .collect();
            for tag in lacking {
                self.missing(&steps, &tag);
            }
        }
    }

    fn times(&mut self, course: &mut Course) {
        if course.time_zone.is_none() && !course.sessions.is_empty() {
            self.missing(&[], "time_zone");
        }
        let step = |index: usize, key: &str| [Step::key("sessions"), Step::Index(index), Step::key(key)];
        let mut usable = Vec::new();
        for (index, session) in std::mem::take(&mut course.sessions).into_iter().enumerate() {
            // What stands for a day that could not be read is no day to derive anything from.
            let told = self.diagnostics.iter().filter_map(|told| told.span.as_ref());
            let mut told = told.peekable();
            // Places take another reading of the file.
            if told.peek().is_some() {
                let day = self.places.of(&step(index, "date"));
                if told.any(|place| *place == day) {
                    continue;
                }
            }
            let shown = |time: &Time| {
                let zone = course.time_zone.as_ref();
                zone.is_none_or(|zone| zone.moment(session.date, *time).is_some())
            };
            let never = [("start", session.start), ("end", session.end)]
                .into_iter()
                .find(|(_, time)| !shown(time));
            if let Some((key, time)) = never {
                self.wrong(&step(index, key), time, Phrase::TimeThatExists);
            } else if session.end <= session.start {
                let expected = Phrase::TimeAfter.with("time", session.start);
                self.wrong(&step(index, "end"), session.end, expected);
            } else {
                usable.push(session);
            }
        }
        course.sessions = usable;
        let Some((day, start)) = course.first().map(|first| (first.date, first.start)) else {
            return;
        };
        if let Some(door) = course.door.take_if(|door| *door > start) {
            let expected = Phrase::TimeUpTo.with("time", start);
            self.wrong(&[Step::key("door")], door, expected);
        }
        let registration = &mut course.registration;
        for (key, date) in [
            ("opens", &mut registration.opens),
            ("deadline", &mut registration.deadline),
        ] {
            if let Some(date) = date.take_if(|date| *date > day) {
                let expected = Phrase::DateUpTo.with("date", day);
                self.wrong(&[Step::key("registration"), Step::key(key)], date, expected);
            }
        }
        if let (Some(opens), Some(deadline)) = (registration.opens, registration.deadline)
            && opens > deadline
        {
            let expected = Phrase::DateUpTo.with("date", deadline);
            self.wrong(&[Step::key("registration"), Step::key("opens")], opens, expected);
        }
    }

    fn money(&mut self, course: &mut Course) {
        let registration = &mut course.registration;
        if let (Some(seats), Some(left)) = (registration.seats, registration.seats_left)
            && left > seats
        {
            let expected = Phrase::WholeNumberBetween.with("least", 0).with("most", seats);
            self.wrong(
                &[Step::key("registration"), Step::key("seats_left")],
                left,
                expected,
            );
            registration.seats_left = None;
        }
        let rules = std::mem::take(&mut course.cancellation);
        for (index, mut rule) in rules.into_iter().enumerate() {
            if rule.refund > 100 {
                let steps = [Step::key("cancellation"), Step::Index(index), Step::key("refund")];
                let expected = Phrase::WholeNumberBetween.with("least", 0).with("most", 100);
                self.wrong(&steps, rule.refund, expected);
                rule.refund = 100;
            }
            if rule.until.is_none() && rule.after.is_none() {
                self.missing(&[Step::key("cancellation"), Step::Index(index)], "until");
            } else {
                course.cancellation.push(rule);
            }
        }
        for (index, accreditation) in course.accreditations.iter_mut().enumerate() {
            let steps = [Step::key("accreditations"), Step::Index(index)];
            match (accreditation.amount, accreditation.unit) {
                (Some(_), None) => self.missing(&steps, "unit"),
                (None, Some(_)) => self.missing(&steps, "amount"),
                _ => {}
            }
            if let (Some(from), Some(to)) = (accreditation.valid_from, accreditation.valid_to)
                && from > to
            {
                let expected = Phrase::DateUpTo.with("date", to);
                let steps = [steps.as_slice(), &[Step::key("valid_from")]].concat();
                self.wrong(&steps, from, expected);
                accreditation.valid_from = None;
            }
        }
    }

    /// Addresses are links that readers follow.
    fn addresses(&mut self, course: &mut Course) {
        for (steps, url) in course.urls() {
            let wrong = url.take_if(|url| !url.starts_with("https://") && !url.starts_with("http://"));
            if let Some(url) = wrong {
                self.wrong(&steps, url, Phrase::AddressSuchAs);
            }
        }
        if let Some(venue) = &mut course.venue
            && let Some(country) = venue.country.take_if(|country| !is_country(country))
        {
            self.wrong(
                &[Step::key("venue"), Step::key("country")],
                country,
                Phrase::CountrySuchAs,
            );
        }
        if let Some(contact) = &mut course.contact {
            let wrong = |email: &mut String| {
                let parts: Vec<&str> = email.split('@').collect();
                parts.len() != 2
                    || parts.iter().any(|part| part.is_empty())
                    || email.contains(|letter: char| letter.is_whitespace() || "<>\"?&:/".contains(letter))
            };
            if let Some(email) = contact.email.take_if(wrong) {
                self.wrong(
                    &[Step::key("contact"), Step::key("email")],
                    email,
                    Phrase::EmailSuchAs,
                );
            }
        }
    }

    /// Puts the tags into canonical form; they may be of languages that the site does not have.
    fn languages_of_teaching(&mut self, written: &mut Vec<String>) {
        let mut tags = Vec::new();
        for (index, text) in written.iter().enumerate() {
            let place = self
                .places
                .of(&[Step::key("teaching_languages"), Step::Index(index)]);
            let tag = LanguageTag::read(text, || place, self.diagnostics);
            match tag {
                Some(tag) => tags.push(tag.to_string()),
                None => self.wrong(
                    &[Step::key("teaching_languages"), Step::Index(index)],
                    text,
                    Phrase::LanguageTagSuchAs,
                ),
            }
        }
        *written = tags;
    }
}
