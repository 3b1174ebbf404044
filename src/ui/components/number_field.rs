//! The one text field for a value: it keeps what was typed, and hands on only what could be read.

use yew::prelude::*;

use crate::ui::browser::events::{Arrow, arrow, typed_text};
use crate::ui::state::{Gesture, TypedAction, use_field_problem, use_gesture, use_typed};
use crate::ui::wording::field_id;

#[derive(PartialEq, Properties)]
pub struct NumberFieldProps {
    /// The field's path in the scenario; gives the element its id and finds its problem.
    pub path: AttrValue,
    pub label: AttrValue,
    pub is_label_hidden: bool,
    pub hint: AttrValue,
    pub prefix: AttrValue,
    pub suffix: AttrValue,
    /// `decimal`, `numeric` or `text`: which keys a telephone offers.
    pub inputmode: AttrValue,
    /// The value as the field shows it when nobody types.
    pub text: AttrValue,
    /// Reads typed text: the same value as the field would show it; or what is wrong and what mends it, as the
    /// rest of a sentence that begins with the field's name and without its full stop.
    pub read: Callback<AttrValue, Result<AttrValue, AttrValue>>,
    /// Gets each text that was typed and could be read.
    pub onvalue: Callback<AttrValue>,
    /// Someone begins to type here.
    pub onbegin: Callback<()>,
    /// Someone presses an arrow key in a text that could be read.
    pub onarrow: Option<Callback<Arrow>>,
}

/// A labelled text field for a number, amount, share or month.
#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let draft = use_state_eq(|| None::<AttrValue>);
    let gesture = use_gesture();
    let report = use_typed();
    let problem = use_field_problem(&props.path);
    let id = field_id(&props.path);

    // A value that came from elsewhere, as by undo, takes the place of typed text that means another value.
    {
        let draft = draft.clone();
        let (report, path, read) = (report.clone(), props.path.clone(), props.read.clone());
        use_effect_with(props.text.clone(), move |text| {
            if let Some(typed) = &*draft
                && read.emit(typed.clone()).as_ref() != Ok(text)
            {
                draft.set(None);
                report.emit(TypedAction::Fine(path));
            }
        });
    }
    // A field that leaves the page takes its complaint along.
    {
        let (report, path) = (report.clone(), props.path.clone());
        use_effect_with(path, move |path| {
            let path = path.clone();
            move || report.emit(TypedAction::Fine(path))
        });
    }

    let oninput = {
        let draft = draft.setter();
        let path = props.path.clone();
        let (read, onvalue, report) = (props.read.clone(), props.onvalue.clone(), report.clone());
        Callback::from(move |event: InputEvent| {
            let typed = AttrValue::from(typed_text(&event));
            draft.set(Some(typed.clone()));
            match read.emit(typed.clone()) {
                Ok(_) => {
                    report.emit(TypedAction::Fine(path.clone()));
                    onvalue.emit(typed);
                }
                Err(wrong) => report.emit(TypedAction::Unread(path.clone(), wrong)),
            }
        })
    };
    let onblur = {
        let (draft, gesture, read) = (draft.clone(), gesture.clone(), props.read.clone());
        Callback::from(move |_: FocusEvent| {
            let is_readable = draft.as_ref().is_none_or(|typed| read.emit(typed.clone()).is_ok());
            if is_readable {
                draft.set(None);
            }
            gesture.emit(Gesture::Over);
        })
    };
    let onkeydown = {
        let (gesture, onarrow) = (gesture.clone(), props.onarrow.clone());
        let (draft, read) = (draft.clone(), props.read.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                gesture.emit(Gesture::Pause);
            }
            if let (Some(onarrow), Some(arrow)) = (&onarrow, arrow(&event))
                && draft.as_ref().is_none_or(|typed| read.emit(typed.clone()).is_ok())
            {
                event.prevent_default();
                draft.set(None);
                onarrow.emit(arrow);
            }
        })
    };
    let onfocus = {
        let (onbegin, path) = (props.onbegin.clone(), props.path.clone());
        Callback::from(move |_: FocusEvent| {
            gesture.emit(Gesture::Begin(path.clone()));
            onbegin.emit(());
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
    let shown = (*draft).clone().unwrap_or_else(|| props.text.clone());
    html! {
        <div class={classes!("field", is_wrong.then_some("field-wrong"), (props.prefix == "£").then_some("money"))}>
            <label for={id.clone()} class={classes!(props.is_label_hidden.then_some("visually-hidden"))}>
                { &props.label }
            </label>
            if !props.hint.is_empty() {
                <span class="hint" id={hint_id}>{ &props.hint }</span>
            }
            <span class="field-box">
                if !props.prefix.is_empty() {
                    <span class="affix" aria-hidden="true">{ &props.prefix }</span>
                }
                <input
                    {id}
                    type="text"
                    inputmode={props.inputmode.clone()}
                    autocomplete="off"
                    spellcheck="false"
                    value={shown}
                    aria-describedby={described}
                    aria-invalid={is_wrong.then_some("true")}
                    {oninput} {onblur} {onkeydown} {onfocus}
                />
                if !props.suffix.is_empty() {
                    <span class="affix" aria-hidden="true">{ &props.suffix }</span>
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
