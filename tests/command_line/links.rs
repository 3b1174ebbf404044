//! `link` and `open`: files into links, and back.

use ratecard::share::{open, preset};
use serde_json::json;
use std::fs;

use super::{changed, folder, in_repository, parsed, printed, ratecard};

// Sharing.

#[test]
fn a_link_and_a_file_bring_back_the_same_scenario() {
    let folder = folder("sharing");
    let base = "https://example.org/ratecard/";
    let link = printed(&["link", "--preset", "kirklees", "--base", base]);
    let fragment = printed(&["link", "--preset", "kirklees"]);
    assert_eq!(link, format!("{base}{fragment}"));
    assert!(fragment.starts_with("#/open/v1."));

    for base in ["foo", "ftp://x.org/", "https://x.org/a b"] {
        assert_eq!(ratecard(&["link", "--preset", "kirklees", "--base", base]).code, 2, "{base}");
    }

    let text = printed(&["open", link.trim()]);
    let file = folder.join("opened.ratecard.json");
    let written = printed(&["open", link.trim(), "--out", file.to_str().unwrap()]);
    assert_eq!((written.as_str(), fs::read_to_string(&file).unwrap()), ("", text.clone()));
    let two = folder.join("two.txt");
    let legacy = printed(&["link", "--preset", "kirklees-legacy", "--base", base]);
    fs::write(&two, format!("{link}\n{legacy}")).unwrap();
    for command in ["open", "check", "simulate", "link"] {
        let ended = ratecard(&[command, two.to_str().unwrap()]);
        assert_eq!(ended.code, 2, "{command}");
        assert!(ended.err.contains("two different scenarios"), "{command}: {}", ended.err);
    }
    // Somebody's work may lie there by now.
    fs::write(&file, "mine").unwrap();
    let refused = ratecard(&["open", link.trim(), "--out", file.to_str().unwrap()]);
    assert_eq!((refused.code, fs::read_to_string(&file).unwrap().as_str()), (2, "mine"));
    assert!(refused.err.contains("--force"), "{}", refused.err);
    printed(&["open", link.trim(), "--out", file.to_str().unwrap(), "--force"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    let opened = open(&text).unwrap();
    assert_eq!(opened.scenario, preset("kirklees").unwrap().open().unwrap().scenario);
    assert_eq!(printed(&["link", file.to_str().unwrap()]), fragment);
}

#[test]
fn what_its_sender_saw_travels_on() {
    let full = in_repository("tests/shared/v1-full.json");
    let link = ratecard(&["link", &full]).out;
    let opened = parsed(&ratecard(&["open", link.trim()]).out);
    assert_eq!(opened["fingerprint"], json!("0123456789abcdef"));
}

#[test]
fn a_link_that_needs_mending_becomes_a_file_that_can_be_mended() {
    let folder = folder("mending");
    let file = changed(&folder, "/scenario/contract/payers/0/share_bp", json!(9_000));
    let ended = ratecard(&["open", &file]);
    assert_eq!(ended.code, 1);
    assert_eq!(parsed(&ended.out)["scenario"]["contract"]["payers"][0]["share_bp"], json!(9_000));
    assert!(ended.err.contains("error: contract.payers"), "{}", ended.err);
}
