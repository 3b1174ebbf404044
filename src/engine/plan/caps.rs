//! The caps of a contract: their kinds, and what each of them allows by claim period, year or month.

use serde::{Deserialize, Serialize};

use crate::model::{Amendment, Contract, LineCap, Money, Scenario};

/// The kinds of cap, in the order in which they apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapKind {
    Person,
    Line,
    Group,
    Year,
    Payer,
    Contract,
}

impl CapKind {
    pub const ALL: [CapKind; 6] = [
        CapKind::Person,
        CapKind::Line,
        CapKind::Group,
        CapKind::Year,
        CapKind::Payer,
        CapKind::Contract,
    ];
}

/// Limits of one line by claim period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct GroupLimit {
    pub(in crate::engine) lines: Vec<usize>,
    pub(in crate::engine) most: Vec<i64>,
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

pub(super) fn person_caps(contract: &Contract, claim_months: usize) -> Option<Vec<i64>> {
    let original = contract.caps.person;
    let amended = |amendment: &Amendment| amendment.person_cap;
    (original.is_some() || contract.amendments.iter().filter_map(amended).next().is_some()).then(
        || (0..claim_months).map(|month| in_force(contract, month, original, amended)).collect(),
    )
}

/// A changed limit stands in the claim periods that end in or after the amendment's month.
pub(super) fn line_limits(scenario: &Scenario, period_ends: &[usize]) -> Vec<LineLimit> {
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

pub(super) fn group_limits(scenario: &Scenario, period_ends: &[usize]) -> Vec<GroupLimit> {
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

pub(super) fn year_caps(contract: &Contract, claim_months: usize) -> Option<Vec<i64>> {
    let caps = &contract.caps.year.as_ref()?.most;
    let years = (claim_months - 1) / 12 + 1;
    let cap = |year: usize| {
        let listed = caps.get(year).or(caps.last()).copied();
        in_force(contract, year * 12, listed, |amendment| amendment.year_cap)
    };
    Some((0..years).map(cap).collect())
}

pub(super) fn contract_caps(contract: &Contract, period_ends: &[usize]) -> Option<Vec<i64>> {
    let original = contract.caps.contract;
    let amended = |amendment: &Amendment| amendment.contract_cap;
    (original.is_some() || contract.amendments.iter().filter_map(amended).next().is_some()).then(
        || period_ends.iter().map(|end| in_force(contract, *end, original, amended)).collect(),
    )
}
