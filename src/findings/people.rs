//! How many people there are.

use crate::engine::summary::{People, Range};
use crate::format;

/// How many start, and how many are in support at once.
pub fn people_sentence(people: &People) -> String {
    format!(
        "{} people start in 80 of 100 futures; at most {} are in support in one month.",
        span(&people.starts),
        span(&people.caseload_peak)
    )
}

fn span(range: &Range) -> String {
    let whole = |value: f64| format::number(value.round());
    format!("{} to {}", whole(range.p10), whole(range.p90))
}
