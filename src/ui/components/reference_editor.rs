//! A choice among things of the scenario, such as its lines or its segments.

use yew::prelude::*;

use super::field_frame::{Control, FieldFrame};
use crate::session::Edit;
use crate::session::fields::FieldValue;
use crate::ui::browser::events::chosen;
use crate::ui::state::use_edit;

#[derive(PartialEq, Properties)]
pub struct ReferenceEditorProps {
    /// The field's path in the scenario.
    pub path: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    /// What is named, as it is written. None where nothing is, which only an optional field allows.
    pub name: Option<String>,
    pub is_optional: bool,
    /// What can be named: as it is written, and as people call it.
    pub known: Vec<(String, String)>,
}

#[component]
pub fn ReferenceEditor(props: &ReferenceEditorProps) -> Html {
    let ReferenceEditorProps { path, label, hint, .. } = props;
    let edit = use_edit();
    let onchange = {
        let path = path.clone();
        Callback::from(move |event: Event| {
            let name = Some(chosen(&event)).filter(|name| !name.is_empty());
            edit.emit(Edit::set(path.as_str(), FieldValue::Text(name)));
        })
    };
    let (name, known, is_optional) = (props.name.clone(), props.known.clone(), props.is_optional);
    let control = move |Control { id, described, invalid }| {
        let is_known = |name: &&String| known.iter().any(|(known, _)| known == *name);
        html! {
            <select {id} onchange={onchange.clone()} aria-describedby={described} aria-invalid={invalid}>
                if is_optional {
                    <option value="" selected={name.is_none()}>{ "all" }</option>
                }
                if let Some(name) = name.as_ref().filter(|name| !is_known(name)) {
                    <option value={name.clone()} selected={true}>
                        { if name.is_empty() { "choose".to_owned() } else { format!("{name} (not in this scenario)") } }
                    </option>
                }
                { for known.iter().map(|(written, words)| html! {
                    <option value={written.clone()} selected={name.as_ref() == Some(written)}>{ words }</option>
                }) }
            </select>
        }
    };
    html! { <FieldFrame {path} {label} {hint}>{ Callback::from(control) }</FieldFrame> }
}
