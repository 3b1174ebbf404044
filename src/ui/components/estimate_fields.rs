//! Low, central and high of something that we are unsure of. Central moves the other two along.

use yew::prelude::*;

use super::change::change;
use super::percent_field::PercentField;
use super::quantity_field::FactorField;
use crate::model::{Estimate, Factor, Probability};
use crate::ui::state::{shifted_chance, shifted_factor};

#[derive(PartialEq, Properties)]
pub struct ChanceFieldsProps {
    /// Path of the estimate.
    pub path: AttrValue,
    /// What it is, such as "Chance of starting".
    pub label: AttrValue,
    pub value: Estimate<Probability>,
    pub onchange: Callback<Estimate<Probability>>,
    /// The central reading has its field elsewhere on the page.
    #[prop_or_default]
    pub is_central_elsewhere: bool,
}

/// Three fields for a chance.
#[component]
pub fn ChanceFields(props: &ChanceFieldsProps) -> Html {
    let ChanceFieldsProps { path, label, value, onchange, .. } = props;
    html! {
        <fieldset class="estimate">
            <legend>{ label }</legend>
            <p class="hint">{ LOW_HIGH }</p>
            <div class="fields">
                <PercentField
                    path={format!("{path}.low")} label="Low (P10)"
                    value={value.low} onchange={change(value, onchange, |all, low| all.low = low)}
                />
                if !props.is_central_elsewhere {
                    <CentralChanceField
                        path={path.clone()} label="Central (P50)"
                        value={*value} onchange={onchange.clone()}
                    />
                }
                <PercentField
                    path={format!("{path}.high")} label="High (P90)"
                    value={value.high} onchange={change(value, onchange, |all, high| all.high = high)}
                />
            </div>
        </fieldset>
    }
}

const LOW_HIGH: &str = "The truth is below low in 1 of 10 futures and above high in 1 of 10. Changing central moves both along.";

#[derive(PartialEq, Properties)]
pub struct CentralChanceFieldProps {
    pub path: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub is_label_hidden: bool,
    pub value: Estimate<Probability>,
    pub onchange: Callback<Estimate<Probability>>,
}

/// The central reading of a chance; low and high move along with it.
#[component]
pub fn CentralChanceField(props: &CentralChanceFieldProps) -> Html {
    // Half-typed numbers must not wear the width away: all moves start from the estimate that typing began with.
    let base = use_mut_ref(|| props.value);
    let onbegin = {
        let (base, value) = (base.clone(), props.value);
        Callback::from(move |()| *base.borrow_mut() = value)
    };
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |central| onchange.emit(shifted_chance(*base.borrow(), central)))
    };
    html! {
        <PercentField
            path={props.path.clone()} label={props.label.clone()}
            is_label_hidden={props.is_label_hidden}
            value={props.value.central} {onchange} {onbegin}
        />
    }
}

#[derive(PartialEq, Properties)]
pub struct FactorFieldsProps {
    pub path: AttrValue,
    pub label: AttrValue,
    pub value: Estimate<Factor>,
    pub onchange: Callback<Estimate<Factor>>,
}

/// Three fields for a factor.
#[component]
pub fn FactorFields(props: &FactorFieldsProps) -> Html {
    let FactorFieldsProps { path, label, value, onchange } = props;
    let base = use_mut_ref(|| *value);
    let onbegin = {
        let (base, value) = (base.clone(), *value);
        Callback::from(move |()| *base.borrow_mut() = value)
    };
    let oncentral = {
        let onchange = onchange.clone();
        Callback::from(move |central| onchange.emit(shifted_factor(*base.borrow(), central)))
    };
    html! {
        <fieldset class="estimate">
            <legend>{ label }</legend>
            <p class="hint">{ LOW_HIGH }</p>
            <div class="fields">
                <FactorField
                    path={format!("{path}.low")} label="Low (P10)"
                    value={value.low} onchange={change(value, onchange, |all, low| all.low = low)}
                />
                <FactorField
                    path={path.clone()} label="Central (P50)"
                    value={value.central} onchange={oncentral} {onbegin}
                />
                <FactorField
                    path={format!("{path}.high")} label="High (P90)"
                    value={value.high} onchange={change(value, onchange, |all, high| all.high = high)}
                />
            </div>
        </fieldset>
    }
}
