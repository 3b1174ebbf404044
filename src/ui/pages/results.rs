//! The results: pictures first, then what they find in sentences, then what that rests on.

use yew::prelude::*;

use crate::charts::Exhibit;
use crate::engine::Summary;
use crate::findings::exceedance::Asked;
use crate::findings::plausibility::{HEADING, Remark, remarks};
use crate::format;
use crate::model::{Money, Scenario};
use crate::session::{Place, RunPhase, View};
use crate::ui::ByPointer;
use crate::ui::components::caveats::Caveats;
use crate::ui::components::details::Details;
use crate::ui::components::exhibit_view::ExhibitView;
use crate::ui::components::headline::Headline;
use crate::ui::components::how_likely::{HowLikely, Question};
use crate::ui::components::journeys::Journeys;
use crate::ui::components::left_out::left_out;
use crate::ui::components::notices::Reproduction;
use crate::ui::components::outcomes_result::OutcomesResult;
use crate::ui::components::payers_result::PayersResult;
use crate::ui::components::problem_list::{ProblemLink, field_link};
use crate::ui::components::run_bar::{RunBar, RunStatus};
use crate::ui::components::since_opening::SinceOpening;
use crate::ui::components::tabs::{Tab, tabs};
use crate::ui::components::value_result::ValueResult;
use crate::ui::state::{
    FieldProblem, Figures, Refusal, use_all_problems, use_figures, use_growing, use_opening,
    use_printing, use_run, use_run_control, use_scenario,
};

#[derive(PartialEq, Properties)]
pub struct ResultsProps {
    pub place: Place,
    pub onrun: Callback<()>,
}

#[component]
pub fn Results(props: &ResultsProps) -> Html {
    let scenario = use_scenario();
    let shown = use_figures();
    let opening = use_opening();
    let problems = use_all_problems();
    let is_printing = use_printing();
    let here = props.place.view;
    html! {
        // A browser's translation puts elements of its own in the place of texts, and these would never change again.
        <section class="results" id="results" tabindex="-1" aria-labelledby="results-heading" translate="no">
            <h2 id="results-heading" class="visually-hidden">{ "Results" }</h2>
            { tabs("Results", View::ALL.map(|view| Tab {
                to: Place { view, ..props.place },
                name: view.name(),
                words: view.words(),
                is_here: view == here,
            })) }
            <div class="pane-body" id="results-body" tabindex="0" role="group" aria-label={here.words()}>
                if let Some(shared) = opening.shared {
                    <Reproduction {shared} scenario={scenario.clone()} figures={shown.figures.clone()} />
                }
                { left_out(&problems, "These figures do not include what was typed here:") }
                { warnings(&problems) }
                if let Some(figures) = shown.figures.clone() {
                    // On paper there is no choice of views.
                    <Shown {figures} is_stale={shown.are_behind} view={(!is_printing).then_some(here)} in_sight={here} />
                } else {
                    <Waiting />
                }
            </div>
            <RunPanel onrun={props.onrun.clone()}>{ partial(shown.figures.as_ref()) }</RunPanel>
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct RunPanelProps {
    onrun: Callback<()>,
    children: Html,
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
            { props.children.clone() }
        </RunBar>
    }
}

#[component]
fn Progress() -> Html {
    let run = use_run();
    html! { <RunStatus {run} /> }
}

/// Says that figures are of some of the futures. It has its place beside the run, so that nothing moves when it comes and
/// goes.
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
struct ShownProps {
    figures: Figures,
    is_stale: bool,
    /// The view that is in sight; none for all of them.
    view: Option<View>,
    /// The same, on paper too: what is drawn elsewhere is only there for it.
    in_sight: View,
}

/// The figures of a view: the first picture at once, and the rest part by part.
#[component]
fn Shown(props: &ShownProps) -> Html {
    let ShownProps { figures, is_stale, view, in_sight } = props;
    let n_made = use_growing(3, true);
    let summary = ByPointer(figures.summary.clone());
    let scenario = ByPointer(figures.scenario.clone());
    let question = use_state_eq(Question::default);
    let onask = use_callback((), {
        let question = question.setter();
        move |asked, ()| question.set(asked)
    });
    let of_curve = question.amount.filter(|_| question.asked == Asked::Earned);
    let is_shown = |one: View| view.is_none_or(|view| view == one);
    html! {
        <div class={classes!("figures-shown", is_stale.then_some("is-stale"))} aria-busy={is_stale.to_string()}>
            if is_shown(View::Overview) {
                <Pictures summary={summary.clone()} scenario={scenario.clone()} asked={of_curve} is_first={n_made == 1} />
                if n_made > 1 {
                    <HowLikely summary={summary.clone()} question={*question} {onask} />
                    <SinceOpening figures={figures.clone()} />
                    { odd(&remarks(&figures.scenario, &figures.summary)) }
                    <Headline summary={summary.clone()} />
                }
                if n_made > 2 {
                    <Caveats scenario={scenario.clone()} />
                    <p class="provenance" data-testid="provenance">
                        { format!("Engine {}, seed {}, {}, fingerprint ", summary.engine, summary.seed, format::counted(u64::from(summary.trials), "future")) }
                        <code>{ &summary.fingerprint }</code>
                    </p>
                }
            }
            if *in_sight == View::Journeys {
                <Journeys scenario={scenario.clone()} />
            }
            if !matches!(in_sight, View::Overview | View::Value | View::Journeys) {
                <Details key={in_sight.name()} view={*in_sight} figures={figures.clone()} />
            }
            if is_shown(View::Outcomes) {
                <OutcomesResult summary={summary.clone()} scenario={scenario.clone()} />
            }
            if is_shown(View::Payers) {
                <PayersResult summary={summary.clone()} />
            }
            if is_shown(View::Value) {
                <ValueResult summary={summary.clone()} scenario={scenario.clone()} />
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct PicturesProps {
    summary: ByPointer<Summary>,
    scenario: ByPointer<Scenario>,
    /// The amount that somebody asks about on the curve.
    asked: Option<Money>,
    /// There is time for one picture only, so far.
    is_first: bool,
}

/// The pictures of the overview.
#[component]
fn Pictures(props: &PicturesProps) -> Html {
    let PicturesProps { summary, scenario, asked, is_first } = props;
    // Made once for each summary, so that its part is drawn again with new figures only.
    let payments = use_memo((summary.clone(), scenario.clone()), |(summary, scenario)| {
        Exhibit::payments(&summary.0, scenario.actuals.as_ref())
    });
    let curve = use_memo((summary.clone(), *asked), |(summary, asked)| {
        Exhibit::earned_curve(&summary.0, *asked)
    });
    let exposure = use_memo(summary.clone(), |summary| Exhibit::exposure(&summary.0));
    let source = scenario.actuals.as_ref().map(|actuals| {
        AttrValue::from(format!("Actual payments: {}.", actuals.source.trim_end_matches('.')))
    });
    html! {
        <div class="pictures">
            <ExhibitView exhibit={(*payments).clone()} {source} />
            if !is_first {
                <ExhibitView exhibit={(*exposure).clone()} />
                <ExhibitView exhibit={(*curve).clone()} />
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
        _ => match run.refused {
            Some(Refusal::Blank) => "Add an outcome, and its figures come here.".to_owned(),
            Some(Refusal::Errors) => {
                "There are no results yet: mend the problems listed above.".to_owned()
            }
            None => "Getting ready to simulate…".to_owned(),
        },
    };
    html! {
        <div class="skeleton">
            <p>{ words }</p>
            if run.refused.is_none() {
                { for (0..3).map(|_| html! { <div class="skeleton-card" aria-hidden="true"></div> }) }
            }
        </div>
    }
}

/// What looks odd in the figures and may still be meant, each leading to its field.
fn odd(remarks: &[Remark]) -> Html {
    if remarks.is_empty() {
        return Html::default();
    }
    html! {
        <section class="worth" aria-labelledby="worth-heading" data-testid="remarks">
            <h3 id="worth-heading">{ HEADING }</h3>
            <ul>
                { for remarks.iter().map(|Remark { path, sentence }| html! {
                    <li>{ field_link(path, sentence) }</li>
                }) }
            </ul>
        </section>
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
