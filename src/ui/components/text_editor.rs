//! The one text field for a value: it keeps what was typed, and hands on only what could be read.

use yew::prelude::*;

use crate::session::Edit;
use crate::session::fields::{self, FieldValue, Unit};
use crate::ui::browser::events::{Arrow, arrow, typed_text};
use crate::ui::browser::focus;
use crate::ui::state::{
    Gesture, TypedAction, TypedText, use_edit, use_field_problem, use_gesture, use_name_is_taken,
    use_typed,
};
use crate::ui::wording::field_id;

#[derive(PartialEq, Properties)]
pub struct TextEditorProps {
    /// The field's path in the scenario; gives the element its id and finds its problem.
    pub path: AttrValue,
    /// Which entry of a list it belongs to, as screen readers say it before the label.
    #[prop_or_default]
    pub entry: AttrValue,
    /// With the unit, such as "Contract cap (£)".
    pub label: AttrValue,
    /// The label is there for screen readers only, because a table's heading says it.
    pub is_label_hidden: bool,
    pub hint: AttrValue,
    pub value: FieldValue,
    /// Someone presses an arrow key in a text that could be read: up, or down.
    #[prop_or_default]
    pub onarrow: Option<Callback<Arrow>>,
}

/// A label whose first part, which the page shows around the field, is there for screen readers only.
pub fn entry_and_label(entry: &AttrValue, label: &AttrValue) -> Html {
    if entry.is_empty() {
        return html! { label };
    }
    html! {
        <>
            <span class="visually-hidden">{ entry }</span>
            <span class="capital">{ label }</span>
        </>
    }
}

/// A labelled text field for a number, amount, share or month.
#[component]
pub fn TextEditor(props: &TextEditorProps) -> Html {
    let field = fields::known(&props.path).field;
    let text = AttrValue::from(field.text(&props.value));
    let problem = use_field_problem(&props.path);
    // A text that could not be read is still there when its field comes back to the page.
    let unread = problem.as_ref().filter(|problem| problem.is_unread);
    let draft = use_state_eq(|| unread.and_then(|problem| problem.typed.clone()));
    // Half-typed numbers must not wear the width of an estimate away, and a text that is not wholly understood changes
    // nothing: all moves start from the value that typing began with.
    let base = use_mut_ref(|| props.value.clone());
    // The text of the value that unreadable typing went back to.
    let gone_back_to = use_mut_ref(|| unread.map(|_| text.clone()));
    let edit = use_edit();
    let gesture = use_gesture();
    let report = use_typed();
    let name_is_taken = use_name_is_taken();
    let id = field_id(&props.path);

    // A value that came from elsewhere, as by undo, takes the place of typed text that means another value.
    {
        let (draft, gone_back_to) = (draft.clone(), gone_back_to.clone());
        let (report, path) = (report.clone(), props.path.clone());
        use_effect_with(text.clone(), move |text| {
            if gone_back_to.borrow().as_ref() != Some(text)
                && let Some(typed) = &*draft
                && field.read(typed).map(|value| field.text(&value)).as_deref() != Ok(text.as_str())
            {
                draft.set(None);
                report.emit(TypedAction::Fine(path));
            }
        });
    }

    let edit_when_left = edit.clone();
    let oninput = {
        let (draft, base) = (draft.setter(), base.clone());
        let gone_back_to = gone_back_to.clone();
        let (path, report) = (props.path.clone(), report.clone());
        Callback::from(move |event: InputEvent| {
            let typed = typed_text(&event);
            let text = |words: String, is_read, value| TypedText {
                path: path.clone(),
                text: typed.clone().into(),
                words: words.into(),
                is_read,
                value,
            };
            let before = base.borrow().clone();
            let (value, said) = match field.read(&typed) {
                Ok(value) => {
                    gone_back_to.replace(None);
                    let value = before.with_typed(value);
                    let doubt = field.doubt(&typed);
                    (value.clone(), doubt.map(|doubt| text(doubt, true, value)))
                }
                Err(wrong) => {
                    gone_back_to.replace(Some(field.text(&before).into()));
                    (before.clone(), Some(text(wrong, false, before)))
                }
            };
            if !field.is_taken_when_left {
                edit.emit(Edit::set(path.as_str(), value));
            }
            report.emit(said.map_or_else(|| TypedAction::Fine(path.clone()), TypedAction::Said));
            draft.set(Some(typed.into()));
        })
    };
    let onchange = {
        let (draft, path, edit) = (draft.clone(), props.path.clone(), edit_when_left);
        let (report, value_now) = (report.clone(), props.value.clone());
        Callback::from(move |_: Event| {
            let Some(typed) = draft.as_ref().filter(|_| field.is_taken_when_left) else { return };
            let Ok(value) = field.read(typed) else { return };
            if let Some(words) = name_is_taken.emit((path.clone(), typed.to_string())) {
                let (text, words) = (typed.clone(), words.into());
                let value = value_now.clone();
                let text = TypedText { path: path.clone(), text, words, is_read: false, value };
                report.emit(TypedAction::Said(text));
                return;
            }
            edit.emit(Edit::set(path.as_str(), value));
            focus::keep();
        })
    };
    let is_refused = unread.is_some();
    let is_readable = {
        let draft = draft.clone();
        move || draft.as_ref().is_none_or(|typed| field.read(typed).is_ok())
    };
    let onblur = {
        let (draft, gesture, is_readable) = (draft.clone(), gesture.clone(), is_readable.clone());
        Callback::from(move |_: FocusEvent| {
            // A text of which something is said stays as it was typed.
            if is_readable() && !is_refused {
                draft.set(None);
            }
            gesture.emit(Gesture::Over);
        })
    };
    let onkeydown = {
        let (draft, gesture, onarrow) = (draft.clone(), gesture.clone(), props.onarrow.clone());
        let (base, value) = (base.clone(), props.value.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                gesture.emit(Gesture::Pause);
                base.replace(value.clone());
            }
            if let (Some(onarrow), Some(arrow)) = (&onarrow, arrow(&event))
                && is_readable()
            {
                event.prevent_default();
                draft.set(None);
                onarrow.emit(arrow);
            }
        })
    };
    let onfocus = {
        let (path, value) = (props.path.clone(), props.value.clone());
        Callback::from(move |_: FocusEvent| {
            gesture.emit(Gesture::Begin(path.clone()));
            base.replace(value.clone());
        })
    };

    let problem_id = format!("{id}-problem");
    let hint_id = format!("{id}-hint");
    let mut described = Vec::new();
    if !props.hint.is_empty() {
        described.push(hint_id.clone());
    }
    if problem.is_some() {
        described.push(problem_id.clone());
    }
    let described = (!described.is_empty()).then(|| described.join(" "));
    let is_wrong = problem.as_ref().is_some_and(|problem| problem.is_error);
    let shown = (*draft).clone().unwrap_or(text);
    let unit = field.unit;
    let prefix = unit.prefix();
    html! {
        <div class={classes!("field", is_wrong.then_some("field-wrong"), (unit == Unit::Pounds).then_some("money"), field.is_long.then_some("long"))}>
            <label for={id.clone()} class={classes!(props.is_label_hidden.then_some("visually-hidden"))}>
                { entry_and_label(&props.entry, &props.label) }
            </label>
            if !props.hint.is_empty() {
                <span class="hint" id={hint_id}>{ &props.hint }</span>
            }
            <span class="field-box">
                if !prefix.is_empty() {
                    <span class="affix" aria-hidden="true">{ prefix }</span>
                }
                if field.is_long {
                    <textarea
                        {id} rows="2" value={shown}
                        aria-describedby={described} aria-invalid={is_wrong.then_some("true")}
                        {oninput} {onblur} {onfocus}
                    />
                } else {
                <input
                    {id}
                    type="text"
                    inputmode={unit.inputmode()}
                    autocomplete="off"
                    spellcheck="false"
                    value={shown}
                    aria-describedby={described}
                    aria-invalid={is_wrong.then_some("true")}
                    {oninput} {onchange} {onblur} {onkeydown} {onfocus}
                />
                }
                if !unit.suffix().is_empty() {
                    <span class="affix" aria-hidden="true">{ unit.suffix() }</span>
                }
            </span>
            if let Some(problem) = problem {
                <span class={if problem.is_error { "problem" } else { "warning" }} id={problem_id}>
                    { &problem.sentence }
                </span>
            }
        </div>
    }
}
