//! On what terms investors fund delivery.

use yew::prelude::*;

use super::change::change;
use super::money_field::MoneyField;
use super::month_field::MonthsField;
use super::percent_field::{BasisPoints, RateField, ShareField};
use crate::model::{CalendarMonth, Investment};
use crate::ui::wording::month_of_contract;

#[derive(PartialEq, Properties)]
pub struct InvestmentPanelProps {
    pub value: Investment,
    /// Month 0.
    pub start: CalendarMonth,
    pub onchange: Callback<Investment>,
}

#[component]
pub fn InvestmentPanel(props: &InvestmentPanelProps) -> Html {
    let InvestmentPanelProps { value, start, onchange } = props;
    html! {
        <>
            <div class="fields">
                <MoneyField
                    path="investment.commitment.least" label="Least commitment (£)"
                    hint="What investors expect to put in at least." value={value.commitment.least}
                    onchange={change(value, onchange, |terms, amount| terms.commitment.least = amount)}
                />
                <MoneyField
                    path="investment.commitment.most" label="Most commitment (£)"
                    hint="Draws stop here." value={value.commitment.most}
                    onchange={change(value, onchange, |terms, amount| terms.commitment.most = amount)}
                />
                <MoneyField
                    path="investment.buffer" label="Cash buffer (£)" hint="Cash kept at least."
                    value={value.buffer}
                    onchange={change(value, onchange, |terms, amount| terms.buffer = amount)}
                />
                <RateField
                    path="investment.preferred_return" label="Preferred return (% a year)"
                    value={value.preferred_return}
                    onchange={change(value, onchange, |terms, rate| terms.preferred_return = rate)}
                />
                <MonthsField
                    path="investment.distributions_from" label="Distributions from month (number)"
                    hint={format!("Now {}.", month_of_contract(*start, value.distributions_from))}
                    value={value.distributions_from}
                    onchange={change(value, onchange, |terms, month| terms.distributions_from = month)}
                />
                <MonthsField
                    path="investment.distribution_months" label="Months between distributions"
                    value={value.distribution_months}
                    onchange={change(value, onchange, |terms, months| terms.distribution_months = months)}
                />
            </div>
            <fieldset class="estimate" id="f-investment-surplus">
                <legend>{ "Who takes the surplus, after capital and preferred return (adds to 100%)" }</legend>
                <div class="fields">
                    <ShareField
                        path="investment.surplus.investors_bp" label="Investors (%)"
                        value={BasisPoints(value.surplus.investors_bp)}
                        onchange={change(value, onchange, |terms, share: BasisPoints| terms.surplus.investors_bp = share.0)}
                    />
                    <ShareField
                        path="investment.surplus.provider_bp" label="Provider (%)"
                        value={BasisPoints(value.surplus.provider_bp)}
                        onchange={change(value, onchange, |terms, share: BasisPoints| terms.surplus.provider_bp = share.0)}
                    />
                    <ShareField
                        path="investment.surplus.commissioner_bp" label="Commissioner (%)"
                        value={BasisPoints(value.surplus.commissioner_bp)}
                        onchange={change(value, onchange, |terms, share: BasisPoints| terms.surplus.commissioner_bp = share.0)}
                    />
                </div>
            </fieldset>
        </>
    }
}
