//! What this browser keeps, for everything within, and when it is kept.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::keeper::{Keeper, KeptView};
use super::{Figures, use_beginning};
use crate::findings::headline::answer_in_a_line;
use crate::model::Scenario;
use crate::ui::ByPointer;
use crate::ui::browser::tab;

const QUIET_MS: u32 = 1_000;

/// Long after the first figures, which nothing here has to wait for.
const LOAD_MS: u32 = 2_000;

/// What is kept, and what keeps it.
#[derive(Clone)]
pub struct Kept {
    pub keeper: Rc<Keeper>,
    pub view: Rc<KeptView>,
}

impl PartialEq for Kept {
    fn eq(&self, other: &Kept) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

#[derive(PartialEq, Properties)]
pub struct KeptProviderProps {
    pub keeper: ByPointer<Keeper>,
    pub children: Html,
}

/// Hands what is kept to everything within.
#[component]
pub fn KeptProvider(props: &KeptProviderProps) -> Html {
    let keeper = &props.keeper.0;
    let kept = use_state_eq(|| Kept { keeper: keeper.clone(), view: Rc::default() });
    {
        let (keeper, kept) = (keeper.clone(), kept.setter());
        use_effect_with((), move |()| {
            let of = keeper.clone();
            keeper.show_to(Callback::from(move |view| kept.set(Kept { keeper: of.clone(), view })));
        });
    }
    html! {
        <ContextProvider<Kept> context={(*kept).clone()}>{ props.children.clone() }</ContextProvider<Kept>>
    }
}

/// What is kept, how that goes, and what finds and changes it.
#[hook]
pub fn use_kept() -> Kept {
    use_context::<Kept>().expect("inside <KeptProvider>")
}

/// Keeps the present work: a second after the last change, and at once when the page is left.
#[hook]
pub fn use_autosave(scenario: Rc<Scenario>, figures: Option<&Figures>) {
    let keeper = use_kept().keeper;
    let figures = figures.filter(|figures| figures.is_final());
    let headline = figures.map(|figures| answer_in_a_line(&figures.summary)).unwrap_or_default();
    {
        let keeper = keeper.clone();
        let standing = (ByPointer(scenario), use_beginning(), headline);
        use_effect_with(standing, move |(scenario, opening, headline)| {
            keeper.note(scenario.0.clone(), opening.0.clone(), headline.clone());
            let timer = Timeout::new(QUIET_MS, move || keeper.keep());
            move || drop(timer)
        });
    }
    use_effect_with((), move |()| {
        let load = {
            let keeper = keeper.clone();
            Timeout::new(LOAD_MS, move || keeper.load())
        };
        let asked = {
            let keeper = keeper.clone();
            tab::ask_before_leaving(move || keeper.holds_what_nothing_keeps())
        };
        let listeners = tab::on_leaving(move |leaving| keeper.leaving(leaving));
        move || drop((load, asked, listeners))
    });
}
