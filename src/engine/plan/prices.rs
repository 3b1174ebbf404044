//! Prices by month: the card and the contract's amendments, indexation and grants, read along one time line.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::{Amendment, Contract, Money, Outcome};

use super::classes::PriceClass;
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
    pub(super) classes: &'s [PriceClass<'s>],
    pub(super) claim_months: usize,
}

impl TimeLine<'_> {
    /// Prices of a line by class and month: the price that stands, times indexation, to the penny.
    pub(super) fn prices(&self, outcome: &Outcome) -> Vec<i64> {
        self.indexed(|class, month| self.price_of(outcome, class, month))
    }

    /// Prices of a line's later band by class and month.
    pub(super) fn band_prices(&self, price: Money) -> Vec<i64> {
        self.indexed(|class, _| price.pence() as f64 * class.factor)
    }

    fn indexed(&self, price: impl Fn(&PriceClass<'_>, usize) -> f64) -> Vec<i64> {
        let mut prices = Vec::new();
        for class in self.classes {
            let months = 0..self.claim_months;
            prices.extend(months.map(|month| to_pence(price(class, month) * self.index(month))));
        }
        prices
    }

    /// A line's price for a class in a month, in pence before indexation: the segment's own price where it has one by
    /// then, and the line's times the class's factor otherwise.
    fn price_of(&self, outcome: &Outcome, class: &PriceClass<'_>, month: usize) -> f64 {
        let own = class.segment.and_then(|segment| {
            let listed = outcome.segment_prices.iter().find(|own| own.segment == segment);
            self.latest(outcome, Some(segment), month).or(listed.map(|own| own.price))
        });
        match own {
            Some(own) => own.pence() as f64,
            None => {
                let line = self.latest(outcome, None, month).unwrap_or(outcome.price);
                line.pence() as f64 * class.factor
            }
        }
    }

    /// The latest price up to a month among the changes that name a segment, or none; amendments win ties.
    fn latest(&self, outcome: &Outcome, segment: Option<&str>, month: usize) -> Option<Money> {
        let changes = outcome
            .price_changes
            .iter()
            .filter(|change| change.segment.as_deref() == segment)
            .map(|change| (change.from_month, 0, change.price))
            .filter(|(from, ..)| usize::from(*from) <= month);
        let amended = self.amendments_until(month).flat_map(|amendment| {
            let mine = amendment
                .prices
                .iter()
                .filter(|price| price.outcome == outcome.id && price.segment.as_deref() == segment);
            mine.map(|price| (amendment.from_month, 1, price.price))
        });
        let latest = changes.chain(amended).max_by_key(|(from, rank, _)| (*from, *rank));
        latest.map(|(.., price)| price)
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
