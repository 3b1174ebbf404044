//! The whole page: what it remembers, around what it shows.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::ByPointer;
use super::pages::Shell;
use super::state::{
    AnnouncerProvider, FiguresProvider, KeptProvider, OpeningProvider, ProblemsProvider,
    RunProvider, ScenarioProvider, Start,
};
use crate::share::OpenError;

/// Opens the page in the element with this id, whose content stays until then. Reading and drawing are tasks of their own, and
/// neither follows at once upon the browser's making the program ready: together they would keep it for long.
pub fn open(place: &'static str) {
    Timeout::new(0, move || {
        spawn_local(async move {
            let start = ByPointer(Rc::new(Start::now().await));
            Timeout::new(0, move || {
                let root = document().get_element_by_id(place);
                let root = root.expect("index.html has a place for it");
                yew::Renderer::<App>::with_root_and_props(root, AppProps { start }).render();
            })
            .forget();
        });
    })
    .forget();
}

#[derive(PartialEq, Properties)]
struct AppProps {
    start: ByPointer<Result<Start, OpenError>>,
}

/// The page. It opens with a link's scenario, the visitor's draft, or the first preset.
#[component]
fn App(props: &AppProps) -> Html {
    let start = match &*props.start {
        Ok(start) => start,
        // The presets are tested to open, so this is a broken build; say so rather than show nothing.
        Err(error) => {
            return html! { <main><h1>{ "Rate Card Simulator" }</h1><p>{ error.to_string() }</p></main> };
        }
    };
    html! {
        <AnnouncerProvider>
            <ScenarioProvider first={start.scenario.clone()}>
                <KeptProvider keeper={ByPointer(start.keeper.clone())}>
                    <OpeningProvider first={start.opening.clone()}>
                        <ProblemsProvider>
                            <RunProvider>
                                <FiguresProvider>
                                    <Shell />
                                </FiguresProvider>
                            </RunProvider>
                        </ProblemsProvider>
                    </OpeningProvider>
                </KeptProvider>
            </ScenarioProvider>
        </AnnouncerProvider>
    }
}
