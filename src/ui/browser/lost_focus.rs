//! Keeping the focus where a control goes with what it does, is moved by it, or may not be used any more: otherwise the
//! next key would begin at the top of the page.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};
use yew::{Callback, MouseEvent};

use super::focus::{after_drawing, into_element};

/// Notes where a control is. What it returns brings the focus, should it be lost, to the control or else to the nearest
/// part around it that is left.
pub fn near(control: Option<EventTarget>) -> impl FnOnce() + 'static {
    let control = control.and_then(|control| control.dyn_into::<Element>().ok());
    let around = std::iter::successors(control, |element| element.parent_element());
    let ids: Vec<String> = around.map(|element| element.id()).filter(|id| !id.is_empty()).collect();
    move || after_drawing(move || !is_lost() || ids.iter().any(|id| into_element(id)))
}

/// Does what a click does, and keeps the focus near.
pub fn kept(onclick: Callback<MouseEvent>) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        let stay = near(event.target());
        onclick.emit(event);
        stay();
    })
}

/// Keeps the focus near the control that it is on its way to: the browser moves it on just after a field says that it has
/// changed, and what is drawn next may move that control.
pub fn keep() {
    Timeout::new(0, || {
        let focused = gloo::utils::document().active_element();
        near(focused.map(Into::into))();
    })
    .forget();
}

/// Whether no element has the focus.
pub fn is_lost() -> bool {
    let focused = gloo::utils::document().active_element();
    focused.is_none_or(|element| element.tag_name() == "BODY")
}
