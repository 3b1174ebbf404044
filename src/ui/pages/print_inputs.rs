//! The inputs as plain tables, for paper only.

use yew::prelude::*;

use crate::format;
use crate::model::{Scenario, path};
use crate::session::{fields, layout, terms};
use crate::ui::ByPointer;
use crate::ui::components::read_only::read_only;
use crate::ui::state::{use_printing, use_settled};

#[derive(PartialEq, Properties)]
pub struct PrintInputsProps {
    pub scenario: ByPointer<Scenario>,
}

/// Made when the scenario keeps still, and at once when paper is asked for.
#[component]
pub fn PrintInputs(props: &PrintInputsProps) -> Html {
    let settled = use_settled(props.scenario.clone(), QUIET_MS);
    let scenario = if use_printing() { Some(props.scenario.clone()) } else { settled };
    html! {
        if let Some(scenario) = scenario {
            <Tables {scenario} />
        }
    }
}

const QUIET_MS: u32 = 500;

#[component]
fn Tables(props: &PrintInputsProps) -> Html {
    let scenario = &props.scenario;
    html! {
        <section class="print-only" aria-hidden="true">
            <h2>{ format!("Inputs of “{}”", scenario.name) }</h2>
            <table class="figures-table">
                <caption>{ "Rate card" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Outcome" }</th>
                        <th scope="col">{ "When" }</th>
                        <th scope="col" class="figure">{ "Price" }</th>
                        <th scope="col" class="figure">{ "Chance: low, central, high" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for scenario.rate_card.outcomes.iter().map(|line| html! {
                        <tr>
                            <th scope="row">{ &line.name }</th>
                            <td>{ terms::line_words(scenario, line) }</td>
                            <td class="figure">{ format::money(line.price) }</td>
                            <td class="figure">{ [line.chance.low, line.chance.central, line.chance.high].map(|chance| format::percent(chance.get())).join(", ") }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            { sentences(scenario) }
            <table class="figures-table">
                <caption>{ "Terms" }</caption>
                <tbody>
                    { for single_terms(scenario).into_iter().map(|(name, value)| html! {
                        <tr><th scope="row">{ name }</th><td>{ value }</td></tr>
                    }) }
                </tbody>
            </table>
        </section>
    }
}

/// The terms that are no single value.
fn sentences(scenario: &Scenario) -> Html {
    let sentences = terms::other_terms(scenario)
        .into_iter()
        .chain(terms::yearly_limits(&scenario.contract))
        .chain(terms::set_draws(scenario))
        .chain(terms::kept_beside(scenario));
    read_only("Terms of several parts:", sentences.collect())
}

/// The terms of the contract, of delivery and of investment: what each is called, and its value in words.
fn single_terms(scenario: &Scenario) -> Vec<(String, String)> {
    let words = |path: &str| fields::known(path).words(scenario);
    let payers = scenario.contract.payers.iter().enumerate().map(|(index, payer)| {
        let of_payer =
            |field: &str| words(&path::join(&path::entry("contract.payers", index), field));
        let terms = format!("{} of payments, at most {}", of_payer("share_bp"), of_payer("most"));
        (payer.name.clone(), terms)
    });
    let referrals = format::number(scenario.expected_referrals().round());
    let run = format!("{}, seed {}", words("run.trials"), words("run.seed"));
    values(scenario, layout::TERM)
        .chain(values(scenario, layout::CAPS))
        .chain(payers)
        .chain([("Expected referrals".to_owned(), referrals)])
        .chain(values(scenario, layout::PEOPLE))
        .chain(values(scenario, layout::COSTS))
        .chain(values(scenario, layout::INVESTMENT))
        .chain(values(scenario, layout::SAMPLING))
        .chain([("Futures and seed".to_owned(), run)])
        .collect()
}

/// What these parts of the page hold of single values, those in groups among them.
fn values<'s>(
    scenario: &'s Scenario,
    parts: &'static [&'static str],
) -> impl Iterator<Item = (String, String)> + 's {
    let within = |part: &'static str| {
        fields::all_fields().filter(move |field| path::is_within(field.path, part))
    };
    let fields = parts.iter().flat_map(move |part| within(part));
    fields.filter_map(move |field| {
        let found = fields::known(field.path);
        // Lists have entries instead, and what is absent has no value.
        found.value(scenario)?;
        Some((found.heading(), found.words(scenario)))
    })
}
