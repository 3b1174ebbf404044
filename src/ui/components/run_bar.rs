//! The run: how many futures, on which seed, how far it is, and how much of the figures is chance.

use yew::prelude::*;

use super::field_editor::field_editor;
use crate::format;
use crate::session::fields::FieldValue;
use crate::session::{Edit, RunPhase};
use crate::ui::browser::dice::fresh_seed;
use crate::ui::state::{Refusal, RunControl, RunView, use_edit, use_scenario};

#[derive(PartialEq, Properties)]
pub struct RunBarProps {
    pub is_running: bool,
    pub control: RunControl,
    /// Someone pressed Run, which an invalid scenario refuses.
    pub onrun: Callback<()>,
    /// How far the run is.
    pub children: Html,
}

#[component]
pub fn RunBar(props: &RunBarProps) -> Html {
    let scenario = use_scenario();
    let edit = use_edit();
    let onrun = props.onrun.reform(|_: MouseEvent| ());
    let onstop = props.control.stop.reform(|_: MouseEvent| ());
    let onseed = Callback::from(move |_: MouseEvent| {
        edit.emit(Edit::set("run.seed", FieldValue::Whole(Some(fresh_seed()))));
    });
    html! {
        <section class="run-bar" aria-label="Run">
            <div class="run-controls">
                { field_editor(&scenario, "run.trials") }
                { field_editor(&scenario, "run.seed") }
                <button type="button" class="secondary" onclick={onseed}>{ "New seed" }</button>
                // Run keeps its place while a run goes on, so that nobody stops what they meant to start.
                <button type="button" class="primary" onclick={onrun}>{ "Run" }</button>
                <button type="button" class="secondary" onclick={onstop} disabled={!props.is_running}>
                    { "Stop" }
                </button>
            </div>
            { props.children.clone() }
        </section>
    }
}

#[derive(PartialEq, Properties)]
pub struct RunStatusProps {
    pub run: RunView,
}

/// How far the run is, and what happened on the way.
#[component]
pub fn RunStatus(props: &RunStatusProps) -> Html {
    let run = &props.run;
    html! {
        <>
            <div class="run-state">
                if let RunPhase::Running { done, of, .. } = run.state.phase() {
                    <progress max={of.to_string()} value={done.to_string()} aria-label="Futures simulated" />
                }
                <span data-testid="run-state">{ state_words(run) }</span>
            </div>
            { for run.state.notices().iter().map(|notice| html! {
                <p class="note">{ notice.sentence() }</p>
            }) }
        </>
    }
}

/// The state in words; figures, so that nobody waits before a bare spinner.
fn state_words(run: &RunView) -> String {
    match run.refused {
        None => {}
        Some(Refusal::Blank) => return "Not run: the card has no outcome yet".to_owned(),
        Some(Refusal::Errors) => return "Not run: mend the problems listed above first".to_owned(),
    }
    if run.is_waiting {
        return "Updating…".to_owned();
    }
    let count = |number: u32| format::count(u64::from(number));
    let futures = |number: u32| format::counted(u64::from(number), "future");
    if run.is_up_to_date() && !run.state.is_running() {
        let figures =
            run.figures().map(|figures| futures(figures.summary.trials)).unwrap_or_default();
        return match run.milliseconds {
            Some(milliseconds) => format!(
                "Up to date: {figures} in {} seconds",
                format::number(seconds(milliseconds))
            ),
            None => format!("Up to date: {figures}"),
        };
    }
    match run.state.phase() {
        RunPhase::Idle => "Getting ready…".to_owned(),
        RunPhase::Running { done, of, .. } => format!(
            "{}: {} of {}",
            if run.is_stale() { "Updating…" } else { "Simulating" },
            count(*done),
            futures(*of)
        ),
        RunPhase::Done { .. } => "Updating…".to_owned(),
        RunPhase::Stopped { .. } if run.is_stale() => {
            "Stopped: the results are of an earlier version".to_owned()
        }
        RunPhase::Stopped { done, of, .. } => {
            format!("Stopped after {} of {}", count(*done), futures(*of))
        }
        RunPhase::Failed { sentence, .. } => sentence.clone(),
    }
}

/// Milliseconds as seconds: to a tenth, and below a tenth to a hundredth.
fn seconds(milliseconds: f64) -> f64 {
    let digits = if milliseconds < 100.0 { 100.0 } else { 10.0 };
    (milliseconds / 1000.0 * digits).round().max(1.0) / digits
}
