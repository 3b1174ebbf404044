//! A button that makes an edit.

use yew::prelude::*;

use crate::session::Edit;
use crate::ui::browser::{focus, lost_focus};
use crate::ui::state::use_edit;

#[derive(PartialEq, Properties)]
pub struct EditButtonProps {
    pub edit: Edit,
    /// How it looks: `secondary`, `quiet` or `link`.
    pub class: &'static str,
    /// Where the focus goes afterwards, by a path: to a field, or to the first control of a part. Otherwise it stays, or
    /// goes to what is nearest to a button that is gone.
    #[prop_or_default]
    pub goes_to: Option<String>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    pub children: Html,
}

#[component]
pub fn EditButton(props: &EditButtonProps) -> Html {
    let edit = use_edit();
    let onclick = {
        let (change, goes_to) = (props.edit.clone(), props.goes_to.clone());
        Callback::from(move |event: MouseEvent| {
            let stay = lost_focus::near(event.target());
            edit.emit(change.clone());
            match goes_to.clone() {
                Some(path) => focus::after_drawing(move || focus::into_part(&path)),
                None => stay(),
            }
        })
    };
    html! { <button type="button" id={props.id.clone()} class={props.class} {onclick}>{ props.children.clone() }</button> }
}
