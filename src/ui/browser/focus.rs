//! Bringing a person to a place on the page.

use std::cell::Cell;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlDetailsElement, HtmlElement, HtmlInputElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use crate::session::layout;
use crate::ui::wording::{field_id, fold_id};

/// Goes to a place, and tries again for a second where it is not there: the page may still be growing.
pub fn soon(go: impl Fn() -> bool + 'static) {
    const AGAIN_MS: u32 = 50;
    const TIMES: u32 = 20;
    fn attempt(go: impl Fn() -> bool + 'static, n_left: u32) {
        if !go() && n_left > 0 {
            Timeout::new(AGAIN_MS, move || attempt(go, n_left - 1)).forget();
        }
    }
    attempt(go, TIMES);
}

/// Moves the focus to the element with this id, opening whatever hides it; false when there is none.
pub fn to_id(id: &str) -> bool {
    gloo::utils::document().get_element_by_id(id).is_some_and(|element| to_element(&element))
}

/// Moves the focus to the field of a scenario's path, or to the nearest field within or around it.
pub fn to_field(path: &str) -> bool {
    if unfold(path) {
        // What was folded away is made in a moment; until then only the field itself will do.
        const PATIENT: u32 = 10;
        let (path, n_tries) = (path.to_owned(), Cell::new(0));
        soon(move || {
            n_tries.set(n_tries.get() + 1);
            !unfold(&path)
                && (to_id(&field_id(&path)) || n_tries.get() > PATIENT && to_nearest(&path))
        });
        return true;
    }
    to_nearest(path)
}

/// Does something once the page has been drawn again, and tries again for a second where it cannot be done yet.
pub fn after_drawing(go: impl Fn() -> bool + 'static) {
    Timeout::new(0, move || soon(go)).forget();
}

/// Moves the focus to the first control of a part of the scenario, or, with a # before it, of the element with an id;
/// false when there is none.
pub fn into_part(path: &str) -> bool {
    match path.strip_prefix('#') {
        Some(id) => into_element(id),
        // A field within what is folded away.
        None if path.ends_with(".name") => to_field(path),
        None => into_element(&field_id(path)),
    }
}

/// Moves the focus to an element if it is a control, and otherwise to the first control in it.
pub(super) fn into_element(id: &str) -> bool {
    const CONTROL: &str = ":is(input, select, textarea, button):not(:disabled)";
    let Some(part) = gloo::utils::document().get_element_by_id(id) else {
        return false;
    };
    if part.matches(CONTROL).unwrap_or(false) {
        return to_element(&part);
    }
    let control = part.query_selector(CONTROL).ok().flatten();
    to_element(&control.unwrap_or(part))
}

/// Brings the section into sight that shows the field; says whether another one was.
fn show_section(path: &str) -> bool {
    let Some(section) = layout::section_of(path) else { return false };
    let link = gloo::utils::document().get_element_by_id(&format!("to-{}", section.name()));
    let link = link.filter(|link| !link.has_attribute("aria-current"));
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    link.click();
    true
}

/// Unfolds the outermost part around a path that is still out of sight; says whether there was one.
fn unfold(path: &str) -> bool {
    if show_section(path) {
        return true;
    }
    let document = gloo::utils::document();
    let mut around: Vec<&str> = Vec::new();
    let mut place = path;
    while !place.is_empty() {
        around.push(place);
        place = crate::model::path::parent(place);
    }
    for place in around.into_iter().rev() {
        let Some(fold) = document.get_element_by_id(&fold_id(place)) else { continue };
        if let Some(details) = fold.dyn_ref::<HtmlDetailsElement>() {
            if !details.open() {
                details.set_open(true);
                return true;
            }
        } else if fold.get_attribute("aria-expanded").as_deref() == Some("false")
            && let Some(button) = fold.dyn_ref::<HtmlElement>()
            // A field in the row of a line is in sight as it is.
            && document.get_element_by_id(&field_id(path)).is_none()
        {
            button.click();
            return true;
        }
    }
    false
}

fn to_nearest(path: &str) -> bool {
    let mut id = field_id(path);
    loop {
        if to_id(&id) || to_first_below(&id) {
            return true;
        }
        match id.rfind('-') {
            Some(end) if end > 1 => id.truncate(end),
            _ => return false,
        }
    }
}

fn to_first_below(id: &str) -> bool {
    let document = gloo::utils::document();
    let found = document.query_selector(&format!("[id^=\"{id}-\"]"));
    found.ok().flatten().is_some_and(|element| to_element(&element))
}

fn to_element(element: &Element) -> bool {
    let mut around = element.parent_element();
    while let Some(parent) = around {
        if let Some(details) = parent.dyn_ref::<HtmlDetailsElement>() {
            details.set_open(true);
        }
        around = parent.parent_element();
    }
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return false };
    let window_height = gloo::utils::document_element().client_height();
    let place = ScrollIntoViewOptions::new();
    // The middle of what is taller than the window is no place to begin.
    place.set_block(if element.client_height() > window_height {
        ScrollLogicalPosition::Start
    } else {
        ScrollLogicalPosition::Center
    });
    element.scroll_into_view_with_scroll_into_view_options(&place);
    let is_focused = element.focus().is_ok();
    // A name that stands in for one is there to be typed over.
    if let Some(input) = element.dyn_ref::<HtmlInputElement>()
        && input.value().starts_with("New ")
    {
        input.select();
    }
    is_focused
}

/// Focuses a text field and selects all of it, ready to be copied by hand.
pub fn select_all(id: &str) {
    let element = gloo::utils::document().get_element_by_id(id);
    if let Some(input) = element.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        // Fails only when the element left the page meanwhile.
        let _ = input.focus();
        input.select();
    }
}
