//! Numbers in as few bits as they are likely: a range coder whose odds follow what it has coded, after G. N. N. Martin
//! (1979) and the one of LZMA.
//!
//! Postings are long lists of small numbers of which some are far likelier than others, too few bits each for whole bytes.
//! `search.js` reads them with the same odds, so that whatever is changed here is changed there.

/// Odds are parts of this many.
const WHOLE: u32 = 1 << 12;

/// After so many decisions of a kind, and two, the odds follow no more slowly.
const SLOWEST: u16 = 64;

/// Below this the range takes in another byte.
const LEAST_RANGE: u32 = 1 << 24;

/// How many kinds of decision a number has: where its highest digit stands, and the digit behind that.
pub(super) const NUMBER: usize = 64;

/// How many kinds of decision a byte has.
pub(super) const BYTE: usize = 256;

/// Writes numbers.
pub(super) struct Coder {
    low: u64,
    range: u32,
    /// The last byte, which a later one may still raise, and how many full ones stand behind it.
    last: Option<u8>,
    full: usize,
    /// Of each kind of decision how likely a zero is, and how often it was taken, and two.
    odds: Vec<(u16, u16)>,
    bytes: Vec<u8>,
}

impl Coder {
    /// Begins with so many kinds of decision.
    pub(super) fn new(kinds: usize) -> Self {
        Self {
            low: 0,
            range: u32::MAX,
            last: None,
            full: 0,
            odds: vec![((WHOLE / 2) as u16, 2); kinds],
            bytes: Vec::new(),
        }
    }

    /// Writes a digit by the odds of its kind.
    fn digit(&mut self, kind: usize, digit: u32) {
        let (odds, seen) = self.odds[kind];
        let bound = (self.range >> 12) * u32::from(odds);
        let slowness = seen.ilog2();
        if digit == 0 {
            self.range = bound;
            self.odds[kind].0 += (WHOLE as u16 - odds) >> slowness;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
            self.odds[kind].0 -= odds >> slowness;
        }
        self.odds[kind].1 = (seen + 1).min(SLOWEST);
        self.fill();
    }

    /// Writes the lowest digits of a number, all alike likely. Up to twelve.
    fn plain(&mut self, value: u32, digits: u32) {
        self.range >>= digits;
        self.low += u64::from(value) * u64::from(self.range);
        self.fill();
    }

    fn fill(&mut self) {
        while self.range < LEAST_RANGE {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        let carry = (self.low >> 32) as u8;
        let next = (self.low >> 24) as u8;
        if carry == 0 && next == u8::MAX {
            self.full += 1;
        } else {
            self.bytes.extend(self.last.map(|last| last + carry));
            self.bytes
                .extend(std::iter::repeat_n(u8::MAX.wrapping_add(carry), self.full));
            (self.last, self.full) = (Some(next), 0);
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }

    /// Writes so many digits from the highest on, each by the odds of those before it.
    pub(super) fn tree(&mut self, kind: usize, value: u32, digits: u32) {
        let mut node = 1;
        for place in (0..digits).rev() {
            let digit = value >> place & 1;
            self.digit(kind + node, digit);
            node = node << 1 | digit as usize;
        }
    }

    /// Writes a byte.
    pub(super) fn byte(&mut self, kind: usize, value: u8) {
        self.tree(kind, u32::from(value), 8);
    }

    /// Writes a number of any size, best if small ones are likelier.
    pub(super) fn number(&mut self, kind: usize, value: u32) {
        // The highest digit of the next number need not be told.
        let value = value.saturating_add(1);
        let digits = value.ilog2();
        self.tree(kind, digits, 5);
        let Some(mut rest) = digits.checked_sub(1) else {
            return;
        };
        self.digit(kind + 32 + digits as usize, value >> rest & 1);
        while rest > 0 {
            let some = rest.min(12);
            rest -= some;
            self.plain(value >> rest & ((1 << some) - 1), some);
        }
    }

    /// Returns all bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `search.js` does.
    struct Reader<'a> {
        bytes: &'a [u8],
        at: usize,
        range: u64,
        code: u64,
        odds: Vec<(u64, u64)>,
    }

    impl<'a> Reader<'a> {
        fn new(bytes: &'a [u8], kinds: usize) -> Self {
            let code = bytes[..4]
                .iter()
                .fold(0, |code, byte| code << 8 | u64::from(*byte));
            Self {
                bytes,
                at: 4,
                range: u64::from(u32::MAX),
                code,
                odds: vec![(2_048, 2); kinds],
            }
        }

        fn fill(&mut self) {
            while self.range < 1 << 24 {
                self.range <<= 8;
                self.code = self.code << 8 | u64::from(self.bytes[self.at]);
                self.at += 1;
            }
        }

        fn digit(&mut self, kind: usize) -> u64 {
            let (odds, seen) = &mut self.odds[kind];
            let bound = (self.range >> 12) * *odds;
            let is_one = self.code >= bound;
            if is_one {
                self.code -= bound;
                self.range -= bound;
                *odds -= *odds >> seen.ilog2();
            } else {
                self.range = bound;
                *odds += (4_096 - *odds) >> seen.ilog2();
            }
            *seen = (*seen + 1).min(64);
            self.fill();
            u64::from(is_one)
        }

        fn tree(&mut self, kind: usize, digits: u32) -> u64 {
            let mut node = 1;
            for _ in 0..digits {
                node = node << 1 | self.digit(kind + node as usize);
            }
            node - (1 << digits)
        }

        fn number(&mut self, kind: usize) -> u64 {
            let digits = self.tree(kind, 5);
            if digits == 0 {
                return 0;
            }
            let mut value = 2 | self.digit(kind + 32 + digits as usize);
            let mut rest = digits - 1;
            while rest > 0 {
                let some = rest.min(12);
                rest -= some;
                self.range >>= some;
                let part = self.code / self.range;
                self.code -= part * self.range;
                value = value << some | part;
                self.fill();
            }
            value - 1
        }
    }

    #[test]
    fn numbers_are_read_as_they_were_written() {
        let mut coder = Coder::new(NUMBER + BYTE);
        let numbers = |count: u32| {
            (0..count).map(|index| (index.wrapping_mul(2_654_435_761) >> (index % 31), index % 7))
        };
        for (number, byte) in numbers(20_000) {
            coder.number(0, number);
            coder.byte(NUMBER, if byte > 1 { 255 } else { byte as u8 });
        }
        let bytes = coder.finish();
        let mut reader = Reader::new(&bytes, NUMBER + BYTE);
        for (number, byte) in numbers(20_000) {
            assert_eq!(reader.number(0), u64::from(number));
            assert_eq!(
                reader.tree(NUMBER, 8),
                if byte > 1 { 255 } else { u64::from(byte) }
            );
        }
        assert_eq!(reader.at, bytes.len());
    }

    #[test]
    fn what_is_likely_takes_few_bits() {
        let mut coder = Coder::new(BYTE);
        for _ in 0..8_000 {
            coder.byte(0, 12);
        }
        let length = coder.finish().len();
        assert!(length < 1_500, "{length}");
    }
}
