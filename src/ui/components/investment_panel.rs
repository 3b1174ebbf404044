//! On what terms investors fund delivery.

use yew::prelude::*;

use super::field_groups::{field_row, legend};
use super::panel::PanelOf;

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
                ]) }
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
