//! What the results say, in sentences: both framings, ranges first, and no more digits than the dice support.

use crate::engine::summary::{
    CapEffect, CapKind, CapReached, Capital, Chance, Interval, MonthRange, Range, Spread,
};
use crate::format;
use crate::model::Money;

/// "93 of 100 futures": a chance as it stands after the word "in".
pub fn in_100(chance: Chance) -> String {
    out_of(chance.futures, chance.of)
}

/// The same chance from the other side; the two figures always add to 100.
pub fn other_side(chance: Chance) -> String {
    let others = out_of(chance.of.saturating_sub(chance.futures), chance.of);
    let shown = in_100(chance);
    let number = |text: &str| text.split(' ').next().and_then(|word| word.parse::<u32>().ok());
    match (number(&shown), number(&others)) {
        // Both ends in .5 and round up: 92.5 and 7.5 would make 101.
        (Some(one), Some(other)) if one + other == 101 => format!("{} of 100 futures", other - 1),
        _ => others,
    }
}

/// "In 93 in 100" reads badly, so that the page's sentences say "in 93 of 100".
fn out_of(futures: u32, of: u32) -> String {
    format::futures(futures, of).replacen(" in ", " of ", 1)
}

/// How far the dice may have moved a chance, in words.
pub fn chance_error(chance: Chance) -> String {
    if chance.of == 0 {
        return String::new();
    }
    let of = format::count(u64::from(chance.of));
    if chance.futures == 0 || chance.futures == chance.of {
        return format!(
            "All {of} futures agree on this; a case rarer than 1 in {of} could still exist."
        );
    }
    // 80 in 100 runs with other seeds fall within 1.28 standard errors.
    let points = chance.error * 1.2816 * 100.0;
    let words = if points < 0.5 {
        "less than half a future in 100".to_owned()
    } else {
        format!("about {points:.0} in 100")
    };
    format!("Simulation error: another seed would move this by {words}, in 80 of 100 runs.")
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

/// The amount that 10 of 100 futures stay under, to the digits that its simulation error supports.
pub fn p10(spread: &Spread) -> String {
    rounded(spread.p10, spread.p10_interval)
}

/// The median, to the digits that its simulation error supports.
pub fn p50(spread: &Spread) -> String {
    rounded(spread.p50, spread.p50_interval)
}

/// The amount that 90 of 100 futures stay under, to the digits that its simulation error supports.
pub fn p90(spread: &Spread) -> String {
    rounded(spread.p90, spread.p90_interval)
}

fn rounded(amount: Money, interval: Interval) -> String {
    let pounds = format::round_to_error(amount.pounds(), half_width(interval)).round();
    Money::from_pounds(pounds).map_or_else(|_| format::money(amount), format::money)
}

/// Half of what the simulation leaves open in 80 of 100 runs, in pounds.
fn half_width(interval: Interval) -> f64 {
    (interval.high - interval.low).pounds() / 2.0
}

/// "November 2023", or "August 2023 to February 2024" when the outer ones differ.
pub fn month_span(range: &MonthRange) -> String {
    if range.p10 == range.p90 {
        format::month(range.p50)
    } else {
        format!("{} to {}", format::month(range.p10), format::month(range.p90))
    }
}

/// What a kind of cap takes, where it takes anything.
pub fn cap_effect_sentence(effect: &CapEffect) -> Option<String> {
    let name = match effect.cap {
        CapKind::Contract => return None,
        CapKind::Person => "The cap per person takes",
        CapKind::Line => "Caps on lines take",
        CapKind::Group => "Caps on groups take",
        CapKind::Year => "The yearly cap takes",
        CapKind::Payer => "The payers’ own limits take",
    };
    if effect.bites.futures == 0 {
        return None;
    }
    let taken = &effect.taken;
    Some(format!(
        "{name} something in {}: {} to {} in 80 of 100 futures.",
        in_100(effect.bites),
        p10(taken),
        p90(taken)
    ))
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
    let months = match cap.months_after {
        Some(months) if months.p50.round() > 1.0 => {
            format!(", in typically {} more months of delivery", format::number(months.p50.round()))
        }
        _ => String::new(),
    };
    Some(format!(
        "Work worth {} to {} is then done and not paid for, {} in the median future{months}.",
        p10(unpaid),
        p90(unpaid),
        p50(unpaid)
    ))
}

/// Total payments as statements, from the low to the high end.
pub fn paid_in_words(paid: &Spread, cap: &CapReached) -> Vec<String> {
    let is_cap = |amount: Money| cap.amount == Some(amount);
    let full =
        || format!("{} pay the full cap, {}.", in_100(cap.probability), format::money(paid.p90));
    let mut lines = Vec::new();
    if paid.p10 < paid.p90 {
        lines.push(format!("1 in 10 futures pay less than {}.", p10(paid)));
        if !is_cap(paid.p50) {
            lines.push(format!("Half pay less than {}.", p50(paid)));
        }
    }
    if is_cap(paid.p90) {
        lines.push(full());
    } else if paid.p10 < paid.p90 {
        lines.push(format!("1 in 10 pay more than {}.", p90(paid)));
    }
    lines.push(format!(
        "The average of all futures is {}.",
        format::money_with_error(paid.mean, paid.mean_error)
    ));
    lines
}

/// One commitment against the need for money, both ways round.
pub fn limit_sentence(name: &str, amount: Money, over: Chance) -> String {
    if over.futures == 0 {
        return format!(
            "The need stays within the {name}, {}, in every future.",
            format::money(amount)
        );
    }
    if over.futures == over.of {
        return format!("The need passes the {name}, {}, in every future.", format::money(amount));
    }
    format!(
        "The need passes the {name}, {}, in {}; it stays within it in {}.",
        format::money(amount),
        in_100(over),
        other_side(over)
    )
}

/// What the investors get back.
pub fn returns_sentence(capital: &Capital) -> String {
    let Some(multiple) = capital.multiple else {
        return "No capital used: payments cover the costs in every future.".to_owned();
    };
    format!(
        "For each pound drawn, {} to {} comes back in 80 of 100 futures, {} in the median one. Money is lost in {}.",
        pounds_and_pence(multiple.p10),
        pounds_and_pence(multiple.p90),
        pounds_and_pence(multiple.p50),
        in_100(capital.loss_chance)
    )
}

/// The yearly return on the money drawn.
pub fn irr_sentence(irr: Option<Range>) -> String {
    match irr {
        None => "No capital used, so there is no yearly return (IRR).".to_owned(),
        Some(irr) => format!(
            "Yearly return (IRR): {} to {} in 80 of 100 futures, {} in the median one.",
            whole_percent(irr.p10),
            whole_percent(irr.p90),
            whole_percent(irr.p50)
        ),
    }
}

fn whole_percent(share: f64) -> String {
    format::percent((share * 100.0).round() / 100.0)
}

fn pounds_and_pence(amount: f64) -> String {
    format!("£{amount:.2}")
}
