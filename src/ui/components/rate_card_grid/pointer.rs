//! How a pointer chooses cells and carries lines, and where the focus is.

use yew::prelude::*;

use super::state::{Carried, GridState};
use crate::session::grid::{Selection, Step};
use crate::ui::browser::grid;

pub(super) fn focused(state: &GridState, event: FocusEvent) {
    state.has_focus.set(true);
    if let Some(cell) = grid::cell_of(event.target())
        && (state.chosen().cursor != cell || state.seen().is_none())
    {
        state.choose(Selection::cell(cell));
    }
}

/// A cell that is taken off the page leaves the focus nowhere, and the grid has it still.
pub(super) fn left(state: &GridState, event: FocusEvent) {
    state.has_focus.set(event.related_target().is_none());
}

pub(super) fn down(state: &GridState, event: PointerEvent) {
    let Some(cell) = grid::cell_of(event.target()).filter(|_| event.button() == 0) else { return };
    if grid::is_slider(event.target()) {
        return;
    }
    if grid::is_grip(event.target()) {
        event.prevent_default();
        state.carried.set(Some(Carried { from: cell.row, to: cell.row }));
        return;
    }
    let chosen = state.chosen();
    if event.shift_key() && chosen.cursor != cell {
        event.prevent_default();
        state.go(chosen.to(cell));
        return;
    }
    state.drag.set(Some(cell));
    state.is_first_click.set(!grid::has_focus(event.target()));
    if !grid::is_editing(event.target()) {
        event.prevent_default();
        state.go(Selection::cell(cell));
    } else if chosen != Selection::cell(cell) {
        // The caret goes where the pointer is, and what else was chosen is so no more.
        state.choose(Selection::cell(cell));
    }
}

pub(super) fn over(state: &GridState, event: PointerEvent) {
    let is_pressed = event.buttons() & 1 == 1 && event.pointer_type() != "touch";
    if !is_pressed {
        state.drag.set(None);
        state.carried.set(None);
        return;
    }
    let Some(cell) = grid::cell_of(event.target()) else { return };
    if let Some(line) = *state.carried {
        state.carried.set(Some(Carried { to: cell.row, ..line }));
    } else if let Some(begun) = state.drag.get()
        && cell != state.chosen().cursor
    {
        state.go(Selection::cell(begun).to(cell));
    }
}

pub(super) fn up(state: &GridState, _: PointerEvent) {
    state.drag.set(None);
    if let Some(Carried { from, to }) = *state.carried {
        state.carried.set(None);
        state.step(Step::moved(&state.scenario, from, to));
    }
}

/// A cell that is clicked for the first time has all of its text selected, so that what is typed or pasted takes its place, as
/// in a spreadsheet; another click puts the caret where it is.
pub(super) fn clicked(state: &GridState, event: MouseEvent) {
    if state.is_first_click.take() {
        grid::select_all(event.target());
    }
}
