//! The page.

pub mod components;

use std::rc::Rc;

use crate::format;
use crate::session::{RunPhase, RunState};
use crate::share::PRESETS;
use crate::worker::{Pool, PoolEvent};
use yew::prelude::*;

/// The whole page: for now, proof that the workers run a scenario.
#[component]
pub fn App() -> Html {
    let status = use_state(|| "Waiting for the worker…".to_owned());
    {
        let status = status.setter();
        use_effect_with((), move |()| {
            let opened = PRESETS.first().and_then(|preset| preset.open().ok());
            let pool = opened.map(|opened| start(Rc::new(opened.scenario), status));
            move || drop(pool)
        });
    }
    html! {
        <main>
            <h1>{ "Rate Card Simulator" }</h1>
            <p role="status">{ (*status).clone() }</p>
        </main>
    }
}

fn start(scenario: Rc<crate::model::Scenario>, status: UseStateSetter<String>) -> Pool {
    let state = Rc::new(std::cell::RefCell::new(RunState::default()));
    let run = state.borrow_mut().start(Rc::clone(&scenario));
    let pool = Pool::new(move |event| {
        let mut state = state.borrow_mut();
        match event {
            PoolEvent::Finished { run, summary } => state.finished(run, summary),
            PoolEvent::Provisional { run, summary } => state.provisional(run, summary),
            PoolEvent::Progress { run, done, of } => state.progress(run, done, of),
            PoolEvent::Failed { run, sentence } => state.failed(run, sentence),
            _ => {}
        }
        let paid = state.shown().map(|shown| format::money_in_words(shown.summary.paid.mean));
        status.set(match (state.phase(), paid) {
            (RunPhase::Failed { sentence, .. }, _) => sentence.clone(),
            (RunPhase::Done { .. }, Some(paid)) => {
                format!("The worker answers: {paid} is paid on average.")
            }
            (RunPhase::Running { done, of, .. }, _) => format!("{done} of {of} futures…"),
            _ => "Waiting for the worker…".to_owned(),
        });
    });
    pool.run(run, &scenario);
    pool
}
