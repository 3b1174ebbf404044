//! What the money buys.

use super::amounts::{p10, p50, p90, whole_pounds};
use super::months::month_span;
use super::spans::{in_most, in_most_and_median};
use crate::engine::summary::{Range, Summary};
use crate::format;
use crate::model::{Money, Scenario};

/// What the commissioner gets for the money.
pub fn value_sentences(summary: &Summary, scenario: &Scenario) -> Vec<String> {
    let value = &summary.value;
    let mut lines = Vec::new();
    if let Some(cost) = &value.cost_per_start {
        lines.push(format!("Each person who starts costs {}.", pounds_span(cost)));
    }
    if let Some(cost) = &value.cost_per_lasting {
        lines.push(format!(
            "Each lasting outcome costs {}: all payments, shared among the outcomes that the card marks as lasting.",
            pounds_span(cost)
        ));
    }
    let present = &value.present_value;
    if present.p90 > Money::ZERO {
        lines.push(format!(
            "In the value of {}, discounted at {} a year, payments come to {}.",
            format::month(summary.start),
            format::percent(scenario.discount_rate.get()),
            in_most_and_median(&[p10(present), p50(present), p90(present)], present.is_of_few())
        ));
    }
    let anyway = &value.paid_for_deadweight;
    if anyway.p90 > Money::ZERO {
        lines.push(format!(
            "{} of it pays for what would have happened anyway, by the shares that were entered.",
            format::span(&p10(anyway), &p90(anyway))
        ));
    }
    if let Some(ratio) = &value.benefit_cost {
        lines.push(format!(
            "Each {} paid brings public value of {}.",
            format::currency_unit(),
            in_most(
                &format::money_each(ratio.p10),
                &format::money_each(ratio.p90),
                ratio.is_of_few()
            )
        ));
    }
    if let Some(payback) = &summary.capital.payback {
        let when = if payback.p10 == payback.p90 {
            format!("in {}", month_span(payback))
        } else {
            format!("from {} in 80 of 100 cases", month_span(payback))
        };
        lines.push(format!(
            "Where the investors get all of their capital back, the last of it comes {when}."
        ));
    }
    lines
}

/// "£3,090 to £4,030 in 80 of 100 futures, £3,630 in the median one", to the digits that the dice support.
fn pounds_span(range: &Range) -> String {
    let pounds = |value: f64| whole_pounds(value, range.mean_error.unwrap_or(0.0));
    in_most_and_median(&[range.p10, range.p50, range.p90].map(pounds), range.is_of_few())
}
