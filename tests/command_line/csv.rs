//! Results as tables for a spreadsheet.

use serde_json::json;
use std::fs;
use std::path::Path;

use super::{FILES, changed, folder, printed, refused, rows_of, small};

// CSV.

#[test]
fn csv_files_are_tables_that_add_up() {
    let folder = folder("csv").join("made/on/the/way");
    let path = folder.to_str().unwrap();
    let listed = printed(&["simulate", "--preset", "kirklees", "--trials", "40", "--csv", path]);
    assert!(listed.lines().map(|line| Path::new(line).file_name().unwrap()).eq(FILES));
    let table = |name: &str| {
        let rows = rows_of(&fs::read_to_string(folder.join(name)).unwrap());
        assert!(rows.len() > 1, "{name} is empty");
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{name} is ragged");
        rows
    };
    let column = |table: &[Vec<String>], name: &str| -> Vec<String> {
        let place = table[0].iter().position(|title| title == name);
        let place = place.unwrap_or_else(|| panic!("no {name} in {:?}", table[0]));
        table[1..].iter().map(|row| row[place].clone()).collect()
    };
    let pence = |text: &String| {
        let (pounds, pence) = text.split_once('.').unwrap();
        format!("{pounds}{pence}").parse::<i64>().unwrap()
    };

    for name in FILES {
        table(name);
    }
    assert_eq!(table("caps.csv").len(), 7);
    assert_eq!(table("outcomes.csv").len(), 31);
    assert_eq!(
        column(&table("payers.csv"), "id"),
        ["council", "life_chances_fund"].map(str::to_owned)
    );

    let futures = table("futures.csv");
    assert_eq!(column(&futures, "trial").len(), 40);
    let amounts = |name: &str| column(&futures, name).iter().map(pence).collect::<Vec<i64>>();
    let caps = ["person", "line", "group", "year", "payer", "contract"];
    let unpaid = caps.map(|cap| amounts(&format!("unpaid_{cap}")));
    for (future, (earned, paid)) in amounts("earned").iter().zip(amounts("paid")).enumerate() {
        let unpaid: i64 = unpaid.iter().map(|column| column[future]).sum();
        assert_eq!(*earned, paid + unpaid, "future {future}");
    }
    let summary = table("summary.csv");
    let figure = |name: &str| summary.iter().find(|row| row[0] == name).unwrap()[1].clone();
    let mut paid = amounts("paid");
    paid.sort_unstable();
    assert_eq!(pence(&figure("paid_p50")), paid[19]);
    assert_eq!(figure("trials"), "40");
}

#[test]
fn names_in_csv_files_are_quoted_and_never_formulas() {
    let folder = folder("formulas");
    let name = "=HYPERLINK(\"https://example.org\", \"home\")";
    let file = changed(&folder, "/scenario/rate_card/outcomes/0/name", json!(name));
    let path = folder.to_str().unwrap();
    let files = printed(&["simulate", &file, "--csv", path, "--trials", "20"]);
    assert_eq!(files.lines().count(), FILES.len());
    let outcomes = rows_of(&fs::read_to_string(folder.join("outcomes.csv")).unwrap());
    assert_eq!(outcomes[1][1], format!("'{name}"));
    // Where lists are separated by semicolons, a cell begins behind one.
    let file = changed(&folder, "/scenario/rate_card/outcomes/0/name", json!(";=1+1"));
    let again = super::ratecard(&["simulate", &file, "--csv", path, "--trials", "20"]);
    assert_eq!(again.code, 0);
    assert!(
        again.err.contains("replaced in") && again.err.contains("outcomes.csv"),
        "{}",
        again.err
    );
    let text = fs::read_to_string(folder.join("outcomes.csv")).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("\";'=1+1\""), "{text}");
    let stranger = super::folder("csv-stranger");
    fs::write(stranger.join("years.csv"), "mine\n").unwrap();
    let named = stranger.to_str().unwrap();
    refused(
        &["simulate", &file, "--csv", named, "--trials", "20"],
        2,
        &["years.csv", "stays as it is"],
    );
    assert_eq!(fs::read_dir(&stranger).unwrap().count(), 1);
    let other =
        super::ratecard(&["simulate", "--preset", "kirklees", "--csv", path, "--trials", "20"]);
    assert!(
        other.err.contains("are replaced: give each scenario a folder of its own"),
        "{}",
        other.err
    );
    super::ratecard(&["simulate", &file, "--csv", path, "--trials", "20"]);
    printed(&["simulate", &file, "--csv", path, "--trials", "20", "--no-bom"]);
    assert!(!fs::read_to_string(folder.join("outcomes.csv")).unwrap().starts_with('\u{feff}'));
    // A negative number is a number.
    let summary = fs::read_to_string(folder.join("summary.csv")).unwrap();
    assert!(!summary.contains("'-"), "{summary}");
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let small = small();
    refused(&["simulate", &small, "--csv", &small], 2, &["could not be written", "another place"]);
    refused(&["simulate", &small, "--csv", ""], 2, &["--csv needs a value"]);
}
