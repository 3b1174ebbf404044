//! `chart`: one exhibit as a picture.

use ratecard::charts::EXHIBITS;
use std::fs;

use super::{folder, printed, ratecard, refused, small};

#[test]
fn every_exhibit_is_a_picture_with_its_finding() {
    for preset in ["kirklees", "fair-chance-fund"] {
        for entry in EXHIBITS {
            let arguments = ["chart", "--preset", preset, "--trials=40", "--exhibit", entry.id];
            let ended = ratecard(&arguments);
            if ended.code == 2 {
                assert!(ended.err.contains("has nothing to show under"), "{}", ended.err);
                continue;
            }
            assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{preset} {}", entry.id);
            assert!(ended.out.starts_with("<svg ") && ended.out.trim_end().ends_with("</svg>"));
            assert!(ended.out.contains("<title>"), "{preset} {}", entry.id);
            assert!(!ended.out.contains("NaN"), "{preset} {}", entry.id);
        }
    }
}

#[test]
fn a_picture_is_as_wide_as_asked_and_a_file_that_is_there_stays() {
    let small = small();
    let folder = folder("chart");
    let out = folder.join("waterfall.svg");
    let out = out.to_str().unwrap();
    let chart = ["chart", &small, "--exhibit", "waterfall", "--width", "400", "--out", out];
    assert_eq!(printed(&chart), "");
    let drawn = fs::read_to_string(out).unwrap();
    assert!(drawn.contains("width=\"400\""));
    refused(&chart, 2, &["is there already", "--force"]);
    assert_eq!(printed(&[&chart[..], &["--force", "--dark"]].concat()), "");
    assert_ne!(fs::read_to_string(out).unwrap(), drawn);
}

#[test]
fn what_is_no_exhibit_is_refused_with_those_that_are() {
    let small = small();
    let all: Vec<&str> = EXHIBITS.iter().map(|entry| entry.id).collect();
    for arguments in [&["chart", &small][..], &["chart", &small, "--exhibit", "pie"]] {
        refused(arguments, 2, &[&all.join(", ")]);
    }
    refused(&["chart", &small, "--exhibit=curve", "--width=12"], 2, &["--width", "from 200"]);
}
