//! What can be taken away of an exhibit: its picture, its table, its words.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::desk::{Answer, ExhibitFile, ExhibitQuestion, Question, Shown};
use crate::share::file_stem;
use crate::ui::browser::{clipboard, clock, download, folding, picture};
use crate::ui::state::{desk, use_announce, use_figures};

#[derive(PartialEq, Properties)]
pub struct TakeAwayProps {
    /// The exhibit's.
    pub id: AttrValue,
    /// What the exhibit is about.
    pub name: AttrValue,
}

/// A form in which an exhibit leaves the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Png,
    Svg,
    Csv,
    Cells,
    Text,
}

const FORMS: [(Form, &str); 5] = [
    (Form::Png, "Picture (PNG)"),
    (Form::Svg, "Picture (SVG)"),
    (Form::Csv, "Table (CSV)"),
    (Form::Cells, "Copy the table"),
    (Form::Text, "Copy the words"),
];

/// A menu that folds away.
#[component]
pub fn TakeAway(props: &TakeAwayProps) -> Html {
    let shown = use_figures();
    let announce = use_announce();
    let told = use_state_eq(|| "");
    let take = {
        let (id, told) = (props.id.to_string(), told.setter());
        Callback::from(move |form: Form| {
            let Some(figures) = &shown.figures else { return };
            let Some(shown) = Shown::new(&figures.scenario, &figures.summary) else { return };
            let question = ExhibitQuestion { id: id.clone(), shown };
            let name = format!(
                "{}-{id}-{}-seed{}-{}",
                file_stem(&figures.scenario.name),
                clock::today(),
                figures.summary.seed,
                figures.summary.fingerprint.get(..8).unwrap_or_default()
            );
            let (announce, told) = (announce.clone(), told.clone());
            spawn_local(async move {
                let answer = desk().ask(&Question::Exhibit(Box::new(question))).await;
                let words = match answer {
                    Some(Answer::Exhibit(file)) => taken(form, &file, &name).await,
                    _ => "This could not be made: check the connection, and try again.",
                };
                told.set(words);
                announce.emit(words.into());
            });
        })
    };
    let onfocusout = Callback::from(|event: FocusEvent| folding::close_when_left(&event));
    html! {
        <details class="take-away" {onfocusout}>
            <summary>{ "Take away" }<span class="visually-hidden">{ format!(": {}", props.name) }</span></summary>
            <div class="take-away-menu">
                { for FORMS.map(|(form, words)| {
                    let onclick = take.reform(move |_: MouseEvent| form);
                    html! { <button type="button" {onclick}>{ words }</button> }
                }) }
                <span class="take-away-told">{ *told }</span>
            </div>
        </details>
    }
}

/// Hands a form over, and says what came of it.
async fn taken(form: Form, file: &ExhibitFile, name: &str) -> &'static str {
    let is_done = match form {
        Form::Png => match picture::png(&file.svg, file.size).await {
            Some(blob) => download::offer_blob(&format!("{name}.png"), &blob),
            None => false,
        },
        Form::Svg => download::offer(&format!("{name}.svg"), "image/svg+xml", &file.svg),
        Form::Csv => {
            // Excel is told that it is UTF-8.
            let text = format!("{}{}", crate::format::CSV_MARK, file.csv);
            download::offer(&format!("{name}.csv"), "text/csv", &text)
        }
        Form::Cells => clipboard::copy(&file.cells).await,
        Form::Text => clipboard::copy(&file.text).await,
    };
    match (form, is_done) {
        (Form::Cells | Form::Text, true) => "Copied.",
        (_, true) => "Saved.",
        (_, false) => "The browser refused: try another form.",
    }
}
