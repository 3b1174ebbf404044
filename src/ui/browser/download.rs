//! Handing the visitor a file.

use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers text as a download; false when the browser refuses.
pub fn offer(name: &str, kind: &str, text: &str) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    Blob::new_with_str_sequence_and_options(&parts, &options)
        .is_ok_and(|blob| offer_blob(name, &blob))
}

/// Offers what the browser holds already.
pub fn offer_blob(name: &str, blob: &Blob) -> bool {
    try_offer(name, blob).is_ok()
}

fn try_offer(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = gloo::utils::document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Some browsers read the address after the click has returned.
    Timeout::new(10_000, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}
