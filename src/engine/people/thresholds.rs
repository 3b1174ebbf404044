//! The thresholds of one line in one segment, which may vary with the month in which the line opens.

use crate::engine::dice::rng::threshold;
use crate::engine::dice::unsure::from_odds;

/// What decides who achieves a line.
pub(super) struct Thresholds {
    always: u64,
    /// By month of opening; empty where the threshold is the same in all months.
    by_month: Vec<Month>,
}

/// The threshold of those for whom the line opens in a month.
#[derive(Clone, Copy)]
struct Month {
    threshold: u64,
    /// The least and the greatest threshold from this month on.
    least: u64,
    most: u64,
}

impl Thresholds {
    /// Room for as many months.
    pub(super) fn new(n_months: usize) -> Thresholds {
        Thresholds { always: 0, by_month: Vec::with_capacity(n_months) }
    }

    /// The thresholds of odds times a factor for each month.
    pub(super) fn set(&mut self, odds: f64, factors: &[f64]) {
        self.always = threshold(from_odds(odds));
        self.by_month.clear();
        self.by_month.resize(factors.len(), Month { threshold: 0, least: u64::MAX, most: 0 });
        let mut last_factor = 1.0f64;
        let mut later = Month { threshold: self.always, least: u64::MAX, most: 0 };
        for (month, factor) in self.by_month.iter_mut().zip(factors).rev() {
            if factor.to_bits() != last_factor.to_bits() {
                last_factor = *factor;
                later.threshold = threshold(from_odds(odds * factor));
            }
            later.least = later.least.min(later.threshold);
            later.most = later.most.max(later.threshold);
            *month = later;
        }
    }

    /// The thresholds of the months from one on: whoever lies below the first is below that of each, and
    /// whoever is below any is below the second.
    #[inline]
    pub(super) fn bounds(&self, from: usize) -> (u64, u64) {
        self.by_month.get(from).map_or((self.always, self.always), |from| (from.least, from.most))
    }

    /// The threshold of those for whom the line opens in a month.
    #[inline]
    pub(super) fn of(&self, month: u8) -> u64 {
        self.by_month.get(usize::from(month)).map_or(self.always, |month| month.threshold)
    }
}

#[cfg(test)]
mod tests {
    use super::super::lanes::narrow;
    use super::*;
    use crate::engine::dice::rng::Key;

    #[test]
    fn bounds_hold_for_every_later_month() {
        let mut thresholds = Thresholds::new(40);
        for trial in 0..300u32 {
            let key = Key::trial(17, trial);
            // Factors that learn, are struck, and then stay.
            let factors: Vec<f64> = (0..40u32)
                .map(|month| {
                    let learnt = 0.5 + f64::from(month.min(30)) / 60.0;
                    if (month + trial) % 11 < 3 { learnt * 0.7 } else { learnt }
                })
                .collect();
            let odds = f64::from(trial % 50) / 10.0;
            thresholds.set(odds, if trial < 40 { &[] } else { &factors });
            let referral = (key.word(101) % 40) as usize;
            let opened = |lane: usize| narrow((referral + lane % 9).min(39));
            let (least, most) = thresholds.bounds(referral);
            let limits = (0..64).map(|lane| thresholds.of(opened(lane)));
            for (lane, limit) in limits.enumerate() {
                let factor = if trial < 40 { 1.0 } else { factors[usize::from(opened(lane))] };
                assert_eq!(limit, threshold(from_odds(odds * factor)));
                assert!(least <= limit && limit <= most);
            }
        }
    }
}
