//! What can wait: parts of the page that nobody needs at once.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::ui::Same;
use crate::ui::browser::events;

/// False when a component is first drawn, and true from the browser's next task on.
#[hook]
pub fn use_afterwards() -> bool {
    let is_afterwards = use_state_eq(|| false);
    let setter = is_afterwards.setter();
    use_effect_with((), move |()| {
        let timer = Timeout::new(0, move || setter.set(true));
        move || drop(timer)
    });
    *is_afterwards
}

/// A value as it was when it last kept still for so long; absent before.
#[hook]
pub fn use_settled<T: 'static>(value: Same<T>, milliseconds: u32) -> Option<Same<T>> {
    let settled = use_state_eq(|| None::<Same<T>>);
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
