//! Opening a scenario from a file or a link. The present work stays until the new one was accepted.

use std::rc::Rc;

use yew::prelude::*;

use super::dialog::Dialog;
use super::open_error::OpenErrorNote;
use super::scenarios_dialog::added_words;
use crate::share::{MOST_FILE, OpenError, is_bundle};
use crate::ui::browser::events::{bytes_of, chosen_file, size_of, typed_text};
use crate::ui::state::{OpenRequest, use_kept};

#[derive(PartialEq, Properties)]
pub struct OpenDialogProps {
    pub is_open: bool,
    pub error: Option<Rc<OpenError>>,
    /// Opens something; answers whether it was accepted.
    pub open: Callback<OpenRequest, bool>,
    pub onclose: Callback<()>,
}

#[component]
pub fn OpenDialog(props: &OpenDialogProps) -> Html {
    let link = use_state_eq(|| AttrValue::from(""));
    let tries = use_state_eq(|| 0_u32);
    let keeper = use_kept().keeper;
    // What came of a file that holds many.
    let added = use_state_eq(|| AttrValue::from(""));
    let attempt = {
        let (open, onclose) = (props.open.clone(), props.onclose.clone());
        let (tries, link) = (tries.clone(), link.setter());
        Callback::from(move |request: OpenRequest| {
            if open.emit(request) {
                link.set(AttrValue::from(""));
                onclose.emit(());
            } else {
                tries.set(*tries + 1);
            }
        })
    };
    let onfile = {
        let (attempt, keeper, added) = (attempt.clone(), keeper.clone(), added.setter());
        Callback::from(move |event: Event| {
            added.set(AttrValue::from(""));
            let Some(file) = chosen_file(&event) else { return };
            if size_of(&file) > MOST_FILE as f64 {
                attempt.emit(OpenRequest::TooLarge);
                return;
            }
            let (attempt, keeper, added) = (attempt.clone(), keeper.clone(), added.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let name = AttrValue::from(file.name());
                let bytes = bytes_of(file).await.unwrap_or_default();
                if is_bundle(&bytes) {
                    let words = added_words(keeper.add_all(&bytes));
                    let until = if keeper.holds_what_nothing_keeps() {
                        " until this page is closed"
                    } else {
                        ""
                    };
                    added.set(format!("{words} They are under Your scenarios{until}.").into());
                } else {
                    attempt.emit(OpenRequest::File { name, bytes: bytes.into() });
                }
            });
        })
    };
    let oninput = {
        let link = link.setter();
        Callback::from(move |event: InputEvent| link.set(typed_text(&event).into()))
    };
    let onlink = {
        let link = link.clone();
        Callback::from(move |_: MouseEvent| attempt.emit(OpenRequest::Link((*link).clone())))
    };
    html! {
        <Dialog id="open" heading="Open a scenario" is_open={props.is_open} onclose={props.onclose.clone()}>
            if let Some(error) = &props.error {
                <OpenErrorNote id="open-error" error={error.clone()} asked={*tries} />
            }
            <p>{ "Your present work stays until the new scenario was accepted. Then it is kept under Your scenarios, and Undo brings it back." }</p>
            <div class="field">
                <label for="open-file">{ "Scenario file" }</label>
                <input id="open-file" type="file" accept=".json,application/json" onchange={onfile} />
            </div>
            if !added.is_empty() { <p role="status">{ &*added }</p> }
            <div class="field">
                <label for="open-link">{ "Or paste a link" }</label>
                <textarea id="open-link" rows="3" value={(*link).clone()} {oninput} spellcheck="false" />
            </div>
            <div class="buttons">
                <button type="button" class="primary" onclick={onlink}>{ "Open the link" }</button>
            </div>
        </Dialog>
    }
}
