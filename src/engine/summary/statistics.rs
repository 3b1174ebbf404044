//! Statistics of trials: slices in, numbers out.

use crate::model::Money;

use super::sorting::{sort, sort_reals};
use super::{Chance, Fan, Interval, Range, Spread};

/// Nearest-rank index of a percentile among `n` sorted values: the smallest rank with at least that share
/// of values at or below it. `share` in percent, from 0 to 100.
pub(in crate::engine) fn nearest_rank(n: usize, percent: usize) -> usize {
    (n * percent).div_ceil(100).clamp(1, n.max(1)) - 1
}

/// Values of one column in ascending order.
pub(in crate::engine) struct Sorted(Vec<i64>);

impl Sorted {
    pub(in crate::engine) fn new(mut values: Vec<i64>) -> Sorted {
        sort(&mut values);
        Sorted(values)
    }

    /// Zero where there are no values.
    pub(in crate::engine) fn percentile(&self, percent: usize) -> i64 {
        self.0.get(nearest_rank(self.0.len(), percent)).copied().unwrap_or(0)
    }

    pub(in crate::engine) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Order statistics that hold the true percentile with a chance of 80%: ranks n p -+ 1.2816 sqrt(n p (1 - p)).
    fn interval(&self, percent: u32) -> (i64, i64) {
        let n = self.0.len() as f64;
        let p = f64::from(percent) / 100.0;
        let half = 1.281_551_565_5 * libm::sqrt(n * p * (1.0 - p));
        let at = |rank: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to the ranks there are"
            )]
            let rank = rank.clamp(1.0, n.max(1.0)) as usize - 1;
            self.0.get(rank).copied().unwrap_or(0)
        };
        (at(libm::floor(n * p - half)), at(libm::ceil(n * p + half) + 1.0))
    }

    /// What is said of amounts of money, which are pence.
    pub(in crate::engine) fn spread(&self) -> Spread {
        let (mean, mean_error) = self.mean();
        let money = |percent| Money::from_pence(self.percentile(percent));
        let interval = |percent| {
            let (low, high) = self.interval(percent);
            Interval { low: Money::from_pence(low), high: Money::from_pence(high) }
        };
        Spread {
            mean: mean / 100.0,
            mean_error: mean_error / 100.0,
            p10: money(10),
            p50: money(50),
            p90: money(90),
            p10_interval: interval(10),
            p50_interval: interval(50),
            p90_interval: interval(90),
        }
    }

    pub(in crate::engine) fn range(&self) -> Range {
        let (mean, mean_error) = self.mean();
        let number = |percent| self.percentile(percent) as f64;
        Range { mean, mean_error, p10: number(10), p50: number(50), p90: number(90) }
    }

    /// What a fan chart needs of amounts of money, which are pence.
    pub(in crate::engine) fn fan(&self) -> Fan {
        let money = |percent| Money::from_pence(self.percentile(percent));
        Fan {
            mean: self.mean().0 / 100.0,
            p10: money(10),
            p25: money(25),
            p50: money(50),
            p75: money(75),
            p90: money(90),
        }
    }

    /// Mean and its standard error, s / sqrt(n). Sums run over sorted whole numbers, so that they do not
    /// depend on the order in which trials came in.
    fn mean(&self) -> (f64, f64) {
        let n = self.0.len() as f64;
        if self.0.is_empty() {
            return (0.0, 0.0);
        }
        let sum: i128 = self.0.iter().map(|value| i128::from(*value)).sum();
        let mean = sum as f64 / n;
        let squares: f64 =
            self.0.iter().map(|value| (*value as f64 - mean) * (*value as f64 - mean)).sum();
        let error = if self.0.len() > 1 { libm::sqrt(squares / (n - 1.0) / n) } else { 0.0 };
        (mean, error)
    }
}

/// Statistics of numbers that are not whole; values that are not numbers are left out.
pub(in crate::engine) fn range_of(values: Vec<f64>) -> Option<Range> {
    let mut sorted = values;
    sorted.retain(|value| value.is_finite());
    if sorted.is_empty() {
        return None;
    }
    sort_reals(&mut sorted);
    let n = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / n;
    let squares: f64 = sorted.iter().map(|value| (value - mean) * (value - mean)).sum();
    let at = |percent| sorted[nearest_rank(sorted.len(), percent)];
    Some(Range {
        mean,
        mean_error: if sorted.len() > 1 { libm::sqrt(squares / (n - 1.0) / n) } else { 0.0 },
        p10: at(10),
        p50: at(50),
        p90: at(90),
    })
}

/// The share of a figure's variance that comes from what is held in common by pairs of futures: their
/// covariance over their variance, with its standard error. `None` below ten pairs or without variance.
pub(in crate::engine) fn shared_variance(pairs: &[(i64, i64)]) -> Option<(f64, f64)> {
    let n = pairs.len() as f64;
    if pairs.len() < 10 {
        return None;
    }
    let mean = pairs.iter().map(|(one, other)| *one as f64 + *other as f64).sum::<f64>() / n / 2.0;
    let (mut variance, mut covariance) = (0.0, 0.0);
    for (one, other) in pairs {
        let (one, other) = (*one as f64 - mean, *other as f64 - mean);
        variance += (one * one + other * other) / 2.0;
        covariance += one * other;
    }
    if variance <= 0.0 {
        return None;
    }
    let share = (covariance / variance).clamp(0.0, 1.0);
    Some((share, (1.0 - share * share) / libm::sqrt(n)))
}

pub(in crate::engine) fn chance(futures: usize, of: usize) -> Chance {
    let n = of.max(1) as f64;
    let probability = futures as f64 / n;
    Chance {
        futures: u32::try_from(futures).unwrap_or(u32::MAX),
        of: u32::try_from(of).unwrap_or(u32::MAX),
        probability,
        error: libm::sqrt(probability * (1.0 - probability) / n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_nearest_rank() {
        // The textbook's example: 15, 20, 35, 40, 50.
        let sorted = Sorted::new(vec![50, 15, 40, 20, 35]);
        let expected = [(5, 15), (30, 20), (40, 20), (50, 35), (100, 50)];
        for (percent, value) in expected {
            assert_eq!(sorted.percentile(percent), value, "{percent}");
        }
        assert_eq!(Sorted::new(Vec::new()).percentile(50), 0);
    }

    #[test]
    fn means_and_errors() {
        let range = Sorted::new(vec![2, 4, 4, 4, 5, 5, 7, 9]).range();
        assert!((range.mean - 5.0).abs() < 1e-12);
        // Sample variance 32 / 7 over 8 values.
        assert!((range.mean_error - libm::sqrt(32.0 / 7.0 / 8.0)).abs() < 1e-12);
    }

    #[test]
    fn the_median_lies_in_its_interval() {
        let spread = Sorted::new((0..1000).collect()).spread();
        assert_eq!(spread.p50, Money::from_pence(499));
        // Ranks 479.7 and 520.3: the 479th and the 522nd of a thousand.
        let interval = spread.p50_interval;
        assert_eq!((interval.low.pence(), interval.high.pence()), (478, 521));
    }

    #[test]
    fn pairs_share_what_they_have_in_common() {
        let alike: Vec<(i64, i64)> = (0..100).map(|value| (value, value)).collect();
        assert!((shared_variance(&alike).unwrap().0 - 1.0).abs() < 1e-12);
        let apart: Vec<(i64, i64)> = (0..100).map(|value| (value, (value * 37) % 100)).collect();
        assert!(shared_variance(&apart).unwrap().0 < 0.1);
        assert_eq!(shared_variance(&[(1, 1); 50]), None);
    }

    #[test]
    fn chances_carry_their_binomial_error() {
        let chance = chance(93, 100);
        assert!((chance.error - libm::sqrt(0.93 * 0.07 / 100.0)).abs() < 1e-12);
    }
}
