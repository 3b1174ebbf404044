//! The investors' money: how much is at risk, against what they committed, and what comes back.

use super::amounts::{between, between_in_report, in_words};
use super::chances::{in_100, in_report, other_side};
use super::months::{typically, when_in_report};
use crate::engine::summary::{Capital, Chance, Range, Summary};
use crate::format;
use crate::model::{Case, Money};

pub(super) const NO_CAPITAL_USED: &str =
    "No capital used: payments cover the costs in every future.";

/// Whether payments cover the costs in every future, so that no capital is drawn.
pub fn uses_no_capital(capital: &Capital) -> bool {
    capital.no_capital.futures == capital.no_capital.of
}

/// What the chart of exposure finds, in one sentence.
pub fn exposure_sentence(summary: &Summary) -> String {
    let capital = &summary.capital;
    if capital.no_capital.of > 0 && uses_no_capital(capital) {
        return "Payments cover the costs in every future: no capital is drawn.".to_owned();
    }
    let least = in_words(capital.commitment_least);
    let Chance { futures, of, .. } = capital.over_least;
    let need = match futures {
        0 => format!("no future needs more than the least commitment of {least}"),
        all if all >= of => format!("every future needs more than the least commitment of {least}"),
        _ => format!(
            "{} need more than the least commitment of {least}",
            format::futures(futures, of)
        ),
    };
    format!(
        "At their deepest, 80 of 100 futures have {} of capital out{}; {need}.",
        between(&capital.peak),
        typically(capital.peak_month.as_ref()),
    )
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
        return NO_CAPITAL_USED.to_owned();
    };
    format!(
        "For each {} drawn, {} to {} comes back in 80 of 100 futures, {} in the median one. Money is lost in {}.",
        format::currency_unit(),
        pounds_and_pence(multiple.p10),
        pounds_and_pence(multiple.p90),
        pounds_and_pence(multiple.p50),
        in_100(capital.loss_chance)
    )
}

/// The yearly return on the money drawn.
pub fn irr_sentence(irr: &Range) -> String {
    format!(
        "Yearly return (IRR): {} to {} in 80 of 100 futures, {} in the median one.",
        whole_percent(irr.p10),
        whole_percent(irr.p90),
        whole_percent(irr.p50)
    )
}

/// The investors' money at its peak and against both commitments, in the report: a sentence each.
pub fn capital_in_report(capital: &Capital, case: Option<Case>) -> [String; 2] {
    let at_risk = if capital.peak.p90 == Money::ZERO {
        "The investors' money is hardly used.".to_owned()
    } else {
        let at_risk = match case {
            Some(_) => in_words(capital.peak.p50),
            None => between_in_report(&capital.peak),
        };
        let when = when_in_report(capital.peak_month.as_ref());
        format!("At the peak investors have at risk {at_risk}{when}.")
    };
    let need = format!(
        "Their need passes the least commitment of {} in {}, and the most of {} in {}.",
        in_words(capital.commitment_least),
        in_report(capital.over_least, case),
        in_words(capital.commitment_most),
        in_report(capital.over_most, case),
    );
    [at_risk, need]
}

/// Who loses money, when all is back and where none is used, in the report.
pub fn losses_in_report(capital: &Capital, case: Option<Case>) -> Vec<String> {
    let loss = in_report(capital.loss_chance, case);
    let back = when_in_report(capital.payback.as_ref());
    let mut lines = vec![if back.is_empty() {
        format!("They lose money in {loss}.")
    } else {
        format!("They lose money in {loss}; otherwise all is back{back}.")
    }];
    if capital.no_capital.futures > 0 {
        lines.push(format!("No capital is used in {}.", in_report(capital.no_capital, case)));
    }
    lines
}

fn whole_percent(share: f64) -> String {
    format::percent((share * 100.0).round() / 100.0)
}

fn pounds_and_pence(amount: f64) -> String {
    format::money_each(amount)
}
