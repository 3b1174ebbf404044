//! The terms of the contract that the page shows and does not edit, a sentence each.

use super::names::{full_outcome, segment};
use crate::format;
use crate::model::{
    Contract, Grant, LineCap, Money, PayerShares, Scenario, ServiceFee, YearCap, YearKind,
};

/// Grants, fees, indexation, caps within the card, other shares of payers, and amendments.
pub fn other_terms(scenario: &Scenario) -> Vec<String> {
    let contract = &scenario.contract;
    let caps = &contract.caps;
    let mut words: Vec<String> = Vec::new();
    words.extend(contract.grants.iter().map(|grant| grant_words(contract, grant)));
    words.extend(contract.service_fees.iter().map(|fee| fee_words(contract, fee)));
    if let Some(indexation) = contract.indexation {
        words.push(format!(
            "Prices rise by {} a year from {}.",
            format::percent(indexation.annual.get()),
            month(contract, indexation.first_month)
        ));
    }
    words.extend(caps.person_segments.iter().map(|cap| {
        let name = segment(scenario, &cap.segment);
        format!("For one person of “{name}” at most {} is paid.", format::money(cap.most))
    }));
    words.extend(caps.person_groups.iter().map(|group| {
        format!("For one person “{}” is paid at most {}.", group.name, format::money(group.most))
    }));
    words.extend(caps.lines.iter().map(|cap| line_cap_words(scenario, cap)));
    words.extend(caps.groups.iter().map(|group| {
        format!("“{}” together are paid at most {}.", group.name, format::money(group.most))
    }));
    words.extend(contract.payer_shares.iter().map(|shares| shares_words(scenario, shares)));
    words.extend(contract.amendments.iter().map(|amendment| {
        let from = month(contract, amendment.from_month);
        format!("“{}” changes the contract from {from}.", amendment.name)
    }));
    words
}

/// What is paid at most in each year: in all, and by single payers.
pub fn yearly_limits(contract: &Contract) -> Vec<String> {
    let year = contract.caps.year.as_ref().map(|cap| {
        format!("{}{}", limit_words("In each", cap.years, &cap.most), left_over_words(cap))
    });
    let payers = contract.payers.iter().filter_map(|payer| {
        let cap = payer.most_in_year.as_ref()?;
        Some(limit_words(&format!("{} in each", payer.name), cap.years, &cap.most))
    });
    year.into_iter().chain(payers).collect()
}

fn limit_words(whose: &str, years: YearKind, most: &[Money]) -> String {
    let years = match years {
        YearKind::Contract => "contract year",
        YearKind::Financial => "financial year (April to March)",
    };
    let amounts: Vec<String> = most.iter().map(|most| format::money(*most)).collect();
    format!("{whose} {years}: at most {}.", amounts.join(", then "))
}

fn left_over_words(cap: &YearCap) -> &'static str {
    use crate::model::{UnspentAllowance as Unspent, YearExcess as Excess};
    match (cap.excess, cap.unspent) {
        (Excess::Lost, Unspent::Lost) => "",
        (Excess::Carried, Unspent::Lost) => " What is earned above it falls to the next year.",
        (Excess::Lost, Unspent::Carried) => " What is left of it raises the next year’s.",
        (Excess::Carried, Unspent::Carried) => {
            " What is earned above it falls to the next year, and what is left of it raises the next year’s."
        }
    }
}

fn grant_words(contract: &Contract, grant: &Grant) -> String {
    format!(
        "A fixed {} is paid instead of outcomes from {} to {}.",
        format::money(grant.total),
        month(contract, grant.from_month),
        month(contract, grant.to_month)
    )
}

fn fee_words(contract: &Contract, fee: &ServiceFee) -> String {
    let until = fee.to_month.map_or(String::new(), |last| format!(" to {}", month(contract, last)));
    format!(
        "A service fee of {} is paid each delivery month from {}{until}.",
        format::money(fee.monthly),
        month(contract, fee.from_month)
    )
}

fn line_cap_words(scenario: &Scenario, cap: &LineCap) -> String {
    let limits = [
        cap.most_claims.map(|claims| format::counted(u64::from(claims), "claim")),
        cap.most.map(format::money),
        cap.most_share_of_starts.map(|share| {
            format!("claims for {} of the people who started", format::percent(share.get()))
        }),
    ];
    let limits: Vec<String> = limits.into_iter().flatten().collect();
    format!("For “{}”: at most {}.", full_outcome(scenario, &cap.outcome), limits.join(", and "))
}

/// Who pays what instead of the usual shares.
fn shares_words(scenario: &Scenario, shares: &PayerShares) -> String {
    let contract = &scenario.contract;
    let what = shares.applies_to.as_ref().map_or_else(
        || "all payments".to_owned(),
        |place| format!("“{}”", full_outcome(scenario, place)),
    );
    let from = match shares.from_month {
        0 => String::new(),
        first => format!(", from {}", month(contract, first)),
    };
    let parts: Vec<String> = contract
        .payers
        .iter()
        .zip(&shares.shares_bp)
        .map(|(payer, share)| {
            format!("{} {}", payer.name, format::percent(f64::from(*share) / 10_000.0))
        })
        .collect();
    format!("Other shares of {what}{from}: {}.", parts.join(", "))
}

fn month(contract: &Contract, number: u16) -> String {
    format::month(contract.start.plus(number))
}
