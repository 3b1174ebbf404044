//! A section of the inputs: out of sight, but there, while another one is shown.

use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub struct SectionProps {
    pub id: AttrValue,
    pub heading: AttrValue,
    /// What matters of it in one line.
    pub gist: AttrValue,
    pub is_shown: bool,
    pub children: Html,
}

#[component]
pub fn Section(props: &SectionProps) -> Html {
    let heading_id = format!("{}-heading", props.id);
    html! {
        <section class="section" id={props.id.clone()} hidden={!props.is_shown} aria-labelledby={heading_id.clone()}>
            <div class="section-head">
                <h3 id={heading_id}>{ &props.heading }</h3>
                <span class="gist" translate="no">{ &props.gist }</span>
            </div>
            <div class="section-body">{ props.children.clone() }</div>
        </section>
    }
}
