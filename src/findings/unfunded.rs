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
        "Need goes unfunded in {}: {amounts}, at its highest{from}. {}{NOBODY}.",
        in_100(capital.unfunded_chance),
        rest(capital, None)
    ))
}

/// The same in the report.
pub(super) fn unfunded_in_report(capital: &Capital, case: Option<Case>) -> Option<String> {
    let where_any = capital.unfunded_where_any?;
    let amounts = match case {
        Some(_) => in_words(where_any.p50),
        None => amounts(&where_any),
    };
    let first = match when_in_report(capital.unfunded_month.as_ref()) {
        when if when.is_empty() => when,
        when => format!(", first{}", when.trim_start_matches(',')),
    };
    Some(format!(
        "Need goes unfunded in {}: {amounts}, at its highest{first}. {}{NOBODY}.",
        in_report(capital.unfunded_chance, case),
        rest(capital, case)
    ))
}

/// What of it is never paid, and why need can go unfunded that is below the commitment.
fn rest(capital: &Capital, case: Option<Case>) -> String {
    let mut words = String::new();
    if let Some(at_end) = &capital.unfunded_at_end_where_any {
        let amounts = match case {
            Some(_) => in_words(at_end.p50),
            None => amounts(at_end),
        };
        let often = in_report(capital.unfunded_at_end_chance, case);
        words.push_str(&format!("Some of it is never paid in {often}: {amounts}. "));
    }
    if capital.unfunded_chance.futures > capital.over_most.futures {
        words.push_str(
            "Where need stays below the most commitment, capital that came back could not be drawn again. ",
        );
    }
    words
}

/// An amount over the futures that have any: its mean, and what few of them pass.
pub(super) fn amounts(where_any: &Spread) -> String {
    let mean = mean_in_words(where_any);
    if where_any.p50 == where_any.p90 {
        return format!("{mean} on average there");
    }
    // Of few futures a tenth is not told.
    if where_any.mean_error.is_none() {
        return format!("{mean} on average there");
    }
    format!("{mean} on average there, {} or more in 10 of 100 of them", in_words(where_any.p90))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::summary::{Chance, MonthRange};
    use crate::model::Money;

    fn chance(futures: u32) -> Chance {
        Chance { futures, of: 100, probability: f64::from(futures) / 100.0, error: Some(0.01) }
    }

    fn spread(pounds: f64) -> Spread {
        let amount = Money::from_pounds(pounds).unwrap();
        let more = Money::from_pounds(pounds * 2.0).unwrap();
        Spread {
            mean: pounds,
            mean_error: Some(1_000.0),
            p50: amount,
            p90: more,
            ..Spread::default()
        }
    }

    #[test]
    fn need_that_nobody_funds_is_told_with_what_is_never_paid() {
        let month = "2023-05".parse().unwrap();
        let mut capital = Capital {
            unfunded_chance: chance(49),
            unfunded_where_any: Some(spread(700_000.0)),
            unfunded_month: Some(MonthRange { p10: month, p50: month, p90: month }),
            over_most: chance(18),
            unfunded_at_end_chance: chance(34),
            unfunded_at_end_where_any: Some(spread(300_000.0)),
            ..Capital::default()
        };
        let told = unfunded_in_report(&capital, None).unwrap();
        let of_page = unfunded_sentence(&capital).unwrap();
        for words in [
            "Need goes unfunded in 49 of 100 futures: £700,000 on average there, £1.4 million or more in 10 of 100",
            "at its highest",
            "Some of it is never paid in 34 of 100 futures: £300,000 on average there",
            "capital that came back could not be drawn again",
            "Nobody has agreed to bear it.",
        ] {
            assert!(told.contains(words), "{words}: {told}");
            assert!(of_page.contains(words), "{words}: {of_page}");
        }
        assert!(told.contains("at its highest, first"), "{told}");
        capital.unfunded_at_end_where_any = None;
        capital.over_most = chance(49);
        let told = unfunded_in_report(&capital, None).unwrap();
        assert!(!told.contains("never paid") && !told.contains("drawn again"), "{told}");
        assert_eq!(unfunded_in_report(&Capital::default(), None), None);
    }
}
