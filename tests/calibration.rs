//! The presets give what was published of them, and the method page says so with the same figures.
//!
//! `cargo run --release --example calibration` shows the tables; `UPDATE_GOLDEN=1` before either writes them
//! into `docs/method.md`. Dice are fixed, and all that a preset is unsure of is drawn.

#[path = "../examples/calibration/table.rs"]
mod table;

use table::{Table, tables};

const METHOD: &str = include_str!("../docs/method.md");

#[test]
fn presets_give_what_was_published_and_the_method_page_says_so() {
    let tables = tables();
    for table in &tables {
        let missed: Vec<&str> = table
            .rows
            .iter()
            .filter(|row| row.is_within == Some(false))
            .map(|row| row.figure.as_str())
            .collect();
        assert_eq!(missed, [""; 0], "{}\n{}", table.heading, table.markdown());
    }
    let page = tables.iter().fold(METHOD.to_owned(), |page, table| place(table, &page));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/method.md"), page).unwrap();
        return;
    }
    for (number, (found, expected)) in METHOD.lines().zip(page.lines()).enumerate() {
        assert_eq!(
            found,
            expected,
            "docs/method.md, line {}: run with UPDATE_GOLDEN=1",
            number + 1
        );
    }
    assert_eq!(METHOD.len(), page.len());
}

fn place(table: &Table, page: &str) -> String {
    let placed = table.placed_in(page);
    placed.unwrap_or_else(|| panic!("docs/method.md has no heading \"### {}\"", table.heading))
}

#[test]
fn a_table_takes_the_place_of_the_one_under_its_heading() {
    let table = Table { heading: "Here", rows: Vec::new() };
    let page = "### There\n\n| a |\n|---|\n\n### Here\n\nWords.\n\n| old |\n|---|\n| 1 |\n\nMore.\n\n## End\n";
    let placed = table.placed_in(page).unwrap();
    let expected = format!(
        "### There\n\n| a |\n|---|\n\n### Here\n\nWords.\n\n{}\nMore.\n\n## End\n",
        table.markdown()
    );
    assert_eq!(placed, expected);
    assert_eq!(table.placed_in(&placed).unwrap(), placed);
    assert!(table.placed_in("## Here\n").is_none());
}
