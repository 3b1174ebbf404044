//! The five answers, in sight wherever on the page one is: above inputs and results, where there is room for both.

use yew::prelude::*;

use super::futures_grid::FuturesRow;
use crate::findings::answers::{Answer, AnswerChange, Direction, answers};
use crate::session::SinceOpening;
use crate::ui::state::{use_figures, use_since_opening};

/// So many answers have their place before there are figures, so that nothing moves when these come.
const N_ANSWERS: usize = 5;

#[component]
pub fn AnswerStrip() -> Html {
    let shown = use_figures();
    let since = use_since_opening(shown.figures.as_ref());
    let change = match since.as_deref() {
        Some(SinceOpening::Changed(change)) => Some(&**change),
        _ => None,
    };
    let class = classes!("answers", shown.are_behind.then_some("is-stale"));
    html! {
        // A browser's translation puts elements of its own in the place of texts, and these would never change again.
        <section {class} aria-label="The answer in short" translate="no" data-testid="answers">
            if let Some(figures) = &shown.figures {
                { for answers(&figures.summary, change).into_iter().map(cell) }
            } else {
                { for (0..N_ANSWERS).map(|place| html! { <div key={place} class="answer" aria-hidden="true" /> }) }
            }
        </section>
    }
}

fn cell(answer: Answer) -> Html {
    let Answer { id, question, answer, chance, notes, change } = answer;
    html! {
        <div key={id} class="answer" data-testid={format!("answer-{id}")}>
            <p class="answer-question">{ question }</p>
            <p class="answer-figure">
                <strong>{ answer }</strong>
                if let Some(chance) = chance { <FuturesRow {chance} /> }
            </p>
            if let Some(change) = change { { change_words(&change) } }
            { for notes.into_iter().map(|note| html! { <p class="answer-note">{ note }</p> }) }
        </div>
    }
}

fn change_words(change: &AnswerChange) -> Html {
    let (class, mark, said) = match change.direction {
        Direction::Up => ("answer-change up", "▲ ", "Since this was opened, up: "),
        Direction::Down => ("answer-change down", "▼ ", "Since this was opened, down: "),
        Direction::Same => ("answer-change", "", "Since this was opened: "),
    };
    html! {
        <p {class}>
            <span class="visually-hidden">{ said }</span>
            <span aria-hidden="true">{ mark }</span>
            { change.words.clone() }
        </p>
    }
}
