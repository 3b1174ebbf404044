//! A line to another row, and a new one below it.

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

/// The edit that gives all lines of a domain another one. Nothing where the name is empty or the same.
pub fn domain_renamed(scenario: &Scenario, from: &str, to: &str) -> Option<Edit> {
    let to = to.trim();
    let lines = scenario.rate_card.outcomes.iter().enumerate();
    let of_domain = lines.filter(|(_, line)| line.domain == from);
    let domain = |index: usize| path::join(&path::entry(LINES, index), "domain");
    let renamed = FieldValue::Text(Some(to.to_owned()));
    let edits = of_domain.map(|(index, _)| Edit::set(domain(index), renamed.clone())).collect();
    let name = format!("name of the domain {from}");
    (!to.is_empty() && from != to).then_some(Edit::Named { name, edits })
}

/// The edit that adds a line right below the one in this row, in its domain. Without any line it is the first.
pub fn added_below(scenario: &Scenario, row: usize) -> Edit {
    let order = in_order(&scenario.rate_card);
    let lines = &scenario.rate_card.outcomes;
    let Some(above) = order.get(row).copied() else {
        return Edit::AddLine { domain: "New domain".to_owned() };
    };
    let domain = lines[above].domain.clone();
    // It is added behind the last of its domain.
    let of_domain = |index: &usize| lines[*index].domain == domain;
    let behind = (0..lines.len()).rev().find(of_domain).map_or(lines.len(), |last| last + 1);
    let entry = path::entry(LINES, behind);
    let add = Edit::AddLine { domain };
    let edits = vec![add, Edit::Move { entry, to: above + 1 }];
    Edit::Named { name: "add an outcome".to_owned(), edits }
}
