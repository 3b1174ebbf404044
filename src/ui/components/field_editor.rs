//! The editor of one field, chosen and worded by the table of fields.

use yew::prelude::*;

use super::choice_editor::ChoiceEditor;
use super::switch_editor::SwitchEditor;
use super::text_editor::TextEditor;
use crate::model::Scenario;
use crate::session::fields::{self, FieldValue};

/// The editor of the field at a path. Nothing where the scenario has no such entry.
pub fn field_editor(scenario: &Scenario, path: &str) -> Html {
    editor(scenario, path, None, false)
}

/// The same in a table, whose heading says what is in its label: the label is there for screen readers only.
pub fn cell_editor(scenario: &Scenario, path: &str) -> Html {
    editor(scenario, path, None, true)
}

/// The same with another label, which the fields around it explain.
pub fn labelled_editor(scenario: &Scenario, path: &str, label: &'static str) -> Html {
    editor(scenario, path, Some(label), false)
}

fn editor(
    scenario: &Scenario,
    path: &str,
    label: Option<&'static str>,
    is_label_hidden: bool,
) -> Html {
    let found = fields::known(path);
    let Some(value) = found.value(scenario) else { return Html::default() };
    let path = AttrValue::from(path.to_owned());
    let label: AttrValue = label.map_or_else(|| found.label(scenario).into(), AttrValue::from);
    let hint = AttrValue::from(found.hint(scenario));
    match value {
        FieldValue::Choice(choice) => html! { <ChoiceEditor {path} {label} {hint} {choice} /> },
        FieldValue::Switch(is_on) => html! { <SwitchEditor {path} {label} {hint} {is_on} /> },
        value => html! { <TextEditor {path} {label} {is_label_hidden} {hint} {value} /> },
    }
}
