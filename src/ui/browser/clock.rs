//! What day it is, in words, and milliseconds for measuring.

use wasm_bindgen::JsValue;

/// Today and the time, such as `21 November 2025 at 20:41`, for the note on a kept draft.
pub fn now_in_words() -> String {
    let date = js_sys::Date::new_0();
    let options = js_sys::Object::new();
    for (name, value) in [
        ("day", "numeric"),
        ("month", "long"),
        ("year", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ] {
        // Setting a property of a fresh object cannot fail.
        let _ = js_sys::Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    date.to_locale_string("en-GB", &options).into()
}

/// Milliseconds since some moment in the past, for measuring how long something took.
pub fn now() -> f64 {
    js_sys::Date::now()
}
