//! The page's address: what follows the `#`, and how to set it.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;

/// What follows the `#`, without it.
pub fn hash() -> String {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Changes what follows the `#` without a new entry in the history.
pub fn replace_hash(hash: &str) {
    if let Ok(history) = gloo::utils::window().history() {
        // Refused only in documents without an address of their own.
        let _ =
            history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{}#{hash}", page())));
    }
}

/// The page's address without the part from `#` on: what a link is built upon.
pub fn page() -> String {
    let href = gloo::utils::window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Calls back whenever the part after `#` changes. Dropping the listener ends it.
pub fn on_hash_change(act: impl Fn() + 'static) -> EventListener {
    EventListener::new(&gloo::utils::window(), "hashchange", move |_| act())
}

/// Sets the title of the browser's tab.
pub fn set_title(title: &str) {
    gloo::utils::document().set_title(title);
}

/// Goes to another address of the page, without a new entry in the history; listeners are told.
pub fn go_to(hash: &str) {
    // Refused only when the address is no address.
    let _ = gloo::utils::window().location().replace(&format!("#{hash}"));
}
