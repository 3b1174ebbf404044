//! What names what within a scenario: a line its prerequisites, a cap its line, a stress its shocks. Names follow when
//! what they name gets another, and go when it goes.

use serde_json::Value;

use super::document::{changed, for_each};
use super::fields::{self, FieldValue, Reference, Shape, all_fields};
use crate::model::{Scenario, path};

/// Where names of each kind are given, in generic form.
const DEFINED: &[(Reference, &str)] = &[
    (Reference::Line, "rate_card.outcomes.id"),
    (Reference::Place, "rate_card.outcomes.id"),
    (Reference::Place, DOMAIN),
    (Reference::Segment, "cohort.segments.id"),
    (Reference::CapGroup, "contract.caps.groups.name"),
    (Reference::Shock, "uncertainty.shocks.name"),
];

/// The one name that several may have: lines share their domain.
pub(super) const DOMAIN: &str = "rate_card.outcomes.domain";

/// Whether the field at this path, in generic form, gives a name to others.
pub(super) fn is_name(generic: &str) -> bool {
    DEFINED.iter().any(|(_, place)| *place == generic)
}

/// Why something cannot be called so, as the rest of a sentence that begins with its field: another has the name, and
/// what names either could not be told apart. `None` where it can.
pub fn name_is_taken(scenario: &Scenario, place: &str, name: &str) -> Option<String> {
    let generic = path::generic(place);
    if !is_name(&generic) || generic == DOMAIN {
        return None;
    }
    let (entry, field) = place.rsplit_once('.')?;
    let (list, own) = path::split_entry(entry)?;
    let n_entries = fields::find(list)?.count(scenario);
    let other = (0..n_entries).filter(|index| *index != own).find(|index| {
        let other = path::join(&path::entry(list, *index), field);
        let value = fields::find(&other).and_then(|other| other.value(scenario));
        value == Some(FieldValue::Text(Some(name.to_owned())))
    })?;
    let title = fields::entry_title(scenario, &path::entry(list, other));
    Some(format!("is what “{title}” is called already: choose another"))
}

/// A name as the scenario writes it, for the field at this path in generic form. A domain stands without spaces around it,
/// and with the capitals that other lines give it.
pub(super) fn as_written(scenario: &Scenario, generic: &str, name: String) -> String {
    if generic != DOMAIN {
        return name;
    }
    let name = name.trim();
    let domains = scenario.rate_card.domains();
    let same = domains.into_iter().find(|known| known.to_lowercase() == name.to_lowercase());
    same.unwrap_or(name).to_owned()
}

/// The lists whose entries say nothing without names in them.
const GROUPS: [&str; 2] = ["contract.caps.groups", "contract.caps.person_groups"];

/// What can be named: as it is written, and as people call it.
pub fn names(scenario: &Scenario, reference: Reference) -> Vec<(&str, String)> {
    let lines = &scenario.rate_card.outcomes;
    let line_names = || lines.iter().map(|line| (line.id.as_str(), line.name.clone()));
    match reference {
        Reference::Line => line_names().collect(),
        Reference::Place => {
            let domains = scenario.rate_card.domains().into_iter();
            domains.map(|domain| (domain, format!("all of {domain}"))).chain(line_names()).collect()
        }
        Reference::Segment => {
            let segments = scenario.cohort.segments.iter();
            segments.map(|segment| (segment.id.as_str(), segment.name.clone())).collect()
        }
        Reference::CapGroup => {
            let groups = scenario.contract.caps.groups.iter();
            groups.map(|group| (group.name.as_str(), group.name.clone())).collect()
        }
        Reference::Shock => {
            let shocks = scenario.uncertainty.shocks.iter();
            shocks.map(|shock| (shock.name.as_str(), shock.name.clone())).collect()
        }
    }
}

/// Has all that name a thing follow when it gets another name.
pub(super) fn rename(document: &mut Value, generic: &str, old: &str, new: &str) {
    // As long as another still has the old name, what names it may mean that one.
    if count(document, generic, old) > 0 {
        return;
    }
    for (kind, _) in DEFINED.iter().filter(|(_, place)| *place == generic) {
        for field in
            all_fields().filter(|field| named_by(field.shape, field.refers_to) == Some(*kind))
        {
            for_each(document, field.path, &mut |value| {
                let texts = match value {
                    Value::Array(texts) => texts.as_mut_slice(),
                    text => std::slice::from_mut(text),
                };
                for text in texts.iter_mut().filter(|text| text.as_str() == Some(old)) {
                    *text = Value::String(new.to_owned());
                }
            });
        }
    }
}

/// The scenario without what names things that were there before and are not any more.
pub(super) fn forget_missing(before: &Scenario, scenario: Scenario) -> Scenario {
    let mut gone = Vec::new();
    for kind in [
        Reference::Line,
        Reference::Place,
        Reference::Segment,
        Reference::CapGroup,
        Reference::Shock,
    ] {
        let now = names(&scenario, kind);
        for (name, _) in names(before, kind) {
            if !now.iter().any(|(known, _)| *known == name) {
                gone.push((kind, name));
            }
        }
    }
    if gone.is_empty() {
        return scenario;
    }
    let changed = changed(&scenario, |document| {
        for (kind, name) in gone {
            forget(document, kind, name);
        }
        Some(())
    });
    changed.unwrap_or(scenario)
}

fn forget(document: &mut Value, kind: Reference, gone: &str) {
    for field in all_fields() {
        if field.shape == Shape::Names(kind) {
            for_each(document, field.path, &mut |list| {
                if let Value::Array(list) = list {
                    list.retain(|name| name.as_str() != Some(gone));
                }
            });
        } else if field.refers_to == Some(kind)
            && let Some((list, name)) = field.path.rsplit_once('.')
        {
            for_each(document, list, &mut |entries| {
                if let Value::Array(entries) = entries {
                    entries.retain(|entry| entry.get(name).and_then(Value::as_str) != Some(gone));
                }
            });
        }
    }
    for group in GROUPS {
        for_each(document, group, &mut |entries| {
            let is_empty = |entry: &Value| {
                entry.get("outcomes").and_then(Value::as_array).is_some_and(Vec::is_empty)
            };
            if let Value::Array(entries) = entries {
                entries.retain(|entry| !is_empty(entry));
            }
        });
    }
}

/// What a field names, alone or in a list.
fn named_by(shape: Shape, refers_to: Option<Reference>) -> Option<Reference> {
    match shape {
        Shape::Names(kind) => Some(kind),
        _ => refers_to,
    }
}

fn count(document: &mut Value, generic: &str, name: &str) -> usize {
    let mut n = 0;
    for_each(document, generic, &mut |value| n += usize::from(value.as_str() == Some(name)));
    n
}

/// Has whatever waited for a line wait for what the line itself waited for, as it is about to go: a ladder keeps its order.
pub(super) fn bridge(document: &mut Value, line: &str) {
    let list = |entry: &Value, field: &str| {
        entry.get(field).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let is_it = |name: &Value| name.as_str() == Some(line);
    let Some(Value::Array(lines)) = document.pointer_mut("/rate_card/outcomes") else { return };
    let Some(gone) = lines.iter().find(|entry| entry.get("id").is_some_and(is_it)).cloned() else {
        return;
    };
    let (any, all) = (list(&gone, "after"), list(&gone, "after_all"));
    for entry in lines {
        let (mut after, mut after_all) = (list(entry, "after"), list(entry, "after_all"));
        // Where it was the only way in, what it needed is needed, and one of its ways in.
        let is_only = after.len() == 1 && after.iter().all(is_it);
        if let Some(place) = after.iter().position(is_it) {
            after.remove(place);
            let missing = any.iter().filter(|name| !after.contains(name)).cloned();
            let missing: Vec<Value> = missing.collect();
            after.splice(place..place, missing);
        }
        let was_needed = after_all.iter().any(is_it);
        if was_needed || is_only {
            after_all.retain(|name| !is_it(name));
            // Of several ways into a line that was needed none alone is.
            let ways = any.iter().filter(|_| was_needed && any.len() == 1);
            for name in ways.chain(&all) {
                if !after_all.contains(name) {
                    after_all.push(name.clone());
                }
            }
        }
        for (field, names) in [("after", after), ("after_all", after_all)] {
            if entry.get(field).is_some() || !names.is_empty() {
                entry[field] = names.into();
            }
        }
    }
}

/// A name that none of these is: `base`, or with the first number from 2 on that is free.
pub(super) fn fresh(base: &str, between: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(base) {
        return base.to_owned();
    }
    (2..)
        .map(|number| format!("{base}{between}{number}"))
        .find(|name| !taken(name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Edit;

    /// The scenario that uses every field once.
    fn every_field() -> Scenario {
        let document = serde_json::from_str(include_str!("../model/defaults.json")).unwrap();
        Scenario::read_unfinished(document).unwrap().0
    }

    fn renamed(scenario: &Scenario, path: &str, name: &str) -> Scenario {
        Edit::set(path, FieldValue::Text(Some(name.to_owned()))).apply(scenario)
    }

    #[test]
    fn whatever_names_a_thing_follows_its_new_name() {
        let mut scenario = every_field();
        for (place, name) in [
            ("rate_card.outcomes[0].id", "housed"),
            ("rate_card.outcomes[0].domain", "Housing"),
            ("cohort.segments[0].id", "whole"),
            ("contract.caps.groups[0].name", "Flats"),
            ("uncertainty.shocks[0].name", "Flood"),
        ] {
            scenario = renamed(&scenario, place, name);
        }
        let text = serde_json::to_string(&scenario).unwrap();
        for old in ["\"settled\"", "\"all\"", "\"Homes\"", "\"Lockdown\""] {
            assert!(!text.contains(old), "{old}");
        }
        assert_eq!(scenario.contract.amendments[0].group_caps[0].group, "Flats");
        assert_eq!(scenario.stresses[0].shocks, ["Flood"]);
        assert_eq!(scenario.cohort.segments[0].odds[0].applies_to, "Housing");
    }

    #[test]
    fn a_name_that_another_has_changes_nothing() {
        let kirklees = crate::share::preset("kirklees").unwrap().open().unwrap().scenario;
        let other = kirklees.rate_card.outcomes[1].id.clone();
        let place = "rate_card.outcomes[0].id";
        assert_eq!(renamed(&kirklees, place, &other), kirklees);
        let why = name_is_taken(&kirklees, place, &other).unwrap();
        assert!(why.contains(&kirklees.rate_card.outcomes[1].name), "{why}");
        assert_eq!(name_is_taken(&kirklees, place, "of_its_own"), None);
        assert_eq!(name_is_taken(&kirklees, place, &kirklees.rate_card.outcomes[0].id), None);
    }

    #[test]
    fn a_domain_is_written_as_the_card_writes_it() {
        let kirklees = crate::share::preset("kirklees").unwrap().open().unwrap().scenario;
        let domain = kirklees.rate_card.domains()[1].to_owned();
        let place = "rate_card.outcomes[0].domain";
        for typed in [format!(" {domain} "), domain.to_uppercase()] {
            assert_eq!(renamed(&kirklees, place, &typed).rate_card.outcomes[0].domain, domain);
        }
    }

    #[test]
    fn a_domain_that_other_lines_keep_goes_on_being_named() {
        let kirklees = crate::share::preset("kirklees").unwrap().open().unwrap().scenario;
        let moved = renamed(&kirklees, "rate_card.outcomes[0].domain", "Other");
        assert_eq!(moved.cohort, kirklees.cohort);
        assert_eq!(moved.uncertainty, kirklees.uncertainty);
    }

    #[test]
    fn what_can_be_named_is_offered_in_words() {
        let scenario = every_field();
        let pair = |name, words: &str| (name, words.to_owned());
        assert_eq!(names(&scenario, Reference::Line), [pair("settled", "Settled")]);
        let places = [pair("Home", "all of Home"), pair("settled", "Settled")];
        assert_eq!(names(&scenario, Reference::Place), places);
        assert_eq!(names(&scenario, Reference::Shock), [pair("Lockdown", "Lockdown")]);
    }
}
