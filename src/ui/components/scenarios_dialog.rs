//! Your scenarios: everything that this browser keeps, to open, name, copy, throw away and carry off.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::dialog::Dialog;
use super::open_error::OpenErrorNote;
use crate::format;
use crate::session::library::{Entry, Record};
use crate::share::{MOST_BUNDLE, OpenError};
use crate::ui::browser::events::{bytes_of, chosen_file, entered, size_of, typed_text};
use crate::ui::browser::{clock, download, focus};
use crate::ui::state::{Added, Keeping, Kept, KeptView, OpenRequest, use_all_problems, use_kept};

#[derive(PartialEq, Properties)]
pub struct ScenariosDialogProps {
    pub is_open: bool,
    /// Why something was not opened.
    pub error: Option<Rc<OpenError>>,
    /// Opens something; answers whether it was accepted.
    pub open: Callback<OpenRequest, bool>,
    pub onclose: Callback<()>,
}

#[component]
pub fn ScenariosDialog(props: &ScenariosDialogProps) -> Html {
    let ScenariosDialogProps { is_open, error, open, onclose } = props;
    html! {
        <Dialog id="scenarios" heading="Your scenarios" is_open={*is_open} onclose={onclose.clone()}>
            <Scenarios error={error.clone()} open={open.clone()} onclose={onclose.clone()} />
        </Dialog>
    }
}

/// What can be done here.
#[derive(Clone)]
enum Act {
    Save,
    Open(String),
    Copy(String),
    /// Begins to give it another name, goes on typing, and takes the name.
    Rename(String),
    Type(String),
    Name,
    Leave,
    ToFile(String),
    ThrowAway(String),
    BringBack,
    AllToFile,
    AddAll(Vec<u8>),
}

const SAVE: &str = "scenarios-save";
const BRING_BACK: &str = "scenarios-bring-back";
const NAME: &str = "scenarios-name";

#[derive(PartialEq, Properties)]
struct ScenariosProps {
    error: Option<Rc<OpenError>>,
    open: Callback<OpenRequest, bool>,
    onclose: Callback<()>,
}

#[component]
fn Scenarios(props: &ScenariosProps) -> Html {
    let Kept { keeper, view: kept } = use_kept();
    let has_unread = use_all_problems().iter().any(|problem| problem.is_unread);
    let said = use_state_eq(|| AttrValue::from(""));
    // The entry that is given another name, and the name so far.
    let renamed = use_state_eq(|| None::<(String, String)>);
    // A name that was typed is taken when the dialog is closed over it; Escape and Cancel send it away before.
    let typed_name = use_mut_ref(|| None::<(String, String)>);
    typed_name.borrow_mut().clone_from(&*renamed);
    {
        let (keeper, typed_name) = (keeper.clone(), typed_name.clone());
        use_effect_with((), move |()| {
            keeper.watch(true);
            move || {
                if let Some((id, name)) = typed_name.take()
                    && !name.trim().is_empty()
                    && name.trim() != keeper.name_of(&id)
                {
                    keeper.rename(&id, Some(name.trim()));
                }
                keeper.watch(false);
            }
        });
    }
    let act = {
        let (open, onclose) = (props.open.clone(), props.onclose.clone());
        let (said, renamed) = (said.setter(), renamed.clone());
        Callback::from(move |act: Act| {
            let go_to = |id: String| focus::soon(move || focus::to_id(&id));
            let or_gone = |done: bool, words: &str| if done { words } else { GONE }.to_owned();
            let words = match act {
                Act::Save => match (keeper.save(), has_unread) {
                    (true, false) => "Saved.",
                    (true, true) => "Saved, without the texts that could not be read.",
                    (false, _) => "It is saved already, just as it is.",
                }
                .to_owned(),
                Act::Open(id) => {
                    let (open, onclose, said) = (open.clone(), onclose.clone(), said.clone());
                    let found = move |record: Option<Rc<Record>>| match record {
                        None => said.set(GONE.into()),
                        Some(record) => {
                            if open.emit(OpenRequest::Kept(record)) {
                                onclose.emit(());
                            }
                        }
                    };
                    keeper.fetch(id, Callback::from(found));
                    String::new()
                }
                Act::Copy(id) => {
                    or_gone(keeper.rename(&id, None), "A copy is among the saved ones.")
                }
                Act::Rename(id) => {
                    renamed.set(Some((id.clone(), keeper.name_of(&id))));
                    go_to(NAME.to_owned());
                    String::new()
                }
                Act::Type(name) => {
                    renamed.set((*renamed).clone().map(|(id, _)| (id, name)));
                    String::new()
                }
                Act::Name | Act::Leave => {
                    let Some((id, name)) = &*renamed else { return };
                    renamed.set(None);
                    go_to(name_id(id));
                    let name = name.trim();
                    let is_other = !name.is_empty() && name != keeper.name_of(id);
                    if matches!(act, Act::Name) && is_other {
                        or_gone(keeper.rename(id, Some(name)), "Renamed.")
                    } else {
                        String::new()
                    }
                }
                Act::ToFile(id) => match keeper.to_file(&id) {
                    Some((name, text)) => offered(&name, &text),
                    None => GONE.to_owned(),
                },
                Act::ThrowAway(id) => {
                    go_to(BRING_BACK.to_owned());
                    or_gone(keeper.throw_away(&id), "Thrown away.")
                }
                Act::BringBack => {
                    keeper.bring_back();
                    go_to(SAVE.to_owned());
                    "It is back.".to_owned()
                }
                Act::AllToFile => offered("your-scenarios.ratecards.json", &keeper.all_as_one()),
                Act::AddAll(bytes) => added_words(keeper.add_all(&bytes)),
            };
            said.set(words.into());
        })
    };
    let onfile = {
        let (act, said) = (act.clone(), said.setter());
        Callback::from(move |event: Event| {
            let Some(file) = chosen_file(&event) else { return };
            if size_of(&file) > MOST_BUNDLE as f64 {
                said.set(OpenError::TooLarge.to_string().into());
                return;
            }
            let act = act.clone();
            spawn_local(async move {
                act.emit(Act::AddAll(bytes_of(file).await.unwrap_or_default()));
            });
        })
    };
    let press = |what: Act| act.reform(move |_: MouseEvent| what.clone());
    let list = |id: &'static str, heading: &str, hint: &str, is_saved: bool| {
        let entries = kept.library.entries().iter().filter(|entry| entry.is_saved == is_saved);
        let entries: Vec<Html> = entries
            .map(|entry| match &*renamed {
                Some((id, name)) if *id == entry.id => naming(id, name, &act),
                _ => item(entry, &kept, &press),
            })
            .collect();
        html! {
            <section aria-labelledby={id}>
                <h3 {id}>{ format!("{heading} ({})", entries.len()) }</h3>
                <p class="hint">{ hint.to_owned() }</p>
                <ul class="kept-list" translate="no">{ entries }</ul>
            </section>
        }
    };
    html! {
        <>
            if let Some(error) = &props.error {
                <OpenErrorNote id="scenarios-error" error={error.clone()} asked=1 />
            }
            <div class="buttons">
                { button(SAVE, "primary", "Save the present scenario".to_owned(), press(Act::Save)) }
                <span role="status">{ &*said }</span>
                if let Some(name) = &kept.thrown {
                    { button(BRING_BACK, "secondary", format!("Undo: bring back “{name}”"), press(Act::BringBack)) }
                }
            </div>
            <p class="hint">{ where_kept(&kept) }</p>
            { list("scenarios-saved", "Saved", "What you save stays as it is while you go on. Saved again under the same name, it goes to the drafts and the new one takes its place.", true) }
            { list("scenarios-drafts", "Drafts", "Kept by themselves, whatever is opened next.", false) }
            <div class="field kept-foot">
                { button("scenarios-all", "secondary", "Save all as one file".to_owned(), press(Act::AllToFile)) }
                <label for="scenarios-file">{ "Add all from a file" }</label>
                <input id="scenarios-file" type="file" accept=".json,application/json" onchange={onfile} />
            </div>
        </>
    }
}

fn button(id: &str, class: &'static str, words: String, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" id={id.to_owned()} {class} {onclick}>{ words }</button> }
}

/// One entry, with what can be done to it.
fn item(entry: &Entry, kept: &KeptView, press: &dyn Fn(Act) -> Callback<MouseEvent>) -> Html {
    let name = match entry.name.as_str() {
        "" => "Without a name",
        name => name,
    };
    let id = &entry.id;
    let is_here = kept.open.as_ref() == Some(id);
    let is_elsewhere = kept.tabs.have_open(id);
    let tags = [
        (is_here, "open here"),
        (is_elsewhere, "open in another tab"),
        (entry.is_newer, "of a newer version of this page, and left as it is"),
        (kept.unstored.contains(id), "only until this page is closed"),
    ];
    let is_idle = !is_here && !is_elsewhere;
    let acts = [
        (is_idle && !entry.is_newer, "Rename", Act::Rename(id.clone())),
        (!entry.is_newer, "Duplicate", Act::Copy(id.clone())),
        (true, "Save file", Act::ToFile(id.clone())),
        (is_idle || entry.is_saved, "Delete", Act::ThrowAway(id.clone())),
    ];
    let acts = acts.into_iter().filter(|(may, ..)| *may).map(|(_, words, act)| {
        html! {
            <button type="button" class="quiet" onclick={press(act)}>
                { words }<span class="visually-hidden">{ format!(" “{name}”") }</span>
            </button>
        }
    });
    html! {
        <li key={id.clone()}>
            <p class="kept-name">
                <button
                    type="button" id={name_id(id)} class="link" disabled={entry.is_newer}
                    onclick={press(Act::Open(id.clone()))}
                >
                    { name.to_owned() }
                </button>
                { for tags.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| html! { <span class="tag">{ words }</span> }) }
            </p>
            <p class="kept-about">
                <span>{ entry.headline.clone() }</span>
                if entry.at > 0.0 { <span>{ clock::in_words(entry.at) }</span> }
            </p>
            <div class="kept-acts">{ for acts }</div>
        </li>
    }
}

/// An entry that is given another name.
fn naming(id: &str, name: &str, act: &Callback<Act>) -> Html {
    let oninput = act.reform(|event: InputEvent| Act::Type(typed_text(&event)));
    let onkeydown = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| match entered(&event) {
            Some(true) => act.emit(Act::Name),
            Some(false) => act.emit(Act::Leave),
            None => {}
        })
    };
    let press = |what: Act| act.reform(move |_: MouseEvent| what.clone());
    html! {
        <li key={id.to_owned()}>
            <div class="kept-rename">
                <label for={NAME} class="visually-hidden">{ "Name" }</label>
                <input id={NAME} type="text" autocomplete="off" value={name.to_owned()} {oninput} {onkeydown} />
                <button type="button" class="secondary" onclick={press(Act::Name)}>{ "Rename" }</button>
                <button type="button" class="quiet" onclick={press(Act::Leave)}>{ "Cancel" }</button>
            </div>
        </li>
    }
}

fn name_id(id: &str) -> String {
    format!("kept-{id}")
}

const GONE: &str = "It is not there any more: it may have been thrown away in another tab.";

fn offered(name: &str, text: &str) -> String {
    if download::offer(name, "application/json", text) {
        "Saved as a file.".to_owned()
    } else {
        "The browser refused to save the file.".to_owned()
    }
}

/// What came of adding a file, in words.
pub fn added_words(added: Result<Added, OpenError>) -> String {
    let Added { added, were_there, unreadable } = match added {
        Ok(added) => added,
        Err(error) => return error.to_string(),
    };
    let scenarios = |number: usize, one: &str, many: &str| match number {
        1 => format!("One scenario {one}"),
        _ => format!("{} scenarios {many}", format::count(number as u64)),
    };
    let mut words = vec![scenarios(added, "was added", "were added")];
    if were_there > 0 {
        words.push(scenarios(were_there, "was here already", "were here already"));
    }
    if unreadable > 0 {
        words.push(scenarios(unreadable, "could not be read", "could not be read"));
    }
    words.join("; ") + "."
}

/// How far what is kept can be relied upon.
fn where_kept(kept: &KeptView) -> &'static str {
    match (kept.keeping, kept.is_persisted) {
        (Keeping::Refused, _) => {
            "This browser keeps nothing here: what is listed is gone when this page is closed. Save files."
        }
        (Keeping::Full, _) => {
            "This browser has no more room. Save files of what matters, and throw something away."
        }
        (_, Some(true)) => "In this browser alone, which has agreed not to clear it by itself.",
        (_, Some(false)) => {
            "In this browser alone, which may clear it when it needs room or after weeks without a visit: save all as one file now and then."
        }
        (_, None) => "In this browser alone. To have it elsewhere, save all as one file.",
    }
}
