//! Three steps for someone who has not been here before.

use yew::prelude::*;

use crate::ui::browser::{focus, storage, storage::keys};

#[derive(PartialEq, Properties)]
pub struct InvitationProps {
    /// Path of the price to begin with.
    pub price: AttrValue,
    /// Its line, by name.
    pub line: AttrValue,
    pub onshare: Callback<()>,
}

/// Until it is sent away, which this browser remembers.
#[component]
pub fn Invitation(props: &InvitationProps) -> Html {
    let is_open = use_state_eq(|| storage::read(keys::INVITATION).is_none());
    if !*is_open {
        return Html::default();
    }
    let to_field = |path: AttrValue| {
        Callback::from(move |_: MouseEvent| {
            let path = path.clone();
            focus::soon(move || focus::to_field(&path));
        })
    };
    let ondismiss = Callback::from(move |_: MouseEvent| {
        storage::keep(keys::INVITATION, "seen");
        is_open.set(false);
    });
    html! {
        <aside class="invitation" aria-label="How to begin">
            { "A published contract: " }
            <ol>
                <li>
                    <button type="button" class="link" title={format!("Such as that of “{}”", props.line)} onclick={to_field(props.price.clone())}>{ "change a price" }</button>
                    { " " }
                </li>
                <li>
                    <button type="button" class="link" onclick={to_field("contract.caps.contract".into())}>{ "change the cap" }</button>
                    { " " }
                </li>
                <li>
                    <button type="button" class="link" onclick={props.onshare.reform(|_: MouseEvent| ())}>{ "share it" }</button>
                    { " · " }
                </li>
            </ol>
            <button type="button" class="quiet" onclick={ondismiss}>{ "Got it" }</button>
        </aside>
    }
}
