//! What delivery costs.

use yew::prelude::*;

use super::change::change;
use super::estimate_fields::FactorFields;
use super::money_field::MoneyField;
use super::percent_field::RateField;
use super::quantity_field::QuantityField;
use crate::model::Costs;

#[derive(PartialEq, Properties)]
pub struct CostsPanelProps {
    pub value: Costs,
    pub onchange: Callback<Costs>,
}

#[component]
pub fn CostsPanel(props: &CostsPanelProps) -> Html {
    let CostsPanelProps { value, onchange } = props;
    html! {
        <>
            <div class="fields">
                <MoneyField
                    path="costs.set_up" label="Set-up, once (£)" value={value.set_up}
                    onchange={change(value, onchange, |costs, amount| costs.set_up = amount)}
                />
                <MoneyField
                    path="costs.fixed_monthly" label="Fixed, each month (£)" value={value.fixed_monthly}
                    onchange={change(value, onchange, |costs, amount| costs.fixed_monthly = amount)}
                />
                <MoneyField
                    path="costs.per_start" label="For each person who starts (£)" value={value.per_start}
                    onchange={change(value, onchange, |costs, amount| costs.per_start = amount)}
                />
                <MoneyField
                    path="costs.caseworker_monthly" label="One caseworker, each month (£)"
                    value={value.caseworker_monthly}
                    onchange={change(value, onchange, |costs, amount| costs.caseworker_monthly = amount)}
                />
                <QuantityField
                    path="costs.caseload" label="People in support per caseworker" value={value.caseload}
                    onchange={change(value, onchange, |costs, people| costs.caseload = people)}
                />
                <MoneyField
                    path="costs.personalisation_fund" label="Personalisation fund, in all (£)"
                    hint="Spent evenly over delivery." value={value.personalisation_fund}
                    onchange={change(value, onchange, |costs, amount| costs.personalisation_fund = amount)}
                />
                <RateField
                    path="costs.inflation" label="Inflation of costs (% a year)" value={value.inflation}
                    onchange={change(value, onchange, |costs, rate| costs.inflation = rate)}
                />
            </div>
            <FactorFields
                path="costs.uncertainty" label="How uncertain costs are (factor on all of them)"
                value={value.uncertainty}
                onchange={change(value, onchange, |costs, uncertainty| costs.uncertainty = uncertainty)}
            />
        </>
    }
}
