//! How far the figures can be trusted: where the spread comes from, and whether the sum without dice agrees.

use super::unfunded::paid_out_too_early;
use crate::analysis::checks::{Check, Outcome, Rule};
use crate::engine::summary::{SpreadSource, Summary};
use crate::format;

/// A rule of the model, in a sentence that says whether it is kept in so many futures that were run once more.
pub fn rule_sentence(check: &Check, n_futures: u32) -> String {
    let futures = format::counted(u64::from(n_futures), "future");
    let (kept, broken) = match check.rule {
        Rule::EarnedIsPaidAndUnpaid => (
            format!("What is earned is what is paid and what each cap takes, to the penny, in each of {futures} run again."),
            "What is earned is not what is paid and what caps take.",
        ),
        Rule::CapsAreKept => (
            format!("No more is paid than the cap and than is earned, in any of {futures} run again."),
            "More is paid than the cap, or than is earned.",
        ),
        Rule::LedgerBalances => (
            format!("What comes in, is drawn and stays unfunded is what is spent and distributed, to the penny, in each of {futures} run again."),
            "What comes in and goes out of the ledger differs.",
        ),
        Rule::CommitmentIsKept => (
            format!("No more capital is out at once than the most commitment, in any of {futures} run again."),
            "More capital is out at once than the most commitment.",
        ),
        Rule::Reproduces => (
            format!("{} run again in another order are the same, in every figure and to the penny.", format::capital(&futures)),
            "The same futures, run again, are others.",
        ),
        Rule::AgreesWithoutDice => (
            "The sum without dice agrees with what is earned on average, as closely as chance allows.".to_owned(),
            "The sum without dice does not agree with the simulated average.",
        ),
        Rule::PartsAddUp => (
            "What is paid by payer, and by financial year, adds up to what is paid.".to_owned(),
            "What is paid by payer, or by year, does not add up to what is paid.",
        ),
    };
    match check.outcome {
        Outcome::Holds => kept,
        Outcome::Fails => format!("{broken} This is a defect: please report it with the scenario."),
        Outcome::Unknown => {
            "There is no sum without dice to check against; the reason stands below.".to_owned()
        }
    }
}

/// How all checks came out, as a title.
pub fn rules_title(checks: &[Check]) -> String {
    let fail = checks.iter().filter(|check| check.outcome == Outcome::Fails).count();
    let hold = checks.iter().filter(|check| check.outcome == Outcome::Holds).count();
    match fail {
        0 => format!("{hold} checks hold"),
        _ => format!("{fail} of {} checks fail", checks.len()),
    }
}

/// Where the spread comes from, and whether the sum without dice agrees.
pub fn check_sentences(summary: &Summary) -> Vec<String> {
    let sources = &summary.sources;
    let spread = [("payments", &sources.paid), ("the highest capital", &sources.peak)];
    let mut lines: Vec<String> = spread
        .into_iter()
        .filter_map(|(what, source)| source.as_ref().map(|source| source_sentence(what, source)))
        .collect();
    let check = &summary.closed_form;
    match (check.earned, check.z, &check.obstacle) {
        (Some(earned), Some(z), _) => lines.push(format!(
            "{}: the sum without dice gives {} earned on average, the simulation {}. They lie {:.1} standard errors \
             apart{}.",
            if z.abs() <= 4.0 { "Checked" } else { "This does not agree" },
            format::money_in_words(earned),
            format::money_in_words(summary.earned.mean),
            z.abs(),
            if z.abs() <= 4.0 {
                ", as chance allows"
            } else {
                "; more than 4 is a defect: please report it"
            }
        )),
        (_, _, Some(obstacle)) => {
            lines.push(format!("There is no sum without dice to check against: {obstacle}."));
        }
        _ => {}
    }
    lines.extend(paid_out_too_early(&summary.capital, None));
    lines
}

fn source_sentence(what: &str, source: &SpreadSource) -> String {
    // What is no more than its own error may be nothing.
    if 1.0 - source.unknowns < source.error {
        return format!("Nearly all of the spread of {what} is what we do not know.");
    }
    let unknowns = (source.unknowns * 100.0).round();
    format!(
        "About {unknowns:.0}% of the spread of {what} is what we do not know, {:.0}% is luck of people.",
        100.0 - unknowns
    )
}

/// Whether the sum without dice agrees and where the spread comes from, in the report.
pub fn checks_in_report(summary: &Summary) -> Vec<String> {
    let check = &summary.closed_form;
    let mut lines = vec![match (check.earned, &check.obstacle) {
        (Some(earned), _) => {
            let expected =
                format::money_with_error(earned, summary.earned.mean_error.unwrap_or(0.0));
            let apart = check.z.map_or_else(String::new, |z| {
                format!(
                    "; the simulated mean is {} standard errors from it",
                    format::number(z.abs())
                )
            });
            format!("Earned as expected without simulation: {expected}{apart}.")
        }
        (None, Some(obstacle)) => {
            format!("Earned has no expectation without simulation: {obstacle}.")
        }
        (None, None) => String::new(),
    }];
    if let Some(source) = &summary.sources.earned {
        let (unknowns, luck) = (source.unknowns, 1.0 - source.unknowns);
        lines.push(format!(
            "Of the variance of what is earned, {} comes from what we do not know, {} from luck of people.",
            format::percent(format::round_to_error(unknowns, source.error)),
            format::percent(format::round_to_error(luck, source.error))
        ));
    }
    lines.extend(paid_out_too_early(&summary.capital, None));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_that_does_not_pass_its_error_is_not_told() {
        let source = |unknowns| SpreadSource { unknowns, error: 0.02, pairs: 256 };
        assert_eq!(
            source_sentence("payments", &source(0.83)),
            "About 83% of the spread of payments is what we do not know, 17% is luck of people."
        );
        assert_eq!(
            source_sentence("payments", &source(0.99)),
            "Nearly all of the spread of payments is what we do not know."
        );
    }
}
