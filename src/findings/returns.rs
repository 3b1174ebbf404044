//! What the investors get back: for each pound, by the year, how much is lost and when all is back.

use super::amounts::in_words;
use super::capital::no_capital_used;
use super::chances::{are_few, in_100, in_report};
use super::spans::in_most_and_median;
use super::unfunded::{amounts, mean_in_words, returns_rest_on_it};
use crate::engine::summary::{Capital, Chance, PaybackRange, RankedRate};
use crate::format;
use crate::model::Case;

/// All that the page says of what comes back, a sentence each.
pub fn returns_sentences(capital: &Capital) -> Vec<String> {
    if capital.multiple.is_none() {
        return vec![no_capital_used(capital).to_owned()];
    }
    let loss = Some(loss(capital, None));
    let returns = [multiple(capital), irr(capital), return_on_capital(capital), loss];
    let returns = returns.into_iter().flatten().map(|sentence| marked(capital, &sentence));
    let others = [below_preferred(capital, None), payback(capital, None)];
    returns.chain(others.into_iter().flatten()).collect()
}

/// What the report says beside its table of returns, a sentence each.
pub fn returns_in_report(capital: &Capital, case: Option<Case>) -> Vec<String> {
    let mut lines = Vec::new();
    if returns_rest_on_it(capital) && capital.multiple.is_some() {
        let often = often(capital.unfunded_chance, case);
        lines.push(format!(
            "* This, and what is said below, counts on somebody to bear the unfunded need in {often}. Nobody has agreed to."
        ));
    }
    let without = capital.irr.map(|irr| irr.without).filter(|without| without.futures > 0);
    if let (Some(without), None) = (without, case) {
        lines.push(without_rate(without));
    }
    lines.push(loss(capital, case));
    lines.extend(below_preferred(capital, case));
    lines.extend(payback(capital, case));
    if capital.no_capital.futures > 0 {
        lines.push(format!("No capital is used in {}.", in_report(capital.no_capital, case)));
    }
    lines
}

/// A rate of return in its place among others, in words.
pub fn rate_in_words(rate: RankedRate) -> String {
    match rate {
        RankedRate::BelowEveryRate => "no rate (a loss)".to_owned(),
        RankedRate::Rate(rate) => whole_percent(rate),
        RankedRate::AboveEveryRate => "no rate (a gain)".to_owned(),
    }
}

/// A sentence on a return that rests on unfunded need says so.
fn marked(capital: &Capital, sentence: &str) -> String {
    if !returns_rest_on_it(capital) {
        return sentence.to_owned();
    }
    let mut letters = sentence.chars();
    let first: String = letters.by_ref().take(1).flat_map(char::to_lowercase).collect();
    let often = in_100(capital.unfunded_chance);
    format!(
        "Counting on somebody to bear the unfunded need in {often}: {first}{}",
        letters.as_str()
    )
}

fn multiple(capital: &Capital) -> Option<String> {
    let multiple = capital.multiple?;
    Some(format!(
        "For each {} drawn there comes back {}.",
        format::currency_unit(),
        in_most_and_median(
            &[multiple.p10, multiple.p50, multiple.p90].map(format::money_each),
            multiple.is_of_few()
        ),
    ))
}

/// The yearly return on the money drawn.
fn irr(capital: &Capital) -> Option<String> {
    let irr = capital.irr?;
    let rates = in_most_and_median(
        &[irr.p10, irr.p50, irr.p90].map(rate_in_words),
        are_few(irr.without.of),
    );
    let without = match irr.without.futures {
        0 => String::new(),
        _ => format!(" {}", without_rate(irr.without)),
    };
    Some(format!("Yearly return (IRR): {rates}.{without}"))
}

fn without_rate(without: Chance) -> String {
    format!(
        "No rate of return fits the flows of {}: a loss counts as below every rate, a gain as above.",
        in_100(without)
    )
}

/// Profit by capital employed, which exists where a rate of return does not.
fn return_on_capital(capital: &Capital) -> Option<String> {
    let on_capital = capital.return_on_capital?;
    let unit = format::currency_unit();
    Some(format!(
        "Profit a year for each {unit} that is out (return on capital employed): {}. The median exposure over \
         time is {} {unit}-years.",
        in_most_and_median(
            &[on_capital.p10, on_capital.p50, on_capital.p90].map(percent),
            on_capital.is_of_few()
        ),
        format::number(capital.exposure_years.p50.pounds().round()),
    ))
}

fn loss(capital: &Capital, case: Option<Case>) -> String {
    let often = often(capital.loss_chance, case);
    let Some(where_any) = &capital.loss_where_any else {
        return format!("Money is lost in {often}.");
    };
    if case.is_some() {
        return format!("Money is lost in {often}: {}.", in_words(where_any.p50));
    }
    let all = mean_in_words(&capital.loss);
    format!("Money is lost in {often}: {}; {all} on average over all.", amounts(where_any))
}

fn below_preferred(capital: &Capital, case: Option<Case>) -> Option<String> {
    let chance = capital.below_preferred;
    (chance.futures > 0).then(|| {
        format!("Capital or preferred return is still owed at the end in {}.", often(chance, case))
    })
}

/// When the last capital is back, with those futures in which it never is.
fn payback(capital: &Capital, case: Option<Case>) -> Option<String> {
    let PaybackRange { p50, p90, never, .. } = capital.payback_of_all?;
    // Where half never get it back, the middle lies between those that do and those that do not.
    let Some(median) = p50.filter(|_| 2 * never.futures < never.of) else {
        return Some(format!(
            "Some capital never comes back in {}{}.",
            often(never, case),
            of_those_that_use_it(capital)
        ));
    };
    let median = format!("All capital is back by {}", format::month(median));
    if case.is_some() {
        return Some(format!("{median}."));
    }
    let most = match p90 {
        Some(month) if p90 != p50 => format!(", by {} in 90 of 100", format::month(month)),
        _ => String::new(),
    };
    let never = match never.futures {
        0 => String::new(),
        _ => {
            let of_users = of_those_that_use_it(capital);
            // Who was paid profit before may have all the money back, and capital out all the same.
            let but = if never.futures > capital.loss_chance.futures {
                ", which is no loss where profit was paid before"
            } else {
                ""
            };
            format!("; some never comes back in {}{of_users}{but}", in_100(never))
        }
    };
    Some(format!("{median} in the median future{most}{never}."))
}

/// Words behind a chance among the futures that use capital, where others use none.
fn of_those_that_use_it(capital: &Capital) -> &'static str {
    if capital.no_capital.futures > 0 { " that use capital" } else { "" }
}

/// A chance after the word "in", as the page or the report says it.
fn often(chance: Chance, case: Option<Case>) -> String {
    if case.is_some() { in_report(chance, case) } else { in_100(chance) }
}

fn whole_percent(share: f64) -> String {
    format::percent((share * 100.0).round() / 100.0)
}

fn percent(share: f64) -> String {
    format::percent((share * 1_000.0).round() / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::summary::{Range, RateOfReturn, Spread};
    use crate::model::Money;

    fn chance(futures: u32, of: u32) -> Chance {
        Chance { futures, of, probability: f64::from(futures) / f64::from(of), error: Some(0.01) }
    }

    fn spread(mean: f64, p90: i64) -> Spread {
        let p90 = Money::from_pence(p90 * 100);
        Spread { mean, mean_error: Some(1_000.0), p90, ..Spread::default() }
    }

    /// A hundred futures, of which 73 lose and have no rate.
    fn losing() -> Capital {
        let range = |p10, p50, p90| {
            Some(Range { mean_error: Some(0.01), p10, p50, p90, ..Range::default() })
        };
        Capital {
            multiple: range(0.5, 0.9, 1.1),
            irr: Some(RateOfReturn {
                p10: RankedRate::BelowEveryRate,
                p50: RankedRate::BelowEveryRate,
                p90: RankedRate::Rate(0.04),
                without: chance(73, 100),
                range: None,
            }),
            return_on_capital: range(-0.204, -0.05, 0.04),
            exposure_years: Spread { p50: Money::from_pence(750_000_000), ..Spread::default() },
            loss_chance: chance(73, 100),
            loss: spread(300_000.0, 900_000),
            loss_where_any: Some(spread(400_000.0, 1_000_000)),
            below_preferred: chance(80, 100),
            payback_of_all: Some(PaybackRange {
                p10: "2024-05".parse().ok(),
                p50: None,
                p90: None,
                never: chance(73, 100),
            }),
            ..Capital::default()
        }
    }

    #[test]
    fn what_most_futures_lose_is_never_told_as_a_gain_of_the_others() {
        assert_eq!(
            returns_sentences(&losing()),
            [
                "For each pound drawn there comes back £0.50 to £1.10 in 80 of 100 futures, £0.90 in the median one.",
                "Yearly return (IRR): no rate (a loss) to 4% in 80 of 100 futures, no rate (a loss) in the median one. \
                 No rate of return fits the flows of 73 of 100 futures: a loss counts as below every rate, a gain as \
                 above.",
                "Profit a year for each pound that is out (return on capital employed): -20.4% to 4% in 80 of 100 \
                 futures, -5% in the median one. The median exposure over time is 7,500,000 pound-years.",
                "Money is lost in 73 of 100 futures: £400,000 on average there, £1 million or more in 10 of 100 of \
                 them; £300,000 on average over all.",
                "Capital or preferred return is still owed at the end in 80 of 100 futures.",
                "Some capital never comes back in 73 of 100 futures.",
            ]
        );
    }

    #[test]
    fn a_return_that_rests_on_unfunded_need_says_so() {
        let mut capital = losing();
        capital.unfunded_chance = chance(40, 100);
        let sentences = returns_sentences(&capital);
        let mark = "Counting on somebody to bear the unfunded need in 40 of 100 futures: ";
        assert!(sentences[..4].iter().all(|returns| returns.starts_with(mark)), "{sentences:?}");
        assert!(
            sentences[0].contains(": for each pound drawn there comes back £0.50"),
            "{}",
            sentences[0]
        );
        let report = returns_in_report(&capital, None);
        assert!(report[0].starts_with("* This, and what is said below, counts on"), "{report:?}");
        assert!(report[1].starts_with("No rate of return fits the flows of 73"), "{report:?}");
    }

    #[test]
    fn a_named_case_has_one_future_and_no_chances() {
        let mut capital = losing();
        capital.loss_chance = chance(1, 1);
        capital.below_preferred = chance(0, 1);
        let month = "2024-05".parse().ok();
        capital.payback_of_all =
            Some(PaybackRange { p10: month, p50: month, p90: month, never: chance(0, 1) });
        capital.loss_where_any =
            Some(Spread { p50: Money::from_pence(5_000_000), ..Spread::default() });
        assert_eq!(
            returns_in_report(&capital, Some(Case::Low)),
            ["Money is lost in this case: £50,000.", "All capital is back by May 2024."]
        );
    }
}
