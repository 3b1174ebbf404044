//! What the figures do not say, beside the figures; and where the inputs come from.

use yew::prelude::*;

use super::folded::Folded;
use crate::model::{Assumption, Quality, Scenario, path};
use crate::session::fields;
use crate::ui::ByPointer;

#[derive(PartialEq, Properties)]
pub struct CaveatsProps {
    pub scenario: ByPointer<Scenario>,
}

#[component]
pub fn Caveats(props: &CaveatsProps) -> Html {
    let scenario = &props.scenario;
    let made_up = scenario
        .assumptions
        .iter()
        .filter(|assumption| assumption.quality == Quality::Illustrative)
        .count();
    let is_kirklees = scenario.preset.as_ref().is_some_and(|preset| preset.id == "kirklees");
    html! {
        <aside class="caveats" aria-labelledby="caveats-heading">
            <h3 id="caveats-heading">{ "Before you rely on this" }</h3>
            <ul>
                if is_kirklees {
                    <li>
                        <strong>{ "The prices are stand-ins. " }</strong>
                        { "Kirklees’ own prices are not published: these come from two other published cards and give payments of about the right size." }
                    </li>
                }
                <li>{ "The ranges hold only the doubts that were entered. What nobody thought of is not in them." }</li>
                <li>{ "Chances do not react to prices: a higher price pays more for the same work, and moves nobody’s effort." }</li>
                <li>{ "One person’s outcomes hang together only by support need and by what comes before what." }</li>
                if made_up > 0 {
                    <li>{ format!("{made_up} of the {} sourced inputs are illustrative: no published figure was found.", scenario.assumptions.len()) }</li>
                }
            </ul>
            if let Some(description) = &scenario.description {
                <details>
                    <summary>{ "What this scenario is" }</summary>
                    <p>{ description }</p>
                </details>
            }
            if !scenario.assumptions.is_empty() {
                <Folded
                    id="sources" summary={format!("Sources of the inputs ({})", scenario.assumptions.len())}
                    children={
                        let scenario = scenario.clone();
                        Callback::from(move |()| sources(&scenario))
                    }
                />
            }
        </aside>
    }
}

fn sources(scenario: &Scenario) -> Html {
    html! {
        <div class="scroller" tabindex="0" role="region" aria-label="Sources of the inputs">
            <table class="sources-table">
                <caption class="visually-hidden">{ "Where each input comes from, and how sure it is" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Input" }</th>
                        <th scope="col">{ "How sure" }</th>
                        <th scope="col">{ "Source and reason" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for scenario.assumptions.iter().enumerate().map(|(index, assumption)| html! {
                        <tr>
                            <th scope="row">{ input_name(scenario, &assumption.field) }</th>
                            <td>{ quality_words(scenario, index) }</td>
                            <td>
                                { &assumption.source }{ "." }
                                if let Some(reason) = &assumption.reason {
                                    { " " }{ reason }
                                }
                                { signed(assumption) }
                            </td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn signed(assumption: &Assumption) -> String {
    match (&assumption.owner, assumption.date) {
        (Some(owner), Some(date)) => format!(" ({owner}, {})", crate::format::month(date)),
        (Some(owner), None) => format!(" ({owner})"),
        (None, Some(date)) => format!(" ({})", crate::format::month(date)),
        (None, None) => String::new(),
    }
}

/// How sure a figure is, for someone who has not read the method.
fn quality_words(scenario: &Scenario, assumption: usize) -> String {
    let quality = path::join(&path::entry("assumptions", assumption), "quality");
    fields::known(&quality).words(scenario)
}

/// The part of a scenario that a field belongs to, as the page's heading says it.
fn part_name(field: &str) -> String {
    let part = field.split(['.', '[']).next().unwrap_or_default();
    let heading = fields::find(part).map_or("", |part| part.field.heading);
    if heading.is_empty() { "Other".to_owned() } else { heading.to_owned() }
}

/// What an assumption is about; its field names outcomes by their ids.
fn input_name(scenario: &Scenario, field: &str) -> String {
    let part = part_name(field);
    let rest = field.split_once('.').map_or("", |(_, rest)| rest);
    let Some(line) = rest.strip_prefix("outcomes.") else {
        return if rest.is_empty() { part } else { format!("{part}: {}", plain(rest)) };
    };
    let (id, what) = line.split_once('.').unwrap_or((line, ""));
    let name = scenario
        .rate_card
        .index_of(id)
        .map_or(id, |index| scenario.rate_card.outcomes[index].name.as_str());
    if what.is_empty() { name.to_owned() } else { format!("{name}: {}", plain(what)) }
}

fn plain(field: &str) -> String {
    field.replace(['_', '.'], " ")
}
