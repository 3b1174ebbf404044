//! How the figures of two plans differ, future by future on the same dice.
//!
//! The difference of two figures is far surer than either of them: what both futures share, luck and unknowns alike,
//! falls out of it. The median of differences is not the difference of medians; this tells the former.

use serde::{Deserialize, Serialize};

use super::all_trials::ColumnSlice;
use super::statistics::{Sorted, chance, range_of};
use super::{Chance, Range, Spread};
use crate::engine::run::figures::Figure;
use crate::engine::run::paired::{
    AMOUNTS, FIRST_RATE, HAPPENINGS, Happening, N_DIFFERENCES, RATES,
};

/// How the figures of one plan differ from those of another, over the futures that both have: after less before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Futures that were compared.
    pub trials: u32,
    /// Whether each future has the very same people and achievements under both, so that only money differs. False where
    /// who comes or what they achieve differs, and where delivery stops at the cap: then people may depend on money.
    pub has_same_people: bool,
    pub earned: Difference,
    pub paid: Difference,
    pub unpaid: Difference,
    /// Earned in or after the period in which the contract cap is reached, and not paid.
    pub unpaid_after: Difference,
    /// Highest exposure.
    pub peak: Difference,
    pub drawn: Difference,
    pub distributed: Difference,
    pub loss: Difference,
    /// Highest unfunded need.
    pub unfunded: Difference,
    pub costs: Difference,
    /// What the fund takes.
    pub fees: Difference,
    /// Annual rate of return, over the futures that use capital under both; absent where one of them has no rate.
    pub irr: Option<Range>,
    /// Profit divided by pound-years of exposure, over the futures that use capital under both.
    pub return_on_capital: Option<Range>,
    pub cap_reached: ChanceChange,
    pub over_least: ChanceChange,
    pub over_most: ChanceChange,
    pub loss_chance: ChanceChange,
    pub unfunded_chance: ChanceChange,
    pub unfunded_after_return: ChanceChange,
}

/// What an amount is more after than before, over all futures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    pub amount: Spread,
    /// Futures in which it is less, and more.
    pub less: Chance,
    pub more: Chance,
}

/// How often something happens before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChanceChange {
    pub before: Chance,
    pub after: Chance,
    /// Futures in which it happens after and not before, and the reverse.
    pub gained: Chance,
    pub lost: Chance,
    /// Standard error of the difference of both probabilities, from the same futures.
    pub error: f64,
}

impl ChanceChange {
    /// The probability after, less that before.
    pub fn difference(&self) -> f64 {
        self.after.probability - self.before.probability
    }
}

/// Summarises differences over slices that do not overlap, in any order. `None` where a slice has another size than its
/// trials ask for.
pub fn summarise_change(mut slices: Vec<ColumnSlice<'_>>, has_same_people: bool) -> Option<Change> {
    let fits = |slice: &ColumnSlice<'_>| slice.columns.len() == N_DIFFERENCES * slice.trials.len();
    if !slices.iter().all(fits) {
        return None;
    }
    slices.sort_by_key(|slice| slice.trials.start);
    let column = |column: usize| -> Vec<i64> {
        let parts = slices.iter().flat_map(|ColumnSlice { trials, columns }| {
            &columns[column * trials.len()..(column + 1) * trials.len()]
        });
        parts.copied().collect()
    };
    let amount = |figure: Figure| {
        AMOUNTS.iter().position(|amount| *amount == figure).map(column).unwrap_or_default()
    };
    let (earned, paid) = (amount(Figure::Earned), amount(Figure::Paid));
    let unpaid = earned.iter().zip(&paid).map(|(earned, paid)| earned - paid).collect();
    let happenings = column(HAPPENINGS);
    // In the order of the rates.
    let [irr, return_on_capital]: [Vec<f64>; RATES.len()] = std::array::from_fn(|rate| {
        let bits = column(FIRST_RATE + rate).into_iter();
        bits.map(|bits| f64::from_bits(bits.cast_unsigned())).collect()
    });
    // A future that uses capital under both and has no rate under one would be left out of the mean.
    let is_missing = irr
        .iter()
        .zip(&return_on_capital)
        .any(|(irr, on_capital)| !irr.is_finite() && on_capital.is_finite());
    let [cap_reached, over_least, over_most, loss_chance, unfunded_chance, unfunded_after_return] =
        Happening::ALL.map(|happening| chance_change(&happenings, happening));
    Some(Change {
        trials: u32::try_from(happenings.len()).unwrap_or(u32::MAX),
        has_same_people,
        earned: difference(earned),
        paid: difference(paid),
        unpaid: difference(unpaid),
        unpaid_after: difference(amount(Figure::UnpaidAfter)),
        peak: difference(amount(Figure::Peak)),
        drawn: difference(amount(Figure::Drawn)),
        distributed: difference(amount(Figure::Distributed)),
        loss: difference(amount(Figure::Loss)),
        unfunded: difference(amount(Figure::PeakUnfunded)),
        costs: difference(amount(Figure::Costs)),
        fees: difference(amount(Figure::Fees)),
        irr: if is_missing { None } else { range_of(irr) },
        return_on_capital: range_of(return_on_capital),
        cap_reached,
        over_least,
        over_most,
        loss_chance,
        unfunded_chance,
        unfunded_after_return,
    })
}

fn difference(column: Vec<i64>) -> Difference {
    let count = |is_so: fn(i64) -> bool| {
        chance(column.iter().filter(|value| is_so(**value)).count(), column.len())
    };
    let (less, more) = (count(|value| value < 0), count(|value| value > 0));
    Difference { amount: Sorted::new(column).spread(), less, more }
}

fn chance_change(happenings: &[i64], happening: Happening) -> ChanceChange {
    let n_futures = happenings.len();
    let count = |is_so: fn(bool, bool) -> bool| {
        let both = happenings.iter().map(|bits| happening.in_both(*bits));
        chance(both.filter(|(before, after)| is_so(*before, *after)).count(), n_futures)
    };
    let (gained, lost) =
        (count(|before, after| !before && after), count(|before, after| before && !after));
    // The difference of one future is 1, 0 or -1.
    let mean = gained.probability - lost.probability;
    let variance = gained.probability + lost.probability - mean * mean;
    ChanceChange {
        before: count(|before, _| before),
        after: count(|_, after| after),
        gained,
        lost,
        error: libm::sqrt(variance.max(0.0) / n_futures.max(1) as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns of so many futures: differences of payments in pence, of rates, what happens, and the rest nothing. Where
    /// a rate is no number, no capital is used.
    fn columns(paid: &[i64], rates: &[f64], happenings: &[i64]) -> Vec<i64> {
        let n_trials = paid.len();
        let mut columns = vec![0; N_DIFFERENCES * n_trials];
        let paid_at = AMOUNTS.iter().position(|amount| *amount == Figure::Paid).unwrap();
        columns[paid_at * n_trials..][..n_trials].copy_from_slice(paid);
        let rates: Vec<i64> = rates.iter().map(|rate| rate.to_bits().cast_signed()).collect();
        for rate in FIRST_RATE..HAPPENINGS {
            columns[rate * n_trials..][..n_trials].copy_from_slice(&rates);
        }
        columns[HAPPENINGS * n_trials..][..n_trials].copy_from_slice(happenings);
        columns
    }

    #[test]
    fn figures_of_known_differences() {
        // The cap is reached before only, after only, in both, in neither.
        let first = columns(&[-300, 0], &[0.02, f64::NAN], &[1 << 6, 1]);
        let second = columns(&[500, 1_000], &[-0.01, f64::NAN], &[1 << 6 | 1, 0]);
        let slices = || {
            let slice = |trials, columns| ColumnSlice { trials, columns };
            vec![slice(2..4, &second[..]), slice(0..2, &first[..])]
        };
        let change = summarise_change(slices(), true).unwrap();
        assert_eq!((change.trials, change.has_same_people), (4, true));
        assert_eq!((change.paid.amount.mean, change.unpaid.amount.mean), (3.0, -3.0));
        assert_eq!((change.paid.less.futures, change.paid.more.futures), (1, 2));
        let ChanceChange { before, after, gained, lost, error } = change.cap_reached;
        assert_eq!([before, after, gained, lost].map(|chance| chance.futures), [2, 2, 1, 1]);
        // One each of -1 and 1 in four: a variance of a half.
        assert!((error - f64::sqrt(0.5 / 4.0)).abs() < 1e-12, "{error}");
        assert_eq!(change.over_least.after.futures, 0);
        let irr = change.irr.unwrap();
        assert!((irr.mean - 0.005).abs() < 1e-12, "over those that have one in both");
        let all = columns(&[1], &[f64::NAN], &[0]);
        let slice = ColumnSlice { trials: 0..1, columns: &all };
        assert_eq!(summarise_change(vec![slice], false).unwrap().irr, None);
        // Capital is used under both, and under one of them its flows have no rate.
        let mut all = columns(&[1, 1], &[f64::NAN, 0.2], &[0, 0]);
        all[(FIRST_RATE + 1) * 2] = 0.1_f64.to_bits().cast_signed();
        let slice = ColumnSlice { trials: 0..2, columns: &all };
        let change = summarise_change(vec![slice], false).unwrap();
        assert_eq!(change.irr, None, "no mean of the survivors alone");
        assert!(change.return_on_capital.is_some_and(|range| (range.mean - 0.15).abs() < 1e-12));
        let all = columns(&[1], &[f64::NAN], &[0]);
        let short = ColumnSlice { trials: 0..2, columns: &all };
        assert_eq!(summarise_change(vec![short], false), None);
    }
}
