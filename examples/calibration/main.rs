//! Prints published figures beside simulated ones; with `UPDATE_GOLDEN=1` writes them into the method page.
//!
//! `cargo run --release --example calibration`

#![expect(clippy::print_stdout, reason = "the tables are what this command is for")]

mod table;

use std::error::Error;

use table::tables;

fn main() -> Result<(), Box<dyn Error>> {
    let tables = tables();
    for table in &tables {
        println!("### {}\n\n{}", table.heading, table.markdown());
    }
    let judged = tables.iter().flat_map(|table| &table.rows).filter_map(|row| row.is_within);
    let (within, n_judged) =
        judged.fold((0, 0), |(within, all), is_within| (within + u32::from(is_within), all + 1));
    println!("{within} of {n_judged} judged figures are within what is allowed.");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/method.md");
        let mut page = std::fs::read_to_string(path)?;
        for table in &tables {
            page = table
                .placed_in(&page)
                .ok_or_else(|| format!("the method page has no heading \"{}\"", table.heading))?;
        }
        std::fs::write(path, page)?;
    }
    Ok(())
}
