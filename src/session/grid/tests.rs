//! What a person may rely on who edits the card as a grid.

use super::*;
use crate::model::{Money, Scenario};
use crate::session::{Edit, History};
use crate::share::preset;

fn kirklees() -> Scenario {
    preset("kirklees").unwrap().open().unwrap().scenario
}

fn all_columns() -> Columns {
    Column::ALL.iter().fold(Columns::default(), |columns, column| {
        if columns.has(*column) { columns } else { columns.toggled(*column) }
    })
}

fn place_of(columns: Columns, column: Column) -> usize {
    columns.iter().position(|one| one == column).unwrap()
}

/// Chosen rows of one column.
fn chosen(columns: Columns, column: Column, first: usize, last: usize) -> Selection {
    let column = place_of(columns, column);
    Selection::cell(Cell { row: first, column }).to(Cell { row: last, column })
}

/// The scenario with the block made, and what undo says.
fn made(scenario: &Scenario, block: &Block) -> (Scenario, String) {
    let mut history = History::new(scenario.clone());
    history.edit(block.edit("paste").unwrap(), None);
    let after = (**history.present()).clone();
    let name = history.undo_name().unwrap().to_owned();
    history.undo();
    assert_eq!(**history.present(), *scenario, "one step takes all of it back");
    (after, name)
}

fn prices(scenario: &Scenario, n: usize) -> Vec<i64> {
    let lines = in_order(&scenario.rate_card).into_iter().take(n);
    lines.map(|line| scenario.rate_card.outcomes[line].price.pence() / 100).collect()
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
    let scenario = kirklees();
    let columns = all_columns();
    let cells = Cells::of(&scenario, &scenario, columns);
    let all = Selection::cell(Cell::default()).to(Cell { row: 29, column: columns.count() - 1 });
    let text = cells.copied(all, |_, _| Some("7".to_owned()));
    assert_eq!(text.lines().count(), 30);
    assert!(text.starts_with("First wellbeing assessment\t100\t"), "{text}");
    let block = Block::pasted(&cells, Selection::default(), &text);
    assert!(block.edit("paste").is_none(), "{block:?}");
    assert_eq!((block.refused.as_slice(), block.n_outside), (&[][..], 30 * 4));
}

#[test]
fn numbers_are_copied_as_machines_write_them() {
    let scenario = kirklees();
    let columns = Columns::default();
    let cells = Cells::of(&scenario, &scenario, columns);
    let row = in_order(&scenario.rate_card)
        .iter()
        .position(|line| scenario.rate_card.outcomes[*line].price.pence() >= 100_000)
        .unwrap();
    let copied = cells.copied(chosen(columns, Column::Price, row, row), |_, _| None);
    assert!(!copied.contains([',', '£']) && copied.parse::<u32>().is_ok(), "{copied}");
}

#[test]
fn one_value_fills_what_is_chosen_and_a_block_repeats_where_it_divides_it() {
    let scenario = kirklees();
    let columns = Columns::default();
    let cells = Cells::of(&scenario, &scenario, columns);
    let block = Block::pasted(&cells, chosen(columns, Column::Price, 0, 3), "£1,250");
    let (after, name) = made(&scenario, &block);
    assert_eq!(prices(&after, 5), [1250, 1250, 1250, 1250, 300]);
    assert_eq!((name.as_str(), block.words().as_str()), ("paste 4 cells", "4 cells changed."));

    let block = Block::pasted(&cells, chosen(columns, Column::Price, 0, 3), "11\r\n22\r\n");
    assert_eq!(prices(&made(&scenario, &block).0, 5), [11, 22, 11, 22, 300]);
    let block = Block::pasted(&cells, chosen(columns, Column::Price, 0, 2), "11\n22");
    assert_eq!(prices(&made(&scenario, &block).0, 4), [11, 22, 100, 250], "3 is not twice 2");
    assert_eq!(block.selection.rows(), 0..=1, "what was pasted is chosen afterwards");
}

#[test]
fn a_blank_in_a_block_keeps_its_place_and_changes_nothing() {
    let scenario = kirklees();
    let columns = Columns::default();
    let cells = Cells::of(&scenario, &scenario, columns);
    let at = chosen(columns, Column::Price, 0, 0);
    let block = Block::pasted(&cells, at, "11\n\n33\n");
    assert_eq!(prices(&made(&scenario, &block).0, 4), [11, 100, 33, 250]);
}

#[test]
fn what_is_not_understood_changes_nothing_and_is_told_by_its_cell() {
    let scenario = kirklees();
    let columns = Columns::default();
    let cells = Cells::of(&scenario, &scenario, columns);
    let at = chosen(columns, Column::Price, 0, 0);
    let block = Block::pasted(&cells, at, "11\t90%\nlots\t1.5.2\n33\t80");
    assert_eq!(prices(&made(&scenario, &block).0, 3), [11, 100, 33]);
    assert_eq!(block.refused.len(), 2);
    assert_eq!(block.refused[0].text, "lots");
    assert!(block.refused[0].path.ends_with(".price"), "{:?}", block.refused);
    assert_eq!(block.words(), "4 cells changed, 2 not accepted.");
}

#[test]
fn chances_that_are_all_parts_of_one_are_meant_so_and_one_alone_is_asked_about() {
    let scenario = kirklees();
    let columns = Columns::default();
    let cells = Cells::of(&scenario, &scenario, columns);
    let at = chosen(columns, Column::Chance, 0, 0);
    let central = |scenario: &Scenario| {
        let line = in_order(&scenario.rate_card)[0];
        scenario.rate_card.outcomes[line].chance.central.get()
    };
    let both = Block::pasted(&cells, at, "0.5\n0.25");
    assert!((central(&made(&scenario, &both).0) - 0.5).abs() < 1e-12);
    assert!(both.doubtful.is_empty());
    let one = Block::pasted(&cells, at, "0.5");
    assert!((central(&made(&scenario, &one).0) - 0.005).abs() < 1e-12);
    assert_eq!(one.doubtful.len(), 1);
}

#[test]
fn what_falls_off_the_grid_or_on_figures_is_told() {
    let scenario = kirklees();
    let columns = Columns::default();
    let cells = Cells::of(&scenario, &scenario, columns);
    let block = Block::pasted(&cells, chosen(columns, Column::Chance, 29, 29), "50%\t7\n60%\t8");
    assert_eq!(block.n_outside, 3);
    assert_eq!(block.words(), "1 cell changed, 3 cells cannot be edited here.");
}

#[test]
fn prices_chosen_together_change_together_to_the_penny() {
    let scenario = kirklees();
    let columns = Columns::default();
    let cells = Cells::of(&scenario, &scenario, columns);
    let at = chosen(columns, Column::Price, 0, 4);
    let pence = |typed: &str| {
        let block = Block::scaled(&cells, at, typed).unwrap();
        let (after, _) = made(&scenario, &block);
        let lines = in_order(&after.rate_card).into_iter().take(5);
        lines.map(|line| after.rate_card.outcomes[line].price.pence()).collect::<Vec<_>>()
    };
    assert_eq!(pence("+5%"), [10_500, 10_500, 10_500, 26_250, 31_500]);
    assert_eq!(pence("-12.5 %"), [8_750, 8_750, 8_750, 21_875, 26_250]);
    assert_eq!(pence("\u{2212}£50"), [5_000, 5_000, 5_000, 20_000, 25_000]);
    assert_eq!(pence("x1.333"), [13_330, 13_330, 13_330, 33_325, 39_990]);
    for typed in ["", "5%", "50", "+lots", "-200%", "x-1", "×"] {
        let told = Block::scaled(&cells, at, typed).unwrap_err();
        assert!(told.ends_with("write it as +5%, -£50 or ×1.1"), "{typed:?}: {told}");
    }
    let block = Block::scaled(&cells, at, "-£200").unwrap();
    assert_eq!((block.refused.len(), block.refused[0].words.as_str()), (3, "would be below zero"));
    let chances = chosen(columns, Column::Chance, 0, 0);
    let block = Block::scaled(&cells, chances, "x2").unwrap();
    assert_eq!(block.refused[0].words, "would be above 100%");
}

#[test]
fn the_first_row_fills_the_others_and_one_row_takes_what_is_above_it() {
    let scenario = kirklees();
    let columns = Columns::default();
    let cells = Cells::of(&scenario, &scenario, columns);
    let block = Block::filled_down(&cells, chosen(columns, Column::Price, 3, 5));
    assert_eq!(prices(&made(&scenario, &block).0, 7), [100, 100, 100, 250, 250, 250, 200]);
    let block = Block::filled_down(&cells, chosen(columns, Column::Price, 3, 3));
    assert_eq!(prices(&made(&scenario, &block).0, 4), [100, 100, 100, 100]);
    assert!(
        Block::filled_down(&cells, chosen(columns, Column::Price, 0, 0)).edit("fill").is_none()
    );
}

#[test]
fn cleared_cells_are_empty_where_they_may_be_and_else_as_they_were_opened() {
    let opened = kirklees();
    let columns = all_columns();
    let cells = Cells::of(&opened, &opened, columns);
    let raised = Block::scaled(&cells, chosen(columns, Column::Price, 0, 1), "+£5").unwrap();
    let (scenario, _) = made(&opened, &raised);
    let cells = Cells::of(&scenario, &opened, columns);
    let block = Block::cleared(&cells, chosen(columns, Column::Price, 0, 1));
    assert_eq!(prices(&made(&scenario, &block).0, 2), [100, 100]);
    let with_target =
        (0..30).find(|row| opened.rate_card.outcomes[cells.line(*row).unwrap()].target.is_some());
    if let Some(row) = with_target {
        let block = Block::cleared(&cells, chosen(columns, Column::Target, row, row));
        let (after, _) = made(&scenario, &block);
        assert_eq!(after.rate_card.outcomes[cells.line(row).unwrap()].target, None);
    }
    let names = Block::cleared(&cells, chosen(columns, Column::Name, 0, 0));
    assert_eq!((names.edit("clear").is_none(), names.refused.len()), (true, 1));
}

#[test]
fn a_line_goes_to_any_row_and_into_the_domain_that_is_there() {
    let scenario = kirklees();
    let names = |scenario: &Scenario| {
        let lines = in_order(&scenario.rate_card);
        lines.iter().map(|line| scenario.rate_card.outcomes[*line].name.clone()).collect::<Vec<_>>()
    };
    let n = scenario.rate_card.outcomes.len();
    for from in 0..n {
        for to in 0..n {
            let Some(edit) = moved_to(&scenario, from, to) else {
                assert_eq!(from, to);
                continue;
            };
            let after = edit.apply(&scenario);
            let mut expected = names(&scenario);
            let line = expected.remove(from);
            let there =
                scenario.rate_card.outcomes[in_order(&scenario.rate_card)[to]].domain.clone();
            let moved = after.rate_card.outcomes.iter().find(|one| one.name == line).unwrap();
            assert_eq!(moved.domain, there, "{line}");
            let is_other_domain =
                scenario.rate_card.outcomes[in_order(&scenario.rate_card)[from]].domain != there;
            // Into another domain from above, it comes before the line that is there.
            expected.insert(
                if is_other_domain && from < to {
                    to - 1
                } else {
                    to + usize::from(is_other_domain)
                },
                line,
            );
            let n_domains = (scenario.rate_card.domains().len(), after.rate_card.domains().len());
            if n_domains.0 == n_domains.1 {
                assert_eq!(names(&after), expected, "{from} to {to}");
            }
        }
    }
    assert_eq!(moved_to(&scenario, 0, 99), None);
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

#[test]
fn a_price_is_money_after_a_change_of_chances() {
    // Low and high go along with the central chance, as they do when somebody types.
    let scenario = kirklees();
    let columns = Columns::default();
    let cells = Cells::of(&scenario, &scenario, columns);
    let typed = Block::filled_with(&cells, chosen(columns, Column::Chance, 0, 0), "50%");
    let line = in_order(&scenario.rate_card)[0];
    let after = made(&scenario, &typed).0.rate_card.outcomes[line].clone();
    assert!(after.chance.low < after.chance.central && after.chance.central < after.chance.high);
    assert_eq!(after.price, Money::from_pence(10_000));
    let edit = Edit::Named { name: "nothing".to_owned(), edits: Vec::new() };
    assert_eq!(edit.apply(&scenario), scenario);
}

#[test]
fn a_new_line_stands_right_below_the_one_that_it_was_added_at() {
    let scenario = kirklees();
    for row in 0..scenario.rate_card.outcomes.len() {
        let new_row = row + 1;
        let after = added_below(&scenario, row).apply(&scenario);
        let line = |scenario: &Scenario, row: usize| {
            scenario.rate_card.outcomes[in_order(&scenario.rate_card)[row]].clone()
        };
        assert_eq!(after.rate_card.outcomes.len(), scenario.rate_card.outcomes.len() + 1);
        assert!(line(&after, new_row).name.starts_with("New "), "{row}");
        assert_eq!(line(&after, new_row).domain, line(&scenario, row).domain);
        assert_eq!(line(&after, row), line(&scenario, row));
    }
    let mut empty = scenario;
    empty.rate_card.outcomes.clear();
    assert_eq!(added_below(&empty, 0).apply(&empty).rate_card.outcomes.len(), 1);
}

#[test]
fn a_domain_that_is_renamed_keeps_its_lines_and_what_names_it() {
    let scenario = kirklees();
    let before: Vec<String> =
        scenario.rate_card.outcomes.iter().map(|line| line.domain.clone()).collect();
    let after =
        domain_renamed(&scenario, "Wellbeing", " Feeling better ").unwrap().apply(&scenario);
    for (line, before) in after.rate_card.outcomes.iter().zip(before) {
        let expected = if before == "Wellbeing" { "Feeling better" } else { before.as_str() };
        assert_eq!(line.domain, expected);
    }
    assert_eq!(domain_renamed(&scenario, "Wellbeing", "Wellbeing"), None);
    assert_eq!(domain_renamed(&scenario, "Wellbeing", "  "), None);
}

#[test]
fn what_a_field_takes_and_complains_of_a_paste_gives_it_as_well() {
    // Below zero a price is an error of the scenario, as when somebody types it, and one undo takes it back.
    let scenario = kirklees();
    let columns = Columns::default();
    let cells = Cells::of(&scenario, &scenario, columns);
    let block = Block::pasted(&cells, chosen(columns, Column::Price, 0, 0), "(400)");
    assert!(block.refused.is_empty());
    let (after, _) = made(&scenario, &block);
    assert_eq!(prices(&after, 1), [-400]);
    assert!(after.problems().iter().any(|problem| problem.is_error()));
}
