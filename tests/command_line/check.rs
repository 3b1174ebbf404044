//! `check`: what is wrong with a scenario, and what is none.

use ratecard::share::{MOST_FILE, bundle};
use serde_json::json;
use std::fs;

use super::{
    changed, folder, in_repository, printed, ratecard, ratecard_reading, refused, small,
    small_document,
};

// Checking.

#[test]
fn a_sound_scenario_has_no_problems() {
    for arguments in [&["check", "--preset", "kirklees"][..], &["check", &small()]] {
        assert_eq!(printed(arguments), "0 errors, 0 warnings: it can be run\n");
    }
}

#[test]
fn check_lists_every_problem_errors_first() {
    let folder = folder("check");
    let mut document = small_document();
    document["scenario"]["rate_card"]["outcomes"][0]["price"] = json!("a lot");
    document["scenario"]["costs"]["set_up"] = json!(1.005);
    document["scenario"]["contract"]["payers"][0]["share_bp"] = json!(9_000);
    document["colour"] = json!("red");
    let path = folder.join("bad.ratecard.json");
    fs::write(&path, document.to_string()).unwrap();

    let ended = ratecard(&["check", path.to_str().unwrap()]);
    assert_eq!((ended.code, ended.err.as_str()), (1, ""));
    for expected in [
        "error: rate_card.outcomes[0].price (of \"Settled\"): \"a lot\" is text\n  to mend it, write a number\n",
        "error: costs.set_up: 1.005 has more than two decimal places\n  to mend it, write at most two",
        "error: contract.payers: 90.00% ",
        "error: document: colour is not a field of this format\n  to mend it, remove it\n",
        "4 errors, 0 warnings: it cannot be run\n",
    ] {
        assert!(ended.out.contains(expected), "no \"{expected}\" in:\n{}", ended.out);
    }
    let piped = ratecard_reading(&["check", "-"], &document.to_string());
    assert_eq!((piped.code, piped.out), (1, ended.out));
}

#[test]
fn warnings_do_not_stop_a_run() {
    let folder = folder("warnings");
    let file = changed(&folder, "/scenario/contract/claims_end", json!(6));
    let ended = ratecard(&["check", &file]);
    assert_eq!(ended.code, 0, "{}", ended.out);
    assert!(ended.out.starts_with("warning: contract.claims_end: 6 "), "{}", ended.out);
    assert!(ended.out.ends_with("0 errors, 1 warning: it can be run\n"), "{}", ended.out);

    let ended = ratecard(&["simulate", &file]);
    assert_eq!(ended.code, 0);
    assert!(ended.err.starts_with("warning: contract.claims_end"), "{}", ended.err);
}

#[test]
fn what_can_never_matter_is_a_warning() {
    let folder = folder("without_effect");
    let fees = json!([{ "from_month": 12, "monthly": 100 }]);
    let file = changed(&folder, "/scenario/contract/service_fees", fees);
    let ended = ratecard(&["check", &file]);
    assert_eq!(ended.code, 0, "{}", ended.out);
    let warning = "warning: contract.service_fees[0].from_month: 12 comes after the last delivery month, so that it has no \
                   effect\n  to mend it, write a month up to 11, or take it out\n";
    assert!(ended.out.starts_with(warning), "{}", ended.out);
}

#[test]
fn what_is_no_scenario_is_told_apart() {
    let folder = folder("foreign");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let text = fs::read_to_string(small()).unwrap();
    let link = fs::read_to_string(in_repository("tests/shared/v1-small.link")).unwrap();
    let mut newer = small_document();
    newer["version"] = json!(99);
    let many = bundle([("{}".to_owned(), text.clone())]);
    let folder_path = folder.to_str().unwrap();

    for (source, words) in [
        (file("prices.csv", b"name;price\nhome;1500"), &["not a Rate Card Simulator scenario"][..]),
        (file("picture.png", b"\x89PNG\r\n\xff\xfe"), &["not a Rate Card Simulator scenario"]),
        (file("empty", b""), &["is empty"]),
        (file("many.json", many.as_bytes()), &["holds several scenarios", "Your scenarios"]),
        (file("cut.json", &text.as_bytes()[..700]), &["part of it is missing", "line ", "column "]),
        (file("new.json", newer.to_string().as_bytes()), &["newer version (format 99)"]),
        (file("large.json", &vec![b' '; MOST_FILE + 1]), &["too large", "2 MB"]),
        (link.trim()[..link.len() / 2].to_owned(), &["the link is damaged", "whole link"]),
        ("https://example.org/".to_owned(), &["the link holds no scenario"]),
        (
            "no/such/file.json".to_owned(),
            &["no/such/file.json could not be read", "check the name"],
        ),
        (folder_path.to_owned(), &["could not be read"]),
    ] {
        for command in ["check", "simulate", "link", "open"] {
            refused(&[command, &source], 2, words);
        }
    }
    refused(&["simulate", &small(), "--no-bom"], 2, &["--csv DIR"]);
    refused(&["check", "-odd.json"], 2, &["./-NAME"]);
    let ended = ratecard_reading(&["check", "-"], "hello");
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("standard input is not a"), "{}", ended.err);
}
