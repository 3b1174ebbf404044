//! On what terms investors fund delivery.

use yew::prelude::*;

use super::field_editor::field_editor;
use super::field_groups::{field_row, legend};
use super::panel::PanelOf;
use super::read_only::read_only;
use crate::model::Scenario;
use crate::session::terms;

pub static INVESTMENT: PanelOf = PanelOf {
    draw: |scenario, _| {
        html! {
            <>
                { field_row(scenario, &[
                    "investment.commitment.least",
                    "investment.commitment.most",
                    "investment.buffer",
                    "investment.preferred_return",
                    "investment.distributions_from",
                    "investment.distribution_months",
                    "investment.reserve_months",
                ]) }
                { field_editor(scenario, "investment.keep_planned_need") }
                { field_editor(scenario, "investment.redraw") }
                { fund_fees(scenario) }
                { read_only("Set draws (changed in the scenario’s file):", terms::set_draws(scenario)) }
                <fieldset class="estimate" id="f-investment-surplus">
                    <legend>{ legend(scenario, "investment.surplus") }</legend>
                    { field_row(scenario, &[
                        "investment.surplus.investors_bp",
                        "investment.surplus.provider_bp",
                        "investment.surplus.commissioner_bp",
                    ]) }
                </fieldset>
            </>
        }
    },
    is_alike: |one, other| {
        one.investment == other.investment && one.contract.start == other.contract.start
    },
};

/// What the fund takes, where it takes anything.
fn fund_fees(scenario: &Scenario) -> Html {
    if scenario.investment.fees.is_none() {
        return Html::default();
    }
    html! {
        <fieldset class="estimate" id="f-investment-fees">
            <legend>{ legend(scenario, "investment.fees") }</legend>
            { field_row(scenario, &[
                "investment.fees.yearly",
                "investment.fees.on_commitment",
                "investment.fees.on_drawn",
            ]) }
        </fieldset>
    }
}
