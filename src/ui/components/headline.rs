//! The answer first: does the cap bite, what is paid, how deep does the investors' money go in.

use yew::prelude::*;

use super::futures_grid::FuturesGrid;
use crate::engine::Summary;
use crate::format;
use crate::ui::Same;
use crate::ui::wording::{
    cap_effect_sentence, cap_month_sentence, chance_error, in_100, irr_sentence, limit_sentence,
    median_error, month_span, other_side, p10, p50, p90, paid_in_words, returns_sentence,
    unpaid_sentence,
};

#[derive(PartialEq, Properties)]
pub struct HeadlineProps {
    pub summary: Same<Summary>,
}

#[component]
pub fn Headline(props: &HeadlineProps) -> Html {
    let summary = &props.summary;
    html! {
        <div class="headline">
            { cap_card(summary) }
            { paid_card(summary) }
            { capital_card(summary) }
        </div>
    }
}

fn cap_card(summary: &Summary) -> Html {
    let cap = &summary.cap;
    let Some(amount) = cap.amount else {
        return html! {
            <section class="card" aria-labelledby="headline-cap">
                <h3 id="headline-cap">{ "The cap" }</h3>
                <p class="statement" data-testid="headline-cap">{ "This contract has no cap on all payments." }</p>
            </section>
        };
    };
    html! {
        <section class="card card-cap" aria-labelledby="headline-cap">
            <h3 id="headline-cap">{ "Does the cap bite?" }</h3>
            <div class="with-grid">
                <div>
                    <p class="statement" data-testid="headline-cap">
                        { "The cap of " }<strong class="amount">{ format::money(amount) }</strong>
                        if cap.probability.futures == 0 {
                            { " is reached in " }<strong class="big">{ "no future" }</strong>{ "." }
                        } else if cap.probability.futures == cap.probability.of {
                            { " is reached in " }<strong class="big">{ "every future" }</strong>{ "." }
                        } else {
                            { " is reached in " }<strong class="big">{ in_100(cap.probability) }</strong>{ "." }
                        }
                    </p>
                    if (1..cap.probability.of).contains(&cap.probability.futures) {
                        <p>{ format!("In {} payments stay under it.", other_side(cap.probability)) }</p>
                    }
                </div>
                <FuturesGrid chance={cap.probability} />
            </div>
            if let Some(when) = cap_month_sentence(cap) {
                <p data-testid="cap-month">{ when }</p>
            }
            if let Some(unpaid) = unpaid_sentence(cap) {
                <p data-testid="unpaid">{ unpaid }</p>
            }
            // Payers' limits that add to the cap say nothing new.
            { for summary.unpaid_by_cap.iter().filter(|effect| effect.bites.futures > cap.probability.futures).filter_map(cap_effect_sentence).map(|words| html! {
                <p data-testid="other-cap">{ words }</p>
            }) }
            <p class="error-note">{ chance_error(cap.probability) }</p>
        </section>
    }
}

fn paid_card(summary: &Summary) -> Html {
    let paid = &summary.paid;
    let range = if paid.p10 == paid.p90 {
        html! { <><strong class="big">{ p50(paid) }</strong>{ " in at least 80 of 100 futures." }</> }
    } else {
        html! {
            <>
                <strong class="big">{ p10(paid) }</strong>
                { " to " }
                <strong class="big">{ p90(paid) }</strong>
                { " in 80 of 100 futures." }
            </>
        }
    };
    html! {
        <section class="card card-paid" aria-labelledby="headline-paid">
            <h3 id="headline-paid">{ "What is paid" }</h3>
            <p class="statement" data-testid="headline-paid">
                { range }
            </p>
            <ul class="plain">
                { for paid_in_words(paid, &summary.cap).into_iter().map(|line| html! { <li>{ line }</li> }) }
            </ul>
            <p class="error-note">{ median_error(paid) }</p>
        </section>
    }
}

fn capital_card(summary: &Summary) -> Html {
    let capital = &summary.capital;
    let peak = &capital.peak;
    if capital.no_capital.futures == capital.no_capital.of {
        return html! {
            <section class="card card-capital" aria-labelledby="headline-capital">
                <h3 id="headline-capital">{ "The investors’ money" }</h3>
                <p class="statement" data-testid="headline-capital">
                    { "No capital used: payments cover the costs in every future." }
                </p>
            </section>
        };
    }
    html! {
        <section class="card card-capital" aria-labelledby="headline-capital">
            <h3 id="headline-capital">{ "The investors’ money" }</h3>
            <p class="statement" data-testid="headline-capital">
                { "At its deepest, " }
                <strong class="big">{ p10(peak) }</strong>
                { " to " }
                <strong class="big">{ p90(peak) }</strong>
                { " is out in 80 of 100 futures" }
                if let Some(month) = &capital.peak_month {
                    { format!(", around {}", month_span(month)) }
                }
                { "." }
            </p>
            <ul class="plain">
                <li>{ limit_sentence("least commitment", capital.commitment_least, capital.over_least) }</li>
                <li>{ limit_sentence("most commitment", capital.commitment_most, capital.over_most) }</li>
                <li data-testid="returns">{ returns_sentence(capital) }</li>
                if capital.irr.is_some() {
                    <li>{ irr_sentence(capital.irr) }</li>
                }
            </ul>
            <p class="error-note">{ median_error(peak) }</p>
        </section>
    }
}
