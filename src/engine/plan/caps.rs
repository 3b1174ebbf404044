//! The caps of a contract: their kinds, and what each of them allows by claim period, year or month.

use serde::{Deserialize, Serialize};

use crate::model::{
    Amendment, Contract, LineCap, Money, Scenario, Sharing, UnspentAllowance, YearExcess,
};

use super::amended::in_force;
use super::person_caps::PersonCapsPlan;
use super::years::Years;

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

/// All caps of a contract, in pence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct CapsPlan {
    pub(in crate::engine) person: Option<PersonCapsPlan>,
    pub(in crate::engine) lines: Vec<LineCapPlan>,
    pub(in crate::engine) groups: Vec<GroupCapPlan>,
    pub(in crate::engine) year: Option<YearCapPlan>,
    /// By claim period: the contract cap in force.
    pub(in crate::engine) contract: Option<Vec<i64>>,
    pub(in crate::engine) sharing: Sharing,
    /// Rank of each line, then of grants, then of fees, under priority sharing: smaller is paid first.
    pub(in crate::engine) ranks: Vec<usize>,
}

/// The caps of one line by claim period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct LineCapPlan {
    pub(in crate::engine) line: usize,
    pub(in crate::engine) by_period: Vec<LineCapInForce>,
}

/// What a line's caps allow in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct LineCapInForce {
    pub(in crate::engine) most_claims: Option<u32>,
    pub(in crate::engine) most: Option<i64>,
    pub(in crate::engine) most_share_of_starts: Option<f64>,
}

/// The cap of a group of lines by claim period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct GroupCapPlan {
    pub(in crate::engine) lines: Vec<usize>,
    pub(in crate::engine) most: Vec<i64>,
}

/// The cap of each year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct YearCapPlan {
    /// Pence, by year.
    pub(in crate::engine) most: Vec<i64>,
    /// By claim period.
    pub(in crate::engine) year_of: Vec<usize>,
    /// Whether what a year's cap takes is due again in the next.
    pub(in crate::engine) carries_excess: bool,
    /// Whether an allowance that is not used raises the next year's.
    pub(in crate::engine) carries_unspent: bool,
}

impl CapsPlan {
    /// Resolves a scenario without errors.
    pub(super) fn new(
        scenario: &Scenario,
        person: Option<PersonCapsPlan>,
        period_ends: &[usize],
    ) -> CapsPlan {
        let contract = &scenario.contract;
        CapsPlan {
            person,
            lines: line_caps(scenario, period_ends),
            groups: group_caps(scenario, period_ends),
            year: year_cap(contract, period_ends),
            contract: contract_caps(contract, period_ends),
            sharing: contract.caps.sharing,
            ranks: ranks(scenario),
        }
    }

    /// Whether only payers and the contract are capped: no cap looks at single people, lines or the year.
    pub(in crate::engine) fn are_only_total(&self) -> bool {
        self.person.is_none()
            && self.lines.is_empty()
            && self.groups.is_empty()
            && self.year.is_none()
    }

    /// The contract cap in force in a claim period, where there is one.
    pub(in crate::engine) fn contract_in(&self, period: usize) -> Option<Money> {
        let cap = *self.contract.as_ref()?.get(period)?;
        // A cap that an amendment brings does not stand before it.
        (cap < i64::MAX).then(|| Money::from_pence(cap))
    }
}

/// A changed cap stands in the claim periods that end in or after the amendment's month.
fn line_caps(scenario: &Scenario, period_ends: &[usize]) -> Vec<LineCapPlan> {
    let contract = &scenario.contract;
    let amended = contract.amendments.iter().flat_map(|amendment| {
        amendment.line_caps.iter().map(|cap| (usize::from(amendment.from_month), cap))
    });
    let caps: Vec<(usize, &LineCap)> =
        contract.caps.lines.iter().map(|cap| (0, cap)).chain(amended).collect();
    let mut plans: Vec<LineCapPlan> = Vec::new();
    for (line, outcome) in scenario.rate_card.outcomes.iter().enumerate() {
        if !caps.iter().any(|(_, cap)| cap.outcome == outcome.id) {
            continue;
        }
        let by_period = period_ends
            .iter()
            .map(|end| {
                caps.iter()
                    .rfind(|(from, cap)| cap.outcome == outcome.id && from <= end)
                    .map_or_else(LineCapInForce::default, |(_, cap)| LineCapInForce {
                        most_claims: cap.most_claims,
                        most: cap.most.map(|most| most.pence()),
                        most_share_of_starts: cap.most_share_of_starts.map(|share| share.get()),
                    })
            })
            .collect();
        plans.push(LineCapPlan { line, by_period });
    }
    plans
}

fn group_caps(scenario: &Scenario, period_ends: &[usize]) -> Vec<GroupCapPlan> {
    let contract = &scenario.contract;
    contract
        .caps
        .groups
        .iter()
        .map(|group| GroupCapPlan {
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

fn year_cap(contract: &Contract, period_ends: &[usize]) -> Option<YearCapPlan> {
    let cap = contract.caps.year.as_ref()?;
    let years = Years::new(contract, cap.years, period_ends);
    let listed = years.amounts(&cap.most);
    // An amended cap stands for the years that begin in or after its month.
    let most = listed.iter().zip(&years.begins).map(|(listed, begins)| {
        let listed = Some(Money::from_pence(*listed));
        in_force(contract, *begins, listed, |amendment| amendment.year_cap)
    });
    Some(YearCapPlan {
        most: most.collect(),
        year_of: years.of_period,
        carries_excess: cap.excess == YearExcess::Carried,
        carries_unspent: cap.unspent == UnspentAllowance::Carried,
    })
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
