//! The one text field for a value: it keeps what was typed, and hands on only what could be read.

use std::cell::Cell;

use yew::prelude::*;

use super::field_frame::{Control, FieldFrame};
use crate::session::Edit;
use crate::session::fields::{self, FieldValue, Unit};
use crate::ui::browser::events::{Arrow, arrow, typed_text};
use crate::ui::browser::{clipboard, lost_focus};
use crate::ui::state::{
    Gesture, TypedAction, TypedText, use_as_opened, use_edit, use_field_problem, use_gesture,
    use_name_is_taken, use_typed,
};

#[derive(PartialEq, Properties)]
pub struct TextEditorProps {
    /// The field's path in the scenario; gives the element its id and finds its problem.
    pub path: AttrValue,
    /// Which entry of a list it belongs to, as screen readers say it before the label.
    #[prop_or_default]
    pub entry: AttrValue,
    /// With the unit, such as "Contract cap (£)".
    pub label: AttrValue,
    /// It stands in a cell of a grid: the heading says what its label says, and the grid brings the focus.
    pub is_cell: bool,
    pub hint: AttrValue,
    pub value: FieldValue,
    /// Someone presses an arrow key in a text that could be read: up, or down.
    #[prop_or_default]
    pub onarrow: Option<Callback<Arrow>>,
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
    // What was typed can be read, and not taken: it stays when the field is left.
    let is_refused = use_memo((), |()| Cell::new(false));
    // Escape was pressed: the text that the browser still holds is not taken.
    let is_given_up = use_memo((), |()| Cell::new(false));
    let edit = use_edit();
    let gesture = use_gesture();
    let report = use_typed();
    let name_is_taken = use_name_is_taken();
    let as_opened = use_as_opened();

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

    let told = use_mut_ref(|| unread.and_then(|problem| problem.typed.clone()));
    // Undo sends a text away that could not be read, before it takes back what was; across an opening it brings one back. A
    // paste brings another one.
    {
        let (draft, gone_back_to, text) = (draft.clone(), gone_back_to.clone(), text.clone());
        use_effect_with(unread.and_then(|problem| problem.typed.clone()), move |typed| {
            let before = told.replace(typed.clone());
            match typed {
                None if before.is_some() && before == *draft => draft.set(None),
                Some(typed)
                    if draft.is_none() || before == *draft && draft.as_ref() != Some(typed) =>
                {
                    gone_back_to.replace(Some(text));
                    draft.set(Some(typed.clone()));
                }
                _ => {}
            }
        });
    }

    // Says something of a text, beside the value that it leaves alone or was taken as.
    let say = {
        let (path, report) = (props.path.clone(), report.clone());
        move |typed: &str, words: String, is_read: bool, value: FieldValue| {
            let (text, words) = (typed.to_owned().into(), words.into());
            report.emit(TypedAction::Said(TypedText {
                path: path.clone(),
                text,
                words,
                is_read,
                value,
            }));
        }
    };
    let oninput = {
        let (draft, base, edit, say) = (draft.setter(), base.clone(), edit.clone(), say.clone());
        let (gone_back_to, is_refused) = (gone_back_to.clone(), is_refused.clone());
        let is_given_up = is_given_up.clone();
        let (path, report) = (props.path.clone(), report.clone());
        Callback::from(move |event: InputEvent| {
            let typed = typed_text(&event);
            let before = base.borrow().clone();
            let read = field.read(&typed);
            is_refused.set(false);
            is_given_up.set(false);
            gone_back_to.replace(read.is_err().then(|| field.text(&before).into()));
            let value = match &read {
                Ok(value) => {
                    before.with_typed(value.clone(), as_opened.emit(path.clone()).as_ref())
                }
                Err(_) => before,
            };
            if !field.is_taken_when_left {
                edit.emit(Edit::set(path.as_str(), value.clone()));
            }
            let doubt = field.doubt(&typed).or_else(|| base.borrow().lost_readings(&value));
            match (read, doubt) {
                (Err(wrong), _) => say(&typed, wrong, false, value),
                (Ok(_), Some(doubt)) => say(&typed, doubt, true, value),
                (Ok(_), None) => report.emit(TypedAction::Fine(path.clone())),
            }
            draft.set(Some(typed.into()));
        })
    };
    let onchange = {
        let (draft, path, now) = (draft.clone(), props.path.clone(), props.value.clone());
        let (is_refused, is_given_up) = (is_refused.clone(), is_given_up.clone());
        let edit = edit.clone();
        Callback::from(move |_: Event| {
            let is_taken = field.is_taken_when_left && !is_given_up.get();
            let Some(typed) = draft.as_ref().filter(|_| is_taken) else { return };
            let Ok(value) = field.read(typed) else { return };
            if let Some(words) = name_is_taken.emit((path.clone(), typed.to_string())) {
                is_refused.set(true);
                say(typed, words, false, now.clone());
                return;
            }
            edit.emit(Edit::set(path.as_str(), value));
            lost_focus::keep();
        })
    };
    let is_readable = {
        let draft = draft.clone();
        move || draft.as_ref().is_none_or(|typed| field.read(typed).is_ok())
    };
    let onblur = {
        let (draft, gesture, is_readable) = (draft.clone(), gesture.clone(), is_readable.clone());
        let is_refused = is_refused.clone();
        Callback::from(move |_: FocusEvent| {
            if is_readable() && !is_refused.get() {
                draft.set(None);
            }
            gesture.emit(Gesture::Over);
        })
    };
    let onkeydown = {
        let (draft, gesture, onarrow) = (draft.clone(), gesture.clone(), props.onarrow.clone());
        let (path, report) = (props.path.clone(), report.clone());
        let (base, value) = (base.clone(), props.value.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                gesture.emit(Gesture::Pause);
                base.replace(value.clone());
            }
            // The value that was there before comes back.
            if event.key() == "Escape" && draft.is_some() {
                is_given_up.set(true);
                is_refused.set(false);
                let before = base.borrow().clone();
                edit.emit(Edit::set(path.as_str(), before));
                draft.set(None);
                report.emit(TypedAction::Fine(path.clone()));
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

    let onpaste = {
        let is_number = field.unit != Unit::Text;
        Callback::from(move |event: Event| {
            if is_number {
                clipboard::paste_cells_apart(&event);
            }
        })
    };
    let shown = (*draft).clone().unwrap_or(text);
    let unit = field.unit;
    let (prefix, suffix) = (unit.prefix(), unit.suffix());
    let tabindex = props.is_cell.then_some("-1");
    let control = move |Control { id, described, invalid }| {
        let (value, oninput, onblur) = (shown.clone(), oninput.clone(), onblur.clone());
        let (onchange, onkeydown, onfocus) = (onchange.clone(), onkeydown.clone(), onfocus.clone());
        let onpaste = onpaste.clone();
        html! {
            <span class="field-box">
                if !prefix.is_empty() {
                    <span class="affix" aria-hidden="true">{ &prefix }</span>
                }
                if field.is_long {
                    <textarea
                        {id} rows="2" {value} aria-describedby={described} aria-invalid={invalid}
                        {oninput} {onblur} {onfocus}
                    />
                } else {
                    <input
                        {id} type="text" inputmode={unit.inputmode()} autocomplete="off" spellcheck="false" {tabindex}
                        {value} aria-describedby={described} aria-invalid={invalid}
                        {oninput} {onchange} {onblur} {onkeydown} {onfocus} {onpaste}
                    />
                }
                if !suffix.is_empty() {
                    <span class="affix" aria-hidden="true">{ suffix }</span>
                }
            </span>
        }
    };
    let class =
        classes!((unit == Unit::Pounds).then_some("money"), field.is_long.then_some("long"));
    html! {
        <FieldFrame
            path={&props.path} entry={&props.entry} label={&props.label} is_label_hidden={props.is_cell}
            hint={&props.hint} {class}
        >
            { Callback::from(control) }
        </FieldFrame>
    }
}
