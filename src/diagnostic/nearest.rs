//! The known name nearest to a misspelt one.

/// More slips than this make another name.
const MOST_SLIPS: usize = 3;

/// Returns the candidate that a reader would take for the same name with a slip, if there is one.
///
/// Up to a third of the letters may differ, at most three (insertion, deletion, exchange of one, swap of two
/// neighbours). Of equally near candidates the first wins.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Names::new(candidates).nearest(name).copied()
}

/// Known names, made ready for many guesses.
#[derive(Clone, Debug)]
pub struct Names<T> {
    names: Vec<(T, Letters)>,
}

impl<T: AsRef<str>> Names<T> {
    /// Makes names ready.
    pub fn new(names: impl IntoIterator<Item = T>) -> Self {
        let names = names.into_iter().map(|name| {
            let letters = Letters::new(name.as_ref());
            (name, letters)
        });
        Self {
            names: names.collect(),
        }
    }

    /// Does what the function [`nearest`] does.
    pub fn nearest(&self, name: &str) -> Option<&T> {
        let (written, name) = (name, Letters::new(name));
        // A name this long is no slip of another, and comparing costs time.
        if name.all.len() > 100 {
            return None;
        }
        let mut most = (name.all.len() / 3).clamp(1, MOST_SLIPS);
        let mut found = None;
        for (text, letters) in &self.names {
            let within = most.min(letters.all.len().saturating_sub(1));
            // What was written cannot be what was meant instead.
            if text.as_ref() != written
                && let Some(distance) = name.distance(letters, within)
            {
                found = Some(text);
                // Only a nearer one is of interest from here on.
                match distance.checked_sub(1) {
                    Some(nearer) => most = nearer,
                    None => break,
                }
            }
        }
        found
    }
}

/// A name in lower case, and which letters occur in it, to rule out most names without a comparison.
#[derive(Clone, Debug)]
struct Letters {
    all: Vec<char>,
    occurring: u64,
}

impl Letters {
    fn new(name: &str) -> Self {
        let all: Vec<char> = name.to_lowercase().chars().collect();
        let occurring = all
            .iter()
            .fold(0, |set, letter| set | 1 << (u32::from(*letter) % 64));
        Self { all, occurring }
    }

    /// Returns the number of slips between two names, if it is not more than `most`.
    fn distance(&self, other: &Self, most: usize) -> Option<usize> {
        // Each letter that only one of the names has costs a slip.
        let missing = |in_one: u64, in_other: u64| (in_one & !in_other).count_ones() as usize;
        if self.all.len().abs_diff(other.all.len()) > most
            || missing(self.occurring, other.occurring) > most
            || missing(other.occurring, self.occurring) > most
        {
            return None;
        }
        let distance = strsim::generic_damerau_levenshtein(&self.all, &other.all);
        (distance <= most).then_some(distance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised() {
        let keys = ["title", "description", "date", "draft"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Desciption", keys), Some("description"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest("Title", ["titles", "title"]), Some("title"));
        assert_eq!(nearest("date", ["date"]), None);
        assert_eq!(nearest("datf", ["dats", "date"]), Some("dats"));
    }

    proptest::proptest! {
        #[test]
        fn what_is_ruled_out_is_far(left in "[a-c]{0,9}", right in "[a-c]{0,9}", most in 0..6_usize) {
            let found = Letters::new(&left).distance(&Letters::new(&right), most);
            let distance = strsim::damerau_levenshtein(&left, &right);
            proptest::prop_assert_eq!(found, Some(distance).filter(|distance| *distance <= most));
        }
    }
}
