//! One line of the rate card, with its details folded below it.

use yew::prelude::*;

use super::edit_button::EditButton;
use super::field_editor::cell_editor;
use super::field_groups::low_and_high_fields;
use super::parts::parts;
use super::rate_card_grid::figure;
use super::sliding_editor::sliding_editor;
use crate::engine::Summary;
use crate::format;
use crate::model::{Money, Outcome, Scenario, path};
use crate::session::benchmark::like;
use crate::session::grid::{Cell, Column, Columns, Way};
use crate::session::terms::{contract_sentence, line_words};
use crate::session::{Edit, fields, layout};
use crate::ui::ByPointer;
use crate::ui::browser::grid;
use crate::ui::state::use_figures;
use crate::ui::wording::fold_id;

const LINES: &str = "rate_card.outcomes";

/// Where a row of the grid stands, and which of its cells are chosen. Columns are counted among those that are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowPlace {
    pub row: usize,
    /// The column of the one cell that Tab leads to, if it is in this row.
    pub tab_stop: Option<usize>,
    /// The first and last of the chosen columns.
    pub chosen: Option<(usize, usize)>,
    pub is_carried: bool,
    /// What is carried would come here: from above, or from below.
    pub is_goal: Option<Way>,
}

impl RowPlace {
    fn tabindex(self, column: usize) -> &'static str {
        if self.tab_stop == Some(column) { "0" } else { "-1" }
    }

    fn is_chosen(self, column: usize) -> bool {
        self.chosen.is_some_and(|(first, last)| (first..=last).contains(&column))
    }

    /// What a cell says of its place and of being chosen.
    fn cell(self, column: usize) -> (String, &'static str, String) {
        let place = grid::place(Cell { row: self.row, column });
        (place, self.tabindex(column), self.is_chosen(column).to_string())
    }
}

/// What is said of a line in words.
#[derive(Clone, PartialEq)]
pub struct ToldOfLine {
    /// What comes before it and how long it takes.
    words: AttrValue,
    /// The line as a sentence of a contract.
    sentence: AttrValue,
    /// How many lines in a row it waits for.
    depth: usize,
}

impl ToldOfLine {
    /// Of the line in this place of the card.
    pub fn of(scenario: &Scenario, index: usize) -> ToldOfLine {
        let line = &scenario.rate_card.outcomes[index];
        ToldOfLine {
            words: line_words(scenario, line).into(),
            sentence: contract_sentence(scenario, line).into(),
            depth: scenario.rate_card.depth_of(index),
        }
    }
}

#[derive(Properties)]
pub struct RateCardLineProps {
    pub scenario: ByPointer<Scenario>,
    /// Which line of the card.
    pub index: usize,
    pub columns: Columns,
    pub place: RowPlace,
    /// Its name is edited in its place.
    pub is_named: bool,
    /// The focus leaves its name.
    pub onnamed: Callback<()>,
    pub told: ToldOfLine,
    /// Its price as the scenario was opened.
    pub beginning: Option<Money>,
    /// What else its details name: all lines and segments.
    pub around: AttrValue,
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
            && self.columns == other.columns
            && self.place == other.place
            && self.is_named == other.is_named
            && self.told == other.told
            && self.beginning == other.beginning
            && self.around == other.around
            && (self.scenario == other.scenario || self.line() == other.line())
    }
}

#[component]
pub fn RateCardLine(props: &RateCardLineProps) -> Html {
    let is_open = use_state_eq(|| false);
    let Some(line) = props.line() else { return Html::default() };
    let place = props.place;
    let details_id = format!("line-{}-details", line.id);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let class = classes!(
        "line",
        is_open.then_some("is-open"),
        place.is_carried.then_some("is-carried"),
        place.is_goal.map(|way| if way == Way::Up { "is-goal-above" } else { "is-goal-below" }),
    );
    let figures = props.columns.iter().position(|column| column.field().is_none());
    html! {
        <>
            <tr {class}>
                { name_cell(props, line, *is_open, toggle, &details_id) }
                { for props.columns.iter().enumerate().skip(1).filter(|(_, column)| column.field().is_some()).map(|(at, column)| {
                    field_cell(props, line, column, at, *is_open)
                }) }
                if let Some(first) = figures {
                    <LineResult
                        id={line.id.clone()} columns={props.columns} {first} {place}
                        currency={format::currency().to_string()}
                    />
                }
            </tr>
            if *is_open {
                <tr class="line-details" id={details_id}>
                    <td colspan={props.columns.count().to_string()}>
                        { details(&props.scenario, props.index, &props.told.sentence) }
                    </td>
                </tr>
            }
        </>
    }
}

/// The cell of the name: a button that opens the line, or the field of the name while that is edited.
fn name_cell(
    props: &RateCardLineProps,
    line: &Outcome,
    is_open: bool,
    toggle: Callback<MouseEvent>,
    details_id: &str,
) -> Html {
    let path = path::entry(LINES, props.index);
    let (cell, tabindex, is_chosen) = props.place.cell(0);
    let is_named = props.is_named && !is_open;
    // The button that gave way to the field says so as well.
    let onfocusout = is_named.then(|| {
        let onnamed = props.onnamed.clone();
        Callback::from(move |event: FocusEvent| {
            if grid::is_editing(event.target()) {
                onnamed.emit(());
            }
        })
    });
    html! {
        <th
            scope="row" class={format!("depth-{}", props.told.depth)} data-cell={cell} aria-selected={is_chosen}
            {onfocusout}
        >
            if is_named {
                { cell_editor(&props.scenario, &path::join(&path, "name")) }
            } else {
                <span class="grip" aria-hidden="true" title="Drag to another place"></span>
                <button
                    type="button" class="fold" id={fold_id(&path)} onclick={toggle} title={line.name.clone()}
                    {tabindex} aria-expanded={is_open.to_string()}
                    aria-controls={is_open.then(|| details_id.to_owned())}
                >
                    <span class="fold-mark" aria-hidden="true"></span>
                    <span class="line-name">
                        { &line.name }
                        <span class="visually-hidden">{ " details" }</span>
                    </span>
                </button>
                <span class="line-words" translate="no">{ &props.told.words }</span>
            }
        </th>
    }
}

/// A cell with a field of the line. Where the details show the same field, it is there as text.
fn field_cell(
    props: &RateCardLineProps,
    line: &Outcome,
    column: Column,
    at: usize,
    is_open: bool,
) -> Html {
    let Some(path) = column.path(props.index) else { return Html::default() };
    let (cell, tabindex, is_chosen) = props.place.cell(at);
    let is_always_here = matches!(column, Column::Price | Column::Chance);
    let label = column.heading().0;
    html! {
        <td
            key={label.clone()} class="figure" data-label={label} data-cell={cell} {tabindex}
            aria-selected={is_chosen}
        >
            if column == Column::Price {
                { sliding_editor(&props.scenario, &path, props.beginning, true) }
            } else if is_always_here || !is_open {
                { cell_editor(&props.scenario, &path) }
            } else {
                { fields::known(&path).value(&props.scenario).map(|value| fields::known(&path).field.text(&value)).unwrap_or_default() }
            }
            if column == Column::Chance && !line.chance.is_known() {
                <span class="reading-range">
                    { format::span(&format::percent(line.chance.low.get()), &format::percent(line.chance.high.get())) }
                </span>
            }
        </td>
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
                        if *heading == layout::PAYS {
                            { benchmark(scenario, outcome) }
                        }
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

/// What others paid for the like, where that was published.
fn benchmark(scenario: &Scenario, outcome: &Outcome) -> Html {
    let Some((like, source)) = like(outcome, scenario.currency) else { return Html::default() };
    html! {
        <div class="benchmark" translate="no">
            <p>{ "Published prices of like outcomes, as they were paid then:" }</p>
            <ul>
                { for like.into_iter().map(|one| html! {
                    <li>
                        <strong>{ format::money(one.price) }</strong>
                        { format!(" {} ({}, {})", one.outcome, one.programme, one.years) }
                    </li>
                }) }
            </ul>
            <p class="hint">{ format!("Source: {source}.") }</p>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct LineResultProps {
    /// Of the line.
    id: AttrValue,
    columns: Columns,
    /// The place of the first column of figures.
    first: usize,
    place: RowPlace,
    /// What its amounts are written in: in another one it is drawn anew.
    currency: AttrValue,
}

/// What the line comes to: cells that change with the figures, while its fields stay as they are.
#[component]
fn LineResult(props: &LineResultProps) -> Html {
    let figures = use_figures().figures;
    let total = figures
        .as_ref()
        .and_then(|figures| figures.summary.outcomes.iter().find(|total| *total.id == *props.id));
    let columns = props.columns.iter().enumerate().skip(props.first);
    html! {
        <>{ for columns.map(|(at, column)| {
            let (cell, tabindex, is_chosen) = props.place.cell(at);
            let class = classes!("figure", "result", (column == Column::Paid).then_some("paid"));
            let label = column.heading().0;
            html! {
                <td
                    key={label.clone()} {class} data-label={label} data-cell={cell} {tabindex} aria-selected={is_chosen}
                    translate="no"
                >
                    { total.map_or_else(pending, |total| html!(figure(total, column).unwrap_or_default())) }
                    if let (Column::Paid, Some(total), Some(figures)) = (column, total, &figures) {
                        { share_bar(total.paid.mean / most_paid(&figures.summary)) }
                    }
                </td>
            }
        }) }</>
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
