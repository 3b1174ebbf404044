//! Amounts of money over all futures, to the digits that the dice support.

use super::spans::{in_most, so_many};
use crate::engine::summary::{Interval, Spread};
use crate::format;
use crate::model::Money;

/// An amount in a sentence: `£22.3 million`.
pub fn in_words(amount: Money) -> String {
    format::money_in_words(amount.pounds())
}

/// An amount where room is short: `£22.3m`.
pub fn in_short(amount: Money) -> String {
    pounds_in_short(amount.pounds())
}

/// An amount that is no whole number of pence, where room is short.
pub fn pounds_in_short(pounds: f64) -> String {
    short(&format::money_in_words(pounds))
}

/// Words of amounts with their units as letters.
pub(super) fn short(words: &str) -> String {
    words.replace(" million", "m").replace(" billion", "bn")
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
    let errors = [spread.p10_interval, spread.p50_interval, spread.p90_interval]
        .map(|interval| interval.map_or(0.0, half_width));
    let rounded = [0, 1, 2].map(|which| format::round_to_error(amounts[which], errors[which]));
    let is_in_order = rounded.is_sorted();
    [0, 1, 2]
        .map(|which| whole_pounds(amounts[which], if is_in_order { errors[which] } else { 0.0 }))
}

/// How far a very long run may lie from this one in 80 of 100 cases, in pounds.
pub fn half_width(interval: Interval) -> f64 {
    (interval.high - interval.low).pounds() / 2.0
}

/// Whole pounds, to the digits that their simulation error supports: `£22,300,000`.
pub fn whole_pounds(pounds: f64, error: f64) -> String {
    format::whole_money(format::round_to_error(pounds, error).round())
}

/// How much more one amount is than another on average, in whole pounds.
pub fn mean_between(less: &Spread, more: &Spread) -> String {
    whole_pounds((more.mean - less.mean).max(0.0), more.mean_error.unwrap_or(0.0))
}

/// How far the median of a very long run may lie from this one, in words.
pub fn median_error(spread: &Spread) -> String {
    match spread.p50_interval.map(half_width) {
        None => "Simulation error: so few futures allow no statement.".to_owned(),
        Some(half) if half < 1.0 => {
            "Simulation error: none on the median; a very long run would give the same.".to_owned()
        }
        Some(half) => format!(
            "Simulation error: the median of a very long run lies within about {} of this one, in 80 of 100 cases.",
            format::money_in_words(half)
        ),
    }
}

/// What the middle 80 of 100 futures span, for a chart's sentence that has named them before:
/// `between £14.1 million and £16.3 million (median £15.2 million)`.
pub(super) fn between(spread: &Spread) -> String {
    // An amount that came up in all of these futures is told as it is.
    if spread.p10 == spread.p90 {
        return format::money(spread.p50);
    }
    let [low, middle, high] = [spread.p10, spread.p50, spread.p90].map(in_words);
    if low == high {
        return low;
    }
    format!("between {low} and {high} (median {middle})")
}

/// The same for the report, whose sentences do not name the futures before.
pub(super) fn between_in_report(spread: &Spread) -> String {
    if spread.p10 == spread.p90 {
        let amount = format::money(spread.p50);
        return in_most(&amount, &amount, spread.is_of_few());
    }
    let [low, middle, high] = [spread.p10, spread.p50, spread.p90].map(in_words);
    if low == high {
        in_most(&low, &high, spread.is_of_few())
    } else {
        let most = so_many(&low, &high, spread.is_of_few());
        format!("between {low} and {high} in {most} (median {middle})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_never_turns_a_range_round() {
        let pounds = |pounds: i64| Money::from_pence(pounds * 100);
        let interval = |low, high| Some(Interval { low: pounds(low), high: pounds(high) });
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
        let spread = Spread { p50, p50_interval: Some(interval), p90: p50, ..Spread::default() };
        assert_eq!(self::p50(&spread), "£970");
    }

    #[test]
    fn a_median_says_how_far_a_very_long_run_may_lie() {
        let pounds = |pounds: i64| Money::from_pence(pounds * 100);
        let with = |p50_interval| median_error(&Spread { p50_interval, ..Spread::default() });
        let interval = |low, high| Some(Interval { low: pounds(low), high: pounds(high) });
        let words = "Simulation error: the median of a very long run lies within about £20,000 of this one, in 80 of \
                     100 cases.";
        assert_eq!(with(interval(1_000_000, 1_040_000)), words);
        let words = "Simulation error: none on the median; a very long run would give the same.";
        assert_eq!(with(interval(1_000_000, 1_000_000)), words);
        assert_eq!(with(None), "Simulation error: so few futures allow no statement.");
    }

    #[test]
    fn labels_are_short() {
        for (pounds, label) in [
            (22_297_917, "£22.3m"),
            (3_470_000, "£3.47m"),
            (3_000_000, "£3m"),
            (950_400, "£950,000"),
            (0, "£0"),
            (1_200_000_000, "£1.2bn"),
        ] {
            assert_eq!(in_short(Money::from_pence(pounds * 100)), label);
        }
    }

    #[test]
    fn a_spread_without_width_is_one_amount() {
        let amount = Money::from_pence(150_000_000);
        let flat = Spread {
            mean_error: Some(1.0),
            p10: amount,
            p50: amount,
            p90: amount,
            ..Spread::default()
        };
        assert_eq!(between(&flat), "£1,500,000");
        assert_eq!(between_in_report(&flat), "£1,500,000 in at least 80 of 100 futures");
    }
}
