//! The payers: whose share of which payment, and how much each pays at most.

use serde::{Deserialize, Serialize};

use crate::model::{Contract, ExhaustedPayer, Money, Outcome, Payer, PayerShares, Scenario};

use super::years::Years;

/// Shares and limits of all payers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct PayersPlan {
    /// Different ways of sharing, in basis points by payer: the payers' own, and others in the order of their list.
    pub(in crate::engine) share_sets: Vec<Vec<u32>>,
    /// Index of the share set by month and line, with grants and fees as two lines more; empty where there is one set.
    pub(in crate::engine) set_of: Vec<usize>,
    pub(in crate::engine) n_lines: usize,
    /// By payer.
    pub(in crate::engine) limits: Vec<PayerLimit>,
    /// Whether the others pay the share of a payer whose most is spent.
    pub(in crate::engine) others_pay: bool,
}

/// What one payer pays at most, in pence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct PayerLimit {
    pub(in crate::engine) most: Option<i64>,
    pub(in crate::engine) yearly: Option<YearlyLimit>,
}

/// A limit on each year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct YearlyLimit {
    /// Pence, by year.
    pub(in crate::engine) most: Vec<i64>,
    /// By claim period.
    pub(in crate::engine) year_of: Vec<usize>,
}

impl PayerLimit {
    pub(in crate::engine) fn is_none(&self) -> bool {
        self.most.is_none() && self.yearly.is_none()
    }
}

impl PayersPlan {
    /// What a payer pays at most over the contract, in pence.
    pub(in crate::engine) fn most_of(&self, payer: usize) -> Option<i64> {
        self.limits.get(payer)?.most
    }

    /// Resolves a scenario without errors, of so many months in which anything is paid.
    pub(super) fn new(scenario: &Scenario, n_months: usize, period_ends: &[usize]) -> PayersPlan {
        let contract = &scenario.contract;
        let usual = contract.payers.iter().map(|payer| payer.share_bp).collect();
        let listed = contract.payer_shares.iter().map(|shares| shares.shares_bp.clone());
        let mut share_sets: Vec<Vec<u32>> = Vec::new();
        for shares in std::iter::once(usual).chain(listed) {
            if !share_sets.contains(&shares) {
                share_sets.push(shares);
            }
        }
        // Grants and fees belong to no line and no domain.
        let n_lines = scenario.rate_card.outcomes.len() + 2;
        let lines = || scenario.rate_card.outcomes.iter().map(Some).chain([None, None]);
        let index_of = |month: usize, line: Option<&Outcome>| {
            let shares = shares_in_force(contract, line, month)?;
            share_sets.iter().position(|known| *known == shares.shares_bp)
        };
        let mut set_of: Vec<usize> = (0..n_months)
            .flat_map(|month| lines().map(move |line| (month, line)))
            .map(|(month, line)| index_of(month, line).unwrap_or(0))
            .collect();
        if set_of.windows(2).all(|pair| pair[0] == pair[1]) {
            share_sets = share_sets.into_iter().skip(set_of[0]).take(1).collect();
            set_of.clear();
        }
        PayersPlan {
            share_sets,
            set_of,
            n_lines,
            limits: contract
                .payers
                .iter()
                .map(|payer| limit(contract, payer, period_ends))
                .collect(),
            others_pay: contract.exhausted_payer == ExhaustedPayer::OthersPay,
        }
    }

    pub(in crate::engine) fn n_payers(&self) -> usize {
        self.limits.len()
    }

    /// Whether every payment is shared alike.
    pub(in crate::engine) fn share_alike(&self) -> bool {
        self.set_of.is_empty()
    }

    /// The share set of each line in a month, where not every payment is shared alike; grants and fees come last.
    pub(in crate::engine) fn sets_in(&self, month: usize) -> &[usize] {
        self.set_of.get(month * self.n_lines..(month + 1) * self.n_lines).unwrap_or_default()
    }
}

/// The shares that stand for a line, or for grants and fees, in a month; none where it is those of the payers.
fn shares_in_force<'s>(
    contract: &'s Contract,
    line: Option<&Outcome>,
    month: usize,
) -> Option<&'s PayerShares> {
    let rank = |shares: &PayerShares| match (&shares.applies_to, line) {
        (None, _) => Some(0),
        (Some(name), Some(line)) if *name == line.id => Some(2),
        (Some(name), Some(line)) if *name == line.domain => Some(1),
        _ => None,
    };
    contract
        .payer_shares
        .iter()
        .filter(|shares| usize::from(shares.from_month) <= month)
        .filter_map(|shares| Some(((shares.from_month, rank(shares)?), shares)))
        .max_by_key(|(order, _)| *order)
        .map(|(_, shares)| shares)
}

fn limit(contract: &Contract, payer: &Payer, period_ends: &[usize]) -> PayerLimit {
    let yearly = payer.most_in_year.as_ref().map(|cap| {
        let years = Years::new(contract, cap.years, period_ends);
        YearlyLimit { most: years.amounts(&cap.most), year_of: years.of_period }
    });
    PayerLimit { most: payer.most.map(Money::pence), yearly }
}
