//! The rate card: each line with its price and chance, and beside them what it does to the results.

use yew::prelude::*;

use super::edit_button::EditButton;
use super::parts::parts;
use super::rate_card_line::RateCardLine;
use crate::format;
use crate::model::{Money, Outcome, RateCard, Scenario, path};
use crate::session::terms::{contract_sentence, line_words};
use crate::session::{Edit, LastingKeys, fields, layout};
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
    let keys = use_mut_ref(LastingKeys::default);
    let keys = keys.borrow_mut().of(card.outcomes.iter().map(|line| line.id.as_str()));
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
                    { heading("price", &format::in_currency(" £")) }
                    { heading("chance", " %") }
                    <th scope="col" class="figure">{ "Achieved" }</th>
                    <th scope="col" class="figure">{ "Paid" }</th>
                </tr>
            </thead>
            // One body for all, so that a line that gets another domain stays the same row.
            <tbody key="body">{ for rows(props, &keys) }</tbody>
        </table>
    }
}

/// The rows: each domain with its lines and a way to add one. What stands below the lines comes with the last of them, so
/// that nothing in sight moves.
fn rows(props: &RateCardTableProps, keys: &[u32]) -> Vec<Html> {
    let scenario = &props.scenario;
    let card = &scenario.rate_card;
    let is_complete = props.n_lines >= card.outcomes.len();
    let around = around(scenario);
    let mut rows = Vec::new();
    for (domain, lines) in parts_of(card, props.n_lines) {
        let new_line = lines.last().map_or(0, |(index, _)| index + 1);
        rows.push(html! {
            <tr key={format!("domain {domain}")} class="domain">
                <th scope="colgroup" colspan="5">
                    <span class="domain-name">{ domain }</span>
                    if is_complete {
                        <EditButton
                            class="link" edit={Edit::AddLine { domain: domain.to_owned() }}
                            goes_to={format!("rate_card.outcomes[{new_line}].name")}
                        >
                            <span class="add-mark" aria-hidden="true">{ "+" }</span>
                            <span class="add-words">{ "Add an outcome" }</span>
                            <span class="visually-hidden">{ format!(" to {domain}") }</span>
                        </EditButton>
                    }
                </th>
            </tr>
        });
        rows.extend(lines.into_iter().map(|(index, outcome)| {
            html! {
                <RateCardLine
                    key={keys[index]}
                    scenario={scenario.clone()}
                    {index}
                    words={line_words(scenario, outcome)}
                    sentence={contract_sentence(scenario, outcome)}
                    around={around.clone()}
                    depth={card.depth_of(index)}
                    beginning={price_of(&props.beginning.rate_card, &outcome.id)}
                />
            }
        }));
    }
    if is_complete {
        let words = if card.outcomes.is_empty() {
            "Add the first outcome"
        } else {
            "Add an outcome in a new domain"
        };
        rows.push(html! {
            <tr key="new domain" class="add">
                <td colspan="5">
                    <EditButton
                        class="secondary" edit={Edit::AddLine { domain: new_domain(card) }}
                        goes_to={format!("rate_card.outcomes[{}].name", card.outcomes.len())}
                    >
                        { words }
                    </EditButton>
                    { parts(scenario, layout::CARD) }
                </td>
            </tr>
        });
    }
    rows
}

/// The names that the details of lines offer.
fn around(scenario: &Scenario) -> AttrValue {
    let lines =
        scenario.rate_card.outcomes.iter().flat_map(|line| [&line.id, &line.name, &line.domain]);
    let segments = scenario.cohort.segments.iter().flat_map(|segment| [&segment.id, &segment.name]);
    lines.chain(segments).map(String::as_str).collect::<Vec<_>>().join("\n").into()
}

/// A name for a domain that the card does not have.
fn new_domain(card: &RateCard) -> String {
    let domains = card.domains();
    let mut names =
        std::iter::once("New domain".to_owned()).chain((2..).map(|n| format!("New domain {n}")));
    names.find(|name| !domains.contains(&name.as_str())).unwrap_or_default()
}

/// What stands over the column of a field of the lines. In dense rows it is its first word, with the unit that their fields
/// do not repeat.
fn heading(field: &str, unit: &str) -> Html {
    let heading = fields::known(&path::join("rate_card.outcomes", field)).heading();
    let (first, rest) = heading.split_at(heading.find(' ').unwrap_or(heading.len()));
    html! {
        <th scope="col" class="figure">
            { first.to_owned() }
            <span class="heading-rest">{ rest.to_owned() }</span>
            <span class="heading-unit">{ unit.to_owned() }</span>
        </th>
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
