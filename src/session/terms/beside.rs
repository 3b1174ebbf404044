//! What the page shows and does not edit beside the contract: set draws, stresses, and tests of one's own.

use crate::format;
use crate::model::{LimitKind, OwnTest, Scenario, TestLimit};
use crate::session::fields;

/// The sums that are drawn in set months.
pub fn set_draws(scenario: &Scenario) -> Vec<String> {
    let start = scenario.contract.start;
    let draws = scenario.investment.draws.iter().map(|draw| {
        format!(
            "{} is drawn in {}, whatever is needed.",
            format::money(draw.amount),
            format::month(start.plus(draw.month))
        )
    });
    draws.collect()
}

/// Stresses by name, and tests with their limits.
pub fn kept_beside(scenario: &Scenario) -> Vec<String> {
    let stresses = scenario.stresses.iter().map(|stress| match &stress.description {
        Some(description) => {
            format!("Stress “{}”: {}.", stress.name, description.trim_end_matches('.'))
        }
        None => format!("Stress “{}”.", stress.name),
    });
    let tests =
        scenario.tests.iter().enumerate().map(|(index, test)| test_words(scenario, index, test));
    stresses.chain(tests).collect()
}

fn test_words(scenario: &Scenario, index: usize, test: &OwnTest) -> String {
    let words = |field: &str| fields::known(&format!("tests[{index}].{field}")).words(scenario);
    let year = test
        .financial_year
        .map_or(String::new(), |year| format!(" {year}/{:02}", (year + 1) % 100));
    let limit = match test.figure.kind() {
        LimitKind::Amount => words("amount"),
        LimitKind::Month => words("month"),
        LimitKind::Rate => words("rate"),
        LimitKind::Multiple => words("multiple"),
    };
    let side = match (test.limit, test.figure.kind()) {
        (TestLimit::AtLeast, LimitKind::Month) => "not before",
        (TestLimit::AtMost, LimitKind::Month) => "no later than",
        (TestLimit::AtLeast, _) => "at least",
        (TestLimit::AtMost, _) => "at most",
    };
    format!(
        "Test “{}”: {}{year} {side} {limit}, in {} of futures.",
        test.name,
        words("figure"),
        words("holds_in")
    )
}
