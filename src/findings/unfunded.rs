//! Need that goes unfunded: what neither cash nor the commitment covers. Nobody has agreed to bear it, so it is never left
//! out where a return stands.

use super::amounts::in_words;
use super::chances::{in_100, in_report};
use super::months::{month_span, when_in_report};
use crate::engine::summary::{Capital, Spread};
use crate::format;
use crate::model::Case;

const NOBODY: &str = "Nobody has agreed to bear it";

/// Whether returns rest on need that somebody would have to fund, and nobody has agreed to.
pub fn returns_rest_on_it(capital: &Capital) -> bool {
    capital.unfunded_chance.futures > 0
}

/// How often need goes unfunded, how much and when, for the page; nothing where all need is met.
pub fn unfunded_sentence(capital: &Capital) -> Option<String> {
    let amounts = amounts(&capital.unfunded_where_any?);
    let from = capital.unfunded_month.as_ref();
    let from = from.map(|month| format!(", from {}", month_span(month))).unwrap_or_default();
    Some(format!(
        "Need goes unfunded in {}: {amounts}{from}. {NOBODY}.",
        in_100(capital.unfunded_chance)
    ))
}

/// The same in the report.
pub(super) fn unfunded_in_report(capital: &Capital, case: Option<Case>) -> Option<String> {
    let where_any = capital.unfunded_where_any?;
    let amounts = match case {
        Some(_) => in_words(where_any.p50),
        None => amounts(&where_any),
    };
    Some(format!(
        "Need goes unfunded in {}: {amounts}{}. {NOBODY}.",
        in_report(capital.unfunded_chance, case),
        when_in_report(capital.unfunded_month.as_ref())
    ))
}

/// An amount over the futures that have any: its mean, and what few of them pass.
pub(super) fn amounts(where_any: &Spread) -> String {
    let mean = mean_in_words(where_any);
    if where_any.p50 == where_any.p90 {
        return format!("{mean} on average there");
    }
    format!("{mean} on average there, over {} in 10 of 100 of them", in_words(where_any.p90))
}

/// A mean to the digits that its error supports; to three where so few futures allow no statement of one.
pub(super) fn mean_in_words(amount: &Spread) -> String {
    match amount.mean_error {
        Some(error) => format::money_with_error(amount.mean, error),
        None => format::money_in_words(amount.mean),
    }
}

/// A warning where need goes unfunded after money was paid out that could have met it.
pub fn paid_out_too_early(capital: &Capital, case: Option<Case>) -> Option<String> {
    let chance = capital.unfunded_after_return;
    if chance.futures == 0 {
        return None;
    }
    let often = in_report(chance, case);
    Some(if capital.keeps_planned_need {
        format!(
            "Need goes unfunded after money was distributed in {often}, although what the central case still needed \
             was held back."
        )
    } else {
        format!(
            "Worth a look: need goes unfunded after money was distributed in {often}. Hold back what the central case \
             still needs, or distribute later; returns look better here than a prudent manager would make them."
        )
    })
}
