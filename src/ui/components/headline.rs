//! The answer first: does the cap bite, what is paid, how deep does the investors' money go in.

use yew::prelude::*;

use super::futures_grid::FuturesGrid;
use crate::engine::Summary;
use crate::findings::amounts::median_error;
use crate::findings::capital::{limit_sentence, uses_no_capital};
use crate::findings::caps::{
    cap_effect_sentence, cap_month_sentence, under_cap_sentence, unpaid_sentence,
};
use crate::findings::chances::chance_error;
use crate::findings::headline::{Words, cap_statement, exposure_statement, paid_statement};
use crate::findings::payments::{late_sentence, paid_in_words};
use crate::findings::returns::returns_sentences;
use crate::findings::unfunded::unfunded_sentence;
use crate::ui::ByPointer;

#[derive(PartialEq, Properties)]
pub struct HeadlineProps {
    pub summary: ByPointer<Summary>,
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
    let statement = shown(cap_statement(cap));
    if cap.amount.is_none() {
        return html! {
            <section class="card" aria-labelledby="headline-cap">
                <h3 id="headline-cap">{ "The cap" }</h3>
                <p class="statement" data-testid="headline-cap">{ statement }</p>
                { other_caps(summary) }
            </section>
        };
    }
    html! {
        <section class="card card-cap" aria-labelledby="headline-cap">
            <h3 id="headline-cap">{ "Does the cap bite?" }</h3>
            <div class="with-grid">
                <div>
                    <p class="statement" data-testid="headline-cap">{ statement }</p>
                    if let Some(others) = under_cap_sentence(cap) {
                        <p>{ others }</p>
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
            { other_caps(summary) }
            <p class="error-note">{ chance_error(cap.probability) }</p>
        </section>
    }
}

/// What the other caps take. Payers' limits that add to the contract's say nothing new.
fn other_caps(summary: &Summary) -> Html {
    let reached = match summary.cap.amount {
        Some(_) => summary.cap.probability.futures,
        None => 0,
    };
    let effects = summary.unpaid_by_cap.iter().filter(|effect| effect.bites.futures > reached);
    effects
        .filter_map(cap_effect_sentence)
        .map(|words| html! { <p data-testid="other-cap">{ words }</p> })
        .collect()
}

fn paid_card(summary: &Summary) -> Html {
    let paid = &summary.paid;
    html! {
        <section class="card card-paid" aria-labelledby="headline-paid">
            <h3 id="headline-paid">{ "What is paid" }</h3>
            <p class="statement" data-testid="headline-paid">{ shown(paid_statement(paid)) }</p>
            <ul class="plain">
                { for paid_in_words(paid, &summary.cap).into_iter().map(|line| html! { <li>{ line }</li> }) }
                if let Some(late) = late_sentence(summary) { <li data-testid="late">{ late }</li> }
            </ul>
            <p class="error-note">{ median_error(paid) }</p>
        </section>
    }
}

fn capital_card(summary: &Summary) -> Html {
    let capital = &summary.capital;
    let statement = shown(exposure_statement(capital));
    if uses_no_capital(capital) {
        return html! {
            <section class="card card-capital" aria-labelledby="headline-capital">
                <h3 id="headline-capital">{ "The investors’ money" }</h3>
                <p class="statement" data-testid="headline-capital">{ statement }</p>
                if let Some(unfunded) = unfunded_sentence(capital) {
                    <p data-testid="unfunded"><strong>{ unfunded }</strong></p>
                }
            </section>
        };
    }
    html! {
        <section class="card card-capital" aria-labelledby="headline-capital">
            <h3 id="headline-capital">{ "The investors’ money" }</h3>
            <p class="statement" data-testid="headline-capital">{ statement }</p>
            <ul class="plain">
                <li>{ limit_sentence("least commitment", capital.commitment_least, capital.over_least) }</li>
                <li>{ limit_sentence("most commitment", capital.commitment_most, capital.over_most) }</li>
                if let Some(unfunded) = unfunded_sentence(capital) {
                    <li data-testid="unfunded"><strong>{ unfunded }</strong></li>
                }
                { for returns_sentences(capital).into_iter().map(|words| html! {
                    <li data-testid="returns">{ words }</li>
                }) }
            </ul>
            <p class="error-note">{ median_error(&capital.peak) }</p>
        </section>
    }
}

/// A statement with its weights.
fn shown(statement: Vec<Words>) -> Html {
    let words = statement.into_iter().map(|words| match words {
        Words::Plain(text) => html! { text },
        Words::Amount(text) => html! { <strong class="amount">{ text }</strong> },
        Words::Big(text) => html! { <strong class="big">{ text }</strong> },
    });
    words.collect()
}
