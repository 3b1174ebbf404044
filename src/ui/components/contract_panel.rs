//! The contract: its months, its caps, and who pays.

use yew::prelude::*;

use super::edit_button::EditButton;
use super::field_editor::field_editor;
use super::panel::{PanelOf, same_names};
use super::parts::{part, parts, titled_list};
use super::sliding_editor::sliding_editor;
use crate::format;
use crate::model::{Contract, Money, Payer, path};
use crate::session::fields::FieldValue;
use crate::session::{Edit, layout};

pub static CONTRACT: PanelOf = PanelOf {
    draw: |scenario, beginning| {
        let contract = &scenario.contract;
        html! {
            <>
                <div class="fields">
                    { for layout::CAPS.iter().map(|path| match *path {
                        "contract.caps.contract" => sliding_editor(scenario, path, beginning.contract.caps.contract, false),
                        path => field_editor(scenario, path),
                    }) }
                </div>
                { payers_stop_earlier(contract) }
                { parts(scenario, layout::MORE_CAPS) }
                { for layout::PAYERS.iter().map(|path| match *path {
                    "contract.payers" => titled_list(scenario, path),
                    path => part(scenario, path),
                }) }
                { parts(scenario, layout::TERM) }
                { parts(scenario, layout::OTHER_TERMS) }
            </>
        }
    },
    is_alike: |one, other| one.contract == other.contract && same_names(one, other),
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
