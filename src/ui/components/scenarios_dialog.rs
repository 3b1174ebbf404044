//! Your scenarios: everything that this browser keeps, to open, name, copy, throw away and carry off.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::dialog::Dialog;
use super::open_error::OpenErrorNote;
use crate::format;
use crate::session::library::Entry;
use crate::share::{MOST_BUNDLE, OpenError, file_name};
use crate::ui::browser::events::{bytes_of, chosen_file, entered, size_of, typed_text};
use crate::ui::browser::{clock, download, focus};
use crate::ui::state::{
    Added, Keeper, Keeping, KeptView, OpenRequest, use_announce, use_keeper, use_kept,
};

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
#[derive(Clone, PartialEq)]
enum Act {
    Save,
    Open(AttrValue),
    Copy(AttrValue),
    Rename(AttrValue, AttrValue),
    ToFile(AttrValue),
    ThrowAway(AttrValue),
    BringBack,
    AllToFile,
    AddAll(Rc<[u8]>),
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
    let (keeper, kept, announce) = (use_keeper(), use_kept(), use_announce());
    let said = use_state_eq(|| AttrValue::from(""));
    let renamed = use_state_eq(|| None::<AttrValue>);
    {
        let keeper = keeper.clone();
        use_effect_with((), move |()| {
            keeper.watch(true);
            move || keeper.watch(false)
        });
    }
    let act = {
        let (open, onclose, said) = (props.open.clone(), props.onclose.clone(), said.setter());
        Callback::from(move |act: Act| {
            let keeper = keeper.clone();
            let (open, onclose, said) = (open.clone(), onclose.clone(), said.clone());
            let announce = announce.clone();
            spawn_local(async move {
                let words = if let Act::Open(id) = &act {
                    let record = keeper.record(id).await.map(Rc::new);
                    let is_there = record.is_some();
                    if record.is_some_and(|record| open.emit(OpenRequest::Kept(record))) {
                        onclose.emit(());
                        return;
                    }
                    if is_there { "It was not opened.".to_owned() } else { GONE.to_owned() }
                } else {
                    do_it(&keeper, &act).await
                };
                announce.emit(words.clone().into());
                said.set(words.into());
                // The button that was pressed may be gone.
                match act {
                    Act::ThrowAway(_) => focus::soon(|| focus::to_id(BRING_BACK)),
                    Act::BringBack => focus::soon(|| focus::to_id(SAVE)),
                    Act::Rename(id, _) => focus::soon(move || focus::to_id(&name_id(&id))),
                    _ => {}
                }
            });
        })
    };
    let onfile = {
        let act = act.clone();
        let said = said.setter();
        Callback::from(move |event: Event| {
            let Some(file) = chosen_file(&event) else { return };
            if size_of(&file) > MOST_BUNDLE as f64 {
                said.set(OpenError::TooLarge.to_string().into());
                return;
            }
            let act = act.clone();
            spawn_local(async move {
                act.emit(Act::AddAll(bytes_of(file).await.unwrap_or_default().into()));
            });
        })
    };
    let press = |what: Act| act.reform(move |_: MouseEvent| what.clone());
    let entries = kept.library.entries();
    let (saved, drafts): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.is_saved);
    let list = |entries: &[&Entry]| {
        let item = |entry: &&Entry| {
            html! {
                <Item
                    key={entry.id.clone()} entry={(*entry).clone()} act={act.clone()}
                    is_here={kept.open.as_ref() == Some(&entry.id)}
                    is_elsewhere={kept.others.iter().any(|other| other.id == entry.id)}
                    is_unstored={kept.unstored.contains(&entry.id)}
                    renamed={renamed.setter()} is_renamed={renamed.as_deref() == Some(&*entry.id)}
                />
            }
        };
        html! { <ul class="kept-list">{ for entries.iter().map(item) }</ul> }
    };
    html! {
        <>
            if let Some(error) = &props.error {
                <OpenErrorNote id="scenarios-error" error={error.clone()} asked=1 />
            }
            <div class="buttons">
                <button type="button" id={SAVE} class="primary" onclick={press(Act::Save)}>
                    { "Save the present scenario" }
                </button>
                <span>{ &*said }</span>
                if let Some(name) = &kept.thrown {
                    <button type="button" id={BRING_BACK} class="secondary" onclick={press(Act::BringBack)}>
                        { format!("Undo: bring back “{name}”") }
                    </button>
                }
            </div>
            <p class="hint">{ where_kept(&kept) }</p>
            <section aria-labelledby="scenarios-saved">
                <h3 id="scenarios-saved">{ format!("Saved ({})", saved.len()) }</h3>
                if saved.is_empty() {
                    <p class="hint">{ "Nothing yet. What you save here stays as it is while you go on." }</p>
                }
                { list(&saved) }
            </section>
            <section aria-labelledby="scenarios-drafts">
                <h3 id="scenarios-drafts">{ format!("Drafts ({})", drafts.len()) }</h3>
                <p class="hint">{ "Kept by themselves, whatever is opened next." }</p>
                { list(&drafts) }
            </section>
            <div class="field kept-foot">
                <button type="button" class="secondary" onclick={press(Act::AllToFile)} disabled={entries.is_empty()}>
                    { "Save all as one file" }
                </button>
                <label for="scenarios-file">{ "Add all from a file" }</label>
                <input id="scenarios-file" type="file" accept=".json,application/json" onchange={onfile} />
            </div>
        </>
    }
}

#[derive(PartialEq, Properties)]
struct ItemProps {
    entry: Entry,
    act: Callback<Act>,
    /// This tab works on it.
    is_here: bool,
    is_elsewhere: bool,
    /// Only this page holds it.
    is_unstored: bool,
    renamed: UseStateSetter<Option<AttrValue>>,
    is_renamed: bool,
}

#[component]
fn Item(props: &ItemProps) -> Html {
    let ItemProps { entry, act, is_here, is_elsewhere, is_unstored, renamed, is_renamed } = props;
    let id = AttrValue::from(entry.id.clone());
    let name = AttrValue::from(match entry.name.as_str() {
        "" => "Without a name".to_owned(),
        name => name.to_owned(),
    });
    let tags = [
        (*is_here, "open here"),
        (*is_elsewhere, "open in another tab"),
        (entry.is_newer, "of a newer version of this page, and left as it is"),
        (*is_unstored, "only until this page is closed"),
    ];
    let action = |words: &'static str, what: Act| {
        let onclick = act.reform(move |_: MouseEvent| what.clone());
        html! {
            <button type="button" class="quiet" {onclick}>
                { words }<span class="visually-hidden">{ format!(" “{name}”") }</span>
            </button>
        }
    };
    let onrename = {
        let (renamed, id) = (renamed.clone(), id.clone());
        Callback::from(move |_: MouseEvent| {
            renamed.set(Some(id.clone()));
            focus::soon(|| focus::to_id(NAME));
        })
    };
    let may_change = !entry.is_newer && !is_here && !is_elsewhere;
    html! {
        <li>
            if *is_renamed {
                <Rename {id} name={entry.name.clone()} act={act.clone()} renamed={renamed.clone()} />
            } else {
                <p class="kept-name">
                    <button
                        type="button" id={name_id(&id)} class="link" disabled={entry.is_newer}
                        onclick={ { let what = Act::Open(id.clone()); act.reform(move |_: MouseEvent| what.clone()) } }
                    >
                        { &name }<span class="visually-hidden">{ ": open" }</span>
                    </button>
                    { for tags.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| html! { <span class="tag">{ words }</span> }) }
                </p>
                <p class="kept-about">
                    if !entry.headline.is_empty() { <span>{ &entry.headline }</span> }
                    if entry.at > 0.0 { <span>{ clock::in_words(entry.at) }</span> }
                </p>
                <div class="kept-acts">
                    if may_change {
                        <button type="button" class="quiet" onclick={onrename}>
                            { "Rename" }<span class="visually-hidden">{ format!(" “{name}”") }</span>
                        </button>
                    }
                    if !entry.is_newer { { action("Duplicate", Act::Copy(id.clone())) } }
                    { action("Save file", Act::ToFile(id.clone())) }
                    if !is_here && !is_elsewhere || entry.is_saved {
                        { action("Delete", Act::ThrowAway(id.clone())) }
                    }
                </div>
            }
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct RenameProps {
    id: AttrValue,
    name: AttrValue,
    act: Callback<Act>,
    renamed: UseStateSetter<Option<AttrValue>>,
}

#[component]
fn Rename(props: &RenameProps) -> Html {
    let name = use_state_eq(|| props.name.clone());
    let oninput = {
        let name = name.setter();
        Callback::from(move |event: InputEvent| name.set(typed_text(&event).into()))
    };
    let end = {
        let (renamed, id) = (props.renamed.clone(), props.id.clone());
        Callback::from(move |()| {
            renamed.set(None);
            let id = name_id(&id);
            focus::soon(move || focus::to_id(&id));
        })
    };
    let rename = {
        let (act, id, end) = (props.act.clone(), props.id.clone(), end.clone());
        let (before, name) = (props.name.clone(), (*name).clone());
        Callback::from(move |()| {
            if !name.trim().is_empty() && name != before {
                act.emit(Act::Rename(id.clone(), name.trim().to_owned().into()));
            }
            end.emit(());
        })
    };
    let onkeydown = {
        let (rename, end) = (rename.clone(), end.clone());
        Callback::from(move |event: KeyboardEvent| match entered(&event) {
            Some(true) => rename.emit(()),
            Some(false) => end.emit(()),
            None => {}
        })
    };
    html! {
        <div class="kept-rename">
            <label for={NAME} class="visually-hidden">{ "Name" }</label>
            <input id={NAME} type="text" autocomplete="off" value={(*name).clone()} {oninput} {onkeydown} />
            <button type="button" class="secondary" onclick={rename.reform(|_: MouseEvent| ())}>{ "Rename" }</button>
            <button type="button" class="quiet" onclick={end.reform(|_: MouseEvent| ())}>{ "Cancel" }</button>
        </div>
    }
}

fn name_id(id: &str) -> String {
    format!("kept-{id}")
}

const GONE: &str = "It is not there any more: it may have been thrown away in another tab.";

/// Does it, and says what came of it.
async fn do_it(keeper: &Rc<Keeper>, act: &Act) -> String {
    let or_gone = |done: bool, words: &str| if done { words } else { GONE }.to_owned();
    match act {
        Act::Save => {
            if keeper.save().await {
                "Saved.".to_owned()
            } else {
                "It is saved already, just as it is.".to_owned()
            }
        }
        Act::Open(_) => String::new(),
        Act::Copy(id) => or_gone(keeper.duplicate(id).await, "A copy is among the saved ones."),
        Act::Rename(id, name) => or_gone(keeper.rename(id, name).await, "Renamed."),
        Act::ToFile(id) => match keeper.record(id).await {
            Some(record) => {
                let name = keeper.name_of(id);
                offered(&file_name(&name), &record.text)
            }
            None => GONE.to_owned(),
        },
        Act::ThrowAway(id) => {
            keeper.throw_away(id).await;
            "Thrown away.".to_owned()
        }
        Act::BringBack => {
            keeper.bring_back().await;
            "It is back.".to_owned()
        }
        Act::AllToFile => offered("your-scenarios.ratecards.json", &keeper.all_as_one().await),
        Act::AddAll(bytes) => added_words(keeper.add_all(bytes).await),
    }
}

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
