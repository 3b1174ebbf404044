//! Opening something else: a file, a link, a preset or something that is kept. The present work stays as it is until
//! the new one was accepted; even then undo brings it back, and it is kept.

use std::rc::Rc;

use yew::prelude::*;

use super::{use_beginning, use_edit, use_kept};
use crate::model::Scenario;
use crate::session::library::{Entry, Present, Record};
use crate::session::{Edit, same_figures};
use crate::share::{self, OpenError, Opened, VERSION};
use crate::ui::browser::clock;

/// What a visitor may open.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenRequest {
    /// A file's bytes.
    File { name: AttrValue, bytes: Rc<[u8]> },
    /// A file that is larger than any scenario, so that nobody reads it.
    TooLarge,
    /// A pasted link, or what follows `#/open/`.
    Link(AttrValue),
    /// A preset's document, if it could be had.
    Preset(Option<AttrValue>),
    /// A card without outcomes.
    Blank,
    /// Something that is kept.
    Kept(Rc<Record>),
    /// Send the note away.
    DismissNotice,
    /// Send the error away.
    DismissError,
}

/// What to tell the visitor about the scenario that is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    DraftRestored {
        name: AttrValue,
        kept_at: AttrValue,
    },
    LinkOpened,
    FileOpened {
        name: AttrValue,
    },
    PresetOpened,
    BlankOpened,
    KeptOpened {
        name: AttrValue,
    },
    /// The preset that was open before could not be fetched.
    Unfetched {
        name: AttrValue,
    },
    /// What was open before is of a newer page.
    Unopened {
        name: AttrValue,
    },
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
    let keeper = use_kept().keeper;
    let view = {
        let first = props.first.clone();
        use_state_eq(move || first)
    };
    // Undo and redo lead to what was open before or after, which a note of the last opening is not about.
    let is_opening = use_mut_ref(|| true);
    let beginning = use_beginning();
    {
        let (view, is_opening, keeper) = (view.clone(), is_opening.clone(), keeper.clone());
        use_effect_with(beginning, move |_| {
            if !is_opening.replace(false) {
                keeper.forget_the_way_back();
                view.set(OpenView { notice: None, ..(*view).clone() });
            }
        });
    }
    let open = {
        let view = view.clone();
        use_callback((view, edit), move |request, (view, edit)| {
            let mut next = Present::default();
            let notice = match &request {
                OpenRequest::DismissNotice => {
                    keeper.forget_the_way_back();
                    view.set(OpenView { notice: None, ..(**view).clone() });
                    return true;
                }
                OpenRequest::DismissError => {
                    view.set(OpenView { error: None, ..(**view).clone() });
                    return true;
                }
                OpenRequest::File { name, .. } => Notice::FileOpened { name: name.clone() },
                OpenRequest::Link(_) | OpenRequest::TooLarge => Notice::LinkOpened,
                OpenRequest::Preset(_) => Notice::PresetOpened,
                OpenRequest::Blank => Notice::BlankOpened,
                OpenRequest::Kept(record) => {
                    let entry = Entry::read(&record.id, &record.head, VERSION);
                    next = Present::opened(&entry);
                    Notice::KeptOpened { name: entry.name.into() }
                }
            };
            match read(&request) {
                Ok(opened) => {
                    keeper.leave(next);
                    is_opening.replace(true);
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
        OpenRequest::File { bytes, .. } => share::open_unfinished_bytes(bytes),
        // A payload alone, a fragment, or the whole link as people paste it, with the mail around it.
        OpenRequest::Link(link) => share::open_unfinished_pasted(link),
        OpenRequest::Preset(text) => share::open(text.as_deref().ok_or(OpenError::Unfetched)?),
        OpenRequest::Blank => share::blank(clock::this_month()),
        OpenRequest::Kept(record) => share::open_unfinished(&record.text),
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
