//! The names above a side of the workbench, each a link to its place.

use yew::prelude::*;

use crate::session::Place;
use crate::ui::route::Route;

/// A name: its address, what it says, and whether it is in sight.
pub struct Tab {
    pub to: Place,
    pub name: &'static str,
    pub words: &'static str,
    pub is_here: bool,
}

/// A row of names.
pub fn tabs(label: &'static str, tabs: impl IntoIterator<Item = Tab>) -> Html {
    html! {
        <nav class="tabs" aria-label={label}>
            { for tabs.into_iter().map(|tab| html! {
                <a
                    key={tab.name} href={Route::Workbench(tab.to).href()} id={format!("to-{}", tab.name)}
                    aria-current={tab.is_here.then_some("page")}
                >
                    { tab.words }
                </a>
            }) }
        </nav>
    }
}
