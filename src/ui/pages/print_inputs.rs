//! The inputs as plain tables, for paper only.

use yew::prelude::*;

use crate::format;
use crate::model::{Scenario, path};
use crate::session::{fields, terms};
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
    let fees: &[&str] = if scenario.investment.fees.is_some() { &FEE_TERMS } else { &[] };
    CONTRACT_TERMS
        .iter()
        .map(term)
        .chain(payers)
        .chain([("Expected referrals".to_owned(), referrals)])
        .chain(DELIVERY_TERMS.iter().map(term))
        .chain(fees.iter().map(term))
        .chain([("Futures and seed".to_owned(), run)])
        .collect()
}

const CONTRACT_TERMS: [&str; 6] = [
    "currency",
    "contract.start",
    "contract.delivery_months",
    "contract.claims_end",
    "contract.caps.contract",
    "contract.caps.person",
];

const DELIVERY_TERMS: [&str; 16] = [
    "cohort.arrivals",
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
    "investment.reserve_months",
    "investment.keep_planned_need",
    "investment.redraw",
    "run.sampling",
];

const FEE_TERMS: [&str; 3] =
    ["investment.fees.yearly", "investment.fees.on_commitment", "investment.fees.on_drawn"];
