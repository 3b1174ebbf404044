//! The rate card as a grid on the page: what keys, pointers and the clipboard do with its cells. What each of these means is told
//! by `session::grid`; here it meets the focus.
//!
//! `state` holds what is chosen and makes edits; `acts`, `keys`, `pointer` and `clipboard` each hear one kind of wish; `figures`
//! tells what stands in the cells that nobody edits.

mod acts;
mod clipboard;
mod figures;
mod keys;
mod pointer;
mod state;

use yew::prelude::*;

pub use acts::Act;
pub use figures::figure;
pub use state::Carried;

use crate::model::Scenario;
use crate::session::grid::{Columns, Selection};
use crate::ui::ByPointer;
use crate::ui::browser::{clipboard::on_clipboard, focus, grid, lost_focus};
use crate::ui::state::use_figures;
use state::{GridState, use_grid_state};

/// The grid as it stands, and what it hears.
pub struct CardGrid {
    /// None before somebody came to it.
    pub selection: Option<Selection>,
    /// The row whose name is edited in its place.
    pub naming: Option<usize>,
    pub carried: Option<Carried>,
    /// What the last act did, where it did not do all.
    pub note: AttrValue,
    pub onact: Callback<Act>,
    /// The focus leaves the name that was edited in its place.
    pub onnamed: Callback<()>,
    pub onkeydown: Callback<KeyboardEvent>,
    pub onfocusin: Callback<FocusEvent>,
    pub onfocusout: Callback<FocusEvent>,
    pub onpointerdown: Callback<PointerEvent>,
    pub onpointerover: Callback<PointerEvent>,
    pub onpointerup: Callback<PointerEvent>,
    pub onclick: Callback<MouseEvent>,
}

/// The state and the ears of the grid. A pasted text that is more than cells goes to `onpaste`, which shows what it would do;
/// nothing is pasted while the card is not `is_shown`.
#[hook]
pub fn use_card_grid(
    scenario: &ByPointer<Scenario>,
    opened: &ByPointer<Scenario>,
    columns: Columns,
    is_shown: bool,
    onpaste: &Callback<String>,
) -> CardGrid {
    let state = use_grid_state(scenario, opened, columns);
    let figures = use_figures().figures;
    {
        // The cell with the focus may go with a step that is taken back.
        let state = state.clone();
        use_effect_with(scenario.clone(), move |_| {
            if state.has_focus.get() {
                focus::after_drawing(move || {
                    !lost_focus::is_lost() || grid::focus(state.chosen().cursor)
                });
            }
        });
    }
    {
        let summary = figures.map(|figures| ByPointer(figures.summary.clone()));
        let (state, onpaste) = (state.clone(), onpaste.clone());
        let of = (scenario.clone(), opened.clone(), columns, is_shown, summary);
        use_effect_with(of, move |(.., is_shown, summary)| {
            let (is_shown, summary) = (*is_shown, summary.clone());
            let listeners = on_clipboard(move |act| {
                clipboard::heard(&state, act, is_shown, summary.as_deref(), &onpaste)
            });
            move || drop(listeners)
        });
    }
    CardGrid {
        selection: state.seen(),
        naming: *state.naming,
        carried: *state.carried,
        note: (*state.note).clone(),
        onact: hears(&state, acts::make),
        onnamed: hears(&state, |state, ()| state.naming.set(None)),
        onkeydown: hears(&state, keys::pressed),
        onfocusin: hears(&state, pointer::focused),
        onfocusout: hears(&state, pointer::left),
        onpointerdown: hears(&state, pointer::down),
        onpointerover: hears(&state, pointer::over),
        onpointerup: hears(&state, pointer::up),
        onclick: hears(&state, pointer::clicked),
    }
}

fn hears<E: 'static>(state: &GridState, act: fn(&GridState, E)) -> Callback<E> {
    let state = state.clone();
    Callback::from(move |event| act(&state, event))
}
