//! The contract as trials see it: prices, caps and payers, resolved month by month.

use serde::{Deserialize, Serialize};

use crate::model::{AfterCap, CalendarMonth, ClaimPeriod, Contract, Scenario, ServiceFee};

use super::caps::CapsPlan;
use super::classes::PriceClasses;
use super::payers::PayersPlan;
use super::people::PeoplePlan;
use super::person_caps::PersonCapsPlan;
use super::prices::{BandPlan, PricedSpan, TimeLine, priced_spans};

/// Prices, caps, payers and worth: all that decides what achievements come to, whoever reached them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct ContractPlan {
    /// Month 0.
    pub(in crate::engine) start: CalendarMonth,
    /// Months in which something can be claimed, from 0.
    pub(in crate::engine) claim_months: usize,
    /// Last month of each claim period. Those after the last claim month hold service fees alone.
    pub(in crate::engine) period_ends: Vec<usize>,
    /// Financial year of each claim period, by the calendar year of its April.
    pub(in crate::engine) financial_years: Vec<u16>,
    /// Whether a calendar quarter ends with the claim period; empty where every period is a quarter.
    pub(in crate::engine) quarter_ends: Vec<bool>,
    /// Pence for one claim by month, line and class; none where not claimable.
    prices: Vec<i64>,
    /// By line and month.
    claimable: Vec<bool>,
    /// By line and class: the claimable months in spans of one price.
    spans: Vec<Vec<PricedSpan>>,
    n_classes: usize,
    /// By line; those of the first band stand in `prices`.
    pub(in crate::engine) bands: Vec<Vec<BandPlan>>,
    /// Grants and service fees by month up to the end of the last claim period, in pence.
    pub(in crate::engine) grants: Vec<i64>,
    pub(in crate::engine) fees: Vec<i64>,
    pub(in crate::engine) caps: CapsPlan,
    pub(in crate::engine) payers: PayersPlan,
    /// What happens to delivery when the contract cap is reached.
    pub(in crate::engine) after_cap: AfterCap,
    /// What an achievement is worth to the commissioner, by line.
    pub(in crate::engine) worth: Vec<Worth>,
}

/// What an achievement of one line is worth to the commissioner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct Worth {
    /// The share that would have happened anyway.
    pub(in crate::engine) deadweight: f64,
    /// Pence of public value.
    pub(in crate::engine) public: Option<f64>,
    pub(in crate::engine) is_lasting: bool,
    /// Whether it is a step on the way, which is not counted among achievements.
    pub(in crate::engine) is_step: bool,
}

impl ContractPlan {
    /// Resolves a scenario without errors.
    pub(super) fn new(scenario: &Scenario, people: &PeoplePlan) -> ContractPlan {
        let contract = &scenario.contract;
        let outcomes = &scenario.rate_card.outcomes;
        let claim_months = usize::from(contract.last_claim_month()) + 1;
        let fees = fees_by_month(contract, claim_months);
        let n_months = fees.len();
        let grants = grants_by_month(contract, n_months);
        let period_ends = period_ends(contract, claim_months, n_months);
        let PriceClasses { classes, .. } = PriceClasses::new(scenario);
        let person_caps = PersonCapsPlan::new(scenario, &classes, claim_months);
        let time_line = TimeLine { contract, classes: &classes, claim_months };
        let mut prices = Vec::new();
        let mut bands = Vec::new();
        let mut claimable = Vec::new();
        for outcome in outcomes {
            prices.extend(time_line.prices(outcome));
            bands.push(
                outcome
                    .bands
                    .iter()
                    .map(|band| BandPlan {
                        from_claim: band.from_claim,
                        prices: time_line.band_prices(band.price),
                    })
                    .collect(),
            );
            claimable.extend((0..claim_months).map(|month| time_line.is_claimable(outcome, month)));
        }
        ContractPlan {
            start: contract.start,
            claim_months,
            financial_years: calendar_ends(contract, &period_ends)
                .map(CalendarMonth::financial_year)
                .collect(),
            quarter_ends: quarter_ends(contract, &period_ends),
            spans: prices
                .chunks(claim_months)
                .enumerate()
                .map(|(place, prices)| {
                    let first = place / people.n_classes() * claim_months;
                    priced_spans(prices, &claimable[first..first + claim_months])
                })
                .collect(),
            prices: (0..claim_months)
                .flat_map(|month| {
                    let prices = prices.iter().skip(month).step_by(claim_months).enumerate();
                    let claimable = &claimable;
                    prices.map(move |(cell, price)| {
                        let line = cell / people.n_classes();
                        if claimable[line * claim_months + month] { *price } else { 0 }
                    })
                })
                .collect(),
            claimable,
            n_classes: people.n_classes(),
            bands,
            grants,
            fees,
            caps: CapsPlan::new(scenario, person_caps, &period_ends),
            payers: PayersPlan::new(scenario, n_months, &period_ends),
            period_ends,
            after_cap: contract.after_cap,
            worth: outcomes
                .iter()
                .map(|outcome| Worth {
                    deadweight: outcome.deadweight.map_or(0.0, |share| share.get()),
                    public: outcome.public_value.map(|value| value.pence() as f64),
                    is_lasting: outcome.lasting,
                    is_step: outcome.is_step,
                })
                .collect(),
        }
    }

    /// A month of the contract as a calendar month.
    pub(in crate::engine) fn calendar(&self, month: usize) -> CalendarMonth {
        self.start.plus(u16::try_from(month).unwrap_or(u16::MAX))
    }

    /// The last month of a claim period.
    pub(in crate::engine) fn period_end(&self, period: usize) -> CalendarMonth {
        self.calendar(self.period_ends.get(period).copied().unwrap_or(0))
    }

    pub(in crate::engine) fn n_periods(&self) -> usize {
        self.period_ends.len()
    }

    /// Months up to the end of the last claim period, from 0.
    pub(in crate::engine) fn n_payment_months(&self) -> usize {
        self.fees.len()
    }

    pub(in crate::engine) fn n_lines(&self) -> usize {
        self.bands.len()
    }

    /// Pence for one claim in a month by line and class, before bands; none where a line cannot be claimed, and empty
    /// after the last claim month.
    pub(in crate::engine) fn prices_in(&self, month: usize) -> &[i64] {
        let n_cells = self.n_lines() * self.n_classes;
        self.prices.get(month * n_cells..(month + 1) * n_cells).unwrap_or_default()
    }

    /// Whether a line can be claimed, by month.
    pub(in crate::engine) fn claimable(&self, line: usize) -> &[bool] {
        &self.claimable[line * self.claim_months..(line + 1) * self.claim_months]
    }

    /// The months in which a line can be claimed, in spans of one price, in order.
    pub(in crate::engine) fn spans(&self, line: usize, class: usize) -> &[PricedSpan] {
        &self.spans[line * self.n_classes + class]
    }

    /// All spans, by line and class.
    pub(in crate::engine) fn all_spans(&self) -> &[Vec<PricedSpan>] {
        &self.spans
    }

    /// Pence for the claim with a cumulative number from 1, of a line with bands.
    pub(in crate::engine) fn banded_price(
        &self,
        line: usize,
        class: usize,
        month: usize,
        number: u32,
    ) -> i64 {
        let band = self.bands[line].iter().rev().find(|band| band.from_claim <= number);
        match band {
            Some(band) => band.prices[class * self.claim_months + month],
            None => self.prices_in(month)[line * self.n_classes + class],
        }
    }
}

/// Whether a calendar quarter ends with each claim period; empty where each period is a quarter of its own.
fn quarter_ends(contract: &Contract, period_ends: &[usize]) -> Vec<bool> {
    let ends: Vec<bool> =
        calendar_ends(contract, period_ends).map(CalendarMonth::ends_quarter).collect();
    let n_whole = ends.iter().rev().skip(1).filter(|ends| **ends).count();
    let is_each_a_quarter = n_whole + 1 == ends.len();
    let by_quarter = contract.claim_period == ClaimPeriod::Quarter;
    if by_quarter && is_each_a_quarter { Vec::new() } else { ends }
}

/// The last months of claim periods as calendar months.
fn calendar_ends(
    contract: &Contract,
    period_ends: &[usize],
) -> impl Iterator<Item = CalendarMonth> {
    period_ends.iter().map(|end| contract.start.plus(u16::try_from(*end).unwrap_or(u16::MAX)))
}

/// A period ends with the last claim month and with the last month of all, even within a quarter.
fn period_ends(contract: &Contract, claim_months: usize, n_months: usize) -> Vec<usize> {
    (0..n_months)
        .filter(|month| {
            let calendar = contract.start.plus(u16::try_from(*month).unwrap_or(u16::MAX));
            month + 1 == claim_months
                || month + 1 == n_months
                || contract.claim_period == ClaimPeriod::Month
                || calendar.ends_quarter()
        })
        .collect()
}

/// Service fees of all months up to the last of claims or fees, whichever is later.
fn fees_by_month(contract: &Contract, claim_months: usize) -> Vec<i64> {
    let delivery_months = usize::from(contract.delivery_months);
    let fee_in = |month: usize| -> i64 {
        let is_in_force = |fee: &&ServiceFee| {
            let last = fee.to_month.map_or(delivery_months - 1, usize::from);
            (usize::from(fee.from_month)..=last).contains(&month)
        };
        contract.service_fees.iter().filter(is_in_force).map(|fee| fee.monthly.pence()).sum()
    };
    let mut fees: Vec<i64> = (0..delivery_months).map(fee_in).collect();
    let n_with_fee = fees.iter().rposition(|fee| *fee > 0).map_or(0, |last| last + 1);
    fees.resize(n_with_fee.max(claim_months), 0);
    fees
}

fn grants_by_month(contract: &Contract, n_months: usize) -> Vec<i64> {
    let mut grants = vec![0; n_months];
    for grant in &contract.grants {
        let months = usize::from(grant.from_month)..=usize::from(grant.to_month);
        let n = months.clone().count().max(1) as i64;
        let (each, left) = (grant.total.pence() / n, grant.total.pence() % n);
        for (index, month) in months.enumerate() {
            if let Some(place) = grants.get_mut(month) {
                *place += each + i64::from((index as i64) < left);
            }
        }
    }
    grants
}
