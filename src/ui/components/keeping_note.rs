//! The quiet note on how keeping the present work goes, and on what other tabs do.

use yew::prelude::*;

use crate::ui::state::{Keeping, KeptView};

/// `onsave` saves the scenario as a file.
pub fn keeping_note(kept: &KeptView, onsave: &Callback<MouseEvent>) -> Html {
    let save = |words: &'static str| {
        html! { <button type="button" class="link" onclick={onsave}>{ words }</button> }
    };
    html! {
        <div class="keeping" role="status" data-testid="keeping">
            { match kept.keeping {
                Keeping::Nothing => Html::default(),
                Keeping::Kept => html! { <span>{ kept_words(kept) }</span> },
                Keeping::Full => html! {
                    <span class="kept-not">{ "This browser is full and does not keep your last changes: " }{ save("save a file") }</span>
                },
                Keeping::Refused => html! {
                    <span class="kept-not">{ "This browser does not keep drafts: " }{ save("save a file before you leave") }</span>
                },
            } }
            if let Some(words) = tabs_words(kept) {
                <span class="other-tabs" title={words.clone()}>{ words }</span>
            }
        </div>
    }
}

fn kept_words(kept: &KeptView) -> &'static str {
    let open = kept.open.as_deref().and_then(|open| kept.library.get(open));
    if open.is_some_and(|open| open.is_saved) {
        "Saved in this browser"
    } else {
        "Draft kept in this browser"
    }
}

/// What other tabs have open.
fn tabs_words(kept: &KeptView) -> Option<String> {
    let others = kept.tabs.others();
    let other = others.first()?;
    if kept.open.as_deref().is_some_and(|open| kept.tabs.have_open(open)) {
        return Some("Open in another tab too; changes there are kept apart".to_owned());
    }
    Some(match others.len() {
        1 => format!("Another tab has “{}” open", other.name),
        tabs => format!("{tabs} other tabs are open; each keeps its own work"),
    })
}
