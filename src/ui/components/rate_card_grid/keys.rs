//! What a key does in the grid.

use yew::prelude::*;

use super::state::GridState;
use crate::session::grid::{Block, Column, GridKey, Held, Selection, Step, Way};
use crate::ui::browser::{focus, grid};

pub(super) fn pressed(state: &GridState, event: KeyboardEvent) {
    let Some(cell) = grid::cell_of(event.target()) else { return };
    if event.is_composing() || grid::is_slider(event.target()) {
        return;
    }
    let held = Held {
        control: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
    };
    let is_editing = grid::is_editing(event.target());
    let opens = state.columns.at(cell.column) == Some(Column::Name);
    let Some(key) = GridKey::of(&event.key(), held, is_editing, opens) else { return };
    let (n_rows, n_columns) = (state.n_rows(), state.columns.count());
    let chosen = state.chosen();
    let to = |way: Way, extends: bool| chosen.moved(way, n_rows, n_columns, extends);
    match key {
        GridKey::Move { way, extends } => state.go(to(way, extends)),
        GridKey::Edit => state.begin(cell, None),
        GridKey::Type(text) => state.begin(cell, Some(text)),
        GridKey::Done(way) => {
            let next = to(way, false);
            // At the edge Tab leaves the grid.
            if next.cursor == cell && matches!(way, Way::Left | Way::Right) {
                return;
            }
            state.go(next);
        }
        GridKey::Everywhere => {
            if let Some(text) = grid::text_of(event.target()) {
                state.make(&Block::filled_with(&state.cells(), chosen, &text));
            }
            grid::focus(cell);
        }
        GridKey::GiveUp => {
            state.naming.set(None);
            focus::after_drawing(move || grid::focus(cell));
        }
        GridKey::Unchoose => state.choose(Selection::cell(cell)),
        GridKey::Clear => state.make(&Block::cleared(&state.cells(), chosen)),
        GridKey::FillDown => state.make(&Block::filled_down(&state.cells(), chosen)),
        GridKey::WholeRows => state.choose(chosen.whole_rows(n_columns)),
        GridKey::WholeColumns => state.choose(chosen.whole_columns(n_rows)),
        GridKey::All => state.choose(chosen.whole_rows(n_columns).whole_columns(n_rows)),
        GridKey::Carry(way) => {
            let row = Selection::cell(cell).moved(way, n_rows, n_columns, false).cursor.row;
            state.step(Step::moved(&state.scenario, cell.row, row));
        }
        GridKey::Add => state.add(Step::added_below(&state.scenario, cell.row)),
    }
    event.prevent_default();
}
