//! A line to another row.

use super::cells::in_order;
use crate::model::{Scenario, path};
use crate::session::Edit;
use crate::session::fields::FieldValue;

const LINES: &str = "rate_card.outcomes";

/// The edit that brings the line in one row to another one, and into the domain of the line that is there. Nothing where
/// there is no such row.
pub fn moved_to(scenario: &Scenario, from_row: usize, to_row: usize) -> Option<Edit> {
    let order = in_order(&scenario.rate_card);
    let (from, there) = (*order.get(from_row)?, *order.get(to_row)?);
    let lines = &scenario.rate_card.outcomes;
    if from == there {
        return None;
    }
    let entry = path::entry(LINES, from);
    if lines[from].domain == lines[there].domain {
        return Some(Edit::Move { entry, to: there });
    }
    // It comes to stand before the first line of the other domain, or behind the last, so its domain alone would do; the
    // list is kept in the order that is seen.
    let to = match (from_row < to_row, from < there) {
        (true, true) => there - 1,
        (true, false) => there,
        (false, true) => there,
        (false, false) => there + 1,
    };
    let domain = FieldValue::Text(Some(lines[there].domain.clone()));
    Some(Edit::Together(vec![
        Edit::set(path::join(&entry, "domain"), domain),
        Edit::Move { entry, to },
    ]))
}
