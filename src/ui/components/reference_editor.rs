//! A choice among things of the scenario, such as its lines or its segments.

use yew::prelude::*;

use crate::session::Edit;
use crate::session::fields::FieldValue;
use crate::ui::browser::events::chosen;
use crate::ui::state::{use_edit, use_field_problem};
use crate::ui::wording::field_id;

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
    let edit = use_edit();
    let problem = use_field_problem(&props.path);
    let onchange = {
        let path = props.path.clone();
        Callback::from(move |event: Event| {
            let name = Some(chosen(&event)).filter(|name| !name.is_empty());
            edit.emit(Edit::set(path.as_str(), FieldValue::Text(name)));
        })
    };
    let id = field_id(&props.path);
    let hint_id = format!("{id}-hint");
    let problem_id = format!("{id}-problem");
    let mut described = Vec::new();
    if !props.hint.is_empty() {
        described.push(hint_id.clone());
    }
    if problem.is_some() {
        described.push(problem_id.clone());
    }
    let is_wrong = problem.as_ref().is_some_and(|problem| problem.is_error);
    let is_known = |name: &String| props.known.iter().any(|(known, _)| known == name);
    let unknown = props.name.as_ref().filter(|name| !is_known(name));
    html! {
        <div class={classes!("field", is_wrong.then_some("field-wrong"))}>
            <label for={id.clone()}>{ &props.label }</label>
            if !props.hint.is_empty() {
                <span class="hint" id={hint_id}>{ &props.hint }</span>
            }
            <select
                {id} {onchange} aria-invalid={is_wrong.then_some("true")}
                aria-describedby={(!described.is_empty()).then(|| described.join(" "))}
            >
                if props.is_optional {
                    <option value="" selected={props.name.is_none()}>{ "all" }</option>
                }
                if let Some(name) = unknown {
                    <option value={name.clone()} selected={true}>
                        { if name.is_empty() { "choose".to_owned() } else { format!("{name} (not in this scenario)") } }
                    </option>
                }
                { for props.known.iter().map(|(name, words)| html! {
                    <option value={name.clone()} selected={props.name.as_ref() == Some(name)}>{ words }</option>
                }) }
            </select>
            if let Some(problem) = problem {
                <span class={if problem.is_error { "problem" } else { "warning" }} id={problem_id}>
                    { &problem.sentence }
                </span>
            }
        </div>
    }
}
