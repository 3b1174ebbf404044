//! A part of the inputs that folds away to one line which still says what matters.

use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub struct SectionProps {
    pub id: AttrValue,
    pub heading: AttrValue,
    /// The part in one line, for when it is folded.
    pub gist: AttrValue,
    #[prop_or_default]
    pub is_open: bool,
    pub children: Html,
}

#[component]
pub fn Section(props: &SectionProps) -> Html {
    html! {
        <details class="section" id={props.id.clone()} open={props.is_open}>
            <summary>
                <h3>{ &props.heading }</h3>
                <span class="gist" translate="no">{ &props.gist }</span>
            </summary>
            <div class="section-body">{ props.children.clone() }</div>
        </details>
    }
}
