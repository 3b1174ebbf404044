//! What caps do: whether and when they are reached, and what they take.

use super::amounts::{p10, p50, p90};
use super::chances::{are_few, in_100, in_report, other_side};
use super::months::{month_span, when_in_report};
use super::names::caps_take;
use super::spans::in_most;
use crate::engine::summary::{CapEffect, CapReached};
use crate::format;
use crate::model::{Case, Money};

/// What a kind of cap takes, where it takes anything; the contract's cap has its own sentences.
pub fn cap_effect_sentence(effect: &CapEffect) -> Option<String> {
    let caps_take = caps_take(effect.cap)?;
    if effect.bites.futures == 0 {
        return None;
    }
    let taken = &effect.taken;
    Some(format!(
        "{caps_take} something in {}: {}.",
        in_100(effect.bites),
        in_most(&p10(taken), &p90(taken), taken.is_of_few())
    ))
}

/// The other side of the chance that the cap is reached, where it has two.
pub fn under_cap_sentence(cap: &CapReached) -> Option<String> {
    let chance = cap.probability;
    let has_two_sides = (1..chance.of).contains(&chance.futures);
    has_two_sides.then(|| format!("In {} payments stay under it.", other_side(chance)))
}

/// When the cap is reached, over the futures that reach it.
pub fn cap_month_sentence(cap: &CapReached) -> Option<String> {
    let month = cap.month.as_ref()?;
    Some(if month.p10 == month.p90 {
        format!("Where that happens, it is in {}.", format::month(month.p50))
    } else {
        format!(
            "Where that happens, it is from {} in 80 of 100 cases, typically in {}.",
            month_span(month),
            format::month(month.p50)
        )
    })
}

/// What goes unpaid once the cap is reached.
pub fn unpaid_sentence(cap: &CapReached) -> Option<String> {
    let unpaid = &cap.unpaid_after;
    if unpaid.p90 <= Money::ZERO {
        return None;
    }
    let [low, high] = [p10(unpaid), p90(unpaid)];
    let median =
        if low == high { String::new() } else { format!(", {} in the median future", p50(unpaid)) };
    let months = match cap.months_after {
        // Of few futures the middle of the months after is not the months after the middle.
        Some(months) if months.p50.round() > 1.0 && !are_few(cap.probability.of) => {
            format!(", in typically {} more months of delivery", format::number(months.p50.round()))
        }
        _ => String::new(),
    };
    Some(format!(
        "Work worth {} is then done and not paid for{median}{months}.",
        format::span(&low, &high)
    ))
}

/// Whether and when the cap is reached, in the report.
pub fn cap_in_report(cap: &CapReached, case: Option<Case>) -> String {
    let Some(amount) = cap.amount else {
        return "The contract has no cap on all payments.".to_owned();
    };
    let amount = format::money(amount);
    if cap.month.is_none() {
        return format!("Its cap of {amount} is not reached.");
    }
    let is_told = case.is_some() || !are_few(cap.probability.of);
    let after = cap.months_after.filter(|_| is_told).map_or_else(String::new, |after| {
        let months = match format::number(after.p50) {
            one if one == "1" => "1 month".to_owned(),
            many => format!("{many} months"),
        };
        let median = if case.is_some() { "" } else { " (median)" };
        format!(", {months} before claims end{median}")
    });
    format!(
        "Its cap of {amount} is reached in {}{}{after}.",
        in_report(cap.probability, case),
        when_in_report(cap.month.as_ref())
    )
}
