//! One simulated person as a story: chosen by what they come to, one after the other.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::data_table::DataTable;
use super::folded::Folded;
use crate::analysis::journeys::Who;
use crate::desk::{Answer, JourneyAnswer, JourneyQuestion, Question};
use crate::format;
use crate::model::Scenario;
use crate::share::{Document, file_stem};
use crate::ui::ByPointer;
use crate::ui::browser::download;
use crate::ui::browser::events::{chosen, typed_text};
use crate::ui::state::{desk, use_announce};

#[derive(PartialEq, Properties)]
pub struct JourneysProps {
    /// The scenario that the figures belong to.
    pub scenario: ByPointer<Scenario>,
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
struct Wanted {
    future: u32,
    /// The place among the choices.
    who: usize,
    from: Option<u32>,
    backwards: bool,
}

/// What is known.
#[derive(Clone, PartialEq)]
enum Told {
    Waiting,
    Story(Box<JourneyAnswer>),
    /// There are no single people, or what tells of them could not be loaded.
    Nothing(&'static str),
}

const NO_PEOPLE: &str = "There are no single people where the luck of people is switched off: switch it on under Uncertainty.";
const UNLOADED: &str =
    "What tells of single people could not be loaded: check the connection to the network.";

#[component]
pub fn Journeys(props: &JourneysProps) -> Html {
    // Somebody who gets far tells most of the card.
    let wanted = use_state_eq(|| Wanted {
        who: choices(&props.scenario)
            .iter()
            .position(|(_, who)| is_lasting(who, &props.scenario))
            .unwrap_or(0),
        ..Wanted::default()
    });
    let told = use_state_eq(|| Told::Waiting);
    let announce = use_announce();
    // Answers come later than questions, and only the last one counts.
    let n_asked = use_mut_ref(|| 0_u32);
    let choices = choices(&props.scenario);
    {
        let (told, n_asked) = (told.setter(), n_asked.clone());
        let asked = ((*wanted).clone(), props.scenario.clone());
        use_effect_with(asked, move |(wanted, scenario)| {
            *n_asked.borrow_mut() += 1;
            let number = *n_asked.borrow();
            let Some(question) = question(wanted, scenario, false) else { return };
            spawn_local(async move {
                let answer = desk().ask(&Question::Journey(Box::new(question))).await;
                if *n_asked.borrow() == number {
                    told.set(match answer {
                        Some(Answer::Journey(story)) => Told::Story(story),
                        Some(Answer::Nothing) => Told::Nothing(NO_PEOPLE),
                        _ => Told::Nothing(UNLOADED),
                    });
                }
            });
        });
    }
    let person = match &*told {
        Told::Story(story) => story.person,
        _ => None,
    };
    let step = |backwards: bool| {
        let wanted = wanted.clone();
        Callback::from(move |_: MouseEvent| {
            wanted.set(Wanted { from: person, backwards, ..(*wanted).clone() });
        })
    };
    let onwho = {
        let wanted = wanted.clone();
        Callback::from(move |event: Event| {
            let who = chosen(&event).parse().unwrap_or(0);
            wanted.set(Wanted { who, from: None, backwards: false, future: wanted.future });
        })
    };
    let onfuture = {
        let (wanted, most) = (wanted.clone(), props.scenario.run.trials.saturating_sub(1));
        Callback::from(move |event: InputEvent| {
            let typed = format::typed_whole(&typed_text(&event)).ok();
            let Some(future) = typed.and_then(|typed| u32::try_from(typed).ok()) else { return };
            let future = future.min(most);
            wanted.set(Wanted { future, from: None, backwards: false, who: wanted.who });
        })
    };
    let onevents = {
        let (wanted, scenario) = (wanted.clone(), props.scenario.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(question) = question(&wanted, &scenario, true) else { return };
            let name = format!("{}-events-future{}.csv", file_stem(&scenario.name), wanted.future);
            let announce = announce.clone();
            spawn_local(async move {
                let answer = desk().ask(&Question::Journey(Box::new(question))).await;
                let is_saved = match answer {
                    Some(Answer::Journey(told)) => download::offer(&name, "text/csv", &told.events),
                    _ => false,
                };
                announce.emit(if is_saved { "Saved." } else { UNLOADED }.into());
            });
        })
    };
    html! {
        <section class="result-part journeys" aria-labelledby="journeys-heading" data-testid="journeys">
            <h3 id="journeys-heading">{ "One simulated person" }</h3>
            <div class="how-likely-row">
                <label for="journey-who">{ "Somebody" }</label>
                <select id="journey-who" onchange={onwho}>
                    { for choices.iter().enumerate().map(|(index, (words, _))| html! {
                        <option value={index.to_string()} selected={index == wanted.who}>{ words }</option>
                    }) }
                </select>
                <label for="journey-future">{ "in future" }</label>
                <input
                    id="journey-future" class="short" type="text" inputmode="numeric" autocomplete="off"
                    value={wanted.future.to_string()} oninput={onfuture}
                />
                <button type="button" class="secondary" onclick={step(true)}>{ "Previous" }</button>
                <button type="button" class="secondary" onclick={step(false)}>{ "Next" }</button>
            </div>
            { match &*told {
                Told::Waiting => html! { <p class="details-waiting">{ "Simulating…" }</p> },
                Told::Nothing(words) => html! { <p class="problem" role="alert">{ *words }</p> },
                Told::Story(story) => shown(story),
            } }
            <div class="buttons">
                <button type="button" class="secondary" onclick={onevents}>{ "Every event of this future (CSV)" }</button>
            </div>
        </section>
    }
}

fn shown(story: &JourneyAnswer) -> Html {
    let months = story.months.clone();
    let in_months = Callback::from(move |()| {
        let region = months.caption.clone();
        html! { <DataTable table={months.clone()} {region} /> }
    });
    html! {
        <>
            <p role="status"><strong>{ &story.title }</strong>{ " " }{ &story.sentence }</p>
            if let Some(table) = &story.story {
                <DataTable table={table.clone()} region={table.caption.clone()} />
            }
            <Folded class="figures" summary="This future month by month" children={in_months} />
        </>
    }
}

/// Whom one can ask for, in words.
fn choices(scenario: &Scenario) -> Vec<(String, Who)> {
    let mut choices = vec![
        ("who starts".to_owned(), Who::Anybody),
        ("who lost pay to a cap".to_owned(), Who::LostPay),
    ];
    let segments = scenario.cohort.segments.iter();
    choices.extend(
        segments.map(|one| (format!("of the segment {}", one.name), Who::Segment(one.id.clone()))),
    );
    let lines = scenario.rate_card.outcomes.iter();
    choices.extend(
        lines.map(|line| (format!("who achieves {}", line.name), Who::Outcome(line.id.clone()))),
    );
    choices
}

fn is_lasting(who: &Who, scenario: &Scenario) -> bool {
    let lines = &scenario.rate_card.outcomes;
    matches!(who, Who::Outcome(id) if lines.iter().any(|line| line.lasting && line.id == *id))
}

fn question(wanted: &Wanted, scenario: &Scenario, wants_events: bool) -> Option<JourneyQuestion> {
    let Wanted { future, who, from, backwards } = *wanted;
    let mut choices = choices(scenario);
    // Lines go, and the choice with them.
    let who = if who < choices.len() { choices.swap_remove(who).1 } else { Who::Anybody };
    let scenario = Document::new(scenario).pretty().ok()?;
    Some(JourneyQuestion { scenario, future, who, from, backwards, wants_events })
}
