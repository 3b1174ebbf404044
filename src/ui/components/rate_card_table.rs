//! The rate card: each line with its price and chance, and beside them what it does to the results.

use yew::prelude::*;

use super::rate_card_line::RateCardLine;
use crate::model::{Money, Outcome, RateCard, Scenario, path};
use crate::session::fields;
use crate::session::terms::{contract_sentence, line_words};
use crate::ui::ByPointer;

#[derive(PartialEq, Properties)]
pub struct RateCardTableProps {
    pub scenario: ByPointer<Scenario>,
    /// The scenario as it was opened.
    pub beginning: ByPointer<Scenario>,
    /// The results beside the lines belong to an earlier scenario.
    pub is_stale: bool,
    /// So many lines are shown, from the top.
    pub n_lines: usize,
}

#[component]
pub fn RateCardTable(props: &RateCardTableProps) -> Html {
    let scenario = &props.scenario;
    let card = &scenario.rate_card;
    html! {
        <table class={classes!("card-table", props.is_stale.then_some("is-stale"))}>
            // Without a key for each, a row that is added at the end would have Yew make all others anew.
            <caption key="caption">
                { "What each outcome pays, how likely it is, and what it comes to. " }
                <span class="caption-note">
                    { "Achieved and paid are the middle of all futures" }
                    { if props.is_stale { ", not yet updated. " } else { ". " } }
                    { "The notch of a slider is where its price began." }
                </span>
            </caption>
            <thead key="head">
                <tr>
                    <th scope="col">{ "Outcome" }</th>
                    <th scope="col" class="figure">{ heading("price") }</th>
                    <th scope="col" class="figure">{ heading("chance") }</th>
                    <th scope="col" class="figure">{ "Achieved" }</th>
                    <th scope="col" class="figure">{ "Paid" }</th>
                </tr>
            </thead>
            { for parts_of(card, props.n_lines).into_iter().map(|(domain, lines)| html! {
                <tbody key={domain.to_owned()}>
                    <tr key="domain" class="domain">
                        <th scope="rowgroup" colspan="5">{ domain }</th>
                    </tr>
                    { for lines.into_iter().map(|(index, outcome)| html! {
                        <RateCardLine
                            key={outcome.id.clone()}
                            scenario={scenario.clone()}
                            {index}
                            words={line_words(scenario, outcome)}
                            sentence={contract_sentence(scenario, outcome)}
                            beginning={price_of(&props.beginning.rate_card, &outcome.id)}
                        />
                    }) }
                </tbody>
            }) }
        </table>
    }
}

/// What stands over the column of a field of the lines.
fn heading(field: &str) -> String {
    fields::known(&path::join("rate_card.outcomes", field)).heading()
}

fn price_of(card: &RateCard, id: &str) -> Option<Money> {
    card.outcomes.iter().find(|line| line.id == id).map(|line| line.price)
}

/// The first lines in the order of the table, each with its place on the card, under their domains.
fn parts_of(card: &RateCard, n_lines: usize) -> Vec<(&str, Vec<(usize, &Outcome)>)> {
    let mut n_left = n_lines;
    let mut parts = Vec::new();
    for domain in card.domains() {
        let lines = card.outcomes.iter().enumerate();
        let lines: Vec<_> = lines.filter(|(_, line)| line.domain == domain).take(n_left).collect();
        n_left -= lines.len();
        if !lines.is_empty() {
            parts.push((domain, lines));
        }
    }
    parts
}
