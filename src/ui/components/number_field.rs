//! The one text field for a value: it keeps what was typed, and hands on only what could be read.

use yew::prelude::*;

use crate::ui::browser::events::typed_text;
use crate::ui::state::{Gesture, TypedAction, use_field_problem, use_gesture, use_typed};
use crate::ui::wording::field_id;

/// A value that a text field can show and read.
pub trait FieldValue: Clone + PartialEq + 'static {
    const PREFIX: &'static str = "";
    const SUFFIX: &'static str = "";
    /// `decimal`, `numeric` or `text`: which keys a telephone offers.
    const INPUTMODE: &'static str = "decimal";

    /// The text when nobody types.
    fn show(&self) -> String;

    /// Reads typed text, or says what is wrong and what mends it, as the rest of a sentence that begins
    /// with the field's name and without its full stop.
    fn read(text: &str) -> Result<Self, String>;
}

#[derive(PartialEq, Properties)]
pub struct NumberFieldProps<T: FieldValue> {
    /// The field's path in the scenario; gives the element its id and finds its problem.
    pub path: AttrValue,
    /// With the unit, such as "Contract cap (£)".
    pub label: AttrValue,
    /// The label is there for screen readers only, because a table's heading says it.
    #[prop_or_default]
    pub is_label_hidden: bool,
    #[prop_or_default]
    pub hint: AttrValue,
    pub value: T,
    /// Gets each value that was typed and could be read.
    pub onchange: Callback<T>,
    /// Someone begins to type here.
    #[prop_or_default]
    pub onbegin: Callback<()>,
    #[prop_or_default]
    pub class: Classes,
}

/// A labelled text field for a number, amount, share or month.
#[component]
pub fn NumberField<T: FieldValue>(props: &NumberFieldProps<T>) -> Html {
    let draft = use_state_eq(|| None::<AttrValue>);
    let gesture = use_gesture();
    let report = use_typed();
    let problem = use_field_problem(&props.path);
    let id = field_id(&props.path);

    // A value that came from elsewhere, as by undo, takes the place of typed text that means another value.
    {
        let draft = draft.clone();
        let (report, path) = (report.clone(), props.path.clone());
        use_effect_with(props.value.clone(), move |value| {
            if let Some(typed) = &*draft
                && T::read(typed).as_ref() != Ok(value)
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
        let (onchange, report) = (props.onchange.clone(), report.clone());
        Callback::from(move |event: InputEvent| {
            let typed = AttrValue::from(typed_text(&event));
            draft.set(Some(typed.clone()));
            match T::read(&typed) {
                Ok(value) => {
                    report.emit(TypedAction::Fine(path.clone()));
                    onchange.emit(value);
                }
                Err(wrong) => report.emit(TypedAction::Unread(path.clone(), wrong.into())),
            }
        })
    };
    let onblur = {
        let (draft, gesture) = (draft.clone(), gesture.clone());
        Callback::from(move |_: FocusEvent| {
            let is_readable = draft.as_ref().is_none_or(|typed| T::read(typed).is_ok());
            if is_readable {
                draft.set(None);
            }
            gesture.emit(Gesture::Over);
        })
    };
    let onkeydown = {
        let gesture = gesture.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                gesture.emit(Gesture::Pause);
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
    let shown = (*draft).clone().unwrap_or_else(|| props.value.show().into());
    html! {
        <div class={classes!("field", is_wrong.then_some("field-wrong"), (T::PREFIX == "£").then_some("money"), props.class.clone())}>
            <label for={id.clone()} class={classes!(props.is_label_hidden.then_some("visually-hidden"))}>
                { &props.label }
            </label>
            if !props.hint.is_empty() {
                <span class="hint" id={hint_id}>{ &props.hint }</span>
            }
            <span class="field-box">
                if !T::PREFIX.is_empty() {
                    <span class="affix" aria-hidden="true">{ T::PREFIX }</span>
                }
                <input
                    {id}
                    type="text"
                    inputmode={T::INPUTMODE}
                    autocomplete="off"
                    spellcheck="false"
                    value={shown}
                    aria-describedby={described}
                    aria-invalid={is_wrong.then_some("true")}
                    {oninput} {onblur} {onkeydown} {onfocus}
                />
                if !T::SUFFIX.is_empty() {
                    <span class="affix" aria-hidden="true">{ T::SUFFIX }</span>
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
