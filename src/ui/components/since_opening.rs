//! How the figures differ from those of the scenario as it was opened, in a sentence.

use yew::prelude::*;

use crate::findings::since::since_opening_sentence;
use crate::session::{SinceOpening as Since, WhyUnknown};
use crate::ui::state::{Figures, use_beginning, use_since_opening};

#[derive(PartialEq, Properties)]
pub struct SinceOpeningProps {
    pub figures: Figures,
}

/// The sentence. It has its place from the beginning, so that nothing moves when it comes and goes.
#[component]
pub fn SinceOpening(props: &SinceOpeningProps) -> Html {
    // What cannot be run as it was opened is measured from when it first could.
    let began =
        if props.figures.are_since(&use_beginning().0) { "was opened" } else { "first ran" };
    let words = match use_since_opening(Some(&props.figures)) {
        Some(since) => words(&since, began),
        None => format!("What has changed since this {began} is being worked out."),
    };
    html! { <p class="since-opening" data-testid="since-opening">{ words }</p> }
}

fn words(since: &Since, began: &str) -> String {
    match since {
        Since::Same => format!(
            "These are the figures of the scenario as it {began}, on this seed: change a price, and what it changes is told here."
        ),
        Since::Changed(change) => since_opening_sentence(began, change),
        Since::Unknown(why) => format!(
            "What has changed since this {began} is not known: {}.",
            match why {
                WhyUnknown::CannotRun => "the scenario as it was opened cannot be run",
                WhyUnknown::TooLong => "it would take too long to work out; fewer futures would do",
                WhyUnknown::Stopped => "the run was stopped",
                WhyUnknown::Failed => "a worker stopped answering; run again",
            }
        ),
    }
}
