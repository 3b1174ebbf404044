//! One line of the rate card, with its details folded below it.

use std::rc::Rc;

use yew::prelude::*;

use super::change::change;
use super::delay_fields::DelayFields;
use super::estimate_fields::{CentralChanceField, ChanceFields};
use super::money_field::MoneyField;
use super::quantity_field::OptionalCountField;
use crate::engine::summary::OutcomeTotal;
use crate::format;
use crate::model::Outcome;
use crate::ui::wording::p50;

#[derive(PartialEq, Properties)]
pub struct RateCardLineProps {
    pub index: usize,
    pub line: Outcome,
    /// What comes before it and how long it takes.
    pub words: AttrValue,
    /// The line as a sentence of a contract.
    pub sentence_of: Rc<String>,
    pub total: Option<OutcomeTotal>,
    pub onchange: Callback<(usize, Outcome)>,
}

#[component]
pub fn RateCardLine(props: &RateCardLineProps) -> Html {
    let is_open = use_state_eq(|| false);
    let RateCardLineProps { index, line, total, .. } = props;
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
                    <MoneyField
                        path={format!("{path}.price")}
                        label={format!("Price of {} (£)", line.name)}
                        is_label_hidden=true
                        value={line.price}
                        onchange={change(line, &onchange, |line, price| line.price = price)}
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
                <td class="figure result" data-label="Achieved">{ total.as_ref().map_or_else(pending, |total| html!(format::number(total.achieved.p50.round()))) }</td>
                <td class="figure result" data-label="Paid">{ total.as_ref().map_or_else(pending, |total| html!(p50(&total.paid))) }</td>
            </tr>
            if *is_open {
                <tr class="line-details" id={details_id}>
                    <td colspan="5">{ details(&path, line, &props.sentence_of, &onchange) }</td>
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

fn pending() -> Html {
    html! { <span class="pending" aria-label="not yet simulated">{ "…" }</span> }
}
