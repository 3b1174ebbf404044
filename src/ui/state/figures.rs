//! The figures on the screen, apart from the progress of runs: what shows them is drawn again only when they change.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::{Figures, use_run};
use crate::session::SinceOpening;

/// How long figures may be behind the inputs before the page says so.
const BEHIND_MS: u32 = 250;

/// What there is to show.
#[derive(Clone, Default, PartialEq)]
pub struct FiguresView {
    pub figures: Option<Figures>,
    /// The figures are those of an earlier version, and have been for a moment: an edit that is answered at once
    /// must not make the page flicker.
    pub are_behind: bool,
}

#[derive(PartialEq, Properties)]
pub struct FiguresProviderProps {
    pub children: Html,
}

/// Hands the figures of runs to everything within.
#[component]
pub fn FiguresProvider(props: &FiguresProviderProps) -> Html {
    let run = use_run();
    // Where a scenario that cannot be run was opened over another, figures of the other would stay as if they were its.
    let is_of_open =
        |figures: &&Figures| run.refused.is_none() || figures.are_since(&run.baseline.0);
    let view = FiguresView {
        figures: run.figures().filter(is_of_open).cloned(),
        are_behind: use_lasting(run.is_stale() || run.is_waiting, BEHIND_MS),
    };
    html! {
        <ContextProvider<FiguresView> context={view}>
            { props.children.clone() }
        </ContextProvider<FiguresView>>
    }
}

#[hook]
pub fn use_figures() -> FiguresView {
    use_context::<FiguresView>().expect("inside <FiguresProvider>")
}

/// How long the last change may stay beside newer figures, which is long enough for most edits.
const CHANGE_BEHIND_MS: u32 = 250;

/// How figures differ from those as opened. The last that was known stays for a moment beside newer figures; `None`
/// where the page has to say that it does not know yet.
#[hook]
pub fn use_since_opening(figures: Option<&Figures>) -> Option<Rc<SinceOpening>> {
    let last = use_mut_ref(|| Rc::new(SinceOpening::Same));
    let since = figures.and_then(|figures| figures.since_opening.as_ref());
    if let Some(since) = since
        && **last.borrow() != *since
    {
        last.replace(Rc::new(since.clone()));
    }
    let is_behind = use_lasting(figures.is_some() && since.is_none(), CHANGE_BEHIND_MS);
    (!is_behind).then(|| last.borrow().clone())
}

/// Whether something is so and has been for so long.
#[hook]
pub fn use_lasting(is_so: bool, milliseconds: u32) -> bool {
    let has_lasted = use_state_eq(|| false);
    let setter = has_lasted.setter();
    use_effect_with(is_so, move |is_so| {
        let timer = if *is_so {
            Some(Timeout::new(milliseconds, move || setter.set(true)))
        } else {
            setter.set(false);
            None
        };
        move || drop(timer)
    });
    is_so && *has_lasted
}
