//! What is done to whole lines of the grid: each an edit, and the row that it leads to.

use std::ops::RangeInclusive;

use super::cells::in_order;
use crate::format;
use crate::model::{Scenario, path};
use crate::session::Edit;
use crate::session::fields::FieldValue;

const LINES: &str = "rate_card.outcomes";

/// An edit of lines, and where it leads.
#[derive(Debug)]
pub struct Step {
    pub edit: Edit,
    /// The row that the focus goes to once it is made.
    pub row: usize,
}

impl Step {
    /// The step that leads to the line for which `is_it` holds afterwards; none where there is no such line.
    fn to(scenario: &Scenario, edit: Edit, is_it: impl Fn(&str) -> bool) -> Option<Step> {
        let after = edit.clone().apply(scenario).rate_card;
        let order = in_order(&after);
        let row = order.iter().position(|line| is_it(&after.outcomes[*line].id))?;
        Some(Step { edit, row })
    }

    /// The same, to a line that was not there before.
    fn to_new(scenario: &Scenario, edit: Edit) -> Option<Step> {
        Step::to(scenario, edit, |id| scenario.rate_card.index_of(id).is_none())
    }

    /// Brings the line in one row to another one, and into the domain of the line that is there. Nothing where there is no such
    /// row.
    pub fn moved(scenario: &Scenario, from_row: usize, to_row: usize) -> Option<Step> {
        let order = in_order(&scenario.rate_card);
        let (from, there) = (*order.get(from_row)?, *order.get(to_row)?);
        let lines = &scenario.rate_card.outcomes;
        if from == there {
            return None;
        }
        let entry = path::entry(LINES, from);
        let edit = if lines[from].domain == lines[there].domain {
            Edit::Move { entry, to: there }
        } else {
            // It comes to stand before the first line of the other domain, or behind the last.
            let to = match (from_row < to_row, from < there) {
                (true, true) => there - 1,
                (false, false) => there + 1,
                _ => there,
            };
            let domain = FieldValue::Text(Some(lines[there].domain.clone()));
            Edit::Together(vec![
                Edit::set(path::join(&entry, "domain"), domain),
                Edit::Move { entry, to },
            ])
        };
        Step::to(scenario, edit, |id| id == lines[from].id)
    }

    /// Adds a line right below the one in this row, in its domain. Without any line it is the first.
    pub fn added_below(scenario: &Scenario, row: usize) -> Option<Step> {
        let order = in_order(&scenario.rate_card);
        let lines = &scenario.rate_card.outcomes;
        let Some(above) = order.get(row).copied() else {
            return Step::added_to(scenario, "New domain");
        };
        let domain = lines[above].domain.clone();
        // It is added behind the last of its domain.
        let of_domain = |index: &usize| lines[*index].domain == domain;
        let behind = (0..lines.len()).rev().find(of_domain).map_or(lines.len(), |last| last + 1);
        let to_its_row = Edit::Move { entry: path::entry(LINES, behind), to: above + 1 };
        let edits = vec![Edit::AddLine { domain }, to_its_row];
        Step::to_new(scenario, Edit::Named { name: "add an outcome".to_owned(), edits })
    }

    /// Adds a line at the end of a domain.
    pub fn added_to(scenario: &Scenario, domain: &str) -> Option<Step> {
        Step::to_new(scenario, Edit::AddLine { domain: domain.to_owned() })
    }

    /// Adds a copy of the line in this row.
    pub fn duplicated(scenario: &Scenario, row: usize) -> Option<Step> {
        let line = *in_order(&scenario.rate_card).get(row)?;
        Step::to_new(scenario, Edit::Duplicate { entry: path::entry(LINES, line) })
    }

    /// Takes the lines in these rows out. It leads to the row that comes after them, or is the last.
    pub fn removed(scenario: &Scenario, rows: RangeInclusive<usize>) -> Option<Step> {
        let order = in_order(&scenario.rate_card);
        let first = *rows.start();
        let mut lines: Vec<usize> = rows.filter_map(|row| order.get(row).copied()).collect();
        // From the end, so that the places of the others stay.
        lines.sort_unstable_by(|one, other| other.cmp(one));
        let remove = |line: &usize| Edit::Remove { entry: path::entry(LINES, *line) };
        let edit = match lines.as_slice() {
            [] => return None,
            [one] => remove(one),
            all => Edit::Named {
                name: format!("remove {}", format::counted(all.len() as u64, "outcome")),
                edits: all.iter().map(remove).collect(),
            },
        };
        let row = first.min((order.len() - lines.len()).saturating_sub(1));
        Some(Step { edit, row })
    }
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
