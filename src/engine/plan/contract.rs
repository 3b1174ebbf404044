//! What the contract stage needs: prices, caps and payers resolved month by month.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::model::{
    AfterCap, Amendment, CalendarMonth, ClaimPeriod, Contract, ExhaustedPayer, LineCap, Money,
    Outcome, Scenario, Sharing, YearExcess,
};

use super::PeoplePlan;
use super::people::class_factors;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::engine) struct ContractPlan {
    /// Months in which something can be claimed, from 0.
    pub(in crate::engine) claim_months: usize,
    /// Last month of each claim period.
    pub(in crate::engine) period_ends: Vec<usize>,
    /// Contract year of each claim period, by its last month.
    pub(in crate::engine) period_years: Vec<usize>,
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
    /// Grants and service fees by claim month, in pence.
    pub(in crate::engine) grants: Vec<i64>,
    pub(in crate::engine) fees: Vec<i64>,
    pub(in crate::engine) person_cap: Option<Vec<i64>>,
    pub(in crate::engine) line_limits: Vec<LineLimit>,
    pub(in crate::engine) group_limits: Vec<GroupLimit>,
    /// By contract year.
    pub(in crate::engine) year_caps: Option<Vec<i64>>,
    pub(in crate::engine) year_carries: bool,
    /// By claim period: the contract cap in force.
    pub(in crate::engine) contract_cap: Option<Vec<i64>>,
    pub(in crate::engine) sharing: Sharing,
    /// Rank of each line, then of grants, then of fees, under priority sharing: smaller is paid first.
    pub(in crate::engine) ranks: Vec<usize>,
    pub(in crate::engine) payer_shares: Vec<u32>,
    pub(in crate::engine) payer_caps: Vec<Option<i64>>,
    pub(in crate::engine) others_pay: bool,
    pub(in crate::engine) after_cap: AfterCap,
    /// What an achievement is worth to the commissioner, by line.
    pub(in crate::engine) worth: Vec<Worth>,
}

/// What an achievement of one line is worth to the commissioner.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(in crate::engine) struct Worth {
    /// The share that would have happened anyway.
    pub(in crate::engine) deadweight: f64,
    /// Pence of public value.
    pub(in crate::engine) public: Option<f64>,
    pub(in crate::engine) is_lasting: bool,
}

/// Neighbouring months in which a line can be claimed at one price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct PricedSpan {
    pub(in crate::engine) months: Range<usize>,
    /// Pence for one claim, before bands.
    pub(in crate::engine) price: i64,
}

/// A later price of a line by cumulative claims, by class and month like the line's own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::engine) struct BandPlan {
    pub(in crate::engine) from_claim: u32,
    prices: Vec<i64>,
}

/// Limits of one line by claim period.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::engine) struct LineLimit {
    pub(in crate::engine) line: usize,
    pub(in crate::engine) by_period: Vec<Limit>,
}

/// The limits in force in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct Limit {
    pub(in crate::engine) most_claims: Option<u32>,
    pub(in crate::engine) most: Option<i64>,
    pub(in crate::engine) most_share_of_starts: Option<f64>,
}

/// Limit of a group of lines by claim period.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::engine) struct GroupLimit {
    pub(in crate::engine) lines: Vec<usize>,
    pub(in crate::engine) most: Vec<i64>,
}

impl ContractPlan {
    /// Resolves a scenario without errors.
    pub(super) fn new(scenario: &Scenario, people: &PeoplePlan) -> ContractPlan {
        let contract = &scenario.contract;
        let outcomes = &scenario.rate_card.outcomes;
        let claim_months = usize::from(contract.last_claim_month()) + 1;
        let period_ends = period_ends(contract, claim_months);
        let grants = grants_by_month(contract, claim_months);
        let class_factors = class_factors(&scenario.cohort.segments);
        let time_line = TimeLine { contract, class_factors, claim_months };
        let mut prices = Vec::new();
        let mut bands = Vec::new();
        let mut claimable = Vec::new();
        for outcome in outcomes {
            prices.extend(time_line.prices(|month| time_line.price_in(outcome, month)));
            bands.push(
                outcome
                    .bands
                    .iter()
                    .map(|band| BandPlan {
                        from_claim: band.from_claim,
                        prices: time_line.prices(|_| band.price.pence()),
                    })
                    .collect(),
            );
            claimable.extend((0..claim_months).map(|month| time_line.is_claimable(outcome, month)));
        }
        let fee = contract.monthly_service_fee.unwrap_or_default().pence();
        let in_delivery = |month: usize| month < people.delivery_months;
        ContractPlan {
            claim_months,
            period_years: period_ends.iter().map(|end| end / 12).collect(),
            financial_years: calendar_ends(contract, &period_ends)
                .map(CalendarMonth::financial_year)
                .collect(),
            quarter_ends: match contract.claim_period {
                ClaimPeriod::Month => {
                    calendar_ends(contract, &period_ends).map(CalendarMonth::ends_quarter).collect()
                }
                ClaimPeriod::Quarter => Vec::new(),
            },
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
            fees: (0..claim_months).map(|month| if in_delivery(month) { fee } else { 0 }).collect(),
            person_cap: person_caps(contract, claim_months),
            line_limits: line_limits(scenario, &period_ends),
            group_limits: group_limits(scenario, &period_ends),
            year_caps: year_caps(contract, claim_months),
            year_carries: contract
                .caps
                .year
                .as_ref()
                .is_some_and(|year| year.excess == YearExcess::Carried),
            contract_cap: contract_caps(contract, &period_ends),
            period_ends,
            sharing: contract.caps.sharing,
            ranks: ranks(scenario),
            payer_shares: contract.payers.iter().map(|payer| payer.share_bp).collect(),
            payer_caps: contract
                .payers
                .iter()
                .map(|payer| payer.most.map(|most| most.pence()))
                .collect(),
            others_pay: contract.exhausted_payer == ExhaustedPayer::OthersPay,
            after_cap: contract.after_cap,
            worth: outcomes
                .iter()
                .map(|outcome| Worth {
                    deadweight: outcome.deadweight.map_or(0.0, |share| share.get()),
                    public: outcome.public_value.map(|value| value.pence() as f64),
                    is_lasting: outcome.lasting,
                })
                .collect(),
        }
    }

    pub(in crate::engine) fn n_periods(&self) -> usize {
        self.period_ends.len()
    }

    pub(in crate::engine) fn n_lines(&self) -> usize {
        self.bands.len()
    }

    /// Whether only payers and the contract have caps: none that looks at single people, lines or years.
    pub(in crate::engine) fn has_only_total_caps(&self) -> bool {
        self.person_cap.is_none()
            && self.line_limits.is_empty()
            && self.group_limits.is_empty()
            && self.year_caps.is_none()
    }

    /// The contract cap in force in a claim period, where there is one.
    pub(in crate::engine) fn contract_cap_in(&self, period: usize) -> Option<Money> {
        let cap = *self.contract_cap.as_ref()?.get(period)?;
        // A cap that an amendment brings does not stand before it.
        (cap < i64::MAX).then(|| Money::from_pence(cap))
    }

    /// Pence for one claim in a month by line and class, before bands; none where a line cannot be claimed.
    pub(in crate::engine) fn prices_in(&self, month: usize) -> &[i64] {
        let n_cells = self.n_lines() * self.n_classes;
        &self.prices[month * n_cells..(month + 1) * n_cells]
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

/// The card and the contract read as a time line.
struct TimeLine<'s> {
    contract: &'s Contract,
    class_factors: Vec<f64>,
    claim_months: usize,
}

impl TimeLine<'_> {
    /// Prices by class and month: base price, times the class's factor, times indexation, to the penny.
    fn prices(&self, base: impl Fn(usize) -> i64) -> Vec<i64> {
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
    fn price_in(&self, outcome: &Outcome, month: usize) -> i64 {
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

    fn is_claimable(&self, outcome: &Outcome, month: usize) -> bool {
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
        in_window && on_card && !granted
    }

    /// The factor of indexation in a month.
    fn index(&self, month: usize) -> f64 {
        let Some(indexation) = self.contract.indexation else { return 1.0 };
        let first = usize::from(indexation.first_month);
        let rises = if month < first { 0 } else { (month - first) / 12 + 1 };
        libm::pow(1.0 + indexation.annual.get(), rises as f64)
    }
}

/// Rounds to whole pence, half up: the one place where a product becomes money.
#[inline]
pub(in crate::engine) fn to_pence(amount: f64) -> i64 {
    let raised = amount + 0.5;
    if raised < 0.0 { floor(raised) } else { towards_zero(raised) }
}

/// Apart, so that nobody waits for what hardly any amount needs.
#[cold]
fn floor(number: f64) -> i64 {
    let towards_zero = towards_zero(number);
    towards_zero - i64::from(towards_zero as f64 > number)
}

#[inline]
fn towards_zero(number: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "amounts are bounded far below 2^63")]
    let whole = number as i64;
    whole
}

/// Claimable months in spans of one price.
fn priced_spans(prices: &[i64], claimable: &[bool]) -> Vec<PricedSpan> {
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

/// The last months of claim periods as calendar months.
fn calendar_ends(
    contract: &Contract,
    period_ends: &[usize],
) -> impl Iterator<Item = CalendarMonth> {
    period_ends.iter().map(|end| contract.start.plus(u16::try_from(*end).unwrap_or(u16::MAX)))
}

fn period_ends(contract: &Contract, claim_months: usize) -> Vec<usize> {
    let last = claim_months - 1;
    (0..claim_months)
        .filter(|month| {
            let calendar = contract.start.plus(u16::try_from(*month).unwrap_or(u16::MAX));
            *month == last || contract.claim_period == ClaimPeriod::Month || calendar.ends_quarter()
        })
        .collect()
}

fn grants_by_month(contract: &Contract, claim_months: usize) -> Vec<i64> {
    let mut grants = vec![0; claim_months];
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

/// The amount that the amendments up to a month leave in force, or the original one.
fn in_force(
    contract: &Contract,
    month: usize,
    original: Option<Money>,
    amended: impl Fn(&Amendment) -> Option<Money>,
) -> i64 {
    let amendments = contract.amendments.iter();
    let begun = amendments.filter(|amendment| usize::from(amendment.from_month) <= month);
    let latest = begun.filter_map(amended).next_back();
    latest.or(original).map_or(i64::MAX, Money::pence)
}

fn person_caps(contract: &Contract, claim_months: usize) -> Option<Vec<i64>> {
    let original = contract.caps.person;
    let amended = |amendment: &Amendment| amendment.person_cap;
    (original.is_some() || contract.amendments.iter().filter_map(amended).next().is_some()).then(
        || (0..claim_months).map(|month| in_force(contract, month, original, amended)).collect(),
    )
}

/// A changed limit stands in the claim periods that end in or after the amendment's month.
fn line_limits(scenario: &Scenario, period_ends: &[usize]) -> Vec<LineLimit> {
    let contract = &scenario.contract;
    let amended = contract.amendments.iter().flat_map(|amendment| {
        amendment.line_caps.iter().map(|cap| (usize::from(amendment.from_month), cap))
    });
    let caps: Vec<(usize, &LineCap)> =
        contract.caps.lines.iter().map(|cap| (0, cap)).chain(amended).collect();
    let mut limits: Vec<LineLimit> = Vec::new();
    for (line, outcome) in scenario.rate_card.outcomes.iter().enumerate() {
        if !caps.iter().any(|(_, cap)| cap.outcome == outcome.id) {
            continue;
        }
        let by_period = period_ends
            .iter()
            .map(|end| {
                caps.iter()
                    .rfind(|(from, cap)| cap.outcome == outcome.id && from <= end)
                    .map_or_else(Limit::default, |(_, cap)| Limit {
                        most_claims: cap.most_claims,
                        most: cap.most.map(|most| most.pence()),
                        most_share_of_starts: cap.most_share_of_starts.map(|share| share.get()),
                    })
            })
            .collect();
        limits.push(LineLimit { line, by_period });
    }
    limits
}

fn group_limits(scenario: &Scenario, period_ends: &[usize]) -> Vec<GroupLimit> {
    let contract = &scenario.contract;
    contract
        .caps
        .groups
        .iter()
        .map(|group| GroupLimit {
            lines: group.outcomes.iter().filter_map(|id| scenario.rate_card.index_of(id)).collect(),
            most: period_ends
                .iter()
                .map(|end| {
                    let amended = contract
                        .amendments
                        .iter()
                        .filter(|amendment| usize::from(amendment.from_month) <= *end)
                        .flat_map(|amendment| &amendment.group_caps)
                        .rfind(|cap| cap.group == group.name);
                    amended.map_or(group.most, |cap| cap.most).pence()
                })
                .collect(),
        })
        .collect()
}

fn year_caps(contract: &Contract, claim_months: usize) -> Option<Vec<i64>> {
    let caps = &contract.caps.year.as_ref()?.most;
    let years = (claim_months - 1) / 12 + 1;
    let cap = |year: usize| {
        let listed = caps.get(year).or(caps.last()).copied();
        in_force(contract, year * 12, listed, |amendment| amendment.year_cap)
    };
    Some((0..years).map(cap).collect())
}

fn contract_caps(contract: &Contract, period_ends: &[usize]) -> Option<Vec<i64>> {
    let original = contract.caps.contract;
    let amended = |amendment: &Amendment| amendment.contract_cap;
    (original.is_some() || contract.amendments.iter().filter_map(amended).next().is_some()).then(
        || period_ends.iter().map(|end| in_force(contract, *end, original, amended)).collect(),
    )
}

fn ranks(scenario: &Scenario) -> Vec<usize> {
    let priority = &scenario.contract.caps.priority;
    // Fixed sums come first; unlisted outcomes last.
    let lines = scenario.rate_card.outcomes.iter().map(|outcome| {
        let place = priority.iter().position(|id| *id == outcome.id);
        place.unwrap_or(priority.len()) + 1
    });
    lines.chain([0, 0]).collect()
}
