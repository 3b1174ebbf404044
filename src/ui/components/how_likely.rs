//! "How likely is more than so much?": an amount is typed or moved, and the answer stands beside it.

use yew::prelude::*;

use crate::engine::Summary;
use crate::findings::exceedance::{Asked, more_than};
use crate::format;
use crate::model::Money;
use crate::ui::ByPointer;
use crate::ui::browser::events::{chosen, typed_text};

/// What is asked about which amount.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Question {
    pub asked: Asked,
    pub amount: Option<Money>,
}

#[derive(PartialEq, Properties)]
pub struct HowLikelyProps {
    pub summary: ByPointer<Summary>,
    pub question: Question,
    pub onask: Callback<Question>,
}

/// Steps of the slider from the least to the most of all futures.
const STEPS: i64 = 200;

/// One row: which amount, how much, and the answer.
#[component]
pub fn HowLikely(props: &HowLikelyProps) -> Html {
    let HowLikelyProps { summary, question, onask } = props;
    let Question { asked, amount } = *question;
    // What is typed stays as it was typed; what is moved is written anew.
    let typed = use_state_eq(|| None::<AttrValue>);
    let amounts = asked.amounts(summary);
    let (least, most) = (first(amounts), last(amounts));
    let cap = summary.cap.amount.filter(|_| asked != Asked::Need);
    let amount = amount.unwrap_or_else(|| cap.unwrap_or_else(|| middle(amounts)));
    let text = (*typed).clone().unwrap_or_else(|| format::money_in_field(amount).into());
    let read = format::typed_money(&text).ok().filter(|read| !read.is_negative());
    let oninput = {
        let (typed, onask) = (typed.setter(), onask.clone());
        Callback::from(move |event: InputEvent| {
            let text = typed_text(&event);
            if let Ok(amount) = format::typed_money(&text) {
                onask.emit(Question { asked, amount: Some(amount) });
            }
            typed.set(Some(text.into()));
        })
    };
    let onslide = {
        let (typed, onask) = (typed.setter(), onask.clone());
        Callback::from(move |event: InputEvent| {
            let step: i64 = typed_text(&event).parse().unwrap_or(0);
            let span = most.pence() - least.pence();
            let pence = least.pence() + span / STEPS * step.clamp(0, STEPS);
            // Whole thousands read easier, where there are many of them.
            let round = if span > 2_000 * 100_000 { 100_000 } else { 100 };
            let amount = Money::from_pence(pence / round * round);
            typed.set(None);
            onask.emit(Question { asked, amount: Some(amount) });
        })
    };
    let onchange = {
        let (typed, onask) = (typed.setter(), onask.clone());
        Callback::from(move |event: Event| {
            let place: usize = chosen(&event).parse().unwrap_or(0);
            let asked = Asked::ALL.get(place).copied().unwrap_or_default();
            typed.set(None);
            onask.emit(Question { asked, amount: None });
        })
    };
    let place = |amount: Money| {
        let span = (most.pence() - least.pence()).max(1);
        ((amount.pence() - least.pence()).clamp(0, span) * STEPS / span).to_string()
    };
    let answer = match read {
        Some(amount) => more_than(summary, asked, amount),
        None => format!("“{text}” is no amount: write one such as {}.", format::money(amount)),
    };
    html! {
        <section class="how-likely" aria-labelledby="how-likely-heading" data-testid="how-likely">
            <h3 id="how-likely-heading" class="visually-hidden">{ "How likely is more than an amount?" }</h3>
            <div class="how-likely-row">
                <label for="how-likely-amount">{ format!("Is more than {}", format::currency_sign()) }</label>
                <input
                    id="how-likely-amount" type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
                    value={text.clone()} aria-invalid={read.is_none().then_some("true")} aria-describedby="how-likely-answer"
                    {oninput}
                />
                <select aria-label="Of which amount" {onchange}>
                    { for Asked::ALL.into_iter().enumerate().map(|(index, one)| html! {
                        <option value={index.to_string()} selected={one == asked}>{ one.words() }</option>
                    }) }
                </select>
                <span aria-hidden="true">{ "?" }</span>
                <input
                    class="slider" type="range" min="0" max={STEPS.to_string()} value={place(amount)}
                    aria-label="The amount (slider)" aria-valuetext={format::money(amount)} oninput={onslide}
                />
            </div>
            <p id="how-likely-answer" role="status">{ answer }</p>
        </section>
    }
}

fn first(amounts: &[Money]) -> Money {
    amounts.first().copied().unwrap_or_default()
}

fn middle(amounts: &[Money]) -> Money {
    amounts.get(amounts.len() / 2).copied().unwrap_or_default()
}

fn last(amounts: &[Money]) -> Money {
    amounts.last().copied().unwrap_or_default()
}
