//! What holds for every card: over all presets, and in any order of columns.

use super::*;

/// A scenario's card as a table, as a spreadsheet would give it.
fn table(scenario: &Scenario, columns: &[Column], has_headings: bool) -> String {
    let card = &scenario.rate_card;
    let cell = |column: &Column, index: usize| {
        let path = column.path(index).unwrap();
        let field = fields::known(&path);
        match field.value(scenario).unwrap() {
            FieldValue::Names(ids) => {
                let name = |id: &String| match card.index_of(id) {
                    Some(line) => card.outcomes[line].name.clone(),
                    None => id.clone(),
                };
                ids.iter().map(name).collect::<Vec<_>>().join("; ")
            }
            FieldValue::Money(_) => field.words(scenario),
            FieldValue::Share(_) | FieldValue::Chance(_) => {
                field.field.text(&field.value(scenario).unwrap()) + "%"
            }
            value => field.field.text(&value),
        }
    };
    let row = |cells: Vec<String>| cells.join("\t") + "\r\n";
    let headings = columns.iter().map(|column| column.label()).collect();
    let lines = (0..card.outcomes.len())
        .map(|index| row(columns.iter().map(|column| cell(column, index)).collect()));
    has_headings.then(|| row(headings)).into_iter().chain(lines).collect()
}

const ALL: [Column; 9] = [
    Column::Name,
    Column::Domain,
    Column::Price,
    Column::Chance,
    Column::ChanceLow,
    Column::ChanceHigh,
    Column::Target,
    Column::MinMonths,
    Column::After,
];

#[test]
fn a_card_pasted_onto_itself_changes_nothing() {
    for preset in PRESETS {
        let scenario = preset.open().unwrap().scenario;
        for columns in [&ALL[..], &ALL[..4], &ALL[..3]] {
            let card = read(&table(&scenario, columns, true));
            assert_eq!(taken_for(&card), columns, "{}", scenario.name);
            for way in [Way::Merge, Way::Replace] {
                let plan = card.onto(&scenario, way);
                assert_eq!(told(&plan), [""; 0], "{}", scenario.name);
                assert_eq!(plan.after, None, "{}: {:?}", scenario.name, plan.changes);
                assert_eq!(counts(&plan), [0, 0, 0, scenario.rate_card.outcomes.len()]);
            }
        }
    }
}

#[test]
fn columns_may_come_in_any_order() {
    let (kirklees, fund) = (scenario("kirklees"), fund());
    for way in [Way::Merge, Way::Replace] {
        let in_order = |columns: &[Column]| read(&table(&fund, columns, true)).onto(&kirklees, way);
        let plan = in_order(&ALL);
        assert!(plan.n_added > 0 && plan.n_changed > 0, "{:?}", counts(&plan));
        for turn in 1..ALL.len() {
            let mut columns = ALL;
            columns.rotate_left(turn);
            assert_eq!(in_order(&columns), plan);
            columns.swap(0, 4);
            assert_eq!(in_order(&columns), plan);
        }
    }
}

#[test]
fn without_headings_the_cells_tell() {
    let mut fund = fund();
    for (index, line) in fund.rate_card.outcomes.iter_mut().enumerate() {
        line.target = Some(37 + 211 * u32::try_from(index % 5).unwrap());
    }
    let kirklees = scenario("kirklees");
    for columns in [
        &[
            Column::Name,
            Column::Domain,
            Column::Price,
            Column::Chance,
            Column::Target,
            Column::After,
        ][..],
        &[
            Column::Target,
            Column::Chance,
            Column::After,
            Column::Domain,
            Column::Price,
            Column::Name,
        ],
        &[Column::Domain, Column::Name, Column::Price],
        &[Column::Name, Column::Chance],
        &[Column::Name],
    ] {
        let [with, without] = [true, false].map(|has| read(&table(&fund, columns, has)));
        assert_eq!(taken_for(&without), columns);
        let [with, without] = [with, without].map(|card| card.onto(&kirklees, Way::Merge));
        assert_eq!(with.after, without.after);
    }
}

#[test]
fn columns_without_headings_are_not_taken_for_the_same_twice() {
    let card =
        read("1\tEntry\t1,500\t85\t120\t7\n2\tStay\t2,000\t60\t80\t9\n3\tMove\t90\t5\t20\t2");
    let [other, name, price] = [Column::Other, Column::Name, Column::Price];
    assert_eq!(taken_for(&card), [other, name, price, Column::Chance, Column::Target, other]);
    let said = card.with_column(5, Column::Chance);
    assert_eq!(taken_for(&said), [other, name, price, other, Column::Target, Column::Chance]);
    assert_eq!(card.with_column(6, Column::Chance), card, "there is no such column");
    let card = read("Entry\t0.5\t3 months\nStay\t0.75\t26 weeks");
    assert_eq!(taken_for(&card), [Column::Name, Column::Chance, Column::MinMonths]);
    let card = read("Home\tEntry\t£5\n\tStay\t£6\nWork\tStart\t£7");
    assert_eq!(taken_for(&card), [Column::Domain, Column::Name, Column::Price]);
}

#[test]
fn names_under_a_heading_that_nobody_knows_are_found() {
    let card = read("\tPrice\nEnters work\t£600\nStays in work\t£700");
    assert_eq!(taken_for(&card), [Column::Name, Column::Price]);
    let plan = card.onto(&fund(), Way::Merge);
    assert_eq!(counts(&plan), [1, 1, 0, 0]);
    // Headings above names alone say nothing about domains.
    let plan = read("Outcome\tPrice\nEnters work\t\nStays in work\t").onto(&fund(), Way::Merge);
    assert_eq!(counts(&plan), [1, 0, 0, 1]);
}
