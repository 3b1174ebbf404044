//! What is chosen in the grid, and how an edit of it is made and told.

use std::cell;
use std::rc::Rc;

use yew::prelude::*;

use crate::model::Scenario;
use crate::session::Edit;
use crate::session::fields;
use crate::session::grid::{Block, Cell, Cells, Column, Columns, Selection, Step};
use crate::ui::ByPointer;
use crate::ui::browser::grid::Begin;
use crate::ui::browser::{focus, grid};
use crate::ui::state::{TypedAction, TypedText, use_announce, use_edit, use_typed};
use crate::ui::wording::field_id;

/// Where a line that is carried comes from, and where it would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    pub from: usize,
    pub to: usize,
}

#[derive(Clone)]
pub(super) struct GridState {
    pub(super) scenario: ByPointer<Scenario>,
    opened: ByPointer<Scenario>,
    pub(super) columns: Columns,
    /// What is chosen. Moving the focus calls back at once, so it is known before anything is drawn, and held by nobody.
    now: Rc<cell::Cell<Selection>>,
    /// The same as it was drawn last; none before somebody came.
    drawn: UseStateHandle<Option<Selection>>,
    /// Where a drag over cells began.
    pub(super) drag: Rc<cell::Cell<Option<Cell>>>,
    /// The press at hand came to a text that had not the focus.
    pub(super) is_first_click: Rc<cell::Cell<bool>>,
    /// The focus is in the grid, or was in a cell of it that is gone.
    pub(super) has_focus: Rc<cell::Cell<bool>>,
    /// The row whose name is edited in its place.
    pub(super) naming: UseStateHandle<Option<usize>>,
    pub(super) carried: UseStateHandle<Option<Carried>>,
    pub(super) note: UseStateHandle<AttrValue>,
    edit: Callback<Edit>,
    report: Callback<TypedAction>,
    announce: Callback<AttrValue>,
}

#[hook]
pub(super) fn use_grid_state(
    scenario: &ByPointer<Scenario>,
    opened: &ByPointer<Scenario>,
    columns: Columns,
) -> GridState {
    let state = GridState {
        scenario: scenario.clone(),
        opened: opened.clone(),
        columns,
        now: use_memo((), |()| cell::Cell::new(Selection::default())),
        drawn: use_state_eq(|| None),
        drag: use_memo((), |()| cell::Cell::new(None)),
        is_first_click: use_memo((), |()| cell::Cell::new(false)),
        has_focus: use_memo((), |()| cell::Cell::new(false)),
        naming: use_state_eq(|| None),
        carried: use_state_eq(|| None),
        note: use_state_eq(AttrValue::default),
        edit: use_edit(),
        report: use_typed(),
        announce: use_announce(),
    };
    // Lines and columns go, and what was chosen with them.
    state.now.set(state.within(state.now.get()));
    state
}

impl GridState {
    pub(super) fn cells(&self) -> Cells<'_> {
        Cells::of(&self.scenario, &self.opened, self.columns)
    }

    pub(super) fn n_rows(&self) -> usize {
        self.scenario.rate_card.outcomes.len()
    }

    fn within(&self, chosen: Selection) -> Selection {
        chosen.within(self.n_rows(), self.columns.count())
    }

    pub(super) fn chosen(&self) -> Selection {
        self.now.get()
    }

    /// What is chosen, to be shown; none before somebody came.
    pub(super) fn seen(&self) -> Option<Selection> {
        self.drawn.map(|chosen| self.within(chosen))
    }

    pub(super) fn choose(&self, chosen: Selection) {
        self.now.set(chosen);
        self.drawn.set(Some(chosen));
        self.note.set(AttrValue::default());
    }

    /// Chooses, and moves the focus along.
    pub(super) fn go(&self, chosen: Selection) {
        self.choose(chosen);
        grid::focus(chosen.cursor);
    }

    /// Edits cells, and says what was done and what not. Texts that were not taken stay in their cells.
    pub(super) fn make(&self, block: &Block) {
        let change = block.edit();
        let after = change.clone().map(|change| change.apply(&self.scenario));
        let after = after.as_ref().unwrap_or(&self.scenario);
        if let Some(change) = change {
            self.edit.emit(change);
        }
        for path in block.settled() {
            self.report.emit(TypedAction::Fine(path.clone().into()));
        }
        for said in block.said_in_cells() {
            let Some(value) = fields::known(&said.path).value(after) else { continue };
            self.report.emit(TypedAction::Said(TypedText {
                path: said.path.clone().into(),
                text: said.text.clone().into(),
                words: said.words.clone().into(),
                is_read: said.is_read,
                value,
            }));
        }
        self.tell(block.words(&self.scenario), !block.is_all());
    }

    /// Says something, and shows it above the grid where somebody who sees the grid would miss it.
    pub(super) fn tell(&self, words: String, is_shown: bool) {
        let words = AttrValue::from(words);
        self.note.set(if is_shown { words.clone() } else { AttrValue::default() });
        self.announce.emit(words);
    }

    /// Edits lines; the cell that is chosen goes along. Where the focus is in the grid, it does too.
    pub(super) fn step(&self, step: Option<Step>) {
        let Some(Step { edit, row }) = step else { return };
        let cell = Cell { row, ..self.chosen().cursor };
        self.edit.emit(edit);
        self.choose(Selection::cell(cell));
        if self.has_focus.get() {
            focus::after_drawing(move || grid::focus(cell));
        }
    }

    /// Adds a line, whose name is there to be typed over.
    pub(super) fn add(&self, step: Option<Step>) {
        let Some(Step { edit, row }) = step else { return };
        self.edit.emit(edit);
        self.choose(Selection::cell(Cell { row, column: 0 }));
        self.name(row, None);
    }

    /// Edits the name in a row in its place: all of it is selected, or begins as said.
    pub(super) fn name(&self, row: usize, begin: Option<Begin>) {
        self.naming.set(Some(row));
        let begin = begin.unwrap_or(Begin::Anew);
        focus::after_drawing(move || grid::edit_in(Cell { row, column: 0 }, &begin));
    }

    /// Begins to edit a cell by a key: behind the text that is there, or with what was typed.
    pub(super) fn begin(&self, cell: Cell, typed: Option<String>) {
        let line = self.cells().line(cell.row);
        let Some((line, column)) = line.zip(self.columns.at(cell.column)) else { return };
        let Some(path) = column.path(line) else { return };
        let begin = typed.map_or(Begin::AtEnd, Begin::With);
        // Where the line is open, its details have the field.
        if !grid::edit(&field_id(&path), &begin) && column == Column::Name {
            self.name(cell.row, Some(begin));
        }
    }
}
