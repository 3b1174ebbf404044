//! How the unknowns hang together, and which kinds of chance are drawn.

use yew::prelude::*;

use super::field_editor::field_editor;
use super::panel::PanelOf;
use crate::format;
use crate::model::Scenario;

pub static UNCERTAINTY: PanelOf = PanelOf {
    draw: |scenario, _| {
        html! {
            <>
                { field_editor(scenario, "uncertainty.dependence") }
                <fieldset class="estimate" id="f-run-luck">
                    <legend>{ "Kinds of chance" }</legend>
                    { field_editor(scenario, "run.unknowns") }
                    { field_editor(scenario, "run.luck") }
                </fieldset>
                { shocks(scenario) }
            </>
        }
    },
    is_alike: |one, other| {
        one.uncertainty == other.uncertainty
            && one.run == other.run
            && one.contract.start == other.contract.start
    },
};

/// Shocks, which are shown here and changed in the scenario's file.
fn shocks(scenario: &Scenario) -> Html {
    let shocks = &scenario.uncertainty.shocks;
    if shocks.is_empty() {
        return Html::default();
    }
    let month = |month| format::contract_month(scenario.contract.start, month);
    html! {
        <div class="read-only">
            <p>{ "Shocks that may strike (changed in the scenario’s file):" }</p>
            <ul>
                { for shocks.iter().map(|shock| html! {
                    <li>{ format!(
                        "{}: in {} of 100 futures, beginning {} to {}, for {} months.",
                        shock.name, format::number((shock.chance.get() * 100.0).round()),
                        month(shock.earliest_month), month(shock.latest_month), shock.months
                    ) }</li>
                }) }
            </ul>
        </div>
    }
}
