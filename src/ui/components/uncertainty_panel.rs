//! How the unknowns hang together, and which kinds of chance are drawn.

use yew::prelude::*;

use super::change::change;
use super::percent_field::PercentField;
use crate::format;
use crate::model::{CalendarMonth, Run, Uncertainty};
use crate::ui::browser::events::is_ticked;
use crate::ui::wording::month_of_contract;

#[derive(PartialEq, Properties)]
pub struct UncertaintyPanelProps {
    pub value: Uncertainty,
    pub run: Run,
    /// Month 0.
    pub start: CalendarMonth,
    pub onchange: Callback<Uncertainty>,
    pub onrun: Callback<Run>,
}

#[component]
pub fn UncertaintyPanel(props: &UncertaintyPanelProps) -> Html {
    let UncertaintyPanelProps { value, run, start, onchange, onrun } = props;
    html! {
        <>
            <PercentField
                path="uncertainty.dependence" label="Dependence of the chances (%)"
                hint="0: each outcome’s true chance differs by itself. 100: all rise and fall together, with how well delivery goes."
                value={value.dependence}
                onchange={change(value, onchange, |uncertainty, share| uncertainty.dependence = share)}
            />
            <fieldset class="estimate" id="f-run-luck">
                <legend>{ "Kinds of chance" }</legend>
                <label class="tick">
                    <input
                        type="checkbox" checked={run.unknowns}
                        onchange={change(run, onrun, |run: &mut Run, event: Event| run.unknowns = is_ticked(&event))}
                    />
                    { "What we do not know: true chances, volume, costs, shocks" }
                </label>
                <label class="tick">
                    <input
                        type="checkbox" checked={run.luck}
                        onchange={change(run, onrun, |run: &mut Run, event: Event| run.luck = is_ticked(&event))}
                    />
                    { "Luck of people: who comes, and who reaches what" }
                </label>
            </fieldset>
            if !value.shocks.is_empty() {
                <div class="read-only">
                    <p>{ "Shocks that may strike (changed in the scenario’s file):" }</p>
                    <ul>
                        { for value.shocks.iter().map(|shock| html! {
                            <li>{ format!(
                                "{}: in {} of 100 futures, beginning {} to {}, for {} months.",
                                shock.name, format::number((shock.chance.get() * 100.0).round()),
                                month_of_contract(*start, shock.earliest_month),
                                month_of_contract(*start, shock.latest_month),
                                shock.months
                            ) }</li>
                        }) }
                    </ul>
                </div>
            }
        </>
    }
}
