//! What delivery costs.

use yew::prelude::*;

use super::field_groups::{estimate_fields, field_row};
use super::panel::PanelOf;

pub static COSTS: PanelOf = PanelOf {
    draw: |scenario, _| {
        html! {
            <>
                { field_row(scenario, &[
                    "costs.set_up",
                    "costs.fixed_monthly",
                    "costs.per_start",
                    "costs.caseworker_monthly",
                    "costs.caseload",
                    "costs.personalisation_fund",
                    "costs.inflation",
                ]) }
                { estimate_fields(scenario, "costs.uncertainty") }
            </>
        }
    },
    is_alike: |one, other| one.costs == other.costs,
};
