//! The contract: its months, its caps, and who pays.

use yew::prelude::*;

use super::edit_button::EditButton;
use super::field_editor::field_editor;
use super::field_groups::field_row;
use super::list_editor::{Column, ListOnPage, list_editor};
use super::panel::PanelOf;
use super::sliding_editor::sliding_editor;
use crate::format;
use crate::model::{Contract, Grant, Money, Payer, path};
use crate::session::Edit;
use crate::session::fields::FieldValue;

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
                { payers_stop_earlier(contract) }
                { list_editor(scenario, &PAYERS) }
                { field_editor(scenario, "contract.exhausted_payer") }
                { field_row(scenario, &[
                    "contract.start",
                    "contract.delivery_months",
                    "contract.claims_end",
                    "contract.claim_period",
                    "contract.payment_lag_months",
                ]) }
                { others(contract) }
            </>
        }
    },
    is_alike: |one, other| one.contract == other.contract,
};

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

/// Terms that are shown here and changed in the scenario's file.
fn others(contract: &Contract) -> Html {
    let mut words: Vec<String> = Vec::new();
    for Grant { from_month, to_month, total } in &contract.grants {
        words.push(format!(
            "A fixed {} is paid instead of outcomes from {} to {}.",
            format::money(*total),
            format::month(contract.start.plus(*from_month)),
            format::month(contract.start.plus(*to_month))
        ));
    }
    for fee in &contract.service_fees {
        let until = fee.to_month.map_or(String::new(), |to_month| {
            format!(" to {}", format::month(contract.start.plus(to_month)))
        });
        words.push(format!(
            "A service fee of {} is paid each delivery month from {}{until}.",
            format::money(fee.monthly),
            format::month(contract.start.plus(fee.from_month))
        ));
    }
    if let Some(indexation) = contract.indexation {
        words.push(format!(
            "Prices rise by {} a year from {}.",
            format::percent(indexation.annual.get()),
            format::month(contract.start.plus(indexation.first_month))
        ));
    }
    if !contract.caps.lines.is_empty() {
        words.push(format!("{} lines have a cap of their own.", contract.caps.lines.len()));
    }
    for group in &contract.caps.groups {
        words.push(format!(
            "“{}” together are paid at most {}.",
            group.name,
            format::money(group.most)
        ));
    }
    if let Some(year) = &contract.caps.year {
        let most: Vec<String> = year.most.iter().map(|most| format::money(*most)).collect();
        words.push(format!("Each contract year is paid at most {}.", most.join(", then ")));
    }
    for amendment in &contract.amendments {
        words.push(format!(
            "“{}” changes the contract from {}.",
            amendment.name,
            format::month(contract.start.plus(amendment.from_month))
        ));
    }
    if words.is_empty() {
        return Html::default();
    }
    html! {
        <div class="read-only">
            <p>{ "Also in this contract (changed in the scenario’s file):" }</p>
            <ul>{ for words.into_iter().map(|words| html! { <li>{ words }</li> }) }</ul>
        </div>
    }
}
