//! The investors' side of a summary: how deep their money goes in, what nobody funds, and what comes back.

use crate::engine::run::figures::Figure;
use crate::model::Money;

use super::all_trials::AllTrials;
use super::sections::chance_of;
use super::sorting::sort_reals;
use super::statistics::{Sorted, chance, nearest_rank, range_of};
use super::{Capital, PaybackRange, RankedRate, RateOfReturn, Spread};

impl AllTrials<'_> {
    pub(super) fn capital(&mut self) -> Capital {
        let plan = &self.terms.ledger;
        let (least, most) = (plan.commitment_least, plan.commitment_most);
        let (drawn, distributed) = (self.figure(Figure::Drawn), self.figure(Figure::Distributed));
        let (need, loss) = (self.figure(Figure::PeakNeed), self.figure(Figure::Loss));
        let unfunded = self.figure(Figure::PeakUnfunded);
        let after_return = self.figure(Figure::UnfundedAfterReturn);
        let is_some = |amount: i64| amount > 0;
        Capital {
            commitment_least: Money::from_pence(least),
            commitment_most: Money::from_pence(most),
            keeps_planned_need: plan.keeps_planned_need,
            peak: self.spread(Figure::Peak),
            peak_month: self.months(self.figure(Figure::PeakMonth)),
            over_least: chance_of(&need, |need| need > least),
            over_most: chance_of(&need, |need| need > most),
            unfunded_chance: chance_of(&unfunded, is_some),
            unfunded_where_any: self.where_any(&unfunded),
            unfunded: self.cache.column(unfunded).spread(),
            unfunded_month: self.months(self.figure(Figure::FirstUnfunded)),
            unfunded_after_return: chance_of(&after_return, is_some),
            loss_chance: chance_of(&loss, is_some),
            loss_where_any: self.where_any(&loss),
            loss: self.cache.column(loss).spread(),
            below_preferred: chance_of(&self.figure(Figure::Owed), is_some),
            no_capital: chance_of(&drawn, |drawn| drawn == 0),
            payback: self.months(self.figure(Figure::Payback)),
            payback_of_all: self.payback_of_all(&drawn),
            irr: rate_of_return(&self.reals(Figure::Irr), &drawn, &distributed),
            multiple: range_of(self.reals(Figure::Multiple)),
            exposure_years: self.spread(Figure::ExposureYears),
            return_on_capital: range_of(self.reals(Figure::ReturnOnCapital)),
            drawn: self.cache.column(drawn).spread(),
            distributed: self.cache.column(distributed).spread(),
            costs: self.spread(Figure::Costs),
            fees: self.spread(Figure::Fees),
        }
    }

    /// Amounts over the futures in which there is any.
    fn where_any(&mut self, amounts: &[i64]) -> Option<Spread> {
        let amounts: Vec<i64> = amounts.iter().copied().filter(|amount| *amount > 0).collect();
        let is_any = !amounts.is_empty();
        let spread = self.cache.column(amounts).spread();
        is_any.then_some(spread)
    }

    /// When the last capital is back, with those futures last in which it never is.
    fn payback_of_all(&self, drawn: &[i64]) -> Option<PaybackRange> {
        let never = i64::try_from(self.layout.n_months).unwrap_or(i64::MAX);
        let months = self.figure(Figure::Payback).into_iter().zip(drawn);
        let months = months.filter(|(_, drawn)| **drawn > 0);
        let months: Vec<i64> =
            months.map(|(month, _)| if month < 0 { never } else { month }).collect();
        let never_back = chance_of(&months, |month| month == never);
        let sorted = Sorted::new(months);
        let at = |percent| {
            let month = Some(sorted.percentile(percent)).filter(|month| *month != never)?;
            Some(self.terms.contract.calendar(usize::try_from(month).ok()?))
        };
        let [p10, p50, p90] = [10, 50, 90].map(at);
        (!sorted.is_empty()).then_some(PaybackRange { p10, p50, p90, never: never_back })
    }
}

/// Rates of return over all futures that use capital; those without a rate stand where their total puts them.
fn rate_of_return(rates: &[f64], drawn: &[i64], distributed: &[i64]) -> Option<RateOfReturn> {
    let mut ranked: Vec<f64> = rates
        .iter()
        .zip(drawn.iter().zip(distributed))
        .filter(|(_, (drawn, _))| **drawn > 0)
        .map(|(rate, (drawn, distributed))| match rate.is_finite() {
            true => *rate,
            false if distributed < drawn => f64::NEG_INFINITY,
            false => f64::INFINITY,
        })
        .collect();
    if ranked.is_empty() {
        return None;
    }
    let n_without = ranked.iter().filter(|rate| rate.is_infinite()).count();
    let without = chance(n_without, ranked.len());
    if n_without == 0 {
        let range = range_of(ranked)?;
        let [p10, p50, p90] = [range.p10, range.p50, range.p90].map(RankedRate::Rate);
        return Some(RateOfReturn { p10, p50, p90, without, range: Some(range) });
    }
    sort_reals(&mut ranked);
    let [p10, p50, p90] =
        [10, 50, 90].map(|percent| match ranked[nearest_rank(ranked.len(), percent)] {
            f64::NEG_INFINITY => RankedRate::BelowEveryRate,
            f64::INFINITY => RankedRate::AboveEveryRate,
            rate => RankedRate::Rate(rate),
        });
    Some(RateOfReturn { p10, p50, p90, without, range: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn futures_without_a_rate_stand_where_their_total_puts_them() {
        // Ten futures: one uses no capital, three lose and have no rate, one gains and has none.
        let none = f64::NAN;
        let rates = [none, none, none, none, -0.5, 0.1, 0.2, 0.3, 0.4, none];
        let drawn = [0, 100, 100, 100, 100, 100, 100, 100, 100, 100];
        let distributed = [0, 90, 80, 99, 50, 110, 120, 130, 140, 101];
        let found = rate_of_return(&rates, &drawn, &distributed).unwrap();
        assert_eq!((found.without.futures, found.without.of), (4, 9));
        assert_eq!(found.p10, RankedRate::BelowEveryRate);
        assert_eq!(found.p50, RankedRate::Rate(0.1));
        assert_eq!(found.p90, RankedRate::AboveEveryRate);
        assert_eq!(found.range, None, "no mean of the survivors alone");
        let found = rate_of_return(&[0.1, none, 0.3], &[1, 0, 1], &[2, 0, 2]).unwrap();
        assert_eq!((found.without.futures, found.p90), (0, RankedRate::Rate(0.3)));
        assert!(found.range.is_some_and(|range| (range.mean - 0.2).abs() < 1e-12));
        assert_eq!(rate_of_return(&[none], &[0], &[0]), None);
    }
}
