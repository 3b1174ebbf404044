//! The browser's Back, which closes a dialog before it leaves the page.
//!
//! While a dialog is open the history has an entry more. Back takes it away and closes the dialog; a dialog that closes
//! otherwise takes it away itself, which the browser does a moment later.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::History;

const MARK: &str = "dialog";

/// The entry that stands for an open dialog.
#[derive(Default)]
pub struct BackEntry {
    is_wanted: Cell<bool>,
    /// It was taken away, and the browser has not done so yet.
    is_going: Cell<bool>,
}

impl BackEntry {
    /// Calls back when a person goes back while a dialog is open, as long as the listener lives.
    pub fn listen(self: &Rc<BackEntry>, close: impl Fn() + 'static) -> EventListener {
        let entry = self.clone();
        EventListener::new(&gloo::utils::window(), "popstate", move |_| {
            if entry.is_going.replace(false) {
                if entry.is_wanted.get() {
                    push();
                }
            } else if entry.is_wanted.get() && !is_there() {
                entry.is_wanted.set(false);
                close();
            }
        })
    }

    /// A dialog opened.
    pub fn add(&self) {
        if !self.is_wanted.replace(true) && !self.is_going.get() {
            push();
        }
    }

    /// The dialog closed, if it was not by going back.
    pub fn take_away(&self) {
        if self.is_wanted.replace(false) && is_there() && !self.is_going.replace(true) {
            // Refused only in documents that are going away.
            let _ = history().map(|history| history.back());
        }
    }
}

fn history() -> Option<History> {
    gloo::utils::window().history().ok()
}

fn push() {
    if let Some(history) = history() {
        // Refused only where a page does so hundreds of times; then Back leaves it, as everywhere.
        let _ = history.push_state(&JsValue::from_str(MARK), "");
    }
}

/// Whether the history stands at the entry. An address that was typed meanwhile is another one.
fn is_there() -> bool {
    let state = history().and_then(|history| history.state().ok());
    state.is_some_and(|state| state.as_string().as_deref() == Some(MARK))
}
