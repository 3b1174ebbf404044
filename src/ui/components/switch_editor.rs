//! A box to tick.

use yew::prelude::*;

use crate::session::Edit;
use crate::session::fields::FieldValue;
use crate::ui::browser::events::is_ticked;
use crate::ui::state::use_edit;
use crate::ui::wording::field_id;

#[derive(PartialEq, Properties)]
pub struct SwitchEditorProps {
    /// The field's path in the scenario.
    pub path: AttrValue,
    pub label: AttrValue,
    /// What only screen readers need to be told, after the label.
    pub hint: AttrValue,
    pub is_on: bool,
}

#[component]
pub fn SwitchEditor(props: &SwitchEditorProps) -> Html {
    let edit = use_edit();
    let onchange = {
        let path = props.path.clone();
        Callback::from(move |event: Event| {
            edit.emit(Edit::set(path.as_str(), FieldValue::Switch(is_ticked(&event))));
        })
    };
    html! {
        <label class="tick">
            <input type="checkbox" id={field_id(&props.path)} checked={props.is_on} {onchange} />
            { &props.label }
            if !props.hint.is_empty() {
                <span class="visually-hidden">{ &props.hint }</span>
            }
        </label>
    }
}
