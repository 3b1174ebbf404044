//! What outcomes and segments are called inside a sentence.

use crate::model::Scenario;

/// The name of an outcome as it is; the id where the card has no such line.
pub(super) fn full_outcome<'s>(scenario: &'s Scenario, id: &'s str) -> &'s str {
    let card = &scenario.rate_card;
    card.index_of(id).map_or(id, |index| card.outcomes[index].name.as_str())
}

/// The name of an outcome, begun in lower case; the id where the card has no such line.
pub(super) fn outcome(scenario: &Scenario, id: &str) -> String {
    match scenario.rate_card.index_of(id) {
        Some(index) => lower_first(&scenario.rate_card.outcomes[index].name),
        None if id == "start" => "the start".to_owned(),
        None => id.to_owned(),
    }
}

/// The name of a segment; the id where there is no such segment.
pub(super) fn segment(scenario: &Scenario, id: &str) -> String {
    let segments = &scenario.cohort.segments;
    let found = segments.iter().find(|segment| segment.id == id);
    found.map_or(id, |segment| &segment.name).to_owned()
}

/// "a", "a or b", "a, b or c", with the word given.
pub(super) fn listed(names: &[String], last_word: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {last_word} {last}", most.join(", ")),
    }
}

/// Begins a name in lower case inside a sentence, unless it is an abbreviation.
pub(super) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}
