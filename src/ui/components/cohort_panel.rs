//! Who comes, who starts, how long they stay.

use yew::prelude::*;

use super::change::change;
use super::delay_fields::DelayFields;
use super::estimate_fields::{ChanceFields, FactorFields};
use super::month_field::MonthsField;
use super::percent_field::PercentField;
use super::quantity_field::{FactorField, QuantityField};
use crate::format;
use crate::model::{CalendarMonth, Cohort, Quantity, ReferralStep};
use crate::ui::wording::month_of_contract;

#[derive(PartialEq, Properties)]
pub struct CohortPanelProps {
    pub value: Cohort,
    /// Month 0.
    pub start: CalendarMonth,
    pub delivery_months: u16,
    pub onchange: Callback<Cohort>,
}

#[component]
pub fn CohortPanel(props: &CohortPanelProps) -> Html {
    let CohortPanelProps { value, onchange, .. } = props;
    let expected: f64 = value.referrals_by_month(props.delivery_months).iter().sum();
    html! {
        <>
            <p>{ format!(
                "About {} people are referred over {} months of delivery.",
                format::number(expected.round()), props.delivery_months
            ) }</p>
            { referrals(props) }
            <FactorFields
                path="cohort.volume" label="How uncertain the volume is (factor on every month)"
                value={value.volume}
                onchange={change(value, onchange, |cohort, volume| cohort.volume = volume)}
            />
            <ChanceFields
                path="cohort.engagement" label="Chance that a referral starts"
                value={value.engagement}
                onchange={change(value, onchange, |cohort, chance| cohort.engagement = chance)}
            />
            <DelayFields
                path="cohort.start_delay" label="Time from referral to start"
                value={value.start_delay}
                onchange={change(value, onchange, |cohort, delay| cohort.start_delay = delay)}
            />
            <QuantityField
                path="cohort.support_months" label="Mean time in support (months)"
                value={value.support_months}
                onchange={change(value, onchange, |cohort, months| cohort.support_months = months)}
            />
            { segments(props) }
        </>
    }
}

fn referrals(props: &CohortPanelProps) -> Html {
    let CohortPanelProps { value, start, onchange, .. } = props;
    let remove = |index: usize| {
        let onchange = change(value, onchange, move |cohort: &mut Cohort, _: MouseEvent| {
            cohort.referrals.remove(index);
        });
        html! {
            <button type="button" class="quiet" onclick={onchange}>
                { "Remove" }
                <span class="visually-hidden">{ format!(" step {}", index + 1) }</span>
            </button>
        }
    };
    let add = change(value, onchange, |cohort: &mut Cohort, _: MouseEvent| {
        let last = cohort.referrals.last().copied();
        cohort.referrals.push(ReferralStep {
            from_month: last.map_or(0, |step| step.from_month + 6),
            per_month: last.map_or(Quantity::ZERO, |step| step.per_month),
            ramp: false,
        });
    });
    html! {
        <>
            <table class="small-table" id="f-cohort-referrals">
                <caption>{ "Expected referrals per month: each step holds until the next, or leads to it in a straight line" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "From month" }</th>
                        <th scope="col">{ "That is" }</th>
                        <th scope="col" class="figure">{ "Referrals a month" }</th>
                        <th scope="col">{ "Then" }</th>
                        <th scope="col"><span class="visually-hidden">{ "Remove" }</span></th>
                    </tr>
                </thead>
                <tbody>
                    { for value.referrals.iter().enumerate().map(|(index, step)| html! {
                        <tr key={index}>
                            <td>
                                <MonthsField
                                    path={format!("cohort.referrals[{index}].from_month")}
                                    label={format!("Step {}: from month", index + 1)} is_label_hidden=true
                                    value={step.from_month}
                                    onchange={change(value, onchange, move |cohort, month| cohort.referrals[index].from_month = month)}
                                />
                            </td>
                            <td>{ month_of_contract(*start, step.from_month) }</td>
                            <td class="figure">
                                <QuantityField
                                    path={format!("cohort.referrals[{index}].per_month")}
                                    label={format!("Step {}: referrals a month", index + 1)} is_label_hidden=true
                                    value={step.per_month}
                                    onchange={change(value, onchange, move |cohort, count| cohort.referrals[index].per_month = count)}
                                />
                            </td>
                            <td>
                                <label class="tick">
                                    <input
                                        type="checkbox" checked={step.ramp}
                                        onchange={change(value, onchange, move |cohort: &mut Cohort, event: Event| {
                                            cohort.referrals[index].ramp = crate::ui::browser::events::is_ticked(&event);
                                        })}
                                    />
                                    { "straight line" }
                                    <span class="visually-hidden">{ format!(" from step {} to the next", index + 1) }</span>
                                </label>
                            </td>
                            <td>if index > 0 { { remove(index) } }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <button type="button" class="secondary" onclick={add}>{ "Add a step" }</button>
        </>
    }
}

fn segments(props: &CohortPanelProps) -> Html {
    let CohortPanelProps { value, onchange, .. } = props;
    html! {
        <table class="small-table" id="f-cohort-segments">
            <caption>{ "Segments by support need: their shares add to 100%; factors of 1 change nothing" }</caption>
            <thead>
                <tr>
                    <th scope="col">{ "Segment" }</th>
                    <th scope="col" class="figure">{ "Share of referrals" }</th>
                    <th scope="col" class="figure">{ "Odds of starting" }</th>
                    <th scope="col" class="figure">{ "Cost" }</th>
                    <th scope="col" class="figure">{ "Prices" }</th>
                </tr>
            </thead>
            <tbody>
                { for value.segments.iter().enumerate().map(|(index, segment)| {
                    let path = format!("cohort.segments[{index}]");
                    let name = &segment.name;
                    html! {
                        <tr key={segment.id.clone()}>
                            <th scope="row">
                                { name }
                                if !segment.odds.is_empty() {
                                    <span class="line-words">{ odds_words(segment) }</span>
                                }
                            </th>
                            <td class="figure"><PercentField
                                path={format!("{path}.share")} label={format!("{name}: share of referrals (%)")} is_label_hidden=true
                                value={segment.share}
                                onchange={change(value, onchange, move |cohort, share| cohort.segments[index].share = share)}
                            /></td>
                            <td class="figure"><FactorField
                                path={format!("{path}.engagement_odds")} label={format!("{name}: odds of starting")} is_label_hidden=true
                                value={segment.engagement_odds}
                                onchange={change(value, onchange, move |cohort, odds| cohort.segments[index].engagement_odds = odds)}
                            /></td>
                            <td class="figure"><FactorField
                                path={format!("{path}.cost_factor")} label={format!("{name}: cost factor")} is_label_hidden=true
                                value={segment.cost_factor}
                                onchange={change(value, onchange, move |cohort, cost| cohort.segments[index].cost_factor = cost)}
                            /></td>
                            <td class="figure"><FactorField
                                path={format!("{path}.price_factor")} label={format!("{name}: price factor")} is_label_hidden=true
                                value={segment.price_factor}
                                onchange={change(value, onchange, move |cohort, price| cohort.segments[index].price_factor = price)}
                            /></td>
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}

fn odds_words(segment: &crate::model::Segment) -> String {
    let parts: Vec<String> = segment
        .odds
        .iter()
        .map(|factor| format!("{} ×{}", factor.applies_to, format::number(factor.odds.get())))
        .collect();
    format!("odds: {}", parts.join(", "))
}
