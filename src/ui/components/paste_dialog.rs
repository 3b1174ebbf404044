//! A table that somebody copied, as lines of the card: what it would do is shown before it is done.

use yew::prelude::*;

use super::dialog::Dialog;
use crate::format;
use crate::session::pasted_card::{Column, PasteError, PastePlan, PastedCard, Way};
use crate::ui::browser::events::{chosen, typed_text};
use crate::ui::state::{use_announce, use_edit, use_scenario};

#[derive(PartialEq, Properties)]
pub struct PasteDialogProps {
    pub is_open: bool,
    pub onclose: Callback<()>,
}

#[component]
pub fn PasteDialog(props: &PasteDialogProps) -> Html {
    html! {
        <Dialog id="paste" heading="Paste a rate card" is_open={props.is_open} onclose={props.onclose.clone()}>
            <PasteBody onclose={props.onclose.clone()} />
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
struct PasteBodyProps {
    onclose: Callback<()>,
}

/// So many rows of the table are shown to choose its columns by.
const ROWS_SHOWN: usize = 4;

#[component]
fn PasteBody(props: &PasteBodyProps) -> Html {
    let scenario = use_scenario();
    let edit = use_edit();
    let announce = use_announce();
    let text = use_state_eq(|| AttrValue::from(""));
    let card = use_state_eq(|| None::<Result<PastedCard, PasteError>>);
    let way = use_state_eq(|| Way::Merge);
    let oninput = {
        let (text, card) = (text.setter(), card.setter());
        Callback::from(move |event: InputEvent| {
            let typed = typed_text(&event);
            card.set((!typed.trim().is_empty()).then(|| PastedCard::read(&typed)));
            text.set(typed.into());
        })
    };
    let onway = {
        let way = way.setter();
        move |to: Way| {
            let way = way.clone();
            Callback::from(move |_: Event| way.set(to))
        }
    };
    let choice = |to: Way, id: &'static str, words: &'static str| {
        html! {
            <label class="choice">
                <input type="radio" name="paste-way" {id} checked={*way == to} onchange={onway(to)} />
                { words }
            </label>
        }
    };
    let preview = match &*card {
        None => Html::default(),
        Some(Err(error)) => html! { <p class="problem" role="alert">{ error.to_string() }</p> },
        Some(Ok(read)) => {
            let plan = read.onto(&scenario, *way);
            let n_lines = plan.n_added + plan.n_changed;
            let changes_nothing = n_lines + plan.n_removed == 0;
            let onpaste = {
                let (edit, announce, onclose) =
                    (edit.clone(), announce.clone(), props.onclose.clone());
                let (change, words) = (plan.edit.clone(), what_it_does(&plan));
                Callback::from(move |_: MouseEvent| {
                    edit.emit(change.clone());
                    announce.emit(words.clone().into());
                    onclose.emit(());
                })
            };
            let oncolumn = {
                let (card, read) = (card.setter(), read.clone());
                Callback::from(move |(index, column): (usize, Column)| {
                    card.set(Some(Ok(read.with_column(index, column))));
                })
            };
            html! {
                <>
                    { columns(read, &oncolumn) }
                    <fieldset class="ways">
                        <legend class="visually-hidden">{ "What becomes of the card that is there" }</legend>
                        { choice(Way::Merge, "paste-merge", "Keep the lines that the card has: those of the same name get the new values") }
                        { choice(Way::Replace, "paste-replace", "The card becomes these lines, and no others") }
                    </fieldset>
                    <p role="status" data-testid="paste-summary"><strong>{ what_it_does(&plan) }</strong></p>
                    { list("problem", "Not understood, and left as it is:", plan.not_understood.iter().map(ToString::to_string)) }
                    { list("note", "", plan.notes.iter().cloned()) }
                    if !plan.changes.is_empty() {
                        <details>
                            <summary>{ "Every change" }</summary>
                            <ul>{ for plan.changes.iter().map(|words| html! { <li>{ words }</li> }) }</ul>
                        </details>
                    }
                    <div class="buttons">
                        <button type="button" class="primary" disabled={changes_nothing} onclick={onpaste}>
                            { format!("Paste {}", format::counted(n_lines as u64, "outcome")) }
                        </button>
                    </div>
                </>
            }
        }
    };
    html! {
        <div class="paste" translate="no">
            <p>{ "Copy the outcomes in a spreadsheet, a document or a mail, and paste them here: a row for each outcome, with its name, price and chance in any order of columns. Nothing changes before you have seen what it will do." }</p>
            <div class="field">
                <label for="paste-text">{ "The table" }</label>
                <textarea id="paste-text" rows="5" spellcheck="false" value={(*text).clone()} {oninput} />
            </div>
            { preview }
        </div>
    }
}

/// The first rows under what their columns are taken for.
fn columns(card: &PastedCard, oncolumn: &Callback<(usize, Column)>) -> Html {
    let rows = card.rows().iter().enumerate();
    let body = rows.filter(|(index, _)| card.header() != Some(*index)).take(ROWS_SHOWN);
    html! {
        <div class="scroller" tabindex="0" role="region" aria-label="The table as it is understood">
            <table class="paste-table">
                <caption class="visually-hidden">{ "The first rows of the table, under what each column is taken for" }</caption>
                <thead>
                    <tr>
                        { for card.columns().iter().enumerate().map(|(index, column)| {
                            let label = format!("Column {}{}", index + 1, column.heading.as_ref().map(|heading| format!(" ({heading})")).unwrap_or_default());
                            let onchange = oncolumn.reform(move |event: Event| {
                                let place = chosen(&event).parse().unwrap_or(usize::MAX);
                                (index, Column::ALL.get(place).copied().unwrap_or(Column::Other))
                            });
                            html! {
                                <th scope="col">
                                    <select aria-label={label} {onchange}>
                                        { for Column::ALL.iter().enumerate().map(|(place, one)| html! {
                                            <option value={place.to_string()} selected={*one == column.column}>{ one.label() }</option>
                                        }) }
                                    </select>
                                </th>
                            }
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for body.map(|(_, row)| html! {
                        <tr>{ for row.cells.iter().map(|cell| html! { <td>{ cell }</td> }) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn list(class: &'static str, head: &'static str, items: impl Iterator<Item = String>) -> Html {
    let items: Vec<Html> = items.map(|words| html! { <li>{ words }</li> }).collect();
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <div {class}>
            if !head.is_empty() { <p>{ head }</p> }
            <ul>{ items }</ul>
        </div>
    }
}

/// What pasting would do, in a sentence.
fn what_it_does(plan: &PastePlan) -> String {
    let counted = |n: usize, verb: &str| {
        (n > 0).then(|| format!("{verb} {}", format::counted(n as u64, "outcome")))
    };
    let parts: Vec<String> = [
        counted(plan.n_added, "adds"),
        counted(plan.n_changed, "changes"),
        counted(plan.n_removed, "removes"),
        counted(plan.n_same, "leaves as they are"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.as_slice() {
        [] => "This changes nothing.".to_owned(),
        parts => format!("This {}.", parts.join(", ")),
    }
}
