//! The whole page: what it remembers, around what it shows.

use yew::prelude::*;

use super::pages::Shell;
use super::state::{
    AnnouncerProvider, FiguresProvider, OpeningProvider, ProblemsProvider, RunProvider,
    ScenarioProvider, Start,
};

/// The page. It opens with a link's scenario, the visitor's draft, or the first preset.
#[component]
pub fn App() -> Html {
    let start = use_memo((), |()| Start::now());
    let start = match &*start {
        Ok(start) => start,
        // The presets are tested to open, so this is a broken build; say so rather than show nothing.
        Err(error) => {
            return html! { <main><h1>{ "Rate Card Simulator" }</h1><p>{ error.to_string() }</p></main> };
        }
    };
    html! {
        <AnnouncerProvider>
            <ScenarioProvider first={start.scenario.clone()}>
                <OpeningProvider first={start.opening.clone()}>
                    <ProblemsProvider>
                        <RunProvider>
                            <FiguresProvider>
                                <Shell />
                            </FiguresProvider>
                        </RunProvider>
                    </ProblemsProvider>
                </OpeningProvider>
            </ScenarioProvider>
        </AnnouncerProvider>
    }
}
