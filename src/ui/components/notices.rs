//! Where the open scenario came from, and whether a shared one gives the same figures.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::Scenario;
use crate::session::library::Record;
use crate::share::PRESETS;
use crate::ui::browser::lost_focus;
use crate::ui::state::{Figures, Kept, Notice, OpenRequest, OpenView, SharedFigures, use_kept};

#[derive(PartialEq, Properties)]
pub struct NoticesProps {
    pub opening: OpenView,
    pub open: Callback<OpenRequest, bool>,
    /// Shows everything that is kept.
    pub onscenarios: Callback<()>,
}

/// The note on what was opened, with the way back.
#[component]
pub fn Notices(props: &NoticesProps) -> Html {
    let Kept { keeper, view: kept } = use_kept();
    let over = kept.over.as_deref().and_then(|over| kept.library.get(over));
    let notice = &props.opening.notice;
    if notice.is_none() && over.is_none() && !kept.is_cleared {
        return Html::default();
    }
    let button = |words: &'static str, onclick: Callback<MouseEvent>| {
        html! { <button type="button" class="quiet" onclick={lost_focus::kept(onclick)}>{ words }</button> }
    };
    let ask = |request: OpenRequest, words: &'static str| {
        let open = props.open.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            open.emit(request.clone());
        });
        button(words, onclick)
    };
    let words = match notice {
        None => String::new(),
        Some(Notice::DraftRestored { name, kept_at }) if name.trim().is_empty() => {
            format!("A scenario without a name, of {kept_at}, is open again.")
        }
        Some(Notice::DraftRestored { name, kept_at }) => {
            format!("“{name}” of {kept_at} is open again.")
        }
        Some(Notice::LinkOpened) => "The scenario of the link is open.".to_owned(),
        Some(Notice::FileOpened { name } | Notice::KeptOpened { name }) => {
            format!("“{name}” is open.")
        }
        Some(Notice::BlankOpened) => {
            "A blank card is open: add its first outcome, or paste a table of outcomes. Stand-ins until you change them: \
             10 referrals a month for three years, of whom 80 of 100 start; no cap, no costs, no commitment."
                .to_owned()
        }
        Some(Notice::PresetOpened) => "The preset is open.".to_owned(),
        Some(Notice::Unfetched { name }) => format!(
            "“{name}” could not be fetched: check the connection to the network and reload the page."
        ),
        Some(Notice::Unopened { name }) => format!(
            "“{name}” was kept by a newer version of this page, and stays as it is. Reload the page to get that version."
        ),
    };
    let is_stored = over.is_some_and(|over| !kept.unstored.contains(&over.id));
    let is_draft = matches!(notice, Some(Notice::DraftRestored { .. }));
    html! {
        <div class="notice" data-testid="notice">
            <p>
                { words }
                if over.is_some() {
                    { match (is_stored, kept.is_small_refused) {
                        (true, false) => " Your own draft is kept under Your scenarios.",
                        (true, true) => " Your own draft is under Your scenarios.",
                        (false, _) => " Your own draft is here only until this page is closed.",
                    } }
                }
                if kept.is_cleared {
                    { " This browser has cleared what was kept here. Save files of what must not be lost." }
                }
            </p>
            if let Some(over) = over {
                { button("Open my draft", {
                    let (open, id) = (props.open.clone(), over.id.clone());
                    let found = Callback::from(move |record: Option<Rc<Record>>| {
                        if let Some(record) = record {
                            open.emit(OpenRequest::Kept(record));
                        }
                    });
                    Callback::from(move |_: MouseEvent| keeper.fetch(id.clone(), found.clone()))
                }) }
            }
            if over.is_some() || matches!(notice, Some(Notice::Unopened { .. })) {
                { button("Your scenarios", props.onscenarios.reform(|_: MouseEvent| ())) }
            }
            if is_draft {
                if let Some(preset) = PRESETS.first() {
                    { ask(OpenRequest::Preset(preset.text.map(AttrValue::Static)), "Start from the preset instead") }
                }
            }
            { ask(OpenRequest::DismissNotice, "Dismiss") }
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub struct ReproductionProps {
    pub shared: SharedFigures,
    pub scenario: Rc<Scenario>,
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
                    "Reproduced exactly: payments, costs and capital of every future as the sender saw them."
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
            "Checking whether every future has the payments, costs and capital that the sender saw…"
                .to_owned(),
        ),
    };
    html! {
        <p class={classes!("reproduction", class)} data-testid="reproduction">{ words }</p>
    }
}
