//! What the investors get back: for each pound, by the year, how much is lost and when all is back.

use super::amounts::in_words;
use super::capital::NO_CAPITAL_USED;
use super::chances::{in_100, in_report};
use super::unfunded::{amounts, returns_rest_on_it};
use crate::engine::summary::{Capital, Chance, PaybackRange, RankedRate};
use crate::format;
use crate::model::{CalendarMonth, Case};

/// All that the page says of what comes back, a sentence each.
pub fn returns_sentences(capital: &Capital) -> Vec<String> {
    if capital.multiple.is_none() {
        return vec![NO_CAPITAL_USED.to_owned()];
    }
    let returns = [multiple(capital), irr(capital), return_on_capital(capital)];
    let returns = returns.into_iter().flatten().map(|sentence| marked(capital, &sentence));
    let others =
        [Some(loss(capital, None)), below_preferred(capital, None), payback(capital, None)];
    returns.chain(others.into_iter().flatten()).collect()
}

/// What the report says beside its table of returns, a sentence each.
pub fn returns_in_report(capital: &Capital, case: Option<Case>) -> Vec<String> {
    let mut lines = Vec::new();
    if returns_rest_on_it(capital) && capital.multiple.is_some() {
        lines.push(
            "* Only if somebody bears the unfunded need, which nobody has agreed to.".to_owned(),
        );
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
    format!("Only if somebody bears the unfunded need: {first}{}", letters.as_str())
}

fn multiple(capital: &Capital) -> Option<String> {
    let multiple = capital.multiple?;
    Some(format!(
        "For each pound drawn, {} to {} comes back in 80 of 100 futures, {} in the median one.",
        pounds_and_pence(multiple.p10),
        pounds_and_pence(multiple.p90),
        pounds_and_pence(multiple.p50),
    ))
}

/// The yearly return on the money drawn.
fn irr(capital: &Capital) -> Option<String> {
    let irr = capital.irr?;
    let [low, middle, high] = [irr.p10, irr.p50, irr.p90].map(rate_in_words);
    let without = match irr.without.futures {
        0 => String::new(),
        _ => format!(" {}", without_rate(irr.without)),
    };
    Some(format!(
        "Yearly return (IRR): {low} to {high} in 80 of 100 futures, {middle} in the median one.{without}"
    ))
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
    Some(format!(
        "Profit a year for each pound that is out (return on capital employed): {} to {} in 80 of 100 futures, {} in \
         the median one, which has {} out for a year or as much for longer.",
        percent(on_capital.p10),
        percent(on_capital.p90),
        percent(on_capital.p50),
        in_words(capital.exposure_years.p50),
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
    let all = format::money_with_error(capital.loss.mean, capital.loss.mean_error);
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
    let by = |month: Option<CalendarMonth>| match month {
        Some(month) => format!("by {}", format::month(month)),
        None => "never".to_owned(),
    };
    if case.is_some() {
        let back = p50.map(|month| format!("All capital is back by {}.", format::month(month)));
        return Some(back.unwrap_or_else(|| "Some capital never comes back.".to_owned()));
    }
    let never = match never.futures {
        0 => String::new(),
        _ => format!("; some never comes back in {}", in_100(never)),
    };
    let median = by(p50);
    let most = if p90 == p50 { String::new() } else { format!(", {} in 90 of 100", by(p90)) };
    Some(format!("All capital is back {median} in the median future{most}{never}."))
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

fn pounds_and_pence(amount: f64) -> String {
    format!("£{amount:.2}")
}
