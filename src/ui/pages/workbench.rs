//! The workbench: inputs on the left, results on the right.

use yew::prelude::*;

use super::inputs::Inputs;
use super::print_inputs::PrintInputs;
use super::results::Results;
use crate::findings::headline::answer_in_a_line;
use crate::model::{Outcome, Scenario};
use crate::session::Place;
use crate::ui::ByPointer;
use crate::ui::browser::focus;
use crate::ui::components::answer_strip::AnswerStrip;
use crate::ui::components::invitation::Invitation;
use crate::ui::components::notices::Notices;
use crate::ui::components::open_error::OpenErrorNote;
use crate::ui::components::problem_list::ProblemList;
use crate::ui::state::{
    FieldProblem, OpenRequest, use_all_problems, use_figures, use_kept, use_open, use_opening,
    use_run_control, use_scenario,
};

#[derive(PartialEq, Properties)]
pub struct WorkbenchProps {
    /// What is in sight.
    pub place: Place,
    pub onshare: Callback<()>,
    pub onscenarios: Callback<()>,
    pub onpaste: Callback<String>,
    /// A dialog shows why something was not opened.
    pub is_error_elsewhere: bool,
}

#[component]
pub fn Workbench(props: &WorkbenchProps) -> Html {
    let scenario = use_scenario();
    let shown = use_figures();
    let control = use_run_control();
    let problems = use_all_problems();
    let opening = use_opening();
    let open = use_open();
    let kept = use_kept().view;
    // How often someone asked for a run that was refused: each time the focus goes to the list of problems.
    let refusals = use_state_eq(|| 0_u32);

    let errors: Vec<FieldProblem> =
        problems.iter().filter(|problem| problem.is_error).cloned().collect();
    {
        // What comes up later was not asked about.
        let refusals = refusals.setter();
        use_effect_with(errors.is_empty(), move |is_fine| {
            if *is_fine {
                refusals.set(0);
            }
        });
    }
    let stops_runs = errors.iter().any(|problem| !problem.is_unread);
    // A card that somebody has just begun is no mistake.
    let only_wants_outcomes = scenario.rate_card.outcomes.is_empty() && errors.len() == 1;
    let onrun = use_callback(
        (refusals.clone(), !errors.is_empty(), control),
        |(), (refusals, has_errors, control)| {
            if *has_errors {
                refusals.set(**refusals + 1);
            } else {
                control.start.emit(());
            }
        },
    );
    let ondismiss = {
        let open = open.clone();
        Callback::from(move |()| {
            open.emit(OpenRequest::DismissError);
        })
    };
    let (price, line) = dearest_line(&scenario);
    let to_results = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        focus::to_id("results");
    });
    html! {
        <>
            if let Some(error) = opening.error.clone().filter(|_| !props.is_error_elsewhere) {
                <OpenErrorNote id="page-open-error" {error} asked=1 {ondismiss} />
            }
            if !errors.is_empty() && (stops_runs && !only_wants_outcomes || *refusals > 0) {
                <ProblemList
                    id="problems"
                    heading={if errors.len() == 1 { "One thing to mend".to_owned() } else { format!("{} things to mend", errors.len()) }}
                    intro={if shown.figures.is_some() { "The figures below stay as they were until then." } else { "There are no figures until then." }}
                    problems={errors}
                    asked={*refusals}
                />
            }
            // In another currency each answer is written anew, though no figure changes.
            <AnswerStrip key={scenario.currency.code()} />
            // It has its place from the beginning, so that nothing moves when figures come.
            <a class="results-line" href="#results" onclick={to_results} translate="no">
                if let Some(figures) = shown.figures {
                    { answer_in_a_line(&figures.summary) }
                    if shown.are_behind {
                        <span class="updating">{ " Updating…" }</span>
                    }
                } else {
                    { "No figures yet" }
                }
            </a>
            <div class="workbench">
                <Inputs place={props.place} onpaste={props.onpaste.clone()}>
                    <Notices opening={opening.clone()} {open} onscenarios={props.onscenarios.clone()} />
                    if opening.notice.is_none() && kept.over.is_none() {
                        <Invitation {price} {line} onshare={props.onshare.clone()} />
                    }
                </Inputs>
                // In another currency each figure is written anew, though no figure changes.
                <Results key={scenario.currency.code()} place={props.place} {onrun} />
            </div>
            <PrintInputs scenario={ByPointer(scenario)} />
        </>
    }
}

/// The path of the price to invite someone to change, and its line's name: the first of the dearest lines that
/// many people reach.
fn dearest_line(scenario: &Scenario) -> (AttrValue, AttrValue) {
    let worth = |line: &Outcome| line.price.pounds() * line.chance.central.get();
    let lines = scenario.rate_card.outcomes.iter().enumerate();
    match lines.max_by(|(_, one), (_, other)| worth(one).total_cmp(&worth(other))) {
        Some((index, line)) => {
            (format!("rate_card.outcomes[{index}].price").into(), line.name.clone().into())
        }
        None => ("rate_card.outcomes".into(), "the first line".into()),
    }
}
