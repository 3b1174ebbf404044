//! What can be done to what is chosen, by the buttons above the grid and beside its domains.

use super::state::GridState;
use crate::session::grid::{Block, Step};
use crate::ui::browser::grid;

#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Another outcome below the one with the focus.
    Add,
    /// Another outcome at the end of a domain.
    AddTo(String),
    Duplicate,
    Remove,
    Up,
    Down,
    FillDown,
    /// Every number changed by this, such as "+5%".
    Change(String),
}

pub(super) fn make(state: &GridState, act: Act) {
    let (scenario, chosen) = (&state.scenario, state.chosen());
    let row = chosen.cursor.row;
    match act {
        Act::Add => state.add(Step::added_below(scenario, row)),
        Act::AddTo(domain) => state.add(Step::added_to(scenario, &domain)),
        Act::Duplicate => state.step(Step::duplicated(scenario, row)),
        Act::Remove => state.step(Step::removed(scenario, chosen.rows())),
        Act::Up => state.step(Step::moved(scenario, row, row.saturating_sub(1))),
        Act::Down => state.step(Step::moved(scenario, row, row + 1)),
        Act::FillDown => state.make(&Block::filled_down(&state.cells(), chosen)),
        Act::Change(typed) => match Block::scaled(&state.cells(), chosen, &typed) {
            Ok(block) => {
                state.make(&block);
                // So that the next key is the grid's, undo above all.
                grid::focus(chosen.cursor);
            }
            Err(words) => state.tell(words, true),
        },
    }
}
