//! Who comes, who starts, how long they stay.

use yew::prelude::*;

use super::panel::{PanelOf, same_names};
use super::parts::{part, titled_list};
use crate::format;
use crate::session::layout;

pub static COHORT: PanelOf = PanelOf {
    draw: |scenario, _| {
        html! {
            <>
                <p>{ format!(
                    "About {} people are referred over {} months of delivery.",
                    format::number(scenario.expected_referrals().round()), scenario.contract.delivery_months
                ) }</p>
                { for layout::PEOPLE.iter().map(|path| match *path {
                    "cohort.referrals" | "cohort.segments" => titled_list(scenario, path),
                    path => part(scenario, path),
                }) }
            </>
        }
    },
    is_alike: |one, other| {
        one.cohort == other.cohort
            && same_names(one, other)
            && one.contract.start == other.contract.start
            && one.contract.delivery_months == other.contract.delivery_months
    },
};
