//! The investors' money: how much is at risk, against what they committed.

use super::amounts::{between, between_in_report, in_short, in_words};
use super::chances::{in_100, in_report, other_side};
use super::months::{typically, when_in_report};
use super::spans::so_many;
use super::unfunded::{returns_rest_on_it, unfunded_in_report};
use crate::engine::summary::{Capital, Chance, Summary};
use crate::format;
use crate::model::{Case, Money};

/// That no capital is drawn, which means that payments cover the costs only where no need goes unfunded either.
pub(super) fn no_capital_used(capital: &Capital) -> &'static str {
    if returns_rest_on_it(capital) {
        "No capital used, and need goes unfunded."
    } else {
        "No capital used: payments cover the costs in every future."
    }
}

/// Whether no capital is drawn in any future.
pub fn uses_no_capital(capital: &Capital) -> bool {
    capital.no_capital.futures == capital.no_capital.of
}

/// What the chart of exposure finds, in one sentence.
pub fn exposure_sentence(summary: &Summary) -> String {
    let capital = &summary.capital;
    if capital.no_capital.of > 0 && uses_no_capital(capital) {
        let Chance { futures, of, .. } = capital.unfunded_chance;
        return match futures {
            0 if capital.costs.p90 == Money::ZERO => {
                "Nothing is spent on delivery, so no capital is drawn.".to_owned()
            }
            0 => "Payments cover the costs in every future: no capital is drawn.".to_owned(),
            _ => format!(
                "No capital is drawn; need goes unfunded in {}.",
                format::futures(futures, of)
            ),
        };
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
    let unfunded = match capital.unfunded_chance {
        Chance { futures: 0, .. } => String::new(),
        Chance { futures, of, .. } => {
            format!("; need goes unfunded in {}", format::futures(futures, of))
        }
    };
    format!(
        "At their deepest, {} have {} of capital out{}; {need}{unfunded}.",
        so_many(&capital.peak.p10, &capital.peak.p90, capital.peak.is_of_few()),
        between(&capital.peak),
        typically(capital.peak_month.as_ref()),
    )
}

/// The same as the title of a picture: what matters most of it.
pub fn exposure_title(summary: &Summary) -> String {
    let capital = &summary.capital;
    if uses_no_capital(capital) {
        return "No capital is drawn".to_owned();
    }
    let [low, high] = [capital.peak.p10, capital.peak.p90].map(in_short);
    format!("Investors have {} out at the deepest", format::span(&low, &high))
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

/// The investors' money at its peak, against both commitments, and what nobody funds, in the report: a sentence each.
pub fn capital_in_report(capital: &Capital, case: Option<Case>) -> Vec<String> {
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
    [Some(at_risk), Some(need), unfunded_in_report(capital, case)].into_iter().flatten().collect()
}
