//! A button that makes an edit.

use yew::prelude::*;

use crate::session::Edit;
use crate::ui::state::use_edit;

#[derive(PartialEq, Properties)]
pub struct EditButtonProps {
    pub edit: Edit,
    /// How it looks: `secondary`, `quiet` or `link`.
    pub class: &'static str,
    pub children: Html,
}

#[component]
pub fn EditButton(props: &EditButtonProps) -> Html {
    let edit = use_edit();
    let onclick = {
        let change = props.edit.clone();
        Callback::from(move |_: MouseEvent| edit.emit(change.clone()))
    };
    html! { <button type="button" class={props.class} {onclick}>{ props.children.clone() }</button> }
}
