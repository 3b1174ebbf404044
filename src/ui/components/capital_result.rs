//! The investors' exposure over time against their commitment.

use yew::prelude::*;

use super::exhibit_view::ExhibitView;
use crate::charts::Exhibit;
use crate::engine::Summary;
use crate::ui::ByPointer;

#[derive(PartialEq, Properties)]
pub struct CapitalResultProps {
    pub summary: ByPointer<Summary>,
}

#[component]
pub fn CapitalResult(props: &CapitalResultProps) -> Html {
    html! { <ExhibitView exhibit={Exhibit::exposure(&props.summary.0)} /> }
}
