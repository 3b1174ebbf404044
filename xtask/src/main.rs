//! The project's tasks: the only place that knows how to set a machine up, build, check and serve.
//!
//! Every task ends in `Ok` or in a sentence that names the mend, empty if it was printed already.
//!
//! Tasks:
//! - [`mod@test`] runs the checks that are listed in [`steps`];
//! - [`trunk`] builds and serves the page, and has Trunk call [`finish`] at the end of each build: the policy of
//!   [`headers`] is filled in, and [`style_sheets`] are joined;
//! - [`browser`] runs the journeys; [`size`] measures the download; [`mod@bench`] measures times;
//! - [`engines`] holds three kinds of browser against each other, and [`arm`] runs the figures on another processor.
//!
//! What they share:
//! - [`tools`], [`debian`] and [`python`] install what is missing;
//! - [`command`] runs other programs; [`project`] knows the folders and the files; [`outcome`] is how all of it ends.
#![expect(clippy::print_stdout, reason = "a command line speaks by printing")]

mod arm;
mod bench;
mod browser;
mod command;
mod compact;
mod debian;
mod engines;
mod finish;
mod headers;
mod outcome;
mod project;
mod python;
mod size;
mod steps;
mod style_sheets;
mod test;
mod tools;
mod trunk;

use outcome::Outcome;
use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask TASK

  serve     build, serve on http://127.0.0.1:8080/ and reload on every change
              --port N    another port
              --debug     quick builds that run slowly
              --no-open   leave the browser alone
  test      every check, fast ones first; stops at the first failure
              --list      name the checks
              --only NAME run one of them
  build     the release in dist/, ready for any folder of any static host
  e2e       build, then the browser journeys; arguments go to Playwright
  bench     the engine, the same work in NumPy and the page, timed side by side: benches/RESULTS.md
              --quick     a short look, which writes no file
  golden    write the expected figures anew (tests/golden, docs/method.md), to be reviewed
  setup     install every tool that the tasks above need
  browsers  build, then one journey in Chromium, Firefox and WebKit, which must show the same figures
              NAME ...    in these alone
  arm       the golden figures and the laws on an emulated ARM processor
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            if !sentence.is_empty() {
                eprintln!("\n{sentence}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Outcome {
    let Some((task, options)) = words.split_first() else {
        print!("{HELP}");
        return Ok(());
    };
    match *task {
        "serve" => trunk::serve(&trunk::ServeOptions::parse(options)?),
        "test" => test::run(options),
        "build" => no_options(options).and_then(|()| trunk::build()),
        "e2e" => trunk::build().and_then(|()| browser::run_journeys(options)),
        "bench" => bench::run(&bench::BenchOptions::parse(options)?),
        "browsers" => engines::run(options),
        "arm" => no_options(options).and_then(|()| arm::run()),
        "golden" => no_options(options).and_then(|()| steps::update_golden()),
        "setup" => no_options(options).and_then(|()| setup()),
        // Trunk calls this one at the end of each build: see Trunk.toml.
        "finish" => no_options(options).and_then(|()| finish::run()),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => {
            print!("{HELP}");
            Err(format!("There is no task `{other}`: choose one of the list above."))
        }
    }
}

fn setup() -> Outcome {
    tools::wasm_target()?;
    tools::trunk()?;
    tools::wasm_bindgen()?;
    browser::packages()?;
    let browser = browser::executable()?;
    println!("All tools are in place; the journeys use {}.", browser.display());
    Ok(())
}

fn no_options(options: &[&str]) -> Outcome {
    match options {
        [] => Ok(()),
        [first, ..] => Err(format!("This task takes no options: leave out `{first}`.")),
    }
}
