//! Who comes, who starts, how long they stay.

use yew::prelude::*;

use super::field_editor::field_editor;
use super::field_groups::{delay_fields, estimate_fields};
use super::list_editor::{Column, ListOnPage, list_editor};
use super::panel::PanelOf;
use crate::format;
use crate::model::Scenario;

pub static COHORT: PanelOf = PanelOf {
    draw: |scenario, _| {
        html! {
            <>
                <p>{ format!(
                    "About {} people are referred over {} months of delivery.",
                    format::number(scenario.expected_referrals().round()), scenario.contract.delivery_months
                ) }</p>
                { list_editor(scenario, &REFERRALS) }
                { field_editor(scenario, "cohort.arrivals") }
                { estimate_fields(scenario, "cohort.volume") }
                { estimate_fields(scenario, "cohort.engagement") }
                { delay_fields(scenario, "cohort.start_delay") }
                { field_editor(scenario, "cohort.support_months") }
                { list_editor(scenario, &SEGMENTS) }
            </>
        }
    },
    is_alike: |one, other| {
        one.cohort == other.cohort
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

const SEGMENTS: ListOnPage = ListOnPage {
    path: "cohort.segments",
    keys: |scenario| scenario.cohort.segments.iter().map(|segment| segment.id.clone()).collect(),
    columns: &[
        Column::Name { note: odds_words },
        Column::Field { name: "share", is_figure: true },
        Column::Field { name: "engagement_odds", is_figure: true },
        Column::Field { name: "cost_factor", is_figure: true },
        Column::Field { name: "price_factor", is_figure: true },
    ],
    entry: None,
};

/// A segment's factors on the odds of outcomes, which are changed in the scenario's file.
fn odds_words(scenario: &Scenario, segment: usize) -> Option<String> {
    let odds = &scenario.cohort.segments[segment].odds;
    let parts: Vec<String> = odds
        .iter()
        .map(|factor| format!("{} ×{}", factor.applies_to, format::number(factor.odds.get())))
        .collect();
    (!parts.is_empty()).then(|| format!("odds: {}", parts.join(", ")))
}
