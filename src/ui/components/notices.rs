//! Where the open scenario came from, and whether a shared one gives the same figures.

use yew::prelude::*;

use crate::model::Scenario;
use crate::share::PRESETS;
use crate::ui::state::{Figures, Keeping, Notice, OpenRequest, OpenView, SharedFigures};

#[derive(PartialEq, Properties)]
pub struct NoticesProps {
    pub opening: OpenView,
    pub open: Callback<OpenRequest, bool>,
}

/// The note on what was opened, with the way back.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let Some(notice) = &props.opening.notice else { return Html::default() };
    let ask = |request: OpenRequest, words: &'static str| {
        let open = props.open.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            open.emit(request.clone());
        });
        html! { <button type="button" class="quiet" {onclick}>{ words }</button> }
    };
    let (words, has_earlier) = match notice {
        Notice::DraftRestored { name, kept_at } if kept_at.is_empty() => {
            (format!("Your draft “{name}” is open again."), false)
        }
        Notice::DraftRestored { name, kept_at } => {
            (format!("Your draft “{name}” of {kept_at} is open again."), false)
        }
        Notice::LinkOpened { has_earlier } => {
            ("The scenario of the link is open.".to_owned(), *has_earlier)
        }
        Notice::FileOpened { name, has_earlier } => (format!("“{name}” is open."), *has_earlier),
        Notice::PresetOpened { has_earlier } => ("The preset is open.".to_owned(), *has_earlier),
        Notice::EarlierOpened => ("Your earlier draft is open again.".to_owned(), false),
    };
    let is_draft = matches!(notice, Notice::DraftRestored { .. });
    html! {
        <div class="notice" data-testid="notice">
            <p>
                { words }
                if has_earlier { { " Your own draft is kept." } }
            </p>
            if has_earlier {
                { ask(OpenRequest::Earlier, "Open my draft") }
            }
            if is_draft {
                if let Some(preset) = PRESETS.first() {
                    { ask(OpenRequest::Preset(preset.id.into()), "Start from the preset instead") }
                }
            }
            { ask(OpenRequest::DismissNotice, "Dismiss") }
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub struct ReproductionProps {
    pub shared: SharedFigures,
    pub scenario: std::rc::Rc<Scenario>,
    pub figures: Option<Figures>,
}

/// Whether the figures are those that the sender saw.
#[component]
pub fn Reproduction(props: &ReproductionProps) -> Html {
    let (class, words) = match &props.figures {
        _ if !props.shared.are_of(&props.scenario) => return Html::default(),
        Some(figures) if figures.are_final_of(&props.scenario) => {
            let summary = &figures.summary;
            if *summary.fingerprint == *props.shared.fingerprint {
                (
                    "good",
                    "Reproduced exactly: the same figures to the penny as the sender saw."
                        .to_owned(),
                )
            } else if *summary.engine == *props.shared.engine {
                ("differs", "These figures differ from what the sender saw, although the engine is the same: the link’s note of its results may have been changed.".to_owned())
            } else {
                (
                    "differs",
                    format!(
                        "These figures differ from what the sender saw: engine {} computed those, engine {} computes these.",
                        props.shared.engine, summary.engine
                    ),
                )
            }
        }
        // As long as the good news, so that the figures below stay where they are when it comes.
        _ => (
            "checking",
            "Checking whether these are the same figures to the penny as the sender saw…"
                .to_owned(),
        ),
    };
    html! {
        <p class={classes!("reproduction", class)} data-testid="reproduction">{ words }</p>
    }
}

/// The quiet note on how keeping the draft goes.
pub fn keeping_note(keeping: &Keeping) -> Html {
    match keeping {
        Keeping::Nothing => Html::default(),
        Keeping::Kept => html! { <span class="kept">{ "Draft kept in this browser" }</span> },
        Keeping::Refused => html! {
            <span class="kept kept-not">{ "This browser does not keep drafts: save a file before you leave" }</span>
        },
    }
}
