//! A choice among a few words.

use yew::prelude::*;

use crate::ui::browser::events::chosen;
use crate::ui::wording::field_id;

#[derive(PartialEq, Properties)]
pub struct ChoiceFieldProps {
    pub path: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: AttrValue,
    /// The choices in words.
    pub choices: Vec<&'static str>,
    /// Which one stands.
    pub value: usize,
    pub onchange: Callback<usize>,
}

#[component]
pub fn ChoiceField(props: &ChoiceFieldProps) -> Html {
    let id = field_id(&props.path);
    let hint_id = format!("{id}-hint");
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| {
            if let Ok(choice) = chosen(&event).parse() {
                onchange.emit(choice);
            }
        })
    };
    html! {
        <div class="field">
            <label for={id.clone()}>{ &props.label }</label>
            if !props.hint.is_empty() {
                <span class="hint" id={hint_id.clone()}>{ &props.hint }</span>
            }
            <select {id} {onchange} aria-describedby={(!props.hint.is_empty()).then_some(hint_id)}>
                { for props.choices.iter().enumerate().map(|(index, words)| html! {
                    <option value={index.to_string()} selected={index == props.value}>{ *words }</option>
                }) }
            </select>
        </div>
    }
}
