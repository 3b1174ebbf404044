//! The inputs as plain tables, for paper only.

use yew::prelude::*;

use crate::format;
use crate::model::{Scenario, path};
use crate::session::fields;
use crate::ui::ByPointer;
use crate::ui::state::{use_printing, use_settled};
use crate::ui::wording::line_words;

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
                            <td>{ line_words(scenario, line) }</td>
                            <td class="figure">{ format::money(line.price) }</td>
                            <td class="figure">{ [line.chance.low, line.chance.central, line.chance.high].map(|chance| format::percent(chance.get())).join(", ") }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <table class="figures-table">
                <caption>{ "Terms" }</caption>
                <tbody>
                    { for terms(scenario).into_iter().map(|(name, value)| html! {
                        <tr><th scope="row">{ name }</th><td>{ value }</td></tr>
                    }) }
                </tbody>
            </table>
        </section>
    }
}

/// The terms of the contract, of delivery and of investment: what each is called, and its value in words.
fn terms(scenario: &Scenario) -> Vec<(String, String)> {
    let term = |path: &&str| {
        let field = fields::known(path);
        (field.heading(), field.words(scenario))
    };
    let words = |path: &str| fields::known(path).words(scenario);
    let payers = scenario.contract.payers.iter().enumerate().map(|(index, payer)| {
        let of_payer =
            |field: &str| words(&path::join(&path::entry("contract.payers", index), field));
        let terms = format!("{} of payments, at most {}", of_payer("share_bp"), of_payer("most"));
        (payer.name.clone(), terms)
    });
    let referrals = format::number(scenario.expected_referrals().round());
    let run = format!("{}, seed {}", words("run.trials"), words("run.seed"));
    CONTRACT_TERMS
        .iter()
        .map(term)
        .chain(payers)
        .chain([("Expected referrals".to_owned(), referrals)])
        .chain(DELIVERY_TERMS.iter().map(term))
        .chain([("Futures and seed".to_owned(), run)])
        .collect()
}

const CONTRACT_TERMS: [&str; 5] = [
    "contract.start",
    "contract.delivery_months",
    "contract.claims_end",
    "contract.caps.contract",
    "contract.caps.person",
];

const DELIVERY_TERMS: [&str; 11] = [
    "cohort.engagement",
    "cohort.support_months",
    "costs.set_up",
    "costs.fixed_monthly",
    "costs.per_start",
    "costs.caseworker_monthly",
    "costs.caseload",
    "costs.personalisation_fund",
    "investment.commitment.least",
    "investment.commitment.most",
    "investment.preferred_return",
];
