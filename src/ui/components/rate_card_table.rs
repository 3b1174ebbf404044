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
            <caption>
                { "What each outcome pays, how likely it is, and what it comes to. " }
                <span class="caption-note">
                    { "Achieved and paid are the middle of all futures" }
                    { if props.is_stale { ", not yet updated. " } else { ". " } }
                    { "The notch of a slider is where its price began." }
                </span>
            </caption>
            <thead>
                <tr>
                    <th scope="col">{ "Outcome" }</th>
                    <th scope="col" class="figure">{ "Price" }</th>
                    <th scope="col" class="figure">{ "Chance of reaching it" }</th>
                    <th scope="col" class="figure">{ "Achieved" }</th>
                    <th scope="col" class="figure">{ "Paid" }</th>
                </tr>
            </thead>
            { for card.domains().into_iter().map(|domain| html! {
                <tbody key={domain.to_owned()}>
                    <tr class="domain">
                        <th scope="rowgroup" colspan="5">{ domain }</th>
                    </tr>
                    { for lines_of(card, domain).map(|(index, outcome)| html! {
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

fn lines_of<'a>(card: &'a RateCard, domain: &'a str) -> impl Iterator<Item = (usize, &'a Outcome)> {
    card.outcomes.iter().enumerate().filter(move |(_, outcome)| outcome.domain == domain)
}
