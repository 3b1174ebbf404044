//! The top of the page: what is open, undo and redo, and the ways in and out.

use yew::prelude::*;

use super::keeping_note::keeping_note;
use crate::session::fields::FieldValue;
use crate::session::{Edit, Place};
use crate::ui::browser::events::typed_text;
use crate::ui::browser::lost_focus;
use crate::ui::route::Route;
use crate::ui::state::{Gesture, Steps, use_edit, use_field_problem, use_gesture, use_kept};
use crate::ui::wording::field_id;

/// What the buttons of the header ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Undo,
    Redo,
    New,
    Presets,
    Open,
    Scenarios,
    Share,
    Save,
    /// The list of keys.
    Keys,
}

#[derive(PartialEq, Properties)]
pub struct HeaderProps {
    pub name: AttrValue,
    pub steps: Steps,
    pub route: Route,
    pub oncommand: Callback<Command>,
}

#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let command = |command: Command| props.oncommand.reform(move |_: MouseEvent| command);
    let step = |words: &'static str, name: &Option<String>| match name {
        Some(name) => format!("{words}: {name}"),
        None => format!("{words}: nothing to {}", words.to_lowercase()),
    };
    let Steps { undo, redo, .. } = &props.steps;
    let kept = use_kept().view;
    html! {
        <header class="page-head">
            <div class="brand">
                <h1>{ "Rate Card Simulator" }</h1>
                <nav aria-label="Pages">
                    { link(Route::Workbench(Place::default()), "Simulator", &props.route) }
                    { link(Route::Method, "Method", &props.route) }
                    { link(Route::About, "About and privacy", &props.route) }
                </nav>
            </div>
            if props.route.place().is_some() {
                <div class="toolbar">
                    <ScenarioName name={props.name.clone()} />
                    { keeping_note(&kept, &command(Command::Save)) }
                    <div class="buttons" role="group" aria-label="Scenario" id="scenario-buttons">
                        <button
                            type="button" class="secondary" onclick={lost_focus::kept(command(Command::Undo))} disabled={undo.is_none()}
                            title={step("Undo", undo)} aria-keyshortcuts="Control+Z"
                        >{ "Undo" }</button>
                        <button
                            type="button" class="secondary" onclick={lost_focus::kept(command(Command::Redo))} disabled={redo.is_none()}
                            title={step("Redo", redo)} aria-keyshortcuts="Control+Shift+Z"
                        >{ "Redo" }</button>
                        <button
                            type="button" class="secondary" onclick={command(Command::New)}
                            title="A blank card; the present scenario stays under Your scenarios, and Undo brings it back"
                        >{ "New" }</button>
                        <button type="button" class="secondary" onclick={command(Command::Presets)}>{ "Presets" }</button>
                        <button type="button" class="secondary" onclick={command(Command::Open)}>{ "Open" }</button>
                        <button type="button" class="secondary" onclick={command(Command::Scenarios)}>{ "Your scenarios" }</button>
                        <button type="button" class="secondary" onclick={command(Command::Save)}>{ "Save file" }</button>
                        <button type="button" class="primary" onclick={command(Command::Share)}>{ "Share" }</button>
                    </div>
                </div>
            }
        </header>
    }
}

fn link(to: Route, words: &'static str, here: &Route) -> Html {
    let is_here = to == *here || to.place().is_some() && here.place().is_some();
    let current = is_here.then_some("page");
    html! { <a href={to.href()} aria-current={current}>{ words }</a> }
}

#[derive(PartialEq, Properties)]
struct ScenarioNameProps {
    name: AttrValue,
}

const NAME_PROBLEM: &str = "scenario-name-problem";

/// The scenario's name, editable in place.
#[component]
fn ScenarioName(props: &ScenarioNameProps) -> Html {
    let edit = use_edit();
    let gesture = use_gesture();
    let id = field_id("name");
    let problem = use_field_problem(&"name".into());
    let wrong = problem.as_ref().filter(|problem| problem.is_error);
    let oninput = Callback::from(move |event: InputEvent| {
        edit.emit(Edit::set("name", FieldValue::Text(Some(typed_text(&event)))));
    });
    let onfocus = {
        let gesture = gesture.clone();
        Callback::from(move |_: FocusEvent| gesture.emit(Gesture::Begin("name".into())))
    };
    let onblur = Callback::from(move |_: FocusEvent| gesture.emit(Gesture::Over));
    html! {
        <div class="scenario-name">
            <label for={id.clone()}>{ "Scenario" }</label>
            <input
                {id} type="text" autocomplete="off" value={props.name.clone()}
                aria-invalid={wrong.map(|_| "true")} aria-describedby={wrong.map(|_| NAME_PROBLEM)}
                {oninput} {onfocus} {onblur}
            />
            if let Some(wrong) = wrong {
                <span class="problem" id={NAME_PROBLEM}>{ &wrong.sentence }</span>
            }
        </div>
    }
}
