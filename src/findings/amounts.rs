//! Amounts of money over all futures, to the digits that the dice support.

use crate::engine::summary::{Interval, Spread};
use crate::format;
use crate::model::Money;

/// An amount in a sentence: `£22.3 million`.
pub fn in_words(amount: Money) -> String {
    format::money_in_words(amount.pounds())
}

/// The amount that 10 of 100 futures stay under, to the digits that its simulation error supports.
pub(super) fn p10(spread: &Spread) -> String {
    rounded(spread)[0].clone()
}

/// The median, to the digits that its simulation error supports.
pub fn p50(spread: &Spread) -> String {
    rounded(spread)[1].clone()
}

/// The amount that 90 of 100 futures stay under, to the digits that its simulation error supports.
pub(super) fn p90(spread: &Spread) -> String {
    rounded(spread)[2].clone()
}

/// All three, in whole pounds. Where rounding would turn their order round, as it can just below a cap, they are exact.
fn rounded(spread: &Spread) -> [String; 3] {
    let amounts = [spread.p10, spread.p50, spread.p90].map(Money::pounds);
    let errors = [spread.p10_interval, spread.p50_interval, spread.p90_interval].map(half_width);
    let rounded = [0, 1, 2].map(|which| format::round_to_error(amounts[which], errors[which]));
    let is_in_order = rounded.is_sorted();
    [0, 1, 2]
        .map(|which| whole_pounds(amounts[which], if is_in_order { errors[which] } else { 0.0 }))
}

/// Half of what the simulation leaves open in 80 of 100 runs, in pounds.
pub fn half_width(interval: Interval) -> f64 {
    (interval.high - interval.low).pounds() / 2.0
}

/// Whole pounds, to the digits that their simulation error supports: `£22,300,000`.
pub fn whole_pounds(pounds: f64, error: f64) -> String {
    format::whole_money(format::round_to_error(pounds, error).round())
}

/// How far the dice may have moved a median, in words.
pub fn median_error(spread: &Spread) -> String {
    let half = half_width(spread.p50_interval);
    if half < 1.0 {
        return "Simulation error: none on the median; other seeds give the same.".to_owned();
    }
    format!(
        "Simulation error: another seed would move the median by about {}, in 80 of 100 runs.",
        format::money_in_words(half)
    )
}

/// What the middle 80 of 100 futures span, for a chart's sentence that has named them before:
/// `between £14.1 million and £16.3 million (median £15.2 million)`.
pub(super) fn between(spread: &Spread) -> String {
    let [low, middle, high] = [spread.p10, spread.p50, spread.p90].map(in_words);
    if low == high {
        return low;
    }
    format!("between {low} and {high} (median {middle})")
}

/// The same for the report, whose sentences do not name the futures before.
pub(super) fn between_in_report(spread: &Spread) -> String {
    let [low, middle, high] = [spread.p10, spread.p50, spread.p90].map(in_words);
    if low == high {
        format!("{low} in at least 80 of 100 futures")
    } else {
        format!("between {low} and {high} in 80 of 100 futures (median {middle})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_never_turns_a_range_round() {
        let pounds = |pounds: i64| Money::from_pence(pounds * 100);
        let interval = |low, high| Interval { low: pounds(low), high: pounds(high) };
        let mut spread = Spread {
            p10: pounds(22_260_000),
            p10_interval: interval(22_100_000, 22_297_917),
            p50: pounds(22_297_917),
            p50_interval: interval(22_297_917, 22_297_917),
            p90: pounds(22_297_917),
            p90_interval: interval(22_297_917, 22_297_917),
            ..Spread::default()
        };
        assert_eq!((p10(&spread), p90(&spread)), ("£22,260,000".into(), "£22,297,917".into()));
        spread.p10_interval = interval(22_100_000, 22_350_000);
        assert_eq!(p10(&spread), "£22,260,000", "and not £22,300,000, beyond the cap");
        spread.p10 = pounds(22_160_000);
        assert_eq!(p10(&spread), "£22,200,000");
    }

    #[test]
    fn amounts_keep_the_digits_that_they_deserve() {
        for (pounds, error, text) in [
            (22_297_917.2, 40_000.0, "£22,300,000"),
            (1_234.4, 0.0, "£1,234"),
            (-1_234.4, 20.0, "-£1,230"),
            (-0.2, 0.0, "£0"),
        ] {
            assert_eq!(whole_pounds(pounds, error), text);
        }
        let interval = Interval { low: Money::from_pence(96_000), high: Money::from_pence(98_000) };
        let p50 = Money::from_pence(97_312);
        let spread = Spread { p50, p50_interval: interval, p90: p50, ..Spread::default() };
        assert_eq!(self::p50(&spread), "£970");
    }

    #[test]
    fn a_spread_without_width_is_one_amount() {
        let amount = Money::from_pence(150_000_000);
        let flat = Spread { p10: amount, p50: amount, p90: amount, ..Spread::default() };
        assert_eq!(between(&flat), "£1.5 million");
        assert_eq!(between_in_report(&flat), "£1.5 million in at least 80 of 100 futures");
    }
}
