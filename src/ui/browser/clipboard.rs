//! Putting text on the clipboard.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

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
