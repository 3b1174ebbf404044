//! A part that folds away to one line, and is made only when it is opened.

use yew::prelude::*;

use crate::ui::browser::folding;

#[derive(PartialEq, Properties)]
pub struct FoldedProps {
    pub summary: AttrValue,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub class: Classes,
    /// It is open when it comes to the page.
    #[prop_or_default]
    pub begins_open: bool,
    /// Makes what is within; long tables stay unmade as long as nobody looks.
    pub children: Callback<(), Html>,
}

#[component]
pub fn Folded(props: &FoldedProps) -> Html {
    let begins_open = props.begins_open;
    let is_open = use_state_eq(|| begins_open);
    // Said once: afterwards the browser itself keeps whether it is open.
    let at_first = use_memo((), |()| begins_open);
    let node = use_node_ref();
    let ontoggle = {
        let (is_open, node) = (is_open.setter(), node.clone());
        Callback::from(move |_: Event| is_open.set(folding::is_open(&node)))
    };
    html! {
        <details ref={node} id={props.id.clone()} class={props.class.clone()} open={*at_first} {ontoggle}>
            <summary>{ &props.summary }</summary>
            if *is_open {
                { props.children.emit(()) }
            }
        </details>
    }
}
