//! The inputs as plain tables, for paper only.

use yew::prelude::*;

use crate::format;
use crate::model::Scenario;
use crate::ui::Same;
use crate::ui::state::{use_printing, use_settled};
use crate::ui::wording::line_words;

#[derive(PartialEq, Properties)]
pub struct PrintInputsProps {
    pub scenario: Same<Scenario>,
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

fn terms(scenario: &Scenario) -> Vec<(String, String)> {
    let Scenario { cohort, contract, costs, investment, run, .. } = scenario;
    let money_or = |amount: Option<crate::model::Money>| {
        amount.map_or_else(|| "none".to_owned(), format::money)
    };
    let mut terms = vec![
        ("First month".to_owned(), format::month(contract.start)),
        ("Delivery".to_owned(), format::months(contract.delivery_months)),
        (
            "Last claim month".to_owned(),
            format::month(contract.start.plus(contract.last_claim_month())),
        ),
        ("Contract cap".to_owned(), money_or(contract.caps.contract)),
        ("Cap per person".to_owned(), money_or(contract.caps.person)),
    ];
    for payer in &contract.payers {
        let share = format::percent(f64::from(payer.share_bp) / 10_000.0);
        terms.push((
            payer.name.clone(),
            format!("{share} of payments, at most {}", money_or(payer.most)),
        ));
    }
    terms.extend([
        ("Expected referrals".to_owned(), format::number(scenario.expected_referrals().round())),
        ("Chance of starting".to_owned(), format::percent(cohort.engagement.central.get())),
        ("Months in support".to_owned(), format::number(cohort.support_months.get())),
        ("Set-up cost".to_owned(), format::money(costs.set_up)),
        ("Fixed cost a month".to_owned(), format::money(costs.fixed_monthly)),
        ("Cost per start".to_owned(), format::money(costs.per_start)),
        ("Caseworker a month".to_owned(), format::money(costs.caseworker_monthly)),
        ("People per caseworker".to_owned(), format::number(costs.caseload.get())),
        ("Personalisation fund".to_owned(), format::money(costs.personalisation_fund)),
        ("Least commitment".to_owned(), format::money(investment.commitment.least)),
        ("Most commitment".to_owned(), format::money(investment.commitment.most)),
        ("Preferred return".to_owned(), format::percent(investment.preferred_return.get())),
        (
            "Futures and seed".to_owned(),
            format!("{}, seed {}", format::count(u64::from(run.trials)), run.seed),
        ),
    ]);
    terms
}
