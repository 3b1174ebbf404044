//! What the money buys, and how far the figures can be trusted.

use yew::prelude::*;

use crate::engine::Summary;
use crate::findings::checks::check_sentences;
use crate::findings::value::value_sentences;
use crate::model::Scenario;
use crate::ui::ByPointer;

#[derive(PartialEq, Properties)]
pub struct ValueResultProps {
    pub summary: ByPointer<Summary>,
    /// The scenario that the summary belongs to.
    pub scenario: ByPointer<Scenario>,
}

#[component]
pub fn ValueResult(props: &ValueResultProps) -> Html {
    let ValueResultProps { summary, scenario } = props;
    html! {
        <>
            { part("value", "What the money buys", value_sentences(summary, scenario)) }
            { part("checks", "How sure these figures are", check_sentences(summary)) }
        </>
    }
}

fn part(id: &'static str, heading: &'static str, sentences: Vec<String>) -> Html {
    if sentences.is_empty() {
        return Html::default();
    }
    let heading_id = format!("{id}-heading");
    html! {
        <section class="result-part" aria-labelledby={heading_id.clone()} {id}>
            <h3 id={heading_id}>{ heading }</h3>
            <ul class="plain">
                { for sentences.into_iter().map(|words| html! { <li>{ words }</li> }) }
            </ul>
        </section>
    }
}
