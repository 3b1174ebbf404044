//! What an event says, so that components need not know elements.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, File, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};
use yew::events::{Event, InputEvent, KeyboardEvent, PointerEvent};

use super::dialog;

/// The text of the input or text area that the event came from.
pub fn typed_text(event: &InputEvent) -> String {
    let Some(target) = event.target() else { return String::new() };
    match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => input.value(),
        Err(other) => {
            other.dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
        }
    }
}

/// The value chosen in the select element that the event came from.
pub fn chosen(event: &Event) -> String {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
        .map(|select| select.value())
        .unwrap_or_default()
}

/// Whether the check box that the event came from is ticked.
pub fn is_ticked(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

/// The file chosen in the file picker that the event came from; the picker is emptied, so that
/// choosing the same file again is noticed.
pub fn chosen_file(event: &Event) -> Option<File> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// Reads a chosen file; none when it cannot be read.
pub async fn bytes_of(file: File) -> Option<Vec<u8>> {
    gloo::file::futures::read_as_bytes(&gloo::file::Blob::from(file)).await.ok()
}

/// Size of a chosen file in bytes.
pub fn size_of(file: &File) -> f64 {
    file.size()
}

/// The arrow keys that move a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    Up,
    Down,
}

/// The arrow that was pressed, if nothing else was held with it.
pub fn arrow(event: &KeyboardEvent) -> Option<Arrow> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowUp" => Some(Arrow::Up),
        "ArrowDown" => Some(Arrow::Down),
        _ => None,
    }
}

/// Whether a text that was typed is to be taken, on Enter, or left, on Escape, which then closes nothing else.
pub fn entered(event: &KeyboardEvent) -> Option<bool> {
    let is_taken = match event.key().as_str() {
        "Enter" => true,
        "Escape" => false,
        _ => return None,
    };
    event.prevent_default();
    Some(is_taken)
}

/// Moves the focus to the element that a pointer came down on; some browsers leave it elsewhere for sliders.
pub fn focus_target(event: &PointerEvent) {
    let element = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // Fails only when the element left the page meanwhile.
        let _ = element.focus();
    }
}

/// Calls back before the page is printed, and after. Dropping the listeners ends it.
pub fn on_printing(act: impl Fn(bool) + Clone + 'static) -> [EventListener; 2] {
    [("beforeprint", true), ("afterprint", false)].map(|(name, is_printing)| {
        let act = act.clone();
        EventListener::new(&gloo::utils::window(), name, move |_| act(is_printing))
    })
}

/// What a person asked for with the keyboard, wherever the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    Undo,
    Redo,
    Save,
    Open,
    /// The list of keys.
    Keys,
}

/// Calls back on the page's keys (Cmd for Ctrl on a Mac): on those for undo and help not inside a text field, where they
/// undo typing and are letters, and on none behind an open dialog, where nobody sees what they do. Dropping the listener
/// ends it.
pub fn on_shortcut(act: impl Fn(Shortcut) + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&gloo::utils::document(), "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let held = key.ctrl_key() || key.meta_key();
        if key.alt_key() || dialog::is_any_open() {
            return;
        }
        let shortcut = match (key.key().to_ascii_lowercase().as_str(), held, key.shift_key()) {
            ("s", true, false) => Shortcut::Save,
            ("o", true, false) => Shortcut::Open,
            _ if is_typed(key) => return,
            ("z", true, false) => Shortcut::Undo,
            ("z", true, true) | ("y", true, false) => Shortcut::Redo,
            ("?", false, _) => Shortcut::Keys,
            _ => return,
        };
        event.prevent_default();
        act(shortcut);
    })
}

/// Whether the key goes into a text.
fn is_typed(key: &KeyboardEvent) -> bool {
    let element = key.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| is_typing_place(&element))
}

/// Whether an element is a place for text.
pub(super) fn is_typing_place(element: &Element) -> bool {
    const TYPING: &str =
        "input:not([type=checkbox], [type=radio], [type=range], [readonly]), textarea";
    element.matches(TYPING).unwrap_or(false)
}
