//! A waiting time: a least time and a mean extra.

use yew::prelude::*;

use super::change::change;
use super::month_field::MonthsField;
use super::quantity_field::QuantityField;
use crate::model::Delay;

#[derive(PartialEq, Properties)]
pub struct DelayFieldsProps {
    pub path: AttrValue,
    pub label: AttrValue,
    pub value: Delay,
    pub onchange: Callback<Delay>,
}

#[component]
pub fn DelayFields(props: &DelayFieldsProps) -> Html {
    let DelayFieldsProps { path, label, value, onchange } = props;
    html! {
        <fieldset class="estimate">
            <legend>{ label }</legend>
            <div class="fields">
                <MonthsField
                    path={format!("{path}.min_months")} label="At least (months)"
                    value={value.min_months}
                    onchange={change(value, onchange, |delay, months| delay.min_months = months)}
                />
                <QuantityField
                    path={format!("{path}.mean_extra_months")} label="And on average (more months)"
                    value={value.mean_extra_months}
                    onchange={change(value, onchange, |delay, months| delay.mean_extra_months = months)}
                />
            </div>
        </fieldset>
    }
}
