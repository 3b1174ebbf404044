//! Files of the page's own folder that it asks for when they are first wanted.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::share::Preset;

/// The text of a file beside the page. `None` where it cannot be had, as without a network.
pub async fn text(name: &str) -> Option<String> {
    let answer = JsFuture::from(gloo::utils::window().fetch_with_str(name)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}

/// A preset's document, from the program or from beside the page.
pub async fn preset(preset: &Preset) -> Option<String> {
    match preset.text {
        Some(text) => Some(text.to_owned()),
        None => text(&preset.file()).await,
    }
}
