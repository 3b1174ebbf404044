//! A table that somebody copied, as lines of the card: what it would do is shown before it is done.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::dialog::Dialog;
use crate::desk::{Answer, PasteAnswer, PasteQuestion, Question};
use crate::format;
use crate::session::Edit;
use crate::share::{Document, open_unfinished};
use crate::ui::ByPointer;
use crate::ui::browser::events::{chosen, typed_text};
use crate::ui::state::{desk, use_announce, use_edit, use_scenario};

#[derive(PartialEq, Properties)]
pub struct PasteDialogProps {
    pub is_open: bool,
    /// The table as it was pasted already, or nothing.
    pub text: AttrValue,
    pub onclose: Callback<()>,
}

#[component]
pub fn PasteDialog(props: &PasteDialogProps) -> Html {
    html! {
        <Dialog id="paste" heading="Paste a rate card" is_open={props.is_open} onclose={props.onclose.clone()}>
            <PasteBody text={props.text.clone()} onclose={props.onclose.clone()} />
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
struct PasteBodyProps {
    text: AttrValue,
    onclose: Callback<()>,
}

/// What is known of the table.
#[derive(Clone, Default, PartialEq)]
enum Told {
    /// Nothing was pasted yet.
    #[default]
    Nothing,
    Read(Box<PasteAnswer>),
    /// What reads tables could not be loaded.
    Unloaded,
}

#[component]
fn PasteBody(props: &PasteBodyProps) -> Html {
    let scenario = use_scenario();
    let edit = use_edit();
    let announce = use_announce();
    let question =
        use_state_eq(|| PasteQuestion { text: props.text.to_string(), ..PasteQuestion::default() });
    let told = use_state_eq(Told::default);
    use_effect_with((), |()| desk().warm_up());
    // Answers come later than questions, and only the last one counts.
    let n_asked = use_mut_ref(|| 0_u32);
    {
        let (told, n_asked) = (told.setter(), n_asked.clone());
        use_effect_with(
            ((*question).clone(), ByPointer(scenario.clone())),
            move |(question, scenario)| {
                *n_asked.borrow_mut() += 1;
                let number = *n_asked.borrow();
                let Some(scenario) = Document::new(scenario).pretty().ok() else { return };
                if question.text.trim().is_empty() {
                    return told.set(Told::Nothing);
                }
                let question = Question::Paste(PasteQuestion { scenario, ..question.clone() });
                spawn_local(async move {
                    let answer = desk().ask(&question).await;
                    if *n_asked.borrow() == number {
                        told.set(match answer {
                            Some(Answer::Paste(answer)) => Told::Read(answer),
                            _ => Told::Unloaded,
                        });
                    }
                });
            },
        );
    }
    let ask = {
        let question = question.clone();
        Callback::from(move |change: Change| {
            let mut next = (*question).clone();
            match change {
                // Another table has other columns.
                Change::Text(text) => (next.text, next.said) = (text, Vec::new()),
                Change::Column(index, kind) => next.said.push((index, kind)),
                Change::Replaces(replaces) => next.replaces = replaces,
            }
            question.set(next);
        })
    };
    let onpaste = {
        let (edit, announce, onclose) = (edit.clone(), announce.clone(), props.onclose.clone());
        Callback::from(move |told: PasteAnswer| {
            let Some(Ok(pasted)) = told.scenario.as_deref().map(open_unfinished) else { return };
            let scenario = Box::new(pasted.scenario);
            edit.emit(Edit::pasted(scenario, told.n_pasted));
            announce.emit(what_it_does(&told).into());
            onclose.emit(());
        })
    };
    let oninput = ask.reform(|event: InputEvent| Change::Text(typed_text(&event)));
    html! {
        <div class="paste" translate="no">
            <p>{ "Copy the outcomes in a spreadsheet, a document or a mail, and paste them here: a row for each outcome, with its name, price and chance, and what it comes after if anything, in any order of columns. Nothing changes before you have seen what it will do." }</p>
            <div class="field">
                <label for="paste-text">{ "The table" }</label>
                <textarea id="paste-text" rows="5" autofocus=true spellcheck="false" value={question.text.clone()} {oninput} />
            </div>
            { match &*told {
                Told::Nothing => Html::default(),
                Told::Unloaded => html! { <p class="problem" role="alert">{ "What reads tables could not be loaded: check the connection to the network, and reload the page." }</p> },
                Told::Read(told) => match &told.error {
                    Some(error) => html! { <p class="problem" role="alert">{ error }</p> },
                    None => preview(told, question.replaces, &ask, &onpaste),
                },
            } }
        </div>
    }
}

/// What a person changes of the question.
enum Change {
    Text(String),
    Column(usize, usize),
    Replaces(bool),
}

fn preview(
    told: &PasteAnswer,
    replaces: bool,
    ask: &Callback<Change>,
    onpaste: &Callback<PasteAnswer>,
) -> Html {
    let choice = |to: bool, id: &'static str, words: &'static str| {
        let onchange = ask.reform(move |_: Event| Change::Replaces(to));
        html! {
            <label class="choice">
                <input type="radio" name="paste-way" {id} checked={replaces == to} {onchange} />
                { words }
            </label>
        }
    };
    let n_lines = (told.n_added + told.n_changed) as u64;
    let onclick = {
        let (onpaste, told) = (onpaste.clone(), told.clone());
        Callback::from(move |_: MouseEvent| onpaste.emit(told.clone()))
    };
    html! {
        <>
            { table(told, ask) }
            <fieldset class="ways">
                <legend class="visually-hidden">{ "What becomes of the card that is there" }</legend>
                { choice(false, "paste-merge", "Keep the lines that the card has: those of the same name get the new values") }
                { choice(true, "paste-replace", "The card becomes these lines, and no others") }
            </fieldset>
            <p role="status" data-testid="paste-summary"><strong>{ what_it_does(told) }</strong></p>
            { list("problem", "Not understood, and left out:", &told.not_understood) }
            { list("note", "", &told.notes) }
            if !told.changes.is_empty() {
                <details>
                    <summary>{ "Every change" }</summary>
                    { list("note", "", &told.changes) }
                </details>
            }
            <div class="buttons">
                <button type="button" class="primary" disabled={told.scenario.is_none()} {onclick}>
                    { format!("Paste {}", format::counted(n_lines, "outcome")) }
                </button>
            </div>
        </>
    }
}

/// The first rows under what their columns are taken for.
fn table(told: &PasteAnswer, ask: &Callback<Change>) -> Html {
    let head = told.columns.iter().enumerate().map(|(index, column)| {
        let heading = column.heading.as_ref().map(|heading| format!(" ({heading})"));
        let label = format!("Column {}{}", index + 1, heading.unwrap_or_default());
        let onchange = ask.reform(move |event: Event| {
            Change::Column(index, chosen(&event).parse().unwrap_or(usize::MAX))
        });
        let kinds = told.kinds.iter().enumerate().map(|(place, kind)| {
            html! {
                <option value={place.to_string()} selected={place == column.kind}>{ kind }</option>
            }
        });
        html! { <th scope="col"><select aria-label={label} {onchange}>{ for kinds }</select></th> }
    });
    html! {
        <div class="scroller" tabindex="0" role="region" aria-label="The table as it is understood">
            <table class="paste-table">
                <caption class="visually-hidden">{ "The first rows of the table, under what each column is taken for" }</caption>
                <thead><tr>{ for head }</tr></thead>
                <tbody>
                    { for told.rows.iter().map(|row| html! {
                        <tr>{ for row.iter().map(|cell| html! { <td>{ cell }</td> }) }</tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn list(class: &'static str, head: &'static str, items: &[String]) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <div {class}>
            if !head.is_empty() { <p>{ head }</p> }
            <ul>{ for items.iter().map(|words| html! { <li>{ words }</li> }) }</ul>
        </div>
    }
}

/// What pasting would do, in a sentence.
fn what_it_does(told: &PasteAnswer) -> String {
    let parts = [
        (told.n_added, "adds"),
        (told.n_changed, "changes"),
        (told.n_removed, "removes"),
        (told.n_same, "leaves as they are"),
    ];
    let parts = parts.into_iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> =
        parts.map(|(n, verb)| format!("{verb} {}", format::counted(n as u64, "outcome"))).collect();
    match parts.as_slice() {
        [] => "This changes nothing.".to_owned(),
        parts => format!("This {}.", parts.join(", ")),
    }
}
