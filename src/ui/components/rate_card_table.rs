//! The rate card: each line with its price and chance, and beside them what it does to the results.

use yew::prelude::*;

use super::domain_name::DomainName;
use super::grid_bar::GridBar;
use super::parts::parts;
use super::rate_card_grid::{Act, CardGrid, use_card_grid};
use super::rate_card_line::{RateCardLine, RowPlace, ToldOfLine};
use crate::format;
use crate::model::{Money, RateCard, Scenario};
use crate::session::grid::{Column, Columns, Way, by_domain};
use crate::session::{LastingKeys, layout};
use crate::ui::ByPointer;
use crate::ui::browser::storage::{self, keys::COLUMNS};

#[derive(PartialEq, Properties)]
pub struct RateCardTableProps {
    pub scenario: ByPointer<Scenario>,
    /// The scenario as it was opened.
    pub beginning: ByPointer<Scenario>,
    /// The results beside the lines belong to an earlier scenario.
    pub is_stale: bool,
    /// So many lines are shown, from the top.
    pub n_lines: usize,
    /// The card is in sight.
    pub is_shown: bool,
    /// A table is to be pasted: its text, or an empty one that asks for it.
    pub onpaste: Callback<String>,
}

#[component]
pub fn RateCardTable(props: &RateCardTableProps) -> Html {
    let scenario = &props.scenario;
    let card = &scenario.rate_card;
    let keys = use_mut_ref(LastingKeys::default);
    let keys = keys.borrow_mut().of(card.outcomes.iter().map(|line| line.id.as_str()));
    let columns = use_state_eq(|| {
        storage::read(COLUMNS).and_then(|text| Columns::read(&text)).unwrap_or_default()
    });
    let ontoggle = {
        let columns = columns.clone();
        Callback::from(move |column| {
            let chosen = columns.toggled(column);
            storage::keep(COLUMNS, &chosen.text());
            columns.set(chosen);
        })
    };
    let columns = *columns;
    // Sentences of all lines are made once for a scenario, and not whenever another cell is chosen.
    let told = use_memo(scenario.clone(), |scenario| Told::of(scenario));
    let grid = use_card_grid(scenario, &props.beginning, columns, props.is_shown, &props.onpaste);
    let onpaste = props.onpaste.reform(|_: MouseEvent| String::new());
    html! {
        <>
            <GridBar
                scenario={scenario.clone()} {columns} selection={grid.selection} note={grid.note.clone()}
                onact={grid.onact.clone()} {ontoggle} {onpaste}
            />
            <table
                class={classes!("card-table", props.is_stale.then_some("is-stale"))} role="grid"
                aria-label="Rate card" aria-multiselectable="true" onkeydown={grid.onkeydown.clone()}
                onfocusin={grid.onfocusin.clone()} onfocusout={grid.onfocusout.clone()} onpointerdown={grid.onpointerdown.clone()}
                onpointerover={grid.onpointerover.clone()} onpointerup={grid.onpointerup.clone()} onclick={grid.onclick.clone()}
            >
                // Without a key for each, a row that is added at the end would have Yew make all others anew.
                <caption key="caption">
                    { "What each outcome pays, how likely it is, and what it comes to. " }
                    <span class="caption-note">
                        { "Achieved and paid are the middle of all futures" }
                        { if props.is_stale { ", not yet updated. " } else { ". " } }
                        { "The notch of a slider is where its price began." }
                    </span>
                </caption>
                <thead key="head">
                    <tr>{ for columns.iter().map(heading) }</tr>
                </thead>
                // One body for all, so that a line that gets another domain stays the same row.
                <tbody key="body">{ for rows(props, &keys, columns, &grid, &told) }</tbody>
            </table>
        </>
    }
}

/// The rows: each domain with its lines and a way to add one. What stands below the lines comes with the last of them, so
/// that nothing in sight moves.
fn rows(
    props: &RateCardTableProps,
    keys: &[u32],
    columns: Columns,
    grid: &CardGrid,
    told: &Told,
) -> Vec<Html> {
    let scenario = &props.scenario;
    let card = &scenario.rate_card;
    let is_complete = props.n_lines >= card.outcomes.len();
    let n_columns = columns.count().to_string();
    let mut row = 0;
    let mut rows = Vec::new();
    for (index, (domain, lines)) in parts_of(card, props.n_lines).into_iter().enumerate() {
        rows.push(html! {
            <tr key={format!("domain {domain}")} class="domain">
                <th scope="colgroup" colspan={n_columns.clone()}>
                    <DomainName scenario={scenario.clone()} name={domain.to_owned()} {index} />
                    if is_complete {
                        <button type="button" class="link" onclick={add_to(grid, domain)}>
                            <span class="add-mark" aria-hidden="true">{ "+" }</span>
                            <span class="add-words">{ "Add an outcome" }</span>
                            <span class="visually-hidden">{ format!(" to {domain}") }</span>
                        </button>
                    }
                </th>
            </tr>
        });
        rows.extend(lines.into_iter().map(|index| {
            let place = place_of(grid, row);
            row += 1;
            html! {
                <RateCardLine
                    key={keys[index]}
                    scenario={scenario.clone()}
                    {index}
                    {columns}
                    {place}
                    is_named={grid.naming == Some(place.row)}
                    onnamed={grid.onnamed.clone()}
                    told={told.lines[index].clone()}
                    around={told.around.clone()}
                    beginning={price_of(&props.beginning.rate_card, &card.outcomes[index].id)}
                />
            }
        }));
    }
    if is_complete {
        let words = if card.outcomes.is_empty() {
            "Add the first outcome"
        } else {
            "Add an outcome in a new domain"
        };
        rows.push(html! {
            <tr key="new domain" class="add">
                <td colspan={n_columns}>
                    <button type="button" class="secondary" onclick={add_to(grid, &new_domain(card))}>
                        { words }
                    </button>
                    { parts(scenario, layout::CARD) }
                </td>
            </tr>
        });
    }
    rows
}

/// Adds an outcome at the end of a domain.
fn add_to(grid: &CardGrid, domain: &str) -> Callback<MouseEvent> {
    let domain = domain.to_owned();
    grid.onact.reform(move |_: MouseEvent| Act::AddTo(domain.clone()))
}

/// What is said of the lines in words.
struct Told {
    lines: Vec<ToldOfLine>,
    /// The names that the details of lines offer: of all lines and segments.
    around: AttrValue,
}

impl Told {
    fn of(scenario: &Scenario) -> Told {
        let (lines, segments) = (&scenario.rate_card.outcomes, &scenario.cohort.segments);
        let names = lines.iter().flat_map(|line| [&line.id, &line.name, &line.domain]);
        let names = names.chain(segments.iter().flat_map(|segment| [&segment.id, &segment.name]));
        Told {
            around: names.map(String::as_str).collect::<Vec<_>>().join("\n").into(),
            lines: (0..lines.len()).map(|index| ToldOfLine::of(scenario, index)).collect(),
        }
    }
}

/// A name for a domain that the card does not have.
fn new_domain(card: &RateCard) -> String {
    let domains = card.domains();
    let mut names =
        std::iter::once("New domain".to_owned()).chain((2..).map(|n| format!("New domain {n}")));
    names.find(|name| !domains.contains(&name.as_str())).unwrap_or_default()
}

/// What stands over a column. In dense rows its unit stands there too, which their fields do not repeat.
fn heading(column: Column) -> Html {
    let (words, unit) = column.heading();
    html! {
        <th scope="col" class={(column != Column::Name).then_some("figure")} key={words.clone()}>
            { words }
            if !unit.is_empty() {
                <span class="heading-unit">{ format::in_currency(&format!(" {unit}")) }</span>
            }
        </th>
    }
}

/// What the grid says of a row.
fn place_of(grid: &CardGrid, row: usize) -> RowPlace {
    // Until somebody comes, Tab leads to the first cell.
    let cursor = grid.selection.unwrap_or_default().cursor;
    let chosen =
        grid.selection.filter(|chosen| chosen.n_cells() > 1 && chosen.rows().contains(&row));
    let goal = grid.carried.filter(|carried| carried.to == row && carried.from != row);
    RowPlace {
        row,
        tab_stop: (cursor.row == row).then_some(cursor.column),
        chosen: chosen.map(|chosen| chosen.columns().into_inner()),
        is_carried: grid.carried.is_some_and(|carried| carried.from == row),
        is_goal: goal.map(|carried| if carried.from < row { Way::Down } else { Way::Up }),
    }
}

fn price_of(card: &RateCard, id: &str) -> Option<Money> {
    card.outcomes.iter().find(|line| line.id == id).map(|line| line.price)
}

/// The first lines in the order of the table, by their places on the card, under their domains.
fn parts_of(card: &RateCard, n_lines: usize) -> Vec<(&str, Vec<usize>)> {
    let mut n_left = n_lines;
    let mut parts = Vec::new();
    for (domain, lines) in by_domain(card) {
        let lines: Vec<usize> = lines.take(n_left).collect();
        n_left -= lines.len();
        if !lines.is_empty() {
            parts.push((domain, lines));
        }
    }
    parts
}
