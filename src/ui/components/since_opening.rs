//! How the figures differ from those of the scenario as it was opened, in a sentence.

use yew::prelude::*;

use crate::findings::since::since_opening_sentence;
use crate::session::{SinceOpening as Since, WhyUnknown};
use crate::ui::state::{Figures, use_since_opening};

#[derive(PartialEq, Properties)]
pub struct SinceOpeningProps {
    pub figures: Figures,
}

/// The sentence. It has its place from the beginning, so that nothing moves when it comes and goes.
#[component]
pub fn SinceOpening(props: &SinceOpeningProps) -> Html {
    let words = match use_since_opening(Some(&props.figures)) {
        Some(since) => words(&since),
        None => BEING_WORKED_OUT.to_owned(),
    };
    html! { <p class="since-opening" data-testid="since-opening">{ words }</p> }
}

const BEING_WORKED_OUT: &str = "What has changed since this was opened is being worked out.";

const AS_OPENED: &str = "These are the figures of the scenario as it was opened, on this seed: change a price, and what it changes is told here.";

fn words(since: &Since) -> String {
    match since {
        Since::Same => AS_OPENED.to_owned(),
        Since::Changed(change) => since_opening_sentence(change),
        Since::Unknown(why) => format!(
            "What has changed since this was opened is not known: {}.",
            match why {
                WhyUnknown::CannotRun => "the scenario as it was opened cannot be run",
                WhyUnknown::TooLong => "it would take too long to work out; fewer futures would do",
                WhyUnknown::Stopped => "the run was stopped",
                WhyUnknown::Failed => "a worker stopped answering; run again",
            }
        ),
    }
}
