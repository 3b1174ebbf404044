//! Text on its way to the clipboard, and from it into a field.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, HtmlDocument};
use yew::events::Event;

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
    let document = gloo::utils::document().dyn_into::<HtmlDocument>();
    // As if it was typed, so that the browser's own undo in the field knows of it.
    let insert = |document: HtmlDocument| {
        document.exec_command_with_show_ui_and_value("insertText", false, &cells.join("\t"))
    };
    if document.is_ok_and(|document| insert(document) == Ok(true)) {
        event.prevent_default();
    }
}
