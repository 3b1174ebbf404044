//! The browser's next picture of the page.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
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

/// Something that is to happen after the next picture; dropping it calls it off.
pub struct Afterwards {
    _frame: Option<Frame>,
    /// Set in the frame, which is just before the picture.
    _timer: Rc<RefCell<Option<Timeout>>>,
}

/// Acts once, in a task of its own after the browser's next picture of the page. While the page is out of sight there
/// is no picture to wait for.
pub fn afterwards(act: impl FnOnce() + 'static) -> Afterwards {
    let timer = Rc::new(RefCell::new(None));
    let frame = if document().hidden() {
        timer.replace(Some(Timeout::new(0, act)));
        None
    } else {
        let timer = timer.clone();
        Some(next(move || drop(timer.replace(Some(Timeout::new(0, act))))))
    };
    Afterwards { _frame: frame, _timer: timer }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            // Calling off what has happened is no error.
            let _ = window().cancel_animation_frame(id);
        }
    }
}
