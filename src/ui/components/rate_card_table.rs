//! The rate card: each line with its price and chance, and beside them what it does to the results.

use yew::prelude::*;

use super::rate_card_line::RateCardLine;
use crate::model::{Money, Outcome, RateCard, Scenario};
use crate::ui::Same;
use crate::ui::wording::{contract_sentence, line_words};

#[derive(PartialEq, Properties)]
pub struct RateCardTableProps {
    pub scenario: Same<Scenario>,
    /// The scenario as it was opened.
    pub beginning: Same<Scenario>,
    pub onchange: Callback<RateCard>,
    /// The results beside the lines belong to an earlier scenario.
    pub is_stale: bool,
    /// So many lines are shown, from the top.
    pub n_lines: usize,
}

#[component]
pub fn RateCardTable(props: &RateCardTableProps) -> Html {
    let scenario = &props.scenario;
    let card = &scenario.rate_card;
    // Lines keep the same callback over all edits, so that only the edited one is drawn again.
    let latest = use_mut_ref(RateCard::default);
    latest.replace(card.clone());
    let online = use_callback(props.onchange.clone(), move |(index, line), onchange| {
        let mut changed: RateCard = latest.borrow().clone();
        if let Some(place) = changed.outcomes.get_mut(index) {
            *place = line;
            onchange.emit(changed);
        }
    });
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
                    <th scope="col" class="figure">{ "Price" }</th>
                    <th scope="col" class="figure">{ "Chance of reaching it" }</th>
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
                            {index}
                            line={outcome.clone()}
                            words={line_words(scenario, outcome)}
                            sentence={contract_sentence(scenario, outcome)}
                            beginning={price_of(&props.beginning.rate_card, &outcome.id)}
                            onchange={online.clone()}
                        />
                    }) }
                </tbody>
            }) }
        </table>
    }
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
