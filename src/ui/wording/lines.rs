//! A line of the card in words.

use crate::format;
use crate::model::{Delay, Outcome, RateCard, Scenario};

/// What comes before a line, how long it takes and when it counts: "after enters work, about 4 months on".
pub fn line_words(scenario: &Scenario, outcome: &Outcome) -> String {
    let before = before_words(&scenario.rate_card, outcome);
    let mut words = format!("after {before}, {}", delay_words(outcome.delay));
    if let Some(repeats) = outcome.repeats {
        words.push_str(&format!(", up to {} times", repeats.most));
    }
    if let Some(window) = outcome.window {
        let start = scenario.contract.start;
        words.push_str(&format!(
            ", claimable {} to {}",
            format::month(start.plus(window.from_month)),
            format::month(start.plus(window.to_month))
        ));
    }
    words
}

/// A waiting time: "at once", "3 months on", "1 month on, 4 more on average".
fn delay_words(delay: Delay) -> String {
    let extra = delay.mean_extra_months.get();
    match (delay.min_months, extra > 0.0) {
        (0, false) => "at once".to_owned(),
        (least, false) => format!("{} on", months(f64::from(least))),
        (0, true) if extra <= 1.0 => "within about a month".to_owned(),
        (0, true) => format!("about {} on", months(extra)),
        (least, true) => format!("about {} on", months(f64::from(least) + extra)),
    }
}

/// The line as a sentence of a contract.
pub fn contract_sentence(scenario: &Scenario, outcome: &Outcome) -> String {
    let price = format::money(outcome.price);
    let trigger = match &outcome.trigger {
        Some(trigger) => format!("{}: {}", outcome.name, lower_first(trigger)),
        None => outcome.name.clone(),
    };
    let before = if outcome.after.is_empty() {
        "once the person has started".to_owned()
    } else {
        format!("after {}", before_words(&scenario.rate_card, outcome))
    };
    let mut text =
        format!("The commissioner pays {price} when a person achieves “{trigger}”, {before}");
    if let Some(window) = outcome.window {
        let start = scenario.contract.start;
        text.push_str(&format!(
            ", if it is claimed from {} to {}",
            format::month(start.plus(window.from_month)),
            format::month(start.plus(window.to_month)),
        ));
    }
    match outcome.repeats {
        Some(repeats) => text.push_str(&format!(", up to {} times for each person.", repeats.most)),
        None => text.push_str(", once for each person."),
    }
    if let Some(evidence) = &outcome.evidence {
        text.push_str(&format!(" Evidence: {}.", evidence.trim_end_matches('.')));
    }
    for change in &outcome.price_changes {
        text.push_str(&format!(
            " From {} the price is {}.",
            format::month(scenario.contract.start.plus(change.from_month)),
            format::money(change.price),
        ));
    }
    text
}

fn before_words(card: &RateCard, outcome: &Outcome) -> String {
    let names: Vec<String> = outcome
        .after
        .iter()
        .map(|id| match card.index_of(id) {
            Some(index) => lower_first(&card.outcomes[index].name),
            None if id == "start" => "the start".to_owned(),
            None => id.clone(),
        })
        .collect();
    match names.as_slice() {
        [] => "the start".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}, whichever comes first", most.join(", ")),
    }
}

fn months(count: f64) -> String {
    let number = format::number((count * 10.0).round() / 10.0);
    if number == "1" { "1 month".to_owned() } else { format!("{number} months") }
}

/// Begins a name in lower case inside a sentence, unless it is an abbreviation.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}
