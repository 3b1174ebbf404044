//! A choice among a few words.

use yew::prelude::*;

use super::field_frame::{Control, FieldFrame};
use crate::session::Edit;
use crate::session::fields::{self, FieldValue};
use crate::ui::browser::events::chosen;
use crate::ui::state::use_edit;

#[derive(PartialEq, Properties)]
pub struct ChoiceEditorProps {
    /// The field's path in the scenario; finds its choices.
    pub path: AttrValue,
    /// Which entry of a list it belongs to, as screen readers say it before the label.
    pub entry: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    /// Which one stands.
    pub choice: usize,
}

#[component]
pub fn ChoiceEditor(props: &ChoiceEditorProps) -> Html {
    let ChoiceEditorProps { path, entry, label, hint, choice } = props;
    let edit = use_edit();
    let choices = fields::known(path).field.choices;
    let onchange = {
        let path = path.clone();
        Callback::from(move |event: Event| {
            if let Ok(choice) = chosen(&event).parse() {
                edit.emit(Edit::set(path.as_str(), FieldValue::Choice(choice)));
            }
        })
    };
    let standing = *choice;
    let control = move |Control { id, described, invalid }| {
        html! {
            <select {id} onchange={onchange.clone()} aria-describedby={described} aria-invalid={invalid}>
                { for choices.iter().enumerate().map(|(index, words)| html! {
                    <option value={index.to_string()} selected={index == standing}>{ *words }</option>
                }) }
            </select>
        }
    };
    html! { <FieldFrame {path} {entry} {label} {hint}>{ Callback::from(control) }</FieldFrame> }
}
