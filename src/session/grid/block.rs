//! Many cells changed at once: one edit, with everything that was not accepted beside it.

use super::amount::Amount;
use super::cells::Cells;
use super::column::Column;
use super::selection::{Cell, Selection};
use crate::format;
use crate::model::Scenario;
use crate::session::Edit;
use crate::session::fields::{self, FieldValue};
use crate::session::pasted_card::{self, Scale};

/// What is done to cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Paste,
    Fill,
    Clear,
    Change,
}

/// What a paste, a fill or a change of many cells does.
#[derive(Debug)]
pub struct Block {
    what: What,
    /// Another value for each cell that changes.
    changes: Vec<(String, FieldValue)>,
    said: Vec<Said>,
    /// Cells that took a value about which nothing is to be said, though it may be the one that they held.
    settled: Vec<String>,
    /// Cells that hold figures or fall off the grid.
    n_outside: usize,
    /// Rows of a pasted text below the last line.
    n_past_end: usize,
    /// What is chosen afterwards.
    pub selection: Selection,
}

/// What is said of the text that was meant for a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub path: String,
    pub text: String,
    /// What is wrong and mends it, or what is asked, as the rest of a sentence.
    pub words: String,
    /// The cell took it, though something else may be meant.
    pub is_read: bool,
}

impl Block {
    /// Pasted text, from the first chosen cell on. One value fills all chosen cells, and a block is repeated where it divides
    /// what is chosen.
    pub fn pasted(cells: &Cells<'_>, selection: Selection, text: &str) -> Block {
        let rows = pasted_card::block(text);
        let height = rows.len();
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if height == 0 || width == 0 {
            return Block::new(What::Paste, selection);
        }
        let (top, left) = (*selection.rows().start(), *selection.columns().start());
        let times = |chosen: usize, size: usize| {
            if chosen.is_multiple_of(size) { chosen / size } else { 1 }
        };
        let n_down = times(selection.rows().count(), height);
        let n_across = times(selection.columns().count(), width);
        let last = Cell { row: top + height * n_down - 1, column: left + width * n_across - 1 };
        let pasted = Selection { anchor: last, cursor: Cell { row: top, column: left } };
        let pasted = pasted.within(cells.n_rows(), cells.columns.count());
        let mut block = Block::new(What::Paste, pasted);
        block.n_past_end = (last.row + 1).saturating_sub(cells.n_rows());
        for column in 0..width * n_across {
            let texts = rows.iter().map(|row| row.get(column % width).map_or("", String::as_str));
            let kind = cells.columns.at(left + column);
            let scale = scale_of(kind, texts.clone(), height);
            let n_fitting = (height * n_down).saturating_sub(block.n_past_end);
            for (row, text) in texts.cycle().take(n_fitting).enumerate() {
                block.put(
                    cells,
                    Cell { row: top + row, column: left + column },
                    text.trim(),
                    scale,
                );
            }
        }
        block
    }

    /// Whether a pasted text is more than cells, and what it would do is shown first: it begins at a name and says more than
    /// names, or has more rows than there are below. Elsewhere rows that have no line below are told.
    pub fn is_more_than_cells(cells: &Cells<'_>, selection: Selection, text: &str) -> bool {
        let rows = pasted_card::block(text);
        let begins_at_name = cells.columns.at(*selection.columns().start()) == Some(Column::Name);
        let says_more = rows.iter().any(|row| row.len() > 1);
        let is_longer = selection.rows().start() + rows.len() > cells.n_rows();
        begins_at_name && (says_more || is_longer)
    }

    /// A text in every chosen cell.
    pub fn filled_with(cells: &Cells<'_>, selection: Selection, text: &str) -> Block {
        let mut block = Block::new(What::Fill, selection);
        for cell in each(selection) {
            block.put(cells, cell, text.trim(), Scale::AsTyped);
        }
        block
    }

    /// The first chosen row in all others; or, where one row is chosen, the row above it.
    pub fn filled_down(cells: &Cells<'_>, selection: Selection) -> Block {
        let mut block = Block::new(What::Fill, selection);
        let (first, last) = (*selection.rows().start(), *selection.rows().end());
        let source = if first == last { first.checked_sub(1) } else { Some(first) };
        let Some(source) = source else { return block };
        for cell in each(selection).filter(|cell| cell.row != source) {
            match cells.plain_text(source, cell.column) {
                Some(text) => block.put(cells, cell, &text, Scale::AsTyped),
                None => block.n_outside += 1,
            }
        }
        block
    }

    /// Empty where that is allowed, and else as it was opened.
    pub fn cleared(cells: &Cells<'_>, selection: Selection) -> Block {
        let mut block = Block::new(What::Clear, selection);
        for cell in each(selection) {
            let Some((column, path)) = cells.path(cell.row, cell.column) else {
                block.n_outside += 1;
                continue;
            };
            let found = fields::known(&path);
            if found.field.is_optional {
                block.put(cells, cell, "", Scale::AsTyped);
                continue;
            }
            let before = fields::value_as_opened(cells.scenario, cells.opened, &path);
            match before.filter(|_| column != Column::Name) {
                Some(before) => {
                    block.settled.push(path.clone());
                    block.change(cells, path, before);
                }
                None => {
                    let why = "cannot be empty: type another value".to_owned();
                    block.say(path, "", why, false);
                }
            }
        }
        block
    }

    /// Every chosen number changed by what is typed, such as "+5%".
    ///
    /// # Errors
    /// What is wrong with the text, and what mends it.
    pub fn scaled(cells: &Cells<'_>, selection: Selection, typed: &str) -> Result<Block, String> {
        let amount = Amount::read(typed)?;
        let mut block = Block::new(What::Change, selection);
        for cell in each(selection) {
            let field = cells.path(cell.row, cell.column);
            let Some((_, path)) = field.filter(|(column, _)| *column != Column::Name) else {
                block.n_outside += 1;
                continue;
            };
            let Some(value) = fields::known(&path).value(cells.scenario) else { continue };
            match amount.changed(&value) {
                Ok(changed) => block.set(cells, path, value, changed),
                Err(words) => block.say(path, typed, words, false),
            }
        }
        Ok(block)
    }

    /// The edit, under a name for undo that says what was done; none where nothing changes.
    pub fn edit(&self) -> Option<Edit> {
        let what = match self.what {
            What::Paste => "paste",
            What::Fill => "fill",
            What::Clear => "clear",
            What::Change => "change",
        };
        let edits = self.changes.iter();
        let edits: Vec<Edit> = edits.map(|(path, value)| Edit::set(path, value.clone())).collect();
        let name = format!("{what} {}", format::counted(edits.len() as u64, "cell"));
        (!edits.is_empty()).then_some(Edit::Named { name, edits })
    }

    /// What is said of texts in their cells: those that were not taken stay there. Of a change of all there is no text.
    pub fn said_in_cells(&self) -> &[Said] {
        if matches!(self.what, What::Paste | What::Fill) { &self.said } else { &[] }
    }

    /// Fields of which nothing is said any more.
    pub fn settled(&self) -> &[String] {
        &self.settled
    }

    fn refused(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(|said| !said.is_read)
    }

    /// Whether every chosen cell took what was meant for it.
    pub fn is_all(&self) -> bool {
        self.refused().count() == 0 && self.n_outside == 0 && self.n_past_end == 0
    }

    /// What it did, in sentences.
    pub fn words(&self, scenario: &Scenario) -> String {
        let mut words = match self.changes.len() {
            0 => "Nothing changed".to_owned(),
            n => format!("{} changed", format::counted(n as u64, "cell")),
        };
        let n_refused = self.refused().count();
        if n_refused > 0 {
            words.push_str(&format!(", {n_refused} not accepted"));
        }
        if self.n_past_end > 0 {
            let rows = format::counted(self.n_past_end as u64, "pasted row");
            words.push_str(&format!(", {rows} below the last line left out"));
        }
        if self.n_outside > 0 {
            let cells = format::counted(self.n_outside as u64, "cell");
            words.push_str(&format!(", {cells} cannot be edited here"));
        }
        words.push('.');
        // A text says in its cell what is wrong with it.
        let untold = self.refused().next().filter(|_| self.said_in_cells().is_empty());
        if let Some(Said { path, words: why, .. }) = untold {
            words.push_str(&format!(" {} {why}.", fields::known(path).label(scenario)));
        }
        words
    }

    fn new(what: What, selection: Selection) -> Block {
        Block {
            what,
            changes: Vec::new(),
            said: Vec::new(),
            settled: Vec::new(),
            n_outside: 0,
            n_past_end: 0,
            selection,
        }
    }

    fn put(&mut self, cells: &Cells<'_>, cell: Cell, text: &str, scale: Scale) {
        let Some((column, path)) = cells.path(cell.row, cell.column) else {
            self.n_outside += 1;
            return;
        };
        let found = fields::known(&path);
        // A blank changes nothing where something must stand.
        if text.is_empty() && !found.field.is_optional {
            return;
        }
        let Some(now) = found.value(cells.scenario) else { return };
        let read = match kind_of(column) {
            // What a field would take, it takes here: it says itself what is wrong with it.
            Some(kind) if !text.is_empty() => pasted_card::read(kind, scale, text)
                .or_else(|words| found.field.read(text).map_err(|_| words)),
            _ => found.field.read(text),
        };
        match read {
            Ok(value) => {
                let doubt = kind_of(column).and_then(|kind| pasted_card::doubt(kind, scale, text));
                self.set(cells, path.clone(), now, value);
                match doubt {
                    Some(words) => self.say(path, text, words, true),
                    None => self.settled.push(path),
                }
            }
            Err(words) => self.say(path, text, words, false),
        }
    }

    /// Another value of a field, as if somebody had typed it.
    fn set(&mut self, cells: &Cells<'_>, path: String, now: FieldValue, value: FieldValue) {
        let opened = fields::value_as_opened(cells.scenario, cells.opened, &path);
        self.change(cells, path, now.with_typed(value, opened.as_ref()));
    }

    fn change(&mut self, cells: &Cells<'_>, path: String, value: FieldValue) {
        if fields::known(&path).value(cells.scenario).as_ref() != Some(&value) {
            self.changes.push((path, value));
        }
    }

    fn say(&mut self, path: String, text: &str, words: String, is_read: bool) {
        self.said.push(Said { path, text: text.to_owned(), words, is_read });
    }
}

/// The cells of a rectangle, row by row.
fn each(selection: Selection) -> impl Iterator<Item = Cell> {
    selection
        .rows()
        .flat_map(move |row| selection.columns().map(move |column| Cell { row, column }))
}

/// What a whole card that is pasted calls the same column, so that cells are read alike.
fn kind_of(column: Column) -> Option<pasted_card::Column> {
    Some(match column {
        Column::Name => pasted_card::Column::Name,
        Column::Price => pasted_card::Column::Price,
        Column::Chance => pasted_card::Column::Chance,
        Column::ChanceLow => pasted_card::Column::ChanceLow,
        Column::ChanceHigh => pasted_card::Column::ChanceHigh,
        Column::Wait => pasted_card::Column::MinMonths,
        Column::Target => pasted_card::Column::Target,
        _ => return None,
    })
}

/// Several chances that are all parts of 1 are meant so; one alone is asked about.
fn scale_of<'t>(
    column: Option<Column>,
    texts: impl Iterator<Item = &'t str>,
    n_texts: usize,
) -> Scale {
    match column.filter(|column| column.is_chance() && n_texts > 1).and_then(kind_of) {
        Some(kind) => pasted_card::scale(kind, None, texts),
        None => Scale::AsTyped,
    }
}
