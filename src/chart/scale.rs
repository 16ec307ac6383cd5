//! The axis of a chart: from which number to which, and the round numbers between.

/// How many round numbers there are at most, whatever the ends are.
const MOST_TICKS: usize = 12;

/// The numbers that an axis covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    step: f64,
}

impl Scale {
    /// Covers all values. The ends lie on round numbers where they are not given; about `steps` steps fit between.
    pub(super) fn over(
        values: impl Iterator<Item = f64>,
        from: Option<f64>,
        to: Option<f64>,
        steps: u32,
    ) -> Self {
        let (mut least, mut most) = values
            .chain(from)
            .chain(to)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
                (least.min(value), most.max(value))
            });
        if !least.is_finite() || !most.is_finite() {
            (least, most) = (0.0, 1.0);
        }
        let size = least.abs().max(most.abs());
        // Numbers that are nearly the same would be apart only by the errors of the arithmetic.
        if most - least <= size * 1e-9 {
            let room = if size > 0.0 { size / 2.0 } else { 1.0 };
            (least, most) = (least - room, most + room);
        }
        let step = round_step((most - least) / f64::from(steps));
        Self {
            from: from.unwrap_or_else(|| (least / step).floor() * step),
            to: to.unwrap_or_else(|| (most / step).ceil() * step),
            step,
        }
    }

    /// Returns where a value lies, from 0 to 1.
    pub(super) fn share(&self, value: f64) -> f64 {
        let share = (value - self.from) / (self.to - self.from);
        if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        }
    }

    /// Returns the round numbers on the axis, ascending.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut multiple = (self.from / self.step - 1e-6).ceil();
        while multiple * self.step <= self.to + self.step * 1e-6 && ticks.len() < MOST_TICKS {
            // Nought has no sign.
            ticks.push(multiple * self.step + 0.0);
            multiple += 1.0;
        }
        ticks
    }

    /// Returns how many decimals the round numbers have.
    pub(super) fn decimals(&self) -> usize {
        (0..12)
            .find(|decimals| {
                let shifted = self.step * 10_f64.powi(*decimals);
                (shifted - shifted.round()).abs() < 1e-6 * shifted
            })
            .map_or(12, |decimals| decimals as usize)
    }
}

/// Returns the smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `least`.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 2.5, 5.0]
        .iter()
        .map(|factor| factor * power)
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(values: &[f64], from: Option<f64>, to: Option<f64>) -> (Vec<String>, usize) {
        let scale = Scale::over(values.iter().copied(), from, to, 5);
        let ticks = scale.ticks();
        let written = ticks
            .iter()
            .map(|tick| format!("{tick:.*}", scale.decimals()))
            .collect();
        (written, scale.decimals())
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(
            scale(&[0.256, 0.299, 0.0], None, None).0,
            ["0.0", "0.1", "0.2", "0.3"]
        );
        assert_eq!(
            scale(&[-0.09, 0.47], None, None).0,
            ["-0.2", "0.0", "0.2", "0.4", "0.6"]
        );
        assert_eq!(scale(&[4.0, 6.0], Some(1.0), Some(7.0)).0, ["2", "4", "6"]);
        assert_eq!(
            scale(&[30_000.0, 14_000.0], Some(0.0), None).0,
            ["0", "10000", "20000", "30000"]
        );
        assert_eq!(scale(&[], None, None).1, 1);
        assert_eq!(scale(&[3.0, 3.0], None, None).0, ["1", "2", "3", "4", "5"]);
    }

    #[test]
    fn a_share_stays_inside() {
        let scale = Scale::over([0.0, 10.0].into_iter(), None, None, 5);
        assert_eq!(
            [-5.0, 0.0, 5.0, 10.0, 50.0].map(|value| scale.share(value)),
            [0.0, 0.0, 0.5, 1.0, 1.0]
        );
    }
}
