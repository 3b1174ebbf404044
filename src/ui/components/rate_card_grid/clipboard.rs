//! What the clipboard does with cells, and with a whole card.

use yew::Callback;

use super::figures::figure;
use super::state::GridState;
use crate::engine::Summary;
use crate::format;
use crate::session::grid::{Block, Column};
use crate::ui::browser::clipboard::ClipboardAct;
use crate::ui::browser::grid;

/// Takes an act of the clipboard: the text that goes to it, or an empty one for what was pasted. None where it is not the grid's.
pub(super) fn heard(
    state: &GridState,
    act: ClipboardAct,
    is_shown: bool,
    summary: Option<&Summary>,
    onpaste: &Callback<String>,
) -> Option<String> {
    let (cells, chosen) = (state.cells(), state.chosen());
    let is_here = grid::focused().is_some();
    let copied = || {
        cells.copied(chosen, |column, id| {
            let total = summary?.outcomes.iter().find(|total| total.id == id)?;
            figure(total, column).map(|text| plain(&text, column))
        })
    };
    match act {
        ClipboardAct::Copy => is_here.then(copied),
        ClipboardAct::Cut => is_here.then(|| {
            let text = copied();
            state.make(&Block::cleared(&cells, chosen));
            text
        }),
        ClipboardAct::Paste(text) => {
            let is_card = if is_here {
                Block::is_more_than_cells(&cells, chosen, &text)
            } else {
                is_shown && text.trim().contains(['\t', '\n'])
            };
            if is_card {
                onpaste.emit(text);
            } else if is_here {
                let block = Block::pasted(&cells, chosen, &text);
                state.go(block.selection);
                state.make(&block);
            } else {
                return None;
            }
            Some(String::new())
        }
    }
}

/// A figure as machines write it.
fn plain(text: &str, column: Column) -> String {
    let number = text.replace(',', "");
    let is_money = column != Column::Achieved;
    if is_money { number.replace(&*format::currency_sign(), "") } else { number }
}
