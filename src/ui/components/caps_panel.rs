//! The contract: its months, its caps, and who pays.

use yew::prelude::*;

use super::change::change;
use super::choice_field::ChoiceField;
use super::money_field::OptionalMoneyField;
use super::month_field::{MonthField, MonthsField, OptionalMonthsField};
use super::percent_field::{BasisPoints, ShareField};
use super::sliding_field::SlidingField;
use crate::format;
use crate::model::{AfterCap, ClaimPeriod, Contract, ExhaustedPayer, Grant, Money, Payer, Sharing};
use crate::ui::wording::month_of_contract;

#[derive(PartialEq, Properties)]
pub struct CapsPanelProps {
    pub value: Contract,
    /// The contract cap as the scenario was opened.
    pub beginning: Option<Money>,
    pub onchange: Callback<Contract>,
}

#[component]
pub fn CapsPanel(props: &CapsPanelProps) -> Html {
    let CapsPanelProps { value, onchange, .. } = props;
    html! {
        <>
            <div class="fields">
                <SlidingField
                    path="contract.caps.contract" name="Contract cap"
                    hint="The most that is paid in all. Empty: no cap."
                    value={value.caps.contract} is_optional=true beginning={props.beginning}
                    onchange={change(value, onchange, |contract, cap| contract.caps.contract = cap)}
                />
                <OptionalMoneyField
                    path="contract.caps.person" label="Cap per person (£)"
                    hint="The most for one person. Empty: no cap."
                    value={value.caps.person}
                    onchange={change(value, onchange, |contract, cap| contract.caps.person = cap)}
                />
                <ChoiceField
                    path="contract.after_cap" label="Once the cap is reached"
                    choices={vec!["Delivery goes on", "Nobody starts any more", "Delivery stops"]}
                    value={match value.after_cap { AfterCap::KeepDelivering => 0, AfterCap::StopStarts => 1, AfterCap::Stop => 2 }}
                    onchange={change(value, onchange, |contract, choice| contract.after_cap = match choice {
                        0 => AfterCap::KeepDelivering, 1 => AfterCap::StopStarts, _ => AfterCap::Stop,
                    })}
                />
                <ChoiceField
                    path="contract.caps.sharing" label="What is left under a cap is shared"
                    choices={vec!["in proportion to what was earned", "earlier months first", "in an order of outcomes"]}
                    value={match value.caps.sharing { Sharing::ProRata => 0, Sharing::ByDate => 1, Sharing::Priority => 2 }}
                    onchange={change(value, onchange, |contract, choice| contract.caps.sharing = match choice {
                        0 => Sharing::ProRata, 1 => Sharing::ByDate, _ => Sharing::Priority,
                    })}
                />
            </div>
            { payers_stop_earlier(props) }
            { payers(props) }
            { term(props) }
            { others(value) }
        </>
    }
}

/// A cap that the payers' own limits never let payments reach, with the way to mend it.
fn payers_stop_earlier(props: &CapsPanelProps) -> Html {
    let contract = &props.value;
    let limits: Option<Vec<Money>> = contract.payers.iter().map(|payer| payer.most).collect();
    let (Some(limits), Some(cap)) = (limits, contract.caps.contract) else {
        return Html::default();
    };
    let together: Money = limits.into_iter().sum();
    if together >= cap || together <= Money::ZERO {
        return Html::default();
    }
    let onraise =
        change(contract, &props.onchange, move |contract: &mut Contract, _: MouseEvent| {
            raise_limits(&mut contract.payers, together, cap);
        });
    html! {
        <div class="left-out" data-testid="payers-stop-earlier">
            <p>{ format!(
                "The payers together pay at most {}: payments stop there and never reach the cap.",
                format::money(together)
            ) }</p>
            <button type="button" class="link" onclick={onraise}>{ "Raise the payers’ limits to the cap, in proportion" }</button>
        </div>
    }
}

/// Scales the payers' limits so that they add to the cap; leftover pence go to the first.
fn raise_limits(payers: &mut [Payer], together: Money, cap: Money) {
    let mut left = cap;
    for payer in payers.iter_mut() {
        let most = payer.most.unwrap_or_default().pence();
        let scaled = i128::from(most) * i128::from(cap.pence()) / i128::from(together.pence());
        let scaled = Money::from_pence(i64::try_from(scaled).unwrap_or(most));
        left -= scaled;
        payer.most = Some(scaled);
    }
    if let Some(first) = payers.first_mut() {
        first.most = first.most.map(|most| most + left);
    }
}

fn payers(props: &CapsPanelProps) -> Html {
    let CapsPanelProps { value, onchange, .. } = props;
    html! {
        <>
            <table class="small-table" id="f-contract-payers">
                <caption>{ "Who pays: the shares of each payment add to 100%" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Payer" }</th>
                        <th scope="col" class="figure">{ "Share of each payment" }</th>
                        <th scope="col" class="figure">{ "At most in all" }</th>
                    </tr>
                </thead>
                <tbody>
                    { for value.payers.iter().enumerate().map(|(index, payer)| html! {
                        <tr key={payer.id.clone()}>
                            <th scope="row">{ &payer.name }</th>
                            <td class="figure"><ShareField
                                path={format!("contract.payers[{index}].share_bp")}
                                label={format!("{}: share of each payment (%)", payer.name)} is_label_hidden=true
                                value={BasisPoints(payer.share_bp)}
                                onchange={change(value, onchange, move |contract, share: BasisPoints| contract.payers[index].share_bp = share.0)}
                            /></td>
                            <td class="figure"><OptionalMoneyField
                                path={format!("contract.payers[{index}].most")}
                                label={format!("{}: at most in all (£); empty: no limit", payer.name)} is_label_hidden=true
                                value={payer.most}
                                onchange={change(value, onchange, move |contract, most| contract.payers[index].most = most)}
                            /></td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <ChoiceField
                path="contract.exhausted_payer" label="When a payer’s most is spent"
                choices={vec!["its share goes unpaid", "the others pay it"]}
                value={match value.exhausted_payer { ExhaustedPayer::Unpaid => 0, ExhaustedPayer::OthersPay => 1 }}
                onchange={change(value, onchange, |contract, choice| contract.exhausted_payer =
                    if choice == 0 { ExhaustedPayer::Unpaid } else { ExhaustedPayer::OthersPay })}
            />
        </>
    }
}

fn term(props: &CapsPanelProps) -> Html {
    let CapsPanelProps { value, onchange, .. } = props;
    html! {
        <div class="fields">
            <MonthField
                path="contract.start" label="First month (year-month)" hint="Such as 2019-09"
                value={value.start}
                onchange={change(value, onchange, |contract, start| contract.start = start)}
            />
            <MonthsField
                path="contract.delivery_months" label="Delivery (months)"
                hint="People may start in these months."
                value={value.delivery_months}
                onchange={change(value, onchange, |contract, months| contract.delivery_months = months)}
            />
            <OptionalMonthsField
                path="contract.claims_end" label="Last claim month (number)"
                hint={format!("Now {}. Empty: the last delivery month.", month_of_contract(value.start, value.last_claim_month()))}
                value={value.claims_end}
                onchange={change(value, onchange, |contract, month| contract.claims_end = month)}
            />
            <ChoiceField
                path="contract.claim_period" label="Claims are made every"
                choices={vec!["month", "quarter"]}
                value={match value.claim_period { ClaimPeriod::Month => 0, ClaimPeriod::Quarter => 1 }}
                onchange={change(value, onchange, |contract, choice| contract.claim_period =
                    if choice == 0 { ClaimPeriod::Month } else { ClaimPeriod::Quarter })}
            />
            <MonthsField
                path="contract.payment_lag_months" label="From claim to cash (months)"
                value={value.payment_lag_months}
                onchange={change(value, onchange, |contract, months| contract.payment_lag_months = months)}
            />
        </div>
    }
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
    if let Some(fee) = contract.monthly_service_fee {
        words.push(format!("A service fee of {} is paid each month.", format::money(fee)));
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
