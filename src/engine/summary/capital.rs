//! The investors' side of a summary: how deep their money goes in, what nobody funds, and what comes back.

use crate::engine::run::figures::Figure;
use crate::model::Money;

use super::all_trials::AllTrials;
use super::dealt::Dealt;
use super::sorting::sort_reals;
use super::statistics::{Distribution, Sorted, chance_of, nearest_rank, range_of};
use super::{Capital, LossByWork, PaybackRange, RankedRate, RateOfReturn, Spread};

impl AllTrials<'_> {
    pub(super) fn capital(&mut self) -> Capital {
        let plan = &self.terms.ledger;
        let (least, most) = (plan.commitment_least, plan.commitment_most);
        let (drawn, distributed) = (self.figure(Figure::Drawn), self.figure(Figure::Distributed));
        let (need, loss) = (self.figure(Figure::PeakNeed), self.figure(Figure::Loss));
        let unfunded = self.figure(Figure::PeakUnfunded);
        let after_return = self.figure(Figure::UnfundedAfterReturn);
        let is_some = |amount: i64| amount > 0;
        let chance_of =
            |values: &[i64], is_so: &dyn Fn(i64) -> bool| chance_of(values, self.dealt(), is_so);
        let over_least = chance_of(&need, &|need| need > least);
        let over_most = chance_of(&need, &|need| need > most);
        let at_end = self.figure(Figure::UnfundedAtEnd);
        let [
            unfunded_chance,
            unfunded_after_return,
            unfunded_at_end_chance,
            loss_chance,
            below_preferred,
        ] = [&unfunded, &after_return, &at_end, &loss, &self.figure(Figure::Owed)]
            .map(|amounts| chance_of(amounts, &is_some));
        let reached = self.figure(Figure::CapReached);
        let lost_at_cap: Vec<i64> =
            loss.iter().zip(&reached).map(|(loss, at)| if *at < 0 { 0 } else { *loss }).collect();
        let loss_by_work_past_cap = self.loss_by_work(&reached, &loss);
        let loss_at_cap = chance_of(&lost_at_cap, &is_some);
        let no_capital = chance_of(&drawn, &|drawn| drawn == 0);
        Capital {
            commitment_least: Money::from_pence(least),
            commitment_most: Money::from_pence(most),
            keeps_planned_need: plan.keeps_planned_need,
            peak: self.spread(Figure::Peak),
            peak_month: self.months(self.figure(Figure::PeakMonth)),
            over_least,
            over_most,
            unfunded_chance,
            unfunded_where_any: self.where_any(&unfunded),
            unfunded: self.cache.column(unfunded).spread(),
            unfunded_at_end_chance,
            unfunded_at_end_where_any: self.where_any(&at_end),
            unfunded_at_end: self.cache.column(at_end).spread(),
            to_others: self.spread(Figure::ToOthers),
            unfunded_month: self.months(self.figure(Figure::FirstUnfunded)),
            unfunded_after_return,
            loss_chance,
            loss_at_cap,
            loss_by_work_past_cap,
            loss_where_any: self.where_any(&loss),
            loss: self.cache.column(loss).spread(),
            below_preferred,
            no_capital,
            payback: self.months(self.figure(Figure::Payback)),
            payback_of_all: self.payback_of_all(&drawn),
            irr: self.rate_of_return(&drawn, &distributed),
            multiple: range_of(&self.reals(Figure::Multiple), self.dealt()),
            exposure_years: self.spread(Figure::ExposureYears),
            return_on_capital: range_of(&self.reals(Figure::ReturnOnCapital), self.dealt()),
            drawn: self.cache.column(drawn).spread(),
            distributed: self.cache.column(distributed).spread(),
            costs: self.spread(Figure::Costs),
            fees: self.spread(Figure::Fees),
        }
    }

    /// How often those futures lose that reach the cap, in halves by what is earned after it and not paid.
    fn loss_by_work(&self, reached: &[i64], loss: &[i64]) -> Option<LossByWork> {
        let unpaid = self.figure(Figure::UnpaidAfter);
        let mut at_cap: Vec<usize> =
            (0..reached.len()).filter(|future| reached[*future] >= 0).collect();
        at_cap.sort_by_key(|future| (unpaid[*future], *future));
        let (less, more) = at_cap.split_at(at_cap.len() / 2);
        let numbers: Vec<u32> = self.numbers().collect();
        let of = |half: &[usize]| {
            let lost: Vec<i64> = half.iter().map(|future| loss[*future]).collect();
            let dealt =
                Dealt::new(half.iter().map(|future| numbers[*future]..numbers[*future] + 1));
            chance_of(&lost, &dealt, |loss| loss > 0)
        };
        (!less.is_empty()).then(|| LossByWork { less: of(less), more: of(more) })
    }

    /// Amounts over the futures in which there is any.
    fn where_any(&self, amounts: &[i64]) -> Option<Spread> {
        let (dealt, some) = self.among(amounts, |_, amount| amount > 0);
        (!some.is_empty()).then(|| Distribution::new(&some, &dealt).spread())
    }

    /// The values of some trials, and how these are dealt to replicates.
    fn among<V: Copy>(&self, values: &[V], takes: impl Fn(usize, V) -> bool) -> (Dealt, Vec<V>) {
        let of_trials = self.numbers().zip(values).enumerate();
        let taken: Vec<(u32, V)> = of_trials
            .filter(|(index, (_, value))| takes(*index, **value))
            .map(|(_, (trial, value))| (trial, *value))
            .collect();
        let dealt = Dealt::new(taken.iter().map(|(trial, _)| *trial..*trial + 1));
        (dealt, taken.into_iter().map(|(_, value)| value).collect())
    }

    fn rate_of_return(&self, drawn: &[i64], distributed: &[i64]) -> Option<RateOfReturn> {
        let rates = ranked_rates(&self.reals(Figure::Irr), drawn, distributed);
        let (dealt, rates) = self.among(&rates, |index, _| drawn[index] > 0);
        rate_of_return(&rates, &dealt)
    }

    /// When the last capital is back, with those futures last in which it never is.
    fn payback_of_all(&self, drawn: &[i64]) -> Option<PaybackRange> {
        let never = i64::try_from(self.layout.n_months).unwrap_or(i64::MAX);
        let last = |month: i64| if month < 0 { never } else { month };
        let months: Vec<i64> = self.figure(Figure::Payback).into_iter().map(last).collect();
        let (dealt, months) = self.among(&months, |index, _| drawn[index] > 0);
        let never_back = chance_of(&months, &dealt, |month| month == never);
        let sorted = Sorted::new(months);
        let at = |percent| {
            let month = Some(sorted.percentile(percent)).filter(|month| *month != never)?;
            Some(self.terms.contract.calendar(usize::try_from(month).ok()?))
        };
        let [p10, p50, p90] = [10, 50, 90].map(at);
        (!sorted.is_empty()).then_some(PaybackRange { p10, p50, p90, never: never_back })
    }
}

/// Rates of return by trial, in their order: those that have none stand where their total puts them.
fn ranked_rates(rates: &[f64], drawn: &[i64], distributed: &[i64]) -> Vec<f64> {
    let totals = drawn.iter().zip(distributed);
    let ranked =
        rates.iter().zip(totals).map(|(rate, (drawn, distributed))| match rate.is_finite() {
            true => *rate,
            false if distributed < drawn => f64::NEG_INFINITY,
            false => f64::INFINITY,
        });
    ranked.collect()
}

/// Ranked rates over all futures that use capital.
fn rate_of_return(rates: &[f64], dealt: &Dealt) -> Option<RateOfReturn> {
    if rates.is_empty() {
        return None;
    }
    let without = chance_of(rates, dealt, f64::is_infinite);
    if without.futures == 0 {
        let range = range_of(rates, dealt)?;
        let [p10, p50, p90] = [range.p10, range.p50, range.p90].map(RankedRate::Rate);
        return Some(RateOfReturn { p10, p50, p90, without, range: Some(range) });
    }
    let mut sorted = rates.to_vec();
    sort_reals(&mut sorted);
    let [p10, p50, p90] =
        [10, 50, 90].map(|percent| match sorted[nearest_rank(sorted.len(), percent)] {
            f64::NEG_INFINITY => RankedRate::BelowEveryRate,
            f64::INFINITY => RankedRate::AboveEveryRate,
            rate => RankedRate::Rate(rate),
        });
    Some(RateOfReturn { p10, p50, p90, without, range: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rates: &[f64], drawn: &[i64], distributed: &[i64]) -> Option<RateOfReturn> {
        let ranked = ranked_rates(rates, drawn, distributed).into_iter().zip(drawn);
        let of_users: Vec<f64> =
            ranked.filter(|(_, drawn)| **drawn > 0).map(|(rate, _)| rate).collect();
        let n = u32::try_from(of_users.len()).unwrap();
        rate_of_return(&of_users, &Dealt::new(std::iter::once(0..n)))
    }

    #[test]
    fn futures_without_a_rate_stand_where_their_total_puts_them() {
        // Ten futures: one uses no capital, three lose and have no rate, one gains and has none.
        let none = f64::NAN;
        let rates = [none, none, none, none, -0.5, 0.1, 0.2, 0.3, 0.4, none];
        let drawn = [0, 100, 100, 100, 100, 100, 100, 100, 100, 100];
        let distributed = [0, 90, 80, 99, 50, 110, 120, 130, 140, 101];
        let found = told(&rates, &drawn, &distributed).unwrap();
        assert_eq!((found.without.futures, found.without.of), (4, 9));
        assert_eq!(found.p10, RankedRate::BelowEveryRate);
        assert_eq!(found.p50, RankedRate::Rate(0.1));
        assert_eq!(found.p90, RankedRate::AboveEveryRate);
        assert_eq!(found.range, None, "no mean of the survivors alone");
        let found = told(&[0.1, none, 0.3], &[1, 0, 1], &[2, 0, 2]).unwrap();
        assert_eq!((found.without.futures, found.p90), (0, RankedRate::Rate(0.3)));
        assert!(found.range.is_some_and(|range| (range.mean - 0.2).abs() < 1e-12));
        assert_eq!(told(&[none], &[0], &[0]), None);
    }
}
