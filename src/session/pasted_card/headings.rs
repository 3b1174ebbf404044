//! The words by which headings are known.

use super::column::Column;
use crate::format;

/// A heading is about a column where it holds one of the words, and one of those in `with` if there are any.
struct Rule {
    column: Column,
    /// The surest first: where two headings are about the same, the surer one is believed.
    words: &'static [&'static str],
    with: &'static [&'static str],
    /// Only where the heading says nothing else: a percentage can be of anything.
    is_all: bool,
}

const fn rule(column: Column, words: &'static [&'static str]) -> Rule {
    Rule { column, words, with: &[], is_all: false }
}

const fn all(column: Column, words: &'static [&'static str]) -> Rule {
    Rule { column, words, with: &[], is_all: true }
}

const fn both(
    column: Column,
    words: &'static [&'static str],
    with: &'static [&'static str],
) -> Rule {
    Rule { column, words, with, is_all: false }
}

const MONEY: &[&str] = &[
    "outcome price",
    "unit price",
    "price",
    "prices",
    "tariff",
    "tariffs",
    "payment",
    "payments",
    "amount",
    "unit cost",
    "cost per outcome",
    "£",
];
const CHANCE: &[&str] = &[
    "chance",
    "chances",
    "probability",
    "likelihood",
    "success rate",
    "conversion rate",
    "achievement rate",
    "conversion",
];
const SHARE: &[&str] = &["%", "percent", "per cent", "percentage"];
const CENTRAL: &[&str] = &["central", "most likely", "best estimate", "p50"];
const LOW: &[&str] = &["low", "lower", "min", "minimum", "pessimistic", "p10"];
const HIGH: &[&str] = &["high", "higher", "max", "maximum", "optimistic", "p90"];
/// Without a word about chances, the least and the most may be of anything.
const LOW_ALONE: &[&str] = &["low", "lower", "pessimistic", "p10"];
const HIGH_ALONE: &[&str] = &["high", "higher", "optimistic", "p90"];
const BOUNDS: &[&str] = &["min", "minimum", "max", "maximum"];
const TARGET: &[&str] = &[
    "target",
    "targets",
    "target number",
    "number of outcomes",
    "expected number",
    "number of achievements",
    "volume",
    "volumes",
];

/// The first rule that a heading meets decides, so what is narrower stands before what is wider.
const RULES: &[Rule] = &[
    both(Column::Other, &["total", "subtotal", "cumulative", "cap", "maximum", "max"], MONEY),
    both(Column::Other, &["old", "previous", "former"], MONEY),
    rule(Column::Other, &["target group", "target cohort", "cap"]),
    both(Column::ChanceLow, LOW, CHANCE),
    both(Column::ChanceHigh, HIGH, CHANCE),
    rule(Column::Chance, CHANCE),
    rule(Column::Price, MONEY),
    rule(
        Column::MinMonths,
        &[
            "least waiting time",
            "waiting time",
            "wait",
            "waiting",
            "delay",
            "time to achieve",
            "duration",
            "months",
            "weeks",
            "mths",
            "wks",
        ],
    ),
    both(Column::ChanceLow, LOW, SHARE),
    both(Column::ChanceHigh, HIGH, SHARE),
    rule(
        Column::After,
        &["after", "requires", "prerequisite", "prerequisites", "follows", "depends on"],
    ),
    all(Column::Chance, SHARE),
    both(Column::Other, BOUNDS, TARGET),
    rule(Column::Target, TARGET),
    rule(
        Column::Domain,
        &["domain", "theme", "category", "outcome group", "outcome area", "group", "area"],
    ),
    rule(Column::ChanceLow, LOW_ALONE),
    rule(Column::ChanceHigh, HIGH_ALONE),
    rule(Column::Chance, CENTRAL),
    rule(
        Column::Name,
        &[
            "outcome name",
            "name of the outcome",
            "outcome",
            "outcomes",
            "metric",
            "metrics",
            "milestone",
            "milestones",
            "name",
            "description",
        ],
    ),
    rule(Column::Other, BOUNDS),
];

/// Words that turn a chance into its opposite.
const OPPOSITES: &[&str] =
    &["not", "without", "no", "failure", "fail", "failed", "dropout", "drop out", "attrition"];

/// Words that say nothing by themselves, and are at home in headings.
const AROUND: &[&str] = &[
    "a",
    "achieve",
    "achieved",
    "achieving",
    "all",
    "an",
    "and",
    "people",
    "participants",
    "starters",
    "starts",
    "success",
    "successful",
    "that",
    "who",
    "will",
    "by",
    "case",
    "each",
    "estimate",
    "expected",
    "for",
    "in",
    "it",
    "of",
    "or",
    "per",
    "person",
    "reach",
    "reaching",
    "the",
    "to",
    "unit",
    "which",
    "rate",
];

/// What a heading is about, and how sure its word is: 0 is surest. `None` where none of its words is known.
pub(super) fn meaning(heading: &str) -> Option<(Column, usize)> {
    let words = words(heading);
    let place = |phrases: &[&str]| phrases.iter().position(|phrase| holds(&words, phrase));
    let is_opposite = OPPOSITES.iter().any(|phrase| holds(&words, phrase));
    let is_chance = |rule: &&Rule| {
        matches!(rule.column, Column::Chance | Column::ChanceLow | Column::ChanceHigh)
    };
    let mut rules = RULES.iter().filter(|rule| !is_opposite || !is_chance(rule));
    rules.find_map(|rule| {
        let rank = place(rule.words)?;
        let is_met = rule.with.is_empty() || place(rule.with).is_some();
        let is_met = is_met && (!rule.is_all || is_nothing_else(heading));
        is_met.then_some((rule.column, rank))
    })
}

/// Whether a text is nothing but known words: no name of an outcome is.
pub(super) fn is_nothing_else(heading: &str) -> bool {
    let all = RULES.iter().flat_map(|rule| rule.words.iter().chain(rule.with));
    let mut known: Vec<&str> = all.flat_map(|phrase| phrase.split(' ')).collect();
    known.extend(AROUND);
    let words = words(heading);
    !words.is_empty() && words.iter().all(|word| known.contains(&word.as_str()))
}

/// Whether a phrase is among the words of a heading.
pub(super) fn holds(words: &[String], phrase: &str) -> bool {
    let n_words = phrase.split(' ').count();
    words.windows(n_words).any(|window| window.iter().map(String::as_str).eq(phrase.split(' ')))
}

/// The words of a heading in lower case. A sign of money, whichever, is the word £, and % is one.
pub(super) fn words(heading: &str) -> Vec<String> {
    let mut text = String::with_capacity(heading.len());
    for letter in heading.to_lowercase().chars() {
        match letter {
            '£' | '€' | '$' | '¥' => text.push_str(" £ "),
            '%' => text.push_str(" % "),
            letter if letter.is_alphanumeric() => text.push(letter),
            // One word: "sub-total", "one's".
            '-' | '\'' | '’' => {}
            _ => text.push(' '),
        }
    }
    let code = format::currency().to_string().to_lowercase();
    let words = text.split(' ').filter(|word| !word.is_empty());
    words.map(|word| if word == code { "£" } else { word }.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_words() {
        for (heading, column) in [
            ("Outcome", Column::Name),
            ("OUTCOME METRIC", Column::Name),
            ("Milestone", Column::Name),
            ("Outcome price", Column::Price),
            ("Price per outcome (£)", Column::Price),
            ("Tariff", Column::Price),
            ("£", Column::Price),
            ("Target price", Column::Price),
            ("Chance of payment", Column::Chance),
            ("Success rate", Column::Chance),
            ("Conversion %", Column::Chance),
            ("%", Column::Chance),
            ("% of people who achieve", Column::Chance),
            ("Old price", Column::Other),
            ("Chance (low)", Column::ChanceLow),
            ("Pessimistic", Column::ChanceLow),
            ("Max %", Column::ChanceHigh),
            ("P90", Column::ChanceHigh),
            ("Target", Column::Target),
            ("Expected number of outcomes", Column::Target),
            ("Outcome domain", Column::Domain),
            ("Theme", Column::Domain),
            ("Minimum months", Column::MinMonths),
            ("Time to achieve outcome", Column::MinMonths),
            ("Months after the one before", Column::MinMonths),
            ("Requires", Column::After),
            ("After outcome", Column::After),
            ("Maximum payment", Column::Other),
            ("Payment cap (£)", Column::Other),
            ("Target group", Column::Other),
            ("Min", Column::Other),
            ("Maximum number", Column::Other),
            ("Minimum volume", Column::Other),
        ] {
            let found = meaning(heading).map(|(column, _)| column);
            assert_eq!(found, Some(column), "{heading}");
        }
        for heading in [
            "",
            "Evidence",
            "Priceless",
            "Notes",
            "3",
            "Drop-out %",
            "VAT %",
            "% not achieving",
            "% of contract value",
            "Probability of failure",
            "Weight (%)",
            "Deadweight %",
        ] {
            assert_eq!(meaning(heading), None, "{heading}");
        }
    }

    #[test]
    fn names_of_outcomes_are_not_made_of_known_words_only() {
        for heading in ["Outcome", "Chance of reaching it (%)", "Price per outcome (£)", "Low"] {
            assert!(is_nothing_else(heading), "{heading}");
        }
        for name in ["Moves into a group home", "6 months in accommodation", "Enters work", ""] {
            assert!(!is_nothing_else(name), "{name}");
        }
    }

    #[test]
    fn the_words_that_are_published_are_known() {
        let text = include_str!("../../../docs/typing.md");
        let (_, part) = text.split_once("## Pasting a whole card\n").unwrap();
        let mut n_words = 0;
        for column in Column::ALL {
            let row = format!("| {} | ", column.label());
            let Some(row) = part.lines().find_map(|line| line.strip_prefix(&row)) else { continue };
            for word in row.trim_end_matches(" |").split(", ") {
                n_words += 1;
                assert_eq!(meaning(word).map(|(column, _)| column), Some(column), "{word}");
            }
        }
        assert!(n_words > 40, "{n_words}");
    }
}
