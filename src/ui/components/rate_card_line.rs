//! One line of the rate card, with its details folded below it.

use yew::prelude::*;

use super::edit_button::EditButton;
use super::field_editor::cell_editor;
use super::field_groups::low_and_high_fields;
use super::parts::parts;
use super::sliding_editor::sliding_editor;
use crate::engine::Summary;
use crate::findings::amounts::p50;
use crate::format;
use crate::model::{Money, Outcome, Scenario, path};
use crate::session::{Edit, layout};
use crate::ui::ByPointer;
use crate::ui::state::use_figures;
use crate::ui::wording::fold_id;

const LINES: &str = "rate_card.outcomes";

#[derive(Properties)]
pub struct RateCardLineProps {
    pub scenario: ByPointer<Scenario>,
    /// Which line of the card.
    pub index: usize,
    /// What comes before it and how long it takes.
    pub words: AttrValue,
    /// The line as a sentence of a contract.
    pub sentence: AttrValue,
    /// Its price as the scenario was opened.
    pub beginning: Option<Money>,
    /// What else its details name: all lines and segments.
    pub around: AttrValue,
    /// How many lines in a row it waits for.
    pub depth: usize,
}

impl RateCardLineProps {
    fn line(&self) -> Option<&Outcome> {
        self.scenario.rate_card.outcomes.get(self.index)
    }
}

/// Another scenario in which the line and its words are the same draws nothing anew.
impl PartialEq for RateCardLineProps {
    fn eq(&self, other: &RateCardLineProps) -> bool {
        self.index == other.index
            && self.words == other.words
            && self.sentence == other.sentence
            && self.beginning == other.beginning
            && self.around == other.around
            && self.depth == other.depth
            && (self.scenario == other.scenario || self.line() == other.line())
    }
}

#[component]
pub fn RateCardLine(props: &RateCardLineProps) -> Html {
    let is_open = use_state_eq(|| false);
    let Some(line) = props.line() else { return Html::default() };
    let scenario = &*props.scenario;
    let path = path::entry(LINES, props.index);
    let details_id = format!("line-{}-details", line.id);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    html! {
        <>
            <tr class={classes!("line", is_open.then_some("is-open"))}>
                <th scope="row" class={format!("depth-{}", props.depth)}>
                    <button
                        type="button" class="fold" id={fold_id(&path)} onclick={toggle} title={line.name.clone()}
                        aria-expanded={is_open.to_string()}
                        aria-controls={is_open.then(|| details_id.clone())}
                    >
                        <span class="fold-mark" aria-hidden="true"></span>
                        <span class="line-name">
                            { &line.name }
                            <span class="visually-hidden">{ " details" }</span>
                        </span>
                    </button>
                    <span class="line-words" translate="no">{ &props.words }</span>
                </th>
                <td class="figure" data-label="Price">
                    { sliding_editor(scenario, &path::join(&path, "price"), props.beginning, true) }
                </td>
                <td class="figure" data-label="Chance">
                    { cell_editor(scenario, &path::join(&path, "chance")) }
                    if !line.chance.is_known() {
                        <span class="reading-range">
                            { format::span(&format::percent(line.chance.low.get()), &format::percent(line.chance.high.get())) }
                        </span>
                    }
                </td>
                <LineResult id={line.id.clone()} currency={format::currency().to_string()} />
            </tr>
            if *is_open {
                <tr class="line-details" id={details_id}>
                    <td colspan="5">{ details(&props.scenario, props.index, &props.sentence) }</td>
                </tr>
            }
        </>
    }
}

/// All that is said of a line, under headings, and what can be done to it.
fn details(scenario: &ByPointer<Scenario>, index: usize, sentence: &str) -> Html {
    let line = path::entry(LINES, index);
    let lines = &scenario.rate_card.outcomes;
    let Some(outcome) = lines.get(index) else { return Html::default() };
    // Its neighbours on the page are those of its domain.
    let of_domain = |other: &usize| lines[*other].domain == outcome.domain;
    let before = (0..index).rev().find(of_domain);
    let after = (index + 1..lines.len()).find(of_domain);
    let button = |edit: Edit, what: &'static str| {
        html! {
            <EditButton class="quiet" {edit}>
                { what }<span class="visually-hidden">{ format!(" {}", outcome.name) }</span>
            </EditButton>
        }
    };
    let to = |to: usize| Edit::Move { entry: line.clone(), to };
    html! {
        <div class="details-body">
            <p class="contract-sentence" translate="no">{ sentence }</p>
            { for layout::LINE.iter().map(|(heading, fields)| {
                let fields: Vec<String> = fields.iter().map(|field| path::join(&line, field)).collect();
                html! {
                    <section class="line-part">
                        <h4>{ *heading }</h4>
                        { for fields.first().filter(|field| field.ends_with(".chance")).map(|chance| low_and_high_fields(scenario, chance)) }
                        { parts(scenario, &fields.iter().map(String::as_str).filter(|field| !field.ends_with("].chance")).collect::<Vec<_>>()) }
                    </section>
                }
            }) }
            <span class="entry-buttons">
                if let Some(before) = before { { button(to(before), "Move up") } }
                if let Some(after) = after { { button(to(after), "Move down") } }
                { button(Edit::Duplicate { entry: line.clone() }, "Duplicate") }
                { button(Edit::Remove { entry: line.clone() }, "Remove") }
            </span>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct LineResultProps {
    /// Of the line.
    id: AttrValue,
    /// What its amounts are written in: in another one it is drawn anew.
    currency: AttrValue,
}

/// What the line comes to: two cells that change with the figures, while its fields stay as they are.
#[component]
fn LineResult(props: &LineResultProps) -> Html {
    let figures = use_figures().figures;
    let total = figures
        .as_ref()
        .and_then(|figures| figures.summary.outcomes.iter().find(|total| *total.id == *props.id));
    html! {
        <>
            <td class="figure result" data-label="Achieved" translate="no">{ total.map_or_else(pending, |total| html!(format::number(total.achieved.p50.round()))) }</td>
            <td class="figure result paid" data-label="Paid" translate="no">
                { total.map_or_else(pending, |total| html!(p50(&total.paid))) }
                if let (Some(total), Some(figures)) = (total, &figures) {
                    { share_bar(total.paid.mean / most_paid(&figures.summary)) }
                }
            </td>
        </>
    }
}

/// What goes to the line that most goes to, on average.
fn most_paid(summary: &Summary) -> f64 {
    summary.outcomes.iter().map(|total| total.paid.mean).fold(0.0, f64::max)
}

/// How much is paid for the line, beside the line that most is paid for.
fn share_bar(share: f64) -> Html {
    let width = (100.0 * share).clamp(0.0, 100.0);
    if !width.is_finite() {
        return Html::default();
    }
    html! {
        <svg class="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect width={format!("{width:.1}")} height="4" />
        </svg>
    }
}

fn pending() -> Html {
    html! { <span class="pending" aria-label="not yet simulated">{ "…" }</span> }
}
