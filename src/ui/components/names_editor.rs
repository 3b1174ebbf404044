//! A list of names of other things: each with a way out, and a choice of those that are not in it yet.

use yew::prelude::*;

use super::field_frame::{Control, FieldFrame};
use crate::session::Edit;
use crate::session::fields::FieldValue;
use crate::ui::browser::events::chosen;
use crate::ui::browser::lost_focus;
use crate::ui::state::use_edit;

#[derive(PartialEq, Properties)]
pub struct NamesEditorProps {
    /// The field's path in the scenario.
    pub path: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    /// The names as they are written, in their order.
    pub names: Vec<String>,
    /// What can be named: as it is written, and as people call it.
    pub known: Vec<(String, String)>,
}

#[component]
pub fn NamesEditor(props: &NamesEditorProps) -> Html {
    let NamesEditorProps { path, label, hint, names, known } = props;
    let edit = use_edit();
    let set = {
        let path = path.clone();
        move |names: Vec<String>| edit.emit(Edit::set(path.as_str(), FieldValue::Names(names)))
    };
    let words = |name: &String| {
        let found = known.iter().find(|(written, _)| written == name);
        found.map_or_else(|| format!("{name} (not in this scenario)"), |(_, words)| words.clone())
    };
    let to = |names: Vec<String>| {
        let set = set.clone();
        lost_focus::kept(Callback::from(move |_: MouseEvent| set(names.clone())))
    };
    let without = |index: usize| {
        let mut names = names.clone();
        names.remove(index);
        to(names)
    };
    let earlier = |index: usize| {
        let mut names = names.clone();
        names.swap(index - 1, index);
        to(names)
    };
    let onadd = {
        let (names, set) = (names.clone(), set.clone());
        Callback::from(move |event: Event| {
            let name = chosen(&event);
            if !name.is_empty() {
                let stay = lost_focus::near(event.target());
                set([names.as_slice(), &[name]].concat());
                stay();
            }
        })
    };
    let chips = names.iter().enumerate().map(|(index, name)| html! {
        <li key={name.clone()}>
            <span>{ words(name) }</span>
            if index > 0 {
                <button type="button" class="quiet" onclick={earlier(index)} title="Earlier">
                    <span aria-hidden="true">{ "↑" }</span>
                    <span class="visually-hidden">{ format!("Move {} earlier", words(name)) }</span>
                </button>
            }
            <button type="button" class="quiet" onclick={without(index)} title="Take out">
                <span aria-hidden="true">{ "×" }</span>
                <span class="visually-hidden">{ format!("Take out {}", words(name)) }</span>
            </button>
        </li>
    });
    let chips: Html = chips.collect();
    let left = known.iter().filter(|(name, _)| !names.contains(name));
    let left: Html = left
        .map(|(name, words)| html! { <option value={name.clone()}>{ words }</option> })
        .collect();
    let (n_names, is_full) = (names.len(), names.len() >= known.len());
    let control = move |Control { id, described, invalid }| {
        html! {
            <>
                if n_names > 0 {
                    <ul class="chips">{ chips.clone() }</ul>
                }
                // Anew after each choice, so that it shows again that nothing is chosen.
                <select
                    key={n_names} {id} onchange={onadd.clone()} disabled={is_full}
                    aria-describedby={described} aria-invalid={invalid}
                >
                    <option value="" selected={true}>{ if n_names == 0 { "none – choose" } else { "add another" } }</option>
                    { left.clone() }
                </select>
            </>
        }
    };
    html! { <FieldFrame {path} {label} {hint} class="names">{ Callback::from(control) }</FieldFrame> }
}
