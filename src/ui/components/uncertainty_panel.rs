//! How the unknowns hang together, and which kinds of chance are drawn.

use yew::prelude::*;

use super::panel::{PanelOf, same_names};
use super::parts::parts;
use crate::session::layout;

pub static UNCERTAINTY: PanelOf = PanelOf {
    draw: |scenario, _| {
        html! {
            <>
                { parts(scenario, layout::UNCERTAINTY) }
                <fieldset class="estimate">
                    <legend>{ "Kinds of chance" }</legend>
                    { parts(scenario, layout::LUCK) }
                </fieldset>
                { parts(scenario, layout::SAMPLING) }
            </>
        }
    },
    is_alike: |one, other| {
        one.uncertainty == other.uncertainty
            && one.run == other.run
            && one.contract.start == other.contract.start
            && same_names(one, other)
    },
};
