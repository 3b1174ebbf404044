//! How many people there are.

use super::spans::so_many;
use crate::engine::summary::{People, Range};
use crate::format;

/// How many start, and how many are in support at once.
pub fn people_sentence(people: &People) -> String {
    let [fewest, most] = outer(&people.starts);
    let [low, high] = outer(&people.caseload_peak);
    format!(
        "{} people start in {}; at most {} are in support in one month.",
        format::span(&fewest, &most),
        so_many(&fewest, &most, people.starts.is_of_few()),
        format::span(&low, &high)
    )
}

fn outer(range: &Range) -> [String; 2] {
    [range.p10, range.p90].map(|value| format::number(value.round()))
}
