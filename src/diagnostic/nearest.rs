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
        let name = Letters::new(name);
        // A name this long is no slip of another, and comparing costs time.
        if name.all.len() > 100 {
            return None;
        }
        let mut most = (name.all.len() / 3).clamp(1, MOST_SLIPS);
        let mut found = None;
        for (text, letters) in &self.names {
            let within = most.min(letters.all.len().saturating_sub(1));
            if let Some(distance) = name.distance(letters, within) {
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

    /// Returns the optimal string alignment distance, if it is not more than `most`.
    fn distance(&self, other: &Self, most: usize) -> Option<usize> {
        // Each letter that only one of the names has costs a slip.
        let missing = |in_one: u64, in_other: u64| (in_one & !in_other).count_ones() as usize;
        if self.all.len().abs_diff(other.all.len()) > most
            || missing(self.occurring, other.occurring) > most
            || missing(other.occurring, self.occurring) > most
        {
            return None;
        }
        let same = |(left, right): &(&char, &char)| left == right;
        let (left, right) = (self.all.as_slice(), other.all.as_slice());
        let start = left.iter().zip(right).take_while(same).count();
        let (left, right) = (&left[start..], &right[start..]);
        let end = left.iter().rev().zip(right.iter().rev()).take_while(same).count();
        distance(&left[..left.len() - end], &right[..right.len() - end], most)
    }
}

/// Optimal string alignment distance, if it is not more than `most`. Only the cells that are so near to the diagonal
/// are computed: `row[k]` is the cell that stands `k - most` columns right of it.
fn distance(left: &[char], right: &[char], most: usize) -> Option<usize> {
    const WIDTH: usize = 2 * MOST_SLIPS + 1;
    let most = most.min(MOST_SLIPS);
    let far = most + 1;
    let mut before = [far; WIDTH];
    let mut above = [far; WIDTH];
    for (j, cell) in above.iter_mut().skip(most).take(far).enumerate() {
        *cell = j;
    }
    for (i, l) in left.iter().enumerate() {
        let mut row = [far; WIDTH];
        let mut least = far;
        for k in most.saturating_sub(i + 1)..=2 * most {
            // Columns count what stands before them, so column 0 is before the first letter.
            let column = i + 1 + k - most;
            if column > right.len() {
                break;
            }
            let from_left = if k > 0 { row[k - 1] + 1 } else { far };
            let from_above = above.get(k + 1).map_or(far, |cell| cell + 1);
            let mut best = from_left.min(from_above);
            if column > 0 {
                let j = column - 1;
                best = best.min(above[k] + usize::from(*l != right[j]));
                if i > 0 && j > 0 && *l == right[j - 1] && left[i - 1] == right[j] {
                    best = best.min(before[k] + 1);
                }
            }
            row[k] = best;
            least = least.min(best);
        }
        // A swap reaches back over one row, and costs a slip itself.
        if least > most && above.iter().all(|cell| *cell >= most) {
            return None;
        }
        before = above;
        above = row;
    }
    let last = (right.len() + most).checked_sub(left.len())?;
    above.get(last).copied().filter(|distance| *distance <= most)
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
        assert_eq!(nearest("datf", ["dats", "date"]), Some("dats"));
    }

    /// The distance without any bound, cell by cell.
    fn plain(left: &[char], right: &[char]) -> usize {
        let mut table = vec![vec![0; right.len() + 1]; left.len() + 1];
        for i in 0..=left.len() {
            for j in 0..=right.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut best = (table[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]))
                        .min(table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        table[left.len()][right.len()]
    }

    proptest::proptest! {
        #[test]
        fn bounds_do_not_change_the_distance(left in "[a-c]{0,9}", right in "[a-c]{0,9}", most in 0..6_usize) {
            let (left, right) = (Letters::new(&left), Letters::new(&right));
            let expected = Some(plain(&left.all, &right.all)).filter(|distance| *distance <= most);
            proptest::prop_assert_eq!(left.distance(&right, most), expected);
        }
    }
}
