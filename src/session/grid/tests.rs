//! What a person may rely on who edits the card as a grid.

use std::ops::RangeInclusive;

use super::cells::in_order;
use super::*;
use crate::model::{Money, Outcome, Scenario};
use crate::session::History;
use crate::share::preset;

fn kirklees() -> Scenario {
    preset("kirklees").unwrap().open().unwrap().scenario
}

fn all_columns() -> Columns {
    Column::ALL.iter().fold(Columns::default(), |columns, column| {
        if columns.has(*column) { columns } else { columns.toggled(*column) }
    })
}

/// A card as it is edited, with the columns that are shown.
struct Card {
    opened: Scenario,
    scenario: Scenario,
    columns: Columns,
}

impl Card {
    fn kirklees() -> Card {
        Card { opened: kirklees(), scenario: kirklees(), columns: Columns::default() }
    }

    fn cells(&self) -> Cells<'_> {
        Cells::of(&self.scenario, &self.opened, self.columns)
    }

    /// The lines in the order in which they are shown.
    fn lines(&self) -> impl Iterator<Item = &Outcome> {
        let lines = in_order(&self.scenario.rate_card).into_iter();
        lines.map(|line| &self.scenario.rate_card.outcomes[line])
    }

    /// Chosen rows of one column.
    fn at(&self, column: Column, rows: RangeInclusive<usize>) -> Selection {
        let column = self.columns.iter().position(|one| one == column).unwrap();
        Selection::cell(Cell { row: *rows.start(), column }).to(Cell { row: *rows.end(), column })
    }

    /// The scenario with the block made, and what undo says.
    fn made(&self, block: &Block) -> (Scenario, String) {
        let mut history = History::new(self.scenario.clone());
        history.edit(block.edit().unwrap(), None);
        let after = (**history.present()).clone();
        let name = history.undo_name().unwrap().to_owned();
        history.undo();
        assert_eq!(**history.present(), self.scenario, "one step takes all of it back");
        (after, name)
    }
}

/// The first prices as they are shown, in pounds.
fn prices(scenario: &Scenario, n: usize) -> Vec<i64> {
    let lines = in_order(&scenario.rate_card).into_iter().take(n);
    lines.map(|line| scenario.rate_card.outcomes[line].price.pence() / 100).collect()
}

fn first_line(scenario: &Scenario) -> &Outcome {
    &scenario.rate_card.outcomes[in_order(&scenario.rate_card)[0]]
}

#[test]
fn keys_stop_at_the_edges_and_never_leave_the_grid() {
    let ways = [
        Way::Up,
        Way::Down,
        Way::Left,
        Way::Right,
        Way::RowStart,
        Way::RowEnd,
        Way::Top,
        Way::Bottom,
        Way::First,
        Way::Last,
        Way::PageUp,
        Way::PageDown,
    ];
    let middle = Selection::cell(Cell { row: 14, column: 2 });
    let at = |way| {
        let Cell { row, column } = middle.moved(way, 30, 5, false).cursor;
        (row, column)
    };
    assert_eq!(
        ways.map(at),
        [
            (13, 2),
            (15, 2),
            (14, 1),
            (14, 3),
            (14, 0),
            (14, 4),
            (0, 2),
            (29, 2),
            (0, 0),
            (29, 4),
            (4, 2),
            (24, 2)
        ]
    );
    for (rows, columns) in [(0, 1), (1, 1), (30, 5)] {
        let mut selection = Selection::default();
        for (step, way) in ways.iter().cycle().take(200).enumerate() {
            selection = selection.moved(*way, rows, columns, step.is_multiple_of(3));
            assert!(selection.cursor.row <= rows.saturating_sub(1));
            assert!(selection.cursor.column < columns);
        }
    }
}

#[test]
fn a_key_with_shift_keeps_where_the_choice_was_begun() {
    let begun = Selection::cell(Cell { row: 3, column: 1 });
    let wider = begun.moved(Way::Down, 30, 5, true).moved(Way::Right, 30, 5, true);
    assert_eq!((wider.rows(), wider.columns(), wider.n_cells()), (3..=4, 1..=2, 4));
    assert_eq!(wider.moved(Way::Up, 30, 5, false).n_cells(), 1);
    assert_eq!(wider.whole_rows(5).columns(), 0..=4);
    assert_eq!(wider.whole_columns(30).rows(), 0..=29);
}

#[test]
fn what_is_copied_can_be_pasted_back_and_changes_nothing() {
    let card = Card { columns: all_columns(), ..Card::kirklees() };
    let last = Cell { row: 29, column: card.columns.count() - 1 };
    let all = Selection::cell(Cell::default()).to(last);
    let text = card.cells().copied(all, |_, _| Some("7".to_owned()));
    assert_eq!(text.lines().count(), 30);
    assert!(text.starts_with("First wellbeing assessment\t100\t"), "{text}");
    let block = Block::pasted(&card.cells(), Selection::default(), &text);
    assert_eq!(block.edit(), None);
    let n_figures = 30 * 4;
    let words = format!("Nothing changed, {n_figures} cells cannot be edited here.");
    assert_eq!(block.words(&card.scenario), words);
}

#[test]
fn numbers_are_copied_as_machines_write_them() {
    let card = Card::kirklees();
    let is_large = |line: &Outcome| line.price.pence() >= 100_000;
    let row = card.lines().position(is_large).unwrap();
    let copied = card.cells().copied(card.at(Column::Price, row..=row), |_, _| None);
    assert!(!copied.contains([',', '£']) && copied.parse::<u32>().is_ok(), "{copied}");
}

#[test]
fn one_value_fills_what_is_chosen_and_a_block_repeats_where_it_divides_it() {
    let card = Card::kirklees();
    let block = Block::pasted(&card.cells(), card.at(Column::Price, 0..=3), "£1,250");
    let (after, name) = card.made(&block);
    assert_eq!(prices(&after, 5), [1250, 1250, 1250, 1250, 300]);
    assert_eq!(
        (name, block.words(&after)),
        ("paste 4 cells".to_owned(), "4 cells changed.".to_owned())
    );

    let block = Block::pasted(&card.cells(), card.at(Column::Price, 0..=3), "11\r\n22\r\n");
    assert_eq!(prices(&card.made(&block).0, 5), [11, 22, 11, 22, 300]);
    let block = Block::pasted(&card.cells(), card.at(Column::Price, 0..=2), "11\n22");
    assert_eq!(prices(&card.made(&block).0, 4), [11, 22, 100, 250], "3 is not twice 2");
    assert_eq!(block.selection.rows(), 0..=1, "what was pasted is chosen afterwards");
}

#[test]
fn a_blank_in_a_block_keeps_its_place_and_changes_nothing() {
    let card = Card::kirklees();
    let block = Block::pasted(&card.cells(), card.at(Column::Price, 0..=0), "11\n\n33\n");
    assert_eq!(prices(&card.made(&block).0, 4), [11, 100, 33, 250]);
}

#[test]
fn what_is_not_understood_changes_nothing_and_is_told_by_its_cell() {
    let card = Card::kirklees();
    let text = "11\t90%\nlots\t1.5.2\n33\t80";
    let block = Block::pasted(&card.cells(), card.at(Column::Price, 0..=0), text);
    assert_eq!(prices(&card.made(&block).0, 3), [11, 100, 33]);
    let texts: Vec<&str> = block.said_in_cells().iter().map(|said| said.text.as_str()).collect();
    assert_eq!(texts, ["lots", "1.5.2"]);
    assert!(block.said_in_cells()[0].path.ends_with(".price"));
    assert_eq!(block.words(&card.scenario), "4 cells changed, 2 not accepted.");
}

#[test]
fn what_a_field_takes_and_complains_of_a_paste_gives_it_as_well() {
    // Below zero a price is an error of the scenario, as when somebody types it, and one undo takes it back.
    let card = Card::kirklees();
    let block = Block::pasted(&card.cells(), card.at(Column::Price, 0..=0), "(400)");
    assert!(block.said_in_cells().is_empty());
    let (after, _) = card.made(&block);
    assert_eq!(prices(&after, 1), [-400]);
    assert!(after.problems().iter().any(|problem| problem.is_error()));
}

#[test]
fn chances_that_are_all_parts_of_one_are_meant_so_and_one_alone_is_asked_about() {
    let card = Card::kirklees();
    let at = card.at(Column::Chance, 0..=0);
    let central = |block: &Block| first_line(&card.made(block).0).chance.central.get();
    let both = Block::pasted(&card.cells(), at, "0.5\n0.25");
    assert!((central(&both) - 0.5).abs() < 1e-12);
    assert!(both.said_in_cells().is_empty());
    let one = Block::pasted(&card.cells(), at, "0.5");
    assert!((central(&one) - 0.005).abs() < 1e-12);
    assert!(one.said_in_cells().iter().all(|said| said.is_read));
    assert_eq!(one.said_in_cells().len(), 1);
}

#[test]
fn low_and_high_go_along_with_a_chance_as_when_somebody_types() {
    let card = Card::kirklees();
    let typed = Block::filled_with(&card.cells(), card.at(Column::Chance, 0..=0), "50%");
    let chance = first_line(&card.made(&typed).0).chance;
    assert!(chance.low < chance.central && chance.central < chance.high);
}

#[test]
fn what_falls_off_the_grid_or_on_figures_is_told() {
    let card = Card::kirklees();
    let at = card.at(Column::Chance, 29..=29);
    let block = Block::pasted(&card.cells(), at, "50%\t7\n60%\t8");
    let words =
        "1 cell changed, 1 pasted row below the last line left out, 1 cell cannot be edited here.";
    assert_eq!(block.words(&card.scenario), words);
    assert!(!block.is_all());
}

#[test]
fn a_block_with_names_is_more_than_cells_where_it_says_more_or_has_more_rows() {
    let card = Card::kirklees();
    let is_more = |column, row, text: &str| {
        Block::is_more_than_cells(&card.cells(), card.at(column, row..=row), text)
    };
    assert!(is_more(Column::Name, 0, "Moved in\t500"));
    assert!(is_more(Column::Name, 29, "Moved in\nStayed"));
    assert!(!is_more(Column::Price, 29, "1\n2"));
    assert!(!is_more(Column::Name, 0, "Moved in\nStayed"));
    assert!(!is_more(Column::Price, 28, "1\t50%\n2\t60%"));
}

#[test]
fn a_value_that_is_taken_settles_what_was_said_of_its_cell_also_where_it_is_the_one_that_is_there()
{
    let card = Card::kirklees();
    let at = card.at(Column::Price, 0..=0);
    let same = Block::pasted(&card.cells(), at, "£100");
    assert!(same.edit().is_none());
    assert_eq!(same.settled(), ["rate_card.outcomes[0].price"]);
    let refused = Block::pasted(&card.cells(), at, "1.500,00");
    assert!(refused.settled().is_empty() && refused.said_in_cells().len() == 1);
}

#[test]
fn prices_chosen_together_change_together_to_the_penny() {
    let card = Card::kirklees();
    let at = card.at(Column::Price, 0..=4);
    let scaled = |at, typed: &str| Block::scaled(&card.cells(), at, typed);
    for (typed, pence) in [
        ("+5%", [10_500, 10_500, 10_500, 26_250, 31_500]),
        ("-12.5 %", [8_750, 8_750, 8_750, 21_875, 26_250]),
        ("\u{2212}£50", [5_000, 5_000, 5_000, 20_000, 25_000]),
        ("x1.333", [13_330, 13_330, 13_330, 33_325, 39_990]),
    ] {
        let (scenario, _) = card.made(&scaled(at, typed).unwrap());
        let after = Card { scenario, ..Card::kirklees() };
        assert!(after.lines().take(5).map(|line| line.price.pence()).eq(pence), "{typed}");
    }
    for typed in ["", "5%", "50", "+lots", "-200%", "x-1", "×"] {
        let told = scaled(at, typed).unwrap_err();
        assert!(told.ends_with("write it as +5%, -£50 or ×1.1"), "{typed:?}: {told}");
    }
    // Of a change of all there is no text that could stay in a cell, so why it was refused is said with it.
    let below = scaled(at, "-£200").unwrap();
    assert!(below.said_in_cells().is_empty());
    let words = below.words(&card.scenario);
    assert!(words.starts_with("2 cells changed, 3 not accepted. "), "{words}");
    assert!(words.ends_with(" would be below zero."), "{words}");
    let above = scaled(card.at(Column::Chance, 0..=0), "x2").unwrap();
    assert!(above.words(&card.scenario).ends_with(" would be above 100%."));
}

#[test]
fn the_first_row_fills_the_others_and_one_row_takes_what_is_above_it() {
    let card = Card::kirklees();
    let filled = |rows| Block::filled_down(&card.cells(), card.at(Column::Price, rows));
    let after = |rows| prices(&card.made(&filled(rows)).0, 7);
    assert_eq!(after(3..=5), [100, 100, 100, 250, 250, 250, 200]);
    assert_eq!(after(3..=3), [100, 100, 100, 100, 300, 400, 200]);
    assert_eq!(filled(0..=0).edit(), None);
}

#[test]
fn cleared_cells_are_empty_where_they_may_be_and_else_as_they_were_opened() {
    let mut card = Card { columns: all_columns(), ..Card::kirklees() };
    card.scenario.rate_card.outcomes[0].price = Money::from_pence(1);
    card.scenario.rate_card.outcomes[0].target = Some(7);
    let line = |block: &Block| card.made(block).0.rate_card.outcomes[0].clone();
    let cleared = |column| Block::cleared(&card.cells(), card.at(column, 0..=0));
    assert_eq!(line(&cleared(Column::Price)).price, card.opened.rate_card.outcomes[0].price);
    assert_eq!(line(&cleared(Column::Target)).target, None);
    let names = cleared(Column::Name);
    assert_eq!(names.edit(), None);
    assert!(names.words(&card.scenario).ends_with(" cannot be empty: type another value."));
}

#[test]
fn a_line_goes_to_any_row_and_into_the_domain_that_is_there_and_is_found_again() {
    let card = Card::kirklees();
    let before: Vec<Outcome> = card.lines().cloned().collect();
    for (from, to) in (0..30).flat_map(|from| (0..30).map(move |to| (from, to))) {
        let Some(Step { edit, row }) = Step::moved(&card.scenario, from, to) else {
            assert_eq!(from, to);
            continue;
        };
        let after = Card { scenario: edit.apply(&card.scenario), ..Card::kirklees() };
        let moved = after.lines().nth(row).unwrap();
        assert_eq!((&moved.id, &moved.domain), (&before[from].id, &before[to].domain));
        // Into another domain from above it comes before the line that is there, and from below behind it.
        let is_other = before[from].domain != before[to].domain;
        let is_last_of_its_domain =
            before.iter().filter(|line| line.domain == before[from].domain).count() == 1;
        if !is_last_of_its_domain || !is_other {
            let expected = match (is_other, from < to) {
                (false, _) => to,
                (true, true) => to - 1,
                (true, false) => to + 1,
            };
            assert_eq!(row, expected, "{from} to {to}");
        }
    }
    assert!(Step::moved(&card.scenario, 0, 99).is_none());
}

#[test]
fn a_new_line_stands_right_below_the_one_that_it_was_added_at() {
    let card = Card::kirklees();
    let before: Vec<Outcome> = card.lines().cloned().collect();
    for row in 0..30 {
        for step in [Step::added_below(&card.scenario, row), Step::duplicated(&card.scenario, row)]
        {
            let step = step.unwrap();
            let after = Card { scenario: step.edit.apply(&card.scenario), ..Card::kirklees() };
            let lines: Vec<&Outcome> = after.lines().collect();
            assert_eq!((lines.len(), step.row), (31, row + 1));
            assert_eq!(lines[row + 1].domain, before[row].domain);
            assert_eq!(*lines[row], before[row]);
        }
    }
    let mut empty = card.scenario;
    empty.rate_card.outcomes.clear();
    let first = Step::added_below(&empty, 0).unwrap();
    assert_eq!((first.row, first.edit.apply(&empty).rate_card.outcomes.len()), (0, 1));
}

#[test]
fn lines_are_taken_out_together_and_the_focus_goes_to_what_comes_after_them() {
    let card = Card::kirklees();
    let removed = |rows| {
        let Step { edit, row } = Step::removed(&card.scenario, rows).unwrap();
        let mut history = History::new(card.scenario.clone());
        history.edit(edit, None);
        let name = history.undo_name().unwrap().to_owned();
        (history.present().rate_card.outcomes.len(), row, name)
    };
    assert_eq!(removed(3..=6), (26, 3, "remove 4 outcomes".to_owned()));
    assert_eq!(removed(28..=29).1, 27);
    assert!(removed(0..=0).2.starts_with("remove First wellbeing assessment"));
    assert!(Step::removed(&card.scenario, 40..=41).is_none());
}

#[test]
fn a_domain_that_is_renamed_keeps_its_lines() {
    let scenario = kirklees();
    let before = &scenario.rate_card.outcomes;
    let after = domain_renamed(&scenario, "Wellbeing", " Feeling better ").unwrap();
    for (line, before) in after.apply(&scenario).rate_card.outcomes.iter().zip(before) {
        let is_renamed = before.domain == "Wellbeing";
        assert_eq!(line.domain, if is_renamed { "Feeling better" } else { &before.domain });
    }
    assert_eq!(domain_renamed(&scenario, "Wellbeing", "Wellbeing"), None);
    assert_eq!(domain_renamed(&scenario, "Wellbeing", "  "), None);
}

#[test]
fn a_choice_of_columns_comes_back_as_it_was_kept() {
    let columns = Columns::default().toggled(Column::Target).toggled(Column::Paid);
    assert_eq!(Columns::read(&columns.text()), Some(columns));
    assert_eq!(columns.toggled(Column::Name), columns);
    assert_eq!(columns.at(3), Some(Column::Target));
    for text in ["", "x", "0", "65535", "-1", "99999999"] {
        assert_eq!(Columns::read(text), None, "{text}");
    }
}
