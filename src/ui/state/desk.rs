//! The page's one line to what loads on its first use.

use std::rc::Rc;

use crate::desk::Desk;

thread_local! {
    static DESK: Rc<Desk> = Rc::new(Desk::default());
}

/// The desk. It is started by whoever asks first.
pub fn desk() -> Rc<Desk> {
    DESK.with(Rc::clone)
}
