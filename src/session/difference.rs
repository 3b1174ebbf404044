//! Where two scenarios differ, as places in their documents.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::path;

/// One place at which two documents differ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    /// The place, such as `rate_card.outcomes[3].price`: in the document after, or before for what was removed.
    pub path: String,
    pub kind: DifferenceKind,
}

/// How a place differs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum DifferenceKind {
    /// A field has another value, or has one where it had none, or the reverse.
    Changed { before: Option<Value>, after: Option<Value> },
    /// An entry of a list is new.
    Added,
    /// An entry of a list is gone.
    Removed,
    /// The entries of a list come in another order.
    Reordered,
}

/// Every difference, in the order of the documents.
pub(super) fn differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(&Place::default(), before, after, &mut found);
    found
}

/// One place by its path in either document: an entry may stand elsewhere in its list.
#[derive(Clone, Debug, Default)]
struct Place {
    before: String,
    after: String,
}

impl Place {
    fn field(&self, field: &str) -> Place {
        Place { before: path::join(&self.before, field), after: path::join(&self.after, field) }
    }

    fn entry(&self, before: usize, after: usize) -> Place {
        Place { before: path::entry(&self.before, before), after: path::entry(&self.after, after) }
    }
}

fn compare(place: &Place, before: &Value, after: &Value, found: &mut Vec<Difference>) {
    match (before, after) {
        _ if before == after => {}
        (Value::Object(old), Value::Object(new)) if !is_estimate(old) && !is_estimate(new) => {
            compare_fields(place, old, new, found);
        }
        (Value::Array(old), Value::Array(new)) => compare_lists(place, old, new, found),
        _ => found.push(changed(place.after.clone(), Some(before), Some(after))),
    }
}

fn changed(path: String, before: Option<&Value>, after: Option<&Value>) -> Difference {
    Difference {
        path,
        kind: DifferenceKind::Changed { before: before.cloned(), after: after.cloned() },
    }
}

fn compare_fields(
    place: &Place,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    found: &mut Vec<Difference>,
) {
    for (field, value) in old {
        let place = place.field(field);
        match new.get(field) {
            Some(other) => compare(&place, value, other, found),
            None => absent(place.before, value, found, DifferenceKind::Removed),
        }
    }
    for (field, value) in new.iter().filter(|(field, _)| !old.contains_key(*field)) {
        absent(place.field(field).after, value, found, DifferenceKind::Added);
    }
}

/// A field that only one document has. An empty list is not written, so its entries came or went.
fn absent(path: String, value: &Value, found: &mut Vec<Difference>, kind: DifferenceKind) {
    match (value, &kind) {
        (Value::Array(items), _) => found.extend(
            (0..items.len())
                .map(|index| Difference { path: path::entry(&path, index), kind: kind.clone() }),
        ),
        (value, DifferenceKind::Removed) => found.push(changed(path, Some(value), None)),
        (value, _) => found.push(changed(path, None, Some(value))),
    }
}

fn compare_lists(place: &Place, old: &[Value], new: &[Value], found: &mut Vec<Difference>) {
    let old_keys = keys_of(old);
    let new_keys = keys_of(new);
    for (index, key) in old_keys.iter().enumerate() {
        if !new_keys.contains(key) {
            let path = path::entry(&place.before, index);
            found.push(Difference { path, kind: DifferenceKind::Removed });
        }
    }
    for (index, key) in new_keys.iter().enumerate() {
        match old_keys.iter().position(|old_key| old_key == key) {
            Some(old_index) => {
                compare(&place.entry(old_index, index), &old[old_index], &new[index], found);
            }
            None => {
                let path = path::entry(&place.after, index);
                found.push(Difference { path, kind: DifferenceKind::Added });
            }
        }
    }
    let kept = |keys: &[String], others: &[String]| -> Vec<String> {
        keys.iter().filter(|key| others.contains(key)).cloned().collect()
    };
    if kept(&old_keys, &new_keys) != kept(&new_keys, &old_keys) {
        found.push(Difference { path: place.after.clone(), kind: DifferenceKind::Reordered });
    }
}

/// What each entry of a list is known by when it moves or changes. Of several that are about the same thing, such as the
/// prices of one segment from month to month, the second is known as the second of them, and so on.
pub(super) fn keys_of(entries: &[Value]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let key = key_of(index, entry);
        let before = seen.entry(key.clone()).or_default();
        keys.push(if *before == 0 { key } else { format!("{key}#{before}") });
        *before += 1;
    }
    keys
}

/// What an entry is known by: its id, all that it is about, or its place.
fn key_of(index: usize, value: &Value) -> String {
    let about = |fields: &Map<String, Value>, names: &[&str]| -> Vec<String> {
        let text = |name: &&str| fields.get(*name)?.as_str().map(str::to_owned);
        names.iter().filter_map(text).collect()
    };
    let parts = match value {
        Value::Object(fields) if fields.contains_key("id") => about(fields, &["id"]),
        Value::Object(fields) => {
            about(fields, &["outcome", "segment", "applies_to", "group", "field"])
        }
        Value::String(id) => vec![id.clone()],
        _ => Vec::new(),
    };
    if parts.is_empty() { format!("#{index}") } else { parts.join("/") }
}

/// Three readings are one value: people change an estimate, not its parts.
fn is_estimate(fields: &Map<String, Value>) -> bool {
    fields.len() == 3 && fields.contains_key("central") && fields.contains_key("low")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(before: &Value, after: &Value) -> Vec<String> {
        differences(before, after)
            .iter()
            .map(|difference| {
                let kind = match &difference.kind {
                    DifferenceKind::Changed { .. } => "changed",
                    DifferenceKind::Added => "added",
                    DifferenceKind::Removed => "removed",
                    DifferenceKind::Reordered => "reordered",
                };
                format!("{} {kind}", difference.path)
            })
            .collect()
    }

    #[test]
    fn entries_are_known_by_their_ids_wherever_they_stand() {
        let before = json!({ "lines": [{ "id": "a", "price": 1 }, { "id": "b", "price": 2 }, { "id": "c", "price": 3 }] });
        let after = json!({ "lines": [{ "id": "c", "price": 3 }, { "id": "a", "price": 9 }, { "id": "d", "price": 2 }] });
        assert_eq!(
            told(&before, &after),
            ["lines[1] removed", "lines[1].price changed", "lines[2] added", "lines reordered"]
        );
        assert_eq!(told(&before, &before), [""; 0]);
    }

    #[test]
    fn what_is_gone_from_an_entry_that_moved_up_is_found_where_it_was() {
        let before = json!({ "lines": [{ "id": "a" }, { "id": "b", "after": ["a"], "note": 1 }, { "id": "c", "after": ["b"] }] });
        let after = json!({ "lines": [{ "id": "b" }, { "id": "c", "after": ["b"] }] });
        assert_eq!(
            told(&before, &after),
            ["lines[0] removed", "lines[1].after[0] removed", "lines[1].note changed"]
        );
    }

    #[test]
    fn entries_about_the_same_thing_keep_their_order() {
        let price = |outcome: &str, segment: &str, price: u32| json!({ "outcome": outcome, "segment": segment, "price": price });
        let before =
            json!({ "prices": [price("a", "x", 1), price("a", "y", 2), price("a", "x", 3)] });
        let after =
            json!({ "prices": [price("a", "x", 1), price("a", "y", 5), price("a", "x", 4)] });
        assert_eq!(told(&before, &after), ["prices[1].price changed", "prices[2].price changed"]);
        let fewer = json!({ "prices": [price("a", "x", 1), price("a", "x", 3)] });
        assert_eq!(told(&before, &fewer), ["prices[1] removed"]);
    }

    #[test]
    fn an_estimate_is_one_value() {
        let known = json!({ "chance": 0.5 });
        let unsure = json!({ "chance": { "low": 0.4, "central": 0.5, "high": 0.6 } });
        let other = json!({ "chance": { "low": 0.4, "central": 0.5, "high": 0.7 } });
        assert_eq!(told(&known, &unsure), ["chance changed"]);
        assert_eq!(told(&unsure, &other), ["chance changed"]);
    }

    #[test]
    fn a_list_that_was_empty_is_not_written_but_still_compared() {
        let before = json!({});
        let after = json!({ "grants": [{ "from_month": 1 }], "claims_end": 3 });
        assert_eq!(told(&before, &after), ["grants[0] added", "claims_end changed"]);
        assert_eq!(told(&after, &before), ["grants[0] removed", "claims_end changed"]);
    }
}
