//! The benchmarks: the engine, the same work in NumPy and the page in a browser, side by side in one run.
//!
//! Nothing here judges a time. What can fail is that the engine and the NumPy reference tell different figures.

mod machine;
mod measurements;
mod report;
mod rows;
mod sureness;

use crate::command::{self, cargo, program};
use crate::outcome::Outcome;
use crate::{browser, project, python, size, trunk};
use measurements::Measurements;
use std::fs;
use std::path::{Path, PathBuf};

/// The scenario that is measured: the preset that opens first.
const PRESET: &str = "kirklees";

/// How much is measured.
#[derive(Debug, PartialEq)]
pub(crate) struct BenchOptions {
    is_quick: bool,
}

impl BenchOptions {
    pub(crate) fn parse(words: &[&str]) -> Outcome<Self> {
        match words {
            [] => Ok(Self { is_quick: false }),
            ["--quick"] => Ok(Self { is_quick: true }),
            _ => Err("Say `cargo xtask bench`, with --quick if you like.".to_owned()),
        }
    }

    fn n_futures(&self) -> &'static str {
        if self.is_quick { "2000" } else { "10000" }
    }
}

/// Measures, prints, and writes benches/RESULTS.md; a quick run leaves the file alone.
pub(crate) fn run(options: &BenchOptions) -> Outcome {
    browser::node()?;
    let other_work = machine::other_work();
    let mut measured = Measurements::default();
    engine(options, &mut measured)?;
    sureness(options, &mut measured)?;
    match python::with_numpy() {
        Ok(python) => numpy(&python, options, &mut measured)?,
        Err(sentence) => println!("{sentence}\nThe bench goes on without the NumPy reference."),
    }
    page(options, &mut measured)?;
    let report = report::text(&measured, &machine::facts(&measured, other_work)?);
    println!("\n{report}");
    if options.is_quick {
        println!("A quick look: benches/RESULTS.md stays as it is.");
        return Ok(());
    }
    project::write(&project::benches().join("RESULTS.md"), &report)
}

/// Times the engine on one core, and counts the random words that it draws.
fn engine(options: &BenchOptions, measured: &mut Measurements) -> Outcome {
    let mut command = cargo();
    command.args(["bench", "--bench", "engine", "--locked", "--", "--color", "never"]);
    if options.is_quick {
        command.args(["--sample-count", "2"]);
    }
    measured.add_table(&command::run_and_capture(&mut command)?);
    // Counting takes time, so it has a build of its own, and one that is quickly made.
    let count = [
        "bench",
        "--bench",
        "engine",
        "--locked",
        "--profile",
        "test",
        "--features",
        "count-words",
    ];
    measured.add_lines(&command::run_and_capture(cargo().args(count))?);
    Ok(())
}

/// Measures how far figures lie apart over many seeds, under each kind of sampling.
fn sureness(options: &BenchOptions, measured: &mut Measurements) -> Outcome {
    let bench = ["bench", "--bench", "sureness", "--locked"];
    // Latin hypercubes have a build of their own, and one that is quickly made: it times nothing.
    let hypercube = ["--profile", "test", "--features", "latin-hypercube"];
    for words in [&[][..], &hypercube] {
        let mut command = cargo();
        command.args(bench).args(words);
        if options.is_quick {
            command.args(["--", "4"]);
        }
        measured.add_lines(&command::run_and_capture(&mut command)?);
    }
    Ok(())
}

/// The preset without what the reference does not play: holding back what the central case still needs, for which it
/// would have to work out expected counts as well.
fn without_planned_need(scenario: &str) -> Outcome<String> {
    let (before, after) =
        scenario.split_once("\"investment\": {").ok_or("The preset has no investment.")?;
    if scenario.contains("keep_planned_need") {
        return Err("The preset says itself what is held back: compare it as it is.".to_owned());
    }
    Ok(format!("{before}\"investment\": {{ \"keep_planned_need\": false, {after}"))
}

/// Times the NumPy reference, and fails if its figures are not the engine's.
fn numpy(python: &Path, options: &BenchOptions, measured: &mut Measurements) -> Outcome {
    let folder = project::root().join("target/bench");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("target/bench cannot be made ({error}): free the folder."))?;
    let (scenario, report) = (folder.join("scenario.json"), folder.join("report.json"));
    project::write(&scenario, &without_planned_need(&ratecard(&["open", "--preset", PRESET])?)?)?;
    let file = scenario.display().to_string();
    let simulate = ["simulate", &file, "--json", "--trials", options.n_futures()];
    project::write(&report, &ratecard(&simulate)?)?;
    for style in [&[][..], &["--plain"]] {
        let printed = command::run_and_capture(
            program(python)
                .arg(project::peers().join("compare.py"))
                .args([&scenario, &report])
                // A seed of its own: the two sides share no dice anyway.
                .args([options.n_futures(), "1"])
                .args(style)
                .env("PYTHONDONTWRITEBYTECODE", "1"),
        )?;
        measured.add_lines(&printed);
        if style.is_empty() {
            measured.agreement = printed
                .lines()
                .filter(|line| !line.contains('\t'))
                .map(|line| format!("{line}\n"))
                .collect();
        }
    }
    Ok(())
}

/// What the command line prints.
fn ratecard(words: &[&str]) -> Outcome<String> {
    let cargo = ["run", "--quiet", "--release", "--locked", "--bin", "ratecard", "--"];
    command::capture(command::cargo().args(cargo).args(words))
}

/// Times the page in a browser, and measures its download.
fn page(options: &BenchOptions, measured: &mut Measurements) -> Outcome {
    browser::set_up()?;
    trunk::build()?;
    measured.compressed_kb = Some(size::compressed_kb()?);
    let script: PathBuf = project::benches().join("browser/bench.mjs");
    let mut command = program("node");
    command
        .arg(script)
        .env("RATECARD_BROWSER", browser::executable()?)
        .env("RATECARD_PORT", browser::free_port()?.to_string());
    if options.is_quick {
        command.arg("--quick");
    }
    measured.add_lines(&command::run_and_capture(&mut command)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{BenchOptions, without_planned_need};

    #[test]
    fn only_a_quick_look_can_be_asked_for() {
        assert_eq!(BenchOptions::parse(&[]), Ok(BenchOptions { is_quick: false }));
        assert_eq!(BenchOptions::parse(&["--quick"]), Ok(BenchOptions { is_quick: true }));
        assert!(BenchOptions::parse(&["--slow"]).is_err());
    }

    #[test]
    fn what_the_reference_does_not_play_is_switched_off() {
        let changed = without_planned_need("{ \"investment\": { \"buffer\": 1 } }").unwrap();
        assert_eq!(changed, "{ \"investment\": { \"keep_planned_need\": false,  \"buffer\": 1 } }");
        assert!(without_planned_need("{}").is_err());
        assert!(
            without_planned_need("{ \"investment\": { \"keep_planned_need\": true } }").is_err()
        );
    }
}
