//! A modal dialog with a heading and a button to close it.

use yew::prelude::*;

use crate::ui::browser::dialog;

#[derive(PartialEq, Properties)]
pub struct DialogProps {
    /// Unique on the page.
    pub id: AttrValue,
    pub heading: AttrValue,
    pub is_open: bool,
    pub onclose: Callback<()>,
    pub children: Html,
}

/// The browser keeps the focus inside while it is open, and gives it back to where it was.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.is_open, move |is_open| {
            if *is_open {
                dialog::show(&node);
            } else {
                dialog::close(&node);
            }
        });
    }
    let heading_id = format!("{}-heading", props.id);
    let onclose = props.onclose.reform(|_: Event| ());
    let onclick = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <dialog ref={node} id={props.id.clone()} aria-labelledby={heading_id.clone()} {onclose}>
            if props.is_open {
                <div class="dialog-head">
                    <h2 id={heading_id}>{ &props.heading }</h2>
                    <button type="button" class="quiet" {onclick}>{ "Close" }</button>
                </div>
                { props.children.clone() }
            }
        </dialog>
    }
}
