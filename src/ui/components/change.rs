//! Changing one thing of a section: the section is cloned, one field set, and the whole handed on.

use yew::prelude::*;

/// A callback that takes one field's new value and hands on the section that holds it.
pub fn change<S, V>(
    section: &S,
    onchange: &Callback<S>,
    put: impl Fn(&mut S, V) + 'static,
) -> Callback<V>
where
    S: Clone + 'static,
    V: 'static,
{
    let (section, onchange) = (section.clone(), onchange.clone());
    Callback::from(move |value| {
        let mut changed = section.clone();
        put(&mut changed, value);
        onchange.emit(changed);
    })
}
