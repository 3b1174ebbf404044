//! A scenario as a document, for changes of its shape: entries that come and go have no place of their own in the table
//! of fields, and as a document all lists are alike.

use serde_json::Value;

use crate::model::Scenario;
use crate::model::path::{self, PathStep};

/// The scenario with its document changed. `None` where the change is none, or leaves no scenario.
pub(super) fn changed(
    scenario: &Scenario,
    change: impl FnOnce(&mut Value) -> Option<()>,
) -> Option<Scenario> {
    let mut document = serde_json::to_value(scenario).ok()?;
    change(&mut document)?;
    Scenario::read_unfinished(document).ok().map(|(scenario, _)| scenario)
}

/// What stands at a path. `None` where nothing does.
pub(super) fn at<'d>(document: &'d Value, path: &str) -> Option<&'d Value> {
    path::steps(path).try_fold(document, |value, step| match step {
        PathStep::Field(field) => value.get(field),
        PathStep::Entry(index) => value.get(index),
    })
}

/// The same, to change it.
pub(super) fn at_mut<'d>(document: &'d mut Value, path: &str) -> Option<&'d mut Value> {
    path::steps(path).try_fold(document, |value, step| match step {
        PathStep::Field(field) => value.get_mut(field),
        PathStep::Entry(index) => value.get_mut(index),
    })
}

/// The list at a path; an empty one is made where documents leave it out.
pub(super) fn list_mut<'d>(document: &'d mut Value, path: &str) -> Option<&'d mut Vec<Value>> {
    let (around, field) = path.rsplit_once('.').unwrap_or(("", path));
    let around = at_mut(document, around)?.as_object_mut()?;
    around.entry(field).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
}

/// Does something with every value that a path in generic form stands for, such as the prerequisites of each line.
pub(super) fn for_each(document: &mut Value, generic: &str, act: &mut dyn FnMut(&mut Value)) {
    if let Value::Array(entries) = document {
        for entry in entries {
            for_each(entry, generic, act);
        }
        return;
    }
    let (field, rest) =
        generic.split_once('.').map_or((generic, ""), |(field, rest)| (field, rest));
    if let Some(value) = document.get_mut(field) {
        if rest.is_empty() { act(value) } else { for_each(value, rest, act) }
    }
}
