//! Terms of several parts in sentences, for paper.

use yew::prelude::*;

/// The sentences under what they are; nothing where there are none.
pub fn read_only(what: &'static str, sentences: Vec<String>) -> Html {
    if sentences.is_empty() {
        return Html::default();
    }
    html! {
        <div class="read-only">
            <p>{ what }</p>
            <ul>{ for sentences.into_iter().map(|sentence| html! { <li>{ sentence }</li> }) }</ul>
        </div>
    }
}
