//! What stands around the control of any field: its label, what explains it, and what is wrong with it.

use yew::prelude::*;

use crate::ui::state::use_field_problem;
use crate::ui::wording::field_id;

/// What a field's control needs to know of what stands around it.
pub struct Control {
    pub id: String,
    /// The elements that explain it, for `aria-describedby`.
    pub described: Option<String>,
    /// For `aria-invalid`.
    pub invalid: Option<&'static str>,
}

#[derive(PartialEq, Properties)]
pub struct FieldFrameProps {
    /// The field's path in the scenario; gives the control its id and finds its problem.
    pub path: AttrValue,
    /// Which entry of a list it belongs to, as screen readers say it before the label.
    #[prop_or_default]
    pub entry: AttrValue,
    pub label: AttrValue,
    /// The label is there for screen readers only, because a table's heading says it.
    #[prop_or_default]
    pub is_label_hidden: bool,
    pub hint: AttrValue,
    #[prop_or_default]
    pub class: Classes,
    /// Makes the control.
    pub children: Callback<Control, Html>,
}

#[component]
pub fn FieldFrame(props: &FieldFrameProps) -> Html {
    let FieldFrameProps { path, entry, label, hint, .. } = props;
    let problem = use_field_problem(path);
    let id = field_id(path);
    let (hint_id, problem_id) = (format!("{id}-hint"), format!("{id}-problem"));
    let mut described = Vec::new();
    if !hint.is_empty() {
        described.push(hint_id.clone());
    }
    if problem.is_some() {
        described.push(problem_id.clone());
    }
    let is_wrong = problem.as_ref().is_some_and(|problem| problem.is_error);
    let is_doubtful = problem.as_ref().is_some_and(|problem| !problem.is_error);
    let control = Control {
        id: id.clone(),
        described: (!described.is_empty()).then(|| described.join(" ")),
        invalid: is_wrong.then_some("true"),
    };
    html! {
        <div class={classes!("field", is_wrong.then_some("field-wrong"), is_doubtful.then_some("field-doubtful"), props.class.clone())}>
            <label for={id} class={classes!(props.is_label_hidden.then_some("visually-hidden"))}>
                if entry.is_empty() {
                    { label }
                } else {
                    // What the page shows around the field is there for screen readers only.
                    <span class="visually-hidden">{ entry }</span>
                    <span class="capital">{ label }</span>
                }
            </label>
            if !hint.is_empty() {
                <span class="hint" id={hint_id}>{ hint }</span>
            }
            { props.children.emit(control) }
            if let Some(problem) = problem {
                <span class={if problem.is_error { "problem" } else { "warning" }} id={problem_id}>
                    { &problem.sentence }
                </span>
            }
        </div>
    }
}
