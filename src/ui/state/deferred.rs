//! What can wait: parts of the page that nobody needs at once.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::ui::ByPointer;
use crate::ui::browser::{events, frame};

/// False when a component is first drawn, and true from a later task of the browser on, after so long.
#[hook]
pub fn use_afterwards(milliseconds: u32) -> bool {
    let is_afterwards = use_state_eq(|| false);
    let setter = is_afterwards.setter();
    use_effect_with((), move |()| {
        let timer = Timeout::new(milliseconds, move || setter.set(true));
        move || drop(timer)
    });
    *is_afterwards
}

/// How many of so many parts of something large may be made by now: one at first, and when it may grow another after
/// each picture that the browser makes, so that it is never kept for long. Once all are made, all that come to be are.
#[hook]
pub fn use_growing(n_parts: usize, may_grow: bool) -> usize {
    const ALL: usize = usize::MAX;
    let n_made = use_state_eq(|| if n_parts > 1 { 1 } else { ALL });
    let setter = n_made.setter();
    use_effect_with((*n_made, n_parts, may_grow), move |(n_made, n_parts, may_grow)| {
        let (next, n_parts) = (n_made.saturating_add(1), *n_parts);
        let step = (*may_grow && *n_made < ALL).then(|| {
            frame::afterwards(move || setter.set(if next < n_parts { next } else { ALL }))
        });
        move || drop(step)
    });
    *n_made
}

/// A value as it was when it last kept still for so long; absent before.
#[hook]
pub fn use_settled<T: 'static>(value: ByPointer<T>, milliseconds: u32) -> Option<ByPointer<T>> {
    let settled = use_state_eq(|| None::<ByPointer<T>>);
    let setter = settled.setter();
    use_effect_with(value, move |value| {
        let value = value.clone();
        let timer = Timeout::new(milliseconds, move || setter.set(Some(value)));
        move || drop(timer)
    });
    (*settled).clone()
}

/// Whether the browser is about to put the page on paper.
#[hook]
pub fn use_printing() -> bool {
    let is_printing = use_state_eq(|| false);
    let setter = is_printing.setter();
    use_effect_with((), move |()| {
        let listeners = events::on_printing(move |is_printing| setter.set(is_printing));
        move || drop(listeners)
    });
    *is_printing
}
