//! Text on its way to the clipboard, and from it into a field.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, HtmlDocument};
use yew::events::Event;

use super::dialog;
use super::events::is_typing_place;

/// Copies the text; false when the browser refuses, as it does on a page without https.
pub async fn copy(text: &str) -> bool {
    let navigator = gloo::utils::window().navigator();
    // The property is missing on insecure pages, and calling through it would throw.
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    match clipboard.map(JsCast::dyn_into::<web_sys::Clipboard>) {
        Ok(Ok(clipboard)) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        _ => false,
    }
}

/// What a person does with the clipboard outside of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClipboardAct {
    Copy,
    Cut,
    Paste(String),
}

/// Calls back when someone copies, cuts or pastes outside of texts and dialogs. What it returns goes to the clipboard, or is
/// an empty text when something was pasted; none where it is not for the listener. Dropping the listeners ends it.
pub fn on_clipboard(
    act: impl Fn(ClipboardAct) -> Option<String> + Clone + 'static,
) -> [EventListener; 3] {
    ["copy", "cut", "paste"].map(|name| {
        let act = act.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let document = gloo::utils::document();
        EventListener::new_with_options(&document, name, options, move |event| {
            let focused = gloo::utils::document().active_element();
            let is_elsewhere =
                focused.as_ref().is_some_and(is_typing_place) || dialog::is_any_open();
            let Some(event) = event.dyn_ref::<ClipboardEvent>().filter(|_| !is_elsewhere) else {
                return;
            };
            let Some(data) = event.clipboard_data() else { return };
            let what = match name {
                "copy" => ClipboardAct::Copy,
                "cut" => ClipboardAct::Cut,
                _ => ClipboardAct::Paste(data.get_data("text/plain").unwrap_or_default()),
            };
            let is_paste = matches!(what, ClipboardAct::Paste(_));
            let Some(text) = act(what) else { return };
            event.prevent_default();
            if !is_paste {
                // Fails only where the browser keeps its clipboard to itself.
                let _ = data.set_data("text/plain", &text);
            }
        })
    })
}

/// Has the cells of a column that is pasted into a field for one value stand apart, as those of a row do. By itself the
/// browser makes a space of the end of a line, and that parts thousands.
pub fn paste_cells_apart(event: &Event) {
    let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
    let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
    let Some(text) = text else { return };
    let text = text.trim_matches(['\r', '\n']);
    if !text.contains(['\r', '\n']) {
        return;
    }
    let cells: Vec<&str> = text.split(['\r', '\n']).filter(|cell| !cell.is_empty()).collect();
    if type_text(&cells.join("\t")) {
        event.prevent_default();
    }
}

/// Puts a text into the field with the focus as if it was typed, so that the browser's own undo in the field knows of it; false
/// where the browser refuses.
pub(super) fn type_text(text: &str) -> bool {
    let document = gloo::utils::document().dyn_into::<HtmlDocument>();
    document.is_ok_and(|document| {
        document.exec_command_with_show_ui_and_value("insertText", false, text) == Ok(true)
    })
}
