//! How far the figures can be trusted: where the spread comes from, and whether the sum without dice agrees.

use super::unfunded::paid_out_too_early;
use crate::engine::summary::{SpreadSource, Summary};
use crate::format;

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
