//! The editor of one field, chosen and worded by the table of fields.

use yew::prelude::*;

use super::choice_editor::ChoiceEditor;
use super::names_editor::NamesEditor;
use super::reference_editor::ReferenceEditor;
use super::switch_editor::SwitchEditor;
use super::text_editor::TextEditor;
use crate::model::{Scenario, path};
use crate::session::fields::{self, FieldValue, Shape};
use crate::session::reference_names;

/// The editor of the field at a path. Nothing where the scenario has no such entry.
pub fn field_editor(scenario: &Scenario, path: &str) -> Html {
    editor(scenario, path, None, false)
}

/// The same in a cell of the grid, whose heading says what is in its label: the label is there for screen readers only.
pub fn cell_editor(scenario: &Scenario, path: &str) -> Html {
    editor(scenario, path, None, true)
}

/// The same with another label, which the fields around it explain.
pub fn labelled_editor(scenario: &Scenario, path: &str, label: &'static str) -> Html {
    editor(scenario, path, Some(label), false)
}

fn editor(scenario: &Scenario, path: &str, label: Option<&'static str>, is_cell: bool) -> Html {
    let found = fields::known(path);
    let Some(value) = found.value(scenario) else { return Html::default() };
    let path = AttrValue::from(path.to_owned());
    let entry = match label {
        None if !is_cell => found.entry_in_label(scenario),
        _ => String::new(),
    };
    let label = label.map_or_else(|| found.label(scenario), str::to_owned);
    let label: AttrValue = label.strip_prefix(&entry).unwrap_or(&label).to_owned().into();
    let entry = AttrValue::from(entry);
    let hint = AttrValue::from(found.hint(scenario));
    // No line waits for itself.
    let own = own_line(scenario, &path);
    let known = |kind| {
        let names = reference_names(scenario, kind).into_iter();
        let others = names.filter(|(name, _)| Some(*name) != own);
        others.map(|(name, words)| (name.to_owned(), words)).collect::<Vec<_>>()
    };
    match value {
        FieldValue::Names(names) => {
            let Shape::Names(kind) = found.field.shape else { return Html::default() };
            html! { <NamesEditor {path} {label} {hint} {names} known={known(kind)} /> }
        }
        FieldValue::Text(name) if let Some(kind) = found.field.refers_to => html! {
            <ReferenceEditor
                {path} {label} {hint} {name} is_optional={found.field.is_optional} known={known(kind)}
            />
        },
        FieldValue::Choice(choice) => {
            html! { <ChoiceEditor {path} {entry} {label} {hint} {choice} /> }
        }
        FieldValue::Switch(is_on) => html! { <SwitchEditor {path} {label} {hint} {is_on} /> },
        value => html! { <TextEditor {path} {entry} {label} {is_cell} {hint} {value} /> },
    }
}

/// The id of the line of the card that a field belongs to.
fn own_line<'s>(scenario: &'s Scenario, field: &str) -> Option<&'s str> {
    let is_of_line = field.starts_with("rate_card.outcomes[");
    let index = path::indices(field).first().copied().filter(|_| is_of_line)?;
    scenario.rate_card.outcomes.get(index).map(|line| line.id.as_str())
}
