//! A list of names of other things: each with a way out, and a choice of those that are not in it yet.

use yew::prelude::*;

use crate::session::Edit;
use crate::session::fields::FieldValue;
use crate::ui::browser::events::chosen;
use crate::ui::browser::focus;
use crate::ui::state::use_edit;
use crate::ui::wording::field_id;

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
    let NamesEditorProps { path, names, known, .. } = props;
    let edit = use_edit();
    let set = {
        let path = path.clone();
        move |names: Vec<String>| edit.emit(Edit::set(path.as_str(), FieldValue::Names(names)))
    };
    let words = |name: &String| {
        let found = known.iter().find(|(written, _)| written == name);
        found.map_or_else(|| format!("{name} (not in this scenario)"), |(_, words)| words.clone())
    };
    let without = |index: usize| {
        let mut names = names.clone();
        names.remove(index);
        let set = set.clone();
        Callback::from(move |event: MouseEvent| {
            let stay = focus::near(&event);
            set(names.clone());
            stay();
        })
    };
    let earlier = |index: usize| {
        let mut names = names.clone();
        names.swap(index - 1, index);
        let set = set.clone();
        Callback::from(move |_: MouseEvent| set(names.clone()))
    };
    let onadd = {
        let (names, set) = (names.clone(), set.clone());
        Callback::from(move |event: Event| {
            let name = chosen(&event);
            if !name.is_empty() {
                let stay = focus::near(&event);
                set([names.as_slice(), &[name]].concat());
                stay();
            }
        })
    };
    let id = field_id(path);
    let hint_id = format!("{id}-hint");
    let left: Vec<_> = known.iter().filter(|(name, _)| !names.contains(name)).collect();
    html! {
        <div class="field names">
            <label for={id.clone()}>{ &props.label }</label>
            if !props.hint.is_empty() {
                <span class="hint" id={hint_id.clone()}>{ &props.hint }</span>
            }
            if !names.is_empty() {
                <ul class="chips">
                    { for names.iter().enumerate().map(|(index, name)| html! {
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
                    }) }
                </ul>
            }
            // Anew after each choice, so that it shows again that nothing is chosen.
            <select
                key={names.len()} {id} onchange={onadd} disabled={left.is_empty()}
                aria-describedby={(!props.hint.is_empty()).then_some(hint_id)}
            >
                <option value="" selected={true}>{ if names.is_empty() { "none – choose" } else { "add another" } }</option>
                { for left.into_iter().map(|(name, words)| html! {
                    <option value={name.clone()}>{ words }</option>
                }) }
            </select>
        </div>
    }
}
