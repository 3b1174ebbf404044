//! Keeping the draft in this browser, a second after the last change.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::use_scenario;
use crate::model::Scenario;
use crate::share::{self, Document};
use crate::ui::browser::{clock, storage, storage::keys};

const QUIET_MS: u32 = 1_000;

/// Whether the draft is being kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Keeping {
    /// Nothing of the visitor's own to keep.
    Nothing,
    Kept,
    /// The browser refuses, as private windows do.
    Refused,
}

#[derive(PartialEq, Properties)]
pub struct AutosaveProps {
    pub children: Callback<Keeping, Html>,
}

/// Keeps the draft, and shows what its caller makes of how that went.
#[component]
pub fn Autosave(props: &AutosaveProps) -> Html {
    let scenario = use_scenario();
    let keeping = use_state_eq(|| Keeping::Nothing);
    let timer = use_mut_ref(|| None::<Timeout>);
    let last = use_mut_ref(|| None::<Rc<Scenario>>);
    {
        let keeping = keeping.setter();
        use_effect_with(scenario, move |scenario| {
            // The scenario that the page opened with came from where it is kept.
            let before = last.borrow_mut().replace(scenario.clone());
            if before.is_none() {
                return;
            }
            let scenario = scenario.clone();
            *timer.borrow_mut() =
                Some(Timeout::new(QUIET_MS, move || keeping.set(keep(&scenario))));
        });
    }
    props.children.emit((*keeping).clone())
}

/// Keeps the scenario as the draft; an untouched preset needs no keeping.
pub(super) fn keep(scenario: &Scenario) -> Keeping {
    if is_untouched_preset(scenario) {
        storage::forget(keys::DRAFT);
        storage::forget(keys::DRAFT_KEPT_AT);
        return Keeping::Nothing;
    }
    let Ok(text) = Document::new(scenario).pretty() else { return Keeping::Refused };
    if storage::keep(keys::DRAFT, &text)
        && storage::keep(keys::DRAFT_KEPT_AT, &clock::now_in_words())
    {
        Keeping::Kept
    } else {
        Keeping::Refused
    }
}

/// Puts a draft aside, so that what is opened over it does not lose it.
pub(super) fn keep_earlier(scenario: &Scenario) {
    if let Ok(text) = Document::new(scenario).pretty() {
        storage::keep(keys::EARLIER, &text);
    }
}

/// Whether the scenario is a preset just as it comes with the page.
pub(super) fn is_untouched_preset(scenario: &Scenario) -> bool {
    let Some(origin) = &scenario.preset else { return false };
    let Some(preset) = share::preset(&origin.id) else { return false };
    preset.open().is_ok_and(|opened| opened.scenario == *scenario)
}
