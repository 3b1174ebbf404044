//! A choice among a few words.

use yew::prelude::*;

use super::text_editor::entry_and_label;
use crate::session::Edit;
use crate::session::fields::{self, FieldValue};
use crate::ui::browser::events::chosen;
use crate::ui::state::use_edit;
use crate::ui::wording::field_id;

#[derive(PartialEq, Properties)]
pub struct ChoiceEditorProps {
    /// The field's path in the scenario; gives the element its id and finds its choices.
    pub path: AttrValue,
    /// Which entry of a list it belongs to, as screen readers say it before the label.
    #[prop_or_default]
    pub entry: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    /// Which one stands.
    pub choice: usize,
}

#[component]
pub fn ChoiceEditor(props: &ChoiceEditorProps) -> Html {
    let edit = use_edit();
    let choices = fields::known(&props.path).field.choices;
    let id = field_id(&props.path);
    let hint_id = format!("{id}-hint");
    let onchange = {
        let path = props.path.clone();
        Callback::from(move |event: Event| {
            if let Ok(choice) = chosen(&event).parse() {
                edit.emit(Edit::set(path.as_str(), FieldValue::Choice(choice)));
            }
        })
    };
    html! {
        <div class="field">
            <label for={id.clone()}>{ entry_and_label(&props.entry, &props.label) }</label>
            if !props.hint.is_empty() {
                <span class="hint" id={hint_id.clone()}>{ &props.hint }</span>
            }
            <select {id} {onchange} aria-describedby={(!props.hint.is_empty()).then_some(hint_id)}>
                { for choices.iter().enumerate().map(|(index, words)| html! {
                    <option value={index.to_string()} selected={index == props.choice}>{ *words }</option>
                }) }
            </select>
        </div>
    }
}
