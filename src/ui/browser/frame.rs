//! The browser's next picture of the page.

use gloo::utils::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Something that is to happen before the next picture; dropping it calls it off.
pub struct Frame {
    id: Option<i32>,
    /// The browser calls it, so it lives until then.
    _act: Closure<dyn FnMut()>,
}

/// Acts once, before the browser makes its next picture of the page: in a task of its own, and not at all while the
/// page is out of sight.
pub fn next(act: impl FnOnce() + 'static) -> Frame {
    let act = Closure::once(act);
    let id = window().request_animation_frame(act.as_ref().unchecked_ref()).ok();
    Frame { id, _act: act }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            // Calling off what has happened is no error.
            let _ = window().cancel_animation_frame(id);
        }
    }
}
