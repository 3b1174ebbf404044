//! The real binary, as a person or a script meets it: what it prints, where, and how it ends.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod chart;
mod check;
mod csv;
mod journey;
mod json;
mod links;
mod simulate;
mod since;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ratecard::engine::ENGINE;
use ratecard::model::Scenario;
use ratecard::share::{PRESETS, open};
use serde_json::{Value, json};

/// How a command ended.
#[derive(Debug)]
struct Ended {
    code: i32,
    out: String,
    err: String,
}

fn ratecard(arguments: &[&str]) -> Ended {
    ratecard_reading(arguments, "")
}

/// Runs the binary with this text on standard input.
fn ratecard_reading(arguments: &[&str], input: &str) -> Ended {
    let mut child = binary(arguments).spawn().unwrap();
    // A command that does not read its input closes it early, which is its right.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn binary(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ratecard"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the binary and expects success without a word on standard error.
#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let ended = ratecard(arguments);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{arguments:?}");
    ended.out
}

/// Runs the binary and expects one complaint that holds all these words.
#[track_caller]
fn refused(arguments: &[&str], code: i32, words: &[&str]) {
    let ended = ratecard(arguments);
    assert_eq!((ended.code, ended.out.as_str()), (code, ""), "{arguments:?}: {}", ended.err);
    assert!(ended.err.starts_with("ratecard: "), "{}", ended.err);
    for word in words {
        assert!(ended.err.contains(word), "{arguments:?}: no \"{word}\" in {}", ended.err);
    }
}

/// An empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command_line").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn in_repository(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

fn small() -> String {
    in_repository("tests/shared/v2-small.json")
}

fn small_document() -> Value {
    serde_json::from_str(&fs::read_to_string(small()).unwrap()).unwrap()
}

/// The small document with one part changed, as a file.
fn changed(folder: &Path, pointer: &str, value: Value) -> String {
    let mut document = small_document();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap()[field] = value;
    let path = folder.join("changed.ratecard.json");
    fs::write(&path, document.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn small_scenario() -> Scenario {
    open(&small_document().to_string()).unwrap().scenario
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

// Words about itself.

/// The rows of a file, header first, by the rules of RFC 4180.
fn rows_of(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => assert_eq!(letters.peek(), Some(&'\n'), "a lone line end"),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(!is_quoted && row.is_empty() && cell.is_empty(), "an unfinished row");
    rows
}

#[test]
fn help_and_version_go_to_standard_output() {
    for arguments in [&["--help"][..], &["help"], &["simulate", "--help"], &["-h"]] {
        assert!(printed(arguments).contains("ratecard simulate SCENARIO"), "{arguments:?}");
    }
    let version = printed(&["--version"]);
    assert_eq!(version, format!("ratecard {} (engine {ENGINE})\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn presets_are_listed_by_the_names_that_simulate_takes() {
    let list = printed(&["presets"]);
    for preset in PRESETS {
        assert!(list.contains(&format!("{}\n  {}\n", preset.id, preset.name)), "{list}");
    }
}

#[test]
fn misuse_is_named_with_its_mend() {
    let small = small();
    for (arguments, words) in [
        (&[][..], &["say what to do", "--help"][..]),
        (&["simulat"], &["no command simulat", "simulate"]),
        (&["--json"], &["no option --json"]),
        (&["simulate"], &["needs a scenario", "--preset NAME"]),
        (
            &["simulate", &small, "--trails", "5"],
            &["no option --trails", "--trials N", "--seed N", "--csv DIR"],
        ),
        (&["simulate", &small, "--trials"], &["--trials needs a value"]),
        (&["simulate", "--trials", "--json", &small], &["--trials needs a value"]),
        (&["simulate", &small, "--trials", "many"], &["cannot be many", "from 1 to 100,000"]),
        (&["simulate", &small, "--trials", "0"], &["cannot be 0"]),
        (&["simulate", &small, "--trials", "5", "--trials=6"], &["--trials is given twice"]),
        (&["simulate", &small, "--seed", "-1"], &["--seed cannot be -1"]),
        (
            &["simulate", &small, "--since", "a", "--since-preset", "kirklees"],
            &["--since and --since-preset", "leave one out"],
        ),
        (&["simulate", &small, "--since-preset", "leeds"], &["no preset leeds", "kirklees"]),
        (&["simulate", "-", "--since", "-"], &["read once only"]),
        (&["simulate", &small, "--since"], &["--since needs a value"]),
        (&["simulate", &small, "--case", "best"], &["no case best", "low, central or high"]),
        (&["simulate", &small, "--json", "--csv", "x"], &["leave one out"]),
        (&["simulate", &small, "--preset", "kirklees"], &["two scenarios"]),
        (&["simulate", &small, &small], &["one word too many"]),
        (&["simulate", "--preset", "leeds"], &["no preset leeds", "kirklees"]),
        (&["presets", "--json"], &["presets has no option --json"]),
        (&["schema", "results"], &["no schema results", "scenario or summary"]),
        (&["check", "--json", &small], &["check has no option --json", "--preset NAME"]),
    ] {
        refused(arguments, 2, words);
    }
}

const FILES: [&str; 9] = [
    "summary.csv",
    "caps.csv",
    "payers.csv",
    "payer_years.csv",
    "years.csv",
    "outcomes.csv",
    "quarters.csv",
    "months.csv",
    "futures.csv",
];

#[test]
fn a_stranger_cannot_steer_the_terminal() {
    let folder = folder("escapes");
    let file = changed(&folder, "/scenario/name", json!("\u{1b}]0;owned\u{7}\u{9b}31m name"));
    for arguments in [&["simulate", &file, "--trials", "5"][..], &["check", &file]] {
        let ended = ratecard(arguments);
        let printed = ended.out + &ended.err;
        assert!(!printed.chars().any(|c| c.is_control() && c != '\n'), "{printed:?}");
    }
}
