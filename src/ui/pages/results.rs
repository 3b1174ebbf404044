//! The results: pictures first, then what they find in sentences, then what that rests on.

use yew::prelude::*;

use crate::charts::Exhibit;
use crate::format;
use crate::session::RunPhase;
use crate::ui::ByPointer;
use crate::ui::components::caveats::Caveats;
use crate::ui::components::exhibit_view::ExhibitView;
use crate::ui::components::headline::Headline;
use crate::ui::components::left_out::left_out;
use crate::ui::components::notices::Reproduction;
use crate::ui::components::outcomes_result::OutcomesResult;
use crate::ui::components::payers_result::PayersResult;
use crate::ui::components::problem_list::ProblemLink;
use crate::ui::components::run_bar::{RunBar, RunStatus};
use crate::ui::components::since_opening::SinceOpening;
use crate::ui::components::value_result::ValueResult;
use crate::ui::state::{
    FieldProblem, Figures, use_all_problems, use_figures, use_growing, use_opening, use_run,
    use_run_control, use_scenario,
};

#[derive(PartialEq, Properties)]
pub struct ResultsProps {
    pub onrun: Callback<()>,
}

#[component]
pub fn Results(props: &ResultsProps) -> Html {
    let scenario = use_scenario();
    let shown = use_figures();
    let opening = use_opening();
    let problems = use_all_problems();
    html! {
        // A browser's translation puts elements of its own in the place of texts, and these would never change again.
        <section class="results" id="results" tabindex="-1" aria-labelledby="results-heading" translate="no">
            <div class="results-head">
                <h2 id="results-heading">{ "Results" }</h2>
                { partial(shown.figures.as_ref()) }
            </div>
            <RunPanel onrun={props.onrun.clone()} />
            if let Some(shared) = opening.shared {
                <Reproduction {shared} scenario={scenario.clone()} figures={shown.figures.clone()} />
            }
            { left_out(&problems, "These figures do not include what was typed here:") }
            { warnings(&problems) }
            if let Some(figures) = shown.figures {
                <All {figures} is_stale={shown.are_behind} />
            } else {
                <Waiting />
            }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct RunPanelProps {
    onrun: Callback<()>,
}

/// The run bar, apart from the results: progress is told many times a second, and none of them changes with it.
#[component]
fn RunPanel(props: &RunPanelProps) -> Html {
    let run = use_run();
    let control = use_run_control();
    html! {
        <RunBar
            is_running={run.state.is_running()}
            {control} onrun={props.onrun.clone()}
        >
            <Progress />
        </RunBar>
    }
}

#[component]
fn Progress() -> Html {
    let run = use_run();
    html! { <RunStatus {run} /> }
}

/// Says that figures are of some of the futures. It has its place beside the heading, so that nothing moves when it
/// comes and goes.
fn partial(figures: Option<&Figures>) -> Html {
    let Some(figures) = figures.filter(|figures| figures.provisional) else {
        return Html::default();
    };
    let (some, all) = (figures.summary.trials, figures.scenario.run.trials);
    html! {
        <p class="partial">
            { format!(
                "Figures from {} of {} so far",
                format::count(u64::from(some)),
                format::counted(u64::from(all), "future")
            ) }
        </p>
    }
}

#[derive(PartialEq, Properties)]
struct AllProps {
    figures: Figures,
    is_stale: bool,
}

/// The figures: the first picture at once, and the rest part by part.
#[component]
fn All(props: &AllProps) -> Html {
    let AllProps { figures, is_stale } = props;
    let n_made = use_growing(4, true);
    let summary = ByPointer(figures.summary.clone());
    let scenario = ByPointer(figures.scenario.clone());
    // Made once for each summary, so that its part is drawn again with new figures only.
    let payments = use_memo((summary.clone(), scenario.clone()), |(summary, scenario)| {
        Exhibit::payments(&summary.0, scenario.actuals.as_ref())
    });
    let exposure = use_memo(summary.clone(), |summary| Exhibit::exposure(&summary.0));
    let actuals = scenario.actuals.as_ref();
    html! {
        <div class={classes!("figures-shown", is_stale.then_some("is-stale"))} aria-busy={is_stale.to_string()}>
            <SinceOpening figures={figures.clone()} />
            <ExhibitView exhibit={(*payments).clone()}>
                if let Some(actuals) = actuals {
                    <p class="source">{ format!("Actual payments: {}.", actuals.source.trim_end_matches('.')) }</p>
                }
            </ExhibitView>
            if n_made > 1 {
                <ExhibitView exhibit={(*exposure).clone()} />
            }
            if n_made > 2 {
                <Headline summary={summary.clone()} />
                <Caveats scenario={scenario.clone()} />
            }
            if n_made > 3 {
                <PayersResult summary={summary.clone()} />
                <OutcomesResult summary={summary.clone()} scenario={scenario.clone()} />
                <ValueResult summary={summary.clone()} scenario={scenario.clone()} />
                <p class="provenance" data-testid="provenance">
                    { format!("Engine {}, seed {}, {}, fingerprint ", summary.engine, summary.seed, format::counted(u64::from(summary.trials), "future")) }
                    <code>{ &summary.fingerprint }</code>
                </p>
            }
        </div>
    }
}

/// Before the first figures: the shape of the answer, and how far it is, in words.
#[component]
fn Waiting() -> Html {
    let run = use_run();
    let words = match run.state.phase() {
        RunPhase::Running { done, of, .. } => format!(
            "Simulating: {} of {} futures are done.",
            format::count(u64::from(*done)),
            format::count(u64::from(*of))
        ),
        RunPhase::Failed { sentence, .. } => sentence.clone(),
        _ if run.is_refused => {
            "There are no results yet: mend the problems listed above.".to_owned()
        }
        _ => "Getting ready to simulate…".to_owned(),
    };
    html! {
        <div class="skeleton">
            <p>{ words }</p>
            if !run.is_refused {
                { for (0..3).map(|_| html! { <div class="skeleton-card" aria-hidden="true"></div> }) }
            }
        </div>
    }
}

/// What looks implausible and may still be meant.
fn warnings(problems: &[FieldProblem]) -> Html {
    let warnings: Vec<&FieldProblem> =
        problems.iter().filter(|problem| !problem.is_error).collect();
    if warnings.is_empty() {
        return Html::default();
    }
    html! {
        <details class="warnings">
            <summary>{ format!("Worth a look: {}", warnings.len()) }</summary>
            <ul>
                { for warnings.into_iter().map(|problem| html! {
                    <li key={problem.path.to_string()}><ProblemLink problem={problem.clone()} /></li>
                }) }
            </ul>
        </details>
    }
}
