//! What a removal took along, where it cannot be overlooked, with the way back.

use yew::prelude::*;

use crate::format;
use crate::session::Change;
use crate::ui::browser::lost_focus;

/// So many changes are told at once; the others unfold.
const MOST: usize = 4;

/// The note, empty while there is nothing to say. It is there from the beginning, so that screen readers say what comes
/// into it.
pub fn went_along(
    along: &[Change],
    onundo: &Callback<MouseEvent>,
    ondismiss: Callback<MouseEvent>,
) -> Html {
    let (first, more) = along.split_at(along.len().min(MOST));
    let item = |change: &Change| html! { <li>{ &change.words }</li> };
    html! {
        <div class={classes!("went-along", (!along.is_empty()).then_some("is-shown"))} role="status" data-testid="went-along">
            if !along.is_empty() {
                <p>{ "What named it changed as well:" }</p>
                <ul translate="no">
                    { for first.iter().map(item) }
                </ul>
                if !more.is_empty() {
                    <details translate="no">
                        <summary>{ format!("and {} more", format::count(more.len() as u64)) }</summary>
                        <ul>{ for more.iter().map(item) }</ul>
                    </details>
                }
                <span class="buttons">
                    <button type="button" class="secondary" onclick={lost_focus::kept(onundo.clone())}>{ "Undo the removal" }</button>
                    <button type="button" class="quiet" onclick={lost_focus::kept(ondismiss)}>{ "Dismiss" }</button>
                </span>
            }
        </div>
    }
}
