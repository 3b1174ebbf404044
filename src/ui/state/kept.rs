//! What this browser keeps, for everything within, and when it is kept: a second after the last change, and at once
//! when the page is left.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::keeper::{Keeper, KeptView};
use super::{Figures, use_beginning, use_figures, use_scenario};
use crate::findings::headline::answer_in_a_line;
use crate::ui::ByPointer;
use crate::ui::browser::tab;

const QUIET_MS: u32 = 1_000;

/// After the first figures, which nothing here has to wait for.
const LOAD_MS: u32 = 300;

#[derive(PartialEq, Properties)]
pub struct KeptProviderProps {
    pub keeper: ByPointer<Keeper>,
    pub children: Html,
}

/// Hands what is kept to everything within.
#[component]
pub fn KeptProvider(props: &KeptProviderProps) -> Html {
    let view = use_state_eq(KeptView::default);
    {
        let view = view.setter();
        use_effect_with(props.keeper.clone(), move |keeper| {
            keeper.show_to(Callback::from(move |shown| view.set(shown)));
        });
    }
    html! {
        <ContextProvider<ByPointer<Keeper>> context={props.keeper.clone()}>
            <ContextProvider<KeptView> context={(*view).clone()}>
                { props.children.clone() }
            </ContextProvider<KeptView>>
        </ContextProvider<ByPointer<Keeper>>>
    }
}

/// What is kept, and how that goes.
#[hook]
pub fn use_kept() -> KeptView {
    use_context::<KeptView>().expect("inside <KeptProvider>")
}

/// What keeps and finds scenarios. It never changes.
#[hook]
pub fn use_keeper() -> Rc<Keeper> {
    use_context::<ByPointer<Keeper>>().expect("inside <KeptProvider>").0
}

/// Keeps the present work, and shows nothing.
#[component]
pub fn Autosave() -> Html {
    let keeper = use_keeper();
    let (scenario, opening) = (use_scenario(), use_beginning());
    let figures = use_figures().figures.filter(Figures::is_final);
    let headline = figures.map(|figures| answer_in_a_line(&figures.summary)).unwrap_or_default();
    {
        let keeper = keeper.clone();
        let standing = (ByPointer(scenario), opening, headline);
        use_effect_with(standing, move |(scenario, opening, headline)| {
            keeper.note(scenario.0.clone(), opening.0.clone(), headline.clone());
            let timer = Timeout::new(QUIET_MS, move || keeper.keep());
            move || drop(timer)
        });
    }
    use_effect_with((), move |()| {
        let load = {
            let keeper = keeper.clone();
            Timeout::new(LOAD_MS, move || spawn_local(keeper.load()))
        };
        let listeners = tab::on_leaving(move |leaving| {
            keeper.keep();
            keeper.leaving(leaving);
        });
        move || drop((load, listeners))
    });
    Html::default()
}
