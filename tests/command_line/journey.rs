//! `journey`: one person of one future, and the future itself.

use super::{printed, ratecard, refused, small};

#[test]
fn a_person_is_told_from_referral_on() {
    let text = printed(&["journey", "--preset", "kirklees", "--future", "7"]);
    for expected in ["Person ", "Is referred", "Starts", "Support ends", "What becomes of it"] {
        assert!(text.contains(expected), "no \"{expected}\" in:\n{text}");
    }
    let lost = printed(&["journey", "--preset", "kirklees", "--lost"]);
    assert!(lost.contains("caps take the rest"), "{lost}");
    let of = ["journey", "--preset", "kirklees", "--outcome", "home_12_months"];
    assert!(printed(&of).contains("12 months in accommodation"));
}

#[test]
fn the_months_of_a_future_add_up_to_its_row_in_the_tables() {
    let folder = super::folder("journey");
    let folder = folder.to_str().unwrap();
    printed(&["simulate", "--preset", "kirklees", "--trials=5", "--csv", folder, "--no-bom"]);
    let futures = std::fs::read_to_string(format!("{folder}/futures.csv")).unwrap();
    let rows: Vec<Vec<&str>> = futures.lines().map(|line| line.split(',').collect()).collect();
    let figure = |trial: usize, name: &str| {
        let column = rows[0].iter().position(|one| *one == name).unwrap();
        rows[trial + 1][column].parse::<f64>().unwrap()
    };
    for future in [0, 3] {
        let number = future.to_string();
        let months = printed(&["journey", "--preset", "kirklees", "--months", "--future", &number]);
        let sum = |column: usize| {
            let cells = months.lines().skip(1).map(|line| line.split(',').nth(column).unwrap());
            cells.map(|cell| cell.parse::<f64>().unwrap()).sum::<f64>()
        };
        assert!((sum(4) - figure(future, "paid")).abs() < 0.005);
        assert!((sum(5) - figure(future, "costs")).abs() < 0.005);
        let log = printed(&["journey", "--preset", "kirklees", "--events", "--future", &number]);
        let referred = log.lines().filter(|line| line.contains(",arrival,referred,")).count();
        assert!((referred as f64 - figure(future, "referrals")).abs() < 0.5);
    }
}

#[test]
fn what_nobody_is_or_does_is_refused_with_a_mend() {
    let small = small();
    refused(&["journey", &small, "--outcome", "nothing"], 2, &["there is no outcome nothing"]);
    refused(&["journey", &small, "--person", "9999999"], 2, &["has no person 9999999"]);
    refused(&["journey", &small, "--lost", "--person=1"], 2, &["keep one of them"]);
    refused(&["journey", &small, "--months", "--events"], 2, &["leave one out"]);
    assert_eq!(ratecard(&["journey", &small, "--future", "-1"]).code, 2);
}
