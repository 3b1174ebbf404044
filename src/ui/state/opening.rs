//! Opening something else: a file, a link, a preset or the earlier draft. The present work stays as it is until
//! the new one was accepted, and even then undo brings it back.

use std::rc::Rc;

use yew::prelude::*;

use super::autosave::{is_untouched_preset, keep_earlier};
use super::{use_edit, use_scenario};
use crate::model::Scenario;
use crate::session::{Edit, same_figures};
use crate::share::{self, OpenError, Opened};
use crate::ui::browser::{storage, storage::keys};

/// What a visitor may open.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenRequest {
    /// A file's bytes.
    File { name: AttrValue, bytes: Rc<[u8]> },
    /// A file that is larger than any scenario, so that nobody reads it.
    TooLarge,
    /// A pasted link, or what follows `#/open/`.
    Link(AttrValue),
    /// A preset by its id.
    Preset(AttrValue),
    /// The draft that was put aside.
    Earlier,
    /// Send the note away.
    DismissNotice,
    /// Send the error away.
    DismissError,
}

/// What to tell the visitor about the scenario that is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    DraftRestored { name: AttrValue, kept_at: AttrValue },
    LinkOpened { has_earlier: bool },
    FileOpened { name: AttrValue, has_earlier: bool },
    PresetOpened { has_earlier: bool },
    EarlierOpened,
}

/// The figures that the sender of a link or file saw.
#[derive(Clone, Debug)]
pub struct SharedFigures {
    pub engine: AttrValue,
    pub fingerprint: AttrValue,
    scenario: Rc<Scenario>,
}

impl PartialEq for SharedFigures {
    fn eq(&self, other: &SharedFigures) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario) && self.fingerprint == other.fingerprint
    }
}

impl SharedFigures {
    pub(super) fn of(
        scenario: &Rc<Scenario>,
        engine: Option<String>,
        fingerprint: Option<String>,
    ) -> Option<SharedFigures> {
        Some(SharedFigures {
            engine: engine?.into(),
            fingerprint: fingerprint?.into(),
            scenario: scenario.clone(),
        })
    }

    /// Whether this scenario is still the one that was shared, as far as figures go.
    pub fn are_of(&self, scenario: &Scenario) -> bool {
        same_figures(&self.scenario, scenario)
    }
}

/// What the page says about opening.
#[derive(Clone, PartialEq, Default)]
pub struct OpenView {
    pub notice: Option<Notice>,
    /// Why the last thing was not opened.
    pub error: Option<Rc<OpenError>>,
    pub shared: Option<SharedFigures>,
}

#[derive(Clone, PartialEq)]
struct OpenContext(Callback<OpenRequest, bool>);

#[derive(PartialEq, Properties)]
pub struct OpeningProviderProps {
    pub first: OpenView,
    pub children: Html,
}

/// Holds what was opened last and what is said about it.
#[component]
pub fn OpeningProvider(props: &OpeningProviderProps) -> Html {
    let edit = use_edit();
    let scenario = use_scenario();
    let view = {
        let first = props.first.clone();
        use_state_eq(move || first)
    };
    let open = {
        let view = view.clone();
        use_callback((view, scenario, edit), |request, (view, scenario, edit)| {
            let has_earlier = !is_untouched_preset(scenario);
            let notice = match &request {
                OpenRequest::DismissNotice => {
                    view.set(OpenView { notice: None, ..(**view).clone() });
                    return true;
                }
                OpenRequest::DismissError => {
                    view.set(OpenView { error: None, ..(**view).clone() });
                    return true;
                }
                OpenRequest::File { name, .. } => {
                    Notice::FileOpened { name: name.clone(), has_earlier }
                }
                OpenRequest::Link(_) | OpenRequest::TooLarge => Notice::LinkOpened { has_earlier },
                OpenRequest::Preset(_) => Notice::PresetOpened { has_earlier },
                OpenRequest::Earlier => Notice::EarlierOpened,
            };
            match read(&request) {
                Ok(opened) => {
                    if has_earlier && request != OpenRequest::Earlier {
                        keep_earlier(scenario);
                    }
                    let scenario = Rc::new(opened.scenario);
                    edit.emit(Edit::Replace(Box::new((*scenario).clone())));
                    let shared = SharedFigures::of(&scenario, opened.engine, opened.fingerprint);
                    view.set(OpenView { notice: Some(notice), error: None, shared });
                    true
                }
                Err(error) => {
                    view.set(OpenView { error: Some(Rc::new(error)), ..(**view).clone() });
                    false
                }
            }
        })
    };
    html! {
        <ContextProvider<OpenContext> context={OpenContext(open)}>
            <ContextProvider<OpenView> context={(*view).clone()}>
                { props.children.clone() }
            </ContextProvider<OpenView>>
        </ContextProvider<OpenContext>>
    }
}

fn read(request: &OpenRequest) -> Result<Opened, OpenError> {
    match request {
        OpenRequest::File { bytes, .. } => share::open_bytes(bytes),
        // A payload alone, a fragment, or the whole link as people paste it, with the mail around it.
        OpenRequest::Link(link) => share::open_link(link),
        OpenRequest::Preset(id) => share::preset(id).ok_or(OpenError::Damaged)?.open(),
        OpenRequest::Earlier => {
            share::open_unfinished(&storage::read(keys::EARLIER).ok_or(OpenError::Damaged)?)
        }
        OpenRequest::TooLarge => Err(OpenError::TooLarge),
        OpenRequest::DismissNotice | OpenRequest::DismissError => Err(OpenError::NotOurs),
    }
}

/// Opens something; answers whether it was accepted.
#[hook]
pub fn use_open() -> Callback<OpenRequest, bool> {
    use_context::<OpenContext>().expect("inside <OpeningProvider>").0
}

#[hook]
pub fn use_opening() -> OpenView {
    use_context::<OpenView>().expect("inside <OpeningProvider>")
}
