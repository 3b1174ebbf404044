//! Prices by month: the card and the contract's amendments, indexation and grants, read along one time line.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::{Amendment, Contract, Outcome};

use super::pence::to_pence;

/// Neighbouring months in which a line can be claimed at one price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct PricedSpan {
    pub(in crate::engine) months: Range<usize>,
    /// Pence for one claim, before bands.
    pub(in crate::engine) price: i64,
}

/// A later price of a line by cumulative claims, by class and month like the line's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct BandPlan {
    pub(in crate::engine) from_claim: u32,
    pub(super) prices: Vec<i64>,
}

/// The card and the contract read as a time line.
pub(super) struct TimeLine<'s> {
    pub(super) contract: &'s Contract,
    pub(super) class_factors: Vec<f64>,
    pub(super) claim_months: usize,
}

impl TimeLine<'_> {
    /// Prices by class and month: base price, times the class's factor, times indexation, to the penny.
    pub(super) fn prices(&self, base: impl Fn(usize) -> i64) -> Vec<i64> {
        let mut prices = Vec::new();
        for factor in &self.class_factors {
            prices.extend(
                (0..self.claim_months)
                    .map(|month| to_pence(base(month) as f64 * factor * self.index(month))),
            );
        }
        prices
    }

    /// The price list's pence in a month, before factors: the latest change, amendments winning ties.
    pub(super) fn price_in(&self, outcome: &Outcome, month: usize) -> i64 {
        let own = outcome
            .price_changes
            .iter()
            .map(|change| (change.from_month, 0, change.price))
            .filter(|(from, ..)| usize::from(*from) <= month);
        let amended = self.amendments_until(month).flat_map(|amendment| {
            let mine = amendment.prices.iter().filter(|price| price.outcome == outcome.id);
            mine.map(|price| (amendment.from_month, 1, price.price))
        });
        let latest = own.chain(amended).max_by_key(|(from, rank, _)| (*from, *rank));
        latest.map_or(outcome.price, |(.., price)| price).pence()
    }

    fn amendments_until(&self, month: usize) -> impl Iterator<Item = &Amendment> {
        self.contract
            .amendments
            .iter()
            .filter(move |amendment| usize::from(amendment.from_month) <= month)
    }

    pub(super) fn is_claimable(&self, outcome: &Outcome, month: usize) -> bool {
        let in_window = outcome.window.is_none_or(|window| {
            (usize::from(window.from_month)..=usize::from(window.to_month)).contains(&month)
        });
        // A grant is paid instead of outcomes.
        let granted = self.contract.grants.iter().any(|grant| {
            (usize::from(grant.from_month)..=usize::from(grant.to_month)).contains(&month)
        });
        // A line that some amendment adds begins dropped.
        let added_later = self
            .contract
            .amendments
            .iter()
            .find(|amendment| {
                amendment.added.contains(&outcome.id) || amendment.dropped.contains(&outcome.id)
            })
            .is_some_and(|first| first.added.contains(&outcome.id));
        let on_card = self.amendments_until(month).fold(!added_later, |on_card, amendment| {
            (on_card || amendment.added.contains(&outcome.id))
                && !amendment.dropped.contains(&outcome.id)
        });
        // A step on the way is on no card.
        in_window && on_card && !granted && !outcome.is_step
    }

    /// The factor of indexation in a month.
    fn index(&self, month: usize) -> f64 {
        let Some(indexation) = self.contract.indexation else { return 1.0 };
        let first = usize::from(indexation.first_month);
        let rises = if month < first { 0 } else { (month - first) / 12 + 1 };
        libm::pow(1.0 + indexation.annual.get(), rises as f64)
    }
}

/// Claimable months in spans of one price.
pub(super) fn priced_spans(prices: &[i64], claimable: &[bool]) -> Vec<PricedSpan> {
    let mut spans: Vec<PricedSpan> = Vec::new();
    for (month, (&price, _)) in
        prices.iter().zip(claimable).enumerate().filter(|(_, (_, claimable))| **claimable)
    {
        match spans.last_mut() {
            Some(span) if span.months.end == month && span.price == price => span.months.end += 1,
            _ => spans.push(PricedSpan { months: month..month + 1, price }),
        }
    }
    spans
}
