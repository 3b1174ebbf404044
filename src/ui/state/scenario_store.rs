//! The scenario being edited, with its undo and redo.

use std::rc::Rc;

use yew::prelude::*;

use crate::format;
use crate::model::Scenario;
use crate::session::fields::{self, FieldValue};
use crate::session::{Change, Edit, History, name_is_taken, went_along};
use crate::ui::ByPointer;

/// What can be done to the store.
enum Action {
    Edit(Edit),
    Gesture(Gesture),
    Undo,
    Redo,
}

/// Typing in one field, or dragging one handle: its edits are one step of undo.
#[derive(Clone, Debug, PartialEq)]
pub enum Gesture {
    /// The edits that follow belong to the field with this path.
    Begin(AttrValue),
    /// What follows in the same field is a step of its own.
    Pause,
    Over,
}

/// The history of the scenario as a Yew store; equal only to itself.
#[derive(Clone)]
struct ScenarioStore {
    history: Rc<History<Scenario>>,
    gesture: Option<AttrValue>,
    /// What the last step took along.
    along: Rc<Vec<Change>>,
}

impl PartialEq for ScenarioStore {
    fn eq(&self, other: &ScenarioStore) -> bool {
        Rc::ptr_eq(&self.history, &other.history)
    }
}

impl Reducible for ScenarioStore {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        // Cheap: a history shares its versions.
        let mut history = (*self.history).clone();
        let mut gesture = self.gesture.clone();
        let mut along = Rc::default();
        match action {
            Action::Edit(Edit::Remove { entry }) => {
                let before = history.present().clone();
                history.edit(Edit::Remove { entry: entry.clone() }, gesture.as_deref());
                along = Rc::new(went_along(&before, history.present(), &entry));
            }
            Action::Edit(edit) => history.edit(edit, gesture.as_deref()),
            Action::Undo => drop(history.undo()),
            Action::Redo => drop(history.redo()),
            Action::Gesture(step) => {
                along = self.along.clone();
                history.end_gesture();
                match step {
                    Gesture::Begin(path) => gesture = Some(path),
                    Gesture::Pause => {}
                    Gesture::Over => gesture = None,
                }
            }
        }
        Rc::new(ScenarioStore { history: Rc::new(history), gesture, along })
    }
}

/// What undo and redo would do, in words; none when there is nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    pub undo: Option<String>,
    pub redo: Option<String>,
    /// What the last step took along with the entry that it removed.
    pub along: Rc<Vec<Change>>,
}

#[derive(Clone, PartialEq)]
struct Present(ByPointer<Scenario>);

#[derive(Clone, PartialEq)]
struct Beginning(ByPointer<Scenario>);

/// Whether a control is being moved.
#[derive(Clone, Copy, PartialEq)]
struct Moving(bool);

/// Every way to change the scenario.
#[derive(Clone, PartialEq)]
struct Write {
    edit: Callback<Edit>,
    gesture: Callback<Gesture>,
    undo: Callback<()>,
    redo: Callback<()>,
    /// Why the thing at a path cannot have a name, if it cannot.
    name_is_taken: Callback<(AttrValue, String), Option<String>>,
    /// What the field at a path held when the scenario was opened, whatever line it is in now.
    as_opened: Callback<AttrValue, Option<FieldValue>>,
}

#[derive(PartialEq, Properties)]
pub struct ScenarioProviderProps {
    /// The scenario that the page opens with.
    pub first: Rc<Scenario>,
    pub children: Html,
}

/// Holds the scenario for everything within.
#[component]
pub fn ScenarioProvider(props: &ScenarioProviderProps) -> Html {
    let store = {
        let first = props.first.clone();
        use_reducer(move || ScenarioStore {
            history: Rc::new(History::new((*first).clone())),
            gesture: None,
            along: Rc::default(),
        })
    };
    // What callbacks look at that never change themselves.
    let present = use_mut_ref(|| store.history.present().clone());
    present.replace(store.history.present().clone());
    let opening = use_mut_ref(|| store.history.opening().clone());
    opening.replace(store.history.opening().clone());
    let write = {
        let dispatcher = store.dispatcher();
        use_memo((), move |()| {
            let to = |dispatcher: &UseReducerDispatcher<ScenarioStore>| dispatcher.clone();
            let (edit, gesture) = (to(&dispatcher), to(&dispatcher));
            let (undo, redo) = (to(&dispatcher), to(&dispatcher));
            Write {
                edit: Callback::from(move |change| edit.dispatch(Action::Edit(change))),
                gesture: Callback::from(move |step| gesture.dispatch(Action::Gesture(step))),
                undo: Callback::from(move |()| undo.dispatch(Action::Undo)),
                redo: Callback::from(move |()| redo.dispatch(Action::Redo)),
                as_opened: {
                    let present = present.clone();
                    Callback::from(move |path: AttrValue| {
                        fields::value_as_opened(&present.borrow(), &opening.borrow(), &path)
                    })
                },
                name_is_taken: Callback::from(move |(path, name): (AttrValue, String)| {
                    name_is_taken(&present.borrow(), &path, &name)
                }),
            }
        })
    };
    // Everything within is drawn after this, so that money is written in the currency of what is open.
    format::set_currency(store.history.present().currency);
    let steps = Steps {
        undo: store.history.undo_name().map(str::to_owned),
        redo: store.history.redo_name().map(str::to_owned),
        along: store.along.clone(),
    };
    html! {
        <ContextProvider<Write> context={(*write).clone()}>
            <ContextProvider<Present> context={Present(ByPointer(store.history.present().clone()))}>
                <ContextProvider<Beginning> context={Beginning(ByPointer(store.history.opening().clone()))}>
                    <ContextProvider<Moving> context={Moving(store.history.is_in_gesture())}>
                        <ContextProvider<Steps> context={steps}>
                            { props.children.clone() }
                        </ContextProvider<Steps>>
                    </ContextProvider<Moving>>
                </ContextProvider<Beginning>>
            </ContextProvider<Present>>
        </ContextProvider<Write>>
    }
}

/// The scenario as it stands.
#[hook]
pub fn use_scenario() -> Rc<Scenario> {
    use_context::<Present>().expect("inside <ScenarioProvider>").0.0
}

/// The scenario as it was opened, before any edit: what sliders are measured by.
#[hook]
pub fn use_beginning() -> ByPointer<Scenario> {
    use_context::<Beginning>().expect("inside <ScenarioProvider>").0
}

/// Whether a control is being moved: typing or dragging has changed something and is not over.
#[hook]
pub fn use_is_moving() -> bool {
    use_context::<Moving>().expect("inside <ScenarioProvider>").0
}

#[hook]
fn use_write() -> Write {
    use_context::<Write>().expect("inside <ScenarioProvider>")
}

/// Changes the scenario. The callback never changes itself, so components that only write are not drawn again.
#[hook]
pub fn use_edit() -> Callback<Edit> {
    use_write().edit
}

/// Says why the thing at a path cannot have a name, if it cannot.
#[hook]
pub fn use_name_is_taken() -> Callback<(AttrValue, String), Option<String>> {
    use_write().name_is_taken
}

/// What the field at a path held when the scenario was opened.
#[hook]
pub fn use_as_opened() -> Callback<AttrValue, Option<FieldValue>> {
    use_write().as_opened
}

/// Says where a gesture begins and ends.
#[hook]
pub fn use_gesture() -> Callback<Gesture> {
    use_write().gesture
}

/// Undo and redo, in this order.
#[hook]
pub fn use_undo() -> (Callback<()>, Callback<()>) {
    let write = use_write();
    (write.undo, write.redo)
}

#[hook]
pub fn use_steps() -> Steps {
    use_context::<Steps>().expect("inside <ScenarioProvider>")
}
