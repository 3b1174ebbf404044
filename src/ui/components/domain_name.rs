//! The name of a domain over its lines, which can be written anew in its place.

use yew::prelude::*;

use crate::model::Scenario;
use crate::session::grid::domain_renamed;
use crate::ui::ByPointer;
use crate::ui::browser::events::{entered, typed_text};
use crate::ui::browser::{focus, grid};
use crate::ui::state::use_edit;

#[derive(PartialEq, Properties)]
pub struct DomainNameProps {
    pub scenario: ByPointer<Scenario>,
    pub name: AttrValue,
    /// Which of the domains, for the id of its field.
    pub index: usize,
}

#[component]
pub fn DomainName(props: &DomainNameProps) -> Html {
    let edit = use_edit();
    let typed = use_state_eq(|| None::<AttrValue>);
    let id = format!("domain-{}", props.index);
    let onclick = {
        let (typed, name, id) = (typed.setter(), props.name.clone(), id.clone());
        Callback::from(move |_: MouseEvent| {
            let id = id.clone();
            typed.set(Some(name.clone()));
            focus::after_drawing(move || grid::edit(&id, &grid::Begin::Anew));
        })
    };
    let Some(text) = &*typed else {
        return html! {
            <button type="button" class="domain-name" title="Rename this domain" {onclick}>
                { &props.name }<span class="visually-hidden">{ " (rename this domain)" }</span>
            </button>
        };
    };
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(Some(typed_text(&event).into())))
    };
    let done = {
        let (typed, scenario, name) = (typed.clone(), props.scenario.clone(), props.name.clone());
        Callback::from(move |()| {
            let renamed = typed.as_ref().and_then(|to| domain_renamed(&scenario, &name, to));
            if let Some(renamed) = renamed {
                edit.emit(renamed);
            }
            typed.set(None);
        })
    };
    let onkeydown = {
        let (done, typed) = (done.clone(), typed.setter());
        Callback::from(move |event: KeyboardEvent| match entered(&event) {
            Some(true) => done.emit(()),
            Some(false) => typed.set(None),
            None => {}
        })
    };
    html! {
        <input
            {id} type="text" class="domain-field" aria-label="Name of the domain" autocomplete="off" spellcheck="false"
            value={text.clone()} {oninput} {onkeydown} onblur={done.reform(|_: FocusEvent| ())}
        />
    }
}
