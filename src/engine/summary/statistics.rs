//! Statistics of trials: slices in, numbers out.

use crate::model::Money;

use super::dealt::{Dealt, PerReplicate};
use super::simulation_error::{ERRORS_IN_80, is_told_of, of_mean};
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

    fn money(&self, percent: usize) -> Money {
        Money::from_pence(self.percentile(percent))
    }

    /// Whether another value than the one at a percentile's rank stands beside it, or none.
    fn is_alone(&self, percent: usize) -> bool {
        let rank = nearest_rank(self.0.len(), percent);
        let is_other = |rank: Option<usize>| {
            rank.and_then(|rank| self.0.get(rank))
                != self.0.get(nearest_rank(self.0.len(), percent))
        };
        is_other(rank.checked_sub(1)) && is_other(rank.checked_add(1))
    }

    /// Whether there are different values.
    fn varies(&self) -> bool {
        self.0.first() != self.0.last()
    }

    /// Whether the sum of all values fits into 64 bits whatever their order.
    fn sums_fit(&self) -> bool {
        let size = |value: Option<&i64>| value.map_or(0, |value| value.unsigned_abs());
        let most = size(self.0.first()).max(size(self.0.last()));
        most.checked_mul(self.0.len() as u64).is_some_and(|sum| i64::try_from(sum).is_ok())
    }
}

/// The values of one column over all trials, in the order of trials and sorted.
pub(in crate::engine) struct Distribution<'v> {
    values: &'v [i64],
    sorted: Sorted,
    dealt: &'v Dealt,
}

/// The percentiles that carry a simulation error.
const PERCENTS: [usize; 3] = [10, 50, 90];

impl<'v> Distribution<'v> {
    pub(in crate::engine) fn new(values: &'v [i64], dealt: &'v Dealt) -> Distribution<'v> {
        Distribution { values, sorted: Sorted::new(values.to_vec()), dealt }
    }

    /// What is said of amounts of money, which are pence.
    pub(in crate::engine) fn spread(&self) -> Spread {
        let (mean, mean_error) = self.mean();
        let [p10, p50, p90] = PERCENTS.map(|percent| self.sorted.money(percent));
        let [p10_interval, p50_interval, p90_interval] = self.intervals();
        Spread {
            mean: mean / 100.0,
            mean_error: mean_error.map(|error| error / 100.0),
            p10,
            p50,
            p90,
            p10_interval,
            p50_interval,
            p90_interval,
        }
    }

    /// The amounts at every percent of the trials, from the least at 0 to the most at 100.
    pub(in crate::engine) fn percentiles(&self) -> Vec<Money> {
        (0..=100).map(|percent| self.sorted.money(percent)).collect()
    }

    pub(in crate::engine) fn range(&self) -> Range {
        let (mean, mean_error) = self.mean();
        let [p10, p50, p90] = PERCENTS.map(|percent| self.sorted.percentile(percent) as f64);
        Range { mean, mean_error, p10, p50, p90 }
    }

    /// What a fan chart needs of amounts of money, which are pence.
    pub(in crate::engine) fn fan(&self) -> Fan {
        let [p10, p25, p50, p75, p90] =
            [10, 25, 50, 75, 90].map(|percent| self.sorted.money(percent));
        Fan { mean: self.mean().0 / 100.0, p10, p25, p50, p75, p90 }
    }

    /// Mean and its standard error. Sums are whole numbers, so they do not depend on how trials were split.
    fn mean(&self) -> (f64, Option<f64>) {
        if self.values.is_empty() {
            return (0.0, None);
        }
        let n = self.values.len();
        if !self.sorted.varies() {
            return (self.values[0] as f64, is_told_of(n).then_some(0.0));
        }
        let sums: PerReplicate<i128> = if self.sorted.sums_fit() {
            self.dealt.sums(self.values, |value| value).map(i128::from)
        } else {
            self.dealt.sums(self.values, i128::from)
        };
        let mean = sums.iter().sum::<i128>() as f64 / n as f64;
        let counts = self.dealt.sums(self.values, |_| 1_u32);
        (mean, of_mean(&counts, &sums.map(|sum| sum as f64)))
    }

    /// For each percentile two values that came up and hold that of a very long run in 80 of 100 cases: those at the
    /// ranks n (p -+ t se), where se is the standard error of the share of values up to the percentile (Woodruff, 1952).
    fn intervals(&self) -> [Option<Interval>; 3] {
        let n = self.values.len();
        if !is_told_of(n) {
            return [None; 3];
        }
        if !self.sorted.varies() {
            return PERCENTS.map(|percent| {
                let value = self.sorted.money(percent);
                Some(Interval { low: value, high: value })
            });
        }
        let cuts = PERCENTS.map(|percent| self.sorted.percentile(percent));
        let up_to = self.errors_of_shares(cuts);
        // Many futures may have the percentile's very value, such as a cap: how sure it is that the percentile does not
        // lie below is told by those that do.
        let below = if PERCENTS.into_iter().all(|percent| self.sorted.is_alone(percent)) {
            up_to
        } else {
            self.errors_of_shares(cuts.map(|cut| cut.saturating_sub(1)))
        };
        [0, 1, 2].map(|place| {
            let p = PERCENTS[place] as f64 / 100.0;
            let at = |rank: f64| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "clamped to the ranks there are"
                )]
                let rank = rank.clamp(1.0, n as f64) as usize - 1;
                Money::from_pence(self.sorted.0[rank])
            };
            // The nearest ranks, which lie around that of the percentile itself.
            let own = nearest_rank(n, PERCENTS[place]) as f64 + 1.0;
            let n = n as f64;
            let low = libm::round(n * (p - ERRORS_IN_80 * below[place]?) + 0.5);
            let high = libm::round(n * (p + ERRORS_IN_80 * up_to[place]?) + 0.5);
            Some(Interval { low: at(low.min(own)), high: at(high.max(own)) })
        })
    }

    /// Standard errors of the shares of values up to each of three.
    fn errors_of_shares(&self, [one, two, three]: [i64; 3]) -> [Option<f64>; 3] {
        // Three counts in one number: no replicate has a million futures.
        const BITS: u32 = 20;
        let packed = self.dealt.sums(self.values, |value| {
            u64::from(value <= one)
                + (u64::from(value <= two) << BITS)
                + (u64::from(value <= three) << (2 * BITS))
        });
        let counts = self.dealt.sums(self.values, |_| 1_u32);
        [0, BITS, 2 * BITS].map(|shift| {
            let shares = packed.map(|sums| (sums >> shift & ((1 << BITS) - 1)) as f64);
            of_mean(&counts, &shares)
        })
    }
}

/// Statistics of numbers that are not whole; values that are not numbers are left out.
pub(in crate::engine) fn range_of(values: &[f64], dealt: &Dealt) -> Option<Range> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    if sorted.is_empty() {
        return None;
    }
    sort_reals(&mut sorted);
    // Sorted values are added, and sums by replicate go by trial, so that neither depends on how trials were split.
    let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
    let counts = dealt.sums(values, |value| u32::from(value.is_finite()));
    let sums = dealt.sums(values, |value| if value.is_finite() { value - mean } else { 0.0 });
    let at = |percent| sorted[nearest_rank(sorted.len(), percent)];
    Some(Range { mean, mean_error: of_mean(&counts, &sums), p10: at(10), p50: at(50), p90: at(90) })
}

/// In how many values something holds.
pub(in crate::engine) fn chance_of<V: Copy>(
    values: &[V],
    dealt: &Dealt,
    is_so: impl Fn(V) -> bool,
) -> Chance {
    let counts = dealt.sums(values, |_| 1_u32);
    let futures = dealt.sums(values, |value| u32::from(is_so(value)));
    let (n_futures, of) = (futures.iter().sum(), counts.iter().sum());
    Chance {
        futures: n_futures,
        of,
        probability: f64::from(n_futures) / f64::from(of.max(1)),
        error: of_mean(&counts, &futures.map(f64::from)),
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

    fn dealt(n: u32) -> Dealt {
        Dealt::new(std::iter::once(0..n))
    }

    #[test]
    fn means_and_errors() {
        // Replicate r of 16 holds r twice: means from 0 to 15, whose variance is 22.667.
        let values: Vec<i64> = (0..32).map(|trial| trial % 16).collect();
        let dealt = dealt(32);
        let range = Distribution::new(&values, &dealt).range();
        assert!((range.mean - 7.5).abs() < 1e-12);
        let expected = libm::sqrt((22.0 + 2.0 / 3.0) / 16.0);
        assert!((range.mean_error.unwrap() - expected).abs() < 1e-12);
        let reals: Vec<f64> = values.iter().map(|value| *value as f64).collect();
        assert!((range_of(&reals, &dealt).unwrap().p90 - range.p90).abs() < 1e-12);
        assert!((range_of(&reals, &dealt).unwrap().mean_error.unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn the_median_lies_in_its_interval() {
        // Each replicate has futures at or below the median in half of its values, but for one that has all of them and
        // one that has none: shares 1, 0 and fourteen of a half, whose standard error is sqrt(0.5 / 15 / 16).
        let n = 1_600_u32;
        let values: Vec<i64> = (0..n)
            .map(|trial| {
                let low = match trial % 16 {
                    0 => true,
                    1 => false,
                    _ => trial / 16 % 2 == 0,
                };
                i64::from(trial) + if low { 0 } else { 10_000 }
            })
            .collect();
        let dealt = dealt(n);
        let spread = Distribution::new(&values, &dealt).spread();
        let mut sorted = values.clone();
        sorted.sort_unstable();
        assert_eq!(spread.p50.pence(), sorted[799]);
        // Ranks 702.6 and 898.4, a half being added as for any step of whole numbers.
        let interval = spread.p50_interval.unwrap();
        assert_eq!((interval.low.pence(), interval.high.pence()), (sorted[702], sorted[897]));
    }

    #[test]
    fn a_percentile_at_a_cap_may_lie_below_it() {
        // 45% of futures lie below the cap, but as few as 25% and as many as 65% in a replicate.
        let n = 1_600_u32;
        let values: Vec<i64> = (0..n)
            .map(|trial| {
                let share = if trial % 2 == 0 { 25 } else { 65 };
                if trial / 16 < share { i64::from(trial) } else { 5_000 }
            })
            .collect();
        let dealt = dealt(n);
        let interval = Distribution::new(&values, &dealt).spread().p50_interval.unwrap();
        assert!(interval.low.pence() < 5_000);
        assert_eq!(interval.high.pence(), 5_000);
    }

    #[test]
    fn of_few_futures_nothing_is_claimed() {
        for (n, is_told) in [(0, false), (1, false), (31, false), (32, true)] {
            let values: Vec<i64> = (0..i64::from(n)).collect();
            let dealt = dealt(n);
            let spread = Distribution::new(&values, &dealt).spread();
            assert_eq!(spread.mean_error.is_some(), is_told, "{n}");
            assert_eq!(spread.p50_interval.is_some(), is_told, "{n}");
            assert_eq!(chance_of(&values, &dealt, |value| value > 5).error.is_some(), is_told);
        }
    }
}
