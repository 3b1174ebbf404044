//! The contract: its months, its caps, and who pays.

use yew::prelude::*;

use super::edit_button::EditButton;
use super::field_editor::field_editor;
use super::field_groups::field_row;
use super::list_editor::{Column, ListOnPage, list_editor};
use super::panel::PanelOf;
use super::read_only::read_only;
use super::sliding_editor::sliding_editor;
use crate::format;
use crate::model::{Contract, Money, Payer, RateCard, Scenario, path};
use crate::session::fields::FieldValue;
use crate::session::{Edit, terms};

pub static CONTRACT: PanelOf = PanelOf {
    draw: |scenario, beginning| {
        let contract = &scenario.contract;
        html! {
            <>
                <div class="fields">
                    { sliding_editor(scenario, "contract.caps.contract", beginning.contract.caps.contract, false) }
                    { field_editor(scenario, "contract.caps.person") }
                    { field_editor(scenario, "contract.after_cap") }
                    { field_editor(scenario, "contract.caps.sharing") }
                </div>
                { year_cap_fields(scenario) }
                { payers_stop_earlier(contract) }
                { list_editor(scenario, &PAYERS) }
                { payer_year_fields(scenario) }
                { field_editor(scenario, "contract.exhausted_payer") }
                { field_row(scenario, &[
                    "contract.start",
                    "contract.delivery_months",
                    "contract.claims_end",
                    "contract.claim_period",
                    "contract.payment_lag_months",
                ]) }
                { field_editor(scenario, "currency") }
                { read_only("Also in this contract (changed in the scenario’s file):", terms::other_terms(scenario)) }
            </>
        }
    },
    is_alike: |one, other| {
        // Lines and segments lend their names to caps and shares.
        one.contract == other.contract
            && names(&one.rate_card).eq(names(&other.rate_card))
            && one.cohort.segments == other.cohort.segments
    },
};

fn names(card: &RateCard) -> impl Iterator<Item = (&String, &String)> {
    card.outcomes.iter().map(|line| (&line.id, &line.name))
}

const PAYERS: ListOnPage = ListOnPage {
    path: "contract.payers",
    keys: |scenario| scenario.contract.payers.iter().map(|payer| payer.id.clone()).collect(),
    columns: &[
        Column::Name { note: |_, _| None },
        Column::Field { name: "share_bp", is_figure: true },
        Column::Field { name: "most", is_figure: true },
    ],
    entry: None,
};

/// The cap per year, where the contract has one.
fn year_cap_fields(scenario: &Scenario) -> Html {
    let Some(year) = &scenario.contract.caps.year else { return Html::default() };
    let amounts = (0..year.most.len()).map(|index| path::entry("contract.caps.year.most", index));
    let choices =
        ["years", "excess", "unspent"].map(|field| path::join("contract.caps.year", field));
    let paths: Vec<String> = amounts.chain(choices).collect();
    field_row(scenario, &paths.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The limits by year of the payers that have one.
fn payer_year_fields(scenario: &Scenario) -> Html {
    let mut paths: Vec<String> = Vec::new();
    for (index, payer) in scenario.contract.payers.iter().enumerate() {
        let limit = path::join(&path::entry("contract.payers", index), "most_in_year");
        if let Some(cap) = &payer.most_in_year {
            let most = path::join(&limit, "most");
            paths.extend((0..cap.most.len()).map(|year| path::entry(&most, year)));
            paths.push(path::join(&limit, "years"));
        }
    }
    if paths.is_empty() {
        return Html::default();
    }
    field_row(scenario, &paths.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A cap that the payers' own limits never let payments reach, with the way to mend it.
fn payers_stop_earlier(contract: &Contract) -> Html {
    let limits: Option<Vec<Money>> = contract.payers.iter().map(|payer| payer.most).collect();
    let (Some(limits), Some(cap)) = (limits, contract.caps.contract) else {
        return Html::default();
    };
    let together: Money = limits.into_iter().sum();
    if together >= cap || together <= Money::ZERO {
        return Html::default();
    }
    html! {
        <div class="left-out" data-testid="payers-stop-earlier">
            <p>{ format!(
                "The payers together pay at most {}: payments stop there and never reach the cap.",
                format::money(together)
            ) }</p>
            <EditButton class="link" edit={raised_limits(&contract.payers, together, cap)}>
                { "Raise the payers’ limits to the cap, in proportion" }
            </EditButton>
        </div>
    }
}

/// Scales the payers' limits so that they add to the cap; leftover pence go to the first.
fn raised_limits(payers: &[Payer], together: Money, cap: Money) -> Edit {
    let scaled = |payer: &Payer| {
        let most = payer.most.unwrap_or_default().pence();
        let scaled = i128::from(most) * i128::from(cap.pence()) / i128::from(together.pence());
        Money::from_pence(i64::try_from(scaled).unwrap_or(most))
    };
    let mut limits: Vec<Money> = payers.iter().map(scaled).collect();
    let left = cap - limits.iter().copied().sum::<Money>();
    if let Some(first) = limits.first_mut() {
        *first += left;
    }
    let set = |(index, limit)| {
        let payer = path::entry("contract.payers", index);
        Edit::set(path::join(&payer, "most"), FieldValue::Money(Some(limit)))
    };
    Edit::Together(limits.into_iter().enumerate().map(set).collect())
}
