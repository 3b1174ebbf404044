//! The rate card as a grid on the page: which cells are chosen, and what keys, pointers and the clipboard do with them. What
//! each of these means is told by `session::grid`; here it meets the focus.

use std::cell;

use yew::prelude::*;

use crate::engine::Summary;
use crate::findings::amounts;
use crate::format;
use crate::model::{Scenario, path};
use crate::session::Edit;
use crate::session::fields;
use crate::session::grid::{
    Block, Cell, Cells, Column, Columns, GridKey, Held, Selection, Way, added_below, in_order,
    moved_to,
};
use crate::ui::ByPointer;
use crate::ui::browser::clipboard::{ClipboardAct, on_clipboard};
use crate::ui::browser::grid::Begin;
use crate::ui::browser::{focus, grid, lost_focus};
use crate::ui::state::{TypedAction, TypedText, use_announce, use_edit, use_figures, use_typed};
use crate::ui::wording::field_id;

/// What can be done to what is chosen.
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

/// Where a line that is carried comes from, and where it would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carried {
    pub from: usize,
    pub to: usize,
}

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
    pub onnamed: Callback<()>,
    pub onkeydown: Callback<KeyboardEvent>,
    pub onfocusin: Callback<FocusEvent>,
    pub onfocusout: Callback<FocusEvent>,
    pub onpointerdown: Callback<PointerEvent>,
    pub onpointerover: Callback<PointerEvent>,
    pub onpointerup: Callback<PointerEvent>,
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
    let selection = use_state_eq(|| None::<Selection>);
    let naming = use_state_eq(|| None::<usize>);
    let carried = use_state_eq(|| None::<Carried>);
    let note = use_state_eq(AttrValue::default);
    // The same at once: a focus that is moved says so before anything is drawn.
    // Moving the focus calls back at once, so nothing here may be held while it moves.
    let now = use_memo((), |()| cell::Cell::new(Selection::default()));
    let drag = use_memo((), |()| cell::Cell::new(None::<Cell>));
    let edit = use_edit();
    let report = use_typed();
    let announce = use_announce();
    let figures = use_figures().figures;
    let (n_rows, n_columns) = (scenario.rate_card.outcomes.len(), columns.count());
    let is_within = use_memo((), |()| cell::Cell::new(false));
    {
        // The cell with the focus may go with a step that is taken back.
        let (is_within, now) = (is_within.clone(), now.clone());
        use_effect_with(scenario.clone(), move |_| {
            if is_within.get() {
                focus::after_drawing(move || {
                    !lost_focus::is_lost() || grid::focus(now.get().cursor)
                });
            }
        });
    }
    {
        // Lines and columns go, and what was chosen with them.
        let left = now.get().within(n_rows, n_columns);
        now.set(left);
    }
    let choose = {
        let (now, selection, note) = (now.clone(), selection.setter(), note.setter());
        move |chosen: Selection| {
            now.set(chosen);
            selection.set(Some(chosen));
            note.set(AttrValue::default());
        }
    };
    let go = {
        let choose = choose.clone();
        move |chosen: Selection| {
            choose(chosen);
            grid::focus(chosen.cursor);
        }
    };
    // Once the rows stand where they go.
    let go_later = {
        let choose = choose.clone();
        move |cell: Cell| {
            choose(Selection::cell(cell));
            focus::after_drawing(move || grid::focus(cell));
        }
    };
    let make = {
        let (scenario, edit, report) = (scenario.clone(), edit.clone(), report.clone());
        let (announce, note) = (announce.clone(), note.setter());
        move |block: &Block, what: &str| {
            let after = block.edit(what).map(|change| {
                edit.emit(change.clone());
                change.apply(&scenario)
            });
            let after = after.as_ref().unwrap_or(&scenario);
            let is_of_text = matches!(what, "paste" | "fill");
            let of = [(&block.refused, false), (&block.doubtful, true)];
            for (refused, is_read) in of.iter().filter(|_| is_of_text) {
                for one in refused.iter() {
                    let Some(value) = fields::known(&one.path).value(after) else { continue };
                    report.emit(TypedAction::Said(TypedText {
                        path: one.path.clone().into(),
                        text: one.text.clone().into(),
                        words: one.words.clone().into(),
                        is_read: *is_read,
                        value,
                    }));
                }
            }
            let mut words = block.words();
            let is_all = block.refused.is_empty() && block.n_outside == 0;
            if let Some(first) = block.refused.first().filter(|_| !is_of_text) {
                let label = fields::known(&first.path).label(&scenario);
                words = format!("{words} {label} {}.", first.words);
            }
            note.set(if is_all { AttrValue::default() } else { words.clone().into() });
            announce.emit(words.into());
        }
    };
    let add = {
        let (scenario, edit, choose) = (scenario.clone(), edit.clone(), choose.clone());
        let naming = naming.setter();
        move |change: Edit| {
            let after = change.clone().apply(&scenario).rate_card;
            edit.emit(change);
            let is_new = |line: &usize| {
                let id = &after.outcomes[*line].id;
                scenario.rate_card.index_of(id).is_none()
            };
            let order = in_order(&after);
            let Some(row) = order.iter().position(is_new) else { return };
            let line = order[row];
            choose(Selection::cell(Cell { row, column: 0 }));
            naming.set(Some(row));
            focus::after_drawing(move || grid::edit(&name_id(line), Begin::Anew));
        }
    };
    let carry = {
        let (scenario, edit, go_later) = (scenario.clone(), edit.clone(), go_later.clone());
        move |from: usize, to: usize, column: usize| {
            if let Some(change) = moved_to(&scenario, from, to) {
                let row = row_after(&scenario, from, &change);
                edit.emit(change);
                go_later(Cell { row, column });
            }
        }
    };
    let onact = {
        let (scenario, opened, now) = (scenario.clone(), opened.clone(), now.clone());
        let (make, add, edit) = (make.clone(), add.clone(), edit.clone());
        let (choose, announce, note) = (choose.clone(), announce.clone(), note.setter());
        Callback::from(move |act: Act| {
            let chosen = now.get();
            let cells = Cells::of(&scenario, &opened, columns);
            let entry = |row: usize| Some(path::entry("rate_card.outcomes", cells.line(row)?));
            let row = chosen.cursor.row;
            let shift = |to: usize| {
                if let Some(change) = moved_to(&scenario, row, to) {
                    let row = row_after(&scenario, row, &change);
                    edit.emit(change);
                    choose(Selection::cell(Cell { row, ..chosen.cursor }));
                }
            };
            match act {
                Act::Add => add(added_below(&scenario, row)),
                Act::AddTo(domain) => add(Edit::AddLine { domain }),
                Act::Duplicate => {
                    if let Some(entry) = entry(row) {
                        edit.emit(Edit::Duplicate { entry });
                        choose(Selection::cell(Cell { row: row + 1, ..chosen.cursor }));
                    }
                }
                Act::Remove => {
                    let mut entries: Vec<usize> =
                        chosen.rows().filter_map(|row| cells.line(row)).collect();
                    entries.sort_unstable_by(|one, other| other.cmp(one));
                    let remove = |line: &usize| Edit::Remove {
                        entry: path::entry("rate_card.outcomes", *line),
                    };
                    edit.emit(match entries.as_slice() {
                        [one] => remove(one),
                        all => Edit::Named {
                            name: format!("remove {} outcomes", all.len()),
                            edits: all.iter().map(remove).collect(),
                        },
                    });
                    let row = *chosen.rows().start();
                    let left = n_rows.saturating_sub(entries.len());
                    let cell = Cell { row, ..chosen.cursor };
                    choose(Selection::cell(cell).within(left, n_columns));
                }
                Act::Up => shift(row.saturating_sub(1)),
                Act::Down => shift(row + 1),
                Act::FillDown => make(&Block::filled_down(&cells, chosen), "fill"),
                Act::Change(typed) => match Block::scaled(&cells, chosen, &typed) {
                    Ok(block) => {
                        make(&block, "change");
                        // So that the next key is the grid's, undo above all.
                        grid::focus(chosen.cursor);
                    }
                    Err(words) => {
                        announce.emit(words.clone().into());
                        note.set(words.into());
                    }
                },
            }
        })
    };
    let onkeydown = {
        let (scenario, opened, now) = (scenario.clone(), opened.clone(), now.clone());
        let (go, make, naming) = (go.clone(), make.clone(), naming.setter());
        let choose = choose.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(cell) = grid::cell_of(event.target()) else { return };
            let is_editing = grid::is_editing(event.target());
            if event.is_composing() || grid::is_slider(event.target()) {
                return;
            }
            let held = Held {
                control: event.ctrl_key() || event.meta_key(),
                shift: event.shift_key(),
                alt: event.alt_key(),
            };
            let column = columns.at(cell.column);
            let opens = column == Some(Column::Name);
            let Some(key) = GridKey::of(&event.key(), held, is_editing, opens) else { return };
            let chosen = now.get();
            let to = |way: Way, extends: bool| chosen.moved(way, n_rows, n_columns, extends);
            let cells = Cells::of(&scenario, &opened, columns);
            let begin = |typed: Option<String>| {
                let Some((line, column)) = cells.line(cell.row).zip(column) else { return };
                let Some(path) = column.path(line) else { return };
                if grid::edit(&field_id(&path), begins(typed.as_deref())) || column != Column::Name
                {
                    return;
                }
                naming.set(Some(cell.row));
                focus::after_drawing(move || grid::edit(&name_id(line), begins(typed.as_deref())));
            };
            match key {
                GridKey::Move { way, extends } => go(to(way, extends)),
                GridKey::Edit => begin(None),
                GridKey::Type(text) => begin(Some(text)),
                GridKey::Done(way) => {
                    let next = to(way, false);
                    // At the edge Tab leaves the grid.
                    if next.cursor == cell && matches!(way, Way::Left | Way::Right) {
                        return;
                    }
                    go(next);
                }
                GridKey::Everywhere => {
                    if let Some(text) = grid::text_of(event.target()) {
                        make(&Block::filled_with(&cells, chosen, &text), "fill");
                    }
                    grid::focus(cell);
                }
                GridKey::GiveUp => {
                    naming.set(None);
                    focus::after_drawing(move || grid::focus(cell));
                }
                GridKey::Unchoose => choose(Selection::cell(cell)),
                GridKey::Clear => make(&Block::cleared(&cells, chosen), "clear"),
                GridKey::FillDown => make(&Block::filled_down(&cells, chosen), "fill"),
                GridKey::WholeRows => choose(chosen.whole_rows(n_columns)),
                GridKey::WholeColumns => choose(chosen.whole_columns(n_rows)),
                GridKey::All => choose(chosen.whole_rows(n_columns).whole_columns(n_rows)),
                GridKey::Carry(Way::Up) => {
                    carry(cell.row, cell.row.saturating_sub(1), cell.column);
                }
                GridKey::Carry(_) => carry(cell.row, cell.row + 1, cell.column),
                GridKey::Add => add(added_below(&scenario, cell.row)),
            }
            event.prevent_default();
        })
    };
    let onfocusout = {
        let is_within = is_within.clone();
        // A cell that is taken off the page leaves the focus nowhere, and the grid has it still.
        Callback::from(move |event: FocusEvent| {
            is_within.set(event.related_target().is_none());
        })
    };
    let onfocusin = {
        let (now, choose) = (now.clone(), choose.clone());
        let is_used = selection.is_some();
        Callback::from(move |event: FocusEvent| {
            is_within.set(true);
            if let Some(cell) = grid::cell_of(event.target())
                && (now.get().cursor != cell || !is_used)
            {
                choose(Selection::cell(cell));
            }
        })
    };
    let onpointerdown = {
        let (now, go, drag, carried) = (now.clone(), go.clone(), drag.clone(), carried.setter());
        Callback::from(move |event: PointerEvent| {
            let Some(cell) = grid::cell_of(event.target()).filter(|_| event.button() == 0) else {
                return;
            };
            if grid::is_slider(event.target()) {
                return;
            }
            if grid::is_grip(event.target()) {
                event.prevent_default();
                carried.set(Some(Carried { from: cell.row, to: cell.row }));
                return;
            }
            let chosen = now.get();
            if event.shift_key() && chosen.cursor != cell {
                event.prevent_default();
                go(chosen.to(cell));
                return;
            }
            drag.set(Some(cell));
            if !grid::is_editing(event.target()) {
                event.prevent_default();
                go(Selection::cell(cell));
            }
        })
    };
    let onpointerover = {
        let (now, drag, carried) = (now.clone(), drag.clone(), carried.clone());
        Callback::from(move |event: PointerEvent| {
            let is_pressed = event.buttons() & 1 == 1 && event.pointer_type() != "touch";
            if !is_pressed {
                drag.set(None);
                carried.set(None);
                return;
            }
            let Some(cell) = grid::cell_of(event.target()) else { return };
            if let Some(line) = *carried {
                carried.set(Some(Carried { to: cell.row, ..line }));
            } else if let Some(begun) = drag.get()
                && cell != now.get().cursor
            {
                go(Selection::cell(begun).to(cell));
            }
        })
    };
    let onpointerup = {
        let (edit, scenario, carried) = (edit.clone(), scenario.clone(), carried.clone());
        let drag = drag.clone();
        Callback::from(move |_: PointerEvent| {
            drag.set(None);
            let Some(Carried { from, to }) = *carried else { return };
            carried.set(None);
            if let Some(change) = moved_to(&scenario, from, to) {
                let row = row_after(&scenario, from, &change);
                edit.emit(change);
                go_later(Cell { row, column: 0 });
            }
        })
    };
    {
        let (scenario, opened, onpaste) = (scenario.clone(), opened.clone(), onpaste.clone());
        let figures = figures.map(|figures| ByPointer(figures.summary.clone()));
        let of_clipboard = (scenario, opened, columns, is_shown, *selection, figures);
        use_effect_with(of_clipboard, move |of| {
            let of = of.clone();
            let listeners = on_clipboard(move |act| {
                let (scenario, opened, columns, is_shown, _, figures) = &of;
                let cells = Cells::of(scenario, opened, *columns);
                let chosen = now.get();
                let is_here = grid::focused().is_some();
                let copied = || {
                    let summary = figures.as_deref();
                    cells.copied(chosen, |column, id| figure(summary?, column, id))
                };
                match act {
                    ClipboardAct::Copy => is_here.then(copied),
                    ClipboardAct::Cut => is_here.then(|| {
                        let text = copied();
                        make(&Block::cleared(&cells, chosen), "cut");
                        text
                    }),
                    ClipboardAct::Paste(text) => {
                        let is_card = if is_here {
                            Block::is_more_than_cells(&cells, chosen, &text)
                        } else {
                            *is_shown && text.trim().contains(['\t', '\n'])
                        };
                        if is_card {
                            onpaste.emit(text);
                        } else if is_here {
                            let block = Block::pasted(&cells, chosen, &text);
                            choose(block.selection);
                            grid::focus(block.selection.cursor);
                            make(&block, "paste");
                        } else {
                            return None;
                        }
                        Some(String::new())
                    }
                }
            });
            move || drop(listeners)
        });
    }
    let onnamed = {
        let naming = naming.setter();
        use_callback((), move |(), ()| naming.set(None))
    };
    CardGrid {
        selection: selection.map(|chosen| chosen.within(n_rows, n_columns)),
        naming: *naming,
        carried: *carried,
        note: (*note).clone(),
        onact,
        onnamed,
        onkeydown,
        onfocusin,
        onfocusout,
        onpointerdown,
        onpointerover,
        onpointerup,
    }
}

/// How editing begins by a key: at the end of the text that is there, or with what was typed.
fn begins(typed: Option<&str>) -> Begin<'_> {
    typed.map_or(Begin::AtEnd, Begin::With)
}

/// The row of a line, which was in this one, after a change.
fn row_after(scenario: &Scenario, row: usize, change: &Edit) -> usize {
    let lines = &scenario.rate_card.outcomes;
    let line = in_order(&scenario.rate_card).get(row).and_then(|line| lines.get(*line));
    let after = change.clone().apply(scenario).rate_card;
    let is_it = |other: &usize| line.is_some_and(|line| after.outcomes[*other].id == line.id);
    in_order(&after).iter().position(is_it).unwrap_or(row)
}

/// The field of a line's name.
fn name_id(line: usize) -> String {
    Column::Name.path(line).map_or_else(String::new, |path| field_id(&path))
}

/// A figure of a line as machines write it.
fn figure(summary: &Summary, column: Column, id: &str) -> Option<String> {
    let total = summary.outcomes.iter().find(|total| total.id == id)?;
    let plain = |text: String| text.replace([',', ' '], "").replace(&*format::currency_sign(), "");
    Some(plain(match column {
        Column::Achieved => format::number(total.achieved.p50.round()),
        Column::Earned => amounts::p50(&total.earned),
        Column::Paid => amounts::p50(&total.paid),
        Column::Unpaid => amounts::mean_between(&total.paid, &total.earned),
        _ => return None,
    }))
}
