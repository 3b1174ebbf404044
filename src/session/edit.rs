//! What a person can do to a scenario.

use super::changes::step_name;
use super::fields::{self, FieldValue};
use super::history::History;
use super::{document, entries, references};
use crate::format;
use crate::model::Scenario;

/// A change to a scenario. What the step is called follows from the difference that it makes.
///
/// An edit of a place that the scenario does not have, or with a value that is not of its kind, changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Another value of one field, by its path.
    Set { path: String, value: FieldValue },
    /// Another entry at the end of the list with this path, another value in a row, or a group that was absent.
    Add { list: String },
    /// Another line at the end of this domain.
    AddLine { domain: String },
    /// One entry less, by its path, or a group that may be absent.
    Remove { entry: String },
    /// A copy of an entry, right after it.
    Duplicate { entry: String },
    /// An entry to another place of its list, counted from 0.
    Move { entry: String, to: usize },
    /// Several edits as one step.
    Together(Vec<Edit>),
    /// Several edits as one step that is called after what was done, such as "paste 12 cells".
    Named { name: String, edits: Vec<Edit> },
    /// Another scenario in its place: opened, restored, or started from a preset.
    Replace(Box<Scenario>),
}

impl Edit {
    /// Another value of the field at a path.
    pub fn set(path: impl Into<String>, value: FieldValue) -> Edit {
        Edit::Set { path: path.into(), value }
    }

    /// The scenario with the lines of a pasted table, which has so many.
    pub fn pasted(scenario: Box<Scenario>, n_pasted: usize) -> Edit {
        let name = format!("paste {}", format::counted(n_pasted as u64, "outcome"));
        Edit::Named { name, edits: vec![Edit::Replace(scenario)] }
    }

    /// The scenario with this edit made.
    pub fn apply(self, scenario: &Scenario) -> Scenario {
        let mut scenario = scenario.clone();
        self.make(&mut scenario);
        scenario
    }

    fn make(self, scenario: &mut Scenario) {
        let changed = match self {
            Edit::Set { path, value } => return set(scenario, &path, value),
            Edit::Add { list } => entries::add(scenario, &list),
            Edit::AddLine { domain } => entries::add_line(scenario, &domain),
            Edit::Remove { entry } => entries::remove(scenario, &entry),
            Edit::Duplicate { entry } => entries::duplicate(scenario, &entry),
            Edit::Move { entry, to } => entries::move_to(scenario, &entry, to),
            Edit::Together(edits) | Edit::Named { edits, .. } => {
                for edit in edits {
                    edit.make(scenario);
                }
                return;
            }
            Edit::Replace(other) => Some(*other),
        };
        if let Some(changed) = changed {
            *scenario = changed;
        }
    }
}

/// Gives a field a value; where the field is a name, what names its owner follows.
fn set(scenario: &mut Scenario, path: &str, value: FieldValue) {
    let Some(field) = fields::find(path) else { return };
    if !references::is_name(field.field.path) {
        field.set(scenario, value);
        return;
    }
    let (FieldValue::Text(Some(new)), Some(FieldValue::Text(Some(old)))) =
        (value, field.value(scenario))
    else {
        return;
    };
    let new = references::as_written(scenario, field.field.path, new);
    if old == new || references::name_is_taken(scenario, path, &new).is_some() {
        return;
    }
    field.set(scenario, FieldValue::Text(Some(new.clone())));
    let renamed = document::changed(scenario, |document| {
        references::rename(document, field.field.path, &old, &new);
        Some(())
    });
    if let Some(renamed) = renamed {
        *scenario = renamed;
    }
}

impl History<Scenario> {
    /// Makes an edit, under the name that its difference has. One that changes nothing is no step.
    pub fn edit(&mut self, edit: Edit, gesture: Option<&str>) {
        if let Edit::Replace(other) = edit {
            let name = format!("open \u{201c}{}\u{201d}", other.name);
            return self.open(*other, name);
        }
        let before = self.before_gesture(gesture).clone();
        let said = match &edit {
            Edit::Named { name, .. } => Some(name.clone()),
            _ => None,
        };
        let after = edit.apply(self.present());
        if after != **self.present() {
            let name = said.unwrap_or_else(|| step_name(&before, &after));
            self.record(after, name, gesture);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;
    use crate::share::preset;

    fn kirklees() -> Scenario {
        preset("kirklees").unwrap().open().unwrap().scenario
    }

    fn price(pounds: i64) -> FieldValue {
        FieldValue::Money(Some(Money::from_pence(pounds * 100)))
    }

    fn price_path(scenario: &Scenario, id: &str) -> String {
        format!("rate_card.outcomes[{}].price", scenario.rate_card.index_of(id).unwrap())
    }

    #[test]
    fn a_price_typed_digit_by_digit_is_one_step_with_a_name() {
        let mut history = History::new(kirklees());
        for pounds in [1, 12, 120, 1200] {
            let path = price_path(history.present(), "home_6_months");
            history.edit(Edit::set(path, price(pounds)), Some("price of home_6_months"));
        }
        assert_eq!(history.undo_name(), Some("price of 6 months in accommodation"));
        history.undo();
        assert_eq!(**history.present(), kirklees());
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_step() {
        let mut history = History::new(kirklees());
        let path = price_path(history.present(), "home_6_months");
        history.edit(Edit::set(path, price(1_500)), None);
        history.edit(Edit::set("no.such.field", price(1)), None);
        history.edit(Edit::Remove { entry: "cohort.referrals[99]".to_owned() }, None);
        assert_eq!(history.undo_name(), None);
    }

    #[test]
    fn steps_of_referrals_come_and_go() {
        let mut history = History::new(kirklees());
        let n_steps = history.present().cohort.referrals.len();
        history.edit(Edit::Add { list: "cohort.referrals".to_owned() }, None);
        let steps = &history.present().cohort.referrals;
        assert_eq!(steps.len(), n_steps + 1);
        assert_eq!(steps[n_steps].from_month, steps[n_steps - 1].from_month + 6);
        assert!(history.undo_name().unwrap().starts_with("add referrals, from "));
        let entry = format!("cohort.referrals[{n_steps}]");
        history.edit(Edit::Remove { entry }, None);
        assert_eq!(history.present().cohort, kirklees().cohort);
        assert!(history.undo_name().unwrap().starts_with("remove referrals, from "));
    }

    #[test]
    fn several_edits_are_one_step() {
        let mut history = History::new(kirklees());
        let edits = ["contract.payers[0].most", "contract.payers[1].most"]
            .map(|path| Edit::set(path, price(10_000_000)));
        history.edit(Edit::Together(edits.into()), None);
        assert_eq!(history.undo_name(), Some("payers"));
        history.undo();
        assert_eq!(**history.present(), kirklees());
    }

    #[test]
    fn another_scenario_takes_the_place_of_the_first_under_its_name() {
        let mut history = History::new(kirklees());
        let mut other = kirklees();
        other.name = "Other".to_owned();
        history.edit(Edit::Replace(Box::new(other.clone())), None);
        assert_eq!(**history.present(), other);
        assert_eq!(history.undo_name(), Some("open “Other”"));
    }
}
