//! How the unknowns hang together, and which kinds of chance are drawn.

use yew::prelude::*;

use super::field_editor::field_editor;
use super::panel::PanelOf;
use super::read_only::read_only;
use crate::format;
use crate::model::Scenario;
use crate::session::terms;

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
                { field_editor(scenario, "run.sampling") }
                { read_only("Shocks that may strike (changed in the scenario’s file):", shocks(scenario)) }
                { read_only("Kept in this scenario (changed in its file):", terms::kept_beside(scenario)) }
            </>
        }
    },
    is_alike: |one, other| {
        one.uncertainty == other.uncertainty
            && one.run == other.run
            && one.contract.start == other.contract.start
            && one.stresses == other.stresses
            && one.tests == other.tests
    },
};

/// What may strike, a sentence for each shock.
fn shocks(scenario: &Scenario) -> Vec<String> {
    let month = |month| format::contract_month(scenario.contract.start, month);
    let sentences = scenario.uncertainty.shocks.iter().map(|shock| {
        format!(
            "{}: in {} of 100 futures, beginning {} to {}, for {} months.",
            shock.name,
            format::number((shock.chance.get() * 100.0).round()),
            month(shock.earliest_month),
            month(shock.latest_month),
            shock.months
        )
    });
    sentences.collect()
}
