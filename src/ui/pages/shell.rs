//! What stands around every page: header, dialogs, keys, footer.

use std::rc::Rc;

use yew::prelude::*;

use super::about::About;
use super::method::Method;
use super::workbench::Workbench;
use crate::session::Change;
use crate::share::file_name;
use crate::ui::browser::back::BackEntry;
use crate::ui::browser::{download, events, focus, location, tab};
use crate::ui::components::header::{Command, Header};
use crate::ui::components::keys_dialog::KeysDialog;
use crate::ui::components::open_dialog::OpenDialog;
use crate::ui::components::paste_dialog::PasteDialog;
use crate::ui::components::presets_dialog::PresetsDialog;
use crate::ui::components::scenarios_dialog::ScenariosDialog;
use crate::ui::components::share_dialog::{ShareDialog, document};
use crate::ui::components::went_along::went_along;
use crate::ui::route::{Route, use_route};
use crate::ui::state::{
    OpenRequest, use_afterwards, use_all_problems, use_announce, use_autosave, use_figures,
    use_open, use_opening, use_scenario, use_undo_with_text,
};

/// Which dialog is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Showing {
    Nothing,
    Presets,
    Open,
    Scenarios,
    Share,
    Paste,
    Keys,
}

#[component]
pub fn Shell() -> Html {
    let route = use_route();
    let scenario = use_scenario();
    let (steps, undo, redo) = use_undo_with_text();
    let onundo = undo.reform(|_: MouseEvent| ());
    let along_seen = use_state(|| steps.along.clone());
    let along: &[Change] = if Rc::ptr_eq(&steps.along, &along_seen) { &[] } else { &steps.along };
    let onseen = {
        let (along_seen, along) = (along_seen.setter(), steps.along.clone());
        Callback::from(move |_: MouseEvent| along_seen.set(along.clone()))
    };
    let figures = use_figures().figures;
    let open = use_open();
    let opening = use_opening();
    let announce = use_announce();
    let problems = use_all_problems();
    let showing = use_state_eq(|| Showing::Nothing);

    use_effect_with(
        (route.title(), scenario.name.clone(), route.place().is_some()),
        |(title, name, is_workbench)| {
            location::set_title(&if *is_workbench {
                format!("{name} – {title}")
            } else {
                (*title).to_owned()
            });
        },
    );
    // A link that is followed while the page is open.
    {
        let open = open.clone();
        use_effect_with(route.clone(), move |route| {
            if let Route::Open(link) = route {
                let link = link.clone();
                location::go_to("/");
                open.emit(OpenRequest::Link(link));
            }
        });
    }
    // What keys ask for, as it stands whenever one is pressed.
    let by_key = use_mut_ref(Callback::<Command>::noop);
    {
        let by_key = by_key.clone();
        use_effect_with((), move |()| {
            let listener = events::on_shortcut(move |shortcut| {
                let command = by_key.borrow().clone();
                command.emit(match shortcut {
                    events::Shortcut::Undo => Command::Undo,
                    events::Shortcut::Redo => Command::Redo,
                    events::Shortcut::Save => Command::Save,
                    events::Shortcut::Open => Command::Open,
                    events::Shortcut::Keys => Command::Keys,
                });
            });
            move || drop(listener)
        });
    }
    {
        // What was typed and not read is kept nowhere else.
        use_effect_with(problems.iter().any(|problem| problem.is_unread), |has_unread| {
            let listener = has_unread.then(|| tab::ask_before_leaving(|| true));
            move || drop(listener)
        });
    }
    let onsave = {
        let (scenario, figures, announce) = (scenario.clone(), figures.clone(), announce.clone());
        let problems = problems.clone();
        Callback::from(move |()| {
            let words = match document(&scenario, figures.as_ref()).pretty() {
                Ok(text)
                    if download::offer(&file_name(&scenario.name), "application/json", &text) =>
                {
                    if problems.iter().any(|problem| problem.is_unread) {
                        "The scenario was saved as a file, without the texts that could not be read."
                    } else {
                        "The scenario was saved as a file."
                    }
                    .to_owned()
                }
                Ok(_) => "The browser refused to save the file.".to_owned(),
                Err(error) => error.to_string(),
            };
            announce.emit(words.into());
        })
    };
    let oncommand = {
        let (showing, onsave, open) = (showing.setter(), onsave.clone(), open.clone());
        Callback::from(move |command| match command {
            Command::Undo => undo.emit(()),
            Command::Redo => redo.emit(()),
            Command::New => {
                // Its first outcome is added there.
                location::go_to("/");
                open.emit(OpenRequest::Blank);
            }
            Command::Presets => showing.set(Showing::Presets),
            Command::Open => {
                open.emit(OpenRequest::DismissError);
                showing.set(Showing::Open);
            }
            Command::Scenarios => {
                open.emit(OpenRequest::DismissError);
                showing.set(Showing::Scenarios);
            }
            Command::Share => showing.set(Showing::Share),
            Command::Save => onsave.emit(()),
            Command::Keys => showing.set(Showing::Keys),
        })
    };
    by_key.replace(oncommand.clone());
    let onclose = {
        let (showing, open) = (showing.setter(), open.clone());
        Callback::from(move |()| {
            open.emit(OpenRequest::DismissError);
            showing.set(Showing::Nothing);
        })
    };
    let onkeys = {
        let showing = showing.setter();
        Callback::from(move |_: MouseEvent| showing.set(Showing::Keys))
    };
    let onshare = use_callback(showing.setter(), |(), showing| showing.set(Showing::Share));
    let onscenarios = use_callback(showing.setter(), |(), showing| showing.set(Showing::Scenarios));
    let pasted = use_state_eq(String::new);
    let onpaste = use_callback((showing.setter(), pasted.setter()), |text, (showing, pasted)| {
        pasted.set(text);
        showing.set(Showing::Paste);
    });
    use_autosave(scenario.clone(), figures.as_ref());
    use_back(*showing != Showing::Nothing, onclose.clone());
    // The workbench is large: what stands around it is there before.
    let has_begun = use_afterwards(0);
    let is_workbench = route.place().is_some();
    let (is_open_showing, are_scenarios_showing) =
        (*showing == Showing::Open, *showing == Showing::Scenarios);
    html! {
        <>
            if is_workbench {
                { skip_link("inputs", "Skip to the inputs") }
                { skip_link("results", "Skip to the results") }
            } else {
                { skip_link("main", "Skip to the content") }
            }
            <Header name={scenario.name.clone()} steps={steps.clone()} route={route.clone()} {oncommand} />
            <main id="main" tabindex="-1" class={classes!(is_workbench.then_some("panes"))} translate={is_workbench.then_some("no")}>
                { match &route {
                    Route::Workbench(_) | Route::Open(_) if !has_begun => html! { <p class="opening">{ "Loading…" }</p> },
                    Route::Workbench(_) | Route::Open(_) => html! {
                        <Workbench
                            place={route.place().unwrap_or_default()} {onshare} {onscenarios} {onpaste}
                            is_error_elsewhere={is_open_showing || are_scenarios_showing}
                        />
                    },
                    Route::Method => html! { <Method /> },
                    Route::About => html! { <About /> },
                } }
            </main>
            if is_workbench {
                { went_along(along, &onundo, onseen) }
            }
            <footer class="page-foot">
                <p>
                    { "Everything runs in this browser. Nothing that you enter is sent anywhere. " }
                    <button type="button" class="link" onclick={onkeys}>{ "Keys" }</button>
                </p>
            </footer>
            <PresetsDialog
                is_open={*showing == Showing::Presets} open={open.clone()} onclose={onclose.clone()}
            />
            <OpenDialog
                is_open={is_open_showing} error={opening.error.clone()} open={open.clone()}
                onclose={onclose.clone()}
            />
            <ScenariosDialog
                is_open={are_scenarios_showing} error={opening.error.clone()} {open}
                onclose={onclose.clone()}
            />
            <PasteDialog
                is_open={*showing == Showing::Paste} text={(*pasted).clone()} onclose={onclose.clone()}
            />
            <KeysDialog is_open={*showing == Showing::Keys} onclose={onclose.clone()} />
            <ShareDialog
                is_open={*showing == Showing::Share} {scenario} {figures}
                {onclose} {onsave}
            />
        </>
    }
}

/// Lets the browser's Back close a dialog instead of leaving the page.
#[hook]
fn use_back(is_dialog_open: bool, onclose: Callback<()>) {
    let entry = use_memo((), |()| Rc::new(BackEntry::default()));
    {
        let entry = (*entry).clone();
        use_effect_with(onclose, move |onclose| {
            let onclose = onclose.clone();
            let listener = entry.listen(move || onclose.emit(()));
            move || drop(listener)
        });
    }
    use_effect_with(is_dialog_open, move |is_dialog_open| {
        if *is_dialog_open {
            entry.add();
        } else {
            entry.take_away();
        }
    });
}

fn skip_link(id: &'static str, words: &'static str) -> Html {
    let onclick = Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        focus::to_id(id);
    });
    html! { <a class="skip-link" href={format!("#{id}")} {onclick}>{ words }</a> }
}
