//! Taking one field back to what it is in another scenario, such as the preset it began as.

use serde_json::Value;

use super::difference::keys_of;
use crate::model::Scenario;
use crate::model::path::{self, PathStep};

/// The scenario with the field at `path` as `original` has it, with `path` as in a change or a problem.
///
/// Entries of lists are matched by their ids; a list itself is taken back with all its entries. `None` when the
/// original has no such entry, or the field is the same in both.
pub fn reset(scenario: &Scenario, original: &Scenario, path: &str) -> Option<Scenario> {
    let mut document = serde_json::to_value(scenario).ok()?;
    let original = serde_json::to_value(original).ok()?;
    let (parents, field) = path.rsplit_once('.').unwrap_or(("", path));
    if field.ends_with(']') {
        return None;
    }
    let (mut place, mut source) = (&mut document, &original);
    for step in path::steps(parents) {
        match step {
            PathStep::Field(field) => {
                source = source.get(field)?;
                place = place.get_mut(field)?;
            }
            PathStep::Entry(index) => {
                let keys = keys_of(place.as_array()?);
                let key = keys.get(index)?;
                let entries = source.as_array()?;
                source = entries.get(keys_of(entries).iter().position(|other| other == key)?)?;
                place = place.get_mut(index)?;
            }
        }
    }
    let fields = place.as_object_mut()?;
    match source.get(field) {
        value if value == fields.get(field) => return None,
        Some(value) => fields.insert(field.to_owned(), Value::clone(value)),
        None => fields.shift_remove(field),
    };
    Scenario::read_unfinished(document).ok().map(|(scenario, _)| scenario)
}

#[cfg(test)]
mod tests {
    use super::super::changes;
    use super::*;
    use crate::model::Money;
    use crate::share::preset;

    #[test]
    fn each_change_can_be_taken_back_by_itself() {
        let original = preset("kirklees").unwrap().open().unwrap().scenario;
        let mut edited = original.clone();
        edited.rate_card.outcomes.swap(0, 17);
        edited.rate_card.outcomes[0].price = Money::from_pence(1);
        edited.contract.caps.person = Some(Money::from_pence(1_000_000));
        edited.contract.claims_end = None;
        edited.cohort.segments[1].share = edited.cohort.segments[0].share;
        let mut now = edited.clone();
        let mut n_taken_back = 0;
        for change in changes(&original, &edited) {
            if let Some(next) = reset(&now, &original, &change.path) {
                assert_ne!(next, now);
                now = next;
                n_taken_back += 1;
            }
        }
        assert_eq!(n_taken_back, 5);
        assert_eq!(now, original);
    }

    #[test]
    fn what_the_original_does_not_have_stays() {
        let original = preset("kirklees").unwrap().open().unwrap().scenario;
        let mut edited = original.clone();
        edited.rate_card.outcomes[3].id = "mine".to_owned();
        for path in ["rate_card.outcomes[3].price", "rate_card.outcomes[3]", "no.such", "", "name"]
        {
            assert_eq!(reset(&edited, &original, path), None, "{path}");
        }
    }
}
