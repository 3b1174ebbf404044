//! How the figures of two plans differ, future by future on the same dice.
//!
//! The difference of two figures is far surer than either of them: what both futures share, luck and unknowns alike,
//! falls out of it. The median of differences is not the difference of medians; this tells the former.

use serde::{Deserialize, Serialize};

use super::all_trials::ColumnSlice;
use super::dealt::Dealt;
use super::simulation_error::of_mean;
use super::statistics::{Distribution, chance_of, range_of};
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
    pub error: Option<f64>,
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
    let dealt = Dealt::new(slices.iter().map(|slice| slice.trials.clone()));
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
        Happening::ALL.map(|happening| chance_change(&happenings, &dealt, happening));
    let difference = |column: Vec<i64>| difference(&column, &dealt);
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
        irr: if is_missing { None } else { range_of(&irr, &dealt) },
        return_on_capital: range_of(&return_on_capital, &dealt),
        cap_reached,
        over_least,
        over_most,
        loss_chance,
        unfunded_chance,
        unfunded_after_return,
    })
}

fn difference(column: &[i64], dealt: &Dealt) -> Difference {
    Difference {
        amount: Distribution::new(column, dealt).spread(),
        less: chance_of(column, dealt, |value| value < 0),
        more: chance_of(column, dealt, |value| value > 0),
    }
}

fn chance_change(happenings: &[i64], dealt: &Dealt, happening: Happening) -> ChanceChange {
    let count = |is_so: fn(bool, bool) -> bool| {
        chance_of(happenings, dealt, |bits| {
            let (before, after) = happening.in_both(bits);
            is_so(before, after)
        })
    };
    let counts = dealt.sums(happenings, |_| 1_u32);
    let more = dealt.sums(happenings, |bits| {
        let (before, after) = happening.in_both(bits);
        f64::from(i8::from(after) - i8::from(before))
    });
    ChanceChange {
        before: count(|before, _| before),
        after: count(|_, after| after),
        gained: count(|before, after| !before && after),
        lost: count(|before, after| before && !after),
        error: of_mean(&counts, &more),
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
        assert_eq!(error, None, "four futures are too few to say");
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

    #[test]
    fn a_change_of_a_chance_has_the_error_of_its_own_differences() {
        // 64 futures, four in each replicate. The cap is reached after and not before in all four of replicate 0, and
        // before and not after in all four of replicate 1.
        let happenings: Vec<i64> = (0..64)
            .map(|trial| match trial % 16 {
                0 => 1,
                1 => 1 << Happening::ALL.len(),
                _ => 0,
            })
            .collect();
        let columns = columns(&[0; 64], &[f64::NAN; 64], &happenings);
        let slice = ColumnSlice { trials: 0..64, columns: &columns };
        let change = summarise_change(vec![slice], true).unwrap().cap_reached;
        assert_eq!((change.gained.futures, change.lost.futures), (4, 4));
        // Replicate means are 1, -1 and fourteen of 0: a variance of 2/15, and that of their mean a sixteenth.
        assert!((change.error.unwrap() - libm::sqrt(2.0 / 15.0 / 16.0)).abs() < 1e-12);
    }
}
