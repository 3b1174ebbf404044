//! Parts of the page that fold away.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, Node};
use yew::NodeRef;
use yew::events::FocusEvent;

/// Whether a `<details>` is open.
pub fn is_open(details: &NodeRef) -> bool {
    details.cast::<HtmlDetailsElement>().is_some_and(|details| details.open())
}

/// Folds the part away that the focus leaves, if it goes to another place on the page.
pub fn close_when_left(event: &FocusEvent) {
    let from = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let part = from.and_then(|from| from.closest("details").ok().flatten());
    let Some(part) = part.and_then(|part| part.dyn_into::<HtmlDetailsElement>().ok()) else {
        return;
    };
    let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
    if to.is_some_and(|to| !part.contains(Some(&to))) {
        part.set_open(false);
    }
}
