//! Sending the exact scenario to someone: as a link that holds all of it, or as a file.

use std::rc::Rc;

use yew::prelude::*;

use super::dialog::Dialog;
use super::left_out::{left_out, unfinished};
use crate::format;
use crate::model::Scenario;
use crate::share::{Document, Link, MOST_LINK};
use crate::ui::browser::{clipboard, focus, location};
use crate::ui::state::{Figures, use_all_problems, use_announce};

#[derive(PartialEq, Properties)]
pub struct ShareDialogProps {
    pub is_open: bool,
    pub scenario: Rc<Scenario>,
    /// The figures on the screen; they travel as a fingerprint when they are the scenario's.
    pub figures: Option<Figures>,
    pub onclose: Callback<()>,
    pub onsave: Callback<()>,
}

#[component]
pub fn ShareDialog(props: &ShareDialogProps) -> Html {
    html! {
        <Dialog id="share" heading="Share this scenario" is_open={props.is_open} onclose={props.onclose.clone()}>
            <ShareBody
                scenario={props.scenario.clone()} figures={props.figures.clone()} onsave={props.onsave.clone()}
            />
        </Dialog>
    }
}

#[derive(PartialEq, Properties)]
struct ShareBodyProps {
    scenario: Rc<Scenario>,
    figures: Option<Figures>,
    onsave: Callback<()>,
}

#[component]
fn ShareBody(props: &ShareBodyProps) -> Html {
    let announce = use_announce();
    let problems = use_all_problems();
    let is_unfinished = problems.iter().any(|problem| problem.is_error && !problem.is_unread);
    let copied = use_state_eq(|| None::<bool>);
    let link = use_memo((props.scenario.clone(), props.figures.clone()), |(scenario, figures)| {
        Link::new(&document(scenario, figures.as_ref()))
    });
    let onsave = props.onsave.reform(|_: MouseEvent| ());
    let save = html! {
        <button type="button" class="secondary" onclick={onsave}>{ "Save as a file" }</button>
    };
    let link = match &*link {
        Ok(link) => link,
        Err(error) => {
            return html! { <><p class="problem">{ error.to_string() }</p>{ save }</> };
        }
    };
    let address = AttrValue::from(format!("{}{}", location::page(), link.fragment()));
    let oncopy = {
        let (address, copied) = (address.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let (address, copied, announce) = (address.clone(), copied.clone(), announce.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let done = clipboard::copy(&address).await;
                announce.emit(copy_words(done).into());
                copied.set(Some(done));
                if !done {
                    focus::select_all(LINK_FIELD);
                }
            });
        })
    };
    html! {
        <>
            { left_out(&problems, "Neither the link nor the file holds what was typed here:") }
            { unfinished(&problems, "The link holds the scenario as it stands, unfinished: whoever opens it finds no figures until this is corrected. Nothing is sent to a server.") }
            if !is_unfinished {
                <p>{ "The link holds the whole scenario, with its seed. Whoever opens it gets the same figures, to the penny. Nothing is sent to a server." }</p>
            }
            <div class="field">
                <label for={LINK_FIELD}>{ "Link" }</label>
                <span class="field-box wide">
                    <input id={LINK_FIELD} type="text" readonly=true value={address} aria-describedby="share-length" />
                </span>
            </div>
            <div class="length" id="share-length">
                <meter
                    min="0" max={MOST_LINK.to_string()} high={(MOST_LINK * 19 / 20).to_string()} optimum="0"
                    value={link.length().min(MOST_LINK).to_string()} aria-label="Length of the link"
                />
                <span>{ length_words(link) }</span>
            </div>
            <div class="buttons">
                <button type="button" class="primary" onclick={oncopy}>{ "Copy the link" }</button>
                { save }
            </div>
            if let Some(done) = *copied {
                <p class={if done { "good" } else { "problem" }}>{ copy_words(done) }</p>
            }
            if props.figures.as_ref().is_none_or(|figures| !figures.are_final_of(&props.scenario)) {
                <p class="hint">{ "The run is not finished: the link goes without the fingerprint by which others see that every future is the same." }</p>
            }
        </>
    }
}

const LINK_FIELD: &str = "share-link";

/// The document to send: with the fingerprint of the figures, when they are this scenario's final ones.
pub fn document<'a>(scenario: &'a Scenario, figures: Option<&'a Figures>) -> Document<'a> {
    let document = Document::new(scenario);
    match figures {
        Some(figures) if figures.are_final_of(scenario) => {
            document.with_results(&figures.summary.engine, &figures.summary.fingerprint)
        }
        _ => document,
    }
}

fn copy_words(done: bool) -> &'static str {
    if done {
        "Link copied."
    } else {
        "The browser did not allow copying. The link is selected: press Ctrl and C, or Cmd and C."
    }
}

fn length_words(link: &Link) -> String {
    let length = format::count(link.length() as u64);
    let most = format::count(MOST_LINK as u64);
    if link.is_too_long() {
        format!(
            "{length} characters: mail and chat may break links over {most}. Send the file instead."
        )
    } else {
        format!("{length} characters of {most} that mail and chat keep whole.")
    }
}
