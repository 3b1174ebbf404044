//! One hundred futures as dots: a chance that can be counted.

use yew::prelude::*;

use crate::engine::summary::Chance;

#[derive(PartialEq, Properties)]
pub struct FuturesGridProps {
    pub chance: Chance,
}

/// Ten rows of ten dots, the ones in which it happens filled; the sentence beside it says the same.
#[component]
pub fn FuturesGrid(props: &FuturesGridProps) -> Html {
    let filled = (props.chance.probability * 100.0).round();
    html! {
        <svg class="futures-grid" viewBox="0 0 100 100" aria-hidden="true" focusable="false">
            { for (0..100_u32).map(|dot| {
                let is_filled = f64::from(dot) < filled;
                html! {
                    <circle
                        cx={(dot % 10 * 10 + 5).to_string()} cy={(dot / 10 * 10 + 5).to_string()}
                        r={if is_filled { "3.6" } else { "3.2" }}
                        class={if is_filled { "dot dot-yes" } else { "dot" }}
                    />
                }
            }) }
        </svg>
    }
}

/// The same in a row of ten, a dot for each ten futures, where there is no room for more.
#[component]
pub fn FuturesRow(props: &FuturesGridProps) -> Html {
    let filled = (props.chance.probability * 10.0).round();
    html! {
        <svg class="futures-row" viewBox="0 0 100 10" aria-hidden="true" focusable="false">
            { for (0..10_u32).map(|dot| {
                let class = if f64::from(dot) < filled { "dot dot-yes" } else { "dot" };
                html! { <circle cx={(dot * 10 + 5).to_string()} cy="5" r="3.6" {class} /> }
            }) }
        </svg>
    }
}
