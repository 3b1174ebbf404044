//! What the contract pays.

use super::amounts::{between, between_in_report, in_short, in_words, p10, p50, p90};
use super::chances::{are_few, in_100};
use super::months::typically;
use super::spans::so_many;
use crate::engine::summary::{CapReached, Chance, Period, Spread, Summary};
use crate::format;
use crate::model::{Case, Money};

/// What the chart of payments finds, in one sentence.
pub fn payments_sentence(summary: &Summary) -> String {
    let paid = format!("{} pay {}", most_pay(&summary.paid), between(&summary.paid));
    let Some(cap) = summary.cap.amount.map(in_words) else {
        return format!("{}; there is no cap on payments.", format::capital(&paid));
    };
    let Chance { futures, of, .. } = summary.cap.probability;
    let when = typically(summary.cap.month.as_ref());
    if futures == 0 {
        return format!("Every future stays under the cap of {cap}: {paid}.");
    }
    if futures >= of {
        return format!("Every future reaches the cap of {cap}{when}.");
    }
    format!(
        "{} reach the cap of {cap}{when}; {} stay under it.",
        format::capital(&format::futures(futures, of)),
        format::futures(of - futures, of),
    )
}

fn most_pay(paid: &Spread) -> &'static str {
    so_many(&paid.p10, &paid.p90, paid.is_of_few())
}

/// The same as the title of a picture: what matters most of it.
pub fn payments_title(summary: &Summary) -> String {
    let cap = &summary.cap;
    let Chance { futures, of, .. } = cap.probability;
    let month = cap.month.as_ref().filter(|_| !are_few(of));
    let middle = month.map(|month| format!(", half of them by {}", format::month(month.p50)));
    match cap.amount.map(in_words) {
        None => {
            format::capital(&format!("{} pay {}", most_pay(&summary.paid), between(&summary.paid)))
        }
        Some(amount) if futures == 0 => format!("Every future stays under the cap of {amount}"),
        Some(_) if futures >= of => {
            format!("Every future reaches the cap{}", middle.unwrap_or_default())
        }
        Some(_) => format!(
            "{} reach the cap{}",
            format::capital(&format::futures(futures, of)),
            middle.unwrap_or_default()
        ),
    }
}

/// Total payments as statements for the page, from the low to the high end.
pub fn paid_in_words(paid: &Spread, cap: &CapReached) -> Vec<String> {
    let is_cap = |amount: Money| cap.amount == Some(amount);
    let pay = if cap.probability.of == 1 { "pays" } else { "pay" };
    let full =
        || format!("{} {pay} the full cap, {}.", in_100(cap.probability), format::money(paid.p90));
    let mut lines = Vec::new();
    let are_enough = !are_few(cap.probability.of) && paid.p10 < paid.p90;
    if are_enough {
        if paid.p10 < paid.p50 {
            lines.push(format!("1 in 10 futures pay {} or less.", p10(paid)));
            if !is_cap(paid.p50) {
                lines.push(format!("Half pay {} or less.", p50(paid)));
            }
        } else {
            // Where many pay the same, as nothing, it is more than a tenth.
            lines.push(format!("At least half of all futures pay {} or less.", p50(paid)));
        }
    }
    if is_cap(paid.p90) {
        lines.push(full());
    } else if are_enough {
        lines.push(format!("1 in 10 pay {} or more.", p90(paid)));
    }
    lines.push(format!(
        "The average of all futures is {}.",
        format::money_with_error(paid.mean, paid.mean_error.unwrap_or(0.0))
    ));
    lines
}

/// The quarter that costs most, as a title.
pub fn quarters_title(summary: &Summary) -> String {
    match dearest(summary) {
        Some(period) => format!(
            "Most is paid for the quarter to {}: {}",
            format::month(period.end),
            format::span(&in_short(period.paid.p10), &in_short(period.paid.p90))
        ),
        None => "Nothing is paid in any quarter".to_owned(),
    }
}

/// The quarter that costs most, and the last in which anything is paid.
pub fn quarters_sentence(summary: &Summary) -> String {
    let Some(period) = dearest(summary) else {
        return "Nothing is paid in the median future of any quarter.".to_owned();
    };
    let last = summary.by_quarter().iter().rfind(|period| period.paid.p50 > Money::ZERO);
    let last = last.map_or_else(String::new, |last| {
        format!(
            " In the median future payments end with the quarter to {}.",
            format::month(last.end)
        )
    });
    format!(
        "The quarter to {} costs most: {} pay {} for it.{last}",
        format::month(period.end),
        most_pay(&period.paid),
        between(&period.paid)
    )
}

/// The quarter with the highest median payment.
fn dearest(summary: &Summary) -> Option<&Period> {
    let dearest = summary.by_quarter().iter().max_by_key(|period| period.paid.p50);
    dearest.filter(|period| period.paid.p50 > Money::ZERO)
}

/// What is achieved and comes too late to be claimed, where that is worth a word.
pub fn late_sentence(summary: &Summary) -> Option<String> {
    const WORTH_A_WORD: f64 = 0.01;
    let lines = || summary.outcomes.iter().filter(|line| !line.is_step);
    let achieved: f64 = lines().map(|line| line.achieved.mean).sum();
    let late: f64 = lines().map(|line| line.late.mean).sum();
    (late > WORTH_A_WORD * achieved).then(|| {
        format!(
            "{} of {} achievements come too late to be claimed, on average; Outcomes has them by line.",
            format::number(late.round()),
            format::number(achieved.round())
        )
    })
}

/// What the contract pays, in the report.
pub fn paid_in_report(paid: &Spread, case: Option<Case>) -> String {
    match case {
        Some(_) => format!("The contract pays {}.", in_words(paid.p50)),
        None => format!(
            "The contract pays {} on average, and {}.",
            format::money_with_error(paid.mean, paid.mean_error.unwrap_or(0.0)),
            between_in_report(paid)
        ),
    }
}
