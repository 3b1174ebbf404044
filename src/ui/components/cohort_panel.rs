//! Who comes, who starts, how long they stay.

use yew::prelude::*;

use super::list_editor::{Column, ListOnPage, list_editor};
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
                { list_editor(scenario, &REFERRALS) }
                { for layout::PEOPLE.iter().filter(|path| **path != REFERRALS.path).map(|path| match *path {
                    "cohort.segments" => titled_list(scenario, path),
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

const REFERRALS: ListOnPage = ListOnPage {
    path: "cohort.referrals",
    keys: |scenario| (0..scenario.cohort.referrals.len()).map(|index| index.to_string()).collect(),
    columns: &[
        Column::Field { name: "from_month", is_figure: false },
        Column::Words {
            heading: "That is",
            words: |scenario, index| {
                let month = scenario.cohort.referrals[index].from_month;
                format::contract_month(scenario.contract.start, month)
            },
        },
        Column::Field { name: "per_month", is_figure: true },
        Column::Field { name: "ramp", is_figure: false },
    ],
    entry: Some("step"),
};
