//! A line of the card in words.

use super::names::{listed, lower_first, outcome as name_of, segment};
use crate::format;
use crate::model::{Delay, Outcome, Repeats, Scenario, Window};

/// What comes before a line, how long it takes and when it counts: "after enters work, about 4 months on".
pub fn line_words(scenario: &Scenario, outcome: &Outcome) -> String {
    let mut words =
        format!("after {}, {}", before_words(scenario, outcome), delay_words(outcome.delay));
    if !outcome.unless.is_empty() {
        words.push_str(&format!(", unless {}", named(scenario, &outcome.unless, "or")));
    }
    if let Some(repeats) = outcome.repeats {
        words.push_str(&format!(", {}", repeats_words(repeats)));
    }
    if let Some(months) = outcome.within_months_of_start {
        words.push_str(&format!(", within {} of the start", format::months(months)));
    }
    if let Some(window) = outcome.window {
        words.push_str(&format!(", claimable {}", window_words(scenario, window)));
    }
    if outcome.is_step {
        words.push_str("; a step on the way, on no card");
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

/// How often it can be claimed for one person, the first claim included.
fn repeats_words(repeats: Repeats) -> String {
    let most = format!("up to {} times", repeats.most);
    match repeats.every_weeks {
        Some(weeks) => format!("{most}, {} apart", format::weeks(u32::from(weeks))),
        None => most,
    }
}

fn window_words(scenario: &Scenario, window: Window) -> String {
    let start = scenario.contract.start;
    format!(
        "{} to {}",
        format::month(start.plus(window.from_month)),
        format::month(start.plus(window.to_month))
    )
}

/// The line as a sentence of a contract.
pub fn contract_sentence(scenario: &Scenario, outcome: &Outcome) -> String {
    let what = match &outcome.trigger {
        Some(trigger) => format!("{}: {}", outcome.name, lower_first(trigger)),
        None => outcome.name.clone(),
    };
    if outcome.is_step {
        return format!(
            "“{what}” is a step on the way. It is on no card, and nothing is paid for it."
        );
    }
    let mut text = format!(
        "The commissioner pays {} when a person achieves “{what}”{}",
        format::money(outcome.price),
        conditions(scenario, outcome)
    );
    match outcome.repeats {
        Some(repeats) => text.push_str(&format!(", {} for each person.", repeats_words(repeats))),
        None => text.push_str(", once for each person."),
    }
    if let Some(evidence) = &outcome.evidence {
        text.push_str(&format!(" Evidence: {}.", evidence.trim_end_matches('.')));
    }
    text.push_str(&other_prices(scenario, outcome));
    text
}

/// When an achievement counts, as parts of a sentence.
fn conditions(scenario: &Scenario, outcome: &Outcome) -> String {
    let mut words = if outcome.after.is_empty() && outcome.after_all.is_empty() {
        ", once the person has started".to_owned()
    } else {
        format!(", after {}", before_words(scenario, outcome))
    };
    if !outcome.unless.is_empty() {
        let others = named(scenario, &outcome.unless, "or");
        words.push_str(&format!(", if the person does not achieve {others}"));
    }
    if let Some(months) = outcome.within_months_of_start {
        words.push_str(&format!(", within {} of the start", format::months(months)));
    }
    if let Some(window) = outcome.window {
        words.push_str(&format!(", if it is claimed from {}", window_words(scenario, window)));
    }
    words
}

/// Prices of single segments, and later ones, a sentence each.
fn other_prices(scenario: &Scenario, outcome: &Outcome) -> String {
    let mut text = String::new();
    for own in &outcome.segment_prices {
        text.push_str(&format!(
            " For {} the price is {}.",
            segment(scenario, &own.segment),
            format::money(own.price)
        ));
    }
    for change in &outcome.price_changes {
        let whose = change
            .segment
            .as_ref()
            .map_or(String::new(), |own| format!(" for {}", segment(scenario, own)));
        text.push_str(&format!(
            " From {} the price{whose} is {}.",
            format::month(scenario.contract.start.plus(change.from_month)),
            format::money(change.price),
        ));
    }
    text
}

/// What has to come before: any of some, the earliest, and all of others.
fn before_words(scenario: &Scenario, outcome: &Outcome) -> String {
    let any = match outcome.after.as_slice() {
        [] => None,
        [one] => Some(name_of(scenario, one)),
        several => Some(format!("{}, whichever comes first", named(scenario, several, "or"))),
    };
    let all = (!outcome.after_all.is_empty()).then(|| named(scenario, &outcome.after_all, "and"));
    match (any, all) {
        (None, None) => "the start".to_owned(),
        (Some(words), None) | (None, Some(words)) => words,
        (Some(any), Some(all)) if outcome.after.len() == 1 => format!("{all} and {any}"),
        (Some(any), Some(all)) => format!("{all}, and {any}"),
    }
}

fn named(scenario: &Scenario, ids: &[String], last_word: &str) -> String {
    let names: Vec<String> = ids.iter().map(|id| name_of(scenario, id)).collect();
    listed(&names, last_word)
}

fn months(count: f64) -> String {
    let number = format::number((count * 10.0).round() / 10.0);
    if number == "1" { "1 month".to_owned() } else { format!("{number} months") }
}
