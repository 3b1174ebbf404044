//! What can be done to the chosen lines and cells of the rate card, above it.

use yew::prelude::*;

use super::rate_card_grid::Act;
use crate::format;
use crate::model::Scenario;
use crate::session::grid::{Column, Columns, Selection};
use crate::ui::ByPointer;
use crate::ui::browser::events::{entered, typed_text};
use crate::ui::browser::folding;

#[derive(PartialEq, Properties)]
pub struct GridBarProps {
    pub scenario: ByPointer<Scenario>,
    pub columns: Columns,
    /// None before somebody came to the grid.
    pub selection: Option<Selection>,
    /// What the last act did, where it did not do all.
    pub note: AttrValue,
    pub onact: Callback<Act>,
    pub ontoggle: Callback<Column>,
    pub onpaste: Callback<MouseEvent>,
}

#[component]
pub fn GridBar(props: &GridBarProps) -> Html {
    let change = use_state_eq(AttrValue::default);
    let has_lines = !props.scenario.rate_card.outcomes.is_empty();
    let chosen = props.selection.filter(|_| has_lines);
    let button = |act: Act, words: &'static str, label: &'static str| {
        let onclick = {
            let act = act.clone();
            props.onact.reform(move |_: MouseEvent| act.clone())
        };
        html! {
            <button type="button" class="secondary" aria-label={label} title={label} {onclick}>
                { words }
            </button>
        }
    };
    let onchange = {
        let (onact, change) = (props.onact.clone(), change.clone());
        Callback::from(move |()| {
            if !change.trim().is_empty() {
                onact.emit(Act::Change(change.to_string()));
            }
        })
    };
    let onkeydown = {
        let onchange = onchange.clone();
        Callback::from(move |event: KeyboardEvent| {
            if entered(&event) == Some(true) {
                onchange.emit(());
            }
        })
    };
    let oninput = {
        let change = change.setter();
        Callback::from(move |event: InputEvent| change.set(typed_text(&event).into()))
    };
    html! {
        <div class="grid-bar" role="group" aria-label="The chosen outcomes">
            if let Some(chosen) = chosen {
                <span class="grid-chosen" translate="no">{ words(props, chosen) }</span>
                <span class="grid-acts">
                    if chosen.rows().count() == 1 {
                        { button(Act::Add, "+", "Add an outcome below") }
                        { button(Act::Duplicate, "Duplicate", "Duplicate this outcome") }
                        { button(Act::Up, "↑", "Move this outcome up") }
                        { button(Act::Down, "↓", "Move this outcome down") }
                        { button(Act::Remove, "Remove", "Remove this outcome") }
                    } else {
                        { button(Act::Remove, "Remove", "Remove the chosen outcomes") }
                    }
                </span>
                if can_change(props, chosen) {
                    <span class="grid-acts">
                        if chosen.rows().count() > 1 {
                            { button(Act::FillDown, "Fill down", "Fill down from the first chosen row") }
                        }
                        <label class="visually-hidden" for="grid-change">{ "Change what is chosen by" }</label>
                        <input
                            id="grid-change" type="text" autocomplete="off" spellcheck="false" placeholder="+5%"
                            value={(*change).clone()} {oninput} {onkeydown}
                        />
                        <button type="button" class="secondary" onclick={onchange.reform(|_: MouseEvent| ())}>
                            { "Change" }
                        </button>
                    </span>
                }
            } else {
                <span class="grid-chosen" translate="no">{ card_gist(&props.scenario) }</span>
            }
            <span class="grid-acts grid-all">
                <details class="menu" onfocusout={Callback::from(|event: FocusEvent| folding::close_when_left(&event))}>
                    <summary>{ "Columns" }</summary>
                    <fieldset>
                        <legend class="visually-hidden">{ "Columns of the rate card" }</legend>
                        { for Column::ALL.into_iter().filter(|column| *column != Column::Name).map(|column| {
                            let onchange = props.ontoggle.reform(move |_: Event| column);
                            html! {
                                <label>
                                    <input type="checkbox" checked={props.columns.has(column)} {onchange} />
                                    { column.label() }
                                </label>
                            }
                        }) }
                    </fieldset>
                </details>
                <button type="button" class="secondary" onclick={props.onpaste.clone()}>{ "Paste a card" }</button>
            </span>
            if !props.note.is_empty() {
                <span class="grid-note" translate="no">{ &props.note }</span>
            }
        </div>
    }
}

/// Whether any of what is chosen is a number that can be edited.
fn can_change(props: &GridBarProps, chosen: Selection) -> bool {
    let is_number = |column: Column| column != Column::Name && column.field().is_some();
    chosen.columns().any(|at| props.columns.at(at).is_some_and(is_number))
}

/// What is chosen.
fn words(props: &GridBarProps, chosen: Selection) -> String {
    let counted = |n: usize, what| format::counted(n as u64, what);
    match (chosen.rows().count(), chosen.n_cells()) {
        (_, 1) => String::new(),
        (rows, _) if chosen.columns().count() == props.columns.count() => counted(rows, "outcome"),
        (_, cells) => counted(cells, "cell"),
    }
}

/// The card in a line.
pub fn card_gist(scenario: &Scenario) -> String {
    let lines = &scenario.rate_card.outcomes;
    let prices = || lines.iter().map(|line| line.price);
    match (prices().min(), prices().max()) {
        (Some(least), Some(most)) => format!(
            "{}, {}",
            format::counted(lines.len() as u64, "outcome"),
            format::span(&format::money(least), &format::money(most))
        ),
        _ => "no outcomes yet".to_owned(),
    }
}
