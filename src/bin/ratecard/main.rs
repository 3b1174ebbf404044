//! The command line: the page's engine, for scripts and for whoever likes a terminal.
//!
//! Exit codes: 0 all is well, 1 the scenario has errors, 2 it could not be read or the command was misused.

mod arguments;
mod chart;
mod check;
mod failure;
mod futures;
mod help;
mod input;
mod journey;
mod output;
mod problem_list;
mod progress;
mod sharing;
mod simulate;
mod words;

use std::process::ExitCode;

use ratecard::engine::ENGINE;
use ratecard::share::PRESETS;

use arguments::{Command, Schema};
use failure::Failure;

fn main() -> ExitCode {
    let words = std::env::args_os().skip(1).collect();
    match Command::parse(words).and_then(run) {
        Ok(code) => code,
        Err(failure) => {
            output::complain(&format!("ratecard: {failure}"));
            failure.code()
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Help => output::print(help::HELP)?,
        Command::Version => {
            output::print(&format!("ratecard {} (engine {ENGINE})\n", env!("CARGO_PKG_VERSION")))?;
        }
        Command::Presets => output::print(&presets())?,
        Command::Simulate(simulation) => simulate::run(&simulation)?,
        Command::Chart(chart) => chart::run(&chart)?,
        Command::Journey(journey) => journey::run(&journey)?,
        Command::Check(source) => return check::run(&source),
        Command::Link { source, base } => sharing::link(&source, base.as_deref())?,
        Command::Open { source, out, may_replace } => {
            return sharing::open(&source, out.as_deref(), may_replace);
        }
        Command::Schema(schema) => output::print(match schema {
            Schema::Scenario => include_str!("../../../schema/scenario-v2.schema.json"),
            Schema::Summary => include_str!("../../../schema/summary-v1.schema.json"),
        })?,
    }
    Ok(ExitCode::SUCCESS)
}

fn presets() -> String {
    let entry = |preset: &ratecard::share::Preset| {
        format!("{}\n  {}\n  {}\n", preset.id, preset.name, preset.summary)
    };
    PRESETS.iter().map(entry).collect()
}
