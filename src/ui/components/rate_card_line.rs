//! One line of the rate card, with its details folded below it.

use yew::prelude::*;

use super::change::change;
use super::delay_fields::DelayFields;
use super::estimate_fields::{CentralChanceField, ChanceFields};
use super::quantity_field::OptionalCountField;
use super::sliding_field::SlidingField;
use crate::findings::p50;
use crate::format;
use crate::model::{Money, Outcome};
use crate::ui::state::use_figures;

#[derive(PartialEq, Properties)]
pub struct RateCardLineProps {
    pub index: usize,
    pub line: Outcome,
    /// What comes before it and how long it takes.
    pub words: AttrValue,
    /// The line as a sentence of a contract.
    pub sentence: AttrValue,
    /// Its price as the scenario was opened.
    pub beginning: Option<Money>,
    pub onchange: Callback<(usize, Outcome)>,
}

#[component]
pub fn RateCardLine(props: &RateCardLineProps) -> Html {
    let is_open = use_state_eq(|| false);
    let RateCardLineProps { index, line, .. } = props;
    let path = format!("rate_card.outcomes[{index}]");
    let details_id = format!("line-{}-details", line.id);
    let onchange = {
        let (index, onchange) = (*index, props.onchange.clone());
        Callback::from(move |line| onchange.emit((index, line)))
    };
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    html! {
        <>
            <tr class={classes!("line", is_open.then_some("is-open"))}>
                <th scope="row">
                    <button
                        type="button" class="fold" onclick={toggle}
                        aria-expanded={is_open.to_string()}
                        aria-controls={is_open.then(|| details_id.clone())}
                    >
                        <span class="fold-mark" aria-hidden="true"></span>
                        <span>
                            { &line.name }
                            <span class="visually-hidden">{ " details" }</span>
                        </span>
                    </button>
                    <span class="line-words">{ &props.words }</span>
                </th>
                <td class="figure" data-label="Price">
                    <SlidingField
                        path={format!("{path}.price")}
                        name={format!("Price of {}", line.name)}
                        is_label_hidden=true
                        value={line.price} beginning={props.beginning}
                        onchange={change(line, &onchange, |line, price: Option<Money>| line.price = price.unwrap_or_default())}
                    />
                </td>
                <td class="figure" data-label="Chance">
                    <CentralChanceField
                        path={format!("{path}.chance")}
                        label={format!("Chance of {} (%)", line.name)}
                        is_label_hidden=true
                        value={line.chance}
                        onchange={change(line, &onchange, |line, chance| line.chance = chance)}
                    />
                    if !line.chance.is_known() {
                        <span class="reading-range">
                            { format!("{} to {}", format::percent(line.chance.low.get()), format::percent(line.chance.high.get())) }
                        </span>
                    }
                </td>
                <LineResult id={line.id.clone()} />
            </tr>
            if *is_open {
                <tr class="line-details" id={details_id}>
                    <td colspan="5">{ details(&path, line, &props.sentence, &onchange) }</td>
                </tr>
            }
        </>
    }
}

fn details(path: &str, line: &Outcome, sentence: &str, onchange: &Callback<Outcome>) -> Html {
    html! {
        <div class="details-body">
            <p class="contract-sentence">{ sentence }</p>
            <ChanceFields
                path={format!("{path}.chance")}
                label={format!("Chance of “{}”", line.name)}
                is_central_elsewhere=true
                value={line.chance}
                onchange={change(line, onchange, |line, chance| line.chance = chance)}
            />
            <DelayFields
                path={format!("{path}.delay")}
                label={format!("Time until “{}”", line.name)}
                value={line.delay}
                onchange={change(line, onchange, |line, delay| line.delay = delay)}
            />
            <OptionalCountField
                path={format!("{path}.target")}
                label="Target number of achievements"
                hint="Shown beside the results; may be empty."
                value={line.target}
                onchange={change(line, onchange, |line, target| line.target = target)}
            />
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct LineResultProps {
    /// Of the line.
    id: AttrValue,
}

/// What the line comes to: two cells that change with the figures, while its fields stay as they are.
#[component]
fn LineResult(props: &LineResultProps) -> Html {
    let figures = use_figures().figures;
    let total = figures
        .as_ref()
        .and_then(|figures| figures.summary.outcomes.iter().find(|total| *total.id == *props.id));
    html! {
        <>
            <td class="figure result" data-label="Achieved">{ total.map_or_else(pending, |total| html!(format::number(total.achieved.p50.round()))) }</td>
            <td class="figure result" data-label="Paid">{ total.map_or_else(pending, |total| html!(p50(&total.paid))) }</td>
        </>
    }
}

fn pending() -> Html {
    html! { <span class="pending" aria-label="not yet simulated">{ "…" }</span> }
}
